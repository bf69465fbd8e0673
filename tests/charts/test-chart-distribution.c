/* test-chart-distribution.c: distributions of made-up data, before and after treatment. */
#include "charts/kinds/chart-distribution.h"
#include "tests/charts/scene-checks.h"

#include "indicators/base/error.h"

#include "tests/shared/program.h"
#include <math.h>
#include <string.h>

static DgmiScene *draw(const MadeUp *made_up, GError **error)
{
  const guint n_panels = (guint)made_up->variant;
  const guint n = made_up->n_units;
  g_autofree double *before = g_new0(double, n), *after = g_new0(double, n);
  for (guint i = 0; i < n; i++)
  {
    before[i] = made_up->values[(gsize)i * made_up->n_columns] * (i % 9 == 1 ? 6 : 1);
    after[i] = MIN(before[i], 1);
  }
  before[0] = after[0] = 0.5;
  const DgmiDistributionPanel panels[] = {{n_panels == 1 ? NULL : "Before", before},
                                          {"After", after}};
  const DgmiDistributionInput input = {.units = made_up->units,
                                       .n_units = n,
                                       .panels = panels,
                                       .n_panels = n_panels,
                                       .x_name = made_up->names[0],
                                       .digits = 4};
  return dgmi_chart_distribution_draw(&made_up->style, &input, error);
}

static void test_one(void)
{
  check_made_up_as(draw, 1, 250, 1, AXIS_ACROSS);
}

static void test_two(void)
{
  check_made_up_as(draw, 2, 250, 1, AXIS_ACROSS);
}

/* The bars count every unit; the outlier has its name, the others have not. */
static void test_known(void)
{
  DgmiChartUnit units[20];
  double values[20];
  static const char letters[20][2] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j",
                                      "k", "l", "m", "n", "o", "p", "q", "r", "s", "t"};
  for (guint i = 0; i < 20; i++)
  {
    units[i] = (DgmiChartUnit){letters[i], letters[i], NULL, NULL, NAN, FALSE};
    values[i] = i == 19 ? 9 : 1 + 0.05 * i;
  }
  units[19].name = "Far away";
  const DgmiDistributionPanel panel = {NULL, values};
  const DgmiDistributionInput input = {
      .units = units, .n_units = 20, .panels = &panel, .n_panels = 1, .x_name = "x", .digits = 2};
  DgmiChartStyle style = style_titled("X");
  g_autoptr(DgmiScene) scene = dgmi_chart_distribution_draw(&style, &input, NULL);
  g_assert_true(scene_has_text(scene, "Far away"));
  g_assert_cmpstr(dgmi_scene_description(scene), ==,
                  "Distribution: X. x: median 1.48 of 20 units; outliers: Far away.");
}

TEST_PROGRAM({"/chart-distribution/one", test_one}, {"/chart-distribution/two", test_two},
             {"/chart-distribution/known", test_known})
