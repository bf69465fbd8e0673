#include "charts/map/map-reading.h"

#include "indicators/base/error.h"
#include "indicators/base/memory.h"
#include "indicators/base/text.h"

#include <math.h>
#include <string.h>

/* --- JSON --- */

gboolean dgmi_map_refuse(DgmiMapReading *reading, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  DgmiSentence *said = dgmi_sentence_new_valist(format, arguments);
  va_end(arguments);
  dgmi_error_take(reading->error, DGMI_ERROR_DATA, dgmi_sentence_about(reading->name, said));
  return FALSE;
}

static JsonArray *as_array(JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_ARRAY(node) ? json_node_get_array(node) : NULL;
}

static JsonObject *as_object(JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT(node) ? json_node_get_object(node) : NULL;
}

JsonArray *dgmi_json_array(JsonObject *object, const char *member)
{
  return as_array(json_object_get_member(object, member));
}

JsonObject *dgmi_json_object(JsonObject *object, const char *member)
{
  return as_object(json_object_get_member(object, member));
}

const char *dgmi_json_string(JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member(object, member);
  return node != NULL && JSON_NODE_HOLDS_VALUE(node) &&
                 json_node_get_value_type(node) == G_TYPE_STRING
             ? json_node_get_string(node)
             : NULL;
}

JsonArray *dgmi_json_array_at(JsonArray *array, guint i)
{
  return i < json_array_get_length(array) ? as_array(json_array_get_element(array, i)) : NULL;
}

JsonObject *dgmi_json_object_at(JsonArray *array, guint i)
{
  return i < json_array_get_length(array) ? as_object(json_array_get_element(array, i)) : NULL;
}

double dgmi_json_number_at(JsonArray *array, guint i)
{
  JsonNode *node = i < json_array_get_length(array) ? json_array_get_element(array, i) : NULL;
  if (node == NULL || !JSON_NODE_HOLDS_VALUE(node))
    return NAN;
  const GType type = json_node_get_value_type(node);
  return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE ? json_node_get_double(node) : NAN;
}

/* --- points and rings --- */

gboolean dgmi_map_count_points(DgmiMapReading *reading, guint n)
{
  if (n > DGMI_MAP_POINTS_MAX - reading->n_points)
    return dgmi_map_refuse(reading,
                           "has more than %u points; simplify it (mapshaper -simplify, or a "
                           "coarser file)",
                           DGMI_MAP_POINTS_MAX);
  reading->n_points += n;
  return TRUE;
}

gboolean dgmi_map_add_point(DgmiMapReading *reading, GArray *points, double longitude,
                            double latitude)
{
  if (!(fabs(longitude) <= 360) || !(fabs(latitude) <= 90.001))
    return dgmi_map_refuse(reading,
                           "%g, %g is no longitude and latitude in degrees; save the map in WGS 84 "
                           "(EPSG:4326)",
                           longitude, latitude);
  const DgmiMapPoint point = {longitude, CLAMP(latitude, -90, 90)};
  g_array_append_val(points, point);
  return TRUE;
}

void dgmi_map_add_ring(DgmiMapFeature *feature, const GArray *points, gboolean hole)
{
  guint n = points->len;
  const DgmiMapPoint *all = (const DgmiMapPoint *)points->data;
  while (n > 1 && all[n - 1].longitude == all[0].longitude &&
         all[n - 1].latitude == all[0].latitude)
    n--;
  if (n < 3)
    return;
  const DgmiMapRing ring = {g_memdup2(all, n * sizeof *all), n, hole};
  g_array_append_val(feature->rings, ring);
}

/* --- features --- */

/* Properties that say which unit a feature is, codes first; and those that name it. */
static const char *const CODES[] = {
    "iso_a3",     "iso_a3_eh", "adm0_a3", "gu_a3", "su_a3", "adm0_iso", "iso3", "iso_3166_2",
    "iso_3166-2", "code_hasc", "adcode",  "gb",    "code",  "id",       "uCode"};
static const char *const NAMES[] = {"name",   "name_en", "admin",    "name_long", "shapename",
                                    "nam_en", "name_zh", "province", "fullname",  "nl_name_1"};

#define N_CODES G_N_ELEMENTS(CODES)
#define N_WORDS (N_CODES + G_N_ELEMENTS(NAMES))

static int position_of(const char *member)
{
  for (guint i = 0; i < N_CODES; i++)
    if (g_ascii_strcasecmp(member, CODES[i]) == 0)
      return (int)i;
  for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++)
    if (g_ascii_strcasecmp(member, NAMES[i]) == 0)
      return (int)(N_CODES + i);
  return -1;
}

