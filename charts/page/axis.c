#include "charts/page/axis.h"

#include <math.h>

/* Px between a number and the plot, and between two numbers. */
#define DISTANCE 4.0
#define APART 6.0

guint dgmi_axis_room(double length, double widest, guint most)
{
  g_assert(most >= 2);
  double room = floor(length / (widest + APART)) + 1;
  return (guint)CLAMP(room, 2, most);
}

static void draw_line(const DgmiAxis *axis, DgmiScene *scene, double value)
{
  double at = dgmi_scale_map(axis->scale, value);
  gboolean zero = axis->zeros && value == 0;
  DgmiColour colour = zero ? axis->theme->axis : axis->theme->grid;
  DgmiRole role = zero ? DGMI_ROLE_AXIS : DGMI_ROLE_GRID;
  const DgmiBox *plot = &axis->plot;
  if (axis->side == DGMI_AXIS_LEFT)
    dgmi_scene_line(scene, role, (DgmiPoint){plot->x, at}, (DgmiPoint){plot->x + plot->width, at},
                    colour, 1);
  else
    dgmi_scene_line(scene, role, (DgmiPoint){at, plot->y}, (DgmiPoint){at, plot->y + plot->height},
                    colour, 1);
}

/* The number at tick `i`, ready to be drawn; its text is to be freed. */
static DgmiTextRun tick_run(const DgmiAxis *axis, DgmiScene *scene, guint i)
{
  DgmiTypesetter *typesetter = dgmi_scene_typesetter(scene);
  double at = dgmi_scale_map(axis->scale, axis->ticks->at[i]);
  double ascent = dgmi_typesetter_ascent(typesetter, axis->size);
  double descent = dgmi_typesetter_descent(typesetter, axis->size);
  DgmiTextRun run = {
      .text = dgmi_words_number(axis->words, axis->ticks->at[i], axis->ticks->digits),
      .size = axis->size,
      .colour = axis->theme->muted,
      .anchor = DGMI_ANCHOR_MIDDLE,
      .role = DGMI_ROLE_TICK,
      .x = at,
      .y = axis->plot.y - DISTANCE - descent,
  };
  if (axis->side == DGMI_AXIS_BOTTOM)
    run.y = axis->plot.y + axis->plot.height + DISTANCE + ascent;
  if (axis->side == DGMI_AXIS_LEFT)
  {
    run.anchor = DGMI_ANCHOR_END;
    run.x = axis->plot.x - DISTANCE;
    run.y = at + (ascent - descent) / 2;
  }
  return run;
}

/* Where a number begins and ends along the axis. */
static void extent(const DgmiAxis *axis, DgmiScene *scene, guint i, double *from, double *to)
{
  DgmiTypesetter *typesetter = dgmi_scene_typesetter(scene);
  g_autofree char *text = dgmi_words_number(axis->words, axis->ticks->at[i], axis->ticks->digits);
  double length = axis->side == DGMI_AXIS_LEFT
                      ? dgmi_typesetter_line(typesetter, axis->size)
                      : dgmi_typesetter_width(typesetter, text, axis->size, DGMI_WEIGHT_REGULAR);
  double at = dgmi_scale_map(axis->scale, axis->ticks->at[i]);
  *from = at - length / 2;
  *to = at + length / 2;
}

/* Whether every `stride`-th number, counted from `start`, keeps clear of the next. */
static gboolean clear(const double *from, const double *to, guint n, guint start, guint stride)
{
  for (guint i = start % stride; i + stride < n; i += stride)
  {
    gboolean rising = from[i] <= from[i + stride];
    double gap = rising ? from[i + stride] - to[i] : from[i] - to[i + stride];
    if (gap < APART)
      return FALSE;
  }
  return TRUE;
}

/* The tick that numbers are counted from: 0, or the first. */
static guint counted_from(const DgmiTicks *ticks)
{
  for (guint i = 0; i < ticks->n; i++)
    if (ticks->at[i] == 0)
      return i;
  return 0;
}

void dgmi_axis_draw(const DgmiAxis *axis, DgmiScene *scene)
{
  const DgmiTicks *ticks = axis->ticks;
  double from[DGMI_MAX_TICKS], to[DGMI_MAX_TICKS];
  for (guint i = 0; i < ticks->n; i++)
  {
    draw_line(axis, scene, ticks->at[i]);
    extent(axis, scene, i, &from[i], &to[i]);
  }
  guint start = counted_from(ticks), stride = 1;
  while (stride < ticks->n && !clear(from, to, ticks->n, start, stride))
    stride++;
  for (guint i = start % stride; i < ticks->n; i += stride)
  {
    DgmiTextRun run = tick_run(axis, scene, i);
    dgmi_scene_text(scene, &run);
    g_free((char *)run.text);
  }
}
