/* Imputation, treatment, skewness and kurtosis against reference values made with R: see
 * tests/golden/README.md. */
#include <math.h>

#include "datasets/csv/framework-table.h"
#include "datasets/csv/table.h"
#include "indicators/base/text.h"
#include "tests/shared/computed.h"

#define TOLERANCE 1e-9 /* the project's bound for agreement with an independent implementation */

typedef struct
{
  const char *file;
  const char *key; /* of [method] */
  const char *method;
  const char *r; /* the call that made it, in terms of the coin of data.csv, or of its columns x */
} Golden;

static const Golden goldens[] = {
    {"imputed_mean", "impute", "mean", "Impute(coin, f_i = 'i_mean')"},
    {"imputed_median", "impute", "median", "Impute(coin, f_i = 'i_median')"},
    {"imputed_mean_group", "impute", "group-mean:Region",
     "Impute(coin, f_i = 'i_mean_grp', use_group = 'Region')"},
    {"imputed_median_group", "impute", "group-median:Region",
     "Impute(coin, f_i = 'i_median_grp', use_group = 'Region')"},
    {"treated_winsor_1", "treat", "jrc:1", "Treat(x, f1_para = list(winmax = 1))"},
    {"treated_winsor_5", "treat", "jrc:5", "Treat(x, f1_para = list(winmax = 5))"},
    {"treated_winsor_100", "treat", "jrc:100", "Treat(x, f1_para = list(winmax = 100))"},
    {"transformed_log_CT", "treat", "log-ct", "log_CT(x)"},
    {"transformed_boxcox_0.5", "treat", "boxcox:0.5", "boxcox(x, lambda = 0.5)"},
};

/* An input, or an expected file; DGMI_GOLDEN names another folder for the latter. */
static char *golden_file(const char *name, gboolean is_expected)
{
  g_autofree char *base = g_strconcat(name, ".csv", NULL);
  const char *folder = is_expected ? g_getenv("DGMI_GOLDEN") : NULL;
  return folder != NULL ? g_build_filename(folder, base, NULL)
                        : g_test_build_filename(G_TEST_DIST, "golden", base, NULL);
}

static Computed compute_method(const char *key, const char *method)
{
  g_autofree char *indicators = golden_file("indicators", FALSE);
  g_autofree char *data = golden_file("data", FALSE);
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  Computed computed = {0};
  computed.framework = dgmi_framework_read(indicators, NULL, messages);
  computed.definition = definition_of_settings(NO_SETTINGS);
  if (key != NULL)
    dgmi_definition_set(computed.definition, "method", key, method, NULL);
  computed.recipe = dgmi_recipe_new(computed.definition, computed.framework, messages);
  const DgmiDatasetOptions options = {.framework = computed.framework};
  computed.dataset = dgmi_dataset_read(data, &options, messages);
  g_assert_cmpuint(dgmi_messages_failures(messages), ==, 0);
  computed.result = dgmi_compute(computed.recipe, computed.dataset, &computed.error);
  g_assert_no_error(computed.error);
  return computed;
}

static double relative_error(double x, double expected)
{
  return x == expected ? 0 : fabs(x - expected) / MAX(fabs(x), fabs(expected));
}

static const double *treated_column(const Computed *computed, guint node)
{
  return dgmi_matrix_column(dgmi_result_stage(computed->result, DGMI_STAGE_TREATED),
                            dgmi_result_node_column(computed->result, node));
}

static double compare_column(const Golden *golden, const Computed *computed,
                             const DgmiDataset *expected, guint node)
{
  const char *code = dgmi_framework_node(computed->framework, node)->code;
  const double *theirs = dgmi_dataset_numbers(expected, code);
  const double *ours = treated_column(computed, node);
  double largest = 0;
  for (guint i = 0; theirs != NULL && i < dgmi_dataset_n_units(expected); i++)
  {
    const char *unit = dgmi_dataset_code(expected, i);
    const double x = ours[dgmi_dataset_find_unit(computed->dataset, unit)];
    g_assert_cmpint(isnan(x), ==, isnan(theirs[i]));
    const double error = isnan(x) ? 0 : relative_error(x, theirs[i]);
    if (!(error < TOLERANCE))
      g_error("%s, %s of %s: %.17g, R has %.17g by %s", golden->file, code, unit, x, theirs[i],
              golden->r);
    largest = MAX(largest, error);
  }
  return largest;
}

