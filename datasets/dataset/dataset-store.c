#include <assert.h>
#include <math.h>

#include "datasets/dataset/dataset-store.h"
#include "indicators/base/text.h"

const char dgmi_dataset_missing_text[] = "";

DgmiDataset *dgmi_dataset_new(const char *file, int year, gboolean all_years)
{
  DgmiDataset *dataset = g_atomic_rc_box_new0(DgmiDataset);
  dataset->file = g_intern_string(file);
  dataset->year = year;
  dataset->strings = g_string_chunk_new(8192);
  dataset->by_code = g_hash_table_new(dgmi_code_hash, dgmi_code_equal);
  dataset->years = all_years ? g_new(int, 1) : NULL;
  return dataset;
}

/* Gives the column room for `capacity` values, those from `old` on not set. */
static void resize_column(DgmiDatasetColumn *column, guint old, guint capacity)
{
  const double unset = dgmi_dataset_unset();
  if (column->as_numbers)
  {
    column->numbers = g_renew(double, column->numbers, capacity);
    for (guint i = old; i < capacity; i++)
      column->numbers[i] = unset;
  }
  if (!column->as_texts)
    return;
  column->texts = g_renew(const char *, column->texts, capacity);
  for (guint i = old; i < capacity; i++)
    column->texts[i] = NULL;
}

/* By half, not by double: while a table is read, the room is the most of the memory it takes. */
static void grow(DgmiDataset *dataset)
{
  const guint old = dataset->capacity, capacity = MAX(16, old + old / 2);
  dataset->codes = g_renew(const char *, dataset->codes, capacity);
  dataset->names = g_renew(const char *, dataset->names, capacity);
  if (dataset->years != NULL)
    dataset->years = g_renew(int, dataset->years, capacity);
  for (guint i = 0; i < dataset->n_columns; i++)
    resize_column(&dataset->columns[i], old, capacity);
  dataset->capacity = capacity;
}

guint dgmi_dataset_add_row(DgmiDataset *dataset, const char *code, const char *name, int year)
{
  assert(code != NULL && dataset->n_units < DGMI_DATASET_UNITS_MAX);
  if (dataset->n_units == dataset->capacity)
    grow(dataset);
  const guint row = dataset->n_units++;
  dataset->codes[row] = code;
  dataset->names[row] = name;
  if (dataset->years != NULL)
    dataset->years[row] = year;
  if (dataset->years == NULL || !g_hash_table_contains(dataset->by_code, code))
    g_hash_table_insert(dataset->by_code, (gpointer)code, GUINT_TO_POINTER(row + 1));
  return row;
}

guint dgmi_dataset_add_column(DgmiDataset *dataset, const char *name,
                              const DgmiDatasetColumn *column)
{
  if (dataset->capacity == 0)
    grow(dataset); /* so that a column's values are never NULL */
  if (dataset->n_columns == dataset->columns_size)
  {
    dataset->columns_size = MAX(16, dataset->columns_size * 2);
    dataset->columns = g_renew(DgmiDatasetColumn, dataset->columns, dataset->columns_size);
  }
  DgmiDatasetColumn *added = &dataset->columns[dataset->n_columns];
  *added = *column;
  added->name = g_string_chunk_insert(dataset->strings, name);
  added->numbers = NULL;
  added->texts = NULL;
  resize_column(added, 0, dataset->capacity);
  return dataset->n_columns++;
}

void dgmi_dataset_settle_as_texts(DgmiDataset *dataset, DgmiDatasetColumn *column)
{
  assert(column->guess);
  column->guess = column->as_numbers = FALSE;
  column->as_texts = TRUE;
  g_clear_pointer(&column->numbers, g_free);
  resize_column(column, 0, dataset->capacity);
}

void dgmi_dataset_finish(DgmiDataset *dataset)
{
  for (guint c = 0; c < dataset->n_columns; c++)
  {
    DgmiDatasetColumn *column = &dataset->columns[c];
    for (guint i = 0; column->numbers != NULL && i < dataset->n_units; i++)
      if (dgmi_dataset_is_unset(column->numbers[i]))
        column->numbers[i] = NAN;
    for (guint i = 0; column->texts != NULL && i < dataset->n_units; i++)
      if (column->texts[i] == dgmi_dataset_missing_text)
        column->texts[i] = NULL;
  }
}
