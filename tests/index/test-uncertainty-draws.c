/* Every draw against a naive second computation by dgmi_compute_with(), and the same bytes from any
 * threads, ranks of machines and vector units. */
#include "tests/shared/program.h"
#include "tests/shared/varied.h"

/* Ranks by counting who is better. */
static guint naive_rank(const double *score, guint n, guint unit)
{
  guint rank = 1;
  for (guint other = 0; other < n; other++)
    rank += score[other] > score[unit];
  return isnan(score[unit]) ? 0 : rank;
}

/* Scores to 1e-12 of the largest: sums of some ten products of numbers of one magnitude, each with
 * a rounding error of 1e-16, and a logarithm and an exponential. Ranks as the engine's own scores
 * say, exactly, and as the naive scores say where these differ by more than rounding. */
static void check_draw(const Varied *varied, guint64 draw)
{
  g_autoptr(GError) error = NULL;
  g_auto(DgmiUncertaintyDraw) drawn = {0};
  const gboolean ok = dgmi_uncertainty_draw(varied->plan, 5, draw, &drawn, &error);
  g_assert_no_error(error);
  g_assert_true(ok);
  const guint n = dgmi_dataset_n_units(varied->parts.dataset);
  const DgmiInputs inputs = {.weight = drawn.weight};
  g_autoptr(DgmiResult) naive =
      dgmi_compute_with(drawn.recipe, varied->parts.dataset, &inputs, &error);
  g_assert_no_error(error);
  const double *score = dgmi_result_index(naive);
  double largest = 0;
  for (guint u = 0; u < n; u++)
    largest = isnan(score[u]) ? largest : fmax(largest, fabs(score[u]));
  gboolean tied = FALSE;
  for (guint u = 0; u < n; u++)
  {
    g_assert_true(isnan(score[u]) == isnan(drawn.score[u]));
    g_assert_true(isnan(score[u]) || fabs(score[u] - drawn.score[u]) <= 1e-12 * largest);
    for (guint other = 0; other < u; other++)
      tied = tied || fabs(score[u] - score[other]) <= 1e-13 * largest;
  }
  for (guint u = 0; u < n; u++)
  {
    g_assert_cmpuint(drawn.rank[u], ==, naive_rank(drawn.score, n, u));
    g_assert_true(tied || drawn.rank[u] == naive_rank(score, n, u));
  }
}

static void check_index(const char *const *settings, const char *const *sources, gboolean deep)
{
  const guint n_pillars = (guint)g_test_rand_int_range(2, 6);
  const guint n_indicators = n_pillars + (guint)g_test_rand_int_range(0, 12);
  const guint n_units = (guint)g_test_rand_int_range(16, UNITS_MAX);
  g_autofree char *framework = random_framework(n_indicators, n_pillars, deep);
  g_autofree char *data =
      random_data(n_units, n_indicators, g_test_rand_bit() ? 0 : g_test_rand_double_range(0, 0.4));
  g_auto(Varied) varied = vary(framework, data, settings, sources);
  for (guint i = 0; i < 12; i++)
    check_draw(&varied, (guint64)g_test_rand_int_range(0, 1000));
}

static void test_naive(void)
{
  static const char *const methods[] = {"normalise:minmax:1,100/zscore:500,10/rank",
                                        "aggregate:arithmetic/geometric/arithmetic,geometric",
                                        "impute:none/median", "winsor:1..3"};
  for (guint round = 0; round < 12; round++)
  {
    const gboolean deep = round % 2 == 1;
    check_index(NO_SETTINGS, SETTINGS("weights:25%"), deep);
    check_index(NO_SETTINGS, SETTINGS("weights:dirichlet"), deep);
    check_index(NO_SETTINGS, SETTINGS("weights:dirichlet:5", "drop:indicators"), deep);
    check_index(NO_SETTINGS, SETTINGS("weights:0.05..0.9"), deep);
    check_index(SETTINGS("method.available_node=0.7"), SETTINGS("weights:25%", "drop:indicators"),
                deep);
    check_index(SETTINGS("method.normalise=minmax:1,100", "method.aggregate=geometric"),
                SETTINGS("weights:dirichlet", "drop:indicators"), deep);
    check_index(SETTINGS("method.normalise=minmax:1,100", "method.aggregate=arithmetic,geometric"),
                SETTINGS("weights:dirichlet"), deep);
    check_index(SETTINGS("method.normalise=minmax:1,100", "method.aggregate=geometric,arithmetic"),
                SETTINGS("weights:dirichlet"), deep);
    check_index(NO_SETTINGS, SETTINGS(methods[0], methods[1], "weights:25%"), deep);
    check_index(NO_SETTINGS, SETTINGS(methods[2], methods[0], methods[3], "weights:25%"), deep);
    check_index(NO_SETTINGS, SETTINGS(methods[0], methods[1], "drop:indicators"), deep);
    check_index(SETTINGS("method.aggregate=median"), SETTINGS("weights:25%"), deep);
    check_index(SETTINGS("method.round_levels=1"), SETTINGS("weights:25%"), deep);
    check_index(SETTINGS("method P0.normalise=minmax"), SETTINGS("weights:25%"), deep);
    check_index(SETTINGS("rules.zero_without=i0"), SETTINGS("weights:25%"), deep);
    check_index(SETTINGS("rules.zero_without=P0", "method P0.normalise=minmax"),
                SETTINGS("weights:25%"), deep);
    check_index(NO_SETTINGS, SETTINGS("aggregate:arithmetic/copeland", "weights:dirichlet"), deep);
  }
}

