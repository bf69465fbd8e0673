#include "index/weights/weight-change.h"

#include <assert.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_roots.h>
#include <math.h>
#include <string.h>

gboolean dgmi_weight_can_swap(const DgmiWeightSpace *space, const double *lead, double tie)
{
  return dgmi_weight_space_least(space, lead, NULL) < -tie &&
         dgmi_weight_space_most(space, lead, NULL) > tie;
}

/* ---- The closest weights ---- */

typedef struct
{
  const DgmiWeightSpace *space;
  const double *lead; /* positive at the nominal weights, largest absolute value 1 */
  double *aim, *weight;
} Projection;

/* Σ clip(aim − shift), which falls with the shift. */
static double sum_at(const Projection *p, double shift)
{
  double sum = 0;
  for (guint m = 0; m < p->space->n; m++)
    sum += fmin(fmax(p->aim[m] - shift, p->space->lower[m]), p->space->upper[m]);
  return sum;
}

/* The weights of the space closest to `aim`: the shift that makes the sum 1 lies between two of the
 * places where a bound is reached, and the sum is straight between them. */
static void project(const Projection *p)
{
  const DgmiWeightSpace *space = p->space;
  double low = -INFINITY, high = INFINITY, at_low = NAN, at_high = NAN;
  for (guint i = 0; i < 2 * space->n; i++)
  {
    const guint m = i / 2;
    const double shift = p->aim[m] - (i % 2 ? space->lower[m] : space->upper[m]);
    const double sum = sum_at(p, shift);
    if (sum >= 1 && shift > low)
    {
      low = shift;
      at_low = sum;
    }
    if (sum <= 1 && shift < high)
    {
      high = shift;
      at_high = sum;
    }
  }
  /* Where rounding leaves an end open, the bounds leave one choice. */
  const double shift = isinf(low)          ? high
                       : isinf(high)       ? low
                       : at_low == at_high ? low
                                           : low + (at_low - 1) / (at_low - at_high) * (high - low);
  for (guint m = 0; m < space->n; m++)
    p->weight[m] = fmin(fmax(p->aim[m] - shift, space->lower[m]), space->upper[m]);
}

/* The lead at the weights closest to nominal − mu lead; it falls with mu. */
static double lead_at(double mu, void *data)
{
  const Projection *p = data;
  for (guint m = 0; m < p->space->n; m++)
    p->aim[m] = p->space->nominal[m] - mu * p->lead[m];
  project(p);
  return dgmi_weight_score(p->space->n, p->weight, p->lead);
}

/* Narrows low < high, at which the lead is above 0 and not. */
static void narrow(Projection *p, double *low, double *high)
{
  gsl_function function = {lead_at, p};
  gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
  int status = gsl_root_fsolver_set(solver, &function, *low, *high);
  for (guint i = 0; i < 200 && status == GSL_SUCCESS && *high - *low > 1e-15 * *high; i++)
  {
    status = gsl_root_fsolver_iterate(solver);
    *low = gsl_root_fsolver_x_lower(solver);
    *high = gsl_root_fsolver_x_upper(solver);
  }
  gsl_root_fsolver_free(solver);
}

static double distance(const DgmiWeightSpace *space, const double *weight)
{
  double sum = 0;
  for (guint m = 0; m < space->n; m++)
    sum += (weight[m] - space->nominal[m]) * (weight[m] - space->nominal[m]);
  return sqrt(sum);
}

/* `lead` so that it is not negative at the nominal weights, and its largest absolute value 1. */
static double *ahead_of(const DgmiWeightSpace *space, const double *lead)
{
  double largest = 0, *ahead = g_new(double, space->n);
  for (guint m = 0; m < space->n; m++)
    largest = fmax(largest, fabs(lead[m]));
  assert(largest > 0 && "two units that can swap");
  const gboolean behind = dgmi_weight_score(space->n, space->nominal, lead) < 0;
  for (guint m = 0; m < space->n; m++)
    ahead[m] = lead[m] / (behind ? -largest : largest);
  return ahead;
}

