#include <string.h>

#include "datasets/csv/value.h"
#include "datasets/layouts/layout-wide.h"
#include "datasets/writers/writer-inside.h"

/* ---- World Bank ---- */

/* The rows of each unit by year: a matrix of row + 1, units × years, in one block. */
typedef struct
{
  GArray *years; /* of int */
  GPtrArray *codes;
  guint *rows;
} Calendar;

static GArray *years_of(const DgmiDataset *dataset)
{
  g_autoptr(DgmiYears) years = dgmi_years_new();
  for (guint i = 0; i < dataset->n_units; i++)
    if (dgmi_dataset_unit_year(dataset, i) > 0)
      dgmi_years_add(years, dgmi_dataset_unit_year(dataset, i));
  return dgmi_years_list(years, NULL);
}

static guint year_at(const GArray *years, int year)
{
  guint i = 0;
  while (g_array_index(years, int, i) != year)
    i++;
  return i;
}

static void calendar_init(Calendar *calendar, const DgmiDataset *dataset)
{
  g_autoptr(GHashTable) unit_of_code = g_hash_table_new(g_str_hash, g_str_equal);
  calendar->years = years_of(dataset);
  calendar->codes = g_ptr_array_new();
  const gsize n_years = calendar->years->len;
  calendar->rows = g_new0(guint, dataset->n_units * n_years + 1);
  for (guint i = 0; i < dataset->n_units; i++)
  {
    gpointer code = (gpointer)dataset->codes[i];
    guint unit = GPOINTER_TO_UINT(g_hash_table_lookup(unit_of_code, code));
    if (unit == 0)
    {
      g_ptr_array_add(calendar->codes, code);
      unit = calendar->codes->len;
      g_hash_table_insert(unit_of_code, code, GUINT_TO_POINTER(unit));
    }
    const guint year = year_at(calendar->years, dgmi_dataset_unit_year(dataset, i));
    calendar->rows[(unit - 1) * n_years + year] = i + 1;
  }
}

static void calendar_clear(Calendar *calendar)
{
  g_array_unref(calendar->years);
  g_ptr_array_unref(calendar->codes);
  g_free(calendar->rows);
}

static void write_series(DgmiWriter *writer, const Calendar *calendar, guint unit, guint column)
{
  const DgmiDataset *dataset = writer->dataset;
  const char *code = calendar->codes->pdata[unit];
  const guint n = calendar->years->len;
  dgmi_writer_field(writer, dataset->names[dgmi_dataset_find_unit(dataset, code)]);
  dgmi_writer_field(writer, code);
  dgmi_writer_field(writer, dataset->columns[column].name);
  dgmi_writer_field(writer, dataset->columns[column].name);
  for (guint y = 0; y < n; y++)
  {
    const guint row = calendar->rows[(gsize)unit * n + y];
    if (row > 0)
      dgmi_writer_value(writer, column, row - 1);
    else
      dgmi_writer_field(writer, "");
  }
  dgmi_writer_end_row(writer);
}

void dgmi_writer_write_wdi(DgmiWriter *writer)
{
  static const char *const header[] = {"Country Name", "Country Code", "Indicator Name",
                                       "Indicator Code"};
  Calendar calendar;
  calendar_init(&calendar, writer->dataset);
  for (guint i = 0; i < G_N_ELEMENTS(header); i++)
    dgmi_writer_field(writer, header[i]);
  for (guint y = 0; y < calendar.years->len; y++)
    dgmi_writer_year(writer, g_array_index(calendar.years, int, y));
  dgmi_writer_end_row(writer);
  for (guint unit = 0; unit < calendar.codes->len; unit++)
    for (guint c = 0; c < writer->dataset->n_columns; c++)
      write_series(writer, &calendar, unit, c);
  calendar_clear(&calendar);
}

/* ---- SDMX-CSV ---- */

#define FLOW "DGMI:DATA(1.0)"

static void write_fields(DgmiWriter *writer, const char *const *fields)
{
  for (; *fields != NULL; fields++)
    dgmi_writer_field(writer, *fields);
}

/* Version 1 with labels writes "CHN: China", in the header as well. */
static void write_code(DgmiWriter *writer, const char *code, const char *label)
{
  g_autofree char *both = label == NULL ? NULL : g_strconcat(code, ": ", label, NULL);
  dgmi_writer_field(writer, both == NULL ? code : both);
}

