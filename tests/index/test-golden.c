/* Normalisation and aggregation against reference values made with R: see tests/golden/README.md.
 */
#include <math.h>

#include "datasets/csv/framework-table.h"
#include "datasets/csv/table.h"
#include "indicators/base/text.h"
#include "tests/shared/computed.h"

/* The project's bound for agreement with an independent implementation. R and dgmi both add in long
 * double, so what is seen is some 1e-15; a factor of 1e6 leaves room for platforms without it, and
 * any wrong formula is further off than that. */
#define TOLERANCE 1e-9

typedef struct
{
  const char *file;
  const char *normalise;
  const char *aggregate; /* NULL: normalised indicators only */
  const char *r;       /* the call that made it, in terms of the coin of data.csv, indicators.csv */
  gboolean positive;   /* columns of negative direction are not compared: test-normalise.c */
  gboolean complete;   /* missing cells filled with the column's mean */
  const char *setting; /* one more, or NULL */
} Golden;

#define NORMALISED(name, method, call)                                                             \
  {                                                                                                \
    .file = "normalised_" name, .normalise = method, .r = "Normalise(coin, " call ")"              \
  }
static const Golden normalised[] = {
    NORMALISED("minmax_0_1", "minmax", "f_n = 'n_minmax', l_u = c(0, 1)"),
    NORMALISED("minmax_0_100", "minmax:0,100", "f_n = 'n_minmax', l_u = c(0, 100)"),
    NORMALISED("minmax_1_100", "minmax:1,100", "f_n = 'n_minmax', l_u = c(1, 100)"),
    NORMALISED("zscore_0_1", "zscore", "f_n = 'n_zscore', m_sd = c(0, 1)"),
    NORMALISED("zscore_10_2", "zscore:10,2", "f_n = 'n_zscore', m_sd = c(10, 2)"),
    NORMALISED("rank", "rank", "f_n = 'n_rank'"),
    NORMALISED("prank", "prank", "f_n = 'n_prank'"),
    NORMALISED("borda", "borda", "f_n = 'n_borda'"),
    NORMALISED("dist2max", "dist2max", "f_n = 'n_dist2max'"),
    NORMALISED("dist2ref_7", "dist2ref:U0007", "f_n = 'n_dist2ref', iref = 7"),
    {.file = "normalised_fracmax",
     .normalise = "fracmax",
     .r = "Normalise(coin, f_n = 'n_fracmax')",
     .positive = TRUE},
};

#define MISSING(name, method, means, call)                                                         \
  {                                                                                                \
    .file = "aggregated_" name, .normalise = method, .aggregate = means,                           \
    .r = "Aggregate(Normalise(coin), " call ")"                                                    \
  }
#define COMPLETE(name, method, means, call)                                                        \
  {                                                                                                \
    .file = "aggregated_" name, .normalise = method, .aggregate = means,                           \
    .r = "Aggregate(Normalise(coin of column means), " call ")", .complete = TRUE                  \
  }
