#include "datasets/layouts/reading.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "datasets/layouts/layout.h"
#include "indicators/base/text.h"

/* The most cells of a long table: a diagonal one would need the square of its rows. */
#define CELLS_MAX ((guint64)1 << 28)

/* Lines before the header of a download, at most. */
#define PREAMBLE_MAX 10

void dgmi_reading_init(DgmiReading *reading, const char *file, const DgmiDatasetOptions *options,
                       int year, DgmiMessages *messages)
{
  memset(reading, 0, sizeof *reading);
  reading->options = options;
  reading->messages = messages;
  reading->failures = dgmi_messages_failures(messages);
  reading->year = year;
  reading->dataset = dgmi_dataset_new(file, year, options->all_years);
  reading->values = dgmi_values_new(options->missing, options->csv.decimal);
  reading->years = dgmi_years_new();
  reading->finder = dgmi_unit_finder_new(options->units_folder);
  reading->name_field = -1;
  reading->units = g_array_new(FALSE, FALSE, sizeof(DgmiReadingUnit));
  reading->unit_of_code = g_hash_table_new(dgmi_code_hash, dgmi_code_equal);
  reading->series_of_code = g_hash_table_new(dgmi_code_hash, dgmi_code_equal);
  dgmi_lookup_init(&reading->unit_of_text);
  dgmi_lookup_init(&reading->series);
  dgmi_pairs_init(&reading->rows);
}

void dgmi_reading_clear(DgmiReading *reading)
{
  dgmi_dataset_unref(reading->dataset);
  dgmi_values_free(reading->values);
  dgmi_years_free(reading->years);
  dgmi_header_free(reading->header);
  dgmi_unit_finder_free(reading->finder);
  g_array_unref(reading->units);
  g_hash_table_unref(reading->unit_of_code);
  g_hash_table_unref(reading->series_of_code);
  dgmi_lookup_clear(&reading->unit_of_text);
  dgmi_lookup_clear(&reading->series);
  dgmi_pairs_clear(&reading->rows);
  if (reading->state != NULL && reading->layout->clear != NULL)
    reading->layout->clear(reading);
  g_free(reading->state);
}

/* ---- Rows ---- */

static gboolean on_header(DgmiReading *reading, const DgmiCsvRow *row)
{
  const gboolean in_preamble = reading->preamble > 0 && dgmi_csv_row_n(row) < 3;
  if (reading->preamble < PREAMBLE_MAX && (dgmi_layout_is_preamble(row) || in_preamble))
  {
    reading->preamble++;
    return TRUE;
  }
  reading->header = dgmi_header_new(row, FALSE, reading->messages);
  reading->layout = dgmi_layout_of(reading->header);
  reading->failed = !reading->layout->begin(reading);
  return !reading->failed;
}

gboolean dgmi_reading_on_row(const DgmiCsvRow *row, gpointer user_data)
{
  DgmiReading *reading = user_data;
  if (G_UNLIKELY(reading->header == NULL))
    return on_header(reading, row);
  reading->layout->row(reading, row);
  return !reading->failed;
}

void dgmi_reading_end(DgmiReading *reading)
{
  if (reading->header == NULL)
    return;
  if (reading->layout->end != NULL && !reading->failed)
    reading->layout->end(reading);
  if (!reading->layout->has_padding)
    dgmi_header_finish(reading->header, reading->messages);
  dgmi_unit_finder_finish(reading->finder, reading->messages);
  dgmi_values_finish(reading->values, reading->messages);
}

int dgmi_reading_find(const DgmiReading *reading, const char *const *names)
{
  for (; *names != NULL; names++)
  {
    const int column = dgmi_header_find(reading->header, *names);
    if (column >= 0)
      return column;
  }
  return -1;
}

char *dgmi_reading_code(const DgmiReading *reading, const char *text, const char **label)
{
  const char *colon = reading->labelled ? strstr(text, ": ") : NULL;
  *label = colon == NULL ? NULL : colon + 2;
  return g_strstrip(colon == NULL ? g_strdup(text) : g_strndup(text, (gsize)(colon - text)));
}

/* ---- Units ---- */

/* The unit with this code, which is added where there is none. */
static int unit_with_code(DgmiReading *reading, const char *code, const char *name)
{
  DgmiDataset *dataset = reading->dataset;
  const guint found = GPOINTER_TO_UINT(g_hash_table_lookup(reading->unit_of_code, code));
  if (found > 0)
    return (int)found - 1;
  const DgmiReadingUnit unit = {
      g_string_chunk_insert(dataset->strings, code),
      name == NULL || name[0] == '\0' ? NULL : g_string_chunk_insert(dataset->strings, name)};
  g_array_append_val(reading->units, unit);
  g_hash_table_insert(reading->unit_of_code, (gpointer)unit.code,
                      GUINT_TO_POINTER(reading->units->len));
  return (int)reading->units->len - 1;
}

