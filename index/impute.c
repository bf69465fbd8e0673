#include "index/impute.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "indicators/text.h"

#define NAMED_MAX 5 /* units that a warning names */

const double *dgmi_gaps_values(const DgmiGaps *gaps, guint column)
{
  return dgmi_matrix_column(gaps->before, column) + gaps->block->first;
}

const DgmiNode *dgmi_gaps_node(const DgmiGaps *gaps, guint column)
{
  return dgmi_framework_node(gaps->result->recipe->framework, gaps->result->column_node[column]);
}

const char *dgmi_gaps_unit(const DgmiGaps *gaps, guint unit)
{
  return dgmi_dataset_code(gaps->block->dataset, unit);
}

gboolean dgmi_gaps_is_gap(const DgmiGaps *gaps, guint column, guint unit)
{
  assert(unit < gaps->block->n);
  return isnan(dgmi_gaps_values(gaps, column)[unit]) &&
         !gaps->result->dropped[gaps->block->first + unit];
}

void dgmi_gaps_fill(DgmiGaps *gaps, guint column, guint unit, double value, const char *detail)
{
  assert(dgmi_gaps_is_gap(gaps, column, unit));
  DgmiResult *result = gaps->result;
  dgmi_matrix_column(gaps->after, column)[gaps->block->first + unit] = value;
  if (isnan(value) || gaps->block->first > 0)
    return;
  const DgmiImputedCell cell = {
      .node = result->column_node[column],
      .unit = unit,
      .value = value,
      .method = &result->recipe->impute[result->column_node[column]],
      .detail = detail == NULL ? NULL : g_string_chunk_insert_const(result->strings, detail)};
  g_array_append_val(result->imputed, cell);
}

gboolean dgmi_gaps_check_values(const DgmiGaps *gaps, guint column, GError **error)
{
  const double *x = dgmi_gaps_values(gaps, column);
  for (guint i = 0; i < gaps->block->n; i++)
    if (!isnan(x[i]))
      return TRUE;
  dgmi_error_set(error, DGMI_ERROR_DATA,
              "'%s' has no values, so --impute %s cannot fill it; leave it out, or use constant:V "
              "or file:F",
              dgmi_gaps_node(gaps, column)->code, gaps->method->info->id);
  return FALSE;
}

const char **dgmi_gaps_groups(const DgmiGaps *gaps, GError **error)
{
  const DgmiDataset *dataset = gaps->block->dataset;
  const char *const *texts = dgmi_dataset_texts(dataset, gaps->method->text);
  const double *numbers = dgmi_dataset_numbers(dataset, gaps->method->text);
  if (texts == NULL && numbers == NULL)
  {
    dgmi_error_set(error, DGMI_ERROR_DATA,
                "there is no column '%s' to group by, as --impute %s asks", gaps->method->text,
                gaps->method->info->id);
    return NULL;
  }
  const char **group = g_new0(const char *, gaps->block->n + 1);
  for (guint i = 0; i < gaps->block->n; i++)
  {
    char number[DGMI_NUMBER_SIZE];
    const char *text = texts != NULL ? texts[i] : dgmi_number_format(numbers[i], number);
    if (text != NULL && text[0] != '\0')
      group[i] = g_string_chunk_insert_const(gaps->result->strings, text);
  }
  return group;
}

void dgmi_gaps_warn(const DgmiGaps *gaps, guint column, const GPtrArray *units, const char *what)
{
  if (units->len == 0)
    return;
  g_autoptr(GString) names = g_string_new(NULL);
  for (guint i = 0; i < units->len && i < NAMED_MAX; i++)
    g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", (const char *)units->pdata[i]);
  const char *more = units->len > NAMED_MAX ? ", …" : "";
  g_autofree char *method = dgmi_method_format(gaps->method);
  dgmi_method_warn(gaps->result->warnings, "impute %s: '%s' %s for %u unit%s (%s%s)", method,
                   dgmi_gaps_node(gaps, column)->code, what, units->len, units->len == 1 ? "" : "s",
                   names->str, more);
}

