/* index/questions/scenarios.h and index/questions/model-distance.h against values worked out by
 * hand and, over random rankings, against a naive second implementation. */
#include "index/questions/scenarios.h"

#include <math.h>

#include "index/numbers/arithmetic.h"
#include "index/questions/model-distance.h"
#include "tests/shared/program.h"

#define UNITS 40

/* Of the ten pairs of 1 2 3 4 5 and 2 1 3 5 4 two are discordant: (8 − 2)/10; the squared
 * differences of rank sum to 4: 1 − 6·4/(5·24). */
static void test_known(void)
{
  const double a[] = {1, 2, 3, 4, 5, NAN}, b[] = {2, 1, 3, 5, 4, 6};
  const DgmiRankAgreement agreement = dgmi_rank_agreement(a, b, 6);
  g_assert_cmpuint(agreement.n, ==, 5);
  g_assert_cmpfloat_with_epsilon(agreement.kendall, 0.6, 1e-15);
  g_assert_cmpfloat_with_epsilon(agreement.spearman, 0.8, 1e-15);
  g_assert_cmpfloat(agreement.mean_shift, ==, 0.8);
  g_assert_cmpfloat(agreement.max_shift, ==, 1);
}

static void test_extremes(void)
{
  const double same[] = {1, 2, 2, 4}, reverse[] = {4, 2, 2, 1}, none[] = {NAN, NAN, NAN, NAN};
  const DgmiRankAgreement with_itself = dgmi_rank_agreement(same, same, 4);
  const DgmiRankAgreement with_reverse = dgmi_rank_agreement(same, reverse, 4);
  const DgmiRankAgreement with_none = dgmi_rank_agreement(same, none, 4);
  const DgmiRankAgreement of_one = dgmi_rank_agreement(same, same, 1);
  g_assert_cmpfloat(with_itself.kendall, ==, 1);
  g_assert_cmpfloat(with_itself.spearman, ==, 1);
  g_assert_cmpfloat(with_itself.max_shift, ==, 0);
  g_assert_cmpfloat(with_reverse.kendall, ==, -1);
  g_assert_cmpfloat(with_reverse.mean_shift, ==, 1.5);
  g_assert_cmpuint(with_none.n, ==, 0);
  g_assert_true(isnan(with_none.kendall) && isnan(with_none.mean_shift) &&
                isnan(with_none.max_shift));
  g_assert_cmpuint(of_one.n, ==, 1);
  g_assert_true(isnan(of_one.kendall));
  g_assert_cmpfloat(of_one.mean_shift, ==, 0);
}

static void test_least_agreement(void)
{
  const double a[] = {1, 2, 3, 4}, b[] = {1, 2, 4, 3}, c[] = {4, 3, 1, 2}, tied[] = {1, 1, 1, 1};
  const double *const rankings[] = {a, tied, b, c};
  guint first = 9, second = 9;
  /* c is the reverse of b. */
  g_assert_cmpfloat(dgmi_rank_least_agreement(rankings, 4, 4, &first, &second), ==, -1);
  g_assert_cmpuint(first, ==, 2);
  g_assert_cmpuint(second, ==, 3);
  g_assert_true(isnan(dgmi_rank_least_agreement(rankings, 2, 4, &first, &second)));
  g_assert_true(isnan(dgmi_rank_least_agreement(rankings, 1, 4, &first, &second)));
}

static void test_ranges(void)
{
  const double a[] = {1, 2, 3, NAN}, b[] = {1, 3, 2, 4}, c[] = {1, 4, 2, 3};
  const double *const rankings[] = {a, b, c};
  double best[4], worst[4];
  dgmi_rank_ranges(rankings, 3, 4, best, worst);
  g_assert_cmpmem(best, 3 * sizeof *best, ((double[]){1, 2, 2}), 3 * sizeof *best);
  g_assert_cmpmem(worst, 3 * sizeof *worst, ((double[]){1, 4, 3}), 3 * sizeof *worst);
  g_assert_true(isnan(best[3]) && isnan(worst[3]));
  dgmi_rank_ranges(rankings, 0, 1, best, worst);
  g_assert_true(isnan(best[0]));
}

/* Kendall by looking at every pair of units. */
static double naive_kendall(const double *a, const double *b, guint n)
{
  double sum = 0, in_a = 0, in_b = 0;
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < i; k++)
    {
      const int x = (a[i] > a[k]) - (a[i] < a[k]), y = (b[i] > b[k]) - (b[i] < b[k]);
      sum += x * y;
      in_a += x != 0;
      in_b += y != 0;
    }
  return sum / sqrt(in_a * in_b);
}

