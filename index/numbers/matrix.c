#include "index/numbers/matrix.h"

#include <assert.h>
#include <math.h>
#include <string.h>

DgmiMatrix *dgmi_matrix_new(guint n_units, guint n_columns)
{
  gsize n, bytes;
  if (!g_size_checked_mul(&n, n_units, n_columns) ||
      !g_size_checked_mul(&bytes, MAX(n, 1), sizeof(double)))
    return NULL;
  double *values = g_try_malloc(bytes);
  if (values == NULL)
    return NULL;
  for (gsize i = 0; i < n; i++)
    values[i] = NAN;
  DgmiMatrix *matrix = g_atomic_rc_box_new(DgmiMatrix);
  *matrix = (DgmiMatrix){n_units, n_columns, values};
  return matrix;
}

DgmiMatrix *dgmi_matrix_copy(const DgmiMatrix *matrix)
{
  assert(matrix != NULL);
  DgmiMatrix *copy = dgmi_matrix_new(matrix->n_units, matrix->n_columns);
  if (copy != NULL)
    memcpy(copy->values, matrix->values,
           (gsize)matrix->n_units * matrix->n_columns * sizeof(double));
  return copy;
}

DgmiMatrix *dgmi_matrix_ref(DgmiMatrix *matrix)
{
  assert(matrix != NULL);
  return g_atomic_rc_box_acquire(matrix);
}

static void clear_matrix(gpointer matrix)
{
  g_free(((DgmiMatrix *)matrix)->values);
}

void dgmi_matrix_unref(DgmiMatrix *matrix)
{
  if (matrix != NULL)
    g_atomic_rc_box_release_full(matrix, clear_matrix);
}
