/* The rank of one score among others against the ranks of all, and numbers that are shared out. */
#include "index/questions/standing.h"

#include <math.h>
#include <string.h>

#include "index/questions/share-out.h"
#include "indicators/base/text.h"
#include "tests/shared/program.h"

#define UNITS_MAX 9

static double draw_score(void)
{
  return g_test_rand_int_range(0, 10) == 0 ? NAN : g_test_rand_int_range(0, 7) / 2.0;
}

/* dgmi_rank() with the unit's score in the place of its own, or behind all. */
static double rank_anew(const double *score, guint n, guint unit, double x, DgmiTies ties)
{
  double changed[UNITS_MAX + 1], rank[UNITS_MAX + 1];
  memcpy(changed, score, n * sizeof *score);
  changed[unit] = x;
  dgmi_rank(changed, unit == n ? n + 1 : n, ties, rank);
  return rank[unit];
}

static void test_rank(void)
{
  for (guint round = 0; round < 20000; round++)
  {
    const DgmiTies ties = (DgmiTies)g_test_rand_int_range(0, 5);
    const guint n = (guint)g_test_rand_int_range(0, UNITS_MAX);
    const guint unit = (guint)g_test_rand_int_range(0, (int)n + 1);
    double score[UNITS_MAX];
    for (guint i = 0; i < n; i++)
      score[i] = draw_score();
    g_autoptr(DgmiStanding) standing = dgmi_standing_new(score, n, ties);
    const double x = g_test_rand_int_range(-1, 16) / 4.0;
    g_assert_cmpfloat(dgmi_standing_rank(standing, unit, x), ==,
                      rank_anew(score, n, unit, x, ties));
    g_assert_true(isnan(dgmi_standing_rank(standing, unit, NAN)));
  }
}

/* Against all scores of one decimal tried out. */
static void test_score(void)
{
  for (guint round = 0; round < 20000; round++)
  {
    const DgmiTies ties = (DgmiTies)g_test_rand_int_range(0, 5);
    const guint n = (guint)g_test_rand_int_range(1, UNITS_MAX);
    const guint unit = (guint)g_test_rand_int_range(0, (int)n);
    const double wanted = g_test_rand_int_range(0, (int)n + 2);
    double score[UNITS_MAX], least = NAN;
    for (guint i = 0; i < n; i++)
      score[i] = draw_score();
    g_autoptr(DgmiStanding) standing = dgmi_standing_new(score, n, ties);
    const double found = dgmi_standing_score(standing, unit, wanted, 1);
    for (int tenths = 60; tenths >= -10; tenths--)
      if (rank_anew(score, n, unit, tenths / 10.0, ties) <= wanted)
        least = tenths / 10.0;
    if (found == -INFINITY)
      g_assert_cmpfloat(least, ==, -1);
    else if (isnan(found))
      g_assert_true(isnan(least) && wanted < 1);
    else
      g_assert_cmpfloat(found, ==, least);
  }
}

/* Without decimals the next score is the next double. */
static void test_score_exact(void)
{
  static const double score[] = {1, 2, 3};
  g_autoptr(DgmiStanding) min = dgmi_standing_new(score, 3, DGMI_TIES_MIN);
  g_autoptr(DgmiStanding) max = dgmi_standing_new(score, 3, DGMI_TIES_MAX);
  g_assert_cmpfloat(dgmi_standing_score(min, 0, 1, -1), ==, 3);
  g_assert_cmpfloat(dgmi_standing_score(max, 0, 1, -1), ==, nextafter(3, 4));
  g_assert_cmpfloat(dgmi_standing_score(max, 0, 2, -1), ==, nextafter(2, 3));
  g_assert_cmpfloat(dgmi_standing_score(max, 0, 3, -1), ==, -INFINITY);
}

/* ---- Sharing out ---- */

static void test_thirds(void)
{
  double part[] = {1 / 3.0, NAN, 1 / 3.0, 1 / 3.0}, total = 1;
  dgmi_share_out(part, 4, &total, 2);
  g_assert_true(part[0] == 0.34 && isnan(part[1]) && part[2] == 0.33 && part[3] == 0.33);
}

/* As whole numbers of the last decimal the parts add up, and none is a unit or more off. */
static void test_sums(void)
{
  for (guint round = 0; round < 20000; round++)
  {
    const guint n = (guint)g_test_rand_int_range(1, 8);
    const int digits = g_test_rand_int_range(0, 13);
    const double power = pow(10, digits);
    double part[8], exact[8], total = 0;
    for (guint i = 0; i < n; i++)
    {
      part[i] = exact[i] = g_test_rand_double_range(-1, 1) * 90 / n;
      total += part[i];
    }
    const double before = total;
    dgmi_share_out(part, n, &total, digits);
    gint64 sum = 0;
    for (guint i = 0; i < n; i++)
    {
      sum += llround(part[i] * power);
      g_assert_cmpfloat(fabs(part[i] - exact[i]), <, 1.001 / power + 1e-13);
      g_assert_cmpfloat(part[i], ==, dgmi_round(part[i], digits));
    }
    g_assert_cmpint(sum, ==, llround(total * power));
    g_assert_cmpfloat(fabs(total - before), <=, 0.5 / power + 1e-13);
  }
}

/* What a double does not tell apart is not invented, what is no number is left. */
static void test_extremes(void)
{
  double large[] = {1e300, 2e300}, total = 3e300, infinite[] = {INFINITY, 1}, sum = INFINITY;
  dgmi_share_out(large, 2, &total, 12);
  dgmi_share_out(infinite, 2, &sum, 12);
  g_assert_true(large[0] == 1e300 && large[1] == 2e300 && total == 3e300);
  g_assert_true(infinite[0] == INFINITY && infinite[1] == 1 && sum == INFINITY);
  double zero[] = {0, 0}, none = 0;
  dgmi_share_out(zero, 2, &none, 12);
  g_assert_true(zero[0] == 0 && zero[1] == 0 && none == 0);
  double missing[] = {NAN}, lost = 1;
  dgmi_share_out(missing, 1, &lost, 3);
  g_assert_true(isnan(missing[0]) && lost == 1);
}

TEST_PROGRAM({"/standing/rank", test_rank}, {"/standing/score", test_score},
             {"/standing/score-exact", test_score_exact}, {"/share-out/thirds", test_thirds},
             {"/share-out/sums", test_sums}, {"/share-out/extremes", test_extremes})
