/* weight-space.h: the weights that an exact analysis ranges over, and linear functions on them.
 *
 * The weights w of n parts are none negative and sum to 1 (a simplex, closed: zeros are allowed),
 * within a box of bounds. A unit's score is the linear function Σ w_m x_m of them; `value[n * unit
 * + part]` holds its x, none missing. Pure functions. */
#pragma once

#include <glib.h>

#include "indicators/base/export.h"

G_BEGIN_DECLS

/* Scores count as equal where they differ by no more than this, relative to the largest absolute
 * value: what is equal in decimals differs by about 1e-16 in doubles. */
#define DGMI_WEIGHT_TIE 1e-12

typedef struct
{
  guint n;               /* parts */
  double *lower, *upper; /* tight: some weights of the space attain each */
  double *nominal;       /* sum 1; may lie outside the bounds */
} DgmiWeightSpace;

/* All copied; `nominal` (none negative, not all 0) is made to sum to 1; `lower` or `upper` NULL = 0
 * or 1. Error: no weights that sum to 1 lie within the bounds. */
DGMI_EXPORT DgmiWeightSpace *dgmi_weight_space_new(guint n, const double *nominal,
                                                   const double *lower, const double *upper,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT void dgmi_weight_space_free(DgmiWeightSpace *space);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiWeightSpace, dgmi_weight_space_free)

/* The space without the parts that its bounds fix (one part stays), of full dimension; *reduced
 * (free with g_free()) gets the values of `n_units` units as functions of the weights left: every
 * score keeps its value. */
DGMI_EXPORT DgmiWeightSpace *dgmi_weight_space_reduce(const DgmiWeightSpace *space,
                                                      const double *value, guint n_units,
                                                      double **reduced) G_GNUC_WARN_UNUSED_RESULT;

/* Σ w_m x_m */
static inline double dgmi_weight_score(guint n, const double *weight, const double *x)
{
  double sum = 0;
  for (guint m = 0; m < n; m++)
    sum += weight[m] * x[m];
  return sum;
}

/* What differences count as none among these values: DGMI_WEIGHT_TIE times the largest. */
DGMI_EXPORT double dgmi_weight_tie(const DgmiWeightSpace *space, const double *value,
                                   guint n_units);

/* The largest Σ w_m x_m over the space; `weight` (n entries or NULL) gets weights that attain it.
 * Cost: n². */
DGMI_EXPORT double dgmi_weight_space_most(const DgmiWeightSpace *space, const double *x,
                                          double *weight);

/* The smallest. */
DGMI_EXPORT double dgmi_weight_space_least(const DgmiWeightSpace *space, const double *x,
                                           double *weight);

G_END_DECLS
