/* arithmetic, geometric, harmonic and power: the weighted means of a unit's members. */
#include <math.h>

#include "index/kernels/means.h"
#include "index/methods/methods.h"

static double mean_arithmetic(const double *x, const double *weight, guint n,
                              const double *argument)
{
  (void)argument;
  return dgmi_mean_arithmetic(x, weight, n);
}

static double mean_geometric(const double *x, const double *weight, guint n, const double *argument)
{
  (void)argument;
  return dgmi_mean_geometric(x, weight, n);
}

static double mean_harmonic(const double *x, const double *weight, guint n, const double *argument)
{
  (void)argument;
  return dgmi_mean_harmonic(x, weight, n);
}

static double mean_power(const double *x, const double *weight, guint n, const double *argument)
{
  return dgmi_mean_power(x, weight, n, argument[0]);
}

static double domain_positive(const double *argument, gboolean *strict)
{
  (void)argument;
  *strict = TRUE;
  return 0;
}

static double domain_power(const double *argument, gboolean *strict)
{
  const double power = argument[0];
  *strict = power <= 0;
  return power > 0 && (power == 1 || fmod(power, 2) == 0) ? -INFINITY : 0;
}

const DgmiMethodInfo dgmi_method_aggregate_arithmetic = {
    DGMI_METHOD(AGGREGATE, "arithmetic", "weighted arithmetic mean", NULL, "Σ w x / Σ w",
                DGMI_DROPS_OUT),
    .counts = DGMI_COUNT(0),
    .aggregate = {
        .row = mean_arithmetic, .additive = TRUE, .is_mean = TRUE, .kernel = DGMI_KERNEL_SUM}};

const DgmiMethodInfo dgmi_method_aggregate_geometric = {
    DGMI_METHOD(AGGREGATE, "geometric", "weighted geometric mean", NULL,
                "exp(Σ w ln x / Σ w), x > 0", DGMI_DROPS_OUT),
    .counts = DGMI_COUNT(0),
    .aggregate = {.row = mean_geometric,
                  .domain = domain_positive,
                  .is_mean = TRUE,
                  .kernel = DGMI_KERNEL_LOG_SUM}};

const DgmiMethodInfo dgmi_method_aggregate_harmonic = {
    DGMI_METHOD(AGGREGATE, "harmonic", "weighted harmonic mean", NULL, "Σ w / Σ (w/x), x > 0",
                DGMI_DROPS_OUT),
    .counts = DGMI_COUNT(0),
    .aggregate = {.row = mean_harmonic, .domain = domain_positive, .is_mean = TRUE}};

const DgmiMethodInfo dgmi_method_aggregate_power = {
    DGMI_METHOD(AGGREGATE, "power", "weighted power mean", ":P",
                "(Σ w x^P / Σ w)^(1/P), x ≥ 0 (x > 0 for P ≤ 0); P = 0: geometric", DGMI_DROPS_OUT),
    .counts = DGMI_COUNT(1),
    .aggregate = {.row = mean_power, .domain = domain_power, .is_mean = TRUE}};
