#include <math.h>
#include <string.h>

#include "command/run/say.h"
#include "command/verbs/audit.h"
#include "index/numbers/pca.h"
#include "index/questions/alpha.h"

/* The members of an aggregate with their values at the stage. */
typedef struct
{
  guint node;
  const DgmiNode *info;
  const double **value;
  const char **code;
} PartMembers;

static void members_clear(PartMembers *members)
{
  g_free(members->value);
  g_free(members->code);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PartMembers, members_clear)

/* FALSE for an aggregate with one member, or with members that have no values yet at the stage. */
static gboolean take_members(const DgmiAudit *audit, guint node, PartMembers *members)
{
  const DgmiStage stage = dgmi_audit_stage(audit, DGMI_STAGE_NORMALISED);
  members->node = node;
  members->info = dgmi_framework_node(dgmi_index_framework(audit->index), node);
  members->value = g_new(const double *, members->info->n_members);
  members->code = g_new(const char *, members->info->n_members);
  gboolean complete = members->info->n_members > 1;
  for (guint m = 0; m < members->info->n_members; m++)
  {
    const guint member = members->info->members[m];
    members->value[m] = dgmi_audit_values(audit, stage, member);
    members->code[m] = dgmi_framework_node(dgmi_index_framework(audit->index), member)->code;
    complete = complete && members->value[m] != NULL;
  }
  return complete;
}

typedef void (*NodeFunc)(DgmiAudit *audit, DgmiGrid *grid, const PartMembers *members,
                         gboolean whole);

static void for_each_aggregate(DgmiAudit *audit, DgmiGrid *grid, NodeFunc add, gboolean whole)
{
  const DgmiFramework *framework = dgmi_index_framework(audit->index);
  g_autoptr(GString) single = g_string_new(NULL);
  for (guint k = 0; k < dgmi_framework_n_aggregates(framework); k++)
  {
    g_auto(PartMembers) members = {0};
    if (take_members(audit, dgmi_framework_aggregates(framework)[k], &members))
      add(audit, grid, &members, whole);
    else if (members.info->n_members == 1)
      g_string_append_printf(single, "%s%s", single->len > 0 ? _(", ") : "", members.info->code);
  }
  const gboolean is_first = strcmp(audit->part, "alpha") == 0 || strcmp(audit->part, "pca") == 0;
  if (single->len > 0 && (whole || is_first))
    dgmi_audit_remark(audit, grid, _("left out, for there is one member only: %s"), single->str);
}

static guint start_row(const DgmiAudit *audit, DgmiGrid *grid, const PartMembers *members)
{
  dgmi_grid_add_row(grid);
  dgmi_grid_text(grid, 0, members->info->code);
  if (audit->for_people)
    dgmi_grid_text(grid, 1, dgmi_index_node_name(audit->index, members->node));
  return 1 + audit->for_people;
}

/* ---- Cronbach's alpha ---- */

static void add_alpha(DgmiAudit *audit, DgmiGrid *grid, const PartMembers *members, gboolean whole)
{
  (void)whole;
  const DgmiAlpha alpha =
      dgmi_alpha(members->value, members->info->n_members, audit->n_units, NULL);
  const guint at = start_row(audit, grid, members);
  dgmi_grid_number(grid, at, alpha.raw);
  dgmi_grid_number(grid, at + 1, alpha.standardised);
  dgmi_grid_integer(grid, at + 2, alpha.items);
  if (isnan(alpha.raw) || isnan(alpha.standardised))
    dgmi_audit_undefined(
        audit, grid,
        _("%s: alpha is not defined in full: a member is constant, too few units have two members, "
          "gaps leave them at odds, or they cancel each other out"),
        members->info->code);
  if (!(alpha.raw < DGMI_AUDIT_ALPHA))
    return;
  g_autofree char *name = dgmi_audit_name(audit, members->node);
  dgmi_audit_flag(audit, N_("inconsistent"), (DgmiAuditAbout){members->info->code, NULL}, alpha.raw,
                  1 - alpha.raw,
                  g_strdup_printf(_("The members of %s do not measure one thing consistently "
                                    "(alpha %.2f; 0.7 is the usual least): its score sums up what "
                                    "differs."),
                                  name, alpha.raw));
}

DgmiGrid *dgmi_audit_alpha(DgmiAudit *audit, gboolean whole)
{
  DgmiGrid *grid = dgmi_audit_node_grid(audit);
  dgmi_grid_add_numbers(grid, "alpha", _("alpha"), 4);
  dgmi_grid_add_numbers(grid, "alpha_standardised", _("standardised"), 4);
  dgmi_grid_add_integers(grid, "items", _("items"));
  for_each_aggregate(audit, grid, add_alpha, whole);
  return grid;
}

