#include "charts/scene/typesetter-pango.h"

#include <string.h>

struct _DgmiTypesetter
{
  guint references;
  PangoContext *context;
  PangoFontDescription *font[3]; /* by weight, DGMI_SHAPED_SIZE px */
  PangoAttrList *attributes;
  GHashTable *shaped; /* weight digit + text -> PangoLayout */
  double ascent;      /* per px of size */
  double descent;
};

static const PangoWeight PANGO_WEIGHTS[] = {
    [DGMI_WEIGHT_REGULAR] = PANGO_WEIGHT_NORMAL,
    [DGMI_WEIGHT_SEMIBOLD] = PANGO_WEIGHT_SEMIBOLD,
    [DGMI_WEIGHT_BOLD] = PANGO_WEIGHT_BOLD,
};

static PangoContext *new_context(const char *language)
{
  PangoContext *context = pango_font_map_create_context(pango_cairo_font_map_get_default());
  cairo_font_options_t *options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options(context, options);
  cairo_font_options_destroy(options);
  pango_context_set_round_glyph_positions(context, FALSE);
  pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
  pango_context_set_language(
      context, pango_language_from_string(g_str_equal(language, "zh") ? "zh-cn" : language));
  return context;
}

static void measure_line(DgmiTypesetter *typesetter)
{
  PangoLayoutLine *line = dgmi_typesetter_shape(typesetter, "0", DGMI_WEIGHT_REGULAR);
  PangoRectangle box;
  pango_layout_line_get_extents(line, NULL, &box);
  typesetter->ascent = PANGO_ASCENT(box) / (PANGO_SCALE * DGMI_SHAPED_SIZE);
  typesetter->descent = PANGO_DESCENT(box) / (PANGO_SCALE * DGMI_SHAPED_SIZE);
}

DgmiTypesetter *dgmi_typesetter_new(const char *language)
{
  DgmiTypesetter *typesetter = g_new0(DgmiTypesetter, 1);
  typesetter->references = 1;
  typesetter->context = new_context(language);
  for (guint weight = 0; weight < G_N_ELEMENTS(typesetter->font); weight++)
  {
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family_static(font, DGMI_FONT_FAMILIES ",sans-serif");
    pango_font_description_set_absolute_size(font, DGMI_SHAPED_SIZE * PANGO_SCALE);
    pango_font_description_set_weight(font, PANGO_WEIGHTS[weight]);
    typesetter->font[weight] = font;
  }
  typesetter->attributes = pango_attr_list_new();
  pango_attr_list_insert(typesetter->attributes, pango_attr_font_features_new("tnum=1"));
  typesetter->shaped = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_object_unref);
  measure_line(typesetter);
  return typesetter;
}

DgmiTypesetter *dgmi_typesetter_ref(DgmiTypesetter *typesetter)
{
  typesetter->references++;
  return typesetter;
}

void dgmi_typesetter_unref(DgmiTypesetter *typesetter)
{
  if (typesetter == NULL || --typesetter->references > 0)
    return;
  g_hash_table_unref(typesetter->shaped);
  pango_attr_list_unref(typesetter->attributes);
  for (guint weight = 0; weight < G_N_ELEMENTS(typesetter->font); weight++)
    pango_font_description_free(typesetter->font[weight]);
  g_object_unref(typesetter->context);
  g_free(typesetter);
}

static PangoLayout *new_layout(DgmiTypesetter *typesetter, const char *text, DgmiWeight weight)
{
  PangoLayout *layout = pango_layout_new(typesetter->context);
  pango_layout_set_font_description(layout, typesetter->font[weight]);
  pango_layout_set_attributes(layout, typesetter->attributes);
  pango_layout_set_auto_dir(layout, FALSE);
  pango_layout_set_text(layout, text, -1);
  return layout;
}

static PangoLayout *shaped(DgmiTypesetter *typesetter, const char *text, DgmiWeight weight)
{
  g_autofree char *key = g_strdup_printf("%d%s", (int)weight, text);
  PangoLayout *layout = g_hash_table_lookup(typesetter->shaped, key);
  if (layout == NULL)
  {
    layout = new_layout(typesetter, text, weight);
    pango_layout_set_single_paragraph_mode(layout, TRUE);
    g_hash_table_insert(typesetter->shaped, g_steal_pointer(&key), layout);
  }
  return layout;
}

PangoLayoutLine *dgmi_typesetter_shape(DgmiTypesetter *typesetter, const char *text,
                                       DgmiWeight weight)
{
  return pango_layout_get_line_readonly(shaped(typesetter, text, weight), 0);
}

double dgmi_typesetter_width(DgmiTypesetter *typesetter, const char *text, double size,
                             DgmiWeight weight)
{
  int width;
  pango_layout_get_size(shaped(typesetter, text, weight), &width, NULL);
  return width * size / (PANGO_SCALE * DGMI_SHAPED_SIZE);
}

