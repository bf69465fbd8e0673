/* preparation.h: what was done to the data before they were normalised, in words below a table, and
 * the list of the cells that were filled. */
#pragma once

#include "index/opened/index.h"
#include "index/tables/grid.h"

/* Notes on units flagged, cells filled and indicators treated, up to `stage`. */
void dgmi_note_preparation(const DgmiIndex *index, DgmiStage stage, DgmiGrid *grid);

/* code,indicator,value,method: the cells filled, of units with `shown` TRUE. */
DgmiGrid *dgmi_imputed_grid(const DgmiIndex *index,
                            const gboolean *shown) G_GNUC_WARN_UNUSED_RESULT;
