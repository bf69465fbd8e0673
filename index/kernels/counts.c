#include "index/kernels/counts.h"

#include <assert.h>
#include <math.h>
#include <string.h>

void dgmi_counts_ranks(const uint16_t *restrict rank, uint32_t n_draws, uint32_t *restrict row)
{
  for (uint32_t d = 0; d < n_draws; d++)
    if (rank[d] > 0)
      row[rank[d] - 1]++;
}

typedef uint16_t Ranks __attribute__((vector_size(16)));
typedef int16_t Signed __attribute__((vector_size(16)));

uint32_t dgmi_counts_ahead(const uint16_t *a, const uint16_t *b, uint32_t n_draws)
{
  assert(n_draws % 8 == 0 && n_draws < 1 << 16); /* so that no lane of 16 bits runs over */
  Signed ahead = {0};
  uint32_t n = 0;
  for (uint32_t d = 0; d < n_draws; d += 8)
  {
    Ranks x, y;
    memcpy(&x, a + d, sizeof x);
    memcpy(&y, b + d, sizeof y);
    /* 0 becomes the largest number; signed numbers are compared faster. */
    ahead += (Signed)((x - 1) ^ 0x8000) < (Signed)((y - 1) ^ 0x8000);
  }
  for (uint32_t lane = 0; lane < 8; lane++)
    n += (uint32_t)-ahead[lane];
  return n;
}

/* Scores in units of 2^-30 of the range, at most four ranges away from it. */
#define SCORE_UNIT 0x1p30

static double clamp(double x, double low, double high)
{
  return x > high ? high : x < low ? low : x;
}

void dgmi_counts_scores(const double *restrict score, uint32_t n_draws, double low, double width,
                        uint32_t *restrict bins, int64_t *restrict sums)
{
  for (uint32_t d = 0; d < n_draws; d++)
  {
    if (isnan(score[d]))
      continue;
    const double at = width > 0 ? (score[d] - low) / width : 0;
    const int64_t q = (int64_t)nearbyint(clamp(at, -2, 2 - 1 / SCORE_UNIT) * SCORE_UNIT);
    const uint64_t square = (uint64_t)(q * q);
    bins[(uint32_t)clamp(at * DGMI_SCORE_BINS, 0, DGMI_SCORE_BINS - 1)]++;
    sums[DGMI_SUM_NUMBER]++;
    sums[DGMI_SUM_SCORE] += q;
    sums[DGMI_SUM_SQUARE_LOW] += (int64_t)(square & UINT32_MAX);
    sums[DGMI_SUM_SQUARE_HIGH] += (int64_t)(square >> 32);
  }
}

void dgmi_counts_shares(const uint16_t *restrict rank, uint32_t n_draws,
                        const double *restrict share, uint32_t n_slots, int64_t *restrict sums)
{
  for (size_t d = 0; d < n_draws; d++)
    for (uint32_t slot = 0; rank[d] == 1 && slot < n_slots; slot++)
      sums[slot] += (int64_t)nearbyint(share[d * n_slots + slot] * 0x1p31);
}
