#include "index/questions/target.h"

#include <assert.h>
#include <float.h>
#include <gsl/gsl_roots.h>
#include <math.h>
#include <string.h>

#include "index/methods/methods.h"
#include "index/questions/target-inside.h"

#define SAME_EFFECT 1e-12 /* relative: weights along a path are products */

/* An index that is a power mean of what may rise and a rest: g(index) = rest + Σ effect g(x). */
typedef struct
{
  double power; /* 1 = arithmetic, 0 = geometric */
  guint n;
  const double *now, *limit; /* by number of node; a node without a value has no effect */
  double *effect;
  double need; /* of Σ effect (g(x) − g(now)) */
} Mean;

static double g_of(const Mean *mean, double x)
{
  if (mean->power == 0)
    return log(x);
  return mean->power == 1 ? x : copysign(pow(x, mean->power), mean->power);
}

static double gained(const Mean *mean, const double *x)
{
  double sum = 0;
  for (guint i = 0; i < mean->n; i++)
    if (mean->effect[i] > 0)
      sum += mean->effect[i] * (g_of(mean, x[i]) - g_of(mean, mean->now[i]));
  return sum;
}

/* ---- Which mean it is ---- */

/* The power of an aggregation; NaN where it is no power mean. */
static double power_of(const DgmiMethod *method)
{
  if (method->info == &dgmi_method_aggregate_arithmetic)
    return 1;
  if (method->info == &dgmi_method_aggregate_geometric)
    return 0;
  if (method->info == &dgmi_method_aggregate_harmonic)
    return -1;
  return method->info == &dgmi_method_aggregate_power ? method->argument[0] : NAN;
}

static double share_in_parent(const DgmiResult *result, guint node, guint unit)
{
  const DgmiFramework *framework = dgmi_recipe_framework(dgmi_result_recipe(result));
  const int parent = dgmi_framework_node(framework, node)->parent;
  const DgmiNode *above = dgmi_framework_node(framework, (guint)parent);
  double sum = 0;
  for (guint m = 0; m < above->n_members; m++)
    if (!isnan(dgmi_result_node(result, above->members[m])[unit]))
      sum += dgmi_result_weights(result)[above->members[m]];
  return sum > 0 ? dgmi_result_weights(result)[node] / sum : 0;
}

/* The weight of a node in the index along its path. FALSE where an aggregation on it is not the
 * mean's, or changes its members' mean further. */
static gboolean find_effect(const DgmiResult *result, guint node, guint unit, Mean *mean,
                            double *effect)
{
  const DgmiRecipe *recipe = dgmi_result_recipe(result);
  *effect = 1;
  for (int parent; (parent = dgmi_framework_node(dgmi_recipe_framework(recipe), node)->parent) >= 0;
       node = (guint)parent)
  {
    const double power = power_of(&dgmi_recipe_node(recipe, parent)->aggregate);
    if (isnan(power) || power > 1 || dgmi_recipe_node(recipe, parent)->normalise.info != NULL ||
        (!isnan(mean->power) && power != mean->power))
      return FALSE;
    mean->power = power;
    *effect *= share_in_parent(result, node, unit);
  }
  return TRUE;
}

/* FALSE where the index is no mean that is solved exactly. */
static gboolean find_mean(const DgmiResult *result, const DgmiTargetTask *task, const double *now,
                          Mean *mean)
{
  *mean = (Mean){.power = NAN, .n = task->n_nodes, .now = now, .limit = task->limit};
  mean->effect = g_new0(double, task->n_nodes + 1);
  gboolean ok = dgmi_recipe_settings(dgmi_result_recipe(result))->round_levels < 0;
  for (guint i = 0; ok && i < task->n_nodes; i++)
    if (!isnan(now[i]))
      ok = find_effect(result, task->node[i], task->unit, mean, &mean->effect[i]) &&
           (mean->power == 1 || now[i] > 0);
  return ok;
}

/* ---- One root ---- */

typedef struct
{
  const Mean *mean;
  gboolean by_effect; /* x' = t effect^(1/(1−P)); otherwise x' = now + t */
  double *x;
} Line;

static double start_of(const Line *line, guint i)
{
  return line->by_effect ? 0 : line->mean->now[i];
}

static double slope_of(const Line *line, guint i)
{
  return line->by_effect ? pow(line->mean->effect[i], 1 / (1 - line->mean->power)) : 1;
}

static double lacking(double t, void *data)
{
  const Line *line = data;
  const Mean *mean = line->mean;
  for (guint i = 0; i < mean->n; i++)
    line->x[i] = mean->effect[i] > 0 ? CLAMP(start_of(line, i) + t * slope_of(line, i),
                                             mean->now[i], fmax(mean->limit[i], mean->now[i]))
                                     : mean->now[i];
  return gained(mean, line->x) - mean->need;
}

