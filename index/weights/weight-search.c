#include "index/weights/weight-search.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "index/weights/weight-draws.h"
#include "indicators/base/memory.h"

/* Of the largest part of a lead: by how much a unit is ahead that counts for the worst rank, and
 * what the solver's rounding may leave where two are level. */
#define MARGIN 1e-6
#define LEVEL 1e-9

typedef struct
{
  const DgmiWeightSpace *space;
  guint n;              /* rivals */
  double *lead;         /* n × parts, each row's largest absolute value 1 */
  double *least, *most; /* of each over the space */
  guint always;         /* units ahead under all weights */
  double *weight;       /* the best found */
  guint ahead;          /* rivals ahead there */
} Contest;

static void clear(Contest *contest)
{
  dgmi_free_all(contest->lead, contest->least, contest->most, contest->weight);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Contest, clear)

/* A unit that is ahead under all weights, or under none, needs no binary variable. The rest are
 * scaled to a largest lead of 1, so that one margin suits them all. */
static void find_rivals(const double *value, guint n_units, guint unit, Contest *contest)
{
  const DgmiWeightSpace *space = contest->space;
  const guint n = space->n;
  const double tie = dgmi_weight_tie(space, value, n_units);
  contest->lead = g_new(double, (gsize)n *n_units);
  contest->least = g_new(double, n_units);
  contest->most = g_new(double, n_units);
  contest->weight = g_new0(double, n);
  for (guint other = 0; other < n_units; other++)
  {
    double *lead = contest->lead + (gsize)n * contest->n, largest = 0;
    for (guint m = 0; m < n; m++)
    {
      lead[m] = value[(gsize)n * other + m] - value[(gsize)n * unit + m];
      largest = fmax(largest, fabs(lead[m]));
    }
    if (other == unit || dgmi_weight_space_most(space, lead, NULL) <= tie)
      continue;
    if (dgmi_weight_space_least(space, lead, NULL) > tie)
    {
      contest->always++;
      continue;
    }
    for (guint m = 0; m < n; m++)
      lead[m] /= largest;
    contest->least[contest->n] = dgmi_weight_space_least(space, lead, NULL);
    contest->most[contest->n++] = dgmi_weight_space_most(space, lead, NULL);
  }
}

static double lead_at(const Contest *contest, guint rival, const double *weight)
{
  const guint n = contest->space->n;
  return dgmi_weight_score(n, weight, contest->lead + (gsize)n * rival);
}

/* Keeps the weights where they are better than the best so far. */
static void try_weights(Contest *contest, DgmiWeightEnd end, const double *weight)
{
  guint ahead = 0;
  for (guint r = 0; r < contest->n; r++)
    ahead += lead_at(contest, r, weight) > LEVEL;
  if (end == DGMI_WEIGHT_BEST ? ahead >= contest->ahead : ahead <= contest->ahead)
    return;
  contest->ahead = ahead;
  memcpy(contest->weight, weight, contest->space->n * sizeof(double));
}

/* The corners that give most to each part, and draws. */
static void try_many(Contest *contest, DgmiWeightEnd end, const DgmiWeightSearch *search)
{
  const guint n = contest->space->n;
  g_autofree double *weight = g_new(double, n), *part = g_new0(double, n);
  contest->ahead = end == DGMI_WEIGHT_BEST ? G_MAXUINT : 0;
  for (guint m = 0; m < n; m++)
  {
    part[m] = 1;
    dgmi_weight_space_most(contest->space, part, weight);
    part[m] = 0;
    if (m == 0)
      memcpy(contest->weight, weight, n * sizeof(double));
    try_weights(contest, end, weight);
  }
  g_autoptr(DgmiWeightDraws) draws = dgmi_weight_draws_new(contest->space, search->seed);
  for (guint d = 0; d < search->n_draws; d++)
  {
    dgmi_weight_draws_next(draws, weight);
    try_weights(contest, end, weight);
  }
}

/* ---- The program: the weights, then a binary variable for each rival ---- */

typedef struct
{
  DgmiProgram program;
  double *numbers;
  guint *places;
  gboolean *integer;
} Built;

static void clear_built(Built *built)
{
  dgmi_free_all(built->numbers, built->places, built->integer);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Built, clear_built)

