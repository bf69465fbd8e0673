/* Wide tables: a unit (and year) in each row, a column for each indicator: COINr's iData, and the
 * downloads of the UN's E-Government Knowledgebase, whose columns have names for people. */
#include <assert.h>

#include "datasets/layouts/layout-wide.h"
#include "indicators/base/text.h"

typedef struct
{
  int year;      /* column; -1 = none */
  GArray *lines; /* of guint: where the rows of the dataset stand */
} WideState;

static gboolean recognise(const DgmiHeader *header)
{
  (void)header;
  return TRUE;
}

static gboolean begin(DgmiReading *reading)
{
  WideState *state = g_new0(WideState, 1);
  reading->state = state;
  reading->is_dense = TRUE;
  state->lines = g_array_new(FALSE, FALSE, sizeof(guint));
  state->year = dgmi_reading_find(reading, dgmi_layout_years);
  if (!dgmi_layout_find_units(reading))
    return FALSE;
  if (reading->scanning && state->year < 0)
    return FALSE; /* nothing to look for */
  if (!reading->scanning)
    dgmi_layout_choose_columns(reading, state->year);
  return TRUE;
}

/* Whether the row is of a year that is read. */
static gboolean is_wanted(DgmiReading *reading, const DgmiCsvRow *row, int *year)
{
  const WideState *state = reading->state;
  *year = 0;
  if (state->year < 0)
    return TRUE;
  if (!dgmi_value_read_year(row, (guint)state->year, year, reading->messages))
    return FALSE;
  dgmi_years_add(reading->years, *year);
  return reading->year == 0 || *year == reading->year;
}

static void read_values(DgmiReading *reading, const DgmiCsvRow *row, guint at)
{
  const DgmiDataset *dataset = reading->dataset;
  for (guint i = 0; i < dataset->n_columns; i++)
    dgmi_reading_store(reading, row, dataset->columns[i].field, i, at);
}

/* Adds the row of a unit. FALSE with a failure if there is one of this year already. */
static gboolean add_row(DgmiReading *reading, const DgmiCsvRow *row, guint unit, int year)
{
  const WideState *state = reading->state;
  const int at = dgmi_reading_row(reading, row, unit, year);
  if (at < 0)
    return FALSE;
  if ((guint)at == state->lines->len)
  {
    const guint line = dgmi_csv_row_line(row);
    g_array_append_val(state->lines, line);
    return TRUE;
  }
  const DgmiPlace place = dgmi_csv_row_place(row, reading->unit_field);
  g_autofree char *quoted = dgmi_csv_quote(dgmi_csv_row_field(row, reading->unit_field, NULL));
  dgmi_failure(reading->messages, &place, "unit %s is already on line %u; keep one row a unit",
               quoted, g_array_index(state->lines, guint, at));
  return FALSE;
}

static void on_row(DgmiReading *reading, const DgmiCsvRow *row)
{
  int year;
  if (!dgmi_header_check(reading->header, row, reading->messages) ||
      !is_wanted(reading, row, &year) || reading->scanning)
    return;
  const int unit = dgmi_reading_unit(reading, row);
  if (unit >= 0 && add_row(reading, row, (guint)unit, year))
    read_values(reading, row, reading->dataset->n_units - 1);
}

static void end(DgmiReading *reading)
{
  const WideState *state = reading->state;
  if (state->year < 0)
    reading->dataset->year = 0;
}

static void clear(DgmiReading *reading)
{
  const WideState *state = reading->state;
  g_array_unref(state->lines);
}

const DgmiLayout dgmi_layout_wide = {"a wide table", recognise, begin, on_row, end, clear, FALSE};

/* ---- UN E-Government Knowledgebase ---- */

/* "EGOV_DATA_2022.csv" as downloaded (header of 2003 to 2024), and as UNU-EGOV passes it on. */
const char *const dgmi_layout_egovkb_names[][2] = {
    {"E-Government Rank", "Rank"},
    {"E-Government Index", "EGDI"},
    {"E-Participation Index", "EPI"},
    {"Online Service Index", "OSI"},
    {"Human Capital Index", "HCI"},
    {"Telecommunication Infrastructure Index", "TII"},
    {"E-Government Development Index", "EGDI"},
    {"e-gov-rank", "Rank"},
    {"e-gov-index", "EGDI"},
    {"e-pat-index", "EPI"},
    {NULL, NULL}};

static gboolean recognise_egovkb(const DgmiHeader *header)
{
  return dgmi_header_find(header, "E-Government Index") >= 0 ||
         dgmi_header_find(header, "e-gov-index") >= 0;
}

static gboolean begin_egovkb(DgmiReading *reading)
{
  for (guint i = 0; dgmi_layout_egovkb_names[i][0] != NULL; i++)
  {
    const int column = dgmi_header_find(reading->header, dgmi_layout_egovkb_names[i][0]);
    if (column >= 0)
      dgmi_header_rename(reading->header, (guint)column, dgmi_layout_egovkb_names[i][1]);
  }
  return begin(reading);
}

static void end_egovkb(DgmiReading *reading)
{
  end(reading);
  if (!reading->scanning)
    dgmi_reading_note(reading, NULL);
}

const DgmiLayout dgmi_layout_egovkb = {"a download of the UN E-Government Knowledgebase",
                                       recognise_egovkb,
                                       begin_egovkb,
                                       on_row,
                                       end_egovkb,
                                       clear,
                                       FALSE};
