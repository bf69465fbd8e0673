/* Weightings: against R (tests/golden/README.md), published figures, plain second implementations
 * of their formulas, and what has to hold whatever the data. */
#include <math.h>

#include "datasets/csv/framework-table.h"
#include "datasets/csv/table.h"
#include "index/numbers/correlation.h"
#include "index/numbers/pca.h"
#include "indicators/base/text.h"
#include "tests/shared/computed.h"
#include "tests/shared/program.h"

#define CLOSE 1e-9 /* the project's bound for agreement with an independent implementation */

/* ---- Input ---- */

static char *golden_file(const char *name)
{
  g_autofree char *base = g_strconcat(name, ".csv", NULL);
  return g_test_build_filename(G_TEST_DIST, "golden", base, NULL);
}

static DgmiTable *golden_table(const char *name)
{
  g_autofree char *file = golden_file(name);
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  DgmiTable *table = dgmi_table_read(file, NULL, messages);
  ASSERT_SILENT(messages);
  return table;
}

static double cell(const DgmiTable *table, guint row, const char *column)
{
  double value = NAN;
  const char *text = dgmi_table_cell(table, row, (guint)dgmi_table_find(table, column));
  g_assert_cmpint(dgmi_number_parse(text, strlen(text), &value), ==, DGMI_NUMBER_OK);
  return value;
}

/* A data file under a framework, either of them golden or shipped; as compute(). */
static Computed compute_file(DgmiFramework *framework, const char *file, int year,
                             const char *const *settings)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  Computed computed = {.framework = framework};
  computed.definition = definition_of_settings(settings);
  computed.recipe = dgmi_recipe_new(computed.definition, computed.framework, messages);
  ASSERT_SILENT(messages);
  dgmi_recipe_set_solver(computed.recipe, dgmi_program_solve);
  const DgmiDatasetOptions options = {.framework = computed.framework, .year = year};
  computed.dataset = dgmi_dataset_read(file, &options, messages);
  g_assert_cmpuint(dgmi_messages_failures(messages), ==, 0);
  computed.result = dgmi_compute(computed.recipe, computed.dataset, &computed.error);
  g_assert_no_error(computed.error);
  return computed;
}

/* The golden data; complete, as there: missing cells get the column's mean. */
static Computed compute_golden(const char *weights)
{
  g_autofree char *indicators = golden_file("indicators"), *data = golden_file("data");
  /* "Index=optimised" is of one node. */
  const gboolean of_index = g_str_has_prefix(weights, "Index=");
  g_autofree char *setting = g_strconcat(of_index ? "method Index.weights=" : "method.weights=",
                                         weights + (of_index ? strlen("Index=") : 0), NULL);
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  DgmiFramework *framework = dgmi_framework_read(indicators, NULL, messages);
  ASSERT_SILENT(messages);
  return compute_file(framework, data, 0,
                      SETTINGS("method.normalise=minmax:0,100", "method.impute=mean", setting));
}

static double weight_of(const Computed *computed, const char *code)
{
  return dgmi_result_weights(computed->result)[node_of_code(computed, code)];
}

static void assert_no_warning(const Computed *computed)
{
  const GPtrArray *warnings = dgmi_result_warnings(computed->result);
  g_assert_cmpuint(warnings->len, ==, 0);
}

/* ---- Principal components ---- */

static void test_pc1(void)
{
  g_auto(Computed) computed = compute_golden("pc1");
  g_autoptr(DgmiTable) table = golden_table("pca_weights");
  g_assert_cmpuint(dgmi_table_n_rows(table), ==, 30);
  for (guint row = 0; row < 30; row++)
  {
    const double loading = cell(table, row, "Weight");
    g_assert_cmpfloat_with_epsilon(weight_of(&computed, dgmi_table_cell(table, row, 0)),
                                   loading * loading, CLOSE);
  }
}

