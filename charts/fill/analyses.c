#include "charts/fill/analyses.h"

#include <math.h>
#include <string.h>

#include "index/opened/parts.h"
#include "index/tables/draws-table.h"
#include "index/weights/weight-dominance.h"
#include "indicators/base/memory.h"

/* ---- One analysis ---- */

DgmiChartAnalysis *dgmi_chart_analysis_new(DgmiIndex *index)
{
  DgmiChartAnalysis *analysis = g_new0(DgmiChartAnalysis, 1);
  analysis->units = g_array_new(FALSE, FALSE, sizeof(DgmiChartRank));
  analysis->inputs = g_array_new(FALSE, FALSE, sizeof(DgmiChartSource));
  analysis->shares = g_array_new(FALSE, FALSE, sizeof(double));
  analysis->strings = g_ptr_array_new_with_free_func(g_free);
  analysis->index = dgmi_index_ref(index);
  return analysis;
}

void dgmi_chart_analysis_end(DgmiChartAnalysis *analysis)
{
  analysis->ranks.units = (const DgmiChartRank *)(gpointer)analysis->units->data;
  analysis->ranks.n_units = analysis->units->len;
  analysis->ranks.shares =
      analysis->ranks.n_ranks > 0 ? (const double *)(gpointer)analysis->shares->data : NULL;
  analysis->ranks.table = analysis->table;
  analysis->sources.sources = (const DgmiChartSource *)(gpointer)analysis->inputs->data;
  analysis->sources.n_sources = analysis->inputs->len;
  analysis->sources.table = analysis->table;
}

void dgmi_chart_analysis_free(DgmiChartAnalysis *analysis)
{
  if (analysis == NULL)
    return;
  g_array_unref(analysis->units);
  g_array_unref(analysis->inputs);
  g_array_unref(analysis->shares);
  g_ptr_array_unref(analysis->strings);
  dgmi_grid_free(analysis->table);
  dgmi_index_unref(analysis->index);
  g_free(analysis);
}

/* ---- Draws ---- */

static int by_rank(gconstpointer a, gconstpointer b, gpointer ranks)
{
  const double x = ((const double *)ranks)[*(const guint *)a];
  const double y = ((const double *)ranks)[*(const guint *)b];
  if (isnan(x) || isnan(y))
    return isnan(x) - isnan(y);
  return x < y ? -1 : x > y;
}

static DgmiChartRank rank_of(DgmiIndex *index, const double *rank, const DgmiUncertainty *result,
                             guint unit)
{
  const DgmiRankSummary summary = dgmi_uncertainty_rank_summary(result, unit);
  return (DgmiChartRank){.code = dgmi_dataset_code(dgmi_index_dataset(index), unit),
                         .name = dgmi_index_unit_name(index, unit),
                         .rank = rank[unit],
                         .score = dgmi_result_score(dgmi_index_result(index))[unit],
                         .low = summary.p5,
                         .high = summary.p95,
                         .least = summary.min,
                         .most = summary.max,
                         .first_share = summary.first};
}

DgmiChartAnalysis *dgmi_chart_analysis_of_draws(DgmiIndex *index, const DgmiUncertaintyPlan *plan,
                                                const DgmiUncertainty *result, gboolean shares)
{
  DgmiChartAnalysis *analysis = dgmi_chart_analysis_new(index);
  const double *rank = dgmi_uncertainty_nominal_rank(plan);
  guint n;
  g_autofree guint *order = dgmi_result_order(dgmi_index_result(index), &n);
  g_qsort_with_data(order, (gint)n, sizeof *order, by_rank, (gpointer)rank); /* is stable */
  const DgmiDrawnUnits drawn = {index, plan, order, n};
  analysis->ranks.n_ranks = shares ? dgmi_dataset_n_units(dgmi_index_dataset(index)) : 0;
  for (guint i = 0; i < n; i++)
  {
    const DgmiChartRank unit = rank_of(index, rank, result, order[i]);
    g_array_append_val(analysis->units, unit);
    for (guint k = 1; k <= analysis->ranks.n_ranks; k++)
    {
      const double share = dgmi_uncertainty_acceptability(result, order[i], k);
      g_array_append_val(analysis->shares, share);
    }
  }
  analysis->table = shares ? dgmi_draws_acceptability_grid(&drawn, result, FALSE)
                           : dgmi_draws_ranks_grid(&drawn, result);
  char *text = dgmi_draws_picture_text(index, plan, dgmi_uncertainty_draws(result),
                                       dgmi_uncertainty_seed(result));
  g_ptr_array_add(analysis->strings, text);
  analysis->ranks.drawn = text;
  dgmi_chart_analysis_end(analysis);
  return analysis;
}