/* Sets line->x to the first values along the line that have the gain needed. */
static void solve_line(const Line *line)
{
  const Mean *mean = line->mean;
  double low = INFINITY, high = 0;
  for (guint i = 0; i < mean->n; i++)
    if (mean->effect[i] > 0)
    {
      low = fmin(low, (mean->now[i] - start_of(line, i)) / slope_of(line, i));
      high = fmax(high, (mean->limit[i] - start_of(line, i)) / slope_of(line, i));
    }
  gsl_function function = {lacking, (void *)line};
  if (!(low < high) || lacking(high, (void *)line) <= 0)
    return; /* to the limits */
  gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
  int status = gsl_root_fsolver_set(solver, &function, low, high);
  for (guint i = 0; status == 0 && i < 200; i++)
  {
    status = gsl_root_fsolver_iterate(solver);
    low = gsl_root_fsolver_x_lower(solver);
    high = gsl_root_fsolver_x_upper(solver);
    if (gsl_root_test_interval(low, high, 0, 2 * DBL_EPSILON) == 0)
      break;
  }
  gsl_root_fsolver_free(solver);
  lacking(high, (void *)line);
}

/* ---- The linear program ----
 *
 * Σ rise least with Σ effect rise ≥ need has one row, so its solution is known: what has the
 * largest effect rises first, as far as it can (G. B. Dantzig, "Discrete-variable extremum
 * problems", 1957).
 */

/* Whether node `i` rises in the place of others with the effect of node `k`. */
static gboolean is_alike(const Mean *mean, guint i, guint k)
{
  return mean->effect[k] > 0 && fabs(mean->effect[i] - mean->effect[k]) <=
                                    SAME_EFFECT * fmax(mean->effect[i], mean->effect[k]);
}

/* The sum of the rises of the nodes like `k`, where each rises by t up to its limit. */
static double sum_of_rises(const Mean *mean, guint k, double t)
{
  double sum = 0;
  for (guint i = 0; i < mean->n; i++)
    if (is_alike(mean, i, k))
      sum += fmin(t, fmax(mean->limit[i] - mean->now[i], 0));
  return sum;
}

/* How far each of the nodes like `k` rises so that they rise by `sum` together: the sum is linear
 * in t between the limits. */
static double level_of(const Mean *mean, guint k, double sum)
{
  double below = 0, above = INFINITY; /* the limits next to t */
  guint rising = 0;
  for (guint i = 0; i < mean->n; i++)
  {
    const double room = mean->limit[i] - mean->now[i];
    if (!is_alike(mean, i, k) || !(room > 0))
      continue;
    if (sum_of_rises(mean, k, room) <= sum)
      below = fmax(below, room);
    else
    {
      above = fmin(above, room);
      rising++;
    }
  }
  return rising == 0 ? below : fmin(below + (sum - sum_of_rises(mean, k, below)) / rising, above);
}

/* The node with the largest effect of those not done; mean->n where none is left. */
static guint next_node(const Mean *mean, const gboolean *done)
{
  guint best = mean->n;
  for (guint i = 0; i < mean->n; i++)
    if (!done[i] && mean->effect[i] > 0 &&
        (best == mean->n || mean->effect[i] > mean->effect[best]))
      best = i;
  return best;
}

/* Those of the same effect rise by the same amount, up to their limits. */
static void solve_linear(const Mean *mean, double *x)
{
  g_autofree gboolean *done = g_new0(gboolean, mean->n);
  double lacking = mean->need;
  for (guint k; (k = next_node(mean, done)) < mean->n;)
  {
    const double sum = fmin(sum_of_rises(mean, k, INFINITY), fmax(lacking, 0) / mean->effect[k]);
    const double t = level_of(mean, k, sum);
    for (guint i = 0; i < mean->n; i++)
      if (is_alike(mean, i, k))
      {
        x[i] = mean->now[i] + fmin(t, fmax(mean->limit[i] - mean->now[i], 0));
        done[i] = TRUE;
      }
    lacking -= mean->effect[k] * sum;
  }
}

/* ---- A mean solved ---- */

static void solve_mean(const Mean *mean, DgmiTargetBy by, double *x)
{
  if (by == DGMI_TARGET_SUM && mean->power == 1)
    solve_linear(mean, x);
  else
    solve_line(&(Line){mean, by == DGMI_TARGET_SUM, x});
}

/* The least index whose rounding is `score`: rounding does not fall. */
static double least_index(double score, int digits)
{
  double low = score - pow(10, -digits), high = score;
  if (digits < 0 || dgmi_round(low, digits) >= score)
    return score;
  for (double middle; (middle = low + (high - low) / 2) > low && middle < high;)
    if (dgmi_round(middle, digits) >= score)
      high = middle;
    else
      low = middle;
  return high;
}

/* Solves for the index needed, and a little more until rounding errors do not matter. x has the
 * limits. */
