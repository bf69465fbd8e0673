/* chart-sensitivity.h: what drives the uncertainty: a row for each input of the analysis with two
 * bars, the first-order index S (alone) and the total-order index ST (with all interactions), each
 * with its interval; sorted by ST. Nothing is clamped: an estimate may lie below 0. */
#pragma once

#include "charts/page/page.h"

typedef struct
{
  double value;     /* NaN = none */
  double low, high; /* NaN = no interval */
} DgmiSensitivityIndex;

typedef struct
{
  const char *name;
  DgmiSensitivityIndex first, total;
} DgmiSensitivityRow;

/* Strings and arrays are not owned. */
typedef struct
{
  const DgmiSensitivityRow *rows; /* in any order */
  guint n_rows;
  guint top;    /* of the order by ST; 0 = all */
  int digits;   /* decimals of the figures, 0 to 15 */
  int coverage; /* of the intervals, per cent; 0 = not said */
} DgmiSensitivityInput;

/* Draws a DgmiSensitivityInput; see DgmiChartKind.draw. */
DgmiScene *dgmi_chart_sensitivity_draw(const DgmiChartStyle *style, gconstpointer input,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