static const char *name_in(DgmiReading *reading, const DgmiCsvRow *row)
{
  if (dgmi_csv_row_n(row) <= (guint)reading->name_field)
    return NULL;
  g_autofree char *name =
      g_strstrip(g_strdup(dgmi_csv_row_field(row, (guint)reading->name_field, NULL)));
  return name[0] == '\0' ? NULL : g_string_chunk_insert_const(reading->dataset->strings, name);
}

static void report_empty(DgmiReading *reading, const DgmiCsvRow *row, guint field,
                         const char *whose, const char *what)
{
  const DgmiPlace place = dgmi_csv_row_place(row, field);
  dgmi_failure(reading->messages, &place, "the %s's %s is missing; give every row a %s", whose,
               what, what);
}

/* What a text that was not there before calls a unit; DGMI_LOOKUP_NONE = nothing. */
static int new_unit(DgmiReading *reading, const DgmiCsvRow *row, const char *text)
{
  const char *label;
  g_autofree char *given = dgmi_reading_code(reading, text, &label);
  if (given[0] == '\0')
  {
    report_empty(reading, row, reading->unit_field, "unit",
                 reading->unit_kind == DGMI_UNIT_NAME ? "name" : "code");
    return DGMI_LOOKUP_NONE;
  }
  const gboolean may_be_aggregate =
      reading->unit_kind == DGMI_UNIT_BANK || reading->unit_kind == DGMI_UNIT_AREA;
  if (may_be_aggregate && dgmi_unit_is_aggregate(given))
    return DGMI_AGGREGATE;
  const char *code = dgmi_unit_finder_find(reading->finder, reading->unit_kind, given, row,
                                           reading->unit_field, reading->messages);
  if (code == NULL)
    return DGMI_LEFT_OUT;
  return unit_with_code(reading, code, label);
}

int dgmi_reading_unit(DgmiReading *reading, const DgmiCsvRow *row)
{
  gsize length;
  const char *text = dgmi_csv_row_text(row, reading->unit_field, &length);
  int unit = dgmi_lookup_find(&reading->unit_of_text, text, (guint)length);
  if (G_UNLIKELY(unit == DGMI_LOOKUP_NONE))
  {
    unit = new_unit(reading, row, text);
    if (unit == DGMI_LOOKUP_NONE)
      return DGMI_LEFT_OUT; /* each empty field is a failure of its own */
    dgmi_lookup_add(&reading->unit_of_text, text, (guint)length, unit);
  }
  reading->aggregates += unit == DGMI_AGGREGATE;
  return unit;
}

static gboolean has_room(DgmiReading *reading, const DgmiCsvRow *row, guint64 rows, guint64 columns)
{
  if (rows < DGMI_DATASET_UNITS_MAX && (reading->is_dense || rows * columns < CELLS_MAX))
    return TRUE;
  const DgmiPlace place = dgmi_csv_row_place(row, 0);
  dgmi_failure(reading->messages, &place,
               "the table is too large from here on: %lu units (and years) with %lu indicators; "
               "split it",
               (gulong)rows, (gulong)columns);
  reading->failed = TRUE;
  return FALSE;
}

int dgmi_reading_row(DgmiReading *reading, const DgmiCsvRow *row, guint unit, int year)
{
  DgmiDataset *dataset = reading->dataset;
  const int found = dgmi_pairs_find(&reading->rows, unit, year);
  if (G_LIKELY(found >= 0))
    return found;
  if (!has_room(reading, row, dataset->n_units, dataset->n_columns))
    return -1;
  const DgmiReadingUnit *info = &g_array_index(reading->units, DgmiReadingUnit, unit);
  const char *name = info->name; /* of this year, where the table has a column of them */
  if (reading->name_field >= 0)
    name = name_in(reading, row);
  dgmi_pairs_add(&reading->rows, unit, year);
  return (int)dgmi_dataset_add_row(dataset, info->code, name, year);
}

void dgmi_reading_count(DgmiReading *reading, const DgmiCsvRow *row, int year)
{
  assert(reading->scanning);
  if (reading->count_units)
  {
    const int unit = dgmi_reading_unit(reading, row);
    if (unit < 0 || dgmi_pairs_find(&reading->rows, (guint)unit, year) >= 0)
      return;
    dgmi_pairs_add(&reading->rows, (guint)unit, year);
  }
  dgmi_years_add(reading->years, year);
}

