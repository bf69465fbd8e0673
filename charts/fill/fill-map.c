#include "charts/map/chart-map.h"
#include "index/tables/rank-table.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "charts/fill/fill.h"
#include "charts/map/map-file.h"
#include "indicators/base/memory.h"
#include "indicators/base/text.h"

typedef struct
{
  DgmiMapInput input; /* first: what the chart is given */
  DgmiChartUnits units;
  DgmiMapClass *classes;
  char *text;
  DgmiUnits *names; /* shipped names and codes */
  DgmiIndex *index;
} MapFilled;

static void clear_filled(gpointer data)
{
  MapFilled *filled = data;
  dgmi_chart_units_clear(&filled->units);
  dgmi_units_free(filled->names);
  dgmi_free_all(filled->classes, filled->text);
}

/* ---- What the chart asks ---- */

static const DgmiUnits *names_of(MapFilled *filled)
{
  if (filled->names == NULL)
  {
    g_autoptr(DgmiMessages) unheard = dgmi_messages_new();
    filled->names = dgmi_units_read(dgmi_index_paths(filled->index)->datasets,
                                    dgmi_index_language(filled->index), unheard);
  }
  return filled->names;
}

static const char *name_of(gpointer data, const char *code)
{
  const DgmiUnits *names = names_of(data);
  return names == NULL ? NULL : dgmi_units_name(names, code);
}

/* A province or a country, whichever the index has. */
static const char *code_of(gpointer data, const char *word)
{
  MapFilled *filled = data;
  if (names_of(filled) == NULL || !g_utf8_validate(word, -1, NULL))
    return NULL;
  return filled->input.tiles == DGMI_TILES_CHINA ? dgmi_units_match_province(filled->names, word)
                                                 : dgmi_units_match(filled->names, word);
}

/* ---- Filling ---- */

/* Provinces where most codes are of ISO 3166-2:CN. */
static DgmiTileLayoutId choose_tiles(const DgmiChartUnits *units)
{
  guint provinces = 0;
  for (guint i = 0; i < units->n; i++)
    provinces += g_ascii_strncasecmp(units->units[i].code, "CN-", 3) == 0;
  return 2 * provinces > units->n ? DGMI_TILES_CHINA : DGMI_TILES_WORLD;
}

/* Before it is read: what the reader of maps would refuse (charts/map/map-file.h). */
static gboolean is_too_large(const char *file)
{
  GStatBuf status;
  return g_stat(file, &status) == 0 && status.st_size > (goffset)DGMI_MAP_BYTES_MAX;
}

static gboolean read_map(const DgmiFilling *filling, MapFilled *filled)
{
  g_autoptr(GError) error = NULL;
  const char *file = filling->request->map;
  if (g_str_has_suffix(file, ".shp") || g_str_has_suffix(file, ".gpkg") ||
      g_str_has_suffix(file, ".zip"))
    dgmi_usage_failure(filling->messages,
                       "%s is no GeoJSON; convert it: ogr2ogr -t_srs EPSG:4326 map.geojson %s",
                       file, file);
  else if (is_too_large(file))
    dgmi_failure(filling->messages, &(DgmiPlace){.file = file},
                 "the map is larger than %u MB; simplify it (mapshaper -simplify)",
                 DGMI_MAP_BYTES_MAX >> 20);
  else if (!g_file_get_contents(file, &filled->text, &filled->input.length, &error))
    dgmi_io_failure(
        filling->messages, file, "%p",
        g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT)
            ? (void *)dgmi_sentence_new("Failed to open file “%s”: %s", file, g_strerror(ENOENT))
            : (void *)dgmi_error_sentence(error));
  filled->input.file = file;
  filled->input.text = filled->text;
  return filled->text != NULL;
}

static gboolean choose_classes(const DgmiFilling *filling, const DgmiIndex *index,
                               MapFilled *filled)
{
  static const char *const methods[] = {[DGMI_CLASSES_EQUAL] = "equal",
                                        [DGMI_CLASSES_QUANTILES] = "quantiles",
                                        [DGMI_CLASSES_OWN] = "own"};
  const char *wanted = filling->request->classes != NULL ? filling->request->classes : methods[0];
  const guint n = dgmi_recipe_classes(dgmi_index_recipe(index))->len;
  guint method = 0;
  while (method < G_N_ELEMENTS(methods) && strcmp(methods[method], wanted) != 0)
    method++;
  if (method == G_N_ELEMENTS(methods))
  {
    DgmiSentence *hint = dgmi_text_suggestion(wanted, methods, G_N_ELEMENTS(methods));
    dgmi_usage_failure(filling->messages, "there are no classes '%s'%p", wanted, hint);
    return FALSE;
  }
  if (method == DGMI_CLASSES_OWN && (n == 0 || n > DGMI_VALUE_CLASSES_MAX))
  {
    dgmi_usage_failure(filling->messages,
                       "%s has no classes of its own; leave --classes out, or write equal or "
                       "quantiles",
                       dgmi_index_name(index));
    return FALSE;
  }
  filled->classes = g_new(DgmiMapClass, n + 1);
  for (guint i = 0; i < n; i++)
    filled->classes[i] = (DgmiMapClass){
        dgmi_index_class_name(index, (int)i),
        g_array_index(dgmi_recipe_classes(dgmi_index_recipe(index)), DgmiClass, i).threshold};
  filled->input.classes = filled->classes;
  filled->input.n_classes = n;
  filled->input.method = (DgmiClassMethod)method;
  return TRUE;
}

static void fill_input(DgmiIndex *index, MapFilled *filled)
{
  const guint root = dgmi_framework_root(dgmi_index_framework(index));
  filled->index = index;
  filled->input.list =
      (DgmiUnitList){filled->units.units, filled->units.n, 0, filled->units.n_ranked};
  filled->input.node = dgmi_framework_node(dgmi_index_framework(index), root)->code;
  filled->input.digits = dgmi_index_decimals(index);
  filled->input.tiles = choose_tiles(&filled->units);
  filled->input.name_of = name_of;
  filled->input.code_of = code_of;
  filled->input.data = filled;
}

gboolean dgmi_fill_map(const DgmiFilling *filling, DgmiDrawing *drawing)
{
  DgmiIndex *index = filling->index;
  if (!dgmi_chart_check_arguments(filling, 0, 0, "map INDEX"))
    return FALSE;
  MapFilled *filled = dgmi_drawing_new_input(drawing, sizeof *filled, clear_filled);
  if (!dgmi_chart_units_init(&filled->units, filling) || !choose_classes(filling, index, filled))
    return FALSE;
  dgmi_chart_units_take_top(&filled->units, filling);
  fill_input(index, filled);
  if (filling->request->map != NULL && !read_map(filling, filled))
    return FALSE;
  drawing->title = g_strdup(dgmi_index_name(index));
  drawing->subtitle = dgmi_chart_node_text(index, dgmi_framework_root(dgmi_index_framework(index)));
  drawing->data = dgmi_rank_grid(index, NULL, filled->units.order, filled->units.n);
  return TRUE;
}
