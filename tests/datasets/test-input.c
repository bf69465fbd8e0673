/* Encodings, decimal marks and the two ways a row is split. */
#include <csv.h>

#include "datasets/dataset/dataset.h"
#include "tests/shared/program.h"
#include "tests/shared/said.h"

static gboolean on_row(const DgmiCsvRow *row, gpointer out)
{
  for (guint i = 0; i < dgmi_csv_row_n(row); i++)
    g_string_append_printf(out, "[%s]", dgmi_csv_row_field(row, i, NULL));
  g_string_append_c(out, '\n');
  return TRUE;
}

static char *rows_of(const char *text, gsize length, const char *encoding, DgmiMessages *messages)
{
  GString *out = g_string_new(NULL);
  const DgmiCsvOptions options = {.encoding = encoding};
  const gboolean read =
      dgmi_csv_read_text(&(DgmiCsvText){text, length, "t.csv"}, &options, on_row, out, messages);
  g_assert_cmpint(read, ==, dgmi_messages_failures(messages) == 0);
  return g_string_free(out, FALSE);
}

static char *encode(const char *text, const char *encoding, const char *mark, gsize *length)
{
  g_autoptr(GError) error = NULL;
  gsize written;
  g_autofree char *converted = g_convert(text, -1, encoding, "UTF-8", NULL, &written, &error);
  g_assert_no_error(error);
  const gsize n = strlen(mark);
  char *out = g_malloc(n + written);
  memcpy(out, mark, n);
  memcpy(out + n, converted, written);
  *length = n + written;
  return out;
}

static const char chinese[] = "uCode,名称\nCN-GD,广东省\nCN-ZJ,浙江省 €\n";
static const char expected[] = "[uCode][名称]\n[CN-GD][广东省]\n[CN-ZJ][浙江省 €]\n";

static void assert_encoded(const char *encoding, const char *mark, const char *option,
                           const char *note)
{
  gsize length;
  g_autofree char *text = encode(chinese, encoding, mark, &length);
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autofree char *rows = rows_of(text, length, option, messages);
  g_assert_cmpstr(rows, ==, expected);
  if (note != NULL)
    ASSERT_SAID(messages, note);
  else
    ASSERT_SILENT(messages);
}

static void test_encodings(void)
{
  assert_encoded("UTF-8", "", NULL, NULL);
  assert_encoded("UTF-8", "", "utf-8", NULL);
  assert_encoded("UTF-8", "\xEF\xBB\xBF", NULL, "t.csv: note: the byte order mark");
  assert_encoded("UTF-16LE", "\xFF\xFE", NULL,
                 "t.csv: note: the text is in UTF-16 (little endian)");
  assert_encoded("UTF-16BE", "\xFE\xFF", NULL, "t.csv: note: the text is in UTF-16 (big endian)");
  assert_encoded("UTF-16BE", "\xFE\xFF", "UTF-16",
                 "t.csv: note: the text is in UTF-16 (big endian)");
  assert_encoded("UTF-16LE", "", "utf-16", NULL);
  assert_encoded("UTF-16BE", "", "utf-16be", NULL);
  assert_encoded("GB18030", "", NULL, "t.csv: note: the text is no UTF-8 and was read as GB18030");
  assert_encoded("GB18030", "", "gb18030", NULL);
  assert_encoded("GB18030", "", "GBK", NULL);
}

/* Whatever the blocks, a character is never torn. */
static void test_blocks(void)
{
  static const char *const encodings[] = {"UTF-8", "GB18030", "UTF-16LE"};
  for (guint e = 0; e < G_N_ELEMENTS(encodings); e++)
    for (guint shift = 0; shift < 4; shift++)
    {
      g_autoptr(GString) text = g_string_new("a,");
      for (guint i = 0; i < shift; i++)
        g_string_append_c(text, 'x');
      while (text->len < 40000)
        g_string_append(text, "省份名称\n广州,");
      g_string_append(text, "1\n");
      gsize length;
      g_autofree char *encoded = encode(text->str, encodings[e], "", &length);
      g_autoptr(DgmiMessages) messages = dgmi_messages_new(), again = dgmi_messages_new();
      g_autofree char *rows = rows_of(encoded, length, encodings[e], messages);
      g_autofree char *plain = rows_of(text->str, text->len, "utf-8", again);
      g_assert_cmpstr(rows, ==, plain);
      ASSERT_SILENT(messages);
    }
}

