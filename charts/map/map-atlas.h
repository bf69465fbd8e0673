/* map-atlas.h: the outlines of a map on their way to the page: what map-outlines.c and map-names.c
 * share. */
#pragma once

#include "charts/map/map-file.h"
#include "charts/map/map-inside.h"
#include "charts/map/projection.h"

typedef struct
{
  double x0, y0, x1, y1;
} MapExtent;

/* An outline on its way: projected, then in px. */
typedef struct
{
  double *xy; /* pairs */
  guint n;
  gboolean hole;
  MapExtent extent;
  double area; /* signed */
} MapOutline;

typedef struct
{
  const DgmiMapFeature *feature;
  const DgmiChartUnit *unit; /* NULL = none */
  GArray *rings;             /* of MapOutline */
  int main;                  /* the largest of them; -1 = none */
} MapShape;

typedef struct
{
  DgmiMapPicture *picture;
  DgmiMapFile *file;
  MapShape *shapes;
  DgmiProjection projection;
  MapExtent view;
  gboolean mainlands; /* only what lies in the view is drawn */
} MapAtlas;

/* Draws the unit's name, and its value below it where both fit, in its largest part, clear of the
 * boxes in `taken` (of DgmiBox), to which it is added. */
void dgmi_map_draw_name(const MapAtlas *atlas, const MapShape *shape, GArray *taken);
