#include "charts/page/page.h"

#include "indicators/base/error.h"
#include "indicators/base/memory.h"
#include "indicators/base/text.h"

#include <math.h>
#include <string.h>

#define MARGIN 24.0
#define NARROW_MARGIN 12.0
#define NARROW 480.0

/* Px between title and subtitle, between these and the body, between body and footer. */
#define TITLE_GAP 2.0
#define BODY_GAP 12.0
#define FOOTER_GAP 14.0

#define TITLE_LINES 3
#define SUBTITLE_LINES 3
#define FOOTER_LINES 4

/* --- size --- */

static const struct
{
  const char *name;
  double width, height;
} SIZES[] = {{"slide", 1280, 720}, {"a4", 794, 1123}, {"column", 321, 0}};

static gboolean read_side(const char *text, gsize length, double *side)
{
  return dgmi_number_parse(text, length, side) == DGMI_NUMBER_OK && *side >= DGMI_PAGE_MIN_SIDE &&
         *side <= DGMI_PAGE_MAX_SIDE;
}

gboolean dgmi_chart_style_set_size(DgmiChartStyle *style, const char *size, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS(SIZES); i++)
    if (g_ascii_strcasecmp(size, SIZES[i].name) == 0)
    {
      style->width = SIZES[i].width;
      style->height = SIZES[i].height;
      return TRUE;
    }
  gsize first = strcspn(size, "xX");
  double width, height = 0;
  if (!read_side(size, first, &width) ||
      (size[first] != '\0' && !read_side(size + first + 1, strlen(size + first + 1), &height)))
  {
    dgmi_error_set(
        error, DGMI_ERROR_USAGE,
        "'%s' is not a size; use WIDTHxHEIGHT or WIDTH in pixels (%.0f to %.0f), slide, a4 or "
        "column",
        size, DGMI_PAGE_MIN_SIDE, DGMI_PAGE_MAX_SIDE);
    return FALSE;
  }
  style->width = width;
  style->height = height;
  return TRUE;
}

/* --- life --- */

DgmiPage *dgmi_page_new(const DgmiChartStyle *style)
{
  g_assert(style->width > 0 && style->height >= 0);
  DgmiPage *page = g_new0(DgmiPage, 1);
  page->style = style;
  page->theme_of_page = *dgmi_theme(style->theme);
  page->theme = &page->theme_of_page;
  if (style->ramp != NULL)
    page->theme_of_page.classes = *style->ramp;
  page->words = dgmi_words(style->language);
  page->typesetter = dgmi_typesetter_new(page->words->language);
  page->scene = dgmi_scene_new(page->typesetter);
  page->notes = g_ptr_array_new_with_free_func(g_free);
  page->footer = g_ptr_array_new_with_free_func(g_free);
  return page;
}

static void clear_page(DgmiPage *page)
{
  dgmi_scene_free(page->scene);
  dgmi_typesetter_unref(page->typesetter);
  g_ptr_array_unref(page->notes);
  g_ptr_array_unref(page->footer);
  g_strfreev(page->title);
  g_strfreev(page->subtitle);
}

DGMI_DEFINE_FREE(dgmi_page_free, DgmiPage, clear_page)

void dgmi_page_note(DgmiPage *page, char *note)
{
  g_ptr_array_add(page->notes, note);
}

/* --- layout --- */

static char **wrap(DgmiPage *page, const char *text, double size, DgmiWeight weight, guint lines,
                   gboolean *cut)
{
  g_autofree char *clean = dgmi_text_clean(text != NULL ? text : "");
  if (*clean == '\0')
    return g_new0(char *, 1);
  double width = page->width - 2 * page->margin;
  return dgmi_typesetter_wrap(page->typesetter, clean, size, weight, (DgmiTextRoom){width, lines},
                              cut);
}

static void add_footer(DgmiPage *page, const char *text)
{
  g_auto(GStrv) lines = wrap(page, text, DGMI_SIZE_FOOTER, DGMI_WEIGHT_REGULAR, FOOTER_LINES, NULL);
  for (char **line = lines; *line != NULL; line++)
    g_ptr_array_add(page->footer, g_strdup(*line));
}

static void fill_footer(DgmiPage *page)
{
  g_ptr_array_set_size(page->footer, 0);
  for (guint i = 0; i < page->notes->len; i++)
    add_footer(page, g_ptr_array_index(page->notes, i));
  for (guint i = 0; i < page->style->n_footer; i++)
    add_footer(page, page->style->footer[i]);
}

