/* uncertainty-count.h: adding the draws of a batch to the tables; for uncertainty-run.c. */
#pragma once

#include "index/uncertainty/uncertainty-inside.h"

/* A batch: rows of n_draws by unit, but share[] by draw. */
typedef struct
{
  guint n_draws; /* a multiple of BLOCK, below 2^16 */
  const guint16 *rank;
  const double *score; /* NULL = not counted */
  const double *share; /* likewise */
} DgmiCounted;

/* Adds to the rows of one unit. Threads may count different units at the same time. */
void dgmi_uncertainty_count(DgmiUncertainty *result, const DgmiCounted *batch, guint unit);