/* ---- Series ---- */

gboolean dgmi_reading_is_listed(const char *const *names, const char *name)
{
  for (; names != NULL && *names != NULL; names++)
    if (g_ascii_strcasecmp(*names, name) == 0)
      return TRUE;
  return FALSE;
}

/* What the column of a series is to hold. FALSE if nobody asked for it. */
static gboolean is_asked_for(const DgmiReading *reading, const char *code,
                             DgmiDatasetColumn *column)
{
  const DgmiDatasetOptions *options = reading->options;
  const int node = options->framework == NULL ? -1 : dgmi_framework_find(options->framework, code);
  const DgmiNodeType type =
      node < 0 ? DGMI_NODE_AGGREGATE : dgmi_framework_node(options->framework, (guint)node)->type;
  column->as_numbers = type == DGMI_NODE_INDICATOR || type == DGMI_NODE_DENOMINATOR ||
                       dgmi_reading_is_listed(options->numbers, code);
  column->as_texts = type == DGMI_NODE_GROUP || dgmi_reading_is_listed(options->texts, code);
  if (column->as_numbers || column->as_texts)
    return TRUE;
  column->guess = column->as_numbers = options->framework == NULL || type == DGMI_NODE_OTHER;
  return column->guess;
}

/* The column of a text that was not there before; DGMI_LOOKUP_NONE = nothing. */
static int new_series(DgmiReading *reading, const DgmiCsvRow *row, guint field)
{
  DgmiDataset *dataset = reading->dataset;
  const char *label;
  g_autofree char *code = dgmi_reading_code(reading, dgmi_csv_row_field(row, field, NULL), &label);
  if (code[0] == '\0')
  {
    report_empty(reading, row, field, "indicator", "code");
    return DGMI_LOOKUP_NONE;
  }
  const guint found = GPOINTER_TO_UINT(g_hash_table_lookup(reading->series_of_code, code));
  if (found > 0)
    return (int)found - 1;
  DgmiDatasetColumn column = {0};
  if (!is_asked_for(reading, code, &column))
  {
    reading->not_asked++;
    return DGMI_LEFT_OUT;
  }
  if (!has_room(reading, row, dataset->n_units, dataset->n_columns + 1))
    return DGMI_LEFT_OUT;
  const guint added = dgmi_dataset_add_column(dataset, code, &column);
  g_hash_table_insert(reading->series_of_code, (gpointer)dataset->columns[added].name,
                      GUINT_TO_POINTER(added + 1));
  return (int)added;
}

int dgmi_reading_series(DgmiReading *reading, const DgmiCsvRow *row, guint field)
{
  gsize length;
  const char *text = dgmi_csv_row_text(row, field, &length);
  int series = dgmi_lookup_find(&reading->series, text, (guint)length);
  if (G_LIKELY(series != DGMI_LOOKUP_NONE))
    return series;
  series = new_series(reading, row, field);
  if (series == DGMI_LOOKUP_NONE)
    return DGMI_LEFT_OUT;
  dgmi_lookup_add(&reading->series, text, (guint)length, series);
  return series;
}

static void report_absent(DgmiReading *reading, const DgmiNode *node)
{
  const guint n_series = reading->series.entries->len;
  g_autofree const char **known = g_new(const char *, n_series + 1);
  guint n = 0;
  for (guint i = 0; i < n_series; i++)
    if (dgmi_lookup_entry(&reading->series, i)->value == DGMI_LEFT_OUT)
      known[n++] = dgmi_lookup_entry(&reading->series, i)->text;
  const char *kind =
      node->type == DGMI_NODE_INDICATOR ? DGMI_N_("indicator") : DGMI_N_("denominator");
  const char *nearest = dgmi_text_nearest(node->code, known, n);
  const DgmiPlace place = {.file = reading->dataset->file};
  if (nearest != NULL)
    dgmi_failure(reading->messages, &place,
                 "there is no value of %s '%s'; did you mean '%s'? rename it", kind, node->code,
                 nearest);
  else
    dgmi_failure(reading->messages, &place,
                 "there is no value of %s '%s'; add it, or remove the %s from the framework", kind,
                 node->code, kind);
}

void dgmi_reading_check_framework(DgmiReading *reading)
{
  const DgmiFramework *framework = reading->options->framework;
  const guint n = framework == NULL ? 0 : dgmi_framework_n_nodes(framework);
  for (guint i = 0; i < n; i++)
  {
    const DgmiNode *node = dgmi_framework_node(framework, i);
    if ((node->type == DGMI_NODE_INDICATOR || node->type == DGMI_NODE_DENOMINATOR) &&
        !g_hash_table_contains(reading->series_of_code, node->code) &&
        !dgmi_reading_is_listed(reading->options->elsewhere, node->code))
      report_absent(reading, node);
  }
}

