#include "charts/kinds/chart-correlation.h"

#include "charts/fill/fill.h"
#include "index/numbers/correlation.h"
#include "indicators/base/memory.h"

/* More indicators than these cannot be read as a matrix: the pillars stand for them. */
#define MOST_INDICATORS 40

typedef struct
{
  DgmiCorrelationInput input; /* first: what the chart is given */
  DgmiCorrelationNode *nodes;
  GArray *chosen; /* guint */
  double *r;
  guint *pairs;
} CorrelationFilled;

static void clear_filled(gpointer data)
{
  CorrelationFilled *filled = data;
  g_free(filled->nodes);
  g_array_unref(filled->chosen);
  g_free(filled->r);
  g_free(filled->pairs);
}

/* The indicators below `node`, in the order of the tree. */
static void add_indicators(const DgmiIndex *index, guint node, GArray *out)
{
  const DgmiNode *info = dgmi_framework_node(dgmi_index_framework(index), node);
  if (info->n_members == 0)
    g_array_append_val(out, node);
  for (guint i = 0; i < info->n_members; i++)
    add_indicators(index, info->members[i], out);
}

static void choose(const DgmiIndex *index, GArray *out)
{
  const guint root = dgmi_framework_root(dgmi_index_framework(index));
  const DgmiNode *top = dgmi_framework_node(dgmi_index_framework(index), root);
  if (dgmi_framework_n_indicators(dgmi_index_framework(index)) <= MOST_INDICATORS)
    add_indicators(index, root, out);
  else
    g_array_append_vals(out, top->members, top->n_members);
  g_array_append_val(out, root);
}

static const double *scores_of(const DgmiIndex *index, guint node)
{
  return node == dgmi_framework_root(dgmi_index_framework(index))
             ? dgmi_result_score(dgmi_index_result(index))
             : dgmi_result_node(dgmi_index_result(index), node);
}

static void fill(const DgmiIndex *index, CorrelationFilled *filled)
{
  const guint n = filled->chosen->len, n_units = dgmi_dataset_n_units(dgmi_index_dataset(index));
  filled->nodes = g_new(DgmiCorrelationNode, n);
  filled->r = g_new(double, (gsize)n *n);
  filled->pairs = g_new(guint, (gsize)n * n);
  for (guint i = 0; i < n; i++)
  {
    const guint node = g_array_index(filled->chosen, guint, i);
    filled->nodes[i] =
        (DgmiCorrelationNode){dgmi_index_node_name(index, node), dgmi_chart_pillar(index, node)};
    for (guint j = 0; j < n; j++)
    {
      gsize used;
      filled->r[(gsize)i * n + j] = dgmi_correlation_pearson(
          scores_of(index, node), scores_of(index, g_array_index(filled->chosen, guint, j)),
          n_units, &used);
      filled->pairs[(gsize)i * n + j] = (guint)used;
    }
  }
  filled->input = (DgmiCorrelationInput){filled->nodes, n, filled->r, filled->pairs};
}

static DgmiGrid *new_grid(const DgmiIndex *index, const CorrelationFilled *filled)
{
  const guint n = filled->chosen->len;
  DgmiGrid *grid = dgmi_grid_new();
  dgmi_grid_add_text(grid, "a", dgmi_index_word(index, "a"));
  dgmi_grid_add_text(grid, "b", dgmi_index_word(index, "b"));
  dgmi_grid_add_numbers(grid, "r", dgmi_index_word(index, "r"), 4);
  dgmi_grid_add_integers(grid, "n", dgmi_index_word(index, "n"));
  for (guint i = 1; i < n; i++)
    for (guint j = 0; j < i; j++)
    {
      const guint a = g_array_index(filled->chosen, guint, j);
      const guint b = g_array_index(filled->chosen, guint, i);
      dgmi_grid_add_row(grid);
      dgmi_grid_text(grid, 0, dgmi_framework_node(dgmi_index_framework(index), a)->code);
      dgmi_grid_text(grid, 1, dgmi_framework_node(dgmi_index_framework(index), b)->code);
      dgmi_grid_number(grid, 2, filled->r[(gsize)i * n + j]);
      dgmi_grid_integer(grid, 3, filled->pairs[(gsize)i * n + j]);
    }
  return grid;
}

gboolean dgmi_fill_correlation(const DgmiFilling *filling, DgmiDrawing *drawing)
{
  DgmiIndex *index = filling->index;
  if (!dgmi_chart_check_arguments(filling, 0, 0, "correlation INDEX"))
    return FALSE;
  CorrelationFilled *filled = dgmi_drawing_new_input(drawing, sizeof *filled, clear_filled);
  filled->chosen = g_array_new(FALSE, FALSE, sizeof(guint));
  choose(index, filled->chosen);
  fill(index, filled);
  drawing->title = g_strdup(dgmi_chart_title(index));
  drawing->subtitle = dgmi_index_say(index, "Pearson's correlations of the scores of %u units",
                                     dgmi_dataset_n_units(dgmi_index_dataset(index)));
  drawing->data = new_grid(index, filled);
  return TRUE;
}
