/* The audit's numbers against reference values made with R: see tests/golden/README.md. */
#include <math.h>

#include "datasets/csv/framework-table.h"
#include "datasets/csv/table.h"
#include "index/numbers/pca.h"
#include "index/questions/alpha.h"
#include "index/questions/correlations.h"
#include "index/questions/importance.h"
#include "index/questions/leave-one-out.h"
#include "index/uncertainty/main-effect.h"
#include "indicators/base/text.h"
#include "tests/shared/computed.h"

/* The project's bound for agreement with an independent implementation; what is seen is 1e-12 and
 * less, but for p values of 1e-60, which R takes from a series of its own: 1e-10. */
#define TOLERANCE 1e-9

/* ---- Input ---- */

/* An input, or an expected file; DGMI_GOLDEN names another folder for the latter. */
static char *golden_file(const char *name, gboolean is_expected)
{
  g_autofree char *base = g_strconcat(name, ".csv", NULL);
  const char *folder = is_expected ? g_getenv("DGMI_GOLDEN") : NULL;
  return folder != NULL ? g_build_filename(folder, base, NULL)
                        : g_test_build_filename(G_TEST_DIST, "golden", base, NULL);
}

static DgmiTable *expected_table(const char *name)
{
  g_autofree char *file = golden_file(name, TRUE);
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  DgmiTable *table = dgmi_table_read(file, NULL, messages);
  g_assert_nonnull(table);
  g_assert_cmpuint(dgmi_table_n_rows(table), >=, 5);
  return table;
}

static const char *text_cell(const DgmiTable *table, guint row, const char *column)
{
  const int c = dgmi_table_find(table, column);
  g_assert_cmpint(c, >=, 0);
  return dgmi_table_cell(table, row, (guint)c);
}

static double number_cell(const DgmiTable *table, guint row, const char *column)
{
  const char *text = text_cell(table, row, column);
  double value = NAN;
  g_assert_cmpint(dgmi_number_parse(text, strlen(text), &value), ==, DGMI_NUMBER_OK);
  return value;
}

/* The coin of data.csv, normalised to 0–100; `complete`: missing cells filled with the mean. */
static Computed compute_coin(gboolean complete)
{
  g_autofree char *indicators = golden_file("indicators", FALSE);
  g_autofree char *data = golden_file("data", FALSE);
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  Computed computed = {0};
  computed.framework = dgmi_framework_read(indicators, NULL, messages);
  computed.definition = definition_of_settings(SETTINGS("method.normalise=minmax:0,100"));
  if (complete)
    dgmi_definition_set(computed.definition, "method", "impute", "mean", NULL);
  computed.recipe = dgmi_recipe_new(computed.definition, computed.framework, messages);
  const DgmiDatasetOptions options = {.framework = computed.framework};
  computed.dataset = dgmi_dataset_read(data, &options, messages);
  g_assert_cmpuint(dgmi_messages_failures(messages), ==, 0);
  computed.result = dgmi_compute(computed.recipe, computed.dataset, &computed.error);
  g_assert_no_error(computed.error);
  return computed;
}

static void assert_close(double x, double expected, const char *what)
{
  const double error = fabs(x - expected) / MAX(fabs(x), fabs(expected));
  if (!(x == expected || error < TOLERANCE))
    g_error("%s: %.17g, R has %.17g", what, x, expected);
}

/* The members of a node as the parts of the audit take them; free both. */
static const double **members_of(const Computed *computed, const DgmiNode *node, const char ***code)
{
  const double **column = g_new(const double *, node->n_members);
  *code = g_new(const char *, node->n_members);
  for (guint m = 0; m < node->n_members; m++)
  {
    column[m] = dgmi_result_node(computed->result, node->members[m]);
    (*code)[m] = dgmi_framework_node(computed->framework, node->members[m])->code;
  }
  return column;
}

/* ---- Correlations ---- */

typedef struct
{
  const char *file;
  DgmiCorrelationKind kind;
} CorrelationFile;

static const CorrelationFile kinds[] = {
    {"correlation_pearson", DGMI_CORRELATION_PEARSON},   /* get_corr(coin, "Raw", cortype = …) */
    {"correlation_spearman", DGMI_CORRELATION_SPEARMAN}, /* the same */
    {"correlation_kendall", DGMI_CORRELATION_KENDALL},   /* the same */
};

/* The raw indicators' correlations, by node. */
static DgmiCorrelation *correlate_raw(const Computed *computed, DgmiCorrelationKind kind)
{
  const guint n = dgmi_framework_n_indicators(computed->framework);
  const DgmiMatrix *raw = dgmi_result_stage(computed->result, DGMI_STAGE_RAW);
  g_autofree const double **column = g_new(const double *, n);
  DgmiCorrelation *pairs = g_new(DgmiCorrelation, dgmi_pair(n, 0) + 1);
  for (guint c = 0; c < n; c++)
    column[c] = dgmi_matrix_column(raw, c);
  dgmi_correlations(kind, column, n, raw->n_units, pairs);
  return pairs;
}

