/* matrix.h: units × columns of numbers, missing = NaN.
 *
 * One block, column after column (a column is contiguous: methods work on columns, and scores of
 * all units are weighted sums of columns). Counted references: a stage of the pipeline that changes
 * nothing shares the matrix of the stage before. */
#pragma once

#include <glib.h>

#include "indicators/base/export.h"

G_BEGIN_DECLS

typedef struct
{
  guint n_units;
  guint n_columns;
  double *values; /* values[column * n_units + unit] */
} DgmiMatrix;

/* All values missing. NULL where units × columns is more than memory can address. */
DGMI_EXPORT DgmiMatrix *dgmi_matrix_new(guint n_units, guint n_columns) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT DgmiMatrix *dgmi_matrix_copy(const DgmiMatrix *matrix) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT DgmiMatrix *dgmi_matrix_ref(DgmiMatrix *matrix);
DGMI_EXPORT void dgmi_matrix_unref(DgmiMatrix *matrix);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiMatrix, dgmi_matrix_unref)

static inline double *dgmi_matrix_column(const DgmiMatrix *matrix, guint column)
{
  return matrix->values + (gsize)column * matrix->n_units;
}

G_END_DECLS
