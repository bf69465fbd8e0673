/* result.h: an index computed: every step's matrix, every node's score, ranks and classes.
 *
 * dgmi_compute() runs denominate, screen, impute, treat, normalise, aggregate and rank over a
 * dataset; what it returns is constant. Matrices are units × columns in the dataset's order of
 * units (other years' rows may follow, see DgmiInputs); a unit that screening drops keeps its
 * place, with every value missing from there on. */
#pragma once

#include "index/compute/recipe.h"
#include "index/methods/proxies.h"
#include "index/numbers/matrix.h"
#include "index/numbers/moments.h"
#include "indicators/base/export.h"

G_BEGIN_DECLS

typedef enum
{
  DGMI_STAGE_RAW,         /* columns: indicators */
  DGMI_STAGE_DENOMINATED, /* indicators */
  DGMI_STAGE_SCREENED,    /* indicators */
  DGMI_STAGE_IMPUTED,     /* indicators */
  DGMI_STAGE_TREATED,     /* indicators */
  DGMI_STAGE_NORMALISED,  /* indicators */
  DGMI_STAGE_AGGREGATED,  /* normalised indicators, then every aggregate, framework order */
  DGMI_STAGE_RANKS,       /* the ranks of each column of aggregated: dgmi_result_ranks() */
  DGMI_N_STAGES
} DgmiStage;

/* "raw", "denominated", … */
DGMI_EXPORT const char *dgmi_stage_name(DgmiStage stage);

typedef struct _DgmiResult DgmiResult;

/* What a computation uses beside recipe and dataset. */
typedef struct
{
  /* The other years of the same table, each a dataset of its own, in any order. For methods over
   * years; with dgmi_recipe_settings(recipe)->over_years their units are treated and normalised
   * together with the dataset's, and their rows follow its rows in every matrix from the raw to the
   * aggregated. */
  const DgmiDataset *const *other_years;
  guint n_other_years;
  const DgmiProxies *const *proxies; /* for impute=file:NAME */
  guint n_proxies;
  guint64 seed; /* of what is drawn; 0 = 1 */
  /* By node, in place of the recipe's and of those that would follow from the values; a member of
   * weight 0 is left out. */
  const double *weight;
  gpointer reserved[4];
} DgmiInputs;

/* What was done to an indicator. */
typedef struct
{
  guint node;
  const DgmiMethod *method;
  DgmiSentence *said;        /* "2 points at the top set to 7" */
  guint n_changed;           /* values that differ from those before */
  DgmiMoments before, after; /* of the column */
} DgmiTreatment;

/* Computes. The result refers to what it stands on, `recipe`, `dataset` and the inputs' years and
 * proxies, which its caller may let go of. Error: a method's requirement is not
 * met by the data (message names column, units, ways out). Cost: a few passes over units × nodes.
 */
