/* Imputation by the expectation-maximisation algorithm for the multivariate normal distribution:
 * Dempster, Laird and Rubin (1977); Schafer, Analysis of Incomplete Multivariate Data, 5.3. */
#include <assert.h>
#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <math.h>

#include "index/methods/impute.h"
#include "index/numbers/spread.h"
#include "indicators/base/memory.h"

#define ITERATIONS_MAX 5000
#define CONVERGED 1e-11 /* change of mean and covariance, on columns of half range 1 */
#define COLLINEAR 1e-12 /* share of a variance that the other columns leave */

typedef struct
{
  const DgmiGaps *gaps;
  guint p, *columns; /* the columns with two values or more */
  guint n, *units;   /* the units with a value in any of them */
  DgmiSpread *spreads;
  gsl_matrix *x; /* n × p, scaled */
  gsl_vector *mean, *next_mean;
  gsl_matrix *covariance, *next_covariance;
  guint *observed, *missing, n_observed, n_missing; /* of the unit looked at */
  gsl_matrix *factor; /* Cholesky factor of the covariance of what it has */
  gsl_matrix *slopes; /* of what it has not on what it has: observed × missing */
} Model;

static void model_clear(Model *model)
{
  dgmi_free_all(model->columns, model->units, model->spreads, model->observed, model->missing);
  gsl_matrix *matrices[] = {model->x, model->covariance, model->next_covariance, model->factor,
                            model->slopes};
  for (guint i = 0; i < G_N_ELEMENTS(matrices); i++)
    gsl_matrix_free(matrices[i]);
  gsl_vector_free(model->mean);
  gsl_vector_free(model->next_mean);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Model, model_clear)

/* Which columns vary and which units have any of them. */
static Model choose_rows_and_columns(const DgmiGaps *gaps)
{
  Model model = {.gaps = gaps};
  model.columns = g_new0(guint, gaps->before->n_columns + 1);
  model.spreads = g_new0(DgmiSpread, gaps->before->n_columns + 1);
  model.units = g_new0(guint, gaps->n + 1);
  for (guint c = 0; c < gaps->before->n_columns; c++)
  {
    const DgmiSpread spread = dgmi_spread(dgmi_gaps_values(gaps, c), gaps->n);
    model.spreads[model.p] = spread;
    model.columns[model.p] = c;
    model.p += spread.half > 0;
  }
  for (guint i = 0; i < gaps->n; i++)
  {
    gboolean any = FALSE;
    for (guint k = 0; !any && k < model.p; k++)
      any = !isnan(dgmi_gaps_values(gaps, model.columns[k])[i]);
    model.units[model.n] = i;
    model.n += any;
  }
  return model;
}

static gboolean check_size(const Model *model, GError **error)
{
  if (model->n > model->p)
    return TRUE;
  dgmi_error_set(error, DGMI_ERROR_DATA,
                 "{impute em} needs more units than indicators, but there are %u units with values "
                 "of %u indicators; use regression:COLS or knn:K",
                 model->n, model->p);
  return FALSE;
}

static void allocate(Model *model)
{
  const gsize p = model->p;
  model->x = gsl_matrix_alloc(model->n, p);
  model->mean = gsl_vector_calloc(p);
  model->next_mean = gsl_vector_alloc(p);
  model->covariance = gsl_matrix_calloc(p, p);
  model->next_covariance = gsl_matrix_alloc(p, p);
  model->factor = gsl_matrix_alloc(p, p);
  model->slopes = gsl_matrix_alloc(p, p);
  model->observed = g_new(guint, p);
  model->missing = g_new(guint, p);
}

/* Means and variances of what there is. */
static void start(Model *model)
{
  for (guint k = 0; k < model->p; k++)
  {
    const double *x = dgmi_gaps_values(model->gaps, model->columns[k]);
    double sum = 0, squares = 0;
    guint n = 0;
    for (guint i = 0; i < model->n; i++)
    {
      const double scaled = dgmi_spread_scale(&model->spreads[k], x[model->units[i]]);
      gsl_matrix_set(model->x, i, k, scaled);
      sum += isnan(scaled) ? 0 : scaled;
      squares += isnan(scaled) ? 0 : scaled * scaled;
      n += !isnan(scaled);
    }
    gsl_vector_set(model->mean, k, sum / n);
    gsl_matrix_set(model->covariance, k, k, squares / n - sum / n * (sum / n));
  }
}

/* Splits the columns into those the unit has and those it has not. */
static void split(Model *model, guint i)
{
  model->n_observed = model->n_missing = 0;
  for (guint k = 0; k < model->p; k++)
    if (isnan(gsl_matrix_get(model->x, i, k)))
      model->missing[model->n_missing++] = k;
    else
      model->observed[model->n_observed++] = k;
}

