/* What an uncertainty analysis counts: against published shares and the draws one by one; when it
 * stops, what it refuses. */
#include "tests/shared/program.h"
#include "tests/shared/varied.h"

/* ---- EGDI 2022 ---- */

static const char egdi_framework[] = "Level,iCode,Parent,Direction,Type,Weight\n"
                                     "1,OSI,EGDI,1,Indicator,1\n1,TII,EGDI,1,Indicator,1\n"
                                     "1,HCI,EGDI,1,Indicator,1\n2,EGDI,NA,1,Aggregate,1\n";

static Varied read_egdi(const char *const *settings, const char *const *sources)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  Varied varied = {0};
  varied.parts.framework = framework_of_text(egdi_framework, messages);
  varied.parts.definition = definition_of_settings(settings);
  varied.parts.recipe = dgmi_recipe_new(varied.parts.definition, varied.parts.framework, messages);
  const DgmiDatasetOptions options = {.framework = varied.parts.framework, .year = 2022};
  g_autofree char *file =
      g_test_build_filename(G_TEST_DIST, "..", "datasets", "shipped", "un-egdi.csv", NULL);
  varied.parts.dataset = dgmi_dataset_read(file, &options, messages);
  g_assert_cmpuint(dgmi_messages_failures(messages), ==, 0);
  make_plan(&varied, sources);
  g_assert_no_error(varied.error);
  return varied;
}

/* The shares of the simplex of weights in which a unit is first, by the areas of polygons: exact to
 * the digits given. Sampling error: 4 standard errors. */
static void test_egdi(void)
{
  static const struct
  {
    const char *code;
    double share;
  } first[] = {{"DNK", .70937}, {"AUS", .15445}, {"EST", .06778},
               {"FIN", .04313}, {"LIE", .01515}, {"ISL", .01012}};
  g_auto(Varied) egdi = read_egdi(SETTINGS("method.normalise=none"), SETTINGS("weights:dirichlet"));
  const DgmiUncertaintyOptions options = {
      .draws = 1000000, .parallel = dgmi_parallel, .threads = 2};
  g_autoptr(DgmiUncertainty) result = run(&egdi, &options);
  double others = 1;
  const double n = (double)dgmi_uncertainty_draws(result);
  for (guint i = 0; i < G_N_ELEMENTS(first); i++)
  {
    const int unit = dgmi_dataset_find_unit(egdi.parts.dataset, first[i].code);
    const DgmiRankSummary summary = dgmi_uncertainty_rank_summary(result, (guint)unit);
    const double p = first[i].share;
    g_assert_cmpfloat_with_epsilon(summary.first, p, 4 * sqrt(p * (1 - p) / n) + 5e-6);
    g_assert_cmpfloat_with_epsilon(summary.first_half_width, 1.96 * sqrt(p * (1 - p) / n),
                                   1e-2 * summary.first_half_width);
    others -= summary.first;
  }
  g_assert_cmpfloat_with_epsilon(others, 0, 1e-12);
}

/* ---- What is counted, against the draws one by one ---- */

#define N_DRAWS 1024

/* What a unit comes to over all draws. */
typedef struct
{
  double sum, rank_sum, low, high; /* of the scores; of the ranks */
  guint n_first, counts[UNITS_MAX + 1], ahead[UNITS_MAX], tied[UNITS_MAX];
} Tally;

static void count_draw(const DgmiUncertaintyDraw *draw, guint unit, guint n_units, Tally *tally)
{
  const double score = draw->score[unit];
  const guint rank = draw->rank[unit];
  tally->sum += score, tally->low = fmin(tally->low, score), tally->high = fmax(tally->high, score);
  tally->rank_sum += rank, tally->counts[rank]++, tally->n_first += rank == 1;
  for (guint other = 0; other < n_units; other++)
  {
    tally->ahead[other] += rank < draw->rank[other];
    tally->tied[other] += rank == draw->rank[other];
  }
}

