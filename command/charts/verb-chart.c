#include <assert.h>
#include <math.h>
#include <string.h>

#include "charts/chart-kinds.h"
#include "command/charts/chart.h"
#include "command/run/module.h"
#include "command/run/output.h"
#include "command/run/say.h"
#include "command/run/weight-notes.h"
#include "command/verbs/verbs.h"
#include "indicators/base/memory.h"
#include "indicators/base/text.h"

typedef struct
{
  const char *kind;
  DgmiDrawingFunc fill;
} Filler;

#define ROW(id, summary) {#id, dgmi_fill_##id},
static const Filler fillers[] = {DGMI_CHART_KINDS(ROW)};
#undef ROW

static const Filler *find_filler(const char *kind, DgmiMessages *messages)
{
  const char *known[G_N_ELEMENTS(fillers)];
  for (guint i = 0; i < G_N_ELEMENTS(fillers); i++)
  {
    known[i] = fillers[i].kind;
    if (strcmp(kind, fillers[i].kind) == 0)
      return &fillers[i];
  }
  DgmiSentence *hint = dgmi_text_suggestion(kind, known, G_N_ELEMENTS(fillers));
  dgmi_usage_failure(messages, "there is no kind of chart '%s'%p", kind, hint);
  return NULL;
}

/* Those that the index itself names, of which other data may lack some. */
static void highlight_by_definition(const DgmiIndex *index, gboolean *chosen)
{
  const char *list = dgmi_definition_get(dgmi_index_definition(index), "index", "highlight", NULL);
  g_auto(GStrv) codes = g_strsplit(list != NULL ? list : "", ",", -1);
  for (guint i = 0; codes[i] != NULL; i++)
  {
    const int unit = dgmi_dataset_find_unit(dgmi_index_dataset(index), g_strstrip(codes[i]));
    if (unit >= 0)
      chosen[unit] = TRUE;
  }
}

gboolean *dgmi_highlighted_units(DgmiRun *run, DgmiIndex *index)
{
  assert(dgmi_index_dataset(index) != NULL);
  g_autofree gboolean *chosen =
      g_new0(gboolean, dgmi_dataset_n_units(dgmi_index_dataset(index)) + 1);
  const char *list = run->options.chart.highlight;
  if (list == NULL)
    highlight_by_definition(index, chosen);
  g_auto(GStrv) words = g_strsplit(list != NULL ? list : "", ",", -1);
  gboolean ok = TRUE;
  for (guint i = 0; words[i] != NULL; i++)
  {
    const int unit = dgmi_index_find_unit(index, g_strstrip(words[i]), run->messages);
    ok = ok && unit >= 0;
    if (unit >= 0)
      chosen[unit] = TRUE;
  }
  return ok ? g_steal_pointer(&chosen) : NULL;
}

gpointer dgmi_drawing_new_input(DgmiDrawing *drawing, gsize size, GDestroyNotify clear)
{
  assert(drawing->input == NULL && size > 0);
  drawing->input = g_malloc0(size);
  drawing->clear_input = clear;
  return drawing->input;
}

static void clear_drawing(DgmiDrawing *drawing)
{
  if (drawing->clear_input != NULL)
    drawing->clear_input(drawing->input);
  dgmi_free_all(drawing->input, drawing->title, drawing->subtitle, drawing->source);
  dgmi_grid_free(drawing->data);
}

