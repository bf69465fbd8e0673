#include "charts/chart-ternary.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "command/chart.h"

#define N 3 /* pillars */

typedef struct
{
  DgmiTernaryInput input; /* first: what the chart is given */
  DgmiChartUnits units;
  double *values; /* values[3 * unit + pillar] */
} Filled;

static void free_filled(gpointer data)
{
  Filled *filled = data;
  dgmi_weight_regions_free((DgmiWeightRegions *)filled->input.regions);
  dgmi_chart_units_clear(&filled->units);
  g_free(filled->values);
  g_free(filled);
}

/* Whether the index is a weighted sum of three pillars. */
static gboolean check_framework(DgmiRun *run, const DgmiStudy *study)
{
  const guint root = dgmi_framework_root(study->framework);
  const guint n = dgmi_framework_node(study->framework, root)->n_members;
  const DgmiRecipe *recipe = study->recipe;
  const DgmiMethodInfo *aggregate = recipe->aggregate[root].info;
  if (n != N)
    dgmi_failure(
        run->messages, NULL,
        _("a triangle of weights needs an index of three pillars; %s has %u (chart weights "
          "shows best and worst ranks for any number)"),
        dgmi_study_index_name(study), n);
  else if (aggregate == NULL || strcmp(aggregate->id, "arithmetic") != 0)
    dgmi_failure(run->messages, NULL,
                 _("a triangle of weights needs pillars that are added up; this index takes the "
                   "%s of its pillars (try --aggregate arithmetic)"),
                 aggregate != NULL ? aggregate->name : "");
  else
    return TRUE;
  return FALSE;
}

static void fill_values(const DgmiStudy *study, Filled *filled)
{
  const guint root = dgmi_framework_root(study->framework);
  const guint *members = dgmi_framework_node(study->framework, root)->members;
  const guint n = filled->units.n;
  filled->values = g_new(double, N *(gsize)n + 1);
  for (guint i = 0; i < n; i++)
  {
    const guint unit = filled->units.order[i];
    double *row = filled->values + N * (gsize)i;
    gboolean whole = !dgmi_result_is_zero_by_rule(study->result, unit);
    for (guint p = 0; p < N; p++)
    {
      row[p] = dgmi_result_node(study->result, members[p])[unit];
      whole = whole && !isnan(row[p]);
    }
    row[0] = whole ? row[0] : NAN;
    filled->input.n_missing += !whole;
  }
}

static void fill_pillars(const DgmiStudy *study, Filled *filled)
{
  const guint root = dgmi_framework_root(study->framework);
  const guint *members = dgmi_framework_node(study->framework, root)->members;
  double sum = 0;
  for (guint p = 0; p < N; p++)
    sum += dgmi_result_weights(study->result)[members[p]];
  for (guint p = 0; p < N; p++)
  {
    filled->input.names[p] = dgmi_study_node_name(study, members[p]);
    filled->input.codes[p] = dgmi_framework_node(study->framework, members[p])->code;
    filled->input.nominal[p] = dgmi_result_weights(study->result)[members[p]] / sum;
  }
}

/* The corners of the regions, and their shares. */
static DgmiGrid *new_grid(const Filled *filled)
{
  const DgmiWeightRegions *regions = filled->input.regions;
  DgmiGrid *grid = dgmi_grid_new();
  dgmi_grid_add_text(grid, "code", _("code"));
  dgmi_grid_add_text(grid, "name", _("name"));
  dgmi_grid_add_numbers(grid, "first_share", _("share of weights"), 4);
  dgmi_grid_add_integers(grid, "corner", _("corner"));
  for (guint p = 0; p < N; p++)
    dgmi_grid_add_numbers(grid, filled->input.codes[p], filled->input.codes[p], 4);
  for (guint r = 0; r < regions->n; r++)
    for (guint c = 0; c < regions->regions[r].n_corners; c++)
    {
      const DgmiWeightRegion *region = &regions->regions[r];
      dgmi_grid_add_row(grid);
      dgmi_grid_text(grid, 0, filled->units.units[region->unit].code);
      dgmi_grid_text(grid, 1, filled->units.units[region->unit].name);
      dgmi_grid_number(grid, 2, region->share);
      dgmi_grid_integer(grid, 3, c + 1);
      for (guint p = 0; p < N; p++)
        dgmi_grid_number(grid, 4 + p, region->corners[c].weight[p]);
    }
  return grid;
}

gboolean dgmi_fill_ternary(DgmiRun *run, DgmiStudy *study, DgmiDrawing *drawing)
{
  if (!dgmi_chart_check_arguments(run, 0, 0, "ternary INDEX") || !check_framework(run, study))
    return FALSE;
  Filled *filled = g_new0(Filled, 1);
  drawing->input = filled;
  drawing->free_input = free_filled;
  if (!dgmi_chart_units_init(&filled->units, run, study))
    return FALSE;
  fill_values(study, filled);
  fill_pillars(study, filled);
  filled->input.units = filled->units.units;
  filled->input.n_units = filled->units.n;
  filled->input.top = (guint)run->options.top;
  filled->input.regions = dgmi_weight_regions_new(filled->values, filled->units.n);
  drawing->data = new_grid(filled);
  drawing->title =
      g_strdup_printf(_("%s: who is first under which weights"), dgmi_study_index_name(study));
  drawing->subtitle = g_strdup(_("Each point of the triangle is a choice of weights of the three "
                                 "pillars; areas are exact"));
  return TRUE;
}