static void test_eigenvalues(void)
{
  g_auto(Computed) computed = compute_golden("equal");
  g_autoptr(DgmiTable) table = golden_table("pca_eigenvalues");
  const guint n_units = dgmi_dataset_n_units(computed.dataset);
  for (guint first = 0; first < dgmi_table_n_rows(table); first += 5)
  {
    const DgmiNode *info = dgmi_framework_node(
        computed.framework, node_of_code(&computed, dgmi_table_cell(table, first, 0)));
    const double *column[5];
    const char *code[5];
    for (guint m = 0; m < 5; m++)
    {
      column[m] = dgmi_result_node(computed.result, info->members[m]);
      code[m] = dgmi_framework_node(computed.framework, info->members[m])->code;
    }
    g_autoptr(DgmiPca) pca = dgmi_pca_new(column, code, 5, n_units, NULL);
    for (guint k = 0; k < 5; k++)
      g_assert_cmpfloat_with_epsilon(pca->eigenvalue[k], cell(table, first + k, "eigenvalue"),
                                     CLOSE);
  }
}

/* R's varimax stops when its criterion gains less than 1e-14; of loadings that is 1e-7, of their
 * squares at an optimum again much less. */
#define VARIMAX_CLOSE 1e-7

/* Of a framework of one node, whose members the table names. */
static void assert_nicoletti(const char *data, const char *expected, const char *directions)
{
  g_autoptr(DgmiTable) table = golden_table(expected);
  g_autoptr(GString) text = g_string_new("Level,iCode,Parent,Direction,Type,Weight\n");
  for (guint row = 0; row < dgmi_table_n_rows(table); row++)
    g_string_append_printf(text, "1,%s,I,%s,Indicator,1\n", dgmi_table_cell(table, row, 0),
                           directions[row % strlen(directions)] == '-' ? "-1" : "1");
  g_string_append(text, "2,I,NA,1,Aggregate,1\n");
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autofree char *file = golden_file(data);
  g_auto(Computed) computed = compute_file(framework_of_text(text->str, messages), file, 0,
                                           SETTINGS("method.impute=mean", "method.weights=pca"));
  assert_no_warning(&computed);
  for (guint row = 0; row < dgmi_table_n_rows(table); row++)
    g_assert_cmpfloat_with_epsilon(weight_of(&computed, dgmi_table_cell(table, row, 0)),
                                   cell(table, row, "Weight"), VARIMAX_CLOSE);
}

static void test_nicoletti(void)
{
  /* Which way a column is turned makes no difference to squared loadings. */
  assert_nicoletti("data", "nicoletti_weights", "+++-+");
  assert_nicoletti("nicoletti_blocks", "nicoletti_blocks_weights", "+");
}

/* ---- Optimised ---- */

#define N_PILLARS 6

/* The correlations of the pillars with the index. */
static double find_importances(const Computed *computed, double *importance)
{
  const DgmiNode *root =
      dgmi_framework_node(computed->framework, dgmi_framework_root(computed->framework));
  double sum = 0;
  g_assert_cmpuint(root->n_members, ==, N_PILLARS);
  for (guint m = 0; m < N_PILLARS; m++)
    sum += importance[m] = dgmi_correlation_pearson(
        dgmi_result_node(computed->result, root->members[m]), dgmi_result_index(computed->result),
        dgmi_dataset_n_units(computed->dataset), NULL);
  return sum;
}

/* What COINr reports is of the weights it tried last: at its tolerance of 0.1 it stops with its
 * first simplex, whose last corner has the sixth of equal weights raised by a tenth. */
static void assert_same_importances(const char *correlations, gboolean shares)
{
  g_autoptr(DgmiTable) obtained = golden_table(correlations);
  g_auto(Computed) computed = compute_golden("P06=1.1");
  double importance[N_PILLARS];
  const double sum = find_importances(&computed, importance);
  for (guint m = 0; m < N_PILLARS; m++)
    g_assert_cmpfloat_with_epsilon(importance[m] / (shares ? sum : 1),
                                   cell(obtained, m, "Obtained"), CLOSE);
}

/* The golden data with the pillars' weights optimised, and what the correlations then are. */
static double optimise_pillars(const char *weights, double *importance)
{
  g_auto(Computed) computed = compute_golden(weights);
  assert_no_warning(&computed);
  return find_importances(&computed, importance);
}

