/* Treatments that take logarithms of every value. */
#include <math.h>

#include "index/methods/methods.h"
#include "index/methods/treat.h"
#include "index/numbers/moments.h"
#include "index/numbers/spread.h"
#include "indicators/base/text.h"

#define OFFSET 0.01 /* of the range, which keeps the smallest value from log(0) */

/* The range of a column that has one. */
static gboolean range_of(const DgmiColumn *column, DgmiSpread *spread, GError **error)
{
  *spread = dgmi_spread(column->x, column->n);
  if (spread->n > 0 && spread->min < spread->max)
    return TRUE;
  dgmi_error_set(error, DGMI_ERROR_DATA,
                 "'%s' %s, so it cannot be transformed; leave it out, or set {treat@%s none}",
                 column->node->code,
                 spread->n == 0 ? DGMI_N_("has no values") : DGMI_N_("is constant"),
                 column->node->code);
  return FALSE;
}

static void log_of_low_side(const DgmiColumn *column, const DgmiSpread *spread, double *out,
                            DgmiSentence **said)
{
  const double offset = OFFSET * (spread->max - spread->min);
  char min[DGMI_NUMBER_SIZE], shift[DGMI_NUMBER_SIZE];
  for (gsize i = 0; i < column->n; i++)
    out[i] = log(column->x[i] - spread->min + offset);
  *said = dgmi_sentence_new("log(x − min %s + %s)", dgmi_number_format(spread->min, min),
                            dgmi_number_format(offset, shift));
}

gboolean dgmi_treat_log_ct(const DgmiColumn *column, double *out, DgmiSentence **said,
                           GError **error)
{
  DgmiSpread spread;
  if (!range_of(column, &spread, error))
    return FALSE;
  log_of_low_side(column, &spread, out, said);
  return TRUE;
}

/* A long tail at the low end is a long tail at the high end of what is left to the maximum. */
static gboolean treat_log_ct_plus(const DgmiColumn *column, double *out, DgmiSentence **said,
                                  GError **error)
{
  DgmiSpread spread;
  if (!range_of(column, &spread, error))
    return FALSE;
  if (!(dgmi_moments(column->x, column->n).skewness < 0))
  {
    log_of_low_side(column, &spread, out, said);
    return TRUE;
  }
  const double offset = OFFSET * (spread.max - spread.min);
  char max[DGMI_NUMBER_SIZE], shift[DGMI_NUMBER_SIZE];
  for (gsize i = 0; i < column->n; i++)
    out[i] = -log(spread.max - column->x[i] + offset);
  *said = dgmi_sentence_new("−log(max %s − x + %s)", dgmi_number_format(spread.max, max),
                            dgmi_number_format(offset, shift));
  return TRUE;
}

/* All of out[] is filled before a fault is told, which costs nothing and keeps the loop plain. */
static gboolean take_log(const DgmiColumn *column, double (*function)(double), const char *name,
                         double *out, GError **error)
{
  for (gsize i = 0; i < column->n; i++)
  {
    out[i] = function(column->x[i]);
    if (!(column->x[i] <= 0))
      continue;
    char number[DGMI_NUMBER_SIZE];
    dgmi_error_set(error, DGMI_ERROR_DATA,
                   "'%s' of %s is %s, which has no logarithm; use {treat@%s log-ct}, or "
                   "yeo-johnson, in place of %s",
                   column->node->code, dgmi_column_unit(column, i),
                   dgmi_number_format(column->x[i], number), column->node->code, name);
    return FALSE;
  }
  return TRUE;
}

static gboolean treat_log(const DgmiColumn *column, double *out, DgmiSentence **said,
                          GError **error)
{
  *said = dgmi_sentence_new("log(x)");
  return take_log(column, log, "log", out, error);
}

static gboolean treat_log10(const DgmiColumn *column, double *out, DgmiSentence **said,
                            GError **error)
{
  *said = dgmi_sentence_new("log10(x)");
  return take_log(column, log10, "log10", out, error);
}

/* The Global Innovation Index's formula. At a maximum of 1 or less the factor before x is 0 or
 * below, and the order of units would turn round. */
static gboolean treat_log_gii(const DgmiColumn *column, double *out, DgmiSentence **said,
                              GError **error)
{
  DgmiSpread spread;
  char min[DGMI_NUMBER_SIZE], max[DGMI_NUMBER_SIZE];
  if (!range_of(column, &spread, error))
    return FALSE;
  dgmi_number_format(spread.min, min);
  dgmi_number_format(spread.max, max);
  if (!(spread.max > 1))
  {
    dgmi_error_set(error, DGMI_ERROR_DATA,
                   "'%s' has a maximum of %s; log-gii turns the order round unless it is above 1; "
                   "use {treat@%s log-ct}, or rescale the column",
                   column->node->code, max, column->node->code);
    return FALSE;
  }
  for (gsize i = 0; i < column->n; i++)
    out[i] = log((spread.max - 1) * (column->x[i] - spread.min) / (spread.max - spread.min) + 1);
  *said = dgmi_sentence_new("log((%s − 1)(x − %s)/(%s − %s) + 1)", max, min, max, min);
  return TRUE;
}

const DgmiMethodInfo dgmi_method_treat_log_ct = {
    DGMI_METHOD(TREAT, "log-ct", "logarithm, COIN Tool", NULL, "log(x − min + 0.01 (max − min))",
                DGMI_STAYS_MISSING),
    .counts = DGMI_COUNT(0), .treat = {.apply = dgmi_treat_log_ct}};

const DgmiMethodInfo dgmi_method_treat_log_ct_plus = {
    DGMI_METHOD(TREAT, "log-ct-plus", "logarithm on the skewed side", NULL,
                "log-ct; where G1 < 0: −log(max − x + 0.01 (max − min))", DGMI_STAYS_MISSING),
    .counts = DGMI_COUNT(0), .treat = {.apply = treat_log_ct_plus}};

const DgmiMethodInfo dgmi_method_treat_log = {
    DGMI_METHOD(TREAT, "log", "natural logarithm", NULL, "log(x), x > 0", DGMI_STAYS_MISSING),
    .counts = DGMI_COUNT(0), .treat = {.apply = treat_log}};

const DgmiMethodInfo dgmi_method_treat_log10 = {
    DGMI_METHOD(TREAT, "log10", "decimal logarithm", NULL, "log10(x), x > 0", DGMI_STAYS_MISSING),
    .counts = DGMI_COUNT(0), .treat = {.apply = treat_log10}};

const DgmiMethodInfo dgmi_method_treat_log_gii = {
    DGMI_METHOD(TREAT, "log-gii", "logarithm, Global Innovation Index", NULL,
                "log((max − 1)(x − min)/(max − min) + 1), max > 1", DGMI_STAYS_MISSING),
    .counts = DGMI_COUNT(0), .treat = {.apply = treat_log_gii}};
