/* Rows, fields, places and refusals of the CSV reader. */
#include "datasets/csv/csv.h"

#include <glib/gstdio.h>

#include "tests/shared/program.h"
#include "tests/shared/said.h"

/* A row as "line:column[field]column[field]…" with the columns of the fields. */
static gboolean on_row(const DgmiCsvRow *row, gpointer user_data)
{
  GString *out = user_data;
  g_autofree DgmiPlace *places = g_new(DgmiPlace, dgmi_csv_row_n(row));
  dgmi_csv_row_places(row, places);
  g_assert_cmpuint(places[0].line, ==, dgmi_csv_row_line(row));
  g_string_append_printf(out, "%u:", dgmi_csv_row_line(row));
  for (guint i = 0; i < dgmi_csv_row_n(row); i++)
  {
    gsize length;
    const char *field = dgmi_csv_row_field(row, i, &length);
    g_assert_cmpuint(length, ==, strlen(field));
    const DgmiPlace place = dgmi_csv_row_place(row, i);
    g_assert_cmpuint(place.line, ==, places[i].line);
    g_assert_cmpuint(place.column, ==, places[i].column);
    g_string_append_printf(out, "%u[%s]", place.column, field);
  }
  g_string_append_c(out, '\n');
  return TRUE;
}

static char *rows_of(const char *text, gsize length, DgmiMessages *messages)
{
  GString *out = g_string_new(NULL);
  const gboolean read =
      dgmi_csv_read_text(&(DgmiCsvText){text, length, "t.csv"}, NULL, on_row, out, messages);
  g_assert_cmpint(read, ==, dgmi_messages_failures(messages) == 0);
  return g_string_free(out, FALSE);
}

static void assert_rows(const char *text, const char *expected)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autofree char *rows = rows_of(text, strlen(text), messages);
  g_assert_cmpstr(rows, ==, expected);
  ASSERT_SILENT(messages);
}

static void test_rows(void)
{
  assert_rows("", "");
  assert_rows("a,b\n1,2\n", "1:1[a]3[b]\n2:1[1]3[2]\n");
  assert_rows("a,b\n1,2", "1:1[a]3[b]\n2:1[1]3[2]\n");
  assert_rows("a,b\r\n1,2\r\n", "1:1[a]3[b]\n2:1[1]3[2]\n");
  assert_rows("a,\n,\n", "1:1[a]3[]\n2:1[]2[]\n");
  assert_rows("a\n\"\"\n", "1:1[a]\n2:1[]\n");
}

static void test_blank_lines(void)
{
  assert_rows("\n\na,b\n\n  \n\r\n1,2\n\n", "3:1[a]3[b]\n7:1[1]3[2]\n");
}

static void test_quotes(void)
{
  assert_rows("\"a,b\",\"say \"\"x\"\"\",c\n", "1:1[a,b]7[say \"x\"]19[c]\n");
  /* Lines are counted through a field of several lines, columns anew on each. */
  assert_rows("\"x\ny\",\"p\r\n\r\nq\",r\ns\n", "1:1[x\ny]4[p\r\n\r\nq]4[r]\n5:1[s]\n");
  assert_rows("\" a \",b\n", "1:1[ a ]7[b]\n");
}

static void test_columns_are_characters(void)
{
  assert_rows("广东省,Zhejiang\nÅland,\"é\",ü\n", "1:1[广东省]5[Zhejiang]\n2:1[Åland]7[é]11[ü]\n");
}

static void test_delimiters(void)
{
  assert_rows("a;b,c;d\n1;2;3\n", "1:1[a]3[b,c]7[d]\n2:1[1]3[2]5[3]\n");
  assert_rows("\na\tb\n\t2\n", "2:1[a]3[b]\n3:1[]2[2]\n");
  assert_rows("\"a;;;\",b\n", "1:1[a;;;]8[b]\n");
  assert_rows("a\n1;2,3\n", "1:1[a]\n2:1[1;2]5[3]\n");
  g_autoptr(GString) out = g_string_new(NULL);
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  const DgmiCsvOptions options = {.delimiter = ';'};
  g_assert_true(
      dgmi_csv_read_text(&(DgmiCsvText){"a,b,c;d\n", 8, "t"}, &options, on_row, out, messages));
  g_assert_cmpstr(out->str, ==, "1:1[a,b,c]7[d]\n");
}

