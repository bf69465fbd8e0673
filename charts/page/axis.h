/* axis.h: the ticks of a scale, with their lines and numbers. */
#pragma once

#include "charts/page/scale.h"
#include "charts/page/theme.h"
#include "charts/page/words.h"
#include "charts/scene/scene.h"

typedef enum
{
  DGMI_AXIS_TOP, /* numbers above the lines */
  DGMI_AXIS_BOTTOM,
  DGMI_AXIS_LEFT
} DgmiAxisSide;

/* An axis along one side of a plot; grid lines cross `plot`. */
typedef struct
{
  DgmiAxisSide side;
  const DgmiScale *scale;
  const DgmiTicks *ticks;
  DgmiBox plot;
  double size;    /* of the numbers */
  gboolean zeros; /* the line at 0 is stronger */
  const DgmiTheme *theme;
  const DgmiWords *words;
} DgmiAxis;

/* Draws the lines, and the numbers of all ticks or, where they would touch, of every second, third
 * … tick counted from 0 (from the first, if 0 is none). Numbers keep 4 px from the plot. */
void dgmi_axis_draw(const DgmiAxis *axis, DgmiScene *scene);

/* How many ticks there is room for along `length` px if the widest number takes `widest` px: 2 to
 * `most`. */
guint dgmi_axis_room(double length, double widest, guint most);
