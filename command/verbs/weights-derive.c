/* weights --derive: the weights that follow from the data. */
#include <math.h>
#include <string.h>

#include "command/run/say.h"
#include "command/study/study-weights.h"
#include "indicators/base/text.h"

/* The run's options with --weights METHOD behind what they say of weights; *list is theirs. */
static DgmiOptions with_weights(const DgmiRun *run, char ***list)
{
  guint n, row = 0;
  const DgmiMethodOption *options = dgmi_method_options(&n);
  while (row < n - 1 && strcmp(options[row].key, "weights") != 0)
    row++;
  DgmiOptions derived = run->options;
  char **given = run->options.method[row];
  const guint n_given = given == NULL ? 0 : g_strv_length(given);
  *list = g_new0(char *, n_given + 2);
  for (guint i = 0; i < n_given; i++)
    (*list)[i] = given[i];
  (*list)[n_given] = run->options.derive;
  derived.method[row] = *list;
  return derived;
}

/* Opens the study; what is said of --weights is said of --derive, which stands for it. */
static gboolean open_derived(DgmiRun *run, const DgmiOptions *options, DgmiStudy *study)
{
  g_autoptr(DgmiMessages) said = dgmi_messages_new();
  const gboolean ok =
      dgmi_study_open(study, dgmi_run_argument(run, 0), options, DGMI_STUDY_RESULT, said);
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
  return ok;
}

/* A row for each member of each parent, relative to a sum of 1. */
static void add_members(const DgmiRun *run, const DgmiStudy *study, guint node, DgmiGrid *grid)
{
  const DgmiNode *info = dgmi_framework_node(study->framework, node);
  const double *weight = dgmi_result_weights(study->result);
  double sum = 0;
  for (guint m = 0; m < info->n_members; m++)
    sum += weight[info->members[m]];
  for (guint m = 0; m < info->n_members; m++)
  {
    const guint member = info->members[m];
    dgmi_grid_add_row(grid);
    dgmi_grid_text(grid, 0, dgmi_framework_node(study->framework, member)->code);
    dgmi_grid_number(grid, 1, weight[member] / sum);
    if (!dgmi_run_is_for_people(run))
      continue;
    dgmi_grid_text(grid, 2, dgmi_study_node_name(study, member));
    dgmi_grid_text(grid, 3, info->code);
  }
  for (guint m = 0; m < info->n_members; m++)
    add_members(run, study, info->members[m], grid);
}

/* Formula and rule for missing values of each weighting there is. */
static void note_methods(const DgmiStudy *study, DgmiGrid *grid)
{
  g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
  for (guint i = 0; i < dgmi_framework_n_nodes(study->framework); i++)
  {
    const DgmiMethodInfo *info = dgmi_recipe_node(study->recipe, i)->weigh.info;
    if (info != NULL && g_hash_table_add(seen, (gpointer)info))
      dgmi_grid_note(grid, _("%s: %s. Missing values: %s."), info->id, _(info->formula),
                     _(info->missing));
  }
}

void dgmi_weights_derive(DgmiRun *run)
{
  g_auto(DgmiStudy) study = {0};
  g_autofree char **list = NULL;
  const DgmiOptions options = with_weights(run, &list);
  if (!open_derived(run, &options, &study))
    return;
  g_autoptr(DgmiGrid) grid = dgmi_grid_new();
  dgmi_grid_set_title(grid, _("%s: weights by %s"), dgmi_study_index_name(&study),
                      run->options.derive);
  dgmi_grid_add_text(grid, "code", _("code"));
  dgmi_grid_add_numbers(grid, "weight", _("weight"), 4);
  if (dgmi_run_is_for_people(run))
  {
    dgmi_grid_add_text(grid, "name", _("name"));
    dgmi_grid_add_text(grid, "parent", _("parent"));
  }
  add_members(run, &study, dgmi_framework_root(study.framework), grid);
  if (!run->options.quiet)
    note_methods(&study, grid);
  dgmi_run_note_source(run, &study, grid);
  dgmi_run_print(run, grid);
}
