/* layout.h: the layouts of data tables, each in a file of its own. Inside of datasets/. */
#pragma once

#include "datasets/layouts/reading.h"

struct _DgmiLayout
{
  const char *name; /* "a tidy long table" */
  gboolean (*recognise)(const DgmiHeader *header);
  gboolean (*begin)(DgmiReading *reading); /* the header is known; FALSE with a failure */
  void (*row)(DgmiReading *reading, const DgmiCsvRow *row);
  void (*end)(DgmiReading *reading);   /* notes and failures after the last row */
  void (*clear)(DgmiReading *reading); /* frees what `state` holds but itself; may be NULL */
  gboolean has_padding;                /* empty columns and rows belong to it: no note on them */
};

extern const DgmiLayout dgmi_layout_wide, dgmi_layout_egovkb, dgmi_layout_tidy, dgmi_layout_wdi,
    dgmi_layout_sdmx;

/* The layout of a table with this header; that of a wide table is the last resort. */
const DgmiLayout *dgmi_layout_of(const DgmiHeader *header);

/* Whether a row is no header yet, but one of the lines World Bank downloads begin with. */
gboolean dgmi_layout_is_preamble(const DgmiCsvRow *row);

/* The columns that say what is what in wide and tidy tables, in order of preference. */
extern const char *const dgmi_layout_codes[], *const dgmi_layout_names[],
                                                  *const dgmi_layout_years[];

/* Sets the reading's fields of unit and name. FALSE with a failure if the table has neither codes
 * nor names that can be matched. */
gboolean dgmi_layout_find_units(DgmiReading *reading);

/* ---- A table of one value a row (layout-tidy.c), which SDMX-CSV is as well ---- */

typedef struct
{
  int year;   /* columns; -1 = none */
  int series; /* -1 = the one of the whole table, `only` */
  guint value;
  int only; /* a column of the dataset */
  /* Called before a value is stored (may be NULL). FALSE leaves the row out. */
  gboolean (*check)(DgmiReading *reading, const DgmiCsvRow *row, int series);
} DgmiTidyState;

void dgmi_layout_tidy_row(DgmiReading *reading, const DgmiCsvRow *row);
