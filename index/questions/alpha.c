#include "index/questions/alpha.h"

#include <assert.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

#include "index/numbers/correlation.h"
#include "index/numbers/spread.h"

#define SLACK 1e-9 /* beyond it an alpha above 1 is not one of rounding */

/* The covariance of the complete pairs; 0 where there are fewer than two. `work` has room for 2 n.
 */
static double covariance(const double *x, const double *y, gsize n, double scale, double *work)
{
  gsize m = 0;
  for (gsize i = 0; i < n; i++)
    if (!isnan(x[i]) && !isnan(y[i]))
    {
      work[m] = x[i] / scale;
      work[n + m++] = y[i] / scale;
    }
  return m < 2 ? 0 : gsl_stats_covariance(work, 1, work + n, 1, m);
}

/* From covariances s[n * n] and correlations r[n * n] of the items but `skip` (n = none). */
static DgmiAlpha alpha_of(const double *s, const double *r, guint n, guint skip)
{
  double variances = 0, covariances = 0, correlations = 0;
  for (guint a = 0; a < n; a++)
    for (guint b = 0; a != skip && b < n; b++)
      if (a == b)
        variances += s[(gsize)a * n + b];
      else if (b != skip)
      {
        covariances += s[(gsize)a * n + b];
        correlations += r[(gsize)a * n + b];
      }
  const guint items = n - (skip < n);
  const double k = items, total = variances + covariances;
  const double mean_r = correlations / (k * (k - 1)), below = 1 + (k - 1) * mean_r;
  const double raw = items > 1 && total > 0 ? k / (k - 1) * (covariances / total) : NAN;
  return (DgmiAlpha){items, raw <= 1 + SLACK ? MIN(raw, 1) : NAN,
                     items > 1 && below > 0 ? k * mean_r / below : NAN};
}

/* The largest value over all items: alpha does not depend on a common scale, and no square of a
 * value overflows. */
static double common_scale(const double *const *item, guint n, gsize n_units)
{
  double scale = 0;
  for (guint a = 0; a < n; a++)
  {
    const DgmiSpread spread = dgmi_spread(item[a], n_units);
    if (spread.n > 0)
      scale = MAX(scale, MAX(fabs(spread.min), fabs(spread.max)));
  }
  return scale > 0 && isfinite(scale) ? scale : 1;
}

/* All covariances once: leaving out an item is leaving out a row and a column of them. */
DgmiAlpha dgmi_alpha(const double *const *item, guint n, gsize n_units, DgmiAlpha *without)
{
  assert(item != NULL && n > 0);
  const double scale = common_scale(item, n, n_units);
  g_autofree double *work = g_new(double, 2 * n_units + 1);
  g_autofree double *s = g_new(double, (gsize)n *n), *r = g_new(double, (gsize)n *n);
  for (guint a = 0; a < n; a++)
    for (guint b = 0; b <= a; b++)
    {
      const gsize ab = (gsize)a * n + b, ba = (gsize)b * n + a;
      s[ab] = s[ba] = covariance(item[a], item[b], n_units, scale, work);
      r[ab] = r[ba] = a == b ? 1 : dgmi_correlation_pearson(item[a], item[b], n_units, NULL);
    }
  for (guint a = 0; without != NULL && a < n; a++)
    without[a] = alpha_of(s, r, n, a);
  return alpha_of(s, r, n, n);
}
