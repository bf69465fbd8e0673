/* The audit's numbers against closed forms and naive second implementations, and what becomes of
 * data that have none. tests/index/test-golden-audit.c compares with R. */
#include <gsl/gsl_errno.h>
#include <math.h>

#include "index/numbers/correlation.h"
#include "index/numbers/pca.h"
#include "index/questions/alpha.h"
#include "index/questions/correlations.h"
#include "index/questions/importance.h"
#include "index/questions/leave-one-out.h"
#include "index/uncertainty/main-effect.h"
#include "tests/shared/computed.h"

#define MAX_UNITS 60
/* What both sides compute in some hundred roundings of 1e-16 each. */
#define CLOSE 1e-12

#define assert_close(a, b) g_assert_cmpfloat_with_epsilon(a, b, CLOSE)

typedef struct
{
  guint n, n_units;
  double x[8][MAX_UNITS];
  const double *column[8];
  const char *code[8];
} AuditTable;

/* Columns with something in common; rounded to ties, and with gaps. */
static void fill_random(AuditTable *table, guint n, guint n_units, double step, double missing)
{
  static const char *const codes[] = {"a", "b", "c", "d", "e", "f", "g", "h"};
  table->n = n;
  table->n_units = n_units;
  for (guint i = 0; i < n_units; i++)
  {
    const double common = g_test_rand_double();
    for (guint c = 0; c < n; c++)
    {
      const double x = common + g_test_rand_double();
      table->x[c][i] = g_test_rand_double() < missing ? NAN : step > 0 ? round(x / step) * step : x;
    }
  }
  for (guint c = 0; c < n; c++)
  {
    table->column[c] = table->x[c];
    table->code[c] = codes[c];
  }
}

/* ---- Correlations ---- */

typedef double (*Single)(const double *x, const double *y, gsize n, gsize *used);

static void test_pairs(void)
{
  static const Single single[] = {dgmi_correlation_pearson, dgmi_correlation_spearman,
                                  dgmi_correlation_kendall};
  for (guint round = 0; round < 200; round++)
  {
    AuditTable table;
    DgmiCorrelation pairs[28];
    fill_random(&table, 5, (guint)g_test_rand_int_range(1, MAX_UNITS), round % 2 ? 0.25 : 0,
                round % 3 ? 0.2 : 0);
    for (guint kind = 0; kind < DGMI_N_CORRELATIONS; kind++)
    {
      dgmi_correlations((DgmiCorrelationKind)kind, table.column, 5, table.n_units, pairs);
      for (guint a = 0; a < 5; a++)
        for (guint b = 0; b < a; b++)
        {
          gsize n;
          const double r = single[kind](table.x[a], table.x[b], table.n_units, &n);
          const DgmiCorrelation *pair = &pairs[dgmi_pair(b, a)];
          g_assert_cmpuint(pair->n, ==, n);
          g_assert_cmpint(isnan(pair->r), ==, isnan(r));
          g_assert_cmpint(isnan(pair->p), ==, isnan(r) || n < 3);
          if (!isnan(r))
            assert_close(pair->r, r);
        }
    }
  }
}

/* Of 3 pairs t is a Cauchy variable; of 4 p is 1 − |r|. */
static void test_p_closed(void)
{
  for (double r = -0.95; r < 1; r += 0.1)
  {
    assert_close(dgmi_correlation_p(r, 4), 1 - fabs(r));
    assert_close(dgmi_correlation_p(r, 3), 1 - 2 / G_PI * atan(fabs(r) / sqrt(1 - r * r)));
  }
  g_assert_cmpfloat(dgmi_correlation_p(1, 30), ==, 0);
  g_assert_true(isnan(dgmi_correlation_p(1, 2)));
  g_assert_true(isnan(dgmi_correlation_p(NAN, 30)));
}

static double sign(double a)
{
  return (a > 0) - (a < 0);
}

static double difference(const double *x, const double *y, const guint *order, guint n)
{
  double sum = 0;
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < i; k++)
      sum += sign(x[i] - x[k]) * sign(y[order[i]] - y[order[k]]);
  return sum;
}

typedef struct
{
  const double *x, *y;
  guint n;
  double squares, count; /* of the differences so far */
} Permuted;

