/* models.h: the reference models (indicators/definition/model.h) as an opened index meets them. */
#pragma once

#include "index/opened/index.h"
#include "indicators/definition/model.h"

G_BEGIN_DECLS

/* Whether weights are written as those of a model: "model:ID". */
DGMI_EXPORT gboolean dgmi_is_model_weights(const char *weights);

/* The model that a word means: an id, a file, or a name in either language. NULL if it is none (or
 * the file has failures, which are in `messages`). */
DGMI_EXPORT DgmiModel *dgmi_models_find(const DgmiPaths *paths, const char *word,
                                        DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* What models call the index by in [pillars FAMILY]: its family, else its id. */
DGMI_EXPORT const char *dgmi_index_family(const DgmiIndex *index);

/* The shipped models that say something of the index; `revealed`: those whose own unit is in its
 * data. Those of its level come first, then by id. An array of DgmiModel; free with
 * g_ptr_array_unref(). */
DGMI_EXPORT GPtrArray *dgmi_index_models(const DgmiIndex *index, gboolean revealed,
                                         DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* The model's own unit in the index's data, or -1. */
DGMI_EXPORT int dgmi_index_model_unit(const DgmiIndex *index, const DgmiModel *model);

/* Whether the model is of the level (country, province) of the index. */
DGMI_EXPORT gboolean dgmi_index_has_level(const DgmiIndex *index, const DgmiModel *model);

/* The model's name in the index's language, else its id. Free with g_free(). */
DGMI_EXPORT char *dgmi_index_model_name(const DgmiIndex *index,
                                        const DgmiModel *model) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
