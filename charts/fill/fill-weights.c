#include "charts/kinds/chart-weights.h"

#include "charts/fill/analyses.h"

typedef struct
{
  DgmiWeightsInput input; /* first: what the chart is given */
  DgmiChartUnit *units;
  DgmiWeightsRank *ranks;
  GPtrArray *strings;
  DgmiChartAnalysis *own; /* NULL = the request's */
} WeightsFilled;

static void clear_filled(gpointer data)
{
  WeightsFilled *filled = data;
  g_free(filled->units);
  g_free(filled->ranks);
  g_ptr_array_unref(filled->strings);
  dgmi_chart_analysis_free(filled->own);
}

static void fill_units(const DgmiChartChoice *choice, const DgmiChartRanks *ranks,
                       WeightsFilled *filled, DgmiDrawing *drawing)
{
  guint n;
  g_autofree double *rank = g_new(double, ranks->n_units + 1);
  for (guint i = 0; i < ranks->n_units; i++)
    rank[i] = ranks->units[i].rank;
  g_autofree guint *order = dgmi_chart_choice_order(choice, ranks, rank, &n);
  filled->units = g_new0(DgmiChartUnit, n + 1);
  filled->ranks = g_new0(DgmiWeightsRank, n + 1);
  for (guint i = 0; i < n; i++)
  {
    const DgmiChartRank *unit = &ranks->units[order[i]];
    filled->units[i] = dgmi_chart_choice_unit(choice, unit, unit->rank, filled->strings);
    filled->ranks[i] = (DgmiWeightsRank){.nominal = unit->rank,
                                         .best = unit->low,
                                         .worst = unit->high,
                                         .first_share = unit->first_share,
                                         .estimated = unit->estimated};
  }
  filled->input.list.units = filled->units;
  filled->input.list.n = n;
  filled->input.ranks = filled->ranks;
  drawing->data = dgmi_chart_take_rows(ranks->table, order, n);
}

/* The analysis made here; NULL with failures. */
static const DgmiChartRanks *analyse(const DgmiFilling *filling, WeightsFilled *filled,
                                     gboolean *is_bounded)
{
  g_auto(DgmiWeightStudy) weighing = {0};
  const DgmiWeightRequest request = dgmi_chart_weighing(filling->request);
  if (!dgmi_weight_study_init(&weighing, filling->index, &request, filling->messages))
    return NULL;
  filled->own = dgmi_chart_analysis_of_weights(&weighing, filling->messages);
  *is_bounded = weighing.is_bounded;
  return filled->own != NULL ? &filled->own->ranks : NULL;
}

gboolean dgmi_fill_weights(const DgmiFilling *filling, DgmiDrawing *drawing)
{
  DgmiIndex *index = filling->index;
  const DgmiChartRanks *ranks = filling->request->ranks;
  gboolean is_bounded = FALSE;
  g_auto(DgmiChartChoice) choice = {0};
  WeightsFilled *filled = dgmi_drawing_new_input(drawing, sizeof *filled, clear_filled);
  filled->strings = g_ptr_array_new_with_free_func(g_free);
  if (ranks == NULL)
    ranks = analyse(filling, filled, &is_bounded);
  if (ranks == NULL || !dgmi_chart_choice_init(&choice, filling))
    return FALSE;
  fill_units(&choice, ranks, filled, drawing);
  filled->input.list.top = filling->request->top;
  filled->input.list.n_ranked = dgmi_chart_ranks_n_ranked(ranks);
  drawing->title = dgmi_index_say(index, "%s: ranks under all weights", dgmi_index_name(index));
  if (ranks->drawn == NULL)
    drawing->subtitle = dgmi_index_say(
        index, "From the best to the worst rank that any weights of the pillars give");
  else
    drawing->subtitle = dgmi_index_say(
        index,
        is_bounded ? "From the best to the worst rank that any weights within bounds give: %s"
                   : "From the best to the worst rank that any weights give: %s",
        ranks->drawn);
  return TRUE;
}
