/* chart-framework.h: the tree of an index: an icicle from the index at the left to the indicators
 * at the right, the height of a node its weight; or a sunburst from the middle outwards. */
#pragma once

#include "charts/page/page.h"

typedef enum
{
  DGMI_FRAMEWORK_ICICLE,
  DGMI_FRAMEWORK_SUNBURST
} DgmiFrameworkShape;

typedef struct
{
  const char *name;
  int parent;    /* place among the nodes, before its members; -1 = the index */
  double share;  /* of the weight within the parent, 0 to 1 */
  double weight; /* in the index, 0 to 1: the product of the shares on the way */
  int pillar;    /* whose colour it has; -1 = the index */
} DgmiFrameworkItem;

/* Strings are not owned. */
typedef struct
{
  DgmiFrameworkShape shape;
  const DgmiFrameworkItem *items; /* the index first, members right after their parent's earlier
                                     members and what lies below these */
  guint n_items;
} DgmiFrameworkInput;

/* Draws a DgmiFrameworkInput; see DgmiChartKind.draw. */
DgmiScene *dgmi_chart_framework_draw(const DgmiChartStyle *style, gconstpointer input,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
