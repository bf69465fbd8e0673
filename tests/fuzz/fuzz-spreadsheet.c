/* Any bytes are a workbook or a list of failures. Those that begin no zip file become the sheet of
 * a workbook: "o" first, and the rest is the content of an .ods; else that of an .xlsx. */
#include <string.h>
#include <zip.h>

#include "datasets/csv/book.h"

#define FUZZ_NAME "spreadsheet"
#include "tests/fuzz/fuzz.h"

static gboolean look_at_row(const DgmiCsvRow *row, gpointer user_data)
{
  guint *last = user_data;
  for (guint i = 0; i < dgmi_csv_row_n(row); i++)
  {
    gsize length = 0;
    const char *field = dgmi_csv_row_field(row, i, &length);
    g_assert_cmpuint(strlen(field), ==, length);
    g_assert_true(g_utf8_validate(field, -1, NULL));
  }
  const DgmiPlace place = dgmi_csv_row_place(row, 0);
  g_assert_true(place.is_cell);
  g_assert_cmpuint(place.line, >, *last);
  *last = place.line;
  return TRUE;
}

static void read_workbook(const char *bytes, gsize size)
{
  guint last = 0;
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  const DgmiSpreadsheet spreadsheet = {.file = "fuzz", .text = bytes, .length = size};
  const gboolean good = dgmi_spreadsheet_read(&spreadsheet, look_at_row, &last, messages);
  g_assert_true(good == (dgmi_messages_failures(messages) == 0));
}

static void add_part(zip_t *zip, const char *name, const char *text, gsize length)
{
  zip_source_t *source = zip_source_buffer(zip, text, length, 0);
  const zip_int64_t i = zip_file_add(zip, name, source, ZIP_FL_OVERWRITE);
  g_assert_cmpint(i, >=, 0);
  zip_set_file_compression(zip, (zip_uint64_t)i, ZIP_CM_STORE, 0);
}

static void add_parts(zip_t *zip, const char *sheet, gsize size)
{
  static const char workbook[] =
      "<workbook xmlns:r='r'><sheets><sheet name='S' r:id='1'/></sheets></workbook>";
  static const char relations[] =
      "<Relationships><Relationship Id='1' Type='r/worksheet' Target='s.xml'/>"
      "<Relationship Id='2' Type='r/sharedStrings' Target='t.xml'/></Relationships>";
  static const char strings[] = "<sst><si><t>uCode</t></si><si><t> A </t></si></sst>";
  if (size > 0 && sheet[0] == 'o')
  {
    add_part(zip, "content.xml", sheet + 1, size - 1);
    return;
  }
  add_part(zip, "xl/workbook.xml", workbook, sizeof workbook - 1);
  add_part(zip, "xl/_rels/workbook.xml.rels", relations, sizeof relations - 1);
  add_part(zip, "xl/t.xml", strings, sizeof strings - 1);
  add_part(zip, "xl/s.xml", sheet, size);
}

/* The workbook of one sheet. */
static GByteArray *wrap(const char *sheet, gsize size)
{
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error);
  zip_source_keep(source);
  zip_t *zip = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &error);
  g_assert_nonnull(zip);
  add_parts(zip, sheet, size);
  g_assert_cmpint(zip_close(zip), ==, 0);
  GByteArray *bytes = g_byte_array_new();
  guint8 block[4096];
  g_assert_cmpint(zip_source_open(source), ==, 0);
  for (zip_int64_t got; (got = zip_source_read(source, block, sizeof block)) > 0;)
    g_byte_array_append(bytes, block, (guint)got);
  zip_source_close(source);
  zip_source_free(source);
  zip_error_fini(&error);
  return bytes;
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
  if (dgmi_spreadsheet_begins((const char *)data, size))
  {
    read_workbook((const char *)data, size);
    return 0;
  }
  g_autoptr(GByteArray) book = wrap((const char *)data, size);
  read_workbook((const char *)book->data, book->len);
  return 0;
}
