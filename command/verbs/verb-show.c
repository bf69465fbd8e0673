#include <math.h>
#include <string.h>

#include "command/run/output.h"
#include "command/run/say.h"
#include "command/run/weight-notes.h"
#include "command/verbs/show-model.h"
#include "command/verbs/verbs.h"
#include "index/opened/models.h"
#include "index/opened/rubric.h"
#include "index/tables/rubric-table.h"

static double weights_beside(const DgmiIndex *index, guint node)
{
  const int parent = dgmi_framework_node(dgmi_index_framework(index), node)->parent;
  double sum = 0;
  if (parent < 0)
    return dgmi_recipe_node(dgmi_index_recipe(index), node)->weight;
  const DgmiNode *above = dgmi_framework_node(dgmi_index_framework(index), (guint)parent);
  for (guint m = 0; m < above->n_members; m++)
    sum += dgmi_recipe_node(dgmi_index_recipe(index), above->members[m])->weight;
  return sum;
}

/* Not known where it follows from the data. */
static double weight_of(const DgmiIndex *index, guint node)
{
  const int parent = dgmi_framework_node(dgmi_index_framework(index), node)->parent;
  const DgmiMethodInfo *weigh =
      parent < 0 ? NULL : dgmi_recipe_node(dgmi_index_recipe(index), parent)->weigh.info;
  return dgmi_method_derives(weigh) ? NAN
                                    : dgmi_recipe_node(dgmi_index_recipe(index), node)->weight;
}

/* Adds the node's row, then its members'. `share` is the parent's share of the index. */
static void add_node(const DgmiIndex *index, DgmiGrid *grid, guint node, double share)
{
  const DgmiNode *info = dgmi_framework_node(dgmi_index_framework(index), node);
  const gboolean is_aggregate = info->type == DGMI_NODE_AGGREGATE;
  const DgmiMethod *normalise = &dgmi_recipe_node(dgmi_index_recipe(index), node)->normalise;
  const double weight = weight_of(index, node);
  const double own = share * weight / weights_beside(index, node);
  g_autofree char *normalisation = normalise->info != NULL ? dgmi_method_format(normalise) : NULL;
  g_autofree char *aggregation =
      is_aggregate
          ? dgmi_method_format(&dgmi_recipe_node(dgmi_index_recipe(index), node)->aggregate)
          : NULL;
  dgmi_grid_add_row(grid);
  dgmi_grid_text(grid, 0, info->code);
  dgmi_grid_text(grid, 1, dgmi_index_node_name(index, node));
  dgmi_grid_integer(grid, 2, info->level);
  dgmi_grid_text(grid, 3,
                 info->parent < 0
                     ? NULL
                     : dgmi_framework_node(dgmi_index_framework(index), (guint)info->parent)->code);
  dgmi_grid_integer(grid, 4, is_aggregate ? DGMI_GRID_MISSING : info->direction);
  dgmi_grid_number(grid, 5, weight);
  dgmi_grid_number(grid, 6, own);
  dgmi_grid_text(grid, 7, normalisation);
  dgmi_grid_text(grid, 8, aggregation);
  dgmi_grid_text(grid, 9, info->unit);
  if (is_aggregate)
    dgmi_grid_emphasise(grid);
  for (guint m = 0; m < info->n_members; m++)
    add_node(index, grid, info->members[m], own);
}

static DgmiGrid *tree_grid(const DgmiIndex *index)
{
  DgmiGrid *grid = dgmi_grid_new();
  dgmi_grid_set_title(grid, "%s (%s)", dgmi_index_name(index),
                      dgmi_definition_id(dgmi_index_definition(index)));
  dgmi_grid_add_text(grid, "node", _("node"));
  dgmi_grid_add_text(grid, "name", _("name"));
  dgmi_grid_add_integers(grid, "level", _("level"));
  dgmi_grid_add_text(grid, "parent", _("parent"));
  dgmi_grid_add_integers(grid, "direction", _("direction"));
  dgmi_grid_add_numbers(grid, "weight", _("weight"), -1);
  dgmi_grid_add_numbers(grid, "share", _("share of index"), 4);
  dgmi_grid_add_text(grid, "normalise", _("normalise"));
  dgmi_grid_add_text(grid, "aggregate", _("aggregate"));
  dgmi_grid_add_text(grid, "unit", _("unit"));
  add_node(index, grid, dgmi_framework_root(dgmi_index_framework(index)), 1);
  return grid;
}

