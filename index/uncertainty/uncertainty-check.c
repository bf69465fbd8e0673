/* What a combination of methods must hold before anything is drawn. */
#include "index/uncertainty/uncertainty-check.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "index/compute/stages.h"

/* "normalise:zscore, aggregate:geometric": the methods that were chosen; "" where none is. */
static char *combination(const DgmiUncertaintyPlan *plan, guint cell, guint aggregation)
{
  g_autoptr(GString) text = g_string_new(NULL);
  guint rest = cell, radix = plan->n_cells;
  for (guint i = 0; i < plan->sources->len; i++)
  {
    const DgmiVary *vary = plan->sources->pdata[i];
    if (vary->alternatives == NULL)
      continue;
    guint choice = aggregation;
    if (vary->kind != DGMI_VARY_AGGREGATE)
    {
      radix /= plan->choices[i];
      choice = rest / radix;
      rest %= radix;
    }
    const GArray *methods = vary->alternatives->pdata[choice];
    const int source = vary->kind == DGMI_VARY_WINSOR /* its methods say so themselves */
                           ? 0
                           : (int)(strchr(vary->text, ':') - vary->text + 1);
    g_string_append_printf(text, "%s%.*s", text->len > 0 ? ", " : "", source, vary->text);
    for (guint m = 0; m < methods->len; m++)
    {
      g_autofree char *method = dgmi_method_format(&g_array_index(methods, DgmiMethod, m));
      g_string_append_printf(text, "%s%s", m > 0 ? "," : "", method);
    }
  }
  return g_string_free(g_steal_pointer(&text), FALSE);
}

/* Sets the error, with the methods that were chosen before it; takes the sentence. */
static void set_error(const DgmiUncertaintyPlan *plan, guint cell, guint aggregation,
                      DgmiErrorCode code, DgmiSentence *sentence, GError **error)
{
  g_autofree char *text = combination(plan, cell, aggregation);
  dgmi_error_take(error, code, text[0] != '\0' ? dgmi_sentence_about(text, sentence) : sentence);
}

/* A member of an aggregate that is rescaled after its own are aggregated: no normalisation of the
 * indicators, and no floor, keeps it above 0. NULL = none. */
static const DgmiNode *rescaled_member(const DgmiRecipe *recipe, const DgmiNode *aggregate)
{
  for (guint m = 0; m < aggregate->n_members; m++)
  {
    const DgmiNode *member =
        dgmi_framework_node(dgmi_recipe_framework(recipe), aggregate->members[m]);
    if (member->type == DGMI_NODE_AGGREGATE &&
        dgmi_recipe_node(recipe, aggregate->members[m])->normalise.info != NULL)
      return member;
  }
  return NULL;
}

static void refuse_domain(const DgmiUncertaintyPlan *plan, guint cell, guint aggregation,
                          guint node, GError **error)
{
  const char *method = plan->aggregation[aggregation].method[node].info->id;
  const DgmiNode *aggregate = dgmi_framework_node(dgmi_recipe_framework(plan->recipe), node);
  const DgmiNode *member = rescaled_member(plan->recipe, aggregate);
  DgmiSentence *sentence =
      member == NULL
          ? dgmi_sentence_new(
                "the %s mean of '%s' needs values above 0, and not all draws have them; give every "
                "normalisation such values, as with {vary normalise:minmax:1,100/zscore:50,10}, or "
                "raise them with {floor 0.01}",
                method, aggregate->code)
          : dgmi_sentence_new("the %s mean of '%s' needs values above 0, and not all draws have "
                              "them; give every normalisation such values, and each rescaled part "
                              "too, as with {normalise@%s minmax:1,100}",
                              method, aggregate->code, member->code);
  set_error(plan, cell, aggregation, DGMI_ERROR_DATA, sentence, error);
}

/* ---- The domains of aggregations ---- */

/* What the scores of a node can be under any weights, by unit; NaN = missing. */
typedef struct
{
  double *low, *high; /* n_units × n_slots: rows of slots */
} Ranges;

/* A mean lies between its least and its largest member. */
static gboolean is_between(const DgmiRecipe *recipe, const DgmiMethod *method, guint node)
{
  return method->info->aggregate.is_mean && dgmi_recipe_node(recipe, node)->normalise.info == NULL;
}

