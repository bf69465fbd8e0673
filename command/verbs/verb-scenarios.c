#include <math.h>
#include <string.h>

#include "command/run/say.h"
#include "command/verbs/rankings.h"
#include "command/verbs/scenario-table.h"
#include "command/verbs/verbs.h"
#include "index/opened/models.h"
#include "index/questions/scenarios.h"
#include "indicators/base/text.h"

#define NAMED_MAX 8 /* units that a sentence names */

typedef struct
{
  DgmiRun *run;
  DgmiIndex *index;
  GPtrArray *rankings;
  GPtrArray *models;  /* of DgmiModel: whose declared weights are among the scenarios */
  GPtrArray *skipped; /* of char *: "pca: why it is left out" */
} Scenarios;

/* ---- Names ---- */

/* The columns of a table have names of their own. */
static gboolean is_taken(const Scenarios *scenarios, const char *name)
{
  if (dgmi_code_equal(name, "code") || dgmi_code_equal(name, "name"))
    return TRUE;
  for (guint i = 0; i < scenarios->rankings->len; i++)
    if (dgmi_code_equal(((const DgmiRanking *)scenarios->rankings->pdata[i])->name, name))
      return TRUE;
  return FALSE;
}

static gboolean check_name(const Scenarios *scenarios, const char *name, const DgmiPlace *place)
{
  if (!is_taken(scenarios, name))
    return TRUE;
  dgmi_failure(scenarios->run->messages, place,
               "the name '%s' is taken by another column; give the scenario another one", name);
  return FALSE;
}

/* ---- From files ---- */

static gboolean add_weights(Scenarios *scenarios, DgmiRankingLabel label, const double *weight)
{
  return dgmi_rankings_compute(scenarios->rankings, label, scenarios->index, NULL, weight,
                               scenarios->run->messages);
}

static void add_table(Scenarios *scenarios, const char *file)
{
  DgmiMessages *messages = scenarios->run->messages;
  g_autoptr(GPtrArray) list =
      dgmi_scenarios_read(file, scenarios->index, &scenarios->run->options, messages);
  gboolean ok = list != NULL;
  for (guint i = 0; list != NULL && i < list->len; i++)
  {
    const DgmiScenario *scenario = list->pdata[i];
    ok = check_name(scenarios, scenario->name, &scenario->place) && ok;
  }
  for (guint i = 0; ok && i < list->len; i++)
  {
    const DgmiScenario *scenario = list->pdata[i];
    ok = add_weights(scenarios, (DgmiRankingLabel){scenario->name, NULL}, scenario->weight);
  }
}

/* The first unit of one dataset that the other has not; NULL = none. */
static const char *missing_unit(const DgmiDataset *from, const DgmiDataset *in)
{
  for (guint i = 0; i < dgmi_dataset_n_units(from); i++)
    if (dgmi_dataset_find_unit(in, dgmi_dataset_code(from, i)) < 0)
      return dgmi_dataset_code(from, i);
  return NULL;
}

static gboolean has_same_units(const Scenarios *scenarios, const DgmiIndex *other,
                               const DgmiPlace *place)
{
  const DgmiDataset *own = dgmi_index_dataset(scenarios->index);
  const guint failures = dgmi_messages_failures(scenarios->run->messages);
  const char *gone = missing_unit(own, dgmi_index_dataset(other));
  const char *more = missing_unit(dgmi_index_dataset(other), own);
  const int year = dgmi_dataset_year(own), its_year = dgmi_dataset_year(dgmi_index_dataset(other));
  if (year != its_year && year != 0 && its_year != 0)
    dgmi_failure(scenarios->run->messages, place,
                 "its data are of %d, those of the index of %d; give both the same year", its_year,
                 year);
  else if (gone != NULL)
    dgmi_failure(scenarios->run->messages, place,
                 "'%s' is not among its units; a scenario ranks the same units: give both the "
                 "same data with data= or --data",
                 gone);
  else if (more != NULL)
    dgmi_failure(scenarios->run->messages, place,
                 "it ranks '%s' too; a scenario ranks the same units: give both the same data "
                 "with data= or --data",
                 more);
  return dgmi_messages_failures(scenarios->run->messages) == failures;
}

/* The method and weights of the file, on the data that the options ask for. */
static void add_index(Scenarios *scenarios, const char *file)
{
  DgmiOptions options = scenarios->run->options; /* borrows its strings */
  memset(options.method.values, 0, sizeof options.method.values);
  options.data.indicators = NULL;
  const DgmiPlace place = {.file = g_intern_string(file)};
  g_autoptr(DgmiIndex) other =
      dgmi_open(file, &options, DGMI_INDEX_RESULT, scenarios->run->messages);
  const char *id = other == NULL ? NULL : dgmi_definition_id(dgmi_index_definition(other));
  if (other != NULL && check_name(scenarios, id, &place) &&
      has_same_units(scenarios, other, &place))
    dgmi_rankings_add(scenarios->rankings, (DgmiRankingLabel){id, NULL}, scenarios->index,
                      dgmi_index_result(other));
}

/* ---- The built-in set ---- */