static guint column_of(const Computed *computed, const char *code)
{
  return dgmi_result_node_column(computed->result, node_of_code(computed, code));
}

static void test_correlations(gconstpointer data)
{
  const CorrelationFile *kind = data;
  g_auto(Computed) computed = compute_coin(FALSE);
  g_autofree DgmiCorrelation *pairs = correlate_raw(&computed, kind->kind);
  g_autoptr(DgmiTable) table = expected_table(kind->file);
  for (guint row = 0; row < dgmi_table_n_rows(table); row++)
  {
    const guint a = column_of(&computed, text_cell(table, row, "Var1"));
    const guint b = column_of(&computed, text_cell(table, row, "Var2"));
    if (a != b)
      assert_close(pairs[dgmi_pair(a, b)].r, number_cell(table, row, "Correlation"), kind->file);
  }
}

/* get_pvals(x) */
static void test_p(void)
{
  g_auto(Computed) computed = compute_coin(FALSE);
  g_autofree DgmiCorrelation *pairs = correlate_raw(&computed, DGMI_CORRELATION_PEARSON);
  g_autoptr(DgmiTable) table = expected_table("correlation_pvalues_pearson");
  for (guint row = 0; row < dgmi_table_n_rows(table); row++)
  {
    const guint a = column_of(&computed, text_cell(table, row, "iCode"));
    for (guint b = 0; b < dgmi_framework_n_indicators(computed.framework); b++)
    {
      const guint node = dgmi_result_column_node(computed.result, b);
      const char *code = dgmi_framework_node(computed.framework, node)->code;
      if (a != b)
        assert_close(pairs[dgmi_pair(a, b)].p, number_cell(table, row, code), code);
    }
  }
}

/* get_corr(ca, "Aggregated", Levels = c(1, 3)) of the complete table */
static void test_index(void)
{
  g_auto(Computed) computed = compute_coin(TRUE);
  const double *index = dgmi_result_node(computed.result, node_of_code(&computed, "Index"));
  g_autoptr(DgmiTable) table = expected_table("correlation_indicator_index");
  g_assert_cmpuint(dgmi_table_n_rows(table), ==, 30);
  for (guint row = 0; row < dgmi_table_n_rows(table); row++)
  {
    const char *code = text_cell(table, row, "Var2");
    const double *column[] = {index,
                              dgmi_result_node(computed.result, node_of_code(&computed, code))};
    DgmiCorrelation pair;
    dgmi_correlations(DGMI_CORRELATION_PEARSON, column, 2, 193, &pair);
    assert_close(pair.r, number_cell(table, row, "Correlation"), code);
  }
}

/* ---- Consistency and components ---- */

/* The node of a row of an expected table. */
static const DgmiNode *node_of_row(const Computed *computed, const DgmiTable *table, guint row)
{
  return dgmi_framework_node(computed->framework,
                             node_of_code(computed, text_cell(table, row, "node")));
}

/* get_cronbach(ca, "Normalised", iCodes = pillar, Level = 1) */
static void test_alpha(void)
{
  g_auto(Computed) computed = compute_coin(TRUE);
  g_autoptr(DgmiTable) table = expected_table("alpha_normalised");
  for (guint row = 0; row < dgmi_table_n_rows(table); row++)
  {
    const DgmiNode *node = node_of_row(&computed, table, row);
    g_autofree const char **codes = NULL;
    g_autofree const double **column = members_of(&computed, node, &codes);
    assert_close(dgmi_alpha(column, node->n_members, 193, NULL).raw,
                 number_cell(table, row, "alpha"), node->code);
  }
}

/* get_PCA(ca, "Normalised", Level = 1)$PCAresults: sdev² and its share. */
static void test_pca(void)
{
  g_auto(Computed) computed = compute_coin(TRUE);
  g_autoptr(DgmiTable) table = expected_table("pca_eigenvalues");
  for (guint row = 0; row < dgmi_table_n_rows(table); row++)
  {
    const DgmiNode *node = node_of_row(&computed, table, row);
    g_autofree const char **codes = NULL;
    g_autofree const double **column = members_of(&computed, node, &codes);
    g_autoptr(DgmiPca) pca = dgmi_pca_new(column, codes, node->n_members, 193, NULL);
    const guint k = (guint)number_cell(table, row, "component") - 1;
    assert_close(pca->eigenvalue[k], number_cell(table, row, "eigenvalue"), node->code);
    assert_close(pca->eigenvalue[k] / pca->n, number_cell(table, row, "share"), node->code);
  }
}