DgmiChartAnalysis *dgmi_chart_analysis_of_sources(DgmiIndex *index, const DgmiUncertaintyPlan *plan,
                                                  const DgmiSensitivity *result, guint64 seed,
                                                  const DgmiOutput *output)
{
  DgmiChartAnalysis *analysis = dgmi_chart_analysis_new(index);
  for (guint i = 0; i < result->n_inputs; i++)
  {
    const DgmiSobolIndex *first = &result->first[i], *total = &result->total[i];
    char *name = g_strdup(dgmi_uncertainty_input_name(plan, i));
    const DgmiChartSource source = {name,         first->value, first->low, first->high,
                                    total->value, total->low,   total->high};
    g_ptr_array_add(analysis->strings, name);
    g_array_append_val(analysis->inputs, source);
  }
  analysis->table = dgmi_draws_sensitivity_grid(index, plan, result);
  char *drawn = dgmi_draws_picture_text(index, plan, result->draws, seed);
  char *what = dgmi_draws_output_text(index, output);
  g_ptr_array_add(analysis->strings, drawn);
  g_ptr_array_add(analysis->strings, what);
  analysis->sources.drawn = drawn;
  analysis->sources.output = what;
  dgmi_chart_analysis_end(analysis);
  return analysis;
}

/* What varies, compiled; NULL with failures. */
static DgmiUncertaintyPlan *compile(const DgmiFilling *filling, const GPtrArray *sources)
{
  g_autoptr(GError) error = NULL;
  const DgmiIndex *index = filling->index;
  const DgmiInputs inputs = dgmi_index_inputs(index);
  DgmiUncertaintyPlan *plan = dgmi_uncertainty_plan_new(
      dgmi_index_recipe(index), dgmi_index_dataset(index), &inputs, sources, &error);
  if (plan == NULL)
    dgmi_messages_add_error(filling->messages, NULL, error);
  return plan;
}

static gboolean set_options(const DgmiFilling *filling, DgmiUncertaintyOptions *options)
{
  g_autoptr(GError) error = NULL;
  const DgmiChartRequest *request = filling->request;
  *options = (DgmiUncertaintyOptions){.draws = request->draws > 0 ? request->draws
                                                                  : DGMI_UNCERTAINTY_DRAWS,
                                      .seed = request->seed > 0 ? request->seed : 1};
  if (!dgmi_part_threads(request->threads, options, &error))
    dgmi_messages_add_error(filling->messages, NULL, error);
  return error == NULL;
}

DgmiChartAnalysis *dgmi_chart_analyse_ranks(const DgmiFilling *filling, gboolean shares)
{
  g_autoptr(GError) error = NULL;
  DgmiUncertaintyOptions options;
  g_autoptr(GPtrArray) sources = dgmi_vary_parse(filling->request->vary, filling->messages);
  g_autoptr(DgmiUncertaintyPlan) plan = sources == NULL ? NULL : compile(filling, sources);
  if (plan == NULL || !set_options(filling, &options))
    return NULL;
  g_autoptr(DgmiUncertainty) result = dgmi_uncertainty_run(plan, &options, &error);
  if (result != NULL)
    return dgmi_chart_analysis_of_draws(filling->index, plan, result, shares);
  dgmi_messages_add_error(filling->messages, NULL, error);
  return NULL;
}

DgmiChartAnalysis *dgmi_chart_analyse_sources(const DgmiFilling *filling)
{
  g_autoptr(GError) error = NULL;
  DgmiUncertaintyOptions options;
  const DgmiOutput output = {.kind = DGMI_OUTPUT_RANK_SHIFT};
  g_autoptr(GPtrArray) sources = dgmi_vary_parse(filling->request->vary, filling->messages);
  g_autoptr(DgmiUncertaintyPlan) plan = sources == NULL ? NULL : compile(filling, sources);
  if (plan == NULL || !set_options(filling, &options))
    return NULL;
  g_autoptr(DgmiSensitivity) result = dgmi_sensitivity_run(plan, &options, &output, NULL, &error);
  if (result != NULL)
    return dgmi_chart_analysis_of_sources(filling->index, plan, result, options.seed, &output);
  dgmi_messages_add_error(filling->messages, NULL, error);
  return NULL;
}

/* ---- Weights ---- */

DgmiWeightRequest dgmi_chart_weighing(const DgmiChartRequest *request)
{
  return (DgmiWeightRequest){.node = request->node,
                             .bounds = request->bounds,
                             .within = request->within,
                             .draws = request->draws,
                             .seed = request->seed};
}

/* A rank that the search did not prove is told of. */
static void note_found(const DgmiWeightStudy *weighing, guint unit, const DgmiWeightFound *found,
                       gboolean best, GPtrArray *unproven)
{
  const char *code =
      dgmi_dataset_code(dgmi_index_dataset(weighing->index), weighing->parts->unit[unit]);
  if (found->bound != found->rank)
    g_ptr_array_add(unproven,
                    dgmi_index_say(weighing->index,
                                   best ? "%s%s best %u, none better than %u"
                                        : "%s%s worst %u, none worse than %u",
                                   unproven->len > 0 ? "; " : "", code, found->rank, found->bound));
}

