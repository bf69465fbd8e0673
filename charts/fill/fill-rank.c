#include "charts/kinds/chart-rank.h"
#include "index/tables/rank-table.h"

#include <math.h>
#include <string.h>

#include "charts/fill/fill.h"
#include "index/opened/grouping.h"
#include "indicators/base/memory.h"
#include "indicators/base/text.h"

/* An axis over the whole scale of an index is of use where values fill so much of it. */
#define LEAST_SPAN 0.25

typedef struct
{
  DgmiRankInput input; /* first: what the chart is given */
  DgmiRankRow *rows;
  DgmiRankClass *classes;
  DgmiGrouping *grouping; /* NULL = none */
  GPtrArray *strings;
} RankFilled;

static void clear_filled(gpointer data)
{
  RankFilled *filled = data;
  dgmi_grouping_free(filled->grouping);
  g_ptr_array_unref(filled->strings);
  dgmi_free_all(filled->rows, filled->classes);
}

static int group_of(const RankFilled *filled, guint unit)
{
  const DgmiGrouping *grouping = filled->grouping;
  const char *name = grouping == NULL ? NULL : grouping->of_unit->pdata[unit];
  for (guint g = 0; name != NULL && g < grouping->names->len; g++)
    if (strcmp(name, grouping->names->pdata[g]) == 0)
      return (int)g;
  return -1;
}

static void fill_rows(DgmiIndex *index, RankFilled *filled, const DgmiChartUnits *units)
{
  const guint n_groups = filled->grouping == NULL ? 0 : filled->grouping->names->len;
  filled->rows = g_new(DgmiRankRow, units->n + n_groups + 1);
  for (guint i = 0; i < units->n; i++)
  {
    DgmiRankRow *row = &filled->rows[i];
    const DgmiChartUnit *unit = &units->units[i];
    *row = DGMI_RANK_ROW_DEFAULT;
    row->code = unit->code;
    row->name = unit->name;
    row->fallback = unit->fallback;
    row->rank = g_strdup(unit->rank);
    row->value = unit->value;
    row->class = dgmi_result_class(dgmi_index_result(index), units->order[i]);
    row->group = group_of(filled, units->order[i]);
    row->highlighted = unit->highlighted;
    g_ptr_array_add(filled->strings, (char *)row->rank);
  }
  filled->input.rows = filled->rows;
  filled->input.n_rows = units->n;
}

/* Of groups that only published ranks are known of: the ranks are what is drawn. */
static void fill_ranks(const DgmiIndex *index, RankFilled *filled, const DgmiChartUnits *units)
{
  guint ranked = 0;
  for (guint i = 0; i < units->n; i++)
  {
    if (!isnan(filled->rows[i].value))
      return;
    ranked += filled->rows[i].rank != NULL;
  }
  filled->input.ranks_only = ranked > 0;
  for (guint i = 0; ranked > 0 && i < units->n; i++)
    if (filled->rows[i].rank != NULL)
      filled->rows[i].value = dgmi_result_rank(dgmi_index_result(index))[units->order[i]];
}

/* The means of the groups, each before the first unit that has less. */
static void add_means(const DgmiIndex *index, RankFilled *filled)
{
  const guint n_groups = filled->grouping == NULL ? 0 : filled->grouping->names->len;
  for (guint g = 0; g < n_groups; g++)
  {
    const char *group = filled->grouping->names->pdata[g];
    DgmiRankRow mean = DGMI_RANK_ROW_DEFAULT;
    mean.value =
        dgmi_grouping_mean(filled->grouping, g, dgmi_result_score(dgmi_index_result(index)));
    if (isnan(mean.value))
      continue;
    mean.name = dgmi_index_say(index, "mean of %-s", group);
    mean.code = group;
    mean.group = (int)g;
    mean.reference = TRUE;
    g_ptr_array_add(filled->strings, (char *)mean.name);
    guint at = 0;
    while (at < filled->input.n_rows && filled->rows[at].value >= mean.value)
      at++;
    memmove(&filled->rows[at + 1], &filled->rows[at],
            (filled->input.n_rows - at) * sizeof *filled->rows);
    filled->rows[at] = mean;
    filled->input.n_rows++;
  }
  if (n_groups > 0)
  {
    filled->input.groups = (const char *const *)filled->grouping->names->pdata;
    filled->input.n_groups = n_groups;
  }
}

/* The intervals of ranks of an uncertainty analysis. */
static void fill_intervals(const DgmiChartRanks *ranks, RankFilled *filled)
{
  for (guint t = 0; ranks != NULL && t < ranks->n_units; t++)
    for (guint i = 0; i < filled->input.n_rows; i++)
    {
      if (filled->rows[i].reference ||
          g_ascii_strcasecmp(filled->rows[i].code, ranks->units[t].code) != 0)
        continue;
      filled->rows[i].low = ranks->units[t].low;
      filled->rows[i].high = ranks->units[t].high;
    }
  if (ranks != NULL)
    filled->input.interval = DGMI_RANK_RANK_INTERVAL;
}

