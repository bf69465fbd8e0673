#include <glib/gi18n.h>
#include <math.h>

#include "command/verb.h"

typedef struct
{
  guint rank, code, name, score, first_node, class;
  guint *nodes, n_nodes;
} Columns;

static Columns add_columns(const DgmiStudy *study, DgmiGrid *grid)
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
  if (study->recipe->classes->len > 0)
    columns.class = dgmi_grid_add_text(grid, "class", _("class"));
  return columns;
}

static void add_row(DgmiStudy *study, DgmiGrid *grid, const Columns *columns, guint unit)
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
}

static void note_missing(const DgmiStudy *study, DgmiGrid *grid)
{
  guint dropped = 0, without = 0;
  for (guint i = 0; i < dgmi_dataset_n_units(study->dataset); i++)
    if (dgmi_result_is_dropped(study->result, i))
      dropped++;
    else if (isnan(dgmi_result_score(study->result)[i]))
      without++;
  if (dropped > 0)
    dgmi_grid_note(grid, _("%u units have too few indicators and are left out."), dropped);
  if (without > 0)
    dgmi_grid_note(grid, _("%u units have no score: they lack the figures for it."), without);
}

void dgmi_verb_rank(DgmiRun *run)
{
  g_auto(DgmiStudy) study = {0};
  if (!dgmi_study_open(&study, dgmi_run_argument(run, 0), &run->options, DGMI_STUDY_RESULT,
                       run->messages))
    return;
  guint n;
  g_autofree guint *order = dgmi_result_order(study.result, &n);
  if (!dgmi_study_choose_units(&study, &run->options, order, &n, run->messages))
    return;
  g_autoptr(DgmiGrid) grid = dgmi_grid_new();
  dgmi_grid_set_title(grid, "%s", dgmi_study_index_name(&study));
  const Columns columns = add_columns(&study, grid);
  for (guint i = 0; i < n; i++)
    add_row(&study, grid, &columns, order[i]);
  if (!run->options.quiet)
    note_missing(&study, grid);
  dgmi_run_note_source(run, &study, grid);
  dgmi_run_print(run, grid);
  g_free(columns.nodes);
}
