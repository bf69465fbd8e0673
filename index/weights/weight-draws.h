/* weight-draws.h: weights drawn uniformly from a space, and what is estimated with them.
 *
 * A draw is exactly uniform: from the smallest of three simple sets that hold the space (the
 * simplex above its lower bounds, the simplex below its upper bounds, the box of all its parts but
 * one), until it lies in the space. The same seed gives the same draws everywhere. */
#pragma once

#include "index/weights/weight-space.h"
#include "indicators/base/export.h"

G_BEGIN_DECLS

typedef struct _DgmiWeightDraws DgmiWeightDraws;

/* `space`: of full dimension (dgmi_weight_space_reduce()); it must outlive the draws. */
DGMI_EXPORT DgmiWeightDraws *dgmi_weight_draws_new(const DgmiWeightSpace *space,
                                                   guint64 seed) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT void dgmi_weight_draws_free(DgmiWeightDraws *draws);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiWeightDraws, dgmi_weight_draws_free)

/* The next weights, weight[space->n]. */
DGMI_EXPORT void dgmi_weight_draws_next(DgmiWeightDraws *draws, double *weight);

/* The share of `n_draws` draws under which each unit is first (equal ones each): share[n_units];
 * its standard error is √(share (1 − share)/n_draws). Cost: n_draws n_units parts. */
DGMI_EXPORT void dgmi_weight_estimate_shares(const DgmiWeightSpace *space, const double *value,
                                             guint n_units, guint n_draws, guint64 seed,
                                             double *share);

G_END_DECLS
