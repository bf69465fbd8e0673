/* What the counts of an uncertainty analysis say. */
#include <assert.h>
#include <math.h>

#include "index/uncertainty/uncertainty-inside.h"

/* Of the standard normal distribution: 95 % lie within ± this. */
#define NORMAL_95 1.959963984540054

static const guint32 *rank_row(const DgmiUncertainty *result, guint unit)
{
  assert(unit < result->n_units);
  return result->ranks + (gsize)unit * result->n_units;
}

DgmiUncertaintyTables dgmi_uncertainty_tables(DgmiUncertainty *result)
{
  return (DgmiUncertaintyTables){result->counts, result->n_counts, result->sums, result->n_sums};
}

void dgmi_uncertainty_merge(DgmiUncertainty *result, const DgmiUncertainty *other)
{
  assert(result->n_counts == other->n_counts && result->n_sums == other->n_sums);
  for (gsize i = 0; i < result->n_counts; i++)
    result->counts[i] += other->counts[i];
  for (gsize i = 0; i < result->n_sums; i++)
    result->sums[i] += other->sums[i];
  result->partial = result->partial || other->partial;
}

guint64 dgmi_uncertainty_draws(const DgmiUncertainty *result)
{
  return (guint64)result->draws[0];
}

guint64 dgmi_uncertainty_seed(const DgmiUncertainty *result)
{
  return result->seed;
}

gboolean dgmi_uncertainty_is_partial(const DgmiUncertainty *result)
{
  return result->partial;
}

void dgmi_uncertainty_set_partial(DgmiUncertainty *result)
{
  result->partial = TRUE;
}

/* ---- Ranks ---- */

guint64 dgmi_uncertainty_ranked(const DgmiUncertainty *result, guint unit)
{
  assert(unit < result->n_units);
  const guint32 *row = rank_row(result, unit);
  guint64 n = 0;
  for (guint r = 0; r < result->n_units; r++)
    n += row[r];
  return n;
}

/* The smallest rank at which the counts reach a share `p` of `n`. */
static double row_quantile(const guint32 *row, guint n_ranks, guint64 n, double p)
{
  guint64 so_far = 0;
  guint last = 0;
  for (guint r = 0; r < n_ranks; r++)
  {
    so_far += row[r];
    last = row[r] > 0 ? r + 1 : last;
    if (row[r] > 0 && (double)so_far >= p * (double)n)
      return r + 1;
  }
  return last > 0 ? last : NAN;
}

double dgmi_uncertainty_rank_quantile(const DgmiUncertainty *result, guint unit, double p)
{
  return row_quantile(rank_row(result, unit), result->n_units,
                      dgmi_uncertainty_ranked(result, unit), p);
}

/* Squares are summed about the mean in a second pass: about 0 they would cancel for units that
 * hardly move. */
