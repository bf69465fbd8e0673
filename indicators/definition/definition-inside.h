/* definition-inside.h: what a definition is made of; for definition.c and definition-read.c alone.
 */
#pragma once

#include "indicators/definition/definition.h"

/* One stated value. */
typedef struct
{
  char *section;
  char *key;
  char *value;
  DgmiPlace place;
} DgmiEntry;

struct _DgmiDefinition
{
  GPtrArray *entries;  /* of DgmiEntry, in the order they were first stated */
  GHashTable *by_name; /* "section\nkey" -> DgmiEntry; keys owned */
  char *default_id;
  const char *file; /* interned; NULL = none */
};

DgmiDefinition *dgmi_definition_new_empty(const char *default_id,
                                          const char *file) G_GNUC_WARN_UNUSED_RESULT;

/* The entry that states a key, or NULL. */
DgmiEntry *dgmi_definition_entry(const DgmiDefinition *definition, const char *section,
                                 const char *key);
