#include "charts/scene/marks.h"

/* Length of a Bezier's handles that draw a quarter of a circle of radius 1. */
#define HANDLE 0.5523

static void circle(DgmiScene *scene, DgmiPoint at, double r)
{
  const double x = at.x, y = at.y;
  double h = HANDLE * r;
  dgmi_scene_move_to(scene, x + r, y);
  dgmi_scene_curve_to(scene, (DgmiPoint){x + r, y + h}, (DgmiPoint){x + h, y + r},
                      (DgmiPoint){x, y + r});
  dgmi_scene_curve_to(scene, (DgmiPoint){x - h, y + r}, (DgmiPoint){x - r, y + h},
                      (DgmiPoint){x - r, y});
  dgmi_scene_curve_to(scene, (DgmiPoint){x - r, y - h}, (DgmiPoint){x - h, y - r},
                      (DgmiPoint){x, y - r});
  dgmi_scene_curve_to(scene, (DgmiPoint){x + h, y - r}, (DgmiPoint){x + r, y - h},
                      (DgmiPoint){x + r, y});
  dgmi_scene_close(scene);
}

/* Corners of the shapes that have some, in multiples of the radius. */
static const DgmiPoint SQUARE[] = {{-0.85, -0.85}, {0.85, -0.85}, {0.85, 0.85}, {-0.85, 0.85}};
static const DgmiPoint TRIANGLE[] = {{0, -1}, {1, 0.8}, {-1, 0.8}};
static const DgmiPoint TRIANGLE_DOWN[] = {{0, 1}, {1, -0.8}, {-1, -0.8}};
static const DgmiPoint DIAMOND[] = {{0, -1}, {1, 0}, {0, 1}, {-1, 0}};
static const DgmiPoint CROSS[] = {{-0.35, -1},   {0.35, -1},   {0.35, -0.35}, {1, -0.35},
                                  {1, 0.35},     {0.35, 0.35}, {0.35, 1},     {-0.35, 1},
                                  {-0.35, 0.35}, {-1, 0.35},   {-1, -0.35},   {-0.35, -0.35}};
static const DgmiPoint STAR[] = {{0, -1}, {0.25, -0.25}, {1, 0},  {0.25, 0.25},
                                 {0, 1},  {-0.25, 0.25}, {-1, 0}, {-0.25, -0.25}};

static const struct
{
  const DgmiPoint *corners;
  guint n;
} POLYGONS[DGMI_N_SHAPES] = {
    [DGMI_SHAPE_SQUARE] = {SQUARE, G_N_ELEMENTS(SQUARE)},
    [DGMI_SHAPE_TRIANGLE] = {TRIANGLE, G_N_ELEMENTS(TRIANGLE)},
    [DGMI_SHAPE_DIAMOND] = {DIAMOND, G_N_ELEMENTS(DIAMOND)},
    [DGMI_SHAPE_TRIANGLE_DOWN] = {TRIANGLE_DOWN, G_N_ELEMENTS(TRIANGLE_DOWN)},
    [DGMI_SHAPE_CROSS] = {CROSS, G_N_ELEMENTS(CROSS)},
    [DGMI_SHAPE_STAR] = {STAR, G_N_ELEMENTS(STAR)},
};

static void polygon(DgmiScene *scene, DgmiMarkShape shape, DgmiPoint at, double r)
{
  for (guint i = 0; i < POLYGONS[shape].n; i++)
  {
    const DgmiPoint *corner = &POLYGONS[shape].corners[i];
    if (i == 0)
      dgmi_scene_move_to(scene, at.x + corner->x * r, at.y + corner->y * r);
    else
      dgmi_scene_line_to(scene, at.x + corner->x * r, at.y + corner->y * r);
  }
  dgmi_scene_close(scene);
}

void dgmi_mark_draw(DgmiScene *scene, const DgmiMark *mark)
{
  g_assert(mark->shape < DGMI_N_SHAPES && mark->radius > 0);
  DgmiPaint paint = DGMI_PAINT_NONE;
  paint.fill = mark->colour;
  if (mark->shape == DGMI_SHAPE_RING)
  {
    paint.fill = DGMI_NO_COLOUR;
    paint.stroke = mark->colour;
    paint.line_width = mark->radius * 0.4;
    circle(scene, mark->at, mark->radius * 0.75);
  }
  else if (POLYGONS[mark->shape].n == 0)
    circle(scene, mark->at, mark->radius);
  else
    polygon(scene, mark->shape, mark->at, mark->radius);
  dgmi_scene_path(scene, mark->role, &paint, mark->title);
}

void dgmi_mark_diamond(DgmiScene *scene, const DgmiMark *mark, DgmiColour border)
{
  DgmiPaint paint = DGMI_PAINT_NONE;
  paint.fill = mark->colour;
  paint.stroke = border;
  polygon(scene, DGMI_SHAPE_DIAMOND, mark->at, mark->radius);
  dgmi_scene_path(scene, mark->role, &paint, mark->title);
}
