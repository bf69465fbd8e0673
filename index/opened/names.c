/* What is called what: names of units and nodes in the index's language, and what a word means. */
#include <assert.h>
#include <stdarg.h>
#include <string.h>

#include "index/opened/index-inside.h"
#include "indicators/base/text.h"

/* ---- What it is made of ---- */

const DgmiDefinition *dgmi_index_definition(const DgmiIndex *index)
{
  return index->definition;
}

DgmiFramework *dgmi_index_framework(const DgmiIndex *index)
{
  return index->framework;
}

const DgmiRecipe *dgmi_index_recipe(const DgmiIndex *index)
{
  return index->recipe;
}

DgmiDataset *dgmi_index_dataset(const DgmiIndex *index)
{
  return index->dataset;
}

const DgmiResult *dgmi_index_result(const DgmiIndex *index)
{
  return index->result;
}

const char *dgmi_index_language(const DgmiIndex *index)
{
  return index->language;
}

const DgmiPaths *dgmi_index_paths(const DgmiIndex *index)
{
  return &index->paths;
}

const GPtrArray *dgmi_index_weight_notes(const DgmiIndex *index)
{
  return index->weight_notes;
}

int dgmi_index_decimals(const DgmiIndex *index)
{
  const int digits = dgmi_recipe_settings(index->recipe)->digits;
  return digits >= 0 ? digits : 4;
}

/* ---- Words ---- */

DgmiTranslate dgmi_index_translate(const DgmiIndex *index)
{
  return index->translate;
}

const char *dgmi_index_word(const DgmiIndex *index, const char *text)
{
  return index->translate(text);
}

char *dgmi_index_say(const DgmiIndex *index, const char *format, ...)
{
  assert(format != NULL);
  va_list arguments;
  va_start(arguments, format);
  g_autoptr(DgmiSentence) sentence = dgmi_sentence_new_valist(format, arguments);
  va_end(arguments);
  return dgmi_sentence_text(sentence, index->translate);
}

/* ---- Names ---- */

static gboolean is_chinese(const DgmiIndex *index)
{
  return strcmp(index->language, "zh") == 0;
}

static gboolean has_han(const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
    if (g_unichar_get_script(g_utf8_get_char(p)) == G_UNICODE_SCRIPT_HAN)
      return TRUE;
  return FALSE;
}

/* The shipped names; without them (a damaged installation) codes serve. */
static const DgmiUnits *units_of(DgmiIndex *index)
{
  if (index->units == NULL)
  {
    g_autoptr(DgmiMessages) unheard = dgmi_messages_new();
    index->units = dgmi_units_read(index->paths.datasets, index->language, unheard);
  }
  return index->units;
}

static const char *shipped_name(DgmiIndex *index, const char *code)
{
  const DgmiUnits *units = units_of(index);
  return units == NULL ? NULL : dgmi_units_name(units, code);
}

/* The data table's own Chinese name, or NULL. */
static const char *chinese_name(const DgmiIndex *index, guint unit)
{
  const char *const *names = dgmi_dataset_texts(index->dataset, DGMI_CHINESE_NAMES);
  return names == NULL ? NULL : names[unit];
}

const char *dgmi_index_unit_name(DgmiIndex *index, guint unit)
{
  assert(unit < dgmi_dataset_n_units(index->dataset));
  const char *code = dgmi_dataset_code(index->dataset, unit);
  const char *own = dgmi_dataset_name(index->dataset, unit);
  if (is_chinese(index) && chinese_name(index, unit) != NULL)
    return chinese_name(index, unit);
  if (own != NULL && (!is_chinese(index) || has_han(own)))
    return own;
  const char *shipped = shipped_name(index, code);
  return shipped != NULL ? shipped : own != NULL ? own : code;
}

const char *dgmi_index_node_name(const DgmiIndex *index, guint node)
{
  const DgmiNode *info = dgmi_framework_node(index->framework, node);
  return is_chinese(index) && info->name_zh != NULL ? info->name_zh : info->name;
}

const char *dgmi_index_name(const DgmiIndex *index)
{
  const char *name =
      dgmi_definition_get_localised(index->definition, "index", "name", index->language);
  return name != NULL ? name : dgmi_definition_id(index->definition);
}

const char *dgmi_index_class_name(const DgmiIndex *index, int number)
{
  if (number < 0)
    return NULL;
  const DgmiClass *info = &g_array_index(dgmi_recipe_classes(index->recipe), DgmiClass, number);
  return is_chinese(index) && info->name_zh != NULL ? info->name_zh : info->name;
}

