/* recipe.h: the method of an index, resolved for every node of its framework.
 *
 * Built once from a definition (whose values options of the command may have stated anew).
 * Everything a computation asks is a field here: nothing is looked up by name later. A recipe is
 * counted: results refer to the one they were computed by, so that a caller may let go in any
 * order, and threads may share it. To change one, take a copy and change that before anything
 * refers to it. */
#pragma once

#include "index/methods/method.h"
#include "index/numbers/arithmetic.h"
#include "indicators/base/export.h"
#include "indicators/definition/definition.h"

G_BEGIN_DECLS

typedef struct _DgmiRecipe DgmiRecipe;

typedef struct
{
  char *name;
  char *name_zh; /* NULL = none */
  double threshold;
} DgmiClass;

/* What is done at one node. */
typedef struct
{
  DgmiMethod impute; /* of indicators */
  DgmiMethod treat;  /* of indicators */
  /* Of an indicator: how it is normalised; of an aggregate: how it is rescaled after its members
   * are aggregated, info NULL = not. */
  DgmiMethod normalise;
  DgmiMethod aggregate; /* of aggregates */
  /* Of aggregates: how the weights of their members were stated, or follow from their values
   * (dgmi_method_derives()); info NULL = as numbers. */
  DgmiMethod weigh;
  gboolean weigh_stated; /* for this node, so that it is an error where it cannot be done */
  double weight;         /* relative within the parent: as stated, where `weigh` finds others */
  double available;      /* of aggregates: least share of members; 0 = any */
  int printed;           /* decimals of the published figure; -1 = not known */
  gpointer reserved[4];
} DgmiNodeRecipe;

/* What holds for the whole index. */
typedef struct
{
  gboolean denominate;     /* divide by the denominators the framework names */
  gboolean over_years;     /* treat and normalise over all years together, not each by itself */
  double available;        /* least share of indicators a unit needs; 0 = any */
  gboolean available_flag; /* units below it are flagged, not dropped */
  double floor;            /* of normalised values; NaN = none */
  int digits;              /* of the score; -1 = no rounding */
  int round_levels;        /* -1 = no rounding */
  DgmiTies ties;
  gpointer reserved[4];
} DgmiRecipeSettings;

/* What the publisher prints and does. Strings are interned. */
typedef struct
{
  const char *score; /* columns of the data; NULL = none */
  const char *rank;
  double tolerance;        /* difference from the published score; 0 = none but rounding */
  const char *zero_unless; /* column that is not 1 where the index is 0; NULL = none */
  int zero_without;        /* node without which the index is 0; -1 = none */
  gboolean unranked;       /* units with a published score and no published rank get no rank */
  gboolean ranks;          /* the ranks are the publisher's: only some units are printed */
  gpointer reserved[4];
} DgmiPublished;

/* Resolves `definition` for `framework` (a reference is kept). Failures: unknown method, node,
 * value; impossible arguments. NULL if there was one. */
