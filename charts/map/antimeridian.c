#include "charts/map/antimeridian.h"

#include <math.h>

#define HALF 180.0
#define WHOLE 360.0

/* The points with each longitude within 180 degrees of the one before. */
static GArray *unwrap(const DgmiMapRing *ring)
{
  GArray *points = g_array_sized_new(FALSE, FALSE, sizeof(DgmiMapPoint), ring->n + 3);
  double shift = 0, latitudes = 0;
  for (guint i = 0; i < ring->n; i++)
  {
    DgmiMapPoint point = ring->points[i];
    const double step = i == 0 ? 0 : point.longitude - ring->points[i - 1].longitude;
    shift += step > HALF ? -WHOLE : step < -HALF ? WHOLE : 0;
    point.longitude += shift;
    latitudes += point.latitude;
    g_array_append_val(points, point);
  }
  const double last = ring->points[0].longitude - ring->points[ring->n - 1].longitude;
  shift += last > HALF ? -WHOLE : last < -HALF ? WHOLE : 0;
  if (shift == 0)
    return points;
  const double pole = latitudes < 0 ? -90 : 90, first = ring->points[0].longitude;
  const DgmiMapPoint around[] = {
      {first + shift, ring->points[0].latitude}, {first + shift, pole}, {first, pole}};
  g_array_append_vals(points, around, G_N_ELEMENTS(around));
  return points;
}

/* The part at one side of a meridian: east of it where `side` is 1, west where it is -1 (Sutherland
 * and Hodgman). */
static GArray *cut(const GArray *from, double meridian, int side)
{
  GArray *to = g_array_sized_new(FALSE, FALSE, sizeof(DgmiMapPoint), from->len + 4);
  for (guint i = 0; i < from->len; i++)
  {
    const DgmiMapPoint a = g_array_index(from, DgmiMapPoint, i);
    const DgmiMapPoint b = g_array_index(from, DgmiMapPoint, (i + 1) % from->len);
    const double at_a = side * (a.longitude - meridian), at_b = side * (b.longitude - meridian);
    if (at_a >= 0)
      g_array_append_val(to, a);
    if ((at_a > 0 && at_b < 0) || (at_a < 0 && at_b > 0))
    {
      const DgmiMapPoint crossing = {meridian,
                                     a.latitude + at_a / (at_a - at_b) * (b.latitude - a.latitude)};
      g_array_append_val(to, crossing);
    }
  }
  return to;
}

static void add_part(const GArray *points, double shift, gboolean hole, GArray *parts)
{
  DgmiMapRing part = {NULL, points->len, hole};
  if (points->len < 3)
    return;
  part.points = g_memdup2(points->data, points->len * sizeof(DgmiMapPoint));
  for (guint i = 0; i < part.n; i++)
    part.points[i].longitude += shift;
  g_array_append_val(parts, part);
}

void dgmi_map_cut(const DgmiMapRing *ring, GArray *parts)
{
  g_autoptr(GArray) points = unwrap(ring);
  double low = INFINITY, high = -INFINITY;
  for (guint i = 0; i < points->len; i++)
  {
    low = fmin(low, g_array_index(points, DgmiMapPoint, i).longitude);
    high = fmax(high, g_array_index(points, DgmiMapPoint, i).longitude);
  }
  const double first = floor((low + HALF) / WHOLE), last = ceil((high - HALF) / WHOLE);
  if (first == 0 && last <= 0)
  {
    add_part(points, 0, ring->hole, parts);
    return;
  }
  for (double turn = first; turn <= last && turn < first + 8; turn++)
  {
    g_autoptr(GArray) east = cut(points, turn * WHOLE - HALF, 1);
    g_autoptr(GArray) part = cut(east, turn * WHOLE + HALF, -1);
    add_part(part, -turn * WHOLE, ring->hole, parts);
  }
}
