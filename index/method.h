/* method.h: the table of methods: name, arguments, formula, function.
 *
 * One row a method, in methods.c; parsing, `dgmi list methods`, the documentation and the pipeline
 * read nothing else. To add a method: a function (in a file of its own), its row, a test. */
#pragma once

#include "datasets/dataset.h"
#include "indicators/framework.h"

#define DGMI_METHOD_ARGUMENTS 16

typedef enum
{
  DGMI_METHOD_IMPUTE,
  DGMI_METHOD_TREAT,
  DGMI_METHOD_NORMALISE,
  DGMI_METHOD_AGGREGATE,
  DGMI_N_METHOD_KINDS
} DgmiMethodKind;

/* "impute", "treat", "normalise", "aggregate". */
const char *dgmi_method_kind_name(DgmiMethodKind kind);

/* A column to normalise: `n` values of one indicator (or of an aggregate that is rescaled). */
typedef struct
{
  const double *x; /* raw, missing = NaN */
  gsize n;
  const DgmiNode *node; /* its code for messages, its parameters */
  int direction;        /* 1 or -1; 1 for aggregates */
  const double *argument;
  guint n_arguments; /* as given; 0 = the node's parameters, else the method's defaults */
  gboolean keyword;  /* the method's keyword was given */
  const char *text;  /* the method's word: a unit, a column of the data, a file; NULL = none */
  const DgmiDataset *dataset; /* whose units the values are of; NULL = not known */
} DgmiColumn;

/* The members of one aggregate, for all units. */
typedef struct
{
  const double *const *member; /* n_members columns of n_units values, missing = NaN */
  const double *weight;        /* n_members, relative, >= 0 */
  guint n_members;
  guint n_units;
  double available; /* least share of members a unit needs; below it the aggregate is missing */
  const double *argument;
  guint n_arguments;
  const DgmiFramework *framework; /* for messages */
  const DgmiNode *node;
  const DgmiDataset *dataset;
} DgmiMembers;

/* Fills out[n]; missing stays missing. Error: the column does not have what the method needs. */
typedef gboolean (*DgmiNormaliseFunc)(const DgmiColumn *column, double *out, GError **error);
/* How out[unit] came about, with its numbers: "(0.98 − 0.1)/(1 − 0.1)". Free with g_free(). */
typedef char *(*DgmiNormaliseExplain)(const DgmiColumn *column, gsize unit);
/* One unit's aggregate from its non-missing members with weight > 0 (n > 0). */
typedef double (*DgmiAggregateRow)(const double *x, const double *weight, guint n,
                                   const double *argument);
/* The least value a member may have, exclusive where *strict; -INFINITY = any. */
typedef double (*DgmiAggregateDomain)(const double *argument, gboolean *strict);

typedef struct
{
  DgmiMethodKind kind;
  const char *id;
  const char *name;      /* as people call it */
  const char *arguments; /* as written after the id: "[:l,u]" */
  const char *formula;
  const char *missing; /* rule for missing values */
  gboolean
      takes_text; /* the first argument is a word (a unit, a column, a file) and must be given */
  guint counts;   /* bit n set: n numeric arguments may be given */
  const char *keyword; /* a word that may end the arguments; NULL = none */
  double defaults[DGMI_METHOD_ARGUMENTS];
  const char *(*check)(const double *argument); /* NULL, or what is wrong with the arguments */
  DgmiNormaliseFunc normalise;
  DgmiNormaliseExplain explain;
  DgmiAggregateRow row;
  DgmiAggregateDomain domain;
  gboolean additive; /* the aggregate is the sum of its members' contributions */
} DgmiMethodInfo;

/* All methods, by kind and in the order they are listed. */
const DgmiMethodInfo *dgmi_method_table(guint *n);

/* A method with its arguments, a plain value. info NULL = no method. */
typedef struct
{
  const DgmiMethodInfo *info;
  double argument[DGMI_METHOD_ARGUMENTS]; /* the given ones, else the defaults */
  guint n_arguments;                      /* how many were given */
  gboolean keyword;
  const char *text; /* the word of a method that takes one, interned; NULL = none */
} DgmiMethod;

/* Reads "minmax:0,100". Failure (at `place`): unknown method, with a suggestion; wrong arguments.
 */
gboolean dgmi_method_parse(const char *text, DgmiMethodKind kind, DgmiMethod *method,
                           const DgmiPlace *place,
                           DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* Reads a list of methods, in which a comma before a letter starts the next. Returns an array of
 * DgmiMethod, NULL with a failure. */
GArray *dgmi_method_parse_list(const char *text, DgmiMethodKind kind, const DgmiPlace *place,
                               DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* "minmax:0,100": reads back to the same method. Free with g_free(). */
char *dgmi_method_format(const DgmiMethod *method) G_GNUC_WARN_UNUSED_RESULT;

/* Aggregates by the method: `out` gets n_units values. Error: a member outside the method's domain;
 * the message names units and nodes and two ways out. */
gboolean dgmi_aggregate(const DgmiMethod *method, const DgmiMembers *members, double *out,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Normalises a column by the method; column->argument, n_arguments and keyword are set from it. */
gboolean dgmi_normalise(const DgmiMethod *method, DgmiColumn *column, double *out,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
