/* test-chart-heatmap.c: scorecards of made-up data, few nodes and many. */
#include "charts/kinds/chart-heatmap.h"
#include "tests/charts/scene-checks.h"

#include "indicators/base/error.h"

#include "tests/shared/program.h"
#include <math.h>
#include <string.h>

static DgmiScene *draw(const MadeUp *made_up, GError **error)
{
  const guint n = made_up->n_columns;
  g_autofree DgmiHeatmapColumn *columns = g_new0(DgmiHeatmapColumn, n);
  for (guint c = 0; c < n; c++)
    columns[c] = (DgmiHeatmapColumn){made_up->names[c], c == 0 ? -1 : (int)(c - 1) / 3};
  const DgmiHeatmapInput input = {
      .list = {made_up->units, made_up->n_units, made_up->n_units % 3 == 0 ? 20 : 0, 0},
      .columns = columns,
      .n_columns = n,
      .values = made_up->values,
      .digits = 4};
  static const DgmiRamp cividis = DGMI_RAMP_CIVIDIS;
  DgmiChartStyle style = made_up->style;
  style.ramp = made_up->n_units % 2 == 0 ? NULL : &cividis;
  return dgmi_chart_heatmap_draw(&style, &input, error);
}

static void test_few(void)
{
  check_made_up(draw, 250, 4);
}

static void test_many(void)
{
  check_made_up(draw, 60, 16);
}

/* A cell without a value is hatched and says so. */
static void test_missing(void)
{
  static const DgmiChartUnit units[] = {{"DNK", "Denmark", NULL, "1", 0.9, FALSE}};
  static const DgmiHeatmapColumn columns[] = {{"EGDI", -1}, {"OSI", 0}};
  static const double values[] = {0.9, (double)NAN};
  const DgmiHeatmapInput input = {
      .list = {units, 1, 0, 1}, .columns = columns, .n_columns = 2, .values = values, .digits = 4};
  DgmiChartStyle style = style_titled("EGDI");
  g_autoptr(DgmiScene) scene = dgmi_chart_heatmap_draw(&style, &input, NULL);
  guint hatched = 0;
  for (guint i = 0; i < dgmi_scene_n_items(scene); i++)
    if (dgmi_scene_item(scene, i)->paint.hatch != DGMI_HATCH_NONE)
    {
      hatched++;
      g_assert_cmpstr(dgmi_scene_item(scene, i)->title, ==, "Denmark: OSI no value");
    }
  g_assert_cmpuint(hatched, ==, 1);
  g_assert_true(scene_has_text(scene, "0.9000"));
}

TEST_PROGRAM({"/chart-heatmap/few", test_few}, {"/chart-heatmap/many", test_many},
             {"/chart-heatmap/missing", test_missing})
