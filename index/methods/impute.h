/* impute.h: the missing cells of one year that one method is to fill; for impute*.c alone.
 *
 * A method looks at the matrix before imputation only, so neither the order of units nor that of
 * columns changes what it fills. */
#pragma once

#include "index/methods/methods.h"
#include "index/methods/proxies.h"
#include "index/numbers/matrix.h"
#include "index/numbers/spread.h"

/* For .missing. */
#define DGMI_FILLED DGMI_N_("filled")
#define DGMI_FALLS_BACK                                                                            \
  DGMI_N_("filled; from the whole column, with a warning, where the group has no value")

/* For dgmi_gaps_warn(). */
#define DGMI_FROM_WHOLE                                                                            \
  DGMI_N_("is filled from the whole column, for want of a value in the group,")

struct _DgmiGaps
{
  const DgmiFramework *framework;
  const DgmiDataset *dataset; /* of the year */
  guint first, n;             /* its rows in the matrices */
  const guint *column_node;   /* by column: the indicator */
  const gboolean *dropped;    /* by row */
  const DgmiMatrix *before;   /* rows × indicators */
  DgmiMatrix *after;
  const DgmiMethod *method;
  const guint *columns; /* to be filled */
  guint n_columns;
  const DgmiDataset *const *years; /* all there are, the computed one first */
  guint n_years;
  DgmiMatrix *const *history; /* denominated values of each of them, units × indicators; NULL = no
                                 method over years */
  const DgmiProxies *const *proxies;
  guint n_proxies;
  guint64 seed;
  GArray *filled; /* of DgmiImputedCell: gets what was filled; NULL = a year that is not shown */
  GStringChunk *strings;
  GPtrArray *warnings; /* as in DgmiColumn */
};

/* The year's values of an indicator, and its node. */
const double *dgmi_gaps_values(const DgmiGaps *gaps, guint column);
const DgmiNode *dgmi_gaps_node(const DgmiGaps *gaps, guint column);
const char *dgmi_gaps_unit(const DgmiGaps *gaps, guint unit);

/* Whether a cell is to be filled: missing, of a unit that was not dropped. */
gboolean dgmi_gaps_is_gap(const DgmiGaps *gaps, guint column, guint unit);

/* Fills a cell; a missing `value` leaves it as it is. Takes `detail`, which may be NULL.
 */
void dgmi_gaps_fill(DgmiGaps *gaps, guint column, guint unit, double value, DgmiSentence *detail);

/* Error: the column has no value in the year from which the method could fill others. */
gboolean dgmi_gaps_check_values(const DgmiGaps *gaps, guint column,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Fills one cell, of `unit` in `column`; `data` is the method's own. FALSE with an error. */
typedef gboolean (*DgmiFillGap)(DgmiGaps *gaps, guint column, guint unit, gpointer data,
                                GError **error);

/* Calls `fill` for every cell that is to be filled, column by column. `needs_values`: each column
 * must have a value (dgmi_gaps_check_values()). */
gboolean dgmi_gaps_each(DgmiGaps *gaps, gboolean needs_values, DgmiFillGap fill, gpointer data,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How each column's values spread, so that columns can be put on one scale. Free with g_free(). */
DgmiSpread *dgmi_gaps_spreads(const DgmiGaps *gaps) G_GNUC_WARN_UNUSED_RESULT;

/* A value on that scale. */
double dgmi_gaps_scaled(const DgmiGaps *gaps, const DgmiSpread *spreads, guint column, guint unit);

/* The group of each unit by the method's column, NULL = none: texts that belong to the dataset or,
 * for numbers, to the result. Error: there is no such column. Free with g_free(). */
const char **dgmi_gaps_groups(const DgmiGaps *gaps, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A warning about the year's column, with the units it is about. */
void dgmi_gaps_warn(const DgmiGaps *gaps, guint column, const GPtrArray *units, const char *what);
