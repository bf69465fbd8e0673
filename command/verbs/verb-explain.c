#include <string.h>

#include "command/run/say.h"
#include "command/verbs/verbs.h"
#include "index/questions/explain.h"
#include "indicators/base/text.h"

/* The detail as it is read: for people in their language, a class by its name in it. */
static char *detail_of(const DgmiRun *run, const DgmiIndex *index, guint unit, const DgmiStep *step)
{
  const int class = dgmi_result_class(dgmi_index_result(index), unit);
  if (!dgmi_run_is_for_people(run) || strcmp(step->step, "class") != 0 || class < 0)
    return dgmi_run_say(run, step->detail);
  char number[DGMI_NUMBER_SIZE];
  const DgmiClass *info =
      &g_array_index(dgmi_recipe_classes(dgmi_index_recipe(index)), DgmiClass, class);
  return g_strdup_printf(_("%s: %s or more"), dgmi_index_class_name(index, class),
                         dgmi_number_format(info->threshold, number));
}

static void add_step(const DgmiRun *run, const DgmiIndex *index, guint unit, DgmiGrid *grid,
                     const DgmiStep *step)
{
  g_autofree char *detail = detail_of(run, index, unit, step);
  dgmi_grid_add_row(grid);
  dgmi_grid_text(grid, 0, dgmi_run_word(run, step->step));
  dgmi_grid_text(grid, 1, dgmi_framework_node(dgmi_index_framework(index), step->node)->code);
  dgmi_grid_text(grid, 2, dgmi_index_node_name(index, step->node));
  dgmi_grid_number(grid, 3, step->value);
  dgmi_grid_text(grid, 4, detail);
}

void dgmi_verb_explain(DgmiRun *run)
{
  const char *id = dgmi_run_argument(run, 0), *unit_word = dgmi_run_argument(run, 1),
             *node_word = dgmi_run_argument(run, 2);
  if (unit_word == NULL)
  {
    dgmi_usage_failure(run->messages, "name the unit to explain: dgmi explain INDEX UNIT");
    return;
  }
  g_autoptr(DgmiIndex) index = dgmi_run_open(run, id, DGMI_INDEX_RESULT);
  if (index == NULL)
    return;
  const int unit = dgmi_index_find_unit(index, unit_word, run->messages);
  const int node = node_word == NULL ? (int)dgmi_framework_root(dgmi_index_framework(index))
                                     : dgmi_index_find_node(index, node_word, run->messages);
  if (unit < 0 || node < 0)
    return;
  g_autoptr(DgmiGrid) grid = dgmi_grid_new();
  dgmi_grid_set_title(grid, _("%s: how %s of %s came about"), dgmi_index_name(index),
                      dgmi_index_node_name(index, (guint)node),
                      dgmi_index_unit_name(index, (guint)unit));
  dgmi_grid_add_text(grid, "step", _("step"));
  dgmi_grid_add_text(grid, "node", _("node"));
  dgmi_grid_add_text(grid, "name", _("name"));
  dgmi_grid_add_numbers(grid, "value", _("value"), -1);
  dgmi_grid_add_text(grid, "detail", _("detail"));
  g_autoptr(GArray) steps = dgmi_explain(dgmi_index_result(index), (guint)unit, (guint)node);
  for (guint i = 0; i < steps->len; i++)
    add_step(run, index, (guint)unit, grid, &g_array_index(steps, DgmiStep, i));
  dgmi_run_note_source(run, index, grid);
  dgmi_run_print(run, grid);
}