/* Columns: the weights, then y of each rival. Rows: the weights sum to 1, then one row a rival
 * that ties its y to its lead. All arrays are slices of one block each. */
static void build(const Contest *contest, DgmiWeightEnd end, Built *built)
{
  const guint n = contest->space->n, rivals = contest->n, columns = n + rivals, rows = 1 + rivals;
  const gsize entries = n + (gsize)rivals * (n + 1);
  double *objective = built->numbers = g_new0(double, 4 * (gsize)columns + 2 * rows + entries);
  double *lower = objective + columns, *upper = lower + columns, *start = upper + columns;
  double *row_lower = start + columns, *row_upper = row_lower + rows;
  double *coefficient = row_upper + rows;
  guint *row_start = built->places = g_new(guint, rows + 1 + entries);
  guint *variable = row_start + rows + 1;
  built->integer = g_new0(gboolean, columns);
  memcpy(lower, contest->space->lower, n * sizeof(double));
  memcpy(upper, contest->space->upper, n * sizeof(double));
  memcpy(start, contest->weight, n * sizeof(double));
  row_lower[0] = row_upper[0] = 1;
  row_start[0] = 0;
  row_start[1] = n;
  for (guint m = 0; m < n; m++)
  {
    variable[m] = m;
    coefficient[m] = 1;
  }
  for (guint r = 0; r < rivals; r++)
  {
    const guint at = row_start[r + 1];
    for (guint m = 0; m < n; m++)
    {
      variable[at + m] = m;
      coefficient[at + m] = contest->lead[(gsize)n * r + m];
    }
    variable[at + n] = n + r;
    objective[n + r] = end == DGMI_WEIGHT_BEST ? 1 : -1;
    upper[n + r] = 1;
    built->integer[n + r] = TRUE;
    start[n + r] = lead_at(contest, r, contest->weight) > (end == DGMI_WEIGHT_BEST ? 0 : MARGIN);
    coefficient[at + n] = end == DGMI_WEIGHT_BEST ? -contest->most[r] : contest->least[r] - MARGIN;
    row_lower[r + 1] = end == DGMI_WEIGHT_BEST ? -INFINITY : contest->least[r];
    row_upper[r + 1] = end == DGMI_WEIGHT_BEST ? 0 : INFINITY;
    row_start[r + 2] = at + n + 1;
  }
  built->program = (DgmiProgram){.n_variables = columns,
                                 .objective = objective,
                                 .lower = lower,
                                 .upper = upper,
                                 .integer = built->integer,
                                 .n_rows = rows,
                                 .row_start = row_start,
                                 .variable = variable,
                                 .coefficient = coefficient,
                                 .row_lower = row_lower,
                                 .row_upper = row_upper,
                                 .start = start};
}

gboolean dgmi_weight_search_rank(const DgmiWeightContest *among, guint unit, DgmiWeightEnd end,
                                 const DgmiWeightSearch *search, DgmiWeightFound *found,
                                 GError **error)
{
  assert(unit < among->n_units);
  g_auto(Contest) contest = {.space = among->space};
  g_auto(Built) built = {0};
  DgmiProgramOutcome outcome = {0};
  find_rivals(among->value, among->n_units, unit, &contest);
  try_many(&contest, end, search);
  const guint none = end == DGMI_WEIGHT_BEST ? 0 : contest.n;
  *found =
      (DgmiWeightFound){1 + contest.always + contest.ahead, 1 + contest.always + contest.ahead};
  if (contest.ahead == none)
    return TRUE;
  build(&contest, end, &built);
  built.program.node_limit = search->node_limit;
  g_autofree double *x = g_new(double, built.program.n_variables);
  if (!search->solver(&built.program, x, &outcome, error))
    return FALSE;
  if (isfinite(outcome.value))
    try_weights(&contest, end, x);
  found->rank = 1 + contest.always + contest.ahead;
  /* Σ y is whole, so a bound of it is rounded. */
  const double bound =
      end == DGMI_WEIGHT_BEST ? ceil(outcome.bound - 1e-6) : floor(1e-6 - outcome.bound);
  found->bound = 1 + contest.always + (guint)fmax(bound, 0);
  found->bound =
      end == DGMI_WEIGHT_BEST ? MIN(found->bound, found->rank) : MAX(found->bound, found->rank);
  return TRUE;
}
