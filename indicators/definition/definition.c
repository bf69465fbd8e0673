#include "indicators/definition/definition-inside.h"

#include <string.h>

#include "indicators/base/memory.h"
#include "indicators/base/text.h"

DgmiDefinition *dgmi_definition_new_empty(const char *default_id, const char *file)
{
  DgmiDefinition *definition = g_new0(DgmiDefinition, 1);
  definition->statements = dgmi_statements_new();
  definition->default_id = g_strdup(default_id);
  definition->file = file;
  return definition;
}

static void clear_definition(DgmiDefinition *definition)
{
  dgmi_statements_free(definition->statements);
  g_free(definition->default_id);
}

DGMI_DEFINE_FREE(dgmi_definition_free, DgmiDefinition, clear_definition)

void dgmi_definition_set(DgmiDefinition *definition, const char *section, const char *key,
                         const char *value, const DgmiPlace *place)
{
  g_auto(DgmiSectionName) name = dgmi_section_name(section);
  dgmi_statements_set(definition->statements, &name, key, value, place);
}

void dgmi_definition_set_method(DgmiDefinition *definition, const char *node, const char *key,
                                const char *value, const DgmiPlace *place)
{
  g_autofree char *section = g_strconcat("method ", node, NULL);
  dgmi_definition_set(definition, node == NULL ? "method" : section, key, value, place);
}

/* What a section (may be NULL) says of a key. */
static const char *value_in(const DgmiSection *section, const char *key, DgmiPlace *place)
{
  const DgmiStatement *statement = dgmi_section_statement(section, key);
  if (place != NULL)
    *place = statement != NULL ? statement->place : (DgmiPlace){.file = NULL};
  return statement == NULL || statement->value[0] == '\0' ? NULL : statement->value;
}

const char *dgmi_definition_get(const DgmiDefinition *definition, const char *section,
                                const char *key, DgmiPlace *place)
{
  return value_in(dgmi_statements_heading(definition->statements, section), key, place);
}

const char *dgmi_definition_get_method(const DgmiDefinition *definition, const char *node,
                                       const char *key, DgmiPlace *place)
{
  return value_in(dgmi_statements_section(definition->statements, "method", node), key, place);
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
  if (data != NULL)
    dgmi_definition_set(definition, "index", "data", data, NULL);
  if (indicators != NULL)
    dgmi_definition_set(definition, "index", "indicators", indicators, NULL);
  return definition;
}

char **dgmi_definition_sections(const DgmiDefinition *definition)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
  const GPtrArray *sections = definition->statements->sections;
  for (guint i = 0; i < sections->len; i++)
    g_strv_builder_add(builder, ((DgmiSection *)sections->pdata[i])->name.name);
  return g_strv_builder_end(builder);
}

/* The keys of a section (may be NULL) that are not taken away. */
static char **keys_in(const DgmiSection *section)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
  for (guint i = 0; section != NULL && i < section->list->len; i++)
  {
    const DgmiStatement *statement = section->list->pdata[i];
    if (statement->value[0] != '\0')
      g_strv_builder_add(builder, statement->key);
  }
  return g_strv_builder_end(builder);
}

char **dgmi_definition_keys(const DgmiDefinition *definition, const char *section)
{
  return keys_in(dgmi_statements_heading(definition->statements, section));
}

char **dgmi_definition_method_nodes(const DgmiDefinition *definition)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
  const GPtrArray *sections = definition->statements->sections;
  for (guint i = 0; i < sections->len; i++)
  {
    const DgmiSectionName *name = &((DgmiSection *)sections->pdata[i])->name;
    if (name->node != NULL && strcmp(name->kind, "method") == 0)
      g_strv_builder_add(builder, name->node);
  }
  return g_strv_builder_end(builder);
}

char **dgmi_definition_method_keys(const DgmiDefinition *definition, const char *node)
{
  return keys_in(dgmi_statements_section(definition->statements, "method", node));
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
    const DgmiPlace whole = {.file = definition->file};
    dgmi_failure(messages, &whole, "[index] does not state '%s'; add %s=FILE", key, key);
    return NULL;
  }
  const char *file = dgmi_place_file(&place);
  if (strcmp(name, "-") == 0 && file == NULL)
    return g_strdup(name);
  const char *shipped = strcmp(key, "data") == 0 ? paths->datasets : paths->indicators;
  char *path = find_table(name, file, shipped, paths);
  if (path == NULL && file == NULL)
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
  const GPtrArray *sections = definition->statements->sections;
  g_key_file_set_string(key_file, "index", "id", dgmi_definition_id(definition));
  for (guint s = 0; s < sections->len; s++)
  {
    const DgmiSection *section = sections->pdata[s];
    const gboolean is_index = strcmp(section->name.name, "index") == 0;
    for (guint i = 0; i < section->list->len; i++)
    {
      const DgmiStatement *statement = section->list->pdata[i];
      if (statement->value[0] != '\0' && !(is_index && strcmp(statement->key, "inherit") == 0))
        g_key_file_set_string(key_file, section->name.name, statement->key, statement->value);
    }
  }
  return g_key_file_to_data(key_file, NULL, NULL);
}
