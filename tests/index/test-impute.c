/* Imputation: closed forms, naive second implementations, properties, what is refused; and the
 * steps before it, denominating and screening. */
#include <gsl/gsl_errno.h>
#include <math.h>

#include "indicators/base/text.h"
#include "tests/shared/computed.h"

#define FRAMEWORK                                                                                  \
  "Level,iCode,Parent,Direction,Type,Weight\n"                                                     \
  "1,a,P,1,Indicator,1\n"                                                                          \
  "1,b,P,1,Indicator,1\n"                                                                          \
  "1,c,P,-1,Indicator,1\n"                                                                         \
  "2,P,NA,1,Aggregate,1\n"

static const char *const all_methods[] = {
    "constant:4",     "mean",       "median",     "group-mean:G",
    "group-median:G", "row-mean",   "regression", "regression:b",
    "knn:3",          "hot-deck:G", "em"};

static Computed try_impute(const char *data, const char *method, const DgmiInputs *inputs)
{
  g_autofree char *setting = g_strconcat("method.impute=", method, NULL);
  Computed computed = read_parts(FRAMEWORK, data, SETTINGS("method.normalise=none", setting));
  computed.result = dgmi_compute_with(computed.recipe, computed.dataset, inputs, &computed.error);
  return computed;
}

static Computed impute(const char *data, const char *method)
{
  Computed computed = try_impute(data, method, NULL);
  g_assert_no_error(computed.error);
  return computed;
}

static double value_at(const Computed *computed, const char *code, const char *unit)
{
  const guint column = dgmi_result_node_column(computed->result, node_of_code(computed, code));
  const DgmiMatrix *imputed = dgmi_result_stage(computed->result, DGMI_STAGE_IMPUTED);
  return dgmi_matrix_column(imputed, column)[dgmi_dataset_find_unit(computed->dataset, unit)];
}

static void assert_near(double x, double expected)
{
  g_assert_cmpfloat(fabs(x - expected), <=, 1e-9 * MAX(fabs(x), fabs(expected)));
}

static void assert_value(const char *data, const char *method, const char *code, const char *unit,
                         double expected)
{
  g_auto(Computed) computed = impute(data, method);
  assert_near(value_at(&computed, code, unit), expected);
}

/* ---- Closed forms ---- */

#define TABLE                                                                                      \
  "uCode,G,a,b,c\n"                                                                                \
  "U1,x,1,2,10\n"                                                                                  \
  "U2,x,2,3,20\n"                                                                                  \
  "U3,x,6,7,50\n"                                                                                  \
  "U4,y,NA,5,20\n"                                                                                 \
  "U5,y,5,9,40\n"

static void test_columns(void)
{
  assert_value(TABLE, "constant:-2.5", "a", "U4", -2.5);
  assert_value(TABLE, "mean", "a", "U4", 14.0 / 4);
  assert_value(TABLE, "median", "a", "U4", 3.5);
  assert_value(TABLE, "group-mean:G", "a", "U4", 5);
  assert_value(TABLE, "group-median:G", "a", "U4", 5);
  assert_value(TABLE, "hot-deck:G", "a", "U4", 5); /* the only donor */
  assert_value(TABLE, "knn:1", "a", "U4", 2);      /* U2: (2/7, 0) away */
  /* b is at 3/7, c (less is better) at 3/4 of its range; a runs from 1 to 6. */
  assert_value(TABLE, "row-mean", "a", "U4", 1 + 5 * (3.0 / 7 + 3.0 / 4) / 2);
}

/* Least squares of a on b by its formula; and, since what is missing is one column of two, the
 * maximum likelihood of the normal distribution is the same line (Anderson, 1957). */
static void test_line(void)
{
  double sum_b = 21, sum_a = 14, products = 2 + 6 + 42 + 45, squares = 4 + 9 + 49 + 81;
  const double slope = (products - sum_a * sum_b / 4) / (squares - sum_b * sum_b / 4);
  const double expected = sum_a / 4 + slope * (5 - sum_b / 4);
  assert_value(TABLE, "regression:b", "a", "U4", expected);
  assert_value("uCode,G,a,b,c\nU1,x,1,2,1\nU2,x,2,3,1\nU3,x,6,7,1\nU4,y,NA,5,1\nU5,y,5,9,1\n", "em",
               "a", "U4", expected);
}

