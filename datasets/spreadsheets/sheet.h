/* sheet.h: the cells of a sheet as rows of a table.
 *
 * Where the table is: it begins at the first row with two cells that are not empty, and ends before
 * a row without any after which no row has more than one: titles above and notes below are left
 * out, with a note. A sheet whose rows have one cell each is a table of one column. Rows without a
 * cell are no rows; every row has as many fields as the widest before it. */
#pragma once

#include "datasets/csv/csv-row.h"
#include "datasets/csv/spreadsheet.h"

/* What Excel and LibreOffice have. */
#define DGMI_SHEET_ROWS 1048576
#define DGMI_SHEET_COLUMNS 16384
/* The longest text of a cell, in bytes: 32767 characters in both. */
#define DGMI_SHEET_TEXT ((gsize)1 << 18)

typedef struct _DgmiSheet DgmiSheet;

/* `file`: what messages call the sheet ("book.xlsx#Data"). */
DgmiSheet *dgmi_sheet_new(const char *file, DgmiCsvHandler handler, gpointer user_data,
                          DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_sheet_free(DgmiSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiSheet, dgmi_sheet_free)

/* Called where the header may have merged cells that were not told of yet; tells of them. */
typedef void (*DgmiSheetMerges)(DgmiSheet *sheet, gpointer user_data);
void dgmi_sheet_ask_merges(DgmiSheet *sheet, DgmiSheetMerges ask, gpointer user_data);

/* A cell of the current row; row and column count from 1 and go up. An empty text is no cell. */
void dgmi_sheet_cell(DgmiSheet *sheet, guint row, guint column, const char *text, gsize length);

/* The current row is complete and stands `times` times. */
void dgmi_sheet_end_row(DgmiSheet *sheet, guint times);

/* Cells that are merged, from the first to the last. */
void dgmi_sheet_merge(DgmiSheet *sheet, guint row, guint column, guint last_row, guint last_column);

/* After the last row and the last merge. */
void dgmi_sheet_finish(DgmiSheet *sheet);

/* Adds a failure in a cell, which ends the reading. */
void dgmi_sheet_fail(DgmiSheet *sheet, guint row, guint column, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* Adds one that does not. */
void dgmi_sheet_object(DgmiSheet *sheet, guint row, guint column, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* Whether nothing more is wanted: after a failure, or because the handler says so. */
gboolean dgmi_sheet_stopped(const DgmiSheet *sheet);
