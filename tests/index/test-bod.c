/* test-bod.c: benefit of the doubt, against an enumeration of all corners of the program. */
#include "index/methods/bod.h"

#include <math.h>

#include "indicators/base/error.h"
#include "tests/shared/program.h"

#define CLOSE 1e-9 /* what the solver's bases are off by, rounding over 3 × 3 equations */

typedef struct
{
  guint n_units, n_members;
  double low, high;
  double x[4][40]; /* by member */
} Case;

static void fill(Case *c, guint n_units, guint n_members, double missing)
{
  *c = (Case){.n_units = n_units, .n_members = n_members, .high = 1};
  for (guint q = 0; q < n_members; q++)
    for (guint k = 0; k < n_units; k++)
      c->x[q][k] =
          q > 0 && g_test_rand_double() < missing ? NAN : g_test_rand_double_range(0.05, 1);
}

static double score_of(const Case *c, guint unit, double *weight, double *multiplier)
{
  const double *member[4];
  for (guint q = 0; q < c->n_members; q++)
    member[q] = c->x[q];
  const DgmiBod bod = {member, c->n_members, c->n_units, c->low, c->high, dgmi_program_solve};
  g_autoptr(GError) error = NULL;
  double score = -1;
  const gboolean ok = dgmi_bod(&bod, unit, &score, weight, multiplier, &error);
  g_assert_no_error(error);
  g_assert_true(ok);
  return score;
}

/* ---- The naive way: max Σ w y subject to all rows a w ≤ b, by every corner of three (or two, one)
 * rows that are met exactly ---- */

typedef struct
{
  guint n, n_rows;
  double a[60][3], b[60];
} Polytope;

static void add(Polytope *p, const double *a, double b)
{
  for (guint q = 0; q < p->n; q++)
    p->a[p->n_rows][q] = a[q];
  p->b[p->n_rows++] = b;
}

/* Solves the rows i, j, k of a corner by Gauss's elimination; FALSE where they have no one point.
 */
static gboolean corner(const Polytope *p, const guint *row, double *w)
{
  double m[3][4];
  for (guint r = 0; r < p->n; r++)
  {
    for (guint q = 0; q < p->n; q++)
      m[r][q] = p->a[row[r]][q];
    m[r][p->n] = p->b[row[r]];
  }
  for (guint q = 0; q < p->n; q++)
  {
    guint best = q;
    for (guint r = q; r < p->n; r++)
      best = fabs(m[r][q]) > fabs(m[best][q]) ? r : best;
    if (fabs(m[best][q]) < 1e-12)
      return FALSE;
    for (guint s = 0; s <= p->n; s++)
    {
      const double swapped = m[q][s];
      m[q][s] = m[best][s];
      m[best][s] = swapped;
    }
    for (guint r = 0; r < p->n; r++)
      for (guint s = p->n + 1; r != q && s-- > q;)
        m[r][s] -= m[q][s] * m[r][q] / m[q][q];
  }
  for (guint q = 0; q < p->n; q++)
    w[q] = m[q][p->n] / m[q][q];
  return TRUE;
}

static gboolean is_inside(const Polytope *p, const double *w)
{
  for (guint r = 0; r < p->n_rows; r++)
  {
    double sum = 0;
    for (guint q = 0; q < p->n; q++)
      sum += p->a[r][q] * w[q];
    if (sum > p->b[r] + 1e-9)
      return FALSE;
  }
  return TRUE;
}

static double best_corner(const Polytope *p, const double *y)
{
  double best = 0;
  guint row[3] = {0};
  for (row[0] = 0; row[0] < p->n_rows; row[0]++)
    for (row[1] = p->n > 1 ? row[0] + 1 : 0; row[1] < (p->n > 1 ? p->n_rows : 1); row[1]++)
      for (row[2] = p->n > 2 ? row[1] + 1 : 0; row[2] < (p->n > 2 ? p->n_rows : 1); row[2]++)
      {
        double w[3], sum = 0;
        if (!corner(p, row, w) || !is_inside(p, w))
          continue;
        for (guint q = 0; q < p->n; q++)
          sum += w[q] * y[q];
        best = MAX(best, sum);
      }
  return best;
}

/* In the weights, as the method is defined, not in the shares. */
static double naive(const Case *c, guint unit)
{
  guint present[3];
  Polytope p = {0};
  for (guint q = 0; q < c->n_members; q++)
    if (!isnan(c->x[q][unit]))
      present[p.n++] = q;
  double y[3], row[3];
  for (guint q = 0; q < p.n; q++)
    y[q] = c->x[present[q]][unit];
  for (guint k = 0; k < c->n_units; k++)
  {
    for (guint q = 0; q < p.n; q++)
      row[q] = isnan(c->x[present[q]][k]) ? 0 : c->x[present[q]][k];
    add(&p, row, 1);
  }
  const double scale = (double)c->n_members / p.n;
  for (guint q = 0; q < p.n; q++)
    for (int upper = 0; upper <= 1; upper++)
    {
      for (guint r = 0; r < p.n; r++)
        row[r] = (upper ? -MIN(c->high * scale, 1) : c->low * scale) * y[r] +
                 (r == q ? (upper ? y[r] : -y[r]) : 0);
      add(&p, row, 0);
      for (guint r = 0; r < p.n; r++)
        row[r] = r == q ? -1 : 0;
      if (upper)
        add(&p, row, 0);
    }
  return best_corner(&p, y);
}

