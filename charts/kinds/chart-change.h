/* chart-change.h: units over the editions of an index: a line each, the years to scale, its rank
 * and name at both ends, all other units in grey; breaks of method as dashed lines with a word. As
 * a slope between two editions, or as a bump chart of ranks. */
#pragma once

#include "charts/page/lettering.h"

typedef enum
{
  DGMI_CHANGE_LINES, /* scores */
  DGMI_CHANGE_SLOPE, /* scores of the first and the last edition only */
  DGMI_CHANGE_BUMP   /* ranks, the first at the top */
} DgmiChangeShape;

/* Scores and ranks by unit, then edition; NaN = none. Strings are not owned. */
typedef struct
{
  DgmiChangeShape shape;
  const DgmiChartUnit *units; /* all; those that are highlighted get names and colours, in order */
  guint n_units;
  const int *years;     /* rising */
  guint n_years;        /* at least 2 */
  const double *scores; /* scores[unit * n_years + year] */
  const double *ranks;
  const gboolean *breaks; /* by year: no comparison with the edition before; [0] is not looked at */
  const char *reason;     /* for a note, where there is a break; NULL = none */
  int digits;             /* decimals of scores, 0 to 15 */
} DgmiChangeInput;

/* Draws a DgmiChangeInput; see DgmiChartKind.draw. */
DgmiScene *dgmi_chart_change_draw(const DgmiChartStyle *style, gconstpointer input,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