double dgmi_typesetter_ascent(const DgmiTypesetter *typesetter, double size)
{
  return typesetter->ascent * size;
}

double dgmi_typesetter_descent(const DgmiTypesetter *typesetter, double size)
{
  return typesetter->descent * size;
}

double dgmi_typesetter_line(const DgmiTypesetter *typesetter, double size)
{
  return (typesetter->ascent + typesetter->descent) * size;
}

/* The start of `text`, `length` bytes, with an ellipsis. */
static char *with_ellipsis(const char *text, gsize length)
{
  while (length > 0 && g_ascii_isspace(text[length - 1]))
    length--;
  return g_strdup_printf("%.*s…", (int)length, text);
}

/* The longest start of `text` that with an ellipsis fits in `width`; never cuts before a mark that
 * combines with the character before it. */
static char *ellipsize(DgmiTypesetter *typesetter, const char *text, double size, DgmiWeight weight,
                       double width)
{
  g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(gsize));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
    if (!g_unichar_ismark(g_utf8_get_char(p)) && g_utf8_get_char(p) != 0x200D)
    {
      gsize offset = (gsize)(p - text);
      g_array_append_val(ends, offset);
    }
  guint fits = 0, fails = ends->len;
  while (fails - fits > 1)
  {
    guint middle = (fits + fails) / 2;
    g_autofree char *trial = with_ellipsis(text, g_array_index(ends, gsize, middle));
    if (dgmi_typesetter_width(typesetter, trial, size, weight) <= width)
      fits = middle;
    else
      fails = middle;
  }
  return with_ellipsis(text, ends->len == 0 ? 0 : g_array_index(ends, gsize, fits));
}

/* Line `i` of a wrapped layout, without the space it was broken at. */
static char *line_text(PangoLayout *layout, int i, const char *text)
{
  PangoLayoutLine *line = pango_layout_get_line_readonly(layout, i);
  return g_strstrip(g_strndup(text + line->start_index, (gsize)line->length));
}

char **dgmi_typesetter_wrap(DgmiTypesetter *typesetter, const char *text, double size,
                            DgmiWeight weight, DgmiTextRoom room, gboolean *cut)
{
  g_assert(room.lines >= 1);
  if (cut != NULL)
    *cut = FALSE;
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
  if (dgmi_typesetter_width(typesetter, text, size, weight) <= room.width)
  {
    g_ptr_array_add(lines, g_strdup(text));
    g_ptr_array_add(lines, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&lines), FALSE);
  }
  g_autoptr(PangoLayout) layout = new_layout(typesetter, text, weight);
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width(layout, (int)(MAX(room.width, 1) / size * DGMI_SHAPED_SIZE * PANGO_SCALE));
  guint n = (guint)pango_layout_get_line_count(layout);
  for (guint i = 0; i < MIN(n, room.lines); i++)
    if (i + 1 == room.lines && n > room.lines)
    {
      const char *rest = text + pango_layout_get_line_readonly(layout, (int)i)->start_index;
      g_ptr_array_add(lines, ellipsize(typesetter, rest, size, weight, room.width));
      if (cut != NULL)
        *cut = TRUE;
    }
    else
      g_ptr_array_add(lines, line_text(layout, (int)i, text));
  g_ptr_array_add(lines, NULL);
  return (char **)g_ptr_array_free(g_steal_pointer(&lines), FALSE);
}

gboolean dgmi_typesetter_can_show(DgmiTypesetter *typesetter, const char *text)
{
  return pango_layout_get_unknown_glyphs_count(shaped(typesetter, text, DGMI_WEIGHT_REGULAR)) == 0;
}

const char *dgmi_typesetter_package(const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
    switch (g_unichar_get_script(g_utf8_get_char(p)))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HANGUL:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_BOPOMOFO:
      return "fonts-noto-cjk";
    default:
      break;
    }
  return "fonts-noto-core";
}

/* XML has no place for these, and no font a glyph. */
static gboolean is_blank(gunichar c)
{
  return g_unichar_iscntrl(c) || c == ' ' || c == 0x2028 || c == 0x2029 || (c & 0xFFFE) == 0xFFFE ||
         (c >= 0xFDD0 && c <= 0xFDEF);
}

char *dgmi_text_clean(const char *text)
{
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  GString *clean = g_string_sized_new(strlen(valid));
  gboolean pending = FALSE;
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p))
  {
    gunichar c = g_utf8_get_char(p);
    if (is_blank(c))
    {
      pending = clean->len > 0;
      continue;
    }
    if (pending)
      g_string_append_c(clean, ' ');
    pending = FALSE;
    g_string_append_unichar(clean, c);
  }
  return g_string_free(clean, FALSE);
}
