#include "index/tables/draws-table.h"

#include <math.h>
#include <string.h>

static const char *code_of(const DgmiDrawnUnits *drawn, guint i)
{
  return dgmi_dataset_code(dgmi_index_dataset(drawn->index), drawn->units[i]);
}

static char *count_text(guint64 count)
{
  return g_strdup_printf("%" G_GUINT64_FORMAT, count);
}

DgmiGrid *dgmi_draws_ranks_grid(const DgmiDrawnUnits *drawn, const DgmiUncertainty *result)
{
  DgmiGrid *grid = dgmi_grid_new();
  guint c[11];
  g_autofree char *title =
      dgmi_index_say(drawn->index, "%s: how sure the ranks are", dgmi_index_name(drawn->index));
  dgmi_grid_set_title(grid, "%s", title);
  c[0] = dgmi_grid_add_integers(grid, "rank", dgmi_index_word(drawn->index, "rank"));
  c[1] = dgmi_grid_add_text(grid, "code", dgmi_index_word(drawn->index, "code"));
  c[2] = dgmi_grid_add_text(grid, "name", dgmi_index_word(drawn->index, "name"));
  c[3] = dgmi_grid_add_numbers(grid, "score", dgmi_index_word(drawn->index, "score"),
                               dgmi_index_decimals(drawn->index));
  c[4] = dgmi_grid_add_numbers(grid, "rank_mean", dgmi_index_word(drawn->index, "mean"), 2);
  c[5] = dgmi_grid_add_integers(grid, "rank_median", dgmi_index_word(drawn->index, "median"));
  c[6] = dgmi_grid_add_integers(grid, "rank_p5", dgmi_index_word(drawn->index, "5 %"));
  c[7] = dgmi_grid_add_integers(grid, "rank_p95", dgmi_index_word(drawn->index, "95 %"));
  c[8] = dgmi_grid_add_integers(grid, "rank_min", dgmi_index_word(drawn->index, "best"));
  c[9] = dgmi_grid_add_integers(grid, "rank_max", dgmi_index_word(drawn->index, "worst"));
  c[10] =
      dgmi_grid_add_numbers(grid, "first_share", dgmi_index_word(drawn->index, "share first"), 4);
  for (guint i = 0; i < drawn->n_units; i++)
  {
    const guint unit = drawn->units[i];
    const DgmiRankSummary s = dgmi_uncertainty_rank_summary(result, unit);
    const double numbers[] = {s.mean, s.median, s.p5, s.p95, s.min, s.max, s.first};
    dgmi_grid_add_row(grid);
    dgmi_grid_number(grid, c[0], dgmi_uncertainty_nominal_rank(drawn->plan)[unit]);
    dgmi_grid_text(grid, c[1], code_of(drawn, i));
    dgmi_grid_text(grid, c[2], dgmi_index_unit_name(drawn->index, unit));
    dgmi_grid_number(grid, c[3], dgmi_result_score(dgmi_index_result(drawn->index))[unit]);
    for (guint k = 0; k < G_N_ELEMENTS(numbers); k++)
      dgmi_grid_number(grid, c[4 + k], numbers[k]);
  }
  return grid;
}

/* For programs all ranks there are, for people those that a unit shown has. */
static guint last_rank(const DgmiDrawnUnits *drawn, const DgmiUncertainty *result,
                       gboolean for_people)
{
  guint last = 1;
  for (guint i = 0; for_people && i < drawn->n_units; i++)
  {
    const double worst = dgmi_uncertainty_rank_summary(result, drawn->units[i]).max;
    last = isnan(worst) ? last : MAX(last, (guint)worst);
  }
  return for_people ? last : dgmi_dataset_n_units(dgmi_index_dataset(drawn->index));
}

DgmiGrid *dgmi_draws_acceptability_grid(const DgmiDrawnUnits *drawn, const DgmiUncertainty *result,
                                        gboolean for_people)
{
  DgmiGrid *grid = dgmi_grid_new();
  const guint n_ranks = last_rank(drawn, result, for_people);
  g_autofree char *title =
      dgmi_index_say(drawn->index, "%s: how often each rank", dgmi_index_name(drawn->index));
  dgmi_grid_set_title(grid, "%s", title);
  dgmi_grid_add_text(grid, "code", dgmi_index_word(drawn->index, "code"));
  for (guint rank = 1; rank <= n_ranks; rank++)
  {
    g_autofree char *name = g_strdup_printf("%u", rank);
    dgmi_grid_add_numbers(grid, name, name, 2);
  }
  for (guint i = 0; i < drawn->n_units; i++)
  {
    dgmi_grid_add_row(grid);
    dgmi_grid_text(grid, 0, code_of(drawn, i));
    for (guint rank = 1; rank <= n_ranks; rank++)
    {
      const double share = dgmi_uncertainty_acceptability(result, drawn->units[i], rank);
      dgmi_grid_number(grid, rank, share);
      if (for_people && share == 0)
        dgmi_grid_text(grid, rank, "");
    }
  }
  return grid;
}

