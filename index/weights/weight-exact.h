/* weight-exact.h: the best and the worst rank of a unit over the weights of any number of parts,
 * with a bound that is proven at any moment.
 *
 * Branch and bound over polytopes of weights that are kept as their corners (weight-polytope.h):
 * each branch settles whether one rival is ahead. Where few parts meet many units the simplex of
 * weights is first bisected, the cell of the best bound next, until a cell has few open rivals. The
 * problem is that of the "maximum rank query" (K. Mouratidis, J. Zhang, H. Pang, "Maximum Rank
 * Query", PVLDB 8, 2015), for both ends. */
#pragma once

#include "index/weights/weight-search.h"

G_BEGIN_DECLS

typedef struct
{
  guint node_limit; /* cells and polytopes; 0 = none */
  /* Asked at every node; TRUE ends the search, whose bounds hold. NULL = none. */
  gboolean (*is_stopped)(gpointer context);
  gpointer context;
} DgmiWeightLimits;

/* The end `end` of the ranks of `unit`. `weight` (parts, or NULL) gets weights at which found->rank
 * is its rank: the certificate. Values that differ by no more than DGMI_WEIGHT_TIE are equal, and
 * two units are level where the lead is within 1e-10 of its largest part. Returns the nodes taken.
 * Deterministic. Thread-safe. */
DGMI_EXPORT guint dgmi_weight_exact_rank(const DgmiWeightContest *contest, guint unit,
                                         DgmiWeightEnd end, const DgmiWeightLimits *limits,
                                         DgmiWeightFound *found, double *weight);

G_END_DECLS
