#include "index/questions/model-distance.h"

#include <assert.h>
#include <math.h>

static double distance(const double *const *component, const double *weight, guint n_components,
                       guint unit, guint model)
{
  double norm = 0, sum = 0;
  for (guint k = 0; k < n_components; k++)
  {
    const double gap = component[k][unit] - component[k][model];
    if (isnan(gap))
      continue;
    norm = hypot(norm, sqrt(weight[k]) * gap); /* no square overflows */
    sum += weight[k];
  }
  return sum > 0 ? norm / sqrt(sum) : NAN;
}

void dgmi_model_distances(const double *const *component, const double *weight, guint n_components,
                          guint n_units, guint model, double *out)
{
  assert(model < n_units);
  for (guint unit = 0; unit < n_units; unit++)
    out[unit] = distance(component, weight, n_components, unit, model);
}
