#include "datasets/spreadsheets/sheet.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

#include "indicators/base/memory.h"

/* How many rows of one cell are kept before they are taken for a table of one column. */
#define HELD_MAX 1000
/* Groups of merged cells that are kept. */
#define MERGES_MAX 10000
/* How often rows may be repeated in all: a table of units has no two rows alike. */
#define REPEATS_MAX 10000

typedef struct
{
  guint column;
  gsize start; /* in `text` */
  gsize length;
} SheetCell;

typedef struct
{
  guint line;
  GArray *cells; /* of SheetCell, none empty */
  GString *text;
} Row;

typedef struct
{
  guint row, column, last_row, last_column;
} Merge;

typedef enum
{
  BEFORE_TABLE,
  AT_HEADER, /* which is held until the row after it shows where the table's first column is */
  IN_TABLE
} Stage;

struct _DgmiSheet
{
  const char *file; /* interned */
  DgmiCsvHandler handler;
  gpointer user_data;
  DgmiMessages *messages;
  gboolean stopped;

  Row *row;        /* the current one */
  GPtrArray *held; /* of Row: single cells above the table, or below it */
  Row *header;
  Stage stage;
  guint first_column;
  guint width;     /* of the widest row of the table so far */
  guint last_line; /* of the table so far */
  guint repeats;

  DgmiSheetMerges ask;
  gpointer ask_data;
  GArray *merges;  /* of Merge */
  gboolean asking; /* for merges: those of the data were or will be told of */
  guint blanks;    /* cells with blanks at their ends */
  DgmiPlace first_blank;

  DgmiCsvRow out;
};

/* ---- Rows ---- */

static Row *new_row(void)
{
  Row *row = g_new0(Row, 1);
  row->cells = g_array_new(FALSE, FALSE, sizeof(SheetCell));
  row->text = g_string_new(NULL);
  return row;
}

static void free_row(gpointer data)
{
  Row *row = data;
  if (row == NULL)
    return;
  g_array_unref(row->cells);
  g_string_free(row->text, TRUE);
  g_free(row);
}

static void clear_row(Row *row)
{
  g_array_set_size(row->cells, 0);
  g_string_truncate(row->text, 0);
}

static Row *copy_row(const Row *row)
{
  Row *copy = new_row();
  copy->line = row->line;
  g_array_append_vals(copy->cells, row->cells->data, row->cells->len);
  g_string_append_len(copy->text, row->text->str, (gssize)row->text->len);
  return copy;
}

static const SheetCell *cell_at(const Row *row, guint i)
{
  return &g_array_index(row->cells, SheetCell, i);
}

static guint first_of(const Row *row)
{
  return cell_at(row, 0)->column;
}

static guint last_of(const Row *row)
{
  return cell_at(row, row->cells->len - 1)->column;
}

/* ---- The sheet ---- */

DgmiSheet *dgmi_sheet_new(const char *file, DgmiCsvHandler handler, gpointer user_data,
                          DgmiMessages *messages)
{
  assert(file != NULL && handler != NULL && messages != NULL);
  DgmiSheet *sheet = g_new0(DgmiSheet, 1);
  sheet->file = g_intern_string(file);
  sheet->handler = handler;
  sheet->user_data = user_data;
  sheet->messages = messages;
  sheet->row = new_row();
  sheet->held = g_ptr_array_new_with_free_func(free_row);
  sheet->merges = g_array_new(FALSE, FALSE, sizeof(Merge));
  sheet->out = (DgmiCsvRow){.file = sheet->file, .delimiter = ',', .is_cells = TRUE};
  return sheet;
}

static void clear_sheet(DgmiSheet *sheet)
{
  free_row(sheet->row);
  free_row(sheet->header);
  g_ptr_array_unref(sheet->held);
  g_array_unref(sheet->merges);
  dgmi_csv_row_clear(&sheet->out);
}

DGMI_DEFINE_FREE(dgmi_sheet_free, DgmiSheet, clear_sheet)

void dgmi_sheet_ask_merges(DgmiSheet *sheet, DgmiSheetMerges ask, gpointer user_data)
{
  sheet->ask = ask;
  sheet->ask_data = user_data;
}

gboolean dgmi_sheet_stopped(const DgmiSheet *sheet)
{
  return sheet->stopped;
}

static DgmiPlace place_of(const DgmiSheet *sheet, guint row, guint column)
{
  return (DgmiPlace){.file = sheet->file, .line = row, .column = column, .is_cell = TRUE};
}

static void add_failure(DgmiSheet *sheet, guint row, guint column, const char *format,
                        va_list arguments) G_GNUC_PRINTF(4, 0);
static void add_failure(DgmiSheet *sheet, guint row, guint column, const char *format,
                        va_list arguments)
{
  const DgmiPlace place = place_of(sheet, row, column);
  dgmi_messages_add(sheet->messages, DGMI_FAILURE, &place,
                    dgmi_sentence_new_valist(format, arguments));
}

