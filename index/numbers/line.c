#include "index/numbers/line.h"

#include <assert.h>
#include <gsl/gsl_fit.h>
#include <math.h>

/* A column that is constant has no slope; GSL would divide by 0. */
gboolean dgmi_line_fit(const double *x, const double *y, gsize n, double *intercept, double *slope)
{
  assert(intercept != NULL && slope != NULL);
  g_autofree double *a = g_new(double, n + 1), *b = g_new(double, n + 1);
  double c00, c01, c11, squares;
  gboolean varies = FALSE;
  gsize m = 0;
  for (gsize i = 0; i < n; i++)
  {
    if (isnan(x[i]) || isnan(y[i]))
      continue;
    a[m] = x[i];
    b[m++] = y[i];
    varies = varies || x[i] != a[0];
  }
  return varies && gsl_fit_linear(a, 1, b, 1, m, intercept, slope, &c00, &c01, &c11, &squares) == 0;
}
