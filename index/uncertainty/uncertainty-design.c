/* Single draws, and blocks of a Saltelli design. */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "index/uncertainty/uncertainty-inside.h"

/* What the draws of one block of a seed became. */
typedef struct
{
  const DgmiUncertaintyPlan *plan;
  guint64 seed;
  DgmiScratch *scratch;
  guint16 *rank; /* n_units × BLOCK */
  double *score; /* likewise; NULL = not wanted */
} Drawn;

static void drawn_clear(Drawn *drawn)
{
  dgmi_scratch_free(drawn->scratch);
  g_free(drawn->rank);
  g_free(drawn->score);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Drawn, drawn_clear)

static gboolean drawn_start(Drawn *drawn, gboolean scores, GError **error)
{
  const gsize n = (gsize)drawn->plan->n_units * BLOCK;
  drawn->scratch = dgmi_scratch_new(drawn->plan, error);
  drawn->rank = g_new(guint16, n);
  drawn->score = scores ? g_new(double, n) : NULL;
  return drawn->scratch != NULL;
}

static gboolean draw_block(Drawn *drawn, guint block, DgmiDesignMatrix matrix, int other,
                           GError **error)
{
  const DgmiBlockJob job = {.seed = drawn->seed,
                            .block = block,
                            .matrix = matrix,
                            .other = other,
                            .stride = BLOCK,
                            .rank = drawn->rank,
                            .score = drawn->score};
  return dgmi_uncertainty_block(drawn->plan, &job, drawn->scratch, error);
}

/* ---- A single draw ---- */

gboolean dgmi_uncertainty_draw(const DgmiUncertaintyPlan *plan, guint64 seed, guint64 draw,
                               DgmiUncertaintyDraw *out, GError **error)
{
  assert(plan != NULL && out != NULL);
  g_auto(Drawn) drawn = {.plan = plan, .seed = seed};
  const guint at = (guint)(draw % BLOCK), block = (guint)(draw / BLOCK);
  if (!drawn_start(&drawn, TRUE, error) || !draw_block(&drawn, block, DGMI_MATRIX_A, -1, error))
    return FALSE;
  const DgmiBlockJob job = {.seed = seed, .block = block, .other = -1};
  DgmiDraws draws = {.weight = drawn.scratch->block_weight};
  dgmi_draws_make(plan, &job, &draws);
  out->recipe = dgmi_plan_recipe(plan, draws.cell[at], draws.aggregation[at]);
  out->weight = g_new0(double, dgmi_framework_n_nodes(dgmi_recipe_framework(plan->recipe)));
  for (gsize slot = 0; slot < plan->tree.n_slots; slot++)
    out->weight[plan->tree.node[slot]] = draws.weight[slot * BLOCK + at];
  out->score = g_new(double, plan->n_units);
  out->rank = g_new(guint, plan->n_units);
  for (gsize unit = 0; unit < plan->n_units; unit++)
  {
    out->score[unit] = drawn.score[unit * BLOCK + at];
    out->rank[unit] = drawn.rank[unit * BLOCK + at];
  }
  return TRUE;
}

void dgmi_uncertainty_draw_clear(DgmiUncertaintyDraw *draw)
{
  g_clear_pointer(&draw->recipe, dgmi_recipe_unref);
  g_clear_pointer(&draw->weight, g_free);
  g_clear_pointer(&draw->score, g_free);
  g_clear_pointer(&draw->rank, g_free);
}

/* ---- A design ---- */

/* The mean of |rank − nominal rank| over the units with both. */
static double rank_shift(const Drawn *drawn, guint draw)
{
  const DgmiUncertaintyPlan *plan = drawn->plan;
  double sum = 0;
  guint n = 0;
  for (gsize unit = 0; unit < plan->n_units; unit++)
  {
    const guint16 rank = drawn->rank[unit * BLOCK + draw];
    if (rank == 0 || isnan(plan->nominal_rank[unit]))
      continue;
    sum += fabs(rank - plan->nominal_rank[unit]);
    n++;
  }
  return n > 0 ? sum / n : NAN;
}

static double output_of(const Drawn *drawn, const DgmiOutput *output, guint draw)
{
  const gsize at = (gsize)output->unit * BLOCK + draw;
  if (output->kind == DGMI_OUTPUT_RANK_SHIFT)
    return rank_shift(drawn, draw);
  if (output->kind == DGMI_OUTPUT_SCORE)
    return drawn->score[at];
  return drawn->rank[at] > 0 ? drawn->rank[at] : NAN;
}

gboolean dgmi_uncertainty_design_block(const DgmiUncertaintyPlan *plan, guint64 seed, guint block,
                                       const DgmiOutput *output, double *y, GError **error)
{
  assert(output->kind == DGMI_OUTPUT_RANK_SHIFT || output->unit < plan->n_units);
  g_auto(Drawn) drawn = {.plan = plan, .seed = seed};
  if (!drawn_start(&drawn, output->kind == DGMI_OUTPUT_SCORE, error))
    return FALSE;
  for (guint row = 0; row < 2 + plan->sources->len; row++, y += BLOCK)
  {
    if (!draw_block(&drawn, block, row == 1 ? DGMI_MATRIX_B : DGMI_MATRIX_A,
                    row < 2 ? -1 : (int)row - 2, error))
      return FALSE;
    for (guint d = 0; d < BLOCK; d++)
      y[d] = output_of(&drawn, output, d);
  }
  return TRUE;
}