static double block_height(const DgmiPage *page, guint n_lines, double size)
{
  return n_lines * dgmi_typesetter_line(page->typesetter, size);
}

static double footer_height(const DgmiPage *page)
{
  if (page->footer->len == 0)
    return 0;
  return FOOTER_GAP + block_height(page, page->footer->len, DGMI_SIZE_FOOTER);
}

void dgmi_page_lay_out(DgmiPage *page, double zoom)
{
  g_assert(zoom > 0);
  page->zoom = zoom;
  page->width = page->style->width / zoom;
  page->height = page->style->height / zoom;
  page->margin = page->width < NARROW ? NARROW_MARGIN : MARGIN;
  g_strfreev(page->title);
  g_strfreev(page->subtitle);
  page->title = wrap(page, page->style->title, DGMI_SIZE_TITLE, DGMI_WEIGHT_SEMIBOLD, TITLE_LINES,
                     &page->title_cut);
  page->subtitle = wrap(page, page->style->subtitle, DGMI_SIZE_SUBTITLE, DGMI_WEIGHT_REGULAR,
                        SUBTITLE_LINES, NULL);
  fill_footer(page);
  double top = page->margin + block_height(page, g_strv_length(page->title), DGMI_SIZE_TITLE);
  if (*page->subtitle != NULL)
    top += TITLE_GAP + block_height(page, g_strv_length(page->subtitle), DGMI_SIZE_SUBTITLE);
  top = ceil(top + BODY_GAP);
  page->body = (DgmiBox){page->margin, top, page->width - 2 * page->margin, 0};
  if (page->height > 0)
    page->body.height = page->height - page->margin - footer_height(page) - top;
}

/* --- drawing --- */

/* Draws lines of text from `top` downwards; returns where they end. */
static double draw_lines(DgmiPage *page, char *const *lines, guint n, double top,
                         const DgmiTextRun *style)
{
  double line = dgmi_typesetter_line(page->typesetter, style->size);
  double ascent = dgmi_typesetter_ascent(page->typesetter, style->size);
  for (guint i = 0; i < n; i++)
  {
    DgmiTextRun run = *style;
    run.text = lines[i];
    run.x = page->margin;
    run.y = top + i * line + ascent;
    dgmi_scene_text(page->scene, &run);
  }
  return top + n * line;
}

void dgmi_page_open(DgmiPage *page)
{
  DgmiTextRun title = {.size = DGMI_SIZE_TITLE,
                       .weight = DGMI_WEIGHT_SEMIBOLD,
                       .colour = page->theme->text,
                       .role = DGMI_ROLE_TITLE,
                       .title = page->title_cut ? page->style->title : NULL};
  DgmiTextRun subtitle = {
      .size = DGMI_SIZE_SUBTITLE, .colour = page->theme->muted, .role = DGMI_ROLE_SUBTITLE};
  double y = draw_lines(page, page->title, g_strv_length(page->title), page->margin, &title);
  draw_lines(page, page->subtitle, g_strv_length(page->subtitle), y + TITLE_GAP, &subtitle);
}

void dgmi_page_close(DgmiPage *page, double height)
{
  double footer = footer_height(page);
  double page_height =
      page->height > 0 ? page->height : ceil(page->body.y + height + footer + page->margin);
  DgmiTextRun style = {
      .size = DGMI_SIZE_FOOTER, .colour = page->theme->muted, .role = DGMI_ROLE_FOOTER};
  draw_lines(page, (char *const *)page->footer->pdata, page->footer->len,
             page_height - page->margin - footer + FOOTER_GAP, &style);
  dgmi_scene_set_page(page->scene, page->width, page_height, page->zoom, page->theme->background);
}

DgmiScene *dgmi_page_finish(DgmiPage *page, const char *kind, const char *finding, GError **error)
{
  const char *title = page->style->title != NULL ? page->style->title : "";
  const DgmiWords *words = page->words;
  g_autofree char *sentence =
      g_strconcat(kind, dgmi_words_say(words, ": "), title, dgmi_words_say(words, ". "), finding,
                  dgmi_words_say(words, ". "), NULL);
  DgmiScene *scene = page->scene;
  dgmi_scene_set_title(scene, title);
  dgmi_scene_set_description(scene, sentence);
  dgmi_scene_set_language(scene, words->language);
  if (page->style->author != NULL)
    dgmi_scene_set_author(scene, page->style->author);
  if (!dgmi_scene_finish(scene, error))
    return NULL;
  page->scene = NULL;
  return scene;
}
