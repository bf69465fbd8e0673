#include "command/run/weight-notes.h"
#include "command/run/say.h"
#include <assert.h>

#define NODES_TOLD 12 /* whose weights a note spells out */

char *dgmi_weight_notes_text(const DgmiIndex *index)
{
  const GPtrArray *notes = dgmi_index_weight_notes(index);
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < notes->len; i++)
    g_string_append_printf(text, "%s%s", i > 0 ? " " : "", (const char *)notes->pdata[i]);
  return g_string_free(text, notes->len == 0);
}

static char *list_weights(const DgmiIndex *index, const DgmiNode *info)
{
  GString *out = g_string_new(NULL);
  for (guint m = 0; m < info->n_members; m++)
  {
    const double weight = dgmi_result_weights(dgmi_index_result(index))[info->members[m]];
    g_string_append_printf(out, "%s%s %.4f", m > 0 ? _(", ") : "",
                           dgmi_framework_node(dgmi_index_framework(index), info->members[m])->code,
                           weight);
  }
  return g_string_free(out, FALSE);
}

static void note_node(const DgmiIndex *index, guint node, DgmiGrid *grid)
{
  const DgmiNode *info = dgmi_framework_node(dgmi_index_framework(index), node);
  const DgmiMethod *method = &dgmi_recipe_node(dgmi_index_recipe(index), node)->weigh;
  g_autofree char *name = dgmi_method_format(method);
  if (dgmi_index_result(index) == NULL)
  {
    dgmi_grid_note(grid,
                   _("The weights of the members of %s follow from the data: %s (dgmi weights "
                     "%s --derive %s shows them)."),
                   info->code, name, dgmi_definition_id(dgmi_index_definition(index)), name);
    return;
  }
  g_autofree char *weights = list_weights(index, info);
  if (dgmi_result_unit_weights(dgmi_index_result(index), node) != NULL)
    dgmi_grid_note(grid,
                   _("%s is each unit's score under the weights that suit it best (%s); their "
                     "mean: %s."),
                   info->code, name, weights);
  else
    dgmi_grid_note(grid, _("Weights of %s by %s: %s."), info->code, name, weights);
}

/* Whether a node's weights follow, or will follow, from the data. */
static gboolean is_derived(const DgmiIndex *index, guint node)
{
  const DgmiMethodInfo *info = dgmi_recipe_node(dgmi_index_recipe(index), node)->weigh.info;
  if (dgmi_index_result(index) != NULL)
    return dgmi_result_has_derived_weights(dgmi_index_result(index), node);
  return dgmi_method_derives(info);
}

gboolean dgmi_has_derived_weights(const DgmiIndex *index)
{
  const guint *aggregates = dgmi_framework_aggregates(dgmi_index_framework(index));
  for (guint i = 0; i < dgmi_framework_n_aggregates(dgmi_index_framework(index)); i++)
    if (is_derived(index, aggregates[i]))
      return TRUE;
  return FALSE;
}

void dgmi_note_weights(const DgmiIndex *index, DgmiGrid *grid)
{
  assert(grid != NULL);
  guint n = 0;
  g_autofree char *said = dgmi_weight_notes_text(index);
  if (said != NULL)
    dgmi_grid_note(grid, "%s", said);
  const guint *aggregates = dgmi_framework_aggregates(dgmi_index_framework(index));
  for (guint i = 0; i < dgmi_framework_n_aggregates(dgmi_index_framework(index)); i++)
    if (is_derived(index, aggregates[i]) && n++ < NODES_TOLD)
      note_node(index, aggregates[i], grid);
  if (n > NODES_TOLD)
    dgmi_grid_note(grid, _("Likewise %u more nodes; dgmi weights %s --derive shows all weights."),
                   n - NODES_TOLD, dgmi_definition_id(dgmi_index_definition(index)));
}
