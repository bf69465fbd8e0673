/* pca.h: principal components of the correlation matrix of some columns.
 *
 * Rows in which a column is missing (NaN) are left out, so that the matrix is one of correlations
 * that go together (none of its eigenvalues is negative). Any number of threads may call. */
#pragma once

#include <glib.h>

#include "indicators/base/export.h"

G_BEGIN_DECLS

typedef struct
{
  guint n;             /* columns, and components */
  gsize n_units;       /* rows with a value in every column */
  double *correlation; /* Pearson's: correlation[a * n + b] */
  double *eigenvalue;  /* n, largest first, >= 0; they sum to n */
  double *vector;      /* vector[component * n + column]: of length 1, its elements' sum >= 0 */
} DgmiPca;

/* Of column[n], n >= 1, each of n_units values at any magnitude; code[n] names them in messages.
 * Error (DATA): fewer than two complete rows, a column constant over them, or no convergence.
 * Cost: n_units n² + n³ (gsl_eigen_symmv()). */
DGMI_EXPORT DgmiPca *dgmi_pca_new(const double *const *column, const char *const *code, guint n,
                                  gsize n_units, GError **error) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT void dgmi_pca_free(DgmiPca *pca);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiPca, dgmi_pca_free)

/* Whether a column is a linear combination of others as far as doubles can tell (always where there
 * are not more complete rows than columns): there is no inverse, and neither measure below. */
DGMI_EXPORT gboolean dgmi_pca_is_singular(const DgmiPca *pca);

/* The measure of sampling adequacy of Kaiser, Meyer and Olkin: Σ r² / (Σ r² + Σ p²) over pairs of
 * columns, p the partial correlation given all the others. NaN where singular, with one column, or
 * where no two columns correlate. Source: Kaiser and Rice (1974), Educ. Psychol. Meas. 34, 111–117.
 * Cost: n³. */
DGMI_EXPORT double dgmi_pca_kmo(const DgmiPca *pca);

/* Bartlett's test of sphericity, that no two columns correlate: the statistic
 * −(n_units − 1 − (2n + 5)/6) ln det R is chi-squared with n (n − 1)/2 degrees of freedom. All NaN
 * where singular or with one column. Source: Bartlett (1951), Biometrika 38, 337–344. */
typedef struct
{
  double statistic, freedom, p;
} DgmiBartlett;

DGMI_EXPORT DgmiBartlett dgmi_pca_bartlett(const DgmiPca *pca);

G_END_DECLS
