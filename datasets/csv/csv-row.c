#include "datasets/csv/csv-row.h"

#include <assert.h>
#include <string.h>

/* The row as text is scanned only to say where something is, so these scans need not be fast. They
 * follow libcsv: a quote opens a field only as its first character after blanks, and inside quotes
 * two quotes stand for one. */

guint dgmi_csv_row_n(const DgmiCsvRow *row)
{
  return row->n;
}

const char *dgmi_csv_row_field(const DgmiCsvRow *row, guint i, gsize *length)
{
  assert(i < row->n);
  if (length != NULL)
    *length = row->fields[i].length;
  return row->text + row->fields[i].start;
}

guint dgmi_csv_row_line(const DgmiCsvRow *row)
{
  return row->line;
}

void dgmi_csv_row_clear(DgmiCsvRow *row)
{
  g_clear_pointer(&row->fields, g_free);
  g_clear_pointer(&row->text, g_free);
}

void dgmi_csv_row_append(DgmiCsvRow *row, const char *value, gsize length)
{
  if (row->n == row->size)
  {
    row->size = MAX(16, row->size * 2);
    row->fields = g_renew(DgmiCsvField, row->fields, row->size);
  }
  if (row->text_length + length + 1 > row->text_size)
  {
    /* Bounded by the row's ceiling: fields are never longer than their row. */
    assert(length <= DGMI_CSV_ROW_MAX && row->text_length <= 2 * (gsize)DGMI_CSV_ROW_MAX);
    row->text_size = MAX(row->text_length + length + 1, row->text_size * 2);
    row->text = g_realloc(row->text, row->text_size);
  }
  row->fields[row->n++] = (DgmiCsvField){(guint)row->text_length, (guint)length};
  memcpy(row->text + row->text_length, value, length + 1);
  row->text_length += length + 1;
}

static gboolean is_blank(char c)
{
  return c == ' ' || c == '\t';
}

/* Where a field stands in the raw row. */
typedef struct
{
  gsize begin; /* its first byte, blanks included */
  gsize first; /* the first that is no blank */
  gsize last;  /* past the last that is no blank */
  gsize end;   /* the delimiter or line end after it */
  gboolean quoted;
  gboolean closed; /* quoted, and the closing quote was seen */
} Span;

static gsize skip_quoted(const DgmiCsvRow *row, gsize at, Span *span)
{
  for (at++; at < row->raw_length; at++)
    if (row->raw[at] == '"')
    {
      if (at + 1 == row->raw_length || row->raw[at + 1] != '"')
      {
        span->closed = TRUE;
        return at + 1;
      }
      at++;
    }
  return at;
}

/* The field that begins at byte `begin`. */
static Span scan_field(const DgmiCsvRow *row, gsize begin)
{
  const char *raw = row->raw;
  gsize at = begin;
  while (at < row->raw_length && is_blank(raw[at]) && raw[at] != row->delimiter)
    at++;
  Span span = {begin, at, at, at, FALSE, FALSE};
  if (at < row->raw_length && raw[at] == '"')
  {
    span.quoted = TRUE;
    span.last = at = skip_quoted(row, at, &span);
  }
  while (at < row->raw_length && raw[at] != row->delimiter && raw[at] != '\n' && raw[at] != '\r')
  {
    if (!is_blank(raw[at]))
      span.last = at + 1;
    at++;
  }
  span.end = at;
  return span;
}

/* Steps to the field after `span`; FALSE if it was the row's last. */
static gboolean next_field(const DgmiCsvRow *row, Span *span)
{
  if (span->end >= row->raw_length || row->raw[span->end] != row->delimiter)
    return FALSE;
  *span = scan_field(row, span->end + 1);
  return TRUE;
}

/* Moves `place` over the bytes from `from` to `to`. */
static void advance(DgmiPlace *place, const char *from, const char *to)
{
  for (; from < to; from++)
    if (*from == '\n')
    {
      place->line++;
      place->column = 1;
    }
    else if (((guchar)*from & 0xC0) != 0x80) /* not inside a character */
      place->column++;
}

