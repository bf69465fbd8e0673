/* csv-row.h: the inside of a row, shared by csv*.c, and by the readers of values,
 * which look at fields by the million. */
#pragma once

#include <assert.h>

#include "datasets/csv/csv.h"

typedef struct
{
  guint start; /* in `text`; the ceiling of a row keeps both small */
  guint length;
} DgmiCsvField;

struct _DgmiCsvRow
{
  const char *file; /* interned */
  const char *raw;  /* the row as the file has it, line end included; NULL = of a sheet */
  gsize raw_length;
  guint line;
  gboolean is_cells;  /* of a sheet: line is its row, and the first field stands in */
  guint first_column; /* this column of it */
  char delimiter;
  guint n;
  guint size; /* of `fields` */
  DgmiCsvField *fields;
  char *text; /* the fields' values, each ending in NUL */
  gsize text_length;
  gsize text_size;
};

/* dgmi_csv_row_field(), inline. */
static inline const char *dgmi_csv_row_text(const DgmiCsvRow *row, guint i, gsize *length)
{
  assert(i < row->n);
  *length = row->fields[i].length;
  return row->text + row->fields[i].start;
}

void dgmi_csv_row_clear(DgmiCsvRow *row);

typedef enum
{
  DGMI_CSV_SPLIT_NOT,   /* not a plain row: libcsv has to */
  DGMI_CSV_SPLIT_PLAIN, /* done */
  DGMI_CSV_SPLIT_BLANKS /* done; blanks at the ends of fields were left out */
} DgmiCsvSplit;

/* Splits the raw row, which is one line, if it is plain: quotes, if any, around whole fields. */
DgmiCsvSplit dgmi_csv_row_split(DgmiCsvRow *row);

/* Appends a value; `value` has a NUL after its `length` bytes. */
void dgmi_csv_row_append(DgmiCsvRow *row, const char *value, gsize length);

/* The number of fields with blanks at an end outside quotes; *first is the first of them. */
guint dgmi_csv_row_blanks(const DgmiCsvRow *row, guint *first);

/* The place of the byte at `offset` of the raw row. */
DgmiPlace dgmi_csv_row_offset_place(const DgmiCsvRow *row, gsize offset);

/* The offset of the last quote that opens a field, for a row that ends inside quotes. */
gsize dgmi_csv_row_open_quote(const DgmiCsvRow *row);

/* The offset of the first CR outside quotes that no LF follows, or raw_length. */
gsize dgmi_csv_row_lone_return(const DgmiCsvRow *row);
