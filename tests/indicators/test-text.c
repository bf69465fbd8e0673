/* Numbers and words as text: against the C library, brute force and a recursive definition. */
#include "indicators/base/text.h"

#include "tests/shared/program.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Reading ---- */

/* glibc's conversion is correctly rounded; a test may compare with it, in the C locale. */
static void assert_reads_as_strtod(const char *text)
{
  double value = -12345;
  const double expected = g_ascii_strtod(text, NULL);
  const DgmiNumberStatus status = dgmi_number_parse(text, strlen(text), &value);
  if (!isfinite(expected))
  {
    g_assert_cmpint(status, ==, DGMI_NUMBER_RANGE);
    g_assert_cmpfloat(value, ==, -12345);
    return;
  }
  g_assert_cmpint(status, ==, DGMI_NUMBER_OK);
  if (memcmp(&value, &expected, sizeof value) != 0)
    g_error("'%s' read as %.17g, not %.17g", text, value, expected);
}

static void test_parse_hard(void)
{
  /* Halfway cases, ends of the fast path, subnormals, limits. */
  static const char *const texts[] = {"0",
                                      "-0",
                                      "+0",
                                      "0.0",
                                      "000",
                                      "-0.000",
                                      "5.",
                                      ".5",
                                      "+.5e1",
                                      "1e0",
                                      "1E+5",
                                      "1e-5",
                                      "9007199254740993",
                                      "9007199254740992",
                                      "9007199254740991",
                                      "9007199254740993.0000000001",
                                      "999999999999999",
                                      "9999999999999999",
                                      "123456789012345",
                                      "1234567890123456",
                                      "123456789012345e22",
                                      "123456789012345e23",
                                      "123456789012345e-22",
                                      "123456789012345e-23",
                                      "1.00000000000000011102230246251565404",
                                      "1.00000000000000011102230246251565405",
                                      "0.500000000000000166533453693773481063544750213623046875",
                                      "2.2250738585072014e-308",
                                      "2.2250738585072011e-308",
                                      "2.2250738585072012e-308",
                                      "4.9406564584124654e-324",
                                      "2.4703282292062327e-324",
                                      "2.4703282292062328e-324",
                                      "1e-400",
                                      "1.7976931348623157e308",
                                      "1.7976931348623158e308",
                                      "1.7976931348623159e308",
                                      "1e309",
                                      "1e99999999999999999999",
                                      "1e-99999999999999999999",
                                      "0e99999999999999999999",
                                      "0.000000000000000000000000000000000000000000000001",
                                      "100000000000000000000000000000000000000000000000000",
                                      "00000000000000000000000012.5",
                                      "0.00000000000000000000012345678901234567890",
                                      "8.5",
                                      "6.62607015e-34",
                                      "6.02214076e23",
                                      "18446744073709551615",
                                      "18446744073709551616",
                                      "9223372036854775807.5",
                                      "1090544144181609348671888949248",
                                      "0.1234567890123456789012345678901234567890"};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    assert_reads_as_strtod(texts[i]);
}

static void append_digits(GString *text, int n)
{
  for (int i = 0; i < n; i++)
    g_string_append_c(text, (char)('0' + g_test_rand_int_range(0, 10)));
}

/* Every shape of number: digits before and after the point, exponents of every size. */
static void test_parse_random(void)
{
  for (guint round = 0; round < 200000; round++)
  {
    g_autoptr(GString) text = g_string_new(g_test_rand_bit() ? "" : g_test_rand_bit() ? "-" : "+");
    append_digits(text, g_test_rand_int_range(1, 22));
    if (g_test_rand_bit())
    {
      g_string_append_c(text, '.');
      append_digits(text, g_test_rand_int_range(0, 22));
    }
    if (g_test_rand_bit())
      g_string_append_printf(text, "%c%d", g_test_rand_bit() ? 'e' : 'E',
                             g_test_rand_bit() ? g_test_rand_int_range(-30, 31)
                                               : g_test_rand_int_range(-350, 340));
    assert_reads_as_strtod(text->str);
  }
}

static double random_double(void)
{
  guint64 bits;
  double x;
  do
  {
    bits = (guint64)(guint32)g_test_rand_int() << 32 | (guint32)g_test_rand_int();
    memcpy(&x, &bits, sizeof x);
  } while (!isfinite(x));
  return x;
}

