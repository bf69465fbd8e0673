/* dataset-store.h: the inside of a dataset, shared by dataset*.c, reading.c and layout*.c alone.
 */
#pragma once

#include <string.h>

#include "datasets/dataset/dataset.h"

typedef struct
{
  const char *name;
  guint field;         /* in a wide table */
  gboolean as_numbers; /* with as_texts FALSE and `guess`: until its first value says otherwise */
  gboolean as_texts;
  gboolean guess;
  double *numbers;    /* n_units, room for `capacity` */
  const char **texts; /* likewise; either may be NULL */
} DgmiDatasetColumn;

struct _DgmiDataset
{
  const char *file; /* interned */
  int year;
  GStringChunk *strings;
  guint n_units; /* rows; with `years` a unit and a year each */
  guint capacity;
  const char **codes;
  const char **names;
  int *years;          /* NULL = all of the year `year` */
  GHashTable *by_code; /* code -> its first row + 1 */
  guint n_columns;
  guint columns_size;
  DgmiDatasetColumn *columns;
};

/* While a dataset is read, a number that was not set yet, which is no missing one: a quiet NaN with
 * a payload of its own; and a text that was set to missing. dgmi_dataset_finish() makes both
 * missing. */
static inline double dgmi_dataset_unset(void)
{
  const guint64 bits = G_GUINT64_CONSTANT(0x7FF8000000756E73);
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

static inline gboolean dgmi_dataset_is_unset(double value)
{
  const double unset = dgmi_dataset_unset();
  return memcmp(&value, &unset, sizeof value) == 0;
}

extern const char dgmi_dataset_missing_text[];

/* An empty dataset; with `all_years` its rows have a year each. */
DgmiDataset *dgmi_dataset_new(const char *file, int year,
                              gboolean all_years) G_GNUC_WARN_UNUSED_RESULT;

/* Adds a row whose values are not set. `code` and `name` (may be NULL) live as long as the dataset.
 */
guint dgmi_dataset_add_row(DgmiDataset *dataset, const char *code, const char *name, int year);

/* Adds a column, which takes over what `column` says but its values and name. */
guint dgmi_dataset_add_column(DgmiDataset *dataset, const char *name,
                              const DgmiDatasetColumn *column);

/* Makes a column that was to be guessed one of texts. */
void dgmi_dataset_settle_as_texts(DgmiDataset *dataset, DgmiDatasetColumn *column);

void dgmi_dataset_finish(DgmiDataset *dataset);
