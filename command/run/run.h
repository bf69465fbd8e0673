/* run.h: the verbs: one row each in verbs.c, one file each (verb-NAME.c).
 *
 * The table feeds the dispatch, `dgmi --help` and the man page. */
#pragma once

#include "command/run/grid.h"
#include "command/study/grouping.h"
#include "command/study/study.h"

/* One run of the program. */
typedef struct
{
  DgmiOptions options;
  DgmiMessages *messages; /* printed to standard error when the verb has returned */
  gboolean check_failed;  /* exit code 3 */
  int interrupted;        /* the signal that ended the work early, 0 = none: ends the program too */
  gboolean silent;        /* another process of the same run says it */
} DgmiRun;

/* Does the work; failures go to run->messages. */
typedef void (*DgmiVerbFunc)(DgmiRun *run);

typedef struct
{
  const char *name;
  const char *arguments; /* as shown in help */
  const char *summary;   /* one line */
  const char *help;      /* more lines for dgmi VERB --help; NULL = none */
  guint takes;           /* DgmiTakes */
  guint min_arguments, max_arguments;
  DgmiVerbFunc run;
} DgmiVerb;

const DgmiVerb *dgmi_verb_table(guint *n);
const DgmiVerb *dgmi_verb_find(const char *name); /* NULL = none */

void dgmi_verb_list(DgmiRun *run);
void dgmi_verb_show(DgmiRun *run);
void dgmi_verb_data(DgmiRun *run);
void dgmi_verb_check(DgmiRun *run);
void dgmi_verb_rank(DgmiRun *run);
void dgmi_verb_explain(DgmiRun *run);
void dgmi_verb_reconcile(DgmiRun *run);
void dgmi_verb_chart(DgmiRun *run);
void dgmi_verb_compare(DgmiRun *run);
void dgmi_verb_history(DgmiRun *run);
void dgmi_verb_across(DgmiRun *run);
void dgmi_verb_change(DgmiRun *run);
void dgmi_verb_target(DgmiRun *run);
void dgmi_verb_weights(DgmiRun *run);
void dgmi_verb_uncertainty(DgmiRun *run);
void dgmi_verb_scenarios(DgmiRun *run);
void dgmi_verb_models(DgmiRun *run);
void dgmi_verb_audit(DgmiRun *run);
void dgmi_verb_cite(DgmiRun *run);
void dgmi_verb_convert(DgmiRun *run);
void dgmi_verb_template(DgmiRun *run);

/* `weights --derive METHOD`. */
void dgmi_weights_derive(DgmiRun *run);

/* ---- What verbs share ---- */

/* The argument `i`, or NULL. INDEX may be left out where --data and --indicators are given: then
 * the arguments after it move up, and `i` = 0 gives NULL. */
const char *dgmi_run_argument(const DgmiRun *run, guint i);

/* The arguments from number `i` on, NULL-terminated; they belong to the run. */
char **dgmi_run_arguments_from(const DgmiRun *run, guint i);

/* Whether what is printed is for people (with titles, notes, further tables), not for programs
 * (csv, tsv, json); and whether it is a plain table. */
gboolean dgmi_run_is_for_people(const DgmiRun *run);
gboolean dgmi_run_is_table(const DgmiRun *run);

/* A word or sentence of the lower layers (a verdict, a step, NULL) in the language of --lang for
 * people, as it is for programs. */
const char *dgmi_run_word(const DgmiRun *run, const char *word);

/* The stage of --stage, `otherwise` without it. FALSE with a failure for an unknown word. */
gboolean dgmi_run_stage(DgmiRun *run, DgmiStage otherwise,
                        DgmiStage *stage) G_GNUC_WARN_UNUSED_RESULT;

/* Prints the grid as the options ask. */
void dgmi_run_print(DgmiRun *run, const DgmiGrid *grid);
void dgmi_run_print_text(DgmiRun *run, const char *text);

/* " --weights OSI=2 --digits 3": the options that differ from the index's own; "" without one. Free
 * with g_free(). */
char *dgmi_run_method_text(const DgmiRun *run) G_GNUC_WARN_UNUSED_RESULT;

/* The ranking as the verb `rank` prints it: the `n` units of `order`; `grouping` may be NULL. */
DgmiGrid *dgmi_rank_grid(DgmiStudy *study, const DgmiGrouping *grouping, const guint *order,
                         guint n) G_GNUC_WARN_UNUSED_RESULT;

/* Why the index does not split into contributions; NULL where it does. Free with g_free(). */
char *dgmi_study_not_additive(const DgmiStudy *study) G_GNUC_WARN_UNUSED_RESULT;

/* Below a table: options that differ from the index's own, source, status, the index's note. */
void dgmi_run_note_source(const DgmiRun *run, const DgmiStudy *study, DgmiGrid *grid);

/* Decimals that people read of a node's scores: the recipe's digits, else 4. */
int dgmi_run_decimals(const DgmiStudy *study);

/* A column of `name` with a heading in the study's language. */
guint dgmi_grid_add_text(DgmiGrid *grid, const char *name, const char *heading);
guint dgmi_grid_add_numbers(DgmiGrid *grid, const char *name, const char *heading, int decimals);
guint dgmi_grid_add_integers(DgmiGrid *grid, const char *name, const char *heading);
