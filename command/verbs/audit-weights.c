#include <math.h>

#include "command/run/say.h"
#include "command/verbs/audit.h"
#include "index/questions/leave-one-out.h"

/* ---- Nominal and effective weights ---- */

/* By node, of one measure; free with g_free(). */
static DgmiImportance *importance_of(const DgmiAudit *audit, DgmiEffective effective)
{
  const DgmiFramework *framework = dgmi_index_framework(audit->index);
  const guint n = dgmi_framework_n_nodes(framework);
  const DgmiStage stage = dgmi_audit_stage(audit, DGMI_STAGE_NORMALISED);
  g_autofree const double **value = g_new(const double *, n);
  for (guint node = 0; node < n; node++)
  {
    value[node] = dgmi_audit_values(audit, stage, node);
    if (value[node] == NULL && dgmi_framework_node(framework, node)->level > 0)
      value[node] = dgmi_result_node(dgmi_index_result(audit->index), node);
  }
  const guint root = dgmi_framework_root(framework);
  const double *score = stage == DGMI_STAGE_RANKS
                            ? value[root]
                            : dgmi_result_node(dgmi_index_result(audit->index), root);
  DgmiImportance *all = g_new(DgmiImportance, n);
  dgmi_importance(framework, dgmi_result_weights(dgmi_index_result(audit->index)), effective,
                  &(DgmiNodeValues){value, score, audit->n_units}, all);
  return all;
}

/* A parent that is nothing else says the same of itself. */
static gboolean is_only_member(const DgmiAudit *audit, guint node)
{
  const int parent = dgmi_framework_node(dgmi_index_framework(audit->index), node)->parent;
  return parent >= 0 &&
         dgmi_framework_node(dgmi_index_framework(audit->index), (guint)parent)->n_members == 1;
}

static void flag_weight(DgmiAudit *audit, guint node, const DgmiImportance *one)
{
  const gboolean more = one->ratio > DGMI_AUDIT_RATIO;
  if ((!more && !(one->ratio < 1.0 / DGMI_AUDIT_RATIO)) || is_only_member(audit, node))
    return;
  g_autofree char *name = dgmi_audit_name(audit, node);
  dgmi_audit_flag(
      audit, more ? N_("overweight") : N_("underweight"),
      (DgmiAuditAbout){dgmi_framework_node(dgmi_index_framework(audit->index), node)->code, NULL},
      one->ratio, fabs(log(MAX(one->ratio, 1e-9))),
      g_strdup_printf(more ? _("%s counts for more than twice its weight: the weight is %.1f %%, "
                               "the effect on the ranking %.1f %%.")
                           : _("%s counts for less than half its weight: the weight is %.1f %%, "
                               "the effect on the ranking %.1f %%."),
                      name, 100 * one->nominal, 100 * one->effective));
}

static void add_importance_columns(const DgmiAudit *audit, DgmiGrid *grid)
{
  static const char *const other[] = {N_("effective by main effect"),
                                      N_("effective by squared correlation")};
  dgmi_grid_add_text(grid, "node", _("node"));
  dgmi_audit_add_name(audit, grid, _("name"));
  dgmi_grid_add_numbers(grid, "nominal", _("nominal"), 4);
  dgmi_grid_add_numbers(grid, "effective", _("effective"), 4);
  dgmi_grid_add_numbers(grid, "ratio", _("ratio"), 2);
  if (!audit->for_people)
    return;
  dgmi_grid_add_numbers(grid, "explains", _("explains alone"), 4);
  dgmi_grid_add_numbers(grid, "other", _(other[audit->effective]), 4);
}

