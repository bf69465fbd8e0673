/* verbs.h: the verbs: one row each in verbs.c, one file each (verb-NAME.c).
 *
 * The table feeds the dispatch, `dgmi --help` and the man page. */
#pragma once

#include "command/run/run.h"

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
