/* index.h: an index opened: its definition, framework, recipe, data and result, ready for every
 * analysis, table and picture.
 *
 * Order of calls: open, then ask. What an index says of itself is constant
 * until one of the dgmi_index_set_…() functions changes it; they are for a copy of one's own
 * (dgmi_index_copy(), which shares all that it does not change), and dgmi_index_compute() computes
 * what they made of it.
 *
 * Ownership: counted references, atomic; whatever an index returns belongs to it unless a function
 * says otherwise. Threads: several indices, copies of one among them, may be open on several
 * threads; one of them is used by one thread at a time, since names are looked up when they are
 * first asked for. */
#pragma once

#include "datasets/csv/csv.h"
#include "datasets/units/units.h"
#include "index/compute/result.h"
#include "indicators/base/language.h"
#include "indicators/base/paths.h"

G_BEGIN_DECLS

typedef struct _DgmiIndex DgmiIndex;

/* Units whose `column` says `value`: a column of the data, else one of the shipped tables of
 * countries and provinces (region, ldc, …). Letter case does not count; "" = says nothing. */
typedef struct
{
  const char *column;
  const char *value;
  DgmiPlace place; /* for messages; zeros = none */
} DgmiCondition;

/* What if a unit had this value: unit and indicator by code or name. */
typedef struct
{
  const char *unit;
  const char *indicator;
  double value; /* on the indicator's raw scale */
} DgmiWhatIf;

/* A key of [method], or with `node` of [method NODE], stated anew in the words of an index file.
 * Stated for the whole index it outweighs what the definition says of single nodes: `normalise` of
 * the indicators (an aggregate's is its rescaling), `impute` and `treat` of all, the others of the
 * aggregates. */
typedef struct
{
  const char *node; /* NULL = the whole index */
  const char *key;
  const char *value;
  DgmiPlace place;
  gboolean is_asked_for; /* the question, no change of the index: dgmi_index_changes() has it not */
} DgmiSetting;

/* What to open. Zeros are the defaults; strings and arrays are read while it is opened, and
 * copied where they are kept. */
typedef struct
{
  const char *index; /* id, family or path of an index file; NULL: data and indicators make one */
  const char *data;  /* data table in place of the index's own; "-" = standard input */
  const char *indicators; /* framework table in place of the index's own */
  int year;             /* edition of a family, year of a table; 0 = the newest, the index's own */
  const char *language; /* of names and sentences: "en" (NULL), "zh" */
  DgmiTranslate translate;    /* until the catalogue is the library's */
  DgmiPaths paths;            /* the shipped tables; zeros = those installed with the library */
  DgmiCsvOptions csv;         /* how the data tables are written; zeros = found by itself */
  const char *missing;        /* words for a missing value, by commas; NULL = NA, n/a, .., … */
  const char *add;            /* table of own units beside the data's */
  const char *join;           /* table of own columns for the data's units */
  const DgmiCondition *where; /* all of them hold for a unit that is computed */
  guint n_where;
  const DgmiWhatIf *set;
  guint n_set;
  const DgmiSetting *settings; /* in the order they are stated */
  guint n_settings;
  guint64 seed; /* of what methods draw; 0 = 1 */
  /* Columns of the data to be read beside those that index and methods name, where the data have
   * them: as texts, as numbers, as groups (looked up in the shipped tables too). NULL-terminated;
   * NULL = none. */
  const char *const *texts;
  const char *const *numbers;
  const char *const *groups;
  const char *const *proxies; /* tables for impute=file:NAME that no method of the index names */
  gboolean other_years;       /* read the other years of the table, whether a method asks or not */
  gpointer reserved[8];       /* zeros */
} DgmiIndexRequest;

/* How far to go. */
typedef enum
{
  DGMI_INDEX_DEFINITION, /* definition, framework and recipe */
  DGMI_INDEX_DATA,       /* and the data */
  DGMI_INDEX_RESULT      /* and the computation */
} DgmiIndexDepth;

/* Opens an index. NULL with failures in `messages`; warnings and notes may be there in any case.
 * Cost: reading the data table, then a few passes over units × nodes. */
