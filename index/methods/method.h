/* method.h: the table of methods: name, arguments, formula, function.
 *
 * One object a method, in the method's file, and one line a method in the list of methods.h;
 * parsing, `dgmi list methods`, the documentation and the pipeline read nothing else. To add a
 * method: its file, its line, a test. */
#pragma once

#include "datasets/dataset/dataset.h"
#include "index/methods/program.h"
#include "indicators/base/export.h"
#include "indicators/framework/framework.h"

G_BEGIN_DECLS

#define DGMI_METHOD_ARGUMENTS 16

typedef enum
{
  DGMI_METHOD_IMPUTE,
  DGMI_METHOD_TREAT,
  DGMI_METHOD_NORMALISE,
  DGMI_METHOD_WEIGH,
  DGMI_METHOD_AGGREGATE,
  DGMI_N_METHOD_KINDS
} DgmiMethodKind;

/* "impute", "treat", "normalise", "weigh", "aggregate". */
DGMI_EXPORT const char *dgmi_method_kind_name(DgmiMethodKind kind);

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
  const DgmiDataset *dataset; /* whose units the values are of; NULL = not known. With over_years
                                 there are more values than units: other years' follow */
  GPtrArray *warnings; /* gets what dgmi_method_warn() says, DgmiSentence *; NULL = not wanted */
} DgmiColumn;

/* The code of the unit of value `i`, for messages. */
DGMI_EXPORT const char *dgmi_column_unit(const DgmiColumn *column, gsize i);

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
  GPtrArray *warnings;       /* as in DgmiColumn */
  DgmiProgramSolver *solver; /* of programs; NULL = there is none */
  double *unit_weight;       /* n_members columns of n_units: gets the weights of a weighting by
                                unit; NULL = not wanted */
} DgmiMembers;

/* The members of one aggregate whose weights follow from their values: those of stated weight above
 * 0, of which there are two or more. */
typedef struct
{
  const double *const *member; /* n columns of n_units values, missing = NaN */
  const char *const *code;     /* n */
  const double *stated;        /* n, relative, > 0 */
  const guint *position;       /* n: in `members` */
  guint n;
  guint n_units;
  const struct _DgmiMethod *method;
  const DgmiMembers *members;            /* all of them */
  const struct _DgmiMethod *aggregation; /* of the node */
  GPtrArray *warnings;                   /* as in DgmiColumn */
} DgmiWeighing;

/* The missing cells of some columns: index/methods/impute.h. */
typedef struct _DgmiGaps DgmiGaps;

/* Fills what gaps it can. Error: a column does not have what the method needs. */
typedef gboolean (*DgmiImputeFunc)(DgmiGaps *gaps, GError **error);
/* Fills out[n]; missing stays missing. *said, NULL before, gets what was done: "2 points at the top
 * set to 7"; the caller owns it. Error: the column does not have what the method needs. */
typedef gboolean (*DgmiTreatFunc)(const DgmiColumn *column, double *out, DgmiSentence **said,
                                  GError **error);
/* Fills out[n]; missing stays missing. Error: the column does not have what the method needs. */
typedef gboolean (*DgmiNormaliseFunc)(const DgmiColumn *column, double *out, GError **error);
/* How out[unit] came about, with its numbers: "(0.98 − 0.1)/(1 − 0.1)". The caller owns
 * it; NULL = nothing to say. */
typedef DgmiSentence *(*DgmiNormaliseExplain)(const DgmiColumn *column, gsize unit);
/* Fills weight[n], relative, >= 0. Error: the members do not have what the method needs; which one,
 * and what is wrong with it. */
typedef gboolean (*DgmiWeigh)(const DgmiWeighing *weighing, double *weight, GError **error);
/* One unit's aggregate from its non-missing members with weight > 0 (n > 0). */
typedef double (*DgmiAggregateRow)(const double *x, const double *weight, guint n,
                                   const double *argument);
/* All units at once, where one unit's aggregate depends on the others; out[n_units], the larger the
 * better. Members may be missing; the method says what becomes of the unit (`available` is seen to
 * by dgmi_aggregate()). Error: the members do not have what the method needs. */
typedef gboolean (*DgmiAggregateTable)(const DgmiMembers *members, double *out, GError **error);
/* How the aggregate of a unit that has one came about, its numbers and the method's parameters.
 * Free with g_free(). */
