/* test-weight-exact.c: best and worst ranks by branch and bound over polytopes: against an
 * enumeration of every vertex in whole numbers, known answers, the sweep of three parts, and their
 * own certificates. */
#include "index/weights/weight-exact.h"

#include <math.h>
#include <string.h>

#include "index/weights/weight-ranks.h"
#include "tests/shared/program.h"

#define MOST_PARTS 10
#define MOST_SIGNS 729 /* 3^6 */

static DgmiWeightSpace *simplex(guint n)
{
  double nominal[MOST_PARTS];
  for (guint m = 0; m < n; m++)
    nominal[m] = 1;
  return dgmi_weight_space_new(n, nominal, NULL, NULL, NULL);
}

/* Ahead of `unit` at the weights, of leads that are more than rounding. */
static guint rank_at(const DgmiWeightContest *c, guint unit, const double *weight)
{
  const guint n = c->space->n;
  guint rank = 1;
  for (guint i = 0; i < c->n_units; i++)
  {
    double lead = 0, largest = 0;
    for (guint m = 0; m < n; m++)
    {
      const double part = c->value[(gsize)n * i + m] - c->value[(gsize)n * unit + m];
      lead += weight[m] * part;
      largest = fmax(largest, fabs(part));
    }
    rank += lead > 1e-10 * largest;
  }
  return rank;
}

/* An end that is proven and whose weights, within the bounds, give that rank. */
static guint proven(const DgmiWeightContest *c, guint unit, DgmiWeightEnd end)
{
  const DgmiWeightLimits limits = {.node_limit = 200000};
  DgmiWeightFound found;
  double weight[MOST_PARTS], sum = 0;
  dgmi_weight_exact_rank(c, unit, end, &limits, &found, weight);
  g_assert_cmpuint(found.rank, ==, found.bound);
  g_assert_cmpuint(found.rank, ==, rank_at(c, unit, weight));
  for (guint m = 0; m < c->space->n; m++)
  {
    g_assert_cmpfloat(weight[m], >=, c->space->lower[m] - 1e-12);
    g_assert_cmpfloat(weight[m], <=, c->space->upper[m] + 1e-12);
    sum += weight[m];
  }
  g_assert_cmpfloat_with_epsilon(sum, 1, 1e-12);
  return found.rank;
}

static void check_ends(const DgmiWeightContest *c, guint unit, guint best, guint worst)
{
  g_assert_cmpuint(proven(c, unit, DGMI_WEIGHT_BEST), ==, best);
  g_assert_cmpuint(proven(c, unit, DGMI_WEIGHT_WORST), ==, worst);
}

/* ---- Every vertex, in whole numbers ---- */

/* The determinant of the rows, without column `without`, of n × n. */
static gint64 determinant(const gint64 *const *row, const guint *column, guint n)
{
  gint64 sum = 0;
  guint rest[MOST_PARTS];
  if (n == 0)
    return 1;
  for (guint c = 0; c < n; c++)
  {
    if (row[0][column[c]] == 0)
      continue;
    for (guint k = 0, next = 0; k < n; k++)
      if (k != c)
        rest[next++] = column[k];
    const gint64 minor = determinant(row + 1, rest, n - 1) * row[0][column[c]];
    sum += c % 2 ? -minor : minor;
  }
  return sum;
}

/* Where n − 1 hyperplanes through 0 meet: FALSE where not in one ray of weights. */
static gboolean meet(const gint64 *const *row, guint n, gint64 *weight)
{
  gboolean some_pos = FALSE, some_neg = FALSE;
  for (guint m = 0; m < n; m++)
  {
    guint column[MOST_PARTS];
    for (guint k = 0, next = 0; k < n; k++)
      if (k != m)
        column[next++] = k;
    const gint64 minor = determinant(row, column, n - 1);
    weight[m] = m % 2 ? -minor : minor;
    some_pos = some_pos || weight[m] > 0;
    some_neg = some_neg || weight[m] < 0;
  }
  for (guint m = 0; some_neg && m < n; m++)
    weight[m] = -weight[m];
  return some_pos != some_neg;
}

