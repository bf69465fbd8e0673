/* Correlations: values from R 4.2.2, and naive second implementations. */
#include "index/numbers/correlation.h"

#include "tests/shared/program.h"
#include <math.h>

#define N_MAX 60

/* cor(x, y, method = "spearman", use = "complete.obs"), and method = "kendall", in R:
 * x <- c(3,1,4,1,5,9,2,6,5,3,5,NA); y <- c(2,7,1,8,2,8,1,8,2,8,NA,5) */
static void test_reference(void)
{
  const double x[] = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, NAN};
  const double y[] = {2, 7, 1, 8, 2, 8, 1, 8, 2, 8, NAN, 5};
  gsize used = 0;
  g_assert_cmpfloat_with_epsilon(dgmi_correlation_spearman(x, y, 12, &used), 0.13471506281091269,
                                 1e-15);
  g_assert_cmpuint(used, ==, 10);
  g_assert_cmpfloat_with_epsilon(dgmi_correlation_kendall(x, y, 12, &used), 0.13041013273932528,
                                 1e-15);
  g_assert_cmpuint(used, ==, 10);
  g_assert_cmpfloat_with_epsilon(dgmi_correlation_pearson(x, y, 12, &used), 0.10492284287735879,
                                 1e-15); /* cor(x, y, use = "complete.obs") */
  g_assert_cmpuint(used, ==, 10);
}

static void test_undefined(void)
{
  const double x[] = {1, 2, NAN, 4}, same[] = {7, 7, 7, 7}, other[] = {NAN, NAN, 3, 4};
  gsize used = 9;
  g_assert_true(isnan(dgmi_correlation_spearman(x, same, 4, &used)));
  g_assert_cmpuint(used, ==, 3);
  g_assert_true(isnan(dgmi_correlation_kendall(x, same, 4, NULL)));
  g_assert_true(isnan(dgmi_correlation_pearson(x, same, 4, NULL)));
  g_assert_true(isnan(dgmi_correlation_spearman(x, other, 4, &used)));
  g_assert_cmpuint(used, ==, 1);
  g_assert_true(isnan(dgmi_correlation_kendall(x, other, 4, NULL)));
  g_assert_true(isnan(dgmi_correlation_kendall(x, x, 0, &used)));
  g_assert_cmpuint(used, ==, 0);
}

static void test_extremes(void)
{
  const double up[] = {-INFINITY, -1, 0, 1e-300, 5, INFINITY}, down[] = {6, 5, 4, 3, 2, 1};
  g_assert_cmpfloat(dgmi_correlation_kendall(up, up, 6, NULL), ==, 1);
  g_assert_cmpfloat(dgmi_correlation_kendall(up, down, 6, NULL), ==, -1);
  g_assert_cmpfloat_with_epsilon(dgmi_correlation_spearman(up, up, 6, NULL), 1, 1e-15);
  g_assert_cmpfloat_with_epsilon(dgmi_correlation_spearman(up, down, 6, NULL), -1, 1e-15);
}

/* ---- Naive implementations ---- */

static double mean_rank(const double *x, gsize n, gsize i)
{
  double below = 0, equal = 0;
  for (gsize k = 0; k < n; k++)
  {
    below += x[k] < x[i];
    equal += x[k] == x[i];
  }
  return below + (equal + 1) / 2;
}

static double naive_spearman(const double *x, const double *y, gsize n)
{
  const double mean = ((double)n + 1) / 2;
  double xy = 0, xx = 0, yy = 0;
  for (gsize i = 0; i < n; i++)
  {
    const double a = mean_rank(x, n, i) - mean, b = mean_rank(y, n, i) - mean;
    xy += a * b;
    xx += a * a;
    yy += b * b;
  }
  return xy / sqrt(xx * yy);
}

static double sign(double a)
{
  return (a > 0) - (a < 0);
}

static double naive_kendall(const double *x, const double *y, gsize n)
{
  double difference = 0, xx = 0, yy = 0;
  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; k < i; k++)
    {
      const double a = sign(x[i] - x[k]), b = sign(y[i] - y[k]);
      difference += a * b;
      xx += a * a;
      yy += b * b;
    }
  return difference / sqrt(xx * yy);
}

static double draw(gint32 values)
{
  return g_test_rand_int_range(0, 10) == 0 ? NAN : g_test_rand_int_range(0, values);
}

static void assert_same(double a, double b)
{
  if (isnan(b))
    g_assert_true(isnan(a));
  else
    g_assert_cmpfloat_with_epsilon(a, b, 1e-12);
}

/* Few different values make many ties, many make none. */
static void test_naive(void)
{
  for (guint run = 0; run < 3000; run++)
  {
    const gsize n = (gsize)g_test_rand_int_range(0, N_MAX);
    const gint32 values = g_test_rand_int_range(1, 1 << g_test_rand_int_range(1, 20));
    double x[N_MAX], y[N_MAX], kept_x[N_MAX], kept_y[N_MAX];
    gsize kept = 0, used;
    for (gsize i = 0; i < n; i++)
    {
      x[i] = draw(values);
      y[i] = draw(values);
      if (isnan(x[i]) || isnan(y[i]))
        continue;
      kept_x[kept] = x[i];
      kept_y[kept++] = y[i];
    }
    assert_same(dgmi_correlation_spearman(x, y, n, &used), naive_spearman(kept_x, kept_y, kept));
    g_assert_cmpuint(used, ==, kept);
    assert_same(dgmi_correlation_kendall(x, y, n, &used), naive_kendall(kept_x, kept_y, kept));
    g_assert_cmpuint(used, ==, kept);
  }
}

TEST_PROGRAM({"/correlation/reference", test_reference}, {"/correlation/undefined", test_undefined},
             {"/correlation/extremes", test_extremes}, {"/correlation/naive", test_naive})
