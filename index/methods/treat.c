#include "index/methods/treat.h"

#include <assert.h>
#include <math.h>

#include "indicators/base/text.h"

/* What comes out where a number went in is a number. */
static gboolean check_finite(const DgmiMethod *method, const DgmiColumn *column, const double *out,
                             GError **error)
{
  for (gsize i = 0; i < column->n; i++)
  {
    assert(!isnan(column->x[i]) || isnan(out[i]));
    if (isnan(column->x[i]) || isfinite(out[i]))
      continue;
    char number[DGMI_NUMBER_SIZE];
    dgmi_error_set(error, DGMI_ERROR_DATA,
                   "'%s' of %s (%s) is beyond what {treat %s} can compute with; rescale the column",
                   column->node->code, dgmi_column_unit(column, i),
                   dgmi_number_format(column->x[i], number), method->info->id);
    return FALSE;
  }
  return TRUE;
}

gboolean dgmi_treat(const DgmiMethod *method, DgmiColumn *column, double *out, DgmiSentence **said,
                    GError **error)
{
  assert(method->info != NULL && method->info->treat.apply != NULL && column->x != out);
  column->argument = method->argument;
  column->n_arguments = method->n_arguments;
  column->keyword = method->keyword;
  column->text = method->text;
  return method->info->treat.apply(column, out, said, error) &&
         check_finite(method, column, out, error);
}

void dgmi_say_moved(DgmiSentence **said, guint n, const char *which, double to)
{
  assert(said != NULL && which != NULL);
  char number[DGMI_NUMBER_SIZE];
  if (n > 0)
    *said = dgmi_sentence_join(
        *said, "%p, %p",
        dgmi_sentence_new(n == 1 ? "%u point %s set to %s" : "%u points %s set to %s", n, which,
                          dgmi_number_format(to, number)));
}

const char *dgmi_column_unit(const DgmiColumn *column, gsize i)
{
  assert(i < column->n);
  if (column->dataset == NULL || i >= dgmi_dataset_n_units(column->dataset))
    return "a unit of another year";
  return dgmi_dataset_code(column->dataset, (guint)i);
}
