/* weight-polygon.h: convex polygons of weights of three parts, cut by lines. For weight-regions.c
 * and weight-ranks.c. */
#pragma once

#include "index/weights/weight-space.h"
#include "indicators/base/export.h"

G_BEGIN_DECLS

typedef struct
{
  double weight[3]; /* sum to 1 */
} DgmiWeightCorner;

/* `corners` has room for `size`; each cut of a convex polygon adds at most one. */
typedef struct
{
  DgmiWeightCorner *corners;
  guint n, size;
} DgmiWeightPolygon;

/* The part of `from` where Σ w ahead is not negative. */
DGMI_EXPORT void dgmi_weight_polygon_cut(const DgmiWeightPolygon *from, const double *ahead,
                                         DgmiWeightPolygon *to);

/* All weights of a space of three parts (NULL: the whole triangle), in `polygon`, which has room
 * for 9 corners. */
DGMI_EXPORT void dgmi_weight_polygon_of_space(const DgmiWeightSpace *space,
                                              DgmiWeightPolygon *polygon);

/* The share of the triangle's area that it covers. */
DGMI_EXPORT double dgmi_weight_polygon_area(const DgmiWeightPolygon *polygon);

/* The weights on the way from a to b where a function that is at_a and at_b there is 0. */
DGMI_EXPORT DgmiWeightCorner dgmi_weight_between(const DgmiWeightCorner *a, double at_a,
                                                 const DgmiWeightCorner *b, double at_b);

/* Twice the signed area in the plane of the first two weights; the triangle's is 1. */
DGMI_EXPORT double dgmi_weight_wedge(const DgmiWeightCorner *o, const DgmiWeightCorner *a,
                                     const DgmiWeightCorner *b);

G_END_DECLS
