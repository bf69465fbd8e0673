/* The other tables of `weights`: tiers, pairs of neighbours, two units. */
#include <assert.h>
#include <math.h>

#include "command/run/say.h"
#include "command/verbs/weights.h"
#include "index/weights/weight-change.h"
#include "index/weights/weight-dominance.h"

/* ---- Tiers ---- */

DgmiGrid *dgmi_weights_tiers(DgmiWeights *weights)
{
  assert(weights->parts->n_parts > 0);
  guint n;
  const guint n_units = weights->parts->n_units;
  g_autofree guint *tier = g_new(guint, n_units + 1), *level = g_new(guint, n_units + 1);
  g_autofree guint *order = dgmi_weights_order(weights, &n);
  if (order == NULL)
    return NULL;
  dgmi_weight_tiers(weights->varying, weights->value, n_units, tier, level);
  DgmiGrid *grid = dgmi_grid_new();
  dgmi_grid_set_title(grid, _("%s: what no weights can turn"), dgmi_index_name(weights->index));
  dgmi_grid_add_integers(grid, "tier", _("tier"));
  dgmi_grid_add_integers(grid, "level", _("level"));
  dgmi_grid_add_integers(grid, "rank", _("rank"));
  dgmi_grid_add_text(grid, "code", _("code"));
  dgmi_grid_add_text(grid, "name", _("name"));
  dgmi_grid_add_numbers(grid, "score", _("score"), dgmi_index_decimals(weights->index));
  for (guint i = 0; i < n; i++)
  {
    const guint unit = order[i];
    dgmi_grid_add_row(grid);
    dgmi_grid_integer(grid, 0, tier[unit]);
    dgmi_grid_integer(grid, 1, level[unit]);
    dgmi_grid_integer(grid, 2, weights->rank[unit]);
    dgmi_grid_text(grid, 3, dgmi_weights_code(weights, unit));
    dgmi_grid_text(grid, 4, dgmi_weights_name(weights, unit));
    dgmi_grid_number(
        grid, 5, dgmi_result_score(dgmi_index_result(weights->index))[weights->parts->unit[unit]]);
  }
  if (!weights->run->options.print.quiet)
    dgmi_grid_note(grid, "%s",
                   _("Whatever the weights, every unit of a tier is ahead of all units of later "
                     "tiers; within a tier weights decide. No unit dominates another of its "
                     "level, and each from level 2 on is dominated by one of the level before."));
  dgmi_weights_notes(weights, grid, TRUE);
  return grid;
}

/* ---- Swaps ---- */

/* What it takes to swap two units. */
typedef struct
{
  gboolean possible;
  double distance, move;
  double *closest, *smallest; /* weights of the parts */
} Swap;

static void clear_swap(Swap *swap)
{
  g_free(swap->closest);
  g_free(swap->smallest);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Swap, clear_swap)

static const double *values_of(const DgmiWeights *weights, guint unit)
{
  return weights->parts->value + (gsize)weights->parts->n_parts * unit;
}

static gboolean find_swap(const DgmiWeights *weights, guint a, guint b, Swap *swap)
{
  const DgmiWeightParts *parts = weights->parts;
  g_autoptr(GError) error = NULL;
  g_autofree double *lead = g_new(double, parts->n_parts);
  for (guint m = 0; m < parts->n_parts; m++)
    lead[m] = values_of(weights, a)[m] - values_of(weights, b)[m];
  *swap = (Swap){.distance = NAN, .move = NAN};
  swap->possible = dgmi_weight_can_swap(
      weights->space, lead, dgmi_weight_tie(weights->space, parts->value, parts->n_units));
  if (!swap->possible)
    return TRUE;
  swap->closest = g_new(double, parts->n_parts);
  swap->smallest = g_new(double, parts->n_parts);
  swap->distance = dgmi_weight_closest_swap(weights->space, lead, swap->closest);
  if (dgmi_weight_smallest_swap(weights->space, lead,
                                dgmi_recipe_solver(dgmi_index_recipe(weights->index)),
                                swap->smallest, &swap->move, &error))
    return TRUE;
  dgmi_messages_add_error(weights->run->messages, NULL, error);
  return FALSE;
}