static DgmiPlace row_start(const DgmiCsvRow *row)
{
  return (DgmiPlace){.file = row->file, .line = row->line, .column = 1};
}

DgmiPlace dgmi_csv_row_offset_place(const DgmiCsvRow *row, gsize offset)
{
  assert(offset <= row->raw_length);
  DgmiPlace place = row_start(row);
  advance(&place, row->raw, row->raw + offset);
  return place;
}

static DgmiPlace cell_place(const DgmiCsvRow *row, guint i)
{
  return (DgmiPlace){
      .file = row->file, .line = row->line, .column = row->first_column + i, .is_cell = TRUE};
}

DgmiPlace dgmi_csv_row_place(const DgmiCsvRow *row, guint i)
{
  assert(i <= row->n);
  if (row->is_cells)
    return cell_place(row, i);
  Span span = scan_field(row, 0);
  for (guint k = 0; k < i; k++)
    if (!next_field(row, &span))
      return dgmi_csv_row_offset_place(row, span.last); /* i = n: where the row ends */
  return dgmi_csv_row_offset_place(row, span.first);
}

void dgmi_csv_row_places(const DgmiCsvRow *row, DgmiPlace *places)
{
  for (guint i = 0; row->is_cells && i < row->n; i++)
    places[i] = cell_place(row, i);
  if (row->is_cells)
    return;
  DgmiPlace place = row_start(row);
  const char *at = row->raw;
  Span span = scan_field(row, 0);
  for (guint i = 0; i < row->n; i++)
  {
    advance(&place, at, row->raw + span.first);
    at = row->raw + span.first;
    places[i] = place;
    const gboolean more = next_field(row, &span);
    assert(more == (i + 1 < row->n));
    (void)more;
  }
}

guint dgmi_csv_row_blanks(const DgmiCsvRow *row, guint *first)
{
  guint count = 0, i = 0;
  Span span = scan_field(row, 0);
  do
  {
    /* Blanks alone are an empty field, not blanks at the ends of one. */
    const gboolean some = span.last > span.first || span.quoted;
    if (some && (span.first > span.begin || span.last < span.end) && count++ == 0)
      *first = i;
    i++;
  } while (next_field(row, &span));
  return count;
}

gsize dgmi_csv_row_open_quote(const DgmiCsvRow *row)
{
  Span span = scan_field(row, 0);
  gsize open = span.first;
  do
    if (span.quoted && !span.closed)
      open = span.first;
  while (next_field(row, &span));
  return open;
}

gsize dgmi_csv_row_lone_return(const DgmiCsvRow *row)
{
  Span span = scan_field(row, 0);
  while (next_field(row, &span))
    ;
  const gsize end = span.end;
  if (end >= row->raw_length || row->raw[end] != '\r')
    return row->raw_length;
  return end + 1 < row->raw_length && row->raw[end + 1] == '\n' ? row->raw_length : end;
}

char *dgmi_csv_quote(const char *text)
{
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  GString *out = g_string_new("'");
  const char *p = valid;
  for (guint n = 0; *p != '\0' && n < 40; n++, p = g_utf8_next_char(p))
  {
    const gunichar c = g_utf8_get_char(p);
    g_string_append_unichar(out, g_unichar_iscntrl(c) ? ' ' : c);
  }
  g_string_append(out, *p != '\0' ? "…'" : "'");
  return g_string_free(out, FALSE);
}

void dgmi_csv_append(GString *out, const char *field, char delimiter)
{
  const char special[] = {'"', '\n', '\r', delimiter, '\0'};
  const gsize length = strlen(field);
  const gboolean blank_end = length > 0 && (is_blank(field[0]) || is_blank(field[length - 1]));
  if (!blank_end && field[strcspn(field, special)] == '\0')
  {
    g_string_append_len(out, field, (gssize)length);
    return;
  }
  g_string_append_c(out, '"');
  for (const char *p = field; *p != '\0'; p++)
  {
    if (*p == '"')
      g_string_append_c(out, '"');
    g_string_append_c(out, *p);
  }
  g_string_append_c(out, '"');
}