/* Sets model->slopes for the split. FALSE where the columns observed are collinear: *culprit. */
static gboolean regress(Model *model, guint *culprit)
{
  const gsize q = model->n_observed, m = model->n_missing;
  gsl_matrix_view factor = gsl_matrix_submatrix(model->factor, 0, 0, q, q);
  gsl_matrix_view slopes = gsl_matrix_submatrix(model->slopes, 0, 0, q, m);
  for (gsize a = 0; a < q; a++)
  {
    for (gsize b = 0; b < q; b++)
      gsl_matrix_set(&factor.matrix, a, b,
                     gsl_matrix_get(model->covariance, model->observed[a], model->observed[b]));
    for (gsize b = 0; b < m; b++)
      gsl_matrix_set(&slopes.matrix, a, b,
                     gsl_matrix_get(model->covariance, model->observed[a], model->missing[b]));
  }
  const int status = gsl_linalg_cholesky_decomp1(&factor.matrix);
  for (gsize a = 0; a < q; a++)
  {
    const double pivot = gsl_matrix_get(&factor.matrix, a, a);
    *culprit = model->observed[a];
    if (!(pivot * pivot > COLLINEAR * gsl_matrix_get(model->covariance, *culprit, *culprit)))
      return FALSE;
  }
  gsl_blas_dtrsm(CblasLeft, CblasLower, CblasNoTrans, CblasNonUnit, 1, &factor.matrix,
                 &slopes.matrix);
  gsl_blas_dtrsm(CblasLeft, CblasLower, CblasTrans, CblasNonUnit, 1, &factor.matrix,
                 &slopes.matrix);
  return status == 0;
}

/* The expectation of a missing column (number `b` of the missing ones) given what the unit has. */
static double expectation(const Model *model, guint i, guint b)
{
  double value = gsl_vector_get(model->mean, model->missing[b]);
  for (guint a = 0; a < model->n_observed; a++)
    value +=
        gsl_matrix_get(model->slopes, a, b) * (gsl_matrix_get(model->x, i, model->observed[a]) -
                                               gsl_vector_get(model->mean, model->observed[a]));
  return value;
}

/* The covariance of two missing columns given what the unit has. */
static double residual_covariance(const Model *model, guint b, guint d)
{
  double value = gsl_matrix_get(model->covariance, model->missing[b], model->missing[d]);
  for (guint a = 0; a < model->n_observed; a++)
    value -= gsl_matrix_get(model->slopes, a, b) *
             gsl_matrix_get(model->covariance, model->observed[a], model->missing[d]);
  return value;
}

/* Adds a unit's expected values and products to the sums; `row` has room for p. */
static void add_unit(Model *model, guint i, double *row)
{
  for (guint a = 0; a < model->n_observed; a++)
    row[model->observed[a]] = gsl_matrix_get(model->x, i, model->observed[a]);
  for (guint b = 0; b < model->n_missing; b++)
    row[model->missing[b]] = expectation(model, i, b);
  gsl_vector_view all = gsl_vector_view_array(row, model->p);
  gsl_vector_add(model->next_mean, &all.vector);
  gsl_blas_dger(1, &all.vector, &all.vector, model->next_covariance);
  for (guint b = 0; b < model->n_missing; b++)
    for (guint d = 0; d < model->n_missing; d++)
      *gsl_matrix_ptr(model->next_covariance, model->missing[b], model->missing[d]) +=
          residual_covariance(model, b, d);
}

/* From sums to mean and covariance; returns the largest change. */
static double maximise(Model *model)
{
  double change = 0;
  gsl_vector_scale(model->next_mean, 1.0 / model->n);
  gsl_matrix_scale(model->next_covariance, 1.0 / model->n);
  gsl_blas_dger(-1, model->next_mean, model->next_mean, model->next_covariance);
  for (guint a = 0; a < model->p; a++)
  {
    change =
        MAX(change, fabs(gsl_vector_get(model->next_mean, a) - gsl_vector_get(model->mean, a)));
    for (guint b = 0; b < model->p; b++)
      change = MAX(change, fabs(gsl_matrix_get(model->next_covariance, a, b) -
                                gsl_matrix_get(model->covariance, a, b)));
  }
  gsl_vector_memcpy(model->mean, model->next_mean);
  gsl_matrix_memcpy(model->covariance, model->next_covariance);
  return change;
}

static const char *column_code(const Model *model, guint k)
{
  return dgmi_gaps_node(model->gaps, model->columns[k])->code;
}

