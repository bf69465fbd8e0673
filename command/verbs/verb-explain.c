#include <string.h>

#include "command/run/run.h"
#include "command/run/say.h"
#include "index/questions/explain.h"
#include "indicators/base/text.h"

/* The detail as it is read: for people in their language, a class by its name in it. */
static char *detail_of(const DgmiRun *run, const DgmiStudy *study, guint unit, const DgmiStep *step)
{
  const int class = dgmi_result_class(study->result, unit);
  if (!dgmi_run_is_for_people(run) || strcmp(step->step, "class") != 0 || class < 0)
    return g_strdup(dgmi_run_word(run, step->detail));
  char number[DGMI_NUMBER_SIZE];
  const DgmiClass *info = &g_array_index(dgmi_recipe_classes(study->recipe), DgmiClass, class);
  return g_strdup_printf(_("%s: %s or more"), dgmi_study_class_name(study, class),
                         dgmi_number_format(info->threshold, number));
}

static void add_step(const DgmiRun *run, const DgmiStudy *study, guint unit, DgmiGrid *grid,
                     const DgmiStep *step)
{
  g_autofree char *detail = detail_of(run, study, unit, step);
  dgmi_grid_add_row(grid);
  dgmi_grid_text(grid, 0, dgmi_run_word(run, step->step));
  dgmi_grid_text(grid, 1, dgmi_framework_node(study->framework, step->node)->code);
  dgmi_grid_text(grid, 2, dgmi_study_node_name(study, step->node));
  dgmi_grid_number(grid, 3, step->value);
  dgmi_grid_text(grid, 4, detail);
}

void dgmi_verb_explain(DgmiRun *run)
{
  g_auto(DgmiStudy) study = {0};
  const char *index = dgmi_run_argument(run, 0), *unit_word = dgmi_run_argument(run, 1),
             *node_word = dgmi_run_argument(run, 2);
  if (unit_word == NULL)
  {
    dgmi_usage_failure(run->messages, _("name the unit to explain: dgmi explain INDEX UNIT"));
    return;
  }
  if (!dgmi_study_open(&study, index, &run->options, DGMI_STUDY_RESULT, run->messages))
    return;
  const int unit = dgmi_study_find_unit(&study, unit_word, run->messages);
  const int node = node_word == NULL ? (int)dgmi_framework_root(study.framework)
                                     : dgmi_study_find_node(&study, node_word, run->messages);
  if (unit < 0 || node < 0)
    return;
  g_autoptr(DgmiGrid) grid = dgmi_grid_new();
  dgmi_grid_set_title(grid, _("%s: how %s of %s came about"), dgmi_study_index_name(&study),
                      dgmi_study_node_name(&study, (guint)node),
                      dgmi_study_unit_name(&study, (guint)unit));
  dgmi_grid_add_text(grid, "step", _("step"));
  dgmi_grid_add_text(grid, "node", _("node"));
  dgmi_grid_add_text(grid, "name", _("name"));
  dgmi_grid_add_numbers(grid, "value", _("value"), -1);
  dgmi_grid_add_text(grid, "detail", _("detail"));
  g_autoptr(GArray) steps = dgmi_explain(study.result, (guint)unit, (guint)node);
  for (guint i = 0; i < steps->len; i++)
    add_step(run, &study, (guint)unit, grid, &g_array_index(steps, DgmiStep, i));
  dgmi_run_note_source(run, &study, grid);
  dgmi_run_print(run, grid);
}