DgmiGrid *dgmi_weights_pairs(DgmiWeights *weights)
{
  assert(weights->parts->n_parts > 0);
  guint n;
  g_autofree guint *order = dgmi_weights_order(weights, &n);
  if (order == NULL)
    return NULL;
  g_autoptr(DgmiGrid) grid = dgmi_grid_new();
  dgmi_grid_set_title(grid, _("%s: the least change of weights that swaps neighbours"),
                      dgmi_index_name(weights->index));
  dgmi_grid_add_integers(grid, "rank", _("rank"));
  dgmi_grid_add_text(grid, "code", _("code"));
  dgmi_grid_add_text(grid, "name", _("name"));
  dgmi_grid_add_text(grid, "next_code", _("next"));
  dgmi_grid_add_text(grid, "next_name", _("name"));
  dgmi_grid_add_numbers(grid, "lead", _("lead"), dgmi_index_decimals(weights->index));
  dgmi_grid_add_numbers(grid, "distance", _("distance"), 4);
  dgmi_grid_add_numbers(grid, "largest_move", _("largest move"), 4);
  for (guint i = 0; i + 1 < n; i++)
  {
    g_auto(Swap) swap = {0};
    if (!find_swap(weights, order[i], order[i + 1], &swap))
      return NULL;
    dgmi_grid_add_row(grid);
    dgmi_grid_integer(grid, 0, weights->rank[order[i]]);
    dgmi_grid_text(grid, 1, dgmi_weights_code(weights, order[i]));
    dgmi_grid_text(grid, 2, dgmi_weights_name(weights, order[i]));
    dgmi_grid_text(grid, 3, dgmi_weights_code(weights, order[i + 1]));
    dgmi_grid_text(grid, 4, dgmi_weights_name(weights, order[i + 1]));
    dgmi_grid_number(grid, 5,
                     weights->parts->score[order[i]] - weights->parts->score[order[i + 1]]);
    dgmi_grid_number(grid, 6, swap.distance);
    dgmi_grid_number(grid, 7, swap.move);
  }
  if (!weights->run->options.print.quiet)
    dgmi_grid_note(grid, "%s",
                   _("Distance: of the closest weights that put the two level, √Σ Δw². Largest "
                     "move: of the weights whose largest single change is smallest. Missing: no "
                     "weights swap them."));
  dgmi_weights_notes(weights, grid, TRUE);
  return g_steal_pointer(&grid);
}

/* What the weights found say, in words. */
static void note_swap(DgmiWeights *weights, guint a, guint b, const Swap *swap, DgmiGrid *grid)
{
  const double *score = weights->parts->score;
  const guint ahead = score[a] >= score[b] ? a : b, behind = ahead == a ? b : a;
  const char *first = dgmi_weights_name(weights, ahead),
             *second = dgmi_weights_name(weights, behind);
  const int decimals = dgmi_index_decimals(weights->index);
  if (swap->possible)
    dgmi_grid_note(grid,
                   _("Under the nominal weights %s is ahead of %s by %.*f. The closest weights "
                     "that put them level are %.4f away (√Σ Δw²); the smallest largest move of a "
                     "weight is %.4f. Just beyond, %s is ahead."),
                   first, second, decimals, score[ahead] - score[behind], swap->distance,
                   swap->move, second);
  else
    dgmi_grid_note(grid,
                   _("No weights can swap them: under the nominal weights %s is ahead of %s by "
                     "%.*f, and under no others behind."),
                   first, second, decimals, score[ahead] - score[behind]);
}

DgmiGrid *dgmi_weights_swap(DgmiWeights *weights, guint a, guint b)
{
  assert(a < weights->parts->n_units && b < weights->parts->n_units);
  const DgmiWeightParts *parts = weights->parts;
  g_auto(Swap) swap = {0};
  if (!find_swap(weights, a, b, &swap))
    return NULL;
  DgmiGrid *grid = dgmi_grid_new();
  dgmi_grid_set_title(grid, _("%s: the least change of weights that swaps %s and %s"),
                      dgmi_index_name(weights->index), dgmi_weights_name(weights, a),
                      dgmi_weights_name(weights, b));
  const int decimals = dgmi_index_decimals(weights->index);
  dgmi_grid_add_text(grid, "node", _("node"));
  dgmi_grid_add_text(grid, "name", _("name"));
  dgmi_grid_add_numbers(grid, "weight", _("weight"), 4);
  for (guint i = 0; i < 2; i++)
  {
    const char *code = dgmi_weights_code(weights, i == 0 ? a : b);
    dgmi_grid_add_numbers(grid, code, code, decimals);
  }
  dgmi_grid_add_numbers(grid, "closest", _("closest"), 4);
  dgmi_grid_add_numbers(grid, "smallest_move", _("smallest move"), 4);
  for (guint m = 0; m < parts->n_parts; m++)
  {
    dgmi_grid_add_row(grid);
    dgmi_grid_text(grid, 0,
                   dgmi_framework_node(dgmi_index_framework(weights->index), parts->part[m])->code);
    dgmi_grid_text(grid, 1, dgmi_index_node_name(weights->index, parts->part[m]));
    dgmi_grid_number(grid, 2, parts->nominal[m]);
    dgmi_grid_number(grid, 3, values_of(weights, a)[m]);
    dgmi_grid_number(grid, 4, values_of(weights, b)[m]);
    dgmi_grid_number(grid, 5, swap.possible ? swap.closest[m] : NAN);
    dgmi_grid_number(grid, 6, swap.possible ? swap.smallest[m] : NAN);
  }
  if (!weights->run->options.print.quiet)
    note_swap(weights, a, b, &swap, grid);
  dgmi_weights_notes(weights, grid, FALSE);
  return grid;
}
