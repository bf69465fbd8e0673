/* test-chart-map.c: tiles, outlines and classes, over made-up values and over known ones. */
#include "charts/map/antimeridian.h"
#include "charts/map/chart-map.h"
#include "charts/map/map-file.h"
#include "charts/map/projection.h"
#include "indicators/base/error.h"
#include "tests/charts/scene-checks.h"

#include "tests/shared/program.h"
#include <math.h>
#include <string.h>

static const char *no_name(gpointer data, const char *code)
{
  (void)data;
  (void)code;
  return NULL;
}

/* Made-up units with the codes of tiles. */
static DgmiChartUnit *placed_units(const MadeUp *made_up, DgmiTileLayoutId id, char codes[][8],
                                   guint *n)
{
  guint n_tiles;
  g_autofree DgmiTile *tiles = dgmi_tile_layout(id, &n_tiles);
  *n = MIN(n_tiles, made_up->n_units);
  DgmiChartUnit *units = g_new(DgmiChartUnit, *n);
  for (guint i = 0; i < *n; i++)
  {
    g_snprintf(codes[i], 8, "%s%s", id == DGMI_TILES_CHINA ? "CN-" : "", tiles[i].code);
    units[i] = made_up->units[i];
    units[i].code = codes[i];
  }
  return units;
}

static DgmiScene *draw_tiles(const MadeUp *made_up, GError **error)
{
  const DgmiTileLayoutId id = (DgmiTileLayoutId)made_up->variant;
  char codes[256][8];
  guint n;
  g_autofree DgmiChartUnit *units = placed_units(made_up, id, codes, &n);
  const DgmiMapInput input = {.list = {units, n, 0, 0},
                              .node = "EGDI",
                              .digits = 4,
                              .method = (DgmiClassMethod)(n % 2),
                              .tiles = id,
                              .name_of = no_name,
                              .code_of = no_name};
  return dgmi_chart_map_draw(&made_up->style, &input, error);
}

/* A map of squares of 4 degrees in rows of 14, the n-th of which is unit n. */
static char *squares(guint n)
{
  g_autoptr(GString) text = g_string_new("{\"type\":\"FeatureCollection\",\"features\":[");
  for (guint i = 0; i < n; i++)
  {
    const int x = (int)(i % 14) * 4 + 70, y = (int)(i / 14) * 4 - 20;
    g_string_append_printf(
        text,
        "%s{\"type\":\"Feature\",\"properties\":{\"ISO_A3\":\"%03u\"},\"geometry\":{\"type\":"
        "\"Polygon\",\"coordinates\":[[[%d,%d],[%d,%d],[%d,%d],[%d,%d],[%d,%d]]]}}",
        i > 0 ? "," : "", i, x, y, x + 4, y, x + 4, y + 4, x, y + 4, x, y);
  }
  g_string_append(text, "]}");
  return g_strdup(text->str);
}

static DgmiScene *draw_outlines(const MadeUp *made_up, GError **error)
{
  const guint n = made_up->n_units;
  g_autofree char *text = squares(n + 5);
  g_autofree DgmiChartUnit *units = g_memdup2(made_up->units, n * sizeof *units);
  char codes[256][8];
  for (guint i = 0; i < n; i++)
  {
    g_snprintf(codes[i], sizeof codes[i], "%03u", i);
    units[i].code = codes[i];
  }
  const DgmiMapInput input = {.list = {units, n, 0, 0},
                              .digits = 4,
                              .method = DGMI_CLASSES_EQUAL,
                              .tiles = DGMI_TILES_WORLD,
                              .file = "squares.geojson",
                              .text = text,
                              .length = strlen(text),
                              .name_of = no_name,
                              .code_of = no_name};
  return dgmi_chart_map_draw(&made_up->style, &input, error);
}

static void test_china(void)
{
  check_made_up_as(draw_tiles, DGMI_TILES_CHINA, 34, 1, (Axes)0);
}

static void test_world(void)
{
  check_made_up_as(draw_tiles, DGMI_TILES_WORLD, 200, 1, (Axes)0);
}

static void test_outlines(void)
{
  check_made_up(draw_outlines, 200, 1);
}

/* ---- Layouts ---- */

static void test_layouts(void)
{
  static const guint counts[] = {[DGMI_TILES_CHINA] = 34, [DGMI_TILES_WORLD] = 203};
  for (guint id = 0; id < DGMI_N_TILE_LAYOUTS; id++)
  {
    guint n;
    g_autofree DgmiTile *tiles = dgmi_tile_layout((DgmiTileLayoutId)id, &n);
    g_assert_cmpuint(n, ==, counts[id]);
    for (guint i = 0; i < n; i++)
      for (guint k = 0; k < i; k++)
      {
        g_assert_cmpstr(tiles[i].code, !=, tiles[k].code);
        g_assert_true(tiles[i].row != tiles[k].row || tiles[i].column != tiles[k].column);
      }
  }
}

