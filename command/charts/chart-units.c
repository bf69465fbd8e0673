#include <assert.h>
#include <string.h>

#include "command/charts/chart.h"
#include "command/run/say.h"
#include "indicators/base/text.h"

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

gboolean dgmi_chart_units_init(DgmiChartUnits *units, DgmiRun *run, DgmiIndex *index)
{
  assert(dgmi_index_result(index) != NULL);
  *units = (DgmiChartUnits){0};
  DgmiRun shown = *run; /* --top is the kind's to see to */
  shown.options.shown.top = 0;
  g_autofree gboolean *highlighted = dgmi_highlighted_units(run, index);
  units->order = dgmi_result_order(dgmi_index_result(index), &units->n);
  if (highlighted == NULL || !dgmi_run_choose_units(&shown, index, units->order, &units->n))
  {
    units->n = 0;
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

void dgmi_chart_units_take_top(DgmiChartUnits *units, const DgmiRun *run)
{
  assert(units->n == 0 || units->order != NULL);
  guint kept = 0;
  for (guint i = 0; run->options.shown.top > 0 && i < units->n; i++)
  {
    if (i >= (guint)run->options.shown.top && !units->units[i].highlighted)
    {
      g_free((char *)units->units[i].rank);
      continue;
    }
    units->order[kept] = units->order[i];
    units->units[kept++] = units->units[i];
  }
  units->n = run->options.shown.top > 0 ? kept : units->n;
}

void dgmi_chart_units_clear(DgmiChartUnits *units)
{
  for (guint i = 0; units->units != NULL && i < units->n; i++)
    g_free((char *)units->units[i].rank);
  g_free(units->units);
  g_free(units->order);
  *units = (DgmiChartUnits){0};
}

gboolean dgmi_chart_check_arguments(DgmiRun *run, guint least, guint most, const char *usage)
{
  assert(least <= most && usage != NULL);
  const guint n = g_strv_length(dgmi_run_arguments_from(run, 1));
  if (n >= least && n <= most)
    return TRUE;
  dgmi_usage_failure(run->messages, "%s; write dgmi chart %s",
                     n < least ? N_("the chart needs more arguments") : N_("too many arguments"),
                     usage);
  return FALSE;
}

int dgmi_chart_shape(DgmiRun *run, const char *const *shapes)
{
  assert(shapes[0] != NULL);
  const char *as = run->options.chart.as;
  guint n = 0;
  for (; shapes[n] != NULL; n++)
    if (as != NULL && strcmp(as, shapes[n]) == 0)
      return (int)n;
  if (as == NULL)
    return 0;
  g_autofree char *known = g_strjoinv(", ", (char **)shapes);
  dgmi_usage_failure(run->messages, "--as '%s' is not a shape of this chart; choose from %s", as,
                     known);
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
  return unit != NULL ? g_strdup_printf(_("%s, %s"), name, unit) : g_strdup(name);
}

const char *dgmi_chart_title(const DgmiIndex *index)
{
  const gboolean named = dgmi_definition_get_localised(dgmi_index_definition(index), "index",
                                                       "name", dgmi_index_language(index)) != NULL;
  return named ? dgmi_index_name(index)
               : dgmi_index_node_name(index, dgmi_framework_root(dgmi_index_framework(index)));
}