/* Adds a draw's weights, each a share of those of its siblings. */
static void add_shares(const DgmiFramework *framework, const double *weight, double *central)
{
  const guint n_nodes = dgmi_framework_n_nodes(framework);
  for (guint node = 0; node < n_nodes; node++)
  {
    const int parent = dgmi_framework_node(framework, node)->parent;
    double all = 0;
    for (guint other = 0; other < n_nodes; other++)
      if (dgmi_framework_node(framework, other)->parent == parent)
        all += weight[other];
    central[node] += parent < 0 ? 1 : weight[node] / all;
  }
}

static void check_ranks(DgmiUncertainty *result, guint unit, guint n_units, const Tally *tally)
{
  const DgmiRankSummary summary = dgmi_uncertainty_rank_summary(result, unit);
  g_assert_cmpfloat_with_epsilon(summary.mean, tally->rank_sum / N_DRAWS, 1e-12);
  g_assert_cmpfloat(summary.first, ==, (double)tally->n_first / N_DRAWS);
  guint so_far = 0;
  double median = 0;
  for (guint r = 1; r <= n_units; r++)
  {
    g_assert_cmpfloat(dgmi_uncertainty_acceptability(result, unit, r), ==,
                      (double)tally->counts[r] / N_DRAWS);
    so_far += tally->counts[r];
    median = median == 0 && so_far * 2 >= N_DRAWS ? r : median;
  }
  g_assert_cmpfloat(summary.median, ==, median);
  for (guint other = 0; other < n_units; other++)
    g_assert_cmpfloat_with_epsilon(dgmi_uncertainty_winning(result, unit, other),
                                   (tally->ahead[other] + tally->tied[other] / 2.0) / N_DRAWS,
                                   1e-15);
}

static void check_unit(const Varied *varied, DgmiUncertainty *result, guint unit,
                       const DgmiUncertaintyDraw *draws)
{
  const guint n_units = dgmi_dataset_n_units(varied->parts.dataset);
  const guint n_nodes = dgmi_framework_n_nodes(varied->parts.framework);
  Tally tally = {.low = INFINITY, .high = -INFINITY};
  double squares = 0;
  g_autofree double *central = g_new0(double, n_nodes), *out = g_new(double, n_nodes);
  for (guint d = 0; d < N_DRAWS; d++)
  {
    count_draw(&draws[d], unit, n_units, &tally);
    if (draws[d].rank[unit] == 1)
      add_shares(varied->parts.framework, draws[d].weight, central);
  }
  check_ranks(result, unit, n_units, &tally);
  const double mean = tally.sum / N_DRAWS, range = tally.high - tally.low;
  for (guint d = 0; d < N_DRAWS; d++)
    squares += pow(draws[d].score[unit] - mean, 2);
  /* Rounding to 2^-30 of the range; a quantile to a bin, 1/1024 of the range of the draws. */
  g_assert_cmpfloat_with_epsilon(dgmi_uncertainty_score_mean(result, unit), mean, 1e-8 * range);
  g_assert_cmpfloat_with_epsilon(dgmi_uncertainty_score_sd(result, unit),
                                 sqrt(squares / (N_DRAWS - 1)), 1e-8 * range);
  const double middle = dgmi_uncertainty_score_quantile(result, unit, 0.5);
  guint below = 0;
  for (guint d = 0; d < N_DRAWS; d++)
    below += draws[d].score[unit] <= middle + range / 1024;
  g_assert_cmpuint(below * 2, >=, N_DRAWS);
  dgmi_uncertainty_central_weights(result, unit, out);
  for (guint node = 0; node < n_nodes; node++)
    if (tally.n_first == 0)
      g_assert_true(isnan(out[node]));
    else
      g_assert_cmpfloat_with_epsilon(out[node], central[node] / tally.n_first, 1e-9);
}

static void test_counts(void)
{
  g_autofree char *framework = random_framework(9, 3, FALSE), *data = random_data(12, 9, 0);
  g_auto(Varied) varied =
      vary(framework, data, NO_SETTINGS, SETTINGS("weights:dirichlet", "normalise:minmax/zscore"));
  const DgmiUncertaintyOptions options = {
      .draws = N_DRAWS, .seed = 5, .scores = TRUE, .pairs = TRUE, .central = TRUE};
  g_autoptr(DgmiUncertainty) result = run(&varied, &options);
  g_autofree DgmiUncertaintyDraw *draws = g_new0(DgmiUncertaintyDraw, N_DRAWS);
  for (guint d = 0; d < N_DRAWS; d++)
    g_assert_true(dgmi_uncertainty_draw(varied.plan, 5, d, &draws[d], NULL));
  for (guint unit = 0; unit < 12; unit++)
    check_unit(&varied, result, unit, draws);
  for (guint d = 0; d < N_DRAWS; d++)
    dgmi_uncertainty_draw_clear(&draws[d]);
}

