#include <assert.h>
#include <math.h>

#include "command/run/say.h"
#include "command/verbs/audit.h"

#define PAIRS_SHOWN 15 /* the document shows as many pairs, or else a row a node */

static const DgmiNode *node_at(const DgmiAudit *audit, guint node)
{
  return dgmi_framework_node(dgmi_index_framework(audit->index), node);
}

/* The correlations of all nodes that have values at the stage, computed once. */
static void find_pairs(DgmiAudit *audit, DgmiStage stage)
{
  if (audit->all_pairs != NULL)
    return;
  const guint n = dgmi_framework_n_nodes(dgmi_index_framework(audit->index));
  g_autofree const double **value = g_new(const double *, n);
  audit->pair_nodes = g_new(guint, n);
  for (guint node = 0; node < n; node++)
  {
    const double *x = dgmi_audit_values(audit, stage, node);
    if (x == NULL)
      continue;
    value[audit->n_nodes] = x;
    audit->pair_nodes[audit->n_nodes++] = node;
  }
  audit->all_pairs = g_new(DgmiCorrelation, dgmi_pair(audit->n_nodes, 0) + 1);
  dgmi_correlations(audit->kind, value, audit->n_nodes, audit->n_units, audit->all_pairs);
}

/* ---- What is flagged ---- */

/* 1 where more is better in both or in neither; raw values have no direction yet. */
static double sign_of(const DgmiAudit *audit, DgmiStage stage, guint a, guint b)
{
  return stage < DGMI_STAGE_NORMALISED ? node_at(audit, a)->direction * node_at(audit, b)->direction
                                       : 1;
}

static char *pair_sentence(const DgmiAudit *audit, const char *flag, guint a, guint b, double r)
{
  g_autofree char *x = dgmi_audit_name(audit, a), *y = dgmi_audit_name(audit, b);
  const gboolean part = node_at(audit, a)->parent == (int)b;
  const gboolean id = b == dgmi_framework_root(dgmi_index_framework(audit->index));
  if (part || id)
    return g_strcmp0(flag, "negative") == 0
               ? g_strdup_printf(_("%s runs against %s, which it is part of (r = %.2f): who does "
                                   "well in it tends to rank low."),
                                 x, y, r)
               : g_strdup_printf(_("%s hardly goes with %s, which it is part of (r = %.2f): its "
                                   "weight has little effect on who ranks high."),
                                 x, y, r);
  if (g_strcmp0(flag, "redundant") == 0)
    return g_strdup_printf(_("%s and %s say nearly the same (r = %.2f): what they have in common "
                             "counts twice."),
                           x, y, r);
  if (g_strcmp0(flag, "negative") == 0)
    return g_strdup_printf(_("%s and %s pull in opposite directions (r = %.2f): what a unit gains "
                             "in one it tends to lose in the other."),
                           x, y, r);
  return g_strdup_printf(_("%s and %s have little to do with each other (r = %.2f), yet they are "
                           "put together."),
                         x, y, r);
}

static gboolean is_above(const DgmiAudit *audit, guint a, guint b)
{
  for (int up = node_at(audit, b)->parent; up >= 0; up = node_at(audit, (guint)up)->parent)
    if ((guint)up == a)
      return TRUE;
  return FALSE;
}

/* The flag of a pair, NULL = none: members of one aggregate are to agree, but not to repeat each
 * other; nothing is to run against its aggregate or the index; no two of one level are to repeat or
 * contradict each other. */
static const char *flag_of(const DgmiAudit *audit, guint a, guint b, double r)
{
  const DgmiNode *x = node_at(audit, a), *y = node_at(audit, b);
  const guint root = dgmi_framework_root(dgmi_index_framework(audit->index));
  const gboolean related = is_above(audit, a, b) || is_above(audit, b, a);
  if (related && x->parent != (int)b && y->parent != (int)a && a != root && b != root)
    return NULL;
  const gboolean together = related || x->parent == y->parent;
  if (r < DGMI_AUDIT_NEGATIVE && (together || x->level == y->level))
    return N_("negative");
  if (r > DGMI_AUDIT_REDUNDANT && !related && x->level == y->level)
    return N_("redundant");
  return r < DGMI_AUDIT_WEAK && together ? N_("weak") : NULL;
}

