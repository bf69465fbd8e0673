/* rankings.h: the units of one index ranked again and again: under scenarios, under models. */
#pragma once

#include "command/run/run.h"

typedef struct
{
  char *name;          /* the column of csv */
  char *heading;       /* the column for people */
  double *rank;        /* by unit of the index; NaN = none */
  double *value;       /* likewise: the score, unless a verb puts something else in its place */
  double *node_weight; /* by node; NULL where the nodes are another index's */
} DgmiRanking;

/* What a ranking is called: the column of csv, and that for people (NULL = the same). */
typedef struct
{
  const char *name, *heading;
} DgmiRankingLabel;

/* A list of DgmiRanking, the first of them the index's own, called "own". Free with
 * g_ptr_array_unref(). */
GPtrArray *dgmi_rankings_new(const DgmiIndex *index) G_GNUC_WARN_UNUSED_RESULT;

/* Adds what `result` says of the index's units: a result of its data, or of other data with the
 * same units. */
void dgmi_rankings_add(GPtrArray *rankings, DgmiRankingLabel label, const DgmiIndex *index,
                       const DgmiResult *result);

/* Computes the index by `recipe` (NULL = its own) and under weights by node (NULL = the recipe's),
 * and adds the ranking. What the methods have to say is a warning, once. FALSE with a failure. */
gboolean dgmi_rankings_compute(GPtrArray *rankings, DgmiRankingLabel label, const DgmiIndex *index,
                               const DgmiRecipe *recipe, const double *weight,
                               DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* Whether `text` is among the messages: what several rankings bring about is said once. */
gboolean dgmi_is_said(DgmiMessages *messages, const char *text);

/* code,name,<ranking>…: the ranks, or the values, of the `n` units of `order`, from the ranking
 * number `first` on. */
DgmiGrid *dgmi_rankings_grid(const GPtrArray *rankings, guint first, DgmiIndex *index,
                             const guint *order, guint n,
                             gboolean values) G_GNUC_WARN_UNUSED_RESULT;

/* <what>,kendall,spearman,mean_shift,max_shift,first: each ranking from number `first` on against
 * the index's own. `what` and its heading: "scenario" or "model". */
DgmiGrid *dgmi_rankings_summary(const DgmiRun *run, const GPtrArray *rankings, guint first,
                                DgmiIndex *index, const char *what,
                                const char *heading) G_GNUC_WARN_UNUSED_RESULT;

/* The ranks of all rankings, for index/questions/scenarios.h. Free with g_free(). */
const double **dgmi_rankings_ranks(const GPtrArray *rankings) G_GNUC_WARN_UNUSED_RESULT;

/* The units with the best rank, as their codes (for programs) or names. Free with g_free(). */
char *dgmi_ranking_first(const DgmiRanking *ranking, DgmiIndex *index,
                         gboolean names) G_GNUC_WARN_UNUSED_RESULT;

/* The names, listed, of all that have the text that number `i` has; NULL where one before `i` has
 * it too: so each distinct text is said once. Free with g_free(). */
char *dgmi_names_with(const GPtrArray *names, const GPtrArray *texts,
                      guint i) G_GNUC_WARN_UNUSED_RESULT;

/* Below a table: the rule, source and status of declared weights, once for all models (DgmiModel)
 * that have them in common. */
void dgmi_note_models(const DgmiIndex *index, const GPtrArray *models, DgmiGrid *grid);

/* The parts whose weights a scenario changes: the members of the index, or of the first aggregate
 * below it that has two members or more. NULL where there is none. */
const DgmiNode *dgmi_index_pillars(const DgmiIndex *index);
