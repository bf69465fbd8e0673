#include "charts/chart.h"

#include <assert.h>
#include <string.h>

#include "charts/chart-kinds.h"
#include "charts/fill/fill.h"
#include "charts/parts.h"
#include "indicators/base/memory.h"
#include "indicators/base/text.h"

/* ---- Kinds and formats ---- */

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
    if (g_strcmp0(kind, fillers[i].kind) == 0)
      return &fillers[i];
  }
  const char *word = kind != NULL ? kind : "";
  DgmiSentence *hint = dgmi_text_suggestion(word, known, G_N_ELEMENTS(fillers));
  dgmi_usage_failure(messages, "there is no kind of chart '%s'%p", word, hint);
  return NULL;
}

const char *dgmi_chart_find_kind(const char *kind, DgmiMessages *messages)
{
  const Filler *filler = find_filler(kind, messages);
  return filler != NULL ? filler->kind : NULL;
}

static const char *const ENDINGS[] = {
    [DGMI_CHART_SVG] = ".svg", [DGMI_CHART_PDF] = ".pdf", [DGMI_CHART_PNG] = ".png"};

gboolean dgmi_chart_format_of(const char *file, DgmiChartFormat *format, GError **error)
{
  g_autofree char *lower = g_ascii_strdown(file, -1);
  for (guint i = 0; i < G_N_ELEMENTS(ENDINGS); i++)
    if (g_str_has_suffix(lower, ENDINGS[i]))
    {
      *format = (DgmiChartFormat)i;
      return TRUE;
    }
  dgmi_error_set(error, DGMI_ERROR_USAGE,
                 "'%s' does not say how to draw; let the file name end in .svg, .pdf or .png",
                 file);
  return FALSE;
}

/* The drawing part, of this very version. */
static const DgmiChartModule *open_module(GError **error)
{
  const DgmiChartModule *module = dgmi_part_charts(error);
  if (module == NULL || module->version == DGMI_CHART_MODULE_VERSION)
    return module;
  dgmi_error_set(error, DGMI_ERROR_IO,
                 "the drawing module is of another version of dgmi; install both anew");
  return NULL;
}

const char *dgmi_chart_choose_language(const char *wanted, DgmiMessages *messages)
{
  DgmiSentence *warning = NULL;
  g_autoptr(GError) error = NULL;
  const DgmiChartModule *module = open_module(&error);
  if (module == NULL)
  {
    dgmi_messages_add_error(messages, NULL, error);
    return NULL;
  }
  const char *language = module->language(wanted != NULL ? wanted : "en", &warning);
  if (warning != NULL)
    dgmi_messages_add(messages, DGMI_WARNING, NULL, warning);
  return language;
}

/* ---- What stands below a picture ---- */

static char *join_notes(const GPtrArray *notes)
{
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < notes->len; i++)
    g_string_append_printf(text, "%s%s", i > 0 ? " " : "", (const char *)notes->pdata[i]);
  return g_string_free(text, notes->len == 0);
}

static const char *source_of(const DgmiFilling *filling, const DgmiDrawing *drawing)
{
  const DgmiIndex *index = filling->index;
  const char *data = dgmi_index_own_data(index);
  return filling->request->source != NULL ? filling->request->source
         : data != NULL                   ? data
         : drawing->source != NULL
             ? drawing->source
             : dgmi_definition_get_localised(dgmi_index_definition(index), "index", "source",
                                             dgmi_index_language(index));
}

/* Source, status if the figures are not verified, id of the index and what differs from it. */
static GPtrArray *footer_lines(const DgmiFilling *filling, const DgmiDrawing *drawing)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
  const DgmiIndex *index = filling->index;
  const DgmiDefinition *definition = dgmi_index_definition(index);
  const char *source = source_of(filling, drawing);
  const char *status = dgmi_definition_get(definition, "index", "status", NULL);
  const char *note =
      dgmi_definition_get_localised(definition, "index", "note", dgmi_index_language(index));
  g_autofree char *changes = dgmi_index_changes(index);
  char *weights = join_notes(dgmi_index_weight_notes(index));
  if (source != NULL)
    g_ptr_array_add(lines, dgmi_index_say(index, "Source: %s.", source));
  if (status != NULL && strcmp(status, "verified") != 0)
    g_ptr_array_add(
        lines, dgmi_index_say(index, "Status of the figures: %s.", dgmi_index_word(index, status)));
  if (weights != NULL)
    g_ptr_array_add(lines, weights);
  if (note != NULL)
    g_ptr_array_add(lines, g_strdup(note));
  g_ptr_array_add(lines, changes[0] == '\0'
                             ? g_strdup_printf("dgmi: %s", dgmi_definition_id(definition))
                             : dgmi_index_say(index, "dgmi: %s, computed with%s",
                                              dgmi_definition_id(definition), changes));
  return lines;
}

