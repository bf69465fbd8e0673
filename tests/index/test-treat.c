/* Treatments of outliers and skewness: closed forms, brute force, properties, what is refused. */
#include <gsl/gsl_errno.h>
#include <math.h>

#include "index/methods/method.h"
#include "index/numbers/moments.h"
#include "tests/shared/said.h"

static const char *const all_methods[] = {
    "winsor",     "jrc",    "log-ct",      "log-ct-plus", "log", "log10", "log-gii",
    "boxcox:0.3", "boxcox", "yeo-johnson", "trim:0.1",    "iqr", "mad",   "cap:2,30"};

static gboolean try_treat(const char *text, const double *x, gsize n, double *out, GError **error)
{
  static const DgmiNode node = {.code = "x", .direction = 1};
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiSentence) said = NULL;
  DgmiMethod method;
  const gboolean known = dgmi_method_parse(text, DGMI_METHOD_TREAT, &method, NULL, messages);
  ASSERT_SILENT(messages);
  g_assert_true(known);
  DgmiColumn column = {.x = x, .n = n, .node = &node, .direction = 1};
  const gboolean ok = dgmi_treat(&method, &column, out, &said, error);
  g_assert_true(!ok || said != NULL);
  return ok;
}

static void treat(const char *text, const double *x, gsize n, double *out)
{
  g_autoptr(GError) error = NULL;
  try_treat(text, x, n, out, &error);
  g_assert_no_error(error);
}

static void assert_near(double x, double expected)
{
  g_assert_cmpfloat(fabs(x - expected), <=, 1e-12 * MAX(fabs(x), fabs(expected)));
}

static void assert_all(const char *text, const double *x, const double *expected, gsize n)
{
  g_autofree double *out = g_new(double, n);
  treat(text, x, n, out);
  for (gsize i = 0; i < n; i++)
    assert_near(out[i], expected[i]);
}

/* A column of 1 to 9 and 100. Quantiles from R: quantile(x, c(.1, .9)) is 1.9, 18.1; quantile(x,
 * c(.25, .75)) is 3.25, 7.75; mad(x) is 3.7065. */
static void test_bounds(void)
{
  const double x[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 100};
  assert_all("trim:0.1", x, (double[]){1.9, 2, 3, 4, 5, 6, 7, 8, 9, 18.1}, 10);
  assert_all("iqr", x, (double[]){1, 2, 3, 4, 5, 6, 7, 8, 9, 14.5}, 10);
  assert_all("iqr:3", x, (double[]){1, 2, 3, 4, 5, 6, 7, 8, 9, 21.25}, 10);
  assert_all("mad", x, (double[]){1, 2, 3, 4, 5, 6, 7, 8, 9, 5.5 + 3 * 3.7065}, 10);
  assert_all("cap:2,8", x, (double[]){2, 2, 3, 4, 5, 6, 7, 8, 8, 8}, 10);
}

static void test_winsor(void)
{
  const double top[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 100};
  assert_all("winsor", top, (double[]){1, 2, 3, 4, 5, 6, 7, 8, 9, 9}, 10);
  const double bottom[] = {-100, -9, -8, -7, -6, -5, -4, -3, -2, -1};
  assert_all("winsor", bottom, (double[]){-9, -9, -8, -7, -6, -5, -4, -3, -2, -1}, 10);
}

/* COINr changes three tied points where two are allowed; our limit is a limit. */
static void test_winsor_ties(void)
{
  double x[40], out[40];
  for (guint i = 0; i < 40; i++)
    x[i] = i < 37 ? i % 10 : 100;
  const DgmiMoments moments = dgmi_moments(x, 40);
  g_assert_true(dgmi_moments_flag(&moments));
  treat("winsor:2", x, 40, out);
  for (guint i = 0; i < 40; i++)
    g_assert_cmpfloat(out[i], ==, x[i]);
  treat("winsor:3", x, 40, out);
  for (guint i = 0; i < 40; i++)
    g_assert_cmpfloat(out[i], ==, i < 37 ? x[i] : 9);
}

static void test_jrc(void)
{
  double x[40], out[40], expected[40];
  for (guint i = 0; i < 40; i++)
    x[i] = i < 37 ? i % 10 : 100;
  treat("log-ct", x, 40, expected);
  treat("jrc:2", x, 40, out);
  for (guint i = 0; i < 40; i++)
    g_assert_cmpfloat(out[i], ==, expected[i]);
  for (guint i = 0; i < 40; i++)
    assert_near(expected[i], log(x[i] + 1));
}

