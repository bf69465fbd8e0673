#include "datasets/dataset/dataset.h"

#include <assert.h>

#include "datasets/dataset/dataset-store.h"
#include "indicators/base/memory.h"

DgmiDataset *dgmi_dataset_ref(const DgmiDataset *dataset)
{
  return g_atomic_rc_box_acquire((DgmiDataset *)dataset); /* what is counted is not what it says */
}

static void clear_dataset(gpointer data)
{
  DgmiDataset *dataset = data;
  for (guint i = 0; i < dataset->n_columns; i++)
  {
    g_free(dataset->columns[i].numbers);
    g_free(dataset->columns[i].texts);
  }
  dgmi_free_all(dataset->columns, dataset->codes, dataset->names, dataset->years);
  g_hash_table_unref(dataset->by_code);
  g_string_chunk_free(dataset->strings);
}

void dgmi_dataset_unref(DgmiDataset *dataset)
{
  if (dataset != NULL)
    g_atomic_rc_box_release_full(dataset, clear_dataset);
}

const char *dgmi_dataset_file(const DgmiDataset *dataset)
{
  return dataset->file;
}

int dgmi_dataset_year(const DgmiDataset *dataset)
{
  return dataset->year;
}

guint dgmi_dataset_n_units(const DgmiDataset *dataset)
{
  return dataset->n_units;
}

const char *dgmi_dataset_code(const DgmiDataset *dataset, guint unit)
{
  assert(unit < dataset->n_units);
  return dataset->codes[unit];
}

const char *dgmi_dataset_name(const DgmiDataset *dataset, guint unit)
{
  assert(unit < dataset->n_units);
  return dataset->names[unit];
}

int dgmi_dataset_find_unit(const DgmiDataset *dataset, const char *code)
{
  assert(code != NULL);
  return (int)GPOINTER_TO_UINT(g_hash_table_lookup(dataset->by_code, code)) - 1;
}

guint dgmi_dataset_n_columns(const DgmiDataset *dataset)
{
  return dataset->n_columns;
}

const char *dgmi_dataset_column_name(const DgmiDataset *dataset, guint column)
{
  assert(column < dataset->n_columns);
  return dataset->columns[column].name;
}

/* Tables have some dozen columns and callers ask for each once, so a search is enough. */
static const DgmiDatasetColumn *find_column(const DgmiDataset *dataset, const char *name)
{
  assert(name != NULL);
  for (guint i = 0; i < dataset->n_columns; i++)
    if (g_ascii_strcasecmp(dataset->columns[i].name, name) == 0)
      return &dataset->columns[i];
  return NULL;
}

const double *dgmi_dataset_numbers(const DgmiDataset *dataset, const char *column)
{
  const DgmiDatasetColumn *found = find_column(dataset, column);
  return found == NULL ? NULL : found->numbers;
}

const char *const *dgmi_dataset_texts(const DgmiDataset *dataset, const char *column)
{
  const DgmiDatasetColumn *found = find_column(dataset, column);
  return found == NULL ? NULL : found->texts;
}

/* ---- Years ---- */

int dgmi_dataset_unit_year(const DgmiDataset *dataset, guint unit)
{
  assert(unit < dataset->n_units);
  return dataset->years == NULL ? dataset->year : dataset->years[unit];
}

/* The rows of `year`, their number in *n. */
static guint *rows_of_year(const DgmiDataset *dataset, int year, guint *n)
{
  guint *rows = g_new(guint, dataset->n_units + 1);
  *n = 0;
  for (guint i = 0; i < dataset->n_units; i++)
    if (dgmi_dataset_unit_year(dataset, i) == year)
      rows[(*n)++] = i;
  return rows;
}

static const char *copy_text(DgmiDataset *to, const char *text)
{
  return text == NULL ? NULL : g_string_chunk_insert_const(to->strings, text);
}

DgmiDataset *dgmi_dataset_slice(const DgmiDataset *dataset, int year)
{
  guint n;
  g_autofree guint *rows = rows_of_year(dataset, year, &n);
  if (n == 0)
    return NULL;
  DgmiDataset *slice = dgmi_dataset_new(dataset->file, year, FALSE);
  for (guint i = 0; i < n; i++)
    dgmi_dataset_add_row(slice, copy_text(slice, dataset->codes[rows[i]]),
                         copy_text(slice, dataset->names[rows[i]]), year);
  for (guint c = 0; c < dataset->n_columns; c++)
  {
    const DgmiDatasetColumn *from = &dataset->columns[c];
    dgmi_dataset_add_column(slice, from->name, from);
    const DgmiDatasetColumn *to = &slice->columns[c];
    for (guint i = 0; from->numbers != NULL && i < n; i++)
      to->numbers[i] = from->numbers[rows[i]];
    for (guint i = 0; from->texts != NULL && i < n; i++)
      to->texts[i] = copy_text(slice, from->texts[rows[i]]);
  }
  return slice;
}
