/* topsis: nearness to the ideal and remoteness from its opposite. C.-L. Hwang, K. Yoon, Multiple
 * Attribute Decision Making (1981): vector normalisation, Euclidean distances. */
#include <math.h>

#include "index/methods/complete-rows.h"
#include "indicators/base/text.h"

/* Weighted members divided by their norm, in place. The column's largest magnitude goes first, so
 * that no square leaves the range of a double. */
static void scale_members(DgmiCompleteRows *rows)
{
  for (guint k = 0; k < rows->n_members; k++)
  {
    double largest = 0;
    long double squares = 0;
    for (guint i = 0; i < rows->n; i++)
      largest = MAX(largest, fabs(dgmi_complete_row(rows, i)[k]));
    for (guint i = 0; largest > 0 && i < rows->n; i++)
    {
      const long double share = (long double)dgmi_complete_row(rows, i)[k] / largest;
      squares += share * share;
    }
    const long double norm = largest > 0 ? sqrtl(squares) : 1;
    for (guint i = 0; i < rows->n; i++)
    {
      double *x = &rows->x[(gsize)i * rows->n_members + k];
      *x = largest > 0 ? (double)(rows->weight[k] * (*x / (long double)largest) / norm) : 0;
    }
  }
}

/* Distances of a row from the best and from the worst value of each member. */
static void distances(const DgmiCompleteRows *rows, const double *best, const double *worst,
                      guint i, double *from_best, double *from_worst)
{
  const double *x = dgmi_complete_row(rows, i);
  long double up = 0, down = 0;
  for (guint k = 0; k < rows->n_members; k++)
  {
    up += (long double)(best[k] - x[k]) * (best[k] - x[k]);
    down += (long double)(x[k] - worst[k]) * (x[k] - worst[k]);
  }
  *from_best = (double)sqrtl(up);
  *from_worst = (double)sqrtl(down);
}

/* D+ and D− of every complete unit. */
static gboolean measure(const DgmiMembers *members, DgmiCompleteRows *rows, double *from_best,
                        double *from_worst, GError **error)
{
  scale_members(rows);
  g_autofree double *best = g_new(double, rows->n_members);
  g_autofree double *worst = g_new(double, rows->n_members);
  gboolean differ = FALSE;
  for (guint k = 0; k < rows->n_members; k++)
  {
    best[k] = -INFINITY, worst[k] = INFINITY;
    for (guint i = 0; i < rows->n; i++)
    {
      best[k] = MAX(best[k], dgmi_complete_row(rows, i)[k]);
      worst[k] = MIN(worst[k], dgmi_complete_row(rows, i)[k]);
    }
    differ = differ || worst[k] < best[k];
  }
  if (!differ)
  {
    dgmi_error_set(error, DGMI_ERROR_DATA,
                   rows->n == 1
                       ? "every member of '%s' is constant over its %u complete unit (%s, …), so "
                         "topsis has no ideal apart from its opposite; aggregate otherwise"
                       : "every member of '%s' is constant over its %u complete units (%s, …), so "
                         "topsis has no ideal apart from its opposite; aggregate otherwise",
                   members->node->code, rows->n, dgmi_complete_member(members, rows, 0));
    return FALSE;
  }
  for (guint i = 0; i < rows->n; i++)
    distances(rows, best, worst, i, &from_best[i], &from_worst[i]);
  return TRUE;
}

static double closeness(double from_best, double from_worst)
{
  return from_worst / (from_best + from_worst);
}

static gboolean aggregate_topsis(const DgmiMembers *members, double *out, GError **error)
{
  return dgmi_complete_aggregate(members, measure, closeness, out, error);
}

static DgmiSentence *explain_topsis(const DgmiMembers *members, guint unit)
{
  double from_best, from_worst;
  if (!dgmi_complete_explain(members, unit, measure, &from_best, &from_worst))
    return NULL;
  char best[DGMI_NUMBER_SIZE], worst[DGMI_NUMBER_SIZE];
  return dgmi_sentence_new("D+ %s, D− %s", dgmi_number_format(from_best, best),
                           dgmi_number_format(from_worst, worst));
}

const DgmiMethodInfo dgmi_method_aggregate_topsis = {
    DGMI_METHOD(AGGREGATE, "topsis", "TOPSIS", NULL,
                "D−/(D+ + D−), Euclidean distances of w x/sqrt(Σ x²) from the best and the worst "
                "value of each member",
                DGMI_COMPLETE_ROWS),
    .counts = DGMI_COUNT(0), .aggregate = {.table = aggregate_topsis, .explain = explain_topsis}};
