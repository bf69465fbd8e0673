/* indicator-of-mean and percentile-bands: a column cut into few classes. OECD/JRC, Handbook on
 * Constructing Composite Indicators (2008), step 5: "indicators above or below the mean" and
 * "categorical scale". */
#include <gsl/gsl_sort.h>
#include <math.h>

#include "index/methods/normalise.h"
#include "index/numbers/arithmetic.h"

/* ---- indicator-of-mean ---- */

/* The mean and half the width of the band around it. */
static gboolean find_band(const DgmiColumn *column, double *mean, double *half, GError **error)
{
  DgmiColumnSummary summary;
  if (!dgmi_column_summarise(column, &summary, error))
    return FALSE;
  g_autofree double *present = g_new(double, column->n + 1), *ones = g_new(double, column->n + 1);
  const gsize n = dgmi_compact(column->x, column->n, present);
  for (gsize i = 0; i < n; i++)
    ones[i] = 1;
  *mean = dgmi_weighted_mean(present, ones, n);
  *half = fabs(*mean) * column->argument[0];
  return TRUE;
}

static gboolean normalise_indicator_of_mean(const DgmiColumn *column, double *out, GError **error)
{
  double mean, half;
  if (!find_band(column, &mean, &half, error))
    return FALSE;
  for (gsize i = 0; i < column->n; i++)
  {
    const double x = column->x[i];
    out[i] = isnan(x) ? NAN : column->direction * ((x > mean + half) - (x < mean - half));
  }
  return TRUE;
}

static DgmiSentence *explain_indicator_of_mean(const DgmiColumn *column, gsize unit)
{
  double mean, half;
  if (!find_band(column, &mean, &half, NULL))
    return NULL;
  return dgmi_column_formula(column,
                             dgmi_sentence_of_numbers("%s against the mean %s ± %s",
                                                      (double[]){column->x[unit], mean, half}));
}

static const char *check_share(const double *argument)
{
  return argument[0] >= 0 ? NULL : "the width of the band must be 0 or more";
}

const DgmiMethodInfo dgmi_method_normalise_indicator_of_mean = {
    DGMI_METHOD(NORMALISE, "indicator-of-mean", "above or below the mean", ":P",
                "1, 0, −1 above, within, below mean (1 ± P)", DGMI_STAYS_MISSING),
    DGMI_NUMBERS(DGMI_COUNT(1), check_share, 0),
    .normalise = {.apply = normalise_indicator_of_mean, .explain = explain_indicator_of_mean}};

/* ---- percentile-bands ---- */

/* The cut points on the column times its direction: percentiles as R's type 7 interpolates them. */
static gboolean find_cuts(const DgmiColumn *column, double *cut, GError **error)
{
  DgmiColumnSummary s;
  if (!dgmi_column_summarise(column, &s, error))
    return FALSE;
  g_autofree double *sorted = g_new(double, column->n + 1);
  const gsize n = dgmi_compact(column->x, column->n, sorted);
  for (gsize i = 0; i < n; i++)
    sorted[i] *= column->direction;
  gsl_sort(sorted, 1, n);
  for (guint k = 0; k < column->n_arguments; k++)
    cut[k] = dgmi_quantile(sorted, n, column->argument[k] / 100);
  return TRUE;
}

static guint cuts_reached(const DgmiColumn *column, const double *cut, double x)
{
  guint reached = 0;
  for (guint k = 0; k < column->n_arguments; k++)
    reached += column->direction * x >= cut[k];
  return reached;
}

static gboolean normalise_percentile_bands(const DgmiColumn *column, double *out, GError **error)
{
  double cut[DGMI_METHOD_ARGUMENTS];
  if (!find_cuts(column, cut, error))
    return FALSE;
  for (gsize i = 0; i < column->n; i++)
    out[i] = isnan(column->x[i])
                 ? NAN
                 : 100.0 * cuts_reached(column, cut, column->x[i]) / column->n_arguments;
  return TRUE;
}

static DgmiSentence *explain_percentile_bands(const DgmiColumn *column, gsize unit)
{
  double cut[DGMI_METHOD_ARGUMENTS];
  if (!find_cuts(column, cut, NULL))
    return NULL;
  const guint reached = cuts_reached(column, cut, column->x[unit]);
  const double n = column->n_arguments;
  if (reached == 0)
    return dgmi_sentence_of_numbers(
        "%s, worse than percentile %s at %s",
        (double[]){column->x[unit], column->argument[0], column->direction * cut[0]});
  return dgmi_sentence_of_numbers("%s reaches percentile %s at %s: 100 × %s/%s",
                                  (double[]){column->x[unit], column->argument[reached - 1],
                                             column->direction * cut[reached - 1], reached, n});
}

static const char *check_percentiles(const double *argument)
{
  for (guint k = 0; k < DGMI_METHOD_ARGUMENTS && !isnan(argument[k]); k++)
    if (!(argument[k] > 0 && argument[k] < 100) || (k > 0 && argument[k] <= argument[k - 1]))
      return "percentiles must rise and lie between 0 and 100";
  return NULL;
}

const DgmiMethodInfo dgmi_method_normalise_percentile_bands = {
    DGMI_METHOD(NORMALISE, "percentile-bands", "categorical scale", ":p1,…",
                "100 × (how many of the k percentiles p1 < … < pk x reaches)/k, percentiles as R's "
                "type 7",
                DGMI_STAYS_MISSING),
    DGMI_NUMBERS(DGMI_COUNTS(1, DGMI_METHOD_ARGUMENTS), check_percentiles, NAN, NAN, NAN, NAN, NAN,
                 NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN),
    .normalise = {.apply = normalise_percentile_bands, .explain = explain_percentile_bands}};
