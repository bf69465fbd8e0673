/* Imputation from the column itself: its mean or median, those of a group, a donor of the group,
 * and the unit's place in the columns beside it. */
#include <gsl/gsl_sort.h>
#include <math.h>

#include "index/methods/impute.h"
#include "index/numbers/arithmetic.h"

static gboolean impute_constant(DgmiGaps *gaps, GError **error)
{
  (void)error;
  for (guint k = 0; k < gaps->n_columns; k++)
    for (guint i = 0; i < gaps->n; i++)
      if (dgmi_gaps_is_gap(gaps, gaps->columns[k], i))
        dgmi_gaps_fill(gaps, gaps->columns[k], i, gaps->method->argument[0], NULL);
  return TRUE;
}

/* ---- Mean and median, of all or of a group ---- */

/* A centre of `n` > 0 values, which it may sort. */
typedef double (*Centre)(double *x, gsize n);

static double mean_of(double *x, gsize n)
{
  g_autofree double *weight = g_new(double, n);
  for (gsize i = 0; i < n; i++)
    weight[i] = 1;
  return dgmi_weighted_mean(x, weight, n);
}

/* Halfway between the two in the middle of an even number. */
static double median_of(double *x, gsize n)
{
  gsl_sort(x, 1, n);
  return n % 2 == 1 ? x[n / 2] : x[n / 2 - 1] / 2 + x[n / 2] / 2;
}

/* The centre of the values of units in `group` (NULL = all); NaN without one. */
static double centre_of(const DgmiGaps *gaps, guint column, const char *const *groups,
                        const char *group, Centre centre)
{
  const double *x = dgmi_gaps_values(gaps, column);
  g_autofree double *chosen = g_new(double, gaps->n + 1);
  gsize n = 0;
  for (guint i = 0; i < gaps->n; i++)
    if (!isnan(x[i]) && (group == NULL || g_strcmp0(groups[i], group) == 0))
      chosen[n++] = x[i];
  return n == 0 ? NAN : centre(chosen, n);
}

/* A group without values falls back to the whole column, and that is said: it is a guess of
 * another kind. */
static gboolean fill_with_centre(DgmiGaps *gaps, guint column, const char *const *groups,
                                 Centre centre, GError **error)
{
  if (!dgmi_gaps_check_values(gaps, column, error))
    return FALSE;
  const double whole = centre_of(gaps, column, NULL, NULL, centre);
  g_autoptr(GPtrArray) without = g_ptr_array_new();
  for (guint i = 0; i < gaps->n; i++)
  {
    if (!dgmi_gaps_is_gap(gaps, column, i))
      continue;
    const double value = groups == NULL      ? whole
                         : groups[i] == NULL ? NAN
                                             : centre_of(gaps, column, groups, groups[i], centre);
    if (isnan(value))
      g_ptr_array_add(without, (gpointer)dgmi_gaps_unit(gaps, i));
    dgmi_gaps_fill(gaps, column, i, isnan(value) ? whole : value,
                   isnan(value)     ? dgmi_sentence_new("whole column")
                   : groups != NULL ? dgmi_sentence_new("%s", groups[i])
                                    : NULL);
  }
  dgmi_gaps_warn(gaps, column, without, DGMI_FROM_WHOLE);
  return TRUE;
}

static gboolean fill_all(DgmiGaps *gaps, gboolean by_group, Centre centre, GError **error)
{
  g_autofree const char **groups = by_group ? dgmi_gaps_groups(gaps, error) : NULL;
  if (by_group && groups == NULL)
    return FALSE;
  for (guint k = 0; k < gaps->n_columns; k++)
    if (!fill_with_centre(gaps, gaps->columns[k], groups, centre, error))
      return FALSE;
  return TRUE;
}

static gboolean impute_mean(DgmiGaps *gaps, GError **error)
{
  return fill_all(gaps, FALSE, mean_of, error);
}

static gboolean impute_median(DgmiGaps *gaps, GError **error)
{
  return fill_all(gaps, FALSE, median_of, error);
}

static gboolean impute_group_mean(DgmiGaps *gaps, GError **error)
{
  return fill_all(gaps, TRUE, mean_of, error);
}

static gboolean impute_group_median(DgmiGaps *gaps, GError **error)
{
  return fill_all(gaps, TRUE, median_of, error);
}

const DgmiMethodInfo dgmi_method_impute_constant = {
    DGMI_METHOD(IMPUTE, "constant", "a constant", ":V", "V", DGMI_FILLED), .counts = DGMI_COUNT(1),
    .impute = {.fill = impute_constant}};

const DgmiMethodInfo dgmi_method_impute_mean = {
    DGMI_METHOD(IMPUTE, "mean", "mean of the column", NULL, "mean(x)", DGMI_FILLED),
    .counts = DGMI_COUNT(0), .impute = {.fill = impute_mean}};

const DgmiMethodInfo dgmi_method_impute_median = {
    DGMI_METHOD(IMPUTE, "median", "median of the column", NULL, "median(x)", DGMI_FILLED),
    .counts = DGMI_COUNT(0), .impute = {.fill = impute_median}};

const DgmiMethodInfo dgmi_method_impute_group_mean = {
    DGMI_METHOD(IMPUTE, "group-mean", "mean of the group", ":COL",
                "mean(x) over the units with the same COL", DGMI_FALLS_BACK),
    .counts = DGMI_COUNT(0), .takes_text = DGMI_TEXT_FIRST, .impute = {.fill = impute_group_mean}};

const DgmiMethodInfo dgmi_method_impute_group_median = {
    DGMI_METHOD(IMPUTE, "group-median", "median of the group", ":COL",
                "median(x) over the units with the same COL", DGMI_FALLS_BACK),
    .counts = DGMI_COUNT(0), .takes_text = DGMI_TEXT_FIRST,
    .impute = {.fill = impute_group_median}};
