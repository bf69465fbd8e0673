#include "command/run/run.h"

#include <string.h>

#include "command/run/output.h"
#include "command/run/say.h"
#include "command/run/translate.h"
#include "command/study/study-model.h"
#include "command/study/study-weights.h"
#include "datasets/catalogue.h"
#include "indicators/base/text.h"

#define PRINTS DGMI_TAKES_PRINT
#define SHOWS (DGMI_TAKES_PRINT | DGMI_TAKES_SHOWN)

static const DgmiVerb table[] = {
    {"list", N_("[indices|datasets|models|methods|charts]"), N_("what is here"), NULL, PRINTS, 0, 1,
     dgmi_verb_list},
    {"show", N_("INDEX|MODEL"), N_("the tree of an index, its method, classes, rules and sources"),
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
     N_("dgmi list charts shows the kinds."),
     DGMI_COMPUTES | SHOWS | DGMI_TAKES_CHART | DGMI_TAKES_GROUP | DGMI_TAKES_SAMPLES, 1, 20,
     dgmi_verb_chart},
    {"compare", N_("INDEX UNIT UNIT…"), N_("side by side, gap and contribution per node"),
     N_("Gaps are to the first unit named."), DGMI_COMPUTES | PRINTS | DGMI_TAKES_CONTRIBUTIONS, 2,
     1000, dgmi_verb_compare},
    {"history", N_("FAMILY [UNIT…]"), N_("ranks over all editions in one table"),
     N_("Options of the method hold for every edition. An index of your own whose data has a "
        "column Time is shown over its years."),
     DGMI_COMPUTES | SHOWS | DGMI_TAKES_SCORES, 0, 1000, dgmi_verb_history},
    {"across", N_("INDEX INDEX…"), N_("the same units under several indices, rank correlations"),
     N_("An index of your own, by --data and --indicators, stands before those named."),
     DGMI_COMPUTES | SHOWS | DGMI_TAKES_SUMMARY, 1, 100, dgmi_verb_across},
    {"weights", N_("INDEX [UNIT UNIT]"),
     N_("best and worst rank over all weights, shares of first ranks, dominance, tiers"),
     N_("With two units: the least change of weights that swaps them. Weights are those of the "
        "parts of the index, or of --node; zeros are allowed."),
     DGMI_COMPUTES | SHOWS | DGMI_TAKES_WEIGHTS, 0, 3, dgmi_verb_weights},
    {"uncertainty", N_("INDEX"),
     N_("how far the ranking can be trusted: ranks over many draws of weights, methods and data"),
     N_("--vary says what is uncertain; all sources are drawn together. The same seed gives the "
        "same figures on any number of threads, and under mpirun. Ctrl-C prints what is done."),
     DGMI_COMPUTES | SHOWS | DGMI_TAKES_SAMPLES | DGMI_TAKES_UNCERTAINTY, 0, 1,
     dgmi_verb_uncertainty},
    {"scenarios", N_("INDEX [FILE…]"), N_("rankings under many scenarios: agreement, shifts"),
     N_("FILE is a table scenario,code,weight (what it does not name keeps the index's weight), or "
        "an index file FILE.ini: another method or other weights for the same units. Without "
        "FILE: the scenarios of --built-in."),
     DGMI_COMPUTES | SHOWS | DGMI_TAKES_SUMMARY | DGMI_TAKES_SCORES | DGMI_TAKES_SCENARIOS, 0, 100,
     dgmi_verb_scenarios},
    {"models", N_("INDEX [MODEL…]"), N_("every unit under every reference model's weights"),
     N_("MODEL is an id (dgmi list models), a name, a file, or UNIT:revealed, the weights under "
        "which that unit looks best. Without MODEL: those shipped that say something of the "
        "index."),
     DGMI_COMPUTES | SHOWS | DGMI_TAKES_MODELS, 0, 100, dgmi_verb_models},
    {"change", N_("FAMILY [UNIT…]"), N_("why scores and ranks changed, in parts that add up"),
     N_("The change of the score by component; that of the rank by the unit's own scores, the "
        "others' moves, rounding and method. An index of your own whose data has a column Time is "
        "compared over its years."),
     DGMI_COMPUTES | SHOWS | DGMI_TAKES_CHANGE, 0, 1000, dgmi_verb_change},
    {"target", N_("INDEX UNIT"), N_("the least improvement that reaches a rank"),
     N_("The values of the other units stay as they are."),
     DGMI_COMPUTES | PRINTS | DGMI_TAKES_TARGET, 1, 2, dgmi_verb_target},
    {"audit", N_("INDEX"),
     N_("is the index sound: gaps, outliers, correlations, weights, what leaving out changes"),
     N_("Without --part a document; with it one table, whole. Parts: availability, outliers, "
        "correlations, alpha, alpha-if-deleted, pca, loadings, adequacy, importance, "
        "leave-one-out, flags."),
     DGMI_COMPUTES | PRINTS | DGMI_TAKES_AUDIT, 0, 1, dgmi_verb_audit},
    {"cite", N_("INDEX"), N_("how to cite it: BibTeX, GB/T 7714"), NULL,
     DGMI_TAKES_DATA | PRINTS | DGMI_TAKES_STYLE, 0, 1, dgmi_verb_cite},
    {"convert", N_("FILE"), N_("a data table in another layout"),
     N_("Reads any table that a computation takes (wide, tidy, World Bank, SDMX-CSV, UN EGOVKB; "
        "any "
        "encoding) and writes it in the layout of --to, with all its years unless --year chooses "
        "one. -o FILE.xlsx writes a spreadsheet."),
     DGMI_TAKES_DATA | PRINTS | DGMI_TAKES_TO, 1, 1, dgmi_verb_convert},
    {"template", N_("INDEX"), N_("an empty data table to fill in, for --data"),
     N_("--indicators FILE alone gives the header for a framework of your own."),
     DGMI_TAKES_DATA | SHOWS, 0, 1, dgmi_verb_template},
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

/* Whether a word names an index: a shipped one or a file. A table is for scenarios, the file of a
 * model for models. */
static gboolean is_index(const char *word)
{
  const DgmiPaths paths = dgmi_study_paths();
  g_autoptr(DgmiMessages) unheard = dgmi_messages_new();
  g_autofree char *file = dgmi_catalogue_find(&paths, word, 0, unheard);
  if (file == NULL || g_str_has_suffix(word, ".csv"))
    return FALSE;
  g_autoptr(DgmiModel) model = dgmi_study_find_model(&paths, word, unheard);
  return model == NULL;
}

static gboolean leaves_out_index(const DgmiRun *run)
{
  char **arguments = run->options.arguments;
  const gboolean has_tables = run->options.data != NULL && run->options.indicators != NULL;
  return has_tables && (arguments[0] == NULL || !is_index(arguments[0]));
}

char **dgmi_run_arguments_from(const DgmiRun *run, guint i)
{
  char **arguments = run->options.arguments;
  const guint skip = leaves_out_index(run) && i > 0 ? i - 1 : i;
  return arguments + MIN(skip, g_strv_length(arguments));
}

const char *dgmi_run_argument(const DgmiRun *run, guint i)
{
  return i == 0 && leaves_out_index(run) ? NULL : dgmi_run_arguments_from(run, i)[0];
}

/* Table where the options do not make sense; printing says so. */
static DgmiFormat format_of(const DgmiRun *run)
{
  g_autoptr(GError) unheard = NULL;
  DgmiFormat format = DGMI_FORMAT_TABLE;
  return dgmi_output_format(run->options.format, run->options.output, &format, &unheard)
             ? format
             : DGMI_FORMAT_TABLE;
}

gboolean dgmi_run_is_for_people(const DgmiRun *run)
{
  const DgmiFormat format = format_of(run);
  return format != DGMI_FORMAT_CSV && format != DGMI_FORMAT_TSV && format != DGMI_FORMAT_JSON;
}

gboolean dgmi_run_is_table(const DgmiRun *run)
{
  return format_of(run) == DGMI_FORMAT_TABLE;
}

/* American spelling is accepted. */
static gboolean is_stage(const char *name, const char *stage)
{
  return strcmp(name, stage) == 0 ||
         (strcmp(name, "normalized") == 0 && strcmp(stage, "normalised") == 0);
}

gboolean dgmi_run_stage(DgmiRun *run, DgmiStage otherwise, DgmiStage *stage)
{
  static const DgmiPlace place = {.file = "--stage", .is_option = TRUE};
  const char *known[DGMI_N_STAGES], *name = run->options.stage;
  *stage = otherwise;
  if (name == NULL)
    return TRUE;
  for (guint i = 0; i < DGMI_N_STAGES; i++)
  {
    known[i] = dgmi_stage_name((DgmiStage)i);
    *stage = (DgmiStage)i;
    if (is_stage(name, known[i]))
      return TRUE;
  }
  DgmiSentence *hint = dgmi_text_suggestion(name, known, DGMI_N_STAGES);
  dgmi_failure(run->messages, &place, _("unknown stage '%s'%p"), name, hint);
  return FALSE;
}

const char *dgmi_run_word(const DgmiRun *run, const char *word)
{
  return word != NULL && dgmi_run_is_for_people(run) ? dgmi_retell(word) : word;
}

void dgmi_run_print_text(DgmiRun *run, const char *text)
{
  g_autoptr(GError) error = NULL;
  if (!dgmi_output_write(run->options.output, text, strlen(text), &error))
    dgmi_messages_add_error(run->messages, NULL, error);
}

/* A workbook is bytes that no terminal shows. */
static void print_xlsx(DgmiRun *run, const DgmiGrid *grid)
{
  static const DgmiPlace place = {.file = "--format", .is_option = TRUE};
  const char *output = run->options.output;
  g_autoptr(GError) error = NULL;
  gsize length = 0;
  if ((output == NULL || strcmp(output, "-") == 0) && dgmi_output_width(1) > 0)
  {
    dgmi_failure(run->messages, &place, _("xlsx is no text for a terminal; add -o FILE.xlsx"));
    return;
  }
  g_autofree char *bytes = dgmi_grid_to_xlsx(grid, &length, &error);
  if (bytes == NULL || !dgmi_output_write(output, bytes, length, &error))
    dgmi_messages_add_error(run->messages, NULL, error);
}

void dgmi_run_print(DgmiRun *run, const DgmiGrid *grid)
{
  const DgmiOptions *options = &run->options;
  const gboolean to_terminal = options->output == NULL || strcmp(options->output, "-") == 0;
  g_autoptr(GError) error = NULL;
  DgmiPrintOptions print = {.width = to_terminal ? dgmi_output_width(1) : 0};
  if (!dgmi_output_format(options->format, options->output, &print.format, &error) ||
      !dgmi_output_color(options->color, to_terminal ? 1 : -1, &print.color, &error))
  {
    dgmi_messages_add_error(run->messages, NULL, error);
    return;
  }
  if (print.format == DGMI_FORMAT_XLSX)
  {
    print_xlsx(run, grid);
    return;
  }
  g_autofree char *text = dgmi_grid_format(grid, &print, &error);
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
  if (options->seed != NULL)
    g_string_append_printf(text, " --seed %s", options->seed);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; options->method[i] != NULL && options->method[i][k] != NULL; k++)
      g_string_append_printf(text, " --%s%s%s", list[i].option, list[i].is_flag ? "" : " ",
                             list[i].is_flag ? "" : options->method[i][k]);
  return g_string_free(text, FALSE);
}

void dgmi_run_note_source(const DgmiRun *run, const DgmiStudy *study, DgmiGrid *grid)
{
  if (run->options.quiet)
    return;
  g_autofree char *options = dgmi_run_method_text(run);
  if (options[0] != '\0')
    dgmi_grid_note(grid, _("Computed with%s."), options);
  dgmi_study_note_weights(study, grid);
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
  return dgmi_recipe_settings(study->recipe)->digits >= 0
             ? dgmi_recipe_settings(study->recipe)->digits
             : 4;
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
