/* kemeny.h: the ranking nearest to pairwise comparisons. For aggregate-kemeny.c and its tests.
 *
 * J. G. Kemeny, "Mathematics without numbers", Daedalus 88 (1959); as a linear ordering problem:
 * M. Grötschel, M. Jünger, G. Reinelt, Operations Research 32 (1984). Units that every other unit
 * compares with alike are one (with their number as weight); groups of which each beats the next in
 * every pair are ordered so in every nearest ranking (the extended Condorcet criterion, M. Truchon
 * 1998), so a program is solved only within groups. */
#pragma once

#include "index/methods/outranking.h"

typedef struct
{
  double *below; /* by row of the outranking: units ranked below, and half of those level with it */
  double distance; /* Σ over pairs of the share of weight that the ranking goes against */
  double bound;    /* no ranking has a smaller distance */
} DgmiKemeny;

/* `tie_break` (n entries, all different) orders units where the comparisons do not. Groups of at
 * most DGMI_KEMENY_EXACT classes are solved in whole numbers; up to DGMI_KEMENY_RELAXED they get a
 * local optimum under moves and exchanges of units and the bound of the linear program, which takes
 * minutes beyond; larger ones the local optimum and the bound Σ min(e_ij, e_ji). Error: from the
 * solver, or there is none. */
gboolean dgmi_kemeny(const DgmiOutranking *outranking, const guint *tie_break,
                     DgmiProgramSolver *solver, DgmiKemeny *kemeny,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_kemeny_clear(DgmiKemeny *kemeny);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DgmiKemeny, dgmi_kemeny_clear)

/* (distance − bound)/distance; 0 = the ranking is proven nearest. */
double dgmi_kemeny_gap(const DgmiKemeny *kemeny);

#define DGMI_KEMENY_EXACT 50   /* the program in whole numbers */
#define DGMI_KEMENY_RELAXED 60 /* its relaxation, for the bound */

/* ---- Between kemeny.c and linear-ordering.c ---- */

/* Orders k things: lead[i * k + j] is what is gained by i before j (= −lead[j * k + i]). `order`
 * has a start and gets the order with the largest Σ lead found; *most no order exceeds. */
gboolean dgmi_linear_ordering(const double *lead, guint k, guint *order, double *most,
                              DgmiProgramSolver *solver, GError **error) G_GNUC_WARN_UNUSED_RESULT;
