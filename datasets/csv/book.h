/* book.h: which files are workbooks, and of which sheet of one "BOOK#SHEET" speaks. */
#pragma once

#include "datasets/csv/spreadsheet.h"

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
