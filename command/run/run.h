/* run.h: one run of the program: its options, what it has to say, and what every verb does with
 * them. */
#pragma once

#include "command/run/open.h"
#include "command/run/options.h"
#include "index/opened/panel.h"
#include "index/tables/grid.h"

/* One run of the program. */
typedef struct
{
  DgmiOptions options;
  DgmiMessages *messages; /* printed to standard error when the verb has returned */
  gboolean check_failed;  /* exit code 3 */
  int interrupted;        /* the signal that ended the work early, 0 = none: ends the program too */
  gboolean silent;        /* another process of the same run says it */
} DgmiRun;

/* ---- What verbs share ---- */

/* The shipped tables: DGMI_DATA (environment), the build tree's, or the installed ones. */
DgmiPaths dgmi_run_paths(void);

/* Opens `index` (NULL where --data and --indicators make one) as the options ask. NULL with
 * failures in run->messages. */
DgmiIndex *dgmi_run_open(DgmiRun *run, const char *index,
                         DgmiIndexDepth depth) G_GNUC_WARN_UNUSED_RESULT;

/* The units to show by --units and --top, in the order of `order` (n of them, changed in place).
 * FALSE with a failure. */
gboolean dgmi_run_choose_units(DgmiRun *run, DgmiIndex *index, guint *order,
                               guint *n) G_GNUC_WARN_UNUSED_RESULT;

/* The same of several indices side by side, with the units that `words` (NULL = none) name: NULL
 * with failures; *n gets their number. Free with g_free(). */
guint *dgmi_run_choose_of_panel(DgmiRun *run, DgmiPanel *panel, char **words,
                                guint *n) G_GNUC_WARN_UNUSED_RESULT;

/* The words of --units, and of `more` before them (NULL = none): NULL-terminated; NULL where there
 * are none. Free with g_strfreev(). */
char **dgmi_run_unit_words(const DgmiRun *run, char **more) G_GNUC_WARN_UNUSED_RESULT;

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
/* The same of a sentence, NULL as ""; free with g_free(). */
char *dgmi_run_say(const DgmiRun *run, const DgmiSentence *sentence);

/* The stage of --stage, `otherwise` without it. FALSE with a failure for an unknown word. */
gboolean dgmi_run_stage(DgmiRun *run, DgmiStage otherwise,
                        DgmiStage *stage) G_GNUC_WARN_UNUSED_RESULT;

/* Prints the grid as the options ask. */
void dgmi_run_print(DgmiRun *run, const DgmiGrid *grid);
void dgmi_run_print_text(DgmiRun *run, const char *text);

/* Below a table: options that differ from the index's own, source, status, the index's note. */
void dgmi_run_note_source(const DgmiRun *run, const DgmiIndex *index, DgmiGrid *grid);
