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

/* The value that lies furthest to `side`: −1 the least, 1 the largest. */
static double furthest(const double *x, guint n, double side)
{
  double end = x[0];
  for (guint i = 1; i < n; i++)
    end = side * end > side * x[i] ? end : x[i];
  return end;
}

static double minimum(const double *x, const double *weight, guint n, const double *argument)
{
  (void)weight, (void)argument;
  return furthest(x, n, -1);
}

static double maximum(const double *x, const double *weight, guint n, const double *argument)
{
  (void)weight, (void)argument;
  return furthest(x, n, 1);
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