static const Golden aggregated[] = {
    MISSING("minmax_0_100_missing_arithmetic", "minmax:0,100", "arithmetic", "f_ag = 'a_amean'"),
    MISSING("minmax_1_100_missing_arithmetic", "minmax:1,100", "arithmetic", "f_ag = 'a_amean'"),
    MISSING("zscore_10_2_missing_arithmetic", "zscore:10,2", "arithmetic", "f_ag = 'a_amean'"),
    MISSING("rank_missing_arithmetic", "rank", "arithmetic", "f_ag = 'a_amean'"),
    COMPLETE("minmax_0_100_complete_arithmetic", "minmax:0,100", "arithmetic", "f_ag = 'a_amean'"),
    COMPLETE("minmax_1_100_complete_arithmetic", "minmax:1,100", "arithmetic", "f_ag = 'a_amean'"),
    COMPLETE("minmax_1_100_complete_geometric", "minmax:1,100", "geometric", "f_ag = 'a_gmean'"),
    COMPLETE("minmax_1_100_complete_harmonic", "minmax:1,100", "harmonic", "f_ag = 'a_hmean'"),
    COMPLETE("minmax_1_100_complete_power2", "minmax:1,100", "power:2",
             "f_ag = 'a_genmean', p = 2"),
    COMPLETE("minmax_1_100_complete_arithmetic_geometric", "minmax:1,100", "arithmetic,geometric",
             "f_ag = c('a_amean', 'a_gmean')"),
    COMPLETE("zscore_10_2_complete_arithmetic", "zscore:10,2", "arithmetic", "f_ag = 'a_amean'"),
    COMPLETE("rank_complete_arithmetic", "rank", "arithmetic", "f_ag = 'a_amean'"),
    COMPLETE("rank_complete_geometric", "rank", "geometric", "f_ag = 'a_gmean'"),
    COMPLETE("rank_complete_harmonic", "rank", "harmonic", "f_ag = 'a_hmean'"),
    COMPLETE("rank_complete_power2", "rank", "power:2", "f_ag = 'a_genmean', p = 2"),
    COMPLETE("rank_complete_arithmetic_geometric", "rank", "arithmetic,geometric",
             "f_ag = c('a_amean', 'a_gmean')"),
    /* Not R's, which decides exact ties by rounding, but by exact fractions. */
    COMPLETE("minmax_1_100_complete_copeland", "minmax:1,100", "copeland", "fractions"),
    COMPLETE("rank_complete_copeland", "rank", "copeland", "fractions"),
    {.file = "aggregated_minmax_0_100_missing_arithmetic_threshold0.9",
     .normalise = "minmax:0,100",
     .aggregate = "arithmetic",
     .r = "Aggregate(Normalise(coin), f_ag = 'a_amean', dat_thresh = 0.9)",
     .setting = "method.available_node=0.9"},
    {.file = "aggregated_minmax_0_100_missing_arithmetic_weights_random",
     .normalise = "minmax:0,100",
     .aggregate = "arithmetic",
     .r = "Aggregate(Normalise(coin), f_ag = 'a_amean', w = round(runif(37, .2, 2), 3))",
     .setting = "weights_random"},
};

/* COINr leaves these missing wherever a member is: there, and there only, our rule applies. */
static const Golden generalised[] = {
    MISSING("minmax_1_100_missing_geometric", "minmax:1,100", "geometric", "f_ag = 'a_gmean'"),
    MISSING("minmax_1_100_missing_harmonic", "minmax:1,100", "harmonic", "f_ag = 'a_hmean'"),
    MISSING("minmax_1_100_missing_arithmetic_geometric", "minmax:1,100", "arithmetic,geometric",
            "f_ag = c('a_amean', 'a_gmean')"),
    MISSING("rank_missing_geometric", "rank", "geometric", "f_ag = 'a_gmean'"),
    MISSING("rank_missing_harmonic", "rank", "harmonic", "f_ag = 'a_hmean'"),
    MISSING("rank_missing_arithmetic_geometric", "rank", "arithmetic,geometric",
            "f_ag = c('a_amean', 'a_gmean')"),
};

/* ---- Input ---- */

static char *golden_file(const char *name)
{
  g_autofree char *base = g_strconcat(name, ".csv", NULL);
  return g_test_build_filename(G_TEST_DIST, "golden", base, NULL);
}

static DgmiDataset *read_dataset(const char *file, const DgmiDatasetOptions *options)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  DgmiDataset *dataset = dgmi_dataset_read(file, options, messages);
  g_autofree char *all = said(messages);
  if (dataset == NULL)
    g_error("%s", all);
  return dataset;
}

/* data.csv, missing cells filled with the column's mean: R's mean(x, na.rm = TRUE). */
static DgmiDataset *fill_with_means(const DgmiDataset *dataset, const DgmiFramework *framework)
{
  g_autoptr(GString) text = g_string_new("uCode,Region");
  const guint n = dgmi_dataset_n_units(dataset), n_columns = dgmi_framework_n_indicators(framework);
  g_autofree double *mean = g_new(double, n_columns);
  g_autofree const double **column = g_new(const double *, n_columns);
  for (guint c = 0; c < n_columns; c++)
  {
    const guint node = dgmi_framework_indicators(framework)[c];
    const char *code = dgmi_framework_node(framework, node)->code;
    g_autofree double *present = g_new(double, n), *ones = g_new(double, n);
    column[c] = dgmi_dataset_numbers(dataset, code);
    const gsize m = dgmi_compact(column[c], n, present);
    for (guint i = 0; i < n; i++)
      ones[i] = 1;
    mean[c] = dgmi_weighted_mean(present, ones, m);
    g_string_append_printf(text, ",%s", code);
  }
  for (guint i = 0; i < n; i++)
  {
    g_string_append_printf(text, "\n%s,", dgmi_dataset_code(dataset, i));
    for (guint c = 0; c < n_columns; c++)
    {
      char number[DGMI_NUMBER_SIZE];
      dgmi_number_format(isnan(column[c][i]) ? mean[c] : column[c][i], number);
      g_string_append_printf(text, ",%s", number);
    }
  }
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  const DgmiDatasetOptions options = {.framework = framework};
  DgmiDataset *filled = dgmi_dataset_read_text(text->str, text->len, "filled", &options, messages);
  ASSERT_SILENT(messages);
  return filled;
}

