/* Any bytes are an index file or a list of failures; what is written as a file of its own reads
 * back to the same statements; and a recipe is made of it or failures say why not. */
#include "indicators/definition/definition.h"

#define FUZZ_NAME "definition"
#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "index/compute/recipe.h"
#include "tests/fuzz/fuzz-file.h"
#include "tests/shared/definitions.h"

static DgmiFramework *small_framework(void)
{
  static const DgmiFrameworkRow rows[] = {
      {.cell = {"1", "A", "P", "1", "Indicator", "1"}, .line = 2},
      {.cell = {"1", "B", "P", "-1", "Indicator", "1"}, .line = 3},
      {.cell = {"2", "P", "TOP", "1", "Aggregate", "1"}, .line = 4},
      {.cell = {"3", "TOP", "", "1", "Aggregate", "1"}, .line = 5}};
  return framework_of_rows(rows, G_N_ELEMENTS(rows));
}

static void write_and_read(const DgmiDefinition *definition, const DgmiPaths *paths)
{
  g_autofree char *text = dgmi_definition_to_ini(definition);
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  const char *file = fuzz_file("again", "ini", (const guint8 *)text, strlen(text));
  g_autoptr(DgmiDefinition) again = dgmi_definition_read(file, paths, messages);
  g_assert_cmpuint(dgmi_messages_failures(messages), ==, 0);
  g_assert_nonnull(again);
  assert_stated(definition, again);
}

static void make_recipe(const DgmiDefinition *definition)
{
  g_autoptr(DgmiFramework) framework = small_framework();
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiRecipe) recipe = dgmi_recipe_new(definition, framework, messages);
  g_assert_true((recipe != NULL) == (dgmi_messages_failures(messages) == 0));
  g_auto(GStrv) columns = dgmi_recipe_columns(definition);
  g_assert_nonnull(columns);
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
  /* No shipped files: the input inherits from itself or from nothing. */
  const DgmiPaths paths = {"/nonexistent", "/nonexistent"};
  const char *file = fuzz_file("definition", "ini", data, size);
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiDefinition) definition = dgmi_definition_read(file, &paths, messages);
  g_assert_true((definition != NULL) == (dgmi_messages_failures(messages) == 0));
  if (definition == NULL)
    return 0;
  write_and_read(definition, &paths);
  make_recipe(definition);
  return 0;
}
