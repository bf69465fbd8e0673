/* bod.h: the benefit of the doubt: each unit judged by the weights that suit it best.
 *
 * Of unit c: max Σ w_q y_cq subject to Σ w_q y_kq ≤ 1 for every unit k, w ≥ 0, and each share
 * w_q y_cq / Σ w y_c within [low, high]. In shares s the maximum is 1 / min max_k Σ s_q y_kq/y_cq,
 * a linear program whose bounds are those of its variables.
 *
 * Missing members of c have no share, and both bounds are those times n/(members present); missing
 * members of others count 0. A member that is 0 for c can have no share: with low > 0 the score is
 * then 0 (it tends to 0 with the member), without it the others share.
 *
 * Where several weights are best, those are taken whose shares differ least, in the largest
 * difference, from equal ones. Any number of threads may call.
 *
 * Sources: L. Cherchye, W. Moesen, N. Rogge, T. Van Puyenbroeck, "An introduction to 'benefit of
 * the doubt' composite indicators", Social Indicators Research 82 (2007), 111–145; missing values:
 * T. Kuosmanen, "Data envelopment analysis with missing data", JORS 60 (2009), 1767–1774. */
#pragma once

#include "index/methods/program.h"
#include "indicators/base/export.h"

G_BEGIN_DECLS

typedef struct
{
  const double *const *member; /* n_members columns of n_units values of 0 or more, missing = NaN */
  guint n_members;
  guint n_units;
  double low, high; /* of every share: 0 ≤ n_members × low ≤ 1 ≤ n_members × high */
  DgmiProgramSolver *solver;
} DgmiBod;

/* The bounds that stand for "not one member alone": 0.3 and 1.8 of an equal share, which is
 * [0.1, 0.6] of three members. */
DGMI_EXPORT void dgmi_bod_usual_bounds(guint n_members, double *low, double *high);

/* The score of a unit, from 0 to 1 (1 = no unit is better under its weights); NaN where all its
 * members are missing. weight[n_members], which may be NULL, gets the unit's weights, relative
 * (sum 1, 0 for missing members); all NaN where the score is 0 or missing, since no weights are
 * better than others then. *multiplier (NULL = not wanted): score = multiplier × Σ weight y.
 * Error: from the solver, or values too far apart. Cost: two linear programs (without `weight` one)
 * of n_members + 1 variables and n_units rows. */
DGMI_EXPORT gboolean dgmi_bod(const DgmiBod *bod, guint unit, double *score, double *weight,
                              double *multiplier, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
