/* computed.h: frameworks, data tables and indices made of short texts, for the tests of index/.
 *
 * A framework's text is a table as datasets/csv/framework-table.h reads it, without quoting;
 * settings are "SECTION.KEY=VALUE": "method.normalise=none", "method P1.aggregate=min". */
#pragma once

#include "index/compute/result.h"
#include "tests/shared/said.h"

typedef struct
{
  DgmiFramework *framework;
  DgmiDefinition *definition;
  DgmiDataset *dataset;
  DgmiRecipe *recipe;
  DgmiResult *result;
  GError *error;
} Computed;

static inline void computed_clear(Computed *computed)
{
  dgmi_result_free(computed->result);
  dgmi_recipe_unref(computed->recipe);
  dgmi_dataset_unref(computed->dataset);
  dgmi_definition_free(computed->definition);
  dgmi_framework_unref(computed->framework);
  g_clear_error(&computed->error);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Computed, computed_clear)

static inline void set_row_cell(DgmiFrameworkRow *row, const char *header, const char *cell,
                                guint column)
{
  for (guint f = 0; f < DGMI_N_FIELDS; f++)
    if (strcmp(dgmi_field_name((DgmiField)f), header) == 0)
    {
      row->cell[f] = cell;
      row->column[f] = column;
      return;
    }
  g_error("no field '%s'", header);
}

/* NULL with failures in `messages`. */
static inline DgmiFramework *framework_of_text(const char *text, DgmiMessages *messages)
{
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  g_auto(GStrv) headers = g_strsplit(lines[0], ",", -1);
  g_autoptr(GArray) rows = g_array_new(FALSE, TRUE, sizeof(DgmiFrameworkRow));
  g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
  for (guint i = 1; lines[i] != NULL && lines[i][0] != '\0'; i++)
  {
    char **cells = g_strsplit(lines[i], ",", -1);
    DgmiFrameworkRow row = {.line = i + 1};
    for (guint c = 0; cells[c] != NULL; c++)
      set_row_cell(&row, headers[c], cells[c], c + 1);
    g_array_append_val(rows, row);
    g_ptr_array_add(kept, cells);
  }
  return dgmi_framework_new((const DgmiFrameworkRow *)(gpointer)rows->data, rows->len, "m.csv",
                            messages);
}

static inline DgmiDefinition *definition_of_settings(const char *const *settings)
{
  DgmiDefinition *definition = dgmi_definition_new("test", "t.csv", "m.csv");
  for (guint i = 0; settings[i] != NULL; i++)
  {
    const char *equals = strchr(settings[i], '=');
    g_assert_nonnull(equals);
    g_autofree char *name = g_strndup(settings[i], (gsize)(equals - settings[i]));
    char *dot = strrchr(name, '.');
    g_assert_nonnull(dot);
    *dot = '\0';
    dgmi_definition_set(definition, name, dot + 1, equals + 1, NULL);
  }
  return definition;
}

/* Reads all parts; what the readers say has to be nothing but notes. */
static inline Computed read_parts(const char *framework, const char *data,
                                  const char *const *settings)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  Computed computed = {0};
  computed.framework = framework_of_text(framework, messages);
  ASSERT_SILENT(messages);
  computed.definition = definition_of_settings(settings);
  computed.recipe = dgmi_recipe_new(computed.definition, computed.framework, messages);
  ASSERT_SILENT(messages);
  g_auto(GStrv) columns = dgmi_recipe_columns(computed.definition);
  g_auto(GStrv) groups = dgmi_recipe_group_columns(computed.recipe);
  const DgmiDatasetOptions options = {.framework = computed.framework,
                                      .numbers = (const char *const *)columns,
                                      .texts = (const char *const *)groups};
  computed.dataset = dgmi_dataset_read_text(data, strlen(data), "t.csv", &options, messages);
  if (dgmi_messages_failures(messages) > 0)
  {
    g_autofree char *all = said(messages);
    g_error("%s", all);
  }
  return computed;
}

/* The index computed, or .result NULL with .error. */
static inline Computed try_compute(const char *framework, const char *data,
                                   const char *const *settings)
{
  Computed computed = read_parts(framework, data, settings);
  computed.result = dgmi_compute(computed.recipe, computed.dataset, &computed.error);
  g_assert_true((computed.result == NULL) == (computed.error != NULL));
  return computed;
}

static inline Computed compute(const char *framework, const char *data, const char *const *settings)
{
  Computed computed = try_compute(framework, data, settings);
  g_assert_no_error(computed.error);
  return computed;
}

#define SETTINGS(...) ((const char *const[]){__VA_ARGS__, NULL})
#define NO_SETTINGS ((const char *const[]){NULL})

static inline guint node_of_code(const Computed *computed, const char *code)
{
  const int node = dgmi_framework_find(computed->framework, code);
  g_assert_cmpint(node, >=, 0);
  return (guint)node;
}

/* A node's score for a unit, NaN where missing. */
static inline double score_at(const Computed *computed, const char *code, guint unit)
{
  return dgmi_result_node(computed->result, node_of_code(computed, code))[unit];
}
