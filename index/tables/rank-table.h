/* rank-table.h: the scores and ranks of an index as a table. */
#pragma once

#include "index/opened/grouping.h"
#include "index/tables/grid.h"

G_BEGIN_DECLS

/* rank,code,name,score,<nodes>…[,class][,group,group_rank]: the `n` units of `order`, then the
 * means of the groups where `grouping` is not NULL. */
DGMI_EXPORT DgmiGrid *dgmi_rank_grid(DgmiIndex *index, const DgmiGrouping *grouping,
                                     const guint *order, guint n) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
