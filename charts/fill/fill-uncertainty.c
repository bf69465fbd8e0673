#include "charts/kinds/chart-uncertainty.h"

#include <math.h>

#include "charts/fill/analyses.h"
#include "indicators/base/memory.h"

/* Of the ranks from 5 % to 95 %. */
#define COVERAGE 90

typedef struct
{
  DgmiUncertaintyInput input; /* first: what the chart is given */
  DgmiChartUnit *units;
  DgmiUncertaintyRank *ranks;
  double *shares;
  GPtrArray *strings;
  DgmiChartAnalysis *own; /* NULL = the request's */
} UncertaintyFilled;

static void clear_filled(gpointer data)
{
  UncertaintyFilled *filled = data;
  dgmi_free_all(filled->units, filled->ranks, filled->shares);
  g_ptr_array_unref(filled->strings);
  dgmi_chart_analysis_free(filled->own);
}

static void take_units(UncertaintyFilled *filled, guint n)
{
  filled->units = g_new0(DgmiChartUnit, n + 1);
  filled->ranks = g_new0(DgmiUncertaintyRank, n + 1);
  filled->input.list.units = filled->units;
  filled->input.ranks = filled->ranks;
  filled->input.list.n = n;
  filled->input.coverage = COVERAGE;
}

/* ---- Intervals ---- */

/* Units that are not chosen are neighbours all the same: each of `order` whose interval meets that
 * of the unit before or after it in the whole analysis is marked. */
static void mark_neighbours(const DgmiChartRanks *ranks, const guint *all, const guint *order,
                            guint n, DgmiUncertaintyRank *out)
{
  for (guint i = 0, k = 0; i < ranks->n_units && k < n; i++)
  {
    if (all[i] != order[k])
      continue;
    out[k].meets_hidden = (i > 0 && ranks->units[all[i - 1]].high >= out[k].low) ||
                          (i + 1 < ranks->n_units && ranks->units[all[i + 1]].low <= out[k].high);
    k++;
  }
}

static void fill_intervals(DgmiChartChoice *choice, const DgmiChartRanks *ranks,
                           UncertaintyFilled *filled, DgmiDrawing *drawing)
{
  guint n, n_all;
  g_autofree double *rank = g_new(double, ranks->n_units + 1);
  for (guint i = 0; i < ranks->n_units; i++)
    rank[i] = ranks->units[i].rank;
  g_autofree guint *order = dgmi_chart_choice_order(choice, ranks, rank, &n);
  take_units(filled, n);
  for (guint i = 0; i < n; i++)
  {
    const DgmiChartRank *unit = &ranks->units[order[i]];
    filled->units[i] = dgmi_chart_choice_unit(choice, unit, unit->rank, filled->strings);
    filled->ranks[i] = (DgmiUncertaintyRank){unit->rank, unit->low,         unit->high, unit->least,
                                             unit->most, unit->first_share, FALSE};
  }
  if (choice->chosen != NULL)
  {
    const DgmiChartChoice every = {.index = choice->index};
    g_autofree guint *all = dgmi_chart_choice_order(&every, ranks, rank, &n_all);
    mark_neighbours(ranks, all, order, n, filled->ranks);
  }
  filled->input.list.n_ranked = dgmi_chart_ranks_n_ranked(ranks);
  drawing->data = dgmi_chart_take_rows(ranks->table, order, n);
}

/* ---- Acceptability ---- */

/* The index's own rank of a unit; NaN without one. */
static double nominal_rank(const DgmiIndex *index, const char *code)
{
  const int unit = dgmi_dataset_find_unit(dgmi_index_dataset(index), code);
  return unit < 0 ? NAN : dgmi_result_rank(dgmi_index_result(index))[unit];
}

/* The last rank that a unit drawn has, in a draw or as the index's own. */
static guint last_rank(const DgmiChartRanks *ranks, const guint *order, const double *rank, guint n)
{
  for (guint k = ranks->n_ranks; k > 1; k--)
    for (guint i = 0; i < n; i++)
      if (rank[order[i]] >= k || ranks->shares[(gsize)order[i] * ranks->n_ranks + k - 1] != 0)
        return k;
  return 1;
}

