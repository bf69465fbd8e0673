/* Random numbers, weights and functions of uncertainty analyses against closed forms, and the same
 * bytes from all vector units. */
#include "index/kernels/draw-kernel.h"

#include "tests/shared/program.h"
#include <glib.h>
#include <math.h>
#include <stdlib.h>

#define ROWS_MAX 40

static const DgmiKernel *const kernels[] = {&dgmi_kernel_portable,
#if defined(__x86_64__)
                                            &dgmi_kernel_avx2, &dgmi_kernel_avx512
#endif
};

static gboolean can_run(guint kernel)
{
#if defined(__x86_64__)
  if (kernel == 2)
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw");
  return kernel == 0 || __builtin_cpu_supports("avx2");
#else
  return kernel == 0;
#endif
}

typedef struct
{
  double value[ROWS_MAX][BLOCK] __attribute__((aligned(64)));
} DrawnRows;

/* What weights are drawn from: how, n nominal ones, and how far they go from them. */
typedef struct
{
  DgmiWeightsLaw law;
  const double *nominal;
  double amount;
  guint n;
} Law;

static void draw_rows(const DgmiKernel *kernel, guint64 key, const Law *law, DrawnRows *rows)
{
  double *row[ROWS_MAX];
  for (guint i = 0; i < law->n; i++)
    row[i] = rows->value[i];
  kernel->weights(key, law->law, law->nominal, law->amount, law->n, row);
}

/* Means, variances and covariances of weights against those of a Dirichlet distribution with the
 * parameters alpha[n], within 5 standard errors: about one in two million by chance for each. The
 * standard error of a mean is exact; that of a variance is bounded by assuming a kurtosis of 12,
 * beyond that of the marginal Beta distributions used here. */
static void check_moments(const Law *law, const double *alpha)
{
  const guint n = law->n, blocks = 400, draws = blocks * BLOCK;
  g_autofree DrawnRows *rows = NULL;
  rows = aligned_alloc(64, sizeof *rows);
  g_autofree double *mean = g_new0(double, n), *square = g_new0(double, n);
  double product = 0, sum = 0;
  for (guint i = 0; i < n; i++)
    sum += alpha[i];
  for (guint b = 0; b < blocks; b++)
  {
    draw_rows(&dgmi_kernel_portable, b + 1, law, rows);
    for (guint d = 0; d < BLOCK; d++)
    {
      double total = 0;
      for (guint i = 0; i < n; i++)
      {
        const double x = rows->value[i][d];
        g_assert_true(x >= 0 && x <= 1);
        total += x, mean[i] += x / draws, square[i] += x * x / draws;
      }
      g_assert_cmpfloat_with_epsilon(total, 1, 1e-12);
      product += rows->value[0][d] * rows->value[1][d] / draws;
    }
  }
  for (guint i = 0; i < n; i++)
  {
    const double m = alpha[i] / sum, v = m * (1 - m) / (sum + 1);
    g_assert_cmpfloat_with_epsilon(mean[i], m, 5 * sqrt(v / draws));
    g_assert_cmpfloat_with_epsilon(square[i] - mean[i] * mean[i], v, 5 * v * sqrt(12.0 / draws));
  }
  const double m0 = alpha[0] / sum, m1 = alpha[1] / sum;
  const double v0 = m0 * (1 - m0) / (sum + 1), v1 = m1 * (1 - m1) / (sum + 1);
  g_assert_cmpfloat_with_epsilon(product - mean[0] * mean[1], -m0 * m1 / (sum + 1),
                                 5 * sqrt(12 * v0 * v1 / draws));
}

static void test_simplex(void)
{
  static const guint sizes[] = {2, 3, 5, 8, 30};
  double ones[30];
  for (guint i = 0; i < 30; i++)
    ones[i] = 1;
  for (guint i = 0; i < G_N_ELEMENTS(sizes); i++)
    check_moments(&(Law){WEIGHTS_UNIFORM, NULL, 0, sizes[i]}, ones);
}

static void test_dirichlet(void)
{
  static const double nominal[] = {0.5, 0.3, 0.15, 0.05};
  static const double amounts[] = {2, 20, 400};
  for (guint i = 0; i < G_N_ELEMENTS(amounts); i++)
  {
    double alpha[4];
    for (guint k = 0; k < 4; k++)
      alpha[k] = nominal[k] * amounts[i];
    check_moments(&(Law){WEIGHTS_GAMMA, nominal, amounts[i], 4}, alpha);
  }
}

