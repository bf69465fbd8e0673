/* test-chart-ternary.c: triangles of weights over made-up units, and of three that share it. */
#include "charts/kinds/chart-ternary.h"
#include "tests/charts/scene-checks.h"

#include "tests/shared/program.h"
#include <math.h>
#include <string.h>

static DgmiScene *draw(const MadeUp *made_up, GError **error)
{
  g_autoptr(DgmiWeightRegions) regions =
      dgmi_weight_regions_new(NULL, made_up->values, made_up->n_units);
  const DgmiTernaryInput input = {
      .regions = regions,
      .units = made_up->units,
      .n_units = made_up->n_units,
      .names = {made_up->names[0], made_up->names[1], made_up->names[2]},
      .codes = {"OSI", "TII", "Human"},
      .nominal = {0.2, 0.3, 0.5},
      .n_missing = 3};
  return dgmi_chart_ternary_draw(&made_up->style, &input, error);
}

static void test_random(void)
{
  check_made_up(draw, 200, 3);
}

static void test_known(void)
{
  static const double values[] = {1, 0, 0, 0, 1, 0, 0, 0, 1};
  static const DgmiChartUnit units[] = {{"A", "Alpha", NULL, "1", 1, FALSE},
                                        {"B", "Beta", NULL, "2", 1, TRUE},
                                        {"C", "Gamma", NULL, "3", 1, FALSE}};
  g_autoptr(DgmiWeightRegions) regions = dgmi_weight_regions_new(NULL, values, 3);
  const DgmiTernaryInput input = {.regions = regions,
                                  .units = units,
                                  .n_units = 3,
                                  .names = {"First", "Second", "Third"},
                                  .codes = {"F", "S", "T"},
                                  .nominal = {0.5, 0.25, 0.25}};
  DgmiChartStyle style = style_titled("Three");
  g_autoptr(GError) error = NULL;
  g_autoptr(DgmiScene) scene = dgmi_chart_ternary_draw(&style, &input, &error);
  g_assert_no_error(error);
  g_assert_true(scene_has_text(scene, "33.3 %"));
  g_assert_true(scene_has_text(scene, "nominal weights: F 50.0 % · S 25.0 % · T 25.0 %"));
  g_assert_true(scene_has_text(scene, "First"));
  g_assert_nonnull(
      strstr(dgmi_scene_description(scene), "Alpha: first under 33.3 % of all weights"));
}

TEST_PROGRAM({"/chart-ternary/random", test_random}, {"/chart-ternary/known", test_known})
