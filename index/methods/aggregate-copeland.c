/* copeland and borda-count: what the pairwise comparisons sum to. OECD/JRC, Handbook on
 * Constructing Composite Indicators (2008), step 6; D. G. Saari, V. R. Merlin, "The Copeland
 * method", Economic Theory 8 (1996); weighted outranking e_ij as there. */
#include <math.h>

#include "index/methods/outranking.h"
#include "indicators/base/text.h"

static void count(const DgmiOutranking *o, guint i, guint *wins, guint *losses)
{
  *wins = *losses = 0;
  for (guint j = 0; j < o->n; j++)
  {
    const DgmiExact margin = i == j ? 0 : dgmi_outranking_margin(o, i, j);
    *wins += margin > 0;
    *losses += margin < 0;
  }
}

static gboolean aggregate_copeland(const DgmiMembers *members, double *out, GError **error)
{
  g_auto(DgmiOutranking) o = {0};
  if (!dgmi_outranking(members, &o, out, error))
    return FALSE;
  for (guint i = 0; i < o.n; i++)
  {
    guint wins, losses;
    count(&o, i, &wins, &losses);
    out[o.unit[i]] = (double)wins - losses;
  }
  return TRUE;
}

static DgmiSentence *explain_copeland(const DgmiMembers *members, guint unit)
{
  g_auto(DgmiOutranking) o = {0};
  g_autofree double *out = g_new(double, members->n_units);
  const int i = dgmi_outranking(members, &o, out, NULL) ? dgmi_outranking_find(&o, unit) : -1;
  if (i < 0)
    return NULL;
  guint wins, losses;
  count(&o, (guint)i, &wins, &losses);
  return dgmi_sentence_new("%u wins, %u losses, %u ties", wins, losses, o.n - 1 - wins - losses);
}

const DgmiMethodInfo dgmi_method_aggregate_copeland = {
    DGMI_METHOD(
        AGGREGATE, "copeland", "Copeland", NULL,
        "wins − losses over all pairs; i beats j where e_ij > ½, e_ij = (Σ w[x_i > x_j] + ½ "
        "Σ w[x_i = x_j])/Σ w",
        DGMI_DROPS_FOR_BOTH),
    .counts = DGMI_COUNT(0),
    .aggregate = {.table = aggregate_copeland, .explain = explain_copeland}};

static gboolean aggregate_borda_count(const DgmiMembers *members, double *out, GError **error)
{
  g_auto(DgmiOutranking) o = {0};
  if (!dgmi_outranking(members, &o, out, error))
    return FALSE;
  for (guint i = 0; i < o.n; i++)
    out[o.unit[i]] = (o.n - 1) / 2.0 + dgmi_outranking_flow(&o, i);
  return TRUE;
}

static DgmiSentence *explain_borda_count(const DgmiMembers *members, guint unit)
{
  g_auto(DgmiOutranking) o = {0};
  g_autofree double *out = g_new(double, members->n_units);
  const int i = dgmi_outranking(members, &o, out, NULL) ? dgmi_outranking_find(&o, unit) : -1;
  char number[DGMI_NUMBER_SIZE];
  return i < 0
             ? NULL
             : dgmi_sentence_new(
                   "%s of %u other units",
                   dgmi_number_format((o.n - 1) / 2.0 + dgmi_outranking_flow(&o, (guint)i), number),
                   o.n - 1);
}

const DgmiMethodInfo dgmi_method_aggregate_borda_count = {
    DGMI_METHOD(
        AGGREGATE, "borda-count", "Borda count", NULL,
        "Σ over the other units of e_ij (see copeland): mean number of units beaten, ties half",
        DGMI_DROPS_FOR_BOTH),
    .counts = DGMI_COUNT(0),
    .aggregate = {.table = aggregate_borda_count, .explain = explain_borda_count}};
