/* Imputation from the other indicators: by least squares. Columns are put on one scale
 * first, so nothing overflows at any magnitude. */
#include <gsl/gsl_multifit.h>
#include <math.h>
#include <string.h>

#include "index/methods/impute.h"
#include "index/numbers/spread.h"

/* What of a design matrix's singular values counts as none. */
#define RANK_TOLERANCE 1e-10

/* One gap's regression: the columns it looks at and the units it is fitted to. */
typedef struct
{
  guint *columns, n_columns;
  guint *units, n_units;
} Fit;

static void fit_clear(Fit *fit)
{
  g_free(fit->columns);
  g_free(fit->units);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Fit, fit_clear)

static gboolean is_named(const DgmiGaps *gaps, char **names, guint target, guint column)
{
  const DgmiNode *node = dgmi_gaps_node(gaps, column);
  if (names == NULL)
    return node->parent == dgmi_gaps_node(gaps, target)->parent;
  for (guint i = 0; names[i] != NULL; i++)
    if (g_ascii_strcasecmp(g_strstrip(names[i]), node->code) == 0)
      return TRUE;
  return FALSE;
}

/* Buck's method (1960): of the columns named those that the unit has, fitted to the units that have
 * them all. */
static Fit choose_fit(const DgmiGaps *gaps, char **names, guint target, guint unit)
{
  Fit fit = {.columns = g_new(guint, gaps->before->n_columns + 1),
             .units = g_new(guint, gaps->n + 1)};
  for (guint c = 0; c < gaps->before->n_columns; c++)
    if (c != target && is_named(gaps, names, target, c) && !isnan(dgmi_gaps_values(gaps, c)[unit]))
      fit.columns[fit.n_columns++] = c;
  for (guint i = 0; i < gaps->n; i++)
  {
    gboolean complete = !isnan(dgmi_gaps_values(gaps, target)[i]);
    for (guint k = 0; complete && k < fit.n_columns; k++)
      complete = !isnan(dgmi_gaps_values(gaps, fit.columns[k])[i]);
    if (complete)
      fit.units[fit.n_units++] = i;
  }
  return fit;
}

/* The target for `unit`, on its scale. FALSE where the computation does not succeed. */
static gboolean predict(const DgmiGaps *gaps, const Fit *fit, const DgmiSpread *spreads,
                        guint target, guint unit, double *value)
{
  const gsize n = fit->n_units, p = fit->n_columns + 1;
  gsl_matrix *design = gsl_matrix_alloc(n, p), *covariance = gsl_matrix_alloc(p, p);
  gsl_vector *y = gsl_vector_alloc(n), *coefficient = gsl_vector_alloc(p);
  gsl_multifit_linear_workspace *work = gsl_multifit_linear_alloc(n, p);
  for (gsize i = 0; i < n; i++)
  {
    gsl_vector_set(y, i, dgmi_gaps_scaled(gaps, spreads, target, fit->units[i]));
    gsl_matrix_set(design, i, 0, 1);
    for (gsize k = 1; k < p; k++)
      gsl_matrix_set(design, i, k,
                     dgmi_gaps_scaled(gaps, spreads, fit->columns[k - 1], fit->units[i]));
  }
  double residual;
  gsize rank;
  const int status = gsl_multifit_linear_tsvd(design, y, RANK_TOLERANCE, coefficient, covariance,
                                              &residual, &rank, work);
  *value = gsl_vector_get(coefficient, 0);
  for (gsize k = 1; k < p; k++)
    *value +=
        gsl_vector_get(coefficient, k) * dgmi_gaps_scaled(gaps, spreads, fit->columns[k - 1], unit);
  gsl_multifit_linear_free(work);
  gsl_vector_free(coefficient);
  gsl_vector_free(y);
  gsl_matrix_free(covariance);
  gsl_matrix_free(design);
  return status == 0;
}

/* What all regressions are made with: the columns named (NULL = the siblings), and the scales. */
typedef struct
{
  char **names;
  const DgmiSpread *spreads;
} Regressors;

/* Where the unit has none of the columns it stays missing, which is said later; too few units for
 * the columns is an error, since the fit would be through points and not a trend. */
static gboolean regress(DgmiGaps *gaps, guint target, guint unit, gpointer data, GError **error)
{
  const Regressors *on = data;
  const DgmiSpread *spreads = on->spreads;
  g_auto(Fit) fit = choose_fit(gaps, on->names, target, unit);
  double value;
  if (fit.n_columns == 0)
    return TRUE;
  if (fit.n_units <= fit.n_columns)
  {
    dgmi_error_set(error, DGMI_ERROR_DATA,
                   "'%s' of %s cannot be regressed on %u indicators: only %u units have all of "
                   "them; name fewer with {impute regression:COLS}",
                   dgmi_gaps_node(gaps, target)->code, dgmi_gaps_unit(gaps, unit), fit.n_columns,
                   fit.n_units);
    return FALSE;
  }
  if (!predict(gaps, &fit, spreads, target, unit, &value))
  {
    dgmi_error_set(error, DGMI_ERROR_DATA,
                   "'%s' of %s: the regression cannot be computed; use {impute knn:K}",
                   dgmi_gaps_node(gaps, target)->code, dgmi_gaps_unit(gaps, unit));
    return FALSE;
  }
  DgmiSentence *detail = dgmi_sentence_new(fit.n_columns == 1 ? "on %u indicator, %u units"
                                                              : "on %u indicators, %u units",
                                           fit.n_columns, fit.n_units);
  dgmi_gaps_fill(gaps, target, unit, dgmi_spread_unscale(&spreads[target], value), detail);
  return TRUE;
}

static gboolean impute_regression(DgmiGaps *gaps, GError **error)
{
  g_autofree DgmiSpread *spreads = dgmi_gaps_spreads(gaps);
  g_auto(GStrv) names = gaps->method->text == NULL ? NULL : g_strsplit(gaps->method->text, ",", -1);
  return dgmi_gaps_each(gaps, TRUE, regress, &(Regressors){names, spreads}, error);
}

const DgmiMethodInfo dgmi_method_impute_regression = {
    DGMI_METHOD(IMPUTE, "regression", "linear regression", "[:COLS]",
                "a + Σ b c by least squares over the units with x and every c; c: those of COLS "
                "(the other indicators under the same parent) that the unit has",
                "filled; stays missing, with a warning, where the unit has none of COLS"),
    .counts = DGMI_COUNT(0), .takes_text = DGMI_TEXT_INDICATORS,
    .impute = {.fill = impute_regression}};
