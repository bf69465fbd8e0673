#include "index/opened/analyses.h"

#include <assert.h>
#include <string.h>

#include "index/opened/parts.h"
#include "index/questions/explain.h"
#include "index/weights/weight-parts.h"
#include "index/weights/weight-ranks.h"
#include "index/weights/weight-search.h"

#define EXACT_PARTS 3     /* more are searched by integer programs */
#define SEARCH_DRAWS 2000 /* weights tried before each search */
#define SENSITIVITY_DRAWS 4096

/* TRUE where there was none; else it is a message. */
static gboolean no_error(const GError *error, DgmiMessages *messages)
{
  if (error != NULL)
    dgmi_messages_add_error(messages, NULL, error);
  return error == NULL;
}

/* NULL means the index itself. */
static int find_node(const DgmiIndex *index, const char *word, DgmiMessages *messages)
{
  return word == NULL ? (int)dgmi_framework_root(dgmi_index_framework(index))
                      : dgmi_index_find_node(index, word, messages);
}

/* ---- Questions ---- */

GArray *dgmi_index_explain(DgmiIndex *index, const char *unit, const char *node,
                           DgmiMessages *messages)
{
  const int row = dgmi_index_find_unit(index, unit, messages);
  const int found = find_node(index, node, messages);
  return row < 0 || found < 0 ? NULL
                              : dgmi_explain(dgmi_index_result(index), (guint)row, (guint)found);
}

DgmiReconciliation *dgmi_index_reconcile(const DgmiIndex *index, DgmiMessages *messages)
{
  g_autoptr(GError) error = NULL;
  DgmiReconciliation *all = dgmi_reconcile(dgmi_index_result(index), &error);
  return no_error(error, messages) ? all : NULL;
}

DgmiChange *dgmi_index_change(const DgmiIndex *from, const DgmiIndex *to)
{
  return dgmi_change_new(dgmi_index_result(from), dgmi_index_result(to));
}

GArray *dgmi_index_leave_one_out(const DgmiIndex *index)
{
  return dgmi_leave_one_out(dgmi_index_result(index));
}

/* The nodes that may rise: an array of guint, NULL with failures. */
static GArray *find_rising(const DgmiIndex *index, const char *const *words, DgmiMessages *messages)
{
  const DgmiFramework *framework = dgmi_index_framework(index);
  GArray *nodes = g_array_new(FALSE, FALSE, sizeof(guint));
  if (words == NULL)
    return g_array_append_vals(nodes, dgmi_framework_indicators(framework),
                               dgmi_framework_n_indicators(framework));
  gboolean ok = TRUE;
  for (guint i = 0; words[i] != NULL; i++)
  {
    const int node = dgmi_index_find_node(index, words[i], messages);
    ok = ok && node >= 0;
    g_array_append_val(nodes, node);
  }
  if (!ok)
    g_clear_pointer(&nodes, g_array_unref);
  return nodes;
}

gboolean dgmi_index_target(DgmiIndex *index, const DgmiTargetAim *aim, DgmiTarget *target,
                           DgmiMessages *messages)
{
  const DgmiResult *result = dgmi_index_result(index);
  const int unit = dgmi_index_find_unit(index, aim->unit, messages);
  g_autoptr(GArray) nodes = find_rising(index, aim->nodes, messages);
  if (unit < 0 || nodes == NULL)
    return FALSE;
  const guint *node = (const guint *)(gpointer)nodes->data;
  g_autofree double *limit = g_new(double, nodes->len + 1);
  for (guint i = 0; i < nodes->len; i++)
  {
    DgmiLimitKind kind;
    limit[i] = dgmi_target_limit(result, node[i], &kind);
  }
  const DgmiTargetTask task = {.unit = (guint)unit,
                               .rank = aim->rank,
                               .by = aim->by,
                               .node = node,
                               .limit = limit,
                               .n_nodes = nodes->len};
  g_autoptr(GError) error = NULL;
  const gboolean ok = dgmi_target(result, &task, target, &error);
  return no_error(error, messages) && ok;
}

