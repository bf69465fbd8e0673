#include "index/weights/weight-polygon.h"

#include <assert.h>
#include <math.h>
#include <string.h>

DgmiWeightCorner dgmi_weight_between(const DgmiWeightCorner *a, double at_a,
                                     const DgmiWeightCorner *b, double at_b)
{
  assert(at_a != at_b);
  const double share = at_a / (at_a - at_b);
  DgmiWeightCorner corner;
  for (guint i = 0; i < 3; i++)
    corner.weight[i] = a->weight[i] + share * (b->weight[i] - a->weight[i]);
  return corner;
}

void dgmi_weight_polygon_cut(const DgmiWeightPolygon *from, const double *ahead,
                             DgmiWeightPolygon *to)
{
  assert(from != to && ahead != NULL);
  to->n = 0;
  for (guint i = 0; i < from->n && to->n + 2 <= to->size; i++)
  {
    const DgmiWeightCorner *a = &from->corners[i], *b = &from->corners[(i + 1) % from->n];
    const double at_a = dgmi_weight_score(3, a->weight, ahead);
    const double at_b = dgmi_weight_score(3, b->weight, ahead);
    if (at_a >= 0)
      to->corners[to->n++] = *a;
    if ((at_a > 0 && at_b < 0) || (at_a < 0 && at_b > 0))
      to->corners[to->n++] = dgmi_weight_between(a, at_a, b, at_b);
  }
}

/* The triangle of all weights of three parts, cut by the two bounds of each: at most 3 + 6
 * corners. */
void dgmi_weight_polygon_of_space(const DgmiWeightSpace *space, DgmiWeightPolygon *polygon)
{
  assert(polygon->size >= 9 && (space == NULL || space->n == 3));
  DgmiWeightCorner spare[9];
  DgmiWeightPolygon cut = {spare, 0, G_N_ELEMENTS(spare)};
  polygon->n = 3;
  for (guint m = 0; m < 3; m++)
    polygon->corners[m] = (DgmiWeightCorner){{m == 0, m == 1, m == 2}};
  for (guint m = 0; space != NULL && m < 3; m++)
  {
    const double low = space->lower[m], high = space->upper[m];
    const double above[3] = {(m == 0) - low, (m == 1) - low, (m == 2) - low};
    const double below[3] = {high - (m == 0), high - (m == 1), high - (m == 2)};
    dgmi_weight_polygon_cut(polygon, above, &cut);
    dgmi_weight_polygon_cut(&cut, below, polygon);
  }
}

double dgmi_weight_wedge(const DgmiWeightCorner *o, const DgmiWeightCorner *a,
                         const DgmiWeightCorner *b)
{
  return (a->weight[0] - o->weight[0]) * (b->weight[1] - o->weight[1]) -
         (a->weight[1] - o->weight[1]) * (b->weight[0] - o->weight[0]);
}

double dgmi_weight_polygon_area(const DgmiWeightPolygon *polygon)
{
  double area = 0;
  for (guint i = 1; i + 1 < polygon->n; i++)
    area += dgmi_weight_wedge(&polygon->corners[0], &polygon->corners[i], &polygon->corners[i + 1]);
  return fabs(area);
}
