#include "command/run/run.h"
#include "command/run/say.h"

#include <assert.h>
#include <string.h>

#include "command/run/module.h"
#include "command/run/output.h"
#include "command/run/print.h"
#include "command/run/weight-notes.h"
#include "datasets/catalogue.h"
#include "index/opened/models.h"
#include "indicators/base/text.h"

DgmiPaths dgmi_run_paths(void)
{
  return g_getenv("DGMI_DATA") == NULL && dgmi_module_in_build_tree()
             ? dgmi_paths_within(DGMI_SRCDIR, "shipped")
             : dgmi_paths_installed();
}

/* Whether a word names an index: a shipped one or a file. A table is for scenarios, the file of a
 * model for models. */
static gboolean is_index(const char *word)
{
  const DgmiPaths paths = dgmi_run_paths();
  g_autoptr(DgmiMessages) unheard = dgmi_messages_new();
  g_autofree char *file = dgmi_catalogue_find(&paths, word, 0, unheard);
  if (file == NULL || g_str_has_suffix(word, ".csv"))
    return FALSE;
  g_autoptr(DgmiModel) model = dgmi_models_find(&paths, word, unheard);
  return model == NULL;
}

static gboolean leaves_out_index(const DgmiRun *run)
{
  char **arguments = run->options.arguments;
  const gboolean has_tables =
      run->options.data.table != NULL && run->options.data.indicators != NULL;
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
  return dgmi_output_format(run->options.print.format, run->options.print.output, &format, &unheard)
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
  assert(stage != NULL);
  static const DgmiPlace place = {.file = "--stage", .is_option = TRUE};
  const char *known[DGMI_N_STAGES], *name = run->options.shown.stage;
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
  dgmi_failure(run->messages, &place, "unknown stage '%s'%p", name, hint);
  return FALSE;
}

const char *dgmi_run_word(const DgmiRun *run, const char *word)
{
  return word != NULL && dgmi_run_is_for_people(run) ? dgmi_translate(word) : word;
}

char *dgmi_run_say(const DgmiRun *run, const DgmiSentence *sentence)
{
  if (sentence == NULL)
    return g_strdup("");
  return dgmi_sentence_text(sentence, dgmi_run_is_for_people(run) ? dgmi_translate : NULL);
}

void dgmi_run_print_text(DgmiRun *run, const char *text)
{
  g_autoptr(GError) error = NULL;
  if (!dgmi_output_write(run->options.print.output, text, strlen(text), &error))
    dgmi_messages_add_error(run->messages, NULL, error);
}

/* A workbook is bytes that no terminal shows. */
static void print_xlsx(DgmiRun *run, const DgmiGrid *grid)
{
  static const DgmiPlace place = {.file = "--format", .is_option = TRUE};
  const char *output = run->options.print.output;
  g_autoptr(GError) error = NULL;
  gsize length = 0;
  if ((output == NULL || strcmp(output, "-") == 0) && dgmi_output_width(1) > 0)
  {
    dgmi_failure(run->messages, &place, "xlsx is no text for a terminal; add -o FILE.xlsx");
    return;
  }
  g_autofree char *bytes = dgmi_grid_to_xlsx(grid, &length, &error);
  if (bytes == NULL || !dgmi_output_write(output, bytes, length, &error))
    dgmi_messages_add_error(run->messages, NULL, error);
}

void dgmi_run_print(DgmiRun *run, const DgmiGrid *grid)
{
  const DgmiOptions *options = &run->options;
  const gboolean to_terminal =
      options->print.output == NULL || strcmp(options->print.output, "-") == 0;
  g_autoptr(GError) error = NULL;
  DgmiPrintOptions print = {.width = to_terminal ? dgmi_output_width(1) : 0};
  if (!dgmi_output_format(options->print.format, options->print.output, &print.format, &error) ||
      !dgmi_output_color(options->print.color, to_terminal ? 1 : -1, &print.color, &error))
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

void dgmi_run_note_source(const DgmiRun *run, const DgmiIndex *index, DgmiGrid *grid)
{
  assert(grid != NULL);
  if (run->options.print.quiet)
    return;
  g_autofree char *changes = dgmi_index_changes(index);
  if (changes[0] != '\0')
    dgmi_grid_note(grid, _("Computed with%s."), changes);
  dgmi_note_weights(index, grid);
  const char *source = dgmi_definition_get_localised(dgmi_index_definition(index), "index",
                                                     "source", dgmi_index_language(index));
  const char *status = dgmi_definition_get(dgmi_index_definition(index), "index", "status", NULL);
  if (run->options.data.table != NULL)
    dgmi_grid_note(grid, _("Data: %s."), run->options.data.table);
  else if (source != NULL && status != NULL)
    dgmi_grid_note(grid, _("Source: %s. Status of the figures: %s."), source, _(status));
  else if (source != NULL)
    dgmi_grid_note(grid, _("Source: %s."), source);
  const char *note = dgmi_definition_get_localised(dgmi_index_definition(index), "index", "note",
                                                   dgmi_index_language(index));
  if (note != NULL)
    dgmi_grid_note(grid, "%s", note);
}
