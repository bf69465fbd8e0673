/* test-weight-ranks.c: best and worst ranks, first shares and dominance over all weights: against
 * published figures' analysis, a grid of weights, a naive search of all crossings, integer programs
 * and draws. */
#include "index/weights/weight-ranks.h"

#include <math.h>
#include <string.h>

#include "datasets/dataset/dataset.h"
#include "index/weights/weight-dominance.h"
#include "index/weights/weight-draws.h"
#include "index/weights/weight-search.h"
#include "tests/shared/program.h"

/* ---- Problems ---- */

typedef struct
{
  guint n_parts, n_units;
  double *value;
  DgmiWeightSpace *space;
} Problem;

static void clear(Problem *p)
{
  g_free(p->value);
  dgmi_weight_space_free(p->space);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Problem, clear)

/* Values with few digits, so that ties, equal units and crossings of many lines are frequent; with
 * `boxed`, bounds with few digits too. */
static Problem make(GRand *rand, guint n_parts, guint n_units, gboolean boxed)
{
  Problem p = {n_parts, n_units, g_new(double, (gsize)n_parts *n_units), NULL};
  double nominal[16], lower[16], upper[16];
  for (guint i = 0; i < n_parts * n_units; i++)
    p.value[i] = g_rand_int_range(rand, 0, 11) / 10.0;
  do
  {
    dgmi_weight_space_free(p.space);
    for (guint m = 0; m < n_parts; m++)
    {
      nominal[m] = g_rand_int_range(rand, 1, 5);
      lower[m] = boxed ? g_rand_int_range(rand, 0, 4) / 10.0 : 0;
      upper[m] = boxed ? lower[m] + g_rand_int_range(rand, 1, 7) / 10.0 : 1;
    }
    p.space = dgmi_weight_space_new(n_parts, nominal, lower, upper, NULL);
    for (guint m = 0; n_parts > 1 && p.space != NULL && m < n_parts; m++)
      if (p.space->upper[m] - p.space->lower[m] < 0.05) /* of full dimension */
        g_clear_pointer(&p.space, dgmi_weight_space_free);
  } while (p.space == NULL);
  return p;
}

static guint rank_at(const Problem *p, guint unit, const double *weight)
{
  guint rank = 1;
  const double own = dgmi_weight_score(p->n_parts, weight, p->value + (gsize)p->n_parts * unit);
  for (guint i = 0; i < p->n_units; i++)
    rank += dgmi_weight_score(p->n_parts, weight, p->value + (gsize)p->n_parts * i) > own + 1e-9;
  return rank;
}

static gboolean lies_within(const DgmiWeightSpace *space, const double *weight)
{
  for (guint m = 0; m < space->n; m++)
    if (weight[m] < space->lower[m] - 1e-12 || weight[m] > space->upper[m] + 1e-12)
      return FALSE;
  return TRUE;
}

/* ---- EGDI 2022 ---- */

/* Shares to five decimals, from an independent computation (given with the task). */
static const struct
{
  const char *code;
  double share;
} FIRST[] = {{"DNK", .70937}, {"AUS", .15445}, {"EST", .06778},
             {"FIN", .04313}, {"LIE", .01515}, {"ISL", .01012}};

static DgmiDataset *read_egdi(Problem *p)
{
  static const char *const components[] = {"OSI", "TII", "HCI"};
  static const double nominal[] = {1, 1, 1};
  g_autofree char *file =
      g_test_build_filename(G_TEST_DIST, "../datasets/shipped/un-egdi.csv", NULL);
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  const DgmiDatasetOptions options = {.year = 2022};
  DgmiDataset *dataset = dgmi_dataset_read(file, &options, messages);
  g_assert_nonnull(dataset);
  *p = (Problem){3, dgmi_dataset_n_units(dataset), NULL,
                 dgmi_weight_space_new(3, nominal, NULL, NULL, NULL)};
  p->value = g_new(double, 3 * (gsize)p->n_units);
  for (guint m = 0; m < 3; m++)
    for (guint i = 0; i < p->n_units; i++)
      p->value[3 * (gsize)i + m] = dgmi_dataset_numbers(dataset, components[m])[i];
  return dataset;
}

