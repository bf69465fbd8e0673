/* rank, prank and borda: a column turned into its order. */
#include <math.h>

#include "index/arithmetic.h"
#include "index/normalise.h"

/* Ranks ascending in the column times its direction, ties the minimum. Returns how many have one.
 */
static gsize rank_ascending(const DgmiColumn *column, double *out)
{
  g_autofree double *key = g_new(double, column->n + 1);
  gsize n = 0;
  for (gsize i = 0; i < column->n; i++)
  {
    key[i] = -column->direction * column->x[i];
    n += !isnan(key[i]);
  }
  dgmi_rank(key, column->n, DGMI_TIES_MIN, out);
  return n;
}

static gboolean normalise_rank(const DgmiColumn *column, double *out, GError **error)
{
  (void)error;
  rank_ascending(column, out);
  return TRUE;
}

static gboolean normalise_prank(const DgmiColumn *column, double *out, GError **error)
{
  const gsize n = rank_ascending(column, out);
  if (n < 2)
    return dgmi_column_fail(error, column,
                            "has fewer than two values, so percentile ranks are not defined; "
                            "use --normalise rank or none");
  for (gsize i = 0; i < column->n; i++)
    out[i] = (out[i] - 1) / (double)(n - 1);
  return TRUE;
}

static gboolean normalise_borda(const DgmiColumn *column, double *out, GError **error)
{
  (void)error;
  rank_ascending(column, out);
  for (gsize i = 0; i < column->n; i++)
    out[i] -= 1;
  return TRUE;
}

static char *explain_rank(const DgmiColumn *column, gsize unit)
{
  g_autofree double *rank = g_new(double, column->n + 1);
  const double n = (double)rank_ascending(column, rank);
  return dgmi_sentence("rank %n from the worst, of %n", (double[]){rank[unit], n});
}

const DgmiMethodInfo dgmi_method_normalise_rank = {.kind = DGMI_METHOD_NORMALISE,
                                                   .id = "rank",
                                                   .name = "rank",
                                                   .formula = "r, ascending, ties the minimum",
                                                   .missing = DGMI_STAYS_MISSING,
                                                   .counts = DGMI_COUNT(0),
                                                   .normalise = normalise_rank,
                                                   .explain = explain_rank};

const DgmiMethodInfo dgmi_method_normalise_prank = {.kind = DGMI_METHOD_NORMALISE,
                                                    .id = "prank",
                                                    .name = "percentile rank",
                                                    .formula = "(r − 1)/(n − 1)",
                                                    .missing = DGMI_STAYS_MISSING,
                                                    .counts = DGMI_COUNT(0),
                                                    .normalise = normalise_prank,
                                                    .explain = explain_rank};

const DgmiMethodInfo dgmi_method_normalise_borda = {.kind = DGMI_METHOD_NORMALISE,
                                                    .id = "borda",
                                                    .name = "Borda score",
                                                    .formula = "r − 1",
                                                    .missing = DGMI_STAYS_MISSING,
                                                    .counts = DGMI_COUNT(0),
                                                    .normalise = normalise_borda,
                                                    .explain = explain_rank};
