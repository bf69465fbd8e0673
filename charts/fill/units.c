#include <assert.h>
#include <string.h>

#include "charts/fill/fill.h"
#include "indicators/base/text.h"

gpointer dgmi_drawing_new_input(DgmiDrawing *drawing, gsize size, GDestroyNotify clear)
{
  assert(drawing->input == NULL && size > 0);
  drawing->input = g_malloc0(size);
  drawing->clear_input = clear;
  return drawing->input;
}

/* "4", "5=" where several share it, NULL without a rank. */
static char *rank_text(const DgmiIndex *index, guint unit)
{
  const double *ranks = dgmi_result_rank(dgmi_index_result(index));
  const double rank = ranks[unit];
  guint sharing = 0;
  for (guint i = 0; i < dgmi_dataset_n_units(dgmi_index_dataset(index)); i++)
    sharing += ranks[i] == rank;
  return rank > 0 ? g_strdup_printf("%g%s", rank, sharing > 1 ? "=" : "") : NULL;
}

guint dgmi_chart_n_ranked(const DgmiIndex *index)
{
  assert(dgmi_index_result(index) != NULL);
  guint ranked = 0, last = 0;
  for (guint i = 0; i < dgmi_dataset_n_units(dgmi_index_dataset(index)); i++)
  {
    const double rank = dgmi_result_rank(dgmi_index_result(index))[i];
    ranked += rank > 0;
    last = rank > last ? (guint)rank : last;
  }
  return MAX(ranked, last);
}

/* Those that the index itself names, of which other data may lack some. */
static void highlight_by_definition(const DgmiIndex *index, gboolean *chosen)
{
  const char *list = dgmi_definition_get(dgmi_index_definition(index), "index", "highlight", NULL);
  g_auto(GStrv) codes = g_strsplit(list != NULL ? list : "", ",", -1);
  for (guint i = 0; codes[i] != NULL; i++)
  {
    const int unit = dgmi_dataset_find_unit(dgmi_index_dataset(index), g_strstrip(codes[i]));
    if (unit >= 0)
      chosen[unit] = TRUE;
  }
}

gboolean *dgmi_chart_highlighted(const DgmiFilling *filling)
{
  DgmiIndex *index = filling->index;
  const char *const *words = filling->request->highlight;
  g_autofree gboolean *chosen =
      g_new0(gboolean, dgmi_dataset_n_units(dgmi_index_dataset(index)) + 1);
  if (words == NULL)
    highlight_by_definition(index, chosen);
  gboolean ok = TRUE;
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
  {
    const int unit = dgmi_index_find_unit(index, words[i], filling->messages);
    ok = ok && unit >= 0;
    if (unit >= 0)
      chosen[unit] = TRUE;
  }
  return ok ? g_steal_pointer(&chosen) : NULL;
}

/* Keeps those of request->units. */
static gboolean choose_units(DgmiChartUnits *units, const DgmiFilling *filling)
{
  const char *const *words = filling->request->units;
  if (words == NULL)
    return TRUE;
  g_autofree gboolean *chosen = dgmi_index_find_units(filling->index, words, filling->messages);
  if (chosen == NULL)
    return FALSE;
  guint kept = 0;
  for (guint i = 0; i < units->n; i++)
    if (chosen[units->order[i]])
      units->order[kept++] = units->order[i];
  units->n = kept;
  return TRUE;
}

gboolean dgmi_chart_units_init(DgmiChartUnits *units, const DgmiFilling *filling)
{
  DgmiIndex *index = filling->index;
  assert(dgmi_index_result(index) != NULL);
  *units = (DgmiChartUnits){0};
  g_autofree gboolean *highlighted = dgmi_chart_highlighted(filling);
  units->order = dgmi_result_order(dgmi_index_result(index), &units->n);
  if (highlighted == NULL || !choose_units(units, filling))
  {
    dgmi_chart_units_clear(units);
    return FALSE;
  }
  units->n_ranked = dgmi_chart_n_ranked(index);
  units->units = g_new0(DgmiChartUnit, units->n + 1);
  for (guint i = 0; i < units->n; i++)
  {
    const guint unit = units->order[i];
    units->units[i] =
        (DgmiChartUnit){.code = dgmi_dataset_code(dgmi_index_dataset(index), unit),
                        .name = dgmi_index_unit_name(index, unit),
                        .fallback = dgmi_dataset_name(dgmi_index_dataset(index), unit),
                        .rank = rank_text(index, unit),
                        .value = dgmi_result_score(dgmi_index_result(index))[unit],
                        .highlighted = highlighted[unit]};
  }
  return TRUE;
}

void dgmi_chart_units_take_top(DgmiChartUnits *units, const DgmiFilling *filling)
{
  assert(units->n == 0 || units->order != NULL);
  guint kept = 0;
  for (guint i = 0; filling->request->top > 0 && i < units->n; i++)
  {
    if (i >= filling->request->top && !units->units[i].highlighted)
    {
      g_free((char *)units->units[i].rank);
      continue;
    }
    units->order[kept] = units->order[i];
    units->units[kept++] = units->units[i];
  }
  units->n = filling->request->top > 0 ? kept : units->n;
}

