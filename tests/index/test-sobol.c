/* test-sobol.c: Sobol indices: against indices made in exact arithmetic (tests/golden/README.md)
 * and against those of the Ishigami function (T. Ishigami, T. Homma 1990) in closed form. */
#include "index/uncertainty/sobol.h"

#include <math.h>
#include <string.h>

#include "datasets/csv/table.h"
#include "indicators/base/text.h"
#include "tests/shared/program.h"

#define INPUTS 3
#define MATRICES (2 + INPUTS)

/* sin x1 + 7 sin² x2 + 0.1 x3⁴ sin x1 with x = −π + 2π v, for v in [0, 1]. */
static double ishigami(const double *v)
{
  double x[INPUTS];
  for (guint i = 0; i < INPUTS; i++)
    x[i] = -G_PI + 2 * G_PI * v[i];
  return sin(x[0]) + 7 * pow(sin(x[1]), 2) + .1 * pow(x[2], 4) * sin(x[0]);
}

/* The outputs of n rows of A and B ([row][input]), as dgmi_sobol_add() wants them. */
static double *outputs(const double *a, const double *b, gsize n)
{
  double *y = g_new(double, MATRICES *n);
  for (gsize row = 0; row < n; row++)
  {
    y[row] = ishigami(a + INPUTS * row);
    y[n + row] = ishigami(b + INPUTS * row);
    for (guint i = 0; i < INPUTS; i++)
    {
      double mixed[INPUTS];
      memcpy(mixed, a + INPUTS * row, sizeof mixed);
      mixed[i] = b[INPUTS * row + i];
      y[(2 + i) * n + row] = ishigami(mixed);
    }
  }
  return y;
}

static DgmiTable *read_golden(const char *name)
{
  g_autofree char *base = g_strconcat(name, ".csv", NULL);
  g_autofree char *file = g_test_build_filename(G_TEST_DIST, "golden", base, NULL);
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  DgmiTable *table = dgmi_table_read(file, NULL, messages);
  g_assert_nonnull(table);
  return table;
}

static double number(const DgmiTable *table, guint row, const char *column)
{
  const char *cell = dgmi_table_cell(table, row, (guint)dgmi_table_find(table, column));
  double value;
  g_assert_cmpint(dgmi_number_parse(cell, strlen(cell), &value), ==, DGMI_NUMBER_OK);
  return value;
}

/* The outputs of the golden design, whose file has A and B. */
static double *golden_outputs(gsize *n)
{
  static const char *const columns[INPUTS] = {"V1", "V2", "V3"};
  g_autoptr(DgmiTable) table = read_golden("sobol_ishigami_design");
  const guint n_rows = dgmi_table_n_rows(table);
  g_autofree double *v = g_new(double, INPUTS *n_rows);
  for (guint row = 0; row < n_rows; row++)
  {
    for (guint i = 0; i < INPUTS; i++)
      v[INPUTS * row + i] = number(table, row, columns[i]);
    g_assert_cmpfloat_with_epsilon(ishigami(v + INPUTS * row), number(table, row, "y"), 1e-13);
  }
  *n = n_rows / 2;
  return outputs(v, v + INPUTS * *n, *n);
}

static void test_golden(void)
{
  gsize n;
  g_autofree double *y = golden_outputs(&n);
  g_autoptr(DgmiTable) expected = read_golden("sobol_ishigami_indices");
  g_autoptr(DgmiSobol) sobol = dgmi_sobol_new(INPUTS, 1);
  DgmiSobolIndex first[INPUTS], total[INPUTS];
  dgmi_sobol_add(sobol, y, n, NULL, 1);
  g_assert_cmpuint(dgmi_sobol_n_rows(sobol), ==, 1000);
  g_assert_true(dgmi_sobol_indices(sobol, first, total));
  for (guint i = 0; i < INPUTS; i++)
  {
    g_assert_cmpfloat_with_epsilon(first[i].value, number(expected, i, "s1"), 1e-12);
    g_assert_cmpfloat_with_epsilon(total[i].value, number(expected, i, "st"), 1e-12);
    g_assert_true(first[i].low < first[i].value && first[i].value < first[i].high);
    g_assert_true(total[i].low < total[i].value && total[i].value < total[i].high);
  }
}

/* ---- Properties ---- */

static void assert_same(const DgmiSobolIndex *a, const DgmiSobolIndex *b, double tolerance)
{
  for (guint i = 0; i < INPUTS; i++)
  {
    g_assert_cmpfloat_with_epsilon(a[i].value, b[i].value, tolerance);
    g_assert_cmpfloat_with_epsilon(a[i].low, b[i].low, tolerance);
    g_assert_cmpfloat_with_epsilon(a[i].high, b[i].high, tolerance);
  }
}

