/* recipe-inside.h: reading a definition into a recipe, shared by recipe*.c alone. */
#pragma once

#include "index/compute/recipe.h"

typedef struct
{
  const DgmiDefinition *definition;
  const DgmiFramework *framework;
  DgmiRecipe *recipe;
  DgmiMessages *messages;
} DgmiResolver;

/* The node called `code`; -1 with a failure that suggests one. */
int dgmi_resolver_find_node(const DgmiResolver *resolver, const char *code, const DgmiPlace *place);

/* Reads the method that a key of [method NODE] states, of [method] where `node` is NULL. FALSE
 * where it states none, or with a failure. */
gboolean dgmi_resolver_read_method(const DgmiResolver *resolver, const char *node, const char *key,
                                   DgmiMethodKind kind, DgmiMethod *method);

/* Sets the method `id`, which there is. */
void dgmi_resolver_set_default(DgmiMethod *method, DgmiMethodKind kind, const char *id,
                               DgmiMessages *messages);

/* Reads CODE=VALUE,… and gives each pair to `use`; NULL is none. */
typedef void (*DgmiPairFunc)(const DgmiResolver *resolver, guint node, double value, gpointer data);
void dgmi_resolver_read_pairs(const DgmiResolver *resolver, const char *text,
                              const DgmiPlace *place, DgmiPairFunc use, gpointer data);

/* Sets recipe->weigh and recipe->weight, which has the framework's. */
void dgmi_resolver_read_weights(const DgmiResolver *resolver);

/* Sets recipe->impute and recipe->treat. */
void dgmi_resolver_read_preparation(const DgmiResolver *resolver);
