/* likert: the answers to a question with levels ("very dissatisfied" … "very satisfied") to one
 * index with its standard error.
 *
 * The indicator Q is the column of the number of answers; how they fall on the levels stands in the
 * columns Q_1 (worst) … Q_5 (best), as shares, percentages or counts, which the framework lists
 * with Type Other. "Don't know" is in none of them: shares are taken of what the levels sum to.
 * Where the number of answers is missing the index is there and its standard error is not. */
#include <math.h>

#include "index/methods/normalise.h"

typedef struct
{
  guint n;
  double value[DGMI_METHOD_ARGUMENTS];          /* of the levels, worst first */
  const double *answers[DGMI_METHOD_ARGUMENTS]; /* of the units */
} Levels;

static gboolean find_levels(const DgmiColumn *column, Levels *levels, GError **error)
{
  levels->n = column->n_arguments > 0 ? column->n_arguments : 5;
  for (guint k = 0; k < levels->n; k++)
  {
    g_autofree char *name = g_strdup_printf("%s_%u", column->node->code, k + 1);
    const guint position = column->direction > 0 ? k : levels->n - 1 - k;
    levels->value[k] = column->argument[position];
    levels->answers[k] =
        column->dataset == NULL ? NULL : dgmi_dataset_numbers(column->dataset, name);
    if (levels->answers[k] != NULL)
      continue;
    dgmi_error_set(
        error, DGMI_ERROR_DATA,
        "likert of '%s' needs the columns %s_1 … %s_%u of the answers on each level, but "
        "there is no '%s'; list them in the framework table with Type Other",
        column->node->code, column->node->code, column->node->code, levels->n, name);
    return FALSE;
  }
  return TRUE;
}

/* The unit's index and the variance of one answer, both missing where a level is or none answered.
 * FALSE for a negative share. */
static gboolean score_unit(const Levels *levels, gsize unit, double *mean, double *variance)
{
  long double sum = 0, first = 0, second = 0;
  for (guint k = 0; k < levels->n; k++)
  {
    const double f = levels->answers[k][unit];
    if (f < 0)
      return FALSE;
    sum += f;
    first += (long double)f * levels->value[k];
    second += (long double)f * levels->value[k] * levels->value[k];
  }
  const long double m = first / sum;
  *mean = sum > 0 ? (double)m : NAN;
  *variance = sum > 0 ? (double)MAX(second / sum - m * m, 0) : NAN;
  return TRUE;
}

static gboolean normalise_likert(const DgmiColumn *column, double *out, GError **error)
{
  Levels levels;
  if (!find_levels(column, &levels, error))
    return FALSE;
  double variance;
  for (gsize i = 0; i < column->n; i++)
    if (!score_unit(&levels, i, &out[i], &variance))
    {
      dgmi_error_set(
          error, DGMI_ERROR_DATA,
          "likert of '%s': unit %s has a level with fewer than 0 answers; correct the data",
          column->node->code, dgmi_dataset_code(column->dataset, (guint)i));
      return FALSE;
    }
  return TRUE;
}

static DgmiSentence *explain_likert(const DgmiColumn *column, gsize unit)
{
  Levels levels;
  double mean, variance;
  if (!find_levels(column, &levels, NULL) || !score_unit(&levels, unit, &mean, &variance))
    return NULL;
  if (isnan(mean))
    return dgmi_sentence_new("missing: a level has no answers stated");
  g_autoptr(GString) out = g_string_new("(");
  char number[DGMI_NUMBER_SIZE], sum[DGMI_NUMBER_SIZE];
  double answers = 0;
  for (guint k = 0; k < levels.n; k++)
  {
    answers += levels.answers[k][unit];
    g_string_append_printf(out, "%s%s × %s", k > 0 ? " + " : "",
                           dgmi_number_format(levels.answers[k][unit], number),
                           dgmi_number_format(levels.value[k], sum));
  }
  g_string_append_printf(out, ")/%s", dgmi_number_format(answers, sum));
  DgmiSentence *formula = dgmi_sentence_new("%s", out->str);
  if (!(column->x[unit] > 0))
    return formula;
  return dgmi_sentence_new("%p; standard error %s of %s answers", (void *)formula,
                           dgmi_number_format(sqrt(variance / column->x[unit]), number),
                           dgmi_number_format(column->x[unit], sum));
}

const DgmiMethodInfo dgmi_method_normalise_likert = {
    DGMI_METHOD(
        NORMALISE, "likert", "answers on levels", "[:v1,…]",
        "m = Σ f v, standard error sqrt((Σ f v² − m²)/n); f the shares in the columns CODE_1 "
        "…, n the column CODE; v 0,25,50,75,100 unless given",
        "missing where a level is; \"don't know\" is left out"),
    DGMI_NUMBERS(DGMI_COUNT(0) | DGMI_COUNTS(2, DGMI_METHOD_ARGUMENTS), NULL, 0, 25, 50, 75, 100),
    .normalise = {.apply = normalise_likert, .explain = explain_likert}};
