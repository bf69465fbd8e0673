/* complete-rows.h: the units that have every member, for the methods that know no missing value. */
#pragma once

#include "index/methods/methods.h"

/* A block of the members of weight above 0 (columns) over the units that have all of them (rows).
 */
typedef struct
{
  guint n; /* units */
  guint n_members;
  guint *unit;    /* their positions among all units */
  guint *member;  /* positions among all members */
  double *weight; /* n_members, summing to 1 */
  double *x;      /* n × n_members, row after row */
} DgmiCompleteRows;

/* Fills `rows` and sets every out[n_units] missing. Error: no unit is complete; the message names a
 * member without values, if there is one. */
gboolean dgmi_complete_rows(const DgmiMembers *members, DgmiCompleteRows *rows, double *out,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_complete_rows_clear(DgmiCompleteRows *rows);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DgmiCompleteRows, dgmi_complete_rows_clear)

static inline const double *dgmi_complete_row(const DgmiCompleteRows *rows, guint i)
{
  return rows->x + (gsize)i * rows->n_members;
}

/* The code of a column of `rows`. */
const char *dgmi_complete_member(const DgmiMembers *members, const DgmiCompleteRows *rows,
                                 guint column);

/* Least and largest value of a column. FALSE with an error that names the member where they are
 * the same and `method` cannot put it on a scale. */
gboolean dgmi_complete_range(const DgmiMembers *members, const DgmiCompleteRows *rows, guint column,
                             double *least, double *largest,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Fills `rows` to explain a unit, and returns its row; -1 = it is not complete, or none is. */
int dgmi_complete_find(const DgmiMembers *members, guint unit, DgmiCompleteRows *rows);

/* The two numbers of every complete unit that a method makes its score of: a[rows->n], b[rows->n].
 * It may scale the values of `rows`. */
typedef gboolean (*DgmiCompleteMeasure)(const DgmiMembers *members, DgmiCompleteRows *rows,
                                        double *a, double *b, GError **error);

/* The score that the two numbers of a unit make. */
typedef double (*DgmiCompleteScore)(double a, double b);

/* out[n_units]: the score of every complete unit, the others missing. Error: as `measure`, or no
 * unit is complete. */
gboolean dgmi_complete_aggregate(const DgmiMembers *members, DgmiCompleteMeasure measure,
                                 DgmiCompleteScore score, double *out,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Those of one unit, to explain its score; FALSE where it has none. */
gboolean dgmi_complete_explain(const DgmiMembers *members, guint unit, DgmiCompleteMeasure measure,
                               double *a, double *b);
