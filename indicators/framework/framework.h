/* framework.h: the tree of what is measured: indicators, the aggregates above them, one index.
 *
 * A framework is built once from rows (a table's, see datasets/csv/framework-table.h, or a caller's
 * own) and never changes; any number of threads may read it. Nodes keep the order of their rows
 * ("framework order"). Codes match without regard to letter case. Trees may be ragged: a parent's
 * level is above its member's, gaps allowed. */
#pragma once

#include "indicators/base/export.h"
#include "indicators/base/messages.h"

G_BEGIN_DECLS

typedef enum
{
  DGMI_NODE_INDICATOR,   /* a measured column; level 1; a member of an aggregate */
  DGMI_NODE_AGGREGATE,   /* has members; the one without a parent is the index */
  DGMI_NODE_GROUP,       /* a text column that groups units; outside the tree */
  DGMI_NODE_DENOMINATOR, /* a measured column others are divided by; outside the tree */
  DGMI_NODE_OTHER        /* a column that is kept and not used; outside the tree */
} DgmiNodeType;

/* Parameters of methods given by column of the framework table (COINr's names). Missing = NaN. */
typedef enum
{
  DGMI_PARAM_TARGET,
  DGMI_PARAM_MINMAX_LOWER,
  DGMI_PARAM_MINMAX_UPPER,
  DGMI_PARAM_ZSCORE_MEAN,
  DGMI_PARAM_ZSCORE_SD,
  DGMI_PARAM_SCALED_LOWER,
  DGMI_PARAM_SCALED_UPPER,
  DGMI_PARAM_GOALPOST_LOWER,
  DGMI_PARAM_GOALPOST_UPPER,
  DGMI_PARAM_GOALPOST_SCALE,
  DGMI_PARAM_GOALPOST_TRUNC2POSTS,
  DGMI_PARAM_DIST2TARG_CAP_MAX,
  /* What `scaled` multiplies by, and what a figure by denominator is multiplied by: the columns
   * scale_factor and ScaleFactor. Where only one is given it is the denominator's, or `scaled`'s of
   * an indicator without one. */
  DGMI_PARAM_SCALE_FACTOR,
  DGMI_PARAM_DENOMINATOR_FACTOR,
  DGMI_N_PARAMS
} DgmiParam;

/* The columns of a framework table: header names and what each says. */
typedef enum
{
  DGMI_FIELD_LEVEL,
  DGMI_FIELD_CODE,
  DGMI_FIELD_PARENT,
  DGMI_FIELD_DIRECTION,
  DGMI_FIELD_TYPE,
  DGMI_FIELD_WEIGHT,
  DGMI_FIELD_NAME,
  DGMI_FIELD_NAME_ZH,
  DGMI_FIELD_UNIT,
  DGMI_FIELD_SOURCE,
  DGMI_FIELD_DENOMINATOR,
  DGMI_FIELD_FIRST_PARAM, /* the DGMI_N_PARAMS parameters follow */
  DGMI_N_FIELDS = DGMI_FIELD_FIRST_PARAM + DGMI_N_PARAMS
} DgmiField;

/* Header name of a field ("Level", "iCode", …, "minmax_lower", …). */
DGMI_EXPORT const char *dgmi_field_name(DgmiField field);

/* One row as text: NULL or "" or "NA" = not given. column[f] is the field's column in the file. */
typedef struct
{
  const char *cell[DGMI_N_FIELDS];
  guint column[DGMI_N_FIELDS];
  guint line;
  gboolean is_cells; /* of a sheet: places are cells */
} DgmiFrameworkRow;

/* A node, owned by its framework. */
typedef struct
{
  const char *code;        /* as the table spells it */
  const char *name;        /* the code where no name is given */
  const char *name_zh;     /* NULL where not given */
  const char *unit;        /* of measurement; NULL where not given */
  const char *source;      /* NULL where not given */
  const char *denominator; /* code of the column to divide by; NULL where not given */
  DgmiNodeType type;
  guint level; /* 1 = indicators; 0 outside the tree */
  int parent;  /* node, or -1 */
  guint n_members;
  const guint *members; /* nodes, framework order */
  int direction;        /* 1 or -1 */
  double weight;        /* as given, relative within the parent, >= 0; 1 where not given */
  int indicator;        /* number among the indicators, or -1 */
  double param[DGMI_N_PARAMS];
  DgmiPlace place;
} DgmiNode;

typedef struct _DgmiFramework DgmiFramework;

/* Builds and validates. Every fault is a failure with its place: cycle, orphan, no root or two,
 * duplicate code, missing parent, parent's level not above its member's, weight not a number or
 * negative, weights that sum to 0 within a parent, unknown direction or type, aggregate without
 * members. `file` names the rows' file (NULL if none). NULL if there was a failure. Cost: linear.
 */
DGMI_EXPORT DgmiFramework *dgmi_framework_new(const DgmiFrameworkRow *rows, guint n,
                                              const char *file,
                                              DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* The simplest tree: one index `code` over `n` indicators of equal weight; `direction` (1 or -1
 * each; NULL = more is better). Failures as above. */
DGMI_EXPORT DgmiFramework *dgmi_framework_flat(const char *code, const char *const *indicators,
                                               const int *direction, guint n,
                                               DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT DgmiFramework *dgmi_framework_ref(DgmiFramework *framework);
DGMI_EXPORT void dgmi_framework_unref(DgmiFramework *framework);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiFramework, dgmi_framework_unref)

DGMI_EXPORT guint dgmi_framework_n_nodes(const DgmiFramework *framework);
DGMI_EXPORT const DgmiNode *dgmi_framework_node(const DgmiFramework *framework, guint node);

/* The node with `code`, or -1. */
DGMI_EXPORT int dgmi_framework_find(const DgmiFramework *framework, const char *code);

/* The index: the one node of the tree without a parent. */
DGMI_EXPORT guint dgmi_framework_root(const DgmiFramework *framework);

/* Nodes of the indicators, framework order: a unit's row of data has this order. */
DGMI_EXPORT guint dgmi_framework_n_indicators(const DgmiFramework *framework);
DGMI_EXPORT const guint *dgmi_framework_indicators(const DgmiFramework *framework);

/* Nodes of the aggregates in framework order, and again in the order of computation (every member
 * before its parent: by level upward, framework order within a level). */
DGMI_EXPORT guint dgmi_framework_n_aggregates(const DgmiFramework *framework);
DGMI_EXPORT const guint *dgmi_framework_aggregates(const DgmiFramework *framework);
DGMI_EXPORT const guint *dgmi_framework_computation(const DgmiFramework *framework);

/* The nodes that a result lists beside the index: every other aggregate, highest level first and in
 * framework order within a level; where the tree has two levels, its indicators. Free with
 * g_free(). */
DGMI_EXPORT guint *dgmi_framework_columns(const DgmiFramework *framework,
                                          guint *n) G_GNUC_WARN_UNUSED_RESULT;

/* "Indicator", "Aggregate", … */
DGMI_EXPORT const char *dgmi_node_type_name(DgmiNodeType type);

G_END_DECLS