/* The exact midpoint of two doubles has many digits and goes to the even one. */
static void test_parse_halfway(void)
{
  for (guint round = 0; round < 20000; round++)
  {
    const double low = fabs(random_double()), high = nextafter(low, INFINITY);
    if (!isfinite(high) || low < 1e-250)
      continue;
    char text[2048];
    const int length = snprintf(text, sizeof text, "%.*Le", 1100, ((long double)low + high) / 2);
    g_assert_cmpint(length, <, (int)sizeof text);
    assert_reads_as_strtod(text);
  }
}

static void test_parse_refused(void)
{
  static const char *const texts[] = {
      "",      " ",     "-",  "+",     ".",   "e5",   "-.",  ".e1",      "1e", "1e+",   "1e-",
      "1e+-1", "1 ",    " 1", "1,5",   "1_0", "0x10", "inf", "nan",      "NA", "1.2.3", "--1",
      "+-1",   "1e5.0", "1f", "1e1e1", "１",  "−1",   "1\t", "infinity", "1d5"};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
  {
    double value = 7;
    g_assert_cmpint(dgmi_number_parse(texts[i], strlen(texts[i]), &value), ==, DGMI_NUMBER_INVALID);
    g_assert_cmpfloat(value, ==, 7);
  }
  double value = 7;
  g_assert_cmpint(dgmi_number_parse("1\0", 2, &value), ==, DGMI_NUMBER_INVALID);
  g_assert_cmpint(dgmi_number_parse("1\0002", 3, &value), ==, DGMI_NUMBER_INVALID);
}

/* The length counts, not a NUL behind it. */
static void test_parse_length(void)
{
  double value;
  g_assert_cmpint(dgmi_number_parse("12.5,7", 4, &value), ==, DGMI_NUMBER_OK);
  g_assert_cmpfloat(value, ==, 12.5);
  g_assert_cmpint(dgmi_number_parse("1e400", 3, &value), ==, DGMI_NUMBER_OK);
  g_assert_cmpfloat(value, ==, 1e4);
  g_assert_cmpint(dgmi_number_parse("12345678901234567890123e999", 23, &value), ==, DGMI_NUMBER_OK);
  g_assert_cmpfloat(value, ==, 12345678901234567890123.0);
}

/* ---- Writing ---- */

static guint significant_digits(const char *text)
{
  guint n = 0, zeros = 0;
  for (; *text != '\0' && *text != 'e'; text++)
  {
    if (!g_ascii_isdigit(*text) || (n == 0 && *text == '0'))
      continue;
    zeros = *text == '0' ? zeros + 1 : 0;
    n++;
  }
  return n - zeros;
}

/* The fewest digits that read back, found by trying them all. */
static guint fewest_digits(double value)
{
  for (int precision = 1; precision <= 17; precision++)
  {
    char text[64];
    snprintf(text, sizeof text, "%.*e", precision - 1, value);
    if (strtod(text, NULL) == value)
      return significant_digits(text);
  }
  g_assert_not_reached();
}

static void assert_shortest(double value)
{
  char text[DGMI_NUMBER_SIZE];
  double back = NAN;
  g_assert_true(dgmi_number_format(value, text) == text);
  g_assert_cmpuint(strlen(text), <, DGMI_NUMBER_SIZE);
  g_assert_cmpint(dgmi_number_parse(text, strlen(text), &back), ==, DGMI_NUMBER_OK);
  if (back != value || significant_digits(text) != fewest_digits(value))
    g_error("%.17g written as '%s', %u digits suffice", value, text, fewest_digits(value));
}

static void test_format_random(void)
{
  for (guint round = 0; round < 50000; round++)
    assert_shortest(random_double());
  for (int exponent = -1074; exponent <= 1023; exponent++)
  {
    const double power = ldexp(1, exponent);
    assert_shortest(power);
    assert_shortest(-nextafter(power, INFINITY));
    assert_shortest(nextafter(power, 0));
  }
}

/* Decimals of few digits, which most data are, come back as they were written. */
static void test_format_decimals(void)
{
  for (guint round = 0; round < 50000; round++)
  {
    char text[DGMI_NUMBER_SIZE], written[64];
    const int digits = g_test_rand_int_range(0, 8);
    snprintf(written, sizeof written, "%.*f", digits, g_test_rand_double_range(-1e4, 1e4));
    const double value = strtod(written, NULL);
    assert_shortest(value);
    while (strchr(written, '.') != NULL &&
           (g_str_has_suffix(written, "0") || g_str_has_suffix(written, ".")))
      written[strlen(written) - 1] = '\0';
    if (value != 0 && fabs(value) >= 1e-4)
      g_assert_cmpstr(dgmi_number_format(value, text), ==, written);
  }
}

