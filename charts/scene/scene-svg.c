#include "charts/scene/scene-svg.h"

#include "indicators/base/text.h"

#include <math.h>
#include <string.h>

/* --- pieces --- */

/* Appends a number with at most two decimals: px need no more. */
static void add_number(GString *out, double value)
{
  char text[DGMI_NUMBER_SIZE];
  dgmi_number_fixed(value, 2, text);
  char *end = text + strlen(text);
  if (strchr(text, '.') != NULL)
  {
    while (end[-1] == '0')
      end--;
    if (end[-1] == '.')
      end--;
  }
  g_string_append_len(out, text, end - text);
}

static void add_attribute(GString *out, const char *name, double value)
{
  g_string_append_printf(out, " %s=\"", name);
  add_number(out, value);
  g_string_append_c(out, '"');
}

static void add_colour(GString *out, const char *name, DgmiColour colour)
{
  if (colour == DGMI_NO_COLOUR)
    g_string_append_printf(out, " %s=\"none\"", name);
  else
    g_string_append_printf(out, " %s=\"#%06X\"", name, colour);
}

static void add_escaped(GString *out, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text(text, -1);
  g_string_append(out, escaped);
}

static void add_element(GString *out, const char *name, const char *text)
{
  g_string_append_printf(out, "<%s>", name);
  add_escaped(out, text);
  g_string_append_printf(out, "</%s>", name);
}

/* --- painting --- */

static void add_paint(GString *out, const DgmiPaint *paint)
{
  add_colour(out, "fill", paint->fill);
  if (paint->stroke == DGMI_NO_COLOUR)
    return;
  add_colour(out, "stroke", paint->stroke);
  add_attribute(out, "stroke-width", paint->line_width);
  if (paint->dash > 0)
    add_attribute(out, "stroke-dasharray", paint->dash);
}

/* Ends an element, with its tooltip if it has one. */
static void add_end(GString *out, const char *element, const char *title)
{
  if (title == NULL)
  {
    g_string_append(out, "/>\n");
    return;
  }
  g_string_append_c(out, '>');
  add_element(out, "title", title);
  g_string_append_printf(out, "</%s>\n", element);
}

static void add_rect_shape(GString *out, const DgmiItem *item)
{
  g_string_append(out, "<rect");
  add_attribute(out, "x", item->box.x);
  add_attribute(out, "y", item->box.y);
  add_attribute(out, "width", item->box.width);
  add_attribute(out, "height", item->box.height);
}

static void add_points(GString *out, char letter, const DgmiPathStep *step, guint n)
{
  g_string_append_c(out, letter);
  for (guint i = 0; i < n; i++)
  {
    if (i > 0)
      g_string_append_c(out, ' ');
    add_number(out, step->x[i]);
    g_string_append_c(out, ' ');
    add_number(out, step->y[i]);
  }
}

static void add_path_shape(GString *out, const DgmiScene *scene, const DgmiItem *item)
{
  const DgmiPathStep *steps = dgmi_scene_steps(scene, item);
  g_string_append(out, "<path d=\"");
  for (guint i = 0; i < item->n_steps; i++)
    switch (steps[i].kind)
    {
    case DGMI_PATH_MOVE:
      add_points(out, 'M', &steps[i], 1);
      break;
    case DGMI_PATH_LINE:
      add_points(out, 'L', &steps[i], 1);
      break;
    case DGMI_PATH_CURVE:
      add_points(out, 'C', &steps[i], 3);
      break;
    case DGMI_PATH_CLOSE:
      g_string_append_c(out, 'Z');
      break;
    }
  g_string_append_c(out, '"');
}

static void add_shape(GString *out, const DgmiScene *scene, const DgmiItem *item)
{
  if (item->kind == DGMI_ITEM_RECT)
    add_rect_shape(out, item);
  else
    add_path_shape(out, scene, item);
  g_string_append_printf(out, " class=\"%s\"", dgmi_role_name(item->role));
}

/* The hatch lies over the filled shape as a second one, whose fill is a pattern; see
 * add_patterns(). */
static void add_painted(GString *out, const DgmiScene *scene, const DgmiItem *item)
{
  const char *element = item->kind == DGMI_ITEM_RECT ? "rect" : "path";
  add_shape(out, scene, item);
  add_paint(out, &item->paint);
  add_end(out, element, item->title);
  if (item->paint.hatch == DGMI_HATCH_NONE)
    return;
  add_shape(out, scene, item);
  g_string_append_printf(out, " fill=\"url(#dgmi-hatch-%d-%06X)\"", (int)item->paint.hatch,
                         item->paint.hatch_colour);
  add_end(out, element, item->title);
}

/* Chinese and other letters in one line: which font the characters between them are of is for each
 * program to say, so that the line's length has to be told. */
static gboolean is_mixed(const char *text)
{
  gboolean chinese = FALSE, other = FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
  {
    const gunichar c = g_utf8_get_char(p);
    chinese |= c >= 0x2E80;
    other |= c < 0x2E80 && g_unichar_isalpha(c);
  }
  return chinese && other;
}

