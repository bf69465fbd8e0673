/* reading.h: a table on its way to a dataset: what all layouts share. Inside of datasets/.
 *
 * A table is parsed once to read its values or, before that, to find its years (`scanning`). The
 * layout (layout.h) is recognised by the header; then it takes row by row, finds what unit, year
 * and series (the code of an indicator) each value belongs to, and stores it. Rows and columns
 * appear as they come; values stand in one block a column. */
#pragma once

#include "datasets/csv/csv-row.h"
#include "datasets/csv/header.h"
#include "datasets/csv/value.h"
#include "datasets/dataset/dataset-store.h"
#include "datasets/layouts/lookup.h"
#include "datasets/units/unit-finder.h"

typedef struct _DgmiLayout DgmiLayout;

/* In place of a unit or series: left out, after a failure or because nobody asked for it. */
#define DGMI_LEFT_OUT (-1)
#define DGMI_AGGREGATE (-2) /* a unit that is a group of countries */

typedef struct
{
  const char *code;
  const char *name; /* NULL = none */
} DgmiReadingUnit;

typedef struct
{
  const DgmiDatasetOptions *options;
  DgmiMessages *messages;
  guint failures; /* before the reading */
  DgmiDataset *dataset;
  gboolean scanning;
  gboolean count_units; /* scanning: `years` counts units, not rows */
  int year;             /* the one to read; 0 = any */
  DgmiValues *values;
  DgmiYears *years; /* all the table has */
  DgmiHeader *header;
  const DgmiLayout *layout;
  gpointer state;  /* the layout's own; freed with g_free() */
  guint preamble;  /* rows before the header */
  guint footer;    /* rows after the data that are none */
  gboolean failed; /* reading ended early */

  /* Set by the layout at the header. */
  DgmiUnitKind unit_kind;
  guint unit_field;
  int name_field;    /* -1 = none */
  gboolean is_dense; /* a value in the table for each of the dataset */
  gboolean labelled; /* codes are followed by ": label" */

  DgmiUnitFinder *finder;
  DgmiLookup unit_of_text; /* to an index of `units` */
  GHashTable *unit_of_code;
  GArray *units;    /* of DgmiReadingUnit */
  guint aggregates; /* rows left out */
  DgmiPairs rows;   /* unit, year: in the order of the dataset's rows */

  DgmiLookup series; /* to a column of the dataset */
  GHashTable *series_of_code;
  guint not_asked; /* series */
} DgmiReading;

void dgmi_reading_init(DgmiReading *reading, const char *file, const DgmiDatasetOptions *options,
                       int year, DgmiMessages *messages);
void dgmi_reading_clear(DgmiReading *reading);

/* The DgmiCsvHandler of a reading. */
gboolean dgmi_reading_on_row(const DgmiCsvRow *row, gpointer reading);

/* What is left to say after the last row. */
void dgmi_reading_end(DgmiReading *reading);

/* ---- For layouts ---- */

/* The first column with one of the names (NULL-terminated), or -1. */
int dgmi_reading_find(const DgmiReading *reading, const char *const *names);

/* What the row's unit is: an index, DGMI_LEFT_OUT or DGMI_AGGREGATE (which is counted). */
int dgmi_reading_unit(DgmiReading *reading, const DgmiCsvRow *row);

/* The column of the series that `field` names, or DGMI_LEFT_OUT. */
int dgmi_reading_series(DgmiReading *reading, const DgmiCsvRow *row, guint field);

/* The dataset's row of a unit in a year, which is added where there is none; -1 with a failure
 * where the dataset gets too large. */
int dgmi_reading_row(DgmiReading *reading, const DgmiCsvRow *row, guint unit, int year);

/* Counts a row of `year` that has something to offer, while years are looked for. */
void dgmi_reading_count(DgmiReading *reading, const DgmiCsvRow *row, int year);

/* Stores the value in `field`. A second value of the same cell is a failure. */
void dgmi_reading_store(DgmiReading *reading, const DgmiCsvRow *row, guint field, guint column,
                        guint at);

/* Whether `name` is one of `names` (NULL-terminated, may be NULL), letter case apart. */
gboolean dgmi_reading_is_listed(const char *const *names, const char *name);

/* Holds the framework against the series there were: a failure for each indicator without one. */
void dgmi_reading_check_framework(DgmiReading *reading);

/* The text of a code that may have a label ("CN: China"); *label gets the label or NULL. Free with
 * g_free(). */
char *dgmi_reading_code(const DgmiReading *reading, const char *text, const char **label);

/* The one note on a table in a layout of others: "read as a tidy long table: 3 indicators,
 * 2010–2022; " and what was left out (may be NULL). */
void dgmi_reading_note(DgmiReading *reading, DgmiSentence *left_out);
