/* weight-regions.h: which unit is first under which weights of three components: exact polygons.
 *
 * A unit's score under weights w (w1 + w2 + w3 = 1, none negative) is the linear function
 * w1 x1 + w2 x2 + w3 x3. The weights under which it is first are the part of the triangle of all
 * weights (or of a box in it) where no other unit's function is larger: cut by one half-plane for
 * each other unit (I. E. Sutherland, G. W. Hodgman, "Reentrant polygon clipping", 1974). Pure
 * functions. */
#pragma once

#include "index/weights/weight-polygon.h"
#include "indicators/base/export.h"

G_BEGIN_DECLS

typedef struct
{
  guint unit;
  guint n_equal;           /* other units with the same three values, which are first with it */
  double share;            /* of all weights of the space: by area */
  DgmiWeightCorner inside; /* the region's centre of area */
  guint n_corners;         /* in order around the region */
  DgmiWeightCorner *corners;
} DgmiWeightRegion;

typedef struct
{
  DgmiWeightRegion *regions; /* largest share first, then by unit */
  guint n;
} DgmiWeightRegions;

/* `value[3 * unit + component]` for `n_units` units; those with a missing value (NaN) take no part.
 * `space`: of three parts, of which none is fixed; NULL = all weights. Regions without area (first
 * on a line or in a point only) are left out. Units are equal within DGMI_WEIGHT_TIE. The shares
 * sum to 1 within rounding, 0 regions if no unit takes part. Cost: O(n^2). Free with
 * dgmi_weight_regions_free(). */
DGMI_EXPORT DgmiWeightRegions *dgmi_weight_regions_new(const DgmiWeightSpace *space,
                                                       const double *value,
                                                       guint n_units) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT void dgmi_weight_regions_free(DgmiWeightRegions *regions);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiWeightRegions, dgmi_weight_regions_free)

/* Whether `unit` has the region: it is its unit, or equal to it. */
DGMI_EXPORT gboolean dgmi_weight_region_is_of(const DgmiWeightRegion *region, const double *value,
                                              guint n_units, guint unit);

G_END_DECLS
