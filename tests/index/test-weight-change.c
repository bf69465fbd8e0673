/* test-weight-change.c: the least change of weights that swaps two units: verified by recomputation
 * at the weights found and around them, against geometry and a search by bisection; bounds and
 * draws of weights; an index as linear functions of the weights of a part of its tree. */
#include "index/weights/weight-change.h"

#include <math.h>
#include <string.h>

#include "index/weights/weight-draws.h"
#include "index/weights/weight-parts.h"
#include "tests/shared/computed.h"
#include "tests/shared/program.h"

#define MOST 8

typedef struct
{
  guint n;
  double lead[MOST];
  DgmiWeightSpace *space;
} UnitPair;

static void clear(UnitPair *pair)
{
  dgmi_weight_space_free(pair->space);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(UnitPair, clear)

/* Two units that can swap; half of the time within bounds that hold the nominal weights. */
static UnitPair make(GRand *rand, guint n, gboolean boxed)
{
  UnitPair pair = {.n = n};
  do
  {
    double nominal[MOST], lower[MOST], upper[MOST], sum = 0;
    for (guint m = 0; m < n; m++)
      sum += nominal[m] = g_rand_double_range(rand, 0.1, 1);
    for (guint m = 0; m < n; m++)
    {
      lower[m] = boxed ? nominal[m] / sum * g_rand_double(rand) : 0;
      upper[m] = boxed ? nominal[m] / sum * g_rand_double_range(rand, 1, 3) : 1;
      pair.lead[m] = g_rand_double_range(rand, -1, 1);
    }
    dgmi_weight_space_free(pair.space);
    pair.space = dgmi_weight_space_new(n, nominal, lower, upper, NULL);
  } while (!dgmi_weight_can_swap(pair.space, pair.lead, 1e-9));
  return pair;
}

static double lead_at(const UnitPair *pair, const double *weight)
{
  return dgmi_weight_score(pair->n, weight, pair->lead);
}

/* The weights are of the space; there the two are level; before, the order is the nominal one, and
 * beyond it is turned. */
static void check_swap(const UnitPair *pair, const double *weight)
{
  const double nominal = lead_at(pair, pair->space->nominal);
  double sum = 0, before[MOST], beyond[MOST];
  for (guint m = 0; m < pair->n; m++)
  {
    sum += weight[m];
    g_assert_cmpfloat(weight[m], >=, pair->space->lower[m] - 1e-12);
    g_assert_cmpfloat(weight[m], <=, pair->space->upper[m] + 1e-12);
    const double step = weight[m] - pair->space->nominal[m];
    before[m] = pair->space->nominal[m] + (1 - 1e-9) * step;
    beyond[m] = pair->space->nominal[m] + (1 + 1e-9) * step;
  }
  g_assert_cmpfloat_with_epsilon(sum, 1, 1e-12);
  g_assert_cmpfloat_with_epsilon(lead_at(pair, weight), 0, 1e-12);
  if (fabs(nominal) > 1e-2) /* else a step of 1e-9 is rounding */
  {
    g_assert_cmpfloat(lead_at(pair, before) * nominal, >, 0);
    g_assert_cmpfloat(lead_at(pair, beyond) * nominal, <, 0);
  }
}

static double distance(const UnitPair *pair, const double *weight)
{
  double sum = 0;
  for (guint m = 0; m < pair->n; m++)
    sum += (weight[m] - pair->space->nominal[m]) * (weight[m] - pair->space->nominal[m]);
  return sqrt(sum);
}

static double largest_move(const UnitPair *pair, const double *weight)
{
  double most = 0;
  for (guint m = 0; m < pair->n; m++)
    most = fmax(most, fabs(weight[m] - pair->space->nominal[m]));
  return most;
}

/* Three parts: on the line w = at + t along (where the sum is 1 and the lead 0) the bounds leave a
 * stretch of t, on which the closest point is that of the line, or an end. */
static double closest_on_line(const UnitPair *pair)
{
  const double *lead = pair->lead, *nominal = pair->space->nominal;
  const double along[3] = {lead[1] - lead[2], lead[2] - lead[0], lead[0] - lead[1]};
  /* From nominal, across: v with sum 0, orthogonal to along. */
  const double mean = (lead[0] + lead[1] + lead[2]) / 3;
  double across[3], scale = 0, at[3], low = -INFINITY, high = INFINITY, length = 0;
  for (guint m = 0; m < 3; m++)
  {
    across[m] = lead[m] - mean;
    scale += across[m] * lead[m];
    length += along[m] * along[m];
  }
  for (guint m = 0; m < 3; m++)
  {
    at[m] = nominal[m] - lead_at(pair, nominal) / scale * across[m];
    const double a = (pair->space->lower[m] - at[m]) / along[m];
    const double b = (pair->space->upper[m] - at[m]) / along[m];
    low = fmax(low, fmin(a, b));
    high = fmin(high, fmax(a, b));
  }
  const double t = fmin(fmax(0, low), high);
  const double off = lead_at(pair, nominal) / scale;
  return sqrt(off * off * scale + t * t * length);
}

static void test_closest(void)
{
  GRand *rand = g_rand_new_with_seed(21);
  for (guint round = 0; round < 2000; round++)
  {
    double weight[MOST], other[MOST];
    const guint n = round % 4 == 0 ? 3 : (guint)g_rand_int_range(rand, 2, MOST + 1);
    g_auto(UnitPair) pair = make(rand, n, round % 2 == 0);
    const double found = dgmi_weight_closest_swap(pair.space, pair.lead, weight);
    check_swap(&pair, weight);
    g_assert_cmpfloat_with_epsilon(found, distance(&pair, weight), 1e-15);
    if (n == 3)
      g_assert_cmpfloat_with_epsilon(found, closest_on_line(&pair), 1e-9);
    /* Nothing drawn on the other side is closer. */
    g_autoptr(DgmiWeightDraws) draws = dgmi_weight_draws_new(pair.space, round + 1);
    for (guint d = 0; d < 100; d++)
    {
      dgmi_weight_draws_next(draws, other);
      if (lead_at(&pair, other) * lead_at(&pair, pair.space->nominal) <= 0)
        g_assert_cmpfloat(distance(&pair, other), >=, found - 1e-12);
    }
  }
  g_rand_free(rand);
}

/* The smallest t for which weights within t of the nominal ones swap the two, by halving. */
static double move_by_halving(const UnitPair *pair)
{
  double low = 0, high = 1, lower[MOST], upper[MOST], lead[MOST];
  const double sign = lead_at(pair, pair->space->nominal) < 0 ? -1 : 1;
  for (guint m = 0; m < pair->n; m++)
    lead[m] = sign * pair->lead[m];
  for (guint i = 0; i < 60; i++)
  {
    const double t = (low + high) / 2;
    for (guint m = 0; m < pair->n; m++)
    {
      lower[m] = fmax(pair->space->lower[m], pair->space->nominal[m] - t);
      upper[m] = fmin(pair->space->upper[m], pair->space->nominal[m] + t);
    }
    g_autoptr(DgmiWeightSpace) near =
        dgmi_weight_space_new(pair->n, pair->space->nominal, lower, upper, NULL);
    if (dgmi_weight_space_least(near, lead, NULL) <= 0)
      high = t;
    else
      low = t;
  }
  return high;
}

static void test_smallest(void)
{
  GRand *rand = g_rand_new_with_seed(22);
  for (guint round = 0; round < 300; round++)
  {
    double weight[MOST], closest[MOST], move;
    g_autoptr(GError) error = NULL;
    g_auto(UnitPair) pair = make(rand, (guint)g_rand_int_range(rand, 2, MOST + 1), round % 2 == 0);
    g_assert_true(dgmi_weight_smallest_swap(pair.space, pair.lead, dgmi_program_solve, weight,
                                            &move, &error));
    check_swap(&pair, weight);
    g_assert_cmpfloat_with_epsilon(move, largest_move(&pair, weight), 1e-12);
    g_assert_cmpfloat_with_epsilon(move, move_by_halving(&pair), 1e-9); /* the solver's */
    const double apart = dgmi_weight_closest_swap(pair.space, pair.lead, closest);
    g_assert_cmpfloat(move, <=, largest_move(&pair, closest) + 1e-9);
    g_assert_cmpfloat(distance(&pair, weight), >=, apart - 1e-9);
  }
  g_rand_free(rand);
}

static void test_impossible(void)
{
  static const double nominal[] = {1, 1, 1}, high[] = {0.4, 0.4, 0.4};
  static const double never[] = {0.1, 0, 0.2}, rarely[] = {-0.1, 1, 1}, none[] = {0, 0, 0};
  g_autoptr(DgmiWeightSpace) all = dgmi_weight_space_new(3, nominal, NULL, NULL, NULL);
  g_autoptr(DgmiWeightSpace) box = dgmi_weight_space_new(3, nominal, NULL, high, NULL);
  g_assert_false(dgmi_weight_can_swap(all, never, 0)); /* level in a corner, turned nowhere */
  g_assert_false(dgmi_weight_can_swap(all, none, 0));
  g_assert_true(dgmi_weight_can_swap(all, rarely, 0));
  g_assert_false(dgmi_weight_can_swap(box, rarely, 0));
  double weight[3]; /* w1 = 10/11: both others give alike */
  g_assert_cmpfloat_with_epsilon(dgmi_weight_closest_swap(all, rarely, weight),
                                 (10.0 / 11 - 1.0 / 3) * sqrt(1.5), 1e-12);
  g_assert_cmpfloat_with_epsilon(weight[0], 10.0 / 11, 1e-12);
  g_assert_cmpfloat_with_epsilon(weight[1], 0.5 / 11, 1e-12);
}

static void test_bounds(void)
{
  static const double nominal[] = {1, 1}, low[] = {0.6, 0.6}, high[] = {0.3, 0.3};
  const double *const bounds[][2] = {{low, NULL}, {NULL, high}, {low, high}};
  for (guint i = 0; i < G_N_ELEMENTS(bounds); i++)
  {
    g_autoptr(GError) error = NULL;
    g_assert_null(dgmi_weight_space_new(2, nominal, bounds[i][0], bounds[i][1], &error));
    g_assert_error(error, DGMI_ERROR, DGMI_ERROR_USAGE);
  }
}

/* The first weight of uniform draws from a simplex of n parts: mean 1/n, variance
 * (n − 1)/(n² (n + 1)). */
static void test_draws(void)
{
  static const double nominal[] = {1, 1, 1, 1, 1};
  const guint n_draws = 100000;
  g_autoptr(DgmiWeightSpace) space = dgmi_weight_space_new(5, nominal, NULL, NULL, NULL);
  g_autoptr(DgmiWeightDraws) draws = dgmi_weight_draws_new(space, 3);
  double sum = 0, squares = 0;
  for (guint d = 0; d < n_draws; d++)
  {
    double weight[5];
    dgmi_weight_draws_next(draws, weight);
    sum += weight[d % 5];
    squares += weight[d % 5] * weight[d % 5];
  }
  const double mean = sum / n_draws, variance = squares / n_draws - mean * mean;
  g_assert_cmpfloat_with_epsilon(mean, 0.2, 0.0026); /* 5 standard errors */
  g_assert_cmpfloat_with_epsilon(variance, 4.0 / 150, 5e-4);
}

/* ---- Parts of an index ---- */

#define TREE                                                                                       \
  "Level,iCode,Parent,Type,Weight\n1,A,P,Indicator,1\n1,B,P,Indicator,3\n1,C,Q,Indicator,1\n"      \
  "1,D,Q,Indicator,0\n2,P,T,Aggregate,1\n2,Q,T,Aggregate,3\n3,T,,Aggregate,1\n"
#define DATA                                                                                       \
  "uCode,A,B,C,D\nAAA,1,2,3,9\nBBB,2,1,3,9\nCCC,,1,3,9\nDDD,,,3,9\nEEE,5,1,,9\nFFF,,,,9\n"

static double value(const DgmiWeightParts *parts, guint unit, guint part)
{
  return parts->value[(gsize)parts->n_parts * unit + part];
}

/* T = (P + 3 Q)/4, P = (A + 3 B)/4, Q = C (D weighs nothing). With the weights of P varied, A alone
 * gives T = (A + 3 C)/4. EEE lacks Q: T = P. DDD lacks P: T = 3 whatever A and B weigh. */
static void test_parts(void)
{
  g_auto(Computed) c = compute(TREE, DATA, SETTINGS("method.normalise=none"));
  g_autoptr(GError) error = NULL;
  const guint p = node_of_code(&c, "P");
  g_autoptr(DgmiWeightParts) parts = dgmi_weight_parts_new(c.result, p, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(parts->n_parts, ==, 2);
  g_assert_cmpfloat(parts->nominal[1], ==, 0.75);
  g_assert_cmpuint(parts->n_units, ==, 4); /* AAA, BBB, DDD, EEE */
  g_assert_cmpuint(parts->n_partial, ==, 1);
  g_assert_cmpint(dgmi_weight_parts_find(parts, 2), ==, -1);
  g_assert_cmpfloat(value(parts, 0, 0), ==, (1 + 9) / 4.0);
  g_assert_cmpfloat(value(parts, 0, 1), ==, (2 + 9) / 4.0);
  g_assert_cmpfloat(value(parts, 2, 0), ==, 3);
  g_assert_cmpfloat(value(parts, 2, 1), ==, 3);
  g_assert_cmpfloat(value(parts, 3, 0), ==, 5);
  for (guint i = 0; i < parts->n_units; i++)
    g_assert_cmpfloat_with_epsilon(parts->score[i], dgmi_result_index(c.result)[parts->unit[i]],
                                   1e-15);
}

static void test_refused(void)
{
  static const struct
  {
    const char *setting, *node, *says;
  } cases[] = {{"method T.aggregate=geometric", "P", "'T' is the weighted geometric mean"},
               {"method P.aggregate=harmonic", "P", "'P' is the weighted harmonic mean"},
               {"method P.normalise=minmax", "P", "'P' is rescaled"},
               {"method.digits=3", "A", "'A' is an indicator"}};
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
  {
    g_autoptr(GError) error = NULL;
    g_auto(Computed) c = compute(TREE, "uCode,A,B,C,D\nAAA,1,2,3,4\nBBB,2,1,3,4\n",
                                 SETTINGS("method.normalise=none", cases[i].setting));
    const guint node = node_of_code(&c, cases[i].node);
    g_assert_null(dgmi_weight_parts_new(c.result, node, &error));
    g_assert_nonnull(strstr(error->message, cases[i].says));
  }
}

TEST_PROGRAM({"/weight-change/closest", test_closest}, {"/weight-change/smallest", test_smallest},
             {"/weight-change/impossible", test_impossible}, {"/weight-change/bounds", test_bounds},
             {"/weight-change/draws", test_draws}, {"/weight-change/parts", test_parts},
             {"/weight-change/refused", test_refused})
