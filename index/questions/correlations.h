/* correlations.h: the correlations of all pairs of some columns, with their tests.
 *
 * Pairwise complete: a pair of columns is compared over the units that have both (missing = NaN).
 * Any number of threads may call. */
#pragma once

#include <glib.h>

#include "indicators/base/export.h"

G_BEGIN_DECLS

typedef enum
{
  DGMI_CORRELATION_PEARSON,
  DGMI_CORRELATION_SPEARMAN,
  DGMI_CORRELATION_KENDALL, /* tau-b */
  DGMI_N_CORRELATIONS
} DgmiCorrelationKind;

/* "pearson", "spearman", "kendall". */
DGMI_EXPORT const char *dgmi_correlation_kind_name(DgmiCorrelationKind kind);

typedef struct
{
  double r; /* NaN with fewer than two units, or where a column is constant over them */
  double p; /* two-sided, of no association; NaN where r is or with fewer than three units */
  gsize n;  /* units */
} DgmiCorrelation;

/* p of a Pearson correlation of n pairs: t = r √((n − 2)/(1 − r²)) with n − 2 degrees of freedom.
 */
DGMI_EXPORT double dgmi_correlation_p(double r, gsize n);

/* Where the pair of columns a != b stands in the result; n columns have dgmi_pair(n, 0) pairs. */
static inline gsize dgmi_pair(guint a, guint b)
{
  const gsize high = MAX(a, b), low = MIN(a, b);
  return high * (high - 1) / 2 + low;
}

/* Of column[n] of n_units values: out[dgmi_pair(a, b)] for every a != b. The p of Pearson and
 * Spearman is dgmi_correlation_p() (for Spearman an approximation), that of Kendall normal with the
 * variance corrected for ties. Cost: n² times n_units, for Kendall and Spearman after a sort of
 * each column, Kendall n_units log n_units. */
DGMI_EXPORT void dgmi_correlations(DgmiCorrelationKind kind, const double *const *column, guint n,
                                   gsize n_units, DgmiCorrelation *out);

G_END_DECLS
