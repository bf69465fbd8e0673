/* The further normalisations: formulas worked by hand, directions, what is undefined and said so.
 */
#include <math.h>

#include "tests/shared/computed.h"

#define TREE                                                                                       \
  "Level,iCode,Parent,Direction,Type,Weight\n"                                                     \
  "1,a,I,1,Indicator,1\n1,b,I,-1,Indicator,1\n2,I,NA,1,Aggregate,1\n"
#define DATA "uCode,a,b\nU,0,10\nV,5,20\nW,10,\nX,2.5,40\n"

static void assert_column(const Computed *c, const char *code, const double *expected)
{
  for (guint i = 0; i < dgmi_dataset_n_units(c->dataset); i++)
  {
    const double x = score_at(c, code, i);
    if (!(isnan(x) && isnan(expected[i])) && !(fabs(x - expected[i]) < 1e-12))
      g_error("%s of unit %u: %.17g, not %.17g", code, i, x, expected[i]);
  }
}

static void assert_said_in(const GPtrArray *warnings, guint i, const char *part)
{
  g_autofree char *said = dgmi_sentence_text(g_ptr_array_index(warnings, i), NULL);
  if (strstr(said, part) == NULL)
    g_error("'%s' lacks '%s'", said, part);
}

static void assert_warned(const Computed *c, const char *part)
{
  const GPtrArray *warnings = dgmi_result_warnings(c->result);
  g_assert_cmpuint(warnings->len, ==, part == NULL ? 0 : 1);
  if (part != NULL)
    assert_said_in(warnings, 0, part);
}

static void check(const char *method, const double *a, const double *b, const char *warning)
{
  g_autofree char *setting = g_strconcat("method.normalise=", method, NULL);
  g_auto(Computed) c = compute(TREE, DATA, SETTINGS(setting));
  assert_column(&c, "a", a);
  assert_column(&c, "b", b);
  assert_warned(&c, warning);
}

#define COLUMN(...) ((const double[]){__VA_ARGS__})

static void test_distances(void)
{
  check("dist2max", COLUMN(0, 0.5, 1, 0.25), COLUMN(1, 2 / 3.0, NAN, 0), NULL);
  check("dist2ref:V", COLUMN(0, 1, 2, 0.5), COLUMN(1.5, 1, NAN, 0), NULL);
  check("dist2ref:v,cap", COLUMN(0, 1, 1, 0.5), COLUMN(1, 1, NAN, 0), NULL);
  /* W has no b; U has the worst a. */
  check("dist2ref:W", COLUMN(0, 0.5, 1, 0.25), COLUMN(NAN, NAN, NAN, NAN),
        "'b' has no value for the reference unit 'W', so it is missing everywhere");
  check("dist2ref:U", COLUMN(NAN, NAN, NAN, NAN), COLUMN(1, 2 / 3.0, NAN, 0),
        "'a' has its worst value in the reference unit 'U'");
}

/* R's package gives the worst unit of a negative column the top score; ours is min/x. */
static void test_fracmax(void)
{
  check("fracmax", COLUMN(0, 0.5, 1, 0.25), COLUMN(1, 0.5, NAN, 0.25), NULL);
  g_auto(Computed) zero =
      compute(TREE, "uCode,a,b\nU,-1,0\nV,-2,20\n", SETTINGS("method.normalise=fracmax"));
  g_assert_true(isnan(score_at(&zero, "a", 0)) && isnan(score_at(&zero, "b", 1)));
  const GPtrArray *warnings = dgmi_result_warnings(zero.result);
  g_assert_cmpuint(warnings->len, ==, 2);
  assert_said_in(warnings, 0, "'a' has no value above 0");
  assert_said_in(warnings, 1, "'b' counts downwards");
}

/* a: mean 4.375, D 5. b: mean 70/3, D 15. */
static void test_ampi(void)
{
  check("ampi",
        COLUMN(70 + 6 * (5 - 4.375), 70 + 6 * (10 - 4.375), 70 + 6 * (15 - 4.375),
               70 + 6 * (7.5 - 4.375)),
        COLUMN(70 + 2 * (15 + 70 / 3.0 - 10), 70 + 2 * (15 + 70 / 3.0 - 20), NAN,
               70 + 2 * (15 + 70 / 3.0 - 40)),
        NULL);
  check("ampi:10", COLUMN(40, 70, 100, 55), COLUMN(100, 80, NAN, 40), NULL);
}

static void test_bands(void)
{
  /* Bands 4.375 ± 0.875 and 23.33 ± 4.67. */
  check("indicator-of-mean:0.2", COLUMN(-1, 0, 1, -1), COLUMN(1, 0, NAN, -1), NULL);
  /* Medians 3.75 and, downwards, 20. */
  check("percentile-bands:50", COLUMN(0, 100, 100, 0), COLUMN(100, 100, NAN, 0), NULL);
}

/* Two-thirds of 90 answers "good" (75), the rest "bad" (25): 175/3; variance 5000/9. */
static void test_likert(void)
{
  static const char tree[] = "Level,iCode,Parent,Direction,Type,Weight\n"
                             "1,q,I,1,Indicator,1\n2,I,NA,1,Aggregate,1\n"
                             ",q_1,,,Other,\n,q_2,,,Other,\n,q_3,,,Other,\n,q_4,,,Other,\n"
                             ",q_5,,,Other,\n";
  g_auto(Computed) c = compute(tree,
                               "uCode,q,q_1,q_2,q_3,q_4,q_5\nU,90,0,30,0,60,0\n"
                               "V,5,0,0,0,0,1\nW,7,,1,1,1,1\n",
                               SETTINGS("method.normalise=likert"));
  assert_column(&c, "q", COLUMN(175 / 3.0, 100, NAN));
  g_auto(Computed) own = compute(tree, "uCode,q,q_1,q_2,q_3,q_4,q_5\nU,90,0,30,0,60,0\n",
                                 SETTINGS("method.normalise=likert:1,2,3,4,5"));
  assert_column(&own, "q", COLUMN(10 / 3.0));
}

static void assert_refused(const char *method, const char *data, const char *part)
{
  g_autofree char *setting = g_strconcat("method.normalise=", method, NULL);
  g_auto(Computed) c = try_compute(TREE, data, SETTINGS(setting));
  g_assert_nonnull(c.error);
  if (strstr(c.error->message, part) == NULL)
    g_error("%s: '%s' lacks '%s'", method, c.error->message, part);
}

static void test_refused(void)
{
  static const char constant[] = "uCode,a,b\nU,3,1\nV,3,2\n";
  static const char *const scaled[] = {"dist2max", "dist2ref:U", "ampi", "percentile-bands:50"};
  for (guint i = 0; i < G_N_ELEMENTS(scaled); i++)
    assert_refused(scaled[i], constant, "'a' is constant (every value is 3)");
  assert_refused("dist2ref:Z", DATA, "there is no unit 'Z'");
  assert_refused("likert", DATA, "there is no 'a_1'");
}

int main(int argc, char *argv[])
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/normalise/distances", test_distances);
  g_test_add_func("/normalise/fracmax", test_fracmax);
  g_test_add_func("/normalise/ampi", test_ampi);
  g_test_add_func("/normalise/bands", test_bands);
  g_test_add_func("/normalise/likert", test_likert);
  g_test_add_func("/normalise/refused", test_refused);
  return g_test_run();
}
