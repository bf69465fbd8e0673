/* One block of draws: what is drawn, the scores, the ranks. */
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "index/compute/stages.h"
#include "index/uncertainty/uncertainty-inside.h"
#include "indicators/base/memory.h"

/* ---- Scratch ---- */

/* Room for rows of CHUNK doubles, on the boundary that vectors need. */
static gpointer new_rows(gsize n)
{
  const gsize most = G_MAXSIZE / (CHUNK * sizeof(double)) - 1;
  return n > most ? NULL : aligned_alloc(64, MAX(n, 1) * CHUNK * sizeof(double));
}

DgmiScratch *dgmi_scratch_new(const DgmiUncertaintyPlan *plan, GError **error)
{
  assert(plan->n_units > 0);
  const DgmiTree *tree = &plan->tree;
  const gsize n = plan->n_units;
  g_autoptr(DgmiScratch) scratch = g_new0(DgmiScratch, 1);
  scratch->n_units = plan->n_units;
  /* At least twice as many slices as units: most have one unit or none. */
  for (scratch->n_slices = 64; scratch->n_slices < 2 * n && scratch->n_slices < 32768;)
    scratch->n_slices *= 2;
  scratch->weight = new_rows(tree->n_slots);
  scratch->share = new_rows(tree->n_slots);
  scratch->factor = new_rows(tree->n_aggregates);
  scratch->alive = new_rows(tree->n_aggregates);
  scratch->inner = new_rows(4 * (gsize)tree->n_aggregates);
  scratch->score = new_rows(n);
  scratch->block_weight = new_rows((gsize)tree->n_slots * (BLOCK / CHUNK));
  scratch->entry = new_rows(n);
  scratch->rank = g_try_new(guint16, n * CHUNK + 1);
  scratch->count = g_new(guint16, scratch->n_slices + 4);
  scratch->order = g_new(guint64, n + 1);
  if (scratch->weight != NULL && scratch->share != NULL && scratch->factor != NULL &&
      scratch->alive != NULL && scratch->inner != NULL && scratch->score != NULL &&
      scratch->block_weight != NULL && scratch->entry != NULL && scratch->rank != NULL)
    return g_steal_pointer(&scratch);
  dgmi_error_set(error, DGMI_ERROR_DATA, "the scores of %u units do not fit into memory",
                 plan->n_units);
  return NULL;
}

static void clear_scratch(DgmiScratch *scratch)
{
  gpointer const rows[] = {scratch->weight, scratch->share, scratch->factor,       scratch->alive,
                           scratch->inner,  scratch->score, scratch->block_weight, scratch->entry};
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
    free(rows[i]); /* of aligned_alloc() */
  dgmi_free_all(scratch->rank, scratch->count, scratch->order);
}

DGMI_DEFINE_FREE(dgmi_scratch_free, DgmiScratch, clear_scratch)

/* ---- Groups of draws with the same methods ---- */

typedef struct
{
  const DgmiUncertaintyPlan *plan;
  const DgmiBlockJob *job;
  const DgmiDraws *draws;
  DgmiScratch *scratch;
  DgmiCell *cell;     /* of the group */
  guint aggregation;  /* likewise */
  guint8 draw[CHUNK]; /* the draws of the chunk */
  guint n;
} Chunk;

/* Nothing but the methods and what is left out tells the draws apart: one computation serves all.
 */
static gboolean is_finite_set(const DgmiUncertaintyPlan *plan)
{
  return plan->weights < 0 && plan->noise->len == 0;
}

static guint64 group_of(const DgmiUncertaintyPlan *plan, const DgmiDraws *draws, guint draw)
{
  return ((guint64)draws->cell[draw] << 32) | ((guint64)draws->aggregation[draw] << 16) |
         (is_finite_set(plan) ? draws->dropped[draw] : 0);
}

static int by_number(const void *a, const void *b)
{
  const guint64 x = *(const guint64 *)a, y = *(const guint64 *)b;
  return x < y ? -1 : x > y;
}