static void test_golden(gconstpointer data)
{
  const Golden *golden = data;
  g_auto(Computed) computed = compute_method(golden->key, golden->method);
  g_autofree char *file = golden_file(golden->file, TRUE);
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  const DgmiDatasetOptions options = {0};
  g_autoptr(DgmiDataset) expected = dgmi_dataset_read(file, &options, messages);
  g_assert_nonnull(expected);
  g_assert_cmpuint(dgmi_dataset_n_units(expected), >=, 12);
  double largest = 0;
  const guint *indicators = dgmi_framework_indicators(computed.framework);
  for (guint i = 0; i < dgmi_framework_n_indicators(computed.framework); i++)
    largest = MAX(largest, compare_column(golden, &computed, expected, indicators[i]));
  g_test_message("%s: largest relative error %.2g", golden->file, largest);
}

/* A cell of an expected table of indicators; NaN where empty. */
static double cell(const DgmiTable *table, guint row, const char *column)
{
  const int c = dgmi_table_find(table, column);
  const char *text = c < 0 ? "" : dgmi_table_cell(table, row, (guint)c);
  double value = NAN;
  if (text[0] != '\0')
    g_assert_cmpint(dgmi_number_parse(text, strlen(text), &value), ==, DGMI_NUMBER_OK);
  return value;
}

static DgmiTable *read_table(const char *name)
{
  g_autofree char *file = golden_file(name, TRUE);
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  DgmiTable *table = dgmi_table_read(file, NULL, messages);
  g_assert_nonnull(table);
  return table;
}

static void assert_near(double x, double expected)
{
  g_assert_cmpfloat(relative_error(x, expected), <, TOLERANCE);
}

/* sapply(x, skew), sapply(x, kurt): type 2 of Joanes and Gill. */
static void test_moments(void)
{
  g_autoptr(DgmiTable) expected = read_table("skewness_kurtosis");
  g_auto(Computed) computed = compute_method(NULL, NULL);
  for (guint row = 0; row < dgmi_table_n_rows(expected); row++)
  {
    const guint node = node_of_code(&computed, dgmi_table_cell(expected, row, 0));
    const DgmiMoments moments =
        dgmi_moments(treated_column(&computed, node), dgmi_dataset_n_units(computed.dataset));
    assert_near(moments.skewness, cell(expected, row, "skewness"));
    assert_near(moments.kurtosis, cell(expected, row, "kurtosis"));
  }
}

/* Treat()$Dets_Table: how many points were winsorised, and what that and the logarithm left. */
static void test_details(gconstpointer data)
{
  const guint limit = GPOINTER_TO_UINT(data);
  g_autofree char *name = g_strdup_printf("treated_winsor_%u_details", limit);
  g_autofree char *jrc_text = g_strdup_printf("jrc:%u", limit);
  g_autofree char *winsor_text = g_strdup_printf("winsor:%u", limit);
  g_autoptr(DgmiTable) expected = read_table(name);
  g_auto(Computed) jrc = compute_method("treat", jrc_text);
  g_auto(Computed) winsor = compute_method("treat", winsor_text);
  for (guint row = 0; row < dgmi_table_n_rows(expected); row++)
  {
    const guint node = node_of_code(&jrc, dgmi_table_cell(expected, row, 0));
    const DgmiTreatment *first = dgmi_result_treatment(winsor.result, node);
    const DgmiTreatment *last = dgmi_result_treatment(jrc.result, node);
    const double points = cell(expected, row, "winsorise.nwin");
    assert_near(first->before.skewness, cell(expected, row, "check_SkewKurt0.Skew"));
    assert_near(first->before.kurtosis, cell(expected, row, "check_SkewKurt0.Kurt"));
    g_assert_cmpuint(first->n_changed, ==, isnan(points) ? 0 : (guint)points);
    if (isnan(points))
      continue;
    assert_near(first->after.skewness, cell(expected, row, "check_SkewKurt1.Skew"));
    assert_near(first->after.kurtosis, cell(expected, row, "check_SkewKurt1.Kurt"));
    if (!isnan(cell(expected, row, "check_SkewKurt2.Skew")))
    {
      assert_near(last->after.skewness, cell(expected, row, "check_SkewKurt2.Skew"));
      assert_near(last->after.kurtosis, cell(expected, row, "check_SkewKurt2.Kurt"));
    }
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(goldens); i++)
  {
    g_autofree char *path = g_strconcat("/golden-treat/", goldens[i].file, NULL);
    g_test_add_data_func(path, &goldens[i], test_golden);
  }
  g_test_add_func("/golden-treat/moments", test_moments);
  g_test_add_data_func("/golden-treat/details-1", GUINT_TO_POINTER(1), test_details);
  g_test_add_data_func("/golden-treat/details-5", GUINT_TO_POINTER(5), test_details);
  g_test_add_data_func("/golden-treat/details-100", GUINT_TO_POINTER(100), test_details);
  return g_test_run();
}