typedef struct
{
  guint n_parts, n_rivals;
  gint64 rows[16][MOST_PARTS]; /* leads of rivals, then the faces of the simplex */
  gboolean seen[MOST_SIGNS];   /* of sign vectors of rivals, in base 3 */
  guint found[MOST_SIGNS], n_found;
} Brute;

static void add_signs(Brute *b, guint signs)
{
  if (!b->seen[signs])
    b->found[b->n_found++] = signs;
  b->seen[signs] = TRUE;
}

static void add_vertex(Brute *b, const gint64 *const *row)
{
  gint64 weight[MOST_PARTS];
  guint signs = 0;
  if (!meet(row, b->n_parts, weight))
    return;
  for (guint r = 0; r < b->n_rivals; r++)
  {
    gint64 lead = 0;
    for (guint m = 0; m < b->n_parts; m++)
      lead += weight[m] * b->rows[r][m];
    signs = 3 * signs + (lead > 0 ? 2 : lead == 0);
  }
  add_signs(b, signs);
}

static void add_vertices(Brute *b, const gint64 **row, guint chosen, guint from)
{
  if (chosen + 1 == b->n_parts)
    add_vertex(b, row);
  else
    for (guint next = from; next < b->n_rivals + b->n_parts; next++)
    {
      row[chosen] = b->rows[next];
      add_vertices(b, row, chosen + 1, next + 1);
    }
}

static guint count_ahead(guint signs)
{
  guint n = 0;
  for (; signs > 0; signs /= 3)
    n += signs % 3 == 2;
  return n;
}

/* From one sign vector towards another: its own signs where it has some. */
static guint compose(guint a, guint b)
{
  guint out = 0;
  for (guint unit = 1; a > 0 || b > 0; unit *= 3, a /= 3, b /= 3)
    out += unit * (a % 3 == 1 ? b % 3 : a % 3);
  return out;
}

/* The best rank is taken at a vertex; the worst in a cell, whose signs are composed of those of
 * vertices (A. Björner and others, "Oriented Matroids", 1999). */
static void brute_ends(const double *value, guint n_parts, guint n_units, guint unit, guint end[2])
{
  Brute b = {.n_parts = n_parts};
  const gint64 *row[MOST_PARTS];
  for (guint i = 0; i < n_units; i++)
    for (guint m = 0; i != unit && m < n_parts; m++)
    {
      const guint r = i - (i > unit);
      b.rows[r][m] = lrint(10 * (value[n_parts * i + m] - value[n_parts * unit + m]));
      b.n_rivals = r + 1;
    }
  for (guint m = 0; m < n_parts; m++)
    b.rows[b.n_rivals + m][m] = 1;
  add_vertices(&b, row, 0, 0);
  for (guint i = 0; i < b.n_found; i++)
    for (guint j = 0; j <= i; j++)
    {
      add_signs(&b, compose(b.found[i], b.found[j]));
      add_signs(&b, compose(b.found[j], b.found[i]));
    }
  end[0] = G_MAXUINT;
  end[1] = 0;
  for (guint i = 0; i < b.n_found; i++)
  {
    end[0] = MIN(end[0], 1 + count_ahead(b.found[i]));
    end[1] = MAX(end[1], 1 + count_ahead(b.found[i]));
  }
}

/* Few steps, so that ties are frequent; equal rows, and rows half-way between two. */
static void fill(GRand *rand, double *value, guint n_parts, guint n_units)
{
  static const gint steps[] = {2, 3, 5, 10, 40};
  const gint most = steps[g_rand_int_range(rand, 0, G_N_ELEMENTS(steps))];
  for (guint i = 0; i < n_parts * n_units; i++)
    value[i] = g_rand_int_range(rand, 0, most + 1);
  if (g_rand_int_range(rand, 0, 10) < 4)
    memcpy(value, value + n_parts, n_parts * sizeof(double));
  if (g_rand_int_range(rand, 0, 10) < 3)
    for (guint m = 0; m < n_parts; m++)
      value[2 * n_parts + m] = (value[m] + value[3 * n_parts + m]) / 2;
}