/* ---- Finding ---- */

static gboolean same_name(const char *a, const char *b)
{
  if (a == NULL || b == NULL)
    return FALSE;
  g_autofree char *x = g_utf8_casefold(a, -1), *y = g_utf8_casefold(b, -1);
  return strcmp(x, y) == 0;
}

/* By the data's own names first, then by what else the unit is called, in either language. */
static int find_by_name(DgmiIndex *index, const char *word)
{
  for (guint i = 0; i < dgmi_dataset_n_units(index->dataset); i++)
    if (same_name(word, dgmi_dataset_name(index->dataset, i)) ||
        same_name(word, chinese_name(index, i)))
      return (int)i;
  const DgmiUnits *units = units_of(index);
  const char *code = units == NULL ? NULL : dgmi_units_match(index->units, word);
  const int unit = code == NULL ? -1 : dgmi_dataset_find_unit(index->dataset, code);
  const char *province = units == NULL ? NULL : dgmi_units_match_province(index->units, word);
  return unit >= 0 || province == NULL ? unit : dgmi_dataset_find_unit(index->dataset, province);
}

/* By code, by the name that is shown, by the data's own name: a user of --lang zh may write
 * English. */
static DgmiSentence *suggest_unit(DgmiIndex *index, const char *word)
{
  const guint n = dgmi_dataset_n_units(index->dataset);
  g_autofree const char **codes = g_new(const char *, n + 1);
  g_autofree const char **names = g_new(const char *, n + 1);
  g_autofree const char **own = g_new(const char *, n + 1);
  for (guint i = 0; i < n; i++)
  {
    codes[i] = dgmi_dataset_code(index->dataset, i);
    names[i] = dgmi_index_unit_name(index, i);
    own[i] = dgmi_dataset_name(index->dataset, i);
    own[i] = own[i] != NULL ? own[i] : codes[i];
  }
  const char *const *const lists[] = {codes, names, own};
  const char *nearest = NULL;
  guint list = 0, unit = 0;
  for (guint i = 0; nearest == NULL && i < G_N_ELEMENTS(lists); i++)
    nearest = dgmi_text_nearest(word, lists[list = i], n);
  if (nearest == NULL)
    return dgmi_sentence_new("; dgmi rank INDEX lists the %u units there are", n);
  while (lists[list][unit] != nearest)
    unit++;
  return dgmi_sentence_new("; did you mean %-s (%-s)?", codes[unit], names[unit]);
}

int dgmi_index_find_unit(DgmiIndex *index, const char *word, DgmiMessages *messages)
{
  assert(word != NULL && messages != NULL);
  int unit = dgmi_dataset_find_unit(index->dataset, word);
  if (unit < 0)
    unit = find_by_name(index, word);
  if (unit >= 0)
    return unit;
  dgmi_usage_failure(messages, "there is no unit '%s' in %s%p", word, dgmi_index_name(index),
                     suggest_unit(index, word));
  return -1;
}

int dgmi_index_find_node(const DgmiIndex *index, const char *word, DgmiMessages *messages)
{
  assert(word != NULL && messages != NULL);
  const int node = dgmi_framework_find(index->framework, word);
  if (node >= 0 && dgmi_framework_node(index->framework, (guint)node)->level > 0)
    return node;
  const guint n = dgmi_framework_n_nodes(index->framework);
  g_autofree const char **codes = g_new(const char *, n + 1);
  guint known = 0;
  for (guint i = 0; i < n; i++)
    if (dgmi_framework_node(index->framework, i)->level > 0)
      codes[known++] = dgmi_framework_node(index->framework, i)->code;
  DgmiSentence *hint = dgmi_text_suggestion(word, codes, known);
  dgmi_usage_failure(messages, "there is no node '%s' in %s%p", word, dgmi_index_name(index), hint);
  return -1;
}

gboolean *dgmi_index_find_units(DgmiIndex *index, const char *const *words, DgmiMessages *messages)
{
  g_autofree gboolean *found = g_new0(gboolean, dgmi_dataset_n_units(index->dataset) + 1);
  gboolean ok = TRUE;
  for (guint i = 0; words[i] != NULL; i++)
  {
    g_autofree char *word = g_strstrip(g_strdup(words[i]));
    const int unit = dgmi_index_find_unit(index, word, messages);
    ok = ok && unit >= 0;
    if (unit >= 0)
      found[unit] = TRUE;
  }
  return ok ? g_steal_pointer(&found) : NULL;
}
