#include "index/weight-regions.h"

#include <assert.h>
#include <math.h>

/* Of the triangle's area; a region of less is one of rounding. */
#define LEAST_SHARE 1e-14

/* A polygon of weights; each cut of a convex polygon adds at most one corner. */
typedef struct
{
  DgmiWeightCorner *corners;
  guint n, size;
} Polygon;

static double score(const double *value, const DgmiWeightCorner *at)
{
  return at->weight[0] * value[0] + at->weight[1] * value[1] + at->weight[2] * value[2];
}

static DgmiWeightCorner between(const DgmiWeightCorner *a, const DgmiWeightCorner *b, double share)
{
  DgmiWeightCorner corner;
  for (guint i = 0; i < 3; i++)
    corner.weight[i] = a->weight[i] + share * (b->weight[i] - a->weight[i]);
  return corner;
}

/* The part of `from` where `ahead` (the score of one unit over another's) is not negative. */
static void cut(const Polygon *from, const double *ahead, Polygon *to)
{
  to->n = 0;
  for (guint i = 0; i < from->n && to->n + 2 <= to->size; i++)
  {
    const DgmiWeightCorner *a = &from->corners[i], *b = &from->corners[(i + 1) % from->n];
    const double at_a = score(ahead, a), at_b = score(ahead, b);
    if (at_a >= 0)
      to->corners[to->n++] = *a;
    if ((at_a > 0 && at_b < 0) || (at_a < 0 && at_b > 0))
      to->corners[to->n++] = between(a, b, at_a / (at_a - at_b));
  }
}

/* Twice the signed area in the plane of the first two weights; the triangle's is 1. */
static double wedge(const DgmiWeightCorner *o, const DgmiWeightCorner *a, const DgmiWeightCorner *b)
{
  return (a->weight[0] - o->weight[0]) * (b->weight[1] - o->weight[1]) -
         (a->weight[1] - o->weight[1]) * (b->weight[0] - o->weight[0]);
}

/* Sets share and centre from the corners, by triangles around the first corner. */
static void measure(DgmiWeightRegion *region)
{
  double area = 0, sum[3] = {0, 0, 0};
  const DgmiWeightCorner *o = &region->corners[0];
  for (guint i = 1; i + 1 < region->n_corners; i++)
  {
    const DgmiWeightCorner *a = &region->corners[i], *b = &region->corners[i + 1];
    const double part = wedge(o, a, b);
    area += part;
    for (guint k = 0; k < 3; k++)
      sum[k] += part * (o->weight[k] + a->weight[k] + b->weight[k]) / 3;
  }
  region->share = fabs(area);
  for (guint k = 0; k < 3; k++)
    region->inside.weight[k] = area != 0 ? sum[k] / area : o->weight[k];
}

static gboolean takes_part(const double *value)
{
  return !isnan(value[0]) && !isnan(value[1]) && !isnan(value[2]);
}

static gboolean is_equal(const double *a, const double *b)
{
  return a[0] == b[0] && a[1] == b[1] && a[2] == b[2];
}

/* Cuts the triangle by every other unit. FALSE where nothing is left, or an equal unit before this
 * one has the region. Uses the two polygons, which have room for n_units + 3 corners. */
static gboolean find_region(const double *value, guint n_units, guint unit, Polygon spare[2],
                            DgmiWeightRegion *region)
{
  const double *own = value + 3 * (gsize)unit;
  Polygon *now = &spare[0], *next = &spare[1];
  now->n = 3;
  for (guint i = 0; i < 3; i++)
    now->corners[i] = (DgmiWeightCorner){{i == 0, i == 1, i == 2}};
  region->unit = unit;
  region->n_equal = 0;
  for (guint other = 0; other < n_units && now->n >= 3; other++)
  {
    const double *theirs = value + 3 * (gsize)other;
    if (other == unit || !takes_part(theirs))
      continue;
    if (is_equal(own, theirs) && other < unit)
      return FALSE;
    region->n_equal += is_equal(own, theirs);
    const double ahead[3] = {own[0] - theirs[0], own[1] - theirs[1], own[2] - theirs[2]};
    cut(now, ahead, next);
    Polygon *swap = now;
    now = next;
    next = swap;
  }
  if (now->n < 3)
    return FALSE;
  region->n_corners = now->n;
  region->corners = now->corners;
  measure(region);
  return region->share > LEAST_SHARE;
}

static int by_share(gconstpointer a, gconstpointer b)
{
  const DgmiWeightRegion *x = a, *y = b;
  if (x->share != y->share)
    return x->share > y->share ? -1 : 1;
  return x->unit < y->unit ? -1 : x->unit > y->unit;
}

DgmiWeightRegions *dgmi_weight_regions_new(const double *value, guint n_units)
{
  assert(value != NULL || n_units == 0);
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(DgmiWeightRegion));
  const guint size = MIN(n_units, G_MAXUINT / 4) + 8; /* with room for what rounding may add */
  Polygon spare[2] = {{g_new(DgmiWeightCorner, size), 0, size},
                      {g_new(DgmiWeightCorner, size), 0, size}};
  for (guint unit = 0; unit < n_units; unit++)
  {
    DgmiWeightRegion region;
    if (!takes_part(value + 3 * (gsize)unit) || !find_region(value, n_units, unit, spare, &region))
      continue;
    region.corners = g_memdup2(region.corners, region.n_corners * sizeof *region.corners);
    g_array_append_val(found, region);
  }
  g_free(spare[0].corners);
  g_free(spare[1].corners);
  g_array_sort(found, by_share);
  DgmiWeightRegions *regions = g_new(DgmiWeightRegions, 1);
  regions->n = found->len;
  regions->regions = (DgmiWeightRegion *)g_array_free(g_steal_pointer(&found), FALSE);
  return regions;
}

void dgmi_weight_regions_free(DgmiWeightRegions *regions)
{
  if (regions == NULL)
    return;
  for (guint i = 0; i < regions->n; i++)
    g_free(regions->regions[i].corners);
  g_free(regions->regions);
  g_free(regions);
}