static void test_naive(void)
{
  for (guint round = 0; round < 60; round++)
  {
    Case c;
    fill(&c, 2 + round % 11, 2 + round % 2, round % 3 == 0 ? 0.3 : 0);
    if (round % 4 > 0)
      c.low = 0.3 / c.n_members, c.high = round % 4 > 1 ? 1.8 / c.n_members : 1;
    for (guint k = 0; k < c.n_units; k++)
    {
      double weight[4], multiplier, sum = 0, weights = 0;
      const double score = score_of(&c, k, weight, &multiplier);
      g_assert_cmpfloat_with_epsilon(score, naive(&c, k), CLOSE);
      for (guint q = 0; q < c.n_members; q++)
      {
        sum += isnan(c.x[q][k]) ? 0 : weight[q] * c.x[q][k];
        weights += weight[q];
      }
      g_assert_cmpfloat_with_epsilon(multiplier * sum, score, CLOSE);
      g_assert_cmpfloat_with_epsilon(weights, 1, CLOSE);
    }
  }
}

/* ---- What can be said without a computation ---- */

static void test_closed_forms(void)
{
  /* The second unit is half as good as the first, whatever the weights; the third has a member of
   * its own; the fourth is between both: 1/min max((1 + s)/... by the line between them. */
  Case c = {.n_units = 4, .n_members = 2, .high = 1, .x = {{1, 0.5, 0, 0.4}, {0.5, 0.25, 1, 0.6}}};
  double weight[2];
  g_assert_cmpfloat(score_of(&c, 0, NULL, NULL), ==, 1);
  g_assert_cmpfloat_with_epsilon(score_of(&c, 1, weight, NULL), 0.5, CLOSE);
  g_assert_cmpfloat(score_of(&c, 2, weight, NULL), ==, 1);
  g_assert_cmpfloat_with_epsilon(weight[1], 1, CLOSE); /* the member that it has 0 of has none */
  /* Under the weights of the line through (1, 0.5) and (0, 1), w = (0.5, 1). */
  g_assert_cmpfloat_with_epsilon(score_of(&c, 3, weight, NULL), 0.8, CLOSE);
  g_assert_cmpfloat_with_epsilon(weight[0], 1 / 3.0, CLOSE);
}

/* Several weights are best for a unit that is best in all: the equal shares are taken. */
static void test_nearest(void)
{
  const Case c = {.n_units = 2, .n_members = 2, .high = 1, .x = {{1, 0.5}, {0.5, 0.2}}};
  double weight[2];
  g_assert_cmpfloat(score_of(&c, 0, weight, NULL), ==, 1);
  g_assert_cmpfloat_with_epsilon(weight[0] * 1, weight[1] * 0.5, CLOSE);
}

static void test_zero_and_missing(void)
{
  Case c = {.n_units = 3, .n_members = 2, .low = 0.2, .high = 0.8, .x = {{0, 0.5, 1}, {1, 1, 1}}};
  double weight[2];
  g_assert_cmpfloat(score_of(&c, 0, weight, NULL), ==, 0);
  g_assert_true(isnan(weight[0]) && isnan(weight[1]));
  c.x[0][0] = c.x[1][0] = NAN;
  g_assert_true(isnan(score_of(&c, 0, weight, NULL)) && isnan(weight[0]));
  c.x[1][0] = 1; /* its only member is all of it */
  g_assert_cmpfloat(score_of(&c, 0, weight, NULL), ==, 1);
  g_assert_cmpfloat(weight[0], ==, 0);
  g_assert_cmpfloat(weight[1], ==, 1);
}

static void test_scale(void)
{
  for (guint round = 0; round < 20; round++)
  {
    Case c, scaled;
    fill(&c, 20, 4, 0);
    dgmi_bod_usual_bounds(4, &c.low, &c.high);
    scaled = c;
    for (guint k = 0; k < c.n_units; k++)
      scaled.x[0][k] *= 1e280, scaled.x[1][k] *= 1e-280;
    for (guint k = 0; k < c.n_units; k++)
      g_assert_cmpfloat_with_epsilon(score_of(&c, k, NULL, NULL), score_of(&scaled, k, NULL, NULL),
                                     CLOSE);
  }
}

static void test_usual_bounds(void)
{
  double low, high;
  dgmi_bod_usual_bounds(3, &low, &high);
  g_assert_cmpfloat_with_epsilon(low, 0.1, 1e-15);
  g_assert_cmpfloat_with_epsilon(high, 0.6, 1e-15);
  dgmi_bod_usual_bounds(1, &low, &high);
  g_assert_cmpfloat(high, ==, 1);
}

/* Numbers so far apart that GLPK would abort are a failure, after which it works as before. */
static void test_too_far_apart(void)
{
  const double a[] = {1, 0, 0.5, 0.5}, b[] = {9e-301, 1.9e-300, 1, 0}, c[] = {0.25, 0, 0.75, 1};
  const double *const member[] = {a, b, c};
  const DgmiBod bod = {member, 3, 4, 0.1, 0.6, dgmi_program_solve};
  guint n_failed = 0;
  for (guint unit = 0; unit < 4; unit++)
  {
    g_autoptr(GError) error = NULL;
    double score = NAN, weight[3];
    if (dgmi_bod(&bod, unit, &score, weight, NULL, &error))
      continue;
    g_assert_error(error, DGMI_ERROR, DGMI_ERROR_DATA);
    n_failed++;
  }
  g_assert_cmpuint(n_failed, >=, 1);
  test_closed_forms();
}

TEST_PROGRAM({"/bod/naive", test_naive}, {"/bod/closed-forms", test_closed_forms},
             {"/bod/nearest", test_nearest}, {"/bod/zero-and-missing", test_zero_and_missing},
             {"/bod/scale", test_scale}, {"/bod/usual-bounds", test_usual_bounds},
             {"/bod/too-far-apart", test_too_far_apart})
