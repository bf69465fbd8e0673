/* chart-stack.h: stacked bars, a row a unit: what each pillar adds to the score, in the pillars'
 * order and colours, the contribution inside where it fits, the score at the end. Contributions
 * below zero stack to the left; a diamond then marks the score. */
#pragma once

#include "charts/page/unit-rows.h"

typedef struct
{
  DgmiUnitList list;           /* value = the score */
  const char *const *parts;    /* names of the pillars, in the style's language */
  const double *contributions; /* contributions[unit * n_parts + part]; NaN = none */
  guint n_parts;
  const char *node; /* what the score is, for tooltips: "EGDI"; NULL = not said */
  int digits;       /* decimals, 0 to 15 */
} DgmiStackInput;

/* Draws a DgmiStackInput; see DgmiChartKind.draw. */
DgmiScene *dgmi_chart_stack_draw(const DgmiChartStyle *style, gconstpointer input,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
