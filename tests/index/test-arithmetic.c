/* Rounding, means and ranks: against R, exact decimals, wider numbers and O(n²) definitions. */
#include "index/numbers/arithmetic.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "index/numbers/matrix.h"
#include "tests/shared/program.h"

/* ---- Rounding ---- */

/* R 4.2.2: sprintf("%.17g", round(x, d)). 200,000 random values were compared with it as well,
 * once: all equal. */
static const struct
{
  double x;
  int digits;
  double rounded;
} from_r[] = {{0.15, 1, 0.1},
              {0.25, 1, 0.2},
              {0.35, 1, 0.3},
              {0.45, 1, 0.4},
              {0.55, 1, 0.6},
              {0.65, 1, 0.7},
              {-0.15, 1, -0.1},
              {0.05, 1, 0},
              {2.5, 0, 2},
              {3.5, 0, 4},
              {-2.5, 0, -2},
              {0.5, 0, 0},
              {1.5, 0, 2},
              {0.285, 2, 0.28},
              {1.005, 2, 1},
              {2.675, 2, 2.67},
              {5.015, 2, 5.02},
              {5e-6, 5, 0},
              {0.0045, 3, 0.004},
              {0.97165, 4, 0.9716},
              {123456.789, 2, 123456.79},
              {1000000000000000.25, 0, 1e15},
              {5e-324, 3, 0},
              {1e300, 2, 1e300}};

static void test_round_as_r(void)
{
  for (guint i = 0; i < G_N_ELEMENTS(from_r); i++)
  {
    const double rounded = dgmi_round(from_r[i].x, from_r[i].digits);
    if (rounded != from_r[i].rounded)
      g_error("round(%.17g, %d) = %.17g, R has %.17g", from_r[i].x, from_r[i].digits, rounded,
              from_r[i].rounded);
  }
}

static double decimal(guint64 n, int digits)
{
  char text[64];
  snprintf(text, sizeof text, "%" G_GUINT64_FORMAT "e-%d", n, digits);
  return g_ascii_strtod(text, NULL);
}

/* The rule, on the exact decimal expansion of x (a double has one of finite length) in place of
 * its product with a power of ten. */
static double naive_round(double x, int digits)
{
  char text[1200], whole[64];
  snprintf(text, sizeof text, "%.1100f", x);
  const char *point = strchr(text, '.');
  g_assert_nonnull(point);
  snprintf(whole, sizeof whole, "%.*s%.*s", (int)(point - text), text, digits, point + 1);
  const guint64 n = g_ascii_strtoull(whole, NULL, 10);
  const gboolean exact = strspn(point + 1 + digits, "0") == strlen(point + 1 + digits);
  const double low = decimal(n, digits), high = decimal(exact ? n : n + 1, digits);
  const double down = x - low, up = high - x;
  return down < up || (down == up && n % 2 == 0) ? low : high;
}

static void test_round_random(void)
{
  for (guint round = 0; round < 20000; round++)
  {
    const int digits = g_test_rand_int_range(0, 7);
    double x = g_test_rand_double_range(0, 1) * pow(10, g_test_rand_int_range(-4, 6));
    if (g_test_rand_bit()) /* on a tie, as far as doubles have it */
      x = decimal((guint64)(g_test_rand_int_range(0, 1000000) * 10 + 5), digits + 1);
    const double expected = x == 0 ? 0 : naive_round(x, digits);
    if (dgmi_round(x, digits) != expected || dgmi_round(-x, digits) != -expected)
      g_error("round(%.17g, %d) = %.17g, not %.17g", x, digits, dgmi_round(x, digits), expected);
  }
}

/* A number of d decimals is its own rounding, and rounding twice is rounding once. */
static void test_round_fixed_points(void)
{
  for (guint round = 0; round < 20000; round++)
  {
    const int digits = g_test_rand_int_range(0, 10);
    const double x = decimal((guint64)g_test_rand_int_range(0, G_MAXINT32), digits);
    g_assert_cmpfloat(dgmi_round(x, digits), ==, x);
    const double y = g_test_rand_double_range(-1e5, 1e5), once = dgmi_round(y, digits);
    g_assert_cmpfloat(dgmi_round(once, digits), ==, once);
    /* Half a unit, and what is left of y's own last bits. */
    g_assert_cmpfloat(fabs(once - y), <=, 0.5 * pow(10, -digits) + 1e-11);
  }
}