/* The first character beyond ASCII may come late, and be cut by the end of a block. */
static void test_late(void)
{
  for (guint shift = 0; shift < 4; shift++)
  {
    g_autoptr(GString) text = g_string_new("a,b\n");
    while (text->len < 16380 + shift)
      g_string_append_c(text, text->len % 2 == 0 ? '\n' : '1');
    g_string_append(text, "\n广东,浙江\n贵州,上海\n");
    gsize length;
    g_autofree char *encoded = encode(text->str, "GB18030", "", &length);
    g_autoptr(DgmiMessages) messages = dgmi_messages_new(), again = dgmi_messages_new();
    g_autofree char *rows = rows_of(encoded, length, NULL, messages);
    g_autofree char *plain = rows_of(text->str, text->len, NULL, again);
    g_assert_cmpstr(rows, ==, plain);
    ASSERT_SAID(messages, "t.csv: note: the text is no UTF-8 and was read as GB18030");
    ASSERT_SILENT(again);
  }
}

static void assert_refused(const char *text, const char *encoding, const char *message)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autofree char *rows = rows_of(text, strlen(text), encoding, messages);
  ASSERT_SAID(messages, message);
}

static void test_refusals(void)
{
  /* Latin-1 is not taken for GB18030, though its bytes may be that. */
  assert_refused("a,b\nC\xF4te d'Ivoire,1\n", NULL,
                 "t.csv:2:2: error: the text from here on is not UTF-8; save the file as UTF-8");
  assert_refused("a,b\nK\xF6ln\xE4h,1\n", NULL, "t.csv:2:2: error: the text from here on is not");
  assert_refused("a,b\n1,\xB9\xE3\xB6\n2,3\n", "gb18030",
                 "t.csv:2:4: error: the text from here on is not GB18030");
  assert_refused("a,b\n1,\xB9\xE3\xB6", "gb18030",
                 "t.csv:2:4: error: the text from here on is not GB18030");
  assert_refused("a,b\n", "klingon", "--encoding: error: 'klingon' is no encoding");
}

static void test_half_character(void)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autofree char *rows = rows_of("\xFF\xFE"
                                  "a\0b",
                                  5, NULL, messages);
  ASSERT_SAID(messages, "t.csv: note: the text is in UTF-16",
              "t.csv:1:2: error: the text from here on is not UTF-16LE");
}

static void test_latin1(void)
{
  const char *text = "a,b\nC\xF4te d'Ivoire,1\n";
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autofree char *rows = rows_of(text, strlen(text), "latin1", messages);
  g_assert_cmpstr(rows, ==, "[a][b]\n[Côte d'Ivoire][1]\n");
}

/* ---- Decimal marks ---- */

static DgmiDataset *read_text(const char *text, char decimal, DgmiMessages *messages)
{
  const DgmiDatasetOptions options = {.csv = {.decimal = decimal}};
  return dgmi_dataset_read_text(text, strlen(text), "t.csv", &options, messages);
}

static void test_decimal_comma(void)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiDataset) dataset = read_text("uCode;A;B\nX;1;0,5\nY;-1,25;+2,0\n", 0, messages);
  g_assert_nonnull(dataset);
  g_assert_cmpfloat(dgmi_dataset_numbers(dataset, "A")[1], ==, -1.25);
  g_assert_cmpfloat(dgmi_dataset_numbers(dataset, "B")[0], ==, 0.5);
  g_assert_cmpfloat(dgmi_dataset_numbers(dataset, "B")[1], ==, 2);
  ASSERT_SAID(messages, "t.csv:2:5: note: 3 numbers with a decimal comma were read as such");
}

