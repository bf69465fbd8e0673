#include "charts/kinds/chart-heatmap.h"

#include "charts/fill/fill.h"

typedef struct
{
  DgmiHeatmapInput input; /* first: what the chart is given */
  DgmiChartUnits units;
  DgmiHeatmapColumn *columns;
  GArray *nodes; /* guint */
  double *values;
} HeatmapFilled;

static void clear_filled(gpointer data)
{
  HeatmapFilled *filled = data;
  dgmi_chart_units_clear(&filled->units);
  g_free(filled->columns);
  if (filled->nodes != NULL)
    g_array_unref(filled->nodes);
  g_free(filled->values);
}

/* A node, then what lies below it. */
static void add_nodes(const DgmiIndex *index, guint node, GArray *nodes)
{
  const DgmiNode *info = dgmi_framework_node(dgmi_index_framework(index), node);
  g_array_append_val(nodes, node);
  for (guint i = 0; i < info->n_members; i++)
    add_nodes(index, info->members[i], nodes);
}

static void fill_columns(const DgmiIndex *index, HeatmapFilled *filled)
{
  const guint root = dgmi_framework_root(dgmi_index_framework(index));
  filled->nodes = g_array_new(FALSE, FALSE, sizeof(guint));
  add_nodes(index, root, filled->nodes);
  const guint n = filled->nodes->len;
  filled->columns = g_new(DgmiHeatmapColumn, n);
  filled->values = g_new(double, (gsize)n *(filled->units.n + 1));
  for (guint c = 0; c < n; c++)
  {
    const guint node = g_array_index(filled->nodes, guint, c);
    const double *scores = node == root ? dgmi_result_score(dgmi_index_result(index))
                                        : dgmi_result_node(dgmi_index_result(index), node);
    filled->columns[c] =
        (DgmiHeatmapColumn){dgmi_index_node_name(index, node), dgmi_chart_pillar(index, node)};
    for (guint i = 0; i < filled->units.n; i++)
      filled->values[(gsize)i * n + c] = scores[filled->units.order[i]];
  }
  filled->input.columns = filled->columns;
  filled->input.n_columns = n;
  filled->input.values = filled->values;
}

static DgmiGrid *new_grid(const DgmiIndex *index, const HeatmapFilled *filled, guint top)
{
  const guint n = filled->input.n_columns;
  DgmiGrid *grid = dgmi_chart_ranked_grid(index);
  for (guint c = 0; c < n; c++)
  {
    const guint node = g_array_index(filled->nodes, guint, c);
    const char *code = dgmi_framework_node(dgmi_index_framework(index), node)->code;
    dgmi_grid_add_numbers(grid, code, code, filled->input.digits);
  }
  for (guint i = 0; i < filled->units.n; i++)
  {
    if (!dgmi_chart_ranked_row(grid, index, &filled->units, i, top))
      continue;
    for (guint c = 0; c < n; c++)
      dgmi_grid_number(grid, 3 + c, filled->values[(gsize)i * n + c]);
  }
  return grid;
}

gboolean dgmi_fill_heatmap(const DgmiFilling *filling, DgmiDrawing *drawing)
{
  DgmiIndex *index = filling->index;
  if (!dgmi_chart_check_arguments(filling, 0, 0, "heatmap INDEX"))
    return FALSE;
  HeatmapFilled *filled = dgmi_drawing_new_input(drawing, sizeof *filled, clear_filled);
  if (!dgmi_chart_units_init(&filled->units, filling))
    return FALSE;
  filled->input.list = (DgmiUnitList){filled->units.units, filled->units.n, filling->request->top,
                                      filled->units.n_ranked};
  filled->input.digits = dgmi_index_decimals(index);
  fill_columns(index, filled);
  g_autofree char *what =
      dgmi_chart_node_text(index, dgmi_framework_root(dgmi_index_framework(index)));
  drawing->title = g_strdup(dgmi_chart_title(index));
  drawing->subtitle = dgmi_index_say(index, "%s, and its parts", what);
  drawing->data = new_grid(index, filled, filling->request->top);
  return TRUE;
}
