/* chart-weights.h: a row a unit: the best and the worst rank that any weights give it as a bar, its
 * nominal rank as a diamond, the share of weights that put it first. Exact and estimated shares are
 * told apart. */
#pragma once

#include "charts/page/unit-rows.h"

typedef struct
{
  double nominal;     /* rank; NaN = none */
  double best, worst; /* NaN = none */
  double first_share; /* 0 to 1; NaN = not known */
  gboolean estimated; /* the share is no exact one */
} DgmiWeightsRank;

typedef struct
{
  DgmiUnitList list;            /* value = the score, or the nominal rank where there is none */
  const DgmiWeightsRank *ranks; /* as list.units */
} DgmiWeightsInput;

/* Draws a DgmiWeightsInput; see DgmiChartKind.draw. */
DgmiScene *dgmi_chart_weights_draw(const DgmiChartStyle *style, gconstpointer input,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