static void test_round_limits(void)
{
  g_assert_true(isnan(dgmi_round(NAN, 2)));
  g_assert_cmpfloat(dgmi_round(INFINITY, 2), ==, INFINITY);
  g_assert_cmpfloat(dgmi_round(1.25, -1), ==, 1.25);
  g_assert_cmpfloat(dgmi_round(0, 3), ==, 0);
  static const double values[] = {1e-320, 1e-300, 1e-5,  1,
                                  1e15,   1e22,   1e300, 1.7976931348623157e308};
  for (guint i = 0; i < G_N_ELEMENTS(values); i++)
    for (int digits = 0; digits <= 400; digits++)
    {
      const double rounded = dgmi_round(values[i], digits);
      g_assert_true(isfinite(rounded));
      g_assert_cmpfloat(fabs(rounded - values[i]), <=, 0.5 * pow(10, -digits));
    }
}

/* ---- Means ---- */

#ifdef __SIZEOF_FLOAT128__
typedef __float128 Wide;
#else
typedef long double Wide;
#endif

static void test_mean(void)
{
  for (guint round = 0; round < 20000; round++)
  {
    double x[20], weight[20];
    const guint n = (guint)g_test_rand_int_range(1, 21);
    const double offset = g_test_rand_bit() ? 0 : ldexp(1, g_test_rand_int_range(0, 60));
    Wide sum = 0, weights = 0, size = 0;
    for (guint i = 0; i < n; i++)
    {
      x[i] = offset + ldexp(g_test_rand_double_range(-1, 1), g_test_rand_int_range(-10, 10));
      weight[i] = i > 0 && g_test_rand_int_range(0, 8) == 0 ? 0 : g_test_rand_double_range(0.1, 3);
      sum += (Wide)weight[i] * x[i];
      size += (Wide)weight[i] * fabs(x[i]);
      weights += weight[i];
    }
    const Wide mean = sum / weights, error = dgmi_weighted_mean(x, weight, n) - mean;
    /* One rounding to double, and the long doubles' own error, relative to the terms. */
    const double allowed = 0x1p-53 * fabs((double)mean) + 0x1p-60 * (double)(size / weights);
    g_assert_cmpfloat(fabs((double)error), <=, allowed);
  }
}

static void test_mean_examples(void)
{
  const double x[] = {0.1, 0.1, 0.1}, one[] = {1, 1, 1}, zero[] = {0, 0, 0};
  g_assert_cmpfloat(dgmi_weighted_mean(x, one, 3), ==, 0.1); /* not 0.10000000000000002 */
  g_assert_true(isnan(dgmi_weighted_mean(x, zero, 3)));
  g_assert_true(isnan(dgmi_weighted_mean(x, one, 0)));
  /* R: mean(c(0.9797, 0.9795, 0.9559)) is 0.9717 to 17 digits 0.97170000000000001 (Denmark 2022).
   */
  const double denmark[] = {0.9797, 0.9795, 0.9559};
  g_assert_cmpfloat(dgmi_weighted_mean(denmark, one, 3), ==, 0.9717);
  const double huge[] = {1.7e308, 1.7e308, 1.7e308};
  g_assert_cmpfloat(dgmi_weighted_mean(huge, one, 3), ==, 1.7e308);
}

/* ---- Ranks ---- */

/* A rank from the counts of larger and of equal values. */
static double naive_rank(const double *x, gsize n, gsize i, DgmiTies ties)
{
  gsize larger = 0, equal = 0, equal_before = 0, distinct = 0;
  if (isnan(x[i]))
    return NAN;
  for (gsize j = 0; j < n; j++)
  {
    gboolean first_of_its_kind = TRUE;
    for (gsize k = 0; k < j; k++)
      first_of_its_kind = first_of_its_kind && x[k] != x[j];
    larger += x[j] > x[i];
    distinct += x[j] > x[i] && first_of_its_kind;
    equal += x[j] == x[i];
    equal_before += x[j] == x[i] && j < i;
  }
  switch (ties)
  {
  case DGMI_TIES_MAX:
    return (double)(larger + equal);
  case DGMI_TIES_MEAN:
    return (double)larger + (double)(equal + 1) / 2;
  case DGMI_TIES_DENSE:
    return (double)distinct + 1;
  case DGMI_TIES_FIRST:
    return (double)(larger + equal_before) + 1;
  case DGMI_TIES_MIN:
    break;
  }
  return (double)larger + 1;
}

static void test_ranks(void)
{
  guint n_ties;
  dgmi_ties_names(&n_ties);
  for (guint round = 0; round < 3000; round++)
  {
    double x[30], rank[30];
    const gsize n = (gsize)g_test_rand_int_range(0, 31);
    const int kinds = g_test_rand_int_range(1, 40);
    for (gsize i = 0; i < n; i++)
      x[i] = g_test_rand_int_range(0, 6) == 0 ? NAN : g_test_rand_int_range(-kinds, kinds) / 4.0;
    for (guint ties = 0; ties < n_ties; ties++)
    {
      dgmi_rank(x, n, (DgmiTies)ties, rank);
      for (gsize i = 0; i < n; i++)
      {
        const double expected = naive_rank(x, n, i, (DgmiTies)ties);
        g_assert_true(rank[i] == expected || (isnan(rank[i]) && isnan(expected)));
      }
    }
  }
}

