/* test-chart-framework.c: trees of made-up nodes, as icicle and as sunburst. */
#include "charts/kinds/chart-framework.h"
#include "tests/charts/scene-checks.h"

#include "indicators/base/error.h"

#include "tests/shared/program.h"
#include <math.h>
#include <string.h>

/* An index of pillars with three indicators each; the last pillar is an indicator itself. */
static DgmiScene *draw(const MadeUp *made_up, GError **error)
{
  const DgmiFrameworkShape shape = (DgmiFrameworkShape)made_up->variant;
  const guint n = made_up->n_columns;
  g_autofree DgmiFrameworkItem *items = g_new0(DgmiFrameworkItem, n);
  const guint n_pillars = (n - 1 + 3) / 4;
  for (guint i = 0; i < n; i++)
  {
    const guint pillar = i == 0 ? 0 : (i - 1) / 4;
    const gboolean top = i > 0 && (i - 1) % 4 == 0;
    const guint members = MIN(3, n - 2 - 4 * pillar);
    items[i].name = made_up->names[i];
    items[i].parent = i == 0 ? -1 : top ? 0 : (int)(1 + 4 * pillar);
    items[i].share = i == 0 ? 1 : top ? 1.0 / n_pillars : 1.0 / members;
    items[i].weight = i == 0 ? 1 : items[items[i].parent].weight * items[i].share;
    items[i].pillar = i == 0 ? -1 : (int)pillar;
  }
  const DgmiFrameworkInput input = {shape, items, n};
  return dgmi_chart_framework_draw(&made_up->style, &input, error);
}

static void test_icicle(void)
{
  check_made_up_as(draw, DGMI_FRAMEWORK_ICICLE, 20, 18, (Axes)0);
}

static void test_sunburst(void)
{
  check_made_up_as(draw, DGMI_FRAMEWORK_SUNBURST, 20, 18, (Axes)0);
}

/* Heights are weights. */
static void test_weights(void)
{
  static const DgmiFrameworkItem items[] = {
      {"Index", -1, 1, 1, -1}, {"A", 0, 0.75, 0.75, 0}, {"B", 0, 0.25, 0.25, 1}};
  const DgmiFrameworkInput input = {DGMI_FRAMEWORK_ICICLE, items, 3};
  DgmiChartStyle style = style_titled("Index");
  g_autoptr(DgmiScene) scene = dgmi_chart_framework_draw(&style, &input, NULL);
  g_autofree const DgmiItem **marks = scene_marks(scene, 3);
  g_assert_cmpfloat_with_epsilon(marks[1]->box.height / marks[2]->box.height, 3, 1e-6);
  g_assert_cmpstr(marks[1]->title, ==, "A: 75.0 % of the index");
  g_assert_true(scene_has_text(scene, "75.0 %"));
}

TEST_PROGRAM({"/chart-framework/icicle", test_icicle}, {"/chart-framework/sunburst", test_sunburst},
             {"/chart-framework/weights", test_weights})