/* ---- The members of a node ---- */

typedef struct
{
  guint n;
  gsize n_units;
  const double **value; /* the result's */
  const char **code;    /* the framework's */
} MemberColumns;

static void clear_members(MemberColumns *members)
{
  g_free(members->value);
  g_free(members->code);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MemberColumns, clear_members)

static gboolean find_members(const DgmiIndex *index, const char *word, MemberColumns *members,
                             DgmiMessages *messages)
{
  const DgmiFramework *framework = dgmi_index_framework(index);
  const int node = find_node(index, word, messages);
  if (node < 0)
    return FALSE;
  const DgmiNode *info = dgmi_framework_node(framework, (guint)node);
  if (info->n_members == 0)
  {
    dgmi_usage_failure(messages, "'%s' is an indicator; name an aggregate, which has members",
                       info->code);
    return FALSE;
  }
  members->n = info->n_members;
  members->n_units = dgmi_dataset_n_units(dgmi_index_dataset(index));
  members->value = g_new(const double *, members->n);
  members->code = g_new(const char *, members->n);
  for (guint m = 0; m < members->n; m++)
  {
    members->value[m] = dgmi_result_node(dgmi_index_result(index), info->members[m]);
    members->code[m] = dgmi_framework_node(framework, info->members[m])->code;
  }
  return TRUE;
}

DgmiCorrelation *dgmi_index_correlations(const DgmiIndex *index, const char *node,
                                         DgmiCorrelationKind kind, DgmiMessages *messages)
{
  g_auto(MemberColumns) members = {0};
  if (!find_members(index, node, &members, messages))
    return NULL;
  DgmiCorrelation *out = g_new(DgmiCorrelation, dgmi_pair(members.n, 0) + 1);
  dgmi_correlations(kind, members.value, members.n, members.n_units, out);
  return out;
}

gboolean dgmi_index_alpha(const DgmiIndex *index, const char *node, DgmiAlpha *alpha,
                          DgmiMessages *messages)
{
  g_auto(MemberColumns) members = {0};
  if (!find_members(index, node, &members, messages))
    return FALSE;
  *alpha = dgmi_alpha(members.value, members.n, members.n_units, NULL);
  return TRUE;
}

DgmiPca *dgmi_index_pca(const DgmiIndex *index, const char *node, DgmiMessages *messages)
{
  g_auto(MemberColumns) members = {0};
  g_autoptr(GError) error = NULL;
  if (!find_members(index, node, &members, messages))
    return NULL;
  DgmiPca *pca = dgmi_pca_new(members.value, members.code, members.n, members.n_units, &error);
  return no_error(error, messages) ? pca : NULL;
}

/* ---- Under all weights ---- */

static gboolean find_range(const DgmiWeightContest *contest, guint unit,
                           const DgmiWeightSearch *search, DgmiRankRange *range, GError **error)
{
  if (contest->space->n <= EXACT_PARTS)
  {
    const DgmiWeightRanks ranks =
        dgmi_weight_ranks(contest->space, contest->value, contest->n_units, unit);
    range->best = ranks.best;
    range->worst = ranks.worst;
    return TRUE;
  }
  DgmiWeightFound best, worst;
  if (!dgmi_weight_search_rank(contest, unit, DGMI_WEIGHT_BEST, search, &best, error) ||
      !dgmi_weight_search_rank(contest, unit, DGMI_WEIGHT_WORST, search, &worst, error))
    return FALSE;
  range->best = best.rank;
  range->worst = worst.rank;
  return TRUE;
}

static GArray *find_ranges(const DgmiWeightParts *parts, const DgmiWeightSearch *search,
                           GError **error)
{
  g_autoptr(DgmiWeightSpace) space =
      dgmi_weight_space_new(parts->n_parts, parts->nominal, NULL, NULL, error);
  if (space == NULL)
    return NULL;
  g_autofree double *value = NULL;
  g_autoptr(DgmiWeightSpace) varying =
      dgmi_weight_space_reduce(space, parts->value, parts->n_units, &value);
  const DgmiWeightContest contest = {varying, value, parts->n_units};
  g_autoptr(GArray) ranges = g_array_new(FALSE, TRUE, sizeof(DgmiRankRange));
  for (guint i = 0; i < parts->n_units; i++)
  {
    DgmiRankRange range = {.unit = parts->unit[i]};
    if (!find_range(&contest, i, search, &range, error))
      return NULL;
    g_array_append_val(ranges, range);
  }
  return g_steal_pointer(&ranges);
}

