#include "index/questions/reconcile.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "indicators/base/memory.h"

#define SLACK 1e-9 /* for the bound's own rounding */

static const char *const verdict_names[] = {"", DGMI_N_("same"), DGMI_N_("rounding"),
                                            DGMI_N_("differs")};

const char *dgmi_verdict_name(DgmiVerdict verdict)
{
  assert(verdict < G_N_ELEMENTS(verdict_names));
  return verdict_names[verdict];
}

static void clear_reconciliation(DgmiReconciliation *reconciliation)
{
  g_array_unref(reconciliation->units);
}

DGMI_DEFINE_FREE(dgmi_reconciliation_free, DgmiReconciliation, clear_reconciliation)

static double half_unit(int digits)
{
  return digits < 0 ? 0 : 0.5 * pow(10, -digits);
}

/* Decimals of the printed score: as the rules say, else those it is rounded to. */
static int printed_digits(const DgmiRecipe *recipe)
{
  const int printed =
      dgmi_recipe_node(recipe, dgmi_framework_root(dgmi_recipe_framework(recipe)))->printed;
  return printed >= 0 ? printed : dgmi_recipe_settings(recipe)->digits;
}

/* How far half a unit in every printed component below `node` can move it, under weighted means of
 * raw values; 0 where a component is normalised, so that its rounding does not pass through. */
static double component_bound(const DgmiResult *result, guint node)
{
  const DgmiRecipe *recipe = dgmi_result_recipe(result);
  const DgmiNode *info = dgmi_framework_node(dgmi_recipe_framework(recipe), node);
  if (info->type == DGMI_NODE_INDICATOR)
    return dgmi_recipe_node(recipe, node)->normalise.info->normalise.keeps_values
               ? half_unit(dgmi_recipe_node(recipe, node)->printed)
               : 0;
  double sum = 0, weights = 0;
  for (guint m = 0; m < info->n_members; m++)
  {
    const double weight = dgmi_result_weights(result)[info->members[m]];
    sum += weight * component_bound(result, info->members[m]);
    weights += weight;
  }
  return dgmi_recipe_node(recipe, node)->normalise.info == NULL ? sum / weights : 0;
}

/* Three answers, since a publisher's figures are rounded: the same to the printed digits,
 * explained by rounding of what it was computed from, or different. */
static void judge(const DgmiRecipe *recipe, const DgmiReconciliation *all, double exact,
                  DgmiReconciled *unit)
{
  if (isnan(unit->published_score))
  {
    unit->verdict = DGMI_VERDICT_NONE;
    return;
  }
  const int digits = printed_digits(recipe);
  const double printed = dgmi_round(unit->published_score, digits);
  const double allowed = MAX(all->bound, dgmi_recipe_published(recipe)->tolerance) + SLACK;
  const gboolean same = dgmi_round(exact, digits) == printed;
  unit->difference = dgmi_round(dgmi_round(exact, digits) - printed, digits);
  unit->by_score = !same && !(fabs(exact - printed) <= allowed);
  unit->by_rank = !isnan(unit->published_rank) && unit->published_rank != unit->expected_rank;
  unit->verdict = unit->by_score || unit->by_rank ? DGMI_VERDICT_DIFFERS
                  : same                          ? DGMI_VERDICT_SAME
                                                  : DGMI_VERDICT_ROUNDING;
}

static int by_number(double x, double y)
{
  if (isnan(x) || isnan(y))
    return isnan(x) - isnan(y);
  return x < y ? -1 : x > y;
}

/* By published rank; where none is published by the recomputed one; then by code. */
static int by_published_rank(gconstpointer a, gconstpointer b, gpointer dataset)
{
  const DgmiReconciled *x = a, *y = b;
  int order = by_number(x->published_rank, y->published_rank);
  if (order == 0)
    order = by_number(x->rank, y->rank);
  return order != 0
             ? order
             : strcmp(dgmi_dataset_code(dataset, x->unit), dgmi_dataset_code(dataset, y->unit));
}

/* The ranks of the published scores, among the units the publisher ranks. */
static double *rank_published(const DgmiRecipe *recipe, const double *score, const double *rank,
                              guint n)
{
  double *ranks = g_new(double, n + 1);
  g_autofree double *ranked = g_new(double, n + 1);
  for (guint i = 0; i < n; i++)
    ranked[i] = rank != NULL && isnan(rank[i]) ? NAN : dgmi_round(score[i], printed_digits(recipe));
  dgmi_rank(ranked, n, dgmi_recipe_settings(recipe)->ties, ranks);
  for (guint i = 0; dgmi_recipe_published(recipe)->ranks && rank != NULL && i < n; i++)
    ranks[i] = rank[i]; /* of a partial list they cannot be told from the scores */
  return ranks;
}

static const double *published_column(const DgmiResult *result, const char *column, GError **error)
{
  const double *numbers =
      column == NULL ? NULL : dgmi_dataset_numbers(dgmi_result_dataset(result), column);
  if (numbers == NULL && column == NULL)
    dgmi_error_set(
        error, DGMI_ERROR_DATA,
        "the index states no published score to compare with; add published=SCORE:RANK to "
        "[index], the columns of the data that hold them");
  else if (numbers == NULL)
    dgmi_error_set(error, DGMI_ERROR_DATA, "%s: there is no column '%s' with the published figures",
                   dgmi_dataset_file(dgmi_result_dataset(result)), column);
  return numbers;
}

static void count_verdict(DgmiReconciliation *all, DgmiVerdict verdict)
{
  all->same += verdict == DGMI_VERDICT_SAME;
  all->rounding += verdict == DGMI_VERDICT_ROUNDING;
  all->differs += verdict == DGMI_VERDICT_DIFFERS;
}

DgmiReconciliation *dgmi_reconcile(const DgmiResult *result, GError **error)
{
  assert(result != NULL);
  const DgmiRecipe *recipe = dgmi_result_recipe(result);
  const guint n = dgmi_dataset_n_units(dgmi_result_dataset(result));
  const guint root = dgmi_framework_root(dgmi_recipe_framework(recipe));
  const double *score = published_column(result, dgmi_recipe_published(recipe)->score, error),
               *rank = NULL;
  if (score == NULL)
    return NULL;
  if (dgmi_recipe_published(recipe)->rank != NULL &&
      (rank = published_column(result, dgmi_recipe_published(recipe)->rank, error)) == NULL)
    return NULL;
  g_autofree double *expected = rank_published(recipe, score, rank, n);
  DgmiReconciliation *all = g_new0(DgmiReconciliation, 1);
  all->units = g_array_new(FALSE, FALSE, sizeof(DgmiReconciled));
  all->bound = half_unit(printed_digits(recipe)) + component_bound(result, root);
  for (guint i = 0; i < n; i++)
  {
    DgmiReconciled unit = {.unit = i,
                           .published_score = score[i],
                           .published_rank = rank == NULL ? NAN : rank[i],
                           .score = dgmi_result_score(result)[i],
                           .rank = dgmi_result_rank(result)[i],
                           .difference = NAN,
                           .expected_rank = expected[i]};
    judge(recipe, all, dgmi_result_index(result)[i], &unit);
    count_verdict(all, unit.verdict);
    g_array_append_val(all->units, unit);
  }
  g_array_sort_with_data(all->units, by_published_rank, (gpointer)dgmi_result_dataset(result));
  return all;
}
