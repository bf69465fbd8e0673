/* Any bytes are a map or an error with a reason, and what a map promises holds. */
#include "charts/map/antimeridian.h"
#include "charts/map/map-file.h"
#include "indicators/base/error.h"

#define FUZZ_NAME "geojson"
#include "tests/fuzz/fuzz.h"

#include <math.h>

static void look_at_ring(const DgmiMapRing *ring)
{
  g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(DgmiMapRing));
  g_assert_cmpuint(ring->n, >=, 3);
  for (guint i = 0; i < ring->n; i++)
  {
    g_assert_true(fabs(ring->points[i].longitude) <= 360);
    g_assert_true(fabs(ring->points[i].latitude) <= 90);
  }
  dgmi_map_cut(ring, parts);
  for (guint p = 0; p < parts->len; p++)
  {
    const DgmiMapRing *part = &g_array_index(parts, DgmiMapRing, p);
    for (guint i = 0; i < part->n; i++)
      g_assert_true(fabs(part->points[i].longitude) <= 180 + 1e-9);
    g_free(part->points);
  }
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DgmiMapFile) map = dgmi_map_file_parse((const char *)data, size, "map", &error);
  g_assert_true((map == NULL) == (error != NULL));
  for (guint i = 0; map != NULL && i < map->n; i++)
  {
    g_assert_nonnull(map->features[i].name);
    for (guint r = 0; r < map->features[i].rings->len; r++)
      look_at_ring(&g_array_index(map->features[i].rings, DgmiMapRing, r));
  }
  return 0;
}
