#include "index/weights/weight-parts.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "index/weights/weight-space.h"
#include "indicators/base/error.h"
#include "indicators/base/memory.h"

static const DgmiNode *node_of(const DgmiResult *result, guint node)
{
  return dgmi_framework_node(dgmi_recipe_framework(dgmi_result_recipe(result)), node);
}

/* ---- Whether it is linear ---- */

static gboolean is_rescaled(const DgmiRecipe *recipe, guint node)
{
  const DgmiMethodInfo *rescaling = dgmi_recipe_node(recipe, node)->normalise.info;
  return rescaling != NULL && !rescaling->normalise.keeps_values;
}

static gboolean check_node(const DgmiResult *result, guint node, GError **error)
{
  const DgmiRecipe *recipe = dgmi_result_recipe(result);
  const DgmiMethodInfo *method = dgmi_recipe_node(recipe, node)->aggregate.info;
  const char *code = node_of(result, node)->code;
  if (!method->aggregate.additive)
    dgmi_error_set(error, DGMI_ERROR_DATA,
                   "all weights can be looked at only where parts are added up, and '%s' is the %s "
                   "of its parts; see what sums give with {aggregate arithmetic}",
                   code, method->name);
  else if (is_rescaled(recipe, node))
    dgmi_error_set(
        error, DGMI_ERROR_DATA,
        "all weights can be looked at only where parts are added up, and '%s' is rescaled after "
        "it; leave that out with {normalise@%s none}, or choose a node above it with {node}",
        code, code);
  else
    return TRUE;
  return FALSE;
}

static gboolean check(const DgmiResult *result, guint node, GError **error)
{
  const DgmiNode *info = node_of(result, node);
  if (info->type == DGMI_NODE_INDICATOR)
  {
    dgmi_error_set(error, DGMI_ERROR_USAGE,
                   "{node '%s'} is an indicator; name an aggregate, whose parts have weights",
                   info->code);
    return FALSE;
  }
  for (int at = (int)node; at >= 0; at = node_of(result, (guint)at)->parent)
    if (!check_node(result, (guint)at, error))
      return FALSE;
  return TRUE;
}

/* ---- The values ---- */

/* The index of a unit if `node` had the value x (NaN = missing). */
static double index_with(const DgmiResult *result, guint node, double x, guint unit)
{
  const double *weight = dgmi_result_weights(result);
  for (int at = (int)node; node_of(result, (guint)at)->parent >= 0;
       at = node_of(result, (guint)at)->parent)
  {
    const DgmiNode *parent = node_of(result, (guint)node_of(result, (guint)at)->parent);
    double sum = 0, weights = 0;
    for (guint m = 0; m < parent->n_members; m++)
    {
      const guint member = parent->members[m];
      const double score = (int)member == at ? x : dgmi_result_node(result, member)[unit];
      sum += isnan(score) ? 0 : weight[member] * score;
      weights += isnan(score) ? 0 : weight[member];
    }
    x = sum / weights;
  }
  return x;
}

static double score_of(const DgmiResult *result, guint part, guint unit)
{
  return dgmi_result_node(result, part)[unit];
}

/* A unit without a part is another mean for each weighting, so it is set apart; where it is 0 by
 * rule, or has no part at all, no weight changes it. */
static void add_unit(const DgmiResult *result, guint unit, DgmiWeightParts *parts)
{
  const double index = dgmi_result_index(result)[unit];
  double *value = parts->value + (gsize)parts->n_units * parts->n_parts;
  guint missing = 0;
  for (guint m = 0; m < parts->n_parts; m++)
    missing += isnan(score_of(result, parts->part[m], unit)) != 0;
  const gboolean is_constant =
      dgmi_result_is_zero_by_rule(result, unit) || missing == parts->n_parts;
  if (isnan(index) || isnan(dgmi_result_rank(result)[unit]))
    return;
  if (missing > 0 && !is_constant)
  {
    parts->partial[parts->n_partial++] = unit;
    return;
  }
  for (guint m = 0; m < parts->n_parts; m++)
    value[m] = is_constant
                   ? index
                   : index_with(result, parts->node, score_of(result, parts->part[m], unit), unit);
  parts->score[parts->n_units] = dgmi_weight_score(parts->n_parts, parts->nominal, value);
  parts->unit[parts->n_units++] = unit;
}

/* Parts of weight 0 stay out: what is asked is which weights among those that count. */
static void find_parts(const DgmiResult *result, DgmiWeightParts *parts)
{
  const DgmiNode *node = node_of(result, parts->node);
  const double *weight = dgmi_result_weights(result);
  double sum = 0;
  parts->part = g_new(guint, node->n_members);
  parts->nominal = g_new(double, node->n_members);
  for (guint m = 0; m < node->n_members; m++)
    if (weight[node->members[m]] > 0)
    {
      sum += weight[node->members[m]];
      parts->nominal[parts->n_parts] = weight[node->members[m]];
      parts->part[parts->n_parts++] = node->members[m];
    }
  for (guint m = 0; m < parts->n_parts; m++)
    parts->nominal[m] /= sum;
}

DgmiWeightParts *dgmi_weight_parts_new(const DgmiResult *result, guint node, GError **error)
{
  assert(node_of(result, node)->level > 0);
  if (!check(result, node, error))
    return NULL;
  const guint n = dgmi_dataset_n_units(dgmi_result_dataset(result));
  DgmiWeightParts *parts = g_new0(DgmiWeightParts, 1);
  parts->node = node;
  find_parts(result, parts);
  parts->unit = g_new(guint, n + 1);
  parts->partial = g_new(guint, n + 1);
  parts->value = g_new(double, (gsize)n * parts->n_parts + 1);
  parts->score = g_new(double, n + 1);
  for (guint unit = 0; unit < n; unit++)
    add_unit(result, unit, parts);
  return parts;
}

static void clear_weight_parts(DgmiWeightParts *parts)
{
  dgmi_free_all(parts->part, parts->nominal, parts->unit, parts->value, parts->score,
                parts->partial);
}

DGMI_DEFINE_FREE(dgmi_weight_parts_free, DgmiWeightParts, clear_weight_parts)

int dgmi_weight_parts_find(const DgmiWeightParts *parts, guint unit)
{
  assert(parts != NULL);
  for (guint i = 0; i < parts->n_units; i++)
    if (parts->unit[i] == unit)
      return (int)i;
  return -1;
}
