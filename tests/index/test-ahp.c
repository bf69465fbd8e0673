/* test-ahp.c: weights from pairwise comparisons. */
#include "index/methods/ahp.h"

#include <math.h>

#include "indicators/base/error.h"
#include "tests/shared/program.h"

static const char *const codes[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"};

static DgmiAhp weigh(const double *comparison, guint n, double *weight)
{
  g_autoptr(GError) error = NULL;
  DgmiAhp ahp;
  const gboolean ok = dgmi_ahp(comparison, codes, n, weight, &ahp, &error);
  g_assert_no_error(error);
  g_assert_true(ok);
  return ahp;
}

/* Of a_ij = w_i/w_j the weights are w, and there is no inconsistency. */
static void test_consistent(void)
{
  for (guint n = 1; n <= 11; n++)
  {
    double w[11], weight[11], comparison[121], sum = 0;
    for (guint i = 0; i < n; i++)
      sum += w[i] = g_test_rand_double_range(0.2, 5);
    for (guint i = 0; i < n; i++)
      for (guint j = 0; j < n; j++)
        comparison[i * n + j] = w[i] / w[j];
    const DgmiAhp ahp = weigh(comparison, n, weight);
    for (guint i = 0; i < n; i++)
      g_assert_cmpfloat_with_epsilon(weight[i], w[i] / sum, 1e-12);
    g_assert_cmpfloat_with_epsilon(ahp.ci, 0, 1e-12);
    g_assert_true(n > 10 ? isnan(ahp.cr) : ahp.cr < 1e-11);
  }
}

/* Of three things the eigenvector is that of the geometric means of the rows, and
 * λmax = 1 + t + 1/t with t = (a13/(a12 a23))^(1/3). */
static void test_three(void)
{
  for (guint round = 0; round < 20; round++)
  {
    const double x = g_test_rand_double_range(0.2, 9), y = g_test_rand_double_range(0.2, 9),
                 z = g_test_rand_double_range(0.2, 9);
    const double comparison[] = {1, x, y, 1 / x, 1, z, 1 / y, 1 / z, 1};
    const double mean[] = {cbrt(x * y), cbrt(z / x), cbrt(1 / (y * z))};
    const double sum = mean[0] + mean[1] + mean[2], t = cbrt(y / (x * z));
    double weight[3];
    const DgmiAhp ahp = weigh(comparison, 3, weight);
    for (guint i = 0; i < 3; i++)
      g_assert_cmpfloat_with_epsilon(weight[i], mean[i] / sum, 1e-12);
    g_assert_cmpfloat_with_epsilon(ahp.lambda_max, 1 + t + 1 / t, 1e-11);
    g_assert_cmpfloat_with_epsilon(ahp.ci, (ahp.lambda_max - 3) / 2, 1e-12);
    g_assert_cmpfloat_with_epsilon(ahp.cr, ahp.ci / 0.58, 1e-12);
  }
}

/* Saaty (1977), the wealth of nations: his figures, printed to three decimals and two. */
static void test_saaty(void)
{
  const double comparison[] = {
      1,       4,       9, 6,       6,       5,       5,       /* US */
      1 / 4.0, 1,       7, 5,       5,       3,       4,       /* USSR */
      1 / 9.0, 1 / 7.0, 1, 1 / 5.0, 1 / 5.0, 1 / 7.0, 1 / 5.0, /* China */
      1 / 6.0, 1 / 5.0, 5, 1,       1,       1 / 3.0, 1 / 3.0, /* France */
      1 / 6.0, 1 / 5.0, 5, 1,       1,       1 / 3.0, 1 / 3.0, /* UK */
      1 / 5.0, 1 / 3.0, 7, 3,       3,       1,       2,       /* Japan */
      1 / 5.0, 1 / 4.0, 5, 3,       3,       1 / 2.0, 1,       /* West Germany */
  };
  static const double expected[] = {.427, .230, .021, .052, .052, .123, .094};
  double weight[7];
  const DgmiAhp ahp = weigh(comparison, 7, weight);
  for (guint i = 0; i < 7; i++)
    g_assert_cmpfloat_with_epsilon(weight[i], expected[i], 5.1e-4);
  g_assert_cmpfloat_with_epsilon(ahp.lambda_max, 7.61, 0.0051);
  g_assert_cmpfloat(ahp.cr, <, DGMI_AHP_CR);
}

static void assert_refused(const double *comparison, const char *message)
{
  g_autoptr(GError) error = NULL;
  double weight[2];
  DgmiAhp ahp;
  g_assert_false(dgmi_ahp(comparison, codes, 2, weight, &ahp, &error));
  g_assert_error(error, DGMI_ERROR, DGMI_ERROR_DATA);
  g_assert_cmpstr(error->message, ==, message);
}

static void test_refused(void)
{
  assert_refused((const double[]){1, 0, 2, 1},
                 "the comparison of a with b is 0; a comparison is a number above 0");
  assert_refused((const double[]){1, -3, -1 / 3.0, 1},
                 "the comparison of a with b is -3; a comparison is a number above 0");
  assert_refused((const double[]){2, 1, 1, 1}, "a compared with itself is 2, not 1");
  assert_refused((const double[]){1, 3, 0.3, 1},
                 "a to b is 3, but b to a is 0.3, not its reciprocal (it may be written as 1/3)");
  double weight[2];
  weigh((const double[]){1, 3, 0.33, 1}, 2, weight);
  g_assert_cmpfloat_with_epsilon(weight[0], 0.75, 0.002);
}

TEST_PROGRAM({"/ahp/consistent", test_consistent}, {"/ahp/three", test_three},
             {"/ahp/saaty", test_saaty}, {"/ahp/refused", test_refused})