static void test_egdi_shares(void)
{
  g_auto(Problem) p = {0};
  g_autoptr(DgmiDataset) dataset = read_egdi(&p);
  g_autofree double *share = g_new(double, p.n_units);
  dgmi_weight_first_shares(p.space, p.value, p.n_units, share);
  double sum = 0;
  for (guint i = 0; i < p.n_units; i++)
    sum += share[i];
  g_assert_cmpfloat_with_epsilon(sum, 1, 1e-12);
  for (guint f = 0; f < G_N_ELEMENTS(FIRST); f++)
  {
    const int unit = dgmi_dataset_find_unit(dataset, FIRST[f].code);
    g_assert_cmpfloat_with_epsilon(share[unit], FIRST[f].share, 5.1e-6);
    sum -= share[unit];
  }
  g_assert_cmpfloat_with_epsilon(sum, 0, 1e-12);
}

static void test_egdi_dominance(void)
{
  g_auto(Problem) p = {0};
  g_autoptr(DgmiDataset) dataset = read_egdi(&p);
  guint pairs = 0;
  for (guint i = 0; i < p.n_units; i++)
    pairs += dgmi_weight_dominance(p.space, p.value, p.n_units, i).dominates;
  g_assert_cmpuint(pairs, ==, 12966); /* of 193 × 192/2 = 18528 */
}

/* The exact range contains that of a grid of weights of 1/120; with so many points, they are near.
 */
static void test_egdi_grid(void)
{
  enum
  {
    STEPS = 120
  };
  g_auto(Problem) p = {0};
  g_autoptr(DgmiDataset) dataset = read_egdi(&p);
  static const char *const codes[] = {"DNK", "CHN", "USA", "NLD", "TCD"};
  for (guint c = 0; c < G_N_ELEMENTS(codes); c++)
  {
    const guint unit = (guint)dgmi_dataset_find_unit(dataset, codes[c]);
    const DgmiWeightRanks ranks = dgmi_weight_ranks(p.space, p.value, p.n_units, unit);
    guint best = G_MAXUINT, worst = 0;
    for (guint a = 0; a <= STEPS; a++)
      for (guint b = 0; a + b <= STEPS; b++)
      {
        const double weight[] = {a / 120.0, b / 120.0, (STEPS - a - b) / 120.0};
        const guint rank = rank_at(&p, unit, weight);
        best = MIN(best, rank);
        worst = MAX(worst, rank);
      }
    g_assert_cmpuint(ranks.best, <=, best);
    g_assert_cmpuint(ranks.best + 3, >=, best);
    g_assert_cmpuint(ranks.worst, >=, worst);
    g_assert_cmpuint(ranks.worst, <=, worst + 3);
    g_test_message("%s: exact %u to %u, grid %u to %u", codes[c], ranks.best, ranks.worst, best,
                   worst);
  }
  const guint chn = (guint)dgmi_dataset_find_unit(dataset, "CHN");
  const DgmiWeightRanks china = dgmi_weight_ranks(p.space, p.value, p.n_units, chn);
  g_assert_true(china.best <= 15 && china.worst >= 101);
  const guint dnk = (guint)dgmi_dataset_find_unit(dataset, "DNK");
  const DgmiWeightRanks denmark = dgmi_weight_ranks(p.space, p.value, p.n_units, dnk);
  g_assert_true(denmark.best == 1 && denmark.worst == 8);
  const guint usa = (guint)dgmi_dataset_find_unit(dataset, "USA");
  const DgmiWeightRanks states = dgmi_weight_ranks(p.space, p.value, p.n_units, usa);
  g_assert_true(states.best == 8 && states.worst == 23);
}

/* ---- Naive: all crossings, and points around them ---- */