static void test_balance(void)
{
  static const char correlations[] = "optimised_weights_balance_correlations";
  assert_same_importances(correlations, TRUE);
  g_autoptr(DgmiTable) table = golden_table(correlations);
  double ours[N_PILLARS], theirs[N_PILLARS], off = 0;
  const double sum = optimise_pillars("Index=optimised", ours);
  const double their_sum = optimise_pillars("P01=1.1", theirs); /* as OptWeight has them */
  for (guint m = 0; m < N_PILLARS; m++)
  {
    g_assert_cmpfloat_with_epsilon(cell(table, m, "OptWeight"), (m == 0 ? 1.1 : 1) / 6.1, CLOSE);
    g_assert_cmpfloat_with_epsilon(ours[m] / sum, cell(table, m, "Desired"), 1e-6);
    off = MAX(off, fabs(theirs[m] / their_sum - cell(table, m, "Desired")));
  }
  g_assert_cmpfloat(off, >, 1e-3); /* so ours is the better optimum */
}

static void test_infomax(void)
{
  static const char correlations[] = "optimised_weights_infomax_correlations";
  assert_same_importances(correlations, FALSE);
  double ours[N_PILLARS], theirs[N_PILLARS];
  g_assert_cmpfloat(optimise_pillars("Index=optimised:infomax", ours), >,
                    optimise_pillars("P01=1.1", theirs));
}

/* ---- Published and plain ---- */

/* EGDI 2022 from the published components, to four decimals; given with the task, computed with
 * NumPy. */
static const struct
{
  const char *method;
  double osi, tii, hci;
} EGDI_2022[] = {
    {"critic", .3753, .3274, .2973}, {"sd", .3462, .3694, .2844}, {"entropy", .3925, .4325, .1750}};

static const char egdi_framework[] = "Level,iCode,Parent,Direction,Type,Weight\n"
                                     "1,OSI,EGDI,1,Indicator,1\n"
                                     "1,TII,EGDI,1,Indicator,1\n"
                                     "1,HCI,EGDI,1,Indicator,1\n"
                                     "2,EGDI,NA,1,Aggregate,1\n";

static Computed compute_egdi(const char *weights)
{
  g_autofree char *file =
      g_test_build_filename(G_TEST_DIST, "../datasets/shipped/un-egdi.csv", NULL);
  g_autofree char *setting = g_strconcat("method.weights=", weights, NULL);
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  return compute_file(framework_of_text(egdi_framework, messages), file, 2022,
                      SETTINGS("method.normalise=none", setting));
}

static void test_egdi(void)
{
  for (guint i = 0; i < G_N_ELEMENTS(EGDI_2022); i++)
  {
    g_auto(Computed) computed = compute_egdi(EGDI_2022[i].method);
    g_assert_cmpfloat_with_epsilon(weight_of(&computed, "OSI"), EGDI_2022[i].osi, 5.1e-5);
    g_assert_cmpfloat_with_epsilon(weight_of(&computed, "TII"), EGDI_2022[i].tii, 5.1e-5);
    g_assert_cmpfloat_with_epsilon(weight_of(&computed, "HCI"), EGDI_2022[i].hci, 5.1e-5);
  }
}

#define MEMBERS 4
#define UNITS 25

typedef struct
{
  double x[MEMBERS][UNITS];
} DrawnColumns;

static void fill(DrawnColumns *c, double missing)
{
  for (guint m = 0; m < MEMBERS; m++)
    for (guint i = 0; i < UNITS; i++)
      c->x[m][i] = g_test_rand_double() < missing ? NAN : g_test_rand_double_range(0.1, 1 + m);
}

