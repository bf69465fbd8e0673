#include <math.h>
#include <string.h>

#include "command/run/say.h"
#include "command/verbs/rankings.h"
#include "command/verbs/verbs.h"
#include "index/opened/models.h"
#include "index/questions/model-distance.h"
#include "index/questions/scenarios.h"
#include "indicators/base/text.h"

#define REVEALED ":revealed"

typedef struct
{
  DgmiRun *run;
  DgmiIndex *index;
  const DgmiNode *parent; /* of the parts that the models weigh */
  GPtrArray *rankings;    /* after the index's own one a model */
  GArray *units;          /* of int: the unit of each model, -1 = not in the data */
  GPtrArray *declared;    /* of DgmiModel: those whose declared weights are used */
} Evaluation;

static guint n_models(const Evaluation *evaluation)
{
  return evaluation->units->len;
}

static DgmiRanking *ranking_of(const Evaluation *evaluation, guint model)
{
  return evaluation->rankings->pdata[1 + model];
}

static int unit_of(const Evaluation *evaluation, guint model)
{
  return g_array_index(evaluation->units, int, model);
}

/* ---- The models ---- */

static gboolean is_new(const Evaluation *evaluation, const char *name)
{
  for (guint i = 0; i < n_models(evaluation); i++)
    if (dgmi_code_equal(ranking_of(evaluation, i)->name, name))
    {
      dgmi_usage_failure(evaluation->run->messages, "%s is named twice; name each model once",
                         name);
      return FALSE;
    }
  return TRUE;
}

/* Ranks all units under the weights "model:REFERENCE", of a model whose own unit is `unit`. */
static gboolean add(Evaluation *evaluation, const char *name, const char *heading,
                    const char *reference, int unit)
{
  DgmiMessages *messages = evaluation->run->messages;
  g_autofree char *weights = g_strconcat("model:", reference, NULL);
  g_autoptr(DgmiRecipe) recipe =
      is_new(evaluation, name) ? dgmi_index_reweigh(evaluation->index, weights, messages) : NULL;
  if (recipe == NULL)
    return FALSE;
  if (!dgmi_rankings_compute(evaluation->rankings, (DgmiRankingLabel){name, heading},
                             evaluation->index, recipe, NULL, messages))
    return FALSE;
  g_array_append_val(evaluation->units, unit);
  return TRUE;
}

/* `reference`: how --weights model: calls it. Takes the model. */
static gboolean add_model(Evaluation *evaluation, DgmiModel *model, const char *reference,
                          gboolean revealed)
{
  g_autoptr(DgmiModel) own = model;
  const char *suffix = revealed ? REVEALED : "";
  g_autofree char *title = dgmi_index_model_name(evaluation->index, model);
  /* With --revealed all are, and a note says so. */
  g_autofree char *heading = revealed && !evaluation->run->options.models.revealed
                                 ? g_strdup_printf(_("%s (revealed)"), title)
                                 : g_strdup(title);
  g_autofree char *name = g_strconcat(dgmi_model_id(model), suffix, NULL);
  g_autofree char *whole = g_strconcat(reference, suffix, NULL);
  const int unit = dgmi_index_model_unit(evaluation->index, model);
  if (revealed && unit < 0)
    dgmi_usage_failure(evaluation->run->messages,
                       "the unit of the model '%s' is not in the data of '%s', so that it reveals "
                       "no weights there; write %s for its declared ones",
                       dgmi_model_id(model),
                       dgmi_definition_id(dgmi_index_definition(evaluation->index)),
                       dgmi_model_id(model));
  if ((revealed && unit < 0) || !add(evaluation, name, heading, whole, unit))
    return FALSE;
  if (!revealed)
    g_ptr_array_add(evaluation->declared, g_steal_pointer(&own));
  return TRUE;
}

