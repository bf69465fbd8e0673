#include <math.h>

#include "command/run/say.h"
#include "command/verbs/verbs.h"
#include "index/opened/analyses.h"
#include "indicators/base/text.h"

#define REASONS 10 /* said in words; the table has them all */

/* Why a unit differs, in words. */
static void note_reason(DgmiIndex *index, DgmiGrid *grid, const DgmiReconciliation *all,
                        const DgmiReconciled *unit)
{
  const char *name = dgmi_index_unit_name(index, unit->unit);
  const double allowed =
      MAX(all->bound, dgmi_recipe_published(dgmi_index_recipe(index))->tolerance);
  char published[DGMI_NUMBER_SIZE], score[DGMI_NUMBER_SIZE], difference[DGMI_NUMBER_SIZE],
      bound[DGMI_NUMBER_SIZE];
  dgmi_number_format(unit->published_score, published);
  dgmi_number_format(unit->score, score);
  dgmi_number_format(unit->difference, difference);
  dgmi_number_format(dgmi_round(allowed, 7), bound);
  if (unit->by_score && isnan(unit->score))
    dgmi_grid_note(grid, _("%s differs: %s is published, but its components are missing."), name,
                   published);
  else if (unit->by_score)
    dgmi_grid_note(
        grid,
        _("%s differs: %s is published, its printed components give %s; the difference of "
          "%s is more than the %s that rounding allows."),
        name, published, score, difference, bound);
  if (unit->by_rank)
    dgmi_grid_note(grid,
                   _("%s differs: rank %.0f is published, but its published score of %s has rank "
                     "%.0f among the published scores."),
                   name, unit->published_rank, published, unit->expected_rank);
}

static void add_notes(const DgmiRun *run, DgmiIndex *index, DgmiGrid *grid,
                      const DgmiReconciliation *all)
{
  if (run->options.print.quiet)
    return;
  char bound[DGMI_NUMBER_SIZE];
  dgmi_number_format(dgmi_round(all->bound, 7), bound);
  dgmi_grid_note(
      grid,
      _("Of %u published scores %u are the same, %u within rounding (at most %s, from the "
        "printed digits), %u differ."),
      all->same + all->rounding + all->differs, all->same, all->rounding, bound, all->differs);
  const char *reason = dgmi_definition_get_localised(
      dgmi_index_definition(index), "rules", "tolerance_reason", dgmi_index_language(index));
  dgmi_number_format(dgmi_recipe_published(dgmi_index_recipe(index))->tolerance, bound);
  if (dgmi_recipe_published(dgmi_index_recipe(index))->tolerance > 0)
    dgmi_grid_note(grid, _("Named tolerance of this edition: %s. %s"), bound,
                   reason != NULL ? reason : "");
  guint said = 0;
  for (guint i = 0; i < all->units->len && said < REASONS; i++)
  {
    const DgmiReconciled *unit = &g_array_index(all->units, DgmiReconciled, i);
    said += unit->verdict == DGMI_VERDICT_DIFFERS;
    note_reason(index, grid, all, unit);
  }
  if (all->differs > said)
    dgmi_grid_note(grid, _("And %u more differ."), all->differs - said);
}

static void add_columns(const DgmiIndex *index, DgmiGrid *grid)
{
  const int decimals = dgmi_index_decimals(index);
  dgmi_grid_add_text(grid, "code", _("code"));
  dgmi_grid_add_text(grid, "name", _("name"));
  dgmi_grid_add_numbers(grid, "published_score", _("published score"), decimals);
  dgmi_grid_add_numbers(grid, "score", _("score"), decimals);
  dgmi_grid_add_numbers(grid, "difference", _("difference"), decimals);
  dgmi_grid_add_integers(grid, "published_rank", _("published rank"));
  dgmi_grid_add_integers(grid, "rank", _("rank"));
  dgmi_grid_add_text(grid, "verdict", _("verdict"));
}

static void add_row(const DgmiRun *run, DgmiIndex *index, DgmiGrid *grid,
                    const DgmiReconciled *unit)
{
  const char *verdict = dgmi_run_word(run, dgmi_verdict_name(unit->verdict));
  dgmi_grid_add_row(grid);
  dgmi_grid_text(grid, 0, dgmi_dataset_code(dgmi_index_dataset(index), unit->unit));
  dgmi_grid_text(grid, 1, dgmi_index_unit_name(index, unit->unit));
  dgmi_grid_number(grid, 2, unit->published_score);
  dgmi_grid_number(grid, 3, unit->score);
  dgmi_grid_number(grid, 4, unit->difference);
  dgmi_grid_number(grid, 5, unit->published_rank);
  dgmi_grid_number(grid, 6, unit->rank);
  dgmi_grid_text(grid, 7, verdict[0] != '\0' ? verdict : NULL);
  if (unit->verdict == DGMI_VERDICT_DIFFERS)
    dgmi_grid_emphasise(grid);
}

static void add_rows(DgmiRun *run, DgmiIndex *index, DgmiGrid *grid, const DgmiReconciliation *all)
{
  guint n = all->units->len;
  g_autofree guint *order = g_new(guint, n + 1), *at = g_new(guint, n + 1);
  for (guint i = 0; i < n; i++)
  {
    order[i] = g_array_index(all->units, DgmiReconciled, i).unit;
    at[order[i]] = i;
  }
  if (!dgmi_run_choose_units(run, index, order, &n))
    return;
  for (guint i = 0; i < n; i++)
    add_row(run, index, grid, &g_array_index(all->units, DgmiReconciled, at[order[i]]));
}

void dgmi_verb_reconcile(DgmiRun *run)
{
  g_autoptr(DgmiIndex) index = dgmi_run_open(run, dgmi_run_argument(run, 0), DGMI_INDEX_RESULT);
  if (index == NULL)
    return;
  g_autoptr(DgmiReconciliation) all = dgmi_index_reconcile(index, run->messages);
  if (all == NULL)
    return;
  g_autoptr(DgmiGrid) grid = dgmi_grid_new();
  dgmi_grid_set_title(grid, _("%s: recomputed against published"), dgmi_index_name(index));
  add_columns(index, grid);
  add_rows(run, index, grid, all);
  add_notes(run, index, grid, all);
  dgmi_run_note_source(run, index, grid);
  if (dgmi_messages_failures(run->messages) > 0)
    return;
  dgmi_run_print(run, grid);
  run->check_failed = all->differs > 0;
}
