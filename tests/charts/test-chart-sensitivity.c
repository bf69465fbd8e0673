/* test-chart-sensitivity.c: Sobol indices with their intervals, made up and known. */
#include "charts/kinds/chart-sensitivity.h"
#include "tests/charts/scene-checks.h"

#include "tests/shared/program.h"
#include <math.h>
#include <string.h>

static DgmiSensitivityIndex index_of(double value, double reach)
{
  return isnan(value) || isnan(reach)
             ? (DgmiSensitivityIndex){value, NAN, NAN}
             : (DgmiSensitivityIndex){value, value - 0.3 * reach, value + 0.3 * reach};
}

static DgmiScene *draw(const MadeUp *made_up, GError **error)
{
  g_autofree DgmiSensitivityRow *rows = g_new(DgmiSensitivityRow, made_up->n_units);
  for (guint i = 0; i < made_up->n_units; i++)
  {
    const double *random = made_up->values + (gsize)i * made_up->n_columns;
    rows[i] = (DgmiSensitivityRow){made_up->units[i].name, index_of(random[0] - 0.1, random[1]),
                                   index_of(random[2], random[3])};
  }
  const DgmiSensitivityInput input = {rows, made_up->n_units, 0, 3, 95};
  return dgmi_chart_sensitivity_draw(&made_up->style, &input, error);
}

static void test_random(void)
{
  check_made_up_axes(draw, 14, 4, AXIS_ACROSS);
}

/* Sorted by ST; bars are as long as their values, one below zero goes to the left. */
static void test_known(void)
{
  static const DgmiSensitivityRow rows[] = {{"aggregate", {-0.1, -0.15, -0.05}, {0.1, 0.05, 0.15}},
                                            {"weights", {0.3, 0.25, 0.35}, {0.5, 0.45, 0.55}}};
  DgmiChartStyle style = style_titled("EGDI");
  const DgmiSensitivityInput input = {rows, 2, 0, 2, 95};
  g_autoptr(GError) error = NULL;
  g_autoptr(DgmiScene) scene = dgmi_chart_sensitivity_draw(&style, &input, &error);
  g_assert_no_error(error);
  const DgmiItem *bars[4];
  guint n = 0;
  for (guint i = 0; i < dgmi_scene_n_items(scene); i++)
    if (dgmi_scene_item(scene, i)->kind == DGMI_ITEM_RECT &&
        dgmi_scene_item(scene, i)->role == DGMI_ROLE_MARK)
    {
      g_assert_cmpuint(n, <, 4);
      bars[n++] = dgmi_scene_item(scene, i);
    }
  g_assert_cmpuint(n, ==, 4);
  g_assert_cmpstr(bars[0]->title, ==, "weights: S 0.30 · 95 % interval 0.25–0.35");
  g_assert_cmpfloat_with_epsilon(bars[0]->box.width / bars[1]->box.width, 0.6, 1e-9);
  g_assert_cmpfloat_with_epsilon(bars[2]->box.x + bars[2]->box.width, bars[0]->box.x, 1e-9);
  g_assert_nonnull(
      strstr(dgmi_scene_description(scene), "\"weights\" matters most, with ST 0.50 and S 0.30"));
}

TEST_PROGRAM({"/chart-sensitivity/random", test_random}, {"/chart-sensitivity/known", test_known})
