/* Aggregations of several units at once and with penalties: worked examples whose arithmetic stands
 * beside them, naive second implementations, rules for missing values, and what they refuse. */
#include <math.h>

#include "tests/shared/members.h"

#define assert_near(x, expected) g_assert_cmpfloat_with_epsilon(x, expected, 1e-9)

/* ---- Worked by hand ---- */

/* Mazziotta–Pareto: members 90, 100, 110: M = 100, S² = 200/3, S cv = S²/M = 2/3. */
static void test_mpi(void)
{
  g_auto(Members) m = members_of(2, 3, NULL, (const double[]){90, 100, 100, 100, 110, 100});
  g_autofree double *positive = aggregate_by("mpi", &m), *negative = aggregate_by("mpi:1", &m);
  g_autofree double *adjusted = aggregate_by("ampi", &m);
  assert_near(positive[0], 100 - 2 / 3.0);
  assert_near(negative[0], 100 + 2 / 3.0);
  assert_near(adjusted[0], positive[0]);
  g_assert_true(positive[1] == 100 && negative[1] == 100); /* balanced: no penalty */
}

/* Mean–min: members 4, 8, 12 (M − min = 4), a = 0.5, b = 3: 8 − 0.5 (sqrt(16 + 9) − 3) = 7. b = 0,
 * a = 1 is the minimum, a = 0 the mean. */
static void test_mean_min(void)
{
  g_auto(Members) m = members_of(1, 3, NULL, (const double[]){4, 8, 12});
  g_autofree double *half = aggregate_by("mean-min:0.5,3", &m);
  g_autofree double *least = aggregate_by("mean-min:1,0", &m);
  g_autofree double *mean = aggregate_by("mean-min:0,1", &m);
  assert_near(half[0], 7);
  assert_near(least[0], 4);
  assert_near(mean[0], 8);
}

/* Yager: places weighted 0.5, 0.3, 0.2 from the largest: 0.5 9 + 0.3 6 + 0.2 3 = 6.9. */
static void test_owa(void)
{
  g_auto(Members) m = members_of(2, 3, NULL, (const double[]){3, 1, 9, 1, 6, NAN});
  g_autofree double *x = aggregate_by("owa:0.5,0.3,0.2", &m);
  g_autofree double *largest = aggregate_by("owa:1,0,0", &m);
  assert_near(x[0], 6.9);
  assert_near(largest[0], 9);
  g_assert_true(isnan(x[1]));
  g_autofree char *fault = aggregate_fault("owa:1,2", &m);
  g_assert_nonnull(strstr(fault, "owa of 'I' has 2 weights, but the node has 3 members"));
}

/* Hwang & Yoon's steps, 3 units, members (3, 0, 4) and (0, 6, 8), weights ½: norms 5 and 10;
 * weighted 0.3 0 0.4 and 0 0.3 0.4; ideal (0.4, 0.4), its opposite (0, 0). D+ = sqrt(.01 + .16),
 * sqrt(.16 + .01), 0; D− = 0.3, 0.3, sqrt(.32). */
static void test_topsis(void)
{
  g_auto(Members) m = members_of(3, 2, NULL, (const double[]){3, 0, 4, 0, 6, 8});
  g_autofree double *x = aggregate_by("topsis", &m);
  assert_near(x[0], 0.3 / (0.3 + sqrt(0.17)));
  assert_near(x[1], 0.3 / (0.3 + sqrt(0.17)));
  assert_near(x[2], 1);
}

/* Opricovic's steps, members (0, 5, 10) and (10, 8, 0), weights ½. Regrets ½ ¼ 0 and 0 0.1 ½:
 * S = .5 .35 .5, R = .5 .25 .5; S* = .35, S⁻ = .5, R* = .25, R⁻ = .5: Q = 1, 0, 1. With a fourth
 * unit (4, 9): regrets .3 .05, S .35 R .3; Q = v 0 + (1 − v) 0.05/0.25. */
static void test_vikor(void)
{
  g_auto(Members) m = members_of(4, 2, NULL, (const double[]){0, 5, 10, 4, 10, 8, 0, 9});
  g_autofree double *x = aggregate_by("vikor", &m), *regret = aggregate_by("vikor:0", &m);
  assert_near(x[0], 0);
  assert_near(x[1], 1);
  assert_near(x[2], 0);
  assert_near(x[3], 1 - 0.5 * 0.2);
  assert_near(regret[3], 1 - 0.2);
}

