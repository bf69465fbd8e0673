#include "index/weights/weight-regions.h"

#include <assert.h>
#include <math.h>

#include "indicators/base/memory.h"

/* Of the whole area; a region of less is one of rounding. */
#define LEAST_SHARE 1e-14

typedef struct
{
  const double *value;
  guint n_units;
  double tie;
  DgmiWeightPolygon all, now, next;
  double area; /* of all */
} RegionSearch;

/* Sets share and centre from the corners, by triangles around the first corner. */
static void measure(DgmiWeightRegion *region, double all)
{
  double area = 0, sum[3] = {0, 0, 0};
  const DgmiWeightCorner *o = &region->corners[0];
  for (guint i = 1; i + 1 < region->n_corners; i++)
  {
    const DgmiWeightCorner *a = &region->corners[i], *b = &region->corners[i + 1];
    const double part = dgmi_weight_wedge(o, a, b);
    area += part;
    for (guint k = 0; k < 3; k++)
      sum[k] += part * (o->weight[k] + a->weight[k] + b->weight[k]) / 3;
  }
  region->share = fabs(area) / all;
  for (guint k = 0; k < 3; k++)
    region->inside.weight[k] = area != 0 ? sum[k] / area : o->weight[k];
}

static gboolean takes_part(const double *value)
{
  return !isnan(value[0]) && !isnan(value[1]) && !isnan(value[2]);
}

static gboolean is_equal(const double *a, const double *b, double tie)
{
  return fabs(a[0] - b[0]) <= tie && fabs(a[1] - b[1]) <= tie && fabs(a[2] - b[2]) <= tie;
}

/* Cuts all weights by every other unit. FALSE where nothing is left, or an equal unit before this
 * one has the region. */
static gboolean find_region(RegionSearch *search, guint unit, DgmiWeightRegion *region)
{
  const double *own = search->value + 3 * (gsize)unit;
  DgmiWeightPolygon *now = &search->now, *next = &search->next;
  *region = (DgmiWeightRegion){.unit = unit};
  now->n = search->all.n;
  for (guint i = 0; i < now->n; i++)
    now->corners[i] = search->all.corners[i];
  for (guint other = 0; other < search->n_units && now->n >= 3; other++)
  {
    const double *theirs = search->value + 3 * (gsize)other;
    if (other == unit || !takes_part(theirs))
      continue;
    if (is_equal(own, theirs, search->tie))
    {
      if (other < unit)
        return FALSE;
      region->n_equal++;
      continue;
    }
    const double ahead[3] = {own[0] - theirs[0], own[1] - theirs[1], own[2] - theirs[2]};
    dgmi_weight_polygon_cut(now, ahead, next);
    DgmiWeightPolygon *swap = now;
    now = next;
    next = swap;
  }
  if (now->n < 3)
    return FALSE;
  region->n_corners = now->n;
  region->corners = now->corners;
  measure(region, search->area);
  return region->share > LEAST_SHARE;
}

static int by_share(gconstpointer a, gconstpointer b)
{
  const DgmiWeightRegion *x = a, *y = b;
  if (x->share != y->share)
    return x->share > y->share ? -1 : 1;
  return x->unit < y->unit ? -1 : x->unit > y->unit;
}

static double tie_of(const double *value, guint n_units)
{
  return dgmi_weight_tie(&(DgmiWeightSpace){.n = 3}, value, n_units);
}

DgmiWeightRegions *dgmi_weight_regions_new(const DgmiWeightSpace *space, const double *value,
                                           guint n_units)
{
  assert(value != NULL || n_units == 0);
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(DgmiWeightRegion));
  const guint size = MIN(n_units, G_MAXUINT / 4) + 16; /* with room for what rounding may add */
  DgmiWeightCorner corners[9];
  RegionSearch search = {.value = value,
                         .n_units = n_units,
                         .tie = tie_of(value, n_units),
                         .all = {corners, 0, G_N_ELEMENTS(corners)},
                         .now = {g_new(DgmiWeightCorner, size), 0, size},
                         .next = {g_new(DgmiWeightCorner, size), 0, size}};
  dgmi_weight_polygon_of_space(space, &search.all);
  search.area = dgmi_weight_polygon_area(&search.all);
  for (guint unit = 0; unit < n_units; unit++)
  {
    DgmiWeightRegion region;
    if (!takes_part(value + 3 * (gsize)unit) || !find_region(&search, unit, &region))
      continue;
    region.corners = g_memdup2(region.corners, region.n_corners * sizeof *region.corners);
    g_array_append_val(found, region);
  }
  g_free(search.now.corners);
  g_free(search.next.corners);
  g_array_sort(found, by_share);
  DgmiWeightRegions *regions = g_new(DgmiWeightRegions, 1);
  regions->n = found->len;
  regions->regions = (DgmiWeightRegion *)g_array_free(g_steal_pointer(&found), FALSE);
  return regions;
}

static void clear_weight_regions(DgmiWeightRegions *regions)
{
  for (guint i = 0; i < regions->n; i++)
    g_free(regions->regions[i].corners);
  g_free(regions->regions);
}

DGMI_DEFINE_FREE(dgmi_weight_regions_free, DgmiWeightRegions, clear_weight_regions)

gboolean dgmi_weight_region_is_of(const DgmiWeightRegion *region, const double *value,
                                  guint n_units, guint unit)
{
  return unit == region->unit ||
         is_equal(value + 3 * (gsize)unit, value + 3 * (gsize)region->unit, tie_of(value, n_units));
}
