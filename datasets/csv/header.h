/* header.h: the first row of a table: its column names, and what every row owes it. Shared by the
 * readers of tables. */
#pragma once

#include "datasets/csv/csv.h"

typedef struct _DgmiHeader DgmiHeader;

/* Takes the names of `row`. An empty or duplicate name is a failure (`corner`: the first may be
 * empty); empty ones at the end are columns to leave out. Never NULL. */
DgmiHeader *dgmi_header_new(const DgmiCsvRow *row, gboolean corner,
                            DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_header_free(DgmiHeader *header);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiHeader, dgmi_header_free)

/* The columns that have names. */
guint dgmi_header_n(const DgmiHeader *header);
const char *dgmi_header_name(const DgmiHeader *header, guint column);
const char *const *dgmi_header_names(const DgmiHeader *header);
DgmiPlace dgmi_header_place(const DgmiHeader *header, guint column);
/* The column whose name equals `name` without regard to letter case, or -1. */
int dgmi_header_find(const DgmiHeader *header, const char *name);

/* Gives a column another name; where a column before it has that name already, this one is not
 * found by it. */
void dgmi_header_rename(DgmiHeader *header, guint column, const char *name);

/* Whether `row` is to be used: has the header's number of fields (else a failure) and is not all
 * empty (counted for a note). */
gboolean dgmi_header_check(DgmiHeader *header, const DgmiCsvRow *row, DgmiMessages *messages);

/* Adds the notes on what was left out, after the last row. */
void dgmi_header_finish(const DgmiHeader *header, DgmiMessages *messages);
