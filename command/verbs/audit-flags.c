#include <assert.h>
#include <string.h>

#include "command/run/say.h"
#include "command/verbs/audit.h"
#include "indicators/base/sentence.h"

DgmiStage dgmi_audit_stage(const DgmiAudit *audit, DgmiStage otherwise)
{
  return audit->has_stage ? audit->stage : otherwise;
}

const double *dgmi_audit_values(const DgmiAudit *audit, DgmiStage stage, guint node)
{
  assert(node < dgmi_framework_n_nodes(dgmi_index_framework(audit->index)));
  assert(stage <= DGMI_STAGE_RANKS);
  const DgmiResult *result = dgmi_index_result(audit->index);
  const DgmiNode *info = dgmi_framework_node(dgmi_index_framework(audit->index), node);
  if (info->level == 0 || (info->indicator < 0 && stage < DGMI_STAGE_NORMALISED))
    return NULL;
  const DgmiStage from =
      info->indicator < 0 && stage == DGMI_STAGE_NORMALISED ? DGMI_STAGE_AGGREGATED : stage;
  return dgmi_matrix_column(from == DGMI_STAGE_RANKS ? audit->ranks
                                                     : dgmi_result_stage(result, from),
                            dgmi_result_node_column(result, node));
}

static char *with_code(const char *name, const char *code)
{
  return strcmp(name, code) == 0 ? g_strdup(name) : g_strdup_printf(_("%s (%s)"), name, code);
}

char *dgmi_audit_name(const DgmiAudit *audit, guint node)
{
  return with_code(dgmi_index_node_name(audit->index, node),
                   dgmi_framework_node(dgmi_index_framework(audit->index), node)->code);
}

char *dgmi_audit_unit_name(DgmiAudit *audit, guint unit)
{
  return with_code(dgmi_index_unit_name(audit->index, unit),
                   dgmi_dataset_code(dgmi_index_dataset(audit->index), unit));
}

guint dgmi_audit_add_name(const DgmiAudit *audit, DgmiGrid *grid, const char *heading)
{
  if (audit->for_people)
    dgmi_grid_add_text(grid, "name", heading);
  return dgmi_grid_n_columns(grid);
}

DgmiGrid *dgmi_audit_node_grid(const DgmiAudit *audit)
{
  DgmiGrid *grid = dgmi_grid_new();
  dgmi_grid_add_text(grid, "node", _("node"));
  dgmi_audit_add_name(audit, grid, _("name"));
  return grid;
}

void dgmi_audit_add_p(const DgmiAudit *audit, DgmiGrid *grid, guint column, double p)
{
  assert(column < dgmi_grid_n_columns(grid));
  if (audit->for_people && p < 0.00005)
    dgmi_grid_text(grid, column, _("< 0.0001"));
  else
    dgmi_grid_number(grid, column, p);
}

void dgmi_audit_flag(DgmiAudit *audit, const char *flag, DgmiAuditAbout about, double value,
                     double severity, char *sentence)
{
  assert(flag != NULL && about.code != NULL && sentence != NULL);
  const DgmiAuditFlag found = {
      audit->part, flag, g_strdup(about.code), g_strdup(about.other), value, severity, sentence};
  g_array_append_val(audit->flags, found);
}

/* A note begins with a capital letter, but not where it begins with a node's code. */
static void remark(DgmiAudit *audit, DgmiGrid *grid, const char *text)
{
  const gboolean is_code = text[strcspn(text, " :")] == ':';
  g_autofree char *note = g_strdup(text);
  if (!is_code)
    note[0] = g_ascii_toupper(note[0]);
  if (audit->run->options.print.quiet)
    return;
  if (audit->for_people)
    dgmi_grid_note(grid, _("%s."), note);
  else
    dgmi_warning(audit->run->messages, NULL, "%s", text);
}

void dgmi_audit_remark(DgmiAudit *audit, DgmiGrid *grid, const char *format, ...)
{
  assert(format != NULL);
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  remark(audit, grid, text);
}

void dgmi_audit_undefined(DgmiAudit *audit, DgmiGrid *grid, const char *format, ...)
{
  assert(format != NULL && audit->part != NULL);
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  g_hash_table_add(audit->doubts, (gpointer)audit->part);
  remark(audit, grid, text);
}

void dgmi_audit_undefined_error(DgmiAudit *audit, DgmiGrid *grid, guint node, const GError *error)
{
  assert(error != NULL);
  g_autoptr(DgmiSentence) sentence = dgmi_error_sentence(error);
  g_autofree char *why = dgmi_sentence_text(sentence, dgmi_translate);
  dgmi_audit_undefined(audit, grid, _("%s: %s"),
                       dgmi_framework_node(dgmi_index_framework(audit->index), node)->code, why);
}

/* ---- All flags in one table ---- */

static void add_flag(const DgmiAudit *audit, DgmiGrid *grid, const DgmiAuditFlag *flag)
{
  dgmi_grid_add_row(grid);
  dgmi_grid_text(grid, 0, flag->part);
  dgmi_grid_text(grid, 1, dgmi_run_word(audit->run, flag->flag));
  dgmi_grid_text(grid, 2, flag->node);
  dgmi_grid_text(grid, 3, flag->other);
  dgmi_grid_number(grid, 4, flag->value);
  dgmi_grid_text(grid, 5, flag->sentence);
}

DgmiGrid *dgmi_audit_all_flags(DgmiAudit *audit, gboolean whole)
{
  guint n;
  const DgmiAuditPart *parts = dgmi_audit_parts(&n);
  for (guint i = 0; i < n; i++)
  {
    audit->part = parts[i].name;
    g_autoptr(DgmiGrid) unseen =
        parts[i].make == dgmi_audit_all_flags ? NULL : parts[i].make(audit, FALSE);
    (void)unseen;
  }
  (void)whole;
  DgmiGrid *grid = dgmi_grid_new();
  dgmi_grid_add_text(grid, "part", _("part"));
  dgmi_grid_add_text(grid, "flag", _("flag"));
  dgmi_grid_add_text(grid, "node", _("node"));
  dgmi_grid_add_text(grid, "other", _("other"));
  dgmi_grid_add_numbers(grid, "value", _("value"), 3);
  dgmi_grid_add_text(grid, "sentence", _("what it means"));
  for (guint i = 0; i < audit->flags->len; i++)
    add_flag(audit, grid, &g_array_index(audit->flags, DgmiAuditFlag, i));
  return grid;
}
