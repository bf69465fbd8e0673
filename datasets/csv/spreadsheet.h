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
DGMI_EXPORT gboolean dgmi_spreadsheet_read(const DgmiSpreadsheet *spreadsheet,
                                           DgmiCsvHandler handler, gpointer user_data,
                                           DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* The one that is there; NULL = none. */
extern DgmiSpreadsheetReader dgmi_part_spreadsheet __attribute__((weak));

G_END_DECLS
