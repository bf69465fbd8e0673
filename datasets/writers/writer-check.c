#include <assert.h>
#include <math.h>
#include <string.h>

#include "datasets/layouts/layout-wide.h"
#include "datasets/units/units.h"
#include "datasets/writers/writer-inside.h"

static gboolean G_GNUC_PRINTF(3, 4)
    refuse(const DgmiWriter *writer, GError **error, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *what = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  dgmi_error_set(error, DGMI_ERROR_DATA,
                 "the layout %s cannot hold this dataset: %s; choose another layout",
                 writer->layout->name, what);
  return FALSE;
}

static gboolean is_missing(const DgmiDatasetColumn *column, guint row)
{
  return column->numbers != NULL ? isnan(column->numbers[row]) : column->texts[row] == NULL;
}

/* A text that means "missing" reads back as a missing value, whatever the layout. */
gboolean dgmi_writer_check(const DgmiWriter *writer, GError **error)
{
  const DgmiDataset *dataset = writer->dataset;
  g_autoptr(DgmiValues) values = dgmi_values_new(NULL, 0);
  for (guint c = 0; c < dataset->n_columns; c++)
  {
    const DgmiDatasetColumn *column = &dataset->columns[c];
    for (guint i = 0; column->numbers == NULL && i < dataset->n_units; i++)
      if (column->texts[i] != NULL &&
          dgmi_values_is_missing(values, column->texts[i], strlen(column->texts[i])))
        return refuse(writer, error, "the text '%s' of %s in column %s means a missing value",
                      column->texts[i], dataset->codes[i], column->name);
  }
  return TRUE;
}

static gboolean is_key(const char *name)
{
  return dgmi_reading_is_listed(dgmi_layout_codes, name) ||
         dgmi_reading_is_listed(dgmi_layout_names, name) ||
         dgmi_reading_is_listed(dgmi_layout_years, name);
}

static gboolean look_at_header(const DgmiCsvRow *row, gpointer layout)
{
  g_autoptr(DgmiMessages) unheard = dgmi_messages_new();
  g_autoptr(DgmiHeader) header = dgmi_header_new(row, FALSE, unheard);
  *(const DgmiLayout **)layout = dgmi_layout_of(header);
  return FALSE;
}

/* Whether a table with these columns is read as a wide one. */
static gboolean is_read_as_wide(const DgmiDataset *dataset)
{
  g_autoptr(GString) header = g_string_new("uCode");
  for (guint c = 0; c < dataset->n_columns; c++)
  {
    g_string_append_c(header, ',');
    dgmi_csv_append(header, dataset->columns[c].name, ',');
  }
  const DgmiLayout *layout = NULL;
  const DgmiCsvOptions options = {.delimiter = ','};
  g_autoptr(DgmiMessages) unheard = dgmi_messages_new();
  return dgmi_csv_read_text(&(DgmiCsvText){header->str, header->len, "header"}, &options,
                            look_at_header, &layout, unheard) &&
         layout == &dgmi_layout_wide;
}

gboolean dgmi_writer_check_wide(const DgmiWriter *writer, GError **error)
{
  const DgmiDataset *dataset = writer->dataset;
  for (guint c = 0; c < dataset->n_columns; c++)
    if (is_key(dataset->columns[c].name))
      return refuse(writer, error, "the indicator '%s' is called like a column of units or years",
                    dataset->columns[c].name);
  return is_read_as_wide(dataset) ||
         refuse(writer, error, "its columns are called like those of another layout");
}

gboolean dgmi_writer_check_tidy(const DgmiWriter *writer, GError **error)
{
  return writer->dataset->n_columns > 0 || refuse(writer, error, "it has no values");
}

/* ---- Layouts of others ---- */

static gboolean check_numbers(const DgmiWriter *writer, GError **error)
{
  for (guint c = 0; c < writer->dataset->n_columns; c++)
    if (writer->dataset->columns[c].numbers == NULL)
      return refuse(writer, error, "column %s holds text", writer->dataset->columns[c].name);
  return TRUE;
}

static gboolean check_years(const DgmiWriter *writer, GError **error)
{
  return writer->has_years || refuse(writer, error, "it has no years");
}

