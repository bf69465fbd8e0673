/* recipe.h: the method of an index, resolved for every node of its framework.
 *
 * Built once from a definition (whose values options of the command may have stated anew) and then
 * constant. Everything a computation asks is a field here: nothing is looked up by name later. */
#pragma once

#include "index/methods/method.h"
#include "index/numbers/arithmetic.h"
#include "indicators/definition/definition.h"

typedef struct
{
  char *name;
  char *name_zh; /* NULL = none */
  double threshold;
} DgmiClass;

typedef struct
{
  DgmiFramework *framework;
  gboolean denominate; /* divide by the denominators the framework names */
  gboolean over_years; /* treat and normalise over all years together, not each by itself */
  DgmiMethod *impute;  /* by node; of indicators */
  DgmiMethod *treat;   /* by node; of indicators */
  /* By node. Of an indicator: how it is normalised; of an aggregate: how it is rescaled after its
   * members are aggregated, info NULL = not. */
  DgmiMethod *normalise;
  DgmiMethod *aggregate; /* by node; of aggregates */
  /* By node; of aggregates: how the weights of their members were stated, or follow from their
   * values (dgmi_method_derives()); info NULL = as numbers. */
  DgmiMethod *weigh;
  gboolean
      *weigh_stated; /* by node: for this one, so that it is an error where it cannot be done */
  double *weight;   /* by node, relative within the parent: as stated, where `weigh` finds others */
  double available; /* 0 = any */
  gboolean available_flag; /* units below it are flagged, not dropped */
  double *available_node;  /* by node; of aggregates */
  double floor;            /* NaN = none */
  int digits;              /* -1 = no rounding */
  int round_levels;        /* -1 = no rounding */
  DgmiTies ties;
  gboolean
      has_own_scale; /* FALSE: another normalisation was asked for, so thresholds mean nothing */
  GArray *classes;   /* of DgmiClass, highest threshold first */
  /* What the publisher prints and does: */
  char *published_score; /* columns of the data; NULL = none */
  char *published_rank;
  int *printed;              /* by node: decimals of the published figure; -1 = not known */
  double tolerance;          /* 0 = none but rounding */
  char *zero_unless;         /* column */
  int zero_without;          /* node, -1 = none */
  DgmiProgramSolver *solver; /* of integer programs; NULL (until set): methods that need it fail */
  gboolean unranked;         /* units with a published score and no published rank get no rank */
  gboolean published_ranks;  /* the ranks are the publisher's: only some units are printed */
} DgmiRecipe;

/* Resolves `definition` for `framework` (a reference is kept). Failures: unknown method, node,
 * value; impossible arguments. NULL if there was one. */
DgmiRecipe *dgmi_recipe_new(const DgmiDefinition *definition, DgmiFramework *framework,
                            DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;
/* A copy to change: methods, weights, digits. */
DgmiRecipe *dgmi_recipe_copy(const DgmiRecipe *recipe) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_recipe_free(DgmiRecipe *recipe);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiRecipe, dgmi_recipe_free)

/* Whether other years than the one computed have a say: over_years, or a method over years. */
gboolean dgmi_recipe_needs_years(const DgmiRecipe *recipe);

/* The columns that group units for a method (group-mean:COL): to be read as texts. NULL-terminated;
 * free with g_strfreev(). */
char **dgmi_recipe_group_columns(const DgmiRecipe *recipe) G_GNUC_WARN_UNUSED_RESULT;

/* The columns that a recipe of `definition` needs beside the framework's: published score and rank,
 * columns of rules; NULL-terminated, for DgmiDatasetOptions.numbers. Free with g_strfreev(). */
char **dgmi_recipe_columns(const DgmiDefinition *definition) G_GNUC_WARN_UNUSED_RESULT;