/* Returns the pair's flag. */
static const char *flag_pair(DgmiAudit *audit, DgmiStage stage, guint a, guint b, double r)
{
  const char *flag = flag_of(audit, a, b, r * sign_of(audit, stage, a, b));
  if (flag == NULL)
    return NULL;
  /* The one above comes second. */
  const guint first = is_above(audit, a, b) ? b : a, second = first == a ? b : a;
  const double severity = flag[0] == 'n' ? 2 - r : flag[0] == 'r' ? 1 + r : DGMI_AUDIT_WEAK - r;
  dgmi_audit_flag(audit, flag,
                  (DgmiAuditAbout){node_at(audit, first)->code, node_at(audit, second)->code}, r,
                  severity, pair_sentence(audit, flag, first, second, r));
  return flag;
}

/* The number of a node among those with correlations; they stand in framework order. */
static guint position_of(const DgmiAudit *audit, guint node)
{
  guint i = 0;
  while (i < audit->n_nodes && audit->pair_nodes[i] != node)
    i++;
  return i;
}

static double r_of(const DgmiAudit *audit, guint a, guint b)
{
  const guint i = position_of(audit, a), j = position_of(audit, b);
  return i == j || MAX(i, j) >= audit->n_nodes ? NAN : audit->all_pairs[dgmi_pair(i, j)].r;
}

/* The parent's sibling that a node goes with best, -1 = there is none. */
static int closest_elsewhere(const DgmiAudit *audit, guint node, double *r)
{
  const int parent = node_at(audit, node)->parent;
  const int above = parent < 0 ? -1 : node_at(audit, (guint)parent)->parent;
  int closest = -1;
  *r = NAN;
  for (guint m = 0; above >= 0 && m < node_at(audit, (guint)above)->n_members; m++)
  {
    const guint other = node_at(audit, (guint)above)->members[m];
    const double own = other == (guint)parent ? NAN : r_of(audit, node, other);
    if (!isnan(own) && !(own <= *r))
    {
      *r = own;
      closest = (int)other;
    }
  }
  return closest;
}

static void flag_place(DgmiAudit *audit, guint node)
{
  double there;
  const int other = closest_elsewhere(audit, node, &there);
  const double own = other < 0 ? NAN : r_of(audit, node, (guint)node_at(audit, node)->parent);
  if (!(there > own))
    return;
  const guint parent = (guint)node_at(audit, node)->parent;
  g_autofree char *name = dgmi_audit_name(audit, node), *home = dgmi_audit_name(audit, parent);
  g_autofree char *elsewhere = dgmi_audit_name(audit, (guint)other);
  dgmi_audit_flag(audit, N_("misplaced"),
                  (DgmiAuditAbout){node_at(audit, node)->code, node_at(audit, (guint)other)->code},
                  there, 1 + there - own,
                  g_strdup_printf(_("%s goes with %s (r = %.2f) more than with %s, where it is "
                                    "counted (r = %.2f): it may be in the wrong place."),
                                  name, elsewhere, there, home, own));
}

/* ---- Tables ---- */

static void add_pair(DgmiAudit *audit, DgmiGrid *grid, guint a, guint b,
                     const DgmiCorrelation *pair, const char *flag)
{
  dgmi_grid_add_row(grid);
  dgmi_grid_text(grid, 0, node_at(audit, a)->code);
  dgmi_grid_text(grid, 1, node_at(audit, b)->code);
  dgmi_grid_number(grid, 2, pair->r);
  dgmi_grid_integer(grid, 3, (gint64)pair->n);
  dgmi_audit_add_p(audit, grid, 4, pair->p);
  if (audit->for_people)
    dgmi_grid_text(grid, 5, dgmi_run_word(audit->run, flag));
}