/* Every row of countries.csv that is a member of the United Nations, and every province. */
static void test_members(void)
{
  g_autofree char *file =
      g_test_build_filename(G_TEST_DIST, "../datasets/shipped/countries.csv", NULL);
  g_autofree char *text = NULL;
  guint n, members = 0;
  g_autofree DgmiTile *tiles = dgmi_tile_layout(DGMI_TILES_WORLD, &n);
  g_assert_true(g_file_get_contents(file, &text, NULL, NULL));
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (char **line = lines + 1; *line != NULL; line++)
  {
    gboolean found = FALSE;
    g_autofree char *row = g_strchomp(g_strdup(*line));
    if (!g_regex_match_simple(",1,[^,]*$", row, 0, 0)) /* un_member, the last but one */
      continue;
    members++;
    for (guint i = 0; i < n; i++)
      found |= strncmp(tiles[i].code, row, 3) == 0;
    if (!found)
      g_error("no tile for %s", row);
  }
  g_assert_cmpuint(members, ==, 193);
}

/* ---- Classes ---- */

static void test_classes(void)
{
  static const double egdi[] = {0.0852, 0.5, 0.9717, NAN, 0.8};
  static const double benchmark[] = {37.3, 61, 80, 97};
  static const double one[] = {3, 3, NAN};
  static const double ten[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
  DgmiValueClasses classes;
  dgmi_value_classes(egdi, 5, DGMI_CLASSES_EQUAL, 4, &classes);
  g_assert_cmpuint(classes.n, ==, 5);
  g_assert_cmpfloat_with_epsilon(classes.bound[0], 1, 1e-12);
  g_assert_cmpfloat_with_epsilon(classes.bound[5], 0, 1e-12);
  g_assert_cmpint(classes.digits, ==, 1);
  g_assert_cmpint(dgmi_value_class_of(&classes, 0.8), ==, 0); /* on a bound: the class above */
  g_assert_cmpint(dgmi_value_class_of(&classes, 0.79), ==, 1);
  g_assert_cmpint(dgmi_value_class_of(&classes, NAN), ==, -1);
  dgmi_value_classes(benchmark, 4, DGMI_CLASSES_EQUAL, 1, &classes);
  g_assert_cmpfloat_with_epsilon(classes.bound[0], 100, 1e-9); /* not beyond */
  dgmi_value_classes(one, 3, DGMI_CLASSES_EQUAL, 1, &classes);
  g_assert_cmpuint(classes.n, ==, 1);
  dgmi_value_classes(one, 0, DGMI_CLASSES_QUANTILES, 1, &classes);
  g_assert_cmpuint(classes.n, ==, 0);
  /* R: quantile(1:11, 0:5 / 5) is 1 3 5 7 9 11 */
  dgmi_value_classes(ten, 11, DGMI_CLASSES_QUANTILES, 2, &classes);
  g_assert_cmpuint(classes.n, ==, 5);
  for (guint i = 0; i <= 5; i++)
    g_assert_cmpfloat_with_epsilon(classes.bound[i], 11 - 2 * (double)i, 1e-12);
}

/* Classes hold every value, whatever the data. */
static void test_classes_hold(void)
{
  GRand *rand = g_rand_new_with_seed(3);
  for (guint round = 0; round < 3000; round++)
  {
    const double scale = pow(10, g_rand_int_range(rand, -6, 7));
    const double offset = g_rand_double_range(rand, -2, 2) * scale;
    double values[40];
    const guint n = (guint)g_rand_int_range(rand, 2, 40);
    for (guint i = 0; i < n; i++)
      values[i] = offset + scale * g_rand_double(rand);
    DgmiValueClasses classes;
    dgmi_value_classes(values, n, (DgmiClassMethod)(round % 2), 8, &classes);
    g_assert_cmpuint(classes.n, >=, 1);
    g_assert_cmpuint(classes.n, <=, DGMI_VALUE_CLASSES);
    for (guint i = 0; i < n; i++)
    {
      g_assert_cmpfloat(values[i], <=, classes.bound[0] + 1e-8 * scale);
      g_assert_cmpfloat(values[i], >=, classes.bound[classes.n] - 1e-8 * scale);
    }
  }
  g_rand_free(rand);
}

/* ---- Projections and outlines ---- */

/* The ends of Equal Earth follow from the paper's coefficients: pi 2 sqrt(3) / (3 A1), and the
 * polynomial at asin(sqrt(3) / 2). Small squares have the area they have on the sphere. */
static void test_projections(void)
{
  DgmiProjection world, region;
  double x, y;
  dgmi_projection_world(&world);
  dgmi_project(&world, 180, 0, &x, &y);
  g_assert_cmpfloat_with_epsilon(x, 2.70663, 1e-5);
  dgmi_project(&world, 0, 90, &x, &y);
  g_assert_cmpfloat_with_epsilon(y, 1.31737, 1e-5);
  dgmi_projection_region(73, 3, 135, 54, &region);
  const DgmiProjection *const both[] = {&world, &region};
  for (guint i = 0; i < 2; i++)
    for (double latitude = 5; latitude < 50; latitude += 9)
    {
      const double step = 0.01, radians = step * G_PI / 180;
      double x0, y0, x1, y1, x2, y2;
      dgmi_project(both[i], 100, latitude, &x0, &y0);
      dgmi_project(both[i], 100 + step, latitude, &x1, &y1);
      dgmi_project(both[i], 100, latitude + step, &x2, &y2);
      const double area = fabs((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0));
      const double sphere = radians * radians * cos((latitude + step / 2) * G_PI / 180);
      g_assert_cmpfloat_with_epsilon(area / sphere, 1, 2e-4);
    }
}

static void test_antimeridian(void)
{
  DgmiMapPoint points[] = {{170, 0}, {-170, 0}, {-170, 10}, {170, 10}};
  const DgmiMapRing ring = {points, 4, FALSE};
  g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(DgmiMapRing));
  dgmi_map_cut(&ring, parts);
  g_assert_cmpuint(parts->len, ==, 2);
  for (guint i = 0; i < parts->len; i++)
  {
    const DgmiMapRing *part = &g_array_index(parts, DgmiMapRing, i);
    g_assert_cmpuint(part->n, ==, 4);
    for (guint k = 0; k < part->n; k++)
      g_assert_true(fabs(part->points[k].longitude) >= 170 &&
                    fabs(part->points[k].longitude) <= 180);
    g_free(part->points);
  }
}

