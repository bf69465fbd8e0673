/* chart-uncertainty.h: how far ranks can be trusted. A row a unit: its rank as a diamond, the
 * interval of ranks that the analysis found as a bar, their full range as a hair line; bars of
 * units that can be told from both neighbours are strong. Or, as acceptability, a matrix of units
 * and ranks, the share of draws as shade, the rank itself outlined. */
#pragma once

#include "charts/page/unit-rows.h"

typedef struct
{
  double nominal;   /* rank; NaN = none */
  double low, high; /* of the interval; NaN = none */
  double least, most;
  double first_share;    /* of draws in which it is first, 0 to 1; NaN = not known */
  gboolean meets_hidden; /* its interval meets that of a neighbour that is not in the list */
} DgmiUncertaintyRank;

/* Strings and arrays are not owned. */
typedef struct
{
  DgmiUnitList list;                /* value = the score, or the nominal rank where there is none */
  const DgmiUncertaintyRank *ranks; /* as list.units */
  int coverage;                     /* of the interval, per cent */
  const double *shares; /* shares[unit * n_ranks + rank - 1], 0 to 1: draws the matrix; NULL =
                           intervals */
  guint n_ranks;
} DgmiUncertaintyInput;

/* Draws a DgmiUncertaintyInput; see DgmiChartKind.draw. */
DgmiScene *dgmi_chart_uncertainty_draw(const DgmiChartStyle *style, gconstpointer input,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
