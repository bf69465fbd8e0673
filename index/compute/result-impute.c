/* The missing cells of all columns, each by the method of its column. */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "index/compute/stages.h"
#include "index/methods/impute.h"

static gboolean is_same_method(const DgmiMethod *a, const DgmiMethod *b)
{
  return a->info == b->info && a->n_arguments == b->n_arguments && a->text == b->text &&
         memcmp(a->argument, b->argument, a->n_arguments * sizeof(double)) == 0;
}

/* What came out is finite, and what is still missing is said. */
static gboolean check_filled(const DgmiGaps *gaps, guint column, GError **error)
{
  g_autoptr(GPtrArray) left = g_ptr_array_new();
  const double *after = dgmi_matrix_column(gaps->after, column) + gaps->first;
  for (guint i = 0; i < gaps->n; i++)
  {
    if (!dgmi_gaps_is_gap(gaps, column, i))
      continue;
    if (isinf(after[i]))
    {
      dgmi_error_set(
          error, DGMI_ERROR_DATA,
          "'%s' of %s cannot be filled by %s: the values are too large; rescale the column",
          dgmi_gaps_node(gaps, column)->code, dgmi_gaps_unit(gaps, i), gaps->method->info->id);
      return FALSE;
    }
    if (isnan(after[i]))
      g_ptr_array_add(left, (gpointer)dgmi_gaps_unit(gaps, i));
  }
  if (gaps->filled != NULL)
    dgmi_gaps_warn(gaps, column, left, DGMI_N_("stays missing"));
  return TRUE;
}

static gboolean has_gap(const DgmiGaps *gaps, guint column)
{
  for (guint i = 0; i < gaps->n; i++)
    if (dgmi_gaps_is_gap(gaps, column, i))
      return TRUE;
  return FALSE;
}

/* Fills, together with column `first`, all later ones of the same method; marks them done. */
static gboolean fill_like(DgmiGaps *gaps, const DgmiRecipe *recipe, guint first, gboolean *done,
                          GError **error)
{
  g_autofree guint *columns = g_new(guint, gaps->before->n_columns);
  gaps->method = &dgmi_recipe_node(recipe, gaps->column_node[first])->impute;
  gaps->columns = columns;
  gaps->n_columns = 0;
  for (guint c = first; c < gaps->before->n_columns; c++)
  {
    if (!is_same_method(gaps->method, &dgmi_recipe_node(recipe, gaps->column_node[c])->impute))
      continue;
    done[c] = TRUE;
    if (has_gap(gaps, c))
      columns[gaps->n_columns++] = c;
  }
  if (gaps->method->info->impute.fill == NULL || gaps->n_columns == 0)
    return TRUE;
  if (!gaps->method->info->impute.fill(gaps, error))
    return FALSE;
  for (guint c = 0; c < gaps->n_columns; c++)
    if (!check_filled(gaps, columns[c], error))
      return FALSE;
  return TRUE;
}

static gboolean fill_block(DgmiGaps *gaps, const DgmiRecipe *recipe, GError **error)
{
  g_autofree gboolean *done = g_new0(gboolean, gaps->before->n_columns + 1);
  for (guint c = 0; c < gaps->before->n_columns; c++)
    if (!done[c] && !fill_like(gaps, recipe, c, done, error))
      return FALSE;
  return TRUE;
}

static int by_column_and_unit(gconstpointer a, gconstpointer b, gpointer data)
{
  const DgmiResult *result = data;
  const DgmiImputedCell *x = a, *y = b;
  const guint i = result->node_column[x->node], j = result->node_column[y->node];
  return i != j ? (i < j ? -1 : 1) : x->unit < y->unit ? -1 : x->unit > y->unit;
}

gboolean dgmi_result_impute(DgmiResult *result, DgmiMatrix *const *history, GError **error)
{
  assert(result->stage[DGMI_STAGE_SCREENED] != NULL);
  const DgmiMatrix *before = result->stage[DGMI_STAGE_SCREENED];
  const DgmiInputs *inputs = &result->inputs;
  g_autoptr(DgmiMatrix) after = dgmi_result_copy_matrix(result, before, error);
  if (after == NULL)
    return FALSE;
  g_autofree const DgmiDataset **years = g_new(const DgmiDataset *, inputs->n_other_years + 1);
  years[0] = result->dataset;
  for (guint y = 0; y < inputs->n_other_years; y++)
    years[y + 1] = inputs->other_years[y];
  for (guint b = 0; b < result->n_blocks; b++)
  {
    const DgmiBlock *block = &result->blocks[b];
    DgmiGaps gaps = {.framework = dgmi_recipe_framework(result->recipe),
                     .dataset = block->dataset,
                     .first = block->first,
                     .n = block->n,
                     .column_node = result->column_node,
                     .dropped = result->dropped,
                     .before = before,
                     .after = after,
                     .years = years,
                     .n_years = inputs->n_other_years + 1,
                     .history = history,
                     .proxies = inputs->proxies,
                     .n_proxies = inputs->n_proxies,
                     .seed = inputs->seed == 0 ? 1 : inputs->seed,
                     .filled = block->first == 0 ? result->imputed : NULL,
                     .strings = result->strings,
                     .warnings = result->warnings};
    if (!fill_block(&gaps, result->recipe, error))
      return FALSE;
  }
  g_array_sort_with_data(result->imputed, by_column_and_unit, result);
  result->stage[DGMI_STAGE_IMPUTED] = g_steal_pointer(&after);
  return TRUE;
}
