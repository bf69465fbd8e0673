/* change.h: why score and rank of a unit changed from one result to another, in parts that add up.
 *
 * The score. A component is a member of the index. Where the index is a weighted sum, a component's
 * part is its contribution afterwards less its contribution before: w Δx, and with weights that
 * changed (w + w')/2 Δx + Δw (x + x')/2. Otherwise it is the component's Shapley value in the game
 * in which its column passes from the earlier values to the later ones, for all units at once (L.
 * S. Shapley, "A value for n-person games", 1953), the mean of the games under both methods. What
 * the printed scores add by rounding, and in the second case a change of method, is shared in
 * proportion to the parts' sizes.
 *
 * The rank. Four things can pass from the earlier state to the later one: the unit's own scores,
 * the others' (units that enter or leave are part of this), the rounding of the index with the rule
 * for ties, and the method, under which each edition's data are computed anew. Each one's part is
 * the mean, over the 24 orders in which they can be switched, of the places gained when it is.
 * Rules of an edition for single units (0 without a survey, no rank) stay with its data.
 *
 * The parts of both are decimals that add up exactly (share-out.h). */
#pragma once

#include "index/compute/result.h"
#include "indicators/base/export.h"

G_BEGIN_DECLS

typedef enum
{
  DGMI_CHANGE_OWN,
  DGMI_CHANGE_OTHERS,
  DGMI_CHANGE_ROUNDING,
  DGMI_CHANGE_METHOD,
  DGMI_CHANGE_N_CAUSES
} DgmiChangeCause;

/* With more components than this, a score that is no sum is not split (2^n aggregations). */
#define DGMI_CHANGE_COMPONENTS 12

typedef struct _DgmiChange DgmiChange;

/* Both results must outlive the change. Cost: two computations; where the index is no sum also 2^n
 * aggregations for n components. */
DGMI_EXPORT DgmiChange *dgmi_change_new(const DgmiResult *from,
                                        const DgmiResult *to) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT void dgmi_change_free(DgmiChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiChange, dgmi_change_free)

/* The components: the members of the later index, then those that only the earlier one has. */
DGMI_EXPORT guint dgmi_change_n_components(const DgmiChange *change);
DGMI_EXPORT const DgmiNode *dgmi_change_component(const DgmiChange *change, guint component);

/* Whether scores are split into components, whether ranks are computed in both (not the publisher's
 * own, of a list that is not whole), and why the data of one edition cannot be computed by the
 * method of the other, so that the method's part is 0 and its effect is within own and others'
 * moves (NULL where they can). */
DGMI_EXPORT gboolean dgmi_change_splits_scores(const DgmiChange *change);
DGMI_EXPORT gboolean dgmi_change_splits_ranks(const DgmiChange *change);
DGMI_EXPORT const GError *dgmi_change_method_error(const DgmiChange *change);

/* Splits the change of a unit, given by its places in the two results' datasets: the printed
 * score's into component[n_components], that of the rank into cause[DGMI_CHANGE_N_CAUSES], places
 * gained. Returns the change of the score, to the decimals of the finer one. A component missing in
 * both has no part (NaN); there are no parts where score or rank is missing in one edition, or does
 * not split. Cost: 16 log(units). */
DGMI_EXPORT double dgmi_change_unit(const DgmiChange *change, guint from, guint to,
                                    double *component, double *cause);

G_END_DECLS
