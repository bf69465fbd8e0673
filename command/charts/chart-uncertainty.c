#include "charts/kinds/chart-uncertainty.h"

#include <math.h>
#include <string.h>

#include "command/charts/chart-results.h"
#include "command/run/say.h"
#include "indicators/base/memory.h"
#include "indicators/base/text.h"

/* Of the columns rank_p5 and rank_p95. */
#define COVERAGE 90

typedef struct
{
  DgmiUncertaintyInput input; /* first: what the chart is given */
  DgmiChartUnit *units;
  DgmiUncertaintyRank *ranks;
  double *shares;
  DgmiTable *table; /* the units' strings */
  GPtrArray *strings;
} UncertaintyFilled;

static void clear_filled(gpointer data)
{
  UncertaintyFilled *filled = data;
  dgmi_free_all(filled->units, filled->ranks, filled->shares);
  g_ptr_array_unref(filled->strings);
  dgmi_table_free(filled->table);
}

static UncertaintyFilled *filled_new(guint n)
{
  UncertaintyFilled *filled = g_new0(UncertaintyFilled, 1);
  filled->units = g_new0(DgmiChartUnit, n + 1);
  filled->ranks = g_new0(DgmiUncertaintyRank, n + 1);
  filled->strings = g_ptr_array_new_with_free_func(g_free);
  filled->input.list.units = filled->units;
  filled->input.ranks = filled->ranks;
  filled->input.list.n = n;
  filled->input.coverage = COVERAGE;
  return filled;
}

/* ---- Intervals ---- */

enum
{
  RANK,
  CODE,
  LOW,
  HIGH,
  N_NEEDED,
  NAME = N_NEEDED,
  SCORE,
  LEAST,
  MOST,
  FIRST,
  N_COLUMNS
};

static const char *const COLUMNS[N_COLUMNS] = {
    [RANK] = "rank",      [CODE] = "code",     [LOW] = "rank_p5",
    [HIGH] = "rank_p95",  [NAME] = "name",     [SCORE] = "score",
    [LEAST] = "rank_min", [MOST] = "rank_max", [FIRST] = "first_share"};

static void fill_row(DgmiResults *results, const int *column, guint row, guint i,
                     UncertaintyFilled *filled)
{
  double value[N_COLUMNS];
  for (guint c = 0; c < N_COLUMNS; c++)
  {
    const gboolean text = c == CODE || c == NAME;
    const gboolean free_range = c == SCORE;
    value[c] = text ? NAN
                    : dgmi_results_number(results, row, column[c],
                                          free_range   ? -G_MAXDOUBLE
                                          : c == FIRST ? 0
                                                       : 1,
                                          free_range   ? G_MAXDOUBLE
                                          : c == FIRST ? 1
                                                       : 10000000);
  }
  filled->units[i] = dgmi_results_unit(results, row, column[CODE], column[NAME], value[RANK],
                                       value[SCORE], filled->strings);
  filled->ranks[i] = (DgmiUncertaintyRank){value[RANK], value[LOW],   value[HIGH], value[LEAST],
                                           value[MOST], value[FIRST], FALSE};
  if (value[HIGH] < value[LOW])
  {
    const DgmiPlace place = dgmi_table_place(results->table, row, (guint)column[HIGH]);
    dgmi_failure(results->run->messages, &place, "rank_p95 is less than rank_p5");
  }
}

/* NaN where there is none. */
static double number(const DgmiResults *results, guint row, int column)
{
  double value = NAN;
  const char *cell = dgmi_table_cell(results->table, row, (guint)column);
  return dgmi_number_parse(cell, strlen(cell), &value) == DGMI_NUMBER_OK ? value : NAN;
}

/* Units that --units leaves out are neighbours all the same: each of `order` whose interval meets
 * that of the unit before or after it in the whole table is marked. */
static void mark_neighbours(DgmiResults *results, const int *column, const guint *order, guint n,
                            DgmiUncertaintyRank *ranks)
{
  guint n_all;
  gboolean *chosen = g_steal_pointer(&results->chosen);
  g_autofree guint *all = dgmi_results_order(results, column[CODE], column[RANK], &n_all);
  results->chosen = chosen;
  for (guint i = 0, k = 0; i < n_all && k < n; i++)
  {
    if (all[i] != order[k])
      continue;
    ranks[k].meets_hidden =
        (i > 0 && number(results, all[i - 1], column[HIGH]) >= ranks[k].low) ||
        (i + 1 < n_all && number(results, all[i + 1], column[LOW]) <= ranks[k].high);
    k++;
  }
}

static UncertaintyFilled *fill_intervals(DgmiResults *results, DgmiDrawing *drawing)
{
  int column[N_COLUMNS];
  gboolean ok = TRUE;
  for (guint c = 0; c < N_COLUMNS; c++)
  {
    column[c] = dgmi_results_column(results, COLUMNS[c], c < N_NEEDED);
    ok = ok && (column[c] >= 0 || c >= N_NEEDED);
  }
  if (!ok)
    return NULL;
  guint n;
  g_autofree guint *order = dgmi_results_order(results, column[CODE], column[RANK], &n);
  UncertaintyFilled *filled = filled_new(n);
  for (guint i = 0; i < n; i++)
    fill_row(results, column, order[i], i, filled);
  if (results->chosen != NULL && dgmi_messages_failures(results->run->messages) == 0)
    mark_neighbours(results, column, order, n, filled->ranks);
  filled->input.list.n_ranked = dgmi_results_n_ranked(results, column[RANK]);
  drawing->data = dgmi_results_grid(results, order, n);
  return filled;
}

