/* The tables of `uncertainty`, and what people have to know of them. */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "command/run/say.h"
#include "command/verbs/sampling.h"
#include "index/tables/draws-table.h"

#define NAMES_MAX 10 /* units that a note names */

static const char *code_of(const DgmiSampling *sampling, guint i)
{
  return dgmi_dataset_code(dgmi_index_dataset(sampling->index), sampling->shown[i]);
}

static const char *name_of(DgmiSampling *sampling, guint unit)
{
  return dgmi_index_unit_name(sampling->index, unit);
}

static char *count_text(guint64 count)
{
  return g_strdup_printf("%" G_GUINT64_FORMAT, count);
}

/* ---- Ranks ---- */

/* Whether 90 % of the ranks of the unit at place `i` and of the next one do not overlap. */
static gboolean is_apart(const DgmiSampling *sampling, const DgmiUncertainty *result, guint i)
{
  const DgmiRankSummary a = dgmi_uncertainty_rank_summary(result, sampling->ranked[i]);
  const DgmiRankSummary b = dgmi_uncertainty_rank_summary(result, sampling->ranked[i + 1]);
  return a.p95 < b.p5;
}

/* Names of units, as many as a note holds. */
static char *names_of(DgmiSampling *sampling, const GArray *list)
{
  GString *names = g_string_new(NULL);
  for (guint i = 0; i < MIN(list->len, NAMES_MAX); i++)
    g_string_append_printf(names, "%s%s", i > 0 ? _(", ") : "",
                           name_of(sampling, g_array_index(list, guint, i)));
  if (list->len > NAMES_MAX)
    g_string_append_printf(names, _(" and %u more"), list->len - NAMES_MAX);
  return g_string_free(names, FALSE);
}

/* Which units can be told from the units beside them in the ranking, and which cannot: the shorter
 * of the two lists. */
static void note_neighbours(DgmiSampling *sampling, const DgmiUncertainty *result, DgmiGrid *grid)
{
  g_autoptr(GArray) apart = g_array_new(FALSE, FALSE, sizeof(guint));
  g_autoptr(GArray) together = g_array_new(FALSE, FALSE, sizeof(guint));
  guint n = 0;
  while (n < sampling->n_ranked && !isnan(sampling->rank[sampling->ranked[n]]))
    n++;
  gboolean before = TRUE;
  for (guint i = 0; i < n; i++)
  {
    const gboolean after = i + 1 == n || is_apart(sampling, result, i);
    g_array_append_val(before && after ? apart : together, sampling->ranked[i]);
    before = after;
  }
  g_autofree char *names = names_of(sampling, apart->len <= together->len ? apart : together);
  if (n < 2)
    return;
  if (apart->len == 0)
    dgmi_grid_note(grid, _("No unit can be told from the units beside it in the ranking: their "
                           "intervals from 5 %% to 95 %% overlap."));
  else if (together->len == 0)
    dgmi_grid_note(grid, _("Every unit can be told from the units beside it in the ranking: no "
                           "intervals from 5 %% to 95 %% overlap."));
  else if (apart->len <= together->len)
    dgmi_grid_note(grid,
                   _("Only these units can be told from the units beside them in the ranking "
                     "(intervals from 5 %% to 95 %% do not overlap): %s; the other %u cannot."),
                   names, together->len);
  else
    dgmi_grid_note(grid,
                   _("These units cannot be told from a unit beside them in the ranking "
                     "(intervals from 5 %% to 95 %% overlap): %s."),
                   names);
}

/* ---- Pairs and central weights ---- */

static DgmiGrid *pairwise_grid(const DgmiSampling *sampling, const DgmiUncertainty *result)
{
  DgmiGrid *grid = dgmi_grid_new();
  dgmi_grid_set_title(grid, _("%s: how often the unit of a row is ahead of that of a column"),
                      dgmi_index_name(sampling->index));
  dgmi_grid_add_text(grid, "code", _("code"));
  for (guint i = 0; i < sampling->n_shown; i++)
  {
    const char *code = code_of(sampling, i);
    dgmi_grid_add_numbers(grid, code, code, 3);
  }
  for (guint i = 0; i < sampling->n_shown; i++)
  {
    dgmi_grid_add_row(grid);
    dgmi_grid_text(grid, 0, code_of(sampling, i));
    for (guint k = 0; k < sampling->n_shown; k++)
      dgmi_grid_number(
          grid, 1 + k,
          k == i ? NAN : dgmi_uncertainty_winning(result, sampling->shown[i], sampling->shown[k]));
  }
  return grid;
}

/* The nodes below `node`, each with its own below it. */
static void add_members(const DgmiFramework *framework, guint node, GArray *nodes)
{
  const DgmiNode *info = dgmi_framework_node(framework, node);
  for (guint m = 0; m < info->n_members; m++)
  {
    g_array_append_val(nodes, info->members[m]);
    add_members(framework, info->members[m], nodes);
  }
}