/* Brans & Vincke, members (1, 2, 4) and (3, 1, 2), weights 0.6, 0.4. Usual criterion:
 * a–b: −0.6 + 0.4; a–c: −0.6 + 0.4; b–c: −0.6 − 0.4: flows (−.4, .2 − 1, .2 + 1)/2.
 * Linear, q = 0.5, p = 2.5: P(1) = .25, P(2) = .75, P(3) = 1:
 * a–b: −.6 .25 + .4 .75 = .15; a–c: −.6 1 + .4 .25 = −.5; b–c: −.6 .75 − .4 .25 = −.55. */
static void test_promethee(void)
{
  g_auto(Members) m =
      members_of(3, 2, (const double[]){0.6, 0.4}, (const double[]){1, 2, 4, 3, 1, 2});
  g_autofree double *usual = aggregate_by("promethee", &m);
  g_autofree double *linear = aggregate_by("promethee:linear:0.5,2.5", &m);
  assert_near(usual[0], -0.2);
  assert_near(usual[1], -0.4);
  assert_near(usual[2], 0.6);
  assert_near(linear[0], -0.35 / 2);
  assert_near(linear[1], -0.7 / 2);
  assert_near(linear[2], 1.05 / 2);
}

/* Hellwig: one member (0, 2, 4): z = ∓ sqrt(1.5), 0; distances 2 sqrt(1.5), sqrt(1.5), 0: mean
 * sqrt(1.5), sd sqrt(2/3) sqrt(1.5) = 1; d0 = sqrt(1.5) + 2. */
static void test_wroclaw(void)
{
  g_auto(Members) m = members_of(3, 1, NULL, (const double[]){0, 2, 4});
  g_autofree double *x = aggregate_by("wroclaw", &m);
  assert_near(x[0], 1 - 2 * sqrt(1.5) / (sqrt(1.5) + 2));
  assert_near(x[1], 1 - sqrt(1.5) / (sqrt(1.5) + 2));
  assert_near(x[2], 1);
}

/* Weights 0.1 + 0.2 against 0.3: a tie, which sums of doubles make a win of 5e-17. */
static void test_copeland_tie(void)
{
  g_auto(Members) m =
      members_of(2, 3, (const double[]){0.1, 0.2, 0.3}, (const double[]){2, 1, 2, 1, 1, 2});
  g_assert_true(0.1 + 0.2 != 0.3);
  g_autofree double *x = aggregate_by("copeland", &m), *borda = aggregate_by("borda-count", &m);
  g_assert_true(x[0] == 0 && x[1] == 0);
  g_assert_true(borda[0] == 0.5 && borda[1] == 0.5);
}

/* A missing side drops out for both: b has no m1, so a against b is m0 alone, which b wins; R's
 * package would give the missing cell to the later row. */
static void test_copeland_missing(void)
{
  g_auto(Members) m = members_of(2, 2, (const double[]){1, 9}, (const double[]){1, 2, 5, NAN});
  g_autofree double *x = aggregate_by("copeland", &m), *borda = aggregate_by("borda-count", &m);
  g_assert_true(x[0] == -1 && x[1] == 1);
  g_assert_true(borda[0] == 0 && borda[1] == 1);
  swap_units(&m, 0, 1);
  g_autofree double *swapped = aggregate_by("copeland", &m);
  g_assert_true(swapped[0] == 1 && swapped[1] == -1);
}

/* ---- Naive second implementations ---- */

static double total(const Members *m)
{
  double sum = 0;
  for (guint k = 0; k < m->n_members; k++)
    sum += m->weight[k];
  return sum;
}

static void naive_topsis(const Members *m, double *out)
{
  for (guint i = 0; i < m->n_units; i++)
  {
    double up = 0, down = 0;
    for (guint k = 0; k < m->n_members; k++)
    {
      double squares = 0, best = -INFINITY, worst = INFINITY;
      for (guint j = 0; j < m->n_units; j++)
      {
        squares += pow(m->x[k][j], 2);
        best = fmax(best, m->x[k][j]);
        worst = fmin(worst, m->x[k][j]);
      }
      const double v = m->weight[k] / total(m) / sqrt(squares);
      up += pow(v * (best - m->x[k][i]), 2);
      down += pow(v * (m->x[k][i] - worst), 2);
    }
    out[i] = sqrt(down) / (sqrt(up) + sqrt(down));
  }
}

