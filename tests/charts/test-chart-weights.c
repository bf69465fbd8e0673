/* test-chart-weights.c: rank ranges over all weights, of made-up units and of three known ones. */
#include "charts/kinds/chart-weights.h"
#include "tests/charts/scene-checks.h"

#include "tests/shared/program.h"
#include <math.h>
#include <string.h>

static DgmiScene *draw(const MadeUp *made_up, GError **error)
{
  const double n = made_up->n_units;
  g_autofree DgmiWeightsRank *ranks = g_new(DgmiWeightsRank, made_up->n_units);
  for (guint i = 0; i < made_up->n_units; i++)
  {
    const double *random = made_up->values + (gsize)i * made_up->n_columns;
    const double reach = isnan(random[1]) ? 0 : floor(40 * random[1]), rank = i + 1;
    ranks[i] =
        (DgmiWeightsRank){rank, MAX(rank - reach, 1), MIN(rank + reach, n), random[2], i % 3 == 0};
    if (isnan(random[0]))
      ranks[i] = (DgmiWeightsRank){NAN, NAN, NAN, NAN, FALSE};
  }
  const DgmiWeightsInput input = {{made_up->units, made_up->n_units, 0, 0}, ranks};
  return dgmi_chart_weights_draw(&made_up->style, &input, error);
}

static void test_random(void)
{
  check_made_up_axes(draw, 200, 3, AXIS_RANKS);
}

static void test_known(void)
{
  static const DgmiChartUnit units[] = {{"DNK", "Denmark", NULL, "1", 0.97, FALSE},
                                        {"FIN", "Finland", NULL, "2", 0.95, FALSE},
                                        {"CHN", "China", NULL, "3", 0.81, FALSE}};
  static const DgmiWeightsRank ranks[] = {
      {1, 1, 2, 0.70937, FALSE}, {2, 1, 3, 0.0001, TRUE}, {3, 2, 3, 0, FALSE}};
  DgmiChartStyle style = style_titled("EGDI");
  const DgmiWeightsInput input = {{units, 3, 0, 0}, ranks};
  g_autoptr(GError) error = NULL;
  g_autoptr(DgmiScene) scene = dgmi_chart_weights_draw(&style, &input, &error);
  g_assert_no_error(error);
  g_assert_true(scene_has_text(scene, "70.9 %"));
  g_assert_true(scene_has_text(scene, "≈ < 0.1 %"));
  g_assert_true(scene_has_text(scene, "estimated"));
  g_assert_true(scene_has_text(scene, "never first"));
  g_assert_nonnull(
      strstr(dgmi_scene_description(scene), "2 of 3 units come first under some weights"));
}

TEST_PROGRAM({"/chart-weights/random", test_random}, {"/chart-weights/known", test_known})
