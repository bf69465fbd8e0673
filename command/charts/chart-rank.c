#include "charts/kinds/chart-rank.h"
#include "index/tables/rank-table.h"

#include <math.h>
#include <string.h>

#include "command/charts/chart-results.h"
#include "command/run/say.h"
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
  g_free(filled->rows);
  g_free(filled->classes);
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
    mean.name = g_strdup_printf(_("mean of %-s"), group);
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

/* The 90 % intervals of ranks that `uncertainty` prints. */
static gboolean fill_intervals(DgmiRun *run, DgmiIndex *index, RankFilled *filled)
{
  if (run->options.chart.results == NULL)
    return TRUE;
  g_auto(DgmiResults) results = {0};
  if (!dgmi_results_open(&results, run, index))
    return FALSE;
  const int code = dgmi_results_column(&results, "code", TRUE);
  const int low = dgmi_results_column(&results, "rank_p5", TRUE);
  const int high = dgmi_results_column(&results, "rank_p95", TRUE);
  if (code < 0 || low < 0 || high < 0)
    return FALSE;
  const guint n = dgmi_table_n_rows(results.table);
  for (guint t = 0; t < n; t++)
    for (guint i = 0; i < filled->input.n_rows; i++)
    {
      const char *cell = dgmi_table_cell(results.table, t, (guint)code);
      if (filled->rows[i].reference || g_ascii_strcasecmp(filled->rows[i].code, cell) != 0)
        continue;
      filled->rows[i].low = dgmi_results_number(&results, t, low, 1, G_MAXUINT16);
      filled->rows[i].high = dgmi_results_number(&results, t, high, 1, G_MAXUINT16);
    }
  filled->input.interval = DGMI_RANK_RANK_INTERVAL;
  return dgmi_messages_failures(run->messages) == 0;
}

static gboolean fill_classes(DgmiRun *run, const DgmiIndex *index, RankFilled *filled)
{
  const guint n = dgmi_recipe_classes(dgmi_index_recipe(index))->len;
  if (n == 0 && run->options.chart.palette != NULL)
  {
    dgmi_usage_failure(run->messages, "%s has no classes that --palette could colour; leave it out",
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
    return g_strdup_printf(_("Ranks by %s, as published; the scores are not"),
                           dgmi_index_node_name(index, root));
  return dgmi_chart_node_text(index, root);
}

static gboolean fill(DgmiRun *run, DgmiIndex *index, DgmiDrawing *drawing, RankFilled *filled,
                     const DgmiChartUnits *units)
{
  const DgmiNode *node = dgmi_framework_node(dgmi_index_framework(index),
                                             dgmi_framework_root(dgmi_index_framework(index)));
  if (run->options.shown.group != NULL)
    filled->grouping = dgmi_grouping_new(index, run->options.shown.group, run->messages);
  if (run->options.shown.group != NULL && filled->grouping == NULL)
    return FALSE;
  filled->input = DGMI_RANK_INPUT_DEFAULT;
  filled->input.top = (guint)run->options.shown.top;
  filled->input.n_ranked = units->n_ranked;
  filled->input.node = node->code;
  filled->input.digits = dgmi_index_decimals(index);
  fill_rows(index, filled, units);
  fill_ranks(index, filled, units);
  add_means(index, filled);
  fill_axis(node, filled);
  const guint shown =
      run->options.shown.top > 0 ? MIN(units->n, (guint)run->options.shown.top) : units->n;
  drawing->title = g_strdup(dgmi_chart_title(index));
  drawing->subtitle = subtitle_of(index, filled);
  drawing->data = dgmi_rank_grid(index, filled->grouping, units->order, shown);
  return fill_classes(run, index, filled) && fill_intervals(run, index, filled);
}

gboolean dgmi_fill_rank(DgmiRun *run, DgmiIndex *index, DgmiDrawing *drawing)
{
  DgmiChartUnits units;
  if (!dgmi_chart_check_arguments(run, 0, 0, "rank INDEX") ||
      !dgmi_chart_units_init(&units, run, index))
    return FALSE;
  RankFilled *filled = dgmi_drawing_new_input(drawing, sizeof *filled, clear_filled);
  filled->strings = g_ptr_array_new_with_free_func(g_free);
  const gboolean ok = fill(run, index, drawing, filled, &units);
  dgmi_chart_units_clear(&units);
  return ok;
}
