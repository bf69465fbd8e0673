/* What must hold for every framework and every table: random trees of up to five levels, random
 * data with missing values. The seed is printed by GTest; --seed repeats a run. What must hold for
 * every method: test-properties-methods.c. */
#include "tests/shared/program.h"
#include "tests/shared/random-index.h"

static void assert_same_scores(const Computed *a, const Computed *b, double tolerance)
{
  g_assert_no_error(a->error);
  g_assert_no_error(b->error);
  for (guint node = 0; node < dgmi_framework_n_nodes(a->framework); node++)
    for (guint u = 0; u < dgmi_dataset_n_units(a->dataset); u++)
    {
      const char *code = dgmi_framework_node(a->framework, node)->code;
      const double x = score_of(a, code, u), y = score_of(b, code, u);
      if (!(fabs(x - y) <= tolerance * fmax(1, fabs(x))) && !(isnan(x) && isnan(y)))
        g_error("%s of U%02u: %.17g and %.17g", code, u, x, y);
    }
}

static const char *const normalisations[] = {"minmax", "minmax:1,100", "zscore:10,2", "rank"};

#define ROUNDS 120

/* In an order that `shuffle_some` makes, the scores are the same; `exact`: but for sums of
 * z-scores, to the last digit. */
static void check_order(void (*shuffle_some)(RandomIndex *), gboolean exact)
{
  for (guint round = 0; round < ROUNDS; round++)
  {
    const char *normalise = normalisations[round % G_N_ELEMENTS(normalisations)];
    RandomIndex index = draw_index(0.2);
    g_auto(Computed) before = compute_index(&index, normalise, "arithmetic");
    shuffle_some(&index);
    g_auto(Computed) after = compute_index(&index, normalise, "arithmetic");
    assert_same_scores(&before, &after,
                       exact && !g_str_has_prefix(normalise, "zscore") ? 0 : 1e-12);
  }
}

static void shuffle_units(RandomIndex *index)
{
  shuffle(index->unit, index->n_units);
}

static void shuffle_rows(RandomIndex *index)
{
  shuffle(index->indicator_row, index->n_indicators);
}

/* Min-max and ranks see the same numbers in another order; a sum of z-scores may end differently.
 */
static void test_permutation_of_units(void)
{
  check_order(shuffle_units, TRUE);
}

static void test_permutation_of_rows(void)
{
  check_order(shuffle_rows, FALSE);
}

/* A positive factor and a constant; both are taken so that the products are exact doubles. */
static void test_scale_of_columns(void)
{
  for (guint round = 0; round < ROUNDS; round++)
  {
    const char *normalise = normalisations[round % G_N_ELEMENTS(normalisations)];
    RandomIndex index = draw_index(0.2);
    g_auto(Computed) before = compute_index(&index, normalise, "arithmetic");
    for (guint i = 0; i < index.n_indicators; i++)
    {
      const double factor = 1 + below(1000), constant = (double)below(4000) - 2000;
      for (guint u = 0; u < index.n_units; u++)
        index.x[u][i] = index.x[u][i] * factor + constant;
    }
    g_auto(Computed) after = compute_index(&index, normalise, "arithmetic");
    assert_same_scores(&before, &after, 1e-11);
  }
}

static void test_scale_of_weights(void)
{
  static const char *const means[] = {"arithmetic", "geometric", "harmonic", "power:3", "median"};
  for (guint round = 0; round < ROUNDS; round++)
  {
    const char *mean = means[round % G_N_ELEMENTS(means)];
    RandomIndex index = draw_index(0.2);
    g_auto(Computed) before = compute_index(&index, "minmax:1,100", mean);
    const double factor = 0.5 + below(100);
    for (guint i = 0; i < G_N_ELEMENTS(index.weight); i++)
      index.weight[i] *= factor;
    g_auto(Computed) after = compute_index(&index, "minmax:1,100", mean);
    assert_same_scores(&before, &after, 1e-12);
  }
}

/* One value moved in its good direction within the range of the others (its column's range stays,
 * and so does everybody else's score): the unit does not fall. */