static void naive_vikor(const Members *m, double *out)
{
  double s[64], r[64], s0 = INFINITY, s1 = -INFINITY, r0 = INFINITY, r1 = -INFINITY;
  for (guint i = 0; i < m->n_units; i++)
  {
    s[i] = r[i] = 0;
    for (guint k = 0; k < m->n_members; k++)
    {
      double best = -INFINITY, worst = INFINITY;
      for (guint j = 0; j < m->n_units; j++)
        best = fmax(best, m->x[k][j]), worst = fmin(worst, m->x[k][j]);
      const double regret = m->weight[k] / total(m) * (best - m->x[k][i]) / (best - worst);
      s[i] += regret;
      r[i] = fmax(r[i], regret);
    }
    s0 = fmin(s0, s[i]), s1 = fmax(s1, s[i]), r0 = fmin(r0, r[i]), r1 = fmax(r1, r[i]);
  }
  for (guint i = 0; i < m->n_units; i++)
    out[i] = 1 - (s1 - s0 > 1e-12 ? 0.5 * (s[i] - s0) / (s1 - s0) : 0) -
             (r1 - r0 > 1e-12 ? 0.5 * (r[i] - r0) / (r1 - r0) : 0);
}

static double naive_preference(double d, double q, double p)
{
  return d > p ? 1 : d > q ? (d - q) / (p - q) : 0;
}

static void naive_promethee(const Members *m, double q, double p, double *out)
{
  for (guint i = 0; i < m->n_units; i++)
  {
    double plus = 0, minus = 0;
    for (guint j = 0; j < m->n_units; j++)
      for (guint k = 0; k < m->n_members; k++)
      {
        plus += m->weight[k] * naive_preference(m->x[k][i] - m->x[k][j], q, p);
        minus += m->weight[k] * naive_preference(m->x[k][j] - m->x[k][i], q, p);
      }
    out[i] = (plus - minus) / total(m) / (m->n_units - 1);
  }
}

static void naive_borda(const Members *m, double *out)
{
  for (guint i = 0; i < m->n_units; i++)
  {
    out[i] = 0;
    for (guint j = 0; j < m->n_units; j++)
    {
      double above = 0, all = 0;
      for (guint k = 0; k < m->n_members; k++)
        if (!isnan(m->x[k][i]) && !isnan(m->x[k][j]))
        {
          above += m->weight[k] * ((m->x[k][i] > m->x[k][j]) + 0.5 * (m->x[k][i] == m->x[k][j]));
          all += m->weight[k];
        }
      out[i] += i == j ? 0 : all > 0 ? above / all : 0.5;
    }
  }
}

static void assert_same(const char *method, const Members *m, const double *expected)
{
  g_autofree double *x = aggregate_by(method, m);
  for (guint i = 0; i < m->n_units; i++)
    g_assert_cmpfloat_with_epsilon(x[i], expected[i], 1e-9 * MAX(1, fabs(expected[i])));
}

static void test_naive(void)
{
  double expected[64];
  for (guint round = 0; round < 100; round++)
  {
    g_auto(Members) m = random_members(2 + round % 30, 1 + round % 8, 0, 0);
    naive_topsis(&m, expected);
    assert_same("topsis", &m, expected);
    naive_vikor(&m, expected);
    assert_same("vikor", &m, expected);
    naive_promethee(&m, 0, 0, expected);
    assert_same("promethee", &m, expected);
    naive_promethee(&m, 0.1, 0.4, expected);
    assert_same("promethee:linear:0.1,0.4", &m, expected);
    g_auto(Members) gaps = random_members(2 + round % 30, 1 + round % 8, 5, 0.2);
    naive_borda(&gaps, expected);
    assert_same("borda-count", &gaps, expected);
  }
}

/* ---- Properties ---- */

static const char *const all_methods[] = {
    "arithmetic", "geometric", "mpi",       "ampi",     "mean-min:0.5,0.1",         "topsis",
    "vikor",      "vikor:0.2", "promethee", "copeland", "promethee:linear:0.1,0.3", "borda-count",
    "kemeny",     "wroclaw",   "median"};

