#include "index/numbers/moments.h"

#include <assert.h>
#include <math.h>

#include "index/numbers/arithmetic.h"
#include "index/numbers/spread.h"

#define SKEWNESS_MAX 2
#define KURTOSIS_MAX 3.5

DgmiMoments dgmi_moments(const double *x, gsize n)
{
  assert(x != NULL || n == 0);
  const DgmiSpread spread = dgmi_spread(x, n);
  DgmiMoments moments = {spread.n, NAN, NAN};
  if (spread.n < 3 || spread.half == 0)
    return moments;
  /* Neither coefficient depends on place or scale: on [-1, 1] no power overflows. */
  long double sum = 0, m2 = 0, m3 = 0, m4 = 0;
  for (gsize i = 0; i < n; i++)
    if (!isnan(x[i]))
      sum += dgmi_spread_scale(&spread, x[i]);
  const long double count = (long double)spread.n, mean = sum / count;
  for (gsize i = 0; i < n; i++)
  {
    if (isnan(x[i]))
      continue;
    const long double d = dgmi_spread_scale(&spread, x[i]) - mean, d2 = d * d;
    m2 += d2;
    m3 += d2 * d;
    m4 += d2 * d2;
  }
  const long double g1 = sqrtl(count) * m3 / (m2 * sqrtl(m2));
  const long double g2 = count * m4 / (m2 * m2) - 3;
  moments.skewness = (double)(sqrtl(count * (count - 1)) / (count - 2) * g1);
  if (spread.n > 3)
    moments.kurtosis = (double)((count - 1) / ((count - 2) * (count - 3)) * ((count + 1) * g2 + 6));
  return moments;
}

gboolean dgmi_moments_flag(const DgmiMoments *moments)
{
  return fabs(moments->skewness) > SKEWNESS_MAX && moments->kurtosis > KURTOSIS_MAX;
}
