/* stages.h: the inside of a result, for what computes, splits or changes one in index/. */
#pragma once

#include "index/compute/result.h"

/* The rows of one year in every matrix of a result. */
typedef struct
{
  const DgmiDataset *dataset; /* whose units the rows are, in its order */
  guint first;
  guint n;
} DgmiBlock;

struct _DgmiResult
{
  DgmiRecipe *recipe;   /* a reference, like … */
  DgmiDataset *dataset; /* … that, and those of the inputs */
  DgmiInputs inputs;    /* copied, with their arrays */
  DgmiBlock *blocks;    /* the year of `dataset`; with over_years the other years' behind it */
  guint n_blocks;
  guint n_rows; /* of all blocks */
  DgmiMatrix *stage[DGMI_STAGE_RANKS];
  DgmiMatrix **before_rescaling; /* by node; NULL where it is not rescaled */
  guint *column_node;
  guint *node_column; /* of nodes in the tree */
  gboolean *dropped;  /* by row */
  gboolean *sparse;   /* by row: too few indicators, dropped or not */
  gboolean *zero_by_rule;
  double *weight;           /* by node */
  DgmiMatrix **unit_weight; /* by node: units × members; NULL where weights are the same for all */
  gboolean *is_weighed;     /* by node */
  guint n_weighed;          /* nodes whose weights follow from values */
  GError *weigh_fault;      /* why the first node that ought to be is not */
  GArray *imputed;          /* of DgmiImputedCell, in the year of `dataset` */
  GArray *treated; /* of DgmiTreatment, by column of the treated stage; empty where none is */
  GStringChunk *strings;
  GPtrArray *warnings; /* of DgmiSentence * */
  double *index;       /* the root's score after rules, not rounded */
  double *score;
  double *rank;
  int *class;
};

/* A matrix of the result's rows; NULL with an error where memory does not suffice. */
DgmiMatrix *dgmi_result_new_matrix(const DgmiResult *result, guint n_columns,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

DgmiMatrix *dgmi_result_copy_matrix(const DgmiResult *result, const DgmiMatrix *matrix,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The members of a node in the rows of one year. */
void dgmi_result_block_members(const DgmiResult *result, guint node, const DgmiBlock *block,
                               DgmiMembersOwned *own);

/* Finds the weights of a node's members where the recipe says that they follow from their values;
 * those are aggregated already. *is_aggregated: so is the node itself. */
gboolean dgmi_result_weigh(DgmiResult *result, guint node, gboolean *is_aggregated,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE with an error where that was possible for no node at all. */
gboolean dgmi_result_is_weighed(DgmiResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A result without any stage. */
DgmiResult *dgmi_result_new(const DgmiRecipe *recipe, const DgmiDataset *dataset,
                            const DgmiInputs *inputs) G_GNUC_WARN_UNUSED_RESULT;

/* The stages from raw to treated; the treated from the imputed one. */
gboolean dgmi_result_prepare(DgmiResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean dgmi_result_treat(DgmiResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Fills the gaps of the screened stage by the recipe. `history`: the denominated values of every
 * year, units × indicators, that of the result first; NULL = no method over years. */
gboolean dgmi_result_impute(DgmiResult *result, DgmiMatrix *const *history,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The stages after it, each from the one before; and the index after rules, not yet rounded. */
gboolean dgmi_result_normalise(DgmiResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean dgmi_result_aggregate(DgmiResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_result_apply_rules(DgmiResult *result);

/* Computes an index again up to dgmi_result_index(), with other weights (by node) and by a recipe
 * that may differ from its own in the aggregations; from other imputed values, or, with NULL, from
 * the normalised ones. `of` must outlive it. There are no scores, ranks and classes. */
DgmiResult *dgmi_result_again(const DgmiResult *of, const DgmiRecipe *recipe, const double *weight,
                              DgmiMatrix *imputed, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Gives the units NaN that the publisher scores without ranking them. */
void dgmi_result_leave_unranked(const DgmiResult *result, double *score);
