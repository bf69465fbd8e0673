/* owa: ordered weighted averaging. R. R. Yager, "On ordered weighted averaging aggregation
 * operators in multicriteria decisionmaking", IEEE Trans. SMC 18 (1988). */
#include <gsl/gsl_sort.h>
#include <math.h>

#include "index/methods/complete-rows.h"
#include "index/numbers/arithmetic.h"
#include "indicators/base/text.h"

/* The weights belong to places, not to members: the members' own do not enter, but a member of
 * weight 0 is left out. */
static gboolean aggregate_owa(const DgmiMembers *members, double *out, GError **error)
{
  g_auto(DgmiCompleteRows) rows = {0};
  if (!dgmi_complete_rows(members, &rows, out, error))
    return FALSE;
  if (members->n_arguments != rows.n_members)
  {
    dgmi_error_set(
        error, DGMI_ERROR_DATA,
        "owa of '%s' has %p, but the node has %p; give one weight for each place, "
        "largest member first (one node: {aggregate@%s owa:…})",
        members->node->code,
        (void *)dgmi_sentence_new(members->n_arguments == 1 ? "%u weight" : "%u weights",
                                  members->n_arguments),
        (void *)dgmi_sentence_new(rows.n_members == 1 ? "%u member" : "%u members", rows.n_members),
        members->node->code);
    return FALSE;
  }
  g_autofree double *sorted = g_new(double, rows.n_members);
  for (guint i = 0; i < rows.n; i++)
  {
    gsl_sort_largest(sorted, rows.n_members, dgmi_complete_row(&rows, i), 1, rows.n_members);
    out[rows.unit[i]] = dgmi_weighted_mean(sorted, members->argument, rows.n_members);
  }
  return TRUE;
}

/* "0.7 × 0.98 + 0.3 × 0.9", largest first. */
static DgmiSentence *explain_owa(const DgmiMembers *members, guint unit)
{
  g_auto(DgmiCompleteRows) rows = {0};
  const int row = dgmi_complete_find(members, unit, &rows);
  if (row < 0)
    return NULL;
  g_autofree double *sorted = g_new(double, rows.n_members);
  gsl_sort_largest(sorted, rows.n_members, dgmi_complete_row(&rows, (guint)row), 1, rows.n_members);
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint k = 0; k < rows.n_members; k++)
  {
    char weight[DGMI_NUMBER_SIZE], x[DGMI_NUMBER_SIZE];
    g_string_append_printf(text, "%s%s × %s", k > 0 ? " + " : "",
                           dgmi_number_format(members->argument[k], weight),
                           dgmi_number_format(sorted[k], x));
  }
  return dgmi_sentence_new("%s", text->str);
}

static const char *check_weights(const double *argument)
{
  double sum = 0;
  for (guint i = 0; i < DGMI_METHOD_ARGUMENTS; i++)
  {
    if (argument[i] < 0)
      return "weights must be 0 or more";
    sum += argument[i];
  }
  return sum > 0 && isfinite(sum) ? NULL : "the weights must have a sum above 0";
}

const DgmiMethodInfo dgmi_method_aggregate_owa = {
    DGMI_METHOD(AGGREGATE, "owa", "ordered weighted average", ":w1,w2,…",
                "Σ w_k x_(k) / Σ w, x_(1) the largest member", DGMI_COMPLETE_ROWS),
    DGMI_NUMBERS(DGMI_COUNTS(1, DGMI_METHOD_ARGUMENTS), check_weights, 0),
    .aggregate = {.table = aggregate_owa, .explain = explain_owa, .is_mean = TRUE}};
