#include <string.h>

#include "command/run/say.h"
#include "command/verbs/audit.h"
#include "command/verbs/verbs.h"
#include "indicators/base/memory.h"
#include "indicators/base/text.h"

/* ---- Options ---- */

/* The number of a word among `known`, `otherwise` where it is NULL; -1 with a failure. */
static int find_word(DgmiRun *run, const char *option, const char *word, const char *const *known,
                     guint n, int otherwise)
{
  if (word == NULL)
    return otherwise;
  for (guint i = 0; i < n; i++)
    if (strcmp(word, known[i]) == 0)
      return (int)i;
  const DgmiPlace place = {.file = option, .is_option = TRUE};
  DgmiSentence *hint = dgmi_text_suggestion(word, known, n);
  dgmi_failure(run->messages, &place, "unknown word '%s'%p", word, hint);
  return -1;
}

/* An option of one part (of the document and of the flags, too) does nothing for another. */
static gboolean is_of_use(DgmiRun *run, const char *option, const char *given, const char *of)
{
  const DgmiPlace place = {.file = option, .is_option = TRUE};
  const char *part = run->options.audit.part;
  if (given == NULL || part == NULL || strcmp(part, of) == 0 || strcmp(part, "flags") == 0)
    return TRUE;
  dgmi_failure(run->messages, &place, "--part %s has no use for it; it is for --part %s", part, of);
  return FALSE;
}

/* FALSE with failures; *part is NULL for the document. */
static gboolean read_options(DgmiAudit *audit, const DgmiAuditPart **part)
{
  guint n;
  const DgmiAuditPart *parts = dgmi_audit_parts(&n);
  const DgmiOptions *options = &audit->run->options;
  g_autofree const char **names = g_new(const char *, n);
  const char *kinds[DGMI_N_CORRELATIONS], *effectives[DGMI_N_EFFECTIVES];
  for (guint i = 0; i < n; i++)
    names[i] = parts[i].name;
  for (guint i = 0; i < DGMI_N_CORRELATIONS; i++)
    kinds[i] = dgmi_correlation_kind_name((DgmiCorrelationKind)i);
  for (guint i = 0; i < DGMI_N_EFFECTIVES; i++)
    effectives[i] = dgmi_effective_name((DgmiEffective)i);
  /* A program reads one table: without --part that of the flags. */
  const int at = find_word(audit->run, "--part", options->audit.part, names, n, (int)n - 1);
  const int kind =
      find_word(audit->run, "--kind", options->audit.kind, kinds, DGMI_N_CORRELATIONS, 0);
  const int effective = find_word(audit->run, "--effective", options->audit.effective, effectives,
                                  DGMI_N_EFFECTIVES, 0);
  audit->has_stage = options->shown.stage != NULL;
  if (!dgmi_run_stage(audit->run, DGMI_STAGE_NORMALISED, &audit->stage) || at < 0 || kind < 0 ||
      effective < 0 || !is_of_use(audit->run, "--kind", options->audit.kind, "correlations") ||
      !is_of_use(audit->run, "--effective", options->audit.effective, "importance"))
    return FALSE;
  audit->kind = (DgmiCorrelationKind)kind;
  audit->effective = (DgmiEffective)effective;
  *part = options->audit.part == NULL && audit->for_people ? NULL : &parts[at];
  return TRUE;
}

/* ---- The verb ---- */

static void clear_flag(gpointer data)
{
  DgmiAuditFlag *flag = data;
  dgmi_free_all(flag->node, flag->other, flag->sentence);
}

static DgmiGrid *make_grid(DgmiAudit *audit, const DgmiAuditPart *part)
{
  if (part == NULL)
    return dgmi_audit_document(audit);
  DgmiGrid *grid = dgmi_audit_part(audit, part, TRUE);
  dgmi_grid_set_title(grid, _("%s: %s"), dgmi_index_name(audit->index), _(part->title));
  dgmi_run_note_source(audit->run, audit->index, grid);
  return grid;
}

static void print_audit(DgmiAudit *audit, const DgmiAuditPart *part)
{
  DgmiRun *run = audit->run;
  g_autoptr(DgmiGrid) grid = make_grid(audit, part);
  run->check_failed = run->options.audit.strict && audit->flags->len > 0;
  if (run->check_failed && !run->options.print.quiet)
    dgmi_note(run->messages, NULL,
              audit->flags->len == 1 ? "--strict: %u flag, so the exit code is 3"
                                     : "--strict: %u flags, so the exit code is 3",
              audit->flags->len);
  dgmi_run_print(run, grid);
}

static gboolean make_ranks(DgmiAudit *audit)
{
  g_autoptr(GError) error = NULL;
  if (!audit->has_stage || audit->stage != DGMI_STAGE_RANKS)
    return TRUE;
  audit->ranks = dgmi_result_ranks(dgmi_index_result(audit->index), &error);
  if (audit->ranks == NULL)
    dgmi_messages_add_error(audit->run->messages, NULL, error);
  return audit->ranks != NULL;
}

void dgmi_verb_audit(DgmiRun *run)
{
  DgmiAudit audit = {.run = run, .for_people = dgmi_run_is_for_people(run)};
  const DgmiAuditPart *part = NULL;
  if (!read_options(&audit, &part))
    return;
  audit.flags = g_array_new(FALSE, FALSE, sizeof(DgmiAuditFlag));
  g_array_set_clear_func(audit.flags, clear_flag);
  audit.doubts = g_hash_table_new(g_str_hash, g_str_equal);
  audit.index = dgmi_run_open(run, dgmi_run_argument(run, 0), DGMI_INDEX_RESULT);
  if (audit.index != NULL && make_ranks(&audit))
  {
    audit.n_units = dgmi_dataset_n_units(dgmi_index_dataset(audit.index));
    print_audit(&audit, part);
  }
  g_array_unref(audit.flags);
  g_hash_table_unref(audit.doubts);
  g_free(audit.pair_nodes);
  g_free(audit.all_pairs);
  dgmi_matrix_unref(audit.ranks);
  dgmi_index_unref(audit.index);
}
