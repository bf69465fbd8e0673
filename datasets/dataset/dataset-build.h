/* dataset-build.h: datasets made from others: some of the units, units beside them, columns beside
 * them, one value changed. Each makes a dataset of its own; text is copied. */
#pragma once

#include "datasets/dataset/dataset.h"
#include "indicators/base/export.h"

G_BEGIN_DECLS

/* Units × columns of numbers as a caller has them. */
typedef struct
{
  guint n_units;
  const char *const *codes; /* n_units */
  const char *const *names; /* n_units; NULL = none, an entry NULL = that one has none */
  guint n_columns;
  const char *const *columns;   /* their codes, n_columns */
  const double *const *numbers; /* n_columns, each of n_units; missing = NaN */
  int year;                     /* 0 = none */
  gpointer reserved[4];
} DgmiArrays;

/* A dataset of these numbers, which are copied. Error DGMI_ERROR_DATA: a code of a unit or column
 * that is empty or there twice, a number that is infinite. Cost: linear. */
DGMI_EXPORT DgmiDataset *dgmi_dataset_from_arrays(const DgmiArrays *arrays,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Adds a column of texts, n_units of them, NULL = missing; copied. There must be no column of that
 * name yet. */
DGMI_EXPORT void dgmi_dataset_add_texts(DgmiDataset *dataset, const char *name,
                                        const char *const *texts);

/* Changes one number. FALSE if there is no numeric column of that name. */
DGMI_EXPORT gboolean dgmi_dataset_set_number(DgmiDataset *dataset, guint unit, const char *column,
                                             double value) G_GNUC_WARN_UNUSED_RESULT;

/* The units listed, in that order. */
DGMI_EXPORT DgmiDataset *dgmi_dataset_select(const DgmiDataset *dataset, const guint *units,
                                             guint n) G_GNUC_WARN_UNUSED_RESULT;

/* The units of `first`, then those of `second`; the columns of `first`, missing for units of
 * `second` that lacks them. A unit of both is a failure (NULL). */
DGMI_EXPORT DgmiDataset *dgmi_dataset_append(const DgmiDataset *first, const DgmiDataset *second,
                                             DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* All of it, to be changed. */
DGMI_EXPORT DgmiDataset *dgmi_dataset_copy(const DgmiDataset *dataset) G_GNUC_WARN_UNUSED_RESULT;

/* The units and columns of `first` and, by code, the columns of `second`, missing for units that
 * `second` lacks. A column of both is a failure (NULL); units of `second` alone are left out, with
 * a note. */
DGMI_EXPORT DgmiDataset *dgmi_dataset_join(const DgmiDataset *first, const DgmiDataset *second,
                                           DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