/* Adds the squared differences of every order of the last n − fixed numbers. */
static void permute(Permuted *all, guint *order, guint fixed)
{
  if (fixed == all->n)
  {
    all->squares += pow(difference(all->x, all->y, order, all->n), 2);
    all->count++;
  }
  for (guint i = fixed; i < all->n; i++)
  {
    guint swap = order[i];
    order[i] = order[fixed], order[fixed] = swap;
    permute(all, order, fixed + 1);
    swap = order[i];
    order[i] = order[fixed], order[fixed] = swap;
  }
}

/* The variance of concordant − discordant is its mean square over all orders of y, ties and all. */
static void test_kendall_p(void)
{
  const double x[] = {1, 2, 2, 3, 4, 4, 4}, y[] = {2, 1, 3, 3, 5, 3, 6};
  const double *column[] = {x, y};
  guint order[] = {0, 1, 2, 3, 4, 5, 6};
  DgmiCorrelation pair;
  Permuted all = {x, y, 7, 0, 0};
  dgmi_correlations(DGMI_CORRELATION_KENDALL, column, 2, 7, &pair);
  const double observed = difference(x, y, order, 7);
  permute(&all, order, 0);
  g_assert_cmpfloat(all.count, ==, 5040);
  assert_close(pair.p, erfc(observed / sqrt(2 * all.squares / all.count)));
}

static void test_extremes(void)
{
  double x[20], y[20];
  for (guint i = 0; i < 20; i++)
  {
    x[i] = 1e200 * (i + 1);
    y[i] = 1e-250 * (i * i + 1.0);
  }
  double plain_x[20], plain_y[20];
  for (guint i = 0; i < 20; i++)
  {
    plain_x[i] = i;
    plain_y[i] = i * i;
  }
  assert_close(dgmi_correlation_pearson(x, y, 20, NULL),
               dgmi_correlation_pearson(plain_x, plain_y, 20, NULL));
}

/* ---- Alpha ---- */

/* From the definition, of complete columns. */
static double naive_alpha(const AuditTable *table, guint skip)
{
  double variances = 0, total[MAX_UNITS] = {0}, k = 0;
  for (guint c = 0; c <= table->n; c++)
  {
    const double *x = c < table->n ? table->x[c] : total;
    double mean = 0, squares = 0;
    for (guint i = 0; i < table->n_units; i++)
      mean += x[i] / table->n_units;
    for (guint i = 0; i < table->n_units; i++)
      squares += pow(x[i] - mean, 2) / (table->n_units - 1);
    if (c == table->n)
      return k / (k - 1) * (1 - variances / squares);
    if (c == skip)
      continue;
    k++;
    variances += squares;
    for (guint i = 0; i < table->n_units; i++)
      total[i] += x[i];
  }
  return NAN;
}

static void test_alpha(void)
{
  for (guint round = 0; round < 100; round++)
  {
    AuditTable table;
    DgmiAlpha without[6];
    fill_random(&table, 6, (guint)g_test_rand_int_range(4, MAX_UNITS), 0, 0);
    const DgmiAlpha alpha = dgmi_alpha(table.column, 6, table.n_units, without);
    g_assert_cmpuint(alpha.items, ==, 6);
    assert_close(alpha.raw, naive_alpha(&table, 6));
    double sum = 0;
    for (guint a = 0; a < 6; a++)
    {
      assert_close(without[a].raw, naive_alpha(&table, a));
      g_assert_cmpuint(without[a].items, ==, 5);
      for (guint b = 0; b < a; b++)
        sum += dgmi_correlation_pearson(table.x[a], table.x[b], table.n_units, NULL) / 15;
    }
    assert_close(alpha.standardised, 6 * sum / (1 + 5 * sum));
    const DgmiAlpha rest = dgmi_alpha(table.column + 1, 5, table.n_units, NULL);
    assert_close(without[0].standardised, rest.standardised);
  }
}

