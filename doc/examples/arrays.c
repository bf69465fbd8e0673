/* Numbers that a program has, no file: four cities, three indicators. Which rank can each city
 * have, whatever the weights? */
#include <dgmi/dgmi.h>
#include <math.h>

static const char *const cities[] = {"A", "B", "C", "D"};
static const char *const indicators[] = {"Online", "Mobile", "Speed"};
static const double online[] = {80, 95, 60, 70}, mobile[] = {70, 40, 90, 65};
static const double speed[] = {12, 30, 25, 11};

static DgmiIndex *open_cities(DgmiMessages *messages)
{
  const double *const numbers[] = {online, mobile, speed};
  const DgmiArrays arrays = {
      .n_units = 4, .codes = cities, .n_columns = 3, .columns = indicators, .numbers = numbers};
  g_autoptr(GError) error = NULL;
  g_autoptr(DgmiDataset) dataset = dgmi_dataset_from_arrays(&arrays, &error);
  g_autoptr(DgmiFramework) framework = dgmi_framework_flat("Cities", indicators, NULL, 3, messages);
  return dataset == NULL || framework == NULL
             ? NULL
             : dgmi_index_from_data("Cities", framework, dataset, messages);
}

int main(void)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiIndex) index = open_cities(messages);
  if (index == NULL)
    return 1;
  const guint root = dgmi_framework_root(dgmi_index_framework(index));
  g_autoptr(DgmiWeightParts) parts = dgmi_weight_parts_new(dgmi_index_result(index), root, NULL);
  g_autoptr(DgmiWeightSpace) all = dgmi_weight_space_new(3, parts->nominal, NULL, NULL, NULL);
  for (guint i = 0; i < parts->n_units; i++)
  {
    const DgmiWeightRanks ranks = dgmi_weight_ranks(all, parts->value, parts->n_units, i);
    g_print("%s: %.4f, rank %u to %u\n", cities[parts->unit[i]], parts->score[i], ranks.best,
            ranks.worst);
  }
  return 0;
}