/* ---- The same bytes ---- */

static DgmiUncertainty *run_ranks(const Varied *varied, DgmiUncertaintyOptions options,
                                  guint n_ranks)
{
  DgmiUncertainty *all = NULL;
  options.step = n_ranks;
  for (options.first = 0; options.first < n_ranks; options.first++)
  {
    DgmiUncertainty *one = run(varied, &options);
    if (all == NULL)
      all = one;
    else
    {
      dgmi_uncertainty_merge(all, one);
      dgmi_uncertainty_free(one);
    }
  }
  return all;
}

static void check_same(const Varied *varied)
{
  DgmiUncertaintyOptions options = {
      .draws = 5000, .seed = 3, .scores = TRUE, .pairs = TRUE, .central = TRUE};
  g_assert_true(dgmi_uncertainty_plan_set_vector(varied->plan, DGMI_VECTOR_BEST));
  g_autoptr(DgmiUncertainty) one = run(varied, &options);
  g_assert_cmpuint(dgmi_uncertainty_draws(one), ==, options.draws);
  options.parallel = dgmi_parallel;
  for (options.threads = 2; options.threads <= 3; options.threads++)
  {
    g_autoptr(DgmiUncertainty) more = run(varied, &options);
    assert_same(one, more);
  }
  for (guint n_ranks = 2; n_ranks <= 4; n_ranks++)
  {
    g_autoptr(DgmiUncertainty) merged = run_ranks(varied, options, n_ranks);
    assert_same(one, merged);
  }
  for (DgmiVector vector = DGMI_VECTOR_PORTABLE; vector <= DGMI_VECTOR_AVX512; vector++)
  {
    if (!dgmi_uncertainty_plan_set_vector(varied->plan, vector))
      continue;
    g_autoptr(DgmiUncertainty) same = run(varied, &options);
    assert_same(one, same);
  }
  options.seed = 4;
  g_autoptr(DgmiUncertainty) other = run(varied, &options);
  const DgmiUncertaintyTables x = dgmi_uncertainty_tables(one);
  g_assert_true(memcmp(x.counts, dgmi_uncertainty_tables(other).counts, x.n_counts * 4) != 0);
}

static void test_same_bytes(void)
{
  g_autofree char *framework = random_framework(14, 4, TRUE), *data = random_data(23, 14, 0.1);
  g_auto(Varied) weights = vary(
      framework, data,
      SETTINGS("method.normalise=minmax:1,100", "method.aggregate=arithmetic,geometric,arithmetic"),
      SETTINGS("weights:dirichlet:4"));
  check_same(&weights);
  g_auto(Varied) joint =
      vary(framework, data, NO_SETTINGS,
           SETTINGS("weights:dirichlet", "normalise:minmax:1,100/zscore:500,10", "drop:indicators",
                    "aggregate:arithmetic/geometric/arithmetic,median"));
  check_same(&joint);
  g_auto(Varied) error = vary(framework, data, NO_SETTINGS, SETTINGS("weights:25%", "error:10%"));
  check_same(&error);
  g_auto(Varied) finite = vary(framework, data, NO_SETTINGS,
                               SETTINGS("normalise:minmax/zscore/rank", "drop:indicators"));
  check_same(&finite);
}

/* ---- Designs ---- */