DgmiRankSummary dgmi_uncertainty_rank_summary(const DgmiUncertainty *result, guint unit)
{
  assert(unit < result->n_units);
  const guint32 *row = rank_row(result, unit);
  const guint n_ranks = result->n_units;
  const guint64 n = dgmi_uncertainty_ranked(result, unit);
  if (n == 0)
    return (DgmiRankSummary){NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
  DgmiRankSummary summary = {.min = row_quantile(row, n_ranks, n, 0),
                             .max = row_quantile(row, n_ranks, n, 1),
                             .median = row_quantile(row, n_ranks, n, 0.5),
                             .p5 = row_quantile(row, n_ranks, n, 0.05),
                             .p95 = row_quantile(row, n_ranks, n, 0.95),
                             .first = (double)row[0] / (double)n};
  guint64 sum = 0;
  double squares = 0;
  for (guint r = 0; r < n_ranks; r++)
    sum += (guint64)row[r] * (r + 1);
  summary.mean = (double)sum / (double)n;
  for (guint r = 0; r < n_ranks; r++)
    squares += row[r] * (r + 1 - summary.mean) * (r + 1 - summary.mean);
  summary.sd = n > 1 ? sqrt(squares / (double)(n - 1)) : NAN;
  summary.mean_half_width = NORMAL_95 * summary.sd / sqrt((double)n);
  summary.first_half_width = NORMAL_95 * sqrt(summary.first * (1 - summary.first) / (double)n);
  return summary;
}

double dgmi_uncertainty_acceptability(const DgmiUncertainty *result, guint unit, guint rank)
{
  assert(rank >= 1 && rank <= result->n_units);
  return dgmi_uncertainty_draws(result) == 0
             ? NAN
             : rank_row(result, unit)[rank - 1] / (double)dgmi_uncertainty_draws(result);
}

/* ---- Scores ---- */

static const gint64 *score_sums(const DgmiUncertainty *result, guint unit)
{
  assert(result->scores != NULL && unit < result->n_units);
  return result->scores + (gsize)unit * DGMI_SCORE_SUMS;
}

double dgmi_uncertainty_score_mean(const DgmiUncertainty *result, guint unit)
{
  assert(unit < result->n_units);
  const gint64 *sums = score_sums(result, unit);
  if (sums[DGMI_SUM_NUMBER] == 0)
    return NAN;
  const double q = (double)sums[DGMI_SUM_SCORE] / (double)sums[DGMI_SUM_NUMBER];
  return result->low[unit] + result->width[unit] * q * 0x1p-30;
}

double dgmi_uncertainty_score_sd(const DgmiUncertainty *result, guint unit)
{
  assert(unit < result->n_units);
  const gint64 *sums = score_sums(result, unit);
  const long double n = sums[DGMI_SUM_NUMBER];
  if (n < 2)
    return NAN;
  const long double mean = sums[DGMI_SUM_SCORE] / n;
  const long double squares =
      (long double)sums[DGMI_SUM_SQUARE_HIGH] * 0x1p32L + sums[DGMI_SUM_SQUARE_LOW];
  const long double variance = (squares - n * mean * mean) / (n - 1);
  return variance > 0 ? result->width[unit] * (double)sqrtl(variance) * 0x1p-30 : 0;
}

double dgmi_uncertainty_score_quantile(const DgmiUncertainty *result, guint unit, double p)
{
  assert(unit < result->n_units);
  assert(p >= 0 && p <= 1);
  const double n = (double)score_sums(result, unit)[DGMI_SUM_NUMBER];
  const guint32 *bins = result->bins + (gsize)unit * DGMI_SCORE_BINS;
  double so_far = 0;
  for (guint b = 0; b < DGMI_SCORE_BINS; b++)
  {
    if (bins[b] > 0 && so_far + bins[b] >= p * n)
    {
      const double within = fmax(p * n - so_far, 0) / bins[b];
      return result->low[unit] + result->width[unit] * (b + within) / DGMI_SCORE_BINS;
    }
    so_far += bins[b];
  }
  return NAN;
}

/* ---- Pairs and weights ---- */

double dgmi_uncertainty_winning(const DgmiUncertainty *result, guint unit, guint other)
{
  assert(result->pairs != NULL && unit < result->n_units && other < result->n_units);
  const double n = (double)dgmi_uncertainty_draws(result);
  if (dgmi_uncertainty_ranked(result, unit) == 0 || dgmi_uncertainty_ranked(result, other) == 0)
    return NAN;
  const double ahead = result->pairs[(gsize)unit * result->n_units + other];
  const double behind = result->pairs[(gsize)other * result->n_units + unit];
  return (ahead + (n - ahead - behind) / 2) / n;
}

void dgmi_uncertainty_central_weights(const DgmiUncertainty *result, guint unit, double *out)
{
  assert(result->central != NULL);
  const DgmiTree *tree = &result->plan->tree;
  const guint32 first = rank_row(result, unit)[0];
  for (guint node = 0; node < dgmi_framework_n_nodes(dgmi_recipe_framework(result->plan->recipe));
       node++)
    out[node] = NAN;
  for (guint slot = 0; slot < tree->n_slots && first > 0; slot++)
    out[tree->node[slot]] =
        (double)result->central[(gsize)unit * tree->n_slots + slot] / first * 0x1p-31;
}

/* ---- Convergence ---- */

double dgmi_uncertainty_half_width(const DgmiUncertainty *result)
{
  if (dgmi_uncertainty_draws(result) < 2)
    return INFINITY;
  double widest = 0;
  for (guint unit = 0; unit < result->n_units; unit++)
  {
    const DgmiRankSummary summary = dgmi_uncertainty_rank_summary(result, unit);
    widest = fmax(widest, fmax(summary.mean_half_width, summary.first_half_width));
  }
  return widest;
}

void dgmi_uncertainty_note_convergence(DgmiUncertainty *result)
{
  const DgmiConvergence now = {dgmi_uncertainty_draws(result), dgmi_uncertainty_half_width(result)};
  g_array_append_val(result->convergence, now);
}

const GArray *dgmi_uncertainty_convergence(const DgmiUncertainty *result)
{
  return result->convergence;
}