static void test_shift_and_scale(void)
{
  gsize n;
  g_autofree double *y = golden_outputs(&n);
  g_autoptr(DgmiSobol) sobol = dgmi_sobol_new(INPUTS, 1);
  DgmiSobolIndex first[INPUTS], total[INPUTS], first_moved[INPUTS], total_moved[INPUTS];
  dgmi_sobol_add(sobol, y, n, NULL, 1);
  g_assert_true(dgmi_sobol_indices(sobol, first, total));
  static const double moves[][2] = {{1, 1e5}, {1, -3}, {1e-200, 0}, {1e100, 0}};
  for (guint k = 0; k < G_N_ELEMENTS(moves); k++)
  {
    g_autoptr(DgmiSobol) moved = dgmi_sobol_new(INPUTS, 1);
    g_autofree double *z = g_new(double, MATRICES *n);
    for (gsize j = 0; j < MATRICES * n; j++)
      z[j] = y[j] * moves[k][0] + moves[k][1];
    dgmi_sobol_add(moved, z, n, NULL, 1);
    if (moves[k][0] < 1e-150)
    { /* squares are beyond the smallest number: said, not divided by */
      g_assert_false(dgmi_sobol_indices(moved, first_moved, total_moved));
      continue;
    }
    g_assert_true(dgmi_sobol_indices(moved, first_moved, total_moved));
    assert_same(first, first_moved, 1e-9);
    assert_same(total, total_moved, 1e-9);
  }
}

/* In reverse, so that threads that run out of turn show. */
static void backwards(guint threads, guint n, DgmiParallelWork work, gpointer data)
{
  while (n-- > 0)
    work(n, n % threads, data);
}

/* Rows in one call or in many, on any number of threads: the same bits. */
static void test_pieces(void)
{
  gsize n;
  g_autofree double *y = golden_outputs(&n);
  g_autoptr(DgmiSobol) whole = dgmi_sobol_new(INPUTS, 7), pieces = dgmi_sobol_new(INPUTS, 7);
  g_autoptr(DgmiSobol) other = dgmi_sobol_new(INPUTS, 8);
  dgmi_sobol_add(whole, y, n, NULL, 1);
  dgmi_sobol_add(other, y, n, NULL, 1);
  for (gsize done = 0, piece = 1; done < n; done += piece, piece = MIN(3 * piece, n - done))
  {
    g_autofree double *part = g_new(double, MATRICES *piece);
    for (guint m = 0; m < MATRICES; m++)
      memcpy(part + m * piece, y + m * n + done, piece * sizeof *part);
    dgmi_sobol_add(pieces, part, piece, backwards, 3);
  }
  DgmiSobolIndex index[3][2][INPUTS];
  g_assert_true(dgmi_sobol_indices(whole, index[0][0], index[0][1]));
  g_assert_true(dgmi_sobol_indices(pieces, index[1][0], index[1][1]));
  g_assert_true(dgmi_sobol_indices(other, index[2][0], index[2][1]));
  g_assert_cmpmem(index[0], sizeof index[0], index[1], sizeof index[1]);
  g_assert_cmpfloat(index[0][0][0].low, !=, index[2][0][0].low);
  g_assert_cmpfloat(index[0][0][0].value, ==, index[2][0][0].value);
}

static void test_constant(void)
{
  double y[MATRICES * 300];
  DgmiSobolIndex first[INPUTS], total[INPUTS];
  g_autoptr(DgmiSobol) none = dgmi_sobol_new(INPUTS, 1);
  g_assert_false(dgmi_sobol_indices(none, first, total));
  g_assert_true(isnan(dgmi_sobol_variance(none)));
  static const double levels[] = {0, 5, 0.1, -1e6, 1e149};
  for (guint k = 0; k < G_N_ELEMENTS(levels); k++)
  {
    g_autoptr(DgmiSobol) sobol = dgmi_sobol_new(INPUTS, 1);
    for (guint j = 0; j < G_N_ELEMENTS(y); j++) /* but for rounding */
      y[j] = levels[k] * (1 + (j % 3) * 1e-16);
    dgmi_sobol_add(sobol, y, 300, NULL, 1);
    g_assert_false(dgmi_sobol_indices(sobol, first, total));
    g_assert_cmpfloat(fabs(dgmi_sobol_mean(sobol) - levels[k]), <=, fabs(levels[k]) * 1e-15);
    for (guint i = 0; i < INPUTS; i++)
      g_assert_true(isnan(first[i].value) && isnan(total[i].high));
  }
}