void dgmi_sheet_fail(DgmiSheet *sheet, guint row, guint column, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  add_failure(sheet, row, column, format, arguments);
  va_end(arguments);
  sheet->stopped = TRUE;
}

void dgmi_sheet_object(DgmiSheet *sheet, guint row, guint column, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  add_failure(sheet, row, column, format, arguments);
  va_end(arguments);
}

/* ---- Merged cells ---- */

/* Every column has to have a name of its own; a header with merged cells is for people alone. */
static void check_header(DgmiSheet *sheet, const Merge *merge)
{
  const guint header = sheet->header->line;
  const gboolean beside = merge->last_column < sheet->first_column ||
                          merge->column >= sheet->first_column + sheet->width;
  if (!sheet->stopped && !beside && merge->row <= header && merge->last_row >= header)
    dgmi_sheet_fail(sheet, merge->row, merge->column,
                    "this cell of the header is merged with others; unmerge it, and give each "
                    "column a name in one row");
}

void dgmi_sheet_merge(DgmiSheet *sheet, guint row, guint column, guint last_row, guint last_column)
{
  const Merge merge = {row, column, last_row, last_column};
  if (sheet->stage == IN_TABLE)
    check_header(sheet, &merge);
  if (!sheet->asking && sheet->merges->len < MERGES_MAX)
    g_array_append_val(sheet->merges, merge);
}

static void note_merges(const DgmiSheet *sheet)
{
  guint n = 0;
  DgmiPlace first = {0};
  for (guint i = 0; i < sheet->merges->len; i++)
  {
    const Merge *merge = &g_array_index(sheet->merges, Merge, i);
    if (sheet->header == NULL || merge->row <= sheet->header->line ||
        merge->row > sheet->last_line || merge->column >= sheet->first_column + sheet->width)
      continue;
    if (n++ == 0)
      first = place_of(sheet, merge->row, merge->column);
  }
  if (n > 0)
    dgmi_note(sheet->messages, &first,
              n == 1 ? "%u group of merged cells: the value is that of the first, the others are "
                       "empty"
                     : "%u groups of merged cells: the value is that of the first, the others are "
                       "empty",
              n);
}

/* ---- Out ---- */

/* The fields from the first column of the table to the last one that any row has. */
static void emit(DgmiSheet *sheet, const Row *row)
{
  DgmiCsvRow *out = &sheet->out;
  if (sheet->stopped)
    return;
  if (first_of(row) < sheet->first_column)
  {
    dgmi_sheet_fail(sheet, row->line, first_of(row),
                    "this cell stands left of the table; empty it, or give its column a name");
    return;
  }
  out->n = 0;
  out->text_length = 0;
  out->line = row->line;
  out->first_column = sheet->first_column;
  sheet->width = MAX(sheet->width, last_of(row) - sheet->first_column + 1);
  sheet->last_line = row->line;
  for (guint i = 0, column = sheet->first_column; column < sheet->first_column + sheet->width;
       column++)
  {
    const SheetCell *cell = i < row->cells->len ? cell_at(row, i) : NULL;
    const gboolean filled = cell != NULL && cell->column == column;
    dgmi_csv_row_append(out, filled ? row->text->str + cell->start : "", filled ? cell->length : 0);
    i += filled;
  }
  if (!sheet->handler(out, sheet->user_data))
    sheet->stopped = TRUE;
}

static void emit_held(DgmiSheet *sheet)
{
  for (guint i = 0; i < sheet->held->len; i++)
    emit(sheet, sheet->held->pdata[i]);
  g_ptr_array_set_size(sheet->held, 0);
}

/* ---- Where the table is ---- */

/* Whether the header has fewer names than the table columns, as with merged cells. */
static gboolean has_gaps(const DgmiSheet *sheet, const Row *next)
{
  const Row *header = sheet->header;
  return last_of(header) - first_of(header) + 1 > header->cells->len ||
         (next != NULL && last_of(next) > last_of(header));
}

/* `next`: the row after the header, NULL = none. */
static void emit_header(DgmiSheet *sheet, const Row *next)
{
  const Row *header = sheet->header;
  sheet->stage = IN_TABLE;
  sheet->first_column = next != NULL ? MIN(first_of(header), first_of(next)) : first_of(header);
  sheet->width = MAX(last_of(header), next != NULL ? last_of(next) : 0) - sheet->first_column + 1;
  for (guint i = 0; i < sheet->merges->len; i++)
    check_header(sheet, &g_array_index(sheet->merges, Merge, i));
  sheet->asking = TRUE;
  if (sheet->ask != NULL && has_gaps(sheet, next))
    sheet->ask(sheet, sheet->ask_data);
  sheet->asking = FALSE;
  sheet->width = 0;
  emit(sheet, header);
}