/* Where a and b are both 0 on the plane of weights that sum to 1: the cross product, scaled. */
static gboolean cross(const double *a, const double *b, double *weight)
{
  const double x = a[1] * b[2] - a[2] * b[1], y = a[2] * b[0] - a[0] * b[2];
  const double z = a[0] * b[1] - a[1] * b[0], sum = x + y + z;
  weight[0] = x / sum;
  weight[1] = y / sum;
  weight[2] = z / sum;
  return fabs(sum) > 1e-9;
}

static void look_around(const Problem *p, guint unit, const double *at, DgmiWeightRanks *ranks)
{
  if (!lies_within(p->space, at))
    return;
  ranks->best = MIN(ranks->best, rank_at(p, unit, at));
  for (guint k = 0; k < 48; k++) /* sectors between lines of one-digit values are wider */
  {
    const double angle = G_PI * k / 24, u = 1e-5 * cos(angle), v = 1e-5 * sin(angle);
    const double near[] = {at[0] + u, at[1] + v, at[2] - u - v};
    gboolean inside = TRUE;
    for (guint m = 0; m < 3; m++)
      inside = inside && near[m] > p->space->lower[m] && near[m] < p->space->upper[m];
    if (inside)
      ranks->worst = MAX(ranks->worst, rank_at(p, unit, near));
  }
}

static DgmiWeightRanks naive_ranks(const Problem *p, guint unit)
{
  const guint n = p->n_units;
  g_autofree double *line = g_new(double, 3 * ((gsize)n + 6)); /* of units, then of bounds */
  for (guint i = 0; i < n; i++)
    for (guint m = 0; m < 3; m++)
      line[3 * (gsize)i + m] = p->value[3 * (gsize)i + m] - p->value[3 * (gsize)unit + m];
  for (guint k = 0; k < 6; k++)
    for (guint m = 0; m < 3; m++)
      line[3 * ((gsize)n + k) + m] =
          (k / 2 == m) - (k % 2 ? p->space->lower[k / 2] : p->space->upper[k / 2]);
  DgmiWeightRanks ranks = {G_MAXUINT, 0};
  for (guint a = 0; a < n + 6; a++)
    for (guint b = a + 1; b < n + 6; b++)
    {
      double weight[3];
      if (cross(line + 3 * (gsize)a, line + 3 * (gsize)b, weight))
        look_around(p, unit, weight, &ranks);
    }
  return ranks;
}

static void test_naive(void)
{
  GRand *rand = g_rand_new_with_seed(11);
  for (guint round = 0; round < 400; round++)
  {
    g_auto(Problem) p = make(rand, 3, (guint)g_rand_int_range(rand, 1, 12), round % 2);
    for (guint unit = 0; unit < p.n_units; unit++)
    {
      const DgmiWeightRanks naive = naive_ranks(&p, unit);
      const DgmiWeightRanks ranks = dgmi_weight_ranks(p.space, p.value, p.n_units, unit);
      g_assert_cmpuint(ranks.best, ==, naive.best);
      g_assert_cmpuint(ranks.worst, ==, naive.worst);
    }
  }
  g_rand_free(rand);
}

/* ---- Programs ---- */

static DgmiWeightFound search(const Problem *p, guint unit, DgmiWeightEnd end, guint n_draws)
{
  const DgmiWeightSearch how = {dgmi_program_solve, 20000, n_draws, 1};
  g_autoptr(GError) error = NULL;
  DgmiWeightFound found;
  g_assert_true(dgmi_weight_search_rank(&(DgmiWeightContest){p->space, p->value, p->n_units}, unit,
                                        end, &how, &found, &error));
  g_assert_no_error(error);
  return found;
}