static Computed compute_columns(const DrawnColumns *c, const char *normalise, const char *weights)
{
  g_autoptr(GString) framework = g_string_new("Level,iCode,Parent,Direction,Type,Weight\n");
  g_autoptr(GString) data = g_string_new("uCode");
  for (guint m = 0; m < MEMBERS; m++)
  {
    g_string_append_printf(framework, "1,m%u,I,1,Indicator,1\n", m);
    g_string_append_printf(data, ",m%u", m);
  }
  g_string_append(framework, "2,I,NA,1,Aggregate,1\n");
  for (guint i = 0; i < UNITS; i++)
  {
    g_string_append_printf(data, "\nu%02u", i);
    for (guint m = 0; m < MEMBERS; m++)
    {
      char number[DGMI_NUMBER_SIZE];
      g_string_append_printf(data, ",%s",
                             isnan(c->x[m][i]) ? "" : dgmi_number_format(c->x[m][i], number));
    }
  }
  g_autofree char *first = g_strconcat("method.normalise=", normalise, NULL);
  g_autofree char *second = g_strconcat("method.weights=", weights, NULL);
  Computed computed = read_parts(framework->str, data->str, SETTINGS(first, second));
  dgmi_recipe_set_solver(computed.recipe, dgmi_program_solve);
  computed.result = dgmi_compute(computed.recipe, computed.dataset, &computed.error);
  return computed;
}

static double naive_entropy(const double *x)
{
  double sum = 0, n = 0, e = 0;
  for (guint i = 0; i < UNITS; i++)
    if (!isnan(x[i]))
      sum += x[i], n++;
  for (guint i = 0; i < UNITS; i++)
    if (!isnan(x[i]))
      e -= x[i] / sum * log(x[i] / sum);
  return 1 - e / log(n);
}

static double naive_sd(const double *x)
{
  double mean = 0, n = 0, squares = 0;
  for (guint i = 0; i < UNITS; i++)
    if (!isnan(x[i]))
      mean += x[i], n++;
  mean /= n;
  for (guint i = 0; i < UNITS; i++)
    if (!isnan(x[i]))
      squares += (x[i] - mean) * (x[i] - mean);
  return sqrt(squares / (n - 1));
}

static double naive_correlation(const double *x, const double *y)
{
  double sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0, n = 0;
  for (guint i = 0; i < UNITS; i++)
    if (!isnan(x[i]) && !isnan(y[i]))
    {
      sx += x[i], sy += y[i], n++;
      sxx += x[i] * x[i], syy += y[i] * y[i], sxy += x[i] * y[i];
    }
  return (n * sxy - sx * sy) / sqrt((n * sxx - sx * sx) * (n * syy - sy * sy));
}

static double naive_critic(const DrawnColumns *c, guint m)
{
  double sum = 0;
  for (guint k = 0; k < MEMBERS; k++)
    sum += 1 - naive_correlation(c->x[m], c->x[k]);
  return naive_sd(c->x[m]) * sum;
}

static void test_naive(void)
{
  static const char *const methods[] = {"entropy", "sd", "critic"};
  for (guint round = 0; round < 30; round++)
  {
    DrawnColumns c;
    fill(&c, round % 2 == 0 ? 0 : 0.15);
    for (guint k = 0; k < G_N_ELEMENTS(methods); k++)
    {
      g_auto(Computed) computed = compute_columns(&c, "none", methods[k]);
      double expected[MEMBERS], sum = 0;
      for (guint m = 0; m < MEMBERS; m++)
        sum += expected[m] = k == 0   ? naive_entropy(c.x[m])
                             : k == 1 ? naive_sd(c.x[m])
                                      : naive_critic(&c, m);
      for (guint m = 0; m < MEMBERS; m++)
      {
        const char code[] = {'m', (char)('0' + m), '\0'};
        g_assert_cmpfloat_with_epsilon(weight_of(&computed, code), expected[m] / sum, CLOSE);
      }
    }
  }
}

/* ---- What does not matter ---- */

static const char *const all[] = {"pca", "pc1", "entropy", "critic", "sd", "optimised", "bod"};

/* The simplex walks another way when sums are rounded otherwise; it ends within its width. */
static double slack_of(const char *method)
{
  return strcmp(method, "optimised") == 0 ? 1e-5 : CLOSE;
}