/* The unit that a word means, under the weights it reveals. */
static gboolean add_unit(Evaluation *evaluation, const char *word)
{
  const int unit = dgmi_index_find_unit(evaluation->index, word, evaluation->run->messages);
  if (unit < 0)
    return FALSE;
  const char *code = dgmi_dataset_code(dgmi_index_dataset(evaluation->index), (guint)unit);
  g_autofree char *name = g_strconcat(code, REVEALED, NULL);
  g_autofree char *heading =
      g_strdup_printf(_("%s (revealed)"), dgmi_index_unit_name(evaluation->index, (guint)unit));
  return add(evaluation, name, heading, name, unit);
}

static void fail_unknown(Evaluation *evaluation, const char *word, const DgmiPaths *paths)
{
  g_autoptr(DgmiMessages) unheard = dgmi_messages_new();
  g_auto(GStrv) ids = dgmi_model_ids(paths);
  const int unit = dgmi_index_find_unit(evaluation->index, word, unheard);
  if (unit >= 0)
    dgmi_usage_failure(evaluation->run->messages,
                       "there is no model '%s'; for the weights under which that unit looks best "
                       "write %s:revealed",
                       word, dgmi_dataset_code(dgmi_index_dataset(evaluation->index), (guint)unit));
  else
    dgmi_usage_failure(evaluation->run->messages, "there is no model '%s'%p", word,
                       dgmi_text_suggestion(word, (const char *const *)ids, g_strv_length(ids)));
}

static gboolean add_word(Evaluation *evaluation, const char *word)
{
  DgmiMessages *messages = evaluation->run->messages;
  const DgmiPaths paths = dgmi_run_paths();
  const guint failures = dgmi_messages_failures(messages);
  const gboolean says_revealed = g_str_has_suffix(word, REVEALED);
  const gboolean revealed = says_revealed || evaluation->run->options.models.revealed;
  g_autofree char *base = g_strndup(word, strlen(word) - (says_revealed ? strlen(REVEALED) : 0));
  DgmiModel *model = dgmi_models_find(&paths, base, messages);
  if (model != NULL)
  {
    g_autofree char *file = dgmi_model_find(&paths, base);
    return add_model(evaluation, model, file != NULL ? base : dgmi_model_id(model), revealed);
  }
  if (dgmi_messages_failures(messages) > failures)
    return FALSE;
  if (revealed)
    return add_unit(evaluation, base);
  fail_unknown(evaluation, base, &paths);
  return FALSE;
}

static void fail_no_model(const Evaluation *evaluation)
{
  const char *id = dgmi_definition_id(dgmi_index_definition(evaluation->index));
  if (evaluation->run->options.models.revealed)
    dgmi_failure(evaluation->run->messages, NULL,
                 "no model's unit is among the units of '%s'; name one of them: UNIT:revealed", id);
  else
    dgmi_failure(evaluation->run->messages, NULL,
                 "no model says anything of '%s': copy one (dgmi show guangdong -o mine.ini), say "
                 "in a section [pillars %s] which NODE=ASPECT, and name the file; or name a unit "
                 "whose revealed weights serve: UNIT:revealed",
                 id, dgmi_index_family(evaluation->index));
}

/* The shipped models: those that say something of the index, or whose units reveal weights. */
static gboolean add_shipped(Evaluation *evaluation)
{
  const gboolean revealed = evaluation->run->options.models.revealed;
  g_autoptr(GPtrArray) models =
      dgmi_index_models(evaluation->index, revealed, evaluation->run->messages);
  if (models->len == 0)
    fail_no_model(evaluation);
  while (models->len > 0)
  {
    DgmiModel *model = g_ptr_array_steal_index(models, 0);
    if (!add_model(evaluation, model, dgmi_model_id(model), revealed))
      return FALSE;
  }
  return n_models(evaluation) > 0;
}

