#include "indicators/base/text.h"

#include <assert.h>
#include <errno.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* What a decimal number's text says: digits as an integer, as far as they fit, and the power of
 * ten. */
typedef struct
{
  guint64 digits;
  int n_digits; /* significant ones, leading zeros apart */
  int exponent;
  gboolean negative;
} Decimal;

static const char *scan_digits(const char *p, const char *end, Decimal *number, gboolean fraction)
{
  for (; p < end && g_ascii_isdigit(*p); p++)
  {
    if (number->n_digits < 19)
      number->digits = number->digits * 10 + (guint64)(*p - '0');
    if (number->digits != 0)
      number->n_digits++;
    if (fraction)
      number->exponent--;
  }
  return p;
}

static const char *scan_exponent(const char *p, const char *end, Decimal *number)
{
  if (p == end || (*p != 'e' && *p != 'E'))
    return p;
  const char *q = p + 1;
  const gboolean negative = q < end && *q == '-';
  if (q < end && (*q == '-' || *q == '+'))
    q++;
  if (q == end)
    return p;
  int exponent = 0;
  for (; q < end && g_ascii_isdigit(*q); q++)
    if (exponent < 100000)
      exponent = exponent * 10 + (*q - '0');
  number->exponent += negative ? -exponent : exponent;
  return q;
}

static gboolean scan_decimal(const char *text, const char *end, Decimal *number)
{
  const char *p = text;
  if (p < end && (*p == '-' || *p == '+'))
    number->negative = *p++ == '-';
  const char *const whole = p;
  p = scan_digits(p, end, number, FALSE);
  gsize written = (gsize)(p - whole);
  if (p < end && *p == '.')
  {
    const char *const fraction = ++p;
    p = scan_digits(p, end, number, TRUE);
    written += (gsize)(p - fraction);
  }
  return written > 0 && scan_exponent(p, end, number) == end;
}

/* The C library's conversion, for numbers with too many digits or too large an exponent. */
static DgmiNumberStatus parse_long(const char *text, gsize length, double *value)
{
  g_autofree char *copy = g_strndup(text, length);
  errno = 0;
  const double x = g_ascii_strtod(copy, NULL);
  if (!isfinite(x))
    return DGMI_NUMBER_RANGE;
  *value = x;
  return DGMI_NUMBER_OK;
}

/* Most numbers are a sign, at most 15 digits and a point: one pass, as correct as the general way
 * (see there). FALSE if the number is another one, or none. */
static gboolean parse_short(const char *text, gsize length, double *value)
{
  const char *p = text, *const end = text + length, *point = NULL;
  const gboolean negative = length > 0 && *p == '-';
  p += negative;
  if (end - p > 15)
    return FALSE;
  guint64 digits = 0;
  const char *const first = p;
  for (; p < end; p++)
  {
    const guint digit = (guint)(guchar)*p - '0';
    if (digit <= 9)
      digits = digits * 10 + digit;
    else if (*p == '.' && point == NULL)
      point = p;
    else
      return FALSE;
  }
  if (end - first <= (point != NULL))
    return FALSE;
  const double x = (double)digits / powers[point == NULL ? 0 : end - point - 1];
  *value = negative ? -x : x;
  return TRUE;
}

DgmiNumberStatus dgmi_number_parse(const char *text, gsize length, double *value)
{
  assert(text != NULL && value != NULL);
  if (parse_short(text, length, value))
    return DGMI_NUMBER_OK;
  Decimal number = {0, 0, 0, FALSE};
  if (!scan_decimal(text, text + length, &number))
    return DGMI_NUMBER_INVALID;
  /* Digits and power of ten are both exact doubles here, so one operation rounds correctly
   * (Clinger 1990). */
  if (number.n_digits > 15 || number.exponent < -22 || number.exponent > 22)
    return parse_long(text, length, value);
  double x = (double)number.digits;
  x = number.exponent < 0 ? x / powers[-number.exponent] : x * powers[number.exponent];
  *value = number.negative ? -x : x;
  return DGMI_NUMBER_OK;
}

/* Writes n / 10^decimals without trailing zeros. */
static void format_scaled(guint64 n, int decimals, gboolean negative, char *buffer)
{
  char digits[24];
  while (decimals > 0 && n % 10 == 0)
  {
    n /= 10;
    decimals--;
  }
  const int length = snprintf(digits, sizeof digits, "%0*" G_GUINT64_FORMAT, decimals + 1, n);
  char *out = buffer;
  if (negative)
    *out++ = '-';
  memcpy(out, digits, (gsize)(length - decimals));
  out += length - decimals;
  if (decimals > 0)
  {
    *out++ = '.';
    memcpy(out, digits + length - decimals, (gsize)decimals);
    out += decimals;
  }
  *out = '\0';
}

