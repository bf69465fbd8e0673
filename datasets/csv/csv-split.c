#include <string.h>

#include "datasets/csv/csv-row.h"

/* Most rows are plain: no quotes, or quotes around whole fields with none inside. They are split
 * here in one pass, with libcsv's rules and several times as fast; the tests hold the one against
 * the other (tests/datasets/test-csv.c). */

/* Grown by hand, as the text is: with a GArray of fields a million rows took 1.25 times as long
 * (bench/load). */
static void add_field(DgmiCsvRow *row, const char *start, const char *end)
{
  if (G_UNLIKELY(row->n == row->size))
  {
    row->size = MAX(16, row->size * 2);
    row->fields = g_renew(DgmiCsvField, row->fields, row->size);
  }
  row->fields[row->n++] = (DgmiCsvField){(guint)(start - row->text), (guint)(end - start)};
}

static void copy_line(DgmiCsvRow *row, gsize length)
{
  if (G_UNLIKELY(length + 1 > row->text_size))
  {
    row->text_size = MAX(length + 1, row->text_size * 2);
    row->text = g_realloc(row->text, row->text_size);
  }
  memcpy(row->text, row->raw, length);
  row->text[length] = '\0';
  row->text_length = length + 1;
}

static inline gboolean is_blank(char c)
{
  return c == ' ' || c == '\t';
}

/* Ends the field at *at (where its value begins) with a NUL and returns where its delimiter stood,
 * or NULL if it is not plain. */
static char *split_field(DgmiCsvRow *row, char *at, char *end, DgmiCsvSplit *split)
{
  const char delimiter = row->delimiter;
  char *start = at;
  while (start < end && is_blank(*start) && *start != delimiter)
    start++;
  char *stop, *value_end;
  if (start < end && *start == '"')
  {
    value_end = memchr(start + 1, '"', (gsize)(end - start - 1));
    stop = value_end == NULL ? NULL : value_end + 1;
    if (stop == NULL || (stop < end && *stop != delimiter))
      return NULL;
    if (start > at)
      *split = DGMI_CSV_SPLIT_BLANKS;
    start++;
  }
  else
  {
    for (stop = start; stop < end && *stop != delimiter; stop++)
      if (G_UNLIKELY(*stop == '"'))
        return NULL;
    for (value_end = stop; value_end > start && is_blank(value_end[-1]);)
      value_end--;
    if (value_end > start && (start > at || value_end < stop))
      *split = DGMI_CSV_SPLIT_BLANKS;
  }
  add_field(row, start, value_end);
  *value_end = '\0';
  return stop;
}

DgmiCsvSplit dgmi_csv_row_split(DgmiCsvRow *row)
{
  gsize length = row->raw_length;
  if (length > 0 && row->raw[length - 1] == '\n')
    length--;
  if (length > 0 && row->raw[length - 1] == '\r')
    length--;
  copy_line(row, length);
  DgmiCsvSplit split = DGMI_CSV_SPLIT_PLAIN;
  char *at = row->text, *const end = row->text + length;
  while (at < end && is_blank(*at) && *at != row->delimiter)
    at++;
  if (at == end)
    return DGMI_CSV_SPLIT_PLAIN; /* a blank line has no field */
  for (at = row->text;; at++)
  {
    const gboolean is_last = (at = split_field(row, at, end, &split)) == end;
    if (at == NULL)
    {
      row->n = 0;
      row->text_length = 0;
      return DGMI_CSV_SPLIT_NOT;
    }
    if (is_last)
      return split;
  }
}
