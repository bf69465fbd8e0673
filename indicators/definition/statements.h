/* statements.h: what a key file states, section by section; for definitions and models alone. */
#pragma once

#include "indicators/definition/keyfile-scan.h"

/* One stated value. */
typedef struct
{
  char *key;
  char *value;
  DgmiPlace place;
} DgmiStatement;

typedef struct
{
  DgmiSectionName name; /* as first written */
  GPtrArray *list;      /* of DgmiStatement, in the order they were first stated */
  GHashTable *by_key;   /* key -> DgmiStatement */
} DgmiSection;

typedef struct
{
  GPtrArray *sections; /* of DgmiSection, in the order they were first stated in */
  GHashTable *by_name; /* folded name -> DgmiSection */
} DgmiStatements;

DgmiStatements *dgmi_statements_new(void) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_statements_free(DgmiStatements *statements);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiStatements, dgmi_statements_free)

/* The section of a kind and a node (NULL = none), or NULL; and the same by its heading. Cost: that
 * of a look-up. */
DgmiSection *dgmi_statements_section(const DgmiStatements *statements, const char *kind,
                                     const char *node);
DgmiSection *dgmi_statements_heading(const DgmiStatements *statements, const char *heading);

/* What a section (may be NULL) states of a key, or NULL. */
DgmiStatement *dgmi_section_statement(const DgmiSection *section, const char *key);

/* States a value, anew or for the first time; `place` may be NULL. */
void dgmi_statements_set(DgmiStatements *statements, const DgmiSectionName *section,
                         const char *key, const char *value, const DgmiPlace *place);
