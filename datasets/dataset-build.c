#include "datasets/dataset-build.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "datasets/dataset-inside.h"
#include "indicators/text.h"

static const char *keep(DgmiDataset *dataset, const char *text)
{
  return text == NULL ? NULL : g_string_chunk_insert_const(dataset->strings, text);
}

DgmiDataset *dgmi_dataset_new(const char *file, int year, const char *const *codes,
                              const char *const *names, guint n)
{
  assert(codes != NULL && n <= DGMI_DATASET_UNITS_MAX);
  DgmiDataset *dataset = g_new0(DgmiDataset, 1);
  dataset->file = g_intern_string(file);
  dataset->year = year;
  dataset->strings = g_string_chunk_new(4096);
  dataset->n_units = dataset->capacity = n;
  dataset->codes = g_new(const char *, MAX(n, 1));
  dataset->names = g_new(const char *, MAX(n, 1));
  dataset->by_code = g_hash_table_new(dgmi_code_hash, dgmi_code_equal);
  for (guint i = 0; i < n; i++)
  {
    dataset->codes[i] = keep(dataset, codes[i]);
    dataset->names[i] = names == NULL ? NULL : keep(dataset, names[i]);
    const gboolean is_new =
        g_hash_table_insert(dataset->by_code, (gpointer)dataset->codes[i], GUINT_TO_POINTER(i + 1));
    assert(is_new);
    (void)is_new;
  }
  return dataset;
}

static DgmiDatasetColumn *find_column(const DgmiDataset *dataset, const char *name)
{
  for (guint c = 0; c < dataset->n_columns; c++)
    if (g_ascii_strcasecmp(dataset->columns[c].name, name) == 0)
      return &dataset->columns[c];
  return NULL;
}

/* Adds a column without values: they are missing until the caller sets them. */
static DgmiDatasetColumn *add_empty(DgmiDataset *dataset, const char *name, gboolean as_numbers,
                                    gboolean as_texts)
{
  assert(find_column(dataset, name) == NULL);
  dataset->columns = g_renew(DgmiDatasetColumn, dataset->columns, dataset->n_columns + 1);
  DgmiDatasetColumn *column = &dataset->columns[dataset->n_columns++];
  memset(column, 0, sizeof *column);
  column->name = keep(dataset, name);
  column->as_numbers = as_numbers;
  column->as_texts = as_texts;
  if (as_numbers)
    column->numbers = g_new(double, MAX(dataset->n_units, 1));
  if (as_texts)
    column->texts = g_new0(const char *, MAX(dataset->n_units, 1));
  for (guint i = 0; as_numbers && i < dataset->n_units; i++)
    column->numbers[i] = NAN;
  return column;
}

void dgmi_dataset_add_column(DgmiDataset *dataset, const char *name, const double *numbers,
                             const char *const *texts)
{
  DgmiDatasetColumn *column = add_empty(dataset, name, numbers != NULL, texts != NULL);
  for (guint i = 0; i < dataset->n_units; i++)
  {
    if (numbers != NULL)
      column->numbers[i] = numbers[i];
    if (texts != NULL)
      column->texts[i] = keep(dataset, texts[i]);
  }
}

gboolean dgmi_dataset_set_number(DgmiDataset *dataset, guint unit, const char *column, double value)
{
  assert(unit < dataset->n_units);
  DgmiDatasetColumn *found = find_column(dataset, column);
  if (found == NULL || found->numbers == NULL)
    return FALSE;
  found->numbers[unit] = value;
  return TRUE;
}

/* One value of a column of another dataset. */
static void copy_value(DgmiDataset *to, DgmiDatasetColumn *column, guint unit,
                       const DgmiDatasetColumn *from, guint other)
{
  if (column->numbers != NULL && from->numbers != NULL)
    column->numbers[unit] = from->numbers[other];
  if (column->texts != NULL && from->texts != NULL)
    column->texts[unit] = keep(to, from->texts[other]);
}