GArray *dgmi_index_rank_ranges(const DgmiIndex *index, const char *node, DgmiMessages *messages)
{
  const int found = find_node(index, node, messages);
  if (found < 0)
    return NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(DgmiWeightParts) parts =
      dgmi_weight_parts_new(dgmi_index_result(index), (guint)found, &error);
  const DgmiWeightSearch search = {.solver = dgmi_part_solve, .n_draws = SEARCH_DRAWS, .seed = 1};
  GArray *ranges = parts == NULL ? NULL : find_ranges(parts, &search, &error);
  return no_error(error, messages) ? ranges : NULL;
}

/* ---- Under many draws ---- */

void dgmi_index_draws_clear(DgmiIndexDraws *draws)
{
  dgmi_uncertainty_free(draws->result);
  dgmi_uncertainty_plan_free(draws->plan);
  g_clear_pointer(&draws->sources, g_ptr_array_unref);
  memset(draws, 0, sizeof *draws);
}

static gboolean plan(const DgmiIndex *index, const char *const *vary, DgmiIndexDraws *draws,
                     DgmiMessages *messages)
{
  const DgmiInputs inputs = dgmi_index_inputs(index);
  g_autoptr(GError) error = NULL;
  draws->sources = dgmi_vary_parse(vary, messages);
  if (draws->sources == NULL)
    return FALSE;
  draws->plan = dgmi_uncertainty_plan_new(dgmi_index_recipe(index), dgmi_index_dataset(index),
                                          &inputs, draws->sources, &error);
  return no_error(error, messages);
}

static gboolean settle_options(const DgmiUncertaintyOptions *given, DgmiUncertaintyOptions *options,
                               DgmiMessages *messages)
{
  g_autoptr(GError) error = NULL;
  memset(options, 0, sizeof *options);
  if (given != NULL)
    *options = *given;
  return given != NULL || dgmi_part_threads(0, options, &error) || no_error(error, messages);
}

gboolean dgmi_index_draw(const DgmiIndex *index, const char *const *vary,
                         const DgmiUncertaintyOptions *options, DgmiIndexDraws *draws,
                         DgmiMessages *messages)
{
  g_auto(DgmiIndexDraws) made = {0};
  DgmiUncertaintyOptions settled;
  g_autoptr(GError) error = NULL;
  if (!plan(index, vary, &made, messages) || !settle_options(options, &settled, messages))
    return FALSE;
  made.result = dgmi_uncertainty_run(made.plan, &settled, &error);
  if (!no_error(error, messages))
    return FALSE;
  *draws = made;
  memset(&made, 0, sizeof made);
  return TRUE;
}

DgmiSensitivity *dgmi_index_sensitivity(const DgmiIndex *index, const char *const *vary,
                                        const DgmiOutput *output,
                                        const DgmiUncertaintyOptions *options,
                                        DgmiMessages *messages)
{
  static const DgmiOutput shift = {.kind = DGMI_OUTPUT_RANK_SHIFT};
  g_auto(DgmiIndexDraws) made = {0};
  DgmiUncertaintyOptions settled;
  g_autoptr(GError) error = NULL;
  if (!plan(index, vary, &made, messages) || !settle_options(options, &settled, messages))
    return NULL;
  if (settled.draws == 0)
    settled.draws = SENSITIVITY_DRAWS;
  DgmiSensitivity *sensitivity =
      dgmi_sensitivity_run(made.plan, &settled, output != NULL ? output : &shift, NULL, &error);
  return no_error(error, messages) ? sensitivity : NULL;
}
