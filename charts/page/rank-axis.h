/* rank-axis.h: an axis of ranks, the best at the left. */
#pragma once

#include "charts/page/axis.h"
#include "charts/page/page.h"

/* The ranks that an axis shows, 1 <= first < last. */
typedef struct
{
  guint first, last;
} DgmiRanks;

/* Ticks at the ends and at multiples of a round step between, at most `wanted` (2 or more). */
void dgmi_rank_ticks(DgmiRanks ranks, guint wanted, DgmiTicks *ticks);

/* A scale on which each rank has a cell of its own: from half a rank before the first to half a
 * rank after the last, over `plot`. */
DgmiScale dgmi_rank_scale(DgmiRanks ranks, const DgmiBox *plot);

/* Draws ticks and lines over the top of `plot`, as many as there is room for. */
void dgmi_rank_axis_draw(DgmiRanks ranks, const DgmiBox *plot, double size, DgmiPage *page);