/* Turning the table upside down changes no unit's aggregate; nor does doubling all weights. */
static void test_order_and_weights(void)
{
  for (guint a = 0; a < G_N_ELEMENTS(all_methods); a++)
    for (guint round = 0; round < 10; round++)
    {
      const guint n = 4 + round;
      /* Kemeny breaks ties by code, and here codes do not move with the units: none, then. */
      const gboolean no_ties = g_str_equal(all_methods[a], "kemeny");
      g_auto(Members) m = random_members(n, 4, round % 2 == 0 && !no_ties ? 5 : 0, 0);
      for (guint k = 0; no_ties && k < m.n_members; k++)
        m.weight[k] = g_test_rand_double_range(0.5, 1);
      g_autofree double *before = aggregate_by(all_methods[a], &m);
      for (guint k = 0; k < m.n_members; k++)
        m.weight[k] *= 2;
      g_autofree double *doubled = aggregate_by(all_methods[a], &m);
      for (guint i = 0; i < n; i++)
        assert_near(doubled[i], before[i]);
      for (guint i = 0; i < n / 2; i++)
        swap_units(&m, i, n - 1 - i);
      g_autofree double *after = aggregate_by(all_methods[a], &m);
      for (guint i = 0; i < n; i++)
        assert_near(after[n - 1 - i], before[i]);
    }
}

/* A unit that another is nowhere below and somewhere above is never above it. */
static void test_dominated(void)
{
  for (guint a = 0; a < G_N_ELEMENTS(all_methods); a++)
    for (guint round = 0; round < 20; round++)
    {
      g_auto(Members) m = random_members(8, 4, round % 2 == 0 ? 4 : 0, 0);
      for (guint k = 0; k < m.n_members; k++)
        m.x[k][1] = m.x[k][0] - (k == round % 4 ? 0.01 : 0);
      const gboolean is_mpi = g_str_has_suffix(all_methods[a], "mpi"); /* rewards balance */
      g_autofree double *x = aggregate_by(all_methods[a], &m);
      if (!is_mpi && x[1] > x[0] + 1e-12)
        g_error("%s: %.17g above %.17g", all_methods[a], x[1], x[0]);
    }
}

/* Multiplying a member by 1000 changes no comparison, and nothing that puts it on its own scale. */
static void test_scale(void)
{
  static const char *const methods[] = {"topsis",      "vikor",  "promethee", "copeland",
                                        "borda-count", "kemeny", "wroclaw"};
  for (guint a = 0; a < G_N_ELEMENTS(methods); a++)
  {
    g_auto(Members) m = random_members(9, 3, 0, 0);
    g_autofree double *before = aggregate_by(methods[a], &m);
    for (guint i = 0; i < m.n_units; i++)
      m.x[1][i] *= 1000;
    assert_same(methods[a], &m, before);
  }
}

/* ---- Ends of the range ---- */

static void test_magnitudes(void)
{
  static const double sizes[] = {1e-300, 1e300};
  for (guint a = 0; a < G_N_ELEMENTS(all_methods); a++)
    for (guint s = 0; s < G_N_ELEMENTS(sizes); s++)
    {
      g_auto(Members) m = random_members(6, 3, 0, 0);
      for (guint k = 0; k < m.n_members; k++)
        for (guint i = 0; i < m.n_units; i++)
          m.x[k][i] *= sizes[s];
      g_autofree double *x = aggregate_by(all_methods[a], &m);
      for (guint i = 0; i < m.n_units; i++)
        g_assert_true(isfinite(x[i]));
    }
}

static void test_weights_apart(void)
{
  g_auto(Members) m =
      members_of(2, 2, (const double[]){1e-300, 1e300}, (const double[]){2, 1, 1, 2});
  g_autofree double *x = aggregate_by("copeland", &m);
  g_assert_true(x[0] == -1 && x[1] == 1);
}