static void test_noise_and_normal(void)
{
  static const double nominal[] = {0.75, 0.25};
  g_autofree DrawnRows *rows = aligned_alloc(64, sizeof *rows);
  double low = 1, high = 0, sum = 0, squares = 0, fourth = 0;
  guint within = 0;
  draw_rows(&dgmi_kernel_portable, 1, &(Law){WEIGHTS_NOISE, nominal, 0.25, 2}, rows);
  for (guint d = 0; d < BLOCK; d++)
    low = fmin(low, rows->value[0][d]), high = fmax(high, rows->value[0][d]);
  g_assert_true(low >= 0.5625 && low < 0.58 && high <= 0.9375 && high > 0.92);
  const guint n = 200 * ROWS_MAX * BLOCK;
  for (guint b = 0; b < 200; b++)
  {
    dgmi_kernel_portable.normal(b, ROWS_MAX, rows->value[0]);
    for (guint i = 0; i < ROWS_MAX * BLOCK; i++)
    {
      const double x = rows->value[i / BLOCK][i % BLOCK];
      sum += x, squares += x * x, fourth += x * x * x * x;
      within += fabs(x) < 1.959963984540054;
    }
  }
  /* Five standard errors: of the mean 1, of the square √2, of the fourth power √96, of a share. */
  g_assert_cmpfloat_with_epsilon(sum / n, 0, 5 / sqrt(n));
  g_assert_cmpfloat_with_epsilon(squares / n, 1, 5 * sqrt(2.0 / n));
  g_assert_cmpfloat_with_epsilon(fourth / n, 3, 5 * sqrt(96.0 / n));
  g_assert_cmpfloat_with_epsilon((double)within / n, 0.95, 5 * sqrt(0.95 * 0.05 / n));
}

/* e^x: below one unit in the last place off, and so may the C library be. */
static void test_exponential(void)
{
  g_autofree DrawnRows *rows = aligned_alloc(64, sizeof *rows);
  double x[CHUNK];
  for (guint round = 0; round < 2000; round++)
  {
    for (guint i = 0; i < CHUNK; i++)
      x[i] = rows->value[0][i] = g_test_rand_double_range(-700, 700) * (round % 2 ? 1 : 1e-3);
    dgmi_kernel_portable.exponential(1, CHUNK, rows->value[0]);
    for (guint i = 0; i < CHUNK; i++)
      g_assert_cmpfloat_with_epsilon(rows->value[0][i] / exp(x[i]), 1, 0x1p-51);
  }
  const double special[] = {0, -INFINITY, INFINITY, NAN, -800, 800, -740, 709.7};
  for (guint i = 0; i < 8; i++)
    rows->value[0][i] = special[i];
  dgmi_kernel_portable.exponential(1, 8, rows->value[0]);
  for (guint i = 0; i < 8; i++)
    if (isnan(special[i]))
      g_assert_true(isnan(rows->value[0][i]));
    else if (isinf(exp(special[i])))
      g_assert_true(isinf(rows->value[0][i]));
    else
      g_assert_cmpfloat_with_epsilon(rows->value[0][i], exp(special[i]),
                                     exp(special[i]) * 1e-15 + 0x1p-1074);
}

/* Every kernel draws the same bytes. */
static void test_kernels(void)
{
  static const double nominal[] = {0.4, 0.1, 0.02, 0.08, 0.4};
  g_autofree DrawnRows *a = aligned_alloc(64, sizeof *a), *b = aligned_alloc(64, sizeof *b);
  for (guint k = 1; k < G_N_ELEMENTS(kernels); k++)
  {
    if (!can_run(k))
      continue;
    for (guint law = 0; law < 3; law++)
    {
      const Law drawn = {(DgmiWeightsLaw)law, nominal, 3, 5};
      draw_rows(kernels[0], 7, &drawn, a);
      draw_rows(kernels[k], 7, &drawn, b);
      g_assert_cmpmem(a, 5 * sizeof a->value[0], b, 5 * sizeof b->value[0]);
    }
    kernels[0]->normal(9, ROWS_MAX, a->value[0]);
    kernels[k]->normal(9, ROWS_MAX, b->value[0]);
    g_assert_cmpmem(a, sizeof *a, b, sizeof *b);
    for (guint i = 0; i < ROWS_MAX * BLOCK / CHUNK; i++)
    {
      kernels[0]->exponential(1, CHUNK, a->value[0] + i * CHUNK);
      kernels[k]->exponential(1, CHUNK, b->value[0] + i * CHUNK);
    }
    g_assert_cmpmem(a, sizeof *a, b, sizeof *b);
  }
}

TEST_PROGRAM({"/uncertainty-kernel/simplex", test_simplex},
             {"/uncertainty-kernel/dirichlet", test_dirichlet},
             {"/uncertainty-kernel/noise-and-normal", test_noise_and_normal},
             {"/uncertainty-kernel/exponential", test_exponential},
             {"/uncertainty-kernel/kernels", test_kernels})