DgmiGrid *dgmi_draws_sensitivity_grid(const DgmiIndex *index, const DgmiUncertaintyPlan *plan,
                                      const DgmiSensitivity *sensitivity)
{
  DgmiGrid *grid = dgmi_grid_new();
  g_autofree char *title =
      dgmi_index_say(index, "%s: what drives the uncertainty", dgmi_index_name(index));
  dgmi_grid_set_title(grid, "%s", title);
  dgmi_grid_add_text(grid, "input", dgmi_index_word(index, "source"));
  dgmi_grid_add_numbers(grid, "s1", dgmi_index_word(index, "S"), 3);
  dgmi_grid_add_numbers(grid, "s1_low", dgmi_index_word(index, "S from"), 3);
  dgmi_grid_add_numbers(grid, "s1_high", dgmi_index_word(index, "S to"), 3);
  dgmi_grid_add_numbers(grid, "st", dgmi_index_word(index, "ST"), 3);
  dgmi_grid_add_numbers(grid, "st_low", dgmi_index_word(index, "ST from"), 3);
  dgmi_grid_add_numbers(grid, "st_high", dgmi_index_word(index, "ST to"), 3);
  for (guint i = 0; i < sensitivity->n_inputs; i++)
  {
    const DgmiSobolIndex *first = &sensitivity->first[i], *total = &sensitivity->total[i];
    dgmi_grid_add_row(grid);
    dgmi_grid_text(grid, 0, dgmi_uncertainty_input_name(plan, i));
    const double numbers[] = {first->value, first->low, first->high,
                              total->value, total->low, total->high};
    for (guint k = 0; k < G_N_ELEMENTS(numbers); k++)
      dgmi_grid_number(grid, 1 + k, numbers[k]);
  }
  return grid;
}

/* "100 096" with thin spaces, as pictures write it. */
static char *parted_text(guint64 count)
{
  g_autofree char *plain = count_text(count);
  const gsize n = strlen(plain);
  GString *text = g_string_new(NULL);
  for (gsize i = 0; i < n; i++)
    g_string_append_printf(text, "%s%c", i > 0 && (n - i) % 3 == 0 ? "\u2009" : "", plain[i]);
  return g_string_free(text, FALSE);
}

char *dgmi_draws_source_text(const DgmiIndex *index, const char *source)
{
  static const struct
  {
    const char *word, *text;
    gboolean whole; /* what follows adds nothing */
  } kinds[] = {{"weights", DGMI_N_("weights"), FALSE},
               {"normalise", DGMI_N_("normalisation"), FALSE},
               {"aggregate", DGMI_N_("aggregation"), FALSE},
               {"impute", DGMI_N_("imputation"), FALSE},
               {"treat", DGMI_N_("outlier treatment"), FALSE},
               {"winsor", DGMI_N_("winsorised points"), FALSE},
               {"drop", DGMI_N_("an indicator left out"), TRUE},
               {"error", DGMI_N_("measurement error"), FALSE}};
  const char *rest = strchr(source, ':');
  for (guint i = 0; rest != NULL && i < G_N_ELEMENTS(kinds); i++)
    if (strncmp(source, kinds[i].word, (gsize)(rest - source)) == 0 &&
        kinds[i].word[rest - source] == '\0')
      return kinds[i].whole
                 ? g_strdup(dgmi_index_word(index, kinds[i].text))
                 : g_strdup_printf("%s %s%s", dgmi_index_word(index, kinds[i].text),
                                   i == 0 && g_str_has_suffix(rest, "%") ? "±" : "", rest + 1);
  return g_strdup(source);
}

static char *say_draws(const DgmiIndex *index, const DgmiUncertaintyPlan *plan, const char *draws,
                       guint64 seed, gboolean for_picture)
{
  g_autoptr(GString) sources = g_string_new(NULL);
  g_autofree char *seed_text = count_text(MAX(1, seed));
  for (guint i = 0; i < dgmi_uncertainty_n_inputs(plan); i++)
  {
    const char *name = dgmi_uncertainty_input_name(plan, i);
    g_autofree char *source = for_picture ? dgmi_draws_source_text(index, name) : g_strdup(name);
    g_string_append_printf(sources, "%s%s", i > 0 ? dgmi_index_word(index, ", ") : "", source);
  }
  return dgmi_index_say(index, "%s; %s draws, seed %s", sources->str, draws, seed_text);
}

char *dgmi_draws_text(const DgmiIndex *index, const DgmiUncertaintyPlan *plan, guint64 draws,
                      guint64 seed)
{
  g_autofree char *number = count_text(draws);
  return say_draws(index, plan, number, seed, FALSE);
}

char *dgmi_draws_picture_text(const DgmiIndex *index, const DgmiUncertaintyPlan *plan,
                              guint64 draws, guint64 seed)
{
  const gboolean parted = strcmp(dgmi_index_language(index), "en") == 0;
  g_autofree char *number = parted ? parted_text(draws) : count_text(draws);
  return say_draws(index, plan, number, seed, TRUE);
}

char *dgmi_draws_output_text(DgmiIndex *index, const DgmiOutput *output)
{
  if (output->kind == DGMI_OUTPUT_RANK_SHIFT)
    return g_strdup(dgmi_index_word(index, "the mean absolute shift of ranks"));
  const char *unit = dgmi_index_unit_name(index, output->unit);
  return output->kind == DGMI_OUTPUT_RANK ? dgmi_index_say(index, "the rank of %s", unit)
                                          : dgmi_index_say(index, "the score of %s", unit);
}
