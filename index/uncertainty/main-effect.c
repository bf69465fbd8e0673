#include "index/uncertainty/main-effect.h"

#include <assert.h>
#include <gsl/gsl_blas.h>
#include <gsl/gsl_bspline.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_min.h>
#include <math.h>
#include <stdlib.h>

#include "index/numbers/correlation.h"
#include "index/numbers/spread.h"

#define FEWEST_UNITS 10
#define MOST_KNOTS 20 /* between the ends */

typedef struct
{
  double x, y;
} EffectPoint;

static int by_x(const void *a, const void *b)
{
  const EffectPoint *p = a, *q = b;
  if (p->x != q->x)
    return p->x < q->x ? -1 : 1;
  return (p->y > q->y) - (p->y < q->y);
}

/* The complete pairs by x: x on [0, 1], y centred and of length 1. Returns how many. */
static gsize take_points(const double *x, const double *y, gsize n, EffectPoint *points)
{
  gsize m = 0;
  for (gsize i = 0; i < n; i++)
    if (!isnan(x[i]) && !isnan(y[i]))
      points[m++] = (EffectPoint){x[i], y[i]};
  g_autofree double *column = g_new(double, m + 1);
  for (gsize i = 0; i < m; i++)
    column[i] = points[i].x;
  const DgmiSpread across = dgmi_spread(column, m);
  for (gsize i = 0; i < m; i++)
    column[i] = points[i].y;
  const DgmiSpread up = dgmi_spread(column, m);
  double sum = 0, squares = 0;
  for (gsize i = 0; i < m; i++)
  {
    points[i].x = CLAMP((dgmi_spread_scale(&across, points[i].x) + 1) / 2, 0, 1);
    points[i].y = dgmi_spread_scale(&up, points[i].y);
    sum += points[i].y;
  }
  for (gsize i = 0; i < m; i++)
  {
    points[i].y -= sum / (double)m;
    squares += points[i].y * points[i].y;
  }
  for (gsize i = 0; i < m; i++)
    points[i].y /= sqrt(squares);
  qsort(points, m, sizeof *points, by_x);
  return m;
}

/* ---- The spline ---- */

/* Order 4 where there are values enough; knots at quantiles of the distinct values. */
static gsl_bspline_workspace *new_basis(const EffectPoint *points, gsize m)
{
  g_autofree double *distinct = g_new(double, m);
  gsize u = 0;
  for (gsize i = 0; i < m; i++)
    if (i == 0 || points[i].x != points[i - 1].x)
      distinct[u++] = points[i].x;
  const gsize knots = MIN(u / 4, MOST_KNOTS);
  gsl_bspline_workspace *basis = gsl_bspline_alloc(MIN(u, 4), knots + 2);
  gsl_vector *breaks = gsl_vector_alloc(knots + 2);
  gsl_vector_set(breaks, 0, 0);
  gsl_vector_set(breaks, knots + 1, 1);
  for (gsize k = 1; k <= knots; k++)
    gsl_vector_set(breaks, k, distinct[k * (u - 1) / (knots + 1)]);
  gsl_bspline_knots(breaks, basis);
  gsl_vector_free(breaks);
  return basis;
}

/* B'B and B'y; only neighbouring functions of the basis overlap. */
static void fill_normal(gsl_bspline_workspace *basis, const EffectPoint *points, gsize m,
                        gsl_matrix *normal, gsl_vector *product)
{
  const gsize order = gsl_bspline_order(basis);
  gsl_vector *values = gsl_vector_alloc(order);
  gsl_matrix_set_zero(normal);
  gsl_vector_set_zero(product);
  for (gsize i = 0; i < m; i++)
  {
    gsize first, last;
    gsl_bspline_eval_nonzero(points[i].x, values, &first, &last, basis);
    const gsl_vector_view part = gsl_vector_subvector(product, first, order);
    gsl_matrix_view block = gsl_matrix_submatrix(normal, first, first, order, order);
    gsl_blas_dsyr(CblasLower, 1, values, &block.matrix);
    gsl_blas_daxpy(points[i].y, values, (gsl_vector *)&part.vector);
  }
  gsl_vector_free(values);
}

/* ∫ B_i'' B_j'': of order 4 or less B'' is linear between knots, for the products of which Gauss's
 * rule of two points is exact. */
static void fill_penalty(gsl_bspline_workspace *basis, gsl_matrix *penalty)
{
  const gsize order = gsl_bspline_order(basis);
  gsl_matrix *derivatives = gsl_matrix_alloc(order, 3);
  gsl_matrix_set_zero(penalty);
  for (gsize k = 0; k + 1 < gsl_bspline_nbreak(basis); k++)
    for (int side = -1; side <= 1; side += 2)
    {
      gsize first, last;
      const double low = gsl_bspline_breakpoint(k, basis);
      const double half = (gsl_bspline_breakpoint(k + 1, basis) - low) / 2;
      gsl_bspline_deriv_eval_nonzero(low + half * (1 + side / sqrt(3)), 2, derivatives, &first,
                                     &last, basis);
      const gsl_vector_const_view second = gsl_matrix_const_column(derivatives, 2);
      gsl_matrix_view block = gsl_matrix_submatrix(penalty, first, first, order, order);
      gsl_blas_dsyr(CblasLower, half, &second.vector, &block.matrix);
    }
  gsl_matrix_free(derivatives);
}

/* ---- The penalty ---- */

/* In the basis of Demmler and Reinsch, that makes B'B the identity and the penalty diagonal, each
 * coefficient is shrunk by itself: to c / (1 + λ μ). */
