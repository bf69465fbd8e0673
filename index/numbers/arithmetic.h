/* arithmetic.h: the sums, roundings and ranks that everything else agrees on. */
#pragma once

#include <glib.h>

#include "index/kernels/ties.h"
#include "indicators/base/export.h"

G_BEGIN_DECLS

/* "min", "max", … */
DGMI_EXPORT const char *const *dgmi_ties_names(guint *n);

/* `x` with `digits` decimals as R rounds since version 4: of the two neighbouring decimals
 * floor(x 10^d)/10^d and ceil(x 10^d)/10^d the nearer in double arithmetic, the even last digit if
 * equally near. digits < 0 or beyond what a double holds: x itself. Missing stays missing. */
DGMI_EXPORT double dgmi_round(double x, int digits);

/* Weighted mean Σ w x / Σ w of `n` values, none missing, accumulated in long double with a second
 * pass over the residuals (as R's mean). Σ w = 0 gives NaN. */
DGMI_EXPORT double dgmi_weighted_mean(const double *x, const double *weight, gsize n);

/* Ranks `n` values, the largest first; missing values get no rank (NaN). Equal ones share theirs as
 * `ties` has it. Cost: n log n. */
DGMI_EXPORT void dgmi_rank(const double *x, gsize n, DgmiTies ties, double *rank);

/* The non-missing values of a column: `out` has room for n. Returns their number. */
DGMI_EXPORT gsize dgmi_compact(const double *x, gsize n, double *out);

/* The quantile at 0 <= p <= 1 of n > 0 ascending values, none missing, as R's type 7: interpolated,
 * but exactly a value where it falls on it or between equal ones, whatever the last bits of p. */
DGMI_EXPORT double dgmi_quantile(const double *sorted, gsize n, double p);

G_END_DECLS
