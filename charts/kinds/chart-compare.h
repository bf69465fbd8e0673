/* chart-compare.h: two to eight units side by side: a panel for the index and one a pillar, all on
 * one scale, a dot and a name a unit, all other units as a faint strip behind. Other shapes: a row
 * a pillar with strips, dumbbells (two units) or bars, or a radar (up to three units, three to
 * eight pillars). */
#pragma once

#include "charts/page/lettering.h"

typedef enum
{
  DGMI_COMPARE_PANELS,
  DGMI_COMPARE_DUMBBELL,
  DGMI_COMPARE_STRIP,
  DGMI_COMPARE_RADAR,
  DGMI_COMPARE_BARS
} DgmiCompareShape;

#define DGMI_COMPARE_MOST_UNITS 8
#define DGMI_RADAR_MOST_UNITS 3
#define DGMI_RADAR_LEAST_NODES 3
#define DGMI_RADAR_MOST_NODES 8

/* Values by node, then unit; NaN = none. Strings are not owned. */
typedef struct
{
  DgmiCompareShape shape;
  const DgmiChartUnit *units; /* those compared */
  guint n_units;              /* 2 to DGMI_COMPARE_MOST_UNITS */
  const char *const *nodes;   /* names; the first is the index */
  guint n_nodes;
  const double *values;     /* values[node * n_units + unit] */
  const char *const *ranks; /* likewise, as printed; NULL = none */
  const guint *n_ranked;    /* by node: units that the ranks count */
  const double *others;     /* others[node * n_others + i]: the units behind */
  guint n_others;
  double low, high; /* the scale, low < high; further if data reach further */
  int digits;       /* decimals, 0 to 15 */
} DgmiCompareInput;

/* Draws a DgmiCompareInput; see DgmiChartKind.draw. DGMI_ERROR_USAGE where there are too many or
 * too few units or nodes for the shape. */
DgmiScene *dgmi_chart_compare_draw(const DgmiChartStyle *style, gconstpointer input,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
