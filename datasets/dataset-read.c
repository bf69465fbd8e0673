#include <assert.h>
#include <math.h>
#include <string.h>

#include "datasets/dataset-inside.h"
#include "datasets/value.h"
#include "indicators/text.h"

typedef struct
{
  DgmiDataset *dataset;
  const DgmiDatasetOptions *options;
  DgmiMessages *messages;
  DgmiMissing *missing;
  DgmiHeader *header;
  DgmiDatasetKeys keys;
  DgmiYears *years; /* all the table has */
  guint *lines;     /* of the units, for messages about duplicates */
} Builder;

static void grow(Builder *builder)
{
  DgmiDataset *dataset = builder->dataset;
  const guint old = dataset->capacity, capacity = MAX(256, old * 2);
  dataset->codes = g_renew(const char *, dataset->codes, capacity);
  dataset->names = g_renew(const char *, dataset->names, capacity);
  builder->lines = g_renew(guint, builder->lines, capacity);
  for (guint i = 0; i < dataset->n_columns; i++)
  {
    DgmiDatasetColumn *column = &dataset->columns[i];
    if (column->as_numbers)
      column->numbers = g_renew(double, column->numbers, capacity);
    if (column->as_texts)
      column->texts = g_renew(const char *, column->texts, capacity);
  }
  dataset->capacity = capacity;
}

static gboolean on_header(Builder *builder, const DgmiCsvRow *row)
{
  builder->header = dgmi_header_new(row, builder->messages);
  builder->keys = dgmi_dataset_find_keys(builder->header);
  if (!dgmi_dataset_choose_columns(builder->dataset, builder->header, &builder->keys,
                                   builder->options, builder->messages))
    return FALSE;
  grow(builder); /* so that a column's values are never NULL */
  return TRUE;
}

/* Whether the row is of the year that is read. */
static gboolean is_wanted(Builder *builder, const DgmiCsvRow *row)
{
  int year;
  if (builder->keys.year < 0)
    return TRUE;
  if (!dgmi_value_read_year(row, (guint)builder->keys.year, &year, builder->messages))
    return FALSE;
  dgmi_years_add(builder->years, year);
  return year == builder->dataset->year;
}

/* Adds the row's unit. FALSE with a failure if it has none or one that is already there. */
static gboolean add_unit(Builder *builder, const DgmiCsvRow *row)
{
  DgmiDataset *dataset = builder->dataset;
  gsize length;
  const char *code = dgmi_csv_row_field(row, (guint)builder->keys.code, &length);
  const guint other = GPOINTER_TO_UINT(g_hash_table_lookup(dataset->by_code, code));
  if (length == 0 || other > 0)
  {
    const DgmiPlace place = dgmi_csv_row_place(row, (guint)builder->keys.code);
    g_autofree char *quoted = dgmi_csv_quote(code);
    if (length == 0)
      dgmi_failure(builder->messages, &place, "the unit's code is missing; give every row a code");
    else
      dgmi_failure(builder->messages, &place, "unit %s is already on line %u; keep one row a unit",
                   quoted, builder->lines[other - 1]);
    return FALSE;
  }
  if (dataset->n_units == dataset->capacity)
    grow(builder);
  const guint unit = dataset->n_units++;
  dataset->codes[unit] = g_string_chunk_insert_len(dataset->strings, code, (gssize)length);
  g_hash_table_insert(dataset->by_code, (gpointer)dataset->codes[unit], GUINT_TO_POINTER(unit + 1));
  builder->lines[unit] = dgmi_csv_row_line(row);
  dataset->names[unit] = NULL;
  if (builder->keys.name >= 0)
  {
    const char *name = dgmi_csv_row_field(row, (guint)builder->keys.name, &length);
    if (length > 0)
      dataset->names[unit] = g_string_chunk_insert_len(dataset->strings, name, (gssize)length);
  }
  return TRUE;
}

/* Settles at its first value what a column is that nobody named. */
static void settle(Builder *builder, DgmiDatasetColumn *column, const DgmiCsvRow *row)
{
  gsize length;
  const char *text = dgmi_csv_row_field(row, column->field, &length);
  if (dgmi_missing_has(builder->missing, text, length))
    return;
  column->guess = FALSE;
  if (dgmi_value_is_number(text, length))
    return;
  column->as_numbers = FALSE;
  column->as_texts = TRUE;
  g_clear_pointer(&column->numbers, g_free);
  column->texts = g_new0(const char *, builder->dataset->capacity);
}

static void read_values(Builder *builder, const DgmiCsvRow *row, guint unit)
{
  DgmiDataset *dataset = builder->dataset;
  for (guint i = 0; i < dataset->n_columns; i++)
  {
    DgmiDatasetColumn *column = &dataset->columns[i];
    if (G_UNLIKELY(column->guess))
      settle(builder, column, row);
    if (column->as_numbers)
      dgmi_value_read(row, column->field, builder->missing, &column->numbers[unit],
                      builder->messages);
    if (!column->as_texts)
      continue;
    gsize length;
    const char *text = dgmi_csv_row_field(row, column->field, &length);
    column->texts[unit] = dgmi_missing_has(builder->missing, text, length)
                              ? NULL
                              : g_string_chunk_insert_const(dataset->strings, text);
  }
}