/* ---- Values ---- */

static void report_second(DgmiReading *reading, const DgmiCsvRow *row, guint field, guint column,
                          guint at)
{
  const DgmiDataset *dataset = reading->dataset;
  const DgmiPlace place = dgmi_csv_row_place(row, field);
  g_autofree char *code = dgmi_csv_quote(dataset->codes[at]);
  g_autofree char *name = dgmi_csv_quote(dataset->columns[column].name);
  const int year = dataset->years != NULL ? dataset->years[at] : dataset->year;
  if (year > 0)
    dgmi_failure(reading->messages, &place,
                 "unit %s already has a value of %s in %d; keep one of them", code, name, year);
  else
    dgmi_failure(reading->messages, &place, "unit %s already has a value of %s; keep one of them",
                 code, name);
}

/* Settles at its first value what a column is that nobody named. */
static void settle(DgmiReading *reading, const DgmiCsvRow *row, guint field,
                   DgmiDatasetColumn *column)
{
  gsize length;
  const char *text = dgmi_csv_row_text(row, field, &length);
  if (dgmi_values_is_missing(reading->values, text, length))
    return;
  if (dgmi_values_is_number(reading->values, row, field))
    column->guess = FALSE;
  else
    dgmi_dataset_settle_as_texts(reading->dataset, column);
}

static void store_text(DgmiReading *reading, const DgmiCsvRow *row, guint field, const char **value)
{
  gsize length;
  const char *text = dgmi_csv_row_text(row, field, &length);
  *value = dgmi_values_is_missing(reading->values, text, length)
               ? dgmi_dataset_missing_text
               : g_string_chunk_insert_const(reading->dataset->strings, text);
}

void dgmi_reading_store(DgmiReading *reading, const DgmiCsvRow *row, guint field, guint column,
                        guint at)
{
  DgmiDatasetColumn *to = &reading->dataset->columns[column];
  if (G_UNLIKELY(to->guess))
    settle(reading, row, field, to);
  const gboolean is_second =
      to->as_numbers ? !dgmi_dataset_is_unset(to->numbers[at]) : to->texts[at] != NULL;
  if (G_UNLIKELY(is_second))
  {
    report_second(reading, row, field, column, at);
    return;
  }
  if (to->as_numbers)
    dgmi_values_read(reading->values, row, field, &to->numbers[at], reading->messages);
  if (to->as_texts)
    store_text(reading, row, field, &to->texts[at]);
}

/* ---- Notes ---- */

/* "read as wide: 3 indicators, 2018–2022" */
static DgmiSentence *read_as(const DgmiReading *reading)
{
  g_autoptr(GArray) years = dgmi_years_list(reading->years, NULL);
  const guint n = reading->dataset->n_columns;
  DgmiSentence *said = dgmi_sentence_new(
      n == 1 ? "read as %s: %u indicator" : "read as %s: %u indicators", reading->layout->name, n);
  if (years->len == 0)
    return said;
  const int first = g_array_index(years, int, 0), last = g_array_index(years, int, years->len - 1);
  return years->len == 1 ? dgmi_sentence_new(DGMI_N_("%p, %d"), (void *)said, first)
                         : dgmi_sentence_new(DGMI_N_("%p, %d–%d"), (void *)said, first, last);
}

void dgmi_reading_note(DgmiReading *reading, DgmiSentence *left_out)
{
  const DgmiPlace place = {.file = reading->dataset->file};
  if (dgmi_messages_failures(reading->messages) > reading->failures)
  {
    dgmi_sentence_unref(left_out);
    dgmi_note(reading->messages, &place, "read as %s", reading->layout->name);
    return;
  }
  DgmiSentence *said = read_as(reading);
  if (reading->not_asked > 0)
    said = dgmi_sentence_join(said, "%p; %p",
                              dgmi_sentence_new(reading->not_asked == 1
                                                    ? "%u indicator not asked for left out"
                                                    : "%u indicators not asked for left out",
                                                reading->not_asked));
  if (reading->aggregates > 0)
    said = dgmi_sentence_join(
        said, "%p; %p",
        dgmi_sentence_new(reading->aggregates == 1
                              ? "groups of countries such as WLD left out (%u row)"
                              : "groups of countries such as WLD left out (%u rows)",
                          reading->aggregates));
  dgmi_messages_add(reading->messages, DGMI_NOTE, &place,
                    dgmi_sentence_join(said, "%p; %p", left_out));
}