/* A value as a word; NULL for what is no text or whole number, and for "-99" and the like. */
static char *word_of(JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE(node))
    return NULL;
  const GType type = json_node_get_value_type(node);
  const char *text = type == G_TYPE_STRING ? json_node_get_string(node) : "";
  if (type == G_TYPE_INT64 && json_node_get_int(node) >= 0)
    return g_strdup_printf("%" G_GINT64_FORMAT, json_node_get_int(node));
  return *text == '\0' || *text == '-' ? NULL : g_strdup(text);
}

/* Puts the words of all members into their places. */
static void find_words(JsonObject *properties, char **words)
{
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;
  json_object_iter_init(&iter, properties);
  while (json_object_iter_next(&iter, &member, &node))
  {
    const int position = position_of(member);
    if (position >= 0 && words[position] == NULL)
      words[position] = word_of(node);
  }
}

DgmiMapFeature *dgmi_map_add_feature(DgmiMapReading *reading, JsonObject *object)
{
  if (reading->features->len >= DGMI_MAP_FEATURES_MAX)
  {
    dgmi_map_refuse(reading, "has more than %u features", DGMI_MAP_FEATURES_MAX);
    return NULL;
  }
  JsonObject *properties = dgmi_json_object(object, "properties");
  char *found[N_WORDS] = {NULL};
  GPtrArray *words = g_ptr_array_new();
  DgmiMapFeature feature = {.rings = g_array_new(FALSE, FALSE, sizeof(DgmiMapRing))};
  if (properties != NULL)
    find_words(properties, found);
  char *id = word_of(json_object_get_member(object, "id"));
  for (guint i = 0; i < N_WORDS; i++)
  {
    if (i == N_CODES && id != NULL)
      g_ptr_array_add(words, id);
    if (i >= N_CODES && feature.name == NULL)
      feature.name = g_strdup(found[i]);
    if (found[i] != NULL)
      g_ptr_array_add(words, found[i]);
  }
  if (feature.name == NULL)
    feature.name = g_strdup(words->len > 0 ? g_ptr_array_index(words, 0) : "");
  g_ptr_array_add(words, NULL);
  feature.words = (char **)g_ptr_array_free(words, FALSE);
  g_array_append_val(reading->features, feature);
  return &g_array_index(reading->features, DgmiMapFeature, reading->features->len - 1);
}

static void free_features(GArray *features)
{
  for (guint i = 0; i < features->len; i++)
  {
    DgmiMapFeature *feature = &g_array_index(features, DgmiMapFeature, i);
    for (guint r = 0; r < feature->rings->len; r++)
      g_free(g_array_index(feature->rings, DgmiMapRing, r).points);
    g_array_unref(feature->rings);
    g_strfreev(feature->words);
    g_free(feature->name);
  }
  g_array_unref(features);
}

/* --- GeoJSON --- */

static gboolean read_polygon(DgmiMapReading *reading, DgmiMapFeature *feature, JsonArray *rings)
{
  for (guint r = 0; rings != NULL && r < json_array_get_length(rings); r++)
  {
    JsonArray *line = dgmi_json_array_at(rings, r);
    if (line == NULL)
      return dgmi_map_refuse(reading, "'%s' has a polygon that is no list of lines", feature->name);
    const guint n = json_array_get_length(line);
    if (!dgmi_map_count_points(reading, n))
      return FALSE;
    g_autoptr(GArray) points = g_array_sized_new(FALSE, FALSE, sizeof(DgmiMapPoint), n);
    for (guint i = 0; i < n; i++)
    {
      JsonArray *point = dgmi_json_array_at(line, i);
      if (point == NULL)
        return dgmi_map_refuse(reading, "'%s' has a point that is no list of numbers",
                               feature->name);
      if (!dgmi_map_add_point(reading, points, dgmi_json_number_at(point, 0),
                              dgmi_json_number_at(point, 1)))
        return FALSE;
    }
    dgmi_map_add_ring(feature, points, r > 0);
  }
  return TRUE;
}

static gboolean read_geometry(DgmiMapReading *reading, DgmiMapFeature *feature,
                              JsonObject *geometry)
{
  const char *type = dgmi_json_string(geometry, "type");
  JsonArray *coordinates = dgmi_json_array(geometry, "coordinates");
  if (g_strcmp0(type, "Polygon") == 0)
    return read_polygon(reading, feature, coordinates);
  gboolean ok = TRUE;
  if (g_strcmp0(type, "MultiPolygon") == 0)
    for (guint i = 0; ok && coordinates != NULL && i < json_array_get_length(coordinates); i++)
      ok = read_polygon(reading, feature, dgmi_json_array_at(coordinates, i));
  JsonArray *parts = dgmi_json_array(geometry, "geometries");
  if (g_strcmp0(type, "GeometryCollection") == 0)
    for (guint i = 0; ok && parts != NULL && i < json_array_get_length(parts); i++)
    {
      JsonObject *part = dgmi_json_object_at(parts, i);
      ok = part == NULL || read_geometry(reading, feature, part);
    }
  return ok;
}