static void test_blanks(void)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  const char *text = "a, b\n c c ,\"d\"\"\" ,\"e\"\n , \n";
  g_autofree char *rows = rows_of(text, strlen(text), messages);
  g_assert_cmpstr(rows, ==, "1:1[a]4[b]\n2:2[c c]7[d\"]14[e]\n3:2[]4[]\n");
  ASSERT_SAID(messages, "t.csv:1:4: note: 3 fields had blanks at their ends");
}

static void test_byte_order_mark(void)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autofree char *rows = rows_of("\xEF\xBB\xBFuCode,b\n", 11, messages);
  g_assert_cmpstr(rows, ==, "1:1[uCode]7[b]\n");
  ASSERT_SAID(messages, "t.csv: note: the byte order mark");
}

static void assert_refused(const char *text, gsize length, const char *message)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autofree char *rows = rows_of(text, length, messages);
  ASSERT_SAID(messages, message);
  g_assert_cmpint(dgmi_messages_exit_code(messages), ==, 1);
}
#define REFUSED(text, message) assert_refused(text, sizeof(text) - 1, message)

static void test_refusals(void)
{
  REFUSED("a,b\n1,\"2\n3,4\n", "t.csv:2:3: error: this quote is never closed");
  REFUSED("\"", "t.csv:1:1: error: this quote is never closed");
  REFUSED("a,b\n\"x\ny\",\"2\"3\n", "t.csv:3:7: error: text after a closing quote");
  REFUSED("a,b\n1,x\"y\"\n", "t.csv:2:4: error: a quote in the middle");
  REFUSED("a,b\r1,2\r", "t.csv:1:4: error: a line that ends in CR alone");
  REFUSED("a,b\n1,2\r", "t.csv:2:4: error: a line that ends in CR alone");
  REFUSED("\rx", "t.csv:1:1: error: a line that ends in CR alone");
  REFUSED("\"a\rb\",c\rd\n", "t.csv:1:8: error: a line that ends in CR alone");
  REFUSED("a,b\n\xC3\xA9"
          "e,\xE9t\n",
          "t.csv:2:4: error: the text from here on is not UTF-8");
  REFUSED("a,12345678901\xFF\n", "t.csv:1:14: error: the text from here on is not UTF-8");
  REFUSED("a,b\n1,2345678901\0002\n", "t.csv:2:13: error: a NUL character");
}

