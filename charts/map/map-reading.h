/* map-reading.h: a map on its way from JSON: what map-file.c and topojson.c share. */
#pragma once

#include <json-glib/json-glib.h>

#include "charts/map/map-file.h"

typedef struct
{
  const char *name; /* of the file, in messages */
  GArray *features; /* of DgmiMapFeature */
  guint n_points;
  GError **error;
} DgmiMapReading;

/* Sets the error "NAME: …". Always FALSE. */
gboolean dgmi_map_refuse(DgmiMapReading *reading, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* The member of an object as an array, object, string or number; NULL, NAN where it is not there or
 * something else. */
JsonArray *dgmi_json_array(JsonObject *object, const char *member);
JsonObject *dgmi_json_object(JsonObject *object, const char *member);
const char *dgmi_json_string(JsonObject *object, const char *member);

/* Element `i` of an array. */
JsonArray *dgmi_json_array_at(JsonArray *array, guint i);
JsonObject *dgmi_json_object_at(JsonArray *array, guint i);
double dgmi_json_number_at(JsonArray *array, guint i);

/* Counts `n` points more. FALSE with the error where they are too many. */
gboolean dgmi_map_count_points(DgmiMapReading *reading, guint n);

/* Appends a point. FALSE with the error where it is no longitude and latitude. */
gboolean dgmi_map_add_point(DgmiMapReading *reading, GArray *points, double longitude,
                            double latitude);

/* Adds a ring of `points` (which are copied) to the feature, without the last point where it
 * repeats the first; fewer than 3 points are left out. */
void dgmi_map_add_ring(DgmiMapFeature *feature, const GArray *points, gboolean hole);

/* Adds a feature with the words of its `id` and properties; NULL with the error where there are too
 * many. It belongs to reading->features and moves with the next one. */
DgmiMapFeature *dgmi_map_add_feature(DgmiMapReading *reading, JsonObject *object);

/* Reads a TopoJSON topology. FALSE with the error. */
gboolean dgmi_topojson_read(DgmiMapReading *reading, JsonObject *topology);
