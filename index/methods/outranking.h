/* outranking.h: which of two units the members favour, decided exactly.
 *
 * Weights are taken as the decimal numbers that they are written as (the shortest that read back
 * to the same double: 0.1, not the binary number near it) and added as whole numbers, so that
 * 0.1 + 0.2 against 0.3 is a tie. 28 digits from the largest weight down are kept.
 *
 * A comparison with a missing side drops out for both units; what remains is renormalised. */
#pragma once

#include "index/methods/methods.h"

typedef __int128 DgmiExact;

typedef struct
{
  guint n;     /* units with at least one member of weight above 0 */
  guint *unit; /* their positions among all units */
  DgmiExact
      *margin; /* n × n: weight of the members with row above column less that with row below */
  DgmiExact *compared; /* n × n: weight of the members that both have; NULL where that is `whole` */
  DgmiExact whole;     /* weight of all members */
} DgmiOutranking;

/* Fills `outranking`, and sets every out[n_units] missing. Error: no unit has any member, which the
 * message says. Cost: n² × members. */
gboolean dgmi_outranking(const DgmiMembers *members, DgmiOutranking *outranking, double *out,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_outranking_clear(DgmiOutranking *outranking);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DgmiOutranking, dgmi_outranking_clear)

static inline DgmiExact dgmi_outranking_margin(const DgmiOutranking *outranking, guint i, guint j)
{
  return outranking->margin[(gsize)i * outranking->n + j];
}

static inline DgmiExact dgmi_outranking_compared(const DgmiOutranking *outranking, guint i, guint j)
{
  return outranking->compared == NULL ? outranking->whole
                                      : outranking->compared[(gsize)i * outranking->n + j];
}

/* e_ij = (weight above + half the weight of ties)/(weight compared) less one half: from −½ to ½,
 * 0 where the two share no member. */
double dgmi_outranking_lead(const DgmiOutranking *outranking, guint i, guint j);

/* Σ over j of e_ij − ½; added as whole numbers where nothing is missing. */
double dgmi_outranking_flow(const DgmiOutranking *outranking, guint i);

/* The row of a unit; -1 = it has no member. */
int dgmi_outranking_find(const DgmiOutranking *outranking, guint unit);
