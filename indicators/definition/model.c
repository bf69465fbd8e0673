#include "indicators/definition/model.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "indicators/base/memory.h"
#include "indicators/base/text.h"
#include "indicators/definition/statements.h"

#define SHARED "aspects" /* in the models' folder: what they share; no model itself */
#define INHERIT_MAX 4    /* files above one another */

struct _DgmiModel
{
  char *id;
  GPtrArray *files; /* of DgmiStatements: its own, then those it inherits from */
};

static const char *const sections[] = {"model", "aspects", "weights", "reasons"};
static const char *const keys[] = {"id",     "name",   "level", "unit", "year",
                                   "status", "source", "rule",  "note", "inherit"};

/* ---- Finding ---- */

static int by_text(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

char **dgmi_model_ids(const DgmiPaths *paths)
{
  g_autofree char *folder = g_build_filename(paths->indicators, "models", NULL);
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  GPtrArray *ids = g_ptr_array_new();
  const char *name;
  while (dir != NULL && (name = g_dir_read_name(dir)) != NULL)
    if (g_str_has_suffix(name, ".ini") && strcmp(name, SHARED ".ini") != 0)
      g_ptr_array_add(ids, g_strndup(name, strlen(name) - strlen(".ini")));
  g_ptr_array_sort(ids, by_text);
  g_ptr_array_add(ids, NULL);
  return (char **)g_ptr_array_free(ids, FALSE);
}

char *dgmi_model_find(const DgmiPaths *paths, const char *name)
{
  if (strchr(name, '/') != NULL || g_str_has_suffix(name, ".ini"))
    return g_file_test(name, G_FILE_TEST_IS_REGULAR) ? g_strdup(name) : NULL;
  g_auto(GStrv) ids = dgmi_model_ids(paths);
  for (guint i = 0; ids[i] != NULL; i++)
    if (g_ascii_strcasecmp(ids[i], name) == 0)
    {
      g_autofree char *file = g_strconcat(ids[i], ".ini", NULL);
      return g_build_filename(paths->indicators, "models", file, NULL);
    }
  return NULL;
}

/* ---- Checking ---- */

static void fail_unknown(const DgmiPlace *place, const char *what, const char *word,
                         const char *const *known, gsize n, DgmiMessages *messages)
{
  DgmiSentence *hint = dgmi_text_suggestion(word, known, n);
  dgmi_failure(messages, place, "unknown %s '%s'%p", what, word, hint);
}

static void check_weight(const DgmiScannedKey *scanned, DgmiMessages *messages)
{
  double weight;
  g_autofree char *aspect = g_strndup(scanned->key, strcspn(scanned->key, "["));
  if (strcmp(aspect, scanned->key) != 0)
    dgmi_failure(messages, &scanned->key_place, "'%s' has no translations; write '%s'", aspect,
                 aspect);
  else if (dgmi_number_parse(scanned->value, strlen(scanned->value), &weight) != DGMI_NUMBER_OK ||
           weight < 0)
    dgmi_failure(messages, &scanned->place, "weight '%s' of '%s' is not a number of 0 or more",
                 scanned->value, scanned->key);
}

static void check_key(const DgmiScannedKey *scanned, const DgmiSectionName *section,
                      DgmiMessages *messages)
{
  const DgmiPlace *place = &scanned->key_place;
  g_autofree char *key = g_strndup(scanned->key, strcspn(scanned->key, "["));
  if (section->node != NULL && strcmp(section->kind, "pillars") == 0)
    return;
  if (!g_strv_contains((const char *const[]){"model", "aspects", "weights", "reasons", NULL},
                       section->name))
    fail_unknown(place, "section", scanned->section, sections, G_N_ELEMENTS(sections), messages);
  else if (strcmp(section->kind, "weights") == 0)
    check_weight(scanned, messages);
  else if (strcmp(section->kind, "model") == 0)
  {
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
      if (strcmp(key, keys[i]) == 0)
        return;
    fail_unknown(place, "key", key, keys, G_N_ELEMENTS(keys), messages);
  }
}

/* ---- Reading ---- */

static DgmiStatements *read_file(const char *file, DgmiMessages *messages)
{
  const guint failures = dgmi_messages_failures(messages);
  g_autofree char *text = NULL;
  gsize length = 0;
  if (!g_file_get_contents(file, &text, &length, NULL))
  {
    dgmi_io_failure(messages, file, "cannot be read; check the name and the folder");
    return NULL;
  }
  const DgmiPlace whole = {.file = g_intern_string(file)};
  if (!g_utf8_validate(text, (gssize)length, NULL))
  {
    dgmi_failure(messages, &whole, "not UTF-8 text; save the file as UTF-8");
    return NULL;
  }
  g_autoptr(GArray) scanned = dgmi_keyfile_scan(text, file, messages);
  g_autoptr(DgmiStatements) statements = dgmi_statements_new();
  for (guint i = 0; i < scanned->len; i++)
  {
    const DgmiScannedKey *key = &g_array_index(scanned, DgmiScannedKey, i);
    g_auto(DgmiSectionName) section = dgmi_section_name(key->section);
    if (key->key == NULL)
      continue;
    check_key(key, &section, messages);
    dgmi_statements_set(statements, &section, key->key, key->value, &key->place);
  }
  return dgmi_messages_failures(messages) > failures ? NULL : g_steal_pointer(&statements);
}

/* What a file states of a key, or NULL. */
static const char *stated(const DgmiStatements *file, const char *section, const char *key)
{
  const DgmiStatement *statement =
      dgmi_section_statement(dgmi_statements_heading(file, section), key);
  return statement == NULL ? NULL : statement->value;
}

/* Reads `file` and what it inherits. */
static gboolean read_files(DgmiModel *model, const char *file, DgmiMessages *messages)
{
  g_autofree char *path = g_strdup(file);
  while (path != NULL)
  {
    const DgmiPlace whole = {.file = g_intern_string(path)};
    DgmiStatements *statements = read_file(path, messages);
    if (statements == NULL)
      return FALSE;
    g_ptr_array_add(model->files, statements);
    const char *name = stated(statements, "model", "inherit");
    g_autofree char *next = name == NULL ? NULL : dgmi_paths_find(name, path, NULL);
    if (name != NULL && (next == NULL || model->files->len == INHERIT_MAX))
    {
      dgmi_failure(messages, &whole,
                   next == NULL ? "inherit=%s is not beside this file; check the name"
                                : "inherit=%s: models inherit from one another in a circle",
                   name);
      return FALSE;
    }
    g_free(path);
    path = g_steal_pointer(&next);
  }
  return TRUE;
}

static gboolean weighs_something(const DgmiModel *model)
{
  g_auto(GStrv) aspects = dgmi_model_keys(model, "weights");
  for (guint i = 0; aspects[i] != NULL; i++)
    if (dgmi_model_weight(model, aspects[i]) > 0)
      return TRUE;
  return FALSE;
}

DgmiModel *dgmi_model_read(const char *file, DgmiMessages *messages)
{
  assert(file != NULL && messages != NULL);
  g_autoptr(DgmiModel) model = g_new0(DgmiModel, 1);
  model->files = g_ptr_array_new_with_free_func((GDestroyNotify)dgmi_statements_free);
  if (!read_files(model, file, messages))
    return NULL;
  model->id = dgmi_model_get(model, "model", "id", "");
  if (model->id == NULL)
  {
    model->id = g_path_get_basename(file);
    if (g_str_has_suffix(model->id, ".ini"))
      model->id[strlen(model->id) - strlen(".ini")] = '\0';
  }
  if (weighs_something(model))
    return g_steal_pointer(&model);
  const DgmiPlace whole = {.file = g_intern_string(file)};
  dgmi_failure(messages, &whole,
               "the model gives no aspect a weight above 0; add a section [weights] with "
               "ASPECT=NUMBER");
  return NULL;
}

static void clear_model(DgmiModel *model)
{
  g_ptr_array_unref(model->files);
  g_free(model->id);
}

DGMI_DEFINE_FREE(dgmi_model_free, DgmiModel, clear_model)

/* ---- Asking ---- */

const char *dgmi_model_id(const DgmiModel *model)
{
  return model->id;
}

char *dgmi_model_get(const DgmiModel *model, const char *section, const char *key,
                     const char *language)
{
  g_autofree char *localised = g_strdup_printf("%s[%s]", key, language);
  for (guint i = 0; i < model->files->len; i++)
  {
    const char *value = stated(model->files->pdata[i], section, localised);
    if (value == NULL)
      value = stated(model->files->pdata[i], section, key);
    if (value != NULL)
      return g_strdup(value);
  }
  return NULL;
}

/* Appends a copy of `text` unless it was before; takes the folded one, by which that is seen. */
static void add_new(GPtrArray *list, GHashTable *seen, const char *text, char *folded)
{
  if (g_hash_table_add(seen, folded))
    g_ptr_array_add(list, g_strdup(text));
}

static char **end_list(GPtrArray *list)
{
  g_ptr_array_add(list, NULL);
  return (char **)g_ptr_array_free(list, FALSE);
}

char **dgmi_model_keys(const DgmiModel *model, const char *section)
{
  GPtrArray *list = g_ptr_array_new();
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < model->files->len; i++)
  {
    const DgmiSection *in = dgmi_statements_heading(model->files->pdata[i], section);
    for (guint k = 0; in != NULL && k < in->list->len; k++)
    {
      const char *key = ((DgmiStatement *)in->list->pdata[k])->key;
      if (strchr(key, '[') == NULL)
        add_new(list, seen, key, g_strdup(key));
    }
  }
  return end_list(list);
}