static gboolean add_doubled(Scenarios *scenarios, const DgmiNode *parent)
{
  gboolean ok = TRUE;
  for (guint m = 0; ok && m < parent->n_members; m++)
  {
    const guint node = parent->members[m];
    const char *code = dgmi_framework_node(dgmi_index_framework(scenarios->index), node)->code;
    g_autofree double *weight = dgmi_index_own_weights(scenarios->index);
    g_autofree char *name = g_strconcat("double-", code, NULL);
    g_autofree char *heading = g_strdup_printf(_("%s × 2"), code);
    if (weight[node] == 0)
      continue;
    weight[node] *= 2;
    ok = add_weights(scenarios, (DgmiRankingLabel){name, heading}, weight);
  }
  return ok;
}

static gboolean add_equal(Scenarios *scenarios)
{
  const guint n = dgmi_framework_n_nodes(dgmi_index_framework(scenarios->index));
  g_autofree double *weight = g_new(double, n);
  for (guint i = 0; i < n; i++)
    weight[i] = 1;
  return add_weights(scenarios, (DgmiRankingLabel){"equal", _("equal")}, weight);
}

/* Weights as --weights takes them. Where the data do not have what they need, that is said and the
 * scenario left out. */
static void try_weights(Scenarios *scenarios, const char *name, const char *heading,
                        const char *weights)
{
  g_autoptr(DgmiMessages) said = dgmi_messages_new();
  g_autoptr(DgmiRecipe) recipe = dgmi_index_reweigh(scenarios->index, weights, said);
  const gboolean done =
      recipe != NULL &&
      dgmi_rankings_compute(scenarios->rankings, (DgmiRankingLabel){name, heading},
                            scenarios->index, recipe, NULL, said);
  for (guint i = 0; i < dgmi_messages_count(said); i++)
  {
    const DgmiMessage *message = dgmi_messages_get(said, i);
    g_autofree char *why = dgmi_sentence_text(message->sentence, dgmi_translate);
    if (done && !dgmi_is_said(scenarios->run->messages, message->text))
      dgmi_messages_add(scenarios->run->messages, message->severity, &message->place,
                        dgmi_sentence_ref(message->sentence));
    else if (!done && message->severity == DGMI_FAILURE)
      g_ptr_array_add(scenarios->skipped, g_strdup_printf(_("%s is left out: %s"), name, why));
  }
}

/* Whether a method gives weights from nothing but the data. */
static gboolean is_weighting(const DgmiMethodInfo *info)
{
  const gboolean is_derived = dgmi_method_derives(info);
  const gboolean needs_word =
      info->takes_text == DGMI_TEXT_FIRST || info->takes_text == DGMI_TEXT_ALL;
  return info->kind == DGMI_METHOD_WEIGH && is_derived && !needs_word;
}

static void add_weightings(Scenarios *scenarios)
{
  guint n;
  const DgmiMethodInfo *const *table = dgmi_method_table(&n);
  for (guint i = 0; i < n; i++)
    if (is_weighting(table[i]))
      try_weights(scenarios, table[i]->id, NULL, table[i]->id);
}

static void add_models(Scenarios *scenarios)
{
  scenarios->models = dgmi_index_models(scenarios->index, FALSE, scenarios->run->messages);
  for (guint i = 0; i < scenarios->models->len; i++)
  {
    const DgmiModel *model = scenarios->models->pdata[i];
    if (!dgmi_index_has_level(scenarios->index, model))
    {
      g_ptr_array_set_size(scenarios->models, (int)i); /* those of other levels come last */
      return;
    }
    g_autofree char *weights = g_strconcat("model:", dgmi_model_id(model), NULL);
    g_autofree char *heading = dgmi_index_model_name(scenarios->index, model);
    try_weights(scenarios, dgmi_model_id(model), heading, weights);
  }
}

static void add_built_in(Scenarios *scenarios)
{
  const DgmiNode *parent = dgmi_index_pillars(scenarios->index);
  if (parent == NULL)
  {
    dgmi_failure(scenarios->run->messages, NULL,
                 "%s has a single component, so that there are no weights to choose; take an index "
                 "of several (dgmi show prints them)",
                 dgmi_index_name(scenarios->index));
    return;
  }
  if (!add_equal(scenarios) || !add_doubled(scenarios, parent))
    return;
  add_weightings(scenarios);
  add_models(scenarios);
}

/* ---- What is said of them ---- */