static void test_format_examples(void)
{
  static const struct
  {
    double value;
    const char *text;
  } examples[] = {{0.9717, "0.9717"},
                  {1e-300, "1e-300"},
                  {-3, "-3"},
                  {NAN, ""},
                  {0, "0"},
                  {0.1, "0.1"},
                  {1.0 / 3, "0.3333333333333333"},
                  {1e9, "1000000000"},
                  {1e21, "1e21"},
                  {1.5e-6, "1.5e-6"},
                  {100, "100"},
                  {5e-324, "5e-324"},
                  {-0.5, "-0.5"},
                  {193, "193"},
                  {1.7976931348623157e308, "1.7976931348623157e308"}};
  for (guint i = 0; i < G_N_ELEMENTS(examples); i++)
  {
    char text[DGMI_NUMBER_SIZE];
    g_assert_cmpstr(dgmi_number_format(examples[i].value, text), ==, examples[i].text);
  }
}

static void test_fixed(void)
{
  char text[DGMI_NUMBER_SIZE];
  g_assert_cmpstr(dgmi_number_fixed(NAN, 4, text), ==, "");
  g_assert_cmpstr(dgmi_number_fixed(-0.00001, 2, text), ==, "0.00");
  g_assert_cmpstr(dgmi_number_fixed(-0.0, 0, text), ==, "0");
  g_assert_cmpstr(dgmi_number_fixed(-0.006, 2, text), ==, "-0.01");
  g_assert_cmpstr(dgmi_number_fixed(0.9717, 4, text), ==, "0.9717");
  g_assert_cmpstr(dgmi_number_fixed(1, 15, text), ==, "1.000000000000000");
  for (guint round = 0; round < 50000; round++)
  {
    const int digits = g_test_rand_int_range(0, 16);
    const double x = ldexp(g_test_rand_double_range(-1, 1), g_test_rand_int_range(-20, 40));
    char expected[64];
    snprintf(expected, sizeof expected, "%.*f", digits, x);
    const gboolean is_zero = strspn(expected, "-0.") == strlen(expected);
    g_assert_cmpstr(dgmi_number_fixed(x, digits, text), ==,
                    expected + (is_zero && expected[0] == '-'));
  }
}

/* No value is cut short by the buffer or loses digits before the point. */
static void test_fixed_large(void)
{
  static const double values[] = {999999999999999,
                                  -999999999999999,
                                  123456789012345.6,
                                  1e15,
                                  1234567890123456,
                                  -1e15,
                                  1e22,
                                  1e300,
                                  -1.7976931348623157e308};
  for (guint i = 0; i < G_N_ELEMENTS(values); i++)
    for (int digits = 0; digits <= 15; digits++)
    {
      char text[DGMI_NUMBER_SIZE];
      double back;
      dgmi_number_fixed(values[i], digits, text);
      g_assert_cmpint(dgmi_number_parse(text, strlen(text), &back), ==, DGMI_NUMBER_OK);
      g_assert_cmpfloat(fabs(back - values[i]), <=, 0.5);
      const char *point = strchr(text, '.');
      if (fabs(values[i]) < 1e15)
        g_assert_cmpint(digits, ==, point == NULL ? 0 : (int)strlen(point + 1));
    }
}

/* ---- Words ---- */

/* Optimal string alignment as it is defined. */
static guint naive_distance(const char *a, gsize n, const char *b, gsize m)
{
  if (n == 0 || m == 0)
    return (guint)(n + m);
  const guint differ = g_ascii_tolower(a[n - 1]) != g_ascii_tolower(b[m - 1]);
  guint least = naive_distance(a, n - 1, b, m - 1) + differ;
  least = MIN(least, naive_distance(a, n - 1, b, m) + 1);
  least = MIN(least, naive_distance(a, n, b, m - 1) + 1);
  if (n > 1 && m > 1 && g_ascii_tolower(a[n - 1]) == g_ascii_tolower(b[m - 2]) &&
      g_ascii_tolower(a[n - 2]) == g_ascii_tolower(b[m - 1]))
    least = MIN(least, naive_distance(a, n - 2, b, m - 2) + 1);
  return least;
}

