/* definitions.h: index files and frameworks, for the tests that read and write them. */
#pragma once

#include <string.h>

#include "indicators/definition/definition.h"
#include "indicators/framework/framework.h"

/* A framework of rows that are in order. */
static inline DgmiFramework *framework_of_rows(const DgmiFrameworkRow *rows, guint n)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  DgmiFramework *framework = dgmi_framework_new(rows, n, NULL, messages);
  g_assert_nonnull(framework);
  return framework;
}

/* Every statement of `a` but the inheritance is one of `b`. */
static inline void assert_stated(const DgmiDefinition *a, const DgmiDefinition *b)
{
  g_auto(GStrv) sections = dgmi_definition_sections(a);
  for (guint s = 0; sections[s] != NULL; s++)
  {
    g_auto(GStrv) keys = dgmi_definition_keys(a, sections[s]);
    for (guint k = 0; keys[k] != NULL; k++)
      if (strcmp(keys[k], "inherit") != 0)
        g_assert_cmpstr(dgmi_definition_get(b, sections[s], keys[k], NULL), ==,
                        dgmi_definition_get(a, sections[s], keys[k], NULL));
  }
}
