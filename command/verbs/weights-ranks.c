/* The table of `weights`: best and worst ranks, first shares, dominance. */
#include <assert.h>
#include <math.h>

#include "command/run/output.h"
#include "command/run/say.h"
#include "command/verbs/weights.h"
#include "index/weights/weight-dominance.h"

#define UNITS_NAMED 12

enum
{
  RANK,
  CODE,
  NAME,
  SCORE,
  BEST,
  WORST,
  SHARE,
  KIND,
  DOMINATES,
  DOMINATED
};

typedef struct
{
  DgmiWeights *weights;
  DgmiGrid *grid;
  const guint *order;
  guint n;
  double *share;
  GString *unproven; /* "CHN best 5 (3 or worse)" */
  guint n_unproven;
  double n_pairs; /* of which one dominates the other */
  gint64 start;
  gboolean shown; /* progress */
} Table;

static void add_columns(const DgmiWeights *weights, DgmiGrid *grid)
{
  dgmi_grid_add_integers(grid, "rank", _("rank"));
  dgmi_grid_add_text(grid, "code", _("code"));
  dgmi_grid_add_text(grid, "name", _("name"));
  dgmi_grid_add_numbers(grid, "score", _("score"), dgmi_index_decimals(weights->index));
  dgmi_grid_add_integers(grid, "best_rank", _("best rank"));
  dgmi_grid_add_integers(grid, "worst_rank", _("worst rank"));
  dgmi_grid_add_numbers(grid, "first_share", _("share first"), 5);
  dgmi_grid_add_text(grid, "first_share_kind", _("that is"));
  dgmi_grid_add_integers(grid, "dominates", _("dominates"));
  dgmi_grid_add_integers(grid, "dominated_by", _("dominated by"));
}

/* ---- Ranks ---- */

static void show_progress(Table *table, guint done)
{
  const gint64 now = g_get_monotonic_time();
  table->start = table->start == 0 ? now : table->start;
  if (table->weights->run->options.print.quiet || dgmi_output_width(2) == 0 ||
      now - table->start < G_USEC_PER_SEC)
    return;
  g_autofree char *text =
      g_strdup_printf(_("best and worst ranks: %u of %u units"), done, table->n);
  g_printerr("\r%s", text);
  table->shown = TRUE;
}

/* A rank that was found, for people with what bounds it where that was not proven. */
static void put_found(Table *table, guint unit, guint column, const DgmiWeightFound *found)
{
  const gboolean best = column == BEST;
  dgmi_grid_integer(table->grid, column, found->rank);
  if (found->bound == found->rank)
    return;
  const char *code = dgmi_weights_code(table->weights, unit);
  if (table->n_unproven++ < UNITS_NAMED)
    g_string_append_printf(table->unproven,
                           best ? _("%s%s best %u, none better than %u")
                                : _("%s%s worst %u, none worse than %u"),
                           table->unproven->len > 0 ? "; " : "", code, found->rank, found->bound);
  if (!dgmi_run_is_for_people(table->weights->run))
    return;
  g_autofree char *text =
      g_strdup_printf(best ? "%u (≥ %u)" : "%u (≤ %u)", found->rank, found->bound);
  dgmi_grid_text(table->grid, column, text);
}

static gboolean put_ranks(Table *table, guint unit, GError **error)
{
  DgmiWeightFound best, worst;
  if (!dgmi_weight_study_ranks(&table->weights->weighing, unit, &best, &worst, error))
    return FALSE;
  put_found(table, unit, BEST, &best);
  put_found(table, unit, WORST, &worst);
  return TRUE;
}