static void test_one_and_two_units(void)
{
  static const char *const methods[] = {"promethee", "copeland", "borda-count", "kemeny"};
  for (guint a = 0; a < G_N_ELEMENTS(methods); a++)
  {
    g_auto(Members) one = members_of(1, 2, NULL, (const double[]){1, 2});
    g_autofree double *x = aggregate_by(methods[a], &one);
    g_assert_true(x[0] == 0);
    g_auto(Members) two = members_of(2, 1, NULL, (const double[]){1, 2});
    g_autofree double *y = aggregate_by(methods[a], &two);
    g_assert_true(y[0] < y[1]);
  }
}

static void assert_fault(const char *method, const Members *m, const char *part)
{
  g_autofree char *fault = aggregate_fault(method, m);
  if (strstr(fault, part) == NULL)
    g_error("%s: '%s' lacks '%s'", method, fault, part);
}

static void test_refused(void)
{
  g_auto(Members) one = members_of(1, 2, NULL, (const double[]){1, 2});
  g_auto(Members) constant = members_of(3, 2, NULL, (const double[]){1, 2, 3, 5, 5, 5});
  g_auto(Members) empty = members_of(2, 2, NULL, (const double[]){1, 2, NAN, NAN});
  g_auto(Members) gaps = members_of(2, 2, NULL, (const double[]){1, NAN, NAN, 2});
  g_auto(Members) nothing = members_of(2, 1, NULL, (const double[]){NAN, NAN});
  static const char *const scaled[] = {"vikor", "wroclaw"};
  for (guint a = 0; a < G_N_ELEMENTS(scaled); a++)
  {
    assert_fault(scaled[a], &one,
                 "'m0', a member of 'I', is constant (1 in each of 1 complete unit)");
    assert_fault(scaled[a], &constant, "'m1', a member of 'I', is constant (5");
  }
  assert_fault("topsis", &one, "every member of 'I' is constant over its 1 complete unit");
  static const char *const complete[] = {"topsis", "vikor", "promethee", "wroclaw", "owa:1,2"};
  for (guint a = 0; a < G_N_ELEMENTS(complete); a++)
  {
    assert_fault(complete[a], &empty, "'m1', a member of 'I', has no values");
    assert_fault(complete[a], &gaps, "no unit has all members of 'I'");
  }
  assert_fault("copeland", &nothing, "no unit has any member of 'I'");
  g_auto(Members) negative = members_of(1, 2, NULL, (const double[]){-1, 2});
  assert_fault("mpi", &negative, "needs values of 0 or more");
}

/* Units without all members are missing, and no one's competitors. */
static void test_complete_rows(void)
{
  static const char *const methods[] = {"topsis", "vikor", "promethee", "wroclaw",
                                        "promethee:linear:0.1,0.2"};
  for (guint a = 0; a < G_N_ELEMENTS(methods); a++)
  {
    g_auto(Members) m = random_members(6, 3, 0, 0);
    m.x[1][5] = NAN;
    g_autofree double *with = aggregate_by(methods[a], &m);
    g_assert_true(isnan(with[5]));
    m.n_units = 5;
    g_autofree double *without = aggregate_by(methods[a], &m);
    for (guint i = 0; i < 5; i++)
      g_assert_true(with[i] == without[i]);
  }
}

int main(int argc, char *argv[])
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/aggregate/mpi", test_mpi);
  g_test_add_func("/aggregate/mean-min", test_mean_min);
  g_test_add_func("/aggregate/owa", test_owa);
  g_test_add_func("/aggregate/topsis", test_topsis);
  g_test_add_func("/aggregate/vikor", test_vikor);
  g_test_add_func("/aggregate/promethee", test_promethee);
  g_test_add_func("/aggregate/wroclaw", test_wroclaw);
  g_test_add_func("/aggregate/copeland-tie", test_copeland_tie);
  g_test_add_func("/aggregate/copeland-missing", test_copeland_missing);
  g_test_add_func("/aggregate/naive", test_naive);
  g_test_add_func("/aggregate/order-and-weights", test_order_and_weights);
  g_test_add_func("/aggregate/dominated", test_dominated);
  g_test_add_func("/aggregate/scale", test_scale);
  g_test_add_func("/aggregate/magnitudes", test_magnitudes);
  g_test_add_func("/aggregate/weights-apart", test_weights_apart);
  g_test_add_func("/aggregate/one-and-two-units", test_one_and_two_units);
  g_test_add_func("/aggregate/refused", test_refused);
  g_test_add_func("/aggregate/complete-rows", test_complete_rows);
  return g_test_run();
}
