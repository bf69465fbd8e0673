/* scenarios.h: how far rankings of the same units agree: a unit's ranks under several sets of
 * weights.
 *
 * A ranking is an array of ranks by unit, 1 = best, ties shared as the recipe says, NaN = no rank.
 * Pure functions; any number of threads may call. */
#pragma once

#include <glib.h>

#include "indicators/base/export.h"

G_BEGIN_DECLS

/* Of two rankings, over the units that both rank. */
typedef struct
{
  gsize n;                      /* how many these are */
  double kendall, spearman;     /* index/numbers/correlation.h; NaN where there is none */
  double mean_shift, max_shift; /* of the absolute differences of rank; NaN where n = 0 */
} DgmiRankAgreement;

/* Cost: n log n. */
DGMI_EXPORT DgmiRankAgreement dgmi_rank_agreement(const double *a, const double *b, gsize n_units);

/* The two of n rankings whose Kendall is least, *a before *b; returns it. NaN (and *a, *b not set)
 * where fewer than two rankings can be compared. Cost: n² times that of one comparison. */
DGMI_EXPORT double dgmi_rank_least_agreement(const double *const *ranking, guint n, gsize n_units,
                                             guint *a, guint *b);

/* Each unit's best and worst rank over n rankings; both NaN where one does not rank it. Cost:
 * linear. */
DGMI_EXPORT void dgmi_rank_ranges(const double *const *ranking, guint n, gsize n_units,
                                  double *best, double *worst);

G_END_DECLS
