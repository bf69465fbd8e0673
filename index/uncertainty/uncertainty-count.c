/* Counts a batch of draws, unit by unit. */
#include "index/uncertainty/uncertainty-count.h"

#include <math.h>
#include <string.h>

static void count_ranks(const guint16 *rank, guint n_draws, guint32 *row)
{
  for (guint d = 0; d < n_draws; d++)
    if (rank[d] > 0)
      row[rank[d] - 1]++;
}

/* Scores in units of 2^-30 of the range, at most four ranges away from it. */
#define SCORE_UNIT 0x1p30

static void count_scores(const double *score, guint n_draws, double low, double width,
                         guint32 *bins, gint64 *sums)
{
  for (guint d = 0; d < n_draws; d++)
  {
    if (isnan(score[d]))
      continue;
    const double at = width > 0 ? (score[d] - low) / width : 0;
    const gint64 q = (gint64)nearbyint(CLAMP(at, -2, 2 - 1 / SCORE_UNIT) * SCORE_UNIT);
    const guint64 square = (guint64)(q * q);
    bins[(guint)CLAMP(at * DGMI_SCORE_BINS, 0, DGMI_SCORE_BINS - 1)]++;
    sums[DGMI_SUM_NUMBER]++;
    sums[DGMI_SUM_SCORE] += q;
    sums[DGMI_SUM_SQUARE_LOW] += (gint64)(square & G_MAXUINT32);
    sums[DGMI_SUM_SQUARE_HIGH] += (gint64)(square >> 32);
  }
}

typedef guint16 Ranks __attribute__((vector_size(16)));
typedef gint16 Signed __attribute__((vector_size(16)));

/* The draws in which `a` has the better rank, 0 being the worst. */
static guint count_ahead(const guint16 *a, const guint16 *b, guint n_draws)
{
  Signed ahead = {0};
  guint n = 0;
  for (guint d = 0; d < n_draws; d += 8) /* eight lanes of at most 2^16 / 8 draws each */
  {
    Ranks x, y;
    memcpy(&x, a + d, sizeof x);
    memcpy(&y, b + d, sizeof y);
    /* 0 becomes the largest number; signed numbers are compared faster. */
    ahead += (Signed)((x - 1) ^ 0x8000) < (Signed)((y - 1) ^ 0x8000);
  }
  for (guint lane = 0; lane < 8; lane++)
    n += (guint)-ahead[lane];
  return n;
}

static void count_pairs(const DgmiCounted *batch, guint unit, guint n_units, guint32 *row)
{
  const gsize n = batch->n_draws;
  for (gsize other = 0; other < n_units; other++)
    row[other] += count_ahead(batch->rank + unit * n, batch->rank + other * n, batch->n_draws);
}

static void sum_shares(const guint16 *rank, const DgmiCounted *batch, guint n_slots, gint64 *sums)
{
  for (gsize d = 0; d < batch->n_draws; d++)
    for (guint slot = 0; rank[d] == 1 && slot < n_slots; slot++)
      sums[slot] += (gint64)nearbyint(batch->share[d * n_slots + slot] * 0x1p31);
}

void dgmi_uncertainty_count(DgmiUncertainty *result, const DgmiCounted *batch, guint unit)
{
  const guint16 *rank = batch->rank + (gsize)unit * batch->n_draws;
  const guint n_slots = result->plan->tree.n_slots;
  count_ranks(rank, batch->n_draws, result->ranks + (gsize)unit * result->n_units);
  if (result->bins != NULL)
    count_scores(batch->score + (gsize)unit * batch->n_draws, batch->n_draws, result->low[unit],
                 result->width[unit], result->bins + (gsize)unit * DGMI_SCORE_BINS,
                 result->scores + (gsize)unit * DGMI_SCORE_SUMS);
  if (result->pairs != NULL)
    count_pairs(batch, unit, result->n_units, result->pairs + (gsize)unit * result->n_units);
  if (result->central != NULL)
    sum_shares(rank, batch, n_slots, result->central + (gsize)unit * n_slots);
}
