/* value.h: one field of a data table as a number, a missing value or a year. Shared by the readers
 * of data tables. */
#pragma once

#include "datasets/csv/csv.h"

/* How a table writes its values: which texts stand for a missing one, and the decimal mark, which
 * may show only as the values come. */
typedef struct _DgmiValues DgmiValues;

/* `missing`: comma-separated markers; NULL = the default ones (dataset.h). An empty field is always
 * missing. `decimal`: '.' or ','; 0 = a point, or a comma where the delimiter is ';' and the first
 * number that is not whole has one. A mixture is a failure. */
DgmiValues *dgmi_values_new(const char *missing, char decimal) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_values_free(DgmiValues *values);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiValues, dgmi_values_free)
gboolean dgmi_values_is_missing(const DgmiValues *values, const char *text, gsize length);

/* Field `i` as a number, NaN where it is missing. FALSE with a failure that says what to write. */
gboolean dgmi_values_read(DgmiValues *values, const DgmiCsvRow *row, guint i, double *value,
                          DgmiMessages *messages);

/* Whether field `i` looks like a number (which may be out of range). */
gboolean dgmi_values_is_number(const DgmiValues *values, const DgmiCsvRow *row, guint i);

/* "0.5" of "0,5", NULL of anything else. Free with g_free(). */
char *dgmi_value_with_point(const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* Adds the note on decimal commas, after the last row. */
void dgmi_values_finish(const DgmiValues *values, DgmiMessages *messages);

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
