/* minmax, zscore, zscore-pop and none: a column moved and stretched. */
#include <math.h>

#include "index/methods/normalise.h"

static gboolean normalise_none(const DgmiColumn *column, double *out, GError **error)
{
  (void)error;
  for (gsize i = 0; i < column->n; i++)
    out[i] = column->direction * column->x[i];
  return TRUE;
}

static gboolean normalise_minmax(const DgmiColumn *column, double *out, GError **error)
{
  DgmiColumnSummary summary;
  if (!dgmi_column_summarise(column, &summary, error))
    return FALSE;
  const double lower = dgmi_column_setting(column, 0, DGMI_PARAM_MINMAX_LOWER);
  const double upper = dgmi_column_setting(column, 1, DGMI_PARAM_MINMAX_UPPER);
  const double from = column->direction > 0 ? summary.min : summary.max;
  const double to = column->direction > 0 ? summary.max : summary.min;
  for (gsize i = 0; i < column->n; i++)
    out[i] = dgmi_share_of(column->x[i], from, to) * (upper - lower) + lower;
  return TRUE;
}

static gboolean standardise(const DgmiColumn *column, gboolean population, double *out,
                            GError **error)
{
  DgmiColumnSummary summary;
  if (!dgmi_column_moments(column, &summary, error))
    return FALSE;
  const double sd = population ? summary.sd_population : summary.sd;
  if (!isfinite(summary.mean) || !isfinite(sd) || sd == 0)
    return dgmi_column_fail(error, column,
                            "has values too large or too close for a standard deviation; "
                            "rescale the column");
  const double mean = dgmi_column_setting(column, 0, DGMI_PARAM_ZSCORE_MEAN);
  const double spread = dgmi_column_setting(column, 1, DGMI_PARAM_ZSCORE_SD);
  for (gsize i = 0; i < column->n; i++)
    out[i] = column->direction * (column->x[i] - summary.mean) / sd * spread + mean;
  return TRUE;
}

static gboolean normalise_zscore(const DgmiColumn *column, double *out, GError **error)
{
  return standardise(column, FALSE, out, error);
}

static gboolean normalise_zscore_pop(const DgmiColumn *column, double *out, GError **error)
{
  return standardise(column, TRUE, out, error);
}

static DgmiSentence *explain_none(const DgmiColumn *column, gsize unit)
{
  return dgmi_column_formula(column, column->direction > 0
                                         ? dgmi_sentence_new("as it is")
                                         : dgmi_sentence_of_numbers("−(%s)", &column->x[unit]));
}

static DgmiSentence *explain_minmax(const DgmiColumn *column, gsize unit)
{
  DgmiColumnSummary s;
  if (!dgmi_column_summarise(column, &s, NULL))
    return NULL;
  const double lower = dgmi_column_setting(column, 0, DGMI_PARAM_MINMAX_LOWER);
  const double upper = dgmi_column_setting(column, 1, DGMI_PARAM_MINMAX_UPPER);
  const double x = column->x[unit];
  const gboolean plain = lower == 0 && upper == 1;
  if (column->direction > 0)
    return dgmi_sentence_of_numbers(plain ? "(%s − min %s)/(max %s − min %s)"
                                          : "(%s − min %s)/(max %s − min %s) × (%s − %s) + %s",
                                    (double[]){x, s.min, s.max, s.min, upper, lower, lower});
  return dgmi_column_formula(
      column, dgmi_sentence_of_numbers(plain ? "(max %s − %s)/(max %s − min %s)"
                                             : "(max %s − %s)/(max %s − min %s) × (%s − %s) + %s",
                                       (double[]){s.max, x, s.max, s.min, upper, lower, lower}));
}

static DgmiSentence *explain_standardised(const DgmiColumn *column, gboolean population, gsize unit)
{
  DgmiColumnSummary s;
  if (!dgmi_column_moments(column, &s, NULL))
    return NULL;
  const double mean = dgmi_column_setting(column, 0, DGMI_PARAM_ZSCORE_MEAN);
  const double spread = dgmi_column_setting(column, 1, DGMI_PARAM_ZSCORE_SD);
  const double sd = population ? s.sd_population : s.sd;
  const char *pattern = mean == 0 && spread == 1 ? DGMI_N_("(%s − mean %s)/sd %s")
                                                 : DGMI_N_("(%s − mean %s)/sd %s × %s + %s");
  DgmiSentence *formula =
      dgmi_sentence_of_numbers(pattern, (double[]){column->x[unit], s.mean, sd, spread, mean});
  if (column->direction < 0)
    formula = dgmi_sentence_new("−%p", (void *)formula);
  return dgmi_column_formula(column, formula);
}

static DgmiSentence *explain_zscore(const DgmiColumn *column, gsize unit)
{
  return explain_standardised(column, FALSE, unit);
}

static DgmiSentence *explain_zscore_pop(const DgmiColumn *column, gsize unit)
{
  return explain_standardised(column, TRUE, unit);
}

/* The lower end of a range has to be below the upper one. */
static const char *check_range(const double *argument)
{
  return argument[0] < argument[1] ? NULL : "the lower end must be below the upper end";
}

static const char *check_spread(const double *argument)
{
  return argument[1] > 0 ? NULL : "the standard deviation must be above 0";
}

const DgmiMethodInfo dgmi_method_normalise_minmax = {
    DGMI_METHOD(NORMALISE, "minmax", "min-max", "[:l,u]",
                "(x − min)/(max − min) (u − l) + l; 0,1 unless given", DGMI_STAYS_MISSING),
    DGMI_NUMBERS(DGMI_COUNT(0) | DGMI_COUNT(2), check_range, 0, 1),
    .normalise = {.apply = normalise_minmax, .explain = explain_minmax}};

const DgmiMethodInfo dgmi_method_normalise_zscore = {
    DGMI_METHOD(NORMALISE, "zscore", "z-score, sample sd", "[:m,s]",
                "(x − mean)/sd s + m, sample sd; 0,1 unless given", DGMI_STAYS_MISSING),
    DGMI_NUMBERS(DGMI_COUNT(0) | DGMI_COUNT(2), check_spread, 0, 1),
    .normalise = {.apply = normalise_zscore, .explain = explain_zscore}};

const DgmiMethodInfo dgmi_method_normalise_zscore_pop = {
    DGMI_METHOD(NORMALISE, "zscore-pop", "z-score, population sd", "[:m,s]",
                "(x − mean)/sd s + m, population sd; 0,1 unless given", DGMI_STAYS_MISSING),
    DGMI_NUMBERS(DGMI_COUNT(0) | DGMI_COUNT(2), check_spread, 0, 1),
    .normalise = {.apply = normalise_zscore_pop, .explain = explain_zscore_pop}};

const DgmiMethodInfo dgmi_method_normalise_none = {
    DGMI_METHOD(NORMALISE, "none", "as it is", NULL, "x times its direction", DGMI_STAYS_MISSING),
    .counts = DGMI_COUNT(0),
    .normalise = {.apply = normalise_none, .explain = explain_none, .keeps_values = TRUE}};