static void test_programs_and_geometry(void)
{
  GRand *rand = g_rand_new_with_seed(12);
  for (guint round = 0; round < 150; round++)
  {
    g_auto(Problem) p = make(rand, (guint)g_rand_int_range(rand, 2, 4),
                             (guint)g_rand_int_range(rand, 1, 25), round % 2);
    const guint unit = (guint)g_rand_int_range(rand, 0, (gint)p.n_units);
    const DgmiWeightRanks ranks = dgmi_weight_ranks(p.space, p.value, p.n_units, unit);
    const DgmiWeightFound best = search(&p, unit, DGMI_WEIGHT_BEST, 0);
    const DgmiWeightFound worst = search(&p, unit, DGMI_WEIGHT_WORST, 0);
    g_assert_cmpuint(best.rank, ==, ranks.best);
    g_assert_cmpuint(best.bound, ==, ranks.best);
    g_assert_cmpuint(worst.rank, ==, ranks.worst);
    g_assert_cmpuint(worst.bound, ==, ranks.worst);
  }
  g_rand_free(rand);
}

/* More parts: no draw leaves the range that is proven. */
static void test_programs_and_draws(void)
{
  GRand *rand = g_rand_new_with_seed(13);
  for (guint round = 0; round < 20; round++)
  {
    g_auto(Problem) p = make(rand, (guint)g_rand_int_range(rand, 4, 7), 30, round % 2);
    const guint unit = (guint)g_rand_int_range(rand, 0, 30);
    const DgmiWeightFound best = search(&p, unit, DGMI_WEIGHT_BEST, 50);
    const DgmiWeightFound worst = search(&p, unit, DGMI_WEIGHT_WORST, 50);
    g_assert_cmpuint(best.bound, <=, best.rank);
    g_assert_cmpuint(worst.bound, >=, worst.rank);
    g_autoptr(DgmiWeightDraws) draws = dgmi_weight_draws_new(p.space, round + 1);
    for (guint d = 0; d < 2000; d++)
    {
      double weight[16];
      dgmi_weight_draws_next(draws, weight);
      g_assert_true(lies_within(p.space, weight));
      g_assert_cmpuint(rank_at(&p, unit, weight), >=, best.bound);
      g_assert_cmpuint(rank_at(&p, unit, weight), <=, worst.bound);
    }
  }
  g_rand_free(rand);
}

/* 10 parts, 193 units: what is found is proven, or says how far it is from proven. */
static void test_ten_parts(void)
{
  GRand *rand = g_rand_new_with_seed(14);
  g_auto(Problem) p = {10, 193, g_new(double, 1930), NULL};
  static const double nominal[] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
  p.space = dgmi_weight_space_new(10, nominal, NULL, NULL, NULL);
  for (guint i = 0; i < 193; i++)
  {
    const double base = g_rand_double(rand);
    for (guint m = 0; m < 10; m++)
      p.value[10 * i + m] = 0.6 * base + 0.4 * g_rand_double(rand);
  }
  const DgmiWeightFound best = search(&p, 100, DGMI_WEIGHT_BEST, 1000);
  const DgmiWeightFound worst = search(&p, 100, DGMI_WEIGHT_WORST, 1000);
  g_assert_cmpuint(best.rank, ==, best.bound);
  g_assert_cmpuint(worst.rank, ==, worst.bound);
  g_assert_cmpuint(best.rank, <, rank_at(&p, 100, p.space->nominal));
  g_assert_cmpuint(worst.rank, >, rank_at(&p, 100, p.space->nominal));
  g_rand_free(rand);
}

/* ---- Shares and draws ---- */

static void test_shares_and_draws(void)
{
  const guint n_draws = 20000;
  GRand *rand = g_rand_new_with_seed(15);
  for (guint round = 0; round < 60; round++)
  {
    g_auto(Problem) p = make(rand, (guint)g_rand_int_range(rand, 1, 4),
                             (guint)g_rand_int_range(rand, 1, 20), FALSE);
    if (round % 2)
    {
      g_auto(Problem) boxed = make(rand, MAX(p.n_parts, 2), p.n_units, TRUE);
      const Problem swap = p;
      p = boxed;
      boxed = swap;
    }
    g_autofree double *share = g_new(double, p.n_units), *estimate = g_new(double, p.n_units);
    dgmi_weight_first_shares(p.space, p.value, p.n_units, share);
    dgmi_weight_estimate_shares(p.space, p.value, p.n_units, n_draws, round + 1, estimate);
    for (guint i = 0; i < p.n_units; i++) /* five standard errors: one in two million goes beyond */
      g_assert_cmpfloat_with_epsilon(share[i], estimate[i],
                                     5 * sqrt(share[i] * (1 - share[i]) / n_draws) + 1e-4);
  }
  g_rand_free(rand);
}

