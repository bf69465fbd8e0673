#include "index/compute/recipe-inside.h"

#include <assert.h>
#include <math.h>

static void clear_class(gpointer data)
{
  DgmiClass *class = data;
  g_free(class->name);
  g_free(class->name_zh);
}

/* What is not stated is told from 0: NaN for numbers, -1 for decimals and nodes. */
DgmiRecipe *dgmi_recipe_new_empty(DgmiFramework *framework)
{
  assert(framework != NULL);
  const guint n = dgmi_framework_n_nodes(framework);
  DgmiRecipe *recipe = g_new0(DgmiRecipe, 1);
  g_atomic_ref_count_init(&recipe->references);
  recipe->framework = dgmi_framework_ref(framework);
  recipe->node = g_new0(DgmiNodeRecipe, n);
  recipe->classes = g_array_new(FALSE, FALSE, sizeof(DgmiClass));
  g_array_set_clear_func(recipe->classes, clear_class);
  recipe->settings.floor = NAN;
  recipe->settings.digits = recipe->settings.round_levels = -1;
  recipe->published.zero_without = -1;
  for (guint i = 0; i < n; i++)
  {
    recipe->node[i].weight = dgmi_framework_node(framework, i)->weight;
    recipe->node[i].printed = -1;
  }
  return recipe;
}

DgmiRecipe *dgmi_recipe_ref(const DgmiRecipe *recipe)
{
  DgmiRecipe *counted = (DgmiRecipe *)recipe; /* what is counted is not what it says */
  g_atomic_ref_count_inc(&counted->references);
  return counted;
}

void dgmi_recipe_unref(DgmiRecipe *recipe)
{
  if (recipe == NULL || !g_atomic_ref_count_dec(&recipe->references))
    return;
  dgmi_framework_unref(recipe->framework);
  g_free(recipe->node);
  g_array_unref(recipe->classes);
  g_free(recipe);
}

/* ---- Asking ---- */

DgmiFramework *dgmi_recipe_framework(const DgmiRecipe *recipe)
{
  return recipe->framework;
}

const DgmiNodeRecipe *dgmi_recipe_node(const DgmiRecipe *recipe, guint node)
{
  assert(node < dgmi_framework_n_nodes(recipe->framework));
  return &recipe->node[node];
}

const DgmiRecipeSettings *dgmi_recipe_settings(const DgmiRecipe *recipe)
{
  return &recipe->settings;
}

const DgmiPublished *dgmi_recipe_published(const DgmiRecipe *recipe)
{
  return &recipe->published;
}

const GArray *dgmi_recipe_classes(const DgmiRecipe *recipe)
{
  return recipe->classes;
}

gboolean dgmi_recipe_has_own_scale(const DgmiRecipe *recipe)
{
  return recipe->has_own_scale;
}

DgmiProgramSolver *dgmi_recipe_solver(const DgmiRecipe *recipe)
{
  return recipe->solver;
}

/* ---- Changing a copy ---- */

DgmiRecipe *dgmi_recipe_copy(const DgmiRecipe *recipe)
{
  assert(recipe != NULL);
  DgmiRecipe *copy = g_memdup2(recipe, sizeof *recipe);
  g_atomic_ref_count_init(&copy->references);
  dgmi_framework_ref(copy->framework);
  copy->node =
      g_memdup2(recipe->node, dgmi_framework_n_nodes(recipe->framework) * sizeof(DgmiNodeRecipe));
  copy->classes = g_array_ref(recipe->classes);
  return copy;
}

/* Nothing else may see it change. */
static gboolean is_own(const DgmiRecipe *recipe)
{
  DgmiRecipe *counted = (DgmiRecipe *)recipe;
  return g_atomic_ref_count_compare(&counted->references, 1);
}

/* NULL, or what is wrong with the weights that the members of an aggregate would have. */
static DgmiSentence *find_fault(const DgmiRecipe *recipe, const DgmiNode *aggregate,
                                const double *weight)
{
  double sum = 0;
  for (guint m = 0; m < aggregate->n_members; m++)
  {
    const guint member = aggregate->members[m];
    const double value = isnan(weight[member]) ? recipe->node[member].weight : weight[member];
    if (!(value >= 0 && isfinite(value)))
      return dgmi_sentence_new("the weight of '%s' is not a number of 0 or more",
                               dgmi_framework_node(recipe->framework, member)->code);
    sum += value;
  }
  return sum > 0 && isfinite(sum)
             ? NULL
             : dgmi_sentence_new("the weights of the members of '%s' sum to %s; give at least one "
                                 "a weight above 0",
                                 aggregate->code,
                                 sum > 0 ? DGMI_N_("more than a number holds") : "0");
}

/* All weights are looked at before the first is set, so that a fault leaves the recipe as it was.
 */
gboolean dgmi_recipe_set_weights(DgmiRecipe *recipe, const double *weight, GError **error)
{
  assert(is_own(recipe) && weight != NULL);
  const guint *aggregates = dgmi_framework_aggregates(recipe->framework);
  const guint n = dgmi_framework_n_aggregates(recipe->framework);
  for (guint i = 0; i < n; i++)
  {
    const DgmiNode *info = dgmi_framework_node(recipe->framework, aggregates[i]);
    DgmiSentence *fault = find_fault(recipe, info, weight);
    if (fault == NULL)
      continue;
    dgmi_error_take(error, DGMI_ERROR_USAGE, fault);
    return FALSE;
  }
  for (guint i = 0; i < n; i++)
  {
    const DgmiNode *info = dgmi_framework_node(recipe->framework, aggregates[i]);
    for (guint m = 0; m < info->n_members; m++)
    {
      if (isnan(weight[info->members[m]]))
        continue;
      recipe->node[info->members[m]].weight = weight[info->members[m]];
      recipe->node[aggregates[i]].weigh = (DgmiMethod){0};
    }
  }
  return TRUE;
}

