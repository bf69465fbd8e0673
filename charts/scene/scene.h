/* scene.h: a picture as a list of what is on it: rectangles, paths, text, groups.
 *
 * A chart draws into a scene; a backend (scene-cairo.h, scene-svg.h) writes it; a test reads it.
 * Units are px (1/96 inch), y downwards, text stands on its baseline. Strings are copied. Like
 * Cairo, a scene keeps the first thing that went wrong and ignores the rest: dgmi_scene_finish()
 * says so once at the end. One thread at a time. */
#pragma once

#include "charts/scene/palette.h"
#include "charts/scene/typesetter.h"
#include "indicators/base/sentence.h"

/* Pages larger than this have no backend that draws them. */
#define DGMI_SCENE_MAX_SIDE 16000.0

typedef struct
{
  double x, y;
} DgmiPoint;

typedef struct
{
  double x, y, width, height;
} DgmiBox;

/* What an item is to the reader; the SVG's class names and what tests look for. */
typedef enum
{
  DGMI_ROLE_NONE,
  DGMI_ROLE_TITLE,
  DGMI_ROLE_SUBTITLE,
  DGMI_ROLE_FOOTER,
  DGMI_ROLE_LABEL,  /* names what is drawn */
  DGMI_ROLE_VALUE,  /* a number beside its mark */
  DGMI_ROLE_TICK,   /* text of an axis */
  DGMI_ROLE_LEGEND, /* class and group names and their keys */
  DGMI_ROLE_MARK,   /* stands for data: must have a title, its own or its group's */
  DGMI_ROLE_GRID,
  DGMI_ROLE_AXIS,
  DGMI_ROLE_LEADER, /* from a moved label to its mark */
  DGMI_ROLE_ROW     /* a group: all that belongs to one unit */
} DgmiRole;

typedef enum
{
  DGMI_ANCHOR_START,
  DGMI_ANCHOR_MIDDLE,
  DGMI_ANCHOR_END
} DgmiAnchor;

/* Lines of 1 px over the fill, 5 px apart, at the same places on the whole page. */
typedef enum
{
  DGMI_HATCH_NONE,
  DGMI_HATCH_RISING,
  DGMI_HATCH_FALLING,
  DGMI_HATCH_LEVEL,
  DGMI_HATCH_UPRIGHT,
  DGMI_HATCH_CROSSED,
  DGMI_N_HATCHES
} DgmiHatch;

/* How a rectangle or path is painted. Start from DGMI_PAINT_NONE. */
typedef struct
{
  DgmiColour fill;
  DgmiColour stroke;
  double line_width; /* of the stroke; > 0 where there is one */
  double dash;       /* length of dashes and gaps; 0 = solid */
  DgmiHatch hatch;
  DgmiColour hatch_colour;
} DgmiPaint;

#define DGMI_PAINT_NONE                                                                            \
  ((DgmiPaint){DGMI_NO_COLOUR, DGMI_NO_COLOUR, 1.0, 0.0, DGMI_HATCH_NONE, DGMI_NO_COLOUR})

/* One line of text. */
typedef struct
{
  const char *text;
  double x, y; /* of the anchor, on the baseline */
  DgmiAnchor anchor;
  double size; /* px */
  DgmiWeight weight;
  DgmiColour colour;
  gboolean upward; /* turned by 90 degrees, reads from bottom to top */
  DgmiRole role;
  const char *title; /* tooltip; may be NULL */
} DgmiTextRun;

typedef enum
{
  DGMI_PATH_MOVE,  /* 1 point */
  DGMI_PATH_LINE,  /* 1 point */
  DGMI_PATH_CURVE, /* 3 points: two control points and the end */
  DGMI_PATH_CLOSE
} DgmiPathStepKind;

typedef struct
{
  DgmiPathStepKind kind;
  double x[3], y[3];
} DgmiPathStep;

typedef enum
{
  DGMI_ITEM_RECT,
  DGMI_ITEM_PATH,
  DGMI_ITEM_TEXT,
  DGMI_ITEM_GROUP, /* up to the DGMI_ITEM_END that belongs to it */
  DGMI_ITEM_END
} DgmiItemKind;

