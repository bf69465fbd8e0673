#include "index/methods/kemeny.h"

#include <assert.h>
#include <math.h>

#include "indicators/base/memory.h"

/* Classes of units that all compare alike, in the order they are to be ranked. */
typedef struct
{
  const DgmiOutranking *o;
  guint n;
  guint *row;      /* of a class: its first unit's row */
  guint *size;     /* of a class */
  guint *class_of; /* of a row */
  double *flow;    /* of a class */
  guint *place;    /* of a class: the tie break of its first unit */
} Classes;

static gboolean compare_alike(const DgmiOutranking *o, guint i, guint j)
{
  if (dgmi_outranking_margin(o, i, j) != 0)
    return FALSE;
  for (guint k = 0; k < o->n; k++)
    if (k != i && k != j &&
        (dgmi_outranking_margin(o, i, k) != dgmi_outranking_margin(o, j, k) ||
         dgmi_outranking_compared(o, i, k) != dgmi_outranking_compared(o, j, k)))
      return FALSE;
  return TRUE;
}

/* Units that compare alike with all others can stand side by side in any order of least cost, so
 * one stands for all of them and the program stays small. */
static void find_classes(const DgmiOutranking *o, const guint *tie_break, Classes *c)
{
  *c = (Classes){.o = o,
                 .row = g_new(guint, o->n),
                 .size = g_new0(guint, o->n),
                 .class_of = g_new(guint, o->n),
                 .flow = g_new(double, o->n),
                 .place = g_new(guint, o->n)};
  for (guint i = 0; i < o->n; i++)
  {
    guint k = 0;
    while (k < c->n && !compare_alike(o, c->row[k], i))
      k++;
    if (k == c->n)
    {
      c->row[c->n] = i;
      c->place[c->n] = tie_break[i];
      c->flow[c->n++] = dgmi_outranking_flow(o, i);
    }
    c->place[k] = MIN(c->place[k], tie_break[i]);
    c->size[k]++;
    c->class_of[i] = k;
  }
}

static void free_classes(Classes *c)
{
  dgmi_free_all(c->row, c->size, c->class_of, c->flow, c->place);
}

/* The larger flow first: a start near the solution that does not depend on the units' order. */
static int by_flow(gconstpointer a, gconstpointer b, gpointer data)
{
  const Classes *c = data;
  const guint i = *(const guint *)a, j = *(const guint *)b;
  if (c->flow[i] != c->flow[j])
    return c->flow[i] > c->flow[j] ? -1 : 1;
  return c->place[i] < c->place[j] ? -1 : c->place[i] > c->place[j];
}

/* ---- Groups ---- */

/* Whether b does not beat a: then b may not be put before a for certain. */
static gboolean holds(const Classes *c, guint a, guint b)
{
  return dgmi_outranking_margin(c->o, c->row[a], c->row[b]) >= 0;
}

/* How many classes one reaches by `holds`, itself included. In a graph with an edge in at least one
 * direction between any two, the strongly connected components are those of equal count. */
static guint count_reached(const Classes *c, guint from)
{
  g_autofree gboolean *seen = g_new0(gboolean, c->n);
  g_autofree guint *stack = g_new(guint, c->n);
  guint n = 0, reached = 0;
  stack[n++] = from;
  seen[from] = TRUE;
  while (n > 0)
  {
    const guint a = stack[--n];
    reached++;
    for (guint b = 0; b < c->n; b++)
      if (!seen[b] && holds(c, a, b))
      {
        seen[b] = TRUE;
        stack[n++] = b;
      }
  }
  return reached;
}

typedef struct
{
  const Classes *classes;
  const guint *reached;
} Grouping;

static int by_group(gconstpointer a, gconstpointer b, gpointer data)
{
  const Grouping *g = data;
  const guint i = *(const guint *)a, j = *(const guint *)b;
  if (g->reached[i] != g->reached[j])
    return g->reached[i] > g->reached[j] ? -1 : 1;
  return by_flow(a, b, (gpointer)g->classes);
}

