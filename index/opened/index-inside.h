/* index-inside.h: the inside of an opened index, shared by the files of index/opened/ alone. */
#pragma once

#include "index/opened/index.h"

struct _DgmiIndex
{
  gint references;
  DgmiIndex *origin; /* of a copy: owns what is shared with it; NULL = this one owns all */
  DgmiDefinition *definition;
  DgmiFramework *framework;
  DgmiDataset *dataset;
  DgmiRecipe *recipe;     /* always its own */
  DgmiResult *result;     /* always its own; NULL = not computed */
  GPtrArray *other_years; /* of DgmiDataset, where a method needs them; NULL = none */
  GPtrArray *proxies;     /* of DgmiProxies, one for each impute=file:F */
  DgmiUnits *units;       /* NULL until a name is asked that the dataset does not give */
  guint64 seed;
  const char *language; /* "en", "zh" */
  DgmiTranslate translate;
  DgmiPaths paths;         /* interned strings */
  const char *own_data;    /* the table given in place of the index's own, interned; NULL = none */
  GPtrArray *weight_notes; /* of char * */
  GString *changes;        /* " --weights OSI=2" */
};

/* ---- data.c ---- */

/* Sets index->dataset, and other_years where they are needed. FALSE with failures. */
gboolean dgmi_index_read_data(DgmiIndex *index, const DgmiIndexRequest *request, const char *file,
                              DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* ---- index.c ---- */

/* Sets a value in the dataset itself, which nobody else may have yet. */
gboolean dgmi_index_put_value(DgmiIndex *index, const DgmiWhatIf *what,
                              DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* ---- proxies-read.c ---- */

/* Reads the tables of impute=file:F, and those that the request names. FALSE with failures. */
gboolean dgmi_index_read_proxies(DgmiIndex *index, const DgmiIndexRequest *request,
                                 DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* ---- weights.c, weights-ahp.c, models.c ---- */

/* Weights that [method] and [method NODE] name but do not state: those of tables, pairwise
 * comparisons and models, as numbers. An array of DgmiStatedWeights, NULL with a failure; what has
 * to be told with them goes to index->weight_notes. */
GArray *dgmi_index_read_weights(DgmiIndex *index, DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* The weights that pairwise comparisons in `file` give, into stated->weight; stated->node: whose
 * members they have to be, -1 = of any one. FALSE with a failure. */
gboolean dgmi_index_read_ahp(DgmiIndex *index, const char *file, DgmiStatedWeights *stated,
                             DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* The weights "model:ID" (stated at stated->place) into stated->weight; those of
 * "model:ID:revealed" are a method, and stated->weight is freed and NULL. FALSE with a failure. */
gboolean dgmi_index_read_model(DgmiIndex *index, const char *weights, DgmiStatedWeights *stated,
                               DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* Adds a sentence, which it takes. */
void dgmi_index_note_weights(DgmiIndex *index, char *sentence);
