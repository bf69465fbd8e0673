/* Counts a batch of draws, unit by unit. */
#include "index/uncertainty/uncertainty-count.h"

static void count_pairs(const DgmiCounted *batch, guint unit, guint n_units, guint32 *row)
{
  const gsize n = batch->n_draws;
  for (gsize other = 0; other < n_units; other++)
    row[other] += dgmi_counts_ahead(batch->rank + unit * n, batch->rank + other * n, (guint32)n);
}

void dgmi_uncertainty_count(DgmiUncertainty *result, const DgmiCounted *batch, guint unit)
{
  const guint16 *rank = batch->rank + (gsize)unit * batch->n_draws;
  const guint n_slots = result->plan->tree.n_slots;
  dgmi_counts_ranks(rank, batch->n_draws, result->ranks + (gsize)unit * result->n_units);
  if (result->bins != NULL)
    dgmi_counts_scores(batch->score + (gsize)unit * batch->n_draws, batch->n_draws,
                       result->low[unit], result->width[unit],
                       result->bins + (gsize)unit * DGMI_SCORE_BINS,
                       result->scores + (gsize)unit * DGMI_SCORE_SUMS);
  if (result->pairs != NULL)
    count_pairs(batch, unit, result->n_units, result->pairs + (gsize)unit * result->n_units);
  if (result->central != NULL)
    dgmi_counts_shares(rank, batch->n_draws, batch->share, n_slots,
                       result->central + (gsize)unit * n_slots);
}
