#include "charts/kinds/chart-sensitivity.h"

#include <math.h>

#include "charts/fill/analyses.h"
#include "index/tables/draws-table.h"

#define DIGITS 3
#define COVERAGE 95 /* of the bootstrap intervals */

typedef struct
{
  DgmiSensitivityInput input; /* first: what the chart is given */
  DgmiSensitivityRow *rows;
  GPtrArray *names;       /* of the sources */
  DgmiChartAnalysis *own; /* NULL = the request's */
} SensitivityFilled;

static void clear_filled(gpointer data)
{
  SensitivityFilled *filled = data;
  g_free(filled->rows);
  g_ptr_array_unref(filled->names);
  dgmi_chart_analysis_free(filled->own);
}

/* FALSE where there is no index to draw. */
static gboolean fill_rows(const DgmiIndex *index, const DgmiChartSources *sources,
                          SensitivityFilled *filled)
{
  gboolean any = FALSE;
  filled->rows = g_new0(DgmiSensitivityRow, sources->n_sources + 1);
  for (guint i = 0; i < sources->n_sources; i++)
  {
    const DgmiChartSource *source = &sources->sources[i];
    char *name = dgmi_draws_source_text(index, source->input);
    g_ptr_array_add(filled->names, name);
    filled->rows[i] = (DgmiSensitivityRow){name,
                                           {source->s1, source->s1_low, source->s1_high},
                                           {source->st, source->st_low, source->st_high}};
    any = any || !isnan(source->s1) || !isnan(source->st);
  }
  return any;
}

static DgmiGrid *all_rows(const DgmiChartSources *sources)
{
  g_autofree guint *order = g_new(guint, sources->n_sources + 1);
  for (guint i = 0; i < sources->n_sources; i++)
    order[i] = i;
  return dgmi_chart_take_rows(sources->table, order, sources->n_sources);
}

gboolean dgmi_fill_sensitivity(const DgmiFilling *filling, DgmiDrawing *drawing)
{
  DgmiIndex *index = filling->index;
  const DgmiChartSources *sources = filling->request->sources;
  SensitivityFilled *filled = dgmi_drawing_new_input(drawing, sizeof *filled, clear_filled);
  filled->names = g_ptr_array_new_with_free_func(g_free);
  if (sources == NULL)
    filled->own = dgmi_chart_analyse_sources(filling);
  if (filled->own != NULL)
    sources = &filled->own->sources;
  if (sources == NULL)
    return FALSE;
  const gboolean any = fill_rows(index, sources, filled);
  if (!any)
    dgmi_failure(filling->messages, NULL, "there is no index to draw");
  filled->input = (DgmiSensitivityInput){filled->rows, sources->n_sources, filling->request->top,
                                         DIGITS, COVERAGE};
  drawing->data = all_rows(sources);
  drawing->title = dgmi_index_say(index, "%s: what drives the uncertainty", dgmi_index_name(index));
  if (sources->drawn != NULL)
    drawing->subtitle = dgmi_index_say(
        index, "Sobol indices: the share of the variance of %s that each source explains: %s",
        sources->output, sources->drawn);
  else
    drawing->subtitle = dgmi_index_say(
        index, "Sobol indices: the share of the variance of rank shifts that each choice of method "
               "explains");
  return any;
}
