#include "index/numbers/arithmetic.h"

#include <assert.h>
#include <float.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <math.h>

static const char *const ties_names[] = {"min", "max", "mean", "dense", "first"};

const char *const *dgmi_ties_names(guint *n)
{
  *n = G_N_ELEMENTS(ties_names);
  return ties_names;
}

static double round_positive(double x, int digits)
{
  /* Beyond the digits a double holds there is nothing to round. */
  if (digits > DBL_DIG - (int)floor(log10(x)) - 1)
    return x;
  const double power = pow(10, digits);
  const double scaled = x * power;
  if (!isfinite(scaled))
    return x;
  const double below = floor(scaled);
  const double low = below / power, high = ceil(scaled) / power;
  const double down = x - low, up = high - x;
  return down < up || (down == up && fmod(below, 2) == 0) ? low : high;
}

double dgmi_round(double x, int digits)
{
  if (digits < 0 || !isfinite(x) || x == 0)
    return x;
  if (digits == 0) /* half to even, at any size */
    return nearbyint(x);
  return x < 0 ? -round_positive(-x, digits) : round_positive(x, digits);
}

double dgmi_weighted_mean(const double *x, const double *weight, gsize n)
{
  long double sum = 0, weights = 0;
  for (gsize i = 0; i < n; i++)
  {
    sum += (long double)weight[i] * x[i];
    weights += weight[i];
  }
  if (weights == 0)
    return NAN;
  const long double mean = sum / weights;
  long double residual = 0;
  for (gsize i = 0; i < n; i++)
    residual += weight[i] * ((long double)x[i] - mean);
  return (double)(mean + residual / weights);
}

static double shared_rank(DgmiTies ties, gsize first, gsize after, gsize distinct)
{
  switch (ties)
  {
  case DGMI_TIES_MAX:
    return (double)after;
  case DGMI_TIES_MEAN:
    return ((double)first + 1 + (double)after) / 2;
  case DGMI_TIES_DENSE:
    return (double)distinct;
  case DGMI_TIES_MIN:
  case DGMI_TIES_FIRST:
    break;
  }
  return (double)first + 1;
}

static int ascending(const void *a, const void *b)
{
  const gsize i = *(const gsize *)a, j = *(const gsize *)b;
  return i < j ? -1 : i > j;
}

/* Ranks the equal values order[first..after). */
static void rank_tie(gsize *order, gsize first, gsize after, gsize distinct, DgmiTies ties,
                     double *rank)
{
  if (ties == DGMI_TIES_FIRST)
    qsort(order + first, after - first, sizeof *order, ascending);
  for (gsize i = first; i < after; i++)
    rank[order[i]] =
        ties == DGMI_TIES_FIRST ? (double)i + 1 : shared_rank(ties, first, after, distinct);
}

void dgmi_rank(const double *x, gsize n, DgmiTies ties, double *rank)
{
  assert(x != rank);
  g_autofree gsize *order = g_new(gsize, n + 1);
  g_autofree double *negative = g_new(double, n + 1);
  g_autofree gsize *present = g_new(gsize, n + 1);
  gsize m = 0;
  for (gsize i = 0; i < n; i++)
  {
    rank[i] = NAN;
    if (!isnan(x[i]))
    {
      negative[m] = -x[i];
      present[m++] = i;
    }
  }
  gsl_sort_index(order, negative, 1, m);
  gsize distinct = 0;
  for (gsize i = 0; i < m; i++)
    order[i] = present[order[i]];
  for (gsize first = 0, after; first < m; first = after)
  {
    for (after = first + 1; after < m && x[order[after]] == x[order[first]]; after++)
      ;
    rank_tie(order, first, after, ++distinct, ties, rank);
  }
}

gsize dgmi_compact(const double *x, gsize n, double *out)
{
  gsize m = 0;
  for (gsize i = 0; i < n; i++)
    if (!isnan(x[i]))
      out[m++] = x[i];
  return m;
}

double dgmi_quantile(const double *sorted, gsize n, double p)
{
  assert(n > 0 && p >= 0 && p <= 1);
  const double position = p * (double)(n - 1), nearest = round(position);
  if (fabs(position - nearest) <= 4 * DBL_EPSILON * (double)n)
    return sorted[(gsize)nearest];
  const gsize below = (gsize)position;
  return sorted[below] == sorted[below + 1] ? sorted[below]
                                            : gsl_stats_quantile_from_sorted_data(sorted, 1, n, p);
}
