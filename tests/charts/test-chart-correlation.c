/* test-chart-correlation.c: correlation matrices of made-up coefficients, few and many. */
#include "charts/kinds/chart-correlation.h"
#include "tests/charts/scene-checks.h"

#include "indicators/base/error.h"

#include "tests/shared/program.h"
#include <math.h>
#include <string.h>

static DgmiScene *draw(const MadeUp *made_up, GError **error)
{
  const guint n = made_up->n_columns;
  g_autofree DgmiCorrelationNode *nodes = g_new0(DgmiCorrelationNode, n);
  g_autofree double *r = g_new0(double, n *n);
  g_autofree guint *pairs = g_new0(guint, n * n);
  for (guint i = 0; i < n; i++)
  {
    nodes[i] = (DgmiCorrelationNode){made_up->names[i], i + 1 == n ? -1 : (int)(i / 4)};
    for (guint j = 0; j < n; j++)
    {
      r[i * n + j] = (i * 31 + j * 17) % 23 == 0 ? NAN : sin(i * 3.7 + j * 1.3);
      pairs[i * n + j] = 100;
    }
  }
  const DgmiCorrelationInput input = {nodes, n, r, pairs};
  return dgmi_chart_correlation_draw(&made_up->style, &input, error);
}

static void test_few(void)
{
  check_made_up(draw, 20, 5);
}

static void test_many(void)
{
  check_made_up(draw, 20, 18);
}

static void test_known(void)
{
  static const DgmiCorrelationNode nodes[] = {{"OSI", 0}, {"TII", 1}};
  static const double r[] = {1, -0.256, -0.256, 1};
  static const guint pairs[] = {9, 9, 9, 9};
  DgmiCorrelationInput input = {nodes, 2, r, pairs};
  DgmiChartStyle style = style_titled("EGDI");
  g_autoptr(DgmiScene) scene = dgmi_chart_correlation_draw(&style, &input, NULL);
  g_assert_true(scene_has_text(scene, "\u22120.26"));
  g_assert_cmpstr(dgmi_scene_description(scene), ==,
                  "Correlation matrix: EGDI. OSI goes with TII most (r = \u22120.26).");
  g_autoptr(GError) error = NULL;
  input.n_nodes = 1;
  g_assert_null(dgmi_chart_correlation_draw(&style, &input, &error));
  g_assert_error(error, DGMI_ERROR, DGMI_ERROR_DATA);
}

TEST_PROGRAM({"/chart-correlation/few", test_few}, {"/chart-correlation/many", test_many},
             {"/chart-correlation/known", test_known})
