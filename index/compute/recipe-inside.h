/* recipe-inside.h: reading a definition into a recipe, and the inside of one; for recipe*.c alone.
 */
#pragma once

#include "index/compute/recipe.h"

struct _DgmiRecipe
{
  gatomicrefcount references;
  DgmiFramework *framework;
  DgmiNodeRecipe *node; /* by node */
  DgmiRecipeSettings settings;
  DgmiPublished published;
  GArray *classes; /* of DgmiClass, highest threshold first */
  gboolean has_own_scale;
  DgmiProgramSolver *solver;
};

/* With the framework's weights and no method at all. */
DgmiRecipe *dgmi_recipe_new_empty(DgmiFramework *framework) G_GNUC_WARN_UNUSED_RESULT;

/* Sets the method of an indicator, or of all indicators below an aggregate, by its kind. */
void dgmi_recipe_set_below(DgmiRecipe *recipe, guint node, const DgmiMethod *method);

/* Sets the weighting of an aggregate's members. */
void dgmi_recipe_set_weighting(DgmiRecipe *recipe, guint aggregate, const DgmiMethod *method,
                               gboolean is_stated);

typedef struct
{
  const DgmiDefinition *definition;
  const DgmiFramework *framework;
  DgmiRecipe *recipe;
  DgmiMessages *messages;
  const GArray *stated; /* of DgmiStatedWeights; NULL = none */
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

/* Sets how members are weighed, and weights, which are the framework's. */
void dgmi_resolver_read_weights(const DgmiResolver *resolver);

/* Sets how indicators are imputed and treated. */
void dgmi_resolver_read_preparation(const DgmiResolver *resolver);
