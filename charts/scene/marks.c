#include "charts/scene/marks.h"

/* Length of a Bezier's handles that draw a quarter of a circle of radius 1. */
#define HANDLE 0.5523

static void circle(DgmiScene *scene, double x, double y, double r)
{
  double h = HANDLE * r;
  dgmi_scene_move_to(scene, x + r, y);
  dgmi_scene_curve_to(scene, x + r, y + h, x + h, y + r, x, y + r);
  dgmi_scene_curve_to(scene, x - h, y + r, x - r, y + h, x - r, y);
  dgmi_scene_curve_to(scene, x - r, y - h, x - h, y - r, x, y - r);
  dgmi_scene_curve_to(scene, x + h, y - r, x + r, y - h, x + r, y);
  dgmi_scene_close(scene);
}

typedef struct
{
  double x, y;
} Corner;

/* Corners of the shapes that have some, in multiples of the radius. */
static const Corner SQUARE[] = {{-0.85, -0.85}, {0.85, -0.85}, {0.85, 0.85}, {-0.85, 0.85}};
static const Corner TRIANGLE[] = {{0, -1}, {1, 0.8}, {-1, 0.8}};
static const Corner TRIANGLE_DOWN[] = {{0, 1}, {1, -0.8}, {-1, -0.8}};
static const Corner DIAMOND[] = {{0, -1}, {1, 0}, {0, 1}, {-1, 0}};
static const Corner CROSS[] = {{-0.35, -1},   {0.35, -1},   {0.35, -0.35}, {1, -0.35},
                               {1, 0.35},     {0.35, 0.35}, {0.35, 1},     {-0.35, 1},
                               {-0.35, 0.35}, {-1, 0.35},   {-1, -0.35},   {-0.35, -0.35}};
static const Corner STAR[] = {{0, -1}, {0.25, -0.25}, {1, 0},  {0.25, 0.25},
                              {0, 1},  {-0.25, 0.25}, {-1, 0}, {-0.25, -0.25}};

static const struct
{
  const Corner *corners;
  guint n;
} POLYGONS[DGMI_N_SHAPES] = {
    [DGMI_SHAPE_SQUARE] = {SQUARE, G_N_ELEMENTS(SQUARE)},
    [DGMI_SHAPE_TRIANGLE] = {TRIANGLE, G_N_ELEMENTS(TRIANGLE)},
    [DGMI_SHAPE_DIAMOND] = {DIAMOND, G_N_ELEMENTS(DIAMOND)},
    [DGMI_SHAPE_TRIANGLE_DOWN] = {TRIANGLE_DOWN, G_N_ELEMENTS(TRIANGLE_DOWN)},
    [DGMI_SHAPE_CROSS] = {CROSS, G_N_ELEMENTS(CROSS)},
    [DGMI_SHAPE_STAR] = {STAR, G_N_ELEMENTS(STAR)},
};

static void polygon(DgmiScene *scene, DgmiShape shape, double x, double y, double r)
{
  for (guint i = 0; i < POLYGONS[shape].n; i++)
  {
    const Corner *corner = &POLYGONS[shape].corners[i];
    if (i == 0)
      dgmi_scene_move_to(scene, x + corner->x * r, y + corner->y * r);
    else
      dgmi_scene_line_to(scene, x + corner->x * r, y + corner->y * r);
  }
  dgmi_scene_close(scene);
}

void dgmi_mark_draw(DgmiScene *scene, DgmiRole role, DgmiShape shape, double x, double y,
                    double radius, DgmiColour colour, const char *title)
{
  g_assert(shape < DGMI_N_SHAPES && radius > 0);
  DgmiPaint paint = DGMI_PAINT_NONE;
  paint.fill = colour;
  if (shape == DGMI_SHAPE_RING)
  {
    paint.fill = DGMI_NO_COLOUR;
    paint.stroke = colour;
    paint.line_width = radius * 0.4;
    circle(scene, x, y, radius * 0.75);
  }
  else if (POLYGONS[shape].n == 0)
    circle(scene, x, y, radius);
  else
    polygon(scene, shape, x, y, radius);
  dgmi_scene_path(scene, role, &paint, title);
}

void dgmi_mark_diamond(DgmiScene *scene, DgmiRole role, double x, double y, double radius,
                       DgmiColour colour, DgmiColour border, const char *title)
{
  DgmiPaint paint = DGMI_PAINT_NONE;
  paint.fill = colour;
  paint.stroke = border;
  polygon(scene, DGMI_SHAPE_DIAMOND, x, y, radius);
  dgmi_scene_path(scene, role, &paint, title);
}
