/* counts.h: counting draws: a unit's ranks and scores, and how often it is ahead of another. Tables
 * are added to, so that draws may come in batches. */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* Counts rank[d] in row[rank − 1]; 0 is no rank. */
void dgmi_counts_ranks(const uint16_t *restrict rank, uint32_t n_draws, uint32_t *restrict row);

/* The draws in which `a` has the better rank, no rank (0) being the worst. `n_draws` is a multiple
 * of 8 below 2^16. */
uint32_t dgmi_counts_ahead(const uint16_t *a, const uint16_t *b, uint32_t n_draws);

#define DGMI_SCORE_BINS 2048

/* Of a unit's scores as whole numbers q = (score − low)/width × 2^30. */
enum
{
  DGMI_SUM_NUMBER,
  DGMI_SUM_SCORE,
  DGMI_SUM_SQUARE_LOW, /* of the lower and upper 32 bits of q² */
  DGMI_SUM_SQUARE_HIGH,
  DGMI_SCORE_SUMS
};

/* Adds scores, NaN = none, to the DGMI_SCORE_BINS bins of the range from `low` on and to the sums
 * above, whole numbers so that their order does not matter. */
void dgmi_counts_scores(const double *restrict score, uint32_t n_draws, double low, double width,
                        uint32_t *restrict bins, int64_t *restrict sums);

/* Adds the shares of the draws in which the unit is first, share[draw × n_slots + slot], to sums[],
 * in units of 2^-31. */
void dgmi_counts_shares(const uint16_t *restrict rank, uint32_t n_draws,
                        const double *restrict share, uint32_t n_slots, int64_t *restrict sums);
