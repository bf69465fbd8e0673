/* importance.h: what weights are meant to say, and what they do.
 *
 * A weight is read as importance. How much a node really counts for in the ranking depends on its
 * variance and on its correlations with the others as well (Paruolo, Saisana and Saltelli 2013;
 * OECD and JRC 2008, Handbook on Constructing Composite Indicators). */
#pragma once

#include "index/compute/result.h"
#include "indicators/base/export.h"

G_BEGIN_DECLS

/* The nominal weight of every node of the tree: the product of the weights along its path to the
 * index, each a share of its parent's members; those of the members of one parent sum to the
 * parent's, the index has 1. out[n_nodes], NaN outside the tree. `weight` is by node. */
DGMI_EXPORT void dgmi_nominal_weights(const DgmiFramework *framework, const double *weight,
                                      double *out);

typedef enum
{
  DGMI_EFFECTIVE_SQUARED_CORRELATION,
  DGMI_EFFECTIVE_MAIN_EFFECT, /* main-effect.h */
  DGMI_N_EFFECTIVES
} DgmiEffective;

/* "squared-correlation", "main-effect". */
DGMI_EXPORT const char *dgmi_effective_name(DgmiEffective effective);

typedef struct
{
  double nominal;
  double share;     /* of the index's variance that the node alone explains; NaN = not defined */
  double effective; /* the shares of the nodes of one level, scaled to the sum of the nominal
                       weights of those that have one: where they count as their weights say it is
                       the nominal weight */
  double ratio;     /* effective / nominal; NaN where the nominal weight is 0 */
} DgmiImportance;

/* The values that importance is seen in. */
typedef struct
{
  const double *const *value; /* by node, n_units each; NULL = leave the node out */
  const double *index;        /* the index's, n_units */
  gsize n_units;
} DgmiNodeValues;

/* Of every node of the tree. out[n_nodes]: NaN outside the tree and for nodes left out. Cost: a
 * pass over the units, or a spline, for each node. */
DGMI_EXPORT void dgmi_importance(const DgmiFramework *framework, const double *weight,
                                 DgmiEffective effective, const DgmiNodeValues *values,
                                 DgmiImportance *out);

G_END_DECLS