/* Most numbers are decimals of a few digits: n / 10^d that gives the same double has at most 15
 * digits, so it is the shortest form. */
static gboolean format_short(double value, char *buffer)
{
  const double x = fabs(value);
  if (x >= 1e9 || (x < 1e-5 && x != 0))
    return FALSE;
  for (int decimals = 0; decimals <= 6; decimals += 2)
  {
    const double n = nearbyint(x * powers[decimals]);
    if (n / powers[decimals] == x)
    {
      format_scaled((guint64)n, decimals, value < 0, buffer);
      return TRUE;
    }
  }
  return FALSE;
}

#if LDBL_MANT_DIG == 64
/* 10^0 to 10^27: each is exact in 64 bits. */
static const long double long_powers[] = {1e0L,  1e1L,  1e2L,  1e3L,  1e4L,  1e5L,  1e6L,
                                          1e7L,  1e8L,  1e9L,  1e10L, 1e11L, 1e12L, 1e13L,
                                          1e14L, 1e15L, 1e16L, 1e17L, 1e18L, 1e19L, 1e20L,
                                          1e21L, 1e22L, 1e23L, 1e24L, 1e25L, 1e26L, 1e27L};

/* x 10^decimals rounded to a whole number, or 0 where its error of half a unit in the 64th bit
 * leaves open which way. */
static guint64 scale_up(double x, int decimals)
{
  const long double scaled = x * long_powers[decimals];
  const long double whole = floorl(scaled), rest = scaled - whole;
  return fabsl(rest - 0.5L) <= ldexpl(whole, -63) ? 0 : (guint64)whole + (rest > 0.5L);
}

/* Whether n / 10^decimals is read back as x. *sure tells whether the division of 64 bits settles
 * it: it does unless it falls half way between two doubles. */
static gboolean divides_back(guint64 n, int decimals, double x, gboolean *sure)
{
  const long double quotient = (long double)n / long_powers[decimals];
  guint64 mantissa;
  memcpy(&mantissa, &quotient, sizeof mantissa);
  *sure = (mantissa & 0x7FF) != 0x400;
  return (double)quotient == x;
}

/* valgrind computes long double in 53 bits. */
static gboolean has_64_bits(void)
{
  volatile long double one = 1;
  return one + 0x1p-63L != one;
}

/* Numbers of an ordinary size in 15 to 17 digits, without the C library's exact but slow
 * arithmetic; FALSE where 64 bits do not settle the last digit. */
static gboolean format_ordinary(double value, char *buffer)
{
  const double x = fabs(value);
  if (!(x >= 1e-4 && x < 1e15) || !has_64_bits())
    return FALSE;
  const int exponent = (int)floor(log10(x));
  for (int digits = 15; digits <= 17; digits++)
  {
    const int decimals = digits - 1 - exponent;
    const guint64 n = decimals < 0 ? 0 : scale_up(x, decimals);
    gboolean sure;
    if (n == 0)
      return FALSE;
    const gboolean is_same = divides_back(n, decimals, x, &sure);
    if (digits < 17 && !sure)
      return FALSE;
    if (digits == 17 || is_same)
    {
      format_scaled(n, decimals, value < 0, buffer);
      return TRUE;
    }
  }
  return FALSE;
}
#else
static gboolean format_ordinary(double value, char *buffer)
{
  (void)value, (void)buffer;
  return FALSE;
}
#endif

static gboolean reads_back(const char *text, double value)
{
  return g_ascii_strtod(text, NULL) == value;
}

/* "1.5e-05" to "1.5e-5", "1e+16" to "1e16". */
static void trim_exponent(char *text)
{
  char *e = strchr(text, 'e');
  if (e == NULL)
    return;
  char *to = e + 1;
  const char *from = e + 1;
  if (*from == '-')
    *to++ = *from++;
  else if (*from == '+')
    from++;
  while (*from == '0' && from[1] != '\0')
    from++;
  memmove(to, from, strlen(from) + 1);
}

