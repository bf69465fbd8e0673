/* vikor: a compromise between the mean and the largest regret. S. Opricovic, G.-H. Tzeng,
 * "Compromise solution by MCDM methods", European Journal of Operational Research 156 (2004). */
#include <math.h>

#include "index/methods/complete-rows.h"
#include "indicators/base/text.h"

/* S (summed) and R (largest) weighted regret of every complete unit. */
static gboolean regrets(const DgmiMembers *members, DgmiCompleteRows *rows, double *sum,
                        double *largest, GError **error)
{
  for (guint i = 0; i < rows->n; i++)
    sum[i] = largest[i] = 0;
  for (guint k = 0; k < rows->n_members; k++)
  {
    double worst, best;
    if (!dgmi_complete_range(members, rows, k, &worst, &best, error))
      return FALSE;
    for (guint i = 0; i < rows->n; i++)
    {
      const long double range = (long double)best - worst;
      const double regret =
          (double)(rows->weight[k] * ((long double)best - dgmi_complete_row(rows, i)[k]) / range);
      sum[i] += regret;
      largest[i] = MAX(largest[i], regret);
    }
  }
  return TRUE;
}

/* Regrets lie between 0 and 1; what is nearer than this differs by rounding alone. */
#define SAME 1e-12

/* Each value's share of the way from the least to the largest; 0 where they are all the same. */
static void to_shares(double *x, guint n)
{
  double least = INFINITY, largest = -INFINITY;
  for (guint i = 0; i < n; i++)
  {
    least = MIN(least, x[i]);
    largest = MAX(largest, x[i]);
  }
  for (guint i = 0; i < n; i++)
    x[i] = largest - least > SAME ? (x[i] - least) / (largest - least) : 0;
}

static gboolean aggregate_vikor(const DgmiMembers *members, double *out, GError **error)
{
  const double v = members->argument[0];
  g_auto(DgmiCompleteRows) rows = {0};
  if (!dgmi_complete_rows(members, &rows, out, error))
    return FALSE;
  g_autofree double *sum = g_new(double, rows.n), *largest = g_new(double, rows.n);
  if (!regrets(members, &rows, sum, largest, error))
    return FALSE;
  to_shares(sum, rows.n);
  to_shares(largest, rows.n);
  for (guint i = 0; i < rows.n; i++)
    out[rows.unit[i]] = 1 - (v * sum[i] + (1 - v) * largest[i]);
  return TRUE;
}

static DgmiSentence *explain_vikor(const DgmiMembers *members, guint unit)
{
  double sum, largest;
  if (!dgmi_complete_explain(members, unit, regrets, &sum, &largest))
    return NULL;
  char s[DGMI_NUMBER_SIZE], r[DGMI_NUMBER_SIZE], v[DGMI_NUMBER_SIZE];
  return dgmi_sentence_new("S %s, R %s, v %s", dgmi_number_format(sum, s),
                           dgmi_number_format(largest, r),
                           dgmi_number_format(members->argument[0], v));
}

static const char *check_v(const double *argument)
{
  return argument[0] >= 0 && argument[0] <= 1 ? NULL : "v must lie between 0 and 1";
}

const DgmiMethodInfo dgmi_method_aggregate_vikor = {
    DGMI_METHOD(
        AGGREGATE, "vikor", "VIKOR", "[:v]",
        "1 − Q, Q = v (S − S*)/(S⁻ − S*) + (1 − v)(R − R*)/(R⁻ − R*), S and R sum and largest "
        "of w (max − x)/(max − min); v 0.5 unless given",
        DGMI_COMPLETE_ROWS),
    DGMI_NUMBERS(DGMI_COUNT(0) | DGMI_COUNT(1), check_v, 0.5),
    .aggregate = {.table = aggregate_vikor, .explain = explain_vikor}};