#define UNITS_NAMED 12

static void warn(const DgmiWeightStudy *weighing, const GPtrArray *unproven, DgmiMessages *messages)
{
  g_autofree char *partial = dgmi_weight_study_partial_text(weighing);
  g_autoptr(GString) list = g_string_new(NULL);
  for (guint i = 0; i < MIN(unproven->len, UNITS_NAMED); i++)
    g_string_append(list, unproven->pdata[i]);
  if (unproven->len > UNITS_NAMED)
    g_string_append(list, ", …");
  g_autofree char *text = g_strdup_printf(
      dgmi_plural(dgmi_index_translate(weighing->index), unproven->len,
                  "%u rank is not proven (try --search with a larger number): %s",
                  "%u ranks are not proven (try --search with a larger number): %s"),
      unproven->len, list->str);
  if (unproven->len > 0)
    dgmi_warning(messages, NULL, "%s", text);
  if (partial != NULL)
    dgmi_warning(messages, NULL, "%s", partial);
}

static DgmiGrid *weights_grid(const DgmiIndex *index)
{
  DgmiGrid *grid = dgmi_grid_new();
  dgmi_grid_add_integers(grid, "rank", dgmi_index_word(index, "rank"));
  dgmi_grid_add_text(grid, "code", dgmi_index_word(index, "code"));
  dgmi_grid_add_text(grid, "name", dgmi_index_word(index, "name"));
  dgmi_grid_add_numbers(grid, "score", dgmi_index_word(index, "score"), dgmi_index_decimals(index));
  dgmi_grid_add_integers(grid, "best_rank", dgmi_index_word(index, "best rank"));
  dgmi_grid_add_integers(grid, "worst_rank", dgmi_index_word(index, "worst rank"));
  dgmi_grid_add_numbers(grid, "first_share", dgmi_index_word(index, "share first"), 5);
  dgmi_grid_add_text(grid, "first_share_kind", dgmi_index_word(index, "that is"));
  dgmi_grid_add_integers(grid, "dominates", dgmi_index_word(index, "dominates"));
  dgmi_grid_add_integers(grid, "dominated_by", dgmi_index_word(index, "dominated by"));
  return grid;
}

static void add_weights_row(DgmiGrid *grid, const DgmiChartRank *unit,
                            const DgmiWeightDominance *dominance)
{
  const double numbers[] = {unit->score, unit->low, unit->high, unit->first_share};
  dgmi_grid_add_row(grid);
  dgmi_grid_number(grid, 0, unit->rank);
  dgmi_grid_text(grid, 1, unit->code);
  dgmi_grid_text(grid, 2, unit->name);
  for (guint k = 0; k < G_N_ELEMENTS(numbers); k++)
    dgmi_grid_number(grid, 3 + k, numbers[k]);
  dgmi_grid_text(grid, 7, unit->estimated ? "estimate" : "exact");
  dgmi_grid_integer(grid, 8, dominance->dominates);
  dgmi_grid_integer(grid, 9, dominance->dominated_by);
}

/* FALSE with an error of the solver. */
static gboolean add_weighed(DgmiChartAnalysis *analysis, const DgmiWeightStudy *weighing,
                            guint place, double share, GPtrArray *unproven, GError **error)
{
  DgmiWeightFound best, worst;
  const guint unit = weighing->parts->unit[place];
  if (!dgmi_weight_study_ranks(weighing, place, &best, &worst, error))
    return FALSE;
  const DgmiWeightDominance dominance =
      dgmi_weight_dominance(weighing->varying, weighing->value, weighing->parts->n_units, place);
  const DgmiChartRank rank = {.code = dgmi_dataset_code(dgmi_index_dataset(weighing->index), unit),
                              .name = dgmi_index_unit_name(weighing->index, unit),
                              .rank = weighing->rank[place],
                              .score = dgmi_result_score(dgmi_index_result(weighing->index))[unit],
                              .low = best.rank,
                              .high = worst.rank,
                              .least = NAN,
                              .most = NAN,
                              .first_share = share,
                              .estimated = !dgmi_weight_study_is_exact(weighing)};
  note_found(weighing, place, &best, TRUE, unproven);
  note_found(weighing, place, &worst, FALSE, unproven);
  g_array_append_val(analysis->units, rank);
  add_weights_row(analysis->table, &rank, &dominance);
  return TRUE;
}

