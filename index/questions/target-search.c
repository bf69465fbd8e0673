/* The search where the index is no power mean of what may rise: over the directions of the
 * increase, each as far as the rank needs. */
#include <assert.h>
#include <gsl/gsl_multimin.h>
#include <math.h>

#include "index/questions/target-inside.h"

#define HALVINGS 50
#define STEPS 150       /* of the simplex */
#define SIZE_LEAST 1e-4 /* of the simplex, at which it ends */
#define FAVOUR 4.0      /* e^4: a direction that is nearly one component's */

typedef struct
{
  DgmiTrial *trial;
  const double *now;
  guint *moving; /* the nodes that can rise */
  guint n;
  double *x;    /* tried last */
  double *best; /* the least so far */
  double least;
} TargetSearch;

static double room_of(const TargetSearch *s, guint i)
{
  return s->trial->task->limit[s->moving[i]] - s->now[s->moving[i]];
}

static void move_along(TargetSearch *s, const double *direction, double t)
{
  for (guint i = 0; i < s->n; i++)
    s->x[s->moving[i]] = s->now[s->moving[i]] + fmin(t * direction[i], room_of(s, i));
}

static double cost_of(const TargetSearch *s)
{
  double sum = 0, largest = 0;
  for (guint i = 0; i < s->n; i++)
  {
    const double rise = s->x[s->moving[i]] - s->now[s->moving[i]];
    sum += rise;
    largest = fmax(largest, rise);
  }
  return s->trial->task->by == DGMI_TARGET_SUM ? sum : largest;
}

static void keep_better(TargetSearch *s)
{
  const double cost = cost_of(s);
  if (!(cost < s->least) || !dgmi_trial_reaches(s->trial, s->x))
    return;
  s->least = cost;
  for (guint i = 0; i < s->n; i++)
    s->best[s->moving[i]] = s->x[s->moving[i]];
}

/* As far along the direction as the rank needs, at most to all limits, where it is reached. */
static double reach(TargetSearch *s, const double *direction)
{
  double low = 0, high = 0;
  for (guint i = 0; i < s->n; i++)
    high = fmax(high, room_of(s, i) / direction[i]);
  for (guint k = 0; k < HALVINGS; k++)
  {
    const double middle = low + (high - low) / 2;
    move_along(s, direction, middle);
    if (dgmi_trial_reaches(s->trial, s->x))
      high = middle;
    else
      low = middle;
  }
  move_along(s, direction, high);
  const double cost = cost_of(s);
  keep_better(s);
  return cost;
}

static double cost_of_direction(const gsl_vector *logarithm, void *data)
{
  TargetSearch *s = data;
  g_autofree double *direction = g_new(double, s->n);
  for (guint i = 0; i < s->n; i++)
    direction[i] = exp(CLAMP(gsl_vector_get(logarithm, i), -50, 50));
  return reach(s, direction);
}

/* From the same rise of all and from each component's own, the best of them downhill. */
static void go_downhill(TargetSearch *s)
{
  gsl_vector *start = gsl_vector_calloc(s->n), *step = gsl_vector_alloc(s->n);
  gsl_multimin_fminimizer *minimiser =
      gsl_multimin_fminimizer_alloc(gsl_multimin_fminimizer_nmsimplex2, s->n);
  gsl_multimin_function function = {cost_of_direction, s->n, s};
  guint best = s->n;
  double least = cost_of_direction(start, s);
  for (guint i = 0; i < s->n; i++)
  {
    gsl_vector_set_zero(start);
    gsl_vector_set(start, i, FAVOUR);
    const double cost = cost_of_direction(start, s);
    best = cost < least ? i : best;
    least = fmin(cost, least);
  }
  gsl_vector_set_zero(start);
  if (best < s->n)
    gsl_vector_set(start, best, FAVOUR);
  gsl_vector_set_all(step, 1);
  gboolean ok = gsl_multimin_fminimizer_set(minimiser, &function, start, step) == 0;
  for (guint i = 0; ok && i < STEPS; i++)
    ok = gsl_multimin_fminimizer_iterate(minimiser) == 0 &&
         gsl_multimin_fminimizer_size(minimiser) > SIZE_LEAST;
  gsl_multimin_fminimizer_free(minimiser);
  gsl_vector_free(start);
  gsl_vector_free(step);
}

/* Takes back what a node need not rise, one after the other. */
static void take_back(TargetSearch *s, double *x)
{
  for (guint i = 0; i < s->n; i++)
  {
    const guint node = s->moving[i];
    double low = s->now[node], high = x[node];
    x[node] = low;
    if (dgmi_trial_reaches(s->trial, x))
      continue;
    for (guint k = 0; k < HALVINGS; k++)
    {
      x[node] = low + (high - low) / 2;
      if (dgmi_trial_reaches(s->trial, x))
        high = x[node];
      else
        low = x[node];
    }
    x[node] = high;
  }
}

void dgmi_target_search(DgmiTrial *trial, const double *now, double *x)
{
  assert(now != NULL && x != NULL);
  const guint n = trial->task->n_nodes;
  g_autofree guint *moving = g_new(guint, n + 1);
  g_autofree double *tried = g_memdup2(now, n * sizeof *now);
  TargetSearch s = {trial, now, moving, 0, tried, x, INFINITY};
  for (guint i = 0; i < n; i++)
    if (x[i] > now[i])
      moving[s.n++] = i;
  if (s.n == 0)
    return;
  if (trial->task->by == DGMI_TARGET_SUM && s.n > 1)
    go_downhill(&s);
  else
  {
    g_autofree double *same = g_new(double, s.n);
    for (guint i = 0; i < s.n; i++)
      same[i] = 1;
    reach(&s, same);
  }
  take_back(&s, x);
}
