/* uncertainty-inside.h: the inside of a plan and of its counts; for uncertainty-*.c alone. */
#pragma once

#include "index/kernels/counts.h"
#include "index/kernels/draw-kernel.h"
#include "index/uncertainty/uncertainty.h"

G_STATIC_ASSERT(BLOCK == DGMI_UNCERTAINTY_BLOCK);

/* The prepared and normalised data under one choice of imputation, treatment and normalisation. */
typedef struct
{
  DgmiRecipe *recipe;  /* with these methods; aggregations as in the plan's recipe */
  DgmiResult *result;  /* computed by it; NULL = not kept: computed when it is needed */
  DgmiPacked **packed; /* by aggregation; NULL where the draws are computed one by one */
  guint n_zero, *zero; /* the units whose index a rule sets to 0 */
} DgmiCell;

/* One choice of aggregations. */
typedef struct
{
  DgmiMethod *method; /* by node */
  DgmiShape *shape;   /* NULL where draws are computed one by one */
} DgmiAggregation;

/* The error of an indicator: normal, with this standard deviation by unit. */
typedef struct
{
  guint input;
  guint column;
  double *sd; /* n_units of all rows; 0 where missing */
} DgmiNoise;

struct _DgmiUncertaintyPlan
{
  const DgmiRecipe *recipe;
  const DgmiDataset *dataset;
  DgmiInputs inputs;
  GPtrArray *sources;
  DgmiResult *nominal;
  double *nominal_rank;
  double *nominal_weight; /* by slot, shares within the parent */
  guint n_units;
  guint8 *skip; /* units that the publisher leaves unranked */
  DgmiTree tree;
  guint *choices; /* by input: how many alternatives; 1 of weights and errors */
  guint n_cells;
  DgmiCell *cell;
  guint n_aggregations;
  DgmiAggregation *aggregation;
  int weights;   /* the input, −1 = none */
  int drop;      /* likewise */
  GArray *noise; /* of DgmiNoise; empty = none */
  const DgmiKernel *kernel;
};

/* ---- Building ---- */

void dgmi_tree_build(DgmiTree *tree, const DgmiRecipe *recipe);
void dgmi_tree_clear(DgmiTree *tree);

/* NULL where an aggregation is no arithmetic or geometric mean, or an aggregate is rescaled or
 * rounded. */
DgmiShape *dgmi_shape_new(const DgmiTree *tree, const DgmiRecipe *recipe,
                          const DgmiMethod *aggregate) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_shape_free(DgmiShape *shape);

/* `normalised`: its first n_units rows are taken. */
DgmiPacked *dgmi_packed_new(const DgmiShape *shape, const DgmiMatrix *normalised,
                            guint n_units) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_packed_free(DgmiPacked *packed);

/* A scratch for the plan; NULL with an error where memory does not suffice. */
DgmiScratch *dgmi_scratch_new(const DgmiUncertaintyPlan *plan,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_scratch_free(DgmiScratch *scratch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiScratch, dgmi_scratch_free)

/* The cell's data: computed into the cell, unless that is kept already. */
gboolean dgmi_cell_fill(const DgmiUncertaintyPlan *plan, DgmiCell *cell, GError **error);
void dgmi_cell_empty(const DgmiUncertaintyPlan *plan, DgmiCell *cell);

/* Gives a recipe the aggregations. */
void dgmi_plan_aggregate(const DgmiUncertaintyPlan *plan, guint aggregation, DgmiRecipe *recipe);

/* A copy of the cell's recipe with the aggregations. */
DgmiRecipe *dgmi_plan_recipe(const DgmiUncertaintyPlan *plan, guint cell,
                             guint aggregation) G_GNUC_WARN_UNUSED_RESULT;

/* ---- A block ---- */

/* The matrices of a Saltelli design; those of the draws are A's. */
typedef enum
{
  DGMI_MATRIX_A,
  DGMI_MATRIX_B
} DgmiDesignMatrix;

/* One block to compute and where its draws go: row `unit` of rank[] and score[] has `stride`
 * entries, of which those from the pointer on are the block's BLOCK draws. */
typedef struct
{
  guint64 seed;
  guint block;
  DgmiDesignMatrix matrix; /* of all inputs … */
  int other;               /* … but this one, which has the other matrix; −1 = none */
  gsize stride;
  guint16 *rank;    /* 0 = none */
  double *score;    /* NaN = none; NULL = not wanted */
  double *share;    /* BLOCK rows of n_slots: weights relative to their parents'; NULL = likewise */
  const gint *stop; /* NULL = none */
} DgmiBlockJob;

/* Pure but for what the job points at. FALSE with an error, or without one where it was stopped. */
gboolean dgmi_uncertainty_block(const DgmiUncertaintyPlan *plan, const DgmiBlockJob *job,
                                DgmiScratch *scratch, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What the draws of a block are. */
typedef struct
{
  double *weight;      /* n_slots rows of BLOCK */
  guint16 cell[BLOCK]; /* of each draw */
  guint16 aggregation[BLOCK];
  guint16 dropped[BLOCK]; /* 0 = none, else the indicator + 1 */
} DgmiDraws;

/* `weight` has room for n_slots rows. */
void dgmi_draws_make(const DgmiUncertaintyPlan *plan, const DgmiBlockJob *job, DgmiDraws *draws);

/* The imputed matrix of a cell with the errors of one draw added; NULL = memory. */
DgmiMatrix *dgmi_draws_noise(const DgmiUncertaintyPlan *plan, const DgmiBlockJob *job,
                             const DgmiMatrix *imputed, guint draw) G_GNUC_WARN_UNUSED_RESULT;

/* Whether bounds can be sampled: FALSE where (nearly) no weights of n members are within. */
gboolean dgmi_draws_can_bound(const DgmiKernel *kernel, double low, double high, guint n);

/* ---- The counts ---- */

struct _DgmiUncertainty
{
  const DgmiUncertaintyPlan *plan;
  guint64 seed;
  gboolean partial;
  guint n_units;
  guint32 *counts; /* the tables of 32 bits, one after the other: */
  gsize n_counts;
  guint32 *ranks; /* n_units × n_units: rank − 1 */
  guint32 *bins;  /* n_units × DGMI_SCORE_BINS; NULL = not counted */
  guint32 *pairs; /* n_units × n_units: draws in which a is ahead of b; NULL = likewise */
  gint64 *sums;   /* those of 64 bits: */
  gsize n_sums;
  gint64 *draws;       /* 1 */
  gint64 *scores;      /* n_units × DGMI_SCORE_SUMS; NULL = not counted */
  gint64 *central;     /* n_units × n_slots: Σ share × 2^31; NULL = likewise */
  double *low, *width; /* by unit: of the histogram's range */
  GArray *convergence;
};