static gboolean fill_classes(const DgmiFilling *filling, const DgmiIndex *index, RankFilled *filled)
{
  const guint n = dgmi_recipe_classes(dgmi_index_recipe(index))->len;
  if (n == 0 && filling->request->palette != NULL)
  {
    dgmi_usage_failure(filling->messages,
                       "%s has no classes that --palette could colour; leave it out",
                       dgmi_index_name(index));
    return FALSE;
  }
  filled->classes = g_new(DgmiRankClass, n + 1);
  for (guint i = 0; i < n; i++)
    filled->classes[i] = (DgmiRankClass){
        dgmi_index_class_name(index, (int)i),
        g_array_index(dgmi_recipe_classes(dgmi_index_recipe(index)), DgmiClass, i).threshold};
  filled->input.classes = filled->classes;
  filled->input.n_classes = n;
  return TRUE;
}

/* The ends of a scale as the framework names it: "0–1", "0-100". */
static gboolean parse_scale(const char *unit, double *low, double *high)
{
  g_auto(GStrv) ends = g_strsplit_set(unit != NULL ? unit : "", "\u2013-", -1);
  const guint n = g_strv_length(ends);
  return n >= 2 && dgmi_number_parse(ends[0], strlen(ends[0]), low) == DGMI_NUMBER_OK &&
         dgmi_number_parse(ends[n - 1], strlen(ends[n - 1]), high) == DGMI_NUMBER_OK &&
         *low < *high;
}

/* The axis is the index's whole scale where the values lie in it and use enough of it. */
static void fill_axis(const DgmiNode *node, RankFilled *filled)
{
  double low, high, least = INFINITY, most = -INFINITY;
  if (filled->input.ranks_only || !parse_scale(node->unit, &low, &high))
    return;
  for (guint i = 0; i < filled->input.n_rows; i++)
  {
    least = fmin(least, filled->rows[i].value);
    most = fmax(most, filled->rows[i].value);
  }
  if (!(least >= low && most <= high && most - low >= LEAST_SPAN * (high - low)))
    return;
  filled->input.axis_low = low;
  filled->input.axis_high = high;
}

static char *subtitle_of(const DgmiIndex *index, const RankFilled *filled)
{
  const guint root = dgmi_framework_root(dgmi_index_framework(index));
  if (filled->input.ranks_only)
    return dgmi_index_say(index, "Ranks by %s, as published; the scores are not",
                          dgmi_index_node_name(index, root));
  return dgmi_chart_node_text(index, root);
}

static gboolean fill(const DgmiFilling *filling, DgmiIndex *index, DgmiDrawing *drawing,
                     RankFilled *filled, const DgmiChartUnits *units)
{
  const DgmiNode *node = dgmi_framework_node(dgmi_index_framework(index),
                                             dgmi_framework_root(dgmi_index_framework(index)));
  if (filling->request->group != NULL)
    filled->grouping = dgmi_grouping_new(index, filling->request->group, filling->messages);
  if (filling->request->group != NULL && filled->grouping == NULL)
    return FALSE;
  filled->input = DGMI_RANK_INPUT_DEFAULT;
  filled->input.top = filling->request->top;
  filled->input.n_ranked = units->n_ranked;
  filled->input.node = node->code;
  filled->input.digits = dgmi_index_decimals(index);
  fill_rows(index, filled, units);
  fill_ranks(index, filled, units);
  add_means(index, filled);
  fill_axis(node, filled);
  const guint shown = filling->request->top > 0 ? MIN(units->n, filling->request->top) : units->n;
  drawing->title = g_strdup(dgmi_chart_title(index));
  drawing->subtitle = subtitle_of(index, filled);
  drawing->data = dgmi_rank_grid(index, filled->grouping, units->order, shown);
  fill_intervals(filling->request->ranks, filled);
  return fill_classes(filling, index, filled);
}

gboolean dgmi_fill_rank(const DgmiFilling *filling, DgmiDrawing *drawing)
{
  DgmiIndex *index = filling->index;
  DgmiChartUnits units;
  if (!dgmi_chart_check_arguments(filling, 0, 0, "rank INDEX") ||
      !dgmi_chart_units_init(&units, filling))
    return FALSE;
  RankFilled *filled = dgmi_drawing_new_input(drawing, sizeof *filled, clear_filled);
  filled->strings = g_ptr_array_new_with_free_func(g_free);
  const gboolean ok = fill(filling, index, drawing, filled, &units);
  dgmi_chart_units_clear(&units);
  return ok;
}