/* ---- Map files ---- */

static void check_refused(const char *text, const char *reason)
{
  g_autoptr(GError) error = NULL;
  g_assert_null(dgmi_map_file_parse(text, strlen(text), "map.json", &error));
  g_assert_error(error, DGMI_ERROR, DGMI_ERROR_DATA);
  if (!g_str_has_prefix(error->message, "map.json: ") || strstr(error->message, reason) == NULL)
    g_error("'%s' says '%s', not '%s'", text, error->message, reason);
}

static void test_refused(void)
{
  check_refused("", "neither GeoJSON nor TopoJSON");
  check_refused("[1", "is no JSON");
  check_refused("\xff\xfe", "is no UTF-8 text");
  check_refused("{\"type\":\"Point\"}", "neither GeoJSON");
  check_refused("{\"type\":\"FeatureCollection\",\"features\":[]}", "has no polygon");
  check_refused(
      "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[512,7],"
      "[1,2],[2,3]]]}}",
      "no longitude and latitude");
  check_refused("{\"type\":\"Topology\",\"arcs\":[]}", "without objects");
  check_refused("{\"type\":\"Topology\",\"arcs\":[],\"objects\":{\"a\":{\"type\":\"Polygon\","
                "\"arcs\":[[0]]}}}",
                "no arc 0");
  g_autofree char *deep = g_strnfill(1000, '[');
  check_refused(deep, "nested");
}

/* A square of two arcs, one of them backwards, quantized. */
static void test_topojson(void)
{
  static const char text[] =
      "{\"type\":\"Topology\",\"transform\":{\"scale\":[0.5,0.5],\"translate\":[10,20]},"
      "\"arcs\":[[[0,0],[2,0],[0,2]],[[0,0],[0,2],[2,0]]],"
      "\"objects\":{\"x\":{\"type\":\"GeometryCollection\",\"geometries\":["
      "{\"type\":\"Polygon\",\"id\":\"156\",\"properties\":{\"name\":\"China\"},"
      "\"arcs\":[[0,-2]]}]}}}";
  g_autoptr(GError) error = NULL;
  g_autoptr(DgmiMapFile) map = dgmi_map_file_parse(text, strlen(text), "map.json", &error);
  g_assert_no_error(error);
  g_assert_cmpuint(map->n, ==, 1);
  g_assert_cmpstr(map->features[0].words[0], ==, "156");
  g_assert_cmpstr(map->features[0].words[1], ==, "China");
  const DgmiMapRing *ring = &g_array_index(map->features[0].rings, DgmiMapRing, 0);
  static const DgmiMapPoint expected[] = {{10, 20}, {11, 20}, {11, 21}, {10, 21}};
  g_assert_cmpuint(ring->n, ==, G_N_ELEMENTS(expected));
  for (guint i = 0; i < ring->n; i++)
  {
    g_assert_cmpfloat(ring->points[i].longitude, ==, expected[i].longitude);
    g_assert_cmpfloat(ring->points[i].latitude, ==, expected[i].latitude);
  }
}

TEST_PROGRAM({"/chart-map/china", test_china}, {"/chart-map/world", test_world},
             {"/chart-map/outlines", test_outlines}, {"/chart-map/layouts", test_layouts},
             {"/chart-map/members", test_members}, {"/chart-map/classes", test_classes},
             {"/chart-map/classes-hold", test_classes_hold},
             {"/chart-map/projections", test_projections},
             {"/chart-map/antimeridian", test_antimeridian}, {"/chart-map/refused", test_refused},
             {"/chart-map/topojson", test_topojson})