const char *dgmi_number_format(double value, char buffer[DGMI_NUMBER_SIZE])
{
  buffer[0] = '\0';
  if (isnan(value) || format_short(value, buffer) || format_ordinary(value, buffer))
    return buffer;
  /* 15 digits always survive the way there and back, except near the smallest doubles, which have
   * fewer; 17 always suffice. */
  const int least = fabs(value) < 1e-290 ? 1 : 15;
  for (int digits = least; digits <= 17; digits++)
  {
    char format[8];
    g_snprintf(format, sizeof format, "%%.%dg", digits);
    g_ascii_formatd(buffer, DGMI_NUMBER_SIZE, format, value);
    if (reads_back(buffer, value))
      break;
  }
  trim_exponent(buffer);
  return buffer;
}

const char *dgmi_number_fixed(double value, int digits, char buffer[DGMI_NUMBER_SIZE])
{
  assert(digits >= 0 && digits <= 15);
  buffer[0] = '\0';
  if (isnan(value))
    return buffer;
  if (fabs(value) >= 1e15) /* no decimals are left in a double */
    return dgmi_number_format(value, buffer);
  char format[8];
  g_snprintf(format, sizeof format, "%%.%df", digits);
  g_ascii_formatd(buffer, DGMI_NUMBER_SIZE, format, value);
  if (buffer[0] == '-' && strspn(buffer + 1, "0.") == strlen(buffer + 1))
    memmove(buffer, buffer + 1, strlen(buffer));
  return buffer;
}

/* The characters of a word, folded to lower case. Longer words are never near anything. */
#define WORD_MAX 64

static guint fold(const char *word, gunichar folded[WORD_MAX])
{
  guint n = 0;
  for (const char *p = word; *p != '\0' && n < WORD_MAX; p = g_utf8_next_char(p))
    folded[n++] = g_unichar_tolower(g_utf8_get_char(p));
  return n;
}

guint dgmi_text_distance(const char *a, const char *b)
{
  gunichar x[WORD_MAX], y[WORD_MAX];
  const guint n = fold(a, x), m = fold(b, y);
  guint row[3][WORD_MAX + 1];
  for (guint j = 0; j <= m; j++)
    row[0][j] = j;
  for (guint i = 1; i <= n; i++)
  {
    const guint *before = row[(i + 1) % 3], *above = row[(i - 1) % 3];
    guint *here = row[i % 3];
    here[0] = i;
    for (guint j = 1; j <= m; j++)
    {
      here[j] = MIN(above[j], here[j - 1]) + 1;
      here[j] = MIN(here[j], above[j - 1] + (x[i - 1] != y[j - 1]));
      if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
        here[j] = MIN(here[j], before[j - 2] + 1);
    }
  }
  return row[n % 3][m];
}

static guint slips_allowed(const char *word)
{
  const glong length = g_utf8_strlen(word, -1);
  return length <= 2 ? 0 : length <= 4 ? 1 : length <= 8 ? 2 : 3;
}

const char *dgmi_text_nearest(const char *word, const char *const *words, gsize n)
{
  if (!g_utf8_validate(word, -1, NULL))
    return NULL;
  const guint allowed = slips_allowed(word);
  const gsize length = strlen(word);
  guint least = allowed + 1;
  const char *nearest = NULL, *begins = NULL;
  for (gsize i = 0; i < n; i++)
  {
    const guint distance = dgmi_text_distance(word, words[i]);
    if (distance < least)
    {
      least = distance;
      nearest = words[i];
    }
    if (begins == NULL && length >= 3 && g_ascii_strncasecmp(word, words[i], length) == 0)
      begins = words[i];
  }
  return nearest != NULL ? nearest : begins;
}

DgmiSentence *dgmi_text_suggestion(const char *word, const char *const *words, gsize n)
{
  const char *nearest = dgmi_text_nearest(word, words, n);
  if (nearest != NULL)
    return dgmi_sentence_new("; did you mean '%s'?", nearest);
  if (n == 0)
    return NULL;
  g_autoptr(GString) known = g_string_new(NULL);
  for (gsize i = 0; i < MIN(n, 12); i++)
    g_string_append_printf(known, "%s%s", i > 0 ? ", " : "", words[i]);
  return dgmi_sentence_new("; known are %s", g_string_append(known, n > 12 ? ", …" : "")->str);
}

gboolean dgmi_code_equal(gconstpointer a, gconstpointer b)
{
  return g_ascii_strcasecmp(a, b) == 0;
}

guint dgmi_code_hash(gconstpointer code)
{
  guint hash = 5381;
  for (const char *p = code; *p != '\0'; p++)
    hash = hash * 33 + (guint)(*p >= 'A' && *p <= 'Z' ? *p + ('a' - 'A') : (guchar)*p);
  return hash;
}
