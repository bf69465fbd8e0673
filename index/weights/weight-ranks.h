/* weight-ranks.h: the best and the worst rank of a unit over all weights of at most three parts,
 * exactly.
 *
 * The lines along which another unit scores the same as the unit cut the weights into cells in
 * which the number of units ahead of it is constant. Where lines cross, those units are level with
 * it and not ahead, so the least number is found at a crossing or a corner, the largest inside a
 * cell; both by walking along every line from crossing to crossing (a sweep of the arrangement: H.
 * Edelsbrunner, "Algorithms in Combinatorial Geometry", 1987). */
#pragma once

#include "index/weights/weight-space.h"
#include "indicators/base/export.h"

G_BEGIN_DECLS

typedef struct
{
  guint best, worst; /* 1 = first; equal scores share the better rank */
} DgmiWeightRanks;

/* `space`: of at most three parts, of full dimension (dgmi_weight_space_reduce()). Scores that
 * differ by no more than DGMI_WEIGHT_TIE are equal. Cost: m^2 log m, of m other units that are
 * ahead under some weights and behind under others. Thread-safe. */
DGMI_EXPORT DgmiWeightRanks dgmi_weight_ranks(const DgmiWeightSpace *space, const double *value,
                                              guint n_units, guint unit);

/* The share of all weights of the space under which each unit is first: share[n_units]; units that
 * are equal throughout each get that of both. `space` as above. Cost: n_units^2. */
DGMI_EXPORT void dgmi_weight_first_shares(const DgmiWeightSpace *space, const double *value,
                                          guint n_units, double *share);

G_END_DECLS
