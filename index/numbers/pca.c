#include "index/numbers/pca.h"

#include <assert.h>
#include <float.h>
#include <gsl/gsl_blas.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_eigen.h>
#include <math.h>

#include "index/numbers/spread.h"
#include "indicators/base/error.h"
#include "indicators/base/memory.h"

/* ---- The correlation matrix ---- */

static gboolean is_complete(const double *const *column, guint n, gsize unit)
{
  for (guint c = 0; c < n; c++)
    if (isnan(column[c][unit]))
      return FALSE;
  return TRUE;
}

/* The complete rows of one column, then centred and of length 1: FALSE where they are constant.
 * `rows` are their numbers. */
static gboolean standardise(const double *x, const gsize *rows, gsize n, double *out)
{
  for (gsize i = 0; i < n; i++)
    out[i] = x[rows[i]];
  const DgmiSpread spread = dgmi_spread(out, n);
  if (!(spread.min < spread.max) || spread.half == 0)
    return FALSE;
  long double sum = 0, squares = 0;
  for (gsize i = 0; i < n; i++)
    sum += out[i] = dgmi_spread_scale(&spread, out[i]);
  const double mean = (double)(sum / n);
  for (gsize i = 0; i < n; i++)
  {
    out[i] -= mean;
    squares += (long double)out[i] * out[i];
  }
  const double length = (double)sqrtl(squares);
  for (gsize i = 0; i < n; i++)
    out[i] /= length;
  return TRUE;
}

/* Standardised columns of unit length, so that their products are the correlations; rounding may
 * carry one past 1, which an eigenvalue below 0 would follow from. */
static gboolean correlate(const double *const *column, const char *const *code, gsize n_units,
                          DgmiPca *pca, GError **error)
{
  const guint n = pca->n;
  g_autofree gsize *rows = g_new(gsize, n_units + 1);
  for (gsize i = 0; i < n_units; i++)
    if (is_complete(column, n, i))
      rows[pca->n_units++] = i;
  if (pca->n_units < 2)
  {
    dgmi_error_set(error, DGMI_ERROR_DATA,
                   pca->n_units == 0 ? "no unit has all the members"
                                     : "only one unit has all the members");
    return FALSE;
  }
  g_autofree double *z = g_try_new(double, pca->n_units *n);
  if (z == NULL)
  {
    dgmi_error_set(error, DGMI_ERROR_DATA, "%u columns of %u units are too large", n,
                   (guint)pca->n_units);
    return FALSE;
  }
  for (guint c = 0; c < n; c++)
    if (!standardise(column[c], rows, pca->n_units, z + c * pca->n_units))
    {
      dgmi_error_set(error, DGMI_ERROR_DATA,
                     "%s has the same value in every unit that has all the members", code[c]);
      return FALSE;
    }
  const gsl_matrix_const_view from = gsl_matrix_const_view_array(z, n, pca->n_units);
  gsl_matrix_view to = gsl_matrix_view_array(pca->correlation, n, n);
  gsl_blas_dsyrk(CblasLower, CblasNoTrans, 1, &from.matrix, 0, &to.matrix);
  for (guint a = 0; a < n; a++)
  {
    for (guint b = 0; b < a; b++)
    {
      double *r = &pca->correlation[(gsize)a * n + b];
      *r = CLAMP(*r, -1, 1);
      pca->correlation[(gsize)b * n + a] = *r;
    }
    pca->correlation[(gsize)a * n + a] = 1;
  }
  return TRUE;
}

/* ---- Components ---- */

/* By the symmetric QR algorithm (GSL); eigenvalues in descending order, and each vector in a row.
 */
static gboolean decompose(DgmiPca *pca, GError **error)
{
  const guint n = pca->n;
  gsl_matrix *matrix = gsl_matrix_alloc(n, n), *vectors = gsl_matrix_alloc(n, n);
  gsl_eigen_symmv_workspace *work = gsl_eigen_symmv_alloc(n);
  gsl_vector_view values = gsl_vector_view_array(pca->eigenvalue, n);
  gsl_matrix_const_view from = gsl_matrix_const_view_array(pca->correlation, n, n);
  gsl_matrix_memcpy(matrix, &from.matrix);
  const int failed = gsl_eigen_symmv(matrix, &values.vector, vectors, work);
  if (!failed)
  {
    gsl_eigen_symmv_sort(&values.vector, vectors, GSL_EIGEN_SORT_VAL_DESC);
    gsl_matrix_view to = gsl_matrix_view_array(pca->vector, n, n);
    gsl_matrix_transpose_memcpy(&to.matrix, vectors);
  }
  else
    dgmi_error_set(error, DGMI_ERROR_DATA, "the principal components do not converge");
  gsl_eigen_symmv_free(work);
  gsl_matrix_free(vectors);
  gsl_matrix_free(matrix);
  return !failed;
}

