#include "index/questions/share-out.h"

#include <assert.h>
#include <float.h>
#include <math.h>

/* The decimals with which no number has more digits than a double tells apart. */
static int tellable_digits(const double *part, guint n, double total, int digits)
{
  double largest = fabs(total);
  for (guint i = 0; i < n; i++)
    largest = fmax(largest, fabs(part[i])); /* the number where the other is NaN */
  if (!isfinite(largest))
    return -1;
  return largest == 0 ? digits : MIN(digits, DBL_DIG - 1 - (int)floor(log10(largest)));
}

static guint position_of_largest(const double *x, guint n)
{
  guint best = 0;
  for (guint i = 1; i < n; i++)
    if (x[i] > x[best])
      best = i;
  return best;
}

void dgmi_share_out(double *part, guint n, double *total, int digits)
{
  assert(n == 0 || part != NULL);
  assert(total != NULL);
  digits = tellable_digits(part, n, *total, digits);
  if (digits < 0 || isnan(*total))
    return;
  const double power = pow(10, digits);
  g_autofree double *remainder = g_new(double, (gsize)n + 1);
  double left = nearbyint(*total * power);
  *total = left / power;
  guint present = 0;
  for (guint i = 0; i < n; i++)
  {
    const double scaled = part[i] * power;
    part[i] = floor(scaled);
    remainder[i] = isnan(scaled) ? -G_MAXDOUBLE : scaled - part[i];
    left -= isnan(scaled) ? 0 : part[i];
    present += !isnan(scaled);
  }
  /* From 0 to `present`, but for what the parts' sum was off. */
  for (left = CLAMP(left, -2.0 * n, 2.0 * n); left != 0 && present > 0; left += left > 0 ? -1 : 1)
  {
    const guint i = position_of_largest(remainder, n);
    part[i] += left > 0 ? 1 : -1;
    remainder[i] -= 1;
  }
  for (guint i = 0; i < n; i++)
    part[i] /= power;
}
