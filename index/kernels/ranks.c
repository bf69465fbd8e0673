#include "index/kernels/ranks.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Merges the ascending runs from[begin … middle) and from[middle … end) of places, by value. */
static void merge(const double *restrict value, const size_t *restrict from, size_t begin,
                  size_t middle, size_t end, size_t *restrict to)
{
  size_t left = begin, right = middle;
  for (size_t at = begin; at < end; at++)
  {
    /* The left one where they are equal: that keeps the order of the units. */
    const bool take_right =
        left == middle || (right < end && value[from[right]] > value[from[left]]);
    to[at] = from[take_right ? right++ : left++];
  }
}

/* Merge sort from the bottom up: stable, and of the same cost whatever the values are. */
size_t dgmi_ranks_order(const double *restrict value, size_t n, size_t *restrict order,
                        size_t *restrict work)
{
  assert(n <= SIZE_MAX / 2);
  size_t m = 0, *from = order, *to = work;
  for (size_t i = 0; i < n; i++)
    if (!isnan(value[i]))
      order[m++] = i;
  for (size_t width = 1; width < m; width *= 2)
  {
    for (size_t begin = 0; begin < m; begin += 2 * width)
    {
      const size_t middle = begin + width < m ? begin + width : m;
      const size_t end = begin + 2 * width < m ? begin + 2 * width : m;
      merge(value, from, begin, middle, end, to);
    }
    size_t *const swap = from;
    from = to, to = swap;
  }
  if (from != order)
    memcpy(order, from, m * sizeof *order);
  return m;
}

/* The rank of order[i], one of the equal values order[first … after), `distinct` values down. */
static double shared_rank(DgmiTies ties, size_t i, size_t first, size_t after, size_t distinct)
{
  switch (ties)
  {
  case DGMI_TIES_MAX:
    return (double)after;
  case DGMI_TIES_MEAN:
    return ((double)first + 1 + (double)after) / 2;
  case DGMI_TIES_DENSE:
    return (double)distinct;
  case DGMI_TIES_FIRST:
    return (double)i + 1;
  case DGMI_TIES_MIN:
    break;
  }
  return (double)first + 1;
}

void dgmi_ranks_fill(const double *restrict value, size_t n, DgmiTies ties, double *restrict rank,
                     size_t *restrict work)
{
  size_t *const order = work;
  const size_t m = dgmi_ranks_order(value, n, order, work + n);
  for (size_t i = 0; i < n; i++)
    rank[i] = NAN;
  size_t distinct = 0;
  for (size_t first = 0, after; first < m; first = after)
  {
    for (after = first + 1; after < m && value[order[after]] == value[order[first]];)
      after++;
    distinct++;
    for (size_t i = first; i < after; i++)
      rank[order[i]] = shared_rank(ties, i, first, after, distinct);
  }
}