static void note_units(const Scenarios *scenarios, DgmiGrid *grid)
{
  DgmiIndex *index = (DgmiIndex *)scenarios->index;
  const guint n = dgmi_dataset_n_units(dgmi_index_dataset(index));
  g_autofree const double **ranks = dgmi_rankings_ranks(scenarios->rankings);
  g_autofree double *best = g_new(double, n + 1), *worst = g_new(double, n + 1);
  dgmi_rank_ranges(ranks, scenarios->rankings->len, n, best, worst);
  g_autoptr(GString) same = g_string_new(NULL);
  guint n_same = 0, most = 0;
  for (guint i = 0; i < n; i++)
  {
    char rank[DGMI_NUMBER_SIZE];
    if (worst[i] - best[i] > worst[most] - best[most] || isnan(best[most]))
      most = i;
    if (best[i] != worst[i] || ++n_same > NAMED_MAX)
      continue;
    g_string_append_printf(same, "%s%s (%s)", n_same > 1 ? _(", ") : "",
                           dgmi_index_unit_name(index, i), dgmi_number_format(best[i], rank));
  }
  if (n_same > NAMED_MAX)
    dgmi_grid_note(grid, _("The same rank in every scenario: %s and %u more."), same->str,
                   n_same - NAMED_MAX);
  else if (n_same > 0)
    dgmi_grid_note(grid, _("The same rank in every scenario: %s."), same->str);
  else
    dgmi_grid_note(grid, _("No unit has the same rank in every scenario."));
  if (n > 0 && worst[most] > best[most])
    dgmi_grid_note(grid, _("Most affected: %s, ranks %.0f to %.0f."),
                   dgmi_index_unit_name(index, most), best[most], worst[most]);
}

/* What the short names of the methods stand for, where they are not the same word. */
static void note_weightings(const Scenarios *scenarios, DgmiGrid *grid)
{
  guint n;
  const DgmiMethodInfo *const *table = dgmi_method_table(&n);
  g_autoptr(GString) list = g_string_new(NULL);
  for (guint i = 0; i < n; i++)
    if (is_weighting(table[i]) && is_taken(scenarios, table[i]->id) &&
        g_ascii_strcasecmp(table[i]->id, _(table[i]->name)) != 0)
      g_string_append_printf(list, "%s%s = %s", list->len > 0 ? _("; ") : "", table[i]->id,
                             _(table[i]->name));
  if (scenarios->run->options.scenarios.built_in && list->len > 0)
    dgmi_grid_note(grid, _("Weights from the data: %s (formulas: dgmi list methods)."), list->str);
}

static void add_notes(const Scenarios *scenarios, DgmiGrid *grid)
{
  const DgmiRun *run = scenarios->run;
  for (guint i = 0; i < scenarios->skipped->len; i++)
    if (!dgmi_run_is_for_people(run))
      dgmi_note(run->messages, NULL, "%s", (const char *)scenarios->skipped->pdata[i]);
    else if (!run->options.print.quiet)
      dgmi_grid_note(grid, _("%s."), (const char *)scenarios->skipped->pdata[i]);
  if (run->options.print.quiet || !dgmi_run_is_for_people(run))
    return;
  note_units(scenarios, grid);
  note_weightings(scenarios, grid);
  if (scenarios->models != NULL)
    dgmi_note_models(scenarios->index, scenarios->models, grid);
  dgmi_run_note_source(run, scenarios->index, grid);
}

static void print(Scenarios *scenarios, const guint *order, guint n)
{
  DgmiRun *run = scenarios->run;
  /* For people the index's own ranking stands beside those of files too. */
  const guint first = !dgmi_run_is_for_people(run) && !run->options.scenarios.built_in ? 1 : 0;
  DgmiGrid *summary = dgmi_rankings_summary(run, scenarios->rankings, first, scenarios->index,
                                            "scenario", _("scenario"));
  g_autoptr(DgmiGrid) grid = summary;
  if (!run->options.shown.summary)
  {
    grid = dgmi_rankings_grid(scenarios->rankings, first, scenarios->index, order, n,
                              run->options.shown.scores);
    dgmi_grid_set_title(grid,
                        run->options.shown.scores ? _("%s: scores under several scenarios")
                                                  : _("%s: ranks under several scenarios"),
                        dgmi_index_name(scenarios->index));
    dgmi_grid_append(grid, summary);
  }
  add_notes(scenarios, summary);
  dgmi_run_print(run, grid);
}

static gboolean add_all(Scenarios *scenarios)
{
  DgmiRun *run = scenarios->run;
  char **files = dgmi_run_arguments_from(run, 1);
  run->options.scenarios.built_in = run->options.scenarios.built_in || files[0] == NULL;
  if (run->options.scenarios.built_in)
    add_built_in(scenarios);
  for (guint i = 0; files[i] != NULL; i++)
    if (g_str_has_suffix(files[i], ".ini"))
      add_index(scenarios, files[i]);
    else
      add_table(scenarios, files[i]);
  return dgmi_messages_failures(run->messages) == 0;
}

void dgmi_verb_scenarios(DgmiRun *run)
{
  DgmiIndex *index = dgmi_run_open(run, dgmi_run_argument(run, 0), DGMI_INDEX_RESULT);
  Scenarios scenarios = {.run = run, .index = index};
  if (index != NULL)
  {
    guint n;
    g_autofree guint *order = dgmi_result_order(dgmi_index_result(index), &n);
    scenarios.rankings = dgmi_rankings_new(index);
    scenarios.skipped = g_ptr_array_new_with_free_func(g_free);
    if (dgmi_run_choose_units(run, index, order, &n) && add_all(&scenarios))
      print(&scenarios, order, n);
    g_ptr_array_unref(scenarios.rankings);
    g_ptr_array_unref(scenarios.skipped);
    g_clear_pointer(&scenarios.models, g_ptr_array_unref);
  }
  dgmi_index_unref(index);
}
