#include "charts/kinds/chart-compare.h"

#include <math.h>

#include "charts/fill/fill.h"
#include "indicators/base/memory.h"

typedef struct
{
  DgmiCompareInput input; /* first: what the chart is given */
  DgmiChartUnits all;
  DgmiChartUnit *units; /* those compared; what they hold belongs to `all` */
  guint *chosen;        /* their places in the dataset */
  guint *nodes;         /* the index, then its members */
  const char **names;
  double *values, *others;
  char **ranks;
  guint *n_ranked;
} CompareFilled;

static void clear_filled(gpointer data)
{
  CompareFilled *filled = data;
  const guint n = filled->input.n_nodes * filled->input.n_units;
  for (guint i = 0; filled->ranks != NULL && i < n; i++)
    g_free(filled->ranks[i]);
  dgmi_chart_units_clear(&filled->all);
  dgmi_free_all(filled->units, filled->chosen, filled->nodes, filled->names, filled->values,
                filled->others, filled->ranks, filled->n_ranked);
}

static gboolean choose(const DgmiFilling *filling, DgmiIndex *index, CompareFilled *filled)
{
  const char *const *words = filling->request->arguments;
  const guint n = g_strv_length((char **)words);
  filled->units = g_new0(DgmiChartUnit, n + 1);
  filled->chosen = g_new0(guint, n + 1);
  for (guint k = 0; k < n; k++)
  {
    const int unit = dgmi_index_find_unit(index, words[k], filling->messages);
    for (guint j = 0; unit >= 0 && j < k; j++)
      if (filled->chosen[j] == (guint)unit)
        dgmi_usage_failure(filling->messages, "%s is named twice; name each unit once",
                           dgmi_index_unit_name(index, (guint)unit));
    if (unit >= 0)
      filled->chosen[k] = (guint)unit;
    if (unit >= 0 && dgmi_result_is_dropped(dgmi_index_result(index), (guint)unit))
      dgmi_failure(filling->messages, NULL, "%s was left out by screening (--available)",
                   dgmi_index_unit_name(index, (guint)unit));
    for (guint i = 0; i < filled->all.n; i++)
      if (unit >= 0 && filled->all.order[i] == (guint)unit)
        filled->units[k] = filled->all.units[i];
  }
  filled->input.units = filled->units;
  filled->input.n_units = n;
  return dgmi_messages_failures(filling->messages) == 0;
}

static void choose_nodes(const DgmiIndex *index, CompareFilled *filled)
{
  const guint root = dgmi_framework_root(dgmi_index_framework(index));
  const DgmiNode *top = dgmi_framework_node(dgmi_index_framework(index), root);
  const guint n = top->n_members + 1;
  filled->nodes = g_new(guint, n);
  filled->names = g_new(const char *, n);
  for (guint i = 0; i < n; i++)
  {
    filled->nodes[i] = i == 0 ? root : top->members[i - 1];
    filled->names[i] = dgmi_index_node_name(index, filled->nodes[i]);
  }
  filled->input.nodes = filled->names;
  filled->input.n_nodes = n;
}

static gboolean is_chosen(const CompareFilled *filled, guint unit)
{
  for (guint k = 0; k < filled->input.n_units; k++)
    if (filled->chosen[k] == unit)
      return TRUE;
  return FALSE;
}

static const double *scores_of(const DgmiIndex *index, guint node)
{
  return node == dgmi_framework_root(dgmi_index_framework(index))
             ? dgmi_result_score(dgmi_index_result(index))
             : dgmi_result_node(dgmi_index_result(index), node);
}

static void fill_node(const DgmiIndex *index, CompareFilled *filled, guint i)
{
  const guint n = filled->input.n_units;
  const double *scores = scores_of(index, filled->nodes[i]);
  g_autofree double *ranks = g_new(double, dgmi_dataset_n_units(dgmi_index_dataset(index)));
  dgmi_result_node_ranks(dgmi_index_result(index), filled->nodes[i], ranks);
  for (guint k = 0; k < n; k++)
  {
    const double rank = ranks[filled->chosen[k]];
    filled->values[i * n + k] = scores[filled->chosen[k]];
    filled->ranks[i * n + k] = rank > 0 ? g_strdup_printf("%g", rank) : NULL;
  }
  guint other = 0;
  for (guint u = 0; u < filled->all.n; u++)
    if (!is_chosen(filled, filled->all.order[u]))
      filled->others[(gsize)i * filled->input.n_others + other++] = scores[filled->all.order[u]];
  for (guint u = 0; u < dgmi_dataset_n_units(dgmi_index_dataset(index)); u++)
    filled->n_ranked[i] += ranks[u] > 0;
}