DgmiDataset *dgmi_dataset_select(const DgmiDataset *dataset, const guint *units, guint n)
{
  g_autofree const char **codes = g_new(const char *, n + 1);
  g_autofree const char **names = g_new(const char *, n + 1);
  for (guint i = 0; i < n; i++)
  {
    assert(units[i] < dataset->n_units);
    codes[i] = dataset->codes[units[i]];
    names[i] = dataset->names[units[i]];
  }
  DgmiDataset *out = dgmi_dataset_new(dataset->file, dataset->year, codes, names, n);
  for (guint c = 0; c < dataset->n_columns; c++)
  {
    const DgmiDatasetColumn *from = &dataset->columns[c];
    DgmiDatasetColumn *to = add_empty(out, from->name, from->numbers != NULL, from->texts != NULL);
    for (guint i = 0; i < n; i++)
      copy_value(out, to, i, from, units[i]);
  }
  return out;
}

DgmiDataset *dgmi_dataset_append(const DgmiDataset *first, const DgmiDataset *second,
                                 DgmiMessages *messages)
{
  const guint n = first->n_units, m = second->n_units;
  g_autofree const char **codes = g_new(const char *, (gsize)n + m + 1);
  g_autofree const char **names = g_new(const char *, (gsize)n + m + 1);
  gboolean ok = TRUE;
  for (guint i = 0; i < n + m; i++)
  {
    const DgmiDataset *from = i < n ? first : second;
    codes[i] = from->codes[i < n ? i : i - n];
    names[i] = from->names[i < n ? i : i - n];
    if (i < n || dgmi_dataset_find_unit(first, codes[i]) < 0)
      continue;
    const DgmiPlace place = {second->file, 0, 0};
    dgmi_failure(messages, &place, "unit '%s' is already in %s; give your own unit another code",
                 codes[i], first->file);
    ok = FALSE;
  }
  if (!ok)
    return NULL;
  DgmiDataset *out = dgmi_dataset_new(first->file, first->year, codes, names, n + m);
  for (guint c = 0; c < first->n_columns; c++)
  {
    const DgmiDatasetColumn *from = &first->columns[c];
    const DgmiDatasetColumn *more = find_column(second, from->name);
    DgmiDatasetColumn *to = add_empty(out, from->name, from->numbers != NULL, from->texts != NULL);
    for (guint i = 0; i < n; i++)
      copy_value(out, to, i, from, i);
    for (guint i = 0; more != NULL && i < m; i++)
      copy_value(out, to, n + i, more, i);
  }
  return out;
}

static void note_unjoined(const DgmiDataset *first, const DgmiDataset *second,
                          DgmiMessages *messages)
{
  g_autoptr(GString) named = g_string_new(NULL);
  guint n = 0;
  for (guint i = 0; i < second->n_units; i++)
    if (dgmi_dataset_find_unit(first, second->codes[i]) < 0 && ++n <= 5)
      g_string_append_printf(named, "%s%s", n > 1 ? ", " : "", second->codes[i]);
  const DgmiPlace place = {second->file, 0, 0};
  if (n > 0)
    dgmi_note(messages, &place, "%u units are not in %s and were left out: %s%s", n, first->file,
              named->str, n > 5 ? ", …" : "");
}

DgmiDataset *dgmi_dataset_join(const DgmiDataset *first, const DgmiDataset *second,
                               DgmiMessages *messages)
{
  const DgmiPlace place = {second->file, 0, 0};
  gboolean ok = TRUE;
  for (guint c = 0; c < second->n_columns; c++)
    if (find_column(first, second->columns[c].name) != NULL)
    {
      dgmi_failure(messages, &place,
                   "column '%s' is already in %s; give your own column another "
                   "name",
                   second->columns[c].name, first->file);
      ok = FALSE;
    }
  if (!ok)
    return NULL;
  g_autofree guint *all = g_new(guint, first->n_units + 1);
  for (guint i = 0; i < first->n_units; i++)
    all[i] = i;
  DgmiDataset *out = dgmi_dataset_select(first, all, first->n_units);
  for (guint c = 0; c < second->n_columns; c++)
  {
    const DgmiDatasetColumn *from = &second->columns[c];
    DgmiDatasetColumn *to = add_empty(out, from->name, from->numbers != NULL, from->texts != NULL);
    for (guint i = 0; i < out->n_units; i++)
    {
      const int other = dgmi_dataset_find_unit(second, out->codes[i]);
      if (other >= 0)
        copy_value(out, to, i, from, (guint)other);
    }
  }
  note_unjoined(first, second, messages);
  return out;
}
