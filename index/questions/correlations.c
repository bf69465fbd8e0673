#include "index/questions/correlations.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

#include "index/numbers/correlation.h"
#include "index/numbers/kendall.h"
#include "indicators/base/sentence.h"

const char *dgmi_correlation_kind_name(DgmiCorrelationKind kind)
{
  static const char *const names[] = {DGMI_N_("pearson"), DGMI_N_("spearman"), DGMI_N_("kendall")};
  assert(kind < DGMI_N_CORRELATIONS);
  return names[kind];
}

/* Both tails of t together are a beta distribution of 1 − r², which loses nothing for small p. */
double dgmi_correlation_p(double r, gsize n)
{
  if (isnan(r) || n < 3)
    return NAN;
  return gsl_cdf_beta_P((1 - fabs(r)) * (1 + fabs(r)), ((double)n - 2) / 2, 0.5);
}

/* ---- Ranks: each column is sorted once, whatever it is paired with ---- */

typedef struct
{
  guint *order; /* the units that have a value, by value */
  gsize n;
  double *level; /* by unit: 0 for the least value, 1 for the next, …; NaN = missing */
} Sorted;

typedef struct
{
  double x;
  guint unit;
} Value;

static int by_value(const void *a, const void *b)
{
  const Value *v = a, *w = b;
  if (v->x != w->x)
    return v->x < w->x ? -1 : 1;
  return v->unit < w->unit ? -1 : v->unit > w->unit;
}

static Sorted sort_column(const double *x, gsize n_units)
{
  g_autofree Value *values = g_new(Value, n_units + 1);
  Sorted sorted = {g_new(guint, n_units + 1), 0, g_new(double, n_units + 1)};
  for (gsize i = 0; i < n_units; i++)
    if (isnan(x[i]))
      sorted.level[i] = NAN;
    else
      values[sorted.n++] = (Value){x[i], (guint)i};
  qsort(values, sorted.n, sizeof *values, by_value);
  double level = 0;
  for (gsize k = 0; k < sorted.n; k++)
  {
    level += k > 0 && values[k].x != values[k - 1].x;
    sorted.order[k] = values[k].unit;
    sorted.level[values[k].unit] = level;
  }
  return sorted;
}

/* The mean ranks of a column among the units that `other` has too, by unit; returns how many. */
static gsize rank_pairwise(const Sorted *sorted, const Sorted *other, double *rank)
{
  gsize m = 0, run = 0; /* run: ranks given to the units of the run of equal values before it */
  for (gsize k = 0, start = 0; k <= sorted->n; k++)
  {
    if (k == sorted->n || sorted->level[sorted->order[k]] != sorted->level[sorted->order[start]])
    {
      for (gsize i = start; i < k; i++)
        rank[sorted->order[i]] = (double)(run + m + 1) / 2;
      run = m;
      start = k;
    }
    m += k < sorted->n && !isnan(other->level[sorted->order[k]]);
  }
  return m;
}

/* `work` has room for 4 numbers a unit. */
static DgmiCorrelation spearman(const Sorted *a, const Sorted *b, double *work, gsize n_units)
{
  double *rank_a = work, *rank_b = work + n_units, *x = work + 2 * n_units, *y = x + n_units;
  DgmiCorrelation correlation = {NAN, NAN, rank_pairwise(a, b, rank_a)};
  (void)rank_pairwise(b, a, rank_b);
  gsize m = 0;
  gboolean varies_a = FALSE, varies_b = FALSE;
  for (gsize k = 0; k < a->n; k++)
  {
    const guint unit = a->order[k];
    if (isnan(b->level[unit]))
      continue;
    x[m] = rank_a[unit];
    y[m] = rank_b[unit];
    varies_a |= x[m] != x[0];
    varies_b |= y[m] != y[0];
    m++;
  }
  if (varies_a && varies_b)
    correlation.r = gsl_stats_correlation(x, 1, y, 1, m);
  correlation.p = dgmi_correlation_p(correlation.r, m);
  return correlation;
}

static int by_y(const void *a, const void *b)
{
  const DgmiPair *p = a, *q = b;
  return (p->y > q->y) - (p->y < q->y);
}

static void sort_runs(DgmiPair *pairs, gsize m)
{
  for (gsize start = 0, k = 1; k <= m; k++)
    if (k == m || pairs[k].x != pairs[start].x)
    {
      if (k - start > 1)
        qsort(pairs + start, k - start, sizeof *pairs, by_y);
      start = k;
    }
}

static DgmiCorrelation kendall(const Sorted *a, const Sorted *b, DgmiPair *pairs, DgmiPair *work)
{
  gsize m = 0;
  for (gsize k = 0; k < a->n; k++)
  {
    const guint unit = a->order[k];
    if (!isnan(b->level[unit]))
      pairs[m++] = (DgmiPair){a->level[unit], b->level[unit]};
  }
  if (m < 2)
    return (DgmiCorrelation){NAN, NAN, m};
  sort_runs(pairs, m);
  const DgmiKendall found = dgmi_kendall_sorted(pairs, work, m);
  return (DgmiCorrelation){found.tau, m < 3 ? NAN : 2 * gsl_cdf_ugaussian_Q(fabs(found.z)), m};
}

/* Every column is sorted once for all its pairs, which saves a factor of n. */
static void rank_correlations(DgmiCorrelationKind kind, const double *const *column, guint n,
                              gsize n_units, DgmiCorrelation *out)
{
  g_autofree Sorted *sorted = g_new(Sorted, n + 1);
  g_autofree double *work = g_new(double, 4 * n_units + 1);
  DgmiPair *pairs = (DgmiPair *)(gpointer)work;
  for (guint a = 0; a < n; a++)
    sorted[a] = sort_column(column[a], n_units);
  for (guint a = 1; a < n; a++)
    for (guint b = 0; b < a; b++)
      out[dgmi_pair(a, b)] = kind == DGMI_CORRELATION_SPEARMAN
                                 ? spearman(&sorted[a], &sorted[b], work, n_units)
                                 : kendall(&sorted[a], &sorted[b], pairs, pairs + n_units);
  for (guint a = 0; a < n; a++)
  {
    g_free(sorted[a].order);
    g_free(sorted[a].level);
  }
}

void dgmi_correlations(DgmiCorrelationKind kind, const double *const *column, guint n,
                       gsize n_units, DgmiCorrelation *out)
{
  assert(column != NULL && n_units < G_MAXUINT);
  if (kind != DGMI_CORRELATION_PEARSON)
  {
    rank_correlations(kind, column, n, n_units, out);
    return;
  }
  for (guint a = 1; a < n; a++)
    for (guint b = 0; b < a; b++)
    {
      DgmiCorrelation *pair = &out[dgmi_pair(a, b)];
      pair->r = dgmi_correlation_pearson(column[a], column[b], n_units, &pair->n);
      pair->p = dgmi_correlation_p(pair->r, pair->n);
    }
}
