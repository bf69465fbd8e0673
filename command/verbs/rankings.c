#include "command/verbs/rankings.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "command/run/say.h"
#include "index/opened/models.h"
#include "index/questions/scenarios.h"
#include "indicators/base/memory.h"

static void free_ranking(gpointer data)
{
  DgmiRanking *ranking = data;
  dgmi_free_all(ranking->name, ranking->heading, ranking->rank, ranking->value,
                ranking->node_weight, ranking);
}

GPtrArray *dgmi_rankings_new(const DgmiIndex *index)
{
  GPtrArray *rankings = g_ptr_array_new_with_free_func(free_ranking);
  dgmi_rankings_add(rankings, (DgmiRankingLabel){"own", _("own")}, index, dgmi_index_result(index));
  return rankings;
}

void dgmi_rankings_add(GPtrArray *rankings, DgmiRankingLabel label, const DgmiIndex *index,
                       const DgmiResult *result)
{
  assert(label.name != NULL);
  assert(dgmi_dataset_n_units(dgmi_result_dataset(result)) ==
         dgmi_dataset_n_units(dgmi_index_dataset(index)));
  const guint n = dgmi_dataset_n_units(dgmi_index_dataset(index));
  const DgmiDataset *dataset = dgmi_result_dataset(result);
  const gboolean same_nodes =
      dgmi_recipe_framework(dgmi_result_recipe(result)) == dgmi_index_framework(index);
  DgmiRanking *ranking = g_new(DgmiRanking, 1);
  *ranking = (DgmiRanking){.name = g_strdup(label.name),
                           .heading = g_strdup(label.heading != NULL ? label.heading : label.name),
                           .rank = g_new(double, n),
                           .value = g_new(double, n)};
  if (same_nodes)
    ranking->node_weight =
        g_memdup2(dgmi_result_weights(result),
                  dgmi_framework_n_nodes(dgmi_index_framework(index)) * sizeof(double));
  for (guint i = 0; i < n; i++)
  {
    const int unit =
        dataset == dgmi_index_dataset(index)
            ? (int)i
            : dgmi_dataset_find_unit(dataset, dgmi_dataset_code(dgmi_index_dataset(index), i));
    ranking->rank[i] = unit < 0 ? NAN : dgmi_result_rank(result)[unit];
    ranking->value[i] = unit < 0 ? NAN : dgmi_result_score(result)[unit];
  }
  g_ptr_array_add(rankings, ranking);
}

gboolean dgmi_is_said(DgmiMessages *messages, const char *text)
{
  assert(text != NULL);
  for (guint i = 0; i < dgmi_messages_count(messages); i++)
    if (strcmp(dgmi_messages_get(messages, i)->text, text) == 0)
      return TRUE;
  return FALSE;
}

/* What is said of this result, but was not of the index's own or of an earlier one. */
static void warn_of_new(const DgmiResult *result, DgmiMessages *messages)
{
  const GPtrArray *said = dgmi_result_warnings(result);
  for (guint i = 0; i < said->len; i++)
  {
    g_autofree char *text = dgmi_sentence_text(said->pdata[i], NULL);
    if (!dgmi_is_said(messages, text))
      dgmi_messages_add(messages, DGMI_WARNING, NULL, dgmi_sentence_ref(said->pdata[i]));
  }
}

gboolean dgmi_rankings_compute(GPtrArray *rankings, DgmiRankingLabel label, const DgmiIndex *index,
                               const DgmiRecipe *recipe, const double *weight,
                               DgmiMessages *messages)
{
  assert(label.name != NULL && messages != NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(DgmiResult) result = dgmi_index_recompute(
      index, recipe != NULL ? recipe : dgmi_index_recipe(index), weight, &error);
  if (result == NULL)
  {
    dgmi_messages_add_error(messages, NULL, error);
    return FALSE;
  }
  warn_of_new(result, messages);
  dgmi_rankings_add(rankings, label, index, result);
  return TRUE;
}

const double **dgmi_rankings_ranks(const GPtrArray *rankings)
{
  assert(rankings != NULL);
  const double **ranks = g_new(const double *, rankings->len + 1);
  for (guint i = 0; i < rankings->len; i++)
    ranks[i] = ((const DgmiRanking *)rankings->pdata[i])->rank;
  return ranks;
}

char *dgmi_ranking_first(const DgmiRanking *ranking, DgmiIndex *index, gboolean names)
{
  assert(ranking->rank != NULL);
  const guint n = dgmi_dataset_n_units(dgmi_index_dataset(index));
  double best = NAN;
  for (guint i = 0; i < n; i++)
    best = fmin(best, ranking->rank[i]);
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < n; i++)
    if (ranking->rank[i] == best)
      g_string_append_printf(text, "%s%s",
                             text->len == 0 ? ""
                             : names        ? _(", ")
                                            : " ",
                             names ? dgmi_index_unit_name(index, i)
                                   : dgmi_dataset_code(dgmi_index_dataset(index), i));
  return g_string_free(text, FALSE);
}

/* ---- Tables ---- */