/* get_PCA()$Weights: the first component's elements, of either sign. */
static void test_pca_vectors(void)
{
  g_auto(Computed) computed = compute_coin(TRUE);
  g_autoptr(DgmiTable) table = expected_table("pca_weights");
  guint compared = 0;
  for (guint row = 0; row < dgmi_table_n_rows(table); row++)
  {
    const guint indicator = node_of_code(&computed, text_cell(table, row, "iCode"));
    const DgmiNode *own = dgmi_framework_node(computed.framework, indicator);
    if (own->n_members > 0)
      continue;
    const DgmiNode *node = dgmi_framework_node(computed.framework, (guint)own->parent);
    g_autofree const char **codes = NULL;
    g_autofree const double **column = members_of(&computed, node, &codes);
    g_autoptr(DgmiPca) pca = dgmi_pca_new(column, codes, node->n_members, 193, NULL);
    for (guint m = 0; m < node->n_members; m++)
      if (node->members[m] == indicator)
        assert_close(fabs(pca->vector[m]), fabs(number_cell(table, row, "Weight")), codes[m]);
    compared++;
  }
  g_assert_cmpuint(compared, ==, 30);
}

/* ---- Weights and leaving out ---- */

/* get_eff_weights(coin) */
static void test_nominal_weights(void)
{
  g_auto(Computed) computed = compute_coin(FALSE);
  g_autofree double *nominal = g_new(double, dgmi_framework_n_nodes(computed.framework));
  dgmi_nominal_weights(computed.framework, dgmi_result_weights(computed.result), nominal);
  g_autoptr(DgmiTable) table = expected_table("effective_weights");
  for (guint row = 0; row < dgmi_table_n_rows(table); row++)
  {
    const char *code = text_cell(table, row, "iCode");
    assert_close(nominal[node_of_code(&computed, code)], number_cell(table, row, "EffWeight"),
                 code);
  }
}

/* remove_elements(ca, Level, "Aggregated", "Index")$MeanAbsDiff */
static void test_leave_one_out(gconstpointer file)
{
  g_auto(Computed) computed = compute_coin(TRUE);
  g_autoptr(GArray) found = dgmi_leave_one_out(computed.result);
  g_autoptr(DgmiTable) table = expected_table(file);
  g_assert_cmpuint(found->len, ==, 36);
  for (guint row = 1; row < dgmi_table_n_rows(table); row++) /* the first is none left out */
  {
    const char *code = text_cell(table, row, "removed");
    const guint node = node_of_code(&computed, code);
    const DgmiLeaveOneOut *one = NULL;
    for (guint i = 0; i < found->len; i++)
      if (g_array_index(found, DgmiLeaveOneOut, i).node == node)
        one = &g_array_index(found, DgmiLeaveOneOut, i);
    g_assert_nonnull(one);
    assert_close(one->mean_shift, number_cell(table, row, "mean_shift"), code);
  }
}

/* From R 4.2 and mgcv 1.8, for x[] and y[] without their missing pairs, x put on [0, 1], u its n
 * distinct values in order, K = min(n %/% 4, 20):
 *   inner <- u[((1:K) * (n - 1)) %/% (K + 1) + 1]
 *   g <- gam(y ~ s(x, bs = "bs", m = c(3, 2), k = K + 4), method = "GCV.Cp",
 *            knots = list(x = c(-.3, -.2, -.1, 0, inner, 1, 1.1, 1.2, 1.3)))
 *   mean((fitted(g) - mean(y))^2) / mean((y - mean(y))^2) */
static void test_main_effect(void)
{
  static const struct
  {
    const char *x, *y;
    double effect;
  } mgcv[] = {{"i17", "i12", 0.159114},
              {"i02", "i01", 0.418039},
              {"i07", "i08", 0.426735},
              {"i01", "i03", 0.478331},
              {"i27", "i28", 0.630844}};
  g_auto(Computed) computed = compute_coin(FALSE);
  for (guint k = 0; k < G_N_ELEMENTS(mgcv); k++)
  {
    const double *x = dgmi_dataset_numbers(computed.dataset, mgcv[k].x);
    const double *y = dgmi_dataset_numbers(computed.dataset, mgcv[k].y);
    /* six digits are printed; both minimise the same criterion, each to a tolerance of its own */
    g_assert_cmpfloat_with_epsilon(dgmi_main_effect(x, y, 193), mgcv[k].effect, 2e-6);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
  {
    g_autofree char *path = g_strconcat("/golden-audit/", kinds[i].file, NULL);
    g_test_add_data_func(path, &kinds[i], test_correlations);
  }
  g_test_add_func("/golden-audit/p", test_p);
  g_test_add_func("/golden-audit/indicator-index", test_index);
  g_test_add_func("/golden-audit/alpha", test_alpha);
  g_test_add_func("/golden-audit/pca", test_pca);
  g_test_add_func("/golden-audit/pca-vectors", test_pca_vectors);
  g_test_add_func("/golden-audit/nominal-weights", test_nominal_weights);
  g_test_add_func("/golden-audit/main-effect", test_main_effect);
  g_test_add_data_func("/golden-audit/leave-one-out-1", "leave_one_out_level1", test_leave_one_out);
  g_test_add_data_func("/golden-audit/leave-one-out-2", "leave_one_out_level2", test_leave_one_out);
  return g_test_run();
}
