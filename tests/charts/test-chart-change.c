/* test-chart-change.c: lines over made-up years in every shape, and breaks. */
#include "charts/kinds/chart-change.h"
#include "tests/charts/scene-checks.h"

#include "indicators/base/error.h"

#include "tests/shared/program.h"
#include <math.h>
#include <string.h>

static DgmiScene *draw(const MadeUp *made_up, GError **error)
{
  const DgmiChangeShape shape = (DgmiChangeShape)made_up->variant;
  static const int years[] = {2003, 2004, 2005, 2008, 2010, 2012};
  static const gboolean breaks[] = {FALSE, TRUE, TRUE, FALSE, TRUE, FALSE};
  const guint n = made_up->n_columns;
  g_autofree double *ranks = g_new0(double, (gsize)made_up->n_units *n);
  for (guint i = 0; i < made_up->n_units * n; i++)
    ranks[i] = isnan(made_up->values[i]) ? NAN : floor((1 - made_up->values[i]) * 192) + 1;
  const DgmiChangeInput input = {.shape = shape,
                                 .units = made_up->units,
                                 .n_units = made_up->n_units,
                                 .years = years,
                                 .n_years = n,
                                 .scores = made_up->values,
                                 .ranks = ranks,
                                 .breaks = breaks,
                                 .reason = "The survey was changed after its pilot edition.",
                                 .digits = 4};
  return dgmi_chart_change_draw(&made_up->style, &input, error);
}

static void test_lines(void)
{
  check_made_up_as(draw, DGMI_CHANGE_LINES, 250, 6, AXIS_UP);
}

static void test_slope(void)
{
  check_made_up_as(draw, DGMI_CHANGE_SLOPE, 250, 6, AXIS_UP);
}

static void test_bump(void)
{
  check_made_up_as(draw, DGMI_CHANGE_BUMP, 250, 6, AXIS_UP);
}

/* What is known of two units in some years. */
static DgmiChangeInput two_units(const DgmiChartUnit *units, const int *years, guint n_years,
                                 const double *scores, const double *ranks, const gboolean *breaks)
{
  return (DgmiChangeInput){.units = units,
                           .n_units = 2,
                           .years = years,
                           .n_years = n_years,
                           .scores = scores,
                           .ranks = ranks,
                           .breaks = breaks,
                           .digits = 2};
}

/* Years stand to scale; a break has its word; labels have the rank. */
static void test_known(void)
{
  static const DgmiChartUnit units[] = {{"CHN", "China", NULL, NULL, 0.87, TRUE},
                                        {"USA", "USA", NULL, NULL, 0.92, FALSE}};
  static const int years[] = {2010, 2012, 2020};
  static const double scores[] = {0.47, 0.54, 0.79, 0.9, 0.91, 0.92};
  static const double ranks[] = {72, 78, 45, 2, 5, 9};
  static const gboolean breaks[] = {FALSE, TRUE, FALSE};
  const DgmiChangeInput input = two_units(units, years, 3, scores, ranks, breaks);
  DgmiChartStyle style = style_titled("EGDI");
  g_autoptr(DgmiScene) scene = dgmi_chart_change_draw(&style, &input, NULL);
  double x[3];
  guint n = 0;
  for (guint i = 0; i < dgmi_scene_n_items(scene); i++)
  {
    const DgmiItem *item = dgmi_scene_item(scene, i);
    if (item->role == DGMI_ROLE_MARK && g_str_has_prefix(item->title, "China 20"))
      x[n++] = item->box.x + item->box.width / 2;
  }
  g_assert_cmpuint(n, ==, 3);
  g_assert_cmpfloat_with_epsilon((x[2] - x[1]) / (x[1] - x[0]), 4, 1e-6);
  g_assert_true(scene_has_text(scene, "72 China"));
  g_assert_true(scene_has_text(scene, "45 China"));
  g_assert_true(scene_has_text(scene, "break"));
  g_assert_false(scene_has_text(scene, "USA"));
  g_assert_cmpstr(dgmi_scene_description(scene), ==,
                  "Change over time: EGDI. China from 0.47 to 0.79 (rank 72 to 45).");
}

/* A long name has two lines, both whole, and its neighbour stays clear of them. */
static void test_long_name(void)
{
  static const char NAME[] = "United Kingdom of Great Britain and Northern Ireland";
  static const DgmiChartUnit units[] = {{"GBR", NAME, NULL, NULL, 0.9, TRUE},
                                        {"CHN", "China", NULL, NULL, 0.9, TRUE}};
  static const int years[] = {2010, 2020};
  static const double scores[] = {0.5, 0.9, 0.4, 0.9};
  static const double ranks[] = {5, 1, 9, 1};
  static const gboolean breaks[] = {FALSE, FALSE};
  const DgmiChangeInput input = two_units(units, years, 2, scores, ranks, breaks);
  DgmiChartStyle style = style_titled("EGDI");
  g_autoptr(DgmiScene) scene = dgmi_chart_change_draw(&style, &input, NULL);
  g_autoptr(GString) lines = g_string_new(NULL);
  double china = NAN, last = NAN;
  for (guint i = 0; i < dgmi_scene_n_items(scene); i++)
  {
    const DgmiItem *item = dgmi_scene_item(scene, i);
    if (item->role != DGMI_ROLE_LABEL || item->box.x < style.width / 2)
      continue;
    if (g_str_equal(item->run.text, "1 China"))
      china = item->box.y;
    else
    {
      g_string_append_printf(lines, "%s|", item->run.text);
      last = item->box.y + item->box.height;
    }
  }
  g_assert_cmpstr(lines->str, ==, "1 United Kingdom of Great Britain|and Northern Ireland|");
  g_assert_cmpfloat(china, >=, last - 1e-6);
}

TEST_PROGRAM({"/chart-change/lines", test_lines}, {"/chart-change/slope", test_slope},
             {"/chart-change/bump", test_bump}, {"/chart-change/known", test_known},
             {"/chart-change/long-name", test_long_name})