static void test_spreadsheets(void)
{
  REFUSED("PK\3\4\24\0\6\0\10\0\0\0!\0[Content_Types].xml", "t.csv: error: this is a workbook");
  REFUSED("PK\3\4\24\0\0\10\0\0\1\1\1\1\1\1\1\1\1\1\1\1\1\1\10\0\0\0\0\0mimetypeapplication/"
          "vnd.oasis.opendocument.spreadsheetPK",
          "t.csv: error: this is a workbook");
  REFUSED("PK\3\4", "t.csv: error: this is a workbook");
  REFUSED("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "t.csv: error: this is an old Excel workbook (.xls)");
  REFUSED("%PDF-1.7\n", "t.csv: error: this is a PDF document");
  REFUSED("\x1F\x8B\x08\0", "t.csv: error: this file is compressed");
  REFUSED("\xEF\xBB\xBF\n <!DOCTYPE html>\n<p>", "t.csv: error: this is a web page");
  REFUSED("<TABLE border=1>", "t.csv: error: this is a web page");
  REFUSED("<?xml version='1.0'?><Workbook/>", "t.csv: error: this is an XML file");
}

/* A quote that is never closed must not take the whole of a large file into memory. */
static void test_ceiling(void)
{
  g_autoptr(GString) text = g_string_new("a,b\n1,\"");
  while (text->len < DGMI_CSV_ROW_MAX + 4096)
    g_string_append(text, "2\n3,0123456789012345678901234567890123456789");
  assert_refused(text->str, text->len, "t.csv:2:3: error: the field that begins here is longer");
  for (gsize i = 4; i < text->len; i++)
    text->str[i] = 'x';
  assert_refused(text->str, text->len, "t.csv:2:1: error: this row is longer than 16 MiB");
}

static char *rows_of_file(const char *text, gsize length, DgmiMessages *messages)
{
  g_autofree char *name = write_file(text, length);
  GString *out = g_string_new(NULL);
  const gboolean read = dgmi_csv_read(name, NULL, on_row, out, messages);
  g_assert_cmpint(read, ==, dgmi_messages_failures(messages) == 0);
  g_unlink(name);
  return g_string_free(out, FALSE);
}

/* The same rows from a file, read in blocks of 64 KiB, as from memory, wherever a block ends. */
static void test_blocks(void)
{
  static const char *const rows[] = {"广东,\"a\"\"b\"\r\n", "\"x\r\ny\",1\r\n", "\r\n",
                                     "é, 2 \r\n"};
  for (guint shift = 0; shift < 40; shift++)
  {
    g_autoptr(GString) text = g_string_new("a,b\n");
    while (text->len < 65536 - 20 - shift)
      g_string_append(text, "0123456789,abc\n");
    for (guint i = 0; i < 5000; i++)
      g_string_append(text, rows[i % G_N_ELEMENTS(rows)]);
    g_autoptr(DgmiMessages) a = dgmi_messages_new(), b = dgmi_messages_new();
    g_autofree char *memory = rows_of(text->str, text->len, a);
    g_autofree char *file = rows_of_file(text->str, text->len, b);
    g_assert_cmpstr(file, ==, memory);
    g_assert_nonnull(strstr(file, "[x\r\ny]"));
    g_assert_cmpuint(dgmi_messages_count(b), ==, 1);
  }
}

static void test_long_field(void)
{
  g_autofree char *field = g_strnfill(300000, 'z');
  g_autofree char *text = g_strdup_printf("a,\"%s\n%s\"\nb,\xFF\n", field, field);
  g_autofree char *expected = g_strdup_printf("1:1[a]3[%s\n%s]\n", field, field);
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autofree char *rows = rows_of_file(text, strlen(text), messages);
  g_assert_cmpstr(rows, ==, expected);
  g_autofree char *all = said(messages);
  g_assert_nonnull(strstr(all, ".csv:3:3: error: the text from here on is not UTF-8"));
}

static void test_files(void)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autofree char *rows = rows_of_file("", 0, messages);
  g_assert_cmpstr(rows, ==, "");
  g_assert_false(dgmi_csv_read("/nonexistent/x.csv", NULL, on_row, NULL, messages));
  g_assert_false(dgmi_csv_read(g_get_tmp_dir(), NULL, on_row, NULL, messages));
  g_assert_cmpint(dgmi_messages_exit_code(messages), ==, 4);
  g_assert_cmpuint(dgmi_messages_failures(messages), ==, 2);
}

static gboolean on_first(const DgmiCsvRow *row, gpointer user_data)
{
  g_assert_cmpuint(dgmi_csv_row_line(row), ==, 1);
  (*(guint *)user_data)++;
  return FALSE;
}

static void test_handler_stops(void)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  guint calls = 0;
  g_assert_true(
      dgmi_csv_read_text(&(DgmiCsvText){"a\nb\n\"", 5, "t"}, NULL, on_first, &calls, messages));
  g_assert_cmpuint(calls, ==, 1);
  ASSERT_SILENT(messages);
}

