/* The weights that follow from the members' values, as an aggregate is computed. */
#include <assert.h>
#include <math.h>

#include "index/compute/stages.h"

/* ---- By unit ---- */

static gboolean score_block(DgmiResult *result, guint node, const DgmiBlock *block,
                            double *unit_weight, GError **error)
{
  g_auto(DgmiMembersOwned) own = {0};
  const DgmiMethod *method = &dgmi_recipe_node(result->recipe, node)->weigh;
  double *out = dgmi_matrix_column(result->stage[DGMI_STAGE_AGGREGATED], result->node_column[node]);
  dgmi_result_block_members(result, node, block, &own);
  own.members.argument = method->argument;
  own.members.n_arguments = method->n_arguments;
  own.members.unit_weight = unit_weight;
  own.members.warnings = result->warnings;
  return dgmi_aggregate(method, &own.members, out + block->first, error);
}

/* The mean over the units of their weights, each unit's of sum 1. */
static void set_mean_weights(DgmiResult *result, guint node)
{
  const DgmiMatrix *own = result->unit_weight[node];
  const DgmiNode *info = dgmi_framework_node(dgmi_recipe_framework(result->recipe), node);
  g_autofree double *mean = g_new0(double, info->n_members);
  guint n = 0;
  for (guint unit = 0; unit < own->n_units; unit++)
  {
    double sum = 0;
    for (guint m = 0; m < info->n_members; m++)
      sum += dgmi_matrix_column(own, m)[unit];
    if (!(sum > 0))
      continue;
    n++;
    for (guint m = 0; m < info->n_members; m++)
      mean[m] += dgmi_matrix_column(own, m)[unit] / sum;
  }
  for (guint m = 0; n > 0 && m < info->n_members; m++)
    result->weight[info->members[m]] = mean[m] / n;
}

static gboolean score_units(DgmiResult *result, guint node, GError **error)
{
  const DgmiNode *info = dgmi_framework_node(dgmi_recipe_framework(result->recipe), node);
  DgmiMatrix *own = dgmi_matrix_new(result->blocks[0].n, info->n_members);
  if (own == NULL)
  {
    dgmi_error_set(error, DGMI_ERROR_DATA, "the weights of all units do not fit into memory");
    return FALSE;
  }
  for (guint b = 0; b < result->n_blocks; b++)
    if (!score_block(result, node, &result->blocks[b], b == 0 ? own->values : NULL, error))
    {
      dgmi_matrix_unref(own);
      return FALSE;
    }
  result->unit_weight[node] = own;
  result->n_weighed++;
  set_mean_weights(result, node);
  if (!dgmi_recipe_node(result->recipe, node)->aggregate.info->aggregate.additive)
    dgmi_method_warn(
        result->warnings,
        "'%s' is its best weighted sum by unit (%s), so its aggregation %s is not used", info->code,
        dgmi_recipe_node(result->recipe, node)->weigh.info->id,
        dgmi_recipe_node(result->recipe, node)->aggregate.info->id);
  return TRUE;
}

/* ---- For all units ---- */

static gboolean weigh_members(DgmiResult *result, guint node, GError **error)
{
  g_auto(DgmiMembersOwned) own = {0};
  const DgmiNode *info = dgmi_framework_node(dgmi_recipe_framework(result->recipe), node);
  g_autofree double *weight = g_new(double, info->n_members);
  dgmi_result_members(result, node, &own);
  own.members.warnings = result->warnings;
  if (!dgmi_weigh(&dgmi_recipe_node(result->recipe, node)->weigh, &own.members,
                  &dgmi_recipe_node(result->recipe, node)->aggregate, weight, error))
    return FALSE;
  guint n = 0;
  for (guint m = 0; m < info->n_members; m++)
  {
    n += own.weight[m] > 0;
    result->weight[info->members[m]] = weight[m];
  }
  result->n_weighed += n > 1; /* a single member needs no method */
  return TRUE;
}

/* ---- Either ---- */

/* A node that was not named itself keeps the weights stated otherwise, but not without a word. */
static gboolean cope(DgmiResult *result, guint node, GError *fault, GError **error)
{
  if (dgmi_recipe_node(result->recipe, node)->weigh_stated)
  {
    g_propagate_error(error, fault);
    return FALSE;
  }
  dgmi_method_warn(result->warnings, "%p; it keeps the weights of its framework",
                   (void *)dgmi_error_sentence(fault));
  if (result->weigh_fault == NULL)
    result->weigh_fault = fault;
  else
    g_error_free(fault);
  return TRUE;
}

gboolean dgmi_result_weigh(DgmiResult *result, guint node, gboolean *is_aggregated, GError **error)
{
  const DgmiMethodInfo *info = dgmi_recipe_node(result->recipe, node)->weigh.info;
  *is_aggregated = FALSE;
  if (result->inputs.weight != NULL || !dgmi_method_derives(info))
    return TRUE;
  GError *fault = NULL;
  const gboolean ok = info->weigh.by_unit.table != NULL ? score_units(result, node, &fault)
                                                        : weigh_members(result, node, &fault);
  if (!ok)
    return cope(result, node, fault, error);
  *is_aggregated = info->weigh.by_unit.table != NULL;
  result->is_weighed[node] = TRUE;
  return TRUE;
}

gboolean dgmi_result_is_weighed(DgmiResult *result, GError **error)
{
  if (result->n_weighed > 0 || result->weigh_fault == NULL)
    return TRUE;
  g_propagate_error(error, g_steal_pointer(&result->weigh_fault));
  return FALSE;
}

gboolean dgmi_result_has_derived_weights(const DgmiResult *result, guint node)
{
  assert(node < dgmi_framework_n_nodes(dgmi_recipe_framework(result->recipe)));
  return result->is_weighed[node];
}

const DgmiMatrix *dgmi_result_unit_weights(const DgmiResult *result, guint node)
{
  assert(node < dgmi_framework_n_nodes(dgmi_recipe_framework(result->recipe)));
  return result->unit_weight[node];
}