static void test_monotonicity(void)
{
  static const char *const means[] = {"arithmetic", "geometric", "harmonic", "power:-2",
                                      "median",     "min",       "max",      "power:0.5"};
  for (guint round = 0; round < 4 * ROUNDS; round++)
  {
    const char *mean = means[round % G_N_ELEMENTS(means)];
    RandomIndex index = draw_index(0.2);
    const guint unit = 2 + below(index.n_units - 2), i = below(index.n_indicators);
    if (isnan(index.x[unit][i]))
      continue;
    g_auto(Computed) before = compute_index(&index, "minmax:1,100", mean);
    const double best = index.direction[i] > 0 ? 251 : 0.5;
    index.x[unit][i] += (best - index.x[unit][i]) * uniform();
    g_auto(Computed) after = compute_index(&index, "minmax:1,100", mean);
    for (guint u = 0; u < index.n_units; u++)
    {
      const double x = score_of(&before, "A0", u), y = score_of(&after, "A0", u);
      if (u == unit)
        g_assert_cmpfloat(y, >=, x - 1e-12 * fabs(x));
      else
        g_assert_true(x == y || (isnan(x) && isnan(y)));
    }
  }
}

/* Whoever is at least as good in every indicator, and better in one, is not ranked below. */
static void test_dominance(void)
{
  for (guint round = 0; round < ROUNDS; round++)
  {
    RandomIndex index = draw_index(0);
    const char *normalise = normalisations[round % G_N_ELEMENTS(normalisations)];
    for (guint i = 0; i < index.n_indicators; i++)
      index.x[2][i] = index.x[index.n_units - 1][i] + (index.direction[i] * (double)below(3)) / 8;
    index.x[2][0] += index.direction[0];
    g_auto(Computed) computed = compute_index(&index, normalise, "arithmetic");
    g_assert_no_error(computed.error);
    if (index.n_units > 3)
      g_assert_cmpfloat(dgmi_result_rank(computed.result)[2], <=,
                        dgmi_result_rank(computed.result)[index.n_units - 1]);
  }
}

/* Members' range bounds every mean; for positive values harmonic <= geometric <= arithmetic. */
static void test_means(void)
{
  static const char *const means[] = {"min",        "harmonic", "geometric",
                                      "arithmetic", "power:2",  "max"};
  for (guint round = 0; round < ROUNDS; round++)
  {
    const RandomIndex index = draw_index(0.3);
    double last[UNITS_MAX] = {0};
    for (guint m = 0; m < G_N_ELEMENTS(means); m++)
    {
      g_auto(Computed) computed = compute_index(&index, "minmax:1,100", means[m]);
      g_assert_no_error(computed.error);
      for (guint u = 0; u < index.n_units; u++)
      {
        const double score = score_of(&computed, "A0", u);
        g_assert_true(isnan(score) || score >= last[u] * (1 - 1e-12));
        last[u] = isnan(score) ? last[u] : score;
      }
    }
  }
}

static void assert_between_members(const Computed *computed, guint node, guint unit)
{
  const DgmiNode *info = dgmi_framework_node(computed->framework, node);
  double least = INFINITY, largest = -INFINITY;
  for (guint m = 0; m < info->n_members; m++)
  {
    const double x = dgmi_result_node(computed->result, info->members[m])[unit];
    least = fmin(least, x);
    largest = fmax(largest, x);
  }
  const double score = dgmi_result_node(computed->result, node)[unit];
  const double slack = 1e-12 * fmax(fabs(least), fabs(largest));
  if (isinf(least))
    g_assert_true(isnan(score)); /* nothing there */
  else
    g_assert_true(score >= least - slack && score <= largest + slack);
}

static void test_between_members(void)
{
  static const char *const means[] = {"arithmetic", "geometric", "harmonic", "power:-3",
                                      "power:4",    "median",    "min",      "max"};
  for (guint round = 0; round < 2 * ROUNDS; round++)
  {
    const RandomIndex index = draw_index(0.3);
    g_auto(Computed) computed =
        compute_index(&index, "minmax:1,100", means[round % G_N_ELEMENTS(means)]);
    g_assert_no_error(computed.error);
    const guint n = dgmi_framework_n_aggregates(computed.framework);
    for (guint a = 0; a < n; a++)
      for (guint u = 0; u < index.n_units; u++)
        assert_between_members(&computed, dgmi_framework_aggregates(computed.framework)[a], u);
  }
}

static void test_contributions(void)
{
  for (guint round = 0; round < ROUNDS; round++)
  {
    const RandomIndex index = draw_index(0.3);
    g_auto(Computed) computed = compute_index(&index, "zscore", "arithmetic");
    g_assert_no_error(computed.error);
    const guint root = dgmi_framework_root(computed.framework);
    for (guint u = 0; u < index.n_units; u++)
    {
      double part[INDICATORS_MAX + 8], sum = 0;
      g_assert_true(dgmi_result_contributions(computed.result, u, part));
      for (guint i = 0; i < index.n_indicators; i++)
        sum += isnan(part[i]) ? 0 : part[i];
      const double score = dgmi_result_node(computed.result, root)[u];
      g_assert_true(isnan(score) || fabs(sum - score) <= 1e-12);
    }
  }
}