static gboolean add_all(Evaluation *evaluation)
{
  char **words = dgmi_run_arguments_from(evaluation->run, 1);
  if (words[0] == NULL)
    return add_shipped(evaluation);
  gboolean ok = TRUE;
  for (guint i = 0; words[i] != NULL; i++)
    ok = add_word(evaluation, words[i]) && ok;
  return ok;
}

/* ---- Distances ---- */

/* The scores of the parts, n_members columns of all units. */
static const double **components_of(const Evaluation *evaluation)
{
  const DgmiNode *parent = evaluation->parent;
  const double **component = g_new(const double *, parent->n_members);
  for (guint k = 0; k < parent->n_members; k++)
    component[k] = dgmi_result_node(dgmi_index_result(evaluation->index), parent->members[k]);
  return component;
}

/* The weights of the parts in a model. */
static double *weights_of(const Evaluation *evaluation, guint model)
{
  const DgmiNode *parent = evaluation->parent;
  double *weight = g_new(double, parent->n_members);
  for (guint k = 0; k < parent->n_members; k++)
    weight[k] = ranking_of(evaluation, model)->node_weight[parent->members[k]];
  return weight;
}

/* Distances from the model's own unit in place of scores; missing where it is not in the data. */
static void set_distances(const Evaluation *evaluation, guint model)
{
  const guint n = dgmi_dataset_n_units(dgmi_index_dataset(evaluation->index));
  g_autofree const double **component = components_of(evaluation);
  g_autofree double *weight = weights_of(evaluation, model);
  double *distance = ranking_of(evaluation, model)->value;
  const int unit = unit_of(evaluation, model);
  if (unit >= 0)
    dgmi_model_distances(component, weight, evaluation->parent->n_members, n, (guint)unit,
                         distance);
  for (guint i = 0; unit < 0 && i < n; i++)
    distance[i] = NAN;
}

/* The unit nearest to the model's own one; -1 = none. */
static int nearest(const Evaluation *evaluation, guint model)
{
  const double *distance = ranking_of(evaluation, model)->value;
  int best = -1;
  for (guint i = 0; i < dgmi_dataset_n_units(dgmi_index_dataset(evaluation->index)); i++)
    if ((int)i != unit_of(evaluation, model) && !isnan(distance[i]) &&
        (best < 0 || distance[i] < distance[best]))
      best = (int)i;
  return best;
}

/* Once for all models without a unit; for programs beside the table. */
static void note_missing(const Evaluation *evaluation, DgmiGrid *grid)
{
  const DgmiRun *run = evaluation->run;
  const gboolean for_people = dgmi_run_is_for_people(run);
  g_autoptr(GString) list = g_string_new(NULL);
  for (guint m = 0; m < n_models(evaluation); m++)
    if (unit_of(evaluation, m) < 0)
      g_string_append_printf(list, "%s%s", list->len > 0 ? _(", ") : "",
                             for_people ? ranking_of(evaluation, m)->heading
                                        : ranking_of(evaluation, m)->name);
  if (list->len > 0 && !for_people)
    dgmi_note(run->messages, NULL, "no distance to %s: the unit is not in the data", list->str);
  else if (list->len > 0 && !run->options.print.quiet)
    dgmi_grid_note(grid, _("No distance to %s: the unit is not in the data."), list->str);
}

static void note_nearest(Evaluation *evaluation, DgmiGrid *grid)
{
  for (guint m = 0; m < n_models(evaluation); m++)
  {
    const DgmiRanking *ranking = ranking_of(evaluation, m);
    const int unit = nearest(evaluation, m);
    if (unit >= 0)
      dgmi_grid_note(grid, _("Nearest to %s: %s (%.4f)."), ranking->heading,
                     dgmi_index_unit_name(evaluation->index, (guint)unit), ranking->value[unit]);
  }
  dgmi_grid_note(grid, _("Distance: root of the weighted mean square of the gaps in the parts, by "
                         "the model's weights; 0 is the model's own unit."));
}

