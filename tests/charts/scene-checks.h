/* scene-checks.h: what must hold of the scene of any chart, and the data that tests draw. */
#pragma once

#include "charts/chart-module.h"
#include "charts/page/lettering.h"

/* No text on text, none half on a mark, nothing outside the page, every text at least 7 pt in print
 * and 4.5:1 on what lies behind it, every mark titled. */
void check_scene(const DgmiScene *scene);

/* Made-up units of every length of name, in Latin and Chinese, some highlighted, with figures of
 * which some are missing. Free with made_up_free(). */
typedef struct
{
  DgmiChartStyle style;
  DgmiChartUnit *units;
  guint n_units;
  double *values; /* values[unit * n_columns + column]; the first column is the units' own */
  guint n_columns;
  char **names; /* of columns */
  GPtrArray *strings;
  GRand *rand;
  guint variant; /* what check_made_up_as() was given, else 0 */
} MadeUp;

/* The same for the same number; up to `most` units, `n_columns` columns. */
MadeUp *made_up_new(guint32 number, guint most, guint n_columns);
void made_up_free(MadeUp *made_up);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MadeUp, made_up_free)

/* Axes that a picture has, whose lines must enclose its marks. */
typedef enum
{
  AXIS_ACROSS = 1, /* upright lines */
  AXIS_UP = 2,     /* level lines */
  AXIS_RANKS = 4   /* across, each rank having a cell half of which lies before its line */
} Axes;

/* The ticks cover the data: every mark lies between a first and a last line of the axis. */
void check_axes(const DgmiScene *scene, Axes axes);

/* Draws samples of a kind made by `draw` (NULL = its page was too small, which is allowed) and
 * checks each, and that a second time gives the same bytes. Skips the test where there is no
 * Chinese font. With DGMI_SCENES the first few are written, too. */
typedef DgmiScene *(*DrawMadeUp)(const MadeUp *made_up, GError **error);
void check_made_up(DrawMadeUp draw, guint most, guint n_columns);
void check_made_up_axes(DrawMadeUp draw, guint most, guint n_columns, Axes axes);
/* The same of a kind with several shapes, which `draw` finds in made_up->variant. */
void check_made_up_as(DrawMadeUp draw, guint variant, guint most, guint n_columns, Axes axes);

/* If the environment names a folder by DGMI_SCENES, writes the scene there (scene-files.h) under
 * the test's name and `number`. TRUE if it does. */
gboolean keep_scene(const DgmiScene *scene, guint number);

/* The default style, with a title. */
DgmiChartStyle style_titled(const char *title);

/* The marks of a scene, in their order; there have to be `n`. Free with g_free(). */
const DgmiItem **scene_marks(const DgmiScene *scene, guint n);

/* Whether a text of the scene has `text` in it. */
gboolean scene_has_text(const DgmiScene *scene, const char *text);