static void test_design(void)
{
  g_autofree char *framework = random_framework(9, 3, FALSE), *data = random_data(12, 9, 0.1);
  g_auto(Varied) varied = vary(framework, data, NO_SETTINGS,
                               SETTINGS("weights:25%", "normalise:minmax:1,100/zscore:500,10",
                                        "aggregate:arithmetic/geometric"));
  g_assert_cmpuint(dgmi_uncertainty_n_inputs(varied.plan), ==, 3);
  g_assert_cmpstr(dgmi_uncertainty_input_name(varied.plan, 2), ==,
                  "aggregate:arithmetic/geometric");
  g_autofree double *y = g_new(double, 5 * BLOCK);
  const DgmiOutput output = {DGMI_OUTPUT_SCORE, 3};
  g_assert_true(dgmi_uncertainty_design_block(varied.plan, 9, 2, &output, y, NULL));
  g_auto(DgmiUncertaintyDraw) draw = {0};
  g_assert_true(dgmi_uncertainty_draw(varied.plan, 9, 2 * BLOCK + 17, &draw, NULL));
  g_assert_cmpfloat(y[17], ==, draw.score[3]);
  /* A and B differ; an input alone in a plan makes AB the same as B. */
  guint same = 0;
  for (guint d = 0; d < BLOCK; d++)
    same += y[d] == y[BLOCK + d];
  g_assert_cmpuint(same, <, 4);
  g_auto(Varied) alone = vary(framework, data, NO_SETTINGS, SETTINGS("weights:25%"));
  g_assert_true(dgmi_uncertainty_design_block(alone.plan, 9, 2, &output, y, NULL));
  g_assert_cmpmem(y + BLOCK, BLOCK * sizeof *y, y + 2 * BLOCK, BLOCK * sizeof *y);
  const DgmiOutput shift = {DGMI_OUTPUT_RANK_SHIFT, 0};
  g_assert_true(dgmi_uncertainty_design_block(alone.plan, 9, 2, &shift, y, NULL));
  g_auto(DgmiUncertaintyDraw) single = {0};
  g_assert_true(dgmi_uncertainty_draw(alone.plan, 9, 2 * BLOCK + 17, &single, NULL));
  const double *nominal = dgmi_uncertainty_nominal_rank(alone.plan);
  double sum = 0;
  for (guint u = 0; u < 12; u++)
    sum += fabs(single.rank[u] - nominal[u]);
  g_assert_cmpfloat_with_epsilon(y[17], sum / 12, 1e-12);
}

/* ---- Small and strange data ---- */

static void test_small(void)
{
  static const char tree[] = "Level,iCode,Parent,Direction,Type,Weight\n1,a,I,1,Indicator,1\n"
                             "1,b,I,1,Indicator,1\n2,I,NA,1,Aggregate,1\n";
  static const char *const tables[] = {"uCode,a,b\nA,1,2\n", "uCode,a,b\nA,1,2\nB,2,1\n",
                                       "uCode,a,b\nA,1,2\nB,,\nC,3,1\n",
                                       "uCode,a,b\nA,3,3\nB,3,3\nC,3,3\n",
                                       "uCode,a,b\nA,1e300,-1e300\nB,-1e300,1e300\nC,1e-300,0\n"};
  static const char *const normalise[] = {"method.normalise=none", "method.normalise=rank"};
  for (guint t = 0; t < G_N_ELEMENTS(tables); t++)
    for (guint m = 0; m < (t == 0 || t == 3 ? 1 : 2); m++) /* what is constant has no ranks */
    {
      g_auto(Varied) varied = vary(tree, tables[t], SETTINGS(normalise[m]),
                                   SETTINGS("weights:dirichlet", "drop:indicators"));
      const DgmiUncertaintyOptions options = {
          .draws = 2000, .scores = TRUE, .pairs = TRUE, .central = TRUE};
      g_autoptr(DgmiUncertainty) result = run(&varied, &options);
      for (guint d = 0; d < 20; d++)
        check_draw(&varied, d);
      for (guint u = 0; u < dgmi_dataset_n_units(varied.parts.dataset); u++)
      {
        const gboolean missing = t == 2 && u == 1;
        g_assert_cmpuint(dgmi_uncertainty_ranked(result, u), ==, missing ? 0 : 2000);
        g_assert_true(isnan(dgmi_uncertainty_rank_summary(result, u).mean) == missing);
        g_assert_true(isnan(dgmi_uncertainty_score_mean(result, u)) == missing);
      }
      if (t == 3) /* all the same: all first */
        g_assert_cmpfloat(dgmi_uncertainty_rank_summary(result, 2).first, ==, 1);
    }
}

/* Thousands of units, many of them equal, some without scores; one far off from all others, so
 * that nearly all share a bucket of the ranking. */
static void test_many_units(void)
{
  const guint n = 3000;
  g_autoptr(GString) data = g_string_new("uCode,a,b\n");
  for (guint u = 0; u < n; u++)
    if (u % 100 == 99)
      g_string_append_printf(data, "u%u,,\n", u);
    else
      g_string_append_printf(data, "u%u,%d,%g\n", u, g_test_rand_int_range(0, 500),
                             u == 7 ? 1e9 : g_test_rand_int_range(0, 5));
  g_auto(Varied) varied =
      vary("Level,iCode,Parent,Direction,Type,Weight\n1,a,I,1,Indicator,1\n"
           "1,b,I,1,Indicator,1\n2,I,NA,1,Aggregate,1\n",
           data->str, SETTINGS("method.normalise=none"), SETTINGS("weights:dirichlet"));
  for (guint d = 0; d < 3; d++)
    check_draw(&varied, d);
}

TEST_PROGRAM({"/uncertainty-draws/naive", test_naive},
             {"/uncertainty-draws/same-bytes", test_same_bytes},
             {"/uncertainty-draws/design", test_design}, {"/uncertainty-draws/small", test_small},
             {"/uncertainty-draws/many-units", test_many_units})
