/* chart-distribution.h: how the units' figures of one node are spread: a histogram with a density
 * line, a rug of the units below, outliers named; before and after treatment above each other. */
#pragma once

#include "charts/page/lettering.h"

/* One panel of the picture. */
typedef struct
{
  const char *name;     /* "before treatment"; NULL = the only one */
  const double *values; /* n_units; NaN = none */
} DgmiDistributionPanel;

/* Strings are not owned. */
typedef struct
{
  const DgmiChartUnit *units;
  guint n_units;
  const DgmiDistributionPanel *panels;
  guint n_panels; /* 1 or 2 */
  const char *x_name;
  int digits; /* decimals, 0 to 15 */
} DgmiDistributionInput;

/* Draws a DgmiDistributionInput; see DgmiChartKind.draw. DGMI_ERROR_DATA where no unit has a
 * figure. */
DgmiScene *dgmi_chart_distribution_draw(const DgmiChartStyle *style, gconstpointer input,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