static void test_alpha_degenerate(void)
{
  const double x[] = {1, 2, 3, 4}, same[] = {5, 5, 5, 5}, none[] = {NAN, NAN, NAN, NAN};
  const double down[] = {4, 3, 2, 1}, large[] = {1e300, 2e300, 3e300, 4e300};
  DgmiAlpha without[3];
  assert_close(dgmi_alpha((const double *[]){x, x, x}, 3, 4, NULL).raw, 1);
  assert_close(dgmi_alpha((const double *[]){large, large}, 2, 4, NULL).raw, 1);
  g_assert_true(isnan(dgmi_alpha((const double *[]){x}, 1, 4, NULL).raw));
  g_assert_true(isnan(dgmi_alpha((const double *[]){x, down}, 2, 4, NULL).raw));
  g_assert_true(isnan(dgmi_alpha((const double *[]){x, x}, 2, 1, NULL).raw));
  g_assert_true(isnan(dgmi_alpha((const double *[]){none, none}, 2, 4, NULL).raw));
  g_assert_true(isnan(dgmi_alpha((const double *[]){same, same}, 2, 4, NULL).raw));
  /* A constant item has no correlation, but the others' are not lost with it. */
  const DgmiAlpha alpha = dgmi_alpha((const double *[]){x, x, same}, 3, 4, without);
  assert_close(alpha.raw, 0.75);
  g_assert_true(isnan(alpha.standardised));
  assert_close(without[2].standardised, 1);
}

/* ---- Principal components ---- */

static void test_pca_closed(void)
{
  AuditTable table;
  fill_random(&table, 3, 40, 0, 0);
  const double r = dgmi_correlation_pearson(table.x[0], table.x[1], 40, NULL);
  g_autoptr(DgmiPca) two = dgmi_pca_new(table.column, table.code, 2, 40, NULL);
  assert_close(two->eigenvalue[0], 1 + fabs(r));
  assert_close(two->eigenvalue[1], 1 - fabs(r));
  assert_close(fabs(two->vector[0]), sqrt(0.5));
  assert_close(dgmi_pca_kmo(two), 0.5);
  const DgmiBartlett test = dgmi_pca_bartlett(two);
  assert_close(test.statistic, -(40 - 1 - 9.0 / 6) * log(1 - r * r));
  g_assert_cmpfloat(test.freedom, ==, 1);
  /* chi² of one degree of freedom is a squared normal variable */
  assert_close(test.p, erfc(sqrt(test.statistic / 2)));

  g_autoptr(DgmiPca) three = dgmi_pca_new(table.column, table.code, 3, 40, NULL);
  double simple = 0, partial = 0;
  for (guint c = 0; c < 3; c++)
  {
    const guint a = (c + 1) % 3, b = (c + 2) % 3;
    const double ab = three->correlation[3 * a + b], ac = three->correlation[3 * a + c];
    const double bc = three->correlation[3 * b + c];
    simple += ab * ab;
    partial += pow(ab - ac * bc, 2) / ((1 - ac * ac) * (1 - bc * bc));
  }
  assert_close(dgmi_pca_kmo(three), simple / (simple + partial));
}

/* V diag(λ) V' is the correlation matrix, V V' the identity. */
static void test_pca_properties(void)
{
  for (guint round = 0; round < 50; round++)
  {
    AuditTable table;
    fill_random(&table, 6, MAX_UNITS, 0, 0.05);
    g_autoptr(DgmiPca) pca = dgmi_pca_new(table.column, table.code, 6, MAX_UNITS, NULL);
    g_assert_nonnull(pca);
    for (guint a = 0; a < 6; a++)
      for (guint b = 0; b < 6; b++)
      {
        double product = 0, length = 0;
        for (guint k = 0; k < 6; k++)
        {
          product += pca->eigenvalue[k] * pca->vector[6 * k + a] * pca->vector[6 * k + b];
          length += pca->vector[6 * k + a] * pca->vector[6 * k + b];
        }
        assert_close(product, pca->correlation[6 * a + b]);
        assert_close(length, a == b);
      }
    for (guint k = 1; k < 6; k++)
      g_assert_cmpfloat(pca->eigenvalue[k], <=, pca->eigenvalue[k - 1]);
  }
}

static void assert_no_pca(const double *const *column, guint n, gsize n_units, const char *words)
{
  const char *code[] = {"a", "b", "c"};
  g_autoptr(GError) error = NULL;
  g_assert_null(dgmi_pca_new(column, code, n, n_units, &error));
  g_assert_cmpstr(error->message, ==, words);
}

