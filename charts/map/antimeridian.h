/* antimeridian.h: outlines that cross the line of 180 degrees, cut there. */
#pragma once

#include "charts/map/map-file.h"

/* The parts of `ring` that lie within -180 to 180 degrees, appended to `parts` (of DgmiMapRing,
 * whose points the caller frees). A step of more than 180 degrees is taken to cross the line, as
 * in TopoJSON; a ring around a pole goes by way of that pole. */
void dgmi_map_cut(const DgmiMapRing *ring, GArray *parts);