static DgmiGrid *pair_grid(const DgmiAudit *audit)
{
  static const char *const headings[] = {N_("r (Pearson)"), N_("rho (Spearman)"),
                                         N_("tau-b (Kendall)")};
  DgmiGrid *grid = dgmi_grid_new();
  dgmi_grid_add_text(grid, "a", _("a"));
  dgmi_grid_add_text(grid, "b", _("b"));
  dgmi_grid_add_numbers(grid, "r", _(headings[audit->kind]), 3);
  dgmi_grid_add_integers(grid, "n", _("units"));
  dgmi_grid_add_numbers(grid, "p", _("p"), 4);
  if (audit->for_people)
    dgmi_grid_add_text(grid, "flag", _("flag"));
  return grid;
}

/* A row a node: how it goes with what it is part of, and with what else best. */
static DgmiGrid *node_grid(DgmiAudit *audit)
{
  DgmiGrid *grid = dgmi_audit_node_grid(audit);
  dgmi_grid_add_text(grid, "parent", _("part of"));
  dgmi_grid_add_numbers(grid, "r_parent", _("r with it"), 2);
  dgmi_grid_add_numbers(grid, "r_index", _("r with the index"), 2);
  dgmi_grid_add_text(grid, "elsewhere", _("closest elsewhere"));
  dgmi_grid_add_numbers(grid, "r_elsewhere", _("r with that"), 2);
  for (guint i = 0; i < audit->n_nodes; i++)
  {
    const guint node = audit->pair_nodes[i];
    const DgmiNode *info = node_at(audit, node);
    double r;
    if (info->parent < 0)
      continue;
    const int other = closest_elsewhere(audit, node, &r);
    dgmi_grid_add_row(grid);
    dgmi_grid_text(grid, 0, info->code);
    dgmi_grid_text(grid, 1, dgmi_index_node_name(audit->index, node));
    dgmi_grid_text(grid, 2, node_at(audit, (guint)info->parent)->code);
    dgmi_grid_number(grid, 3, r_of(audit, node, (guint)info->parent));
    dgmi_grid_number(grid, 4,
                     r_of(audit, node, dgmi_framework_root(dgmi_index_framework(audit->index))));
    dgmi_grid_text(grid, 5, other < 0 ? NULL : node_at(audit, (guint)other)->code);
    dgmi_grid_number(grid, 6, r);
  }
  return grid;
}

/* An index that is made of figures of another. */
static void note_circle(const DgmiAudit *audit, DgmiGrid *grid)
{
  const char *list =
      dgmi_definition_get(dgmi_index_definition(audit->index), "index", "contains", NULL);
  if (list != NULL && audit->for_people && audit->run->options.data.table == NULL)
    dgmi_grid_note(
        grid,
        _("%s contains figures of the index %s among its items: the correlation of the two is "
          "partly circular, and no proof that both measure the same."),
        dgmi_index_name(audit->index), list);
}

DgmiGrid *dgmi_audit_correlations(DgmiAudit *audit, gboolean whole)
{
  assert(dgmi_index_result(audit->index) != NULL);
  const DgmiStage stage = dgmi_audit_stage(audit, DGMI_STAGE_NORMALISED);
  find_pairs(audit, stage);
  const gboolean is_long = dgmi_pair(audit->n_nodes, 0) > PAIRS_SHOWN;
  const gboolean short_form =
      audit->for_people && !whole && is_long && stage >= DGMI_STAGE_NORMALISED;
  DgmiGrid *grid = short_form ? node_grid(audit) : pair_grid(audit);
  guint undefined = 0;
  for (guint i = 0; i < audit->n_nodes; i++)
    for (guint j = i + 1; j < audit->n_nodes; j++)
    {
      const guint a = audit->pair_nodes[i], b = audit->pair_nodes[j];
      const DgmiCorrelation *pair = &audit->all_pairs[dgmi_pair(i, j)];
      const char *flag = flag_pair(audit, stage, a, b, pair->r);
      undefined += isnan(pair->r);
      if (!short_form)
        add_pair(audit, grid, a, b, pair, flag);
    }
  for (guint i = 0; i < audit->n_nodes && stage >= DGMI_STAGE_NORMALISED; i++)
    flag_place(audit, audit->pair_nodes[i]);
  if (undefined > 0)
    dgmi_audit_undefined(
        audit, grid,
        _("%u correlations are not defined: a column is constant, or fewer than two "
          "units have both"),
        undefined);
  note_circle(audit, grid);
  return grid;
}
