/* table.h: a small table of text kept whole, each cell with its place: framework tables, weights,
 * scenarios, names. Data tables are read by dataset.h without keeping their text. */
#pragma once

#include "datasets/csv/csv.h"
#include "indicators/base/export.h"

G_BEGIN_DECLS

/* Never changes once it is read: any number of threads may look at it. */
typedef struct _DgmiTable DgmiTable;

/* Reads `file` ("-" = standard input). Failures: what csv.h refuses, no header, a duplicate or
 * empty column name (empty columns at the end are a note, so are rows of empty fields), a row with
 * more or fewer fields than the header. NULL if there was one. */
DGMI_EXPORT DgmiTable *dgmi_table_read(const char *file, const DgmiCsvOptions *options,
                                       DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* The same for text in memory; `name` stands for the file in messages. */
DGMI_EXPORT DgmiTable *dgmi_table_read_text(const char *text, gsize length, const char *name,
                                            const DgmiCsvOptions *options,
                                            DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT void dgmi_table_free(DgmiTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiTable, dgmi_table_free)

/* What stands between its fields. */
DGMI_EXPORT char dgmi_table_delimiter(const DgmiTable *table);

/* As messages call it. */
DGMI_EXPORT const char *dgmi_table_file(const DgmiTable *table);

DGMI_EXPORT guint dgmi_table_n_rows(const DgmiTable *table);
DGMI_EXPORT guint dgmi_table_n_columns(const DgmiTable *table);
DGMI_EXPORT const char *dgmi_table_column_name(const DgmiTable *table, guint column);

/* The names of all columns, NULL-terminated, as dgmi_text_suggestion() takes them. */
DGMI_EXPORT const char *const *dgmi_table_column_names(const DgmiTable *table);

/* The column whose name equals `name` without regard to letter case, or -1. */
DGMI_EXPORT int dgmi_table_find(const DgmiTable *table, const char *name);

/* Never NULL; belongs to the table. */
DGMI_EXPORT const char *dgmi_table_cell(const DgmiTable *table, guint row, guint column);
DGMI_EXPORT DgmiPlace dgmi_table_place(const DgmiTable *table, guint row, guint column);
DGMI_EXPORT DgmiPlace dgmi_table_header_place(const DgmiTable *table, guint column);

G_END_DECLS