/* What rounding leaves open: tiny negative eigenvalues, and the vectors' signs. */
static void settle(DgmiPca *pca)
{
  for (guint k = 0; k < pca->n; k++)
  {
    double *vector = pca->vector + (gsize)k * pca->n, sum = 0;
    pca->eigenvalue[k] = MAX(pca->eigenvalue[k], 0);
    for (guint c = 0; c < pca->n; c++)
      sum += vector[c];
    for (guint c = 0; sum < 0 && c < pca->n; c++)
      vector[c] = -vector[c];
  }
}

DgmiPca *dgmi_pca_new(const double *const *column, const char *const *code, guint n, gsize n_units,
                      GError **error)
{
  assert(column != NULL && code != NULL && n > 0);
  g_autoptr(DgmiPca) pca = g_new0(DgmiPca, 1);
  pca->n = n;
  pca->correlation = g_new0(double, (gsize)n *n);
  pca->vector = g_new0(double, (gsize)n *n);
  pca->eigenvalue = g_new0(double, n);
  if (!correlate(column, code, n_units, pca, error) || !decompose(pca, error))
    return NULL;
  settle(pca);
  return g_steal_pointer(&pca);
}

static void clear_pca(DgmiPca *pca)
{
  dgmi_free_all(pca->correlation, pca->eigenvalue, pca->vector);
}

DGMI_DEFINE_FREE(dgmi_pca_free, DgmiPca, clear_pca)

/* ---- Is there a structure ---- */

gboolean dgmi_pca_is_singular(const DgmiPca *pca)
{
  /* The rounding error of an eigenvalue is some n epsilon of the largest. */
  return pca->n_units <= pca->n ||
         pca->eigenvalue[pca->n - 1] <= 10 * pca->n * DBL_EPSILON * pca->eigenvalue[0];
}

/* The inverse of the correlation matrix is V diag(1/λ) V'; its elements are those of the partial
 * correlations: p_ab = −q_ab / √(q_aa q_bb). */
double dgmi_pca_kmo(const DgmiPca *pca)
{
  assert(pca->n > 0);
  const guint n = pca->n;
  if (n < 2 || dgmi_pca_is_singular(pca))
    return NAN;
  g_autofree double *scaled = g_memdup2(pca->vector, (gsize)n * n * sizeof(double));
  g_autofree double *q = g_new0(double, (gsize)n *n);
  for (guint k = 0; k < n; k++)
    for (guint c = 0; c < n; c++)
      scaled[(gsize)k * n + c] /= sqrt(pca->eigenvalue[k]);
  const gsl_matrix_const_view from = gsl_matrix_const_view_array(scaled, n, n);
  gsl_matrix_view inverse = gsl_matrix_view_array(q, n, n);
  gsl_blas_dsyrk(CblasLower, CblasTrans, 1, &from.matrix, 0, &inverse.matrix);
  double simple = 0, partial = 0;
  for (guint a = 0; a < n; a++)
    for (guint b = 0; b < a; b++)
    {
      const double r = pca->correlation[(gsize)a * n + b], q_ab = q[(gsize)a * n + b];
      simple += r * r;
      partial += q_ab / q[(gsize)a * n + a] * (q_ab / q[(gsize)b * n + b]);
    }
  return simple + partial > 0 ? simple / (simple + partial) : NAN;
}

DgmiBartlett dgmi_pca_bartlett(const DgmiPca *pca)
{
  assert(pca->n > 0);
  const double n = pca->n;
  if (pca->n < 2 || dgmi_pca_is_singular(pca))
    return (DgmiBartlett){NAN, NAN, NAN};
  double log_determinant = 0;
  for (guint k = 0; k < pca->n; k++)
    log_determinant += log(pca->eigenvalue[k]);
  DgmiBartlett test = {.freedom = n * (n - 1) / 2};
  test.statistic = MAX(-((double)pca->n_units - 1 - (2 * n + 5) / 6) * log_determinant, 0);
  test.p = gsl_cdf_chisq_Q(test.statistic, test.freedom);
  return test;
}
