#include "charts/kinds/chart-distribution.h"

#include <math.h>

#include "charts/fill/fill.h"
#include "indicators/base/memory.h"

typedef struct
{
  DgmiDistributionInput input; /* first: what the chart is given */
  DgmiChartUnits units;
  DgmiDistributionPanel panels[2];
  double *before, *after;
  char *name;
} DistributionFilled;

static void clear_filled(gpointer data)
{
  DistributionFilled *filled = data;
  dgmi_chart_units_clear(&filled->units);
  dgmi_free_all(filled->before, filled->after, filled->name);
}

/* The figures of the shown units in a stage's column. */
static double *take(const DistributionFilled *filled, const double *column)
{
  double *out = g_new(double, filled->units.n + 1);
  for (guint i = 0; i < filled->units.n; i++)
    out[i] = column[filled->units.order[i]];
  return out;
}

static gboolean differ(const DistributionFilled *filled)
{
  for (guint i = 0; i < filled->units.n; i++)
  {
    const double a = filled->before[i], b = filled->after[i];
    if (!isnan(a) && !isnan(b) && a != b)
      return TRUE;
  }
  return FALSE;
}

/* An indicator before and after treatment, where that changed it; an aggregate's scores. */
static void fill(const DgmiIndex *index, DistributionFilled *filled, guint node)
{
  const DgmiNode *info = dgmi_framework_node(dgmi_index_framework(index), node);
  if (info->indicator >= 0)
  {
    const guint column = (guint)info->indicator;
    filled->before =
        take(filled, dgmi_matrix_column(
                         dgmi_result_stage(dgmi_index_result(index), DGMI_STAGE_IMPUTED), column));
    filled->after =
        take(filled, dgmi_matrix_column(
                         dgmi_result_stage(dgmi_index_result(index), DGMI_STAGE_TREATED), column));
  }
  else
  {
    const gboolean is_index = node == dgmi_framework_root(dgmi_index_framework(index));
    filled->before = take(filled, is_index ? dgmi_result_score(dgmi_index_result(index))
                                           : dgmi_result_node(dgmi_index_result(index), node));
    filled->after = take(filled, is_index ? dgmi_result_score(dgmi_index_result(index))
                                          : dgmi_result_node(dgmi_index_result(index), node));
  }
  const gboolean treated = differ(filled);
  filled->panels[0] = (DgmiDistributionPanel){
      treated ? dgmi_index_word(index, "Before treatment") : NULL, filled->before};
  filled->panels[1] =
      (DgmiDistributionPanel){dgmi_index_word(index, "After treatment"), filled->after};
  filled->input.panels = filled->panels;
  filled->input.n_panels = treated ? 2 : 1;
}

static int digits_of(const DgmiIndex *index, const DistributionFilled *filled)
{
  double most = 0;
  for (guint i = 0; i < filled->units.n; i++)
    if (!isnan(filled->before[i]))
      most = fmax(most, fabs(filled->before[i]));
  return most <= 1 ? dgmi_index_decimals(index) : (int)CLAMP(3 - floor(log10(most)), 0, 4);
}

static DgmiGrid *new_grid(const DgmiIndex *index, const DistributionFilled *filled)
{
  const DgmiChartFigure figures[] = {
      {"before", dgmi_index_word(index, "before"), filled->input.digits, filled->before},
      {"after", dgmi_index_word(index, "after"), filled->input.digits, filled->after}};
  return dgmi_chart_figures_grid(index, &filled->units, figures, G_N_ELEMENTS(figures));
}

gboolean dgmi_fill_distribution(const DgmiFilling *filling, DgmiDrawing *drawing)
{
  DgmiIndex *index = filling->index;
  if (!dgmi_chart_check_arguments(filling, 1, 1, "distribution INDEX NODE"))
    return FALSE;
  const int node = dgmi_index_find_node(index, filling->request->arguments[0], filling->messages);
  DistributionFilled *filled = dgmi_drawing_new_input(drawing, sizeof *filled, clear_filled);
  if (node < 0 || !dgmi_chart_units_init(&filled->units, filling))
    return FALSE;
  dgmi_chart_units_take_top(&filled->units, filling);
  fill(index, filled, (guint)node);
  filled->name = dgmi_chart_node_text(index, (guint)node);
  filled->input.units = filled->units.units;
  filled->input.n_units = filled->units.n;
  filled->input.x_name = filled->name;
  filled->input.digits = digits_of(index, filled);
  drawing->title = g_strdup(dgmi_chart_title(index));
  drawing->subtitle =
      dgmi_index_say(index, "How %u units are spread: %s", filled->units.n, filled->name);
  drawing->data = new_grid(index, filled);
  return TRUE;
}
