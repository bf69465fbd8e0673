#include "index/numbers/correlation.h"

#include <assert.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "index/numbers/kendall.h"
#include "index/numbers/spread.h"

typedef DgmiPair Pair;

static gboolean is_complete(double x, double y)
{
  return !isnan(x) && !isnan(y);
}

static gsize count_complete(const double *x, const double *y, gsize n)
{
  gsize used = 0;
  for (gsize i = 0; i < n; i++)
    used += is_complete(x[i], y[i]);
  return used;
}

/* ---- Pearson and Spearman ---- */

/* Where squares of the values would overflow or vanish they are put on [-1, 1], which no
 * correlation depends on. FALSE for a constant series. */
static gboolean prepare(double *x, gsize n)
{
  const DgmiSpread spread = dgmi_spread(x, n);
  const double largest = MAX(fabs(spread.min), fabs(spread.max));
  for (gsize i = 0; isfinite(largest) && (largest > 1e100 || spread.half < 1e-100) && i < n; i++)
    x[i] = dgmi_spread_scale(&spread, x[i]);
  return spread.min < spread.max;
}

/* The m complete pairs as two series, and room for 2 m numbers more behind them. NULL where there
 * is no correlation. Free with g_free(). */
static double *pack(const double *x, const double *y, gsize n, gsize m)
{
  if (m < 2)
    return NULL;
  g_autofree double *packed = g_new(double, 4 * m);
  for (gsize i = 0, k = 0; i < n; i++)
    if (is_complete(x[i], y[i]))
    {
      packed[k] = x[i];
      packed[m + k++] = y[i];
    }
  return prepare(packed, m) && prepare(packed + m, m) ? g_steal_pointer(&packed) : NULL;
}

double dgmi_correlation_pearson(const double *x, const double *y, gsize n, gsize *used)
{
  assert(n == 0 || (x != NULL && y != NULL));
  const gsize m = count_complete(x, y, n);
  g_autofree double *packed = pack(x, y, n, m);
  if (used != NULL)
    *used = m;
  return packed == NULL ? NAN : gsl_stats_correlation(packed, 1, packed + m, 1, m);
}

double dgmi_correlation_spearman(const double *x, const double *y, gsize n, gsize *used)
{
  assert(n == 0 || (x != NULL && y != NULL));
  const gsize m = count_complete(x, y, n);
  g_autofree double *packed = pack(x, y, n, m);
  if (used != NULL)
    *used = m;
  return packed == NULL ? NAN : gsl_stats_spearman(packed, 1, packed + m, 1, m, packed + 2 * m);
}

/* ---- Kendall ---- */

static int by_x_then_y(const void *a, const void *b)
{
  const Pair *p = a, *q = b;
  if (p->x != q->x)
    return p->x < q->x ? -1 : 1;
  return (p->y > q->y) - (p->y < q->y);
}

/* Of the runs of equal values, each of length t: what the coefficient and its variance need. */
typedef struct
{
  double pairs;      /* Σ t (t − 1) / 2 */
  double weighted;   /* Σ t (t − 1)(2t + 5) */
  double threefolds; /* Σ t (t − 1)(t − 2) */
} Ties;

typedef gboolean (*SameFunc)(const Pair *a, const Pair *b);

static Ties count_ties(const Pair *pairs, gsize n, SameFunc same)
{
  Ties ties = {0};
  double t = 1;
  for (gsize i = 1; i <= n; i++)
    if (i < n && same(&pairs[i - 1], &pairs[i]))
      t++;
    else
    {
      ties.pairs += t * (t - 1) / 2;
      ties.weighted += t * (t - 1) * (2 * t + 5);
      ties.threefolds += t * (t - 1) * (t - 2);
      t = 1;
    }
  return ties;
}

static gboolean same_x(const Pair *a, const Pair *b)
{
  return a->x == b->x;
}

static gboolean same_y(const Pair *a, const Pair *b)
{
  return a->y == b->y;
}

static gboolean same_both(const Pair *a, const Pair *b)
{
  return a->x == b->x && a->y == b->y;
}

/* Sorts pairs[n] by y (merging neighbouring runs, `work` as large) and returns how many exchanges
 * of neighbours that stands for: the discordant pairs. */
static double sort_by_y(Pair *pairs, Pair *work, gsize n)
{
  double exchanges = 0;
  for (gsize width = 1; width < n; width *= 2)
  {
    for (gsize start = 0; start < n; start += 2 * width)
    {
      const gsize middle = MIN(start + width, n), end = MIN(middle + width, n);
      gsize left = start, right = middle;
      for (gsize k = start; k < end; k++)
        if (right == end || (left < middle && pairs[left].y <= pairs[right].y))
          work[k] = pairs[left++];
        else
        {
          exchanges += (double)(middle - left);
          work[k] = pairs[right++];
        }
    }
    memcpy(pairs, work, n * sizeof *pairs);
  }
  return exchanges;
}

/* The variance of concordant − discordant where x and y are independent, given their ties (Kendall
 * 1970, Rank Correlation Methods, 4th ed., chapter 4). */
static double variance_of_difference(double n, const Ties *x, const Ties *y)
{
  double variance = (n * (n - 1) * (2 * n + 5) - x->weighted - y->weighted) / 18 +
                    2 * x->pairs * y->pairs / (n * (n - 1));
  if (n > 2)
    variance += x->threefolds * y->threefolds / (9 * n * (n - 1) * (n - 2));
  return variance;
}

DgmiKendall dgmi_kendall_sorted(Pair *pairs, Pair *work, gsize m)
{
  const double all = (double)m * (double)(m - 1) / 2;
  const Ties x = count_ties(pairs, m, same_x), both = count_ties(pairs, m, same_both);
  const double discordant = sort_by_y(pairs, work, m);
  const Ties y = count_ties(pairs, m, same_y);
  if (x.pairs == all || y.pairs == all)
    return (DgmiKendall){NAN, NAN};
  /* Concordant and discordant pairs together are those tied in neither. */
  const double difference = all - x.pairs - y.pairs + both.pairs - 2 * discordant;
  return (DgmiKendall){difference / sqrt((all - x.pairs) * (all - y.pairs)),
                       difference / sqrt(variance_of_difference((double)m, &x, &y))};
}

double dgmi_correlation_kendall(const double *x, const double *y, gsize n, gsize *used)
{
  assert(n == 0 || (x != NULL && y != NULL));
  const gsize m = count_complete(x, y, n);
  if (used != NULL)
    *used = m;
  if (m < 2)
    return NAN;
  g_autofree Pair *pairs = g_new(Pair, m), *work = g_new(Pair, m);
  for (gsize i = 0, k = 0; i < n; i++)
    if (is_complete(x[i], y[i]))
      pairs[k++] = (Pair){x[i], y[i]};
  qsort(pairs, m, sizeof *pairs, by_x_then_y);
  return dgmi_kendall_sorted(pairs, work, m).tau;
}
