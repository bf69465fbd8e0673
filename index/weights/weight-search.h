/* weight-search.h: the best and the worst rank of a unit over the weights of any number of parts,
 * by integer programs.
 *
 * The best rank is the least number of units ahead: one binary variable for each unit that is ahead
 * under some weights and behind under others, Σ w lead ≤ M y with the smallest M that the space
 * allows. The worst rank likewise: y = 1 only where the lead is at least MARGIN. (Rank
 * ranges by mixed-integer programs: A. Salo, A. Punkka, "Ranking intervals and dominance relations
 * for ratio-based efficiency analysis", Management Science 57, 2011.) */
#pragma once

#include "index/methods/program.h"
#include "index/weights/weight-space.h"
#include "indicators/base/export.h"

G_BEGIN_DECLS

typedef struct
{
  guint rank;  /* attained under some weights */
  guint bound; /* no weights give a better (a worse) one; rank where the search came to its end */
} DgmiWeightFound;

typedef struct
{
  DgmiProgramSolver *solver;
  guint node_limit; /* of each search; 0 = none */
  guint n_draws;    /* weights tried before */
  guint64 seed;     /* of them */
} DgmiWeightSearch;

typedef enum
{
  DGMI_WEIGHT_BEST,
  DGMI_WEIGHT_WORST
} DgmiWeightEnd;

/* What the ranking is made of. */
typedef struct
{
  const DgmiWeightSpace *space; /* of full dimension (dgmi_weight_space_reduce()) */
  const double *value;          /* n_units × space->n, row-major; none missing */
  guint n_units;
} DgmiWeightContest;

/* The end `end` of the ranks of `unit`. Error: from the solver. */
DGMI_EXPORT gboolean dgmi_weight_search_rank(const DgmiWeightContest *contest, guint unit,
                                             DgmiWeightEnd end, const DgmiWeightSearch *search,
                                             DgmiWeightFound *found,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