/* Source, status if the figures are not verified, id of the index and options that differ. */
static GPtrArray *footer_lines(const DgmiRun *run, const DgmiIndex *index,
                               const DgmiDrawing *drawing)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
  const DgmiDefinition *definition = dgmi_index_definition(index);
  const char *own =
      dgmi_definition_get_localised(definition, "index", "source", dgmi_index_language(index));
  const char *source = run->options.chart.source != NULL ? run->options.chart.source
                       : run->options.data.table != NULL ? run->options.data.table
                       : drawing->source != NULL         ? drawing->source
                                                         : own;
  const char *status = dgmi_definition_get(definition, "index", "status", NULL);
  const char *note =
      dgmi_definition_get_localised(definition, "index", "note", dgmi_index_language(index));
  g_autofree char *changes = dgmi_index_changes(index);
  char *weights = dgmi_weight_notes_text(index);
  if (source != NULL)
    g_ptr_array_add(lines, g_strdup_printf(_("Source: %s."), source));
  if (status != NULL && strcmp(status, "verified") != 0)
    g_ptr_array_add(lines, g_strdup_printf(_("Status of the figures: %s."), _(status)));
  if (weights != NULL)
    g_ptr_array_add(lines, weights);
  if (note != NULL)
    g_ptr_array_add(lines, g_strdup(note));
  g_ptr_array_add(lines, changes[0] == '\0'
                             ? g_strdup_printf("dgmi: %s", dgmi_definition_id(definition))
                             : g_strdup_printf(_("dgmi: %s, computed with%s"),
                                               dgmi_definition_id(definition), changes));
  return lines;
}

/* The language that the fonts can show, with a warning where it is not the one asked for. */
static const char *choose_language(const DgmiChartModule *module, const DgmiRun *run)
{
  DgmiSentence *warning = NULL;
  const char *wanted = run->options.print.lang != NULL ? run->options.print.lang : "en";
  const char *language = module->language(wanted, &warning);
  if (warning != NULL)
    dgmi_messages_add(run->messages, DGMI_WARNING, NULL, warning);
  return language;
}

/* `ramp` is where the style keeps its own. */
static gboolean read_style(const DgmiChartModule *module, const DgmiRun *run, DgmiChartStyle *style,
                           DgmiRamp *ramp, GError **error)
{
  const DgmiOptions *options = &run->options;
  if (options->chart.size != NULL && !module->set_size(style, options->chart.size, error))
    return FALSE;
  if (options->chart.theme != NULL && !module->find_theme(options->chart.theme, &style->theme))
    dgmi_error_set(error, DGMI_ERROR_USAGE, "there is no theme '%s'; choose light, dark or print",
                   options->chart.theme);
  else if (options->chart.palette != NULL && !module->find_ramp(options->chart.palette, ramp))
    dgmi_error_set(error, DGMI_ERROR_USAGE,
                   "--palette '%s' is not known; choose viridis, cividis, puor or grey",
                   options->chart.palette);
  else if (options->chart.palette != NULL && style->theme == DGMI_THEME_PRINT)
    dgmi_error_set(error, DGMI_ERROR_USAGE,
                   "--theme print has greys only; leave out --palette or --theme print");
  else
  {
    style->ramp = options->chart.palette != NULL ? ramp : NULL;
    return TRUE;
  }
  return FALSE;
}

static gboolean read_output(const DgmiChartModule *module, const DgmiRun *run,
                            DgmiChartOutput *output, GError **error)
{
  const char *dpi = run->options.chart.dpi, *date = g_getenv("SOURCE_DATE_EPOCH");
  *output = (DgmiChartOutput){.created = date != NULL ? g_ascii_strtoll(date, NULL, 10) : -1};
  if (!module->format_of(run->options.print.output, &output->format, error))
    return FALSE;
  if (dpi != NULL && output->format != DGMI_CHART_PNG)
  {
    dgmi_error_set(error, DGMI_ERROR_USAGE,
                   "--dpi is of PNG pictures; leave it out, or write -o FILE.png");
    return FALSE;
  }
  if (dpi == NULL || (dgmi_number_parse(dpi, strlen(dpi), &output->dpi) == DGMI_NUMBER_OK &&
                      output->dpi >= 36 && output->dpi <= 1200))
    return TRUE;
  dgmi_error_set(error, DGMI_ERROR_USAGE, "--dpi '%s' is not a number from 36 to 1200", dpi);
  return FALSE;
}

static gboolean write_data(const DgmiRun *run, const DgmiDrawing *drawing, GError **error)
{
  const DgmiPrintOptions csv = {.format = DGMI_FORMAT_CSV};
  if (run->options.chart.data_out == NULL)
    return TRUE;
  g_autofree char *text = dgmi_grid_format(drawing->data, &csv, error);
  return text != NULL && dgmi_output_write(run->options.chart.data_out, text, strlen(text), error);
}