/* The mirror image is treated as its mirror image. */
static void test_log_sides(void)
{
  const double x[] = {1, 2, 2, 3, 4, 9, 40};
  double mirrored[7], plain[7], plus[7];
  for (guint i = 0; i < 7; i++)
    mirrored[i] = -x[i];
  treat("log-ct", x, 7, plain);
  treat("log-ct-plus", x, 7, plus);
  for (guint i = 0; i < 7; i++)
    g_assert_cmpfloat(plus[i], ==, plain[i]);
  treat("log-ct-plus", mirrored, 7, plus);
  for (guint i = 0; i < 7; i++)
    assert_near(plus[i], -plain[i]);
}

static void test_log_gii(void)
{
  const double x[] = {0, 1, 3, 10};
  double out[4];
  treat("log-gii", x, 4, out);
  for (guint i = 0; i < 4; i++)
    assert_near(out[i], log(9 * x[i] / 10 + 1));
}

/* ---- Exponents of maximum likelihood against a grid ---- */

static double naive_box_cox(double y, double lambda)
{
  return fabs(lambda) < 1e-12 ? log(y) : (pow(y, lambda) - 1) / lambda;
}

static double naive_yeo_johnson(double x, double lambda)
{
  return x >= 0 ? naive_box_cox(x + 1, lambda) : -naive_box_cox(1 - x, 2 - lambda);
}

/* log L but for constants, straight from the papers. */
static double log_likelihood(const double *x, gsize n, gboolean is_yeo_johnson, double lambda)
{
  double sum = 0, squares = 0, jacobian = 0;
  for (gsize i = 0; i < n; i++)
  {
    const double y = is_yeo_johnson ? naive_yeo_johnson(x[i], lambda) : naive_box_cox(x[i], lambda);
    sum += y;
    squares += y * y;
    jacobian += is_yeo_johnson ? (x[i] < 0 ? -1 : 1) * log(fabs(x[i]) + 1) : log(x[i]);
  }
  const double mean = sum / (double)n;
  return -(double)n / 2 * log(squares / (double)n - mean * mean) + (lambda - 1) * jacobian;
}

static double grid_lambda(const double *x, gsize n, gboolean is_yeo_johnson)
{
  double best = 0, largest = -INFINITY;
  for (int k = -5000; k <= 5000; k++)
  {
    const double value = log_likelihood(x, n, is_yeo_johnson, k / 1000.0);
    if (value > largest)
    {
      largest = value;
      best = k / 1000.0;
    }
  }
  return best;
}

/* The λ that took x to out, by the two outer points of a transform with out(min) = 0. */
static double fitted_lambda(const char *name, const double *x, gsize n, const double *out,
                            double near)
{
  double best = near, least = INFINITY;
  for (int k = -2000; k <= 2000; k++)
  {
    const double lambda = near + k / 1e6;
    double error = 0;
    for (gsize i = 0; i < n; i++)
      error += fabs(out[i] - (name[0] == 'y' ? naive_yeo_johnson(x[i], lambda)
                                             : naive_box_cox(x[i], lambda)));
    if (error < least)
    {
      least = error;
      best = lambda;
    }
  }
  return best;
}

static void test_likelihood(void)
{
  for (guint round = 0; round < 12; round++)
  {
    double x[60], y[60], out[60], least = INFINITY;
    for (guint i = 0; i < 60; i++)
    {
      const double z = g_test_rand_double_range(-1, 1) + g_test_rand_double_range(-1, 1);
      x[i] = round % 3 == 0 ? exp(z) : round % 3 == 1 ? z * z * 4 : 3 * z - 1;
      least = MIN(least, x[i]);
    }
    for (guint i = 0; i < 60; i++)
      y[i] = x[i] - least + 1;
    treat("boxcox:auto", x, 60, out);
    const double box_cox = grid_lambda(y, 60, FALSE);
    g_assert_cmpfloat(fabs(fitted_lambda("boxcox", y, 60, out, box_cox) - box_cox), <=, 6e-4);
    treat("yeo-johnson", x, 60, out);
    const double yeo = grid_lambda(x, 60, TRUE);
    g_assert_cmpfloat(fabs(fitted_lambda("yeo", x, 60, out, yeo) - yeo), <=, 6e-4);
  }
}

/* ---- Properties ---- */

/* Missing stays missing; the order of units changes nothing. */
static void test_order(void)
{
  for (gsize m = 0; m < G_N_ELEMENTS(all_methods); m++)
  {
    double x[30], turned[30], out[30], other[30];
    for (guint i = 0; i < 30; i++)
      x[i] = i % 7 == 3 ? NAN : exp(g_test_rand_double_range(0.1, 4));
    for (guint i = 0; i < 30; i++)
      turned[i] = x[(i * 7 + 5) % 30];
    treat(all_methods[m], x, 30, out);
    treat(all_methods[m], turned, 30, other);
    for (guint i = 0; i < 30; i++)
    {
      const double one = out[(i * 7 + 5) % 30];
      g_assert_cmpint(isnan(other[i]), ==, isnan(turned[i]));
      g_assert_true(isnan(one) || fabs(one - other[i]) <= 1e-6 * fabs(one));
    }
  }
}

