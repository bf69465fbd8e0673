#include "charts/map/projection.h"

#include <math.h>

#define RADIANS (G_PI / 180)

void dgmi_projection_world(DgmiProjection *projection)
{
  *projection = (DgmiProjection){.kind = DGMI_EQUAL_EARTH};
}

static double rho(const DgmiProjection *projection, double latitude)
{
  const double inner = projection->constant - 2 * projection->cone * sin(latitude * RADIANS);
  return sqrt(MAX(inner, 0)) / projection->cone;
}

void dgmi_projection_region(double west, double south, double east, double north,
                            DgmiProjection *projection)
{
  const double first = (south + (north - south) / 6) * RADIANS;
  const double second = (north - (north - south) / 6) * RADIANS;
  *projection = (DgmiProjection){.kind = DGMI_ALBERS,
                                 .longitude = (west + east) / 2,
                                 .latitude = (south + north) / 2,
                                 .cone = (sin(first) + sin(second)) / 2};
  if (fabs(projection->cone) < 1e-3)
  {
    projection->cone = 0;
    projection->scale = MAX(cos(first), 0.1);
    return;
  }
  projection->constant = cos(first) * cos(first) + 2 * projection->cone * sin(first);
  projection->offset = rho(projection, projection->latitude);
}

static void project_equal_earth(double longitude, double latitude, double *x, double *y)
{
  static const double a[] = {1.340264, -0.081106, 0.000893, 0.003796};
  const double theta = asin(sqrt(3) / 2 * sin(latitude * RADIANS));
  const double t2 = theta * theta, t6 = t2 * t2 * t2;
  const double slope = a[0] + 3 * a[1] * t2 + t6 * (7 * a[2] + 9 * a[3] * t2);
  *x = 2 * sqrt(3) / 3 * longitude * RADIANS * cos(theta) / slope;
  *y = theta * (a[0] + a[1] * t2 + t6 * (a[2] + a[3] * t2));
}

void dgmi_project(const DgmiProjection *projection, double longitude, double latitude, double *x,
                  double *y)
{
  if (projection->kind == DGMI_EQUAL_EARTH)
  {
    project_equal_earth(longitude, latitude, x, y);
    return;
  }
  const double lambda = (longitude - projection->longitude) * RADIANS;
  if (projection->cone == 0)
  {
    *x = lambda * projection->scale;
    *y = sin(latitude * RADIANS) / projection->scale;
    return;
  }
  const double r = rho(projection, latitude);
  *x = r * sin(projection->cone * lambda);
  *y = projection->offset - r * cos(projection->cone * lambda);
}