/* Codes that are left out or changed when the layout is read. */
static gboolean check_codes(const DgmiWriter *writer, gboolean may_be_iso2, GError **error)
{
  const DgmiDataset *dataset = writer->dataset;
  for (guint i = 0; i < dataset->n_units; i++)
  {
    const char *code = dataset->codes[i];
    if (dgmi_unit_is_aggregate(code))
      return refuse(writer, error, "'%s' is the World Bank's code for a group of countries", code);
    if (!may_be_iso2 && strlen(code) == 2 && g_ascii_isalpha(code[0]) && g_ascii_isalpha(code[1]))
      return refuse(writer, error, "'%s' reads as a two-letter country code", code);
  }
  return TRUE;
}

/* One name a unit, in all years. */
static gboolean check_names(const DgmiWriter *writer, GError **error)
{
  const DgmiDataset *dataset = writer->dataset;
  for (guint i = 0; dataset->years != NULL && i < dataset->n_units; i++)
  {
    const guint first = (guint)dgmi_dataset_find_unit(dataset, dataset->codes[i]);
    if (g_strcmp0(dataset->names[i], dataset->names[first]) != 0)
      return refuse(writer, error, "%s has another name in another year", dataset->codes[i]);
  }
  return TRUE;
}

gboolean dgmi_writer_check_wdi(const DgmiWriter *writer, GError **error)
{
  const DgmiDataset *dataset = writer->dataset;
  if (!check_years(writer, error) || !check_numbers(writer, error) ||
      !check_codes(writer, TRUE, error) || !check_names(writer, error))
    return FALSE;
  /* A year without any value is not told apart from one the table does not have. */
  for (guint i = 0; i < dataset->n_units; i++)
  {
    guint c = 0;
    while (c < dataset->n_columns && is_missing(&dataset->columns[c], i))
      c++;
    if (c == dataset->n_columns)
      return refuse(writer, error, "%s has no value in %d", dataset->codes[i],
                    dgmi_dataset_unit_year(dataset, i));
  }
  return TRUE;
}

gboolean dgmi_writer_check_sdmx(const DgmiWriter *writer, GError **error)
{
  const DgmiDataset *dataset = writer->dataset;
  if (!dgmi_writer_check_tidy(writer, error) || !check_codes(writer, FALSE, error) ||
      !check_names(writer, error))
    return FALSE;
  for (guint i = 0; writer->has_names && i < dataset->n_units; i++)
    if (strstr(dataset->codes[i], ": ") != NULL)
      return refuse(writer, error, "the code '%s' reads as a code and a label", dataset->codes[i]);
  for (guint c = 0; writer->has_names && c < dataset->n_columns; c++)
    if (strstr(dataset->columns[c].name, ": ") != NULL)
      return refuse(writer, error, "the code '%s' reads as a code and a label",
                    dataset->columns[c].name);
  return TRUE;
}

static gboolean is_of_egovkb(const char *column)
{
  for (guint i = 0; i < DGMI_EGOVKB_COLUMNS; i++)
    if (g_ascii_strcasecmp(column, dgmi_layout_egovkb_names[i][1]) == 0)
      return TRUE;
  return FALSE;
}

/* Names have to lead back to the codes, which the layout leaves out. */
static gboolean check_matches(const DgmiWriter *writer, GError **error)
{
  const DgmiDataset *dataset = writer->dataset;
  if (writer->units_folder == NULL)
    return refuse(writer, error, "it has codes, and the layout names alone");
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiUnits) units = dgmi_units_read(writer->units_folder, "en", messages);
  for (guint i = 0; i < dataset->n_units; i++)
  {
    const char *name = dataset->names[i];
    const char *code = units == NULL || name == NULL ? NULL : dgmi_units_match(units, name);
    if (code == NULL || strcmp(code, dataset->codes[i]) != 0)
      return refuse(writer, error, "it has no codes, and the name '%s' does not mean %s",
                    name == NULL ? "" : name, dataset->codes[i]);
  }
  return TRUE;
}

gboolean dgmi_writer_check_egovkb(const DgmiWriter *writer, GError **error)
{
  const DgmiDataset *dataset = writer->dataset;
  if (!check_years(writer, error) || !check_numbers(writer, error))
    return FALSE;
  for (guint c = 0; c < dataset->n_columns; c++)
    if (!is_of_egovkb(dataset->columns[c].name))
      return refuse(writer, error, "it has no column for '%s'", dataset->columns[c].name);
  if (dgmi_dataset_numbers(dataset, "EGDI") == NULL)
    return refuse(writer, error, "there is no column EGDI");
  return check_matches(writer, error);
}