/* "i01=1.98,…" from weights_random.csv. */
static char *random_weights(void)
{
  g_autofree char *file = golden_file("weights_random");
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiTable) table = dgmi_table_read(file, NULL, messages);
  ASSERT_SILENT(messages);
  const guint code = (guint)dgmi_table_find(table, "iCode");
  const guint weight = (guint)dgmi_table_find(table, "Weight");
  GString *out = g_string_new(NULL);
  for (guint row = 0; row < dgmi_table_n_rows(table); row++)
    g_string_append_printf(out, "%s%s=%s", row > 0 ? "," : "", dgmi_table_cell(table, row, code),
                           dgmi_table_cell(table, row, weight));
  return g_string_free(out, FALSE);
}

static DgmiDefinition *define(const Golden *golden)
{
  DgmiDefinition *definition = definition_of_settings(NO_SETTINGS);
  dgmi_definition_set(definition, "method", "normalise", golden->normalise, NULL);
  if (golden->aggregate != NULL)
    dgmi_definition_set(definition, "method", "aggregate", golden->aggregate, NULL);
  if (golden->setting != NULL && strcmp(golden->setting, "weights_random") == 0)
  {
    g_autofree char *weights = random_weights();
    dgmi_definition_set(definition, "method", "weights", weights, NULL);
  }
  else if (golden->setting != NULL)
    dgmi_definition_set(definition, "method", "available_node", strchr(golden->setting, '=') + 1,
                        NULL);
  return definition;
}

static Computed compute_golden(const Golden *golden)
{
  g_autofree char *indicators = golden_file("indicators"), *data = golden_file("data");
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  Computed computed = {0};
  computed.framework = dgmi_framework_read(indicators, NULL, messages);
  ASSERT_SILENT(messages);
  computed.definition = define(golden);
  computed.recipe = dgmi_recipe_new(computed.definition, computed.framework, messages);
  ASSERT_SILENT(messages);
  const DgmiDatasetOptions options = {.framework = computed.framework};
  computed.dataset = read_dataset(data, &options);
  if (golden->complete)
  {
    DgmiDataset *filled = fill_with_means(computed.dataset, computed.framework);
    dgmi_dataset_unref(computed.dataset);
    computed.dataset = filled;
  }
  computed.result = dgmi_compute(computed.recipe, computed.dataset, &computed.error);
  g_assert_no_error(computed.error);
  return computed;
}

/* ---- Comparison ---- */

static double relative_error(double x, double expected)
{
  return x == expected ? 0 : fabs(x - expected) / MAX(fabs(x), fabs(expected));
}

/* The mean by its definition over the members that are there. */
static double naive_mean(const Computed *computed, guint node, guint unit)
{
  const DgmiNode *info = dgmi_framework_node(computed->framework, node);
  const char *id = dgmi_recipe_node(computed->recipe, node)->aggregate.info->id;
  double sum = 0, n = 0;
  for (guint m = 0; m < info->n_members; m++)
  {
    const double x = dgmi_result_node(computed->result, info->members[m])[unit];
    if (isnan(x))
      continue;
    sum += strcmp(id, "geometric") == 0 ? log(x) : strcmp(id, "harmonic") == 0 ? 1 / x : x;
    n++;
  }
  if (n == 0)
    return NAN;
  return strcmp(id, "geometric") == 0  ? exp(sum / n)
         : strcmp(id, "harmonic") == 0 ? n / sum
                                       : sum / n;
}

/* A value R leaves missing: its own, or a generalised mean that our rule gives. */
static void assert_without_r(const Golden *golden, const Computed *computed, guint node, guint unit,
                             double value)
{
  const gboolean is_generalised =
      golden >= generalised && golden < generalised + G_N_ELEMENTS(generalised);
  const DgmiNode *info = dgmi_framework_node(computed->framework, node);
  if (!is_generalised || info->type != DGMI_NODE_AGGREGATE)
    g_assert_true(isnan(value));
  else
    g_assert_cmpfloat(relative_error(value, naive_mean(computed, node, unit)), <, TOLERANCE);
}