/* The draws in the order of their groups. */
static void sort_draws(const DgmiUncertaintyPlan *plan, const DgmiDraws *draws, guint8 *order)
{
  guint64 key[BLOCK]; /* group, then draw: 16 bits are enough for cell and aggregation */
  for (guint d = 0; d < BLOCK; d++)
    key[d] = group_of(plan, draws, d) << 8 | d;
  qsort(key, BLOCK, sizeof key[0], by_number);
  for (guint d = 0; d < BLOCK; d++)
    order[d] = (guint8)(key[d] & 255);
}

/* ---- Scores ---- */

/* Lanes in use, rounded up to what all vectors divide. */
static guint full_lanes(const Chunk *chunk)
{
  return (chunk->n + 7) & ~7u;
}

static void gather_weights(const Chunk *chunk)
{
  for (gsize slot = 0; slot < chunk->plan->tree.n_slots; slot++)
    for (guint lane = 0; lane < full_lanes(chunk); lane++)
      chunk->scratch->weight[slot * CHUNK + lane] =
          chunk->draws->weight[slot * BLOCK + chunk->draw[MIN(lane, chunk->n - 1)]];
}

static void score_by_vectors(const Chunk *chunk, const DgmiPacked *packed)
{
  const DgmiShape *shape = packed->shape;
  const double zero = shape->segment[shape->n_segments - 1].geometric ? -INFINITY : 0;
  gather_weights(chunk);
  chunk->plan->kernel->score(packed, full_lanes(chunk), chunk->scratch);
  for (guint i = 0; i < chunk->cell->n_zero; i++)
    for (guint lane = 0; lane < full_lanes(chunk); lane++)
      chunk->scratch->score[(gsize)chunk->cell->zero[i] * CHUNK + lane] = zero;
}

/* The weights of a draw by node. */
static double *node_weights(const Chunk *chunk, guint draw)
{
  const DgmiTree *tree = &chunk->plan->tree;
  double *weight =
      g_new0(double, dgmi_framework_n_nodes(dgmi_recipe_framework(chunk->plan->recipe)));
  for (gsize slot = 0; slot < tree->n_slots; slot++)
    weight[tree->node[slot]] = chunk->draws->weight[slot * BLOCK + draw];
  return weight;
}

static DgmiResult *compute_draw(const Chunk *chunk, const DgmiRecipe *recipe, guint draw,
                                GError **error)
{
  const DgmiUncertaintyPlan *plan = chunk->plan;
  g_autofree double *weight = node_weights(chunk, draw);
  g_autoptr(DgmiMatrix) imputed = NULL;
  if (plan->noise->len > 0)
  {
    imputed =
        dgmi_draws_noise(plan, chunk->job, chunk->cell->result->stage[DGMI_STAGE_IMPUTED], draw);
    if (imputed == NULL)
    {
      dgmi_error_set(error, DGMI_ERROR_DATA, "a draw does not fit into memory");
      return NULL;
    }
  }
  return dgmi_result_again(chunk->cell->result, recipe, weight, imputed, error);
}

static gboolean is_stopped(const DgmiBlockJob *job)
{
  return job->stop != NULL && g_atomic_int_get(job->stop) != 0;
}

/* Draw by draw, by the functions that compute an index; where the draws are one and the same, the
 * first alone. */
static gboolean score_one_by_one(const Chunk *chunk, GError **error)
{
  const guint n_units = chunk->plan->n_units;
  const gboolean once = is_finite_set(chunk->plan);
  g_autoptr(DgmiRecipe) recipe = dgmi_recipe_copy(chunk->cell->recipe);
  dgmi_plan_aggregate(chunk->plan, chunk->aggregation, recipe);
  for (guint first = 0; first < full_lanes(chunk);)
  {
    const guint after = once || first + 1 >= chunk->n ? full_lanes(chunk) : first + 1;
    if (is_stopped(chunk->job))
      return FALSE;
    g_autoptr(DgmiResult) result = compute_draw(chunk, recipe, chunk->draw[first], error);
    if (result == NULL)
      return FALSE;
    for (gsize unit = 0; unit < n_units; unit++)
      for (guint lane = first; lane < after; lane++)
        chunk->scratch->score[unit * CHUNK + lane] = result->index[unit];
    first = after;
  }
  return TRUE;
}