static gboolean add_unit(Table *table, guint unit, GError **error)
{
  DgmiWeights *weights = table->weights;
  DgmiGrid *grid = table->grid;
  dgmi_grid_add_row(grid);
  dgmi_grid_integer(grid, RANK, weights->rank[unit]);
  dgmi_grid_text(grid, CODE, dgmi_weights_code(weights, unit));
  dgmi_grid_text(grid, NAME, dgmi_weights_name(weights, unit));
  dgmi_grid_number(
      grid, SCORE,
      dgmi_result_score(dgmi_index_result(weights->index))[weights->parts->unit[unit]]);
  dgmi_grid_number(grid, SHARE, table->share[unit]);
  dgmi_grid_text(grid, KIND,
                 dgmi_run_word(weights->run, dgmi_weight_study_is_exact(&weights->weighing)
                                                 ? N_("exact")
                                                 : N_("estimate")));
  const DgmiWeightDominance dominance =
      dgmi_weight_dominance(weights->varying, weights->value, weights->parts->n_units, unit);
  dgmi_grid_integer(grid, DOMINATES, dominance.dominates);
  dgmi_grid_integer(grid, DOMINATED, dominance.dominated_by);
  table->n_pairs += dominance.dominates;
  return put_ranks(table, unit, error);
}

/* ---- Notes ---- */

static void note_pairs(const Table *table, DgmiGrid *grid)
{
  const double n = table->weights->parts->n_units;
  if (n > 1 && table->n == n)
    dgmi_grid_note(grid,
                   _("%.0f of %.0f pairs of units are in the same order under all these weights: "
                     "one dominates the other."),
                   table->n_pairs, n * (n - 1) / 2);
}

/* The standard error of a share of 0 is not 0: two draws are added on either side (A. Agresti, B.
 * A. Coull, "Approximate is better than exact", The American Statistician 52, 1998). */
static void note_estimate(const Table *table, DgmiGrid *grid)
{
  const double draws = table->weights->weighing.draws;
  double largest = 0;
  for (guint i = 0; i < table->n; i++)
  {
    const double share = (table->share[table->order[i]] * draws + 2) / (draws + 4);
    largest = fmax(largest, sqrt(share * (1 - share) / (draws + 4)));
  }
  dgmi_grid_note(grid,
                 _("Shares are estimated from %.0f draws of weights; their standard error is %.5f "
                   "at most."),
                 draws, largest);
}

static void add_notes(Table *table)
{
  DgmiWeights *weights = table->weights;
  DgmiGrid *grid = table->grid;
  if (!weights->run->options.print.quiet)
  {
    note_pairs(table, grid);
    if (!dgmi_weight_study_is_exact(&weights->weighing))
      note_estimate(table, grid);
    dgmi_grid_note(
        grid, "%s",
        dgmi_weight_study_is_exact(&weights->weighing)
            ? _("Best and worst ranks and shares are exact.")
            : _("Best and worst ranks are by integer programs, proven but where stated."));
  }
  if (table->n_unproven > UNITS_NAMED)
    g_string_append(table->unproven, ", …");
  g_autofree char *text =
      g_strdup_printf(ngettext("%u rank is not proven (try --search with a larger number): %s",
                               "%u ranks are not proven (try --search with a larger number): %s",
                               table->n_unproven),
                      table->n_unproven, table->unproven->str);
  if (table->n_unproven > 0)
    dgmi_weights_remark(weights, grid, text);
  dgmi_weights_notes(weights, grid, TRUE);
}

DgmiGrid *dgmi_weights_grid(DgmiWeights *weights)
{
  assert(weights->parts->n_parts > 0);
  g_autoptr(GError) error = NULL;
  g_autoptr(DgmiGrid) grid = dgmi_grid_new();
  g_autoptr(GString) unproven = g_string_new(NULL);
  Table table = {.weights = weights, .grid = grid, .unproven = unproven};
  g_autofree guint *order = dgmi_weights_order(weights, &table.n);
  if (order == NULL)
    return NULL;
  table.order = order;
  dgmi_grid_set_title(grid, _("%s: ranks under all weights"), dgmi_index_name(weights->index));
  add_columns(weights, grid);
  table.share = g_new(double, weights->parts->n_units + 1);
  dgmi_weight_study_shares(&weights->weighing, table.share);
  gboolean ok = TRUE;
  for (guint i = 0; ok && i < table.n; i++)
  {
    ok = add_unit(&table, order[i], &error);
    show_progress(&table, i + 1);
  }
  if (table.shown)
    g_printerr("\r\033[K");
  if (ok)
    add_notes(&table);
  else
    dgmi_messages_add_error(weights->run->messages, NULL, error);
  g_free(table.share);
  return ok ? g_steal_pointer(&grid) : NULL;
}
