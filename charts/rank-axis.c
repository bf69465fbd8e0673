#include "charts/rank-axis.h"

#include <math.h>

/* The round step that leaves at most `wanted` - 1 of them up to `last`. */
static guint step_of(guint last, guint wanted)
{
  static const guint factors[] = {1, 2, 5};
  for (guint power = 1; power <= 100000000; power *= 10)
    for (guint i = 0; i < G_N_ELEMENTS(factors); i++)
      if (last / (power * factors[i]) + 1 <= wanted)
        return power * factors[i];
  return last;
}

void dgmi_rank_ticks(guint last, guint wanted, DgmiTicks *ticks)
{
  g_assert(last >= 1 && wanted >= 2 && wanted <= DGMI_MAX_TICKS);
  const guint step = step_of(last, wanted);
  ticks->digits = 0;
  ticks->n = 0;
  ticks->at[ticks->n++] = 1;
  /* The last multiple gives way to the last rank where the two are close. */
  for (guint rank = step; rank + step / 2 < last && ticks->n + 1 < DGMI_MAX_TICKS; rank += step)
    if (rank > 1 && 2 * (rank - 1) >= step)
      ticks->at[ticks->n++] = rank;
  ticks->at[ticks->n++] = MAX(last, 2);
}

DgmiScale dgmi_rank_scale(guint last, const DgmiBox *plot)
{
  return (DgmiScale){DGMI_SCALE_LINEAR, 0.5, MAX(last, 2) + 0.5, plot->x, plot->x + plot->width};
}

void dgmi_rank_axis_draw(guint last, const DgmiBox *plot, double size, DgmiPage *page)
{
  if (plot->height <= 0)
    return;
  g_autofree char *widest = dgmi_words_number(page->words, last, 0);
  const double width = dgmi_typesetter_width(page->typesetter, widest, size, DGMI_WEIGHT_REGULAR);
  DgmiTicks ticks;
  dgmi_rank_ticks(last, MAX(dgmi_axis_room(plot->width, 1.6 * width, 11), 2), &ticks);
  const DgmiScale scale = dgmi_rank_scale(last, plot);
  const DgmiAxis axis = {.side = DGMI_AXIS_TOP,
                         .scale = &scale,
                         .ticks = &ticks,
                         .plot = *plot,
                         .size = size,
                         .theme = page->theme,
                         .words = page->words};
  dgmi_axis_draw(&axis, page->scene);
}
