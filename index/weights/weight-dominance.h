/* weight-dominance.h: which pairs of units no weights can turn, and the tiers that follow.
 *
 * A unit dominates another over a space of weights where its score is never lower and under some
 * weights higher (J. E. Foster, M. McGillivray, S. Seth, "Composite indices: rank robustness,
 * statistical association, and redundancy", Econometric Reviews 32, 2013). Over all weights that is
 * Pareto dominance of the parts. Units of which neither dominates the other are linked: weights
 * decide their order, or they are equal.
 *
 * Two partitions follow. A tier is a largest group of units that links connect: every unit of a
 * tier is ahead of all of later tiers whatever the weights, and no finer cut of the ranking has
 * that property (the ordinal sum of a partial order). The level of a unit is the length of the
 * longest chain of units that dominate one another down to it (R. Brüggemann, G. P. Patil, "Ranking
 * and Prioritization for Multi-indicator Systems", 2011): no unit dominates another of its level.
 *
 * Scores that differ by no more than DGMI_WEIGHT_TIE are equal. Pure functions. */
#pragma once

#include "index/weights/weight-space.h"
#include "indicators/base/export.h"

G_BEGIN_DECLS

/* Whether the unit of values x dominates that of y (1), y that of x (-1), or neither (0); `tie`:
 * dgmi_weight_tie(). */
DGMI_EXPORT int dgmi_weight_compare(const DgmiWeightSpace *space, const double *x, const double *y,
                                    double tie);

typedef struct
{
  guint dominates, dominated_by; /* units */
} DgmiWeightDominance;

/* Cost: units × parts². */
DGMI_EXPORT DgmiWeightDominance dgmi_weight_dominance(const DgmiWeightSpace *space,
                                                      const double *value, guint n_units,
                                                      guint unit);

/* tier[n_units] and level[n_units], 1 = first. Cost: (units × parts)². */
DGMI_EXPORT void dgmi_weight_tiers(const DgmiWeightSpace *space, const double *value, guint n_units,
                                   guint *tier, guint *level);

G_END_DECLS
