#include "charts/kinds/chart-ternary.h"

#include <math.h>
#include <string.h>

#include "charts/fill/analyses.h"

#define N 3 /* pillars */

typedef struct
{
  DgmiTernaryInput input; /* first: what the chart is given */
  DgmiChartUnits units;
  double *values; /* values[3 * unit + pillar] */
} TernaryFilled;

static void clear_filled(gpointer data)
{
  TernaryFilled *filled = data;
  dgmi_weight_regions_free((DgmiWeightRegions *)filled->input.regions);
  dgmi_chart_units_clear(&filled->units);
  g_free(filled->values);
}

/* Whether there is an area to draw. */
static gboolean check_parts(const DgmiFilling *filling, const DgmiWeightStudy *weights)
{
  const guint n = weights->parts->n_parts;
  if (n != N)
    dgmi_failure(
        filling->messages, NULL,
        "a triangle of weights needs three parts; %s has %u (chart weights shows best and worst "
        "ranks for any number)",
        dgmi_index_node_name(weights->index, weights->parts->node), n);
  else if (weights->varying->n != N)
    dgmi_usage_failure(filling->messages, "the bounds fix a weight, so there is no area to draw");
  else
    return TRUE;
  return FALSE;
}

static void fill_values(const DgmiWeightStudy *weights, TernaryFilled *filled)
{
  const guint n = filled->units.n;
  filled->values = g_new(double, N *(gsize)n + 1);
  for (guint i = 0; i < n; i++)
  {
    const int place = dgmi_weight_parts_find(weights->parts, filled->units.order[i]);
    for (guint p = 0; p < N; p++)
      filled->values[N * (gsize)i + p] =
          place < 0 ? NAN : weights->parts->value[N * (gsize)place + p];
    filled->input.n_missing += place < 0;
  }
}

static void fill_parts(const DgmiWeightStudy *weights, TernaryFilled *filled)
{
  for (guint p = 0; p < N; p++)
  {
    const guint node = weights->parts->part[p];
    filled->input.names[p] = dgmi_index_node_name(weights->index, node);
    filled->input.codes[p] = dgmi_framework_node(dgmi_index_framework(weights->index), node)->code;
    filled->input.nominal[p] = weights->parts->nominal[p];
  }
}

/* The corners of the regions, and their shares. */
static DgmiGrid *new_grid(const DgmiIndex *index, const TernaryFilled *filled)
{
  const DgmiWeightRegions *regions = filled->input.regions;
  DgmiGrid *grid = dgmi_grid_new();
  dgmi_grid_add_text(grid, "code", dgmi_index_word(index, "code"));
  dgmi_grid_add_text(grid, "name", dgmi_index_word(index, "name"));
  dgmi_grid_add_numbers(grid, "first_share", dgmi_index_word(index, "share of weights"), 4);
  dgmi_grid_add_integers(grid, "corner", dgmi_index_word(index, "corner"));
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

gboolean dgmi_fill_ternary(const DgmiFilling *filling, DgmiDrawing *drawing)
{
  DgmiIndex *index = filling->index;
  g_auto(DgmiWeightStudy) weights = {0};
  const DgmiWeightRequest request = dgmi_chart_weighing(filling->request);
  if (!dgmi_chart_check_arguments(filling, 0, 0, "ternary INDEX") ||
      !dgmi_weight_study_init(&weights, index, &request, filling->messages) ||
      !check_parts(filling, &weights))
    return FALSE;
  TernaryFilled *filled = dgmi_drawing_new_input(drawing, sizeof *filled, clear_filled);
  if (!dgmi_chart_units_init(&filled->units, filling))
    return FALSE;
  fill_values(&weights, filled);
  fill_parts(&weights, filled);
  filled->input.units = filled->units.units;
  filled->input.n_units = filled->units.n;
  filled->input.top = filling->request->top;
  filled->input.regions = dgmi_weight_regions_new(weights.space, filled->values, filled->units.n);
  drawing->data = new_grid(index, filled);
  drawing->title =
      dgmi_index_say(index, "%s: who is first under which weights", dgmi_index_name(index));
  g_autofree char *space = dgmi_weight_study_text(&weights);
  drawing->subtitle =
      weights.is_bounded
          ? dgmi_index_say(index,
                           "Each point is a choice of weights within bounds (%s); areas are "
                           "exact",
                           space)
          : dgmi_index_say(index, "Each point of the triangle is a choice of weights of the three "
                                  "pillars; areas are exact");
  return TRUE;
}
