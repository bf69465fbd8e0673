/* study-model.h: the weights of a reference model (indicators/model.h) for a study; for study.c,
 * list and show. */
#pragma once

#include "command/verb.h"
#include "indicators/model.h"

/* Whether weights are written as those of a model: "model:ID". */
gboolean dgmi_is_model_weights(const char *weights);

/* Replaces the weights "model:ID" (stated at `place`) by CODE=W,…, and sets study->weights_note to
 * what has to be told with them: the model's name, rule, source and status. FALSE with a
 * failure. */
gboolean dgmi_study_use_model(DgmiStudy *study, const DgmiPaths *paths, const char *weights,
                              const DgmiPlace *place,
                              DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* The model that a word means: an id, a file, or a name in either language. NULL if it is none (or
 * the file has failures, which are in `messages`). */
DgmiModel *dgmi_study_find_model(const DgmiPaths *paths, const char *word,
                                 DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* Prints a model as `show` does (show-model.c). */
void dgmi_show_model(DgmiRun *run, const DgmiModel *model);
