/* A result computed again with other weights, aggregations or values, as the draws of an
 * uncertainty analysis need it. */
#include <assert.h>
#include <string.h>

#include "index/compute/stages.h"

static void share_stage(DgmiResult *result, const DgmiResult *of, DgmiStage stage)
{
  result->stage[stage] = dgmi_matrix_ref(of->stage[stage]);
}

/* Nothing before the imputed stage is computed again; without another imputed matrix nothing
 * before the aggregation is, which makes a draw of weights cheap. */
DgmiResult *dgmi_result_again(const DgmiResult *of, const DgmiRecipe *recipe, const double *weight,
                              DgmiMatrix *imputed, GError **error)
{
  assert(dgmi_recipe_framework(recipe) == dgmi_recipe_framework(of->recipe));
  DgmiInputs inputs = of->inputs;
  inputs.weight = weight;
  g_autoptr(DgmiResult) result = dgmi_result_new(recipe, of->dataset, &inputs);
  memcpy(result->dropped, of->dropped, result->n_rows * sizeof *result->dropped);
  if (imputed == NULL)
    share_stage(result, of, DGMI_STAGE_NORMALISED);
  else
  {
    result->stage[DGMI_STAGE_IMPUTED] = dgmi_matrix_ref(imputed);
    if (!dgmi_result_treat(result, error) || !dgmi_result_normalise(result, error))
      return NULL;
  }
  if (!dgmi_result_aggregate(result, error))
    return NULL;
  dgmi_result_apply_rules(result);
  return g_steal_pointer(&result);
}
