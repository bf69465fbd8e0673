/* target.h: the least improvement of a unit that gives it a rank.
 *
 * The values of chosen nodes (normalised indicators, aggregates) may rise up to a limit each, those
 * of the other units stay as they are; sought are the increases with the least sum, or with the
 * least largest one, under which the unit, its score rounded and ranked as the recipe says, has the
 * rank or a better one. Where several have the same least sum, nodes with the same effect on the
 * index rise by the same amount, up to their limits.
 *
 * What the way up to the index is made of decides how:
 *   weighted means       a linear program of one row, whose solution is known (G. B. Dantzig,
 *                        1957), or one root
 *   other power means    (geometric: 0, harmonic: −1; the same on every way) with a power below 1:
 * a convex program; its optimality conditions are x' = μ w^(1/(1−P)), clamped between now and the
 * limit, and μ is one root anything else        a search (J. A. Nelder, R. Mead, "A simplex method
 * for function minimization", 1965, over the directions in which the values rise), marked
 * approximate */
#pragma once

#include "index/compute/result.h"
#include "indicators/base/export.h"

G_BEGIN_DECLS

typedef enum
{
  DGMI_TARGET_SUM,
  DGMI_TARGET_LARGEST
} DgmiTargetBy;

typedef struct
{
  guint unit;
  double rank; /* 1 or more */
  DgmiTargetBy by;
  const guint *node; /* that may rise; none is above another */
  const double *limit;
  guint n_nodes;
} DgmiTargetTask;

typedef struct
{
  double *now, *needed; /* by number of node; missing (NaN) where the unit has no value */
  double score, rank;   /* with the values needed */
  gboolean is_reached;  /* FALSE: not within the limits; needed, score and rank are those there */
  gboolean is_approximate;
} DgmiTarget;

/* Finds the target. `result` must not be of published ranks. Error: the unit has no rank, or its
 * index is 0 by a rule; no node has a value; the solver's; aggregates on the way that compare units
 * over all years together. Cost: one linear program or some hundred evaluations of the index; of
 * the search some ten thousand. */
DGMI_EXPORT gboolean dgmi_target(const DgmiResult *result, const DgmiTargetTask *task,
                                 DgmiTarget *target, GError **error) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT void dgmi_target_clear(DgmiTarget *target);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DgmiTarget, dgmi_target_clear)

/* The largest value that a node can have, and how it is known. */
typedef enum
{
  DGMI_LIMIT_SCALE, /* of the normalisation; of values taken as they are, the unit of measurement
                       where it is one, "0–1"; of an aggregate, what those of its members give */
  DGMI_LIMIT_BEST   /* nothing says so: it is the best value of all units */
} DgmiLimitKind;

DGMI_EXPORT double dgmi_target_limit(const DgmiResult *result, guint node, DgmiLimitKind *kind);

G_END_DECLS