void dgmi_recipe_set_below(DgmiRecipe *recipe, guint node, const DgmiMethod *method)
{
  const DgmiNode *info = dgmi_framework_node(recipe->framework, node);
  DgmiNodeRecipe *own = &recipe->node[node];
  if (info->type == DGMI_NODE_INDICATOR)
    *(method->info->kind == DGMI_METHOD_IMPUTE ? &own->impute : &own->treat) = *method;
  for (guint m = 0; m < info->n_members; m++)
    dgmi_recipe_set_below(recipe, info->members[m], method);
}

void dgmi_recipe_set_weighting(DgmiRecipe *recipe, guint aggregate, const DgmiMethod *method,
                               gboolean is_stated)
{
  const DgmiNode *info = dgmi_framework_node(recipe->framework, aggregate);
  recipe->node[aggregate].weigh = *method;
  recipe->node[aggregate].weigh_stated = is_stated;
  for (guint m = 0; method->info->weigh.from == DGMI_WEIGHTS_EQUAL && m < info->n_members; m++)
    recipe->node[info->members[m]].weight = 1;
}

/* Sets the method of one node; FALSE where it has none of the kind. */
static gboolean set_at(DgmiRecipe *recipe, guint node, const DgmiMethod *method, gboolean is_stated)
{
  const DgmiNodeType type = dgmi_framework_node(recipe->framework, node)->type;
  if (type != DGMI_NODE_INDICATOR && type != DGMI_NODE_AGGREGATE)
    return FALSE;
  switch (method->info->kind)
  {
  case DGMI_METHOD_NORMALISE:
    recipe->node[node].normalise = *method;
    return TRUE;
  case DGMI_METHOD_AGGREGATE:
    if (type == DGMI_NODE_AGGREGATE)
      recipe->node[node].aggregate = *method;
    return type == DGMI_NODE_AGGREGATE;
  case DGMI_METHOD_WEIGH:
    if (type == DGMI_NODE_AGGREGATE)
      dgmi_recipe_set_weighting(recipe, node, method, is_stated);
    return type == DGMI_NODE_AGGREGATE;
  default:
    dgmi_recipe_set_below(recipe, node, method);
    return TRUE;
  }
}

gboolean dgmi_recipe_set_method(DgmiRecipe *recipe, int node, const DgmiMethod *method,
                                GError **error)
{
  assert(is_own(recipe) && method != NULL && method->info != NULL);
  const DgmiFramework *framework = recipe->framework;
  const DgmiMethodKind kind = method->info->kind;
  const guint root = dgmi_framework_root(framework);
  if (kind == DGMI_METHOD_WEIGH && method->info->weigh.from != DGMI_WEIGHTS_EQUAL &&
      !dgmi_method_derives(method->info))
  {
    dgmi_error_set(error, DGMI_ERROR_USAGE, "'%s' stands for numbers; set the weights as numbers",
                   method->info->id);
    return FALSE;
  }
  if (node < 0)
  {
    const gboolean of_indicators = kind != DGMI_METHOD_AGGREGATE && kind != DGMI_METHOD_WEIGH;
    const guint n = of_indicators ? dgmi_framework_n_indicators(framework)
                                  : dgmi_framework_n_aggregates(framework);
    const guint *all =
        of_indicators ? dgmi_framework_indicators(framework) : dgmi_framework_aggregates(framework);
    for (guint i = 0; i < n; i++)
      set_at(recipe, all[i], method, FALSE);
    recipe->has_own_scale &= kind != DGMI_METHOD_NORMALISE;
  }
  else if (!set_at(recipe, (guint)node, method, TRUE))
  {
    dgmi_error_set(error, DGMI_ERROR_USAGE, "'%s' is no aggregate, so it has no '%s'",
                   dgmi_framework_node(framework, (guint)node)->code, dgmi_method_kind_name(kind));
    return FALSE;
  }
  if (kind == DGMI_METHOD_WEIGH && (node < 0 || (guint)node == root))
    recipe->has_own_scale &= method->info->weigh.by_unit.table == NULL;
  return TRUE;
}

void dgmi_recipe_set_digits(DgmiRecipe *recipe, int digits)
{
  assert(is_own(recipe) && digits >= -1 && digits <= 15);
  recipe->settings.digits = digits;
}

void dgmi_recipe_set_settings(DgmiRecipe *recipe, const DgmiRecipeSettings *settings)
{
  assert(is_own(recipe) && settings->digits >= -1 && settings->digits <= 15);
  recipe->settings = *settings;
}

void dgmi_recipe_set_published(DgmiRecipe *recipe, const DgmiPublished *published)
{
  assert(is_own(recipe));
  recipe->published = *published;
  recipe->published.score = g_intern_string(published->score);
  recipe->published.rank = g_intern_string(published->rank);
  recipe->published.zero_unless = g_intern_string(published->zero_unless);
}

void dgmi_recipe_set_solver(DgmiRecipe *recipe, DgmiProgramSolver *solver)
{
  assert(is_own(recipe));
  recipe->solver = solver;
}
