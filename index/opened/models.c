#include "index/opened/models.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "index/opened/index-inside.h"
#include "indicators/base/text.h"

#define PREFIX "model:"
#define REVEALED ":revealed"

gboolean dgmi_is_model_weights(const char *weights)
{
  return g_str_has_prefix(weights, PREFIX);
}

/* The families of shipped indices and their editions' ids differ by the year alone. What the user
 * has not named is called the same in every language. */
const char *dgmi_index_family(const DgmiIndex *index)
{
  const char *family = dgmi_definition_get(index->definition, "index", "family", NULL);
  const char *id = dgmi_definition_id(index->definition);
  return family != NULL                                    ? family
         : strcmp(id, index->translate("your index")) == 0 ? "your index"
                                                           : id;
}

static void fail_unknown(const DgmiPaths *paths, const char *id, const DgmiPlace *place,
                         DgmiMessages *messages)
{
  g_auto(GStrv) ids = dgmi_model_ids(paths);
  DgmiSentence *hint = dgmi_text_suggestion(id, (const char *const *)ids, g_strv_length(ids));
  dgmi_failure(messages, place, "there is no model '%s'%p", id, hint);
}

/* "OSI=2, TII=1": by parent in framework order, as the model weighs them. */
static char *list_of(const DgmiFramework *framework, const double *weight)
{
  GString *list = g_string_new(NULL);
  const guint *aggregates = dgmi_framework_aggregates(framework);
  for (guint i = 0; i < dgmi_framework_n_aggregates(framework); i++)
  {
    const DgmiNode *parent = dgmi_framework_node(framework, aggregates[i]);
    for (guint m = 0; m < parent->n_members; m++)
    {
      char number[DGMI_NUMBER_SIZE];
      if (!isnan(weight[parent->members[m]]))
        g_string_append_printf(list, "%s%s=%s", list->len > 0 ? ", " : "",
                               dgmi_framework_node(framework, parent->members[m])->code,
                               dgmi_number_format(weight[parent->members[m]], number));
    }
  }
  return g_string_free(list, FALSE);
}

/* What has to be told wherever the weights are used. */
static char *note_of(const DgmiIndex *index, const DgmiModel *model, const double *weight)
{
  const char *language = index->language;
  g_autofree char *name = dgmi_model_get(model, "model", "name", language);
  g_autofree char *rule = dgmi_model_get(model, "model", "rule", language);
  g_autofree char *source = dgmi_model_get(model, "model", "source", language);
  g_autofree char *status = dgmi_model_get(model, "model", "status", "");
  g_autofree char *list = list_of(index->framework, weight);
  return dgmi_index_say(index, "Declared weights of the model %s: %s. %s Source: %s. Status: %s.",
                        name != NULL ? name : dgmi_model_id(model), list, rule != NULL ? rule : "",
                        source != NULL ? source : "–", status != NULL ? status : "–");
}

static DgmiModel *open_model(const DgmiPaths *paths, const char *id, const DgmiPlace *place,
                             DgmiMessages *messages)
{
  g_autofree char *file = dgmi_model_find(paths, id);
  if (file == NULL)
    fail_unknown(paths, id, place, messages);
  return file == NULL ? NULL : dgmi_model_read(file, messages);
}

/* The code of the unit that a word means: a model's unit, or itself. NULL with a failure. */
static char *unit_of(const DgmiPaths *paths, const char *word, const DgmiPlace *place,
                     DgmiMessages *messages)
{
  g_autofree char *file = dgmi_model_find(paths, word);
  if (file == NULL)
    return g_strdup(word);
  g_autoptr(DgmiModel) model = dgmi_model_read(file, messages);
  char *unit = model == NULL ? NULL : dgmi_model_get(model, "model", "unit", "");
  if (model != NULL && unit == NULL)
    dgmi_failure(messages, place,
                 "the model '%s' has no unit, whose revealed weights could be found; add unit= to "
                 "its section [model]",
                 word);
  return unit;
}

/* The method of weights under which a unit looks best. */
static gboolean read_revealed(DgmiIndex *index, const char *id, DgmiStatedWeights *stated,
                              DgmiMessages *messages)
{
  g_autofree char *word = g_strndup(id, strlen(id) - strlen(REVEALED));
  g_autofree char *unit = unit_of(&index->paths, word, &stated->place, messages);
  if (unit == NULL)
    return FALSE;
  dgmi_index_note_weights(
      index, dgmi_index_say(index,
                            "Revealed weights of %s: those under which it looks best (benefit of "
                            "the doubt), the share of each part in its score between 0.3 and "
                            "1.8 of an equal share.",
                            unit));
  g_autofree char *method = g_strconcat(PREFIX, unit, REVEALED, NULL);
  g_clear_pointer(&stated->weight, g_free);
  return dgmi_method_parse(method, DGMI_METHOD_WEIGH, &stated->method, &stated->place, messages);
}