DGMI_EXPORT DgmiRecipe *dgmi_recipe_new(const DgmiDefinition *definition, DgmiFramework *framework,
                                        DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* Weights that [method] or [method NODE] names and that stand elsewhere: in a table, in pairwise
 * comparisons, in a model. Whoever reads those gives them as numbers. */
typedef struct
{
  int node;          /* whose members they are; -1 = of any node */
  double *weight;    /* by node of the framework, NaN = nothing is said; NULL = it is a method */
  DgmiMethod method; /* of model:UNIT:revealed: the weights follow from the data */
  DgmiPlace place;
} DgmiStatedWeights;

/* The same with weights that stand elsewhere, an array of DgmiStatedWeights (NULL = none), which
 * hold in place of what the definition says of the same node. */
DGMI_EXPORT DgmiRecipe *dgmi_recipe_new_stated(const DgmiDefinition *definition,
                                               DgmiFramework *framework, const GArray *stated,
                                               DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* A copy with other weights in place of all that the recipe has: the framework's, and on these what
 * `stated` says or, where that is NULL, `text` as [method] weights= takes it (a method or
 * CODE=W,…). NULL with a failure at `place`. */
DGMI_EXPORT DgmiRecipe *dgmi_recipe_reweigh(const DgmiRecipe *recipe,
                                            const DgmiStatedWeights *stated, const char *text,
                                            const DgmiPlace *place,
                                            DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

DGMI_EXPORT DgmiRecipe *dgmi_recipe_ref(const DgmiRecipe *recipe);
DGMI_EXPORT void dgmi_recipe_unref(DgmiRecipe *recipe);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiRecipe, dgmi_recipe_unref)

/* ---- Asking ---- */

DGMI_EXPORT DgmiFramework *dgmi_recipe_framework(const DgmiRecipe *recipe);
DGMI_EXPORT const DgmiNodeRecipe *dgmi_recipe_node(const DgmiRecipe *recipe, guint node);
DGMI_EXPORT const DgmiRecipeSettings *dgmi_recipe_settings(const DgmiRecipe *recipe);
DGMI_EXPORT const DgmiPublished *dgmi_recipe_published(const DgmiRecipe *recipe);

/* The classes, highest threshold first: an array of DgmiClass. */
DGMI_EXPORT const GArray *dgmi_recipe_classes(const DgmiRecipe *recipe);

/* FALSE: another normalisation was asked for than the index's, so thresholds mean nothing. */
DGMI_EXPORT gboolean dgmi_recipe_has_own_scale(const DgmiRecipe *recipe);

/* What solves integer programs; NULL (until set): methods that need it fail. */
DGMI_EXPORT DgmiProgramSolver *dgmi_recipe_solver(const DgmiRecipe *recipe);

/* Whether other years than the one computed have a say: over_years, or a method over years. */
DGMI_EXPORT gboolean dgmi_recipe_needs_years(const DgmiRecipe *recipe);

/* The columns that group units for a method (group-mean:COL): to be read as texts. NULL-terminated;
 * free with g_strfreev(). */
DGMI_EXPORT char **dgmi_recipe_group_columns(const DgmiRecipe *recipe) G_GNUC_WARN_UNUSED_RESULT;

/* The columns that a recipe of `definition` needs beside the framework's: published score and rank,
 * columns of rules; NULL-terminated, for DgmiDatasetOptions.numbers. Free with g_strfreev(). */
DGMI_EXPORT char **dgmi_recipe_columns(const DgmiDefinition *definition) G_GNUC_WARN_UNUSED_RESULT;

/* ---- Changing a copy ---- */

/* A copy of which the caller has the only reference. The functions below are for such a one. */
DGMI_EXPORT DgmiRecipe *dgmi_recipe_copy(const DgmiRecipe *recipe) G_GNUC_WARN_UNUSED_RESULT;

/* Gives nodes other weights: weight[n_nodes], relative within the parent, NaN = as it was. They
 * take the place of a weighting of their parent's. Error (DGMI_ERROR_USAGE), nothing changed: a
 * negative or infinite weight, members whose weights sum to 0. */
DGMI_EXPORT gboolean dgmi_recipe_set_weights(DgmiRecipe *recipe, const double *weight,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Gives a node another method, of the method's kind; `node` -1 = all that have such a one. An
 * imputation or treatment of an aggregate is that of all indicators below it, a normalisation of an
 * aggregate rescales it (of -1 it is that of the indicators), a weighting is of its members. Error
 * (DGMI_ERROR_USAGE): the node has no method of the kind. */
DGMI_EXPORT gboolean dgmi_recipe_set_method(DgmiRecipe *recipe, int node, const DgmiMethod *method,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Decimals that the score is rounded to before it is ranked, 0 to 15; -1 = all. */
DGMI_EXPORT void dgmi_recipe_set_digits(DgmiRecipe *recipe, int digits);

/* The whole of what holds for the index, and of what the publisher does. */
DGMI_EXPORT void dgmi_recipe_set_settings(DgmiRecipe *recipe, const DgmiRecipeSettings *settings);
DGMI_EXPORT void dgmi_recipe_set_published(DgmiRecipe *recipe, const DgmiPublished *published);

DGMI_EXPORT void dgmi_recipe_set_solver(DgmiRecipe *recipe, DgmiProgramSolver *solver);

G_END_DECLS