DGMI_EXPORT DgmiIndex *dgmi_index_open(const DgmiIndexRequest *request, DgmiIndexDepth depth,
                                       DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* An index of a dataset and a framework made by the caller, who keeps their own references; method
 * and weights are the defaults (minmax, arithmetic, the framework's weights) until set. Computed.
 * `name` is what it is called. NULL with failures. */
DGMI_EXPORT DgmiIndex *dgmi_index_from_data(const char *name, DgmiFramework *framework,
                                            DgmiDataset *dataset,
                                            DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

DGMI_EXPORT DgmiIndex *dgmi_index_ref(DgmiIndex *index);
DGMI_EXPORT void dgmi_index_unref(DgmiIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiIndex, dgmi_index_unref)

/* ---- What it is made of; NULL where it was not opened so far ---- */

DGMI_EXPORT const DgmiDefinition *dgmi_index_definition(const DgmiIndex *index);
DGMI_EXPORT DgmiFramework *dgmi_index_framework(const DgmiIndex *index);
DGMI_EXPORT const DgmiRecipe *dgmi_index_recipe(const DgmiIndex *index);
DGMI_EXPORT DgmiDataset *dgmi_index_dataset(const DgmiIndex *index);
DGMI_EXPORT const DgmiResult *dgmi_index_result(const DgmiIndex *index);
DGMI_EXPORT const char *dgmi_index_language(const DgmiIndex *index); /* "en" or "zh" */
DGMI_EXPORT const DgmiPaths *dgmi_index_paths(const DgmiIndex *index);

/* The data table that was given in place of the index's own; NULL where none was. */
DGMI_EXPORT const char *dgmi_index_own_data(const DgmiIndex *index);

/* What a computation of the index uses beside recipe and data. */
DGMI_EXPORT DgmiInputs dgmi_index_inputs(const DgmiIndex *index);

/* What is told with weights that come from a table, comparisons or a model: an array of char *, in
 * the index's language; it may be empty. */
DGMI_EXPORT const GPtrArray *dgmi_index_weight_notes(const DgmiIndex *index);

/* What differs from the index as published, as the command takes it: " --weights OSI=2 --digits 3";
 * "" where nothing does. Free with g_free(). */
DGMI_EXPORT char *dgmi_index_changes(const DgmiIndex *index) G_GNUC_WARN_UNUSED_RESULT;

/* ---- Other weights, methods, values: on a copy ---- */

DGMI_EXPORT DgmiIndex *dgmi_index_copy(const DgmiIndex *index) G_GNUC_WARN_UNUSED_RESULT;

/* The weight of a node (code or name) relative to its parent's other members; >= 0. */
DGMI_EXPORT gboolean dgmi_index_set_weight(DgmiIndex *index, const char *node, double weight,
                                           DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* A method by its kind and name with arguments ("minmax:0,100"), of all nodes it is for (NULL) or
 * of one. */
DGMI_EXPORT gboolean dgmi_index_set_method(DgmiIndex *index, const char *node, DgmiMethodKind kind,
                                           const char *method,
                                           DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* What if: the value of an indicator for a unit, both by code or name; NaN = missing. */
DGMI_EXPORT gboolean dgmi_index_set_value(DgmiIndex *index, const DgmiWhatIf *what,
                                          DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* Computes the index anew, after one of the above. What the methods have to say is a warning. */
DGMI_EXPORT gboolean dgmi_index_compute(DgmiIndex *index,
                                        DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* The recipe with other weights, written as [method] weights= takes them (a method, CODE=W,…, a
 * table, ahp:FILE, model:ID); the index stays as it is. NULL with failures; free with
 * dgmi_recipe_unref(). */
DGMI_EXPORT DgmiRecipe *dgmi_index_reweigh(DgmiIndex *index, const char *weights,
                                           DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* The index's data computed by `recipe`, and under weights by node in place of its own where
 * `weight` is not NULL. NULL with an error. */
DGMI_EXPORT DgmiResult *dgmi_index_recompute(const DgmiIndex *index, const DgmiRecipe *recipe,
                                             const double *weight,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- Words ---- */

/* A text of the catalogue in the index's language; a sentence, to be freed with g_free(). */
DGMI_EXPORT const char *dgmi_index_word(const DgmiIndex *index, const char *text);
DGMI_EXPORT char *dgmi_index_say(const DgmiIndex *index, const char *format, ...)
    G_GNUC_PRINTF(2, 3) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT DgmiTranslate dgmi_index_translate(const DgmiIndex *index);

/* Names in the index's language. */
DGMI_EXPORT const char *dgmi_index_unit_name(DgmiIndex *index, guint unit);
DGMI_EXPORT const char *dgmi_index_node_name(const DgmiIndex *index, guint node);
DGMI_EXPORT const char *dgmi_index_name(const DgmiIndex *index);
DGMI_EXPORT const char *dgmi_index_class_name(const DgmiIndex *index, int number);

/* The unit or node that a user's word means: its code, or its name in either language. -1 with a
 * failure that suggests one. */
DGMI_EXPORT int dgmi_index_find_unit(DgmiIndex *index, const char *word, DgmiMessages *messages);
DGMI_EXPORT int dgmi_index_find_node(const DgmiIndex *index, const char *word,
                                     DgmiMessages *messages);

/* The units that `words` (NULL-terminated) mean: n_units flags. NULL with failures, one for each
 * word that means none. Free with g_free(). */
DGMI_EXPORT gboolean *dgmi_index_find_units(DgmiIndex *index, const char *const *words,
                                            DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* What a column says of each unit, as text: the data's, else that of the shipped tables of
 * countries and provinces. n_units strings, NULL = nothing; NULL with a failure (at `place`) where
 * no table has the column. Free with g_ptr_array_unref(). */
DGMI_EXPORT GPtrArray *dgmi_index_attribute(const DgmiIndex *index, const char *column,
                                            const DgmiPlace *place,
                                            DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* Decimals that people read of a node's scores: the recipe's digits, else 4. */
DGMI_EXPORT int dgmi_index_decimals(const DgmiIndex *index);

/* The data table's column of the units' Chinese names, where it has one. */
#define DGMI_CHINESE_NAMES "uName_zh"

G_END_DECLS
