#include "charts/page/scale.h"

#include <math.h>

double dgmi_scale_map(const DgmiScale *scale, double value)
{
  g_assert(scale->low < scale->high);
  double share;
  if (scale->kind == DGMI_SCALE_LOG)
    share = log(value / scale->low) / log(scale->high / scale->low);
  else
    share = (value - scale->low) / (scale->high - scale->low);
  return scale->from + share * (scale->to - scale->from);
}

/* Of 1, 2 and 5 x 10^k, the one nearest to `rough` by ratio. */
static double nice_step(double rough)
{
  double power = pow(10, floor(log10(rough)));
  static const double factors[] = {1, 2, 5};
  for (guint i = 0; i < G_N_ELEMENTS(factors); i++)
  {
    double next = i + 1 < G_N_ELEMENTS(factors) ? factors[i + 1] : 10;
    if (rough < sqrt(factors[i] * next) * power)
      return factors[i] * power;
  }
  return 10 * power;
}

/* Orders and widens a range so that it has a length that ticks can divide. */
static void widen(double *low, double *high)
{
  double l = MIN(*low, *high), h = MAX(*low, *high);
  double magnitude = MAX(fabs(l), fabs(h));
  if (h - l <= 1e-9 * magnitude || h - l < 1e-290)
  {
    double by = magnitude > 1e-280 ? magnitude * 0.05 : 0.5;
    l -= by;
    h += by;
  }
  *low = l;
  *high = h;
}

static int digits_of_step(double step)
{
  return (int)CLAMP(-floor(log10(step) + 1e-9), 0, 15);
}

void dgmi_ticks_linear(double low, double high, guint wanted, DgmiTicks *ticks)
{
  g_assert(isfinite(low) && isfinite(high));
  g_assert(wanted >= 2 && wanted <= 12);
  widen(&low, &high);
  /* halves, since the whole range may be more than a double holds */
  double step = nice_step(2 * ((high / 2 - low / 2) / (wanted - 1)));
  double slack = 1e-9; /* of a step: 0.3 is 3 x 0.1 */
  double first = floor(low / step + slack), last = ceil(high / step - slack);
  ticks->n = (guint)CLAMP(last - first + 1, 2, DGMI_MAX_TICKS);
  ticks->digits = digits_of_step(step);
  /* Dividing by 10^k is exact to the last digit where multiplying by 0.1 is not. */
  double inverse = round(1 / step);
  gboolean fraction = step < 1 && fabs(inverse * step - 1) < 1e-9;
  for (guint i = 0; i < ticks->n; i++)
    ticks->at[i] = fraction ? (first + i) / inverse : (first + i) * step;
}

/* Which ticks a logarithmic axis has: these factors times 10^k of every `stride`-th power from the
 * first to the last. */
typedef struct
{
  double first, last, stride;
  guint n_factors; /* 1 to 3 */
} PowerSteps;

static guint fill_log(const PowerSteps *steps, double low, double high, double *at)
{
  static const double factors[][3] = {{1}, {1, 3}, {1, 2, 5}};
  guint n = 0;
  for (double k = steps->first; k <= steps->last && n < DGMI_MAX_TICKS; k += steps->stride)
    for (guint f = 0; f < steps->n_factors && n < DGMI_MAX_TICKS; f++)
    {
      double value = factors[steps->n_factors - 1][f] * pow(10, k);
      if (n > 1 && at[n - 1] >= high)
        return n;
      if (n > 0 && value <= low)
        n = 0; /* the one before is not needed */
      at[n++] = value;
    }
  return n;
}

void dgmi_ticks_log(double low, double high, guint wanted, DgmiTicks *ticks)
{
  g_assert(low >= 1e-300 && low <= high && high <= 1e300);
  g_assert(wanted >= 2 && wanted <= 12);
  double first = floor(log10(low) + 1e-12), last = ceil(log10(high) - 1e-12);
  if (last <= first)
    last = first + 1;
  double powers = last - first + 1;
  guint n_factors = powers * 3 <= wanted + 3 ? 3 : powers * 2 <= wanted + 2 ? 2 : 1;
  double stride = n_factors > 1 ? 1 : MAX(1, ceil((powers - 1) / (wanted - 1)));
  last = first + ceil((last - first) / stride) * stride;
  ticks->n = fill_log(&(PowerSteps){first, last, stride, n_factors}, low, high, ticks->at);
  ticks->digits = (int)CLAMP(-first, 0, 15);
}
