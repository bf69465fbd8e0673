/* weight-polytope.h: a part of the space of weights, kept as its corners, which is cut in two by
 * the hyperplane on which a rival is level with the unit in question.
 *
 * Each corner knows which constraints hold there with equality and, of each rival that is still
 * open, whether it is ahead, behind or level. What holds at all corners holds between them, so
 * rivals are settled by words of bits, without a linear program. New corners lie on edges, found by
 * the double description method (T. S. Motzkin, H. Raiffa, G. L. Thompson, R. M. Thrall, "The
 * double description method", 1953). Private to index/weights. Not thread-safe: one owner each. */
#pragma once

#include "index/weights/weight-search.h"

G_BEGIN_DECLS

/* Of a lead whose largest part is 1: what counts as level. */
#define DGMI_WEIGHT_LEVEL 1e-10

/* The rivals of one unit: those that are ahead of it under some weights and not under others. */
typedef struct
{
  DgmiWeightEnd end;
  guint parts, n;
  double *lead; /* n × parts, of each row the largest absolute value is 1 */
} DgmiWeightRivals;

typedef guint64 DgmiWeightTight[2]; /* a set of constraints */

typedef struct
{
  guint parts, n, words; /* n corners; words of bits for n_rivals */
  guint n_rivals, *rival;
  guint64 *open;               /* which of them are not settled */
  guint ahead, behind;         /* rivals settled so far */
  DgmiWeightTight ahead_tight; /* cuts whose own points belong to the other side */
  double *at;                  /* n × parts */
  DgmiWeightTight *tight;      /* n */
  guint64 *pos, *neg;          /* n × words; neither is level */
  gsize size;                  /* of all this, which is one block */
} DgmiWeightPolytope;

/* The corners of a simplex, `at`: parts × parts, whose faces are closed. `rival`: those open. */
DgmiWeightPolytope *dgmi_weight_polytope_new(const DgmiWeightRivals *rivals, const double *at,
                                             const guint *rival, guint n_rivals);

/* The least number of rivals (of the polytope's and settled ones) that count against the end: those
 * ahead for the best rank, those not ahead for the worst. */
guint dgmi_weight_polytope_cost(const DgmiWeightRivals *rivals, const DgmiWeightPolytope *p);

/* Settles what its corners settle and takes over `p`: NULL where it is empty, or all of it belongs
 * to a sibling. Free with g_free(). */
DgmiWeightPolytope *dgmi_weight_polytope_settle(const DgmiWeightRivals *rivals,
                                                DgmiWeightPolytope *p);

/* The open rival to branch on, a place in p->rival; -1 = none is open. */
int dgmi_weight_polytope_choose(const DgmiWeightRivals *rivals, const DgmiWeightPolytope *p);

/* child[0]: where it is not ahead; child[1]: where it is. Not settled yet. FALSE without children
 * where there would be more corners than `most`. Cost: pairs of corners on either side. */
gboolean dgmi_weight_polytope_branch(const DgmiWeightRivals *rivals, const DgmiWeightPolytope *p,
                                     guint place, guint most, DgmiWeightPolytope *child[2]);

/* What is left of a polytope where w[part] <= most. NULL as above. Its rivals stay. */
DgmiWeightPolytope *dgmi_weight_polytope_limit(const DgmiWeightRivals *rivals,
                                               const DgmiWeightPolytope *p, guint part,
                                               double limit, guint most);

G_END_DECLS