/* ---- Acceptability ---- */

/* The columns "1", "2", … by rank; NULL with a failure where they are not there. */
static GArray *rank_columns(DgmiResults *results)
{
  g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(int));
  for (guint rank = 1;; rank++)
  {
    g_autofree char *name = g_strdup_printf("%u", rank);
    const int column = dgmi_results_column(results, name, rank == 1);
    if (column < 0)
      break;
    g_array_append_val(columns, column);
  }
  return columns->len == 0 ? NULL : g_steal_pointer(&columns);
}

/* The index's own rank of a unit, which the table does not have; NaN where it has none. */
static double nominal_rank(const DgmiResults *results, guint row, int code)
{
  const char *cell = dgmi_table_cell(results->table, row, (guint)code);
  const int unit = dgmi_dataset_find_unit(dgmi_index_dataset(results->index), cell);
  return unit < 0 ? NAN : dgmi_result_rank(dgmi_index_result(results->index))[unit];
}

static int by_nominal(gconstpointer a, gconstpointer b, gpointer ranks)
{
  const double x = ((double *)ranks)[*(const guint *)a], y = ((double *)ranks)[*(const guint *)b];
  if (isnan(x) != isnan(y))
    return isnan(x) ? 1 : -1;
  return x < y ? -1 : x > y;
}

static gboolean has_rank(const DgmiResults *results, guint row, int column)
{
  const char *cell = dgmi_table_cell(results->table, row, (guint)column);
  return *cell != '\0' && strcmp(cell, "0") != 0;
}

/* The last rank that a unit drawn has, in a draw or as the index's own. */
static guint last_rank(const DgmiResults *results, const GArray *columns, const guint *order,
                       const double *ranks, guint n)
{
  const guint top = (guint)results->run->options.shown.top;
  for (guint k = columns->len; k > 1; k--)
    for (guint i = 0; i < (top > 0 ? MIN(top, n) : n); i++)
      if (ranks[order[i]] >= k || has_rank(results, order[i], g_array_index(columns, int, k - 1)))
        return k;
  return 1;
}

static UncertaintyFilled *fill_shares(DgmiResults *results, DgmiDrawing *drawing)
{
  const int code = dgmi_results_column(results, "code", TRUE);
  g_autoptr(GArray) columns = code < 0 ? NULL : rank_columns(results);
  if (columns == NULL)
    return NULL;
  guint n;
  g_autofree guint *order = dgmi_results_order(results, code, -1, &n);
  g_autofree double *ranks = g_new(double, dgmi_table_n_rows(results->table) + 1);
  for (guint row = 0; row < dgmi_table_n_rows(results->table); row++)
    ranks[row] = nominal_rank(results, row, code);
  g_qsort_with_data(order, (int)n, sizeof *order, by_nominal, ranks);
  UncertaintyFilled *filled = filled_new(n);
  g_array_set_size(columns, last_rank(results, columns, order, ranks, n));
  filled->input.n_ranks = columns->len;
  filled->shares = g_new0(double, (gsize)n * columns->len + 1);
  filled->input.shares = filled->shares;
  for (guint i = 0; i < n; i++)
  {
    const double rank = ranks[order[i]];
    filled->units[i] = dgmi_results_unit(results, order[i], code, -1, rank, isnan(rank) ? 0 : rank,
                                         filled->strings);
    filled->ranks[i] = (DgmiUncertaintyRank){rank, NAN, NAN, NAN, NAN, NAN, FALSE};
    for (guint k = 0; k < columns->len; k++)
    {
      const double share =
          dgmi_results_number(results, order[i], g_array_index(columns, int, k), 0, 1);
      filled->shares[(gsize)i * columns->len + k] = isnan(share) ? 0 : share;
    }
  }
  drawing->data = dgmi_results_grid(results, order, n);
  return filled;
}

gboolean dgmi_fill_uncertainty(DgmiRun *run, DgmiIndex *index, DgmiDrawing *drawing)
{
  g_auto(DgmiResults) results = {0};
  static const char *const shapes[] = {"intervals", "acceptability", NULL};
  const int shape = dgmi_chart_shape(run, shapes);
  const gboolean matrix = shape == 1;
  if (shape < 0 || !dgmi_results_draw(&results, run, index,
                                      matrix ? DGMI_SAMPLING_ACCEPTABILITY : DGMI_SAMPLING_RANKS))
    return FALSE;
  UncertaintyFilled *filled =
      matrix ? fill_shares(&results, drawing) : fill_intervals(&results, drawing);
  if (filled == NULL)
    return FALSE;
  filled->table = g_steal_pointer(&results.table);
  filled->input.list.top = (guint)run->options.shown.top;
  drawing->input = filled;
  drawing->clear_input = clear_filled;
  drawing->title =
      g_strdup_printf(matrix ? _("%s: how often each rank") : _("%s: how sure the ranks are"),
                      dgmi_index_name(index));
  if (results.drawn != NULL)
    drawing->subtitle =
        g_strdup_printf(matrix ? _("Share of the draws in which a unit has a rank: %s")
                               : _("Ranks when the index varies by %s"),
                        results.drawn);
  else
    drawing->subtitle = g_strdup(matrix ? _("Share of the draws in which a unit has a rank")
                                        : _("Ranks under other choices of method, as drawn in the "
                                            "uncertainty analysis"));
  return dgmi_messages_failures(run->messages) == 0;
}
