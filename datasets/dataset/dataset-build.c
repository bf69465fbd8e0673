#include "datasets/dataset/dataset-build.h"

#include <assert.h>
#include <math.h>

#include "datasets/dataset/dataset-store.h"
#include "indicators/base/text.h"

static const char *keep(DgmiDataset *dataset, const char *text)
{
  return text == NULL ? NULL : g_string_chunk_insert_const(dataset->strings, text);
}

static DgmiDatasetColumn *find_column(const DgmiDataset *dataset, const char *name)
{
  for (guint c = 0; c < dataset->n_columns; c++)
    if (g_ascii_strcasecmp(dataset->columns[c].name, name) == 0)
      return &dataset->columns[c];
  return NULL;
}

/* A dataset of the same file and year, without rows or columns. */
static DgmiDataset *new_like(const DgmiDataset *dataset)
{
  return dgmi_dataset_new(dataset->file, dataset->year, dataset->years != NULL);
}

static void copy_row(DgmiDataset *to, const DgmiDataset *from, guint row)
{
  const int year = from->years != NULL ? from->years[row] : from->year;
  dgmi_dataset_add_row(to, keep(to, from->codes[row]), keep(to, from->names[row]), year);
}

/* Adds a column of the kind and name of `from`, without values. */
static DgmiDatasetColumn *add_empty(DgmiDataset *dataset, const DgmiDatasetColumn *from)
{
  assert(find_column(dataset, from->name) == NULL);
  const DgmiDatasetColumn kind = {.as_numbers = from->numbers != NULL,
                                  .as_texts = from->texts != NULL};
  const guint column = dgmi_dataset_add_column(dataset, from->name, &kind); /* moves columns */
  return &dataset->columns[column];
}

void dgmi_dataset_add_texts(DgmiDataset *dataset, const char *name, const char *const *texts)
{
  assert(find_column(dataset, name) == NULL);
  const DgmiDatasetColumn kind = {.as_texts = TRUE};
  const guint column = dgmi_dataset_add_column(dataset, name, &kind);
  for (guint unit = 0; unit < dataset->n_units; unit++)
    dataset->columns[column].texts[unit] = keep(dataset, texts[unit]);
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
  DgmiDataset *out = new_like(dataset);
  for (guint i = 0; i < n; i++)
  {
    assert(units[i] < dataset->n_units);
    copy_row(out, dataset, units[i]);
  }
  for (guint c = 0; c < dataset->n_columns; c++)
  {
    DgmiDatasetColumn *to = add_empty(out, &dataset->columns[c]);
    for (guint i = 0; i < n; i++)
      copy_value(out, to, i, &dataset->columns[c], units[i]);
  }
  dgmi_dataset_finish(out);
  return out;
}

DgmiDataset *dgmi_dataset_copy(const DgmiDataset *dataset)
{
  g_autofree guint *all = g_new(guint, dataset->n_units + 1);
  for (guint i = 0; i < dataset->n_units; i++)
    all[i] = i;
  return dgmi_dataset_select(dataset, all, dataset->n_units);
}

/* A file as people call it: shipped ones are known by their name alone. */
static char *short_name(const DgmiDataset *dataset)
{
  return g_path_get_basename(dataset->file);
}

/* Units that both have, each a failure. */
static guint refuse_common(const DgmiDataset *first, const DgmiDataset *second,
                           DgmiMessages *messages)
{
  const DgmiPlace place = {.file = second->file};
  g_autofree char *name = short_name(first);
  guint n = 0;
  for (guint i = 0; i < second->n_units; i++)
    if (dgmi_dataset_find_unit(first, second->codes[i]) >= 0)
    {
      dgmi_failure(messages, &place, "unit '%s' is already in %s; give your own unit another code",
                   second->codes[i], name);
      n++;
    }
  return n;
}

