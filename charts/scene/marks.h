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
} DgmiMarkShape;

/* Where a mark stands and how it looks. */
typedef struct
{
  DgmiRole role;
  DgmiMarkShape shape;
  DgmiPoint at;
  double radius; /* px around `at`; > 0 */
  DgmiColour colour;
  const char *title; /* may be NULL */
} DgmiMark;

void dgmi_mark_draw(DgmiScene *scene, const DgmiMark *mark);

/* The same as a diamond with a border in `border`, whatever `shape` says: for marks that lie on
 * others. */
void dgmi_mark_diamond(DgmiScene *scene, const DgmiMark *mark, DgmiColour border);
