#include "charts/kinds/chart-scatter.h"

#include <math.h>
#include <string.h>

#include "charts/fill/fill.h"
#include "index/numbers/correlation.h"
#include "index/numbers/line.h"
#include "indicators/base/memory.h"
#include "indicators/base/text.h"

typedef struct
{
  DgmiScatterInput input; /* first: what the chart is given */
  DgmiChartUnits units;
  double *x, *y;
  char *x_name, *y_name;
} ScatterFilled;

static void clear_filled(gpointer data)
{
  ScatterFilled *filled = data;
  dgmi_chart_units_clear(&filled->units);
  dgmi_free_all(filled->x, filled->y, filled->x_name, filled->y_name);
}

/* One figure of every unit in the order of filled->units, its name and its decimals. */
typedef struct
{
  double *values;
  char *name;
  int digits;
} Figure;

static Figure figure_of_node(const DgmiIndex *index, const ScatterFilled *filled, guint node)
{
  const gboolean is_index = node == dgmi_framework_root(dgmi_index_framework(index));
  const double *scores = is_index ? dgmi_result_score(dgmi_index_result(index))
                                  : dgmi_result_node(dgmi_index_result(index), node);
  Figure figure = {g_new(double, filled->units.n + 1), dgmi_chart_node_text(index, node),
                   dgmi_index_decimals(index)};
  for (guint i = 0; i < filled->units.n; i++)
    figure.values[i] = scores[filled->units.order[i]];
  return figure;
}

/* Decimals that tell the values of a column apart: three significant digits of the largest. */
static int digits_of(const double *values, guint n)
{
  double most = 0;
  gboolean whole = TRUE;
  for (guint i = 0; i < n; i++)
    if (!isnan(values[i]))
    {
      most = fmax(most, fabs(values[i]));
      whole = whole && values[i] == floor(values[i]);
    }
  return whole || most == 0 ? 0 : (int)CLAMP(2 - floor(log10(most)), 0, 6);
}

/* A column of the data or of the shipped tables, as numbers; values NULL with a failure. */
static Figure figure_of_column(const DgmiFilling *filling, const DgmiIndex *index,
                               const ScatterFilled *filled, const char *column)
{
  Figure figure = {NULL, NULL, 0};
  g_autoptr(GPtrArray) texts = dgmi_index_attribute(index, column, NULL, filling->messages);
  if (texts == NULL)
    return figure;
  figure.values = g_new(double, filled->units.n + 1);
  for (guint i = 0; i < filled->units.n; i++)
  {
    const char *text = g_ptr_array_index(texts, filled->units.order[i]);
    figure.values[i] = NAN;
    if (text != NULL && dgmi_number_parse(text, strlen(text), &figure.values[i]) != DGMI_NUMBER_OK)
    {
      dgmi_failure(filling->messages, NULL, "'%s' in column '%s' is no number", text, column);
      g_clear_pointer(&figure.values, g_free);
      return figure;
    }
  }
  figure.name = g_strdup(column);
  figure.digits = digits_of(figure.values, filled->units.n);
  return figure;
}

static Figure find_figure(const DgmiFilling *filling, const DgmiIndex *index,
                          const ScatterFilled *filled, const char *word)
{
  const int node = dgmi_framework_find(dgmi_index_framework(index), word);
  if (node >= 0 && dgmi_framework_node(dgmi_index_framework(index), (guint)node)->level > 0)
    return figure_of_node(index, filled, (guint)node);
  return figure_of_column(filling, index, filled, word);
}

/* The fitted line, and "r = 0.87, n = 193" for the subtitle. */
static char *fit(const DgmiIndex *index, ScatterFilled *filled)
{
  const guint n = filled->units.n;
  g_autofree double *x = g_new(double, n + 1);
  gsize used;
  for (guint i = 0; i < n; i++)
    x[i] = !filled->input.log_x ? filled->x[i] : filled->x[i] > 0 ? log10(filled->x[i]) : NAN;
  filled->input.correlation = dgmi_correlation_pearson(x, filled->y, n, &used);
  if (!dgmi_line_fit(x, filled->y, n, &filled->input.intercept, &filled->input.slope))
    filled->input.intercept = filled->input.slope = NAN;
  if (isnan(filled->input.correlation))
    return dgmi_index_say(index, "n = %u", (guint)used);
  char number[DGMI_NUMBER_SIZE];
  dgmi_number_fixed(filled->input.correlation, 2, number);
  g_autoptr(GString) r = g_string_new(number);
  g_string_replace(r, "-", "\u2212", 1);
  return dgmi_index_say(index,
                        filled->input.log_x
                            ? "Dashed: least squares on the logarithm, r = %s, n = %u"
                            : "Dashed: least squares, r = %s, n = %u",
                        r->str, (guint)used);
}

static DgmiGrid *new_grid(const DgmiIndex *index, const ScatterFilled *filled,
                          const char *const *names)
{
  const DgmiChartFigure figures[] = {{names[0], names[0], filled->input.x_digits, filled->x},
                                     {names[1], names[1], filled->input.y_digits, filled->y}};
  return dgmi_chart_figures_grid(index, &filled->units, figures, G_N_ELEMENTS(figures));
}

gboolean dgmi_fill_scatter(const DgmiFilling *filling, DgmiDrawing *drawing)
{
  DgmiIndex *index = filling->index;
  if (!dgmi_chart_check_arguments(filling, 2, 2, "scatter INDEX NODE NODE"))
    return FALSE;
  ScatterFilled *filled = dgmi_drawing_new_input(drawing, sizeof *filled, clear_filled);
  if (!dgmi_chart_units_init(&filled->units, filling))
    return FALSE;
  dgmi_chart_units_take_top(&filled->units, filling);
  const char *const *words = filling->request->arguments;
  const Figure x = find_figure(filling, index, filled, words[0]);
  const Figure y = find_figure(filling, index, filled, words[1]);
  filled->x = x.values;
  filled->y = y.values;
  filled->x_name = x.name;
  filled->y_name = y.name;
  if (x.values == NULL || y.values == NULL)
    return FALSE;
  filled->input.units = filled->units.units;
  filled->input.n_units = filled->units.n;
  filled->input.x = filled->x;
  filled->input.y = filled->y;
  filled->input.x_name = filled->x_name;
  filled->input.y_name = filled->y_name;
  filled->input.x_digits = x.digits;
  filled->input.y_digits = y.digits;
  filled->input.log_x = filling->request->log;
  drawing->title = g_strdup(dgmi_chart_title(index));
  drawing->subtitle = fit(index, filled);
  drawing->data = new_grid(index, filled, words);
  return TRUE;
}