static void test_missing_unit(void)
{
  for (guint round = 0; round < ROUNDS; round++)
  {
    RandomIndex index = draw_index(0.2);
    const guint unit = 2 + below(index.n_units - 2);
    for (guint i = 0; i < index.n_indicators; i++)
      index.x[unit][i] = NAN;
    g_auto(Computed) computed =
        compute_index(&index, normalisations[round % G_N_ELEMENTS(normalisations)], "arithmetic");
    g_assert_no_error(computed.error);
    g_assert_true(isnan(score_of(&computed, "A0", unit)));
    g_assert_true(isnan(dgmi_result_rank(computed.result)[unit]));
  }
}

static void assert_missing_as_members(const Computed *computed, guint node, guint unit)
{
  const DgmiNode *info = dgmi_framework_node(computed->framework, node);
  gboolean none = TRUE;
  for (guint m = 0; m < info->n_members; m++)
    none = none && isnan(dgmi_result_node(computed->result, info->members[m])[unit]);
  g_assert_true(none == (gboolean)isnan(dgmi_result_node(computed->result, node)[unit]));
}

/* Infinite or not-a-number scores never come out: there is an error, or every score is finite, or
 * missing where all members are. */
static void assert_finite_or_refused(const Computed *computed)
{
  if (computed->error != NULL)
  {
    g_assert_error(computed->error, DGMI_ERROR, DGMI_ERROR_DATA);
    return;
  }
  const DgmiMatrix *scores = dgmi_result_stage(computed->result, DGMI_STAGE_AGGREGATED);
  const DgmiMatrix *raw = dgmi_result_stage(computed->result, DGMI_STAGE_RAW);
  for (gsize i = 0; i < (gsize)scores->n_units * scores->n_columns; i++)
    g_assert_false(isinf(scores->values[i]));
  for (gsize i = 0; i < (gsize)raw->n_units * raw->n_columns; i++)
    g_assert_true(isnan(raw->values[i]) == isnan(scores->values[i]));
  const guint n = dgmi_framework_n_aggregates(computed->framework);
  const guint *aggregates = dgmi_framework_aggregates(computed->framework);
  for (guint a = 0; a < n; a++)
    for (guint unit = 0; unit < scores->n_units; unit++)
      assert_missing_as_members(computed, aggregates[a], unit);
}

static void test_few_units(void)
{
  static const char *const all[] = {"minmax", "zscore", "zscore-pop", "rank",
                                    "prank",  "borda",  "none"};
  for (guint round = 0; round < ROUNDS; round++)
  {
    RandomIndex index = draw_index(0);
    index.n_units = 1 + round % 2;
    g_auto(Computed) computed = compute_index(&index, all[round % G_N_ELEMENTS(all)], "arithmetic");
    assert_finite_or_refused(&computed);
    if (index.n_units == 2)
      g_assert_no_error(computed.error);
  }
}

static void test_magnitudes(void)
{
  static const char *const all[] = {"minmax", "zscore:10,2", "zscore-pop", "rank", "prank", "none"};
  static const char *const means[] = {"arithmetic", "geometric", "harmonic", "power:3",
                                      "power:-40",  "median",    "min"};
  static const double sizes[] = {1e-320, 1e-300, 1, 1e150, 1e300, 1e305};
  for (guint round = 0; round < 6 * ROUNDS; round++)
  {
    RandomIndex index = draw_index(0.1);
    for (guint i = 0; i < index.n_indicators; i++)
    {
      const double size = sizes[below(G_N_ELEMENTS(sizes))] * (g_test_rand_bit() ? 1 : -1);
      for (guint u = 0; u < index.n_units; u++)
        index.x[u][i] *= below(4) > 0 ? size : fabs(size);
    }
    g_auto(Computed) computed =
        compute_index(&index, all[below(G_N_ELEMENTS(all))], means[below(G_N_ELEMENTS(means))]);
    assert_finite_or_refused(&computed);
  }
}

TEST_PROGRAM({"/properties/permutation-of-units", test_permutation_of_units},
             {"/properties/permutation-of-rows", test_permutation_of_rows},
             {"/properties/scale-of-columns", test_scale_of_columns},
             {"/properties/scale-of-weights", test_scale_of_weights},
             {"/properties/monotonicity", test_monotonicity},
             {"/properties/dominance", test_dominance}, {"/properties/means", test_means},
             {"/properties/between-members", test_between_members},
             {"/properties/contributions", test_contributions},
             {"/properties/missing-unit", test_missing_unit},
             {"/properties/few-units", test_few_units}, {"/properties/magnitudes", test_magnitudes})