static void test_random(void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed(7);
  for (guint trial = 0; trial < 200; trial++)
  {
    double x[UNITS], y[UNITS], a[UNITS], b[UNITS], sum = 0, most = 0;
    for (guint i = 0; i < UNITS; i++)
    {
      x[i] = g_rand_int_range(random, 0, 30);
      y[i] = g_rand_int_range(random, 0, 30);
    }
    dgmi_rank(x, UNITS, DGMI_TIES_MIN, a);
    dgmi_rank(y, UNITS, DGMI_TIES_MIN, b);
    for (guint i = 0; i < UNITS; i++)
    {
      sum += fabs(a[i] - b[i]);
      most = MAX(most, fabs(a[i] - b[i]));
    }
    const DgmiRankAgreement agreement = dgmi_rank_agreement(a, b, UNITS);
    g_assert_cmpfloat_with_epsilon(agreement.kendall, naive_kendall(a, b, UNITS), 1e-14);
    g_assert_cmpfloat(agreement.mean_shift, ==, sum / UNITS); /* sums of whole numbers are exact */
    g_assert_cmpfloat(agreement.max_shift, ==, most);
  }
}

/* ---- Distances ---- */

static void test_distance_known(void)
{
  /* gaps 3 and 4: √((9 + 16)/2); with weights 3 and 1: √((27 + 16)/4). */
  const double x[] = {0, 3, 0, NAN, NAN}, y[] = {0, 4, 2, -5, NAN};
  const double *const component[] = {x, y};
  double out[5];
  dgmi_model_distances(component, (double[]){1, 1}, 2, 5, 0, out);
  g_assert_cmpfloat(out[0], ==, 0);
  g_assert_cmpfloat_with_epsilon(out[1], sqrt(12.5), 1e-15);
  g_assert_cmpfloat_with_epsilon(out[2], sqrt(2), 1e-15);
  g_assert_cmpfloat_with_epsilon(out[3], 5, 1e-15); /* x drops out with its weight */
  g_assert_true(isnan(out[4]));
  dgmi_model_distances(component, (double[]){3, 1}, 2, 5, 0, out);
  g_assert_cmpfloat_with_epsilon(out[1], sqrt(43. / 4), 1e-15);
  dgmi_model_distances(component, (double[]){1, 0}, 2, 5, 0, out);
  g_assert_cmpfloat_with_epsilon(out[1], 3, 1e-15);
  g_assert_true(isnan(out[3])); /* what is left weighs nothing */
}

static void test_distance_extremes(void)
{
  const double x[] = {1e300, -1e300, 1e300}, y[] = {1e-300, 1e-300, 3e-300};
  const double *const component[] = {x, y};
  double out[3];
  dgmi_model_distances(component, (double[]){1, 1}, 2, 3, 0, out);
  g_assert_cmpfloat_with_epsilon(out[1] / 1e300, sqrt(2), 1e-15);
  g_assert_cmpfloat_with_epsilon(out[2] / 1e-300, sqrt(2), 1e-15);
}

/* It is symmetric, no larger than the largest gap, blind to a factor of the weights, and keeps the
 * triangle inequality. */
static void test_distance_properties(void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed(8);
  for (guint trial = 0; trial < 200; trial++)
  {
    double value[4][3], weight[4], scaled[4], from[3][3], again[3];
    const double *const component[] = {value[0], value[1], value[2], value[3]};
    for (guint k = 0; k < 4; k++)
    {
      weight[k] = g_rand_double(random);
      scaled[k] = 5 * weight[k];
      for (guint unit = 0; unit < 3; unit++)
        value[k][unit] = g_rand_double_range(random, -1, 1);
    }
    for (guint unit = 0; unit < 3; unit++)
      dgmi_model_distances(component, weight, 4, 3, unit, from[unit]);
    dgmi_model_distances(component, scaled, 4, 3, 0, again);
    double largest = 0;
    for (guint k = 0; k < 4; k++)
      largest = MAX(largest, fabs(value[k][0] - value[k][1]));
    g_assert_cmpfloat(from[0][1], ==, from[1][0]);
    g_assert_cmpfloat(from[0][1], <=, largest * (1 + 1e-15));
    g_assert_cmpfloat_with_epsilon(again[1], from[0][1], 1e-14);
    g_assert_cmpfloat(from[0][2], <=, from[0][1] + from[1][2] + 1e-15);
  }
}

TEST_PROGRAM({"/scenarios/known", test_known}, {"/scenarios/extremes", test_extremes},
             {"/scenarios/least-agreement", test_least_agreement},
             {"/scenarios/ranges", test_ranges}, {"/scenarios/random", test_random},
             {"/model-distance/known", test_distance_known},
             {"/model-distance/extremes", test_distance_extremes},
             {"/model-distance/properties", test_distance_properties})
