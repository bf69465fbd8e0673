/* map-inside.h: what the map of tiles and the map of outlines share. */
#pragma once

#include "charts/map/chart-map.h"
#include "charts/page/legend.h"

typedef struct
{
  const DgmiMapInput *input;
  DgmiPage *page;
  GPtrArray *strings;
  DgmiValueClasses classes;
  DgmiLegendEntry entries[DGMI_VALUE_CLASSES_MAX + 1];
  DgmiLegend legend;
  GHashTable *by_code; /* code in capitals → position in the list + 1 */
  gboolean blanks;     /* places without a unit are drawn: the key says so */
} DgmiMapPicture;

/* The unit with a code, or NULL. */
const DgmiChartUnit *dgmi_map_unit(const DgmiMapPicture *picture, const char *code);

/* How a unit (NULL = none stands there) is painted. */
DgmiPaint dgmi_map_paint(const DgmiMapPicture *picture, const DgmiChartUnit *unit);

/* "Guangdong: EGDI 0.81 · rank 1 of 31"; of no unit `name` and that there are no data. Belongs to
 * the picture. */
const char *dgmi_map_title(DgmiMapPicture *picture, const DgmiChartUnit *unit, const char *name);

/* Adds the note "Not on the map: A, B." of the units in `names` (const char *), at most a dozen by
 * name. */
void dgmi_map_note_absent(DgmiMapPicture *picture, GPtrArray *names);

/* The keys; after picture->blanks is set and before the page is laid out. */
void dgmi_map_fill_legend(DgmiMapPicture *picture);

/* map-tiles.c and map-outlines.c: everything from the layout of the page to its footer. */
gboolean dgmi_map_draw_tiles(DgmiMapPicture *picture, GError **error);
gboolean dgmi_map_draw_outlines(DgmiMapPicture *picture, GError **error);
