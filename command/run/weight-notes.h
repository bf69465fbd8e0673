/* weight-notes.h: where the weights of an index come from, in words below a table or picture. */
#pragma once

#include "index/opened/index.h"
#include "index/tables/grid.h"

/* Whether weights follow from the data, at any node. */
gboolean dgmi_has_derived_weights(const DgmiIndex *index);

/* The method of weights that follow from the data, and the weights themselves where the index is
 * computed; before them what is told of weights from elsewhere. */
void dgmi_note_weights(const DgmiIndex *index, DgmiGrid *grid);

/* What is told of weights from elsewhere; NULL = nothing. Free with g_free(). */
char *dgmi_weight_notes_text(const DgmiIndex *index) G_GNUC_WARN_UNUSED_RESULT;
