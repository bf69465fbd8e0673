#include <math.h>

#include "command/run/run.h"
#include "command/run/say.h"
#include "command/study/grouping.h"
#include "command/verbs/preparation.h"
#include "command/verbs/remarks.h"

typedef struct
{
  guint rank, code, name, score, first_node, class, group, group_rank;
  guint *nodes, n_nodes;
} Columns;

static Columns add_columns(const DgmiStudy *study, const DgmiGrouping *grouping, DgmiGrid *grid)
{
  const int decimals = dgmi_run_decimals(study);
  Columns columns = {0};
  columns.nodes = dgmi_framework_columns(study->framework, &columns.n_nodes);
  columns.rank = dgmi_grid_add_integers(grid, "rank", _("rank"));
  columns.code = dgmi_grid_add_text(grid, "code", _("code"));
  columns.name = dgmi_grid_add_text(grid, "name", _("name"));
  columns.score = dgmi_grid_add_numbers(grid, "score", _("score"), decimals);
  for (guint i = 0; i < columns.n_nodes; i++)
  {
    const char *code = dgmi_framework_node(study->framework, columns.nodes[i])->code;
    const guint column = dgmi_grid_add_numbers(grid, code, code, decimals);
    columns.first_node = i == 0 ? column : columns.first_node;
  }
  if (dgmi_recipe_classes(study->recipe)->len > 0)
    columns.class = dgmi_grid_add_text(grid, "class", _("class"));
  if (grouping != NULL)
  {
    columns.group = dgmi_grid_add_text(grid, "group", _("group"));
    columns.group_rank = dgmi_grid_add_integers(grid, "group_rank", _("rank in group"));
  }
  return columns;
}

static void add_row(DgmiStudy *study, const DgmiGrouping *grouping, DgmiGrid *grid,
                    const Columns *columns, guint unit)
{
  dgmi_grid_add_row(grid);
  dgmi_grid_number(grid, columns->rank, dgmi_result_rank(study->result)[unit]);
  dgmi_grid_text(grid, columns->code, dgmi_dataset_code(study->dataset, unit));
  dgmi_grid_text(grid, columns->name, dgmi_study_unit_name(study, unit));
  dgmi_grid_number(grid, columns->score, dgmi_result_score(study->result)[unit]);
  for (guint i = 0; i < columns->n_nodes; i++)
    dgmi_grid_number(grid, columns->first_node + i,
                     dgmi_result_node(study->result, columns->nodes[i])[unit]);
  if (columns->class > 0)
    dgmi_grid_text(grid, columns->class,
                   dgmi_study_class_name(study, dgmi_result_class(study->result, unit)));
  if (grouping == NULL)
    return;
  dgmi_grid_text(grid, columns->group, grouping->of_unit->pdata[unit]);
  dgmi_grid_number(grid, columns->group_rank, grouping->rank[unit]);
}

/* A group's mean, as a row for reference: it has no rank and no code. */
static void add_mean(const DgmiStudy *study, const DgmiGrouping *grouping, DgmiGrid *grid,
                     const Columns *columns, guint g)
{
  const char *group = grouping->names->pdata[g];
  g_autofree char *name = g_strdup_printf(_("mean of %s"), group);
  dgmi_grid_add_row(grid);
  dgmi_grid_text(grid, columns->name, name);
  dgmi_grid_number(grid, columns->score,
                   dgmi_grouping_mean(grouping, g, dgmi_result_score(study->result)));
  for (guint i = 0; i < columns->n_nodes; i++)
    dgmi_grid_number(
        grid, columns->first_node + i,
        dgmi_grouping_mean(grouping, g, dgmi_result_node(study->result, columns->nodes[i])));
  dgmi_grid_text(grid, columns->group, group);
  dgmi_grid_emphasise(grid);
}

DgmiGrid *dgmi_rank_grid(DgmiStudy *study, const DgmiGrouping *grouping, const guint *order,
                         guint n)
{
  DgmiGrid *grid = dgmi_grid_new();
  dgmi_grid_set_title(grid, "%s", dgmi_study_index_name(study));
  const Columns columns = add_columns(study, grouping, grid);
  for (guint i = 0; i < n; i++)
    add_row(study, grouping, grid, &columns, order[i]);
  for (guint g = 0; grouping != NULL && g < grouping->names->len; g++)
    add_mean(study, grouping, grid, &columns, g);
  g_free(columns.nodes);
  return grid;
}

static void note_missing(const DgmiStudy *study, DgmiGrid *grid)
{
  guint dropped = 0, without = 0;
  for (guint i = 0; i < dgmi_dataset_n_units(study->dataset); i++)
    if (dgmi_result_is_dropped(study->result, i))
      dropped++;
    else if (isnan(dgmi_result_score(study->result)[i]))
      without++;
  if (dgmi_recipe_classes(study->recipe)->len > 0 && !dgmi_recipe_has_own_scale(study->recipe))
    dgmi_grid_note(grid, _("No classes: their thresholds stand on the index's own scale."));
  if (dropped > 0)
    dgmi_grid_note(grid,
                   ngettext("%u unit has too few indicators and is left out.",
                            "%u units have too few indicators and are left out.", dropped),
                   dropped);
  if (without > 0)
    dgmi_grid_note(grid,
                   ngettext("%u unit has no score: it lacks the figures for it.",
                            "%u units have no score: they lack the figures for it.", without),
                   without);
}

void dgmi_verb_rank(DgmiRun *run)
{
  g_auto(DgmiStudy) study = {0};
  if (!dgmi_study_open(&study, dgmi_run_argument(run, 0), &run->options, DGMI_STUDY_RESULT,
                       run->messages))
    return;
  guint n;
  g_autofree guint *order = dgmi_result_order(study.result, &n);
  g_autoptr(DgmiGrouping) grouping =
      run->options.group == NULL ? NULL
                                 : dgmi_grouping_new(&study, run->options.group, run->messages);
  if (!dgmi_study_choose_units(&study, &run->options, order, &n, run->messages) ||
      (run->options.group != NULL && grouping == NULL))
    return;
  g_autoptr(DgmiGrid) grid = dgmi_rank_grid(&study, grouping, order, n);
  if (!run->options.quiet)
  {
    note_missing(&study, grid);
    dgmi_note_preparation(&study, DGMI_STAGE_TREATED, grid);
    if (dgmi_run_is_for_people(run))
      dgmi_remarks_add(run, &study, grid);
  }
  dgmi_run_note_source(run, &study, grid);
  dgmi_run_print(run, grid);
}
