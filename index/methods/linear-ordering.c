/* The linear ordering problem: local search, then an integer program whose triangle inequalities
 * are added as they are violated. */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "index/methods/kemeny.h"

/* Relative to the sum of all leads: what two different orders differ by at least, above rounding.
 */
#define SLACK 1e-9
#define NODE_LIMIT 5000

typedef struct
{
  const double *lead;
  guint k;
  double scale;                                        /* Σ |lead| over pairs */
  GArray *first, *variable, *coefficient, *low, *high; /* the rows found so far */
} Ordering;

static double value_of(const double *lead, guint k, const guint *order)
{
  long double sum = 0;
  for (guint a = 0; a < k; a++)
    for (guint b = a + 1; b < k; b++)
      sum += lead[order[a] * k + order[b]];
  return (double)sum;
}

/* ---- Local search ---- */

/* The best place for the thing at `from`, and what moving it there gains. */
static guint best_place(const double *lead, guint k, const guint *order, guint from, double *gain)
{
  const double *own = lead + (gsize)order[from] * k;
  guint best = from;
  long double sum = 0;
  *gain = 0;
  for (guint to = from; to-- > 0;)
  {
    sum += 2 * own[order[to]]; /* from −lead to +lead */
    if (sum > *gain)
      best = to, *gain = (double)sum;
  }
  sum = 0;
  for (guint to = from + 1; to < k; to++)
  {
    sum -= 2 * own[order[to]];
    if (sum > *gain)
      best = to, *gain = (double)sum;
  }
  return best;
}

static void move(guint *order, guint from, guint to)
{
  const guint thing = order[from];
  if (to < from)
    memmove(order + to + 1, order + to, (from - to) * sizeof *order);
  else
    memmove(order + from, order + from + 1, (to - from) * sizeof *order);
  order[to] = thing;
}

/* What exchanging the things at a < b gains. */
static double gain_of_exchange(const double *lead, guint k, const guint *order, guint a, guint b)
{
  const double *x = lead + (gsize)order[a] * k, *y = lead + (gsize)order[b] * k;
  long double sum = -2 * x[order[b]];
  for (guint c = a + 1; c < b; c++)
    sum += 2 * (y[order[c]] - x[order[c]]);
  return (double)sum;
}

/* One sweep of moves and exchanges; whether one of them gained. Exchanges see to it that a thing
 * that another beats in every respect never stands before it. */
static gboolean improve(const double *lead, guint k, guint *order, double least_gain)
{
  gboolean improved = FALSE;
  for (guint from = 0; from < k; from++)
  {
    double gain;
    const guint to = best_place(lead, k, order, from, &gain);
    if (gain > least_gain)
    {
      move(order, from, to);
      improved = TRUE;
    }
  }
  for (guint a = 0; a < k; a++)
    for (guint b = a + 1; b < k; b++)
      if (gain_of_exchange(lead, k, order, a, b) > least_gain)
      {
        const guint thing = order[a];
        order[a] = order[b], order[b] = thing;
        improved = TRUE;
      }
  return improved;
}

/* ---- The program ---- */

/* x_ij, i < j: 1 where i stands before j. */
static guint variable_of(guint k, guint i, guint j)
{
  assert(i < j);
  return i * k - i * (i + 1) / 2 + (j - i - 1);
}

/* 0 ≤ x_ij + x_jl − x_il ≤ 1: neither circle of the three. */
static void add_triangle(Ordering *o, guint i, guint j, guint l)
{
  const guint variables[] = {variable_of(o->k, i, j), variable_of(o->k, j, l),
                             variable_of(o->k, i, l)};
  const double coefficients[] = {1, 1, -1}, low = 0, high = 1;
  g_array_append_vals(o->variable, variables, 3);
  g_array_append_vals(o->coefficient, coefficients, 3);
  g_array_append_val(o->low, low);
  g_array_append_val(o->high, high);
  g_array_append_val(o->first, o->variable->len);
}

/* Adds the inequalities that x violates; their number. */
static guint add_violated(Ordering *o, const double *x)
{
  const guint before = o->low->len;
  for (guint i = 0; i < o->k; i++)
    for (guint j = i + 1; j < o->k; j++)
      for (guint l = j + 1; l < o->k; l++)
      {
        const double sum =
            x[variable_of(o->k, i, j)] + x[variable_of(o->k, j, l)] - x[variable_of(o->k, i, l)];
        if (sum < -1e-6 || sum > 1 + 1e-6)
          add_triangle(o, i, j, l);
      }
  return o->low->len - before;
}

static gboolean is_whole(const double *x, guint n)
{
  for (guint v = 0; v < n; v++)
    if (fabs(x[v] - round(x[v])) > 1e-6)
      return FALSE;
  return TRUE;
}