/* Orders the classes order[0..k) of one group; what no order exceeds is added to *most. */
static gboolean order_group(const Classes *c, guint *order, guint k, DgmiProgramSolver *solver,
                            long double *most, GError **error)
{
  g_autofree double *lead = g_new0(double, (gsize)k *k);
  g_autofree guint *inner = g_new(guint, k), *outer = g_memdup2(order, k * sizeof *order);
  for (guint a = 0; a < k; a++)
  {
    inner[a] = a;
    for (guint b = 0; b < k; b++)
      if (a != b)
        lead[a * k + b] = (double)c->size[outer[a]] * c->size[outer[b]] *
                          dgmi_outranking_lead(c->o, c->row[outer[a]], c->row[outer[b]]);
  }
  double at_most;
  if (!dgmi_linear_ordering(lead, k, inner, &at_most, solver, error))
    return FALSE;
  for (guint a = 0; a < k; a++)
    order[a] = outer[inner[a]];
  *most += at_most;
  return TRUE;
}

/* ---- The ranking ---- */

/* Leads gained within the ranking, over all pairs of classes, and over those of different groups.
 */
static void sum_leads(const Classes *c, const guint *order, const guint *reached, long double *all,
                      long double *between)
{
  *all = *between = 0;
  for (guint a = 0; a < c->n; a++)
    for (guint b = a + 1; b < c->n; b++)
    {
      const guint i = order[a], j = order[b];
      const long double lead =
          (long double)c->size[i] * c->size[j] * dgmi_outranking_lead(c->o, c->row[i], c->row[j]);
      *all += lead;
      *between += reached[i] != reached[j] ? lead : 0;
    }
}

static void place_units(const Classes *c, const guint *order, double *below)
{
  g_autofree double *of_class = g_new(double, c->n);
  double sum = 0;
  for (guint a = c->n; a-- > 0;)
  {
    of_class[order[a]] = sum + (c->size[order[a]] - 1) / 2.0;
    sum += c->size[order[a]];
  }
  for (guint i = 0; i < c->o->n; i++)
    below[i] = of_class[c->class_of[i]];
}

static gboolean rank_classes(const Classes *c, DgmiProgramSolver *solver, DgmiKemeny *kemeny,
                             GError **error)
{
  g_autofree guint *order = g_new(guint, c->n), *reached = g_new(guint, c->n);
  for (guint k = 0; k < c->n; k++)
  {
    order[k] = k;
    reached[k] = count_reached(c, k);
  }
  const Grouping grouping = {c, reached};
  g_qsort_with_data(order, (gint)c->n, sizeof *order, by_group, (gpointer)&grouping);
  long double most = 0, all, between;
  for (guint first = 0, after; first < c->n; first = after)
  {
    for (after = first + 1; after < c->n && reached[order[after]] == reached[order[first]]; after++)
      ;
    if (!order_group(c, order + first, after - first, solver, &most, error))
      return FALSE;
  }
  sum_leads(c, order, reached, &all, &between);
  place_units(c, order, kemeny->below);
  const long double pairs = (long double)c->o->n * (c->o->n - 1) / 2;
  kemeny->distance = (double)(pairs / 2 - all);
  kemeny->bound = MIN(kemeny->distance, (double)(pairs / 2 - between - most));
  return TRUE;
}

gboolean dgmi_kemeny(const DgmiOutranking *outranking, const guint *tie_break,
                     DgmiProgramSolver *solver, DgmiKemeny *kemeny, GError **error)
{
  assert(outranking->n > 0);
  Classes classes;
  find_classes(outranking, tie_break, &classes);
  *kemeny = (DgmiKemeny){.below = g_new(double, outranking->n)};
  const gboolean ok = rank_classes(&classes, solver, kemeny, error);
  free_classes(&classes);
  return ok;
}

void dgmi_kemeny_clear(DgmiKemeny *kemeny)
{
  g_free(kemeny->below);
}

double dgmi_kemeny_gap(const DgmiKemeny *kemeny)
{
  const double gap = kemeny->distance - kemeny->bound;
  return gap > 1e-9 * kemeny->distance ? gap / kemeny->distance : 0;
}
