#include "index/kernels/means.h"

#include <math.h>

double dgmi_mean_arithmetic(const double *restrict x, const double *restrict weight, size_t n)
{
  long double sum = 0, weights = 0;
  for (size_t i = 0; i < n; i++)
  {
    sum += (long double)weight[i] * x[i];
    weights += weight[i];
  }
  if (weights == 0)
    return NAN;
  const long double mean = sum / weights;
  long double residual = 0;
  for (size_t i = 0; i < n; i++)
    residual += weight[i] * ((long double)x[i] - mean);
  return (double)(mean + residual / weights);
}

double dgmi_mean_geometric(const double *restrict x, const double *restrict weight, size_t n)
{
  long double sum = 0, weights = 0;
  for (size_t i = 0; i < n; i++)
  {
    sum += weight[i] * logl(x[i]);
    weights += weight[i];
  }
  return (double)expl(sum / weights);
}

double dgmi_mean_harmonic(const double *restrict x, const double *restrict weight, size_t n)
{
  long double sum = 0, weights = 0;
  for (size_t i = 0; i < n; i++)
  {
    sum += (long double)weight[i] / x[i];
    weights += weight[i];
  }
  return (double)(weights / sum);
}

/* The member that the powers are taken relative to, so that none overflows: the largest, or where
 * small ones count most the smallest. */
static double unit_of(const double *x, size_t n, double power)
{
  double unit = 0;
  for (size_t i = 0; i < n; i++)
  {
    const double size = fabs(x[i]);
    if (power > 0 || unit == 0 ? size > unit : size < unit)
      unit = size;
  }
  return unit;
}

double dgmi_mean_power(const double *restrict x, const double *restrict weight, size_t n,
                       double power)
{
  if (power == 0)
    return dgmi_mean_geometric(x, weight, n);
  const double unit = unit_of(x, n, power);
  if (unit == 0)
    return 0;
  long double sum = 0, weights = 0;
  for (size_t i = 0; i < n; i++)
  {
    sum += weight[i] * powl((long double)x[i] / unit, power);
    weights += weight[i];
  }
  return (double)(unit * powl(sum / weights, 1 / (long double)power));
}
