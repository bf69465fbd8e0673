/* Trying values out: the rank of the unit with other values than its own. */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "index/questions/target-inside.h"

static const DgmiFramework *framework_of(const DgmiTrial *trial)
{
  return dgmi_recipe_framework(dgmi_result_recipe(trial->result));
}

static double *column_of(const DgmiTrial *trial, guint node)
{
  return dgmi_matrix_column(trial->scores, dgmi_result_node_column(trial->result, node));
}

static guint n_units_of(const DgmiTrial *trial)
{
  return dgmi_dataset_n_units(dgmi_result_dataset(trial->result));
}

static void mark_above(DgmiTrial *trial)
{
  const DgmiRecipe *recipe = dgmi_result_recipe(trial->result);
  trial->above = g_new0(gboolean, dgmi_framework_n_nodes(dgmi_recipe_framework(recipe)));
  trial->is_local = TRUE;
  for (guint i = 0; i < trial->task->n_nodes; i++)
    for (int node = (int)trial->task->node[i];
         (node = dgmi_framework_node(dgmi_recipe_framework(recipe), (guint)node)->parent) >= 0;)
    {
      trial->above[node] = TRUE;
      trial->is_local &= dgmi_recipe_node(recipe, node)->aggregate.info->aggregate.row != NULL &&
                         dgmi_recipe_node(recipe, node)->normalise.info == NULL;
    }
}

/* The score of those that are ranked. */
static double *ranked_scores(const DgmiResult *result)
{
  const guint n = dgmi_dataset_n_units(dgmi_result_dataset(result));
  double *score = g_new(double, (gsize)n + 1);
  for (guint i = 0; i < n; i++)
    score[i] = isnan(dgmi_result_rank(result)[i]) ? NAN : dgmi_result_score(result)[i];
  return score;
}

void dgmi_trial_init(DgmiTrial *trial, const DgmiResult *result, const DgmiTargetTask *task)
{
  assert(result != NULL && task != NULL);
  g_autofree double *score = ranked_scores(result);
  *trial = (DgmiTrial){.result = result, .task = task};
  trial->scores = dgmi_matrix_copy(dgmi_result_stage(result, DGMI_STAGE_AGGREGATED));
  trial->standing = dgmi_standing_new(score, n_units_of(trial),
                                      dgmi_recipe_settings(dgmi_result_recipe(result))->ties);
  mark_above(trial);
}

void dgmi_trial_clear(DgmiTrial *trial)
{
  dgmi_matrix_unref(trial->scores);
  dgmi_standing_free(trial->standing);
  g_free(trial->above);
}

/* Aggregates a node for `n` units from `first` on. */
static gboolean aggregate(const DgmiTrial *trial, guint node, guint first, guint n)
{
  const DgmiRecipe *recipe = dgmi_result_recipe(trial->result);
  double *out = column_of(trial, node) + first;
  g_auto(DgmiMembersOwned) own = {0};
  dgmi_result_members(trial->result, node, &own);
  for (guint m = 0; m < own.members.n_members; m++)
    own.member[m] = column_of(trial, own.members.node->members[m]) + first;
  own.members.n_units = n;
  if (!dgmi_aggregate(&dgmi_recipe_node(recipe, node)->aggregate, &own.members, out, NULL))
    return FALSE;
  if (dgmi_recipe_node(recipe, node)->normalise.info != NULL)
  {
    g_autofree double *before = g_memdup2(out, n * sizeof *out);
    DgmiColumn column = {.x = before,
                         .n = n,
                         .node = own.members.node,
                         .direction = 1,
                         .dataset = own.members.dataset};
    if (!dgmi_normalise(&dgmi_recipe_node(recipe, node)->normalise, &column, out, NULL))
      return FALSE;
  }
  for (guint i = 0; i < n; i++)
    out[i] = dgmi_round(out[i], dgmi_recipe_settings(recipe)->round_levels);
  return TRUE;
}

/* The rank where every unit's score may have changed. */
static double rank_anew(DgmiTrial *trial)
{
  const DgmiRecipe *recipe = dgmi_result_recipe(trial->result);
  const double *root = column_of(trial, dgmi_framework_root(dgmi_recipe_framework(recipe)));
  const guint n = n_units_of(trial);
  g_autofree double *score = ranked_scores(trial->result), *rank = g_new(double, (gsize)n + 1);
  for (guint i = 0; i < n; i++)
    if (!isnan(score[i]) && !dgmi_result_is_zero_by_rule(trial->result, i))
      score[i] = dgmi_round(root[i], dgmi_recipe_settings(recipe)->digits);
  dgmi_rank(score, n, dgmi_recipe_settings(recipe)->ties, rank);
  return rank[trial->task->unit];
}

double dgmi_trial_rank(DgmiTrial *trial, const double *x)
{
  assert(x != NULL);
  const DgmiTargetTask *task = trial->task;
  const guint first = trial->is_local ? task->unit : 0;
  const guint n = trial->is_local ? 1 : n_units_of(trial);
  const guint *computation = dgmi_framework_computation(framework_of(trial));
  for (guint i = 0; i < task->n_nodes; i++)
    column_of(trial, task->node[i])[task->unit] = x[i];
  for (guint i = 0; i < dgmi_framework_n_aggregates(framework_of(trial)); i++)
    if (trial->above[computation[i]] && !aggregate(trial, computation[i], first, n))
      return NAN;
  const double index = column_of(trial, dgmi_framework_root(framework_of(trial)))[task->unit];
  trial->score = dgmi_round(index, dgmi_recipe_settings(dgmi_result_recipe(trial->result))->digits);
  return trial->is_local ? dgmi_standing_rank(trial->standing, task->unit, trial->score)
                         : rank_anew(trial);
}

gboolean dgmi_trial_reaches(DgmiTrial *trial, const double *x)
{
  return dgmi_trial_rank(trial, x) <= trial->task->rank;
}