/* What dgmi_csv_append() writes reads back, whatever is in the fields. */
static gboolean on_random(const DgmiCsvRow *row, gpointer user_data)
{
  GPtrArray *fields = user_data;
  for (guint i = 0; i < dgmi_csv_row_n(row); i++)
    g_ptr_array_add(fields, g_strdup(dgmi_csv_row_field(row, i, NULL)));
  return TRUE;
}

static void test_round_trip(void)
{
  static const char *const pieces[] = {"a",  "é", "广", "\"", ",",  ";",
                                       "\t", " ", "\n", "\r", "0.5"};
  static const char delimiters[] = {',', ';', '\t'};
  for (guint round = 0; round < 500; round++)
  {
    const char delimiter = delimiters[round % G_N_ELEMENTS(delimiters)];
    const guint width = (guint)g_test_rand_int_range(2, 5);
    g_autoptr(GPtrArray) written = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) read = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < 5 * width; i++)
    {
      g_autoptr(GString) field = g_string_new(NULL);
      for (int n = g_test_rand_int_range(0, 6); n > 0; n--)
        g_string_append(field, pieces[g_test_rand_int_range(0, G_N_ELEMENTS(pieces))]);
      g_ptr_array_add(written, g_strdup(field->str));
      dgmi_csv_append(text, field->str, delimiter);
      g_string_append_c(text, (i + 1) % width == 0 ? '\n' : delimiter);
    }
    const DgmiCsvOptions options = {.delimiter = delimiter};
    g_autoptr(DgmiMessages) messages = dgmi_messages_new();
    g_assert_true(dgmi_csv_read_text(&(DgmiCsvText){text->str, text->len, "t"}, &options, on_random,
                                     read, messages));
    ASSERT_SILENT(messages);
    g_assert_cmpuint(read->len, ==, written->len);
    for (guint i = 0; i < read->len; i++)
      g_assert_cmpstr(read->pdata[i], ==, written->pdata[i]);
  }
}

static void test_append(void)
{
  g_autoptr(GString) out = g_string_new(NULL);
  dgmi_csv_append(out, "plain text", ',');
  dgmi_csv_append(out, "|", ',');
  dgmi_csv_append(out, "a,b", ',');
  dgmi_csv_append(out, "a,b", ';');
  dgmi_csv_append(out, "5\" disk", ',');
  dgmi_csv_append(out, " x", ',');
  g_assert_cmpstr(out->str, ==, "plain text|\"a,b\"a,b\"5\"\" disk\"\" x\"");
}

static void test_quote(void)
{
  g_autofree char *brief = dgmi_csv_quote("0,97");
  g_assert_cmpstr(brief, ==, "'0,97'");
  g_autofree char *cut = dgmi_csv_quote(
      "省省省省省省省省省省省省省省省省省省省省省省省省省省省省省省省省省省省省省省省省省");
  g_assert_cmpint(g_utf8_strlen(cut, -1), ==, 43);
  g_assert_true(g_str_has_suffix(cut, "省…'"));
  g_autofree char *invalid = dgmi_csv_quote("a\n\xE5\xB9");
  g_assert_true(g_utf8_validate(invalid, -1, NULL));
}

TEST_PROGRAM({"/csv/rows", test_rows}, {"/csv/blank-lines", test_blank_lines},
             {"/csv/quotes", test_quotes},
             {"/csv/columns-are-characters", test_columns_are_characters},
             {"/csv/delimiters", test_delimiters}, {"/csv/blanks", test_blanks},
             {"/csv/byte-order-mark", test_byte_order_mark}, {"/csv/refusals", test_refusals},
             {"/csv/spreadsheets", test_spreadsheets}, {"/csv/ceiling", test_ceiling},
             {"/csv/blocks", test_blocks}, {"/csv/long-field", test_long_field},
             {"/csv/files", test_files}, {"/csv/handler-stops", test_handler_stops},
             {"/csv/round-trip", test_round_trip}, {"/csv/append", test_append},
             {"/csv/quote", test_quote})