/* ---- Years ---- */

static DgmiDataset *dataset_of_year(const Computed *computed, const char *text, int year)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  const DgmiDatasetOptions options = {.framework = computed->framework, .year = year};
  DgmiDataset *dataset = dgmi_dataset_read_text(text, strlen(text), "t.csv", &options, messages);
  g_assert_nonnull(dataset);
  return dataset;
}

#define PANEL                                                                                      \
  "uCode,Time,a,b,c\n"                                                                             \
  "U1,2010,1,1,1\nU2,2010,2,2,2\n"                                                                 \
  "U1,2012,NA,2,1\nU2,2012,4,1,2\n"                                                                \
  "U1,2015,NA,2,1\nU2,2015,NA,1,2\n"                                                               \
  "U1,2020,11,2,1\nU2,2020,NA,1,20\n"

typedef struct
{
  Computed computed;
  DgmiDataset *others[3];
} YearPanel;

static void panel_clear(YearPanel *panel)
{
  computed_clear(&panel->computed);
  for (guint i = 0; i < 3; i++)
    dgmi_dataset_unref(panel->others[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(YearPanel, panel_clear)

/* The index of 2015 with the other years at hand, in no order. */
static YearPanel compute_2015(const char *const *settings)
{
  static const int years[] = {2020, 2010, 2012};
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  YearPanel panel = {0};
  Computed *computed = &panel.computed;
  computed->framework = framework_of_text(FRAMEWORK, messages);
  computed->definition = definition_of_settings(settings);
  computed->recipe = dgmi_recipe_new(computed->definition, computed->framework, messages);
  ASSERT_SILENT(messages);
  computed->dataset = dataset_of_year(computed, PANEL, 2015);
  for (guint i = 0; i < 3; i++)
    panel.others[i] = dataset_of_year(computed, PANEL, years[i]);
  const DgmiInputs inputs = {.other_years = (const DgmiDataset *const *)panel.others,
                             .n_other_years = 3};
  computed->result =
      dgmi_compute_with(computed->recipe, computed->dataset, &inputs, &computed->error);
  g_assert_no_error(computed->error);
  return panel;
}

static void test_linear(void)
{
  g_auto(YearPanel) panel = compute_2015(SETTINGS("method.impute=linear", "method.normalise=none"));
  assert_near(value_at(&panel.computed, "a", "U1"), 6); /* halfway from 1 in 2010 to 11 in 2020 */
  g_assert_true(isnan(value_at(&panel.computed, "a", "U2"))); /* nothing after: no extrapolation */
  g_assert_cmpuint(dgmi_result_warnings(panel.computed.result)->len, ==, 1);
  g_assert_cmpuint(dgmi_result_imputed(panel.computed.result)->len, ==, 1);
}

static void test_locf(void)
{
  g_auto(YearPanel) near = compute_2015(SETTINGS("method.impute=locf:3", "method.normalise=none"));
  g_assert_true(isnan(value_at(&near.computed, "a", "U1"))); /* five years back */
  assert_near(value_at(&near.computed, "a", "U2"), 4);
  g_auto(YearPanel) far = compute_2015(SETTINGS("method.impute=locf:5", "method.normalise=none"));
  assert_near(value_at(&far.computed, "a", "U1"), 1);
  const DgmiImputedCell *cell =
      dgmi_result_imputed_cell(far.computed.result, node_of_code(&far.computed, "a"),
                               (guint)dgmi_dataset_find_unit(far.computed.dataset, "U1"));
  g_autofree char *detail = dgmi_sentence_text(cell->detail, NULL);
  g_assert_cmpstr(detail, ==, "2010");
}

/* The range is that of all years; ranks and scores are of the year. */
static void test_over_years(void)
{
  g_auto(YearPanel) panel = compute_2015(SETTINGS("method.over_years=yes", "method.impute=locf:9"));
  const Computed *computed = &panel.computed;
  const guint unit = (guint)dgmi_dataset_find_unit(computed->dataset, "U2");
  assert_near(score_at(computed, "a", unit), (4.0 - 1) / (11 - 1));
  assert_near(score_at(computed, "c", unit), (20.0 - 2) / (20 - 1));
  guint n;
  g_autofree guint *order = dgmi_result_order(computed->result, &n);
  g_assert_cmpuint(n, ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpfloat(dgmi_result_rank(computed->result)[order[i]], ==, i + 1);
}

/* ---- Tables ---- */

static void test_file(void)
{
  g_autoptr(DgmiProxies) proxies = dgmi_proxies_new("p.csv");
  g_assert_true(dgmi_proxies_add(proxies, "u4", "A", 0, 8, "Eurostat"));
  g_assert_false(dgmi_proxies_add(proxies, "U4", "a", 0, 9, NULL));
  const DgmiProxies *all[] = {proxies};
  const DgmiInputs inputs = {.proxies = all, .n_proxies = 1};
  g_auto(Computed) computed = try_impute(TABLE, "file:p.csv", &inputs);
  g_assert_no_error(computed.error);
  assert_near(value_at(&computed, "a", "U4"), 8);
  const DgmiImputedCell *cell =
      &g_array_index(dgmi_result_imputed(computed.result), DgmiImputedCell, 0);
  g_autofree char *detail = dgmi_sentence_text(cell->detail, NULL);
  g_assert_cmpstr(detail, ==, "Eurostat");
}

/* ---- Random tables ---- */

#define UNITS 40

/* Three columns that belong together, each with gaps. */
static void make_columns(double x[3][UNITS])
{
  for (guint i = 0; i < UNITS; i++)
  {
    const double common = g_test_rand_double_range(-1, 1);
    for (guint c = 0; c < 3; c++)
      x[c][i] = g_test_rand_int_range(0, 8) == 0 && i > 5
                    ? NAN
                    : (c == 2 ? -1 : 1) * common + g_test_rand_double_range(-.5, .5) + 4 + c;
  }
}

/* As a table, units in the order i·step + 3, values times `factor`. */
static char *table_of(double x[3][UNITS], guint step, double factor)
{
  GString *text = g_string_new("uCode,G,a,b,c\n");
  for (guint k = 0; k < UNITS; k++)
  {
    const guint i = (k * step + 3) % UNITS;
    g_string_append_printf(text, "U%02u,%s", i, i % 3 == 0 ? "x" : "y");
    for (guint c = 0; c < 3; c++)
    {
      char number[DGMI_NUMBER_SIZE];
      g_string_append_printf(text, ",%s", dgmi_number_format(x[c][i] * factor, number));
    }
    g_string_append_c(text, '\n');
  }
  return g_string_free(text, FALSE);
}

static void assert_same_values(const Computed *one, const Computed *other, double factor)
{
  static const char *const codes[] = {"a", "b", "c"};
  for (guint i = 0; i < UNITS; i++)
    for (guint c = 0; c < 3; c++)
    {
      g_autofree char *unit = g_strdup_printf("U%02u", i);
      const double x = value_at(one, codes[c], unit), y = value_at(other, codes[c], unit);
      g_assert_true((isnan(x) && isnan(y)) || fabs(x * factor - y) <= 1e-8 * fabs(y));
    }
}

static void test_order(void)
{
  for (gsize m = 0; m < G_N_ELEMENTS(all_methods); m++)
  {
    double x[3][UNITS];
    make_columns(x);
    g_autofree char *table = table_of(x, 1, 1), *turned = table_of(x, 7, 1);
    g_auto(Computed) one = impute(table, all_methods[m]), other = impute(turned, all_methods[m]);
    assert_same_values(&one, &other, 1);
  }
}

/* A column measured in another unit is filled in that unit, up to the ends of the double range. */
static void test_magnitudes(void)
{
  static const double factors[] = {1e-300, 1e300};
  for (gsize m = 1; m < G_N_ELEMENTS(all_methods); m++)
    for (gsize f = 0; f < G_N_ELEMENTS(factors); f++)
    {
      double x[3][UNITS];
      make_columns(x);
      g_autofree char *table = table_of(x, 1, 1), *scaled = table_of(x, 1, factors[f]);
      g_auto(Computed) one = impute(table, all_methods[m]);
      g_auto(Computed) other = impute(scaled, all_methods[m]);
      assert_same_values(&one, &other, factors[f]);
    }
}

/* The mean of the K nearest, by sorting all distances. */
static double naive_neighbours(double x[3][UNITS], guint column, guint unit, guint k)
{
  gboolean used[UNITS] = {FALSE};
  double low[3], high[3], sum = 0;
  for (guint c = 0; c < 3; c++)
  {
    low[c] = INFINITY;
    high[c] = -INFINITY;
    for (guint i = 0; i < UNITS; i++)
    {
      low[c] = isnan(x[c][i]) ? low[c] : MIN(low[c], x[c][i]);
      high[c] = isnan(x[c][i]) ? high[c] : MAX(high[c], x[c][i]);
    }
  }
  for (guint drawn = 0; drawn < k; drawn++)
  {
    double nearest = INFINITY;
    guint best = 0;
    for (guint i = 0; i < UNITS; i++)
    {
      double squares = 0, n = 0;
      for (guint c = 0; c < 3; c++)
        if (c != column && !isnan(x[c][i]) && !isnan(x[c][unit]))
        {
          squares += pow((x[c][i] - x[c][unit]) / (high[c] - low[c]), 2);
          n++;
        }
      if (!used[i] && !isnan(x[column][i]) && n > 0 && sqrt(squares / n) < nearest)
      {
        nearest = sqrt(squares / n);
        best = i;
      }
    }
    used[best] = TRUE;
    sum += x[column][best];
  }
  return sum / k;
}

static void test_neighbours(void)
{
  static const char *const codes[] = {"a", "b", "c"};
  double x[3][UNITS];
  make_columns(x);
  g_autofree char *table = table_of(x, 1, 1);
  g_auto(Computed) computed = impute(table, "knn:4");
  for (guint i = 0; i < UNITS; i++)
    for (guint c = 0; c < 3; c++)
    {
      g_autofree char *unit = g_strdup_printf("U%02u", i);
      const gboolean has_other = !isnan(x[(c + 1) % 3][i]) || !isnan(x[(c + 2) % 3][i]);
      if (isnan(x[c][i]) && has_other)
        assert_near(value_at(&computed, codes[c], unit), naive_neighbours(x, c, i, 4));
    }
}

/* Least squares of a on b and c by the normal equations of deviations from the mean. */
static double naive_regression(double x[3][UNITS], guint unit)
{
  double mean[3] = {0}, s[3][3] = {{0}}, n = 0;
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < UNITS; i++)
    {
      if (isnan(x[0][i]) || isnan(x[1][i]) || isnan(x[2][i]))
        continue;
      n += pass == 0;
      for (guint c = 0; c < 3; c++)
      {
        mean[c] += pass == 0 ? x[c][i] : 0;
        for (guint d = 0; d < 3 && pass == 1; d++)
          s[c][d] += (x[c][i] - mean[c] / n) * (x[d][i] - mean[d] / n);
      }
    }
  const double determinant = s[1][1] * s[2][2] - s[1][2] * s[1][2];
  const double on_b = (s[0][1] * s[2][2] - s[0][2] * s[1][2]) / determinant;
  const double on_c = (s[0][2] * s[1][1] - s[0][1] * s[1][2]) / determinant;
  return mean[0] / n + on_b * (x[1][unit] - mean[1] / n) + on_c * (x[2][unit] - mean[2] / n);
}

static void test_regression(void)
{
  double x[3][UNITS];
  make_columns(x);
  g_autofree char *table = table_of(x, 1, 1);
  g_auto(Computed) computed = impute(table, "regression");
  for (guint i = 0; i < UNITS; i++)
    if (isnan(x[0][i]) && !isnan(x[1][i]) && !isnan(x[2][i]))
    {
      g_autofree char *unit = g_strdup_printf("U%02u", i);
      assert_near(value_at(&computed, "a", unit), naive_regression(x, i));
    }
}

/* What the algorithm converged to is a maximum: with only a's gaps left (b and c complete), the
 * conditional mean is the regression line. */
static void test_monotone(void)
{
  double x[3][UNITS];
  make_columns(x);
  for (guint i = 0; i < UNITS; i++)
  {
    x[1][i] = isnan(x[1][i]) ? 4.5 + i * 0.01 : x[1][i];
    x[2][i] = isnan(x[2][i]) ? 6.5 - i * 0.02 : x[2][i];
  }
  g_autofree char *table = table_of(x, 1, 1);
  g_auto(Computed) computed = impute(table, "em"), line = impute(table, "regression");
  assert_same_values(&computed, &line, 1);
}

/* ---- What cannot be done ---- */

static void assert_refused(const char *data, const char *method, const char *beginning)
{
  g_auto(Computed) computed = try_impute(data, method, NULL);
  g_assert_null(computed.result);
  if (!g_str_has_prefix(computed.error->message, beginning))
    g_error("%s: %s", method, computed.error->message);
}

static void test_refusals(void)
{
  static const char empty[] = "uCode,G,a,b,c\nU1,x,NA,2,1\nU2,x,NA,3,2\nU3,y,NA,7,4\n";
  for (gsize m = 1; m < G_N_ELEMENTS(all_methods); m++)
    assert_refused(empty, all_methods[m], "'a' has no values, so impute=");
  assert_refused(TABLE, "group-mean:H", "there is no column 'H' to group by");
  assert_refused(TABLE, "locf:2", "impute=locf fills from other years");
  assert_refused(TABLE, "linear", "impute=linear fills from other years");
  assert_refused(TABLE, "file:q.csv", "the table of impute=file:q.csv was not read");
  assert_refused("uCode,G,a,b,c\nU1,x,1,2,3\nU2,x,NA,3,2\n", "regression",
                 "'a' of U2 cannot be regressed on 2 indicators: only 1 units");
  assert_refused("uCode,G,a,b,c\nU1,x,1,2,3\nU2,x,NA,3,2\n", "em",
                 "impute=em needs more units than indicators");
  assert_refused("uCode,G,a,b,c\nU1,x,1,2,4\nU2,x,NA,3,6\nU3,x,2,5,10\nU4,x,4,4,8\nU5,x,1,1,2\n",
                 "em", "impute=em: 'c' is a linear combination");
}

/* A group without values, a unit without a group or without anything. */
static void test_fallbacks(void)
{
  static const char data[] = "uCode,G,a,b,c\nU1,x,1,2,10\nU2,x,3,3,20\nU3,y,NA,7,50\nU4,NA,NA,5,2\n"
                             "U5,x,NA,NA,NA\n";
  static const char *const by_group[] = {"group-mean:G", "group-median:G"};
  for (guint i = 0; i < G_N_ELEMENTS(by_group); i++)
  {
    g_auto(Computed) computed = impute(data, by_group[i]);
    assert_near(value_at(&computed, "a", "U3"), 2);
    assert_near(value_at(&computed, "a", "U4"), 2);
    const GPtrArray *warnings = dgmi_result_warnings(computed.result);
    g_assert_cmpuint(warnings->len, ==, 1);
    g_autofree char *said = dgmi_sentence_text(warnings->pdata[0], NULL);
    g_assert_nonnull(strstr(said, "for 2 units (U3, U4)"));
  }
  static const char *const from_row[] = {"row-mean", "regression:b", "knn:2"};
  for (guint i = 0; i < G_N_ELEMENTS(from_row); i++)
  {
    g_auto(Computed) computed = impute(data, from_row[i]);
    g_assert_true(isnan(value_at(&computed, "a", "U5")));
    g_assert_cmpuint(dgmi_result_warnings(computed.result)->len, >=, 1);
  }
}

/* ---- Screening and denominating ---- */

static void test_screen(void)
{
  static const char data[] = "uCode,G,a,b,c\nU1,x,1,2,10\nU2,x,3,3,20\nU3,y,NA,NA,50\n";
  g_auto(Computed) dropped =
      compute(FRAMEWORK, data, SETTINGS("method.available=0.5", "method.impute=mean"));
  g_assert_true(dgmi_result_is_dropped(dropped.result, 2));
  g_assert_true(isnan(value_at(&dropped, "a", "U3"))); /* nothing is filled for it */
  g_assert_cmpuint(dgmi_result_imputed(dropped.result)->len, ==, 0);
  g_auto(Computed) flagged =
      compute(FRAMEWORK, data,
              SETTINGS("method.available=0.5", "method.available_flag=yes", "method.impute=mean"));
  g_assert_false(dgmi_result_is_dropped(flagged.result, 2));
  g_assert_true(dgmi_result_is_sparse(flagged.result, 2));
  assert_near(value_at(&flagged, "a", "U3"), 2);
}

#define PER_HEAD                                                                                   \
  "Level,iCode,Parent,Direction,Type,Weight,Denominator,scale_factor\n"                            \
  "1,a,P,1,Indicator,1,pop,1000\n"                                                                 \
  "1,b,P,1,Indicator,1,,\n"                                                                        \
  "NA,pop,NA,1,Denominator,1,,\n"                                                                  \
  "2,P,NA,1,Aggregate,1,,\n"

static void test_denominate(void)
{
  g_auto(Computed) computed = compute(PER_HEAD, "uCode,a,b,pop\nU1,3,1,10\nU2,NA,2,20\nU3,5,3,NA\n",
                                      SETTINGS("method.denominate=yes", "method.normalise=none"));
  const DgmiMatrix *matrix = dgmi_result_stage(computed.result, DGMI_STAGE_DENOMINATED);
  assert_near(matrix->values[0], 300);
  g_assert_true(isnan(matrix->values[1]) && isnan(matrix->values[2]));
  assert_near(dgmi_matrix_column(matrix, 1)[1], 2);
  g_auto(Computed) zero = try_compute(PER_HEAD, "uCode,a,b,pop\nU1,3,1,10\nU2,1,2,0\n",
                                      SETTINGS("method.denominate=yes"));
  g_assert_true(g_str_has_prefix(
      zero.error->message, "'a' of U2 cannot be divided by its denominator 'pop', which is 0"));
  g_auto(Computed) none = try_compute(FRAMEWORK, TABLE, SETTINGS("method.denominate=yes"));
  g_assert_true(g_str_has_prefix(none.error->message, "denominate has nothing to divide"));
}

/* By node: the pillar's indicators, and one of them otherwise. */
static void test_by_node(void)
{
  g_auto(Computed) computed = compute(FRAMEWORK, "uCode,a,b,c\nU1,1,2,3\nU2,5,6,7\nU3,NA,NA,NA\n",
                                      SETTINGS("method.impute=constant:9", "method b.impute=none",
                                               "method P.impute=mean", "method.normalise=none"));
  assert_near(value_at(&computed, "a", "U3"), 3);
  g_assert_true(isnan(value_at(&computed, "b", "U3")));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  gsl_set_error_handler_off();
  g_test_add_func("/impute/columns", test_columns);
  g_test_add_func("/impute/line", test_line);
  g_test_add_func("/impute/linear", test_linear);
  g_test_add_func("/impute/locf", test_locf);
  g_test_add_func("/impute/over-years", test_over_years);
  g_test_add_func("/impute/file", test_file);
  g_test_add_func("/impute/order", test_order);
  g_test_add_func("/impute/magnitudes", test_magnitudes);
  g_test_add_func("/impute/neighbours", test_neighbours);
  g_test_add_func("/impute/regression", test_regression);
  g_test_add_func("/impute/monotone", test_monotone);
  g_test_add_func("/impute/refusals", test_refusals);
  g_test_add_func("/impute/fallbacks", test_fallbacks);
  g_test_add_func("/impute/screen", test_screen);
  g_test_add_func("/impute/denominate", test_denominate);
  g_test_add_func("/impute/by-node", test_by_node);
  return g_test_run();
}
