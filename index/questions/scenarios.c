#include "index/questions/scenarios.h"

#include <assert.h>
#include <math.h>

#include "index/numbers/correlation.h"

DgmiRankAgreement dgmi_rank_agreement(const double *a, const double *b, gsize n_units)
{
  assert(n_units == 0 || (a != NULL && b != NULL));
  DgmiRankAgreement out = {.max_shift = NAN};
  double sum = 0;
  for (gsize i = 0; i < n_units; i++)
  {
    const double shift = fabs(a[i] - b[i]);
    if (isnan(shift))
      continue;
    sum += shift;
    out.max_shift = fmax(out.max_shift, shift); /* of NaN and a number the number */
    out.n++;
  }
  out.mean_shift = sum / (double)out.n;
  out.kendall = dgmi_correlation_kendall(a, b, n_units, NULL);
  out.spearman = dgmi_correlation_spearman(a, b, n_units, NULL);
  if (out.max_shift == 0 && !isnan(out.spearman))
    out.spearman = 1; /* by its formula it may come out a last digit below */
  return out;
}

double dgmi_rank_least_agreement(const double *const *ranking, guint n, gsize n_units, guint *a,
                                 guint *b)
{
  assert(a != NULL && b != NULL);
  double least = NAN;
  for (guint i = 0; i < n; i++)
    for (guint k = i + 1; k < n; k++)
    {
      const double kendall = dgmi_correlation_kendall(ranking[i], ranking[k], n_units, NULL);
      if (isnan(kendall) || kendall >= least)
        continue;
      least = kendall;
      *a = i;
      *b = k;
    }
  return least;
}

void dgmi_rank_ranges(const double *const *ranking, guint n, gsize n_units, double *best,
                      double *worst)
{
  assert(n_units == 0 || (best != NULL && worst != NULL));
  for (gsize unit = 0; unit < n_units; unit++)
  {
    best[unit] = worst[unit] = n == 0 ? NAN : ranking[0][unit];
    for (guint i = 1; i < n; i++)
    {
      const double rank = ranking[i][unit];
      const gboolean missing = isnan(rank) || isnan(best[unit]);
      best[unit] = missing ? NAN : MIN(best[unit], rank);
      worst[unit] = missing ? NAN : MAX(worst[unit], rank);
    }
  }
}
