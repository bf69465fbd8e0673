/* rank-axis.h: an axis of ranks: from 1 at the left to the last at the right. */
#pragma once

#include "charts/axis.h"
#include "charts/page.h"

/* Ticks at 1, at multiples of a round step and at `last` (>= 1), about `wanted` of them. */
void dgmi_rank_ticks(guint last, guint wanted, DgmiTicks *ticks);

/* A scale on which each rank has a cell of its own: from half a rank before 1 to half a rank after
 * `last`, over `plot`. */
DgmiScale dgmi_rank_scale(guint last, const DgmiBox *plot);

/* Draws ticks and lines over the top of `plot`, as many as there is room for. */
void dgmi_rank_axis_draw(guint last, const DgmiBox *plot, double size, DgmiPage *page);