/* Returns the largest relative error of a column. */
static double compare_column(const Golden *golden, const Computed *computed,
                             const DgmiDataset *expected, guint node)
{
  const DgmiNode *info = dgmi_framework_node(computed->framework, node);
  const double *theirs = dgmi_dataset_numbers(expected, info->code);
  const double *ours = dgmi_result_node(computed->result, node);
  double largest = 0;
  g_assert_nonnull(theirs);
  for (guint i = 0; i < dgmi_dataset_n_units(expected); i++)
  {
    const char *code = dgmi_dataset_code(expected, i);
    const int unit = dgmi_dataset_find_unit(computed->dataset, code);
    g_assert_cmpint(unit, >=, 0);
    if (isnan(theirs[i]))
    {
      assert_without_r(golden, computed, node, (guint)unit, ours[unit]);
      continue;
    }
    const double error = relative_error(ours[unit], theirs[i]);
    if (!(error < TOLERANCE))
      g_error("%s, %s of %s: %.17g, R has %.17g by %s", golden->file, info->code, code, ours[unit],
              theirs[i], golden->r);
    largest = MAX(largest, error);
  }
  return largest;
}

/* Whether `rank` is right for scores that may be off by the tolerance: R breaks ties of fractions
 * by their last bit, one way or the other. */
static gboolean is_rank(const double *score, guint n, guint unit, double rank)
{
  guint larger = 0, equal = 0;
  for (guint i = 0; i < n; i++)
  {
    const gboolean is_equal = relative_error(score[i], score[unit]) < TOLERANCE;
    equal += is_equal;
    larger += !is_equal && score[i] > score[unit];
  }
  return rank > larger && rank <= larger + equal;
}

/* Their ranks of the index, where every unit has a score in R. */
static void compare_ranks(const Computed *computed, const DgmiDataset *expected)
{
  const guint n = dgmi_dataset_n_units(computed->dataset);
  const double *theirs = dgmi_dataset_numbers(expected, "Index_rank");
  const double *score = dgmi_result_score(computed->result);
  const double *rank = dgmi_result_rank(computed->result);
  for (guint i = 0; i < dgmi_dataset_n_units(expected); i++)
  {
    const int unit = dgmi_dataset_find_unit(computed->dataset, dgmi_dataset_code(expected, i));
    g_assert_cmpint(isnan(rank[unit]), ==, isnan(theirs[i]));
    if (!isnan(theirs[i]))
      g_assert_true(is_rank(score, n, (guint)unit, theirs[i]) &&
                    is_rank(score, n, (guint)unit, rank[unit]));
  }
}

static void test_golden(gconstpointer data)
{
  const Golden *golden = data;
  g_auto(Computed) computed = compute_golden(golden);
  g_autofree char *base = g_strconcat(golden->file, ".csv", NULL);
  const char *folder = g_getenv("DGMI_GOLDEN");
  g_autofree char *file =
      folder != NULL ? g_build_filename(folder, base, NULL) : golden_file(golden->file);
  const DgmiDatasetOptions options = {0};
  g_autoptr(DgmiDataset) expected = read_dataset(file, &options);
  g_assert_cmpuint(dgmi_dataset_n_units(expected), >=, 12);
  double largest = 0;
  for (guint i = 0; i < dgmi_framework_n_nodes(computed.framework); i++)
  {
    const DgmiNode *info = dgmi_framework_node(computed.framework, i);
    const DgmiNodeType type = info->type;
    if (golden->positive && info->direction < 0)
      continue;
    if (type == DGMI_NODE_INDICATOR || (type == DGMI_NODE_AGGREGATE && golden->aggregate != NULL))
      largest = MAX(largest, compare_column(golden, &computed, expected, i));
  }
  const gboolean is_generalised =
      golden >= generalised && golden < generalised + G_N_ELEMENTS(generalised);
  if (golden->aggregate != NULL && !is_generalised)
    compare_ranks(&computed, expected);
  g_test_message("%s: largest relative error %.2g", golden->file, largest);
}

static void add(const Golden *golden, gsize n)
{
  for (gsize i = 0; i < n; i++)
  {
    g_autofree char *path = g_strconcat("/golden/", golden[i].file, NULL);
    g_test_add_data_func(path, &golden[i], test_golden);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  add(normalised, G_N_ELEMENTS(normalised));
  add(aggregated, G_N_ELEMENTS(aggregated));
  add(generalised, G_N_ELEMENTS(generalised));
  return g_test_run();
}
