#include "charts/kinds/chart-framework.h"

#include "charts/fill/fill.h"

typedef struct
{
  DgmiFrameworkInput input; /* first: what the chart is given */
  GArray *items;            /* DgmiFrameworkItem */
  GArray *nodes;            /* guint */
} FrameworkFilled;

static void clear_filled(gpointer data)
{
  FrameworkFilled *filled = data;
  g_array_unref(filled->items);
  g_array_unref(filled->nodes);
}

/* Adds a node and what lies below it. */
static void add(const DgmiIndex *index, FrameworkFilled *filled, guint node, int parent,
                double share)
{
  const DgmiNode *info = dgmi_framework_node(dgmi_index_framework(index), node);
  const int at = (int)filled->items->len;
  const double above =
      parent < 0 ? 1 : g_array_index(filled->items, DgmiFrameworkItem, parent).weight;
  const DgmiFrameworkItem item = {.name = dgmi_index_node_name(index, node),
                                  .parent = parent,
                                  .share = share,
                                  .weight = above * share,
                                  .pillar = dgmi_chart_pillar(index, node)};
  double total = 0;
  g_array_append_val(filled->items, item);
  g_array_append_val(filled->nodes, node);
  for (guint i = 0; i < info->n_members; i++)
    total += dgmi_result_weights(dgmi_index_result(index))[info->members[i]];
  for (guint i = 0; i < info->n_members; i++)
    add(index, filled, info->members[i], at,
        total > 0 ? dgmi_result_weights(dgmi_index_result(index))[info->members[i]] / total : 0);
}

static DgmiGrid *new_grid(const DgmiIndex *index, const FrameworkFilled *filled)
{
  DgmiGrid *grid = dgmi_grid_new();
  dgmi_grid_add_text(grid, "node", dgmi_index_word(index, "node"));
  dgmi_grid_add_text(grid, "name", dgmi_index_word(index, "name"));
  dgmi_grid_add_text(grid, "parent", dgmi_index_word(index, "parent"));
  dgmi_grid_add_numbers(grid, "share", dgmi_index_word(index, "share"), 4);
  dgmi_grid_add_numbers(grid, "weight", dgmi_index_word(index, "weight"), 4);
  for (guint i = 0; i < filled->items->len; i++)
  {
    const DgmiFrameworkItem *item = &g_array_index(filled->items, DgmiFrameworkItem, i);
    const guint node = g_array_index(filled->nodes, guint, i);
    dgmi_grid_add_row(grid);
    dgmi_grid_text(grid, 0, dgmi_framework_node(dgmi_index_framework(index), node)->code);
    dgmi_grid_text(grid, 1, item->name);
    if (item->parent >= 0)
      dgmi_grid_text(grid, 2,
                     dgmi_framework_node(dgmi_index_framework(index),
                                         g_array_index(filled->nodes, guint, item->parent))
                         ->code);
    dgmi_grid_number(grid, 3, item->share);
    dgmi_grid_number(grid, 4, item->weight);
  }
  return grid;
}

gboolean dgmi_fill_framework(const DgmiFilling *filling, DgmiDrawing *drawing)
{
  DgmiIndex *index = filling->index;
  static const char *const shapes[] = {"icicle", "sunburst", NULL};
  const int shape = dgmi_chart_shape(filling, shapes);
  if (shape < 0 || !dgmi_chart_check_arguments(filling, 0, 0, "framework INDEX"))
    return FALSE;
  FrameworkFilled *filled = dgmi_drawing_new_input(drawing, sizeof *filled, clear_filled);
  filled->items = g_array_new(FALSE, FALSE, sizeof(DgmiFrameworkItem));
  filled->nodes = g_array_new(FALSE, FALSE, sizeof(guint));
  add(index, filled, dgmi_framework_root(dgmi_index_framework(index)), -1, 1);
  filled->input = (DgmiFrameworkInput){(DgmiFrameworkShape)shape,
                                       (const DgmiFrameworkItem *)(gpointer)filled->items->data,
                                       filled->items->len};
  drawing->title = g_strdup(dgmi_chart_title(index));
  drawing->subtitle =
      dgmi_index_say(index, "What is measured, and the weight of each part in the index");
  drawing->data = new_grid(index, filled);
  return TRUE;
}