char **dgmi_model_families(const DgmiModel *model)
{
  GPtrArray *list = g_ptr_array_new();
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < model->files->len; i++)
  {
    const GPtrArray *all = ((DgmiStatements *)model->files->pdata[i])->sections;
    for (guint k = 0; k < all->len; k++)
    {
      const DgmiSectionName *name = &((DgmiSection *)all->pdata[k])->name;
      if (name->node != NULL)
        add_new(list, seen, name->node, dgmi_section_name_fold(name));
    }
  }
  return end_list(list);
}

/* Whether a file before number `file` says it all: the value, or that for every language. */
static gboolean is_overridden(const DgmiModel *model, guint file, const char *section,
                              const char *key)
{
  g_autofree char *base = g_strndup(key, strcspn(key, "["));
  for (guint i = 0; i < file; i++)
    if (stated(model->files->pdata[i], section, key) != NULL ||
        stated(model->files->pdata[i], section, base) != NULL)
      return TRUE;
  return strcmp(section, "model") == 0 && strcmp(key, "inherit") == 0;
}

char *dgmi_model_to_ini(const DgmiModel *model)
{
  g_autoptr(GKeyFile) whole = g_key_file_new();
  g_key_file_set_string(whole, "model", "id", model->id);
  for (guint i = 0; i < model->files->len; i++)
  {
    const GPtrArray *all = ((DgmiStatements *)model->files->pdata[i])->sections;
    for (guint s = 0; s < all->len; s++)
    {
      const DgmiSection *section = all->pdata[s];
      for (guint k = 0; k < section->list->len; k++)
      {
        const DgmiStatement *statement = section->list->pdata[k];
        if (!is_overridden(model, i, section->name.name, statement->key))
          g_key_file_set_string(whole, section->name.name, statement->key, statement->value);
      }
    }
  }
  return g_key_file_to_data(whole, NULL, NULL);
}

