/* lettering.h: text in a chart, and the units that charts name. */
#pragma once

#include "charts/page/page.h"
#include "charts/page/scale.h"

/* A unit as most charts know it. Strings are not owned. */
typedef struct
{
  const char *code;     /* "DNK" */
  const char *name;     /* in the style's language */
  const char *fallback; /* the English name, where `name` has no font; NULL = the code */
  const char *rank;     /* as it is printed ("1", "12="); NULL = none */
  double value;         /* the score; NaN = none */
  gboolean highlighted;
} DgmiChartUnit;

/* The name that the fonts can show; the page's scene warns where it is not the first. `strings`
 * (an array with g_free()) owns it. */
const char *dgmi_unit_shown_name(const DgmiChartUnit *unit, DgmiPage *page, GPtrArray *strings);

/* Keeps `text` in `strings`. */
char *dgmi_keep(GPtrArray *strings, char *text);

/* "Denmark: EGDI 0.9717 · rank 1 of 193"; `what` and `of` (units that ranks count) may be NULL or
 * 0. Free with g_free(). */
char *dgmi_unit_tooltip(const DgmiChartUnit *unit, const DgmiWords *words, const char *what,
                        int digits, guint of) G_GNUC_WARN_UNUSED_RESULT;

/* One line of text, or a block of lines, whose middle lies at y = `middle`. Zero is: regular,
 * anchored at its start, no limit, one line. */
typedef struct
{
  const char *text;
  double x, middle;
  DgmiAnchor anchor;
  double size;
  DgmiWeight weight;
  DgmiColour colour;
  DgmiRole role;
  double width;      /* > 0: wrapped and cut to it, with the whole as tooltip */
  guint lines;       /* at most; 0 = 1 */
  gboolean upward;   /* `x` is the middle, `middle` the lower end; one line */
  const char *title; /* tooltip in place of the whole text */
} DgmiLettering;

/* Draws it. Returns the number of lines. */
guint dgmi_lettering_draw(const DgmiLettering *lettering, DgmiPage *page);

/* Px it takes across at most, and how many lines it wraps to. */
double dgmi_lettering_width(const DgmiLettering *lettering, const DgmiPage *page, guint *lines);

double dgmi_text_width(const DgmiPage *page, const char *text, double size, DgmiWeight weight);

/* Px of the longest of its words, which should not be broken. */
double dgmi_word_width(const DgmiPage *page, const char *text, double size, DgmiWeight weight);

/* Px that the widest number of an axis takes at DGMI_SIZE_AXIS. */
double dgmi_ticks_width(const DgmiPage *page, const DgmiTicks *ticks);

/* Lays out a page whose body is one plot: large pages are zoomed; a page of free height gets a body
 * of `ratio` times its width, at least `least` px. FALSE with DGMI_ERROR_USAGE if a fixed page has
 * less than `least` px for it. */
gboolean dgmi_page_lay_out_plot(DgmiPage *page, double ratio, double least,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The error of a page too small. */
void dgmi_page_refuse(const DgmiPage *page, GError **error);