/* A translation of a value, of a class its threshold. */
static const char *value_of(const DgmiIndex *index, const char *section, const char *key)
{
  if (strcmp(section, "classes") == 0)
    return dgmi_definition_get(dgmi_index_definition(index), section, key, NULL);
  return dgmi_definition_get_localised(dgmi_index_definition(index), section, key,
                                       dgmi_index_language(index));
}

/* A second table: what the definition states, key by key. */
static DgmiGrid *statements_grid(const DgmiIndex *index)
{
  DgmiGrid *grid = dgmi_grid_new();
  dgmi_grid_set_title(grid, _("What its definition states"));
  dgmi_grid_add_text(grid, "key", _("key"));
  dgmi_grid_add_text(grid, "value", _("value"));
  g_auto(GStrv) sections = dgmi_definition_sections(dgmi_index_definition(index));
  for (guint s = 0; sections[s] != NULL; s++)
  {
    g_auto(GStrv) keys = dgmi_definition_keys(dgmi_index_definition(index), sections[s]);
    for (guint k = 0; keys[k] != NULL; k++)
    {
      const gboolean translated = strchr(keys[k], '[') != NULL;
      g_autofree char *name = strcmp(sections[s], "index") == 0
                                  ? g_strdup(keys[k])
                                  : g_strdup_printf("%s: %s", sections[s], keys[k]);
      if (translated)
        continue;
      dgmi_grid_add_row(grid);
      dgmi_grid_text(grid, 0, name);
      dgmi_grid_text(grid, 1, value_of(index, sections[s], keys[k]));
    }
  }
  return grid;
}

static gboolean wants_ini(const DgmiRun *run)
{
  const gboolean ini_file = run->options.print.format == NULL &&
                            run->options.print.output != NULL &&
                            g_str_has_suffix(run->options.print.output, ".ini");
  return ini_file || g_strcmp0(run->options.print.format, "ini") == 0;
}

/* Shows the model that the argument names. FALSE where it names none. */
static gboolean show_model(DgmiRun *run)
{
  const DgmiPaths paths = dgmi_run_paths();
  const char *word = dgmi_run_argument(run, 0);
  const guint failures = dgmi_messages_failures(run->messages);
  g_autoptr(DgmiModel) model = word == NULL ? NULL : dgmi_models_find(&paths, word, run->messages);
  if (model != NULL && wants_ini(run))
  {
    g_autofree char *text = dgmi_model_to_ini(model);
    dgmi_run_print_text(run, text);
  }
  else if (model != NULL)
    dgmi_show_model(run, model);
  return model != NULL || dgmi_messages_failures(run->messages) > failures;
}

void dgmi_verb_show(DgmiRun *run)
{
  if (show_model(run))
    return;
  g_autoptr(DgmiIndex) index = dgmi_run_open(run, dgmi_run_argument(run, 0), DGMI_INDEX_DEFINITION);
  if (index == NULL)
    return;
  if (wants_ini(run))
  {
    g_autofree char *text = dgmi_definition_to_ini(dgmi_index_definition(index));
    dgmi_run_print_text(run, text);
    return;
  }
  g_autoptr(DgmiGrid) grid = tree_grid(index);
  DgmiGrid *rubric = run->options.print.quiet ? NULL : dgmi_rubric_grid(index, run->messages);
  if (!run->options.print.quiet)
    dgmi_note_weights(index, grid);
  if (rubric != NULL)
    dgmi_grid_append(grid, rubric);
  if (!run->options.print.quiet)
    dgmi_grid_append(grid, statements_grid(index));
  dgmi_run_print(run, grid);
}
