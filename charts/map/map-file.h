/* map-file.h: outlines from GeoJSON (RFC 7946) or TopoJSON: the polygons of each feature and the
 * words that may say which unit it is. Points and lines are left out. */
#pragma once

#include <glib.h>

/* What a map may have at most. */
#define DGMI_MAP_BYTES_MAX (64u << 20)
#define DGMI_MAP_POINTS_MAX 2000000u
#define DGMI_MAP_FEATURES_MAX 20000u
#define DGMI_MAP_DEPTH_MAX 64u

typedef struct
{
  double longitude, latitude; /* degrees, WGS 84 */
} DgmiMapPoint;

/* A closed line: its last point is joined to the first. */
typedef struct
{
  DgmiMapPoint *points;
  guint n;
  gboolean hole; /* cut out of the outline before it */
} DgmiMapRing;

typedef struct
{
  char **words;  /* codes first, then names, as the file has them; NULL-terminated */
  char *name;    /* for people; "" = none */
  GArray *rings; /* of DgmiMapRing, of at least 3 points each */
} DgmiMapFeature;

typedef struct
{
  DgmiMapFeature *features;
  guint n;
  guint n_points;
} DgmiMapFile;

/* Reads the text of a file, called `name` in messages. NULL with DGMI_ERROR_DATA and the reason: no
 * JSON, neither GeoJSON nor TopoJSON, a coordinate that is no longitude and latitude, an arc that
 * is not there, no polygon at all, more than the limits above. Cost: linear. */
DgmiMapFile *dgmi_map_file_parse(const char *text, gsize length, const char *name,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_map_file_free(DgmiMapFile *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiMapFile, dgmi_map_file_free)
