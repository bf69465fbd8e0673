#include "command/verb.h"

#include <glib/gi18n.h>
#include <string.h>

#include "command/output.h"

#define PRINTS DGMI_TAKES_PRINT
#define SHOWS (DGMI_TAKES_PRINT | DGMI_TAKES_SHOWN)

static const DgmiVerb table[] = {
    {"list", N_("[indices|datasets|methods]"), N_("what is here"), NULL, PRINTS, 0, 1,
     dgmi_verb_list},
    {"show", N_("INDEX"), N_("the tree of an index, its method, classes, rules and sources"),
     N_("--format ini prints the whole definition as an index file to copy, edit and use in place "
        "of "
        "the id."),
     DGMI_COMPUTES | PRINTS, 0, 1, dgmi_verb_show},
    {"data", N_("INDEX"), N_("the matrix after a step"), NULL,
     DGMI_COMPUTES | SHOWS | DGMI_TAKES_STAGE, 0, 1, dgmi_verb_data},
    {"check", N_("FILE…"), N_("every error of a table, framework or index file at once"),
     N_("A data table is held against --indicators FILE where that is given."),
     DGMI_TAKES_DATA | PRINTS, 1, 1000, dgmi_verb_check},
    {"rank", N_("INDEX"), N_("the scores and ranks"), NULL, DGMI_COMPUTES | SHOWS, 0, 1,
     dgmi_verb_rank},
    {"explain", N_("INDEX UNIT [NODE]"), N_("how one number came about, step by step"), NULL,
     DGMI_COMPUTES | PRINTS, 1, 3, dgmi_verb_explain},
    {"reconcile", N_("INDEX"), N_("recomputed against published, unit by unit"),
     N_("Exit code 3 if a unit differs by more than rounding or the edition's named tolerance "
        "allows, "
        "or a published rank is not the rank of the published scores."),
     DGMI_COMPUTES | SHOWS, 0, 1, dgmi_verb_reconcile},
};

const DgmiVerb *dgmi_verb_table(guint *n)
{
  *n = G_N_ELEMENTS(table);
  return table;
}

const DgmiVerb *dgmi_verb_find(const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS(table); i++)
    if (strcmp(table[i].name, name) == 0)
      return &table[i];
  return NULL;
}

const char *dgmi_run_argument(const DgmiRun *run, guint i)
{
  const gboolean has_tables = run->options.data != NULL && run->options.indicators != NULL;
  if (has_tables && i == 0)
    return NULL;
  const guint k = has_tables ? i - 1 : i;
  return k < g_strv_length(run->options.arguments) ? run->options.arguments[k] : NULL;
}

void dgmi_run_print_text(DgmiRun *run, const char *text)
{
  g_autoptr(GError) error = NULL;
  if (!dgmi_output_write(run->options.output, text, strlen(text), &error))
    dgmi_messages_add_error(run->messages, NULL, error);
}

void dgmi_run_print(DgmiRun *run, const DgmiGrid *grid)
{
  const DgmiOptions *options = &run->options;
  const gboolean to_terminal = options->output == NULL || strcmp(options->output, "-") == 0;
  g_autoptr(GError) error = NULL;
  DgmiPrintOptions print = {.width = to_terminal ? dgmi_output_width(1) : 0};
  g_autofree char *text = NULL;
  if (dgmi_output_format(options->format, options->output, &print.format, &error) &&
      dgmi_output_color(options->color, to_terminal ? 1 : -1, &print.color, &error))
    text = dgmi_grid_format(grid, &print, &error);
  if (text == NULL)
    dgmi_messages_add_error(run->messages, NULL, error);
  else
    dgmi_run_print_text(run, text);
}

static void note_options(const DgmiRun *run, DgmiGrid *grid)
{
  guint n;
  const DgmiMethodOption *list = dgmi_method_options(&n);
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; run->options.method[i] != NULL && run->options.method[i][k] != NULL; k++)
      g_string_append_printf(text, " --%s %s", list[i].option, run->options.method[i][k]);
  if (text->len > 0)
    dgmi_grid_note(grid, _("Computed with%s."), text->str);
}

void dgmi_run_note_source(const DgmiRun *run, const DgmiStudy *study, DgmiGrid *grid)
{
  if (run->options.quiet)
    return;
  note_options(run, grid);
  const char *source =
      dgmi_definition_get_localised(study->definition, "index", "source", study->language);
  const char *status = dgmi_definition_get(study->definition, "index", "status", NULL);
  if (run->options.data != NULL)
    dgmi_grid_note(grid, _("Data: %s."), run->options.data);
  else if (source != NULL && status != NULL)
    dgmi_grid_note(grid, _("Source: %s. Status of the figures: %s."), source, _(status));
  else if (source != NULL)
    dgmi_grid_note(grid, _("Source: %s."), source);
  const char *note =
      dgmi_definition_get_localised(study->definition, "index", "note", study->language);
  if (note != NULL)
    dgmi_grid_note(grid, "%s", note);
}

int dgmi_run_decimals(const DgmiStudy *study)
{
  return study->recipe->digits >= 0 ? study->recipe->digits : 4;
}

guint dgmi_grid_add_text(DgmiGrid *grid, const char *name, const char *heading)
{
  return dgmi_grid_add_column(
      grid, &(DgmiColumnInfo){.name = name, .heading = heading, .kind = DGMI_CELL_TEXT});
}

guint dgmi_grid_add_numbers(DgmiGrid *grid, const char *name, const char *heading, int decimals)
{
  return dgmi_grid_add_column(
      grid, &(DgmiColumnInfo){
                .name = name, .heading = heading, .kind = DGMI_CELL_NUMBER, .decimals = decimals});
}

guint dgmi_grid_add_integers(DgmiGrid *grid, const char *name, const char *heading)
{
  return dgmi_grid_add_column(
      grid, &(DgmiColumnInfo){.name = name, .heading = heading, .kind = DGMI_CELL_INTEGER});
}