static void test_brute_force(void)
{
  GRand *rand = g_rand_new_with_seed(21);
  for (guint round = 0; round < 1500; round++)
  {
    const guint n_parts = (guint)g_rand_int_range(rand, 2, 7);
    const guint n_units = (guint)g_rand_int_range(rand, 4, n_parts < 6 ? 8 : 7);
    g_autoptr(DgmiWeightSpace) space = simplex(n_parts);
    double value[7 * 6];
    fill(rand, value, n_parts, n_units);
    const DgmiWeightContest contest = {space, value, n_units};
    for (guint unit = 0; unit < MIN(n_units, 3); unit++)
    {
      guint end[2];
      brute_ends(value, n_parts, n_units, unit, end);
      check_ends(&contest, unit, end[0], end[1]);
    }
  }
  g_rand_free(rand);
}

/* ---- Known answers ---- */

/* Unit vectors, their centre twice, and one just below it. */
static void test_centre(void)
{
  static const guint sizes[] = {3, 6, 10};
  for (guint s = 0; s < G_N_ELEMENTS(sizes); s++)
  {
    const guint k = sizes[s];
    g_autoptr(DgmiWeightSpace) space = simplex(k);
    g_autofree double *value = g_new0(double, (gsize)(k + 3) * k);
    for (guint m = 0; m < k; m++)
    {
      value[k * m + m] = 1;
      value[k * k + m] = value[k * (k + 1) + m] = 1.0 / k;
      value[k * (k + 2) + m] = 1.0 / k - 0.001;
    }
    const DgmiWeightContest contest = {space, value, k + 3};
    check_ends(&contest, 0, 1, k + 3);
    check_ends(&contest, k, 1, k);
    check_ends(&contest, k + 2, 4, k + 3);
  }
}

static void check_end(guint n_parts, const double *value, guint n_units, guint unit,
                      DgmiWeightEnd end, guint rank)
{
  g_autoptr(DgmiWeightSpace) space = simplex(n_parts);
  g_assert_cmpuint(proven(&(DgmiWeightContest){space, value, n_units}, unit, end), ==, rank);
}

/* Where rivals meet in one point, or beside it; found by exact arithmetic. */
static void test_degenerate(void)
{
  static const double three[] = {7, 0, 10, 2, 3, 2, 0, 0, 6, 7, 4, 5, 7, 2, 10, 7, 6, 0, 9, 0, 7};
  static const double four[] = {3,   1, 2,  1, 3, 1, 3, 0, 3, 0, 2, 0, 1, 0, 0, 3,
                                1.5, 1, .5, 2, 1, 3, 3, 1, 2, 0, 1, 1, 2, 2, 1, 1};
  static const double nine[] = {6,   6, 5, 8, 0, 10, 9, 8, 5,  2, 8, 9, 5, 8, 4, 7, 4.5, 4,
                                6.5, 8, 1, 7, 4, 4,  4, 8, 10, 0, 3, 2, 8, 8, 4, 8, 7,   5};
  static const double six[] = {1, 5, 7, 2, 6, 4, 8, 0, 1, 6, 3, 10, 4.5, 4.5, 6.5, 4.5, 2, 5.5,
                               0, 5, 9, 6, 1, 8, 2, 7, 8, 2, 0, 4,  9,   4,   4,   3,   3, 3};
  check_end(3, three, 7, 3, DGMI_WEIGHT_BEST, 1);
  check_end(4, four, 8, 4, DGMI_WEIGHT_BEST, 1);
  check_end(4, nine, 9, 8, DGMI_WEIGHT_BEST, 1);
  check_end(6, six, 6, 2, DGMI_WEIGHT_WORST, 5);
}

/* ---- The sweep, boxes, limits ---- */

