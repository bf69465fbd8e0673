/* spreadsheet.h: a sheet of a workbook (.xlsx, .ods) as a stream of rows, like csv.h's.
 *
 * What reads workbooks takes long to load and few tables need it: the library has it linked
 * (spreadsheets/linked.c), the program opens it as a module (command/run/parts.c), and whoever
 * links the layers as archives without either has none: dgmi_part_spreadsheet is a weak symbol. */
#pragma once

#include "datasets/csv/csv.h"

G_BEGIN_DECLS

typedef struct
{
  const char *file;  /* without the sheet; "-" = standard input */
  const char *sheet; /* NULL = the first that is not hidden */
  const char *text;  /* the workbook in memory; NULL = read the file */
  gsize length;
  char decimal;     /* how numbers are written into fields: ',' or else a point */
  GPtrArray *names; /* not NULL: the names of all sheets are added here and no row is read */
} DgmiSpreadsheet;

/* What each part that reads workbooks is. FALSE with a failure; FALSE of the handler ends the
 * reading, without one. A row begins where the table does: at the first row with two cells that
 * are not empty. Places say the cell ("book.xlsx#Data!C7"). */
typedef gboolean DgmiSpreadsheetReader(const DgmiSpreadsheet *spreadsheet, DgmiCsvHandler handler,
                                       gpointer user_data, DgmiMessages *messages);

/* The one that is linked in. */
DgmiSpreadsheetReader dgmi_spreadsheet_read;

/* The one that is there; NULL = none. */
extern DgmiSpreadsheetReader dgmi_part_spreadsheet __attribute__((weak));

/* Whether `file` is a workbook, "BOOK#SHEET" included, or whether `bytes` begin one. The file's
 * name alone is put into *book, the sheet's into *sheet (NULL = none); free both with g_free(). */
gboolean dgmi_spreadsheet_is(const char *file, char **book, char **sheet);
gboolean dgmi_spreadsheet_begins(const char *bytes, gsize length);

/* Whether `file` is "FILE#SHEET" of a file that is there but no workbook: then a failure. */
gboolean dgmi_spreadsheet_names_none(const char *file, DgmiMessages *messages);

/* Whether the workbook `file` has both sheets of one of the pairs of data and framework that go by
 * a name: Database and Framework, iData and iMeta. *data and *framework get "FILE#SHEET"; free them
 * with g_free(). FALSE also where `file` is no workbook or cannot be read, without a word. */
gboolean dgmi_spreadsheet_pair(const char *file, char **data, char **framework);

G_END_DECLS