static void test_pca_degenerate(void)
{
  const double x[] = {1, 2, 4, 8, 9, 5}, y[] = {2, 1, 7, 3, 9, NAN};
  const double same[] = {5, 5, 5, 5, 5, 5}, none[] = {NAN, NAN, NAN, NAN, NAN, NAN};
  double sum[6];
  for (guint i = 0; i < 6; i++)
    sum[i] = x[i] + y[i];
  assert_no_pca((const double *[]){x, same}, 2, 6,
                "b has the same value in every unit that has all the members");
  assert_no_pca((const double *[]){x, none}, 2, 6, "no unit has all the members");
  assert_no_pca((const double *[]){x, y}, 2, 1, "only one unit has all the members");
  const char *code[] = {"a", "b", "c"};
  g_autoptr(DgmiPca) pca = dgmi_pca_new((const double *[]){x, y, sum}, code, 3, 6, NULL);
  g_assert_cmpuint(pca->n_units, ==, 5);
  g_assert_true(dgmi_pca_is_singular(pca));
  g_assert_true(isnan(dgmi_pca_kmo(pca)) && isnan(dgmi_pca_bartlett(pca).p));
  g_assert_cmpfloat(pca->eigenvalue[2], <, 1e-14);
  g_autoptr(DgmiPca) one = dgmi_pca_new((const double *[]){x}, code, 1, 6, NULL);
  g_assert_cmpfloat(one->eigenvalue[0], ==, 1);
  g_assert_true(isnan(dgmi_pca_kmo(one)));
}

/* ---- Main effect ---- */

/* Ishigami and Homma (1990) with a = 7, b = 0.1: the indices are known. On an even grid nothing is
 * left to chance; its cells and the knots account for 0.002. */
static void test_ishigami(void)
{
  const guint side = 40, n = side * side * side;
  g_autofree double *x = g_new(double, 3 * n), *y = g_new(double, n);
  for (guint i = 0; i < n; i++)
  {
    const guint cell[] = {i % side, i / side % side, i / side / side};
    for (guint k = 0; k < 3; k++)
      x[k * n + i] = G_PI * ((2.0 * cell[k] + 1) / side - 1);
    y[i] = sin(x[i]) + 7 * pow(sin(x[n + i]), 2) + 0.1 * pow(x[2 * n + i], 4) * sin(x[i]);
  }
  g_assert_cmpfloat_with_epsilon(dgmi_main_effect(x, y, n), 0.3139, 0.003);
  g_assert_cmpfloat_with_epsilon(dgmi_main_effect(x + n, y, n), 0.4424, 0.003);
  g_assert_cmpfloat_with_epsilon(dgmi_main_effect(x + 2 * n, y, n), 0, 0.003);
}

static void test_main_effect(void)
{
  double x[50], line[50], square[50], group[50], y[50];
  double sum[2] = {0}, all = 0, within = 0, total = 0;
  for (guint i = 0; i < 50; i++)
  {
    x[i] = i;
    line[i] = 3 - 0.1 * i;
    square[i] = pow(i - 24.5, 2);
    group[i] = i % 2;
    y[i] = g_test_rand_double() + group[i];
    sum[i % 2] += y[i] / 25;
    all += y[i] / 50;
  }
  for (guint i = 0; i < 50; i++)
  {
    within += pow(y[i] - sum[i % 2], 2);
    total += pow(y[i] - all, 2);
  }
  assert_close(dgmi_main_effect(x, line, 50), 1);
  /* a parabola is within the splines; the penalty that validation leaves takes a little */
  g_assert_cmpfloat(dgmi_main_effect(x, square, 50), >, 0.9999);
  g_assert_cmpfloat(pow(dgmi_correlation_pearson(x, square, 50, NULL), 2), <, 1e-9);
  /* of two groups it is the variance between them */
  assert_close(dgmi_main_effect(group, y, 50), 1 - within / total);
  /* nothing depends on the scales, small or large */
  double large[50], small[50];
  for (guint i = 0; i < 50; i++)
  {
    large[i] = 1e200 * square[i];
    small[i] = 1e-200 * x[i] - 4e-200;
  }
  g_assert_cmpfloat_with_epsilon(dgmi_main_effect(small, large, 50),
                                 dgmi_main_effect(x, square, 50), 1e-6);
}

