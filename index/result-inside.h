/* result-inside.h: the inside of a result, shared by result.c and prepare.c alone. */
#pragma once

#include "index/result.h"

/* The rows of one year in every matrix of a result. */
typedef struct
{
  const DgmiDataset *dataset; /* whose units the rows are, in its order */
  guint first;
  guint n;
} DgmiBlock;

struct _DgmiResult
{
  const DgmiRecipe *recipe;
  const DgmiDataset *dataset;
  DgmiInputs inputs;
  DgmiBlock *blocks; /* the year of `dataset`; with over_years the other years' behind it */
  guint n_blocks;
  guint n_rows; /* of all blocks */
  DgmiMatrix *stage[DGMI_N_STAGES];
  DgmiMatrix **before_rescaling; /* by node; NULL where it is not rescaled */
  guint *column_node;
  guint *node_column; /* of nodes in the tree */
  gboolean *dropped;  /* by row */
  gboolean *sparse;   /* by row: too few indicators, dropped or not */
  gboolean *zero_by_rule;
  double *weight;  /* by node */
  GArray *imputed; /* of DgmiImputedCell, in the year of `dataset` */
  GArray *treated; /* of DgmiTreatment, by column of the treated stage; empty where none is */
  GStringChunk *strings;
  GPtrArray *warnings; /* of char * */
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

/* The stages from raw to treated. */
gboolean dgmi_result_prepare(DgmiResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
