#include <string.h>

#include "command/run/say.h"
#include "command/verbs/verbs.h"
#include "index/opened/rubric.h"
#include "index/tables/rubric-table.h"

/* A template is meant to be read again by a program: CSV unless told otherwise. */
static gboolean set_format(DgmiRun *run)
{
  static const char *const formats[] = {"csv", "tsv", "xlsx", NULL};
  static const DgmiPlace place = {.file = "--format", .is_option = TRUE};
  DgmiOptions *options = &run->options;
  if (options->print.format != NULL && !g_strv_contains(formats, options->print.format))
  {
    dgmi_failure(run->messages, &place, "a template is csv, tsv or xlsx, not %s",
                 options->print.format);
    return FALSE;
  }
  for (guint i = 1; options->print.format == NULL && options->print.output != NULL && i < 3; i++)
  {
    g_autofree char *ending = g_strconcat(".", formats[i], NULL);
    if (g_str_has_suffix(options->print.output, ending))
      options->print.format = g_strdup(formats[i]);
  }
  if (options->print.format == NULL)
    options->print.format = g_strdup("csv");
  return TRUE;
}

/* A framework alone (--indicators, no INDEX and no --data) and a self-assessment give the header
 * only. */
static DgmiIndex *open_index(DgmiRun *run)
{
  const char *id = dgmi_run_argument(run, 0);
  if (id != NULL && run->options.data.table == NULL)
  {
    g_autoptr(DgmiIndex) index = dgmi_run_open(run, id, DGMI_INDEX_DEFINITION);
    if (index == NULL || dgmi_is_unfilled(dgmi_index_definition(index)))
      return g_steal_pointer(&index);
  }
  if (id != NULL || run->options.data.table != NULL || run->options.data.indicators == NULL)
    return dgmi_run_open(run, id, DGMI_INDEX_DATA);
  char none[] = "-";
  DgmiOptions options = run->options; /* borrows its strings */
  options.data.table = none;
  return dgmi_open(NULL, &options, DGMI_INDEX_DEFINITION, run->messages);
}

static gboolean has_years(const DgmiIndex *index)
{
  return dgmi_index_dataset(index) != NULL && dgmi_dataset_year(dgmi_index_dataset(index)) != 0;
}

/* The indicators, then what else a computation may need of the data: denominators and groups. */
static void add_columns(const DgmiIndex *index, DgmiGrid *grid)
{
  static const DgmiNodeType types[] = {DGMI_NODE_INDICATOR, DGMI_NODE_DENOMINATOR, DGMI_NODE_GROUP};
  dgmi_grid_add_text(grid, "uCode", NULL);
  dgmi_grid_add_text(grid, "uName", NULL);
  if (has_years(index))
    dgmi_grid_add_integers(grid, "Time", NULL);
  for (guint t = 0; t < G_N_ELEMENTS(types); t++)
    for (guint i = 0; i < dgmi_framework_n_nodes(dgmi_index_framework(index)); i++)
    {
      const DgmiNode *node = dgmi_framework_node(dgmi_index_framework(index), i);
      if (node->type == types[t] && node->type == DGMI_NODE_GROUP)
        dgmi_grid_add_text(grid, node->code, NULL);
      else if (node->type == types[t])
        dgmi_grid_add_numbers(grid, node->code, NULL, -1);
    }
}

/* A row for each unit that --units names, where there are no data that know them. */
static void add_named_rows(const DgmiOptions *options, DgmiGrid *grid)
{
  g_auto(GStrv) words =
      g_strsplit(options->shown.units != NULL ? options->shown.units : "", ",", -1);
  for (guint i = 0; words[i] != NULL; i++)
  {
    dgmi_grid_add_row(grid);
    dgmi_grid_text(grid, 0, g_strstrip(words[i]));
  }
}

/* A workbook has a second sheet with what the levels mean. */
static void append_rubric(DgmiRun *run, const DgmiIndex *index, DgmiGrid *grid)
{
  DgmiGrid *rubric = strcmp(run->options.print.format, "xlsx") == 0
                         ? dgmi_rubric_grid(index, run->messages)
                         : NULL;
  if (rubric != NULL)
    dgmi_grid_append(grid, rubric);
}

void dgmi_verb_template(DgmiRun *run)
{
  g_autoptr(DgmiIndex) index = set_format(run) ? open_index(run) : NULL;
  if (index == NULL)
    return;
  guint n = dgmi_index_dataset(index) != NULL ? dgmi_dataset_n_units(dgmi_index_dataset(index)) : 0;
  g_autofree guint *order = g_new(guint, n + 1);
  for (guint i = 0; i < n; i++)
    order[i] = i;
  if (n > 0 && !dgmi_run_choose_units(run, index, order, &n))
    return;
  g_autoptr(DgmiGrid) grid = dgmi_grid_new();
  add_columns(index, grid);
  if (dgmi_index_dataset(index) == NULL)
    add_named_rows(&run->options, grid);
  append_rubric(run, index, grid);
  for (guint i = 0; i < n; i++)
  {
    dgmi_grid_add_row(grid);
    dgmi_grid_text(grid, 0, dgmi_dataset_code(dgmi_index_dataset(index), order[i]));
    dgmi_grid_text(grid, 1, dgmi_index_unit_name(index, order[i]));
    if (has_years(index))
      dgmi_grid_integer(grid, 2, dgmi_dataset_year(dgmi_index_dataset(index)));
  }
  dgmi_run_print(run, grid);
}
