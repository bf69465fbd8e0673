/* test-chart-compare.c: comparisons of made-up units in every shape, and what must be refused. */
#include "charts/kinds/chart-compare.h"
#include "tests/charts/scene-checks.h"

#include "indicators/base/error.h"

#include "tests/shared/program.h"
#include <math.h>
#include <string.h>

static DgmiScene *draw_as(const MadeUp *made_up, DgmiCompareShape shape, guint n_units,
                          GError **error)
{
  const guint n = made_up->n_columns, n_others = made_up->n_units;
  g_autofree double *values = g_new0(double, n *n_units);
  g_autofree double *others = g_new0(double, n *n_others);
  g_autofree const char **ranks = g_new0(const char *, n *n_units);
  g_autofree guint *n_ranked = g_new0(guint, n);
  DgmiChartUnit units[DGMI_COMPARE_MOST_UNITS];
  for (guint k = 0; k < n_units; k++)
    units[k] = made_up->units[k * 5 % made_up->n_units];
  for (guint c = 0; c < n; c++)
  {
    n_ranked[c] = made_up->n_units;
    for (guint k = 0; k < n_units; k++)
    {
      values[c * n_units + k] = made_up->values[(gsize)(k * 5 % made_up->n_units) * n + c];
      ranks[c * n_units + k] = isnan(values[c * n_units + k]) ? NULL : "12";
    }
    for (guint i = 0; i < n_others; i++)
      others[c * n_others + i] = made_up->values[(gsize)i * n + c];
  }
  const DgmiCompareInput input = {.shape = shape,
                                  .units = units,
                                  .n_units = n_units,
                                  .nodes = (const char *const *)made_up->names,
                                  .n_nodes = n,
                                  .values = values,
                                  .ranks = ranks,
                                  .n_ranked = n_ranked,
                                  .others = others,
                                  .n_others = n_others,
                                  .low = 0,
                                  .high = 1,
                                  .digits = 4};
  return dgmi_chart_compare_draw(&made_up->style, &input, error);
}

/* Units that each shape can show. */
static DgmiScene *draw(const MadeUp *made_up, GError **error)
{
  static const guint more[] = {[DGMI_COMPARE_PANELS] = 7,
                               [DGMI_COMPARE_STRIP] = 7,
                               [DGMI_COMPARE_BARS] = 4,
                               [DGMI_COMPARE_DUMBBELL] = 1,
                               [DGMI_COMPARE_RADAR] = 2};
  const DgmiCompareShape shape = (DgmiCompareShape)made_up->variant;
  const guint n_units = 2 + made_up->n_units % more[shape];
  return draw_as(made_up, shape, n_units, error);
}

static void test_panels(void)
{
  check_made_up_as(draw, DGMI_COMPARE_PANELS, 250, 4, AXIS_UP);
}

static void test_strip(void)
{
  check_made_up_as(draw, DGMI_COMPARE_STRIP, 250, 4, AXIS_ACROSS);
}

static void test_bars(void)
{
  check_made_up_as(draw, DGMI_COMPARE_BARS, 40, 4, AXIS_ACROSS);
}

static void test_dumbbell(void)
{
  check_made_up_as(draw, DGMI_COMPARE_DUMBBELL, 40, 5, AXIS_ACROSS);
}

static void test_radar(void)
{
  check_made_up_as(draw, DGMI_COMPARE_RADAR, 40, 6, (Axes)0);
}

/* A dumbbell has two ends; a radar three units at most and three axes at least. */
static void test_refused(void)
{
  static const struct
  {
    DgmiCompareShape shape;
    guint n_units, n_columns;
  } cases[] = {{DGMI_COMPARE_DUMBBELL, 3, 4},
               {DGMI_COMPARE_RADAR, 4, 5},
               {DGMI_COMPARE_RADAR, 2, 3},
               {DGMI_COMPARE_RADAR, 2, 10}};
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
  {
    g_autoptr(GError) error = NULL;
    g_autoptr(MadeUp) made_up = made_up_new(1, 40, cases[i].n_columns);
    g_assert_null(draw_as(made_up, cases[i].shape, cases[i].n_units, &error));
    g_assert_error(error, DGMI_ERROR, DGMI_ERROR_USAGE);
  }
}

TEST_PROGRAM({"/chart-compare/panels", test_panels}, {"/chart-compare/strip", test_strip},
             {"/chart-compare/bars", test_bars}, {"/chart-compare/dumbbell", test_dumbbell},
             {"/chart-compare/radar", test_radar}, {"/chart-compare/refused", test_refused})