static void test_decimal_option(void)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiDataset) tab = read_text("uCode\tA\nX\t0,5\n", ',', messages);
  g_assert_nonnull(tab);
  g_assert_cmpfloat(dgmi_dataset_numbers(tab, "A")[0], ==, 0.5);
  ASSERT_SILENT(messages);
  g_assert_null(read_text("uCode\tA\nX\t0,5\nY\t0.5\n", ',', messages));
  g_autoptr(DgmiMessages) others = dgmi_messages_new();
  g_assert_null(read_text("uCode;A\nX;0.5\nY;0,5\n", '.', others));
  ASSERT_SAID(others, "t.csv:3:3: error: '0,5' is not a number");
}

static void assert_decimal_refused(const char *text, const char *message)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_assert_null(read_text(text, 0, messages));
  g_autofree char *all = said(messages);
  if (strstr(all, message) == NULL)
    g_error("expected '%s', was:\n%s", message, all);
}

static void test_decimal_refusals(void)
{
  assert_decimal_refused("uCode;A\nX;0,5\nY;0.5\n",
                         "t.csv:3:3: error: '0.5' has a decimal point, but the number in line 2, "
                         "column 3 a decimal comma");
  assert_decimal_refused("uCode;A\nX;0.5\nY;0,5\n",
                         "t.csv:3:3: error: '0,5' has a decimal comma, but the number in line 2, "
                         "column 3 a decimal point");
  assert_decimal_refused(
      "uCode;A\nX;1\nY;1.234,5\n",
      "'1.234,5' is not a number; write numbers without separators of thousands");
  assert_decimal_refused(
      "uCode,A\nX,1\nY,\"1,234.5\"\n",
      "'1,234.5' is not a number; write numbers without separators of thousands");
  assert_decimal_refused("uCode,A\nX,1\nY,\"0,5\"\n", "or say --decimal ,");
}

/* ---- Against libcsv ---- */

static void bare_field(void *text, size_t length, void *out)
{
  g_string_append_printf(out, "[%.*s]", (int)length, (const char *)text);
}

static void bare_row(int terminator, void *out)
{
  (void)terminator;
  g_string_append_c(out, '\n');
}

static char *parse_bare(const char *text, gboolean *good)
{
  GString *out = g_string_new(NULL);
  struct csv_parser parser;
  g_assert_cmpint(csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL), ==, 0);
  const gsize length = strlen(text);
  *good = csv_parse(&parser, text, length, bare_field, bare_row, out) == length &&
          csv_fini(&parser, bare_field, bare_row, out) == 0;
  csv_free(&parser);
  return g_string_free(out, FALSE);
}

/* Rows that are split without libcsv come out as libcsv splits them. */
static void test_splitting(void)
{
  static const char *const pieces[] = {"a",  "bc", "\"",   "\"\"",  ",",       ",", " ",
                                       "\t", "\n", "\r\n", "\"x\"", "\"y,z\"", ";"};
  for (guint t = 0; t < 200000; t++)
  {
    g_autoptr(GString) text = g_string_new("h,");
    const int n = g_test_rand_int_range(0, 14);
    for (int i = 0; i < n; i++)
      g_string_append(text, pieces[g_test_rand_int_range(0, G_N_ELEMENTS(pieces))]);
    gboolean good;
    g_autofree char *bare = parse_bare(text->str, &good);
    g_autoptr(GString) ours = g_string_new(NULL);
    g_autoptr(DgmiMessages) messages = dgmi_messages_new();
    const DgmiCsvOptions options = {.delimiter = ','};
    const gboolean read = dgmi_csv_read_text(&(DgmiCsvText){text->str, text->len, "t"}, &options,
                                             on_row, ours, messages);
    g_assert_cmpint(read, ==, good);
    if (good)
      g_assert_cmpstr(ours->str, ==, bare);
  }
}

TEST_PROGRAM({"/input/encodings", test_encodings}, {"/input/blocks", test_blocks},
             {"/input/late", test_late}, {"/input/refusals", test_refusals},
             {"/input/half-character", test_half_character}, {"/input/latin1", test_latin1},
             {"/input/decimal-comma", test_decimal_comma},
             {"/input/decimal-option", test_decimal_option},
             {"/input/decimal-refusals", test_decimal_refusals},
             {"/input/splitting", test_splitting})