static void random_word(char word[8])
{
  const int length = g_test_rand_int_range(0, 7);
  for (int i = 0; i < length; i++)
    word[i] = "abAB"[g_test_rand_int_range(0, 4)];
  word[length] = '\0';
}

static void test_distance(void)
{
  for (guint round = 0; round < 3000; round++)
  {
    char a[8], b[8];
    random_word(a);
    random_word(b);
    g_assert_cmpuint(dgmi_text_distance(a, b), ==, naive_distance(a, strlen(a), b, strlen(b)));
    g_assert_cmpuint(dgmi_text_distance(a, b), ==, dgmi_text_distance(b, a));
  }
  g_assert_cmpuint(dgmi_text_distance("minmax", "mimnax"), ==, 1);
  g_assert_cmpuint(dgmi_text_distance("ca", "abc"), ==, 3); /* alignment, not edits of edits */
  g_assert_cmpuint(dgmi_text_distance("指标", "指数"), ==, 1);
  g_assert_cmpuint(dgmi_text_distance("ÄÖ", "äö"), ==, 0);
}

static void test_nearest(void)
{
  static const char *const words[] = {"minmax", "zscore", "rank", "goalposts", "scaled", "abc"};
  const gsize n = G_N_ELEMENTS(words);
  g_assert_cmpstr(dgmi_text_nearest("minmxa", words, n), ==, "minmax");
  g_assert_cmpstr(dgmi_text_nearest("RANK", words, n), ==, "rank");
  g_assert_cmpstr(dgmi_text_nearest("rnak", words, n), ==, "rank");
  g_assert_cmpstr(dgmi_text_nearest("goal", words, n), ==, "goalposts");
  g_assert_cmpstr(dgmi_text_nearest("goalpsotz", words, n), ==, "goalposts");
  g_assert_null(dgmi_text_nearest("go", words, n));
  g_assert_null(dgmi_text_nearest("rrnnk", words, 1));
  g_assert_null(dgmi_text_nearest("quite another", words, n));
  g_assert_null(dgmi_text_nearest("minmax", words, 0));
  g_assert_null(dgmi_text_nearest("\xff\xfe", words, n));
  static const char *const ties[] = {"abce", "abcf"};
  g_assert_cmpstr(dgmi_text_nearest("abcd", ties, 2), ==, "abce");
}

static char *suggestion(const char *word, const char *const *words, gsize n)
{
  g_autoptr(DgmiSentence) sentence = dgmi_text_suggestion(word, words, n);
  return dgmi_sentence_text(sentence, NULL);
}

static void test_suggestion(void)
{
  static const char *const words[] = {"a1", "a2", "a3", "a4", "a5", "a6", "a7",
                                      "a8", "a9", "b1", "b2", "b3", "b4", "zscore"};
  g_autofree char *near = suggestion("zscor", words, G_N_ELEMENTS(words));
  g_assert_cmpstr(near, ==, "; did you mean 'zscore'?");
  g_autofree char *many = suggestion("unlike", words, G_N_ELEMENTS(words));
  g_assert_cmpstr(many, ==, "; known are a1, a2, a3, a4, a5, a6, a7, a8, a9, b1, b2, b3, …");
  g_autofree char *few = suggestion("unlike", words, 2);
  g_assert_cmpstr(few, ==, "; known are a1, a2");
  g_assert_null(dgmi_text_suggestion("unlike", words, 0));
}

static void test_codes(void)
{
  g_assert_true(dgmi_code_equal("CN-GD", "cn-gd"));
  g_assert_false(dgmi_code_equal("CN-GD", "CN-G"));
  g_assert_cmpuint(dgmi_code_hash("CN-GD"), ==, dgmi_code_hash("cn-Gd"));
}

TEST_PROGRAM({"/text/parse-hard", test_parse_hard}, {"/text/parse-random", test_parse_random},
             {"/text/parse-halfway", test_parse_halfway},
             {"/text/parse-refused", test_parse_refused}, {"/text/parse-length", test_parse_length},
             {"/text/format-random", test_format_random},
             {"/text/format-decimals", test_format_decimals},
             {"/text/format-examples", test_format_examples}, {"/text/fixed", test_fixed},
             {"/text/fixed-large", test_fixed_large}, {"/text/distance", test_distance},
             {"/text/nearest", test_nearest}, {"/text/suggestion", test_suggestion},
             {"/text/codes", test_codes})