static void add_without(DgmiAudit *audit, DgmiGrid *grid, const PartMembers *members,
                        gboolean whole)
{
  const guint n = members->info->n_members;
  g_autofree DgmiAlpha *without = g_new(DgmiAlpha, n);
  const DgmiAlpha alpha = dgmi_alpha(members->value, n, audit->n_units, without);
  for (guint m = 0; m < n && n > 2; m++)
  {
    const gboolean rises = without[m].raw > alpha.raw + DGMI_AUDIT_WITHOUT;
    if (whole || rises)
    {
      const guint at = start_row(audit, grid, members);
      dgmi_grid_text(grid, at, members->code[m]);
      dgmi_grid_number(grid, at + 1, without[m].raw);
      dgmi_grid_number(grid, at + 2, without[m].standardised);
    }
    if (!rises)
      continue;
    g_autofree char *name = dgmi_audit_name(audit, members->node);
    g_autofree char *item = dgmi_audit_name(audit, members->info->members[m]);
    dgmi_audit_flag(audit, N_("better without"),
                    (DgmiAuditAbout){members->code[m], members->info->code}, without[m].raw,
                    without[m].raw - alpha.raw,
                    g_strdup_printf(_("Without %s the rest of %s would hang together better "
                                      "(alpha %.2f in place of %.2f)."),
                                    item, name, without[m].raw, alpha.raw));
  }
}

DgmiGrid *dgmi_audit_without(DgmiAudit *audit, gboolean whole)
{
  DgmiGrid *grid = dgmi_audit_node_grid(audit);
  dgmi_grid_add_text(grid, "removed", _("without"));
  dgmi_grid_add_numbers(grid, "alpha", _("alpha"), 4);
  dgmi_grid_add_numbers(grid, "alpha_standardised", _("standardised"), 4);
  for_each_aggregate(audit, grid, add_without, whole);
  if (whole || dgmi_grid_n_rows(grid) > 0)
    return grid;
  dgmi_grid_free(grid);
  DgmiGrid *none = dgmi_grid_new();
  dgmi_grid_note(none, "%s", _("No aggregate would be more consistent without one member."));
  return none;
}

/* ---- Principal components ---- */

/* NULL where there is none; the document says why once. */
static DgmiPca *pca_of(DgmiAudit *audit, DgmiGrid *grid, const PartMembers *members, gboolean whole)
{
  g_autoptr(GError) error = NULL;
  DgmiPca *pca =
      dgmi_pca_new(members->value, members->code, members->info->n_members, audit->n_units, &error);
  if (pca == NULL && (whole || strcmp(audit->part, "pca") == 0))
    dgmi_audit_undefined_error(audit, grid, members->node, error);
  return pca;
}

/* Eigenvalues that round to 1 are not above it. */
static guint count_dimensions(const DgmiPca *pca)
{
  guint n = 0;
  while (n < pca->n && pca->eigenvalue[n] > 1 + 1e-9)
    n++;
  return n;
}

static void add_components(DgmiAudit *audit, DgmiGrid *grid, const PartMembers *members,
                           gboolean whole)
{
  g_autoptr(DgmiPca) pca = pca_of(audit, grid, members, whole);
  const guint dimensions = pca == NULL ? 0 : count_dimensions(pca);
  double cumulative = 0;
  for (guint k = 0; pca != NULL && k < pca->n && (whole || k < MAX(dimensions + 1, 3)); k++)
  {
    const double share = pca->eigenvalue[k] / pca->n;
    cumulative = k + 1 < pca->n ? MIN(cumulative + share, 1) : 1;
    const guint at = start_row(audit, grid, members);
    dgmi_grid_integer(grid, at, k + 1);
    dgmi_grid_number(grid, at + 1, pca->eigenvalue[k]);
    dgmi_grid_number(grid, at + 2, share);
    dgmi_grid_number(grid, at + 3, cumulative);
  }
  if (dimensions < 2)
    return;
  g_autofree char *name = dgmi_audit_name(audit, members->node);
  dgmi_audit_flag(audit, N_("several dimensions"), (DgmiAuditAbout){members->info->code, NULL},
                  dimensions, dimensions,
                  g_strdup_printf(_("%s falls into %u dimensions (components with an eigenvalue "
                                    "above 1): one number for it hides a difference that the data "
                                    "show."),
                                  name, dimensions));
}

DgmiGrid *dgmi_audit_pca(DgmiAudit *audit, gboolean whole)
{
  DgmiGrid *grid = dgmi_audit_node_grid(audit);
  dgmi_grid_add_integers(grid, "component", _("component"));
  dgmi_grid_add_numbers(grid, "eigenvalue", _("eigenvalue"), 4);
  dgmi_grid_add_numbers(grid, "share", _("share of variance"), 4);
  dgmi_grid_add_numbers(grid, "cumulative", _("together"), 4);
  for_each_aggregate(audit, grid, add_components, whole);
  return grid;
}