static gboolean read_feature(DgmiMapReading *reading, JsonObject *object)
{
  JsonObject *geometry = dgmi_json_object(object, "geometry");
  if (geometry == NULL) /* RFC 7946: an unlocated feature */
    return TRUE;
  DgmiMapFeature *feature = dgmi_map_add_feature(reading, object);
  return feature != NULL && read_geometry(reading, feature, geometry);
}

static gboolean read_collection(DgmiMapReading *reading, JsonObject *object)
{
  JsonArray *features = dgmi_json_array(object, "features");
  if (features == NULL)
    return dgmi_map_refuse(reading, "a FeatureCollection without a list of features");
  for (guint i = 0; i < json_array_get_length(features); i++)
  {
    JsonObject *feature = dgmi_json_object_at(features, i);
    if (feature == NULL)
      return dgmi_map_refuse(reading, "feature %u is no object", i + 1);
    if (!read_feature(reading, feature))
      return FALSE;
  }
  return TRUE;
}

static gboolean read_map(DgmiMapReading *reading, JsonObject *object)
{
  const char *type = dgmi_json_string(object, "type");
  if (g_strcmp0(type, "FeatureCollection") == 0)
    return read_collection(reading, object);
  if (g_strcmp0(type, "Feature") == 0)
    return read_feature(reading, object);
  if (g_strcmp0(type, "Topology") == 0)
    return dgmi_topojson_read(reading, object);
  return dgmi_map_refuse(reading,
                         "is JSON, but neither GeoJSON (a FeatureCollection) nor TopoJSON (a "
                         "Topology)");
}

/* The parser calls itself for each level: no deeper than the stack is known to hold. */
static gboolean is_too_deep(const char *text, gsize length)
{
  guint depth = 0;
  gboolean quoted = FALSE;
  for (gsize i = 0; i < length; i++)
    if (quoted && text[i] == '\\')
      i++;
    else if (quoted)
      quoted = text[i] != '"';
    else if (text[i] == '"')
      quoted = TRUE;
    else if ((text[i] == '[' || text[i] == '{') && ++depth > DGMI_MAP_DEPTH_MAX)
      return TRUE;
    else if ((text[i] == ']' || text[i] == '}') && depth > 0)
      depth--;
  return FALSE;
}

static gboolean parse(DgmiMapReading *reading, const char *text, gsize length)
{
  g_autoptr(JsonParser) parser = json_parser_new(); /* not sealed: that takes as long as reading */
  g_autoptr(GError) error = NULL;
  if (length > DGMI_MAP_BYTES_MAX)
    return dgmi_map_refuse(reading, "is larger than %u MB; simplify it", DGMI_MAP_BYTES_MAX >> 20);
  if (!g_utf8_validate(text, (gssize)length, NULL))
    return dgmi_map_refuse(reading, "is no UTF-8 text; GeoJSON and TopoJSON files are wanted (not "
                                    "Shapefiles or GeoPackages)");
  if (is_too_deep(text, length))
    return dgmi_map_refuse(reading, "is nested more than %u levels deep", DGMI_MAP_DEPTH_MAX);
  if (!json_parser_load_from_data(parser, text, (gssize)length, &error))
    return dgmi_map_refuse(reading, "is no JSON: %s", error->message);
  JsonObject *root = as_object(json_parser_get_root(parser));
  if (root == NULL)
    return dgmi_map_refuse(reading, "is JSON, but neither GeoJSON nor TopoJSON");
  return read_map(reading, root);
}

DgmiMapFile *dgmi_map_file_parse(const char *text, gsize length, const char *name, GError **error)
{
  GArray *features = g_array_new(FALSE, FALSE, sizeof(DgmiMapFeature));
  DgmiMapReading reading = {.name = name, .features = features, .error = error};
  gboolean ok = parse(&reading, text, length);
  guint rings = 0;
  for (guint i = 0; i < features->len; i++)
    rings += g_array_index(features, DgmiMapFeature, i).rings->len;
  if (ok && rings == 0)
    ok = dgmi_map_refuse(&reading, "has no polygon to draw");
  if (!ok)
  {
    free_features(features);
    return NULL;
  }
  DgmiMapFile *map = g_new(DgmiMapFile, 1);
  map->n = features->len;
  map->n_points = reading.n_points;
  map->features = (DgmiMapFeature *)g_array_free(features, FALSE);
  return map;
}

static void clear_map_file(DgmiMapFile *map)
{
  GArray *features = g_array_new(FALSE, FALSE, sizeof(DgmiMapFeature));
  g_array_append_vals(features, map->features, map->n);
  free_features(features);
  g_free(map->features);
}

DGMI_DEFINE_FREE(dgmi_map_file_free, DgmiMapFile, clear_map_file)
