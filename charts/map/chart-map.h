/* chart-map.h: units shaded by their values: as tiles of China's provinces or of the world's
 * countries, or as the outlines of a map file in an equal-area projection. Five classes, a key with
 * counts, missing values hatched. */
#pragma once

#include "charts/map/tile-layouts.h"
#include "charts/map/value-classes.h"
#include "charts/page/unit-rows.h"

typedef struct
{
  const char *name; /* in the style's language */
  double from;      /* the least value that belongs to it */
} DgmiMapClass;

/* Strings and arrays are not owned. Codes of units are ISO 3166-1 alpha-3 ("DNK") or ISO 3166-2
 * ("CN-GD"). */
typedef struct
{
  DgmiUnitList list;           /* list.top is not looked at: a map shows all */
  const char *node;            /* what the value is, for tooltips; NULL = not said */
  int digits;                  /* decimals of values, 0 to 15 */
  DgmiClassMethod method;      /* DGMI_CLASSES_OWN: by `classes` */
  const DgmiMapClass *classes; /* best first */
  guint n_classes;             /* up to DGMI_VALUE_CLASSES_MAX */
  DgmiTileLayoutId tiles;
  const char *file; /* name of the map file, for messages; NULL = tiles */
  const char *text; /* its text */
  gsize length;
  /* The name of a tile that no unit stands for, and the unit's code that a word of the map means
   * (NULL = none). Called with `data`. */
  const char *(*name_of)(gpointer data, const char *code);
  const char *(*code_of)(gpointer data, const char *word);
  gpointer data;
} DgmiMapInput;

/* Draws a DgmiMapInput; see DgmiChartKind.draw. DGMI_ERROR_DATA also where the map file cannot be
 * read (map-file.h) or none of its outlines is a unit's. */
DgmiScene *dgmi_chart_map_draw(const DgmiChartStyle *style, gconstpointer input,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