static void add_text(GString *out, const DgmiItem *item)
{
  static const char *const anchors[] = {NULL, "middle", "end"};
  static const char *const weights[] = {NULL, "600", "700"};
  const DgmiTextRun *run = &item->run;
  g_string_append(out, "<text");
  add_attribute(out, "x", run->x);
  add_attribute(out, "y", run->y);
  if (run->upward)
  {
    g_string_append(out, " transform=\"rotate(-90 ");
    add_number(out, run->x);
    g_string_append_c(out, ' ');
    add_number(out, run->y);
    g_string_append(out, ")\"");
  }
  add_attribute(out, "font-size", run->size);
  if (run->weight != DGMI_WEIGHT_REGULAR)
    g_string_append_printf(out, " font-weight=\"%s\"", weights[run->weight]);
  if (run->anchor != DGMI_ANCHOR_START)
    g_string_append_printf(out, " text-anchor=\"%s\"", anchors[run->anchor]);
  if (is_mixed(run->text))
  {
    add_attribute(out, "textLength", run->upward ? item->box.height : item->box.width);
    g_string_append(out, " lengthAdjust=\"spacingAndGlyphs\"");
  }
  g_string_append_printf(out, " class=\"%s\"", dgmi_role_name(item->role));
  add_colour(out, "fill", run->colour);
  g_string_append_c(out, '>');
  if (item->title != NULL)
    add_element(out, "title", item->title);
  add_escaped(out, run->text);
  g_string_append(out, "</text>\n");
}

static void add_item(GString *out, const DgmiScene *scene, const DgmiItem *item)
{
  switch (item->kind)
  {
  case DGMI_ITEM_RECT:
  case DGMI_ITEM_PATH:
    add_painted(out, scene, item);
    break;
  case DGMI_ITEM_TEXT:
    add_text(out, item);
    break;
  case DGMI_ITEM_GROUP:
    g_string_append_printf(out, "<g class=\"%s\">", dgmi_role_name(item->role));
    if (item->title != NULL)
      add_element(out, "title", item->title);
    g_string_append_c(out, '\n');
    break;
  case DGMI_ITEM_END:
    g_string_append(out, "</g>\n");
    break;
  }
}

/* --- the document --- */

/* One 5 x 5 px tile; the id says all of it, so that several pictures fit in one page. */
static void add_pattern(GString *out, DgmiHatch hatch, DgmiColour colour)
{
  static const char *const lines[DGMI_N_HATCHES] = {
      [DGMI_HATCH_RISING] = "M-1 1L1 -1M0 5L5 0M4 6L6 4",
      [DGMI_HATCH_FALLING] = "M-1 4L1 6M0 0L5 5M4 -1L6 1",
      [DGMI_HATCH_LEVEL] = "M0 2.5L5 2.5",
      [DGMI_HATCH_UPRIGHT] = "M2.5 0L2.5 5",
      [DGMI_HATCH_CROSSED] = "M0 2.5L5 2.5M2.5 0L2.5 5",
  };
  g_string_append_printf(out,
                         "<pattern id=\"dgmi-hatch-%d-%06X\" width=\"5\" height=\"5\" "
                         "patternUnits=\"userSpaceOnUse\"><path d=\"%s\" stroke=\"#%06X\" "
                         "stroke-width=\"1\"/></pattern>\n",
                         (int)hatch, colour, lines[hatch], colour);
}

static void add_patterns(GString *out, const DgmiScene *scene)
{
  g_autoptr(GHashTable) seen = g_hash_table_new(g_direct_hash, g_direct_equal);
  for (guint i = 0; i < dgmi_scene_n_items(scene); i++)
  {
    const DgmiPaint *paint = &dgmi_scene_item(scene, i)->paint;
    if (paint->hatch == DGMI_HATCH_NONE)
      continue;
    guint key = (guint)paint->hatch << 24 | paint->hatch_colour;
    if (!g_hash_table_add(seen, GUINT_TO_POINTER(key)))
      continue;
    if (g_hash_table_size(seen) == 1)
      g_string_append(out, "<defs>\n");
    add_pattern(out, paint->hatch, paint->hatch_colour);
  }
  if (g_hash_table_size(seen) > 0)
    g_string_append(out, "</defs>\n");
}

/* geometricPrecision: no hinting; text-spacing-trim, text-autospace: Chinese punctuation keeps its
 * full width. So browsers lay text out as Pango measured it. */
static void add_head(GString *out, const DgmiScene *scene)
{
  double width = dgmi_scene_width(scene), height = dgmi_scene_height(scene);
  g_string_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                       "<svg xmlns=\"http://www.w3.org/2000/svg\"");
  add_attribute(out, "width", width * dgmi_scene_zoom(scene));
  add_attribute(out, "height", height * dgmi_scene_zoom(scene));
  g_string_append(out, " viewBox=\"0 0 ");
  add_number(out, width);
  g_string_append_c(out, ' ');
  add_number(out, height);
  const char *language = dgmi_scene_language(scene);
  const char *tag = g_str_equal(language, "zh") ? "zh-CN" : language;
  g_string_append_printf(out, "\" role=\"img\" xml:lang=\"%s\" lang=\"%s\" font-family=\"", tag,
                         tag);
  g_auto(GStrv) families = g_strsplit(DGMI_FONT_FAMILIES, ",", -1);
  for (char **family = families; *family != NULL; family++)
    g_string_append_printf(out, "'%s',", *family);
  g_string_append(out, "sans-serif\" text-rendering=\"geometricPrecision\" "
                       "style=\"font-variant-numeric:tabular-nums;text-spacing-trim:space-all;"
                       "text-autospace:no-autospace\">\n");
}

GBytes *dgmi_scene_to_svg(const DgmiScene *scene)
{
  GString *out = g_string_sized_new(65536);
  add_head(out, scene);
  add_element(out, "title", dgmi_scene_title(scene));
  g_string_append_c(out, '\n');
  add_element(out, "desc", dgmi_scene_description(scene));
  g_string_append_c(out, '\n');
  add_patterns(out, scene);
  g_string_append(out, "<rect width=\"100%\" height=\"100%\"");
  add_colour(out, "fill", dgmi_scene_background(scene));
  g_string_append(out, "/>\n");
  for (guint i = 0; i < dgmi_scene_n_items(scene); i++)
    add_item(out, scene, dgmi_scene_item(scene, i));
  g_string_append(out, "</svg>\n");
  return g_string_free_to_bytes(out);
}