static void assert_same_weights(const DrawnColumns *a, const DrawnColumns *b)
{
  for (guint k = 0; k < G_N_ELEMENTS(all); k++)
  {
    g_auto(Computed) x = compute_columns(a, "minmax", all[k]);
    g_auto(Computed) y = compute_columns(b, "minmax", all[k]);
    g_assert_no_error(x.error);
    g_assert_no_error(y.error);
    double sum = 0;
    for (guint m = 0; m < MEMBERS; m++)
    {
      const char code[] = {'m', (char)('0' + m), '\0'};
      g_assert_cmpfloat_with_epsilon(weight_of(&x, code), weight_of(&y, code), slack_of(all[k]));
      sum += weight_of(&x, code);
    }
    g_assert_cmpfloat_with_epsilon(sum, 1, CLOSE);
  }
}

static void test_order_of_units(void)
{
  for (guint round = 0; round < 5; round++)
  {
    DrawnColumns a, b;
    fill(&a, round % 2 == 0 ? 0 : 0.05);
    for (guint m = 0; m < MEMBERS; m++)
      for (guint i = 0; i < UNITS; i++)
        b.x[m][i] = a.x[m][(i * 7 + 3) % UNITS];
    assert_same_weights(&a, &b);
  }
}

static void test_scale_of_columns(void)
{
  for (guint round = 0; round < 5; round++)
  {
    DrawnColumns a, b;
    fill(&a, round % 2 == 0 ? 0 : 0.05);
    for (guint m = 0; m < MEMBERS; m++)
      for (guint i = 0; i < UNITS; i++)
        b.x[m][i] = a.x[m][i] * (m == 1 ? 1e6 : 3) + (m == 2 ? 50 : 0);
    assert_same_weights(&a, &b);
  }
}

/* ---- By unit ---- */

static void test_bod(void)
{
  for (guint round = 0; round < 10; round++)
  {
    DrawnColumns c;
    fill(&c, round % 2 == 0 ? 0 : 0.1);
    g_auto(Computed) computed = compute_columns(&c, "minmax:1,100", "bod:0.05,0.6");
    g_assert_no_error(computed.error);
    assert_no_warning(&computed);
    const guint root = dgmi_framework_root(computed.framework);
    const DgmiMatrix *own = dgmi_result_unit_weights(computed.result, root);
    double best = 0, part[MEMBERS + 1];
    for (guint i = 0; i < UNITS; i++)
    {
      double sum = 0;
      if (isnan(score_at(&computed, "I", i))) /* it has no member at all */
        continue;
      for (guint m = 0; m < MEMBERS; m++)
      {
        const double x = dgmi_result_node(computed.result, m)[i];
        const double share = isnan(x) ? 0 : dgmi_matrix_column(own, m)[i] * x;
        sum += share;
        g_assert_true(isnan(x) || share >= 0.05 * score_at(&computed, "I", i) - CLOSE);
      }
      g_assert_cmpfloat_with_epsilon(sum, score_at(&computed, "I", i), CLOSE);
      best = MAX(best, sum);
      g_assert_true(dgmi_result_contributions(computed.result, i, part));
      g_assert_cmpfloat_with_epsilon(part[root], sum, CLOSE);
    }
    g_assert_cmpfloat_with_epsilon(best, 1, CLOSE);
  }
}

/* All units are judged by the weights that make one of them look best: no weights within the same
 * bounds of shares let it look better beside the best of all. */
static void test_revealed(void)
{
  g_auto(Computed) egdi = compute_egdi("model:SGP:revealed");
  g_auto(Computed) bod = compute_egdi("bod:0.1,0.6");
  const int unit = dgmi_dataset_find_unit(egdi.dataset, "SGP");
  double best = 0;
  for (guint i = 0; i < dgmi_dataset_n_units(egdi.dataset); i++)
    best = fmax(best, score_at(&egdi, "EGDI", i));
  g_assert_cmpfloat_with_epsilon(score_at(&egdi, "EGDI", (guint)unit) / best,
                                 score_at(&bod, "EGDI", (guint)unit), 1e-8);
  for (guint m = 0; m < 3; m++)
  {
    const double share = weight_of(&egdi, m == 0   ? "OSI"
                                          : m == 1 ? "TII"
                                                   : "HCI") *
                         dgmi_result_node(egdi.result, m)[unit] /
                         score_at(&egdi, "EGDI", (guint)unit);
    g_assert_cmpfloat(share, >=, 0.1 - CLOSE);
    g_assert_cmpfloat(share, <=, 0.6 + CLOSE);
  }
}

