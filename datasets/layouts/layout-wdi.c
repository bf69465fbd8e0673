/* World Bank downloads and tables like them: a unit and a series in each row, years across. */
#include <string.h>

#include "datasets/layouts/layout.h"

typedef struct
{
  guint field;
  int year;
} YearColumn;

typedef struct
{
  guint series;
  guint n;
  YearColumn years[]; /* those to read */
} WdiState;

static const char *const series_names[] = {
    "indicator code", "series code",    "indicator",      "series",      "variable",
    "iCode",          "indicator_code", "indicator name", "series name", NULL};

/* "2010" or "2010 [YR2010]" as a year, else 0. */
static int year_of(const char *name)
{
  int year = 0;
  for (guint i = 0; i < 4; i++)
  {
    if (!g_ascii_isdigit(name[i]))
      return 0;
    year = year * 10 + (name[i] - '0');
  }
  return name[4] == '\0' || g_str_has_prefix(name + 4, " [YR") ? year : 0;
}

static gboolean recognise(const DgmiHeader *header)
{
  gboolean has_series = FALSE, has_years = FALSE;
  for (guint i = 0; series_names[i] != NULL; i++)
    has_series = has_series || dgmi_header_find(header, series_names[i]) >= 0;
  for (guint i = 0; i < dgmi_header_n(header); i++)
    has_years = has_years || year_of(dgmi_header_name(header, i)) > 0;
  return has_series && has_years && dgmi_header_find(header, "value") < 0;
}

static gboolean begin(DgmiReading *reading)
{
  const guint n = dgmi_header_n(reading->header);
  WdiState *state = g_malloc0(sizeof *state + n * sizeof state->years[0]);
  reading->state = state;
  state->series = (guint)dgmi_reading_find(reading, series_names);
  for (guint i = 0; i < n; i++)
  {
    const int year = year_of(dgmi_header_name(reading->header, i));
    if (year > 0 && !reading->scanning && !reading->options->all_years)
      dgmi_years_add(reading->years, year);
    if (year > 0 && (reading->year == 0 || year == reading->year))
      state->years[state->n++] = (YearColumn){i, year};
  }
  if (!dgmi_layout_find_units(reading))
    return FALSE;
  if (reading->unit_kind == DGMI_UNIT_CODE)
    reading->unit_kind = DGMI_UNIT_BANK;
  return TRUE;
}

static gboolean is_footer(const DgmiCsvRow *row)
{
  const char *first = dgmi_csv_row_field(row, 0, NULL);
  return g_str_has_prefix(first, "Data from database:") || g_str_has_prefix(first, "Last Updated:");
}

static gboolean is_missing(const DgmiReading *reading, const DgmiCsvRow *row, guint field)
{
  gsize length;
  const char *text = dgmi_csv_row_text(row, field, &length);
  return dgmi_values_is_missing(reading->values, text, length);
}

/* The values of all years; a row of the dataset only where there is one, so that the years a table
 * has no values for stay away. */
static void read_years(DgmiReading *reading, const DgmiCsvRow *row, guint unit, guint series)
{
  const WdiState *state = reading->state;
  for (guint i = 0; i < state->n && !reading->failed; i++)
  {
    if (is_missing(reading, row, state->years[i].field))
      continue;
    const int at = dgmi_reading_row(reading, row, unit, state->years[i].year);
    if (at < 0)
      return;
    dgmi_years_add(reading->years, state->years[i].year);
    dgmi_reading_store(reading, row, state->years[i].field, series, (guint)at);
  }
}

static void on_row(DgmiReading *reading, const DgmiCsvRow *row)
{
  const WdiState *state = reading->state;
  if (is_footer(row))
  {
    reading->footer++;
    return;
  }
  if (!dgmi_header_check(reading->header, row, reading->messages))
    return;
  const int series = dgmi_reading_series(reading, row, state->series);
  const int unit = series < 0 ? DGMI_LEFT_OUT : dgmi_reading_unit(reading, row);
  if (series < 0 || unit < 0)
    return;
  if (reading->scanning)
    for (guint i = 0; i < state->n; i++)
    {
      if (!is_missing(reading, row, state->years[i].field))
        dgmi_reading_count(reading, row, state->years[i].year);
    }
  else if (reading->options->all_years)
    read_years(reading, row, (guint)unit, (guint)series);
  else if (state->n > 0)
  {
    const int at = dgmi_reading_row(reading, row, (guint)unit, state->years[0].year);
    if (at >= 0)
      dgmi_reading_store(reading, row, state->years[0].field, (guint)series, (guint)at);
  }
}

static void end(DgmiReading *reading)
{
  if (reading->scanning)
    return;
  if (reading->dataset->n_units > 0)
    dgmi_reading_check_framework(reading);
  dgmi_reading_note(reading, NULL);
}

const DgmiLayout dgmi_layout_wdi = {
    "a World Bank WDI download", recognise, begin, on_row, end, NULL, TRUE};
