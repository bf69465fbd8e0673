/* study-weights.h: the weights of a study: reading what they name (tables, models, pairwise
 * comparisons), and telling where they come from. */
#pragma once

#include "command/run/run.h"

/* Weights of [method] and [method NODE] that stand in a file are stated anew as CODE=W,…; what has
 * to be told with them goes to study->weights_note. FALSE with a failure. */
gboolean dgmi_study_read_weights(DgmiStudy *study, const DgmiPaths *paths,
                                 DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* Adds a sentence, which it takes, to study->weights_note. */
void dgmi_study_add_weights_note(DgmiStudy *study, char *sentence);

/* Whether weights follow from the data, at any node. */
gboolean dgmi_study_has_derived_weights(const DgmiStudy *study);

/* Below a table: the method of weights that follow from the data, and the weights themselves where
 * the study is computed. */
void dgmi_study_note_weights(const DgmiStudy *study, DgmiGrid *grid);

/* Takes away what [method] and [method NODE] say of weights, and states it again. */
GArray *dgmi_study_take_weights(DgmiStudy *study) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_study_restore_weights(DgmiStudy *study, GArray *taken);

/* ---- Between study-weights.c and study-ahp.c ---- */

/* The weights that the pairwise comparisons in `file` give, as CODE=W,…; `node`: whose members they
 * have to be, -1 = of any one. NULL with a failure. Free with g_free(). */
char *dgmi_study_read_ahp(DgmiStudy *study, const char *file, int node,
                          DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;
