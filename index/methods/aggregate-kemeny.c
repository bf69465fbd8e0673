/* kemeny: the ranking of the units nearest to those of the members, each with its weight; see
 * kemeny.h. */
#include <string.h>

#include "index/methods/kemeny.h"
#include "indicators/base/text.h"

typedef struct
{
  const DgmiMembers *members;
  const DgmiOutranking *outranking;
} Naming;

static int by_code(gconstpointer a, gconstpointer b, gpointer data)
{
  const Naming *naming = data;
  const guint *unit = naming->outranking->unit;
  return strcmp(dgmi_dataset_code(naming->members->dataset, unit[*(const guint *)a]),
                dgmi_dataset_code(naming->members->dataset, unit[*(const guint *)b]));
}

/* By code, so that the order of the units in the table does not matter. */
static guint *break_ties(const DgmiMembers *members, const DgmiOutranking *o)
{
  g_autofree guint *sorted = g_new(guint, o->n);
  guint *place = g_new(guint, o->n);
  const Naming naming = {members, o};
  for (guint i = 0; i < o->n; i++)
    sorted[i] = i;
  g_qsort_with_data(sorted, (gint)o->n, sizeof *sorted, by_code, (gpointer)&naming);
  for (guint i = 0; i < o->n; i++)
    place[sorted[i]] = i;
  return place;
}

static gboolean rank_units(const DgmiMembers *members, DgmiOutranking *o, DgmiKemeny *kemeny,
                           double *out, GError **error)
{
  if (!dgmi_outranking(members, o, out, error))
    return FALSE;
  g_autofree guint *place = break_ties(members, o);
  return dgmi_kemeny(o, place, members->solver, kemeny, error);
}

static gboolean aggregate_kemeny(const DgmiMembers *members, double *out, GError **error)
{
  g_auto(DgmiOutranking) o = {0};
  g_auto(DgmiKemeny) kemeny = {0};
  if (!rank_units(members, &o, &kemeny, out, error))
    return FALSE;
  for (guint i = 0; i < o.n; i++)
    out[o.unit[i]] = kemeny.below[i];
  const double gap = dgmi_kemeny_gap(&kemeny);
  if (gap > 0)
    dgmi_method_warn(members->warnings,
                     "the Kemeny ranking of '%s' is not proven the nearest: its distance from the "
                     "members is at most %.2g %% above the least (gap %.3g)",
                     members->node->code, 100 * kemeny.distance / kemeny.bound - 100, gap);
  return TRUE;
}

static DgmiSentence *explain_kemeny(const DgmiMembers *members, guint unit)
{
  (void)unit;
  g_auto(DgmiOutranking) o = {0};
  g_auto(DgmiKemeny) kemeny = {0};
  g_autofree double *out = g_new(double, members->n_units);
  if (!rank_units(members, &o, &kemeny, out, NULL))
    return NULL;
  char distance[DGMI_NUMBER_SIZE], gap[DGMI_NUMBER_SIZE];
  return dgmi_sentence_new("distance of the ranking from the members %s, gap %s",
                           dgmi_number_format(kemeny.distance, distance),
                           dgmi_number_format(dgmi_kemeny_gap(&kemeny), gap));
}

const DgmiMethodInfo dgmi_method_aggregate_kemeny = {
    DGMI_METHOD(AGGREGATE, "kemeny", "Kemeny ranking", NULL,
                "units below in the ranking with the least Σ e_ji over pairs i above j (see "
                "copeland), by integer program, with its gap",
                DGMI_DROPS_FOR_BOTH),
    .counts = DGMI_COUNT(0), .aggregate = {.table = aggregate_kemeny, .explain = explain_kemeny}};
