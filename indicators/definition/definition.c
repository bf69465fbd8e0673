#include "indicators/definition/definition-inside.h"

#include <string.h>

#include "indicators/base/text.h"

static void free_entry(gpointer data)
{
  DgmiEntry *entry = data;
  g_free(entry->section);
  g_free(entry->key);
  g_free(entry->value);
  g_free(entry);
}

DgmiDefinition *dgmi_definition_new_empty(const char *default_id, const char *file)
{
  DgmiDefinition *definition = g_new0(DgmiDefinition, 1);
  definition->entries = g_ptr_array_new_with_free_func(free_entry);
  definition->by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  definition->default_id = g_strdup(default_id);
  definition->file = file;
  return definition;
}

void dgmi_definition_free(DgmiDefinition *definition)
{
  if (definition == NULL)
    return;
  g_hash_table_unref(definition->by_name);
  g_ptr_array_unref(definition->entries);
  g_free(definition->default_id);
  g_free(definition);
}

DgmiEntry *dgmi_definition_entry(const DgmiDefinition *definition, const char *section,
                                 const char *key)
{
  g_autofree char *name = g_strdup_printf("%s\n%s", section, key);
  return g_hash_table_lookup(definition->by_name, name);
}

void dgmi_definition_set(DgmiDefinition *definition, const char *section, const char *key,
                         const char *value, const DgmiPlace *place)
{
  DgmiEntry *entry = dgmi_definition_entry(definition, section, key);
  if (entry == NULL)
  {
    entry = g_new0(DgmiEntry, 1);
    entry->section = g_strdup(section);
    entry->key = g_strdup(key);
    g_ptr_array_add(definition->entries, entry);
    g_hash_table_insert(definition->by_name, g_strdup_printf("%s\n%s", section, key), entry);
  }
  g_free(entry->value);
  entry->value = g_strdup(value);
  entry->place = place != NULL ? *place : (DgmiPlace){NULL, 0, 0};
}

const char *dgmi_definition_get(const DgmiDefinition *definition, const char *section,
                                const char *key, DgmiPlace *place)
{
  const DgmiEntry *entry = dgmi_definition_entry(definition, section, key);
  if (place != NULL)
    *place = entry != NULL ? entry->place : (DgmiPlace){NULL, 0, 0};
  return entry == NULL || entry->value[0] == '\0' ? NULL : entry->value;
}

const char *dgmi_definition_get_localised(const DgmiDefinition *definition, const char *section,
                                          const char *key, const char *language)
{
  g_autofree char *localised = g_strdup_printf("%s[%s]", key, language);
  const char *value = dgmi_definition_get(definition, section, localised, NULL);
  return value != NULL ? value : dgmi_definition_get(definition, section, key, NULL);
}

const char *dgmi_definition_id(const DgmiDefinition *definition)
{
  const char *id = dgmi_definition_get(definition, "index", "id", NULL);
  return id != NULL ? id : definition->default_id;
}

int dgmi_definition_year(const DgmiDefinition *definition)
{
  const char *year = dgmi_definition_get(definition, "index", "year", NULL);
  double value = 0;
  if (year != NULL && dgmi_number_parse(year, strlen(year), &value) != DGMI_NUMBER_OK)
    return 0;
  return (int)value;
}

DgmiDefinition *dgmi_definition_new(const char *id, const char *data, const char *indicators)
{
  DgmiDefinition *definition = dgmi_definition_new_empty(id, NULL);
  dgmi_definition_set(definition, "index", "data", data, NULL);
  dgmi_definition_set(definition, "index", "indicators", indicators, NULL);
  return definition;
}

char **dgmi_definition_sections(const DgmiDefinition *definition)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < definition->entries->len; i++)
  {
    const DgmiEntry *entry = definition->entries->pdata[i];
    if (g_hash_table_add(seen, entry->section))
      g_strv_builder_add(builder, entry->section);
  }
  return g_strv_builder_end(builder);
}

char **dgmi_definition_keys(const DgmiDefinition *definition, const char *section)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
  for (guint i = 0; i < definition->entries->len; i++)
  {
    const DgmiEntry *entry = definition->entries->pdata[i];
    if (strcmp(entry->section, section) == 0 && entry->value[0] != '\0')
      g_strv_builder_add(builder, entry->key);
  }
  return g_strv_builder_end(builder);
}

/* Whether `file` is one of the shipped index files. */
static gboolean is_shipped(const char *file, const DgmiPaths *paths)
{
  g_autofree char *folder = g_path_get_dirname(file);
  g_autofree char *whole = g_canonicalize_filename(folder, NULL);
  g_autofree char *shipped = g_canonicalize_filename(paths->indicators, NULL);
  return strcmp(whole, shipped) == 0;
}

static char *find_table(const char *name, const char *stated_in, const char *shipped,
                        const DgmiPaths *paths)
{
  if (stated_in == NULL)
    return dgmi_paths_find(name, NULL, NULL);
  if (!is_shipped(stated_in, paths))
    return dgmi_paths_find(name, stated_in, shipped);
  g_autofree char *path = g_build_filename(shipped, name, NULL);
  return dgmi_paths_find(path, NULL, NULL);
}

char *dgmi_definition_file(const DgmiDefinition *definition, const char *key,
                           const DgmiPaths *paths, DgmiMessages *messages)
{
  DgmiPlace place;
  const char *name = dgmi_definition_get(definition, "index", key, &place);
  if (name == NULL)
  {
    const DgmiPlace whole = {definition->file, 0, 0};
    dgmi_failure(messages, &whole, "[index] does not state '%s'; add %s=FILE", key, key);
    return NULL;
  }
  if (strcmp(name, "-") == 0 && place.file == NULL)
    return g_strdup(name);
  const char *shipped = strcmp(key, "data") == 0 ? paths->datasets : paths->indicators;
  char *path = find_table(name, place.file, shipped, paths);
  if (path == NULL && place.file == NULL)
    dgmi_io_failure(messages, name, "cannot be read: there is no such file; check the path");
  else if (path == NULL)
    dgmi_failure(messages, &place,
                 "'%s' is neither beside this file nor among the shipped tables; check the name",
                 name);
  return path;
}

char *dgmi_definition_to_ini(const DgmiDefinition *definition)
{
  g_autoptr(GKeyFile) key_file = g_key_file_new();
  g_key_file_set_string(key_file, "index", "id", dgmi_definition_id(definition));
  for (guint i = 0; i < definition->entries->len; i++)
  {
    const DgmiEntry *entry = definition->entries->pdata[i];
    const gboolean is_inherit =
        strcmp(entry->section, "index") == 0 && strcmp(entry->key, "inherit") == 0;
    if (entry->value[0] != '\0' && !is_inherit)
      g_key_file_set_string(key_file, entry->section, entry->key, entry->value);
  }
  return g_key_file_to_data(key_file, NULL, NULL);
}
