#include "index/opened/additive.h"
#include <assert.h>

char *dgmi_not_additive(const DgmiIndex *index)
{
  assert(dgmi_index_recipe(index) != NULL);
  const guint *aggregates = dgmi_framework_aggregates(dgmi_index_framework(index));
  for (guint i = 0; i < dgmi_framework_n_aggregates(dgmi_index_framework(index)); i++)
  {
    const guint node = aggregates[i];
    const char *code = dgmi_framework_node(dgmi_index_framework(index), node)->code;
    const DgmiMethod *aggregate = &dgmi_recipe_node(dgmi_index_recipe(index), node)->aggregate;
    const DgmiMethod *rescaling = &dgmi_recipe_node(dgmi_index_recipe(index), node)->normalise;
    if (!aggregate->info->aggregate.additive)
      return dgmi_index_say(index, "%s is aggregated by %s, which is no sum of its members' scores",
                            code, aggregate->info->id);
    if (rescaling->info != NULL)
      return dgmi_index_say(index, "%s is rescaled (%s) after its members are aggregated", code,
                            rescaling->info->id);
  }
  return NULL;
}