typedef struct
{
  gsize n_units, n;
  double *c;  /* y's coefficients; Σ y² = 1 */
  double *mu; /* ascending; a straight line is free: the first two are 0 */
} Spectrum;

static double shrink(const Spectrum *spectrum, gsize k, double log_lambda)
{
  return 1 / (1 + exp(log_lambda) * spectrum->mu[k]);
}

/* Generalised cross-validation: n RSS / (n − trace)². */
static double validate(double log_lambda, void *data)
{
  const Spectrum *spectrum = data;
  double rest = 1, free = (double)spectrum->n_units;
  for (gsize k = 0; k < spectrum->n; k++)
  {
    const double s = shrink(spectrum, k, log_lambda);
    rest -= spectrum->c[k] * spectrum->c[k] * s * (2 - s);
    free -= s;
  }
  return free > 0.5 ? MAX(rest, 0) / (free * free) : INFINITY;
}

/* The minimum between best − step and best + step, which are both larger. */
static double refine(Spectrum *spectrum, double best, double step)
{
  gsl_function function = {validate, spectrum};
  gsl_min_fminimizer *search = gsl_min_fminimizer_alloc(gsl_min_fminimizer_brent);
  int status = gsl_min_fminimizer_set(search, &function, best, best - step, best + step);
  for (guint i = 0; status == 0 && i < 40; i++)
  {
    if (gsl_min_fminimizer_x_upper(search) - gsl_min_fminimizer_x_lower(search) < 1e-9)
      break;
    status = gsl_min_fminimizer_iterate(search);
    best = gsl_min_fminimizer_x_minimum(search);
  }
  gsl_min_fminimizer_free(search);
  return best;
}

/* The best of a grid from no penalty to speak of to a straight line, then between its neighbours.
 */
static double best_penalty(Spectrum *spectrum)
{
  const double middle = -log(spectrum->mu[2]), step = log(10) / 4;
  double best = middle, least = INFINITY;
  for (int i = -4 * 9; i <= 4 * 6; i++)
  {
    const double at = middle + i * step, value = validate(at, spectrum);
    if (value < least)
    {
      least = value;
      best = at;
    }
  }
  if (validate(best - step, spectrum) > least && validate(best + step, spectrum) > least)
    best = refine(spectrum, best, step);
  return best;
}

/* Fills the spectrum; FALSE where the basis is not one for these points. */
static gboolean find_spectrum(const EffectPoint *points, gsl_bspline_workspace *basis,
                              Spectrum *spectrum)
{
  const gsize n = spectrum->n;
  gsl_matrix *normal = gsl_matrix_alloc(n, n), *penalty = gsl_matrix_alloc(n, n);
  gsl_matrix *vectors = gsl_matrix_alloc(n, n), *kept = gsl_matrix_alloc(n, n);
  gsl_vector *product = gsl_vector_alloc(n), *applied = gsl_vector_alloc(n);
  gsl_eigen_gensymmv_workspace *work = gsl_eigen_gensymmv_alloc(n);
  gsl_vector_view mu = gsl_vector_view_array(spectrum->mu, n);
  fill_normal(basis, points, spectrum->n_units, normal, product);
  fill_penalty(basis, penalty);
  gsl_matrix_memcpy(kept, normal);
  const gboolean found = gsl_eigen_gensymmv(penalty, normal, &mu.vector, vectors, work) == 0;
  if (found)
    gsl_eigen_gensymmv_sort(&mu.vector, vectors, GSL_EIGEN_SORT_VAL_ASC);
  for (gsize k = 0; found && k < n; k++)
  {
    const gsl_vector_const_view v = gsl_matrix_const_column(vectors, k);
    double length, c;
    gsl_blas_dsymv(CblasLower, 1, kept, &v.vector, 0, applied);
    gsl_blas_ddot(&v.vector, applied, &length);
    gsl_blas_ddot(&v.vector, product, &c);
    spectrum->c[k] = c / sqrt(length);
    spectrum->mu[k] = k < 2 ? 0 : MAX(spectrum->mu[k], 0);
  }
  gsl_eigen_gensymmv_free(work);
  gsl_vector_free(applied);
  gsl_vector_free(product);
  gsl_matrix_free(kept);
  gsl_matrix_free(vectors);
  gsl_matrix_free(penalty);
  gsl_matrix_free(normal);
  return found && spectrum->mu[2] > 0;
}

double dgmi_main_effect(const double *x, const double *y, gsize n)
{
  gsize m;
  const double r = dgmi_correlation_pearson(x, y, n, &m), line = r * r;
  if (m < 3 || isnan(r))
    return NAN;
  g_autofree EffectPoint *points = g_new(EffectPoint, m);
  const gsize used = take_points(x, y, n, points);
  assert(used == m);
  gsl_bspline_workspace *basis = new_basis(points, m);
  const gsize size = gsl_bspline_ncoeffs(basis);
  g_autofree double *numbers = g_new0(double, 2 * size);
  Spectrum spectrum = {m, size, numbers, numbers + size};
  double effect = line;
  if (m >= FEWEST_UNITS && size > 2 && find_spectrum(points, basis, &spectrum))
  {
    const double log_lambda = best_penalty(&spectrum);
    effect = 0;
    for (gsize k = 0; k < size; k++)
    {
      const double fitted = spectrum.c[k] * shrink(&spectrum, k, log_lambda);
      effect += fitted * fitted;
    }
  }
  gsl_bspline_free(basis);
  return CLAMP(effect, 0, 1);
}
