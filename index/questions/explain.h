/* explain.h: how one number came about, step by step, to the last digit. */
#pragma once

#include "index/compute/result.h"
#include "indicators/base/export.h"

G_BEGIN_DECLS

typedef struct
{
  const char *step; /* raw, denominated, imputed, treated, normalised, aggregated, rescaled,
                       contribution, rule, rounded, rank, class, published */
  guint node;
  double value;         /* NaN where missing and for class */
  DgmiSentence *detail; /* the formula with its numbers; NULL = nothing to say */
} DgmiStep;

/* The steps that lead to the score of `node` for `unit`, members before their parent; for the index
 * also contributions, rules, rounding, rank, class and what was published. An array of DgmiStep
 * that frees its details. Cost: the node's share of a computation. */
DGMI_EXPORT GArray *dgmi_explain(const DgmiResult *result, guint unit,
                                 guint node) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
