/* dgmi_target_limit(): the largest value that a node can have. */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "index/methods/normalise.h"
#include "index/questions/target.h"

/* The upper end of a unit of measurement such as "0–1"; NaN where it is none. */
static double end_of_scale(const char *unit)
{
  static const char dash[] = "–";
  const char *at = unit == NULL ? NULL : strstr(unit, dash);
  double low, high;
  if (at == NULL || dgmi_number_parse(unit, (gsize)(at - unit), &low) != DGMI_NUMBER_OK ||
      dgmi_number_parse(at + strlen(dash), strlen(at + strlen(dash)), &high) != DGMI_NUMBER_OK)
    return NAN;
  return low < high ? high : NAN;
}

/* What a normalisation cannot exceed by itself; NaN where it does not say. */
static double end_of_normalisation(const DgmiMethod *method, const DgmiNode *node)
{
  DgmiColumn column = {.node = node, .direction = node->direction};
  dgmi_column_set_method(&column, method);
  if (method->info == &dgmi_method_normalise_minmax)
    return dgmi_column_setting(&column, 1, DGMI_PARAM_MINMAX_UPPER);
  if (method->info == &dgmi_method_normalise_goalposts)
    return dgmi_column_setting(&column, 2, DGMI_PARAM_GOALPOST_SCALE);
  if (method->info == &dgmi_method_normalise_scaled)
    return dgmi_column_setting(&column, 2, DGMI_PARAM_SCALE_FACTOR);
  return method->info == &dgmi_method_normalise_none && node->direction > 0
             ? end_of_scale(node->unit)
             : NAN;
}

static double best_value(const DgmiResult *result, guint node)
{
  const double *x = dgmi_result_node(result, node);
  double best = NAN;
  for (guint i = 0; i < dgmi_dataset_n_units(dgmi_result_dataset(result)); i++)
    best = fmax(best, x[i]);
  return best;
}

/* The aggregate of its members' limits. */
static double limit_of_members(const DgmiResult *result, const DgmiNode *node,
                               const DgmiMethod *method, DgmiLimitKind *kind)
{
  g_autofree double *x = g_new(double, node->n_members), *weight = g_new(double, node->n_members);
  guint n = 0;
  for (guint m = 0; m < node->n_members; m++)
  {
    const double limit = dgmi_target_limit(result, node->members[m], kind);
    weight[n] = dgmi_result_weights(result)[node->members[m]];
    x[n] = limit;
    n += !isnan(limit) && weight[n] > 0;
  }
  return n > 0 ? method->info->aggregate.row(x, weight, n, method->argument) : NAN;
}

double dgmi_target_limit(const DgmiResult *result, guint node, DgmiLimitKind *kind)
{
  assert(result != NULL && kind != NULL);
  const DgmiRecipe *recipe = dgmi_result_recipe(result);
  const DgmiNode *info = dgmi_framework_node(dgmi_recipe_framework(recipe), node);
  double limit = NAN;
  if (dgmi_recipe_node(recipe, node)->normalise.info != NULL)
    limit = end_of_normalisation(&dgmi_recipe_node(recipe, node)->normalise, info);
  else if (info->type == DGMI_NODE_AGGREGATE &&
           dgmi_recipe_node(recipe, node)->aggregate.info->aggregate.row != NULL)
    return limit_of_members(result, info, &dgmi_recipe_node(recipe, node)->aggregate, kind);
  if (isnan(limit))
    *kind = DGMI_LIMIT_BEST;
  return isnan(limit) ? best_value(result, node) : limit;
}
