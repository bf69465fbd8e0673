#include "index/weights/weight-dominance.h"
#include <assert.h>

int dgmi_weight_compare(const DgmiWeightSpace *space, const double *x, const double *y, double tie)
{
  assert(x != NULL && y != NULL && tie >= 0);
  double spare[16] = {0}, *lead = space->n <= G_N_ELEMENTS(spare) ? spare : g_new(double, space->n);
  for (guint m = 0; m < space->n; m++)
    lead[m] = x[m] - y[m];
  const double least = dgmi_weight_space_least(space, lead, NULL);
  const double most = dgmi_weight_space_most(space, lead, NULL);
  if (lead != spare)
    g_free(lead);
  return least >= -tie && most > tie ? 1 : most <= tie && least < -tie ? -1 : 0;
}

static const double *values_of(const DgmiWeightSpace *space, const double *value, guint unit)
{
  return value + (gsize)space->n * unit;
}

DgmiWeightDominance dgmi_weight_dominance(const DgmiWeightSpace *space, const double *value,
                                          guint n_units, guint unit)
{
  assert(unit < n_units);
  const double tie = dgmi_weight_tie(space, value, n_units);
  DgmiWeightDominance d = {0, 0};
  for (guint other = 0; other < n_units; other++)
  {
    const int compared = dgmi_weight_compare(space, values_of(space, value, unit),
                                             values_of(space, value, other), tie);
    d.dominates += compared > 0;
    d.dominated_by += compared < 0;
  }
  return d;
}

static int by_dominators(gconstpointer a, gconstpointer b, gpointer data)
{
  const guint *dominators = data;
  const guint x = dominators[*(const guint *)a], y = dominators[*(const guint *)b];
  return x < y ? -1 : x > y;
}

/* In the order of the number of units that dominate them (which puts each behind those), a tier
 * ends where all that follow are dominated by all so far. */
void dgmi_weight_tiers(const DgmiWeightSpace *space, const double *value, guint n_units,
                       guint *tier, guint *level)
{
  assert(n_units == 0 || (tier != NULL && level != NULL));
  const double tie = dgmi_weight_tie(space, value, n_units);
  g_autofree guint *order = g_new(guint, n_units + 1), *dominators = g_new(guint, n_units + 1);
  g_autofree guint *passed = g_new0(guint, n_units + 1); /* dominators in the order so far */
  for (guint i = 0; i < n_units; i++)
  {
    order[i] = i;
    dominators[i] = dgmi_weight_dominance(space, value, n_units, i).dominated_by;
    level[i] = 1;
  }
  g_qsort_with_data(order, (gint)n_units, sizeof *order, by_dominators, dominators);
  guint now = 1;
  for (guint k = 0; k < n_units; k++)
  {
    gboolean ends = k > 0;
    for (guint later = k; ends && later < n_units; later++)
      ends = passed[order[later]] == k;
    now += ends;
    tier[order[k]] = now;
    for (guint later = k + 1; later < n_units; later++)
      if (dgmi_weight_compare(space, values_of(space, value, order[k]),
                              values_of(space, value, order[later]), tie) > 0)
      {
        passed[order[later]]++;
        level[order[later]] = MAX(level[order[later]], level[order[k]] + 1);
      }
  }
}
