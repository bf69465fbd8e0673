/* leave-one-out.h: how the ranking moves when one indicator or aggregate is left out. */
#pragma once

#include "index/compute/result.h"
#include "indicators/base/export.h"

G_BEGIN_DECLS

typedef struct
{
  guint node;
  double mean_shift; /* mean absolute change of rank, over the units ranked both times */
  double max_shift;  /* the largest */
  guint max_unit;    /* the first unit with that; defined where max_shift is */
  double kendall;    /* tau-b of the two rankings; NaN with fewer than two units, or all tied */
  GError *reason;    /* why there is no ranking without it, then the numbers are NaN; else NULL */
} DgmiLeaveOneOut;

/* Leaves out every node but the index, each by itself, framework order. What is normalised stays:
 * the aggregates along the node's path are computed anew, a parent whose only member of weight it
 * is goes with it. Rounding, ties and rules are those of the result. An array of DgmiLeaveOneOut
 * that frees its reasons. Cost: for each node the aggregates of its path, and n log n. */
DGMI_EXPORT GArray *dgmi_leave_one_out(const DgmiResult *result) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
