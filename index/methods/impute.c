#include "index/methods/impute.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "indicators/base/text.h"

#define NAMED_MAX 5 /* units that a warning names */

const double *dgmi_gaps_values(const DgmiGaps *gaps, guint column)
{
  return dgmi_matrix_column(gaps->before, column) + gaps->first;
}

const DgmiNode *dgmi_gaps_node(const DgmiGaps *gaps, guint column)
{
  return dgmi_framework_node(gaps->framework, gaps->column_node[column]);
}

const char *dgmi_gaps_unit(const DgmiGaps *gaps, guint unit)
{
  return dgmi_dataset_code(gaps->dataset, unit);
}

gboolean dgmi_gaps_is_gap(const DgmiGaps *gaps, guint column, guint unit)
{
  assert(unit < gaps->n);
  return isnan(dgmi_gaps_values(gaps, column)[unit]) && !gaps->dropped[gaps->first + unit];
}

void dgmi_gaps_fill(DgmiGaps *gaps, guint column, guint unit, double value, DgmiSentence *detail)
{
  assert(dgmi_gaps_is_gap(gaps, column, unit));
  dgmi_matrix_column(gaps->after, column)[gaps->first + unit] = value;
  g_autoptr(DgmiSentence) own = detail;
  if (isnan(value) || gaps->filled == NULL)
    return;
  const DgmiImputedCell cell = {.node = gaps->column_node[column],
                                .unit = unit,
                                .value = value,
                                .method = gaps->method,
                                .detail = g_steal_pointer(&own)};
  g_array_append_val(gaps->filled, cell);
}

gboolean dgmi_gaps_check_values(const DgmiGaps *gaps, guint column, GError **error)
{
  assert(column < gaps->before->n_columns);
  const double *x = dgmi_gaps_values(gaps, column);
  for (guint i = 0; i < gaps->n; i++)
    if (!isnan(x[i]))
      return TRUE;
  dgmi_error_set(error, DGMI_ERROR_DATA,
                 "'%s' has no values, so {impute %s} cannot fill it; leave it out, or use "
                 "constant:V or file:F",
                 dgmi_gaps_node(gaps, column)->code, gaps->method->info->id);
  return FALSE;
}

gboolean dgmi_gaps_each(DgmiGaps *gaps, gboolean needs_values, DgmiFillGap fill, gpointer data,
                        GError **error)
{
  assert(fill != NULL);
  for (guint k = 0; k < gaps->n_columns; k++)
  {
    const guint c = gaps->columns[k];
    if (needs_values && !dgmi_gaps_check_values(gaps, c, error))
      return FALSE;
    for (guint i = 0; i < gaps->n; i++)
      if (dgmi_gaps_is_gap(gaps, c, i) && !fill(gaps, c, i, data, error))
        return FALSE;
  }
  return TRUE;
}

DgmiSpread *dgmi_gaps_spreads(const DgmiGaps *gaps)
{
  DgmiSpread *spreads = g_new(DgmiSpread, gaps->before->n_columns + 1);
  for (guint c = 0; c < gaps->before->n_columns; c++)
    spreads[c] = dgmi_spread(dgmi_gaps_values(gaps, c), gaps->n);
  return spreads;
}

double dgmi_gaps_scaled(const DgmiGaps *gaps, const DgmiSpread *spreads, guint column, guint unit)
{
  return dgmi_spread_scale(&spreads[column], dgmi_gaps_values(gaps, column)[unit]);
}

/* Texts of numbers are kept with the result: the dataset has none of them. */
const char **dgmi_gaps_groups(const DgmiGaps *gaps, GError **error)
{
  const DgmiDataset *dataset = gaps->dataset;
  const char *const *texts = dgmi_dataset_texts(dataset, gaps->method->text);
  const double *numbers = dgmi_dataset_numbers(dataset, gaps->method->text);
  if (texts == NULL && numbers == NULL)
  {
    dgmi_error_set(error, DGMI_ERROR_DATA,
                   "there is no column '%s' to group by, as {impute %s} asks", gaps->method->text,
                   gaps->method->info->id);
    return NULL;
  }
  const char **group = g_new0(const char *, gaps->n + 1);
  for (guint i = 0; i < gaps->n; i++)
  {
    char number[DGMI_NUMBER_SIZE];
    const char *text = texts != NULL ? texts[i] : dgmi_number_format(numbers[i], number);
    if (text != NULL && text[0] != '\0')
      group[i] = g_string_chunk_insert_const(gaps->strings, text);
  }
  return group;
}

void dgmi_gaps_warn(const DgmiGaps *gaps, guint column, const GPtrArray *units, const char *what)
{
  assert(column < gaps->before->n_columns && what != NULL);
  if (units->len == 0)
    return;
  g_autoptr(GString) names = g_string_new(NULL);
  for (guint i = 0; i < units->len && i < NAMED_MAX; i++)
    g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", (const char *)units->pdata[i]);
  const char *more = units->len > NAMED_MAX ? DGMI_N_(", …") : "";
  g_autofree char *method = dgmi_method_format(gaps->method);
  dgmi_method_warn(gaps->warnings,
                   units->len == 1 ? "impute %s: '%s' %s for %u unit (%s%s)"
                                   : "impute %s: '%s' %s for %u units (%s%s)",
                   method, dgmi_gaps_node(gaps, column)->code, what, units->len, names->str, more);
}
