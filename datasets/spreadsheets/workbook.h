/* workbook.h: the two kinds of workbooks, and which of their sheets is read. */
#pragma once

#include "datasets/spreadsheets/archive.h"
#include "datasets/spreadsheets/sheet.h"

/* A workbook on its way to a sheet's rows. */
typedef struct
{
  DgmiArchive *archive;
  const DgmiSpreadsheet *wanted;
  DgmiCsvHandler handler; /* NULL = the names of sheets alone */
  gpointer user_data;
  DgmiMessages *messages;
  GPtrArray *names;   /* of all sheets */
  const char *chosen; /* NULL = none yet */
} DgmiWorkbookReading;

/* Whether the next sheet is the one to read; its name is kept. */
gboolean dgmi_workbook_choose(DgmiWorkbookReading *reading, const char *name, gboolean is_hidden);

/* The chosen sheet, ready for its cells. */
DgmiSheet *dgmi_workbook_sheet(const DgmiWorkbookReading *reading) G_GNUC_WARN_UNUSED_RESULT;

/* What a cell with an error is: "#N/A" is a text like any other, everything else a failure. */
void dgmi_workbook_error(DgmiSheet *sheet, guint row, guint column, const char *error);

/* Read the archive; the failures are in the messages. */
void dgmi_xlsx_read(DgmiWorkbookReading *reading);
void dgmi_ods_read(DgmiWorkbookReading *reading);