/* ---- What a recipe states ---- */

static const char two_levels[] = "Level,iCode,Parent,Direction,Type,Weight\n"
                                 "1,a,P,1,Indicator,1\n"
                                 "1,b,P,1,Indicator,3\n"
                                 "1,c,Q,1,Indicator,1\n"
                                 "1,d,Q,1,Indicator,0\n"
                                 "2,P,I,1,Aggregate,1\n"
                                 "2,Q,I,1,Aggregate,1\n"
                                 "3,I,NA,1,Aggregate,1\n";
static const char four_units[] = "uCode,a,b,c,d\nu,1,5,2,3\nv,2,1,9,3\nw,4,2,5,3\nx,3,9,1,3";

static void test_statements(void)
{
  g_auto(Computed) one =
      compute(two_levels, four_units,
              SETTINGS("method.normalise=none", "method.weights=sd", "method P.weights=a=1,b=2",
                       "method I.weights=ratings:P=7,Q=3"));
  g_assert_cmpfloat(weight_of(&one, "b"), ==, 2);
  g_assert_cmpfloat(weight_of(&one, "c"), ==, 1); /* its only weight above 0 */
  g_assert_cmpfloat(weight_of(&one, "d"), ==, 0);
  g_assert_cmpfloat_with_epsilon(weight_of(&one, "P"), 0.7, 1e-15);
  g_assert_false(dgmi_result_has_derived_weights(one.result, node_of_code(&one, "P")));
  g_auto(Computed) other = compute(
      two_levels, four_units,
      SETTINGS("method.normalise=none", "method P.weights=equal", "method Q.weights=equal"));
  g_assert_cmpfloat(weight_of(&other, "b"), ==, 1);
  g_assert_cmpfloat(weight_of(&other, "d"), ==, 1);
}

static void assert_refused(const char *setting, const char *message)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiFramework) framework = framework_of_text(two_levels, messages);
  g_autoptr(DgmiDefinition) definition = definition_of_settings(SETTINGS(setting));
  g_autoptr(DgmiRecipe) recipe = dgmi_recipe_new(definition, framework, messages);
  g_assert_null(recipe);
  g_assert_cmpstr(dgmi_messages_get(messages, 0)->text, ==, message);
}

static void test_refused(void)
{
  assert_refused("method P.weights=c=1", "'c' is no member of 'P'");
  assert_refused("method a.weights=equal", "'a' is no aggregate, so it has no 'weights'");
  assert_refused("method.weights=ratings:a=1",
                 "'b' has no rating; rate all members of 'P' (0 leaves one out)");
  assert_refused("method.weights=ratings:a=0,b=0",
                 "the weights of the members of 'P' sum to 0; give at least one a weight above 0");
  assert_refused("method.weights=bod:0.5,0.2",
                 "'bod:0.5,0.2': the lower end must not be above the upper end; write bod[:LO,HI]");
  assert_refused("method.weights=ahp:f.csv",
                 "the weights 'ahp:f.csv' stand in a file; give them as CODE=W,…");
}

/* ---- Data that are not enough ---- */

static char *fault_of(const char *data, const char *weights)
{
  g_autofree char *setting = g_strconcat("method I.weights=", weights, NULL);
  static const char framework[] = "Level,iCode,Parent,Direction,Type,Weight\n"
                                  "1,a,I,1,Indicator,1\n1,b,I,1,Indicator,1\n"
                                  "2,I,NA,1,Aggregate,1\n";
  g_auto(Computed) computed =
      try_compute(framework, data, SETTINGS("method.normalise=none", setting));
  return g_strdup(computed.error == NULL ? "none" : computed.error->message);
}

static void assert_fault(const char *data, const char *weights, const char *part)
{
  g_autofree char *fault = fault_of(data, weights);
  if (strstr(fault, part) == NULL)
    g_error("%s: '%s' is not in: %s", weights, part, fault);
  g_assert_nonnull(strstr(fault, "--weights I=equal"));
}

