/* ranks.h: ranking of scores, in memory that the caller gives. */
#pragma once

#include <stddef.h>

#include "index/kernels/ties.h"

/* Puts the numbers of the values that are there (are no NaN) into order[], the largest value first,
 * equal ones in their own order, and returns how many they are. order[] and work[] have room for n
 * each. Cost: n log n, at most. */
size_t dgmi_ranks_order(const double *restrict value, size_t n, size_t *restrict order,
                        size_t *restrict work);

/* Ranks `n` values, the largest first; NaN gets NaN. work[] has room for 2 n. */
void dgmi_ranks_fill(const double *restrict value, size_t n, DgmiTies ties, double *restrict rank,
                     size_t *restrict work);
