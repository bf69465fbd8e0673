#include "index/numbers/spread.h"

#include <assert.h>
#include <math.h>

DgmiSpread dgmi_spread(const double *x, gsize n)
{
  assert(n == 0 || x != NULL);
  DgmiSpread spread = {0, NAN, NAN, NAN, NAN};
  for (gsize i = 0; i < n; i++)
  {
    if (isnan(x[i]))
      continue;
    spread.min = spread.n == 0 ? x[i] : MIN(spread.min, x[i]);
    spread.max = spread.n == 0 ? x[i] : MAX(spread.max, x[i]);
    spread.n++;
  }
  spread.middle = spread.min / 2 + spread.max / 2;
  spread.half = spread.max / 2 - spread.min / 2;
  return spread;
}

double dgmi_spread_scale(const DgmiSpread *spread, double x)
{
  return isnan(x) ? NAN : spread->half == 0 ? 0 : (x - spread->middle) / spread->half;
}

double dgmi_spread_unscale(const DgmiSpread *spread, double scaled)
{
  return spread->middle + scaled * spread->half;
}