/* ---- All columns ---- */

static gboolean is_same_method(const DgmiMethod *a, const DgmiMethod *b)
{
  return a->info == b->info && a->n_arguments == b->n_arguments && a->text == b->text &&
         memcmp(a->argument, b->argument, a->n_arguments * sizeof(double)) == 0;
}

/* What came out is finite, and what is still missing is said. */
static gboolean check_filled(const DgmiGaps *gaps, guint column, GError **error)
{
  g_autoptr(GPtrArray) left = g_ptr_array_new();
  const double *after = dgmi_matrix_column(gaps->after, column) + gaps->block->first;
  for (guint i = 0; i < gaps->block->n; i++)
  {
    if (!dgmi_gaps_is_gap(gaps, column, i))
      continue;
    if (isinf(after[i]))
    {
      dgmi_error_set(error, DGMI_ERROR_DATA,
                  "'%s' of %s cannot be filled by %s: the values are too large; rescale the column",
                  dgmi_gaps_node(gaps, column)->code, dgmi_gaps_unit(gaps, i),
                  gaps->method->info->id);
      return FALSE;
    }
    if (isnan(after[i]))
      g_ptr_array_add(left, (gpointer)dgmi_gaps_unit(gaps, i));
  }
  if (gaps->block->first == 0)
    dgmi_gaps_warn(gaps, column, left, "stays missing");
  return TRUE;
}

static gboolean has_gap(const DgmiGaps *gaps, guint column)
{
  for (guint i = 0; i < gaps->block->n; i++)
    if (dgmi_gaps_is_gap(gaps, column, i))
      return TRUE;
  return FALSE;
}

/* Fills, together with column `first`, all later ones of the same method; marks them done. */
static gboolean fill_like(DgmiGaps *gaps, guint first, gboolean *done, GError **error)
{
  const DgmiResult *result = gaps->result;
  g_autofree guint *columns = g_new(guint, gaps->before->n_columns);
  gaps->method = &result->recipe->impute[result->column_node[first]];
  gaps->columns = columns;
  gaps->n_columns = 0;
  for (guint c = first; c < gaps->before->n_columns; c++)
  {
    if (!is_same_method(gaps->method, &result->recipe->impute[result->column_node[c]]))
      continue;
    done[c] = TRUE;
    if (has_gap(gaps, c))
      columns[gaps->n_columns++] = c;
  }
  if (gaps->method->info->impute == NULL || gaps->n_columns == 0)
    return TRUE;
  if (!gaps->method->info->impute(gaps, error))
    return FALSE;
  for (guint c = 0; c < gaps->n_columns; c++)
    if (!check_filled(gaps, columns[c], error))
      return FALSE;
  return TRUE;
}

static gboolean fill_block(DgmiGaps *gaps, GError **error)
{
  g_autofree gboolean *done = g_new0(gboolean, gaps->before->n_columns + 1);
  for (guint c = 0; c < gaps->before->n_columns; c++)
    if (!done[c] && !fill_like(gaps, c, done, error))
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

gboolean dgmi_impute(DgmiResult *result, DgmiMatrix *const *history, GError **error)
{
  const DgmiMatrix *before = result->stage[DGMI_STAGE_SCREENED];
  g_autoptr(DgmiMatrix) after = dgmi_result_copy_matrix(result, before, error);
  if (after == NULL)
    return FALSE;
  for (guint b = 0; b < result->n_blocks; b++)
  {
    DgmiGaps gaps = {.result = result,
                     .block = &result->blocks[b],
                     .before = before,
                     .after = after,
                     .history = history};
    if (!fill_block(&gaps, error))
      return FALSE;
  }
  g_array_sort_with_data(result->imputed, by_column_and_unit, result);
  result->stage[DGMI_STAGE_IMPUTED] = g_steal_pointer(&after);
  return TRUE;
}