static gboolean draw(const DgmiChartModule *module, const DgmiRun *run, const DgmiIndex *index,
                     const DgmiDrawing *drawing, GError **error)
{
  const DgmiOptions *options = &run->options;
  g_autoptr(GPtrArray) footer = footer_lines(run, index, drawing);
  DgmiChartStyle style = DGMI_CHART_STYLE_DEFAULT;
  DgmiChartOutput output;
  DgmiRamp ramp;
  style.language = dgmi_index_language(index);
  style.title = options->chart.title != NULL ? options->chart.title : drawing->title;
  style.subtitle = options->chart.subtitle != NULL ? options->chart.subtitle : drawing->subtitle;
  style.footer = (const char *const *)footer->pdata;
  style.n_footer = footer->len;
  style.author = "dgmi";
  if (!read_style(module, run, &style, &ramp, error) || !read_output(module, run, &output, error))
    return FALSE;
  DgmiScene *scene = module->draw(drawing->kind, &style, drawing->input, error);
  if (scene == NULL)
    return FALSE;
  for (guint i = 0; i < module->n_warnings(scene); i++)
    dgmi_messages_add(run->messages, DGMI_WARNING, NULL,
                      dgmi_sentence_ref((DgmiSentence *)module->warning(scene, i)));
  g_autoptr(GBytes) bytes = module->write(scene, &output, error);
  module->free_scene(scene);
  gsize length = 0;
  const char *start = bytes == NULL ? NULL : g_bytes_get_data(bytes, &length);
  return start != NULL && dgmi_output_write(options->print.output, start, length, error) &&
         write_data(run, drawing, error);
}

static const DgmiChartModule *open_module(GError **error)
{
  const gpointer symbol = dgmi_module_symbol("chart", DGMI_CHART_MODULE_SYMBOL, error);
  DgmiChartModuleFunction function;
  if (symbol == NULL)
    return NULL;
  memcpy(&function, &symbol, sizeof function); /* ISO C has no cast from object to function */
  const DgmiChartModule *module = function();
  if (module->version == DGMI_CHART_MODULE_VERSION)
    return module;
  dgmi_error_set(error, DGMI_ERROR_IO,
                 "the drawing module is of another version of dgmi; install both anew");
  return NULL;
}

void dgmi_verb_chart(DgmiRun *run)
{
  g_autoptr(GError) error = NULL;
  const Filler *filler = find_filler(run->options.arguments[0], run->messages);
  if (filler == NULL || !dgmi_chart_check_options(run, filler->kind))
    return;
  if (run->options.print.output == NULL)
  {
    dgmi_usage_failure(run->messages,
                       "say where the chart goes: -o FILE.svg, FILE.pdf or FILE.png");
    return;
  }
  const DgmiChartModule *module = open_module(&error);
  if (module == NULL)
  {
    dgmi_messages_add_error(run->messages, NULL, error);
    return;
  }
  DgmiRun rest = *run; /* KIND taken off: arguments are INDEX … as other verbs have them */
  rest.options.arguments++;
  rest.options.print.lang = (char *)choose_language(module, run);
  g_auto(DgmiOpening) opening = {0};
  if (!dgmi_opening_init(&opening, dgmi_run_argument(&rest, 0), &rest.options, run->messages))
    return;
  dgmi_opening_add_texts(&opening, dgmi_run_arguments_from(&rest, 1));
  g_autoptr(DgmiIndex) index = dgmi_index_open(&opening.request, DGMI_INDEX_RESULT, run->messages);
  DgmiDrawing drawing = {.kind = filler->kind};
  if (index != NULL && filler->fill(&rest, index, &drawing) &&
      !draw(module, run, index, &drawing, &error))
    dgmi_messages_add_error(run->messages, NULL, error);
  run->interrupted = rest.interrupted;
  run->silent = rest.silent;
  clear_drawing(&drawing);
}
