/* main-effect.h: the main effect of x on y, V[E(y|x)]/V[y], with E(y|x) a penalised spline.
 *
 * The share of the variance of y that knowing x explains, in a straight line or not: Karl Pearson's
 * correlation ratio, the first-order sensitivity index (Paruolo, Saisana and Saltelli 2013, J. R.
 * Stat. Soc. A 176, 609–634). E(y|x) is the spline f of order 4 with knots at quantiles of the
 * distinct values of x that minimises Σ (y − f(x))² + λ ∫ f''², the penalty λ by generalised
 * cross-validation (O'Sullivan 1986, Stat. Sci. 1, 502–518). */
#pragma once

#include <glib.h>

#include "indicators/base/export.h"

G_BEGIN_DECLS

/* Of the units that have both x and y (missing = NaN); in [0, 1]. With fewer than 10 of them or two
 * values of x it is the squared correlation: a straight line. NaN with fewer than three units, or
 * where x or y is constant over them. Cost: n log n + 30³. Any number of threads may call. */
DGMI_EXPORT double dgmi_main_effect(const double *x, const double *y, gsize n);

G_END_DECLS
