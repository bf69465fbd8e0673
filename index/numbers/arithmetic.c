#include "index/numbers/arithmetic.h"

#include <assert.h>
#include <float.h>
#include <gsl/gsl_statistics.h>
#include <math.h>

#include "index/kernels/means.h"
#include "index/kernels/ranks.h"

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
  return dgmi_mean_arithmetic(x, weight, n);
}

void dgmi_rank(const double *x, gsize n, DgmiTies ties, double *rank)
{
  assert(x != rank);
  g_autofree gsize *work = g_new(gsize, 2 * n + 1);
  dgmi_ranks_fill(x, n, ties, rank, work);
}

gsize dgmi_compact(const double *x, gsize n, double *out)
{
  assert(n == 0 || (x != NULL && out != NULL));
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
