/* marks.h: the shapes that tell groups apart beside their colours. */
#pragma once

#include "charts/scene/scene.h"

typedef enum
{
  DGMI_SHAPE_CIRCLE,
  DGMI_SHAPE_SQUARE,
  DGMI_SHAPE_TRIANGLE,
  DGMI_SHAPE_DIAMOND,
  DGMI_SHAPE_TRIANGLE_DOWN,
  DGMI_SHAPE_CROSS,
  DGMI_SHAPE_STAR,
  DGMI_SHAPE_RING,
  DGMI_N_SHAPES
} DgmiShape;

/* A mark within `radius` px around (x, y), painted with `colour`. `title` may be NULL. */
void dgmi_mark_draw(DgmiScene *scene, DgmiRole role, DgmiShape shape, double x, double y,
                    double radius, DgmiColour colour, const char *title);

/* A diamond with a border in `border`, for marks that lie on others. */
void dgmi_mark_diamond(DgmiScene *scene, DgmiRole role, double x, double y, double radius,
                       DgmiColour colour, DgmiColour border, const char *title);