/* The order of a solution without circles: by how many things each stands before. */
static void order_of(const double *x, guint k, guint *order)
{
  g_autofree guint *before = g_new0(guint, k);
  for (guint i = 0; i < k; i++)
    for (guint j = i + 1; j < k; j++)
      before[x[variable_of(k, i, j)] > 0.5 ? i : j]++;
  for (guint i = 0; i < k; i++)
    order[k - 1 - before[i]] = i;
}

static gboolean solve(const Ordering *o, gboolean whole, DgmiProgramSolver *solver, double *x,
                      DgmiProgramOutcome *outcome, GError **error)
{
  const guint n = o->k * (o->k - 1) / 2;
  g_autofree double *objective = g_new(double, n), *lower = g_new0(double, n);
  g_autofree double *upper = g_new(double, n);
  g_autofree gboolean *integer = g_new(gboolean, n);
  for (guint i = 0; i < o->k; i++)
    for (guint j = i + 1; j < o->k; j++)
      objective[variable_of(o->k, i, j)] = -2 * o->lead[i * o->k + j];
  for (guint v = 0; v < n; v++)
    upper[v] = 1, integer[v] = TRUE;
  const DgmiProgram program = {.n_variables = n,
                               .objective = objective,
                               .lower = lower,
                               .upper = upper,
                               .integer = whole ? integer : NULL,
                               .n_rows = o->low->len,
                               .row_start = (const guint *)(gpointer)o->first->data,
                               .variable = (const guint *)(gpointer)o->variable->data,
                               .coefficient = (const double *)(gpointer)o->coefficient->data,
                               .row_lower = (const double *)(gpointer)o->low->data,
                               .row_upper = (const double *)(gpointer)o->high->data,
                               .node_limit = NODE_LIMIT};
  return solver(&program, x, outcome, error);
}

/* Σ lead of the order that x stands for is constant − objective. */
static double constant_of(const Ordering *o)
{
  long double sum = 0;
  for (guint i = 0; i < o->k; i++)
    for (guint j = i + 1; j < o->k; j++)
      sum += o->lead[i * o->k + j];
  return (double)-sum;
}

/* Solves with the inequalities there are, adds those violated, until there are none or the bound
 * meets the value of `order`; in whole numbers once fractions alone are left. */
static gboolean cut(Ordering *o, guint *order, double *most, DgmiProgramSolver *solver,
                    GError **error)
{
  g_autofree double *x = g_new(double, o->k *(o->k - 1) / 2);
  const double constant = constant_of(o), slack = SLACK * o->scale;
  gboolean whole = FALSE;
  for (;;)
  {
    DgmiProgramOutcome outcome;
    if (!solve(o, whole, solver, x, &outcome, error))
      return FALSE;
    const double value = value_of(o->lead, o->k, order);
    *most = MAX(value, MIN(*most, constant - outcome.bound));
    if (*most <= value + slack || (whole && !outcome.is_proven))
      return TRUE;
    if (add_violated(o, x) > 0)
      continue;
    if (is_whole(x, o->k * (o->k - 1) / 2))
    {
      g_autofree guint *found = g_new(guint, o->k);
      order_of(x, o->k, found);
      if (value_of(o->lead, o->k, found) > value)
        memcpy(order, found, o->k * sizeof *order);
      return TRUE;
    }
    if (o->k > DGMI_KEMENY_EXACT)
      return TRUE;
    whole = TRUE;
  }
}

gboolean dgmi_linear_ordering(const double *lead, guint k, guint *order, double *most,
                              DgmiProgramSolver *solver, GError **error)
{
  assert(lead != NULL && order != NULL && most != NULL);
  Ordering o = {.lead = lead, .k = k};
  for (guint i = 0; i < k; i++)
    for (guint j = i + 1; j < k; j++)
      o.scale += fabs(lead[i * k + j]);
  while (improve(lead, k, order, SLACK * o.scale / MAX(k, 1)))
    ;
  const double value = value_of(lead, k, order);
  *most = o.scale;
  if (o.scale - value <= SLACK * o.scale || k > DGMI_KEMENY_RELAXED)
  {
    *most = MAX(value, o.scale - value <= SLACK * o.scale ? value : o.scale);
    return TRUE;
  }
  if (solver == NULL)
  {
    dgmi_error_set(error, DGMI_ERROR_DATA,
                   "a nearest ranking needs a solver of integer programs, and none was given");
    return FALSE;
  }
  const guint none = 0;
  o.first = g_array_new(FALSE, FALSE, sizeof(guint));
  o.variable = g_array_new(FALSE, FALSE, sizeof(guint));
  o.coefficient = g_array_new(FALSE, FALSE, sizeof(double));
  o.low = g_array_new(FALSE, FALSE, sizeof(double));
  o.high = g_array_new(FALSE, FALSE, sizeof(double));
  g_array_append_val(o.first, none);
  const gboolean ok = cut(&o, order, most, solver, error);
  g_array_unref(o.first);
  g_array_unref(o.variable);
  g_array_unref(o.coefficient);
  g_array_unref(o.low);
  g_array_unref(o.high);
  return ok;
}
