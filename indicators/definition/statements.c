#include "indicators/definition/statements.h"

#include <assert.h>

#include "indicators/base/memory.h"

static void free_statement(gpointer data)
{
  DgmiStatement *statement = data;
  dgmi_free_all(statement->key, statement->value, statement);
}

static void free_section(gpointer data)
{
  DgmiSection *section = data;
  dgmi_section_name_clear(&section->name);
  g_hash_table_unref(section->by_key);
  g_ptr_array_unref(section->list);
  g_free(section);
}

DgmiStatements *dgmi_statements_new(void)
{
  DgmiStatements *statements = g_new0(DgmiStatements, 1);
  statements->sections = g_ptr_array_new_with_free_func(free_section);
  statements->by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  return statements;
}

static void clear_statements(DgmiStatements *statements)
{
  g_hash_table_unref(statements->by_name);
  g_ptr_array_unref(statements->sections);
}

DGMI_DEFINE_FREE(dgmi_statements_free, DgmiStatements, clear_statements)

static DgmiSection *find(const DgmiStatements *statements, const DgmiSectionName *name)
{
  g_autofree char *folded = dgmi_section_name_fold(name);
  return g_hash_table_lookup(statements->by_name, folded);
}

DgmiSection *dgmi_statements_section(const DgmiStatements *statements, const char *kind,
                                     const char *node)
{
  g_autofree char *heading = node == NULL ? g_strdup(kind) : g_strdup_printf("%s %s", kind, node);
  return dgmi_statements_heading(statements, heading);
}

DgmiSection *dgmi_statements_heading(const DgmiStatements *statements, const char *heading)
{
  g_auto(DgmiSectionName) name = dgmi_section_name(heading);
  return find(statements, &name);
}

DgmiStatement *dgmi_section_statement(const DgmiSection *section, const char *key)
{
  return section == NULL ? NULL : g_hash_table_lookup(section->by_key, key);
}

static DgmiSection *add_section(DgmiStatements *statements, const DgmiSectionName *name)
{
  DgmiSection *section = g_new0(DgmiSection, 1);
  section->name =
      (DgmiSectionName){g_strdup(name->kind), g_strdup(name->node), g_strdup(name->name)};
  section->list = g_ptr_array_new_with_free_func(free_statement);
  section->by_key = g_hash_table_new(g_str_hash, g_str_equal);
  g_ptr_array_add(statements->sections, section);
  g_hash_table_insert(statements->by_name, dgmi_section_name_fold(name), section);
  return section;
}

void dgmi_statements_set(DgmiStatements *statements, const DgmiSectionName *section,
                         const char *key, const char *value, const DgmiPlace *place)
{
  assert(key != NULL && value != NULL);
  DgmiSection *in = find(statements, section);
  if (in == NULL)
    in = add_section(statements, section);
  DgmiStatement *statement = dgmi_section_statement(in, key);
  if (statement == NULL)
  {
    statement = g_new0(DgmiStatement, 1);
    statement->key = g_strdup(key);
    g_ptr_array_add(in->list, statement);
    g_hash_table_insert(in->by_key, statement->key, statement);
  }
  char *copy = g_strdup(value); /* `value` may be the old one */
  g_free(statement->value);
  statement->value = copy;
  statement->place = place != NULL ? *place : (DgmiPlace){.file = NULL};
}