double dgmi_weight_closest_swap(const DgmiWeightSpace *space, const double *lead, double *weight)
{
  assert(space->n > 0 && lead != NULL && weight != NULL);
  const guint n = space->n;
  g_autofree double *ahead = ahead_of(space, lead);
  g_autofree double *aim = g_new(double, n);
  g_autofree double *first = g_new(double, n);
  Projection p = {space, ahead, aim, first};
  double low = 0, high = 1;
  double at_low = lead_at(low, &p);
  memcpy(weight, first, n * sizeof(double));
  if (at_low <= 0) /* level, or turned already by what the bounds leave */
    return distance(space, weight);
  while (lead_at(high, &p) > 0 && high < 1e30)
    high *= 2;
  narrow(&p, &low, &high);
  at_low = lead_at(low, &p);
  p.weight = weight;
  const double at_high = lead_at(high, &p);
  const double share = at_low > at_high ? at_low / (at_low - at_high) : 1;
  for (guint m = 0; m < n; m++)
    weight[m] = first[m] + share * (weight[m] - first[m]);
  return distance(space, weight);
}

/* ---- The smallest move ---- */

/* Minimise the move t subject to Σ w = 1, Σ w lead ≤ 0 and w − t ≤ nominal ≤ w + t. */
gboolean dgmi_weight_smallest_swap(const DgmiWeightSpace *space, const double *lead,
                                   DgmiProgramSolver *solver, double *weight, double *move,
                                   GError **error)
{
  assert(space->n > 0 && lead != NULL);
  assert(solver != NULL && weight != NULL && move != NULL);
  const guint n = space->n, rows = 2 + 2 * n;
  g_autofree double *ahead = ahead_of(space, lead);
  g_autofree double *numbers = g_new0(double, 3 * (n + 1) + 2 * rows + 6 * (gsize)n);
  double *objective = numbers, *lower = objective + n + 1, *upper = lower + n + 1;
  double *row_lower = upper + n + 1, *row_upper = row_lower + rows;
  double *coefficient = row_upper + rows;
  g_autofree guint *start = g_new(guint, rows + 1);
  g_autofree guint *variable = g_new(guint, 6 * (gsize)n);
  objective[n] = 1;
  memcpy(lower, space->lower, n * sizeof(double));
  memcpy(upper, space->upper, n * sizeof(double));
  upper[n] = 1;
  row_lower[0] = row_upper[0] = 1;
  row_lower[1] = -INFINITY;
  for (guint m = 0; m < n; m++)
  {
    const guint at = 2 * n + 4 * m, row = 2 + 2 * m;
    variable[m] = variable[n + m] = variable[at] = variable[at + 2] = m;
    variable[at + 1] = variable[at + 3] = n;
    coefficient[m] = coefficient[at] = coefficient[at + 2] = coefficient[at + 3] = 1;
    coefficient[n + m] = ahead[m];
    coefficient[at + 1] = -1;
    row_lower[row] = -INFINITY;
    row_upper[row] = row_lower[row + 1] = space->nominal[m];
    row_upper[row + 1] = INFINITY;
    start[row] = at;
    start[row + 1] = at + 2;
  }
  start[0] = 0;
  start[1] = n;
  start[rows] = 6 * n;
  const DgmiProgram program = {.n_variables = n + 1,
                               .objective = objective,
                               .lower = lower,
                               .upper = upper,
                               .n_rows = rows,
                               .row_start = start,
                               .variable = variable,
                               .coefficient = coefficient,
                               .row_lower = row_lower,
                               .row_upper = row_upper};
  DgmiProgramOutcome outcome;
  g_autofree double *x = g_new(double, n + 1);
  if (!solver(&program, x, &outcome, error))
    return FALSE;
  memcpy(weight, x, n * sizeof(double));
  *move = x[n];
  return TRUE;
}
