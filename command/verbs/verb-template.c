#include <string.h>

#include "command/run/run.h"
#include "command/run/say.h"
#include "command/study/rubric.h"

/* A template is meant to be read again by a program: CSV unless told otherwise. */
static gboolean set_format(DgmiRun *run)
{
  static const char *const formats[] = {"csv", "tsv", "xlsx", NULL};
  static const DgmiPlace place = {.file = "--format", .is_option = TRUE};
  DgmiOptions *options = &run->options;
  if (options->format != NULL && !g_strv_contains(formats, options->format))
  {
    dgmi_failure(run->messages, &place, _("a template is csv, tsv or xlsx, not %s"),
                 options->format);
    return FALSE;
  }
  for (guint i = 1; options->format == NULL && options->output != NULL && i < 3; i++)
  {
    g_autofree char *ending = g_strconcat(".", formats[i], NULL);
    if (g_str_has_suffix(options->output, ending))
      options->format = g_strdup(formats[i]);
  }
  if (options->format == NULL)
    options->format = g_strdup("csv");
  return TRUE;
}

/* A framework alone (--indicators, no INDEX and no --data) and a self-assessment give the header
 * only. */
static gboolean open_study(DgmiRun *run, DgmiStudy *study)
{
  const char *index = dgmi_run_argument(run, 0);
  if (index != NULL && run->options.data == NULL)
  {
    if (!dgmi_study_open(study, index, &run->options, DGMI_STUDY_DEFINITION, run->messages))
      return FALSE;
    if (dgmi_is_unfilled(study->definition))
      return TRUE;
    dgmi_study_clear(study);
  }
  if (index != NULL || run->options.data != NULL || run->options.indicators == NULL)
    return dgmi_study_open(study, index, &run->options, DGMI_STUDY_DATA, run->messages);
  char none[] = "-";
  DgmiOptions options = run->options; /* borrows its strings */
  options.data = none;
  return dgmi_study_open(study, NULL, &options, DGMI_STUDY_DEFINITION, run->messages);
}

static gboolean has_years(const DgmiStudy *study)
{
  return study->dataset != NULL && dgmi_dataset_year(study->dataset) != 0;
}

/* The indicators, then what else a computation may need of the data: denominators and groups. */
static void add_columns(const DgmiStudy *study, DgmiGrid *grid)
{
  static const DgmiNodeType types[] = {DGMI_NODE_INDICATOR, DGMI_NODE_DENOMINATOR, DGMI_NODE_GROUP};
  dgmi_grid_add_text(grid, "uCode", NULL);
  dgmi_grid_add_text(grid, "uName", NULL);
  if (has_years(study))
    dgmi_grid_add_integers(grid, "Time", NULL);
  for (guint t = 0; t < G_N_ELEMENTS(types); t++)
    for (guint i = 0; i < dgmi_framework_n_nodes(study->framework); i++)
    {
      const DgmiNode *node = dgmi_framework_node(study->framework, i);
      if (node->type == types[t] && node->type == DGMI_NODE_GROUP)
        dgmi_grid_add_text(grid, node->code, NULL);
      else if (node->type == types[t])
        dgmi_grid_add_numbers(grid, node->code, NULL, -1);
    }
}

/* A row for each unit that --units names, where there are no data that know them. */
static void add_named_rows(const DgmiOptions *options, DgmiGrid *grid)
{
  g_auto(GStrv) words = g_strsplit(options->units != NULL ? options->units : "", ",", -1);
  for (guint i = 0; words[i] != NULL; i++)
  {
    dgmi_grid_add_row(grid);
    dgmi_grid_text(grid, 0, g_strstrip(words[i]));
  }
}

/* A workbook has a second sheet with what the levels mean. */
static void append_rubric(DgmiRun *run, const DgmiStudy *study, DgmiGrid *grid)
{
  const DgmiPaths paths = dgmi_study_paths();
  DgmiGrid *rubric = strcmp(run->options.format, "xlsx") == 0
                         ? dgmi_rubric_grid(study, &paths, run->messages)
                         : NULL;
  if (rubric != NULL)
    dgmi_grid_append(grid, rubric);
}

void dgmi_verb_template(DgmiRun *run)
{
  g_auto(DgmiStudy) study = {0};
  if (!set_format(run) || !open_study(run, &study))
    return;
  guint n = study.dataset != NULL ? dgmi_dataset_n_units(study.dataset) : 0;
  g_autofree guint *order = g_new(guint, n + 1);
  for (guint i = 0; i < n; i++)
    order[i] = i;
  if (n > 0 && !dgmi_study_choose_units(&study, &run->options, order, &n, run->messages))
    return;
  g_autoptr(DgmiGrid) grid = dgmi_grid_new();
  add_columns(&study, grid);
  if (study.dataset == NULL)
    add_named_rows(&run->options, grid);
  append_rubric(run, &study, grid);
  for (guint i = 0; i < n; i++)
  {
    dgmi_grid_add_row(grid);
    dgmi_grid_text(grid, 0, dgmi_dataset_code(study.dataset, order[i]));
    dgmi_grid_text(grid, 1, dgmi_study_unit_name(&study, order[i]));
    if (has_years(&study))
      dgmi_grid_integer(grid, 2, dgmi_dataset_year(study.dataset));
  }
  dgmi_run_print(run, grid);
}