/* ---- Stopping ---- */

static gboolean stop_after(guint64 done, guint64 total, gpointer data)
{
  g_assert_cmpuint(done, <=, total);
  return done < *(guint64 *)data;
}

static void test_stop(void)
{
  g_auto(Varied) egdi = read_egdi(NO_SETTINGS, SETTINGS("weights:25%"));
  guint64 enough = 20000;
  DgmiUncertaintyOptions options = {.draws = 1000000, .progress = stop_after, .data = &enough};
  g_autoptr(DgmiUncertainty) partial = run(&egdi, &options);
  g_assert_true(dgmi_uncertainty_is_partial(partial));
  const guint64 n = dgmi_uncertainty_draws(partial);
  g_assert_true(n >= 20000 && n < 1000000 && n % BLOCK == 0);
  g_autoptr(DgmiUncertainty) whole = run(&egdi, &(DgmiUncertaintyOptions){.draws = n});
  g_assert_false(dgmi_uncertainty_is_partial(whole));
  assert_same(partial, whole);
  const gint stop = 1;
  g_autoptr(DgmiUncertainty) none = run(&egdi, &(DgmiUncertaintyOptions){.stop = &stop});
  g_assert_true(dgmi_uncertainty_is_partial(none));
  g_assert_cmpuint(dgmi_uncertainty_draws(none), ==, 0);
  g_assert_true(isnan(dgmi_uncertainty_rank_summary(none, 0).mean));
  g_assert_true(isinf(dgmi_uncertainty_half_width(none)));
}

static void test_until(void)
{
  g_auto(Varied) egdi = read_egdi(NO_SETTINGS, SETTINGS("weights:dirichlet"));
  g_autoptr(DgmiUncertainty) result =
      run(&egdi, &(DgmiUncertaintyOptions){.draws = 4000000, .until = 0.1});
  g_assert_false(dgmi_uncertainty_is_partial(result));
  g_assert_cmpfloat(dgmi_uncertainty_half_width(result), <=, 0.1);
  const GArray *steps = dgmi_uncertainty_convergence(result);
  for (guint i = 0; i < steps->len; i++)
  {
    const DgmiConvergence *step = &g_array_index(steps, DgmiConvergence, i);
    g_assert_true((step->half_width <= 0.1) == (i + 1 == steps->len));
  }
  static const guint expected[] = {4, 6, 8, 12, 16, 24, 32, 48, 50};
  for (guint i = 0, at = 0; i < G_N_ELEMENTS(expected); i++)
    g_assert_cmpuint(at = dgmi_uncertainty_checkpoint(at, 50), ==, expected[i]);
}

/* ---- Refusals ---- */

static void assert_refuses(const char *const *settings, const char *const *sources,
                           const char *expected)
{
  static const char data[] = "uCode,OSI,TII,HCI,SE,minus\nA,0.5,0.1,0.9,1,-1\nB,0.2,0.7,0.3,1,1\n"
                             "C,0.9,0.4,0.5,1,1\n";
  static const char tree[] = "Level,iCode,Parent,Direction,Type,Weight\n1,OSI,P,1,Indicator,1\n"
                             "1,TII,P,1,Indicator,1\n1,HCI,Q,1,Indicator,1\n2,P,I,1,Aggregate,1\n"
                             "2,Q,I,1,Aggregate,1\n3,I,NA,1,Aggregate,1\n";
  g_auto(Varied) varied = try_vary(tree, data, settings, sources);
  g_assert_null(varied.plan);
  g_assert_cmpstr(varied.error->message, ==, expected);
}

