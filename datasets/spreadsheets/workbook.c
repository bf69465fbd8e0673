#include "datasets/spreadsheets/workbook.h"

#include <assert.h>
#include <string.h>

#include "indicators/base/text.h"

gboolean dgmi_workbook_choose(DgmiWorkbookReading *reading, const char *name, gboolean is_hidden)
{
  const char *sheet = reading->wanted->sheet;
  g_ptr_array_add(reading->names, g_strdup(name));
  const gboolean is_it = sheet != NULL ? g_ascii_strcasecmp(name, sheet) == 0 : !is_hidden;
  if (!is_it || reading->chosen != NULL)
    return FALSE;
  reading->chosen = reading->names->pdata[reading->names->len - 1];
  return reading->handler != NULL;
}

DgmiSheet *dgmi_workbook_sheet(const DgmiWorkbookReading *reading)
{
  g_autofree char *file =
      g_strconcat(dgmi_archive_name(reading->archive), "#", reading->chosen, NULL);
  return dgmi_sheet_new(file, reading->handler, reading->user_data, reading->messages);
}

void dgmi_workbook_error(DgmiSheet *sheet, guint row, guint column, const char *error)
{
  if (strcmp(error, "#N/A") == 0)
  {
    dgmi_sheet_cell(sheet, row, column, error, strlen(error));
    return;
  }
  g_autofree char *quoted = dgmi_csv_quote(error);
  dgmi_sheet_object(sheet, row, column,
                    "this cell holds the error %s; mend its formula, or empty the cell", quoted);
}

/* ---- Which sheet ---- */

#define LISTED_MAX 20

/* The names of the first sheets, as messages list them. Free with g_free(). */
static char *list_names(const GPtrArray *names)
{
  GString *list = g_string_new(NULL);
  for (guint i = 0; i < names->len && i < LISTED_MAX; i++)
    g_string_append_printf(list, "%s'%s'", i > 0 ? ", " : "", (const char *)names->pdata[i]);
  if (names->len > LISTED_MAX)
    g_string_append(list, ", …");
  return g_string_free(list, FALSE);
}

static void fail_unknown(const DgmiWorkbookReading *reading)
{
  const char *wanted = reading->wanted->sheet;
  const char *nearest =
      dgmi_text_nearest(wanted, (const char *const *)reading->names->pdata, reading->names->len);
  g_autofree char *quoted = dgmi_csv_quote(wanted);
  g_autofree char *list = list_names(reading->names);
  if (nearest != NULL)
    dgmi_archive_fail(reading->archive,
                      "the workbook has no sheet %s; did you mean '%s'? Its sheets are %s", quoted,
                      nearest, list);
  else
    dgmi_archive_fail(reading->archive, "the workbook has no sheet %s; its sheets are %s", quoted,
                      list);
}

static void check_choice(const DgmiWorkbookReading *reading)
{
  if (dgmi_archive_failed(reading->archive) || reading->handler == NULL)
    return;
  if (reading->chosen == NULL && reading->wanted->sheet != NULL)
    fail_unknown(reading);
  else if (reading->chosen == NULL)
    dgmi_archive_fail(reading->archive, "the workbook has no sheet that is not hidden");
  else if (reading->wanted->sheet == NULL && reading->names->len > 1)
  {
    const DgmiPlace place = {.file = dgmi_archive_name(reading->archive)};
    dgmi_note(reading->messages, &place, "of %u sheets '%s' was read; FILE#SHEET names another",
              reading->names->len, reading->chosen);
  }
}

/* ---- Which kind ---- */

static void read_archive(DgmiWorkbookReading *reading)
{
  DgmiArchive *archive = reading->archive;
  if (dgmi_archive_has(archive, "xl/workbook.xml"))
    dgmi_xlsx_read(reading);
  else if (dgmi_archive_has(archive, "content.xml"))
    dgmi_ods_read(reading);
  else if (dgmi_archive_has(archive, "word/document.xml"))
    dgmi_archive_fail(archive, "this is a Word document (.docx), not a table; copy its table into "
                               "a spreadsheet and save that");
  else if (dgmi_archive_has(archive, "ppt/presentation.xml"))
    dgmi_archive_fail(archive, "this is a presentation (.pptx), not a table; copy its table into a "
                               "spreadsheet and save that");
  else if (dgmi_archive_has(archive, "xl/workbook.bin"))
    dgmi_archive_fail(archive, "this is a binary Excel workbook (.xlsb); open it and save it as "
                               ".xlsx");
  else
    dgmi_archive_fail(archive, "this is a zip file, but no workbook (.xlsx, .ods); unpack it and "
                               "name the table inside");
}

gboolean dgmi_spreadsheet_read(const DgmiSpreadsheet *spreadsheet, DgmiCsvHandler handler,
                               gpointer user_data, DgmiMessages *messages)
{
  assert(spreadsheet != NULL && messages != NULL);
  assert((handler == NULL) == (spreadsheet->names != NULL));
  const guint failures = dgmi_messages_failures(messages);
  g_autoptr(DgmiArchive) archive = dgmi_archive_open(spreadsheet, messages);
  if (archive == NULL)
    return FALSE;
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  DgmiWorkbookReading reading = {archive, spreadsheet, handler, user_data, messages, names, NULL};
  read_archive(&reading);
  check_choice(&reading);
  for (guint i = 0; spreadsheet->names != NULL && i < names->len; i++)
    g_ptr_array_add(spreadsheet->names, g_strdup(names->pdata[i]));
  return dgmi_messages_failures(messages) == failures;
}