void dgmi_chart_units_clear(DgmiChartUnits *units)
{
  for (guint i = 0; units->units != NULL && i < units->n; i++)
    g_free((char *)units->units[i].rank);
  g_free(units->units);
  g_free(units->order);
  *units = (DgmiChartUnits){0};
}

DgmiGrid *dgmi_chart_ranked_grid(const DgmiIndex *index)
{
  DgmiGrid *grid = dgmi_grid_new();
  dgmi_grid_add_integers(grid, "rank", dgmi_index_word(index, "rank"));
  dgmi_grid_add_text(grid, "code", dgmi_index_word(index, "code"));
  dgmi_grid_add_text(grid, "name", dgmi_index_word(index, "name"));
  return grid;
}

gboolean dgmi_chart_ranked_row(DgmiGrid *grid, const DgmiIndex *index, const DgmiChartUnits *units,
                               guint i, guint top)
{
  assert(i < units->n);
  const DgmiChartUnit *unit = &units->units[i];
  if (top > 0 && i >= top && !unit->highlighted)
    return FALSE;
  dgmi_grid_add_row(grid);
  dgmi_grid_number(grid, 0, dgmi_result_rank(dgmi_index_result(index))[units->order[i]]);
  dgmi_grid_text(grid, 1, unit->code);
  dgmi_grid_text(grid, 2, unit->name);
  return TRUE;
}

DgmiGrid *dgmi_chart_figures_grid(const DgmiIndex *index, const DgmiChartUnits *units,
                                  const DgmiChartFigure *figures, guint n)
{
  DgmiGrid *grid = dgmi_grid_new();
  dgmi_grid_add_text(grid, "code", dgmi_index_word(index, "code"));
  dgmi_grid_add_text(grid, "name", dgmi_index_word(index, "name"));
  for (guint f = 0; f < n; f++)
    dgmi_grid_add_numbers(grid, figures[f].name, figures[f].heading, figures[f].digits);
  for (guint i = 0; i < units->n; i++)
  {
    dgmi_grid_add_row(grid);
    dgmi_grid_text(grid, 0, units->units[i].code);
    dgmi_grid_text(grid, 1, units->units[i].name);
    for (guint f = 0; f < n; f++)
      dgmi_grid_number(grid, 2 + f, figures[f].value[i]);
  }
  return grid;
}

gboolean dgmi_chart_check_arguments(const DgmiFilling *filling, guint least, guint most,
                                    const char *usage)
{
  assert(least <= most && usage != NULL);
  const char *const *arguments = filling->request->arguments;
  const guint n = arguments == NULL ? 0 : g_strv_length((char **)arguments);
  if (n >= least && n <= most)
    return TRUE;
  dgmi_usage_failure(
      filling->messages, "%s; write dgmi chart %s",
      n < least ? DGMI_N_("the chart needs more arguments") : DGMI_N_("too many arguments"), usage);
  return FALSE;
}

int dgmi_chart_shape(const DgmiFilling *filling, const char *const *shapes)
{
  assert(shapes[0] != NULL);
  const char *as = filling->request->as;
  guint n = 0;
  for (; shapes[n] != NULL; n++)
    if (as != NULL && strcmp(as, shapes[n]) == 0)
      return (int)n;
  if (as == NULL)
    return 0;
  g_autofree char *known = g_strjoinv(", ", (char **)shapes);
  dgmi_usage_failure(filling->messages, "--as '%s' is not a shape of this chart; choose from %s",
                     as, known);
  return -1;
}

guint dgmi_chart_n_pillars(const DgmiIndex *index)
{
  const guint root = dgmi_framework_root(dgmi_index_framework(index));
  return dgmi_framework_node(dgmi_index_framework(index), root)->n_members;
}

int dgmi_chart_pillar(const DgmiIndex *index, guint node)
{
  assert(node < dgmi_framework_n_nodes(dgmi_index_framework(index)));
  const guint root = dgmi_framework_root(dgmi_index_framework(index));
  const DgmiNode *top = dgmi_framework_node(dgmi_index_framework(index), root);
  for (int at = (int)node; at >= 0;
       at = dgmi_framework_node(dgmi_index_framework(index), (guint)at)->parent)
    for (guint i = 0; i < top->n_members; i++)
      if (top->members[i] == (guint)at)
        return (int)i;
  return -1;
}

char *dgmi_chart_node_text(const DgmiIndex *index, guint node)
{
  const char *name = dgmi_index_node_name(index, node);
  const char *unit = dgmi_framework_node(dgmi_index_framework(index), node)->unit;
  return unit != NULL ? dgmi_index_say(index, "%s, %s", name, unit) : g_strdup(name);
}

const char *dgmi_chart_title(const DgmiIndex *index)
{
  const gboolean named = dgmi_definition_get_localised(dgmi_index_definition(index), "index",
                                                       "name", dgmi_index_language(index)) != NULL;
  return named ? dgmi_index_name(index)
               : dgmi_index_node_name(index, dgmi_framework_root(dgmi_index_framework(index)));
}
