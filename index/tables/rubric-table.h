/* rubric-table.h: what the levels of a self-assessment mean, as a table. */
#pragma once

#include "index/opened/index.h"
#include "index/tables/grid.h"

G_BEGIN_DECLS

/* node,level,text; NULL where the index has no rubric, or with a failure. */
DGMI_EXPORT DgmiGrid *dgmi_rubric_grid(const DgmiIndex *index,
                                       DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
