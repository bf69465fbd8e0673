#include "charts/kinds/chart-stack.h"
#include "index/opened/additive.h"

#include <math.h>

#include "charts/fill/fill.h"
#include "indicators/base/memory.h"

typedef struct
{
  DgmiStackInput input; /* first: what the chart is given */
  DgmiChartUnits units;
  const char **parts;
  double *contributions;
} StackFilled;

static void clear_filled(gpointer data)
{
  StackFilled *filled = data;
  dgmi_chart_units_clear(&filled->units);
  dgmi_free_all(filled->parts, filled->contributions);
}

static void fill_parts(const DgmiIndex *index, StackFilled *filled)
{
  const guint root = dgmi_framework_root(dgmi_index_framework(index));
  const DgmiNode *top = dgmi_framework_node(dgmi_index_framework(index), root);
  const guint n_parts = top->n_members,
              n_nodes = dgmi_framework_n_nodes(dgmi_index_framework(index));
  g_autofree double *all = g_new(double, n_nodes);
  filled->parts = g_new(const char *, n_parts);
  filled->contributions = g_new(double, (gsize)n_parts *(filled->units.n + 1));
  for (guint p = 0; p < n_parts; p++)
    filled->parts[p] = dgmi_index_node_name(index, top->members[p]);
  for (guint i = 0; i < filled->units.n; i++)
  {
    const gboolean additive =
        dgmi_result_contributions(dgmi_index_result(index), filled->units.order[i], all);
    for (guint p = 0; p < n_parts; p++)
      filled->contributions[(gsize)i * n_parts + p] = additive ? all[top->members[p]] : NAN;
  }
  filled->input.parts = filled->parts;
  filled->input.contributions = filled->contributions;
  filled->input.n_parts = n_parts;
}

static DgmiGrid *new_grid(const DgmiIndex *index, const StackFilled *filled, guint top_n)
{
  const guint root = dgmi_framework_root(dgmi_index_framework(index));
  const DgmiNode *top = dgmi_framework_node(dgmi_index_framework(index), root);
  DgmiGrid *grid = dgmi_chart_ranked_grid(index);
  dgmi_grid_add_numbers(grid, "score", dgmi_index_word(index, "score"), filled->input.digits);
  for (guint p = 0; p < top->n_members; p++)
  {
    const char *code = dgmi_framework_node(dgmi_index_framework(index), top->members[p])->code;
    dgmi_grid_add_numbers(grid, code, code, filled->input.digits);
  }
  for (guint i = 0; i < filled->units.n; i++)
  {
    if (!dgmi_chart_ranked_row(grid, index, &filled->units, i, top_n))
      continue;
    dgmi_grid_number(grid, 3, filled->units.units[i].value);
    for (guint p = 0; p < top->n_members; p++)
      dgmi_grid_number(grid, 4 + p, filled->contributions[(gsize)i * top->n_members + p]);
  }
  return grid;
}

gboolean dgmi_fill_stack(const DgmiFilling *filling, DgmiDrawing *drawing)
{
  DgmiIndex *index = filling->index;
  g_autofree char *reason = dgmi_not_additive(index);
  if (!dgmi_chart_check_arguments(filling, 0, 0, "stack INDEX"))
    return FALSE;
  if (reason != NULL)
  {
    dgmi_failure(filling->messages, NULL,
                 "the scores do not stack: %s; draw dgmi chart compare or heatmap, or see what "
                 "sums give with --aggregate arithmetic",
                 reason);
    return FALSE;
  }
  StackFilled *filled = dgmi_drawing_new_input(drawing, sizeof *filled, clear_filled);
  if (!dgmi_chart_units_init(&filled->units, filling))
    return FALSE;
  const guint root = dgmi_framework_root(dgmi_index_framework(index));
  g_autofree char *what = dgmi_chart_node_text(index, root);
  filled->input.list = (DgmiUnitList){filled->units.units, filled->units.n, filling->request->top,
                                      filled->units.n_ranked};
  filled->input.node = dgmi_framework_node(dgmi_index_framework(index), root)->code;
  filled->input.digits = dgmi_index_decimals(index);
  fill_parts(index, filled);
  drawing->title = g_strdup(dgmi_chart_title(index));
  drawing->subtitle = dgmi_index_say(index, "What each part adds to the score: %s", what);
  drawing->data = new_grid(index, filled, filling->request->top);
  return TRUE;
}
