/* chart-scatter.h: two figures of each unit against each other: points, means as thin lines, the
 * fitted line, names that do not collide. */
#pragma once

#include "charts/page/lettering.h"

/* No more than so many names. */
#define DGMI_SCATTER_MOST_LABELS 25

/* Strings are not owned. */
typedef struct
{
  const DgmiChartUnit *units;
  guint n_units;
  const double *x, *y; /* n_units; NaN = none, the unit has no point */
  const char *x_name, *y_name;
  gboolean log_x; /* a logarithmic axis: all x > 0 */
  int x_digits, y_digits;
  double intercept, slope; /* of the line, over log10(x) where log_x; NaN = no line */
  double correlation;      /* for the alt text; NaN = none */
} DgmiScatterInput;

/* Draws a DgmiScatterInput; see DgmiChartKind.draw. DGMI_ERROR_DATA where no unit has both figures
 * or a figure of a logarithmic axis is not above 0. */
DgmiScene *dgmi_chart_scatter_draw(const DgmiChartStyle *style, gconstpointer input,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
