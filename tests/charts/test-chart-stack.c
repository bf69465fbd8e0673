/* test-chart-stack.c: stacked bars over made-up data, and over data whose picture is known. */
#include "charts/kinds/chart-stack.h"
#include "tests/charts/scene-checks.h"

#include "indicators/base/error.h"

#include "tests/shared/program.h"
#include <math.h>
#include <string.h>

static DgmiScene *draw(const MadeUp *made_up, GError **error)
{
  const DgmiStackInput input = {
      .list = {made_up->units, made_up->n_units, made_up->n_units % 3 == 0 ? 20 : 0, 0},
      .parts = (const char *const *)made_up->names,
      .contributions = made_up->values,
      .n_parts = made_up->n_columns,
      .node = "EGDI",
      .digits = 4};
  return dgmi_chart_stack_draw(&made_up->style, &input, error);
}

static void test_random(void)
{
  check_made_up_axes(draw, 250, 3, AXIS_ACROSS);
}

/* Negative contributions stack to the left. */
static DgmiScene *draw_negative(const MadeUp *made_up, GError **error)
{
  for (guint i = 0; i < made_up->n_units * made_up->n_columns; i++)
    made_up->values[i] = fabs(made_up->values[i]) * (i % 3 == 0 ? -1 : 1);
  return draw(made_up, error);
}

static void test_negative(void)
{
  check_made_up_axes(draw_negative, 60, 6, AXIS_ACROSS);
}

/* 0.3 + 0.5 + 0.1 of Denmark: the segments are as long as that and lie end to end. */
static void test_segments(void)
{
  static const DgmiChartUnit units[] = {{"DNK", "Denmark", NULL, "1", 0.9, FALSE},
                                        {"CHN", "China", NULL, "2", 0.6, FALSE}};
  static const char *const parts[] = {"OSI", "TII", "HCI"};
  static const double contributions[] = {0.3, 0.5, 0.1, 0.2, 0.2, 0.2};
  const DgmiStackInput input = {.list = {units, 2, 0, 2},
                                .parts = parts,
                                .contributions = contributions,
                                .n_parts = 3,
                                .digits = 4};
  DgmiChartStyle style = style_titled("EGDI");
  g_autoptr(DgmiScene) scene = dgmi_chart_stack_draw(&style, &input, NULL);
  g_autofree const DgmiItem **segments = scene_marks(scene, 6);
  g_assert_cmpstr(segments[1]->title, ==, "Denmark: TII 0.5000");
  g_assert_cmpfloat_with_epsilon((segments[1]->box.width + 1) / (segments[0]->box.width + 1),
                                 0.5 / 0.3, 1e-6);
  g_assert_cmpfloat_with_epsilon(segments[0]->box.x + segments[0]->box.width + 1,
                                 segments[1]->box.x, 1e-6);
  g_assert_cmphex(segments[0]->paint.fill, ==, segments[3]->paint.fill);
  g_assert_cmpstr(dgmi_scene_description(scene), ==,
                  "Stacked bars: EGDI. Denmark leads with 0.9000.");
}

TEST_PROGRAM({"/chart-stack/random", test_random}, {"/chart-stack/negative", test_negative},
             {"/chart-stack/segments", test_segments})
