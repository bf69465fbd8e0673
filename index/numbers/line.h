/* line.h: a straight line through pairs of figures. */
#pragma once

#include <glib.h>

/* The line y = intercept + slope x of least squares (gsl_fit_linear()) through x[n] and y[n]; pairs
 * in which either is missing (NaN) are left out. FALSE where fewer than two are left or x is
 * constant. Cost: n. */
gboolean dgmi_line_fit(const double *x, const double *y, gsize n, double *intercept, double *slope);
