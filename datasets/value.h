/* value.h: one field of a data table as a number, a missing value or a year. Shared by the readers
 * of data tables. */
#pragma once

#include "datasets/csv.h"

/* Which texts stand for a missing value. An empty field always does. */
typedef struct _DgmiMissing DgmiMissing;

/* `list`: comma-separated markers; NULL = the default ones (dataset.h). */
DgmiMissing *dgmi_missing_new(const char *list) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_missing_free(DgmiMissing *missing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiMissing, dgmi_missing_free)
gboolean dgmi_missing_has(const DgmiMissing *missing, const char *text, gsize length);

/* Field `i` as a number, NaN where it is missing. FALSE with a failure that says what to write. */
gboolean dgmi_value_read(const DgmiCsvRow *row, guint i, const DgmiMissing *missing, double *value,
                         DgmiMessages *messages);

gboolean dgmi_value_is_number(const char *text, gsize length);

/* Field `i` as a year from 1 to 9999. FALSE with a failure. */
gboolean dgmi_value_read_year(const DgmiCsvRow *row, guint i, int *year, DgmiMessages *messages);

/* A set of years and how many rows each has. */
typedef struct _DgmiYears DgmiYears;

DgmiYears *dgmi_years_new(void) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_years_free(DgmiYears *years);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiYears, dgmi_years_free)
void dgmi_years_add(DgmiYears *years, int year);

/* The years, ascending (array of int), and the rows of each (array of guint; may be NULL). */
GArray *dgmi_years_list(const DgmiYears *years, GArray **rows) G_GNUC_WARN_UNUSED_RESULT;

/* "2018, 2020, 2022", at most 20 of them. Free with g_free(). */
char *dgmi_years_text(const DgmiYears *years) G_GNUC_WARN_UNUSED_RESULT;
