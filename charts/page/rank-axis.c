#include "charts/page/rank-axis.h"

#include <math.h>

/* The round step of which at most `wanted` - 1 fit between the ends. */
static guint step_of(DgmiRanks ranks, guint wanted)
{
  static const guint factors[] = {1, 2, 5};
  const guint span = ranks.last - ranks.first;
  for (guint power = 1; power <= 100000000; power *= 10)
    for (guint i = 0; i < G_N_ELEMENTS(factors); i++)
      if (span / (power * factors[i]) + 1 <= wanted)
        return power * factors[i];
  return span;
}

/* Multiples of the step that are close to an end give way to it. */
void dgmi_rank_ticks(DgmiRanks ranks, guint wanted, DgmiTicks *ticks)
{
  g_assert(ranks.first >= 1 && ranks.first < ranks.last);
  g_assert(wanted >= 2 && wanted <= DGMI_MAX_TICKS);
  const guint step = step_of(ranks, wanted);
  ticks->digits = 0;
  ticks->n = 0;
  ticks->at[ticks->n++] = ranks.first;
  for (guint rank = (ranks.first / step + 1) * step;
       rank + step / 2 < ranks.last && ticks->n + 1 < DGMI_MAX_TICKS; rank += step)
    if (2 * (rank - ranks.first) >= step)
      ticks->at[ticks->n++] = rank;
  ticks->at[ticks->n++] = ranks.last;
}

DgmiScale dgmi_rank_scale(DgmiRanks ranks, const DgmiBox *plot)
{
  return (DgmiScale){DGMI_SCALE_LINEAR, ranks.first - 0.5, ranks.last + 0.5, plot->x,
                     plot->x + plot->width};
}

void dgmi_rank_axis_draw(DgmiRanks ranks, const DgmiBox *plot, double size, DgmiPage *page)
{
  if (plot->height <= 0)
    return;
  g_autofree char *widest = dgmi_words_number(page->words, ranks.last, 0);
  const double width = dgmi_typesetter_width(page->typesetter, widest, size, DGMI_WEIGHT_REGULAR);
  DgmiTicks ticks;
  dgmi_rank_ticks(ranks, MAX(dgmi_axis_room(plot->width, 1.6 * width, 11), 2), &ticks);
  const DgmiScale scale = dgmi_rank_scale(ranks, plot);
  const DgmiAxis axis = {.side = DGMI_AXIS_TOP,
                         .scale = &scale,
                         .ticks = &ticks,
                         .plot = *plot,
                         .size = size,
                         .theme = page->theme,
                         .words = page->words};
  dgmi_axis_draw(&axis, page->scene);
}
