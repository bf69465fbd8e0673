#include "command/study-model.h"

#include <glib/gi18n.h>
#include <string.h>

#include "indicators/text.h"

#define PREFIX "model:"
#define REVEALED ":revealed"

gboolean dgmi_is_model_weights(const char *weights)
{
  return g_str_has_prefix(weights, PREFIX);
}

/* The families of shipped indices and their editions' ids differ by the year alone. */
static char *family_of(const DgmiDefinition *definition)
{
  const char *family = dgmi_definition_get(definition, "index", "family", NULL);
  return g_strdup(family != NULL ? family : dgmi_definition_id(definition));
}

static void fail_unknown(const DgmiPaths *paths, const char *id, const DgmiPlace *place,
                         DgmiMessages *messages)
{
  g_auto(GStrv) ids = dgmi_model_ids(paths);
  g_autofree char *hint = dgmi_text_suggestion(id, (const char *const *)ids, g_strv_length(ids));
  dgmi_failure(messages, place, _("there is no model '%s'%s"), id, hint);
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
  if (g_str_has_suffix(id, REVEALED))
  {
    dgmi_failure(messages, place,
                 _("the revealed weights of a model are not there yet; write model:%.*s for "
                   "its declared ones"),
                 (int)(strlen(id) - strlen(REVEALED)), id);
    return NULL;
  }
  g_autofree char *file = dgmi_model_find(paths, id);
  if (file == NULL)
    fail_unknown(paths, id, place, messages);
  return file == NULL ? NULL : dgmi_model_read(file, messages);
}

gboolean dgmi_study_use_model(DgmiStudy *study, const DgmiPaths *paths, const char *weights,
                              const DgmiPlace *place, DgmiMessages *messages)
{
  const DgmiPlace at = *place; /* stating the weights anew moves it */
  g_autoptr(DgmiModel) model = open_model(paths, weights + strlen(PREFIX), &at, messages);
  if (model == NULL)
    return FALSE;
  g_autofree char *family = family_of(study->definition);
  g_autofree char *pairs = dgmi_model_weigh(model, family, study->framework);
  if (pairs == NULL)
  {
    dgmi_failure(messages, &at,
                 _("the model '%s' says nothing of '%s': no node stands for one of its aspects; "
                   "add [pillars %s] NODE=ASPECT to a copy of the model's file and write "
                   "model:FILE.ini"),
                 dgmi_model_id(model), dgmi_definition_id(study->definition), family);
    return FALSE;
  }
  g_free(study->weights_note);
  study->weights_note = note_of(model, pairs, study->language);
  dgmi_definition_set(study->definition, "method", "weights", pairs, &at);
  return TRUE;
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
