/* study-model.h: the weights of a reference model (indicators/definition/model.h) for a study; for
 * study.c, list and show. */
#pragma once

#include "command/run/run.h"
#include "indicators/definition/model.h"

/* Whether weights are written as those of a model: "model:ID". */
gboolean dgmi_is_model_weights(const char *weights);

/* The weights "model:ID" (stated at `place`) as CODE=W,…; "model:ID:revealed", where the ID may be
 * the code of any unit, as "model:UNIT:revealed". study->weights_note gets what has to be told with
 * them: the model's name, rule, source and status. NULL with a failure; free with g_free(). */
char *dgmi_study_model_weights(DgmiStudy *study, const DgmiPaths *paths, const char *weights,
                               const DgmiPlace *place,
                               DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* The model that a word means: an id, a file, or a name in either language. NULL if it is none (or
 * the file has failures, which are in `messages`). */
DgmiModel *dgmi_study_find_model(const DgmiPaths *paths, const char *word,
                                 DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* What models call the study's index by in [pillars FAMILY]: its family, else its id. */
const char *dgmi_study_family(const DgmiStudy *study);

/* The shipped models that say something of the study's index; `revealed`: those whose own unit is
 * in its data. Those of its level come first, then by id. An array of DgmiModel; free with
 * g_ptr_array_unref(). */
GPtrArray *dgmi_study_models(const DgmiStudy *study, const DgmiPaths *paths, gboolean revealed,
                             DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* The model's own unit in the study's data, or -1. */
int dgmi_study_model_unit(const DgmiStudy *study, const DgmiModel *model);

/* Whether the model is of the level (country, province) of the study's index. */
gboolean dgmi_study_has_level(const DgmiStudy *study, const DgmiModel *model);

/* The model's name in the study's language, else its id. Free with g_free(). */
char *dgmi_study_model_name(const DgmiStudy *study,
                            const DgmiModel *model) G_GNUC_WARN_UNUSED_RESULT;

/* Prints a model as `show` does (show-model.c). */
void dgmi_show_model(DgmiRun *run, const DgmiModel *model);
