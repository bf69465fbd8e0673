/* definition-inside.h: what a definition is made of; for definition.c and definition-read.c alone.
 */
#pragma once

#include "indicators/definition/definition.h"
#include "indicators/definition/statements.h"

struct _DgmiDefinition
{
  DgmiStatements *statements;
  char *default_id;
  const char *file; /* interned; NULL = none */
};

DgmiDefinition *dgmi_definition_new_empty(const char *default_id,
                                          const char *file) G_GNUC_WARN_UNUSED_RESULT;