static void fill_shares(DgmiChartChoice *choice, const DgmiChartRanks *ranks, guint top,
                        UncertaintyFilled *filled, DgmiDrawing *drawing)
{
  guint n;
  g_autofree double *rank = g_new(double, ranks->n_units + 1);
  for (guint i = 0; i < ranks->n_units; i++)
    rank[i] = nominal_rank(choice->index, ranks->units[i].code);
  g_autofree guint *order = dgmi_chart_choice_order(choice, ranks, rank, &n);
  const guint last = last_rank(ranks, order, rank, top > 0 ? MIN(top, n) : n);
  take_units(filled, n);
  filled->shares = g_new0(double, (gsize)n *last + 1);
  filled->input.n_ranks = last;
  filled->input.shares = filled->shares;
  for (guint i = 0; i < n; i++)
  {
    DgmiChartRank unit = ranks->units[order[i]];
    const double own = rank[order[i]];
    unit.score = isnan(own) ? 0 : own;
    unit.name = NULL; /* the code, where the index has no name */
    filled->units[i] = dgmi_chart_choice_unit(choice, &unit, own, filled->strings);
    filled->ranks[i] = (DgmiUncertaintyRank){own, NAN, NAN, NAN, NAN, NAN, FALSE};
    for (guint k = 0; k < last; k++)
    {
      const double share = ranks->shares[(gsize)order[i] * ranks->n_ranks + k];
      filled->shares[(gsize)i * last + k] = isnan(share) ? 0 : share;
    }
  }
  drawing->data = dgmi_chart_take_rows(ranks->table, order, n);
}

/* ---- The whole ---- */

static char *subtitle_of(const DgmiIndex *index, const DgmiChartRanks *ranks, gboolean matrix)
{
  if (ranks->drawn != NULL)
    return dgmi_index_say(index,
                          matrix ? "Share of the draws in which a unit has a rank: %s"
                                 : "Ranks when the index varies by %s",
                          ranks->drawn);
  return g_strdup(matrix ? dgmi_index_word(index, "Share of the draws in which a unit has a rank")
                         : dgmi_index_word(index, "Ranks under other choices of method, as drawn "
                                                  "in the uncertainty analysis"));
}

/* The request's, or one that is made here; NULL with failures. */
static const DgmiChartRanks *find_ranks(const DgmiFilling *filling, gboolean matrix,
                                        UncertaintyFilled *filled)
{
  const DgmiChartRanks *ranks = filling->request->ranks;
  if (ranks == NULL)
    filled->own = dgmi_chart_analyse_ranks(filling, matrix);
  if (filled->own != NULL)
    ranks = &filled->own->ranks;
  if (ranks == NULL || !matrix || ranks->n_ranks > 0)
    return ranks;
  dgmi_usage_failure(filling->messages, "the analysis does not say how often each rank is");
  return NULL;
}

gboolean dgmi_fill_uncertainty(const DgmiFilling *filling, DgmiDrawing *drawing)
{
  DgmiIndex *index = filling->index;
  g_auto(DgmiChartChoice) choice = {0};
  static const char *const shapes[] = {"intervals", "acceptability", NULL};
  const int shape = dgmi_chart_shape(filling, shapes);
  const gboolean matrix = shape == 1;
  if (shape < 0 || !dgmi_chart_choice_init(&choice, filling))
    return FALSE;
  UncertaintyFilled *filled = dgmi_drawing_new_input(drawing, sizeof *filled, clear_filled);
  filled->strings = g_ptr_array_new_with_free_func(g_free);
  const DgmiChartRanks *ranks = find_ranks(filling, matrix, filled);
  if (ranks == NULL)
    return FALSE;
  if (matrix)
    fill_shares(&choice, ranks, filling->request->top, filled, drawing);
  else
    fill_intervals(&choice, ranks, filled, drawing);
  filled->input.list.top = filling->request->top;
  drawing->title =
      dgmi_index_say(index, matrix ? "%s: how often each rank" : "%s: how sure the ranks are",
                     dgmi_index_name(index));
  drawing->subtitle = subtitle_of(index, ranks, matrix);
  return TRUE;
}
