/* promethee: the net flow of PROMETHEE II. J.-P. Brans, P. Vincke, "A preference ranking
 * organisation method", Management Science 31 (1985): type I (usual) and type V (linear with
 * indifference) criteria. */
#include <math.h>

#include "index/methods/complete-rows.h"
#include "index/methods/outranking.h"
#include "indicators/base/text.h"

/* How far a lead of d is a preference. */
static double preference(double d, double q, double p)
{
  return d <= q ? 0 : d > p ? 1 : (d - q) / (p - q);
}

static double net_preference(const DgmiCompleteRows *rows, guint i, guint j, const double *argument)
{
  const double *x = dgmi_complete_row(rows, i), *y = dgmi_complete_row(rows, j);
  double sum = 0;
  for (guint k = 0; k < rows->n_members; k++)
    sum += rows->weight[k] * (preference(x[k] - y[k], argument[0], argument[1]) -
                              preference(y[k] - x[k], argument[0], argument[1]));
  return sum;
}

static void linear_flows(const DgmiCompleteRows *rows, const double *argument, double *out)
{
  g_autofree long double *flow = g_new0(long double, rows->n);
  for (guint i = 0; i < rows->n; i++)
    for (guint j = i + 1; j < rows->n; j++)
    {
      const double net = net_preference(rows, i, j, argument);
      flow[i] += net;
      flow[j] -= net;
    }
  for (guint i = 0; i < rows->n; i++)
    out[rows->unit[i]] = rows->n > 1 ? (double)(flow[i] / (rows->n - 1)) : 0;
}

/* Under the usual criterion the flow is Copeland's comparison without its verdicts: counted in
 * whole numbers, so that units that are equal come out equal. */
static gboolean usual_flows(const DgmiMembers *members, const DgmiCompleteRows *rows, double *out,
                            GError **error)
{
  g_autofree const double **member = g_new(const double *, rows->n_members);
  g_autofree double *weight = g_new(double, rows->n_members);
  g_autofree double *x = g_new(double, (gsize)rows->n * rows->n_members);
  for (guint k = 0; k < rows->n_members; k++)
  {
    double *column = x + (gsize)k * rows->n;
    for (guint i = 0; i < rows->n; i++)
      column[i] = dgmi_complete_row(rows, i)[k];
    member[k] = column;
    weight[k] = members->weight[rows->member[k]];
  }
  DgmiMembers complete = *members;
  complete.member = member, complete.weight = weight;
  complete.n_members = rows->n_members, complete.n_units = rows->n;
  g_auto(DgmiOutranking) o = {0};
  g_autofree double *unused = g_new(double, rows->n);
  if (!dgmi_outranking(&complete, &o, unused, error))
    return FALSE;
  for (guint i = 0; i < rows->n; i++)
    out[rows->unit[i]] = rows->n > 1 ? 2 * dgmi_outranking_flow(&o, i) / (rows->n - 1) : 0;
  return TRUE;
}

static gboolean aggregate_promethee(const DgmiMembers *members, double *out, GError **error)
{
  g_auto(DgmiCompleteRows) rows = {0};
  if (!dgmi_complete_rows(members, &rows, out, error))
    return FALSE;
  if (members->n_arguments == 0)
    return usual_flows(members, &rows, out, error);
  linear_flows(&rows, members->argument, out);
  return TRUE;
}

static DgmiSentence *explain_promethee(const DgmiMembers *members, guint unit)
{
  (void)unit;
  char q[DGMI_NUMBER_SIZE], p[DGMI_NUMBER_SIZE];
  return members->n_arguments == 0 ? dgmi_sentence_new("usual criterion")
                                   : dgmi_sentence_new("linear criterion, q %s, p %s",
                                                       dgmi_number_format(members->argument[0], q),
                                                       dgmi_number_format(members->argument[1], p));
}

static const char *check_thresholds(const double *argument)
{
  return argument[0] >= 0 && argument[0] <= argument[1] ? NULL : "0 ≤ q ≤ p must hold";
}

const DgmiMethodInfo dgmi_method_aggregate_promethee = {
    DGMI_METHOD(
        AGGREGATE, "promethee", "PROMETHEE II net flow", "[:linear:q,p]",
        "Σ over the other units of Σ w (P(x_i − x_j) − P(x_j − x_i))/(n − 1); P(d) = 1 for d "
        "> 0 (usual), or 0 up to q, 1 above p, linear between",
        DGMI_COMPLETE_ROWS),
    DGMI_NUMBERS(DGMI_COUNT(0) | DGMI_COUNT(2), check_thresholds, 0), .prefix = "linear",
    .aggregate = {.table = aggregate_promethee, .explain = explain_promethee}};
