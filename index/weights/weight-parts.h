/* weight-parts.h: an index as linear functions of the weights of one aggregate's members.
 *
 * The weights of the members of one node (the index itself or a node below it) vary, all others
 * stay. Where every aggregate from that node up to the index is a weighted arithmetic mean, a
 * unit's index is Σ w_m x_m of weights that sum to 1, x_m being its index if member m had all the
 * weight of the node. Members of weight 0 are no parts.
 *
 * Missing values: a unit that lacks some parts shares their weight among the others, so its index
 * is a quotient of the weights and not linear: it is left out (n_partial). A unit that lacks all
 * parts does not depend on the weights: its x is its index throughout; that of a unit which a rule
 * sets to 0 is 0. Units without a rank are left out. */
#pragma once

#include "index/compute/result.h"
#include "indicators/base/export.h"

G_BEGIN_DECLS

typedef struct
{
  guint node;
  guint n_parts;
  guint *part;     /* nodes, framework order */
  double *nominal; /* sum 1 */
  guint n_units;
  guint *unit;   /* places in the dataset, ascending */
  double *value; /* value[i * n_parts + m], of unit[i]; none missing */
  double *score; /* the index under the nominal weights, not rounded */
  guint n_partial;
  guint *partial; /* units left out, likewise */
} DgmiWeightParts;

/* Error DGMI_ERROR_DATA: an aggregation on the way up is none of sums, or an aggregate on it is
 * rescaled. DGMI_ERROR_USAGE: the node is an indicator. Cost: units × parts × levels. */
DGMI_EXPORT DgmiWeightParts *dgmi_weight_parts_new(const DgmiResult *result, guint node,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT void dgmi_weight_parts_free(DgmiWeightParts *parts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiWeightParts, dgmi_weight_parts_free)

/* The place of a unit of the dataset among parts->unit; -1 = left out. */
DGMI_EXPORT int dgmi_weight_parts_find(const DgmiWeightParts *parts, guint unit);

G_END_DECLS