/* ---- Dominance ---- */

static gboolean is_over(const Problem *p, guint i, guint j)
{
  return dgmi_weight_compare(p->space, p->value + (gsize)p->n_parts * i,
                             p->value + (gsize)p->n_parts * j, 1e-12) > 0;
}

/* What tiers and levels promise; and a tier is one: no cut in it would keep the promise. */
static void check_tiers(const Problem *p, const guint *tier, const guint *level)
{
  for (guint i = 0; i < p->n_units; i++)
  {
    gboolean has_above = level[i] == 1;
    for (guint j = 0; j < p->n_units; j++)
    {
      g_assert_true(!is_over(p, i, j) || (!is_over(p, j, i) && level[i] < level[j]));
      g_assert_true(tier[i] >= tier[j] || is_over(p, i, j));
      has_above = has_above || (level[j] + 1 == level[i] && is_over(p, j, i));
    }
    g_assert_true(has_above);
  }
  g_autofree guint *group = g_new(guint, p->n_units); /* connected by links */
  for (guint i = 0; i < p->n_units; i++)
    group[i] = i;
  for (guint pass = 0; pass < p->n_units; pass++)
    for (guint i = 0; i < p->n_units; i++)
      for (guint j = 0; j < p->n_units; j++)
        if (!is_over(p, i, j) && !is_over(p, j, i))
          group[i] = MIN(group[i], group[j]);
  for (guint i = 0; i < p->n_units; i++)
    for (guint j = 0; j < p->n_units; j++)
      g_assert_cmpint(group[i] == group[j], ==, tier[i] == tier[j]);
}

static void test_dominance(void)
{
  GRand *rand = g_rand_new_with_seed(16);
  for (guint round = 0; round < 100; round++)
  {
    g_auto(Problem) p = make(rand, 3, (guint)g_rand_int_range(rand, 1, 20), round % 2);
    guint tier[20], level[20];
    dgmi_weight_tiers(p.space, p.value, p.n_units, tier, level);
    check_tiers(&p, tier, level);
    for (guint i = 0; i < p.n_units; i++)
    {
      /* Somewhere all that dominate a unit are ahead of it, and nowhere one that it dominates. */
      const DgmiWeightDominance d = dgmi_weight_dominance(p.space, p.value, p.n_units, i);
      const DgmiWeightRanks ranks = dgmi_weight_ranks(p.space, p.value, p.n_units, i);
      g_assert_cmpuint(ranks.worst, >=, 1 + d.dominated_by);
      g_assert_cmpuint(ranks.worst, <=, p.n_units - d.dominates);
      for (guint j = 0; round % 2 == 0 && j < p.n_units; j++) /* Pareto dominance */
      {
        const double *a = p.value + 3 * (gsize)i, *b = p.value + 3 * (gsize)j;
        const gboolean never_less = a[0] >= b[0] && a[1] >= b[1] && a[2] >= b[2];
        const gboolean more = a[0] > b[0] || a[1] > b[1] || a[2] > b[2];
        g_assert_cmpint(is_over(&p, i, j), ==, never_less && more);
      }
    }
  }
  g_rand_free(rand);
}

/* ---- Order of units, degenerate cases ---- */

static void test_order(void)
{
  GRand *rand = g_rand_new_with_seed(17);
  for (guint round = 0; round < 50; round++)
  {
    g_auto(Problem) p = make(rand, 3, 15, round % 2);
    g_autofree double *turned = g_new(double, 45), *share = g_new(double, 15);
    g_autofree double *other = g_new(double, 15);
    for (guint i = 0; i < 15; i++)
      memcpy(turned + 3 * (gsize)i, p.value + 3 * (gsize)(14 - i), 3 * sizeof(double));
    dgmi_weight_first_shares(p.space, p.value, 15, share);
    dgmi_weight_first_shares(p.space, turned, 15, other);
    for (guint i = 0; i < 15; i++)
    {
      const DgmiWeightRanks a = dgmi_weight_ranks(p.space, p.value, 15, i);
      const DgmiWeightRanks b = dgmi_weight_ranks(p.space, turned, 15, 14 - i);
      g_assert_true(a.best == b.best && a.worst == b.worst);
      g_assert_cmpfloat_with_epsilon(share[i], other[14 - i], 1e-14); /* rounding of areas */
    }
  }
  g_rand_free(rand);
}

