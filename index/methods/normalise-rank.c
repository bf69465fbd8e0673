/* rank, prank and borda: a column turned into its order. */
#include <math.h>

#include "index/methods/normalise.h"
#include "index/numbers/arithmetic.h"

/* Ranks ascending in the column times its direction, ties the minimum; *n gets how many have one.
 * FALSE with an error for a column without two different values, which has no order. */
static gboolean rank_ascending(const DgmiColumn *column, double *out, gsize *n, GError **error)
{
  DgmiColumnSummary summary;
  if (!dgmi_column_summarise(column, &summary, error))
    return FALSE;
  *n = summary.n;
  g_autofree double *key = g_new(double, column->n);
  for (gsize i = 0; i < column->n; i++)
    key[i] = -column->direction * column->x[i];
  dgmi_rank(key, column->n, DGMI_TIES_MIN, out);
  return TRUE;
}

static gboolean normalise_rank(const DgmiColumn *column, double *out, GError **error)
{
  gsize n;
  return rank_ascending(column, out, &n, error);
}

static gboolean normalise_prank(const DgmiColumn *column, double *out, GError **error)
{
  gsize n;
  if (!rank_ascending(column, out, &n, error))
    return FALSE;
  for (gsize i = 0; i < column->n; i++)
    out[i] = (out[i] - 1) / (double)(n - 1);
  return TRUE;
}

static gboolean normalise_borda(const DgmiColumn *column, double *out, GError **error)
{
  gsize n;
  if (!rank_ascending(column, out, &n, error))
    return FALSE;
  for (gsize i = 0; i < column->n; i++)
    out[i] -= 1;
  return TRUE;
}

static DgmiSentence *explain_rank(const DgmiColumn *column, gsize unit)
{
  g_autofree double *rank = g_new(double, column->n + 1);
  gsize n;
  if (!rank_ascending(column, rank, &n, NULL))
    return NULL;
  return dgmi_sentence_of_numbers("rank %s from the worst, of %s",
                                  (double[]){rank[unit], (double)n});
}

const DgmiMethodInfo dgmi_method_normalise_rank = {
    DGMI_METHOD(NORMALISE, "rank", "rank", NULL, "r, ascending, ties the minimum",
                DGMI_STAYS_MISSING),
    .counts = DGMI_COUNT(0), .normalise = {.apply = normalise_rank, .explain = explain_rank}};

const DgmiMethodInfo dgmi_method_normalise_prank = {
    DGMI_METHOD(NORMALISE, "prank", "percentile rank", NULL, "(r − 1)/(n − 1)", DGMI_STAYS_MISSING),
    .counts = DGMI_COUNT(0), .normalise = {.apply = normalise_prank, .explain = explain_rank}};

const DgmiMethodInfo dgmi_method_normalise_borda = {
    DGMI_METHOD(NORMALISE, "borda", "Borda score", NULL, "r − 1", DGMI_STAYS_MISSING),
    .counts = DGMI_COUNT(0), .normalise = {.apply = normalise_borda, .explain = explain_rank}};