/* An item as backends and tests see it; belongs to the scene. */
typedef struct
{
  DgmiItemKind kind;
  DgmiRole role;
  const char *title; /* or NULL */
  DgmiBox box;       /* rectangle: itself; path: of its points; text: as measured */
  DgmiPaint paint;   /* rectangle, path */
  guint first_step;  /* path */
  guint n_steps;
  DgmiTextRun run; /* text */
} DgmiItem;

typedef struct _DgmiScene DgmiScene;

/* An empty page. `typesetter` is shared. */
DgmiScene *dgmi_scene_new(DgmiTypesetter *typesetter) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_scene_free(DgmiScene *scene);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiScene, dgmi_scene_free)

/* The page; `zoom` enlarges all of it where it is shown or printed (1 = px are px). */
void dgmi_scene_set_page(DgmiScene *scene, double width, double height, double zoom,
                         DgmiColour background);
double dgmi_scene_width(const DgmiScene *scene);
double dgmi_scene_height(const DgmiScene *scene);
double dgmi_scene_zoom(const DgmiScene *scene);
DgmiColour dgmi_scene_background(const DgmiScene *scene);

/* What the file says about itself. Title and description (alt text: one sentence) must be given. */
void dgmi_scene_set_title(DgmiScene *scene, const char *title);
void dgmi_scene_set_description(DgmiScene *scene, const char *description);
void dgmi_scene_set_author(DgmiScene *scene, const char *author);
void dgmi_scene_set_language(DgmiScene *scene, const char *language); /* "en", "zh" */
const char *dgmi_scene_title(const DgmiScene *scene);
const char *dgmi_scene_description(const DgmiScene *scene);
const char *dgmi_scene_author(const DgmiScene *scene);   /* "" = none */
const char *dgmi_scene_language(const DgmiScene *scene); /* "en" unless set */

/* Groups nest. `title` may be NULL. */
void dgmi_scene_group(DgmiScene *scene, DgmiRole role, const char *title);
void dgmi_scene_end(DgmiScene *scene);

/* Items lie on top of those added before. `title` may be NULL. */
void dgmi_scene_rect(DgmiScene *scene, DgmiRole role, const DgmiBox *box, const DgmiPaint *paint,
                     const char *title);
void dgmi_scene_text(DgmiScene *scene, const DgmiTextRun *run);

/* A path: its steps, then dgmi_scene_path() to paint them. */
void dgmi_scene_move_to(DgmiScene *scene, double x, double y);
void dgmi_scene_line_to(DgmiScene *scene, double x, double y);
void dgmi_scene_curve_to(DgmiScene *scene, DgmiPoint leaving, DgmiPoint arriving, DgmiPoint end);
void dgmi_scene_close(DgmiScene *scene);
void dgmi_scene_path(DgmiScene *scene, DgmiRole role, const DgmiPaint *paint, const char *title);

/* Shorthand: a straight line. */
void dgmi_scene_line(DgmiScene *scene, DgmiRole role, DgmiPoint from, DgmiPoint to,
                     DgmiColour colour, double line_width);

/* Something the user should be told; the same text is kept once. Text that cannot be shown for want
 * of a font adds such a warning by itself, naming the package; its characters are drawn as "?". */
void dgmi_scene_warn(DgmiScene *scene, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Warns that `text` has characters without a font and what comes of it ("are drawn as '?'"), naming
 * the package; once a package. */
void dgmi_scene_warn_font(DgmiScene *scene, const char *text, const char *consequence);
guint dgmi_scene_n_warnings(const DgmiScene *scene);
const DgmiSentence *dgmi_scene_warning(const DgmiScene *scene, guint i);

guint dgmi_scene_n_items(const DgmiScene *scene);
const DgmiItem *dgmi_scene_item(const DgmiScene *scene, guint i);
const DgmiPathStep *dgmi_scene_steps(const DgmiScene *scene, const DgmiItem *path);
DgmiTypesetter *dgmi_scene_typesetter(const DgmiScene *scene);

/* FALSE with DGMI_ERROR_DATA if anything went wrong while drawing: a coordinate that is not finite,
 * a page without size or too large, no title. Open groups or steps are a programmer's mistake. */
gboolean dgmi_scene_finish(DgmiScene *scene, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The name of a role, as the SVG's class has it ("mark"). */
const char *dgmi_role_name(DgmiRole role);