static void find_range(const DgmiUncertaintyPlan *plan, guint aggregate, guint unit,
                       const Ranges *ranges, double *low, double *high)
{
  const DgmiTree *tree = &plan->tree;
  *low = INFINITY, *high = -INFINITY;
  for (guint m = tree->first[aggregate]; m < tree->first[aggregate + 1]; m++)
  {
    const gsize at = (gsize)tree->member[m] * plan->n_units + unit;
    if (isnan(ranges->low[at]) || plan->nominal_weight[tree->member[m]] == 0)
      continue;
    *low = fmin(*low, ranges->low[at]);
    *high = fmax(*high, ranges->high[at]);
  }
  if (*low > *high)
    *low = *high = NAN;
}

/* Whether a draw may take a member of the aggregate out of its method's domain. */
static gboolean can_leave(const DgmiUncertaintyPlan *plan, const DgmiMethod *method,
                          guint aggregate, const Ranges *ranges)
{
  const DgmiTree *tree = &plan->tree;
  gboolean strict = FALSE;
  const double least = method->info->aggregate.domain == NULL
                           ? -INFINITY
                           : method->info->aggregate.domain(method->argument, &strict);
  if (least == -INFINITY)
    return FALSE;
  for (guint m = tree->first[aggregate]; m < tree->first[aggregate + 1]; m++)
  {
    const double *low = ranges->low + (gsize)tree->member[m] * plan->n_units;
    const double *high = ranges->high + (gsize)tree->member[m] * plan->n_units;
    for (guint unit = 0; unit < plan->n_units; unit++)
      if (plan->nominal_weight[tree->member[m]] > 0 &&
          (low[unit] < least ||
           (strict && low[unit] == least && (plan->drop >= 0 || high[unit] == least))))
        return TRUE;
  }
  return FALSE;
}

/* The node whose method's domain draws may leave, −1 = none. Only weights and what is left out
 * move scores beyond what the combination itself shows. */
static int find_leaving(const DgmiUncertaintyPlan *plan, const DgmiResult *result, guint choice)
{
  const DgmiTree *tree = &plan->tree;
  const gsize n = (gsize)tree->n_slots * plan->n_units;
  g_autofree double *low = g_new(double, n + 1), *high = g_new(double, n + 1);
  const Ranges ranges = {low, high};
  for (guint slot = 0; slot < tree->n_slots; slot++)
  {
    const gsize size = plan->n_units * sizeof(double);
    memcpy(low + (gsize)slot * plan->n_units, dgmi_result_node(result, tree->node[slot]), size);
    memcpy(high + (gsize)slot * plan->n_units, dgmi_result_node(result, tree->node[slot]), size);
  }
  for (guint a = 0; a < tree->n_aggregates; a++)
  {
    const guint slot = tree->n_indicators + a, node = tree->node[slot];
    const DgmiMethod *method = &plan->aggregation[choice].method[node];
    if (can_leave(plan, method, a, &ranges))
      return (int)node;
    for (guint unit = 0; unit < plan->n_units && is_between(plan->recipe, method, node); unit++)
      find_range(plan, a, unit, &ranges, low + (gsize)slot * plan->n_units + unit,
                 high + (gsize)slot * plan->n_units + unit);
  }
  return -1;
}

static void refuse(const DgmiUncertaintyPlan *plan, guint cell, guint aggregation, GError *cause,
                   GError **error)
{
  const int node = dgmi_error_node(cause); /* whose members leave the domain of its aggregation */
  if (node >= 0)
    refuse_domain(plan, cell, aggregation, (guint)node, error);
  else
    set_error(plan, cell, aggregation, (DgmiErrorCode)cause->code, dgmi_error_sentence(cause),
              error);
  g_error_free(cause);
}

gboolean dgmi_uncertainty_check(DgmiUncertaintyPlan *plan, guint cell, guint aggregation,
                                GError **error)
{
  assert(aggregation < plan->n_aggregations);
  GError *cause = NULL;
  g_autoptr(DgmiRecipe) recipe = dgmi_plan_recipe(plan, cell, aggregation);
  g_autoptr(DgmiResult) again = NULL;
  if (dgmi_cell_fill(plan, &plan->cell[cell], &cause))
    again = dgmi_result_again(plan->cell[cell].result, recipe, dgmi_result_weights(plan->nominal),
                              NULL, &cause);
  if (again == NULL)
  {
    refuse(plan, cell, aggregation, cause, error);
    return FALSE;
  }
  const gboolean moves = plan->weights >= 0 || plan->drop >= 0;
  const int leaving = moves ? find_leaving(plan, again, aggregation) : -1;
  if (leaving >= 0)
    refuse_domain(plan, cell, aggregation, (guint)leaving, error);
  return leaving < 0;
}
