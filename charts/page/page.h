/* page.h: what every chart has around it: title, subtitle, footer, margins; and how large it is.
 *
 *   DgmiPage *page = dgmi_page_new(style);
 *   dgmi_page_note(page, "…");              any number of times
 *   dgmi_page_lay_out(page, zoom);          page->body is known now; may be done again
 *   dgmi_page_open(page);                   title and subtitle are drawn
 *   …draw into page->scene, within page->body…
 *   dgmi_page_close(page, height);          footer drawn, size set
 *   scene = dgmi_page_finish(page, error);  */
#pragma once

#include "charts/page/theme.h"
#include "charts/page/words.h"
#include "charts/scene/scene.h"

#define DGMI_PAGE_WIDTH 960.0
#define DGMI_PAGE_MIN_SIDE 200.0
#define DGMI_PAGE_MAX_SIDE 10000.0

/* What the user chooses about any chart. Strings are not owned; title must not be empty. Start from
 * DGMI_CHART_STYLE_DEFAULT. */
typedef struct
{
  double width;  /* px */
  double height; /* px; 0 = as high as the rows need */
  DgmiThemeId theme;
  const DgmiRamp *ramp; /* of classes and scales, in place of the theme's; NULL = that */
  const char *language; /* "en" or "zh": of the words and numbers that the chart adds */
  const char *title;
  const char *subtitle;      /* what is measured, unit, year, range; NULL = none */
  const char *const *footer; /* source, status if not verified, index id and options; may be NULL */
  guint n_footer;
  const char *author; /* of the file; NULL = none */
} DgmiChartStyle;

#define DGMI_CHART_STYLE_DEFAULT                                                                   \
  ((DgmiChartStyle){.width = DGMI_PAGE_WIDTH, .theme = DGMI_THEME_LIGHT, .language = "en"})

/* Reads what --size takes into width and height: "slide" (1280 x 720), "a4" (upright), "column" (85
 * mm wide, as high as need be), "960" (width, as high as need be) or "960x600". FALSE with
 * DGMI_ERROR_USAGE and the style unchanged if it is none of these or a side is not within
 * DGMI_PAGE_MIN_SIDE to DGMI_PAGE_MAX_SIDE. */
gboolean dgmi_chart_style_set_size(DgmiChartStyle *style, const char *size,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  const DgmiChartStyle *style;
  DgmiTheme theme_of_page; /* the style's, with its ramp */
  const DgmiTheme *theme;  /* that */
  const DgmiWords *words;
  DgmiTypesetter *typesetter;
  DgmiScene *scene;
  double width;  /* px of the scene: the style's divided by the zoom */
  double height; /* 0 = as high as the body */
  double zoom;
  double margin;
  DgmiBox body; /* where the chart draws; height 0 = as high as it likes */
  GPtrArray *notes;
  char **title, **subtitle; /* lines */
  gboolean title_cut;
  GPtrArray *footer; /* lines */
} DgmiPage;

/* `style` must outlive the page. */
DgmiPage *dgmi_page_new(const DgmiChartStyle *style) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_page_free(DgmiPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiPage, dgmi_page_free)

/* A sentence for the footer, before the style's own lines. Takes `note`. */
void dgmi_page_note(DgmiPage *page, char *note);

/* Finds the body at `zoom` (> 1: everything larger). body.height may come out below 0 on a fixed
 * page too small for its own title; charts draw nothing then. */
void dgmi_page_lay_out(DgmiPage *page, double zoom);

void dgmi_page_open(DgmiPage *page);

/* `height`: what the chart used of the body; the page grows or, if fixed, keeps its footer below.
 */
void dgmi_page_close(DgmiPage *page, double height);

/* The finished scene; alt text is "KIND: TITLE. FINDING." NULL with an error as
 * dgmi_scene_finish() has it. The page holds no scene any more. */
DgmiScene *dgmi_page_finish(DgmiPage *page, const char *kind, const char *finding,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