/* What runs against the dimension that the others share. */
static void flag_loading(DgmiAudit *audit, const PartMembers *members, guint m, double loading)
{
  if (!(loading < DGMI_AUDIT_LOADING))
    return;
  g_autofree char *name = dgmi_audit_name(audit, members->node);
  g_autofree char *item = dgmi_audit_name(audit, members->info->members[m]);
  dgmi_audit_flag(audit, N_("opposed"), (DgmiAuditAbout){members->code[m], members->info->code},
                  loading, -loading,
                  g_strdup_printf(_("%s runs against what the members of %s share (loading %.2f on "
                                    "the first component)."),
                                  item, name, loading));
}

/* Correlations of the members with the components. */
static void add_loadings(DgmiAudit *audit, DgmiGrid *grid, const PartMembers *members,
                         gboolean whole)
{
  g_autoptr(DgmiPca) pca = pca_of(audit, grid, members, whole);
  for (guint k = 0; pca != NULL && k < (whole ? pca->n : 1); k++)
    for (guint m = 0; m < pca->n; m++)
    {
      const double loading = sqrt(pca->eigenvalue[k]) * pca->vector[(gsize)k * pca->n + m];
      const guint at = start_row(audit, grid, members);
      dgmi_grid_integer(grid, at, k + 1);
      dgmi_grid_text(grid, at + 1, members->code[m]);
      dgmi_grid_number(grid, at + 2, loading);
      if (k == 0)
        flag_loading(audit, members, m, loading);
    }
}

DgmiGrid *dgmi_audit_loadings(DgmiAudit *audit, gboolean whole)
{
  DgmiGrid *grid = dgmi_audit_node_grid(audit);
  dgmi_grid_add_integers(grid, "component", _("component"));
  dgmi_grid_add_text(grid, "member", _("member"));
  dgmi_grid_add_numbers(grid, "loading", _("loading"), 3);
  for_each_aggregate(audit, grid, add_loadings, whole);
  return grid;
}

static void flag_adequacy(DgmiAudit *audit, const PartMembers *members, double kmo, double p)
{
  const char *code = members->info->code;
  g_autofree char *name = dgmi_audit_name(audit, members->node);
  if (kmo < DGMI_AUDIT_KMO && members->info->n_members > 2) /* of two it is always 0.5 */
    dgmi_audit_flag(
        audit, N_("inadequate"), (DgmiAuditAbout){code, NULL}, kmo, 1 - kmo,
        g_strdup_printf(
            _("What the members of %s have in common is shared by pairs of them, not by all (KMO "
              "%.2f; 0.6 is the usual least): one component stands for them badly."),
            name, kmo));
  if (p > DGMI_AUDIT_BARTLETT)
    dgmi_audit_flag(audit, N_("uncorrelated"), (DgmiAuditAbout){code, NULL}, p, p,
                    g_strdup_printf(_("The correlations of the members of %s could be chance "
                                      "(Bartlett's test, p = %.2f)."),
                                    name, p));
}

static void add_adequacy(DgmiAudit *audit, DgmiGrid *grid, const PartMembers *members,
                         gboolean whole)
{
  g_autoptr(DgmiPca) pca = pca_of(audit, grid, members, whole);
  if (pca == NULL)
    return;
  const double kmo = dgmi_pca_kmo(pca);
  const DgmiBartlett test = dgmi_pca_bartlett(pca);
  const guint at = start_row(audit, grid, members);
  dgmi_grid_integer(grid, at, (gint64)pca->n_units);
  dgmi_grid_number(grid, at + 1, kmo);
  dgmi_grid_number(grid, at + 2, test.statistic);
  dgmi_grid_number(grid, at + 3, test.freedom);
  dgmi_audit_add_p(audit, grid, at + 4, test.p);
  if (dgmi_pca_is_singular(pca))
    dgmi_audit_remark(
        audit, grid,
        _("%s: a member is a sum of others, or there are not more complete units (%u) "
          "than members (%u): neither KMO nor Bartlett's test is defined"),
        members->info->code, (guint)pca->n_units, pca->n);
  flag_adequacy(audit, members, kmo, test.p);
}

DgmiGrid *dgmi_audit_adequacy(DgmiAudit *audit, gboolean whole)
{
  DgmiGrid *grid = dgmi_audit_node_grid(audit);
  dgmi_grid_add_integers(grid, "n", _("complete units"));
  dgmi_grid_add_numbers(grid, "kmo", _("KMO"), 3);
  dgmi_grid_add_numbers(grid, "bartlett", _("Bartlett's chi²"), 2);
  dgmi_grid_add_integers(grid, "freedom", _("degrees of freedom"));
  dgmi_grid_add_numbers(grid, "p", _("p"), 4);
  for_each_aggregate(audit, grid, add_adequacy, whole);
  return grid;
}
