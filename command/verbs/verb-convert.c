#include <string.h>

#include "command/run/say.h"
#include "command/verbs/verbs.h"
#include "datasets/csv/framework-table.h"
#include "datasets/writers/writer.h"

/* The dataset as a grid of the wide layout, for a spreadsheet. */
static DgmiGrid *wide_grid(const DgmiDataset *dataset, gboolean has_years)
{
  DgmiGrid *grid = dgmi_grid_new();
  const guint n_columns = dgmi_dataset_n_columns(dataset);
  const guint first = has_years ? 3 : 2;
  dgmi_grid_add_text(grid, "uCode", NULL);
  dgmi_grid_add_text(grid, "uName", NULL);
  if (has_years)
    dgmi_grid_add_integers(grid, "Time", NULL);
  for (guint c = 0; c < n_columns; c++)
  {
    const char *name = dgmi_dataset_column_name(dataset, c);
    if (dgmi_dataset_numbers(dataset, name) != NULL)
      dgmi_grid_add_numbers(grid, name, NULL, -1);
    else
      dgmi_grid_add_text(grid, name, NULL);
  }
  for (guint i = 0; i < dgmi_dataset_n_units(dataset); i++)
  {
    dgmi_grid_add_row(grid);
    dgmi_grid_text(grid, 0, dgmi_dataset_code(dataset, i));
    dgmi_grid_text(grid, 1, dgmi_dataset_name(dataset, i));
    if (has_years)
      dgmi_grid_integer(grid, 2, dgmi_dataset_unit_year(dataset, i));
    for (guint c = 0; c < n_columns; c++)
    {
      const char *name = dgmi_dataset_column_name(dataset, c);
      const double *numbers = dgmi_dataset_numbers(dataset, name);
      if (numbers != NULL)
        dgmi_grid_number(grid, first + c, numbers[i]);
      else
        dgmi_grid_text(grid, first + c, dgmi_dataset_texts(dataset, name)[i]);
    }
  }
  return grid;
}

static DgmiDataset *read_table(DgmiRun *run, const DgmiPaths *paths)
{
  const DgmiOptions *options = &run->options;
  g_autoptr(DgmiFramework) framework =
      options->data.indicators == NULL
          ? NULL
          : dgmi_framework_read(options->data.indicators, NULL, run->messages);
  if (options->data.indicators != NULL && framework == NULL)
    return NULL;
  const DgmiDatasetOptions wanted = {.framework = framework,
                                     .year = options->data.year,
                                     .all_years = options->data.year == 0,
                                     .missing = options->data.na,
                                     .units_folder = paths->datasets,
                                     .csv = dgmi_options_csv(&options->data)};
  return dgmi_dataset_read(options->arguments[0], &wanted, run->messages);
}

static gboolean wants_spreadsheet(const DgmiOptions *options)
{
  return g_strcmp0(options->print.format, "xlsx") == 0 ||
         (options->print.format == NULL && options->print.output != NULL &&
          g_str_has_suffix(options->print.output, ".xlsx"));
}

static gboolean has_years(const DgmiDataset *dataset)
{
  return dgmi_dataset_n_units(dataset) > 0 && dgmi_dataset_unit_year(dataset, 0) != 0;
}

/* Text formats are layouts separated by commas or tabs. */
static gboolean find_delimiter(DgmiRun *run, char *delimiter)
{
  const char *format = run->options.print.format, *output = run->options.print.output;
  const gboolean is_tsv = g_strcmp0(format, "tsv") == 0 ||
                          (format == NULL && output != NULL && g_str_has_suffix(output, ".tsv"));
  *delimiter = is_tsv ? '\t' : ',';
  if (format == NULL || is_tsv || strcmp(format, "csv") == 0)
    return TRUE;
  static const DgmiPlace place = {.file = "--format", .is_option = TRUE};
  dgmi_failure(run->messages, &place, "a converted table is csv, tsv or xlsx, not %s", format);
  return FALSE;
}

void dgmi_verb_convert(DgmiRun *run)
{
  const DgmiPaths paths = dgmi_run_paths();
  const char *layout = run->options.convert.layout != NULL ? run->options.convert.layout : "wide";
  const gboolean spreadsheet = wants_spreadsheet(&run->options);
  DgmiWriterOptions writer = {.units_folder = paths.datasets};
  if (spreadsheet && strcmp(layout, "wide") != 0)
  {
    dgmi_usage_failure(run->messages, "a spreadsheet is written in the layout wide only");
    return;
  }
  if (!spreadsheet && !find_delimiter(run, &writer.delimiter))
    return;
  g_autoptr(DgmiDataset) dataset = read_table(run, &paths);
  if (dataset == NULL)
    return;
  if (spreadsheet)
  {
    g_autoptr(DgmiGrid) grid = wide_grid(dataset, has_years(dataset));
    dgmi_run_print(run, grid);
    return;
  }
  g_autoptr(GString) out = g_string_new(NULL);
  g_autoptr(GError) error = NULL;
  if (dgmi_dataset_write(dataset, layout, &writer, out, &error))
    dgmi_run_print_text(run, out->str);
  else
    dgmi_messages_add_error(run->messages, NULL, error);
}
