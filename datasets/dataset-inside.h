/* dataset-inside.h: the inside of a dataset, shared by dataset*.c alone. */
#pragma once

#include "datasets/dataset.h"
#include "datasets/header.h"

typedef struct
{
  const char *name;
  guint field;         /* in the table */
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
  guint n_units;
  guint capacity;
  const char **codes;
  const char **names;
  GHashTable *by_code; /* code -> unit + 1 */
  guint n_columns;
  DgmiDatasetColumn *columns;
};

/* Which columns of a table are which; -1 = none. */
typedef struct
{
  int code;
  int name;
  int year;
} DgmiDatasetKeys;

DgmiDatasetKeys dgmi_dataset_find_keys(const DgmiHeader *header);

/* Settles which columns are kept, as what. FALSE if nothing can be read (no code column). */
gboolean dgmi_dataset_choose_columns(DgmiDataset *dataset, const DgmiHeader *header,
                                     const DgmiDatasetKeys *keys, const DgmiDatasetOptions *options,
                                     DgmiMessages *messages);

/* Where a table's text comes from: memory if `text` is not NULL, else the file called `name`. */
typedef struct
{
  const char *name; /* "-" = standard input */
  const char *text;
  gsize length;
} DgmiDatasetSource;

gboolean dgmi_dataset_parse(const DgmiDatasetSource *source, const DgmiCsvOptions *options,
                            DgmiCsvHandler handler, gpointer user_data, DgmiMessages *messages);

/* The years of a table, as far as its rows are in order: the caller looks at the failures. Empty
 * without a year column, in which case only the header is read. */
GArray *dgmi_dataset_scan_years(const DgmiDatasetSource *source, const DgmiCsvOptions *options,
                                GArray **units, DgmiMessages *messages);

/* All of standard input, at most 1 GiB. NULL with a failure. */
GString *dgmi_dataset_read_stdin(DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;
