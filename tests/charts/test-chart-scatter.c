/* test-chart-scatter.c: scatter plots of made-up data, linear and logarithmic. */
#include "charts/kinds/chart-scatter.h"
#include "tests/charts/scene-checks.h"

#include "indicators/base/error.h"

#include "tests/shared/program.h"
#include <math.h>
#include <string.h>

static DgmiScene *draw(const MadeUp *made_up, GError **error)
{
  const gboolean log_x = made_up->variant == 1;
  g_autofree double *x = g_new0(double, made_up->n_units), *y = g_new0(double, made_up->n_units);
  for (guint i = 0; i < made_up->n_units; i++)
  {
    const double value = made_up->values[(gsize)i * made_up->n_columns];
    x[i] = log_x ? pow(10, 2 + 3 * value) : value;
    y[i] = made_up->values[(gsize)i * made_up->n_columns + 1];
  }
  x[0] = log_x ? 500 : 0.5;
  y[0] = 0.4;
  const DgmiScatterInput input = {.units = made_up->units,
                                  .n_units = made_up->n_units,
                                  .x = x,
                                  .y = y,
                                  .x_name = made_up->names[0],
                                  .y_name = made_up->names[1],
                                  .log_x = log_x,
                                  .x_digits = log_x ? 0 : 4,
                                  .y_digits = 4,
                                  .intercept = made_up->n_units % 5 == 0 ? NAN : 0.2,
                                  .slope = made_up->n_units % 5 == 0 ? NAN
                                           : log_x                   ? 0.1
                                                                     : 0.6,
                                  .correlation = 0.5};
  return dgmi_chart_scatter_draw(&made_up->style, &input, error);
}

static void test_linear(void)
{
  check_made_up_axes(draw, 250, 2, AXIS_ACROSS | AXIS_UP);
}

static void test_log(void)
{
  check_made_up_as(draw, 1, 250, 2, AXIS_ACROSS | AXIS_UP);
}

static void test_refused(void)
{
  static const DgmiChartUnit units[] = {{"A", "A", NULL, NULL, NAN, FALSE},
                                        {"B", "B", NULL, NULL, NAN, FALSE}};
  static const double x[] = {0, 2}, y[] = {1, 2}, none[] = {(double)NAN, (double)NAN};
  DgmiScatterInput input = {.units = units,
                            .n_units = 2,
                            .x = x,
                            .y = y,
                            .x_name = "x",
                            .y_name = "y",
                            .log_x = TRUE,
                            .slope = NAN,
                            .correlation = NAN};
  DgmiChartStyle style = style_titled("A");
  g_autoptr(GError) error = NULL;
  g_assert_null(dgmi_chart_scatter_draw(&style, &input, &error));
  g_assert_error(error, DGMI_ERROR, DGMI_ERROR_DATA);
  g_assert_nonnull(strstr(error->message, "leave out log"));
  g_clear_error(&error);
  input.log_x = FALSE;
  input.y = none;
  g_assert_null(dgmi_chart_scatter_draw(&style, &input, &error));
  g_assert_error(error, DGMI_ERROR, DGMI_ERROR_DATA);
}

TEST_PROGRAM({"/chart-scatter/linear", test_linear}, {"/chart-scatter/log", test_log},
             {"/chart-scatter/refused", test_refused})