DgmiChartAnalysis *dgmi_chart_analysis_of_weights(const DgmiWeightStudy *weighing,
                                                  DgmiMessages *messages)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DgmiChartAnalysis) analysis = dgmi_chart_analysis_new(weighing->index);
  g_autoptr(GPtrArray) unproven = g_ptr_array_new_with_free_func(g_free);
  g_autofree guint *order = dgmi_weight_study_order(weighing);
  g_autofree double *share = g_new(double, weighing->parts->n_units + 1);
  dgmi_weight_study_shares(weighing, share);
  analysis->table = weights_grid(weighing->index);
  for (guint i = 0; i < weighing->parts->n_units; i++)
    if (!add_weighed(analysis, weighing, order[i], share[order[i]], unproven, &error))
    {
      dgmi_messages_add_error(messages, NULL, error);
      return NULL;
    }
  warn(weighing, unproven, messages);
  analysis->ranks.drawn = dgmi_weight_study_text(weighing);
  g_ptr_array_add(analysis->strings, (gpointer)analysis->ranks.drawn);
  dgmi_chart_analysis_end(analysis);
  return g_steal_pointer(&analysis);
}

/* ---- Units ---- */

gboolean dgmi_chart_choice_init(DgmiChartChoice *choice, const DgmiFilling *filling)
{
  const char *const *units = filling->request->units;
  *choice =
      (DgmiChartChoice){.index = filling->index, .highlighted = dgmi_chart_highlighted(filling)};
  if (units != NULL)
    choice->chosen = dgmi_index_find_units(filling->index, units, filling->messages);
  return choice->highlighted != NULL && (units == NULL || choice->chosen != NULL);
}

void dgmi_chart_choice_clear(DgmiChartChoice *choice)
{
  g_free(choice->chosen);
  g_free(choice->highlighted);
  memset(choice, 0, sizeof *choice);
}

guint *dgmi_chart_choice_order(const DgmiChartChoice *choice, const DgmiChartRanks *ranks,
                               const double *rank, guint *n)
{
  guint *order = g_new(guint, ranks->n_units + 1);
  *n = 0;
  for (guint i = 0; i < ranks->n_units; i++)
  {
    const int unit =
        dgmi_dataset_find_unit(dgmi_index_dataset(choice->index), ranks->units[i].code);
    if (choice->chosen == NULL || (unit >= 0 && choice->chosen[unit]))
      order[(*n)++] = i;
  }
  g_qsort_with_data(order, (gint)*n, sizeof *order, by_rank, (gpointer)rank); /* is stable */
  return order;
}

DgmiChartUnit dgmi_chart_choice_unit(const DgmiChartChoice *choice, const DgmiChartRank *unit,
                                     double rank, GPtrArray *strings)
{
  const int known = dgmi_dataset_find_unit(dgmi_index_dataset(choice->index), unit->code);
  DgmiChartUnit out = {.code = unit->code,
                       .name = known >= 0 ? dgmi_index_unit_name(choice->index, (guint)known)
                               : unit->name != NULL && *unit->name != '\0' ? unit->name
                                                                           : unit->code,
                       .fallback = unit->name,
                       .value = isnan(unit->score) ? rank : unit->score,
                       .highlighted = known >= 0 && choice->highlighted[known]};
  if (!isnan(rank))
  {
    out.rank = g_strdup_printf("%g", rank);
    g_ptr_array_add(strings, (gpointer)out.rank);
  }
  return out;
}

guint dgmi_chart_ranks_n_ranked(const DgmiChartRanks *ranks)
{
  double n = ranks->n_units;
  for (guint i = 0; i < ranks->n_units; i++)
    n = fmax(n, ranks->units[i].rank);
  return (guint)fmin(n, G_MAXINT);
}

/* ---- Tables ---- */

static void copy_cell(DgmiGrid *out, guint column, const DgmiGridCell *cell)
{
  if (cell->kind == DGMI_CELL_TEXT)
    dgmi_grid_text(out, column, cell->text);
  else if (cell->kind == DGMI_CELL_NUMBER)
    dgmi_grid_number(out, column, cell->number);
  else if (cell->kind == DGMI_CELL_INTEGER)
    dgmi_grid_integer(out, column, cell->integer);
}

DgmiGrid *dgmi_chart_take_rows(const DgmiGrid *table, const guint *rows, guint n)
{
  DgmiGrid *out = dgmi_grid_new();
  const guint n_columns = table == NULL ? 0 : dgmi_grid_n_columns(table);
  for (guint c = 0; c < n_columns; c++)
    dgmi_grid_add_column(out, dgmi_grid_get_column(table, c));
  for (guint i = 0; table != NULL && i < n; i++)
  {
    dgmi_grid_add_row(out);
    for (guint c = 0; c < n_columns; c++)
    {
      const DgmiGridCell cell = dgmi_grid_get_cell(table, rows[i], c);
      copy_cell(out, c, &cell);
    }
  }
  return out;
}
