#include "charts/kinds/chart-weights.h"

#include <math.h>
#include <string.h>

#include "command/charts/chart-results.h"
#include "command/run/say.h"
#include "command/verbs/weights.h"

typedef struct
{
  DgmiWeightsInput input; /* first: what the chart is given */
  DgmiChartUnit *units;
  DgmiWeightsRank *ranks;
  DgmiTable *table; /* the units' strings */
  GPtrArray *strings;
} WeightsFilled;

static void clear_filled(gpointer data)
{
  WeightsFilled *filled = data;
  g_free(filled->units);
  g_free(filled->ranks);
  g_ptr_array_unref(filled->strings);
  dgmi_table_free(filled->table);
}

enum
{
  RANK,
  CODE,
  BEST,
  WORST,
  N_NEEDED,
  NAME = N_NEEDED,
  SCORE,
  SHARE,
  KIND,
  N_COLUMNS
};

static const char *const COLUMNS[N_COLUMNS] = {
    [RANK] = "rank", [CODE] = "code",   [BEST] = "best_rank",    [WORST] = "worst_rank",
    [NAME] = "name", [SCORE] = "score", [SHARE] = "first_share", [KIND] = "first_share_kind"};

/* Whether the share of a row is an estimate: `exact` or `estimate`. */
static gboolean read_kind(DgmiResults *results, guint row, int column)
{
  const char *cell = column < 0 ? "exact" : dgmi_table_cell(results->table, row, (guint)column);
  if (strcmp(cell, "exact") != 0 && strcmp(cell, "estimate") != 0 && *cell != '\0')
  {
    const DgmiPlace place = dgmi_table_place(results->table, row, (guint)column);
    g_autofree char *quoted = dgmi_csv_quote(cell);
    dgmi_failure(results->run->messages, &place, "%s is neither exact nor estimate", quoted);
  }
  return strcmp(cell, "estimate") == 0;
}

static void fill_row(DgmiResults *results, const int *column, guint row, guint i,
                     WeightsFilled *filled)
{
  const double last = 10000000;
  const double rank = dgmi_results_number(results, row, column[RANK], 1, last);
  const double score = dgmi_results_number(results, row, column[SCORE], -G_MAXDOUBLE, G_MAXDOUBLE);
  filled->units[i] =
      dgmi_results_unit(results, row, column[CODE], column[NAME], rank, score, filled->strings);
  filled->ranks[i] = (DgmiWeightsRank){
      .nominal = rank,
      .best = dgmi_results_number(results, row, column[BEST], 1, last),
      .worst = dgmi_results_number(results, row, column[WORST], 1, last),
      .first_share = dgmi_results_number(results, row, column[SHARE], 0, 1),
      .estimated = read_kind(results, row, column[KIND]),
  };
  if (filled->ranks[i].worst < filled->ranks[i].best)
  {
    const DgmiPlace place = dgmi_table_place(results->table, row, (guint)column[WORST]);
    dgmi_failure(results->run->messages, &place, "worst_rank is less than best_rank");
  }
}

/* The table of --results. */
static gboolean read_table(DgmiResults *results, DgmiRun *run, DgmiIndex *index,
                           DgmiDrawing *drawing)
{
  const DgmiOptions *options = &run->options;
  if (options->weights.bounds != NULL || options->weights.within != NULL ||
      options->weights.node != NULL || options->draws.count != NULL)
  {
    dgmi_usage_failure(run->messages, "the analysis of --results is made; leave out --bounds, "
                                      "--within, --node and --draws");
    return FALSE;
  }
  drawing->subtitle = g_strdup(_("From the best to the worst rank that any weights of the pillars "
                                 "give"));
  return dgmi_results_open(results, run, index);
}

/* What the verb prints for programs, of all units. */
static gboolean compute_table(DgmiResults *results, DgmiRun *run, DgmiIndex *index,
                              DgmiDrawing *drawing)
{
  g_auto(DgmiWeights) weights = {0};
  DgmiRun own = *run;
  own.options.print.format = (char *)"csv";
  own.options.print.output = NULL;
  own.options.shown.top = 0;
  g_autoptr(DgmiGrid) grid =
      dgmi_weights_open(&weights, &own, index) ? dgmi_weights_grid(&weights) : NULL;
  if (grid == NULL)
    return FALSE;
  g_autofree char *space = dgmi_weights_space_text(&weights);
  drawing->subtitle = g_strdup_printf(
      dgmi_weights_are_bounded(&weights)
          ? _("From the best to the worst rank that any weights within bounds give: %s")
          : _("From the best to the worst rank that any weights give: %s"),
      space);
  return dgmi_results_take(results, run, index, grid);
}

gboolean dgmi_fill_weights(DgmiRun *run, DgmiIndex *index, DgmiDrawing *drawing)
{
  g_auto(DgmiResults) results = {0};
  if (!(run->options.chart.results != NULL ? read_table(&results, run, index, drawing)
                                           : compute_table(&results, run, index, drawing)))
    return FALSE;
  int column[N_COLUMNS];
  for (guint c = 0; c < N_COLUMNS; c++)
    column[c] = dgmi_results_column(&results, COLUMNS[c], c < N_NEEDED);
  if (dgmi_messages_failures(run->messages) > 0)
    return FALSE;
  guint n;
  g_autofree guint *order = dgmi_results_order(&results, column[CODE], column[RANK], &n);
  WeightsFilled *filled = g_new0(WeightsFilled, 1);
  filled->units = g_new0(DgmiChartUnit, n + 1);
  filled->ranks = g_new0(DgmiWeightsRank, n + 1);
  filled->strings = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < n; i++)
    fill_row(&results, column, order[i], i, filled);
  filled->input.list = (DgmiUnitList){filled->units, n, (guint)run->options.shown.top,
                                      dgmi_results_n_ranked(&results, column[RANK])};
  filled->input.ranks = filled->ranks;
  drawing->data = dgmi_results_grid(&results, order, n);
  filled->table = g_steal_pointer(&results.table);
  drawing->input = filled;
  drawing->clear_input = clear_filled;
  drawing->title = g_strdup_printf(_("%s: ranks under all weights"), dgmi_index_name(index));
  return dgmi_messages_failures(run->messages) == 0;
}
