#include "command/study/study-model.h"

#include <string.h>

#include "command/run/say.h"
#include "command/study/study-weights.h"
#include "indicators/base/text.h"

#define PREFIX "model:"
#define REVEALED ":revealed"

gboolean dgmi_is_model_weights(const char *weights)
{
  return g_str_has_prefix(weights, PREFIX);
}

/* The families of shipped indices and their editions' ids differ by the year alone. What the user
 * has not named is called the same in every language. */
const char *dgmi_study_family(const DgmiStudy *study)
{
  const char *family = dgmi_definition_get(study->definition, "index", "family", NULL);
  const char *id = dgmi_definition_id(study->definition);
  return family != NULL ? family : strcmp(id, _("your index")) == 0 ? "your index" : id;
}

static void fail_unknown(const DgmiPaths *paths, const char *id, const DgmiPlace *place,
                         DgmiMessages *messages)
{
  g_auto(GStrv) ids = dgmi_model_ids(paths);
  DgmiSentence *hint = dgmi_text_suggestion(id, (const char *const *)ids, g_strv_length(ids));
  dgmi_failure(messages, place, _("there is no model '%s'%p"), id, hint);
}

/* What has to be told wherever the weights are used. */
static char *note_of(const DgmiModel *model, const char *weights, const char *language)
{
  g_autofree char *name = dgmi_model_get(model, "model", "name", language);
  g_autofree char *rule = dgmi_model_get(model, "model", "rule", language);
  g_autofree char *source = dgmi_model_get(model, "model", "source", language);
  g_autofree char *status = dgmi_model_get(model, "model", "status", "");
  g_auto(GStrv) pairs = g_strsplit(weights, ",", -1);
  g_autofree char *list = g_strjoinv(", ", pairs);
  return g_strdup_printf(_("Declared weights of the model %s: %s. %s Source: %s. Status: %s."),
                         name != NULL ? name : dgmi_model_id(model), list, rule != NULL ? rule : "",
                         source != NULL ? source : "–", status != NULL ? _(status) : "–");
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
    dgmi_failure(
        messages, place,
        _("the model '%s' has no unit, whose revealed weights could be found; add unit= to "
          "its section [model]"),
        word);
  return unit;
}

static char *revealed_weights(DgmiStudy *study, const DgmiPaths *paths, const char *id,
                              const DgmiPlace *place, DgmiMessages *messages)
{
  g_autofree char *word = g_strndup(id, strlen(id) - strlen(REVEALED));
  g_autofree char *unit = unit_of(paths, word, place, messages);
  if (unit == NULL)
    return NULL;
  dgmi_study_add_weights_note(
      study,
      g_strdup_printf(_("Revealed weights of %s: those under which it looks best (benefit of "
                        "the doubt), the share of each part in its score between 0.3 and "
                        "1.8 of an equal share."),
                      unit));
  return g_strconcat(PREFIX, unit, REVEALED, NULL);
}

char *dgmi_study_model_weights(DgmiStudy *study, const DgmiPaths *paths, const char *weights,
                               const DgmiPlace *place, DgmiMessages *messages)
{
  const char *id = weights + strlen(PREFIX);
  if (g_str_has_suffix(id, REVEALED))
    return revealed_weights(study, paths, id, place, messages);
  g_autoptr(DgmiModel) model = open_model(paths, id, place, messages);
  if (model == NULL)
    return NULL;
  const char *family = dgmi_study_family(study);
  char *pairs = dgmi_model_weigh(model, family, study->framework);
  if (pairs == NULL)
    dgmi_failure(messages, place,
                 _("the model '%s' says nothing of '%s': no node stands for one of its aspects; "
                   "add [pillars %s] NODE=ASPECT to a copy of the model's file and write "
                   "model:FILE.ini"),
                 dgmi_model_id(model), dgmi_definition_id(study->definition), family);
  else
    dgmi_study_add_weights_note(study, note_of(model, pairs, study->language));
  return pairs;
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

DgmiModel *dgmi_study_find_model(const DgmiPaths *paths, const char *word, DgmiMessages *messages)
{
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

gboolean dgmi_study_has_level(const DgmiStudy *study, const DgmiModel *model)
{
  g_autofree char *level = dgmi_model_get(model, "model", "level", "");
  return g_strcmp0(level, dgmi_definition_get(study->definition, "index", "level", NULL)) == 0;
}

int dgmi_study_model_unit(const DgmiStudy *study, const DgmiModel *model)
{
  g_autofree char *code = dgmi_model_get(model, "model", "unit", "");
  return code == NULL ? -1 : dgmi_dataset_find_unit(study->dataset, code);
}

static gboolean weighs(const DgmiStudy *study, const DgmiModel *model, gboolean revealed)
{
  if (revealed)
    return dgmi_study_model_unit(study, model) >= 0;
  g_autofree char *pairs = dgmi_model_weigh(model, dgmi_study_family(study), study->framework);
  return pairs != NULL;
}

GPtrArray *dgmi_study_models(const DgmiStudy *study, const DgmiPaths *paths, gboolean revealed,
                             DgmiMessages *messages)
{
  GPtrArray *models = g_ptr_array_new_with_free_func(free_model);
  g_auto(GStrv) ids = dgmi_model_ids(paths);
  guint n_of_level = 0;
  for (guint i = 0; ids[i] != NULL; i++)
  {
    g_autofree char *file = dgmi_model_find(paths, ids[i]);
    g_autoptr(DgmiModel) model = dgmi_model_read(file, messages);
    if (model == NULL || !weighs(study, model, revealed))
      continue;
    const guint place = dgmi_study_has_level(study, model) ? n_of_level++ : models->len;
    g_ptr_array_insert(models, (int)place, g_steal_pointer(&model));
  }
  return models;
}

char *dgmi_study_model_name(const DgmiStudy *study, const DgmiModel *model)
{
  char *name = dgmi_model_get(model, "model", "name", study->language);
  return name != NULL ? name : g_strdup(dgmi_model_id(model));
}
