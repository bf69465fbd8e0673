/* chart-correlation.h: how nodes go together: the lower triangle of their correlations, the
 * coefficient in each cell, names along the diagonal, pillars boxed; negative ones told by sign and
 * border, weak ones by type, as well as by colour. */
#pragma once

#include "charts/page/page.h"

typedef struct
{
  const char *name;
  int pillar; /* nodes of a pillar stand together; -1 = none, the index */
} DgmiCorrelationNode;

/* Strings are not owned. */
typedef struct
{
  const DgmiCorrelationNode *nodes;
  guint n_nodes;      /* at least 2 */
  const double *r;    /* r[row * n_nodes + column]; NaN = none */
  const guint *pairs; /* likewise: units that have both figures */
} DgmiCorrelationInput;

/* Draws a DgmiCorrelationInput; see DgmiChartKind.draw. DGMI_ERROR_DATA where there are fewer than
 * two nodes. */
DgmiScene *dgmi_chart_correlation_draw(const DgmiChartStyle *style, gconstpointer input,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
