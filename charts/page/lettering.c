#include "charts/page/lettering.h"

#include "indicators/base/error.h"

#include <math.h>

char *dgmi_keep(GPtrArray *strings, char *text)
{
  g_ptr_array_add(strings, text);
  return text;
}

const char *dgmi_unit_shown_name(const DgmiChartUnit *unit, DgmiPage *page, GPtrArray *strings)
{
  const char *choices[] = {unit->name, unit->fallback, unit->code};
  const char *first = NULL;
  for (guint i = 0; i < G_N_ELEMENTS(choices); i++)
  {
    const char *name = choices[i] == NULL ? "" : dgmi_keep(strings, dgmi_text_clean(choices[i]));
    if (*name == '\0')
      continue;
    if (dgmi_typesetter_can_show(page->typesetter, name))
      return name;
    if (first == NULL)
    {
      first = name;
      dgmi_scene_warn_font(page->scene, name, DGMI_N_("are replaced by English names or codes"));
    }
  }
  return first != NULL ? first : "?";
}

char *dgmi_unit_tooltip(const DgmiChartUnit *unit, const DgmiWords *words, const char *what,
                        int digits, guint of)
{
  g_autoptr(GString) title = g_string_new(unit->name != NULL ? unit->name : unit->code);
  g_autofree char *value = dgmi_words_number(words, unit->value, digits);
  g_string_append(title, dgmi_words_say(words, ": "));
  if (isnan(unit->value))
    g_string_append(title, dgmi_words_say(words, "no score"));
  else
    g_string_append_printf(title, "%s%s%s", what != NULL ? what : "", what != NULL ? " " : "",
                           value);
  if (!isnan(unit->value) && unit->rank != NULL && *unit->rank != '\0' && of > 0)
  {
    g_autofree char *count = g_strdup_printf("%u", of);
    g_autofree char *rank = dgmi_words_fill(words, "rank $1 of $2", unit->rank, count, NULL);
    g_string_append_printf(title, "%s%s", dgmi_words_say(words, " · "), rank);
  }
  return g_strdup(title->str);
}

double dgmi_text_width(const DgmiPage *page, const char *text, double size, DgmiWeight weight)
{
  return dgmi_typesetter_width(page->typesetter, text, size, weight);
}

/* Chinese is broken between any two characters. */
static gboolean may_break(gunichar c)
{
  return c == 0 || c == ' ' || c >= 0x2E80;
}

double dgmi_word_width(const DgmiPage *page, const char *text, double size, DgmiWeight weight)
{
  double width = 0;
  for (const char *start = text, *p = text;; p = g_utf8_next_char(p))
  {
    const gunichar c = g_utf8_get_char(p);
    if (!may_break(c))
      continue;
    g_autofree char *word = g_strndup(start, (gsize)(p - start));
    width = MAX(width, dgmi_text_width(page, word, size, weight));
    if (c == 0)
      return ceil(width);
    start = g_utf8_next_char(p);
  }
}

double dgmi_ticks_width(const DgmiPage *page, const DgmiTicks *ticks)
{
  double widest = 0;
  for (guint i = 0; i < ticks->n; i++)
  {
    g_autofree char *text = dgmi_words_number(page->words, ticks->at[i], ticks->digits);
    widest = MAX(widest, dgmi_text_width(page, text, DGMI_SIZE_AXIS, DGMI_WEIGHT_REGULAR));
  }
  return ceil(widest);
}

static char **lines_of(const DgmiLettering *lettering, const DgmiPage *page, gboolean *cut)
{
  g_autofree char *clean = dgmi_text_clean(lettering->text);
  *cut = FALSE;
  if (*clean == '\0')
    return g_new0(char *, 1);
  if (lettering->width <= 0)
    return g_strdupv((char *[]){clean, NULL});
  return dgmi_typesetter_wrap(page->typesetter, clean, lettering->size, lettering->weight,
                              (DgmiTextRoom){lettering->width, MAX(lettering->lines, 1)}, cut);
}

double dgmi_lettering_width(const DgmiLettering *lettering, const DgmiPage *page, guint *lines)
{
  gboolean cut;
  g_auto(GStrv) texts = lines_of(lettering, page, &cut);
  double width = 0;
  for (char **text = texts; *text != NULL; text++)
    width = MAX(width, dgmi_text_width(page, *text, lettering->size, lettering->weight));
  if (lines != NULL)
    *lines = g_strv_length(texts);
  return width;
}

guint dgmi_lettering_draw(const DgmiLettering *lettering, DgmiPage *page)
{
  gboolean cut;
  g_auto(GStrv) texts = lines_of(lettering, page, &cut);
  const guint n = g_strv_length(texts);
  const double line = dgmi_typesetter_line(page->typesetter, lettering->size);
  const double ascent = dgmi_typesetter_ascent(page->typesetter, lettering->size);
  DgmiTextRun run = {.x = lettering->x,
                     .anchor = lettering->anchor,
                     .size = lettering->size,
                     .weight = lettering->weight,
                     .colour = lettering->colour,
                     .role = lettering->role,
                     .title = lettering->title != NULL ? lettering->title
                              : cut                    ? lettering->text
                                                       : NULL};
  run.upward = lettering->upward;
  for (guint i = 0; i < n; i++)
  {
    run.text = texts[i];
    run.y = lettering->middle + (i - n / 2.0) * line + ascent;
    if (lettering->upward)
    {
      run.x = lettering->x + (i - n / 2.0) * line + ascent;
      run.y = lettering->middle;
    }
    dgmi_scene_text(page->scene, &run);
  }
  return n;
}

/* --- the page of one plot --- */

#define USUAL_WIDTH 960.0
#define USUAL_HEIGHT 560.0

void dgmi_page_refuse(const DgmiPage *page, GError **error)
{
  if (page->style->height == 0)
    dgmi_error_set(error, DGMI_ERROR_USAGE,
                   "a page %.0f px wide has no room for this chart; use a larger {size}",
                   page->style->width);
  else
    dgmi_error_set(error, DGMI_ERROR_USAGE,
                   "a page of %.0f x %.0f px has no room for this chart below its title; use a "
                   "larger {size}, or WIDTH alone for a page as high as need be",
                   page->style->width, page->style->height);
}

gboolean dgmi_page_lay_out_plot(DgmiPage *page, double ratio, double least, GError **error)
{
  const DgmiChartStyle *style = page->style;
  double zoom = style->width / USUAL_WIDTH;
  if (style->height > 0)
    zoom = MIN(zoom, style->height / USUAL_HEIGHT);
  dgmi_page_lay_out(page, MAX(zoom, 1));
  if (style->height == 0)
    page->body.height = floor(MAX(ratio * page->body.width, least));
  else if (page->body.height < least && zoom > 1)
    dgmi_page_lay_out(page, 1);
  if (page->body.height >= least)
    return TRUE;
  dgmi_page_refuse(page, error);
  return FALSE;
}
