#include "charts/kinds/chart-heatmap.h"

#include "command/charts/chart.h"
#include "command/run/say.h"

typedef struct
{
  DgmiHeatmapInput input; /* first: what the chart is given */
  DgmiChartUnits units;
  DgmiHeatmapColumn *columns;
  GArray *nodes; /* guint */
  double *values;
} Filled;

static void free_filled(gpointer data)
{
  Filled *filled = data;
  dgmi_chart_units_clear(&filled->units);
  g_free(filled->columns);
  if (filled->nodes != NULL)
    g_array_unref(filled->nodes);
  g_free(filled->values);
  g_free(filled);
}

/* A node, then what lies below it. */
static void add_nodes(const DgmiStudy *study, guint node, GArray *nodes)
{
  const DgmiNode *info = dgmi_framework_node(study->framework, node);
  g_array_append_val(nodes, node);
  for (guint i = 0; i < info->n_members; i++)
    add_nodes(study, info->members[i], nodes);
}

static void fill_columns(const DgmiStudy *study, Filled *filled)
{
  const guint root = dgmi_framework_root(study->framework);
  filled->nodes = g_array_new(FALSE, FALSE, sizeof(guint));
  add_nodes(study, root, filled->nodes);
  const guint n = filled->nodes->len;
  filled->columns = g_new(DgmiHeatmapColumn, n);
  filled->values = g_new(double, (gsize)n *(filled->units.n + 1));
  for (guint c = 0; c < n; c++)
  {
    const guint node = g_array_index(filled->nodes, guint, c);
    const double *scores =
        node == root ? dgmi_result_score(study->result) : dgmi_result_node(study->result, node);
    filled->columns[c] =
        (DgmiHeatmapColumn){dgmi_study_node_name(study, node), dgmi_chart_pillar(study, node)};
    for (guint i = 0; i < filled->units.n; i++)
      filled->values[(gsize)i * n + c] = scores[filled->units.order[i]];
  }
  filled->input.columns = filled->columns;
  filled->input.n_columns = n;
  filled->input.values = filled->values;
}

static DgmiGrid *new_grid(const DgmiStudy *study, const Filled *filled, guint top)
{
  const guint n = filled->input.n_columns;
  DgmiGrid *grid = dgmi_grid_new();
  dgmi_grid_add_integers(grid, "rank", _("rank"));
  dgmi_grid_add_text(grid, "code", _("code"));
  dgmi_grid_add_text(grid, "name", _("name"));
  for (guint c = 0; c < n; c++)
  {
    const guint node = g_array_index(filled->nodes, guint, c);
    const char *code = dgmi_framework_node(study->framework, node)->code;
    dgmi_grid_add_numbers(grid, code, code, filled->input.digits);
  }
  for (guint i = 0; i < filled->units.n; i++)
  {
    const DgmiChartUnit *unit = &filled->units.units[i];
    if (top > 0 && i >= top && !unit->highlighted)
      continue;
    dgmi_grid_add_row(grid);
    dgmi_grid_number(grid, 0, dgmi_result_rank(study->result)[filled->units.order[i]]);
    dgmi_grid_text(grid, 1, unit->code);
    dgmi_grid_text(grid, 2, unit->name);
    for (guint c = 0; c < n; c++)
      dgmi_grid_number(grid, 3 + c, filled->values[(gsize)i * n + c]);
  }
  return grid;
}

gboolean dgmi_fill_heatmap(DgmiRun *run, DgmiStudy *study, DgmiDrawing *drawing)
{
  if (!dgmi_chart_check_arguments(run, 0, 0, "heatmap INDEX"))
    return FALSE;
  Filled *filled = g_new0(Filled, 1);
  drawing->input = filled;
  drawing->free_input = free_filled;
  if (!dgmi_chart_units_init(&filled->units, run, study))
    return FALSE;
  filled->input.list = (DgmiUnitList){filled->units.units, filled->units.n, (guint)run->options.top,
                                      filled->units.n_ranked};
  filled->input.digits = dgmi_run_decimals(study);
  fill_columns(study, filled);
  g_autofree char *what = dgmi_chart_node_text(study, dgmi_framework_root(study->framework));
  drawing->title = g_strdup(dgmi_chart_title(study));
  drawing->subtitle = g_strdup_printf(_("%s, and its parts"), what);
  drawing->data = new_grid(study, filled, (guint)run->options.top);
  return TRUE;
}
