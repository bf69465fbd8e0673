/* analyses.h: every analysis of an opened index in one call: units and nodes by code or name, what
 * is wrong as messages.
 *
 * The index is computed (DGMI_INDEX_RESULT, dgmi_index_compute()). What is returned stands on its
 * result and must not be used after the index was changed or let go of, but for what says so. The
 * headers of the analyses (index/questions/, index/uncertainty/, index/weights/) tell what their
 * numbers are. */
#pragma once

#include "index/numbers/pca.h"
#include "index/opened/index.h"
#include "index/questions/alpha.h"
#include "index/questions/change.h"
#include "index/questions/correlations.h"
#include "index/questions/leave-one-out.h"
#include "index/questions/reconcile.h"
#include "index/questions/target.h"
#include "index/uncertainty/sensitivity.h"

G_BEGIN_DECLS

/* ---- Questions ---- */

/* How the score of a node (NULL = the index) of a unit came about: an array of DgmiStep
 * (explain.h). NULL with a failure; free with g_array_unref(). */
DGMI_EXPORT GArray *dgmi_index_explain(DgmiIndex *index, const char *unit, const char *node,
                                       DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* Recomputed against published. NULL with a failure; it is the caller's for good. */
DGMI_EXPORT DgmiReconciliation *
dgmi_index_reconcile(const DgmiIndex *index, DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* Where the change of scores and ranks between two editions comes from; both must outlive it. */
DGMI_EXPORT DgmiChange *dgmi_index_change(const DgmiIndex *from,
                                          const DgmiIndex *to) G_GNUC_WARN_UNUSED_RESULT;

/* How the ranking moves without each node: an array of DgmiLeaveOneOut, the caller's for good. Free
 * with g_array_unref(). */
DGMI_EXPORT GArray *dgmi_index_leave_one_out(const DgmiIndex *index) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  const char *unit;
  double rank; /* 1 or more */
  DgmiTargetBy by;
  const char *const *nodes; /* that may rise up to their limits; NULL-terminated, NULL = all
                               indicators */
} DgmiTargetAim;

/* The least improvement that gives a unit a rank, into *target, which dgmi_target_clear() frees.
 * FALSE with failures. */
DGMI_EXPORT gboolean dgmi_index_target(DgmiIndex *index, const DgmiTargetAim *aim,
                                       DgmiTarget *target,
                                       DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* ---- The members of a node (NULL = the index), as they are aggregated ---- */

/* Their correlations, at dgmi_pair(a, b); the p and units with each. NULL with a failure; free with
 * g_free(). */
DGMI_EXPORT DgmiCorrelation *
dgmi_index_correlations(const DgmiIndex *index, const char *node, DgmiCorrelationKind kind,
                        DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* Cronbach's alpha. FALSE with a failure. */
DGMI_EXPORT gboolean dgmi_index_alpha(const DgmiIndex *index, const char *node, DgmiAlpha *alpha,
                                      DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* Their principal components. NULL with a failure; the caller's for good. */
DGMI_EXPORT DgmiPca *dgmi_index_pca(const DgmiIndex *index, const char *node,
                                    DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* ---- Under all weights ---- */

typedef struct
{
  guint unit;
  guint best, worst; /* 1 = first, of scores that are not rounded; equal ones share the better */
} DgmiRankRange;

/* The best and the worst rank of each unit over all weights of a node's parts that sum to 1, the
 * weights above it as they are: an array of DgmiRankRange in the order of the dataset; units that
 * lack a part are left out. Exact: of three parts at most by geometry, of more by integer programs
 * that are carried to their end, which may take long. NULL with a failure; free with
 * g_array_unref(). It is the caller's for good. */
DGMI_EXPORT GArray *dgmi_index_rank_ranges(const DgmiIndex *index, const char *node,
                                           DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* ---- Under many draws ---- */

/* An index under draws, and what they were made of. */
typedef struct
{
  GPtrArray *sources; /* of DgmiVary */
  DgmiUncertaintyPlan *plan;
  DgmiUncertainty *result;
} DgmiIndexDraws;

/* Draws what `vary` says ("weights:25%", …; NULL-terminated, NULL = that) and counts the ranks,
 * into *draws, to be asked by the functions of uncertainty.h and freed by dgmi_index_draws_clear().
 * `options` NULL = 100,000 draws on all threads of the machine; else as they are, one thread where
 * they say nothing. FALSE with failures. */
DGMI_EXPORT gboolean dgmi_index_draw(const DgmiIndex *index, const char *const *vary,
                                     const DgmiUncertaintyOptions *options, DgmiIndexDraws *draws,
                                     DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT void dgmi_index_draws_clear(DgmiIndexDraws *draws);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DgmiIndexDraws, dgmi_index_draws_clear)

/* Which source of `vary` explains how much of `output` (NULL = the mean shift of ranks): inputs in
 * the order of `vary`. `options` as above, but 4,096 draws. NULL with failures; the caller's for
 * good. */
DGMI_EXPORT DgmiSensitivity *
dgmi_index_sensitivity(const DgmiIndex *index, const char *const *vary, const DgmiOutput *output,
                       const DgmiUncertaintyOptions *options,
                       DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
