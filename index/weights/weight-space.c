#include "index/weights/weight-space.h"

#include <assert.h>
#include <math.h>

#include "indicators/base/error.h"
#include "indicators/base/memory.h"

/* Bounds may miss a sum of 1 by rounding; a part whose bounds are as close as this is fixed. */
#define ROUNDING 1e-12

static double sum_of(const double *x, guint n)
{
  double sum = 0;
  for (guint i = 0; i < n; i++)
    sum += x[i];
  return sum;
}

/* Each bound to what the others leave it. */
static void tighten(DgmiWeightSpace *space, double least, double most)
{
  for (guint m = 0; m < space->n; m++)
  {
    const double low = space->lower[m], high = space->upper[m];
    space->lower[m] = fmin(fmax(low, 1 - (most - high)), high);
    space->upper[m] = fmax(fmin(high, 1 - (least - low)), low);
  }
}

/* Bounds are tightened to what the sum of 1 leaves of them, so that every bound is attained by some
 * weights. */
DgmiWeightSpace *dgmi_weight_space_new(guint n, const double *nominal, const double *lower,
                                       const double *upper, GError **error)
{
  assert(n > 0 && sum_of(nominal, n) > 0);
  g_autoptr(DgmiWeightSpace) space = g_new(DgmiWeightSpace, 1);
  *space = (DgmiWeightSpace){n, g_new(double, n), g_new(double, n), g_new(double, n)};
  const double sum = sum_of(nominal, n);
  for (guint m = 0; m < n; m++)
  {
    space->nominal[m] = nominal[m] / sum;
    space->lower[m] = lower == NULL ? 0 : fmin(fmax(lower[m], 0), 1);
    space->upper[m] = upper == NULL ? 1 : fmin(fmax(upper[m], 0), 1);
    if (space->lower[m] > space->upper[m])
    {
      dgmi_error_set(error, DGMI_ERROR_USAGE, "a least weight of %g is more than the largest, %g",
                     space->lower[m], space->upper[m]);
      return NULL;
    }
  }
  const double least = sum_of(space->lower, n), most = sum_of(space->upper, n);
  if (least > 1 + ROUNDING || most < 1 - ROUNDING)
  {
    dgmi_error_set(error, DGMI_ERROR_USAGE,
                   "no weights that sum to 1 lie within the bounds, whose sums are %g and %g",
                   least, most);
    return NULL;
  }
  tighten(space, least, most);
  return g_steal_pointer(&space);
}

static void clear_weight_space(DgmiWeightSpace *space)
{
  dgmi_free_all(space->lower, space->upper, space->nominal);
}

DGMI_DEFINE_FREE(dgmi_weight_space_free, DgmiWeightSpace, clear_weight_space)

/* The parts that vary; the last one if none does. Returns their number. */
static guint find_free(const DgmiWeightSpace *space, guint *part)
{
  guint n = 0;
  for (guint m = 0; m < space->n; m++)
    if (space->upper[m] - space->lower[m] > ROUNDING)
      part[n++] = m;
  if (n == 0)
    part[n++] = space->n - 1;
  return n;
}

DgmiWeightSpace *dgmi_weight_space_reduce(const DgmiWeightSpace *space, const double *value,
                                          guint n_units, double **reduced)
{
  g_autofree guint *part = g_new(guint, space->n);
  const guint n = find_free(space, part);
  g_autofree double *fixed = g_memdup2(space->lower, space->n * sizeof(double));
  g_autofree double *bound = g_new(double, 3 * (gsize)n);
  for (guint m = 0; m < n; m++)
    fixed[part[m]] = 0;
  const double rest = 1 - sum_of(fixed, space->n); /* what the free parts share */
  for (guint m = 0; m < n; m++)
  {
    bound[m] = n == 1 ? 1 : space->lower[part[m]] / rest;
    bound[n + m] = n == 1 ? 1 : space->upper[part[m]] / rest;
    bound[2 * n + m] = (bound[m] + bound[n + m]) / 2;
  }
  *reduced = g_new(double, (gsize)n *n_units + 1);
  for (guint i = 0; i < n_units; i++)
  {
    const double *x = value + (gsize)space->n * i;
    const double constant = dgmi_weight_score(space->n, fixed, x);
    for (guint m = 0; m < n; m++)
      (*reduced)[(gsize)n * i + m] = rest * x[part[m]] + constant;
  }
  DgmiWeightSpace *out = dgmi_weight_space_new(n, bound + 2 * n, bound, bound + n, NULL);
  assert(out != NULL && "bounds of a space, divided by what they leave");
  return out;
}

double dgmi_weight_tie(const DgmiWeightSpace *space, const double *value, guint n_units)
{
  assert(n_units == 0 || value != NULL);
  double largest = 0;
  for (gsize i = 0; i < (gsize)space->n * n_units; i++)
    largest = fmax(largest, fabs(value[i]));
  return DGMI_WEIGHT_TIE * largest;
}

/* From the lower bounds on, what is left of 1 goes to the parts of largest sign * x first. */
static double extreme(const DgmiWeightSpace *space, const double *x, double sign, double *weight)
{
  const guint n = space->n;
  double left = 1 - sum_of(space->lower, n), sum = dgmi_weight_score(n, space->lower, x);
  double last = INFINITY; /* sign * x of the part served last, and its number */
  guint last_part = 0;
  for (guint m = 0; weight != NULL && m < n; m++)
    weight[m] = space->lower[m];
  for (guint served = 0; served < n && left > 0; served++)
  {
    guint next = n;
    for (guint m = 0; m < n; m++)
      if ((sign * x[m] < last || (sign * x[m] == last && m > last_part)) &&
          (next == n || sign * x[m] > sign * x[next]))
        next = m;
    const double more = fmin(left, space->upper[next] - space->lower[next]);
    sum += more * x[next];
    left -= more;
    if (weight != NULL)
      weight[next] += more;
    last = sign * x[next];
    last_part = next;
  }
  return sum;
}

double dgmi_weight_space_most(const DgmiWeightSpace *space, const double *x, double *weight)
{
  return extreme(space, x, 1, weight);
}

double dgmi_weight_space_least(const DgmiWeightSpace *space, const double *x, double *weight)
{
  return extreme(space, x, -1, weight);
}