static gboolean on_row(const DgmiCsvRow *row, gpointer user_data)
{
  Builder *builder = user_data;
  if (builder->header == NULL)
    return on_header(builder, row);
  if (!dgmi_header_check(builder->header, row, builder->messages) || !is_wanted(builder, row))
    return TRUE;
  if (builder->dataset->n_units == DGMI_DATASET_UNITS_MAX)
  {
    const DgmiPlace place = dgmi_csv_row_place(row, 0);
    dgmi_failure(builder->messages, &place, "more than %u units; split the table",
                 DGMI_DATASET_UNITS_MAX);
    return FALSE;
  }
  if (add_unit(builder, row))
    read_values(builder, row, builder->dataset->n_units - 1);
  return TRUE;
}

/* Says why a table that was read without failure has nothing to offer. */
static void check_content(const Builder *builder)
{
  const DgmiPlace place = {builder->dataset->file, 0, 0};
  const int year = builder->dataset->year;
  if (builder->dataset->n_units > 0)
    return;
  g_autofree char *years = dgmi_years_text(builder->years);
  if (builder->header == NULL)
    dgmi_failure(builder->messages, &place,
                 "the table is empty; its first line has the names of the columns");
  else if (years[0] != '\0')
    dgmi_failure(builder->messages, &place, "the table has no year %d; choose among %s", year,
                 years);
  else
    dgmi_failure(builder->messages, &place, "the table has a header but no unit; add a row a unit");
}

static DgmiDataset *dataset_new(const char *name, int year)
{
  DgmiDataset *dataset = g_new0(DgmiDataset, 1);
  dataset->file = g_intern_string(name);
  dataset->year = year;
  dataset->strings = g_string_chunk_new(8192);
  dataset->by_code = g_hash_table_new(dgmi_code_hash, dgmi_code_equal);
  return dataset;
}

/* Reads the rows of `year`. */
static DgmiDataset *read_year(const DgmiDatasetSource *source, const DgmiDatasetOptions *options,
                              int year, DgmiMessages *messages)
{
  const guint failures = dgmi_messages_failures(messages);
  const gboolean standard_input = source->text == NULL && strcmp(source->name, "-") == 0;
  g_autoptr(DgmiDataset) dataset =
      dataset_new(standard_input ? DGMI_CSV_STDIN : source->name, year);
  Builder builder = {dataset, options,      messages,         dgmi_missing_new(options->missing),
                     NULL,    {-1, -1, -1}, dgmi_years_new(), NULL};
  const gboolean read = dgmi_dataset_parse(source, &options->csv, on_row, &builder, messages);
  if (builder.header != NULL)
    dgmi_header_finish(builder.header, messages);
  if (read && dgmi_messages_failures(messages) == failures)
    check_content(&builder);
  if (builder.keys.year < 0)
    dataset->year = 0;
  dgmi_missing_free(builder.missing);
  dgmi_years_free(builder.years);
  dgmi_header_free(builder.header);
  g_free(builder.lines);
  return dgmi_messages_failures(messages) > failures ? NULL : g_steal_pointer(&dataset);
}

/* The newest year of a table, with a note if it has several; 0 if it has none. What is wrong with
 * the table is left to the reading itself to say. */
static int choose_year(const DgmiDatasetSource *source, const DgmiDatasetOptions *options,
                       DgmiMessages *messages)
{
  g_autoptr(DgmiMessages) unsaid = dgmi_messages_new();
  g_autoptr(GArray) years = dgmi_dataset_scan_years(source, &options->csv, NULL, unsaid);
  if (years->len == 0)
    return 0;
  const int newest = g_array_index(years, int, years->len - 1);
  const DgmiPlace place = {source->name, 0, 0};
  if (years->len > 1)
    dgmi_note(messages, &place, "the table has %u years, from %d to %d; the newest is used",
              years->len, g_array_index(years, int, 0), newest);
  return newest;
}

static DgmiDataset *read_source(const DgmiDatasetSource *source, const DgmiDatasetOptions *options,
                                DgmiMessages *messages)
{
  assert(options != NULL && messages != NULL);
  const int year = options->year != 0 ? options->year : choose_year(source, options, messages);
  return read_year(source, options, year, messages);
}

DgmiDataset *dgmi_dataset_read_text(const char *text, gsize length, const char *name,
                                    const DgmiDatasetOptions *options, DgmiMessages *messages)
{
  assert((text != NULL || length == 0) && name != NULL);
  const DgmiDatasetSource source = {name, text != NULL ? text : "", length};
  return read_source(&source, options, messages);
}

DgmiDataset *dgmi_dataset_read(const char *file, const DgmiDatasetOptions *options,
                               DgmiMessages *messages)
{
  assert(file != NULL && options != NULL);
  const DgmiDatasetSource source = {file, NULL, 0};
  if (strcmp(file, "-") != 0 || options->year != 0)
    return read_source(&source, options, messages);
  /* The newest year is known only at the end, and standard input cannot be read twice. */
  g_autoptr(GString) text = dgmi_dataset_read_stdin(messages);
  return text == NULL
             ? NULL
             : dgmi_dataset_read_text(text->str, text->len, DGMI_CSV_STDIN, options, messages);
}