static void test_main_effect_degenerate(void)
{
  const double x[] = {1, 2, 3, 4, 5, 6, 7, 8, 9}, y[] = {3, 1, 4, 1, 5, 9, 2, 6, 5};
  const double same[] = {5, 5, 5, 5, 5, 5, 5, 5, 5}, none[] = {NAN, NAN, 1, NAN, 2, 3, NAN};
  const double r = dgmi_correlation_pearson(x, y, 9, NULL);
  assert_close(dgmi_main_effect(x, y, 9), r * r); /* too few for a curve */
  g_assert_true(isnan(dgmi_main_effect(x, same, 9)));
  g_assert_true(isnan(dgmi_main_effect(same, y, 9)));
  g_assert_true(isnan(dgmi_main_effect(x, y, 2)));
  g_assert_true(isnan(dgmi_main_effect(x, y, 0)));
  g_assert_false(isnan(dgmi_main_effect(none, y, 7)));
  for (guint round = 0; round < 300; round++) /* few distinct values, few units */
  {
    AuditTable table;
    fill_random(&table, 2, (guint)g_test_rand_int_range(1, MAX_UNITS), (round % 5) / 5.0, 0.1);
    const double effect = dgmi_main_effect(table.x[0], table.x[1], table.n_units);
    g_assert_true(isnan(effect) || (effect >= 0 && effect <= 1));
  }
}

/* ---- Weights ---- */

static const char ragged[] = "Level,iCode,Parent,Direction,Type,Weight\n"
                             "1,a,P,1,Indicator,3\n1,b,P,1,Indicator,1\n1,c,Q,1,Indicator,1\n"
                             "1,d,T,1,Indicator,1\n2,P,T,1,Aggregate,2\n2,Q,T,1,Aggregate,1\n"
                             "3,T,NA,1,Aggregate,1\n";

static char *random_data(guint n_units, double missing)
{
  GString *text = g_string_new("uCode,a,b,c,d");
  for (guint i = 0; i < n_units; i++)
  {
    g_string_append_printf(text, "\nu%03u", i);
    const double common = g_test_rand_double();
    for (guint k = 0; k < 4; k++)
      if (g_test_rand_double() < missing)
        g_string_append(text, ",NA");
      else /* two digits, so that there are ties */
        g_string_append_printf(text, ",%.1f", 1 + common + 3 * g_test_rand_double());
  }
  return g_string_free(text, FALSE);
}

static void test_importance(void)
{
  g_autofree char *data = random_data(40, 0);
  g_auto(Computed) computed = compute(ragged, data, NO_SETTINGS);
  double nominal[7];
  dgmi_nominal_weights(computed.framework, dgmi_result_weights(computed.result), nominal);
  const double expected[] = {0.375, 0.125, 0.25, 0.25, 0.5, 0.25, 1};
  const double *value[7];
  for (guint node = 0; node < 7; node++)
  {
    assert_close(nominal[node], expected[node]);
    value[node] = dgmi_result_node(computed.result, node);
  }
  DgmiImportance all[7];
  for (guint measure = 0; measure < DGMI_N_EFFECTIVES; measure++)
  {
    dgmi_importance(computed.framework, dgmi_result_weights(computed.result),
                    (DgmiEffective)measure, &(DgmiNodeValues){value, value[6], 40}, all);
    assert_close(all[0].effective + all[1].effective + all[2].effective + all[3].effective, 1);
    assert_close(all[4].effective + all[5].effective, 0.75);
    assert_close(all[6].ratio, 1);
    for (guint node = 0; node < 7; node++)
      assert_close(all[node].ratio * all[node].nominal, all[node].effective);
  }
}

/* ---- Leaving out ---- */

/* Weights without `node`, or without the parents that have no other member. */
static void weights_without(const Computed *computed, guint node, double *weight)
{
  const DgmiFramework *framework = computed->framework;
  memcpy(weight, dgmi_result_weights(computed->result),
         dgmi_framework_n_nodes(framework) * sizeof(double));
  for (int up = dgmi_framework_node(framework, node)->parent;
       dgmi_framework_node(framework, (guint)up)->n_members == 1;
       up = dgmi_framework_node(framework, node)->parent)
    node = (guint)up;
  weight[node] = 0;
}

