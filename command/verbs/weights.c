#include "command/verbs/weights.h"

#include <assert.h>
#include <string.h>

#include "command/run/say.h"

gboolean dgmi_weights_open(DgmiWeights *weights, DgmiRun *run, DgmiIndex *index)
{
  const DgmiOptions *options = &run->options;
  const DgmiWeightRequest request = {.node = options->weights.node,
                                     .bounds = (const char *const *)options->weights.bounds,
                                     .within = options->weights.within,
                                     .draws = dgmi_options_draws(&options->draws),
                                     .seed = dgmi_options_seed(&options->method),
                                     .search = (guint)MAX(options->weights.search, 0)};
  *weights = (DgmiWeights){.run = run, .index = index};
  if (!dgmi_weight_study_init(&weights->weighing, index, &request, run->messages))
    return FALSE;
  weights->parts = weights->weighing.parts;
  weights->space = weights->weighing.space;
  weights->varying = weights->weighing.varying;
  weights->value = weights->weighing.value;
  weights->rank = weights->weighing.rank;
  return TRUE;
}

void dgmi_weights_clear(DgmiWeights *weights)
{
  dgmi_weight_study_clear(&weights->weighing);
  memset(weights, 0, sizeof *weights);
}

const char *dgmi_weights_code(const DgmiWeights *weights, guint unit)
{
  return dgmi_dataset_code(dgmi_index_dataset(weights->index), weights->parts->unit[unit]);
}

const char *dgmi_weights_name(DgmiWeights *weights, guint unit)
{
  return dgmi_index_unit_name(weights->index, weights->parts->unit[unit]);
}

static int by_rank_and_code(gconstpointer a, gconstpointer b, gpointer data)
{
  const DgmiWeights *weights = data;
  const guint i = *(const guint *)a, j = *(const guint *)b;
  const guint x = weights->rank[i], y = weights->rank[j];
  return x != y ? (x < y ? -1 : 1)
                : strcmp(dgmi_weights_code(weights, i), dgmi_weights_code(weights, j));
}

guint *dgmi_weights_order(DgmiWeights *weights, guint *n)
{
  assert(n != NULL);
  DgmiRun all = *weights->run; /* borrows its strings */
  const DgmiWeightParts *parts = weights->parts;
  g_autofree guint *order = g_new(guint, parts->n_units + 1);
  all.options.shown.top = 0;
  *n = parts->n_units;
  memcpy(order, parts->unit, parts->n_units * sizeof *order);
  if (!dgmi_run_choose_units(&all, weights->index, order, n))
    return NULL;
  for (guint i = 0; i < *n; i++)
    order[i] = (guint)dgmi_weight_parts_find(parts, order[i]);
  g_qsort_with_data(order, (gint)*n, sizeof *order, by_rank_and_code, weights);
  if (weights->run->options.shown.top > 0)
    *n = MIN(*n, (guint)weights->run->options.shown.top);
  return g_steal_pointer(&order);
}

/* ---- Notes ---- */

void dgmi_weights_remark(const DgmiWeights *weights, DgmiGrid *grid, const char *text)
{
  assert(grid != NULL);
  if (!dgmi_run_is_for_people(weights->run))
    dgmi_warning(weights->run->messages, NULL, "%s", text);
  else if (!weights->run->options.print.quiet)
    dgmi_grid_note(grid, _("%s."), text);
}

/* Those that lack some parts. */
static void remark_partial(DgmiWeights *weights, DgmiGrid *grid)
{
  g_autofree char *text = dgmi_weight_study_partial_text(&weights->weighing);
  if (text != NULL)
    dgmi_weights_remark(weights, grid, text);
}

static void note_space(const DgmiWeights *weights, DgmiGrid *grid)
{
  g_autofree char *list = dgmi_weight_study_text(&weights->weighing);
  const char *name = dgmi_index_node_name(weights->index, weights->parts->node);
  if (weights->parts->n_parts == 1)
    dgmi_grid_note(grid, _("%s has one part only, so weights change nothing: %s."), name, list);
  else if (weights->weighing.is_bounded)
    dgmi_grid_note(grid, _("All weights of the parts of %s that sum to 1 and lie within: %s."),
                   name, list);
  else
    dgmi_grid_note(grid, _("All weights of the parts of %s that sum to 1, zeros among them: %s."),
                   name, list);
}

void dgmi_weights_notes(DgmiWeights *weights, DgmiGrid *grid, gboolean has_ranks)
{
  assert(grid != NULL);
  const gboolean quiet = weights->run->options.print.quiet;
  if (!quiet)
    note_space(weights, grid);
  if (!quiet && has_ranks)
    dgmi_grid_note(grid, "%s", _("Ranks are of scores that are not rounded."));
  remark_partial(weights, grid);
  dgmi_run_note_source(weights->run, weights->index, grid);
}
