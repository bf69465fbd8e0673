/* chart-heatmap.h: a scorecard: units as rows, nodes as columns by pillar, the value in each cell,
 * each column coloured on its own range, missing values hatched, the index set apart. */
#pragma once

#include "charts/page/unit-rows.h"

typedef struct
{
  const char *name;
  int pillar; /* whose colour its bar has; -1 = the index */
} DgmiHeatmapColumn;

/* Strings are not owned. */
typedef struct
{
  DgmiUnitList list;                /* value = the score of the index */
  const DgmiHeatmapColumn *columns; /* the index first, then by pillar */
  guint n_columns;
  const double *values; /* values[unit * n_columns + column]; NaN = none */
  int digits;           /* decimals, 0 to 15; fewer are printed in narrow cells */
} DgmiHeatmapInput;

/* Draws a DgmiHeatmapInput; see DgmiChartKind.draw. */
DgmiScene *dgmi_chart_heatmap_draw(const DgmiChartStyle *style, gconstpointer input,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