/* ---- What goes out ---- */

static void hand_out_scores(const Chunk *chunk, gboolean logarithms)
{
  const DgmiScratch *scratch = chunk->scratch;
  if (chunk->job->score == NULL)
    return;
  if (logarithms)
    chunk->plan->kernel->exponential(scratch->n_units, full_lanes(chunk), scratch->score);
  for (gsize unit = 0; unit < scratch->n_units; unit++)
    for (guint lane = 0; lane < chunk->n; lane++)
      chunk->job->score[unit * chunk->job->stride + chunk->draw[lane]] =
          scratch->score[unit * CHUNK + lane];
}

static gboolean compute_chunk(const Chunk *chunk, GError **error)
{
  const DgmiUncertaintyPlan *plan = chunk->plan;
  const DgmiPacked *packed = chunk->cell->packed[chunk->aggregation];
  if (packed != NULL)
    score_by_vectors(chunk, packed);
  else if (!score_one_by_one(chunk, error))
    return FALSE;
  plan->kernel->rank(plan->skip, full_lanes(chunk), chunk->n, chunk->draw, chunk->job->stride,
                     chunk->job->rank, chunk->scratch);
  hand_out_scores(chunk, packed != NULL &&
                             packed->shape->segment[packed->shape->n_segments - 1].geometric);
  return TRUE;
}

/* Weights relative to the sum of their parent's members; 1 of the index. */
static void hand_out_shares(const DgmiUncertaintyPlan *plan, const DgmiDraws *draws, double *share)
{
  const DgmiTree *tree = &plan->tree;
  for (guint d = 0; d < BLOCK; d++, share += tree->n_slots)
  {
    share[tree->n_slots - 1] = 1;
    for (guint a = 0; a < tree->n_aggregates; a++)
    {
      double sum = 0;
      for (guint m = tree->first[a]; m < tree->first[a + 1]; m++)
        sum += draws->weight[(gsize)tree->member[m] * BLOCK + d];
      for (guint m = tree->first[a]; m < tree->first[a + 1]; m++)
        share[tree->member[m]] =
            sum > 0 ? draws->weight[(gsize)tree->member[m] * BLOCK + d] / sum : 0;
    }
  }
}

/* The draws order[0 … n) of one group. */
static gboolean compute_group(Chunk *chunk, const guint8 *order, guint n, GError **error)
{
  for (guint first = 0; first < n; first += CHUNK)
  {
    chunk->n = MIN(CHUNK, n - first);
    memcpy(chunk->draw, order + first, chunk->n);
    if (is_stopped(chunk->job) || !compute_chunk(chunk, error))
      return FALSE;
  }
  return TRUE;
}

gboolean dgmi_uncertainty_block(const DgmiUncertaintyPlan *plan, const DgmiBlockJob *job,
                                DgmiScratch *scratch, GError **error)
{
  DgmiDraws draws = {.weight = scratch->block_weight};
  guint8 order[BLOCK];
  Chunk chunk = {.plan = plan, .job = job, .draws = &draws, .scratch = scratch};
  dgmi_draws_make(plan, job, &draws);
  sort_draws(plan, &draws, order);
  gboolean ok = TRUE;
  for (guint first = 0, after; ok && first < BLOCK; first = after)
  {
    const guint64 group = group_of(plan, &draws, order[first]);
    for (after = first + 1; after < BLOCK && group_of(plan, &draws, order[after]) == group; after++)
      ;
    const DgmiCell *kept = &plan->cell[draws.cell[order[first]]];
    DgmiCell made = {.recipe = kept->recipe};
    chunk.cell = kept->result != NULL ? (DgmiCell *)kept : &made;
    chunk.aggregation = draws.aggregation[order[first]];
    ok = dgmi_cell_fill(plan, chunk.cell, error) &&
         compute_group(&chunk, order + first, after - first, error);
    dgmi_cell_empty(plan, &made);
  }
  if (ok && job->share != NULL)
    hand_out_shares(plan, &draws, job->share);
  return ok;
}