typedef DgmiSentence *(*DgmiAggregateExplain)(const DgmiMembers *members, guint unit);
/* The least value a member may have, exclusive where *strict; -INFINITY = any. */
typedef double (*DgmiAggregateDomain)(const double *argument, gboolean *strict);

/* Whether a method takes a word (a unit, a column, a file) behind its colon. */
typedef enum
{
  DGMI_TEXT_NONE,
  DGMI_TEXT_FIRST,       /* up to the first comma; it must be given */
  DGMI_TEXT_ALL,         /* to the end, commas and all; it must be given */
  DGMI_TEXT_ALL_OR_NONE, /* to the end; it may be left out */
  DGMI_TEXT_INDICATORS   /* likewise, a list of indicators */
} DgmiMethodText;

/* Where a weighting has its weights from. */
typedef enum
{
  DGMI_WEIGHTS_FOLLOW,   /* from the members' values */
  DGMI_WEIGHTS_EQUAL,    /* nowhere */
  DGMI_WEIGHTS_RATED,    /* its word: CODE=R,… */
  DGMI_WEIGHTS_ELSEWHERE /* what its word names, which has been read before; ":revealed" at the end
                            of the word: they follow */
} DgmiWeightsFrom;

/* ---- What a method of a kind can do ---- */

typedef struct
{
  DgmiImputeFunc fill; /* NULL = nothing is filled */
  gboolean over_years; /* it fills from other years */
} DgmiImputeMethod;

typedef struct
{
  DgmiTreatFunc apply; /* NULL = nothing is treated */
  gboolean winsorises; /* its argument is the number of points: what a source winsor:A/B varies */
} DgmiTreatMethod;

typedef struct
{
  DgmiNormaliseFunc apply;
  DgmiNormaliseExplain explain;
  gboolean keeps_values; /* what comes out is what went in */
} DgmiNormaliseMethod;

/* How the kernels of draws (index/uncertainty/uncertainty-kernel.h) aggregate by a method. */
typedef enum
{
  DGMI_KERNEL_NONE,   /* they cannot: .row or .table is called for every draw */
  DGMI_KERNEL_SUM,    /* a weighted sum */
  DGMI_KERNEL_LOG_SUM /* that of the logarithms */
} DgmiMethodKernel;

typedef struct
{
  DgmiAggregateRow row;         /* either this … */
  DgmiAggregateTable table;     /* … or this */
  DgmiAggregateExplain explain; /* NULL: the members and the formula say it */
  DgmiAggregateDomain domain;   /* NULL = any value */
  gboolean additive;            /* the aggregate is the sum of its members' contributions */
  gboolean is_mean;             /* it lies between its least and its largest member */
  DgmiMethodKernel kernel;
} DgmiAggregateMethod;

typedef struct
{
  DgmiWeightsFrom from;
  DgmiWeigh derive;            /* NULL: the weights are as stated, or by unit */
  DgmiAggregateMethod by_unit; /* .table of a weighting by unit: each unit's score under its own
                                  weights */
} DgmiWeighMethod;

/* A method. It is only ever read through a pointer: fields are added at the end. */
typedef struct
{
  DgmiMethodKind kind;
  const char *id;
  const char *name;      /* as people call it */
  const char *arguments; /* as written after the id: "[:l,u]" */
  const char *formula;
  const char *missing; /* rule for missing values */
  DgmiMethodText takes_text;
  const char *prefix;     /* a word and a colon before the numbers, "linear:"; NULL = none */
  guint counts;           /* bit n set: n numeric arguments may be given */
  const char *keyword;    /* a word that may end the arguments; NULL = none */
  gboolean keyword_alone; /* the keyword stands in place of numeric arguments */
  double defaults[DGMI_METHOD_ARGUMENTS];
  const char *(*check)(const double *argument); /* NULL, or what is wrong with the arguments */
  const char *(*check_text)(const char *text);  /* likewise with the word */
  union                                         /* the part of its kind, and no other */
  {
    DgmiImputeMethod impute;
    DgmiTreatMethod treat;
    DgmiNormaliseMethod normalise;
    DgmiWeighMethod weigh;
    DgmiAggregateMethod aggregate;
  };
} DgmiMethodInfo;

/* Whether weights follow from values by a weighting; NULL is none. */
static inline gboolean dgmi_method_derives(const DgmiMethodInfo *weighting)
{
  return weighting != NULL && weighting->kind == DGMI_METHOD_WEIGH &&
         (weighting->weigh.derive != NULL || weighting->weigh.by_unit.table != NULL);
}