/* The whole index computed anew without each node. */
static void assert_like_computing(const char *const *settings, double missing)
{
  g_autofree char *data = random_data(50, missing);
  g_auto(Computed) computed = compute(ragged, data, settings);
  g_autoptr(GArray) found = dgmi_leave_one_out(computed.result);
  g_assert_cmpuint(found->len, ==, 6);
  for (guint i = 0; i < found->len; i++)
  {
    const DgmiLeaveOneOut *one = &g_array_index(found, DgmiLeaveOneOut, i);
    double weight[7], sum = 0, largest = 0;
    weights_without(&computed, one->node, weight);
    const DgmiInputs inputs = {.weight = weight};
    g_autoptr(GError) error = NULL;
    g_autoptr(DgmiResult) without =
        dgmi_compute_with(computed.recipe, computed.dataset, &inputs, &error);
    g_assert_no_error(error);
    const double *before = dgmi_result_rank(computed.result), *after = dgmi_result_rank(without);
    guint n = 0;
    for (guint unit = 0; unit < 50; unit++)
      if (!isnan(before[unit]) && !isnan(after[unit]))
      {
        n++;
        sum += fabs(after[unit] - before[unit]);
        largest = MAX(largest, fabs(after[unit] - before[unit]));
      }
    assert_close(one->mean_shift, sum / n);
    g_assert_cmpfloat(one->max_shift, ==, largest);
    g_assert_cmpfloat(fabs(after[one->max_unit] - before[one->max_unit]), ==, largest);
    assert_close(one->kendall, dgmi_correlation_kendall(before, after, 50, NULL));
  }
}

static void test_leave_one_out(void)
{
  assert_like_computing(NO_SETTINGS, 0);
  assert_like_computing(NO_SETTINGS, 0.15);
  assert_like_computing(SETTINGS("method.digits=1", "method.ties=mean"), 0.1);
  assert_like_computing(SETTINGS("method.round_levels=1"), 0);
  assert_like_computing(SETTINGS("method.normalise=none", "method.aggregate=geometric"), 0.1);
  assert_like_computing(SETTINGS("method P.normalise=zscore", "method T.aggregate=median"), 0);
  assert_like_computing(SETTINGS("method.aggregate=copeland"), 0);
}

static void test_nothing_left(void)
{
  g_auto(Computed) computed =
      compute("Level,iCode,Parent,Direction,Type,Weight\n1,a,P,1,Indicator,1\n"
              "2,P,T,1,Aggregate,1\n3,T,NA,1,Aggregate,1\n",
              "uCode,a\nx,1\ny,2\n", NO_SETTINGS);
  g_autoptr(GArray) found = dgmi_leave_one_out(computed.result);
  g_assert_cmpuint(found->len, ==, 2);
  const DgmiLeaveOneOut *one = &g_array_index(found, DgmiLeaveOneOut, 0);
  g_assert_true(isnan(one->mean_shift) && isnan(one->kendall));
  g_assert_cmpstr(one->reason->message, ==, "nothing of the index is left without a");
}

static void test_few_units(void)
{
  g_auto(Computed) computed =
      compute(ragged, "uCode,a,b,c,d\nx,1,1,1,1\n", SETTINGS("method.normalise=none"));
  g_autoptr(GArray) found = dgmi_leave_one_out(computed.result);
  const DgmiLeaveOneOut *one = &g_array_index(found, DgmiLeaveOneOut, 0);
  g_assert_cmpfloat(one->mean_shift, ==, 0);
  g_assert_true(isnan(one->kendall));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  gsl_set_error_handler_off(); /* as the program does */
  g_test_add_func("/audit/correlations/pairs", test_pairs);
  g_test_add_func("/audit/correlations/p", test_p_closed);
  g_test_add_func("/audit/correlations/kendall-p", test_kendall_p);
  g_test_add_func("/audit/correlations/extremes", test_extremes);
  g_test_add_func("/audit/alpha/naive", test_alpha);
  g_test_add_func("/audit/alpha/degenerate", test_alpha_degenerate);
  g_test_add_func("/audit/pca/closed", test_pca_closed);
  g_test_add_func("/audit/pca/properties", test_pca_properties);
  g_test_add_func("/audit/pca/degenerate", test_pca_degenerate);
  g_test_add_func("/audit/main-effect/ishigami", test_ishigami);
  g_test_add_func("/audit/main-effect/closed", test_main_effect);
  g_test_add_func("/audit/main-effect/degenerate", test_main_effect_degenerate);
  g_test_add_func("/audit/importance", test_importance);
  g_test_add_func("/audit/leave-one-out/computing", test_leave_one_out);
  g_test_add_func("/audit/leave-one-out/nothing-left", test_nothing_left);
  g_test_add_func("/audit/leave-one-out/few-units", test_few_units);
  return g_test_run();
}