/* For chosen units: by how much each part lies above or below that of each model's unit. */
static DgmiGrid *gap_grid(Evaluation *evaluation, const guint *order, guint n)
{
  DgmiIndex *index = evaluation->index;
  const DgmiNode *parent = evaluation->parent;
  g_autofree const double **component = components_of(evaluation);
  DgmiGrid *grid = dgmi_grid_new();
  dgmi_grid_set_title(grid, "%s", _("Gap to the models' units by part"));
  dgmi_grid_add_text(grid, "name", _("name"));
  dgmi_grid_add_text(grid, "model", _("model"));
  for (guint k = 0; k < parent->n_members; k++)
    dgmi_grid_add_numbers(
        grid, dgmi_framework_node(dgmi_index_framework(index), parent->members[k])->code, NULL,
        dgmi_index_decimals(index));
  for (guint i = 0; i < n; i++)
    for (guint m = 0; m < n_models(evaluation); m++)
    {
      const int unit = unit_of(evaluation, m);
      if (unit < 0 || (guint)unit == order[i])
        continue;
      dgmi_grid_add_row(grid);
      dgmi_grid_text(grid, 0, dgmi_index_unit_name(index, order[i]));
      dgmi_grid_text(grid, 1, ranking_of(evaluation, m)->heading);
      for (guint k = 0; k < parent->n_members; k++)
        dgmi_grid_number(grid, 2 + k, component[k][order[i]] - component[k][unit]);
    }
  return grid;
}

/* ---- The tables ---- */

/* What part each weight has, by model. */
static DgmiGrid *weight_grid(const Evaluation *evaluation)
{
  const DgmiNode *parent = evaluation->parent;
  DgmiGrid *grid = dgmi_grid_new();
  dgmi_grid_set_title(grid, "%s", _("Weights, as shares"));
  dgmi_grid_add_text(grid, "model", _("model"));
  for (guint k = 0; k < parent->n_members; k++)
    dgmi_grid_add_numbers(
        grid,
        dgmi_framework_node(dgmi_index_framework(evaluation->index), parent->members[k])->code,
        NULL, 3);
  for (guint m = 0; m < n_models(evaluation); m++)
  {
    g_autofree double *weight = weights_of(evaluation, m);
    double sum = 0;
    for (guint k = 0; k < parent->n_members; k++)
      sum += weight[k];
    dgmi_grid_add_row(grid);
    dgmi_grid_text(grid, 0, ranking_of(evaluation, m)->heading);
    for (guint k = 0; k < parent->n_members; k++)
      dgmi_grid_number(grid, 1 + k, weight[k] / sum);
  }
  return grid;
}

/* Who is first, under which models. */
static void note_first(Evaluation *evaluation, DgmiGrid *grid)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  g_autoptr(GPtrArray) firsts = g_ptr_array_new_with_free_func(g_free);
  gboolean all_same = TRUE;
  for (guint m = 0; m < n_models(evaluation); m++)
  {
    DgmiRanking *ranking = ranking_of(evaluation, m);
    g_ptr_array_add(names, ranking->heading);
    g_ptr_array_add(firsts, dgmi_ranking_first(ranking, evaluation->index, TRUE));
    all_same = all_same && strcmp(firsts->pdata[m], firsts->pdata[0]) == 0;
  }
  for (guint m = 0; !all_same && m < n_models(evaluation); m++)
  {
    g_autofree char *list = dgmi_names_with(names, firsts, m);
    if (list != NULL)
      dgmi_grid_note(grid, _("First under the weights of %s: %s."), list,
                     (const char *)firsts->pdata[m]);
  }
  if (all_same)
    dgmi_grid_note(grid, _("First under the weights of every model: %s."),
                   (const char *)firsts->pdata[0]);
}