/* All methods, by kind and in the order they are listed. */
DGMI_EXPORT const DgmiMethodInfo *const *dgmi_method_table(guint *n);

/* A method with its arguments, a plain value. info NULL = no method. */
typedef struct _DgmiMethod
{
  const DgmiMethodInfo *info;
  double argument[DGMI_METHOD_ARGUMENTS]; /* the given ones, else the defaults */
  guint n_arguments;                      /* how many were given */
  gboolean keyword;
  const char *text; /* the word of a method that takes one, interned; NULL = none */
  gpointer reserved[2];
} DgmiMethod;

/* Reads "minmax:0,100". Failure (at `place`): unknown method, with a suggestion; wrong arguments.
 */
DGMI_EXPORT gboolean dgmi_method_parse(const char *text, DgmiMethodKind kind, DgmiMethod *method,
                                       const DgmiPlace *place,
                                       DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* The method `id` of a kind with `n` numbers as its arguments, without any text to be read:
 * minmax of {0, 100}; n 0 = its defaults. Error (DGMI_ERROR_USAGE): unknown method, with a
 * suggestion; wrong arguments; a method that needs a word. */
DGMI_EXPORT gboolean dgmi_method_of_numbers(DgmiMethodKind kind, const char *id,
                                            const double *arguments, guint n, DgmiMethod *method,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether `text` begins with the id of a method of the kind, alone or with a colon after it. */
DGMI_EXPORT gboolean dgmi_method_exists(const char *text, DgmiMethodKind kind);

/* Reads a list of methods, in which a comma before a letter starts the next. Returns an array of
 * DgmiMethod, NULL with a failure. */
DGMI_EXPORT GArray *dgmi_method_parse_list(const char *text, DgmiMethodKind kind,
                                           const DgmiPlace *place,
                                           DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* "minmax:0,100": reads back to the same method. Free with g_free(). */
DGMI_EXPORT char *dgmi_method_format(const DgmiMethod *method) G_GNUC_WARN_UNUSED_RESULT;

/* Aggregates by the method: `out` gets n_units values. Error: a member outside the method's domain;
 * the message names units and nodes and two ways out. */
DGMI_EXPORT gboolean dgmi_aggregate(const DgmiMethod *method, const DgmiMembers *members,
                                    double *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The weights of the members by a method that has .weigh.derive, of sum 1: weight[n_members].
 * Members of weight 0 in `members` get 0, a single other one gets 1. Error: the members do not have
 * what the method needs; the message names node, member and a way out. */
DGMI_EXPORT gboolean dgmi_weigh(const DgmiMethod *method, const DgmiMembers *members,
                                const DgmiMethod *aggregation, double *weight,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How the aggregate of `unit` came about, with the method's parameters; NULL where the members and
 * the formula say it all. Free with g_free(). Cost: that of the aggregation. */
DGMI_EXPORT DgmiSentence *dgmi_aggregate_explain(const DgmiMethod *method,
                                                 const DgmiMembers *members,
                                                 guint unit) G_GNUC_WARN_UNUSED_RESULT;

/* Treats a column by the method, which must have a function; column->argument and what follows are
 * set from it. What comes out is finite or missing. */
DGMI_EXPORT gboolean dgmi_treat(const DgmiMethod *method, DgmiColumn *column, double *out,
                                DgmiSentence **said, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Normalises a column by the method; column->argument, n_arguments, keyword and text are set from
 * it. What comes out is finite or missing. */
DGMI_EXPORT gboolean dgmi_normalise(const DgmiMethod *method, DgmiColumn *column, double *out,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What dgmi_normalise() does first: the method's arguments into the column, for .explain. */
DGMI_EXPORT void dgmi_column_set_method(DgmiColumn *column, const DgmiMethod *method);

/* A cell that was filled. */
typedef struct
{
  guint node;
  guint unit;
  double value;
  const DgmiMethod *method;
  DgmiSentence *detail; /* "donor FRA", a source; NULL = nothing to add */
} DgmiImputedCell;

/* Adds a sentence for the user; nothing where `warnings` is NULL. */
DGMI_EXPORT void dgmi_method_warn(GPtrArray *warnings, const char *format, ...) G_GNUC_PRINTF(2, 3);

G_END_DECLS
