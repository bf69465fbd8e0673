/* wroclaw: the taxonomic measure of development. Z. Hellwig, "Zastosowanie metody taksonomicznej do
 * typologicznego podziału krajów", Przegląd Statystyczny 15 (1968): members standardised, distance
 * from the pattern of best values, related to the mean distance plus two standard deviations (all
 * with the population sd). */
#include <math.h>

#include "index/methods/complete-rows.h"
#include "indicators/base/text.h"

/* Adds a member's share to the squared distances from the pattern. */
static gboolean add_member(const DgmiMembers *members, const DgmiCompleteRows *rows, guint column,
                           long double *squared, GError **error)
{
  double least, largest;
  if (!dgmi_complete_range(members, rows, column, &least, &largest, error))
    return FALSE;
  long double sum = 0, squares = 0;
  for (guint i = 0; i < rows->n; i++)
    sum += dgmi_complete_row(rows, i)[column];
  const long double mean = sum / rows->n;
  for (guint i = 0; i < rows->n; i++)
    squares += powl(dgmi_complete_row(rows, i)[column] - mean, 2);
  const long double sd = sqrtl(squares / rows->n);
  for (guint i = 0; i < rows->n; i++)
  {
    const long double gap = ((long double)largest - dgmi_complete_row(rows, i)[column]) / sd;
    squared[i] += rows->weight[column] * gap * gap;
  }
  return TRUE;
}

/* The distances of the complete units, and the one that counts as 0: the same for all. */
static gboolean measure(const DgmiMembers *members, DgmiCompleteRows *rows, double *distance,
                        double *far, GError **error)
{
  g_autofree long double *squared = g_new0(long double, rows->n);
  for (guint k = 0; k < rows->n_members; k++)
    if (!add_member(members, rows, k, squared, error))
      return FALSE;
  long double sum = 0, squares = 0;
  for (guint i = 0; i < rows->n; i++)
  {
    distance[i] = (double)sqrtl(squared[i]);
    sum += distance[i];
  }
  const long double mean = sum / rows->n;
  for (guint i = 0; i < rows->n; i++)
    squares += (distance[i] - mean) * (distance[i] - mean);
  for (guint i = 0; i < rows->n; i++)
    far[i] = (double)(mean + 2 * sqrtl(squares / rows->n));
  return TRUE;
}

static double nearness(double distance, double far)
{
  return 1 - distance / far;
}

static gboolean aggregate_wroclaw(const DgmiMembers *members, double *out, GError **error)
{
  return dgmi_complete_aggregate(members, measure, nearness, out, error);
}

static DgmiSentence *explain_wroclaw(const DgmiMembers *members, guint unit)
{
  double distance, far;
  if (!dgmi_complete_explain(members, unit, measure, &distance, &far))
    return NULL;
  char own[DGMI_NUMBER_SIZE], zero[DGMI_NUMBER_SIZE];
  return dgmi_sentence_new("1 − d %s/d0 %s", dgmi_number_format(distance, own),
                           dgmi_number_format(far, zero));
}

const DgmiMethodInfo dgmi_method_aggregate_wroclaw = {
    DGMI_METHOD(
        AGGREGATE, "wroclaw", "Wrocław taxonomic measure (Hellwig)", NULL,
        "1 − d/d0, d = sqrt(Σ w (zmax − z)²) over standardised members, d0 = mean of d + 2 sd "
        "of d",
        DGMI_COMPLETE_ROWS),
    .counts = DGMI_COUNT(0), .aggregate = {.table = aggregate_wroclaw, .explain = explain_wroclaw}};