/* Three parts within bounds, with so many units that the simplex is bisected. */
static void test_sweep(void)
{
  static const double nominal[] = {1, 1, 1};
  GRand *rand = g_rand_new_with_seed(22);
  for (guint round = 0; round < 40; round++)
  {
    double lower[3], upper[3], value[180];
    for (guint m = 0; m < 3; m++)
    {
      lower[m] = round % 2 ? g_rand_int_range(rand, 0, 3) / 10.0 : 0;
      upper[m] = round % 2 ? lower[m] + g_rand_int_range(rand, 4, 7) / 10.0 : 1;
    }
    for (guint i = 0; i < G_N_ELEMENTS(value); i++)
      value[i] = g_rand_int_range(rand, 0, 11) / 10.0;
    g_autoptr(DgmiWeightSpace) space = dgmi_weight_space_new(3, nominal, lower, upper, NULL);
    const DgmiWeightContest contest = {space, value, 60};
    for (guint unit = 0; unit < 60; unit += 7)
    {
      const DgmiWeightRanks ranks = dgmi_weight_ranks(space, value, 60, unit);
      check_ends(&contest, unit, ranks.best, ranks.worst);
    }
  }
  g_rand_free(rand);
}

static gboolean stop_at_zero(gpointer left)
{
  guint *nodes = left;
  return (*nodes)-- == 0;
}

/* Whenever it ends, the bounds hold, and the ranks are those of some weights. */
static void test_limits(void)
{
  GRand *rand = g_rand_new_with_seed(23);
  double value[60 * 5];
  for (guint i = 0; i < G_N_ELEMENTS(value); i++)
    value[i] = g_rand_double(rand);
  g_autoptr(DgmiWeightSpace) space = simplex(5);
  const DgmiWeightContest contest = {space, value, 60};
  for (guint end = 0; end < 2; end++)
  {
    const guint rank = proven(&contest, 30, end);
    for (guint limit = 1; limit < 40; limit++)
    {
      guint left = limit;
      const DgmiWeightLimits limits = {limit % 2 ? limit : 0, limit % 2 ? NULL : stop_at_zero,
                                       &left};
      DgmiWeightFound found;
      dgmi_weight_exact_rank(&contest, 30, end, &limits, &found, NULL);
      g_assert_true(end == DGMI_WEIGHT_BEST ? found.bound <= rank && rank <= found.rank
                                            : found.bound >= rank && rank >= found.rank);
    }
  }
  g_rand_free(rand);
}

/* Differences about as small as rounding: it ends, and no count of its own refutes the bound. */
static void test_near_ties(void)
{
  static const double small[] = {1e-13, 1e-9, 1e-7};
  GRand *rand = g_rand_new_with_seed(24);
  g_autoptr(DgmiWeightSpace) space = simplex(3);
  for (guint round = 0; round < 30; round++)
  {
    double value[90];
    for (guint i = 0; i < G_N_ELEMENTS(value); i++)
      value[i] = g_rand_int_range(rand, 0, 11) + g_rand_int_range(rand, -2, 3) * small[round % 3];
    const DgmiWeightContest contest = {space, value, 30};
    const DgmiWeightLimits limits = {.node_limit = 50000};
    for (guint unit = 0; unit < 30; unit++)
    {
      DgmiWeightFound best, worst;
      dgmi_weight_exact_rank(&contest, unit, DGMI_WEIGHT_BEST, &limits, &best, NULL);
      dgmi_weight_exact_rank(&contest, unit, DGMI_WEIGHT_WORST, &limits, &worst, NULL);
      g_assert_true(best.bound <= best.rank && best.rank <= worst.rank &&
                    worst.rank <= worst.bound);
    }
  }
  g_rand_free(rand);
}

TEST_PROGRAM({"/weight-exact/brute-force", test_brute_force}, {"/weight-exact/centre", test_centre},
             {"/weight-exact/degenerate", test_degenerate}, {"/weight-exact/sweep", test_sweep},
             {"/weight-exact/limits", test_limits}, {"/weight-exact/near-ties", test_near_ties})