DGMI_EXPORT DgmiResult *dgmi_compute(const DgmiRecipe *recipe, const DgmiDataset *dataset,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same with inputs, which are copied; NULL = none. */
DGMI_EXPORT DgmiResult *dgmi_compute_with(const DgmiRecipe *recipe, const DgmiDataset *dataset,
                                          const DgmiInputs *inputs,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT void dgmi_result_free(DgmiResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiResult, dgmi_result_free)

DGMI_EXPORT const DgmiRecipe *dgmi_result_recipe(const DgmiResult *result);
DGMI_EXPORT const DgmiDataset *dgmi_result_dataset(const DgmiResult *result);

/* What the methods had to say of the data, in the order of the computation: sentences that name
 * column or node. An array of DgmiSentence *. */
DGMI_EXPORT const GPtrArray *dgmi_result_warnings(const DgmiResult *result);

/* The cells that were filled, by column, then unit; and one of them, NULL = not filled. */
DGMI_EXPORT const GArray *dgmi_result_imputed(const DgmiResult *result); /* of DgmiImputedCell */
DGMI_EXPORT const DgmiImputedCell *dgmi_result_imputed_cell(const DgmiResult *result, guint node,
                                                            guint unit);

/* The indicators with a method of treatment, framework order; and one's, NULL = none. */
DGMI_EXPORT const GArray *dgmi_result_treated(const DgmiResult *result); /* of DgmiTreatment */
DGMI_EXPORT const DgmiTreatment *dgmi_result_treatment(const DgmiResult *result, guint node);

/* Any stage but the ranks. */
DGMI_EXPORT const DgmiMatrix *dgmi_result_stage(const DgmiResult *result, DgmiStage stage);
/* The ranks: dgmi_result_node_ranks() of each column. NULL with an error where memory does not
 * suffice. Cost: a sort a column. */
DGMI_EXPORT DgmiMatrix *dgmi_result_ranks(const DgmiResult *result,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The units ranked by a node's scores as they are, by the index as dgmi_result_rank():
 * ranks[n_units], NaN = none. */
DGMI_EXPORT void dgmi_result_node_ranks(const DgmiResult *result, guint node, double *ranks);
/* The node of a stage's column, and the column of a node in DGMI_STAGE_AGGREGATED. */
DGMI_EXPORT guint dgmi_result_column_node(const DgmiResult *result, guint column);
DGMI_EXPORT guint dgmi_result_node_column(const DgmiResult *result, guint node);

/* A node's score for every unit, as aggregated (not rounded but by round_levels). */
DGMI_EXPORT const double *dgmi_result_node(const DgmiResult *result, guint node);
/* An aggregate before it is rescaled; the same as dgmi_result_node() where it is not. */
DGMI_EXPORT const double *dgmi_result_before_rescaling(const DgmiResult *result, guint node);

/* The weights by node that the aggregates were computed with, relative within the parent: as stated
 * or, where recipe->weigh says so, as they follow from the members' values (sum 1; a node that has
 * none keeps the stated ones, with a warning). Where each unit has its own, their mean. */
DGMI_EXPORT const double *dgmi_result_weights(const DgmiResult *result);

/* Whether the weights of the node's members follow from their values, by recipe->weigh. */
DGMI_EXPORT gboolean dgmi_result_has_derived_weights(const DgmiResult *result, guint node);

/* Where each unit has its own weights (weighting bod): units × the node's members, a unit's score
 * being Σ weight × member; all 0 where the score is 0, missing where it is missing. NULL where the
 * weights are the same for all. */
DGMI_EXPORT const DgmiMatrix *dgmi_result_unit_weights(const DgmiResult *result, guint node);

/* The members of an aggregate as its method gets them (warnings NULL), with the arrays they stand
 * in, which are freed by dgmi_members_owned_clear(). */
typedef struct
{
  DgmiMembers members;
  const double **member;
  double *weight;
} DgmiMembersOwned;

DGMI_EXPORT void dgmi_result_members(const DgmiResult *result, guint node, DgmiMembersOwned *own);
DGMI_EXPORT void dgmi_members_owned_clear(DgmiMembersOwned *own);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DgmiMembersOwned, dgmi_members_owned_clear)

/* The index after rules, as computed and rounded to the recipe's digits (the score), the ranks of
 * the scores (NaN = no rank), and each unit's class: a position in dgmi_recipe_classes(recipe), or
 * -1. */
DGMI_EXPORT const double *dgmi_result_index(const DgmiResult *result);
DGMI_EXPORT const double *dgmi_result_score(const DgmiResult *result);
DGMI_EXPORT const double *dgmi_result_rank(const DgmiResult *result);
DGMI_EXPORT int dgmi_result_class(const DgmiResult *result, guint unit);

/* Whether screening dropped a unit, and whether a rule set its index to 0. */
DGMI_EXPORT gboolean dgmi_result_is_dropped(const DgmiResult *result, guint unit);
/* Whether it has too few indicators, dropped or only flagged. */
DGMI_EXPORT gboolean dgmi_result_is_sparse(const DgmiResult *result, guint unit);
DGMI_EXPORT gboolean dgmi_result_is_zero_by_rule(const DgmiResult *result, guint unit);

/* Units by rank, then by code; those without a rank last (with a score first). n_units entries,
 * dropped units left out: *n gets the number. Free with g_free(). */
DGMI_EXPORT guint *dgmi_result_order(const DgmiResult *result, guint *n) G_GNUC_WARN_UNUSED_RESULT;

/* What each node adds to the index of `unit`: weights along the path (missing members' weight
 * shared among the others; the unit's own where it has such) times the node's score; out[n_nodes],
 * NaN outside the tree and where missing. FALSE where an aggregation on the way up is not additive,
 * or an aggregate is rescaled: then there is no such split. */
DGMI_EXPORT gboolean dgmi_result_contributions(const DgmiResult *result, guint unit, double *out);

G_END_DECLS