static void check_range(const DgmiWeightSpace *space, const double *value, guint n, guint unit,
                        guint best, guint worst)
{
  const DgmiWeightRanks ranks = dgmi_weight_ranks(space, value, n, unit);
  g_assert_cmpuint(ranks.best, ==, best);
  g_assert_cmpuint(ranks.worst, ==, worst);
}

static void test_degenerate(void)
{
  static const double nominal[] = {1, 1, 1}, fixed[] = {0.2, 0.3, 0.5};
  static const double equal[] = {1, 2, 3, 1, 2, 3, 1, 2, 3}, constant[] = {4, 4, 4, 4, 4, 4};
  static const double huge[] = {1e300, 0, 1e-300, -1e300, 1e300, 0};
  g_autoptr(DgmiWeightSpace) all = dgmi_weight_space_new(3, nominal, NULL, NULL, NULL);
  double share[3];
  check_range(all, equal, 1, 0, 1, 1);
  for (guint i = 0; i < 3; i++)
    check_range(all, equal, 3, i, 1, 1);
  dgmi_weight_first_shares(all, equal, 3, share);
  g_assert_true(share[0] == 1 && share[1] == 1 && share[2] == 1);
  check_range(all, constant, 2, 1, 1, 1);
  check_range(all, huge, 2, 0, 1, 2);
  check_range(all, huge, 2, 1, 1, 2);
  /* All weights fixed: a point; two free: a line. */
  g_autofree double *reduced = NULL, *line = NULL;
  g_autoptr(DgmiWeightSpace) point = dgmi_weight_space_new(3, nominal, fixed, fixed, NULL);
  g_autoptr(DgmiWeightSpace) left = dgmi_weight_space_reduce(point, huge, 2, &reduced);
  g_assert_cmpuint(left->n, ==, 1);
  check_range(left, reduced, 2, 0, 1, 1); /* 2e299 over 1e299 */
  check_range(left, reduced, 2, 1, 2, 2);
  static const double low[] = {0.2, 0, 0}, high[] = {0.2, 1, 1};
  static const double values[] = {0, 1, 0, 0, 0, 1};
  g_autoptr(DgmiWeightSpace) one = dgmi_weight_space_new(3, nominal, low, high, NULL);
  g_autoptr(DgmiWeightSpace) two = dgmi_weight_space_reduce(one, values, 2, &line);
  g_assert_cmpuint(two->n, ==, 2);
  check_range(two, line, 2, 0, 1, 2);
  dgmi_weight_first_shares(two, line, 2, share);
  g_assert_cmpfloat_with_epsilon(share[0], 0.5, 1e-15);
  g_assert_cmpfloat_with_epsilon(share[1], 0.5, 1e-15);
}

TEST_PROGRAM({"/weight-ranks/egdi-shares", test_egdi_shares},
             {"/weight-ranks/egdi-dominance", test_egdi_dominance},
             {"/weight-ranks/egdi-grid", test_egdi_grid}, {"/weight-ranks/naive", test_naive},
             {"/weight-ranks/programs-and-geometry", test_programs_and_geometry},
             {"/weight-ranks/programs-and-draws", test_programs_and_draws},
             {"/weight-ranks/ten-parts", test_ten_parts},
             {"/weight-ranks/shares-and-draws", test_shares_and_draws},
             {"/weight-ranks/dominance", test_dominance}, {"/weight-ranks/order", test_order},
             {"/weight-ranks/degenerate", test_degenerate})
