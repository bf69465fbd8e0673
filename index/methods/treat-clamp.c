/* Treatments that keep values between two bounds: percentiles, fences, caps. */
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <math.h>

#include "index/methods/methods.h"
#include "index/methods/treat.h"
#include "index/numbers/arithmetic.h"

#define MAD_FACTOR 1.4826 /* of a normal distribution: sd / median absolute deviation */

static const char *check_positive(const double *argument)
{
  return argument[0] > 0 ? NULL : "it takes a number above 0";
}

static const char *check_tail(const double *argument)
{
  return argument[0] > 0 && argument[0] < 0.5 ? NULL : "it takes a share between 0 and 0.5";
}

/* NaN = no bound. */
static void keep_between(const DgmiColumn *column, double low, double high, double *out,
                         DgmiSentence **said)
{
  guint above = 0, below = 0;
  for (gsize i = 0; i < column->n; i++)
  {
    out[i] = column->x[i] > high ? high : column->x[i] < low ? low : column->x[i];
    above += column->x[i] > high;
    below += column->x[i] < low;
  }
  dgmi_say_moved(said, above, DGMI_N_("above"), high);
  dgmi_say_moved(said, below, DGMI_N_("below"), low);
  if (*said == NULL)
    *said = dgmi_sentence_new("nothing beyond the bounds, left as it is");
}

/* The non-missing values, ascending, *n of them; NULL with an error where there is none. */
static double *sorted_values(const DgmiColumn *column, gsize *n, GError **error)
{
  g_autofree double *sorted = g_new(double, column->n + 1);
  *n = dgmi_compact(column->x, column->n, sorted);
  gsl_sort(sorted, 1, *n);
  if (*n > 0)
    return g_steal_pointer(&sorted);
  dgmi_error_set(error, DGMI_ERROR_DATA, "'%s' has no values to treat; leave it out or fill it",
                 column->node->code);
  return NULL;
}

/* Where the fences of a column stand, by its sorted values, which may be overwritten. */
typedef gboolean (*Fences)(const DgmiColumn *column, double *sorted, gsize n, double *low,
                           double *high, GError **error);

static gboolean treat_between(const DgmiColumn *column, Fences find, double *out,
                              DgmiSentence **said, GError **error)
{
  gsize n;
  double low, high;
  g_autofree double *sorted = sorted_values(column, &n, error);
  if (sorted == NULL || !find(column, sorted, n, &low, &high, error))
    return FALSE;
  keep_between(column, low, high, out, said);
  return TRUE;
}

static gboolean trim_fences(const DgmiColumn *column, double *sorted, gsize n, double *low,
                            double *high, GError **error)
{
  (void)error;
  *low = dgmi_quantile(sorted, n, column->argument[0]);
  *high = dgmi_quantile(sorted, n, 1 - column->argument[0]);
  return TRUE;
}

static gboolean fail_no_width(const DgmiColumn *column, const char *what, GError **error)
{
  dgmi_error_set(
      error, DGMI_ERROR_DATA,
      "'%s' has %s of 0 (half of its values or more are equal), so every other value would "
      "be an outlier; use winsor, trim:P or cap:LO,HI",
      column->node->code, what);
  return FALSE;
}

static gboolean iqr_fences(const DgmiColumn *column, double *sorted, gsize n, double *low,
                           double *high, GError **error)
{
  const double first = dgmi_quantile(sorted, n, 0.25), third = dgmi_quantile(sorted, n, 0.75);
  const double width = column->argument[0] * (third - first);
  if (first == third)
    return fail_no_width(column, "an interquartile range", error);
  *low = first - width;
  *high = third + width;
  return TRUE;
}

/* The sorted values are not needed once their median is known, so their distances take their
 * place. */
static gboolean mad_fences(const DgmiColumn *column, double *sorted, gsize n, double *low,
                           double *high, GError **error)
{
  const double median = gsl_stats_median_from_sorted_data(sorted, 1, n);
  for (gsize i = 0; i < n; i++)
    sorted[i] = fabs(sorted[i] - median);
  gsl_sort(sorted, 1, n);
  const double mad = gsl_stats_median_from_sorted_data(sorted, 1, n);
  if (mad == 0)
    return fail_no_width(column, "a median absolute deviation", error);
  const double width = column->argument[0] * MAD_FACTOR * mad;
  *low = median - width;
  *high = median + width;
  return TRUE;
}

static gboolean treat_trim(const DgmiColumn *column, double *out, DgmiSentence **said,
                           GError **error)
{
  return treat_between(column, trim_fences, out, said, error);
}

static gboolean treat_iqr(const DgmiColumn *column, double *out, DgmiSentence **said,
                          GError **error)
{
  return treat_between(column, iqr_fences, out, said, error);
}

static gboolean treat_mad(const DgmiColumn *column, double *out, DgmiSentence **said,
                          GError **error)
{
  return treat_between(column, mad_fences, out, said, error);
}

static gboolean treat_cap(const DgmiColumn *column, double *out, DgmiSentence **said,
                          GError **error)
{
  (void)error;
  keep_between(column, column->argument[0], column->argument[1], out, said);
  return TRUE;
}

const DgmiMethodInfo dgmi_method_treat_trim = {
    DGMI_METHOD(TREAT, "trim", "trimmed to percentiles", ":P",
                "min(max(x, Q(P)), Q(1 − P)), 0 < P < 0.5, Q as R's quantile (type 7)",
                DGMI_STAYS_MISSING),
    DGMI_NUMBERS(DGMI_COUNT(1), check_tail, 0), .treat = {.apply = treat_trim}};

const DgmiMethodInfo dgmi_method_treat_iqr = {
    DGMI_METHOD(TREAT, "iqr", "interquartile fences", "[:K]",
                "min(max(x, Q1 − K (Q3 − Q1)), Q3 + K (Q3 − Q1)), K 1.5 unless given",
                DGMI_STAYS_MISSING),
    DGMI_NUMBERS(DGMI_COUNT(0) | DGMI_COUNT(1), check_positive, 1.5),
    .treat = {.apply = treat_iqr}};

const DgmiMethodInfo dgmi_method_treat_mad = {
    DGMI_METHOD(TREAT, "mad", "median absolute deviation fences", "[:K]",
                "x kept within median ± K · 1.4826 median|x − median|, K 3 unless given",
                DGMI_STAYS_MISSING),
    DGMI_NUMBERS(DGMI_COUNT(0) | DGMI_COUNT(1), check_positive, 3), .treat = {.apply = treat_mad}};

const DgmiMethodInfo dgmi_method_treat_cap = {
    DGMI_METHOD(TREAT, "cap", "capped", ":LO,HI", "min(max(x, LO), HI)", DGMI_STAYS_MISSING),
    DGMI_NUMBERS(DGMI_COUNT(2), dgmi_check_range, 0), .treat = {.apply = treat_cap}};
