/* SDMX-CSV 1.0 and 2.0: an observation in each row, its dimensions before OBS_VALUE, attributes
 * behind it. Values may carry labels ("CN: China"), or have them in columns of their own. */
#include <string.h>

#include "datasets/layouts/layout.h"

/* A dimension besides unit, year and indicator has to have one value for each indicator. */
typedef struct
{
  guint field;
  GArray *values; /* of int: a number of `texts` by series; DGMI_LOOKUP_NONE = none yet */
} Dimension;

typedef struct
{
  DgmiTidyState tidy; /* first, for dgmi_layout_tidy_row() */
  int action;
  gboolean reported;
  guint n;
  Dimension *dimensions;
  DgmiLookup texts;
} SdmxState;

static const char *const area_names[] = {"ref_area",       "geo", "location", "country", "cou",
                                         "reference_area", NULL};
static const char *const series_names[] = {"indicator", "series",  "indic",   "indic_is",
                                           "variable",  "measure", "subject", NULL};

/* What is neither dimension nor value. */
static const char *const service_names[] = {
    "DATAFLOW",    "STRUCTURE",  "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION",
    "SERIES_KEY",  "OBS_KEY",    "LAST UPDATE",  "OBS_STATUS",     "OBS_FLAG",
    "CONF_STATUS", "UNIT_MULT",  "DECIMALS",     "BASE_PER",       "COMMENT",
    "COMMENT_OBS", "COMMENT_TS", "COMMENT_DSET", "SOURCE",         "DATA_SOURCE",
    "TIME_FORMAT", NULL};

static gboolean is_one_of(const char *name, const char *const *names)
{
  for (; *names != NULL; names++)
    if (g_ascii_strcasecmp(name, *names) == 0)
      return TRUE;
  return FALSE;
}

/* "REF_AREA: Reference area" begins with REF_AREA, as a word. */
static gboolean is_called(const char *header, const char *name)
{
  const gsize length = strlen(name);
  return g_ascii_strncasecmp(header, name, length) == 0 &&
         (header[length] == '\0' || header[length] == ':' || header[length] == '[');
}

static gboolean has(const DgmiHeader *header, const char *name)
{
  for (guint i = 0; i < dgmi_header_n(header); i++)
    if (is_called(dgmi_header_name(header, i), name))
      return TRUE;
  return FALSE;
}

static gboolean recognise(const DgmiHeader *header)
{
  const char *first = dgmi_header_name(header, 0);
  return has(header, "OBS_VALUE") && (is_called(first, "DATAFLOW") ||
                                      is_called(first, "STRUCTURE") || has(header, "TIME_PERIOD"));
}

/* Takes the labels off the header's names; version 2 writes "STRUCTURE[;]". */
static void strip_labels(DgmiReading *reading)
{
  DgmiHeader *header = reading->header;
  for (guint i = 0; i < dgmi_header_n(header); i++)
  {
    const char *name = dgmi_header_name(header, i);
    const gsize length = strcspn(name, ":[");
    if (name[length] == '\0')
      continue;
    reading->labelled |= name[length] == ':';
    g_autofree char *id = g_strstrip(g_strndup(name, length));
    dgmi_header_rename(header, i, id);
  }
}

