/* What the draws of a block are: weights, methods, what is left out, errors. Every input has a
 * stream of its own for each seed, matrix and block. */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "index/uncertainty/uncertainty-inside.h"

/* SplitMix64's finaliser (Steele, Lea, Flood 2014): a bijection that mixes all bits. */
static guint64 mix(guint64 x)
{
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

static guint64 add_to_key(guint64 key, guint64 what)
{
  return mix(key + 0x9e3779b97f4a7c15 * (what + 1));
}

/* The key of an input's stream. */
static guint64 stream_key(const DgmiBlockJob *job, guint input)
{
  const gboolean is_other = job->other == (int)input;
  const guint64 matrix = is_other ? DGMI_MATRIX_B - job->matrix : job->matrix;
  const guint64 seed = job->seed == 0 ? 1 : job->seed;
  return add_to_key(add_to_key(add_to_key(mix(seed), matrix), job->block), input);
}

static const DgmiVary *source(const DgmiUncertaintyPlan *plan, guint input)
{
  return plan->sources->pdata[input];
}

/* ---- Weights ---- */

/* `n` weights that each lie between `low` and `high`. */
typedef struct
{
  double low, high;
  guint n;
} WeightBox;

/* Uniform within the box: of low + (1 − n low) × uniform on the simplex, those not above `high`.
 * Returns how many draws were filled in at most `rounds` rounds. */
static guint draw_bounded(const DgmiKernel *kernel, guint64 key, const WeightBox *box, guint rounds,
                          double *const *row)
{
  const double low = box->low, high = box->high;
  const guint n = box->n;
  g_autofree double *values = g_new(double, (gsize)n *BLOCK + 8);
  double *aligned = (double *)(((gsize)values + 63) & ~(gsize)63);
  g_autofree double **trial = g_new(double *, n);
  guint filled = 0;
  for (guint i = 0; i < n; i++)
    trial[i] = aligned + (gsize)i * BLOCK;
  for (guint round = 0; round < rounds && filled < BLOCK; round++)
  {
    kernel->weights(add_to_key(key, round), WEIGHTS_UNIFORM, NULL, 0, n, trial);
    for (guint d = 0; d < BLOCK && filled < BLOCK; d++)
    {
      double largest = 0;
      for (guint i = 0; i < n; i++)
        largest = MAX(largest, trial[i][d]);
      if (low + (1 - n * low) * largest > high)
        continue;
      for (guint i = 0; i < n; i++)
        row[i][filled] = low + (1 - n * low) * trial[i][d];
      filled++;
    }
  }
  return filled;
}

#define BOUNDED_ROUNDS 100000

gboolean dgmi_draws_can_bound(const DgmiKernel *kernel, double low, double high, guint n)
{
  assert(low <= high);
  if (n * low >= 1 || n * high <= 1)
    return FALSE;
  g_autofree double *values = g_new(double, (gsize)n *BLOCK);
  g_autofree double **row = g_new(double *, n);
  for (guint i = 0; i < n; i++)
    row[i] = values + (gsize)i * BLOCK;
  return draw_bounded(kernel, 1, &(WeightBox){low, high, n}, 1000, row) >= 25;
}

/* The members of one parent; those of nominal weight 0 stay out. */
static void draw_parent(const DgmiUncertaintyPlan *plan, const DgmiVary *vary, guint64 key,
                        guint aggregate, double *weight)
{
  static const DgmiWeightsLaw laws[] = {WEIGHTS_UNIFORM, WEIGHTS_GAMMA, WEIGHTS_NOISE};
  const DgmiTree *tree = &plan->tree;
  const guint first = tree->first[aggregate], after = tree->first[aggregate + 1];
  g_autofree double **row = g_new(double *, after - first);
  g_autofree double *nominal = g_new(double, after - first);
  guint n = 0;
  for (guint m = first; m < after; m++)
    if (plan->nominal_weight[tree->member[m]] > 0)
    {
      nominal[n] = plan->nominal_weight[tree->member[m]];
      row[n++] = weight + (gsize)tree->member[m] * BLOCK;
    }
  if (n < 2) /* stays as it is */
    return;
  if (vary->weights == DGMI_WEIGHTS_BOUNDS)
    draw_bounded(plan->kernel, key, &(WeightBox){vary->low, vary->high, n}, BOUNDED_ROUNDS, row);
  else
    plan->kernel->weights(key, laws[vary->weights], nominal, vary->amount, n, row);
}

static void draw_weights(const DgmiUncertaintyPlan *plan, const DgmiBlockJob *job, double *weight)
{
  for (gsize slot = 0; slot < plan->tree.n_slots; slot++)
    for (guint d = 0; d < BLOCK; d++)
      weight[slot * BLOCK + d] = plan->nominal_weight[slot];
  if (plan->weights < 0)
    return;
  const guint64 key = stream_key(job, (guint)plan->weights);
  for (guint a = 0; a < plan->tree.n_aggregates; a++)
    draw_parent(plan, source(plan, (guint)plan->weights), add_to_key(key, a), a, weight);
}

/* ---- Choices ---- */

/* The first input runs slowest in the number of a cell. */
static void add_choice(guint16 *to, const guint16 *choice, guint n)
{
  for (guint d = 0; d < BLOCK; d++)
    to[d] = (guint16)(to[d] * n + choice[d]);
}

static void draw_choices(const DgmiUncertaintyPlan *plan, const DgmiBlockJob *job, guint input,
                         guint16 *choice)
{
  double uniform[BLOCK] __attribute__((aligned(64)));
  plan->kernel->uniform(stream_key(job, input), 1, uniform);
  for (guint d = 0; d < BLOCK; d++)
    choice[d] = (guint16)(uniform[d] * plan->choices[input]);
}

void dgmi_draws_make(const DgmiUncertaintyPlan *plan, const DgmiBlockJob *job, DgmiDraws *draws)
{
  memset(draws->cell, 0, sizeof draws->cell);
  memset(draws->aggregation, 0, sizeof draws->aggregation);
  memset(draws->dropped, 0, sizeof draws->dropped);
  draw_weights(plan, job, draws->weight);
  for (guint input = 0; input < plan->sources->len; input++)
  {
    guint16 choice[BLOCK];
    const DgmiVaryKind kind = source(plan, input)->kind;
    if (kind == DGMI_VARY_WEIGHTS || kind == DGMI_VARY_ERROR)
      continue;
    draw_choices(plan, job, input, choice);
    if (kind == DGMI_VARY_AGGREGATE)
      memcpy(draws->aggregation, choice, sizeof choice);
    else if (kind == DGMI_VARY_DROP)
      memcpy(draws->dropped, choice, sizeof choice);
    else
      add_choice(draws->cell, choice, plan->choices[input]);
  }
  for (guint d = 0; d < BLOCK; d++)
    if (draws->dropped[d] > 0)
      draws->weight[(gsize)(draws->dropped[d] - 1) * BLOCK + d] = 0;
}

/* ---- Errors ---- */

DgmiMatrix *dgmi_draws_noise(const DgmiUncertaintyPlan *plan, const DgmiBlockJob *job,
                             const DgmiMatrix *imputed, guint draw)
{
  DgmiMatrix *noisy = dgmi_matrix_copy(imputed);
  const guint n_rows = (imputed->n_units + BLOCK - 1) / BLOCK;
  g_autofree double *room = g_new(double, (gsize)n_rows *BLOCK + 8);
  double *normal = (double *)(((gsize)room + 63) & ~(gsize)63);
  for (guint i = 0; noisy != NULL && i < plan->noise->len; i++)
  {
    const DgmiNoise *noise = &g_array_index(plan->noise, DgmiNoise, i);
    const guint64 key = add_to_key(stream_key(job, noise->input), draw);
    double *x = dgmi_matrix_column(noisy, noise->column);
    plan->kernel->normal(add_to_key(key, noise->column), n_rows, normal);
    for (guint unit = 0; unit < noisy->n_units; unit++)
      x[unit] += noise->sd[unit] * normal[unit];
  }
  return noisy;
}