/* Skewness and kurtosis know no unit of measurement; so neither does winsorising. */
static void test_magnitudes(void)
{
  const double x[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 100}, factors[] = {1e-300, 1e-9, 1e9, 1e300};
  const DgmiMoments plain = dgmi_moments(x, 10);
  for (guint f = 0; f < G_N_ELEMENTS(factors); f++)
  {
    double scaled[10], out[10];
    for (guint i = 0; i < 10; i++)
      scaled[i] = x[i] * factors[f];
    const DgmiMoments moments = dgmi_moments(scaled, 10);
    assert_near(moments.skewness, plain.skewness);
    assert_near(moments.kurtosis, plain.kurtosis);
    treat("winsor", scaled, 10, out);
    g_assert_cmpfloat(out[9], ==, scaled[8]);
    treat("log-ct", scaled, 10, out);
    for (guint i = 0; i < 10; i++)
      g_assert_true(isfinite(out[i]));
  }
}

/* Columns of nothing, of one, two, three values. */
static void test_small(void)
{
  const double nothing[] = {NAN, NAN}, two[] = {1, NAN, 5};
  double out[3];
  g_assert_true(isnan(dgmi_moments(nothing, 2).skewness));
  g_assert_true(isnan(dgmi_moments(two, 3).skewness));
  g_assert_true(isnan(dgmi_moments((double[]){1, 2, 4}, 3).kurtosis));
  g_assert_true(isnan(dgmi_moments((double[]){3, 3, 3, 3}, 4).skewness));
  treat("winsor", nothing, 2, out);
  treat("cap:0,1", nothing, 2, out);
  g_assert_true(isnan(out[0]) && isnan(out[1]));
  treat("jrc", two, 3, out);
  g_assert_cmpfloat(out[2], ==, 5);
}

static void assert_refused(const char *text, const double *x, gsize n, const char *beginning)
{
  g_autoptr(GError) error = NULL;
  g_autofree double *out = g_new(double, n);
  g_assert_false(try_treat(text, x, n, out, &error));
  if (!g_str_has_prefix(error->message, beginning))
    g_error("%s: %s", text, error->message);
}

static void test_refusals(void)
{
  const double constant[] = {3, NAN, 3, 3}, nothing[] = {NAN, NAN};
  const double mostly[] = {1, 1, 1, 1, 1, 1, 1, 8}, mixed[] = {4, 0, 2}, small[] = {0.1, 0.5, 1};
  static const char *const scaled[] = {"log-ct", "log-ct-plus", "log-gii",
                                       "boxcox", "boxcox:2",    "yeo-johnson"};
  for (guint i = 0; i < G_N_ELEMENTS(scaled); i++)
  {
    assert_refused(scaled[i], constant, 4, "'x' is constant, so it cannot be transformed");
    assert_refused(scaled[i], nothing, 2, "'x' has no values, so it cannot be transformed");
  }
  assert_refused("trim:0.1", nothing, 2, "'x' has no values to treat");
  assert_refused("iqr", mostly, 8, "'x' has an interquartile range of 0");
  assert_refused("mad", mostly, 8, "'x' has a median absolute deviation of 0");
  assert_refused("log", mixed, 3, "'x' of a unit of another year is 0, which has no logarithm");
  assert_refused("log-gii", small, 3, "'x' has a maximum of 1; log-gii");
  assert_refused("boxcox", (double[]){1e-300, 2e-300, 3e-300}, 3,
                 "'x' has values too close to each other");
  assert_refused("boxcox:4", (double[]){1, 2, 1e300}, 3, "'x' of a unit of another year (1e300)");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  gsl_set_error_handler_off();
  g_test_add_func("/treat/bounds", test_bounds);
  g_test_add_func("/treat/winsor", test_winsor);
  g_test_add_func("/treat/winsor-ties", test_winsor_ties);
  g_test_add_func("/treat/jrc", test_jrc);
  g_test_add_func("/treat/log-sides", test_log_sides);
  g_test_add_func("/treat/log-gii", test_log_gii);
  g_test_add_func("/treat/likelihood", test_likelihood);
  g_test_add_func("/treat/order", test_order);
  g_test_add_func("/treat/magnitudes", test_magnitudes);
  g_test_add_func("/treat/small", test_small);
  g_test_add_func("/treat/refusals", test_refusals);
  return g_test_run();
}
