/* The part of a recipe that fills and treats: what [method] and [method NODE] say of impute and
 * treat. */
#include "index/compute/recipe-inside.h"

#include "indicators/base/text.h"
#include <assert.h>

/* What regression:COLS names are indicators. */
static void check_predictors(const DgmiResolver *resolver, const DgmiMethod *method,
                             const DgmiPlace *place)
{
  if (method->info->takes_text != DGMI_TEXT_INDICATORS || method->text == NULL)
    return;
  g_auto(GStrv) codes = g_strsplit(method->text, ",", -1);
  for (guint i = 0; codes[i] != NULL; i++)
  {
    const int node = dgmi_resolver_find_node(resolver, g_strstrip(codes[i]), place);
    if (node >= 0 &&
        dgmi_framework_node(resolver->framework, (guint)node)->type != DGMI_NODE_INDICATOR)
      dgmi_failure(resolver->messages, place,
                   "'%s' is no indicator, so nothing can be regressed on it", codes[i]);
  }
}

/* What [method CODE] says of `node` and what is below it; [method] where `code` is NULL. */
static void read_below(const DgmiResolver *resolver, const char *code, guint node, const char *key,
                       DgmiMethodKind kind)
{
  DgmiMethod method;
  DgmiPlace place;
  if (!dgmi_resolver_read_method(resolver, code, key, kind, &method))
    return;
  dgmi_definition_get_method(resolver->definition, code, key, &place);
  check_predictors(resolver, &method, &place);
  dgmi_recipe_set_below(resolver->recipe, node, &method);
}

/* Imputation and treatment: [method] first, then by node from the top down, so that what is said of
 * an indicator outweighs what is said of its pillar. */
void dgmi_resolver_read_preparation(const DgmiResolver *resolver)
{
  static const struct
  {
    const char *key;
    DgmiMethodKind kind;
  } keys[] = {{"impute", DGMI_METHOD_IMPUTE}, {"treat", DGMI_METHOD_TREAT}};
  const guint root = dgmi_framework_root(resolver->framework);
  g_auto(GStrv) codes = dgmi_definition_method_nodes(resolver->definition);
  for (guint k = 0; k < G_N_ELEMENTS(keys); k++)
  {
    DgmiMethod none;
    dgmi_resolver_set_default(&none, keys[k].kind, "none", resolver->messages);
    dgmi_recipe_set_below(resolver->recipe, root, &none);
    read_below(resolver, NULL, root, keys[k].key, keys[k].kind);
    for (guint level = dgmi_framework_node(resolver->framework, root)->level; level > 0; level--)
      for (guint i = 0; codes[i] != NULL; i++)
      {
        const int node = dgmi_framework_find(resolver->framework, codes[i]);
        if (node >= 0 && dgmi_framework_node(resolver->framework, (guint)node)->level == level)
          read_below(resolver, codes[i], (guint)node, keys[k].key, keys[k].kind);
      }
  }
}

gboolean dgmi_recipe_needs_years(const DgmiRecipe *recipe)
{
  assert(recipe != NULL);
  for (guint i = 0; i < dgmi_framework_n_nodes(recipe->framework); i++)
    if (recipe->node[i].impute.info != NULL && recipe->node[i].impute.info->impute.over_years)
      return TRUE;
  return recipe->settings.over_years;
}

char **dgmi_recipe_group_columns(const DgmiRecipe *recipe)
{
  assert(recipe != NULL);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
  g_autoptr(GHashTable) seen = g_hash_table_new(dgmi_code_hash, dgmi_code_equal);
  for (guint i = 0; i < dgmi_framework_n_nodes(recipe->framework); i++)
  {
    const DgmiMethod *method = &recipe->node[i].impute;
    if (method->info != NULL && method->info->takes_text == DGMI_TEXT_FIRST &&
        g_hash_table_add(seen, (gpointer)method->text))
      g_strv_builder_add(builder, method->text);
  }
  return g_strv_builder_end(builder);
}
