/* standing.h: the rank that a score would have among others.
 *
 * The same ranks as dgmi_rank(), asked for one score at a time: what if a unit had another score
 * than its own? Constant once built; any number of threads may ask. */
#pragma once

#include "index/numbers/arithmetic.h"
#include "indicators/base/export.h"

G_BEGIN_DECLS

typedef struct _DgmiStanding DgmiStanding;

/* The scores of `n` units; missing ones (NaN) take no part. They are copied. Cost: n log n. */
DGMI_EXPORT DgmiStanding *dgmi_standing_new(const double *score, guint n,
                                            DgmiTies ties) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT void dgmi_standing_free(DgmiStanding *standing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiStanding, dgmi_standing_free)

/* The rank of `score` among all but `unit` (a number below n, or n: a unit that is not among them,
 * and behind all with ties first). NaN for NaN. Cost: log n; with ties first also the number of
 * equal scores. */
DGMI_EXPORT double dgmi_standing_rank(const DgmiStanding *standing, guint unit, double score);

/* The least score with a rank of `rank` or better for `unit`, to `digits` decimals (-1 = any
 * double): one of the others' scores, or the next above. -INFINITY where every score has it, NaN
 * where none has (rank < 1). Cost: log n ranks. */
DGMI_EXPORT double dgmi_standing_score(const DgmiStanding *standing, guint unit, double rank,
                                       int digits);

G_END_DECLS
