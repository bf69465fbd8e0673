#include "index/correlation.h"

#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  double x, y;
} Pair;

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

static gboolean is_constant(const double *x, gsize n)
{
  for (gsize i = 1; i < n; i++)
    if (x[i] != x[0])
      return FALSE;
  return TRUE;
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
  return is_constant(packed, m) || is_constant(packed + m, m) ? NULL : g_steal_pointer(&packed);
}

double dgmi_correlation_pearson(const double *x, const double *y, gsize n, gsize *used)
{
  const gsize m = count_complete(x, y, n);
  g_autofree double *packed = pack(x, y, n, m);
  if (used != NULL)
    *used = m;
  return packed == NULL ? NAN : gsl_stats_correlation(packed, 1, packed + m, 1, m);
}

double dgmi_correlation_spearman(const double *x, const double *y, gsize n, gsize *used)
{
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

/* Pairs of units within runs of equal values: each run of length l gives l (l − 1) / 2. */
typedef gboolean (*SameFunc)(const Pair *a, const Pair *b);

static double count_ties(const Pair *pairs, gsize n, SameFunc same)
{
  double ties = 0, run = 1;
  for (gsize i = 1; i <= n; i++)
    if (i < n && same(&pairs[i - 1], &pairs[i]))
      run++;
    else
    {
      ties += run * (run - 1) / 2;
      run = 1;
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

double dgmi_correlation_kendall(const double *x, const double *y, gsize n, gsize *used)
{
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
  const double all = (double)m * (double)(m - 1) / 2;
  const double tied_x = count_ties(pairs, m, same_x);
  const double tied_both = count_ties(pairs, m, same_both);
  const double discordant = sort_by_y(pairs, work, m);
  const double tied_y = count_ties(pairs, m, same_y);
  if (tied_x == all || tied_y == all)
    return NAN;
  /* Concordant and discordant pairs together are those tied in neither. */
  const double difference = all - tied_x - tied_y + tied_both - 2 * discordant;
  return difference / sqrt((all - tied_x) * (all - tied_y));
}
