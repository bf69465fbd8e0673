#include "tests/charts/scene-files.h"

#include "charts/chart.h"

static void write_file(const char *stem, const char *ending, const char *data, gsize length)
{
  g_autofree char *file = g_strconcat(stem, ending, NULL);
  g_autoptr(GError) error = NULL;
  if (!g_file_set_contents(file, data, (gssize)length, &error))
    g_error("%s", error->message);
}

static void write_chart(const DgmiScene *scene, const char *stem, const char *ending)
{
  g_autoptr(GError) error = NULL;
  DgmiChartOutput output = {.created = -1};
  if (!dgmi_chart_format_of(ending, &output.format, &error))
    g_error("%s", error->message);
  g_autoptr(GBytes) bytes = dgmi_chart_write(scene, &output, &error);
  if (bytes == NULL)
    g_error("%s", error->message);
  write_file(stem, ending, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
}

static void add_number(GString *out, const char *name, double value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_string_append_printf(out, "\"%s\":%s,", name, g_ascii_dtostr(number, sizeof number, value));
}

static void write_boxes(const DgmiScene *scene, const char *stem)
{
  g_autoptr(GString) out = g_string_new("{");
  add_number(out, "width", dgmi_scene_width(scene));
  add_number(out, "height", dgmi_scene_height(scene));
  add_number(out, "zoom", dgmi_scene_zoom(scene));
  add_number(out, "background", dgmi_scene_background(scene));
  g_string_append(out, "\"texts\":[");
  for (guint i = 0; i < dgmi_scene_n_items(scene); i++)
  {
    const DgmiItem *item = dgmi_scene_item(scene, i);
    if (item->kind != DGMI_ITEM_TEXT)
      continue;
    g_string_append(out, out->str[out->len - 1] == '[' ? "\n{" : ",\n{");
    add_number(out, "x", item->box.x);
    add_number(out, "y", item->box.y);
    add_number(out, "width", item->box.width);
    add_number(out, "height", item->box.height);
    add_number(out, "colour", item->run.colour);
    g_string_append(out, "\"text\":\"");
    for (const char *p = item->run.text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c(out, '\\');
      g_string_append_c(out, *p);
    }
    g_string_append(out, "\"}");
  }
  g_string_append(out, "]}\n");
  write_file(stem, ".json", out->str, out->len);
}

void write_scene(const DgmiScene *scene, const char *stem)
{
  write_chart(scene, stem, ".svg");
  write_chart(scene, stem, ".png");
  write_chart(scene, stem, ".pdf");
  write_boxes(scene, stem);
}

/* --- the SVG, read back --- */

typedef struct
{
  GPtrArray *texts; /* GString, of each <text> */
  guint depth;      /* of elements within the one being read; 0 = none is */
} SvgTexts;

static void svg_start(GMarkupParseContext *context, const char *name, const char **names,
                      const char **values, gpointer data, GError **error)
{
  (void)context, (void)names, (void)values, (void)error;
  SvgTexts *found = data;
  if (found->depth > 0 || g_str_equal(name, "text"))
    found->depth++;
  if (found->depth == 1)
    g_ptr_array_add(found->texts, g_string_new(NULL));
}

static void svg_end(GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  (void)context, (void)name, (void)error;
  SvgTexts *found = data;
  found->depth -= found->depth > 0;
}

/* Of the element itself: what stands deeper is its tooltip. */
static void svg_text(GMarkupParseContext *context, const char *text, gsize length, gpointer data,
                     GError **error)
{
  (void)context, (void)error;
  SvgTexts *found = data;
  if (found->depth == 1)
    g_string_append_len(found->texts->pdata[found->texts->len - 1], text, (gssize)length);
}

static void free_text(gpointer text)
{
  g_string_free(text, TRUE);
}

void check_svg(const DgmiScene *scene)
{
  static const GMarkupParser parser = {svg_start, svg_end, svg_text, NULL, NULL};
  const DgmiChartOutput output = {.format = DGMI_CHART_SVG, .created = -1};
  g_autoptr(GBytes) bytes = dgmi_chart_write(scene, &output, NULL);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(free_text);
  g_autoptr(GError) error = NULL;
  SvgTexts found = {texts, 0};
  gsize length;
  const char *svg = g_bytes_get_data(bytes, &length);
  g_autoptr(GMarkupParseContext) context = g_markup_parse_context_new(&parser, 0, &found, NULL);
  if (!g_markup_parse_context_parse(context, svg, (gssize)length, &error) ||
      !g_markup_parse_context_end_parse(context, &error))
    g_error("the SVG is no XML: %s", error->message);
  guint n = 0;
  for (guint i = 0; i < dgmi_scene_n_items(scene); i++)
  {
    const DgmiItem *item = dgmi_scene_item(scene, i);
    if (item->kind != DGMI_ITEM_TEXT)
      continue;
    if (n >= texts->len || !g_str_equal(((GString *)texts->pdata[n])->str, item->run.text))
      g_error("the SVG lacks the text '%s'", item->run.text);
    n++;
  }
  g_assert_cmpuint(n, ==, texts->len);
}
