#include <string.h>

#include "command/run/say.h"
#include "command/verbs/verbs.h"
#include "datasets/csv/framework-table.h"
#include "datasets/csv/table.h"
#include "index/opened/rubric.h"

static const char *file_name(const char *file)
{
  return strcmp(file, "-") == 0 ? DGMI_CSV_STDIN : file;
}

static char *count_units(guint n)
{
  return g_strdup_printf(ngettext("%u unit", "%u units", n), n);
}

static char *count_indicators(guint n)
{
  return g_strdup_printf(ngettext("%u indicator", "%u indicators", n), n);
}

/* As far as the index can be opened: one whose figures are to be filled in has none to compute. */
static DgmiIndexDepth depth_of(const char *file)
{
  const DgmiPaths paths = dgmi_run_paths();
  g_autoptr(DgmiMessages) unheard = dgmi_messages_new();
  g_autoptr(DgmiDefinition) definition =
      strcmp(file, "-") == 0 ? NULL : dgmi_definition_read(file, &paths, unheard);
  return definition != NULL && dgmi_is_unfilled(definition) ? DGMI_INDEX_DEFINITION
                                                            : DGMI_INDEX_RESULT;
}

/* Everything an index file leads to: what it inherits, its tables, its methods, a computation. */
static void check_index(DgmiRun *run, const char *file, GString *said)
{
  const DgmiOptions options = {.print.lang = run->options.print.lang};
  g_autoptr(DgmiIndex) index = dgmi_open(file, &options, depth_of(file), run->messages);
  if (index == NULL)
    return;
  g_autofree char *indicators =
      count_indicators(dgmi_framework_n_indicators(dgmi_index_framework(index)));
  g_autofree char *units = count_units(
      dgmi_index_dataset(index) == NULL ? 0 : dgmi_dataset_n_units(dgmi_index_dataset(index)));
  g_string_append_printf(said, _("%s: an index file in order: %s, %s, %s\n"), file_name(file),
                         dgmi_definition_id(dgmi_index_definition(index)), indicators, units);
}

static void check_framework(DgmiRun *run, const char *file, GString *said)
{
  const DgmiCsvOptions csv = dgmi_options_csv(&run->options.data);
  g_autoptr(DgmiFramework) framework = dgmi_framework_read(file, &csv, run->messages);
  if (framework == NULL)
    return;
  const guint n = dgmi_framework_n_aggregates(framework);
  g_autofree char *indicators = count_indicators(dgmi_framework_n_indicators(framework));
  g_autofree char *aggregates = g_strdup_printf(ngettext("%u aggregate", "%u aggregates", n), n);
  g_string_append_printf(said, _("%s: a framework in order: %s, %s\n"), file_name(file), indicators,
                         aggregates);
}

static void check_data(DgmiRun *run, const char *file, const DgmiFramework *framework,
                       GString *said)
{
  static const char *const texts[] = {DGMI_CHINESE_NAMES, NULL};
  const DgmiPaths paths = dgmi_run_paths();
  const DgmiDatasetOptions options = {.framework = framework,
                                      .texts = texts,
                                      .year = run->options.data.year,
                                      .missing = run->options.data.na,
                                      .csv = dgmi_options_csv(&run->options.data),
                                      .units_folder = paths.datasets};
  g_autoptr(DgmiDataset) dataset = dgmi_dataset_read(file, &options, run->messages);
  if (dataset == NULL)
    return;
  const guint n = dgmi_dataset_n_columns(dataset);
  g_autofree char *units = count_units(dgmi_dataset_n_units(dataset));
  g_autofree char *columns = g_strdup_printf(ngettext("%u column", "%u columns", n), n);
  g_string_append_printf(said, _("%s: a data table in order: %s, %s\n"), file_name(file), units,
                         columns);
}

static gboolean keep_header(const DgmiCsvRow *row, gpointer is_framework)
{
  for (guint i = 0; i < dgmi_csv_row_n(row); i++)
    if (g_ascii_strcasecmp(dgmi_csv_row_field(row, i, NULL), "iCode") == 0)
      *(gboolean *)is_framework = TRUE;
  return FALSE;
}

/* A table with a column iCode is a framework, any other holds data. */
static gboolean is_framework_table(const char *file, const DgmiCsvOptions *csv)
{
  gboolean is_framework = FALSE;
  g_autoptr(DgmiMessages) unheard = dgmi_messages_new();
  if (strcmp(file, "-") != 0 && !dgmi_csv_read(file, csv, keep_header, &is_framework, unheard))
    return is_framework;
  return is_framework;
}

void dgmi_verb_check(DgmiRun *run)
{
  const DgmiOptions *options = &run->options;
  const DgmiCsvOptions csv = dgmi_options_csv(&options->data);
  g_autoptr(GString) said = g_string_new(NULL);
  g_autoptr(DgmiFramework) framework = NULL;
  if (options->data.indicators != NULL)
  {
    framework = dgmi_framework_read(options->data.indicators, &csv, run->messages);
    if (framework == NULL)
      return;
  }
  for (guint i = 0; options->arguments[i] != NULL; i++)
  {
    const char *file = options->arguments[i];
    if (g_str_has_suffix(file, ".ini"))
      check_index(run, file, said);
    else if (is_framework_table(file, &csv))
      check_framework(run, file, said);
    else
      check_data(run, file, framework, said);
  }
  if (!options->print.quiet)
    dgmi_run_print_text(run, said->str);
}
