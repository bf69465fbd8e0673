#include "datasets/writers/writer.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "datasets/writers/writer-inside.h"
#include "indicators/base/text.h"

static const DgmiWriterLayout layouts[] = {{"wide", "wide: a row a unit, a column an indicator"},
                                           {"tidy", "tidy long: a row a value"},
                                           {"wdi", "World Bank WDI download"},
                                           {"sdmx-csv", "SDMX-CSV 1.0"},
                                           {"sdmx-csv-2", "SDMX-CSV 2.0"},
                                           {"egovkb", "UN E-Government Knowledgebase download"}};

typedef struct
{
  gboolean (*check)(const DgmiWriter *writer, GError **error);
  void (*write)(DgmiWriter *writer);
} Functions;

const DgmiWriterLayout *dgmi_writer_layouts(guint *n)
{
  *n = G_N_ELEMENTS(layouts);
  return layouts;
}

/* ---- Fields ---- */

void dgmi_writer_field(DgmiWriter *writer, const char *text)
{
  if (writer->at_field)
    g_string_append_c(writer->out, writer->delimiter);
  writer->at_field = TRUE;
  dgmi_csv_append(writer->out, text == NULL ? "" : text, writer->delimiter);
}

void dgmi_writer_year(DgmiWriter *writer, int year)
{
  char text[12];
  g_snprintf(text, sizeof text, "%d", year);
  dgmi_writer_field(writer, text);
}

void dgmi_writer_value(DgmiWriter *writer, guint column, guint row)
{
  const DgmiDatasetColumn *from = &writer->dataset->columns[column];
  char number[DGMI_NUMBER_SIZE];
  dgmi_writer_field(writer, from->numbers != NULL ? dgmi_number_format(from->numbers[row], number)
                                                  : from->texts[row]);
}

void dgmi_writer_end_row(DgmiWriter *writer)
{
  g_string_append_c(writer->out, '\n');
  writer->at_field = FALSE;
}

/* ---- Wide and tidy ---- */

/* What each row of a unit begins with. */
static void write_unit(DgmiWriter *writer, guint unit)
{
  dgmi_writer_field(writer, writer->dataset->codes[unit]);
  if (writer->has_names)
    dgmi_writer_field(writer, writer->dataset->names[unit]);
  if (writer->has_years)
    dgmi_writer_year(writer, dgmi_dataset_unit_year(writer->dataset, unit));
}

static void write_wide(DgmiWriter *writer)
{
  const DgmiDataset *dataset = writer->dataset;
  dgmi_writer_field(writer, "uCode");
  if (writer->has_names)
    dgmi_writer_field(writer, "uName");
  if (writer->has_years)
    dgmi_writer_field(writer, "Time");
  for (guint c = 0; c < dataset->n_columns; c++)
    dgmi_writer_field(writer, dataset->columns[c].name);
  dgmi_writer_end_row(writer);
  for (guint i = 0; i < dataset->n_units; i++)
  {
    write_unit(writer, i);
    for (guint c = 0; c < dataset->n_columns; c++)
      dgmi_writer_value(writer, c, i);
    dgmi_writer_end_row(writer);
  }
}

static void write_tidy(DgmiWriter *writer)
{
  const DgmiDataset *dataset = writer->dataset;
  const char *const header[] = {"unit", writer->has_names ? "name" : NULL,
                                writer->has_years ? "time" : NULL, "indicator", "value"};
  for (guint i = 0; i < G_N_ELEMENTS(header); i++)
    if (header[i] != NULL)
      dgmi_writer_field(writer, header[i]);
  dgmi_writer_end_row(writer);
  for (guint i = 0; i < dataset->n_units; i++)
    for (guint c = 0; c < dataset->n_columns; c++)
    {
      write_unit(writer, i);
      dgmi_writer_field(writer, dataset->columns[c].name);
      dgmi_writer_value(writer, c, i);
      dgmi_writer_end_row(writer);
    }
}

/* ---- Writing ---- */

static const Functions functions[] = {{dgmi_writer_check_wide, write_wide},
                                      {dgmi_writer_check_tidy, write_tidy},
                                      {dgmi_writer_check_wdi, dgmi_writer_write_wdi},
                                      {dgmi_writer_check_sdmx, dgmi_writer_write_sdmx_1},
                                      {dgmi_writer_check_sdmx, dgmi_writer_write_sdmx_2},
                                      {dgmi_writer_check_egovkb, dgmi_writer_write_egovkb}};
G_STATIC_ASSERT(G_N_ELEMENTS(functions) == G_N_ELEMENTS(layouts));

static int find_layout(const char *layout, GError **error)
{
  const char *names[G_N_ELEMENTS(layouts)];
  for (guint i = 0; i < G_N_ELEMENTS(layouts); i++)
  {
    names[i] = layouts[i].name;
    if (strcmp(layout, names[i]) == 0)
      return (int)i;
  }
  DgmiSentence *suggestion = dgmi_text_suggestion(layout, names, G_N_ELEMENTS(names));
  dgmi_error_set(error, DGMI_ERROR_USAGE, "there is no layout '%s'%p", layout, suggestion);
  return -1;
}

gboolean dgmi_dataset_write(const DgmiDataset *dataset, const char *layout,
                            const DgmiWriterOptions *options, GString *out, GError **error)
{
  assert(dataset != NULL && layout != NULL && out != NULL);
  const int i = find_layout(layout, error);
  if (i < 0)
    return FALSE;
  DgmiWriter writer = {.dataset = dataset,
                       .out = out,
                       .delimiter =
                           options != NULL && options->delimiter != 0 ? options->delimiter : ',',
                       .units_folder = options != NULL ? options->units_folder : NULL,
                       .layout = &layouts[i]};
  for (guint row = 0; row < dataset->n_units; row++)
  {
    writer.has_names |= dataset->names[row] != NULL;
    writer.has_years |= dgmi_dataset_unit_year(dataset, row) != 0;
  }
  if (!dgmi_writer_check(&writer, error) || !functions[i].check(&writer, error))
    return FALSE;
  functions[i].write(&writer);
  return TRUE;
}
