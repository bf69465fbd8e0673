/* median, min and max: one member speaks for a unit. */
#include <gsl/gsl_sort.h>
#include <math.h>

#include "index/methods/methods.h"

/* The value with half of the weight on either side; halfway between two where it falls so. */
static double weighted_median(const double *x, const double *weight, guint n,
                              const double *argument)
{
  (void)argument;
  g_autofree size_t *order = g_new(size_t, n);
  gsl_sort_index(order, x, 1, n);
  double total = 0, below = 0;
  for (guint i = 0; i < n; i++)
    total += weight[i];
  for (guint i = 0; i < n; i++)
  {
    below += weight[order[i]];
    if (below == total / 2 && i + 1 < n)
      return x[order[i]] / 2 + x[order[i + 1]] / 2;
    if (below > total / 2)
      return x[order[i]];
  }
  return x[order[n - 1]];
}

static double minimum(const double *x, const double *weight, guint n, const double *argument)
{
  (void)weight, (void)argument;
  double least = x[0];
  for (guint i = 1; i < n; i++)
    least = MIN(least, x[i]);
  return least;
}

static double maximum(const double *x, const double *weight, guint n, const double *argument)
{
  (void)weight, (void)argument;
  double largest = x[0];
  for (guint i = 1; i < n; i++)
    largest = MAX(largest, x[i]);
  return largest;
}

const DgmiMethodInfo dgmi_method_aggregate_median = {
    DGMI_METHOD(AGGREGATE, "median", "weighted median", NULL, "weighted median", DGMI_DROPS_OUT),
    .counts = DGMI_COUNT(0), .aggregate = {.row = weighted_median, .is_mean = TRUE}};

const DgmiMethodInfo dgmi_method_aggregate_min = {
    DGMI_METHOD(AGGREGATE, "min", "minimum", NULL, "least member of weight above 0",
                DGMI_DROPS_OUT),
    .counts = DGMI_COUNT(0), .aggregate = {.row = minimum, .is_mean = TRUE}};

const DgmiMethodInfo dgmi_method_aggregate_max = {
    DGMI_METHOD(AGGREGATE, "max", "maximum", NULL, "largest member of weight above 0",
                DGMI_DROPS_OUT),
    .counts = DGMI_COUNT(0), .aggregate = {.row = maximum, .is_mean = TRUE}};
