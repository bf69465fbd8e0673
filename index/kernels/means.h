/* means.h: weighted means of n values, none missing. Sums are made in long double. */
#pragma once

#include <stddef.h>

/* Σ w x / Σ w, with a second pass over the residuals (as R's mean). Σ w = 0 gives NaN. */
double dgmi_mean_arithmetic(const double *restrict x, const double *restrict weight, size_t n);

/* exp(Σ w ln x / Σ w), x > 0. */
double dgmi_mean_geometric(const double *restrict x, const double *restrict weight, size_t n);

/* Σ w / Σ (w/x), x > 0. */
double dgmi_mean_harmonic(const double *restrict x, const double *restrict weight, size_t n);

/* (Σ w x^P / Σ w)^(1/P), x ≥ 0 (x > 0 for P ≤ 0); the geometric one for P = 0. */
double dgmi_mean_power(const double *restrict x, const double *restrict weight, size_t n,
                       double power);