static void solve_exactly(DgmiTrial *trial, Mean *mean, double *x)
{
  const int digits = dgmi_recipe_settings(dgmi_result_recipe(trial->result))->digits;
  const guint unit = trial->task->unit;
  const double now = g_of(mean, dgmi_result_index(trial->result)[unit]);
  const double score = dgmi_standing_score(trial->standing, unit, trial->task->rank, digits);
  const double needed = least_index(score, digits), most = gained(mean, x);
  g_autofree double *tried = g_memdup2(x, mean->n * sizeof *x);
  for (double more = 4 * DBL_EPSILON; more < 1e-8; more *= 8)
  {
    mean->need = g_of(mean, needed + more * fabs(needed)) - now;
    if (most <= mean->need)
      break; /* the limits, no less */
    solve_mean(mean, trial->task->by, tried);
    if (!dgmi_trial_reaches(trial, tried))
      continue;
    memcpy(x, tried, mean->n * sizeof *x);
    break;
  }
}

static void solve(DgmiTrial *trial, DgmiTarget *target)
{
  Mean mean;
  target->is_approximate = !find_mean(trial->result, trial->task, target->now, &mean);
  if (target->is_approximate)
    dgmi_target_search(trial, target->now, target->needed);
  else
    solve_exactly(trial, &mean, target->needed);
  g_free(mean.effect);
}

/* ---- The target ---- */

static gboolean check(const DgmiResult *result, const DgmiTargetTask *task, GError **error)
{
  const DgmiDataset *dataset = dgmi_result_dataset(result);
  const char *code = dgmi_dataset_code(dataset, task->unit);
  if (isnan(dgmi_result_rank(result)[task->unit]))
    dgmi_error_set(error, DGMI_ERROR_DATA, "%s has no rank that could rise", code);
  else if (dgmi_result_is_zero_by_rule(result, task->unit))
    dgmi_error_set(error, DGMI_ERROR_DATA,
                   "the index of %s is 0 by a rule of the edition, whatever its parts", code);
  else
    return TRUE;
  return FALSE;
}

/* FALSE with an error where what the index is made of would change with the values. */
static gboolean check_above(const DgmiTrial *trial, GError **error)
{
  const DgmiFramework *framework = dgmi_recipe_framework(dgmi_result_recipe(trial->result));
  for (guint node = 0; node < dgmi_framework_n_nodes(framework); node++)
    if (trial->above[node] && dgmi_result_has_derived_weights(trial->result, node))
    {
      dgmi_error_set(error, DGMI_ERROR_DATA,
                     "the weights within '%s' follow from the values and would change with them; "
                     "state them as numbers: {weights CODE=W,…}",
                     dgmi_framework_node(framework, node)->code);
      return FALSE;
    }
  if (trial->is_local || !dgmi_recipe_settings(dgmi_result_recipe(trial->result))->over_years)
    return TRUE;
  dgmi_error_set(error, DGMI_ERROR_DATA,
                 "the index compares units over all years together, so no single value can be "
                 "tried out; leave {over_years} out");
  return FALSE;
}

static gboolean find_values(const DgmiResult *result, const DgmiTargetTask *task,
                            DgmiTarget *target, GError **error)
{
  guint present = 0;
  target->now = g_new(double, task->n_nodes + 1);
  target->needed = g_new(double, task->n_nodes + 1);
  for (guint i = 0; i < task->n_nodes; i++)
  {
    const double x = dgmi_result_node(result, task->node[i])[task->unit];
    target->now[i] = x;
    target->needed[i] = isnan(x) ? x : fmax(x, task->limit[i]);
    present += !isnan(x);
  }
  if (present == 0)
    dgmi_error_set(error, DGMI_ERROR_DATA, "%s has no value of what should rise",
                   dgmi_dataset_code(dgmi_result_dataset(result), task->unit));
  return present > 0;
}

gboolean dgmi_target(const DgmiResult *result, const DgmiTargetTask *task, DgmiTarget *target,
                     GError **error)
{
  assert(!dgmi_recipe_published(dgmi_result_recipe(result))->ranks && task->rank >= 1);
  *target = (DgmiTarget){0};
  if (!check(result, task, error) || !find_values(result, task, target, error))
    return FALSE;
  g_auto(DgmiTrial) trial = {0};
  dgmi_trial_init(&trial, result, task);
  if (!check_above(&trial, error))
    return FALSE;
  const gboolean is_there = dgmi_result_rank(result)[task->unit] <= task->rank;
  target->is_reached = is_there || dgmi_trial_reaches(&trial, target->needed);
  if (!is_there && target->is_reached)
    solve(&trial, target);
  for (guint i = 0; is_there && i < task->n_nodes; i++)
    target->needed[i] = target->now[i];
  target->rank = dgmi_trial_rank(&trial, target->needed);
  target->score = trial.score;
  return TRUE;
}

void dgmi_target_clear(DgmiTarget *target)
{
  g_free(target->now);
  g_free(target->needed);
}
