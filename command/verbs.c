#include "command/verb.h"

#include <glib/gi18n.h>
#include <string.h>

#include "command/output.h"
#include "datasets/catalogue.h"

#define PRINTS DGMI_TAKES_PRINT
#define SHOWS (DGMI_TAKES_PRINT | DGMI_TAKES_SHOWN)

static const DgmiVerb table[] = {
    {"list", N_("[indices|datasets|methods|charts]"), N_("what is here"), NULL, PRINTS, 0, 1,
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
    {"rank", N_("INDEX"), N_("the scores and ranks"), NULL,
     DGMI_COMPUTES | SHOWS | DGMI_TAKES_GROUP, 0, 1, dgmi_verb_rank},
    {"explain", N_("INDEX UNIT [NODE]"), N_("how one number came about, step by step"), NULL,
     DGMI_COMPUTES | PRINTS, 1, 3, dgmi_verb_explain},
    {"reconcile", N_("INDEX"), N_("recomputed against published, unit by unit"),
     N_("Exit code 3 if a unit differs by more than rounding or the edition's named tolerance "
        "allows, "
        "or a published rank is not the rank of the published scores."),
     DGMI_COMPUTES | SHOWS, 0, 1, dgmi_verb_reconcile},
    {"chart", N_("KIND INDEX"), N_("one chart, as SVG, PDF or PNG by the ending of -o FILE"),
     N_("dgmi list charts shows the kinds."), DGMI_COMPUTES | SHOWS | DGMI_TAKES_CHART, 1, 20,
     dgmi_verb_chart},
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

/* Whether a word names an index: a shipped one or a file. */
static gboolean is_index(const char *word)
{
  const DgmiPaths paths = dgmi_study_paths();
  g_autoptr(DgmiMessages) unheard = dgmi_messages_new();
  g_autofree char *file = dgmi_catalogue_find(&paths, word, 0, unheard);
  return file != NULL;
}

const char *dgmi_run_argument(const DgmiRun *run, guint i)
{
  char **arguments = run->options.arguments;
  const gboolean has_tables = run->options.data != NULL && run->options.indicators != NULL;
  const gboolean leaves_out = has_tables && (arguments[0] == NULL || !is_index(arguments[0]));
  if (leaves_out && i == 0)
    return NULL;
  const guint k = leaves_out ? i - 1 : i;
  return k < g_strv_length(arguments) ? arguments[k] : NULL;
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

char *dgmi_run_method_text(const DgmiRun *run)
{
  guint n;
  const DgmiMethodOption *list = dgmi_method_options(&n);
  const DgmiOptions *options = &run->options;
  GString *text = g_string_new(NULL);
  for (guint i = 0; options->where != NULL && options->where[i] != NULL; i++)
    g_string_append_printf(text, " --where %s", options->where[i]);
  for (guint i = 0; options->set != NULL && options->set[i] != NULL; i++)
    g_string_append_printf(text, " --set %s", options->set[i]);
  if (options->add != NULL)
    g_string_append_printf(text, " --add %s", options->add);
  if (options->join != NULL)
    g_string_append_printf(text, " --join %s", options->join);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; options->method[i] != NULL && options->method[i][k] != NULL; k++)
      g_string_append_printf(text, " --%s %s", list[i].option, options->method[i][k]);
  return g_string_free(text, FALSE);
}

void dgmi_run_note_source(const DgmiRun *run, const DgmiStudy *study, DgmiGrid *grid)
{
  if (run->options.quiet)
    return;
  g_autofree char *options = dgmi_run_method_text(run);
  if (options[0] != '\0')
    dgmi_grid_note(grid, _("Computed with%s."), options);
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