double dgmi_model_weight(const DgmiModel *model, const char *aspect)
{
  double weight = 1;
  g_autofree char *text = dgmi_model_get(model, "weights", aspect, "");
  if (text != NULL && dgmi_number_parse(text, strlen(text), &weight) != DGMI_NUMBER_OK)
    return 1;
  return weight;
}

/* The aspects that a node stands for, NULL = none. Free with g_free(). */
static char *aspects_of(const DgmiModel *model, const char *family, const char *node)
{
  g_autofree char *section = g_strconcat("pillars ", family != NULL ? family : "", NULL);
  g_auto(GStrv) nodes = dgmi_model_keys(model, section);
  for (guint i = 0; nodes[i] != NULL; i++)
    if (g_ascii_strcasecmp(nodes[i], node) == 0)
      return dgmi_model_get(model, section, nodes[i], "");
  g_auto(GStrv) aspects = dgmi_model_keys(model, "aspects");
  for (guint i = 0; nodes[0] == NULL && aspects[i] != NULL; i++)
    if (g_ascii_strcasecmp(aspects[i], node) == 0)
      return g_strdup(aspects[i]);
  return NULL;
}

/* The largest weight among `list`, "ASPECT,…". */
static double largest_weight(const DgmiModel *model, const char *list)
{
  g_auto(GStrv) aspects = g_strsplit(list, ",", -1);
  double largest = 0;
  for (guint i = 0; aspects[i] != NULL; i++)
    largest = MAX(largest, dgmi_model_weight(model, g_strstrip(aspects[i])));
  return largest;
}

/* Weighs a parent's members where one of them stands for an aspect. */
static gboolean weigh_members(const DgmiModel *model, const char *family,
                              const DgmiFramework *framework, const DgmiNode *parent,
                              double *weight)
{
  g_autofree double *own = g_new(double, parent->n_members);
  gboolean any = FALSE;
  for (guint m = 0; m < parent->n_members; m++)
  {
    const char *code = dgmi_framework_node(framework, parent->members[m])->code;
    g_autofree char *aspects = aspects_of(model, family, code);
    any = any || aspects != NULL;
    own[m] = aspects == NULL ? 1 : largest_weight(model, aspects);
  }
  for (guint m = 0; any && m < parent->n_members; m++)
    weight[parent->members[m]] = own[m];
  return any;
}

gboolean dgmi_model_weigh(const DgmiModel *model, const char *family,
                          const DgmiFramework *framework, double *weight)
{
  assert(model != NULL && framework != NULL && weight != NULL);
  gboolean any = FALSE;
  for (guint i = 0; i < dgmi_framework_n_nodes(framework); i++)
    weight[i] = NAN;
  const guint *aggregates = dgmi_framework_aggregates(framework);
  for (guint i = 0; i < dgmi_framework_n_aggregates(framework); i++)
    any = weigh_members(model, family, framework, dgmi_framework_node(framework, aggregates[i]),
                        weight) ||
          any;
  return any;
}
