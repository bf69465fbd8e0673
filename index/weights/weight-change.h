/* weight-change.h: the least change of weights that swaps two units.
 *
 * `lead[n parts]` is the values of one unit less those of the other. From the nominal weights on,
 * the order turns where Σ w lead is 0. Two measures of the least change are answered: the closest
 * such weights (the Euclidean projection), and those whose largest single move is smallest. Pure
 * functions. */
#pragma once

#include "index/methods/program.h"
#include "index/weights/weight-space.h"
#include "indicators/base/export.h"

G_BEGIN_DECLS

/* Whether some weights of the space put one of the two ahead and others the other: only then can a
 * change of weights swap them. Leads of no more than `tie` (dgmi_weight_tie()) are none. */
DGMI_EXPORT gboolean dgmi_weight_can_swap(const DgmiWeightSpace *space, const double *lead,
                                          double tie);

/* The weights of the space closest to the nominal ones at which the two are level (the nominal ones
 * where they are). Only where dgmi_weight_can_swap(). The projection has the form clip(nominal − λ
 * − μ lead) between the bounds; μ by Brent's method (GSL). Returns the distance √Σ Δw². */
DGMI_EXPORT double dgmi_weight_closest_swap(const DgmiWeightSpace *space, const double *lead,
                                            double *weight);

/* The same with the smallest max |Δw|, which *move gets; by a linear program. Error: from the
 * solver. */
DGMI_EXPORT gboolean dgmi_weight_smallest_swap(const DgmiWeightSpace *space, const double *lead,
                                               DgmiProgramSolver *solver, double *weight,
                                               double *move,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