DgmiGrid *dgmi_audit_importance(DgmiAudit *audit, gboolean whole)
{
  DgmiGrid *grid = dgmi_grid_new();
  const DgmiFramework *framework = dgmi_index_framework(audit->index);
  g_autofree DgmiImportance *all = importance_of(audit, audit->effective);
  g_autofree DgmiImportance *other =
      audit->for_people
          ? importance_of(audit, (DgmiEffective)(DGMI_N_EFFECTIVES - 1 - audit->effective))
          : NULL;
  add_importance_columns(audit, grid);
  guint undefined = 0;
  for (guint node = 0; node < dgmi_framework_n_nodes(framework); node++)
  {
    const DgmiNode *info = dgmi_framework_node(framework, node);
    if (info->level == 0 || (info->parent < 0 && !whole))
      continue;
    const guint at = 1 + audit->for_people;
    dgmi_grid_add_row(grid);
    dgmi_grid_text(grid, 0, info->code);
    dgmi_grid_number(grid, at, all[node].nominal);
    dgmi_grid_number(grid, at + 1, all[node].effective);
    dgmi_grid_number(grid, at + 2, all[node].ratio);
    undefined += isnan(all[node].share);
    flag_weight(audit, node, &all[node]);
    if (!audit->for_people)
      continue;
    dgmi_grid_text(grid, 1, dgmi_index_node_name(audit->index, node));
    dgmi_grid_number(grid, at + 3, all[node].share);
    dgmi_grid_number(grid, at + 4, other[node].effective);
  }
  if (undefined > 0)
    dgmi_audit_undefined(
        audit, grid,
        _("%u effective weights are not defined: the node or the index is constant, "
          "or too few units have both"),
        undefined);
  return grid;
}

/* ---- Leaving out ---- */

static guint count_ranked(const DgmiAudit *audit)
{
  guint n = 0;
  for (guint i = 0; i < audit->n_units; i++)
    n += !isnan(dgmi_result_score(dgmi_index_result(audit->index))[i]);
  return n;
}

static void flag_shift(DgmiAudit *audit, const DgmiLeaveOneOut *one)
{
  g_autofree char *name = dgmi_audit_name(audit, one->node);
  g_autofree char *unit = dgmi_audit_unit_name(audit, one->max_unit);
  dgmi_audit_flag(
      audit, N_("decisive"),
      (DgmiAuditAbout){dgmi_framework_node(dgmi_index_framework(audit->index), one->node)->code,
                       NULL},
      one->mean_shift, one->mean_shift,
      g_strdup_printf(_("Without %s the ranking would be another: units move by %.1f "
                        "places on average, %s by %.0f."),
                      name, one->mean_shift, unit, one->max_shift));
}

DgmiGrid *dgmi_audit_leave_one_out(DgmiAudit *audit, gboolean whole)
{
  (void)whole;
  DgmiGrid *grid = dgmi_grid_new();
  const double limit = DGMI_AUDIT_SHIFT * count_ranked(audit);
  g_autoptr(GArray) found = dgmi_leave_one_out(dgmi_index_result(audit->index));
  dgmi_grid_add_text(grid, "removed", _("without"));
  const guint at = dgmi_audit_add_name(audit, grid, _("name"));
  dgmi_grid_add_numbers(grid, "mean_shift", _("mean shift"), 2);
  dgmi_grid_add_integers(grid, "max_shift", _("largest shift"));
  if (audit->for_people)
    dgmi_grid_add_text(grid, "unit", _("unit"));
  dgmi_grid_add_numbers(grid, "kendall", _("Kendall"), 4);
  guint undefined = 0;
  for (guint i = 0; i < found->len; i++)
  {
    const DgmiLeaveOneOut *one = &g_array_index(found, DgmiLeaveOneOut, i);
    dgmi_grid_add_row(grid);
    dgmi_grid_text(grid, 0,
                   dgmi_framework_node(dgmi_index_framework(audit->index), one->node)->code);
    if (audit->for_people)
      dgmi_grid_text(grid, 1, dgmi_index_node_name(audit->index, one->node));
    dgmi_grid_number(grid, at, one->mean_shift);
    dgmi_grid_number(grid, at + 1, one->max_shift);
    if (audit->for_people && one->max_shift > 0)
      dgmi_grid_text(grid, at + 2, dgmi_index_unit_name(audit->index, one->max_unit));
    dgmi_grid_number(grid, at + 2 + audit->for_people, one->kendall);
    undefined += isnan(one->kendall);
    if (one->reason != NULL)
      dgmi_audit_undefined_error(audit, grid, one->node, one->reason);
    if (one->mean_shift > limit && !is_only_member(audit, one->node))
      flag_shift(audit, one);
  }
  if (undefined > 0)
    dgmi_audit_undefined(
        audit, grid,
        _("rankings that cannot be compared, for there is none, too few units have "
          "a rank, or all tie: %u"),
        undefined);
  if (audit->has_stage && audit->stage != DGMI_STAGE_NORMALISED)
    dgmi_audit_remark(audit, grid,
                      _("what is left out is left out of the normalised values, whatever --stage"));
  return grid;
}