static void test_ranks_examples(void)
{
  static const double x[] = {5, 7, 5, -INFINITY, INFINITY};
  /* R: rank(-c(5, 7, 5, -Inf, Inf), ties.method = "min") and so on; dense: dplyr's dense_rank. */
  static const double expected[][5] = {
      {3, 2, 3, 5, 1}, {4, 2, 4, 5, 1}, {3.5, 2, 3.5, 5, 1}, {3, 2, 3, 4, 1}, {3, 2, 4, 5, 1}};
  static const char *const names[] = {"min", "max", "mean", "dense", "first"};
  guint n;
  const char *const *ties_names = dgmi_ties_names(&n);
  g_assert_cmpuint(n, ==, G_N_ELEMENTS(expected));
  for (guint ties = 0; ties < n; ties++)
  {
    double rank[5];
    dgmi_rank(x, 5, (DgmiTies)ties, rank);
    for (guint i = 0; i < 5; i++)
      g_assert_cmpfloat(rank[i], ==, expected[ties][i]);
    g_assert_cmpstr(ties_names[ties], ==, names[ties]);
  }
}

static void test_compact(void)
{
  static const double x[] = {NAN, 1, NAN, NAN, 2, 0, NAN};
  double out[7];
  g_assert_cmpuint(dgmi_compact(x, 7, out), ==, 3);
  g_assert_true(out[0] == 1 && out[1] == 2 && out[2] == 0);
  g_assert_cmpuint(dgmi_compact(x, 1, out), ==, 0);
}

/* ---- Matrices ---- */

static void test_matrix(void)
{
  g_autoptr(DgmiMatrix) matrix = dgmi_matrix_new(3, 2);
  for (guint i = 0; i < 6; i++)
  {
    g_assert_true(isnan(matrix->values[i]));
    matrix->values[i] = i;
  }
  g_assert_cmpfloat(dgmi_matrix_column(matrix, 1)[2], ==, 5);
  g_autoptr(DgmiMatrix) copy = dgmi_matrix_copy(matrix);
  dgmi_matrix_column(copy, 0)[0] = 9;
  g_assert_cmpfloat(matrix->values[0], ==, 0);
  g_assert_cmpfloat(copy->values[5], ==, 5);
  DgmiMatrix *shared = dgmi_matrix_ref(matrix);
  dgmi_matrix_unref(shared);
  g_assert_cmpfloat(matrix->values[1], ==, 1);
  g_autoptr(DgmiMatrix) empty = dgmi_matrix_new(0, 5);
  g_assert_nonnull(empty);
  dgmi_matrix_unref(NULL);
}

/* R 4.2: quantile(x, p) of c(1, 2, 4, 8); on a value, and between equal ones, it is exact. */
static void test_quantile(void)
{
  const double x[] = {1, 2, 4, 8};
  g_assert_cmpfloat(dgmi_quantile(x, 4, 0), ==, 1);
  g_assert_cmpfloat(dgmi_quantile(x, 4, 0.25), ==, 1.75);
  g_assert_cmpfloat(dgmi_quantile(x, 4, 0.5), ==, 3);
  g_assert_cmpfloat_with_epsilon(dgmi_quantile(x, 4, 0.9), 6.8, 1e-15);
  g_assert_cmpfloat(dgmi_quantile(x, 4, 1), ==, 8);
  g_assert_cmpfloat(dgmi_quantile(x, 1, 0.3), ==, 1);
  const double equal[] = {0.1, 0.7, 0.7, 0.9};
  for (double p = 0.34; p < 0.66; p += 0.01)
    g_assert_true(dgmi_quantile(equal, 4, p) == 0.7);
  double step[101];
  for (guint i = 0; i <= 100; i++)
    step[i] = i / 7.0;
  for (guint n = 2; n <= 101; n++)
    for (guint i = 0; i < n; i++)
      g_assert_true(dgmi_quantile(step, n, (double)i / (n - 1)) == step[i]);
}

TEST_PROGRAM({"/arithmetic/round-as-r", test_round_as_r},
             {"/arithmetic/round-random", test_round_random},
             {"/arithmetic/round-fixed-points", test_round_fixed_points},
             {"/arithmetic/round-limits", test_round_limits}, {"/arithmetic/mean", test_mean},
             {"/arithmetic/mean-examples", test_mean_examples}, {"/arithmetic/ranks", test_ranks},
             {"/arithmetic/ranks-examples", test_ranks_examples},
             {"/arithmetic/quantile", test_quantile}, {"/arithmetic/compact", test_compact},
             {"/arithmetic/matrix", test_matrix})
