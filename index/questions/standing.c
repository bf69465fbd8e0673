#include "index/questions/standing.h"

#include <assert.h>
#include <gsl/gsl_sort.h>
#include <math.h>

#include "indicators/base/memory.h"

struct _DgmiStanding
{
  DgmiTies ties;
  guint n_units, n;
  double *own;     /* by unit */
  double *score;   /* the n that are there, ascending */
  gsize *unit;     /* whose they are */
  guint *distinct; /* how many different ones stand before, n + 1 entries */
};

DgmiStanding *dgmi_standing_new(const double *score, guint n, DgmiTies ties)
{
  assert(n == 0 || score != NULL);
  DgmiStanding *standing = g_new0(DgmiStanding, 1);
  standing->ties = ties;
  standing->n_units = n;
  standing->own = g_memdup2(score, (gsize)n * sizeof *score);
  standing->score = g_new(double, (gsize)n + 1);
  standing->unit = g_new(gsize, (gsize)n + 1);
  standing->distinct = g_new0(guint, (gsize)n + 2);
  g_autofree guint *present = g_new(guint, (gsize)n + 1);
  for (guint i = 0; i < n; i++)
    if (!isnan(score[i]))
    {
      present[standing->n] = i;
      standing->score[standing->n++] = score[i];
    }
  gsl_sort_index(standing->unit, standing->score, 1, standing->n);
  for (guint i = 0; i < standing->n; i++)
  {
    standing->unit[i] = present[standing->unit[i]];
    standing->score[i] = score[standing->unit[i]];
    standing->distinct[i + 1] =
        standing->distinct[i] + (i == 0 || standing->score[i] != standing->score[i - 1]);
  }
  return standing;
}

static void clear_standing(DgmiStanding *standing)
{
  dgmi_free_all(standing->own, standing->score, standing->unit, standing->distinct);
}

DGMI_DEFINE_FREE(dgmi_standing_free, DgmiStanding, clear_standing)

/* How many scores are below `x`; with `or_equal`, not above it. */
static guint count_below(const DgmiStanding *s, double x, gboolean or_equal)
{
  guint low = 0, high = s->n;
  while (low < high)
  {
    const guint middle = low + (high - low) / 2;
    if (s->score[middle] < x || (or_equal && s->score[middle] == x))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static guint count_equal_before(const DgmiStanding *s, guint first, guint after, guint unit)
{
  guint n = 0;
  for (guint i = first; i < after; i++)
    n += s->unit[i] < unit;
  return n;
}

/* Different scores above, those of `unit` alone left out. */
static guint count_distinct_above(const DgmiStanding *s, guint after, double own, double score)
{
  const guint n = s->distinct[s->n] - s->distinct[after];
  const gboolean alone = own > score && count_below(s, own, TRUE) - count_below(s, own, FALSE) == 1;
  return n - alone;
}

double dgmi_standing_rank(const DgmiStanding *standing, guint unit, double score)
{
  assert(unit <= standing->n_units);
  if (isnan(score))
    return NAN;
  const double own = unit < standing->n_units ? standing->own[unit] : NAN;
  const guint first = count_below(standing, score, FALSE);
  const guint after = count_below(standing, score, TRUE);
  const guint above = standing->n - after - (own > score), equal = after - first - (own == score);
  switch (standing->ties)
  {
  case DGMI_TIES_MAX:
    return above + equal + 1.0;
  case DGMI_TIES_MEAN:
    return above + equal / 2.0 + 1;
  case DGMI_TIES_DENSE:
    return count_distinct_above(standing, after, own, score) + 1.0;
  case DGMI_TIES_FIRST:
    return above + count_equal_before(standing, first, after, unit) + 1.0;
  case DGMI_TIES_MIN:
    break;
  }
  return above + 1.0;
}

/* The next number above `x` with so many decimals. */
static double next_above(double x, int digits)
{
  const double next = digits < 0 ? x : dgmi_round(x + pow(10, -digits), digits);
  return next > x ? next : nextafter(x, INFINITY);
}

double dgmi_standing_score(const DgmiStanding *standing, guint unit, double rank, int digits)
{
  assert(unit <= standing->n_units);
  if (dgmi_standing_rank(standing, unit, -INFINITY) <= rank)
    return -INFINITY;
  if (!(rank >= 1))
    return NAN;
  /* No score has a worse rank than a smaller one: the first of the scores from which `rank` is
   * reached just above, then whether it is reached with it. */
  guint low = 0, high = standing->n - 1;
  while (low < high)
  {
    const guint middle = low + (high - low) / 2;
    const double above = nextafter(standing->score[middle], INFINITY);
    if (dgmi_standing_rank(standing, unit, above) <= rank)
      high = middle;
    else
      low = middle + 1;
  }
  const double score = standing->score[low];
  return dgmi_standing_rank(standing, unit, score) <= rank ? score : next_above(score, digits);
}
