#include "index/methods/normalise.h"

#include <assert.h>
#include <gsl/gsl_statistics.h>
#include <math.h>

#include "index/numbers/arithmetic.h"

double dgmi_column_setting(const DgmiColumn *column, guint argument, DgmiParam param)
{
  const double own = column->node->param[param];
  return column->n_arguments > argument || isnan(own) ? column->argument[argument] : own;
}

gboolean dgmi_column_fail(GError **error, const DgmiColumn *column, const char *what)
{
  dgmi_error_set(error, DGMI_ERROR_DATA, "'%s' %s", column->node->code, what);
  return FALSE;
}

gboolean dgmi_column_undefined(const DgmiColumn *column, DgmiSentence *what, double *out)
{
  assert(what != NULL && out != NULL);
  dgmi_method_warn(column->warnings, "'%s' %p, so it is missing everywhere", column->node->code,
                   (void *)what);
  for (gsize i = 0; i < column->n; i++)
    out[i] = NAN;
  return TRUE;
}

gboolean dgmi_column_summarise(const DgmiColumn *column, DgmiColumnSummary *summary, GError **error)
{
  assert(summary != NULL);
  g_autofree double *present = g_new(double, column->n + 1);
  const gsize n = dgmi_compact(column->x, column->n, present);
  if (n == 0)
    return dgmi_column_fail(error, column,
                            "has no values to normalise; leave it out or fill it (all its values "
                            "are missing)");
  gsl_stats_minmax(&summary->min, &summary->max, present, 1, n);
  if (summary->min == summary->max)
  {
    char number[DGMI_NUMBER_SIZE];
    dgmi_number_format(summary->min, number);
    dgmi_error_set(error, DGMI_ERROR_DATA,
                   "'%s' is constant (every value is %s), so it cannot be put on a scale; leave it "
                   "out, or use {normalise none}, goalposts or scaled",
                   column->node->code, number);
    return FALSE;
  }
  summary->n = n;
  return TRUE;
}

gboolean dgmi_column_moments(const DgmiColumn *column, DgmiColumnSummary *summary, GError **error)
{
  assert(summary != NULL);
  if (!dgmi_column_summarise(column, summary, error))
    return FALSE;
  g_autofree double *present = g_new(double, column->n + 1);
  const gsize n = dgmi_compact(column->x, column->n, present);
  summary->mean = gsl_stats_mean(present, 1, n);
  summary->sd = gsl_stats_sd_m(present, 1, n, summary->mean);
  summary->sd_population = gsl_stats_sd_with_fixed_mean(present, 1, n, summary->mean);
  return TRUE;
}

double dgmi_share_of(double x, double low, double high)
{
  const double range = high - low;
  return isfinite(range) ? (x - low) / range : (x / 2 - low / 2) / (high / 2 - low / 2);
}

DgmiSentence *dgmi_column_formula(const DgmiColumn *column, DgmiSentence *formula)
{
  return column->direction > 0 ? formula : dgmi_sentence_new("%p: less is better", (void *)formula);
}

static gboolean check_finite(const DgmiColumn *column, const double *out, GError **error)
{
  for (gsize i = 0; i < column->n; i++)
    if (isinf(out[i]))
      return dgmi_column_fail(error, column,
                              "has values too large to be normalised; rescale the column");
  return TRUE;
}

gboolean dgmi_normalise(const DgmiMethod *method, DgmiColumn *column, double *out, GError **error)
{
  assert(method->info != NULL && method->info->normalise.apply != NULL);
  dgmi_column_set_method(column, method);
  return method->info->normalise.apply(column, out, error) && check_finite(column, out, error);
}

void dgmi_column_set_method(DgmiColumn *column, const DgmiMethod *method)
{
  assert(method->info != NULL);
  column->argument = method->argument;
  column->n_arguments = method->n_arguments;
  column->keyword = method->keyword;
  column->text = method->text;
}