DgmiDataset *dgmi_dataset_append(const DgmiDataset *first, const DgmiDataset *second,
                                 DgmiMessages *messages)
{
  if (refuse_common(first, second, messages) > 0)
    return NULL;
  DgmiDataset *out = new_like(first);
  for (guint i = 0; i < first->n_units; i++)
    copy_row(out, first, i);
  for (guint i = 0; i < second->n_units; i++)
    copy_row(out, second, i);
  for (guint c = 0; c < first->n_columns; c++)
  {
    const DgmiDatasetColumn *from = &first->columns[c];
    const DgmiDatasetColumn *more = find_column(second, from->name);
    DgmiDatasetColumn *to = add_empty(out, from);
    for (guint i = 0; i < first->n_units; i++)
      copy_value(out, to, i, from, i);
    for (guint i = 0; more != NULL && i < second->n_units; i++)
      copy_value(out, to, first->n_units + i, more, i);
  }
  dgmi_dataset_finish(out);
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
  const DgmiPlace place = {.file = second->file};
  g_autofree char *name = short_name(first);
  if (n > 0)
    dgmi_note(messages, &place,
              n == 1 ? "%u unit is not in %s and was left out: %s%s"
                     : "%u units are not in %s and were left out: %s%s",
              n, name, named->str, n > 5 ? ", …" : "");
}

DgmiDataset *dgmi_dataset_join(const DgmiDataset *first, const DgmiDataset *second,
                               DgmiMessages *messages)
{
  const DgmiPlace place = {.file = second->file};
  g_autofree char *name = short_name(first);
  gboolean ok = TRUE;
  for (guint c = 0; c < second->n_columns; c++)
    if (find_column(first, second->columns[c].name) != NULL)
    {
      dgmi_failure(messages, &place,
                   "column '%s' is already in %s; give your own column another "
                   "name",
                   second->columns[c].name, name);
      ok = FALSE;
    }
  if (!ok)
    return NULL;
  DgmiDataset *out = dgmi_dataset_copy(first);
  for (guint c = 0; c < second->n_columns; c++)
  {
    const DgmiDatasetColumn *from = &second->columns[c];
    DgmiDatasetColumn *to = add_empty(out, from);
    for (guint i = 0; i < out->n_units; i++)
    {
      const int other = dgmi_dataset_find_unit(second, out->codes[i]);
      if (other >= 0)
        copy_value(out, to, i, from, (guint)other);
    }
  }
  dgmi_dataset_finish(out);
  note_unjoined(first, second, messages);
  return out;
}

/* ---- From arrays ---- */

/* Codes that are there, each once, letter case apart. */
static gboolean check_codes(const char *const *codes, guint n, GError **error)
{
  g_autoptr(GHashTable) seen = g_hash_table_new(dgmi_code_hash, dgmi_code_equal);
  for (guint i = 0; i < n; i++)
    if (codes[i] == NULL || codes[i][0] == '\0')
    {
      dgmi_error_set(error, DGMI_ERROR_DATA, "code number %u is empty; give each its own", i + 1);
      return FALSE;
    }
    else if (!g_hash_table_add(seen, (gpointer)codes[i]))
    {
      dgmi_error_set(error, DGMI_ERROR_DATA, "the code '%s' is there twice; give each its own",
                     codes[i]);
      return FALSE;
    }
  return TRUE;
}

static gboolean fill_column(DgmiDataset *dataset, const DgmiArrays *arrays, guint c, GError **error)
{
  const DgmiDatasetColumn kind = {.as_numbers = TRUE};
  const guint column = dgmi_dataset_add_column(dataset, arrays->columns[c], &kind); /* moves them */
  double *numbers = dataset->columns[column].numbers;
  for (guint i = 0; i < arrays->n_units; i++)
  {
    numbers[i] = arrays->numbers[c][i];
    if (!isinf(numbers[i]))
      continue;
    dgmi_error_set(error, DGMI_ERROR_DATA, "'%s' of '%s' is infinite; give NaN where it is missing",
                   arrays->columns[c], arrays->codes[i]);
    return FALSE;
  }
  return TRUE;
}

DgmiDataset *dgmi_dataset_from_arrays(const DgmiArrays *arrays, GError **error)
{
  assert(arrays != NULL && (arrays->n_units == 0 || arrays->codes != NULL));
  if (!check_codes(arrays->codes, arrays->n_units, error) ||
      !check_codes(arrays->columns, arrays->n_columns, error))
    return NULL;
  g_autoptr(DgmiDataset) dataset = dgmi_dataset_new(NULL, arrays->year, FALSE);
  for (guint i = 0; i < arrays->n_units; i++)
    dgmi_dataset_add_row(dataset, keep(dataset, arrays->codes[i]),
                         arrays->names == NULL ? NULL : keep(dataset, arrays->names[i]),
                         arrays->year);
  for (guint c = 0; c < arrays->n_columns; c++)
    if (!fill_column(dataset, arrays, c, error))
      return NULL;
  dgmi_dataset_finish(dataset);
  return g_steal_pointer(&dataset);
}