gboolean dgmi_index_read_model(DgmiIndex *index, const char *weights, DgmiStatedWeights *stated,
                               DgmiMessages *messages)
{
  assert(weights != NULL && stated != NULL);
  const char *id = weights + strlen(PREFIX);
  if (g_str_has_suffix(id, REVEALED))
    return read_revealed(index, id, stated, messages);
  g_autoptr(DgmiModel) model = open_model(&index->paths, id, &stated->place, messages);
  if (model == NULL)
    return FALSE;
  const char *family = dgmi_index_family(index);
  const gboolean any = dgmi_model_weigh(model, family, index->framework, stated->weight);
  if (any)
    dgmi_index_note_weights(index, note_of(index, model, stated->weight));
  else
    dgmi_failure(messages, &stated->place,
                 "the model '%s' says nothing of '%s': no node stands for one of its aspects; "
                 "add [pillars %s] NODE=ASPECT to a copy of the model's file and write "
                 "model:FILE.ini",
                 dgmi_model_id(model), dgmi_definition_id(index->definition), family);
  return any;
}

static gboolean is_called(const DgmiModel *model, const char *word)
{
  static const char *const languages[] = {"en", "zh"};
  for (guint i = 0; i < G_N_ELEMENTS(languages); i++)
  {
    g_autofree char *name = dgmi_model_get(model, "model", "name", languages[i]);
    if (name == NULL)
      continue;
    g_autofree char *a = g_utf8_casefold(name, -1), *b = g_utf8_casefold(word, -1);
    if (strcmp(a, b) == 0)
      return TRUE;
  }
  return FALSE;
}

/* A file is a model's where it has [model]; other files are left to those who read them. */
static gboolean is_model_file(const char *file)
{
  g_autofree char *text = NULL;
  return g_file_get_contents(file, &text, NULL, NULL) &&
         (g_str_has_prefix(text, "[model]") || strstr(text, "\n[model]") != NULL);
}

DgmiModel *dgmi_models_find(const DgmiPaths *paths, const char *word, DgmiMessages *messages)
{
  assert(word != NULL && messages != NULL);
  g_autofree char *file = dgmi_model_find(paths, word);
  if (file != NULL)
    return is_model_file(file) ? dgmi_model_read(file, messages) : NULL;
  g_auto(GStrv) ids = dgmi_model_ids(paths);
  for (guint i = 0; ids[i] != NULL; i++)
  {
    g_autofree char *path = dgmi_model_find(paths, ids[i]);
    g_autoptr(DgmiModel) model = path == NULL ? NULL : dgmi_model_read(path, messages);
    if (model != NULL && is_called(model, word))
      return g_steal_pointer(&model);
  }
  return NULL;
}

/* ---- All models of an index ---- */

static void free_model(gpointer model)
{
  dgmi_model_free(model);
}

gboolean dgmi_index_has_level(const DgmiIndex *index, const DgmiModel *model)
{
  g_autofree char *level = dgmi_model_get(model, "model", "level", "");
  return g_strcmp0(level, dgmi_definition_get(index->definition, "index", "level", NULL)) == 0;
}

int dgmi_index_model_unit(const DgmiIndex *index, const DgmiModel *model)
{
  g_autofree char *code = dgmi_model_get(model, "model", "unit", "");
  return code == NULL ? -1 : dgmi_dataset_find_unit(index->dataset, code);
}

static gboolean weighs(const DgmiIndex *index, const DgmiModel *model, gboolean revealed)
{
  if (revealed)
    return dgmi_index_model_unit(index, model) >= 0;
  g_autofree double *weight = g_new(double, dgmi_framework_n_nodes(index->framework));
  return dgmi_model_weigh(model, dgmi_index_family(index), index->framework, weight);
}

GPtrArray *dgmi_index_models(const DgmiIndex *index, gboolean revealed, DgmiMessages *messages)
{
  GPtrArray *models = g_ptr_array_new_with_free_func(free_model);
  g_auto(GStrv) ids = dgmi_model_ids(&index->paths);
  guint n_of_level = 0;
  for (guint i = 0; ids[i] != NULL; i++)
  {
    g_autofree char *file = dgmi_model_find(&index->paths, ids[i]);
    g_autoptr(DgmiModel) model = dgmi_model_read(file, messages);
    if (model == NULL || !weighs(index, model, revealed))
      continue;
    const guint place = dgmi_index_has_level(index, model) ? n_of_level++ : models->len;
    g_ptr_array_insert(models, (int)place, g_steal_pointer(&model));
  }
  return models;
}

char *dgmi_index_model_name(const DgmiIndex *index, const DgmiModel *model)
{
  char *name = dgmi_model_get(model, "model", "name", index->language);
  return name != NULL ? name : g_strdup(dgmi_model_id(model));
}