/* ---- Drawing ---- */

/* `ramp` is where the style keeps its own. */
static gboolean read_style(const DgmiChartModule *module, const DgmiChartRequest *request,
                           DgmiChartStyle *style, DgmiRamp *ramp, GError **error)
{
  if (request->size != NULL && !module->set_size(style, request->size, error))
    return FALSE;
  if (request->theme != NULL && !module->find_theme(request->theme, &style->theme))
    dgmi_error_set(error, DGMI_ERROR_USAGE, "there is no theme '%s'; choose light, dark or print",
                   request->theme);
  else if (request->palette != NULL && !module->find_ramp(request->palette, ramp))
    dgmi_error_set(error, DGMI_ERROR_USAGE,
                   "--palette '%s' is not known; choose viridis, cividis, puor or grey",
                   request->palette);
  else if (request->palette != NULL && style->theme == DGMI_THEME_PRINT)
    dgmi_error_set(error, DGMI_ERROR_USAGE,
                   "--theme print has greys only; leave out --palette or --theme print");
  else
  {
    style->ramp = request->palette != NULL ? ramp : NULL;
    return TRUE;
  }
  return FALSE;
}

static DgmiScene *draw_scene(const DgmiChartModule *module, const DgmiFilling *filling,
                             const char *kind, const DgmiDrawing *drawing, GError **error)
{
  const DgmiChartRequest *request = filling->request;
  g_autoptr(GPtrArray) footer = footer_lines(filling, drawing);
  DgmiChartStyle style = DGMI_CHART_STYLE_DEFAULT;
  DgmiRamp ramp;
  style.language = dgmi_index_language(filling->index);
  style.title = request->title != NULL ? request->title : drawing->title;
  style.subtitle = request->subtitle != NULL ? request->subtitle : drawing->subtitle;
  style.footer = (const char *const *)footer->pdata;
  style.n_footer = footer->len;
  style.author = "dgmi";
  return read_style(module, request, &style, &ramp, error)
             ? module->draw(kind, &style, drawing->input, error)
             : NULL;
}

static GBytes *draw_file(const DgmiFilling *filling, const char *kind, const DgmiDrawing *drawing,
                         DgmiChartFormat format, GError **error)
{
  const DgmiChartRequest *request = filling->request;
  const DgmiChartOutput output = {
      .format = format, .dpi = request->dpi, .created = request->is_dated ? request->created : -1};
  const DgmiChartModule *module = open_module(error);
  DgmiScene *scene = module == NULL ? NULL : draw_scene(module, filling, kind, drawing, error);
  if (scene == NULL)
    return NULL;
  for (guint i = 0; i < module->n_warnings(scene); i++)
    dgmi_messages_add(filling->messages, DGMI_WARNING, NULL,
                      dgmi_sentence_ref((DgmiSentence *)module->warning(scene, i)));
  GBytes *bytes = module->write(scene, &output, error);
  module->free_scene(scene);
  return bytes;
}

static void clear_drawing(DgmiDrawing *drawing)
{
  if (drawing->clear_input != NULL)
    drawing->clear_input(drawing->input);
  dgmi_free_all(drawing->input, drawing->title, drawing->subtitle, drawing->source);
  dgmi_grid_free(drawing->data);
}

GBytes *dgmi_chart_draw_with_data(DgmiIndex *index, const DgmiChartRequest *request,
                                  DgmiChartFormat format, DgmiGrid **data, DgmiMessages *messages)
{
  assert(index != NULL && request != NULL && messages != NULL);
  const DgmiFilling filling = {index, request, messages};
  const Filler *filler = find_filler(request->kind, messages);
  g_autoptr(GError) error = NULL;
  GBytes *bytes = NULL;
  DgmiDrawing drawing = {0};
  if (filler != NULL && filler->fill(&filling, &drawing))
    bytes = draw_file(&filling, filler->kind, &drawing, format, &error);
  if (error != NULL)
    dgmi_messages_add_error(messages, NULL, error);
  if (data != NULL)
    *data = bytes != NULL ? g_steal_pointer(&drawing.data) : NULL;
  clear_drawing(&drawing);
  return bytes;
}

GBytes *dgmi_chart_draw(DgmiIndex *index, const DgmiChartRequest *request, DgmiChartFormat format,
                        DgmiMessages *messages)
{
  return dgmi_chart_draw_with_data(index, request, format, NULL, messages);
}