void dgmi_writer_write_sdmx_1(DgmiWriter *writer)
{
  static const char *const header[][2] = {{"REF_AREA", "Reference area"},
                                          {"INDICATOR", "Indicator"},
                                          {"TIME_PERIOD", "Time period"},
                                          {"OBS_VALUE", "Observation value"}};
  const DgmiDataset *dataset = writer->dataset;
  dgmi_writer_field(writer, "DATAFLOW");
  for (guint i = 0; i < G_N_ELEMENTS(header); i++)
    if (i != 2 || writer->has_years)
      write_code(writer, header[i][0], writer->has_names ? header[i][1] : NULL);
  dgmi_writer_end_row(writer);
  for (guint i = 0; i < dataset->n_units; i++)
    for (guint c = 0; c < dataset->n_columns; c++)
    {
      dgmi_writer_field(writer, FLOW);
      write_code(writer, dataset->codes[i], dataset->names[i]);
      dgmi_writer_field(writer, dataset->columns[c].name);
      if (writer->has_years)
        dgmi_writer_year(writer, dgmi_dataset_unit_year(dataset, i));
      dgmi_writer_value(writer, c, i);
      dgmi_writer_end_row(writer);
    }
}

/* Version 2 with labels has a column with the name after each identifier's. */
void dgmi_writer_write_sdmx_2(DgmiWriter *writer)
{
  static const char *const plain[] = {"STRUCTURE", "STRUCTURE_ID", "ACTION",
                                      "REF_AREA",  "INDICATOR",    NULL};
  static const char *const labelled[] = {"STRUCTURE", "STRUCTURE_ID",   "STRUCTURE_NAME",
                                         "ACTION",    "REF_AREA",       "Reference area",
                                         "INDICATOR", "Indicator name", NULL};
  const DgmiDataset *dataset = writer->dataset;
  const gboolean names = writer->has_names;
  write_fields(writer, names ? labelled : plain);
  if (writer->has_years)
    write_fields(writer, (const char *const[]){"TIME_PERIOD", names ? "Time period" : NULL, NULL});
  write_fields(writer,
               (const char *const[]){"OBS_VALUE", names ? "Observation value" : NULL, NULL});
  dgmi_writer_end_row(writer);
  for (guint i = 0; i < dataset->n_units; i++)
    for (guint c = 0; c < dataset->n_columns; c++)
    {
      write_fields(writer, (const char *const[]){"dataflow", FLOW, NULL});
      write_fields(writer, (const char *const[]){names ? "dgmi" : NULL, NULL});
      write_fields(writer, (const char *const[]){"I", dataset->codes[i], NULL});
      if (names)
        dgmi_writer_field(writer, dataset->names[i]);
      dgmi_writer_field(writer, dataset->columns[c].name);
      if (names)
        dgmi_writer_field(writer, dataset->columns[c].name);
      if (writer->has_years)
        dgmi_writer_year(writer, dgmi_dataset_unit_year(dataset, i));
      if (writer->has_years && names)
        dgmi_writer_field(writer, "");
      dgmi_writer_value(writer, c, i);
      if (names)
        dgmi_writer_field(writer, "");
      dgmi_writer_end_row(writer);
    }
}

/* ---- UN E-Government Knowledgebase ---- */

void dgmi_writer_write_egovkb(DgmiWriter *writer)
{
  const DgmiDataset *dataset = writer->dataset;
  int columns[DGMI_EGOVKB_COLUMNS];
  write_fields(writer, (const char *const[]){"Survey Year", "Country Name", NULL});
  for (guint i = 0; i < DGMI_EGOVKB_COLUMNS; i++)
  {
    columns[i] = -1;
    for (guint c = 0; c < dataset->n_columns; c++)
      if (g_ascii_strcasecmp(dataset->columns[c].name, dgmi_layout_egovkb_names[i][1]) == 0)
        columns[i] = (int)c;
    if (columns[i] >= 0)
      dgmi_writer_field(writer, dgmi_layout_egovkb_names[i][0]);
  }
  dgmi_writer_end_row(writer);
  for (guint row = 0; row < dataset->n_units; row++)
  {
    dgmi_writer_year(writer, dgmi_dataset_unit_year(dataset, row));
    dgmi_writer_field(writer, dataset->names[row]);
    for (guint i = 0; i < DGMI_EGOVKB_COLUMNS; i++)
      if (columns[i] >= 0)
        dgmi_writer_value(writer, (guint)columns[i], row);
    dgmi_writer_end_row(writer);
  }
}
