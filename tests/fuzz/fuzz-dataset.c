/* Any bytes are a data table or a list of failures, and what a dataset promises holds. */
#include "datasets/dataset/dataset.h"

#define FUZZ_NAME "dataset"
#include "tests/fuzz/fuzz.h"

#include <math.h>
#include <string.h>

#include "tests/shared/definitions.h"

static void look_at_column(const DgmiDataset *dataset, const char *name)
{
  const guint n = dgmi_dataset_n_units(dataset);
  const double *numbers = dgmi_dataset_numbers(dataset, name);
  const char *const *texts = dgmi_dataset_texts(dataset, name);
  g_assert_true(numbers != NULL || texts != NULL);
  for (guint i = 0; numbers != NULL && i < n; i++)
    g_assert_false(isinf(numbers[i]));
  for (guint i = 0; texts != NULL && i < n; i++)
    g_assert_true(texts[i] == NULL || g_utf8_validate(texts[i], -1, NULL));
}

static void look_at(const DgmiDataset *dataset)
{
  g_assert_cmpuint(dgmi_dataset_n_units(dataset), >, 0);
  for (guint i = 0; i < dgmi_dataset_n_units(dataset); i++)
  {
    const char *code = dgmi_dataset_code(dataset, i);
    g_assert_cmpuint(strlen(code), >, 0);
    g_assert_cmpint(dgmi_dataset_find_unit(dataset, code), ==, (int)i);
  }
  for (guint c = 0; c < dgmi_dataset_n_columns(dataset); c++)
    look_at_column(dataset, dgmi_dataset_column_name(dataset, c));
}

static void read_with(const guint8 *data, gsize size, const DgmiDatasetOptions *options)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiDataset) dataset =
      dgmi_dataset_read_text((const char *)data, size, "fuzz.csv", options, messages);
  g_assert_true((dataset != NULL) == (dgmi_messages_failures(messages) == 0));
  if (dataset != NULL)
    look_at(dataset);
}

static DgmiFramework *small_framework(void)
{
  static const DgmiFrameworkRow rows[] = {
      {.cell = {"1", "A", "TOP", "1", "Indicator", "1"}, .line = 2},
      {.cell = {"1", "B", "TOP", "-1", "Indicator", "1"}, .line = 3},
      {.cell = {"2", "TOP", "", "1", "Aggregate", "1"}, .line = 4},
      {.cell = {"", "G", "", "", "Group", ""}, .line = 5}};
  return framework_of_rows(rows, G_N_ELEMENTS(rows));
}

/* As it is, for a framework, and for one year with own words for missing values. */
int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
  static const char *const numbers[] = {"Score", NULL};
  g_autoptr(DgmiFramework) framework = small_framework();
  read_with(data, size, &(DgmiDatasetOptions){0});
  read_with(data, size, &(DgmiDatasetOptions){.framework = framework, .numbers = numbers});
  read_with(data, size, &(DgmiDatasetOptions){.year = 2022, .missing = "missing,?"});
  return 0;
}