/* Draws without an output are left out: the rest give what they give alone. */
static void test_missing(void)
{
  gsize n;
  g_autofree double *y = golden_outputs(&n);
  g_autofree double *few = g_new(double, MATRICES *(n - 3));
  g_autoptr(DgmiSobol) gaps = dgmi_sobol_new(INPUTS, 1), sobol = dgmi_sobol_new(INPUTS, 1);
  DgmiSobolIndex index[2][2][INPUTS];
  for (guint m = 0; m < MATRICES; m++)
    memcpy(few + m * (n - 3), y + m * n + 3, (n - 3) * sizeof *few);
  y[0] = NAN;
  y[n + 1] = INFINITY;
  y[4 * n + 2] = -1e200;
  dgmi_sobol_add(gaps, y, n, NULL, 1);
  dgmi_sobol_add(sobol, few, n - 3, NULL, 1);
  g_assert_cmpuint(dgmi_sobol_n_rows(gaps), ==, n - 3);
  g_assert_true(dgmi_sobol_indices(gaps, index[0][0], index[0][1]));
  g_assert_true(dgmi_sobol_indices(sobol, index[1][0], index[1][1]));
  g_assert_cmpmem(index[0], sizeof index[0], index[1], sizeof index[1]);
}

/* ---- Coverage ---- */

/* V = a²/8 + bπ⁴/5 + b²π⁸/18 + 1/2, V1 = (1 + bπ⁴/5)²/2, V2 = a²/8, V13 = 8b²π⁸/225 with a = 7,
 * b = 0.1: S and ST of the three inputs. */
static void analytic(double *first, double *total)
{
  const double a = 7, b = .1, p4 = pow(G_PI, 4), p8 = p4 * p4;
  const double v = a * a / 8 + b * p4 / 5 + b * b * p8 / 18 + .5;
  const double v1 = pow(1 + b * p4 / 5, 2) / 2, v2 = a * a / 8, v13 = 8 * b * b * p8 / 225;
  first[0] = v1 / v;
  first[1] = v2 / v;
  first[2] = 0;
  total[0] = (v1 + v13) / v;
  total[1] = v2 / v;
  total[2] = v13 / v;
}

/* Each 95 % interval covers the true index in 90 to 99 % of 200 independent designs. */
static void test_coverage(void)
{
  const guint seeds = 200, n = 1 << 12;
  double first[INPUTS], total[INPUTS];
  guint covered[2][INPUTS] = {{0}};
  analytic(first, total);
  g_assert_cmpfloat_with_epsilon(first[0], .3139, 5e-5);
  g_assert_cmpfloat_with_epsilon(total[2], .2437, 5e-5);
  g_autofree double *v = g_new(double, 2 * INPUTS * (gsize)n);
  for (guint seed = 1; seed <= seeds; seed++)
  {
    g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
    for (guint k = 0; k < 2 * INPUTS * n; k++)
      v[k] = g_rand_double(rand);
    g_autofree double *y = outputs(v, v + INPUTS * (gsize)n, n);
    g_autoptr(DgmiSobol) sobol = dgmi_sobol_new(INPUTS, seed);
    DgmiSobolIndex s[INPUTS], st[INPUTS];
    dgmi_sobol_add(sobol, y, n, NULL, 1);
    g_assert_true(dgmi_sobol_indices(sobol, s, st));
    for (guint i = 0; i < INPUTS; i++)
    {
      covered[0][i] += s[i].low <= first[i] && first[i] <= s[i].high;
      covered[1][i] += st[i].low <= total[i] && total[i] <= st[i].high;
    }
  }
  for (guint i = 0; i < INPUTS; i++)
    for (guint k = 0; k < 2; k++)
    {
      g_test_message("%s of input %u: %u of %u", k ? "ST" : "S", i + 1, covered[k][i], seeds);
      g_assert_cmpuint(covered[k][i], >=, seeds * 90 / 100);
      g_assert_cmpuint(covered[k][i], <=, seeds * 99 / 100);
    }
}

TEST_PROGRAM({"/sobol/golden", test_golden}, {"/sobol/shift-and-scale", test_shift_and_scale},
             {"/sobol/pieces", test_pieces}, {"/sobol/constant", test_constant},
             {"/sobol/missing", test_missing}, {"/sobol/coverage", test_coverage})
