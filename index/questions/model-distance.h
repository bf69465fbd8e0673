/* model-distance.h: how far each unit's profile lies from that of a model's unit.
 *
 * The weighted Euclidean distance √(Σ w_k (x_ik − x_mk)² / Σ w_k) of unit i from unit m over the
 * components k, on the components' scale: the root mean square of the gaps, each counting as much
 * as the model weighs it. 0 from the unit itself; no larger than the largest gap. */
#pragma once

#include <glib.h>

#include "indicators/base/export.h"

G_BEGIN_DECLS

/* `component[k][unit]`: n_components columns of n_units scores, missing = NaN; weights >= 0. A
 * component that either unit lacks drops out with its weight; out[n_units] is NaN where none is
 * left. Cost: linear. */
DGMI_EXPORT void dgmi_model_distances(const double *const *component, const double *weight,
                                      guint n_components, guint n_units, guint model, double *out);

G_END_DECLS
