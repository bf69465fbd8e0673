/* weights --derive: the weights that follow from the data. */
#include <math.h>
#include <string.h>

#include "command/run/say.h"
#include "command/verbs/weights.h"
#include "indicators/base/text.h"

/* Opens the index with --weights METHOD behind all that the options say of weights; what is said of
 * it is said of --derive, which it stands for. */
static DgmiIndex *open_derived(DgmiRun *run)
{
  g_autoptr(DgmiMessages) said = dgmi_messages_new();
  g_auto(DgmiOpening) opening = {0};
  const DgmiSetting derived = {.key = "weights",
                               .value = run->options.weights.derive,
                               .place = {.file = "--weights", .is_option = TRUE},
                               .is_asked_for = TRUE};
  DgmiIndex *index = NULL;
  if (dgmi_opening_init(&opening, dgmi_run_argument(run, 0), &run->options, said))
  {
    dgmi_opening_add_setting(&opening, &derived);
    index = dgmi_index_open(&opening.request, DGMI_INDEX_RESULT, said);
  }
  for (guint i = 0; i < dgmi_messages_count(said); i++)
  {
    const DgmiMessage *message = dgmi_messages_get(said, i);
    DgmiPlace place = message->place;
    g_autoptr(GError) failure = NULL;
    if (g_strcmp0(place.file, "--weights") == 0)
      place.file = "--derive";
    if (message->severity == DGMI_FAILURE)
    {
      dgmi_error_take(&failure, message->code, dgmi_sentence_ref(message->sentence));
      dgmi_messages_add_error(run->messages, &place, failure);
    }
    else
      dgmi_messages_add(run->messages, message->severity, &place,
                        dgmi_sentence_ref(message->sentence));
  }
  return index;
}

/* A row for each member of each parent, relative to a sum of 1. */
static void add_members(const DgmiRun *run, const DgmiIndex *index, guint node, DgmiGrid *grid)
{
  const DgmiNode *info = dgmi_framework_node(dgmi_index_framework(index), node);
  const double *weight = dgmi_result_weights(dgmi_index_result(index));
  double sum = 0;
  for (guint m = 0; m < info->n_members; m++)
    sum += weight[info->members[m]];
  for (guint m = 0; m < info->n_members; m++)
  {
    const guint member = info->members[m];
    dgmi_grid_add_row(grid);
    dgmi_grid_text(grid, 0, dgmi_framework_node(dgmi_index_framework(index), member)->code);
    dgmi_grid_number(grid, 1, weight[member] / sum);
    if (!dgmi_run_is_for_people(run))
      continue;
    dgmi_grid_text(grid, 2, dgmi_index_node_name(index, member));
    dgmi_grid_text(grid, 3, info->code);
  }
  for (guint m = 0; m < info->n_members; m++)
    add_members(run, index, info->members[m], grid);
}

/* Formula and rule for missing values of each weighting there is. */
static void note_methods(const DgmiIndex *index, DgmiGrid *grid)
{
  g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
  for (guint i = 0; i < dgmi_framework_n_nodes(dgmi_index_framework(index)); i++)
  {
    const DgmiMethodInfo *info = dgmi_recipe_node(dgmi_index_recipe(index), i)->weigh.info;
    if (info != NULL && g_hash_table_add(seen, (gpointer)info))
      dgmi_grid_note(grid, _("%s: %s. Missing values: %s."), info->id, _(info->formula),
                     _(info->missing));
  }
}

void dgmi_weights_derive(DgmiRun *run)
{
  g_autoptr(DgmiIndex) index = open_derived(run);
  if (index == NULL)
    return;
  g_autoptr(DgmiGrid) grid = dgmi_grid_new();
  dgmi_grid_set_title(grid, _("%s: weights by %s"), dgmi_index_name(index),
                      run->options.weights.derive);
  dgmi_grid_add_text(grid, "code", _("code"));
  dgmi_grid_add_numbers(grid, "weight", _("weight"), 4);
  if (dgmi_run_is_for_people(run))
  {
    dgmi_grid_add_text(grid, "name", _("name"));
    dgmi_grid_add_text(grid, "parent", _("parent"));
  }
  add_members(run, index, dgmi_framework_root(dgmi_index_framework(index)), grid);
  if (!run->options.print.quiet)
    note_methods(index, grid);
  dgmi_run_note_source(run, index, grid);
  dgmi_run_print(run, grid);
}
