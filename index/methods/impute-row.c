/* Imputation by the unit's place in the indicators beside it. */
#include <math.h>

#include "index/methods/impute.h"
#include "index/numbers/spread.h"

static int column_direction(const DgmiGaps *gaps, guint column)
{
  return dgmi_gaps_node(gaps, column)->direction;
}

/* The mean of the unit's scaled, directed values in the columns with the same parent; NaN without
 * one. A column of one value says nothing about a place between worst and best. */
static double row_mean(const DgmiGaps *gaps, guint column, guint unit, const DgmiSpread *spreads)
{
  const int parent = dgmi_gaps_node(gaps, column)->parent;
  double sum = 0;
  guint n = 0;
  for (guint c = 0; c < gaps->before->n_columns; c++)
  {
    const double x = dgmi_gaps_values(gaps, c)[unit];
    if (c == column || dgmi_gaps_node(gaps, c)->parent != parent || isnan(x) ||
        !(spreads[c].half > 0))
      continue;
    sum += column_direction(gaps, c) * dgmi_spread_scale(&spreads[c], x);
    n++;
  }
  return n == 0 ? NAN : sum / n;
}

static gboolean fill_from_row(DgmiGaps *gaps, guint column, guint unit, gpointer data,
                              GError **error)
{
  (void)error;
  const DgmiSpread *spreads = data;
  const double mean = column_direction(gaps, column) * row_mean(gaps, column, unit, spreads);
  dgmi_gaps_fill(gaps, column, unit, dgmi_spread_unscale(&spreads[column], mean), NULL);
  return TRUE;
}

static gboolean impute_row_mean(DgmiGaps *gaps, GError **error)
{
  g_autofree DgmiSpread *spreads = dgmi_gaps_spreads(gaps);
  return dgmi_gaps_each(gaps, TRUE, fill_from_row, spreads, error);
}

const DgmiMethodInfo dgmi_method_impute_row_mean = {
    DGMI_METHOD(IMPUTE, "row-mean", "mean of the unit's other indicators", NULL,
                "mean of the unit's other indicators under the same parent after min-max with "
                "direction, transformed back to the column's range",
                "filled; stays missing, with a warning, where the unit has none of them"),
    .counts = DGMI_COUNT(0), .impute = {.fill = impute_row_mean}};