/* 0 to 1, 0 to 100, or what the data need. */
static void set_scale(CompareFilled *filled)
{
  const DgmiCompareInput *input = &filled->input;
  double low = INFINITY, high = -INFINITY;
  for (guint i = 0; i < input->n_nodes * input->n_units; i++)
  {
    low = fmin(low, filled->values[i]);
    high = fmax(high, filled->values[i]);
  }
  for (gsize i = 0; i < (gsize)input->n_nodes * input->n_others; i++)
  {
    low = fmin(low, filled->others[i]);
    high = fmax(high, filled->others[i]);
  }
  filled->input.low = low >= 0 ? 0 : low;
  filled->input.high = high <= 1 && low >= 0                  ? 1
                       : high <= 100 && high > 50 && low >= 0 ? 100
                                                              : high;
  if (!(filled->input.low < filled->input.high) || !isfinite(high - low))
  {
    filled->input.low = 0;
    filled->input.high = 1;
  }
}

static void fill(const DgmiIndex *index, CompareFilled *filled)
{
  const guint n_nodes = filled->input.n_nodes, n_units = filled->input.n_units;
  filled->input.n_others = filled->all.n - n_units;
  filled->values = g_new(double, (gsize)n_nodes *n_units);
  filled->others = g_new(double, (gsize)n_nodes * filled->input.n_others + 1);
  filled->ranks = g_new0(char *, (gsize)n_nodes *n_units);
  filled->n_ranked = g_new0(guint, n_nodes);
  for (guint i = 0; i < n_nodes; i++)
    fill_node(index, filled, i);
  filled->input.values = filled->values;
  filled->input.others = filled->others;
  filled->input.ranks = (const char *const *)filled->ranks;
  filled->input.n_ranked = filled->n_ranked;
  set_scale(filled);
}

static DgmiGrid *new_grid(const DgmiIndex *index, const CompareFilled *filled)
{
  const DgmiCompareInput *input = &filled->input;
  DgmiGrid *grid = dgmi_grid_new();
  dgmi_grid_add_text(grid, "node", dgmi_index_word(index, "node"));
  dgmi_grid_add_text(grid, "name", dgmi_index_word(index, "name"));
  for (guint k = 0; k < input->n_units; k++)
    dgmi_grid_add_numbers(grid, input->units[k].code, input->units[k].code, input->digits);
  for (guint i = 0; i < input->n_nodes; i++)
  {
    dgmi_grid_add_row(grid);
    dgmi_grid_text(grid, 0,
                   dgmi_framework_node(dgmi_index_framework(index), filled->nodes[i])->code);
    dgmi_grid_text(grid, 1, input->nodes[i]);
    for (guint k = 0; k < input->n_units; k++)
      dgmi_grid_number(grid, 2 + k, input->values[i * input->n_units + k]);
  }
  return grid;
}

gboolean dgmi_fill_compare(const DgmiFilling *filling, DgmiDrawing *drawing)
{
  DgmiIndex *index = filling->index;
  static const char *const shapes[] = {"panels", "dumbbell", "strip", "radar", "bars", NULL};
  const int shape = dgmi_chart_shape(filling, shapes);
  if (shape < 0 || !dgmi_chart_check_arguments(filling, 2, DGMI_COMPARE_MOST_UNITS,
                                               "compare INDEX UNIT UNIT… (2 to 8 units)"))
    return FALSE;
  CompareFilled *filled = dgmi_drawing_new_input(drawing, sizeof *filled, clear_filled);
  filled->input.shape = (DgmiCompareShape)shape;
  filled->input.digits = dgmi_index_decimals(index);
  DgmiChartRequest of_all = *filling->request; /* every unit stands behind those compared */
  of_all.units = NULL;
  const DgmiFilling all = {index, &of_all, filling->messages};
  if (!dgmi_chart_units_init(&filled->all, &all) || !choose(filling, index, filled))
    return FALSE;
  choose_nodes(index, filled);
  fill(index, filled);
  const guint root = dgmi_framework_root(dgmi_index_framework(index));
  drawing->title = g_strdup(dgmi_chart_title(index));
  const char *unit = dgmi_framework_node(dgmi_index_framework(index), root)->unit;
  g_autofree char *scale = unit == NULL ? g_strdup("") : dgmi_index_say(index, " (%s)", unit);
  drawing->subtitle = dgmi_index_say(
      index, "Scores%s and ranks in the index and its parts, of %u units", scale, filled->all.n);
  drawing->data = new_grid(index, filled);
  return TRUE;
}