static void note_agreement(const Evaluation *evaluation, DgmiGrid *grid)
{
  g_autofree const double **ranks = dgmi_rankings_ranks(evaluation->rankings);
  const guint n = dgmi_dataset_n_units(dgmi_index_dataset(evaluation->index));
  guint a, b;
  const double kendall = dgmi_rank_least_agreement(ranks + 1, n_models(evaluation), n, &a, &b);
  if (kendall == 1)
    dgmi_grid_note(grid, _("All models rank the units alike."));
  else if (!isnan(kendall))
    dgmi_grid_note(grid, _("The models that agree least are %s and %s: Kendall %.3f."),
                   ranking_of(evaluation, a)->heading, ranking_of(evaluation, b)->heading, kendall);
}

static void add_notes(Evaluation *evaluation, DgmiGrid *grid)
{
  const DgmiRun *run = evaluation->run;
  if (run->options.models.distance)
    note_missing(evaluation, grid);
  if (run->options.print.quiet || !dgmi_run_is_for_people(run))
    return;
  if (run->options.models.distance)
    note_nearest(evaluation, grid);
  else
  {
    note_first(evaluation, grid);
    note_agreement(evaluation, grid);
  }
  dgmi_note_models(evaluation->index, evaluation->declared, grid);
  if (evaluation->declared->len < n_models(evaluation))
    dgmi_grid_note(grid, _("Revealed weights: those under which the unit scores best against the "
                           "others, each part's share within bounds (benefit of the doubt)."));
  dgmi_run_note_source(run, evaluation->index, grid);
}

static void print(Evaluation *evaluation, const guint *order, guint n)
{
  DgmiRun *run = evaluation->run;
  DgmiIndex *index = evaluation->index;
  const gboolean distance = run->options.models.distance;
  for (guint m = 0; distance && m < n_models(evaluation); m++)
    set_distances(evaluation, m);
  g_autoptr(DgmiGrid) grid = dgmi_rankings_grid(evaluation->rankings, 1, index, order, n, distance);
  DgmiGrid *weights = weight_grid(evaluation);
  dgmi_grid_set_title(grid,
                      distance ? _("%s: distance to the models' units")
                               : _("%s: ranks under the weights of reference models"),
                      dgmi_index_name(index));
  if (!distance)
    dgmi_grid_append(
        grid, dgmi_rankings_summary(run, evaluation->rankings, 1, index, "model", _("model")));
  else if (run->options.shown.units != NULL)
    dgmi_grid_append(grid, gap_grid(evaluation, order, n));
  dgmi_grid_append(grid, weights);
  add_notes(evaluation, weights);
  dgmi_run_print(run, grid);
}

static gboolean has_parts(Evaluation *evaluation)
{
  evaluation->parent = dgmi_index_pillars(evaluation->index);
  if (evaluation->parent == NULL)
    dgmi_failure(evaluation->run->messages, NULL,
                 "%s has a single component, so that there are no weights to choose; take an index "
                 "of several (dgmi show prints them)",
                 dgmi_index_name(evaluation->index));
  return evaluation->parent != NULL;
}

void dgmi_verb_models(DgmiRun *run)
{
  DgmiIndex *index = dgmi_run_open(run, dgmi_run_argument(run, 0), DGMI_INDEX_RESULT);
  Evaluation evaluation = {.run = run, .index = index};
  if (index != NULL && has_parts(&evaluation))
  {
    guint n;
    g_autofree guint *order = dgmi_result_order(dgmi_index_result(index), &n);
    evaluation.rankings = dgmi_rankings_new(index);
    evaluation.units = g_array_new(FALSE, FALSE, sizeof(int));
    evaluation.declared = g_ptr_array_new_with_free_func((GDestroyNotify)dgmi_model_free);
    if (dgmi_run_choose_units(run, index, order, &n) && add_all(&evaluation))
      print(&evaluation, order, n);
    g_ptr_array_unref(evaluation.rankings);
    g_array_unref(evaluation.units);
    g_ptr_array_unref(evaluation.declared);
  }
  dgmi_index_unref(index);
}
