/* TopoJSON 1.0.0 (M. Bostock, C. Metcalf): lines shared between features as arcs, their points
 * perhaps as whole numbers, each the difference to the one before ("quantized"). */
#include "charts/map/map-reading.h"

#include <math.h>

typedef struct
{
  DgmiMapReading *reading;
  GPtrArray *arcs; /* of GArray of DgmiMapPoint */
  gboolean quantized;
  double scale[2], translate[2];
} Topology;

static gboolean read_transform(Topology *topology, JsonObject *object)
{
  JsonObject *transform = dgmi_json_object(object, "transform");
  topology->quantized = transform != NULL;
  if (transform == NULL)
    return TRUE;
  JsonArray *scale = dgmi_json_array(transform, "scale");
  JsonArray *translate = dgmi_json_array(transform, "translate");
  for (guint i = 0; i < 2; i++)
  {
    topology->scale[i] = scale == NULL ? NAN : dgmi_json_number_at(scale, i);
    topology->translate[i] = translate == NULL ? NAN : dgmi_json_number_at(translate, i);
    if (!isfinite(topology->scale[i]) || !isfinite(topology->translate[i]))
      return dgmi_map_refuse(topology->reading, "its transform has no scale and translate");
  }
  return TRUE;
}

static gboolean read_arc(Topology *topology, JsonArray *line)
{
  const guint n = json_array_get_length(line);
  GArray *points = g_array_sized_new(FALSE, FALSE, sizeof(DgmiMapPoint), n);
  double at[2] = {0, 0};
  g_ptr_array_add(topology->arcs, points);
  if (!dgmi_map_count_points(topology->reading, n))
    return FALSE;
  for (guint i = 0; i < n; i++)
  {
    JsonArray *point = dgmi_json_array_at(line, i);
    double to[2];
    for (guint k = 0; k < 2; k++)
    {
      const double value = point == NULL ? NAN : dgmi_json_number_at(point, k);
      at[k] = topology->quantized ? at[k] + value : value;
      to[k] = topology->quantized ? at[k] * topology->scale[k] + topology->translate[k] : at[k];
    }
    if (!dgmi_map_add_point(topology->reading, points, to[0], to[1]))
      return FALSE;
  }
  return TRUE;
}

static gboolean read_arcs(Topology *topology, JsonObject *object)
{
  JsonArray *arcs = dgmi_json_array(object, "arcs");
  if (arcs == NULL)
    return dgmi_map_refuse(topology->reading, "a Topology without arcs");
  for (guint i = 0; i < json_array_get_length(arcs); i++)
  {
    JsonArray *line = dgmi_json_array_at(arcs, i);
    if (line == NULL)
      return dgmi_map_refuse(topology->reading, "arc %u is no list of points", i);
    if (!read_arc(topology, line))
      return FALSE;
  }
  return TRUE;
}

/* Appends arc `number`, a negative one (-1 - number) backwards; the point that it shares with the
 * end of the line so far once. */
static gboolean append_arc(Topology *topology, GArray *points, double number)
{
  const gboolean backwards = number < 0;
  const double index = backwards ? -1 - number : number;
  if (!(index >= 0 && index < topology->arcs->len) || index != floor(index))
    return dgmi_map_refuse(topology->reading, "has no arc %g", number);
  const GArray *arc = g_ptr_array_index(topology->arcs, (guint)index);
  if (!dgmi_map_count_points(topology->reading, arc->len))
    return FALSE;
  for (guint i = points->len > 0 ? 1 : 0; i < arc->len; i++)
    g_array_append_val(points, g_array_index(arc, DgmiMapPoint, backwards ? arc->len - 1 - i : i));
  return TRUE;
}

static gboolean read_polygon(Topology *topology, DgmiMapFeature *feature, JsonArray *rings)
{
  for (guint r = 0; rings != NULL && r < json_array_get_length(rings); r++)
  {
    JsonArray *ring = dgmi_json_array_at(rings, r);
    g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(DgmiMapPoint));
    for (guint i = 0; ring != NULL && i < json_array_get_length(ring); i++)
      if (!append_arc(topology, points, dgmi_json_number_at(ring, i)))
        return FALSE;
    dgmi_map_add_ring(feature, points, r > 0);
  }
  return TRUE;
}

static gboolean read_geometry(Topology *topology, JsonObject *geometry)
{
  const char *type = dgmi_json_string(geometry, "type");
  JsonArray *parts = dgmi_json_array(geometry, "geometries");
  if (g_strcmp0(type, "GeometryCollection") == 0)
  {
    for (guint i = 0; parts != NULL && i < json_array_get_length(parts); i++)
    {
      JsonObject *part = dgmi_json_object_at(parts, i);
      if (part != NULL && !read_geometry(topology, part))
        return FALSE;
    }
    return TRUE;
  }
  JsonArray *arcs = dgmi_json_array(geometry, "arcs");
  const gboolean many = g_strcmp0(type, "MultiPolygon") == 0;
  if (arcs == NULL || (!many && g_strcmp0(type, "Polygon") != 0))
    return TRUE;
  DgmiMapFeature *feature = dgmi_map_add_feature(topology->reading, geometry);
  if (feature == NULL || !many)
    return feature != NULL && read_polygon(topology, feature, arcs);
  for (guint i = 0; i < json_array_get_length(arcs); i++)
    if (!read_polygon(topology, feature, dgmi_json_array_at(arcs, i)))
      return FALSE;
  return TRUE;
}

/* Of a file's layers (countries, land, …) the one with the most geometries. */
static JsonObject *largest_layer(JsonObject *objects)
{
  JsonObject *largest = NULL;
  guint most = 0;
  g_autoptr(GList) members = json_object_get_members(objects);
  for (GList *at = members; at != NULL; at = at->next)
  {
    JsonObject *layer = dgmi_json_object(objects, at->data);
    JsonArray *parts = layer == NULL ? NULL : dgmi_json_array(layer, "geometries");
    const guint n = parts == NULL ? 1 : json_array_get_length(parts);
    if (layer != NULL && (largest == NULL || n > most))
    {
      largest = layer;
      most = n;
    }
  }
  return largest;
}

gboolean dgmi_topojson_read(DgmiMapReading *reading, JsonObject *object)
{
  g_autoptr(GPtrArray) arcs = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
  Topology topology = {.reading = reading, .arcs = arcs};
  JsonObject *objects = dgmi_json_object(object, "objects");
  JsonObject *layer = objects == NULL ? NULL : largest_layer(objects);
  if (layer == NULL)
    return dgmi_map_refuse(reading, "a Topology without objects");
  return read_transform(&topology, object) && read_arcs(&topology, object) &&
         read_geometry(&topology, layer);
}
