/* correlation.h: how far two series agree.
 *
 * Pairs in which either value is missing (NaN) are left out; *used (may be NULL) gets the number of
 * the others. Any number of threads may call. */
#pragma once

#include <glib.h>

#include "indicators/base/export.h"

G_BEGIN_DECLS

/* Pearson's correlation of x[n] and y[n] (gsl_stats_correlation()). NaN where fewer than two pairs
 * are left or one series is constant. Cost: n. */
DGMI_EXPORT double dgmi_correlation_pearson(const double *x, const double *y, gsize n, gsize *used);

/* Spearman's rank correlation of x[n] and y[n]: Pearson's of the ranks, equal values sharing their
 * mean rank (gsl_stats_spearman()). NaN where fewer than two pairs are left or one series is
 * constant. Cost: n log n. */
DGMI_EXPORT double dgmi_correlation_spearman(const double *x, const double *y, gsize n,
                                             gsize *used);

/* Kendall's rank correlation with ties, tau-b: (concordant − discordant) / √((m − tx)(m − ty)), of
 * m pairs of units tx tied in x and ty in y. NaN as above. Cost: n log n, by counting the
 * exchanges of a merge sort (Knight 1966, J. Am. Stat. Assoc. 61, 436–439). */
DGMI_EXPORT double dgmi_correlation_kendall(const double *x, const double *y, gsize n, gsize *used);

G_END_DECLS