static void test_refusals(void)
{
  assert_refuses(NO_SETTINGS,
                 SETTINGS("normalise:minmax:1,100/zscore", "aggregate:arithmetic/geometric"),
                 "normalise:zscore, aggregate:geometric: the geometric mean of 'P' needs values "
                 "above 0, and not all draws have them; give every normalisation such values, as "
                 "with vary=normalise:minmax:1,100/zscore:50,10, or raise them with floor=0.01");
  /* Pillars of z-scores that are positive with the weights of the index, but not with all. */
  assert_refuses(
      SETTINGS("method.normalise=zscore:0.96,1", "method.aggregate=arithmetic,geometric"),
      SETTINGS("weights:dirichlet"),
      "the geometric mean of 'I' needs values above 0, and not all draws have them; "
      "give every normalisation such values, as with vary="
      "normalise:minmax:1,100/zscore:50,10, or raise them with floor=0.01");
  assert_refuses(NO_SETTINGS, SETTINGS("weights:0.6..0.9"),
                 "vary=weights:0.6..0.9: hardly any weights of the 2 members of 'P' are within "
                 "these bounds and sum to 1; make them wider, or write weights:25%");
  assert_refuses(NO_SETTINGS, SETTINGS("error:XYZ"),
                 "vary=error:XYZ: t.csv has no column 'XYZ' of numbers");
  assert_refuses(NO_SETTINGS, SETTINGS("error:XYZ=OSI"),
                 "vary=error:XYZ=OSI: there is no indicator 'XYZ'");
  assert_refuses(NO_SETTINGS, SETTINGS("aggregate:arithmetic,median,arithmetic/geometric"),
                 "vary=aggregate:arithmetic,median,arithmetic/geometric: the framework has 2 "
                 "levels above the indicators; give one aggregation method, or one a level from "
                 "level 2 up");
}

/* An error of 10 % of a column that is the index: the scores' sd is 10 % of the column's, within 5
 * standard errors. */
static void test_error(void)
{
  static const char tree[] = "Level,iCode,Parent,Direction,Type,Weight\n1,a,I,1,Indicator,1\n"
                             "2,I,NA,1,Aggregate,1\n";
  static const char data[] = "uCode,a,SE\nA,1,0.5\nB,3,0.25\nC,5,\n"; /* sd 2 */
  g_auto(Varied) share = vary(tree, data, SETTINGS("method.normalise=none"), SETTINGS("error:10%"));
  const DgmiUncertaintyOptions options = {.draws = 20000, .scores = TRUE};
  g_autoptr(DgmiUncertainty) result = run(&share, &options);
  const double n = (double)dgmi_uncertainty_draws(result);
  for (guint u = 0; u < 3; u++)
  {
    g_assert_cmpfloat_with_epsilon(dgmi_uncertainty_score_sd(result, u), 0.2,
                                   5 * 0.2 / sqrt(2 * n));
    g_assert_cmpfloat_with_epsilon(dgmi_uncertainty_score_mean(result, u), 1 + 2 * u,
                                   5 * 0.2 / sqrt(n));
  }
  g_auto(Varied) column = {
      .parts = read_parts(
          "Level,iCode,Parent,Direction,Type,Weight\n1,a,I,1,Indicator,1\n0,SE,NA,1,Denominator,1\n"
          "2,I,NA,1,Aggregate,1\n",
          data, SETTINGS("method.normalise=none"))};
  make_plan(&column, SETTINGS("error:a=SE"));
  g_assert_no_error(column.error);
  g_autoptr(DgmiUncertainty) second = run(&column, &options);
  g_assert_cmpfloat_with_epsilon(dgmi_uncertainty_score_sd(second, 0), 0.5, 5 * 0.5 / sqrt(2 * n));
  g_assert_cmpfloat_with_epsilon(dgmi_uncertainty_score_sd(second, 1), 0.25,
                                 5 * 0.25 / sqrt(2 * n));
  g_assert_cmpfloat(dgmi_uncertainty_score_sd(second, 2), ==, 0);
}

TEST_PROGRAM({"/uncertainty/egdi", test_egdi}, {"/uncertainty/counts", test_counts},
             {"/uncertainty/stop", test_stop}, {"/uncertainty/until", test_until},
             {"/uncertainty/refusals", test_refusals}, {"/uncertainty/error", test_error})