/* Of the rows held above or below the table. */
static void note_held(DgmiSheet *sheet, gboolean above)
{
  const guint n = sheet->held->len;
  if (n == 0)
    return;
  const Row *first = sheet->held->pdata[0];
  const DgmiPlace place = place_of(sheet, first->line, first_of(first));
  if (above)
    dgmi_note(sheet->messages, &place,
              n == 1 ? "%u row above the table was left out"
                     : "%u rows above the table were left out",
              n);
  else
    dgmi_note(sheet->messages, &place,
              n == 1 ? "%u row below the table was left out"
                     : "%u rows below the table were left out",
              n);
  g_ptr_array_set_size(sheet->held, 0);
}

static void begin_table(DgmiSheet *sheet, const Row *header)
{
  note_held(sheet, TRUE);
  sheet->header = copy_row(header);
  sheet->stage = AT_HEADER;
}

/* The rows held make a table of one column. */
static void take_one_column(DgmiSheet *sheet)
{
  sheet->header = copy_row(sheet->held->pdata[0]);
  emit_header(sheet, NULL);
  g_ptr_array_remove_index(sheet->held, 0);
  emit_held(sheet);
}

static void row_before(DgmiSheet *sheet, const Row *row)
{
  if (row->cells->len > 1)
    begin_table(sheet, row);
  else
    g_ptr_array_add(sheet->held, copy_row(row));
  if (sheet->held->len > HELD_MAX)
    take_one_column(sheet);
}

static void row_inside(DgmiSheet *sheet, const Row *row)
{
  const gboolean after_gap = sheet->held->len > 0 || row->line > sheet->last_line + 1;
  if (row->cells->len == 1 && sheet->width > 1 && after_gap && sheet->held->len < HELD_MAX)
  {
    g_ptr_array_add(sheet->held, copy_row(row));
    return;
  }
  emit_held(sheet);
  emit(sheet, row);
}

static void take_row(DgmiSheet *sheet, const Row *row)
{
  if (sheet->stage == AT_HEADER)
    emit_header(sheet, row);
  if (sheet->stage == BEFORE_TABLE)
    row_before(sheet, row);
  else
    row_inside(sheet, row);
}

/* ---- In ---- */

static gboolean is_blank(char c)
{
  return c == ' ' || c == '\t';
}

void dgmi_sheet_cell(DgmiSheet *sheet, guint row, guint column, const char *text, gsize length)
{
  Row *current = sheet->row;
  gsize from = 0;
  while (from < length && is_blank(text[from]))
    from++;
  gsize to = length;
  while (to > from && is_blank(text[to - 1]))
    to--;
  if (from == to || sheet->stopped)
    return;
  if (row > DGMI_SHEET_ROWS || column > DGMI_SHEET_COLUMNS)
    dgmi_sheet_fail(sheet, row, column,
                    "a sheet has at most %d rows and %d columns; this cell lies beyond them",
                    DGMI_SHEET_ROWS, DGMI_SHEET_COLUMNS);
  else if (to - from > DGMI_SHEET_TEXT ||
           current->text->len + (to - from) + DGMI_SHEET_COLUMNS > DGMI_CSV_ROW_MAX)
    dgmi_sheet_fail(sheet, row, column, "this cell's text, or that of its row, is too long");
  if (sheet->stopped)
    return;
  if (to - from < length && sheet->blanks++ == 0)
    sheet->first_blank = place_of(sheet, row, column);
  const SheetCell cell = {column, current->text->len, to - from};
  current->line = row;
  g_array_append_val(current->cells, cell);
  g_string_append_len(current->text, text + from, (gssize)(to - from));
  g_string_append_c(current->text, '\0');
}

void dgmi_sheet_end_row(DgmiSheet *sheet, guint times)
{
  Row *row = sheet->row;
  const guint line = row->line;
  if (row->cells->len > 0 && times > 1)
    sheet->repeats += MIN(times, REPEATS_MAX + 1);
  if (sheet->repeats > REPEATS_MAX)
    dgmi_sheet_fail(sheet, line, first_of(row),
                    "rows that are repeated unchanged are more than %d; is this a table with a row "
                    "a unit?",
                    REPEATS_MAX);
  for (guint i = 0; i < times && row->cells->len > 0 && !sheet->stopped; i++)
  {
    row->line = line + i;
    take_row(sheet, row);
  }
  clear_row(row);
}

static void add_notes(DgmiSheet *sheet)
{
  if (sheet->blanks > 0)
    dgmi_note(sheet->messages, &sheet->first_blank,
              sheet->blanks == 1 ? "%u field had blanks at its ends, which were left out"
                                 : "%u fields had blanks at their ends, which were left out",
              sheet->blanks);
  note_merges(sheet);
}

void dgmi_sheet_finish(DgmiSheet *sheet)
{
  if (sheet->stopped)
    return;
  if (sheet->stage == AT_HEADER)
    emit_header(sheet, NULL);
  else if (sheet->stage == BEFORE_TABLE && sheet->held->len > 0)
    take_one_column(sheet);
  note_held(sheet, FALSE);
  add_notes(sheet);
}
