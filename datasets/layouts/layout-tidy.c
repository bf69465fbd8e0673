/* Tidy long tables: a unit, a year, an indicator and its value in each row. */
#include "datasets/layouts/layout.h"

static const char *const series_names[] = {"indicator",   "variable",       "series",
                                           "iCode",       "indicator_code", "indicator code",
                                           "series code", "indicatorcode",  NULL};
static const char *const value_names[] = {"value", "obs_value", NULL};

static int find(const DgmiHeader *header, const char *const *names)
{
  int column = -1;
  for (; *names != NULL && column < 0; names++)
    column = dgmi_header_find(header, *names);
  return column;
}

static gboolean recognise(const DgmiHeader *header)
{
  return find(header, series_names) >= 0 && find(header, value_names) >= 0;
}

static gboolean begin(DgmiReading *reading)
{
  DgmiTidyState *state = g_new0(DgmiTidyState, 1);
  reading->state = state;
  state->series = dgmi_reading_find(reading, series_names);
  state->value = (guint)dgmi_reading_find(reading, value_names);
  state->year = dgmi_reading_find(reading, dgmi_layout_years);
  if (reading->scanning && state->year < 0)
    return FALSE; /* nothing to look for */
  return dgmi_layout_find_units(reading);
}

static void count(DgmiReading *reading, const DgmiCsvRow *row, int year)
{
  const DgmiTidyState *state = reading->state;
  gsize length;
  const char *text = dgmi_csv_row_text(row, state->value, &length);
  if (!dgmi_values_is_missing(reading->values, text, length))
    dgmi_reading_count(reading, row, year);
}

void dgmi_layout_tidy_row(DgmiReading *reading, const DgmiCsvRow *row)
{
  const DgmiTidyState *state = reading->state;
  int year = 0;
  if (!dgmi_header_check(reading->header, row, reading->messages))
    return;
  if (state->year >= 0 && !dgmi_value_read_year(row, (guint)state->year, &year, reading->messages))
    return;
  if (state->year >= 0 && !reading->scanning)
    dgmi_years_add(reading->years, year);
  if (state->year >= 0 && reading->year != 0 && year != reading->year)
    return;
  const int series =
      state->series < 0 ? state->only : dgmi_reading_series(reading, row, (guint)state->series);
  if (series < 0)
    return;
  if (reading->scanning)
  {
    count(reading, row, year);
    return;
  }
  const int unit = dgmi_reading_unit(reading, row);
  if (unit < 0 || (state->check != NULL && !state->check(reading, row, series)))
    return;
  const int at = dgmi_reading_row(reading, row, (guint)unit, year);
  if (at >= 0)
    dgmi_reading_store(reading, row, state->value, (guint)series, (guint)at);
}

static void end(DgmiReading *reading)
{
  const DgmiTidyState *state = reading->state;
  if (reading->scanning)
    return;
  if (state->year < 0)
    reading->dataset->year = 0;
  if (reading->dataset->n_units > 0)
    dgmi_reading_check_framework(reading);
  dgmi_reading_note(reading, NULL);
}

const DgmiLayout dgmi_layout_tidy = {
    "a tidy long table", recognise, begin, dgmi_layout_tidy_row, end, NULL, FALSE};
