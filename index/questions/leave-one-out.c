#include "index/questions/leave-one-out.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "index/numbers/correlation.h"
#include "indicators/base/error.h"

typedef struct
{
  const DgmiResult *result;
  const DgmiRecipe *recipe;
  guint n_units;
  double *nominal;  /* ranks of the result's scores */
  double *score[2]; /* of the node below, and of the one computed from it */
  double *rank;
  GArray *found;
} Removal;

static const DgmiNode *node_at(const Removal *removal, guint node)
{
  return dgmi_framework_node(dgmi_recipe_framework(removal->recipe), node);
}

/* ---- Ranks ---- */

/* Ranks scores as the result ranks its own: rounded, after its rules, those that are left unranked
 * left unranked. Changes `score`. */
static void rank_scores(const Removal *removal, double *score, double *rank)
{
  const double *own = dgmi_result_score(removal->result);
  for (guint i = 0; i < removal->n_units; i++)
  {
    const gboolean unranked = dgmi_recipe_published(removal->recipe)->unranked && !isnan(own[i]) &&
                              isnan(dgmi_result_rank(removal->result)[i]);
    score[i] = unranked ? NAN
               : dgmi_result_is_zero_by_rule(removal->result, i)
                   ? 0
                   : dgmi_round(score[i], dgmi_recipe_settings(removal->recipe)->digits);
  }
  dgmi_rank(score, removal->n_units, dgmi_recipe_settings(removal->recipe)->ties, rank);
}

/* The first of several units that move furthest is named: in the order of the data, which is the
 * reader's. */
static void compare_ranks(const Removal *removal, DgmiLeaveOneOut *found)
{
  double sum = 0;
  guint n = 0;
  for (guint i = 0; i < removal->n_units; i++)
  {
    const double shift = fabs(removal->rank[i] - removal->nominal[i]);
    if (isnan(shift))
      continue;
    if (n == 0 || shift > found->max_shift)
    {
      found->max_shift = shift;
      found->max_unit = i;
    }
    sum += shift;
    n++;
  }
  if (n > 0)
    found->mean_shift = sum / n;
  found->kendall =
      dgmi_correlation_kendall(removal->nominal, removal->rank, removal->n_units, NULL);
}

/* ---- The path ---- */

/* The members of `parent` but `without`, or with `column` in its place if that is not NULL. */
typedef struct
{
  DgmiMembersOwned own;
  DgmiNode node; /* the parent with the members that are left, for messages */
  guint *members;
} Left;

static void left_clear(Left *left)
{
  dgmi_members_owned_clear(&left->own);
  g_free(left->members);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Left, left_clear)

/* Returns the sum of the weights that are left. */
static double take_left(const Removal *removal, guint parent, guint child, const double *column,
                        Left *left)
{
  const DgmiNode *info = node_at(removal, parent);
  DgmiMembers *members = &left->own.members;
  double sum = 0;
  dgmi_result_members(removal->result, parent, &left->own);
  left->members = g_new(guint, info->n_members);
  members->n_members = 0;
  for (guint m = 0; m < info->n_members; m++)
  {
    const gboolean is_child = info->members[m] == child;
    if (is_child && column == NULL)
      continue;
    const guint k = members->n_members++;
    left->members[k] = info->members[m];
    left->own.member[k] = is_child ? column : left->own.member[m];
    left->own.weight[k] = left->own.weight[m];
    sum += left->own.weight[k];
  }
  left->node = *info;
  left->node.members = left->members;
  left->node.n_members = members->n_members;
  members->node = &left->node;
  return sum;
}

/* The parent's score from what is left, as dgmi_compute() has it. */
static gboolean aggregate_left(const Removal *removal, guint parent, const Left *left, double *out,
                               GError **error)
{
  const DgmiMethod *rescale = &dgmi_recipe_node(removal->recipe, parent)->normalise;
  if (rescale->info != NULL && dgmi_recipe_settings(removal->recipe)->over_years)
  {
    dgmi_error_set(error, DGMI_ERROR_DATA,
                   "%s is put on a scale over all years together, and only one year is recomputed",
                   left->node.code);
    return FALSE;
  }
  if (!dgmi_aggregate(&dgmi_recipe_node(removal->recipe, parent)->aggregate, &left->own.members,
                      out, error))
    return FALSE;
  if (rescale->info != NULL)
  {
    g_autofree double *before = g_memdup2(out, removal->n_units * sizeof(double));
    DgmiColumn column = {.x = before,
                         .n = removal->n_units,
                         .node = node_at(removal, parent),
                         .direction = 1,
                         .dataset = dgmi_result_dataset(removal->result)};
    if (!dgmi_normalise(rescale, &column, out, error))
      return FALSE;
  }
  for (guint i = 0;
       dgmi_recipe_settings(removal->recipe)->round_levels >= 0 && i < removal->n_units; i++)
    out[i] = dgmi_round(out[i], dgmi_recipe_settings(removal->recipe)->round_levels);
  return TRUE;
}

/* The index's score without `node`, in one of removal->score; NULL with an error. */
static double *score_without(Removal *removal, guint node, GError **error)
{
  guint child = node, next = 0;
  double *column = NULL;
  for (int parent = node_at(removal, node)->parent; parent >= 0;
       parent = node_at(removal, child)->parent)
  {
    g_auto(Left) left = {0};
    const double sum = take_left(removal, (guint)parent, child, column, &left);
    if (sum > 0)
    {
      double *out = removal->score[next];
      if (!aggregate_left(removal, (guint)parent, &left, out, error))
        return NULL;
      column = out;
      next = 1 - next;
    }
    else
      column = NULL; /* the parent goes too */
    child = (guint)parent;
  }
  if (column == NULL)
    dgmi_error_set(error, DGMI_ERROR_DATA, "nothing of the index is left without %s",
                   node_at(removal, node)->code);
  return column;
}

static void leave_out(Removal *removal, guint node)
{
  g_autoptr(GError) error = NULL;
  DgmiLeaveOneOut found = {node, NAN, NAN, 0, NAN, NULL};
  double *score = score_without(removal, node, &error);
  if (score == NULL)
    found.reason = g_steal_pointer(&error);
  else
  {
    rank_scores(removal, score, removal->rank);
    compare_ranks(removal, &found);
  }
  g_array_append_val(removal->found, found);
}

static void clear_found(gpointer data)
{
  g_clear_error(&((DgmiLeaveOneOut *)data)->reason);
}

GArray *dgmi_leave_one_out(const DgmiResult *result)
{
  assert(result != NULL);
  const DgmiRecipe *recipe = dgmi_result_recipe(result);
  const guint n = dgmi_dataset_n_units(dgmi_result_dataset(result));
  const guint root = dgmi_framework_root(dgmi_recipe_framework(recipe));
  g_autofree double *numbers = g_new(double, 4 * (gsize)n + 1);
  Removal removal = {.result = result,
                     .recipe = recipe,
                     .n_units = n,
                     .nominal = numbers,
                     .score = {numbers + n, numbers + 2 * (gsize)n},
                     .rank = numbers + 3 * (gsize)n,
                     .found = g_array_new(FALSE, FALSE, sizeof(DgmiLeaveOneOut))};
  g_array_set_clear_func(removal.found, clear_found);
  memcpy(removal.score[0], dgmi_result_index(result), n * sizeof(double));
  rank_scores(&removal, removal.score[0], removal.nominal);
  for (guint node = 0; node < dgmi_framework_n_nodes(dgmi_recipe_framework(recipe)); node++)
    if (node_at(&removal, node)->level > 0 && node != root)
      leave_out(&removal, node);
  return removal.found;
}
