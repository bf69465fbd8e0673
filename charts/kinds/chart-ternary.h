/* chart-ternary.h: three components: which unit is first under which weights. The triangle of all
 * weights, a corner for each component alone, cut into the exact regions of the units that are
 * first in them (index/weights/weight-regions.h), with names and shares; the nominal weights as a
 * cross. */
#pragma once

#include "charts/page/lettering.h"
#include "index/weights/weight-regions.h"

/* Strings and arrays are not owned. */
typedef struct
{
  const DgmiWeightRegions *regions;
  const DgmiChartUnit *units; /* the units that regions name */
  guint n_units;
  const char *names[3]; /* of the components, in the style's language */
  const char *codes[3]; /* short */
  double nominal[3];    /* weights, sum 1 */
  guint top;            /* regions that are named, the largest first; 0 = all */
  guint n_missing;      /* units that lack a component */
} DgmiTernaryInput;

/* Draws a DgmiTernaryInput; see DgmiChartKind.draw. */
DgmiScene *dgmi_chart_ternary_draw(const DgmiChartStyle *style, gconstpointer input,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