DgmiGrid *dgmi_rankings_grid(const GPtrArray *rankings, guint first, DgmiIndex *index,
                             const guint *order, guint n, gboolean values)
{
  assert(first <= rankings->len);
  assert(n == 0 || order != NULL);
  DgmiGrid *grid = dgmi_grid_new();
  dgmi_grid_add_text(grid, "code", _("code"));
  dgmi_grid_add_text(grid, "name", _("name"));
  for (guint r = first; r < rankings->len; r++)
  {
    const DgmiRanking *ranking = rankings->pdata[r];
    if (values)
      dgmi_grid_add_numbers(grid, ranking->name, ranking->heading, dgmi_index_decimals(index));
    else
      dgmi_grid_add_integers(grid, ranking->name, ranking->heading);
  }
  for (guint i = 0; i < n; i++)
  {
    dgmi_grid_add_row(grid);
    dgmi_grid_text(grid, 0, dgmi_dataset_code(dgmi_index_dataset(index), order[i]));
    dgmi_grid_text(grid, 1, dgmi_index_unit_name(index, order[i]));
    for (guint r = first; r < rankings->len; r++)
    {
      const DgmiRanking *ranking = rankings->pdata[r];
      dgmi_grid_number(grid, 2 + r - first, (values ? ranking->value : ranking->rank)[order[i]]);
    }
  }
  return grid;
}

DgmiGrid *dgmi_rankings_summary(const DgmiRun *run, const GPtrArray *rankings, guint first,
                                DgmiIndex *index, const char *what, const char *heading)
{
  assert(rankings->len > 0 && first <= rankings->len);
  const gboolean for_people = dgmi_run_is_for_people(run);
  const DgmiRanking *own = rankings->pdata[0];
  DgmiGrid *grid = dgmi_grid_new();
  dgmi_grid_set_title(grid, "%s", _("Against the index's own ranking"));
  dgmi_grid_add_text(grid, what, heading);
  dgmi_grid_add_numbers(grid, "kendall", _("Kendall"), 3);
  dgmi_grid_add_numbers(grid, "spearman", _("Spearman"), 3);
  dgmi_grid_add_numbers(grid, "mean_shift", _("mean shift"), 2);
  dgmi_grid_add_integers(grid, "max_shift", _("largest shift"));
  dgmi_grid_add_text(grid, "first", _("first"));
  for (guint r = first; r < rankings->len; r++)
  {
    const DgmiRanking *ranking = rankings->pdata[r];
    const DgmiRankAgreement agreement = dgmi_rank_agreement(
        own->rank, ranking->rank, dgmi_dataset_n_units(dgmi_index_dataset(index)));
    g_autofree char *best = dgmi_ranking_first(ranking, index, for_people);
    dgmi_grid_add_row(grid);
    dgmi_grid_text(grid, 0, for_people ? ranking->heading : ranking->name);
    dgmi_grid_number(grid, 1, agreement.kendall);
    dgmi_grid_number(grid, 2, agreement.spearman);
    dgmi_grid_number(grid, 3, agreement.mean_shift);
    dgmi_grid_number(grid, 4, agreement.max_shift);
    dgmi_grid_text(grid, 5, best[0] == '\0' ? NULL : best);
  }
  return grid;
}

/* ---- Notes ---- */

char *dgmi_names_with(const GPtrArray *names, const GPtrArray *texts, guint i)
{
  assert(i < texts->len && names->len == texts->len);
  guint first;
  g_ptr_array_find_with_equal_func((GPtrArray *)texts, texts->pdata[i], g_str_equal, &first);
  if (first < i)
    return NULL;
  GString *list = g_string_new(names->pdata[i]);
  for (guint k = i + 1; k < names->len; k++)
    if (g_str_equal(texts->pdata[k], texts->pdata[i]))
      g_string_append_printf(list, "%s%s", _(", "), (const char *)names->pdata[k]);
  return g_string_free(list, FALSE);
}

static char *provenance_of(const DgmiIndex *index, const DgmiModel *model)
{
  g_autofree char *rule = dgmi_model_get(model, "model", "rule", dgmi_index_language(index));
  g_autofree char *source = dgmi_model_get(model, "model", "source", dgmi_index_language(index));
  g_autofree char *status = dgmi_model_get(model, "model", "status", "");
  return g_strdup_printf(_("%s Source: %s. Status: %s."),
                         rule != NULL ? rule : _("No rule is stated."),
                         source != NULL ? source : "–", status != NULL ? _(status) : "–");
}

void dgmi_note_models(const DgmiIndex *index, const GPtrArray *models, DgmiGrid *grid)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < models->len; i++)
  {
    g_ptr_array_add(names, dgmi_index_model_name(index, models->pdata[i]));
    g_ptr_array_add(texts, provenance_of(index, models->pdata[i]));
  }
  for (guint i = 0; i < models->len; i++)
  {
    g_autofree char *list = dgmi_names_with(names, texts, i);
    if (list != NULL)
      dgmi_grid_note(grid, _("Declared weights (%s): %s"), list, (const char *)texts->pdata[i]);
  }
}

/* ---- Pillars ---- */

const DgmiNode *dgmi_index_pillars(const DgmiIndex *index)
{
  const DgmiNode *node = dgmi_framework_node(dgmi_index_framework(index),
                                             dgmi_framework_root(dgmi_index_framework(index)));
  while (node->n_members == 1)
    node = dgmi_framework_node(dgmi_index_framework(index), node->members[0]);
  return node->n_members > 1 ? node : NULL;
}