/* With STRUCTURE_NAME, each identifier may be followed by a column with its name. */
static gboolean is_label_column(const DgmiHeader *header, guint i)
{
  const char *name = dgmi_header_name(header, i);
  return dgmi_header_find(header, "STRUCTURE_NAME") >= 0 &&
         name[strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")] != '\0';
}

static void find_dimensions(DgmiReading *reading, SdmxState *state)
{
  const DgmiHeader *header = reading->header;
  state->dimensions = g_new0(Dimension, dgmi_header_n(header));
  for (guint i = 0; i < state->tidy.value; i++)
  {
    const char *name = dgmi_header_name(header, i);
    if (is_one_of(name, service_names) || is_label_column(header, i) || i == reading->unit_field ||
        (int)i == state->tidy.series || (int)i == state->tidy.year)
      continue;
    state->dimensions[state->n].field = i;
    state->dimensions[state->n++].values = g_array_new(FALSE, FALSE, sizeof(int));
  }
}

static gboolean check(DgmiReading *reading, const DgmiCsvRow *row, int series);

static gboolean begin(DgmiReading *reading)
{
  SdmxState *state = g_new0(SdmxState, 1);
  reading->state = state;
  dgmi_lookup_init(&state->texts);
  strip_labels(reading);
  const DgmiHeader *header = reading->header;
  const int area = dgmi_reading_find(reading, area_names);
  state->tidy = (DgmiTidyState){dgmi_header_find(header, "TIME_PERIOD"),
                                dgmi_reading_find(reading, series_names),
                                (guint)dgmi_header_find(header, "OBS_VALUE"), -1, check};
  state->action = dgmi_header_find(header, "ACTION");
  if (area < 0)
  {
    const DgmiPlace place = dgmi_header_place(header, 0);
    dgmi_failure(reading->messages, &place,
                 "this SDMX-CSV table has no dimension of units (REF_AREA, GEO or LOCATION); "
                 "rename the one that has them");
    return FALSE;
  }
  reading->unit_field = (guint)area;
  reading->unit_kind = DGMI_UNIT_AREA;
  if ((guint)area + 1 < dgmi_header_n(header) && is_label_column(header, (guint)area + 1))
    reading->name_field = area + 1;
  find_dimensions(reading, state);
  return !reading->scanning || state->tidy.year >= 0; /* else nothing to look for */
}

static void report_several(DgmiReading *reading, const DgmiCsvRow *row, const Dimension *dimension,
                           int series, const char *before)
{
  const DgmiPlace place = dgmi_csv_row_place(row, dimension->field);
  const char *name = dgmi_header_name(reading->header, dimension->field);
  g_autofree char *first = dgmi_csv_quote(before);
  g_autofree char *second = dgmi_csv_quote(dgmi_csv_row_field(row, dimension->field, NULL));
  dgmi_failure(reading->messages, &place,
               "dimension %s has both %s and %s for indicator '%s'; keep the rows of one value of "
               "%s (choose it when you download the table, or filter the rows)",
               name, first, second, reading->dataset->columns[series].name, name);
}

/* The number of a text among those seen. */
static int number_of(DgmiLookup *texts, const DgmiCsvRow *row, guint field)
{
  gsize length;
  const char *text = dgmi_csv_row_text(row, field, &length);
  int number = dgmi_lookup_find(texts, text, (guint)length);
  if (number != DGMI_LOOKUP_NONE)
    return number;
  number = (int)texts->entries->len;
  dgmi_lookup_add(texts, text, (guint)length, number);
  return number;
}

static gboolean check_dimension(DgmiReading *reading, const DgmiCsvRow *row, SdmxState *state,
                                Dimension *dimension, int series)
{
  const int none = DGMI_LOOKUP_NONE;
  while (dimension->values->len <= (guint)series)
    g_array_append_val(dimension->values, none);
  int *known = &g_array_index(dimension->values, int, series);
  const int number = number_of(&state->texts, row, dimension->field);
  if (*known == none)
    *known = number;
  if (*known == number)
    return TRUE;
  if (!state->reported)
    report_several(reading, row, dimension, series,
                   dgmi_lookup_entry(&state->texts, (guint)*known)->text);
  state->reported = TRUE;
  return FALSE;
}

static gboolean check(DgmiReading *reading, const DgmiCsvRow *row, int series)
{
  SdmxState *state = reading->state;
  for (guint i = 0; i < state->n; i++)
    if (!check_dimension(reading, row, state, &state->dimensions[i], series))
      return FALSE;
  return TRUE;
}

/* The series of a table that has none: its dataflow ("ESTAT:ISOC_CI(1.0)" to "ISOC_CI"). */
static void find_only_series(DgmiReading *reading, const DgmiCsvRow *row, SdmxState *state)
{
  static const char *const flows[] = {"STRUCTURE_ID", "DATAFLOW", NULL};
  const int field = dgmi_reading_find(reading, flows);
  const char *flow = field < 0 ? "OBS_VALUE" : dgmi_csv_row_field(row, (guint)field, NULL);
  const char *colon = strchr(flow, ':');
  const char *start = colon == NULL ? flow : colon + 1;
  g_autofree char *code = g_strndup(start, strcspn(start, "(:"));
  const DgmiDatasetColumn column = {.as_numbers = TRUE};
  state->tidy.only =
      (int)dgmi_dataset_add_column(reading->dataset, code[0] == '\0' ? "OBS_VALUE" : code, &column);
  g_hash_table_insert(reading->series_of_code,
                      (gpointer)reading->dataset->columns[state->tidy.only].name,
                      GUINT_TO_POINTER(state->tidy.only + 1));
}

static void on_row(DgmiReading *reading, const DgmiCsvRow *row)
{
  SdmxState *state = reading->state;
  if (dgmi_csv_row_n(row) <= state->tidy.value)
  {
    dgmi_header_check(reading->header, row, reading->messages);
    return;
  }
  if (state->tidy.series < 0 && state->tidy.only < 0)
    find_only_series(reading, row, state);
  const char *action = state->action < 0 ? "" : dgmi_csv_row_field(row, (guint)state->action, NULL);
  if (action[0] == 'D' && (action[1] == '\0' || action[1] == 'e' || action[1] == 'E'))
  {
    const DgmiPlace place = dgmi_csv_row_place(row, (guint)state->action);
    dgmi_failure(reading->messages, &place,
                 "this row deletes an observation; only rows that state one can be read");
    return;
  }
  dgmi_layout_tidy_row(reading, row);
}

static void end(DgmiReading *reading)
{
  const SdmxState *state = reading->state;
  if (!reading->scanning)
  {
    if (state->tidy.year < 0)
      reading->dataset->year = 0;
    if (reading->dataset->n_units > 0)
      dgmi_reading_check_framework(reading);
    dgmi_reading_note(reading, dgmi_sentence_new("attributes such as OBS_STATUS left out"));
  }
}

static void clear(DgmiReading *reading)
{
  SdmxState *state = reading->state;
  for (guint i = 0; i < state->n; i++)
    g_array_unref(state->dimensions[i].values);
  g_free(state->dimensions);
  dgmi_lookup_clear(&state->texts);
}

const DgmiLayout dgmi_layout_sdmx = {"SDMX-CSV", recognise, begin, on_row, end, clear, FALSE};