static DgmiGrid *central_grid(DgmiSampling *sampling, const DgmiUncertainty *result,
                              gboolean for_people)
{
  const DgmiFramework *framework = dgmi_index_framework(sampling->index);
  DgmiGrid *grid = dgmi_grid_new();
  g_autoptr(GArray) nodes = g_array_new(FALSE, FALSE, sizeof(guint));
  g_autofree double *weight = g_new(double, dgmi_framework_n_nodes(framework));
  dgmi_grid_set_title(grid, _("%s: weights under which units are first"),
                      dgmi_index_name(sampling->index));
  add_members(framework, dgmi_framework_root(framework), nodes);
  dgmi_grid_add_text(grid, "code", _("code"));
  dgmi_grid_add_text(grid, "name", _("name"));
  dgmi_grid_add_numbers(grid, "first_share", _("share first"), 4);
  for (guint k = 0; k < nodes->len; k++)
  {
    const char *code = dgmi_framework_node(framework, g_array_index(nodes, guint, k))->code;
    dgmi_grid_add_numbers(grid, code, code, 3);
  }
  for (guint i = 0; i < sampling->n_shown; i++)
  {
    const guint unit = sampling->shown[i];
    const double first = dgmi_uncertainty_rank_summary(result, unit).first;
    if (for_people && !(first > 0))
      continue;
    dgmi_uncertainty_central_weights(result, unit, weight);
    dgmi_grid_add_row(grid);
    dgmi_grid_text(grid, 0, code_of(sampling, i));
    dgmi_grid_text(grid, 1, name_of(sampling, unit));
    dgmi_grid_number(grid, 2, first);
    for (guint k = 0; k < nodes->len; k++)
      dgmi_grid_number(grid, 3 + k, weight[g_array_index(nodes, guint, k)]);
  }
  if (for_people && !sampling->run->options.print.quiet)
    dgmi_grid_note(grid, _("Mean weights within the parent over the draws in which a unit is "
                           "first. Units that never are first are left out."));
  return grid;
}

/* ---- Notes ---- */

static void note_draws(const DgmiSampling *sampling, gboolean partial, DgmiGrid *grid)
{
  g_autofree char *draws = dgmi_draws_text(sampling->index, sampling->plan, sampling->draws,
                                           dgmi_options_seed(&sampling->run->options.method));
  if (partial)
    dgmi_grid_note(grid, _("PARTIAL: interrupted before all draws were done."));
  dgmi_grid_note(grid, _("What varies, drawn together: %s."), draws);
}

/* The half-width at a few numbers of draws, each four times the one before, up to the last. */
static void note_precision(const DgmiUncertainty *result, DgmiGrid *grid)
{
  const GArray *all = dgmi_uncertainty_convergence(result);
  g_autoptr(GString) text = g_string_new(NULL);
  guint64 next = 0;
  for (guint i = 0; i < all->len; i++)
  {
    const DgmiConvergence *at = &g_array_index(all, DgmiConvergence, i);
    const gboolean last = i + 1 == all->len;
    g_autofree char *draws = count_text(at->draws);
    if ((at->draws < next || all->len - i < 3) && !last)
      continue;
    next = 4 * at->draws;
    g_string_append_printf(text, _("%s±%.2g after %s"), text->len > 0 ? _(", ") : "",
                           at->half_width, draws);
  }
  if (text->len > 0)
    dgmi_grid_note(grid,
                   _("Error of drawing, 95 %% half-width of the least certain mean rank or first "
                     "share: %s draws."),
                   text->str);
}

DgmiGrid *dgmi_uncertainty_grid(DgmiSampling *sampling, const DgmiUncertainty *result)
{
  assert(result != NULL);
  const gboolean for_people = dgmi_run_is_for_people(sampling->run);
  const DgmiDrawnUnits drawn = {sampling->index, sampling->plan, sampling->shown,
                                sampling->n_shown};
  DgmiGrid *grid = sampling->table == DGMI_SAMPLING_ACCEPTABILITY
                       ? dgmi_draws_acceptability_grid(&drawn, result, for_people)
                   : sampling->table == DGMI_SAMPLING_PAIRWISE ? pairwise_grid(sampling, result)
                   : sampling->table == DGMI_SAMPLING_CENTRAL
                       ? central_grid(sampling, result, for_people)
                       : dgmi_draws_ranks_grid(&drawn, result);
  if (sampling->run->options.print.quiet)
    return grid;
  note_draws(sampling, dgmi_uncertainty_is_partial(result), grid);
  note_precision(result, grid);
  if (sampling->table == DGMI_SAMPLING_RANKS)
    note_neighbours(sampling, result, grid);
  dgmi_run_note_source(sampling->run, sampling->index, grid);
  return grid;
}

/* ---- Sensitivity ---- */

static void note_output(DgmiSampling *sampling, const DgmiSensitivity *s, DgmiGrid *grid)
{
  g_autofree char *what = dgmi_draws_output_text(sampling->index, &sampling->output);
  g_autofree char *runs = count_text(s->runs), *draws = count_text(s->draws);
  g_autofree char *left_out = count_text(s->draws - s->n_used);
  dgmi_grid_note(grid, _("Explained is %s: mean %.4g, standard deviation %.4g over the draws."),
                 what, s->mean, sqrt(s->variance));
  dgmi_grid_note(grid, _("S: share of its variance that the source explains alone; ST: with all "
                         "its interactions. 95 %% bootstrap intervals; nothing is clamped, so an "
                         "estimate near 0 may be negative."));
  dgmi_grid_note(grid, _("%s runs: %s draws × (2 + sources)."), runs, draws);
  if (s->n_used < s->draws)
    dgmi_grid_note(grid, _("%s draws without such a figure are left out."), left_out);
  if (!s->varies)
    dgmi_grid_note(grid, _("The output does not vary: there is nothing to explain."));
}

DgmiGrid *dgmi_sensitivity_grid(DgmiSampling *sampling, const DgmiSensitivity *sensitivity)
{
  DgmiGrid *grid = dgmi_draws_sensitivity_grid(sampling->index, sampling->plan, sensitivity);
  if (sampling->run->options.print.quiet)
    return grid;
  note_draws(sampling, sensitivity->is_partial, grid);
  note_output(sampling, sensitivity, grid);
  dgmi_run_note_source(sampling->run, sampling->index, grid);
  return grid;
}