static void test_not_enough(void)
{
  static const char *const by_correlation[] = {"pca", "pc1", "critic", "optimised"};
  for (guint i = 0; i < G_N_ELEMENTS(by_correlation); i++)
  {
    assert_fault("uCode,a,b\nu,1,2\nv,3,2\nw,5,2\nx,4,2", by_correlation[i], "b");
    assert_fault("uCode,a,b\nu,1,\nv,,2", by_correlation[i], "");
    assert_fault("uCode,a,b\nu,1,2", by_correlation[i], "");
  }
  assert_fault("uCode,a,b\nu,1,-2\nv,3,2", "entropy", "b has values below 0");
  assert_fault("uCode,a,b\nu,1,2\nv,3,", "entropy", "b has a value in one unit only");
  assert_fault("uCode,a,b\nu,1,\nv,3,", "sd", "b has a value in no unit");
  assert_fault("uCode,a,b\nu,1,0\nv,3,0", "entropy", "b is 0 in every unit");
  assert_fault("uCode,a,b\nu,1,2\nv,1,2", "entropy", "no member gets a weight above 0");
  assert_fault("uCode,a,b\nu,1,2\nv,1,2", "sd", "no member gets a weight above 0");
  assert_fault("uCode,a,b\nu,1,2\nv,1,2", "model:z:revealed", "there is no unit 'z'");
}

/* Stated for the whole index, what cannot be done at one node is told and the rest is done; where
 * none can be done it is an error all the same. */
static void test_keeps_stated(void)
{
  g_auto(Computed) one = compute(two_levels, "uCode,a,b,c,d\nu,1,5,2,3\nv,2,5,9,3\nw,4,5,5,3",
                                 SETTINGS("method.normalise=none", "method.weights=critic"));
  g_assert_cmpfloat(weight_of(&one, "b"), ==, 3);
  g_assert_cmpfloat_with_epsilon(weight_of(&one, "P") + weight_of(&one, "Q"), 1, CLOSE);
  g_autofree char *said = dgmi_sentence_text(dgmi_result_warnings(one.result)->pdata[0], NULL);
  g_assert_cmpstr(said, ==,
                  "'P' has no critic weights: b has the same value in every unit. A way out: other "
                  "weights for it, such as --weights P=equal; it keeps the weights of its "
                  "framework");
  g_auto(Computed) none = try_compute(two_levels, "uCode,a,b,c,d\nu,1,5,2,3\nv,1,5,2,3\nw,1,5,2,3",
                                      SETTINGS("method.normalise=none", "method.weights=critic"));
  g_assert_error(none.error, DGMI_ERROR, DGMI_ERROR_DATA);
}

/* Values at the ends of what a double holds. */
static void test_extremes(void)
{
  static const char *const data[] = {"uCode,a,b\nu,1e300,2e300\nv,3e299,1e300\nw,1e299,3e300",
                                     "uCode,a,b\nu,1e-300,2e300\nv,3e-300,1e300\nw,2e-300,3e300"};
  for (guint d = 0; d < G_N_ELEMENTS(data); d++)
    for (guint k = 0; k < G_N_ELEMENTS(all); k++)
    {
      g_autofree char *fault = strcmp(all[k], "bod") == 0 ? NULL : fault_of(data[d], all[k]);
      g_assert_true(fault == NULL || strcmp(fault, "none") == 0 ||
                    strstr(fault, "--weights") != NULL);
    }
}

TEST_PROGRAM({"/weigh/pc1", test_pc1}, {"/weigh/eigenvalues", test_eigenvalues},
             {"/weigh/nicoletti", test_nicoletti}, {"/weigh/balance", test_balance},
             {"/weigh/infomax", test_infomax}, {"/weigh/egdi", test_egdi},
             {"/weigh/naive", test_naive}, {"/weigh/order-of-units", test_order_of_units},
             {"/weigh/scale-of-columns", test_scale_of_columns}, {"/weigh/bod", test_bod},
             {"/weigh/revealed", test_revealed}, {"/weigh/statements", test_statements},
             {"/weigh/refused", test_refused}, {"/weigh/not-enough", test_not_enough},
             {"/weigh/keeps-stated", test_keeps_stated}, {"/weigh/extremes", test_extremes})
