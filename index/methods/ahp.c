#include "index/methods/ahp.h"

#include <assert.h>
#include <gsl/gsl_complex_math.h>
#include <gsl/gsl_eigen.h>
#include <math.h>

#include "indicators/base/error.h"
#include "indicators/base/text.h"

#define RECIPROCAL_SLACK 0.0101 /* 3 and 0.33 are reciprocal, 6 and 0.17 not any more */

/* By n − 1. */
static const double random_index[] = {0, 0, .58, .90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49};

/* Only the upper half is used; the lower is checked for being its reciprocal, since a slip there
 * shows that the table was filled in wrongly. */
static gboolean check_pair(const double *comparison, const char *const *code, guint n, guint a,
                           guint b, GError **error)
{
  const double x = comparison[(gsize)a * n + b], y = comparison[(gsize)b * n + a];
  char one[DGMI_NUMBER_SIZE], other[DGMI_NUMBER_SIZE];
  dgmi_number_format(x, one);
  dgmi_number_format(y, other);
  if (!(x > 0 && isfinite(x)))
    dgmi_error_set(error, DGMI_ERROR_DATA,
                   "the comparison of %s with %s is %s; a comparison is a number above 0", code[a],
                   code[b], one);
  else if (a == b && x != 1)
    dgmi_error_set(error, DGMI_ERROR_DATA, "%s compared with itself is %s, not 1", code[a], one);
  else if (a > b && !(fabs(x * y - 1) <= RECIPROCAL_SLACK))
    dgmi_error_set(error, DGMI_ERROR_DATA,
                   "%s to %s is %s, but %s to %s is %s, not its reciprocal (it may be written as "
                   "1/%s)",
                   code[b], code[a], other, code[a], code[b], one, other);
  else
    return TRUE;
  return FALSE;
}

/* All eigenvectors of a positive matrix but one have elements of different signs or not real; that
 * one belongs to the eigenvalue with the largest real part (Perron). */
static gboolean find_eigenvector(const double *comparison, guint n, double *weight, double *lambda)
{
  gsl_matrix *matrix = gsl_matrix_alloc(n, n);
  gsl_vector_complex *values = gsl_vector_complex_alloc(n);
  gsl_matrix_complex *vectors = gsl_matrix_complex_alloc(n, n);
  gsl_eigen_nonsymmv_workspace *work = gsl_eigen_nonsymmv_alloc(n);
  const gsl_matrix_const_view from = gsl_matrix_const_view_array(comparison, n, n);
  gsl_matrix_memcpy(matrix, &from.matrix);
  const int failed = gsl_eigen_nonsymmv(matrix, values, vectors, work);
  guint best = 0;
  for (guint k = 1; k < n; k++)
    if (GSL_REAL(gsl_vector_complex_get(values, k)) >
        GSL_REAL(gsl_vector_complex_get(values, best)))
      best = k;
  *lambda = GSL_REAL(gsl_vector_complex_get(values, best));
  double sum = 0;
  for (guint a = 0; a < n; a++)
    sum += weight[a] = GSL_REAL(gsl_matrix_complex_get(vectors, a, best));
  for (guint a = 0; a < n; a++)
    weight[a] /= sum;
  gsl_eigen_nonsymmv_free(work);
  gsl_matrix_complex_free(vectors);
  gsl_vector_complex_free(values);
  gsl_matrix_free(matrix);
  return !failed && isfinite(sum) && sum != 0;
}

gboolean dgmi_ahp(const double *comparison, const char *const *code, guint n, double *weight,
                  DgmiAhp *ahp, GError **error)
{
  assert(n > 0);
  for (guint a = 0; a < n; a++)
    for (guint b = 0; b < n; b++)
      if (!check_pair(comparison, code, n, a, b, error))
        return FALSE;
  if (!find_eigenvector(comparison, n, weight, &ahp->lambda_max))
  {
    dgmi_error_set(error, DGMI_ERROR_DATA, "the comparisons are too far apart to be weighed");
    return FALSE;
  }
  ahp->lambda_max = MAX(ahp->lambda_max, n); /* but for rounding it is */
  ahp->ci = n < 2 ? 0 : (ahp->lambda_max - n) / (n - 1);
  ahp->cr = n < 3 ? 0 : n <= G_N_ELEMENTS(random_index) ? ahp->ci / random_index[n - 1] : NAN;
  return TRUE;
}