static void fail_collinear(const Model *model, guint k, GError **error)
{
  dgmi_error_set(error, DGMI_ERROR_DATA,
                 "{impute em}: '%s' is a linear combination of the other indicators; leave it out, "
                 "or use regression:COLS or knn:K",
                 column_code(model, k));
}

/* One step of expectation and maximisation (A. P. Dempster, N. M. Laird, D. B. Rubin 1977): each
 * unit's missing values are regressed on those it has, and mean and covariance are those of the
 * completed data plus what the regressions leave open. */
static gboolean iterate(Model *model, double *change, GError **error)
{
  g_autofree double *row = g_new(double, model->p);
  gsl_vector_set_zero(model->next_mean);
  gsl_matrix_set_zero(model->next_covariance);
  for (guint i = 0; i < model->n; i++)
  {
    guint culprit = 0;
    split(model, i);
    if (model->n_missing > 0 && !regress(model, &culprit))
    {
      fail_collinear(model, culprit, error);
      return FALSE;
    }
    add_unit(model, i, row);
  }
  *change = maximise(model);
  return TRUE;
}

static gboolean estimate(Model *model, GError **error)
{
  double change = INFINITY;
  for (guint round = 0; change > CONVERGED && round < ITERATIONS_MAX; round++)
    if (!iterate(model, &change, error))
      return FALSE;
  if (change > CONVERGED)
    dgmi_method_warn(model->gaps->warnings,
                     "impute em has not converged after %d rounds (last change %.2g of half a "
                     "column's range); the data say little about the values that are missing",
                     ITERATIONS_MAX, change);
  return TRUE;
}

/* The position of a column of the data among the model's, or -1: it is constant. */
static int position_of(const Model *model, guint column)
{
  for (guint k = 0; k < model->p; k++)
    if (model->columns[k] == column)
      return (int)k;
  return -1;
}

/* Fills one column of a unit that has something; the unit is split and regressed already. */
static double value_of(const Model *model, guint i, guint k)
{
  guint b = 0;
  while (model->missing[b] != k)
    b++;
  return dgmi_spread_unscale(&model->spreads[k], expectation(model, i, b));
}

static void fill_modelled(DgmiGaps *gaps, Model *model)
{
  for (guint i = 0; i < model->n; i++)
  {
    guint culprit;
    split(model, i);
    if (model->n_missing == 0 || !regress(model, &culprit))
      continue;
    for (guint c = 0; c < gaps->n_columns; c++)
    {
      const int k = position_of(model, gaps->columns[c]);
      if (k >= 0 && dgmi_gaps_is_gap(gaps, gaps->columns[c], model->units[i]))
        dgmi_gaps_fill(gaps, gaps->columns[c], model->units[i], value_of(model, i, (guint)k), NULL);
    }
  }
}

/* Constant columns take their constant; units that have nothing, the mean. */
static void fill_rest(DgmiGaps *gaps, const Model *model)
{
  for (guint c = 0; c < gaps->n_columns; c++)
  {
    const guint column = gaps->columns[c];
    const int k = position_of(model, column);
    const double value =
        k < 0 ? dgmi_spread(dgmi_gaps_values(gaps, column), gaps->n).min
              : dgmi_spread_unscale(&model->spreads[k], gsl_vector_get(model->mean, (gsize)k));
    const double *after = dgmi_matrix_column(gaps->after, column) + gaps->first;
    for (guint i = 0; i < gaps->n; i++)
      if (isnan(after[i]) && dgmi_gaps_is_gap(gaps, column, i))
        dgmi_gaps_fill(gaps, column, i, value,
                       k < 0 ? dgmi_sentence_new("constant")
                             : dgmi_sentence_new("mean: the unit has no value"));
  }
}

/* Units and columns without any value are not in the model; they are filled from the column
 * afterwards. */
static gboolean impute_em(DgmiGaps *gaps, GError **error)
{
  for (guint c = 0; c < gaps->n_columns; c++)
    if (!dgmi_gaps_check_values(gaps, gaps->columns[c], error))
      return FALSE;
  g_auto(Model) model = choose_rows_and_columns(gaps);
  if (model.p > 0)
  {
    if (!check_size(&model, error))
      return FALSE;
    allocate(&model);
    start(&model);
    if (!estimate(&model, error))
      return FALSE;
    fill_modelled(gaps, &model);
  }
  fill_rest(gaps, &model);
  return TRUE;
}

const DgmiMethodInfo dgmi_method_impute_em = {
    DGMI_METHOD(IMPUTE, "em", "expectation-maximisation", NULL,
                "E(x | what the unit has), multivariate normal over all indicators, mean and "
                "covariance of maximum likelihood",
                DGMI_FILLED),
    .counts = DGMI_COUNT(0), .impute = {.fill = impute_em}};
