/* What each node adds to the index: see result.h. */
#include <assert.h>
#include <math.h>

#include "index/compute/stages.h"

/* What a member of number `m` counts for in its parent's score of `unit`: its weight among the
 * members present, or the unit's own. */
static double share_in_parent(const DgmiResult *result, guint node, guint m, guint unit)
{
  const DgmiNode *parent = dgmi_framework_node(dgmi_recipe_framework(result->recipe), node);
  const guint member = parent->members[m];
  if (result->unit_weight[node] != NULL)
    return dgmi_matrix_column(result->unit_weight[node], m)[unit];
  double sum = 0;
  for (guint i = 0; i < parent->n_members; i++)
    if (!isnan(dgmi_result_node(result, parent->members[i])[unit]))
      sum += result->weight[parent->members[i]];
  return sum == 0 ? NAN : result->weight[member] / sum;
}

static gboolean is_additive(const DgmiResult *result)
{
  const DgmiRecipe *recipe = result->recipe;
  const guint *aggregates = dgmi_framework_aggregates(dgmi_recipe_framework(recipe));
  for (guint i = 0; i < dgmi_framework_n_aggregates(dgmi_recipe_framework(recipe)); i++)
    if ((!dgmi_recipe_node(recipe, aggregates[i])->aggregate.info->aggregate.additive &&
         result->unit_weight[aggregates[i]] == NULL) ||
        dgmi_recipe_node(recipe, aggregates[i])->normalise.info != NULL)
      return FALSE;
  return TRUE;
}

gboolean dgmi_result_contributions(const DgmiResult *result, guint unit, double *out)
{
  assert(result != NULL && out != NULL);
  assert(unit < dgmi_dataset_n_units(dgmi_result_dataset(result)));
  const DgmiFramework *framework = dgmi_recipe_framework(result->recipe);
  const guint *computation = dgmi_framework_computation(framework);
  const guint n = dgmi_framework_n_nodes(framework);
  g_autofree double *effective = g_new(double, n + 1); /* weight along the path */
  for (guint i = 0; i < n; i++)
    out[i] = NAN;
  if (!is_additive(result))
    return FALSE;
  effective[dgmi_framework_root(framework)] = 1;
  for (guint a = dgmi_framework_n_aggregates(framework); a-- > 0;)
  {
    const DgmiNode *node = dgmi_framework_node(framework, computation[a]);
    out[computation[a]] =
        effective[computation[a]] * dgmi_result_node(result, computation[a])[unit];
    for (guint m = 0; m < node->n_members; m++)
    {
      const guint member = node->members[m];
      effective[member] =
          effective[computation[a]] * share_in_parent(result, computation[a], m, unit);
      out[member] = effective[member] * dgmi_result_node(result, member)[unit];
    }
  }
  return TRUE;
}
