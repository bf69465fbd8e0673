#include "datasets/csv/csv.h"

#include <assert.h>
#include <csv.h>
#include <stdarg.h>
#include <string.h>

#include "datasets/csv/book.h"
#include "datasets/csv/csv-row.h"
#include "datasets/csv/input.h"

/* libcsv is fed line by line, so that a row's lines and its raw text are known; everything else
 * about places is worked out from the raw text when a message needs it. */
typedef struct
{
  struct csv_parser parser;
  DgmiCsvRow row;
  gsize fed;           /* bytes of the row that the parser has had */
  guint line;          /* of the next byte to be fed */
  gboolean row_ended;  /* set by the parser's callback */
  gboolean has_blanks; /* the row may have fields with blanks at an end */
  gboolean stopped;    /* by a failure or by the handler */
  gboolean failed;
  DgmiCsvHandler handler;
  gpointer user_data;
  DgmiMessages *messages;
  const DgmiInput *input;
  guint blanks; /* fields with blanks at an end */
  DgmiPlace first_blank;
} CsvReader;

static void on_field(void *value, size_t length, void *user_data)
{
  dgmi_csv_row_append(&((CsvReader *)user_data)->row, value, length);
}

/* Called at every line end outside quotes (CSV_REPALL_NL), twice at CR LF. */
static void on_row(int terminator, void *user_data)
{
  if (terminator != CSV_CR)
    ((CsvReader *)user_data)->row_ended = TRUE;
}

static void reader_init(CsvReader *reader, const char *name, const DgmiCsvOptions *options,
                        DgmiMessages *messages)
{
  assert(name != NULL && messages != NULL);
  memset(reader, 0, sizeof *reader);
  const int status =
      csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL | CSV_REPALL_NL);
  assert(status == 0);
  (void)status;
  /* GLib's allocator never returns NULL, so the parser cannot run out of memory on its own. */
  csv_set_realloc_func(&reader->parser, g_realloc);
  csv_set_free_func(&reader->parser, g_free);
  csv_set_blk_size(&reader->parser, 4096);
  reader->row.file = g_intern_string(name);
  reader->row.delimiter = options != NULL ? options->delimiter : 0;
  assert(reader->row.delimiter != '"' && reader->row.delimiter != '\n');
  reader->line = 1;
  reader->messages = messages;
}

static void reader_clear(CsvReader *reader)
{
  csv_free(&reader->parser);
  dgmi_csv_row_clear(&reader->row);
}

static void G_GNUC_PRINTF(3, 4) fail(CsvReader *reader, gsize offset, const char *format, ...)
{
  const DgmiPlace place = dgmi_csv_row_offset_place(&reader->row, offset);
  va_list arguments;
  va_start(arguments, format);
  dgmi_messages_add(reader->messages, DGMI_FAILURE, &place,
                    dgmi_sentence_new_valist(format, arguments));
  va_end(arguments);
  reader->failed = reader->stopped = TRUE;
}

/* Whether the text is ASCII without NUL and CR: eight bytes at a time. */
static gboolean is_plain(const char *text, gsize length)
{
  const guint64 ones = G_GUINT64_CONSTANT(0x0101010101010101), returns = ones * '\r';
  gsize at = 0;
  for (; at + 8 <= length; at += 8)
  {
    guint64 word;
    memcpy(&word, text + at, 8);
    /* A top bit is set if a byte is above 127 or (by the borrow) if one is 0 or CR. */
    if (((word | (word - ones) | ((word ^ returns) - ones)) & (ones << 7)) != 0)
      return FALSE;
  }
  for (; at < length; at++)
    if (text[at] == '\0' || text[at] == '\r' || ((guchar)text[at] & 0x80) != 0)
      return FALSE;
  return TRUE;
}

/* The offset of the first byte that is NUL or no valid UTF-8, or `length`. */
static gsize first_invalid(const char *text, gsize length)
{
  const char *end;
  g_utf8_validate_len(text, length, &end);
  return (gsize)(end - text);
}

static gsize without_line_end(const char *line, gsize length)
{
  if (length > 0 && line[length - 1] == '\n')
    length -= length > 1 && line[length - 2] == '\r' ? 2 : 1;
  return length;
}

/* The line that ends the raw row so far and was not fed yet. */
static gboolean check_characters(CsvReader *reader)
{
  const DgmiCsvRow *row = &reader->row;
  const char *line = row->raw + reader->fed;
  const gsize length = row->raw_length - reader->fed;
  if (G_LIKELY(is_plain(line, without_line_end(line, length))))
    return TRUE;
  const gsize invalid = first_invalid(line, length);
  if (invalid < length && line[invalid] == '\0')
    fail(reader, reader->fed + invalid,
         "a NUL character, which text never holds; save the table as CSV in UTF-8");
  else if (invalid < length)
    fail(reader, reader->fed + invalid,
         "the text from here on is not %s; save the file as UTF-8 (in Excel: 'CSV UTF-8'), or name "
         "its encoding with --encoding",
         dgmi_input_encoding(reader->input));
  else
  {
    const char *carriage_return = memchr(line, '\r', length);
    if (carriage_return == NULL ||
        ((gsize)(carriage_return - line) + 2 == length && line[length - 1] == '\n'))
      return TRUE;
    const gsize lone = dgmi_csv_row_lone_return(row);
    if (lone < row->raw_length)
      fail(reader, lone,
           "a line that ends in CR alone, as on old Macintosh computers; save the file with line "
           "ends LF or CRLF");
  }
  return !reader->failed;
}

/* Counts the fields with blanks at their ends, which were left out. */
static void count_blanks(CsvReader *reader)
{
  const DgmiCsvRow *row = &reader->row;
  guint first = 0;
  const guint blanks = dgmi_csv_row_blanks(row, &first);
  if (blanks > 0 && reader->blanks == 0)
    reader->first_blank = dgmi_csv_row_place(row, first);
  reader->blanks += blanks;
}

static void end_row(CsvReader *reader)
{
  if (reader->row.n == 0)
    return; /* a blank line */
  if (reader->has_blanks)
    count_blanks(reader);
  if (!reader->handler(&reader->row, reader->user_data))
    reader->stopped = TRUE;
}

static void start_row(CsvReader *reader)
{
  reader->row.n = 0;
  reader->row.text_length = 0;
  reader->row.line = reader->line;
  reader->row_ended = FALSE;
  reader->fed = 0;
}

/* Splits a row of one line without libcsv, where it is plain. */
static gboolean split_line(CsvReader *reader)
{
  const DgmiCsvSplit split = dgmi_csv_row_split(&reader->row);
  if (split == DGMI_CSV_SPLIT_NOT)
    return FALSE;
  reader->has_blanks = split == DGMI_CSV_SPLIT_BLANKS;
  reader->row_ended = TRUE;
  reader->line++;
  reader->fed = reader->row.raw_length;
  return TRUE;
}

/* Feeds the rest of the raw row, which is one line. */
static void feed_line(CsvReader *reader)
{
  if (!check_characters(reader))
    return;
  DgmiCsvRow *row = &reader->row;
  if (reader->fed == 0 && split_line(reader))
    return;
  const gsize length = row->raw_length - reader->fed;
  reader->has_blanks = TRUE; /* looked for in rows that libcsv parsed: they are few */
  const gsize parsed =
      csv_parse(&reader->parser, row->raw + reader->fed, length, on_field, on_row, reader);
  if (parsed < length)
  {
    const gsize offset = reader->fed + parsed;
    fail(reader, offset,
         row->raw[offset] == '"'
             ? "a quote in the middle of a field; put the whole field in quotes and double each "
               "quote inside it"
             : "text after a closing quote; double each quote that belongs to the field, or add "
               "the missing delimiter");
    return;
  }
  reader->line++;
  reader->fed = row->raw_length;
}

static void finish(CsvReader *reader)
{
  if (csv_fini(&reader->parser, on_field, on_row, reader) != 0)
    fail(reader, dgmi_csv_row_open_quote(&reader->row),
         "this quote is never closed; add the closing quote, or remove this one");
  else if (reader->row_ended)
    end_row(reader);
}

static void check_ceiling(CsvReader *reader)
{
  if (reader->stopped || reader->row.raw_length <= DGMI_CSV_ROW_MAX)
    return;
  if (reader->fed > 0)
    fail(reader, dgmi_csv_row_open_quote(&reader->row),
         "the field that begins here is longer than 16 MiB; is its closing quote missing?");
  else
    fail(reader, 0, "this row is longer than 16 MiB; is this a table with one row a line?");
}

/* Parses the whole lines of `text`, which begins where the current row does; at the end (`final`)
 * also an unfinished one. Returns how many bytes are done with: up to where a row begins. */
static gsize feed(CsvReader *reader, const char *text, gsize length, gboolean final)
{
  DgmiCsvRow *row = &reader->row;
  row->raw = text;
  while (!reader->stopped)
  {
    const char *from = row->raw + reader->fed, *const end = text + length;
    const char *newline = from < end ? memchr(from, '\n', (gsize)(end - from)) : NULL;
    row->raw_length = (gsize)((newline != NULL ? newline + 1 : end) - row->raw);
    check_ceiling(reader);
    if (reader->stopped || (newline == NULL && (!final || from == end)))
      break;
    feed_line(reader);
    if (reader->stopped || !reader->row_ended)
      continue;
    end_row(reader);
    row->raw += row->raw_length;
    start_row(reader);
  }
  if (final && !reader->stopped)
    finish(reader);
  return (gsize)(row->raw - text);
}

/* The most frequent of , ; tab in the first line that is not blank, outside quotes. */
static char detect_delimiter(const char *text, gsize length)
{
  static const char candidates[] = {',', ';', '\t'};
  guint count[G_N_ELEMENTS(candidates)] = {0};
  gboolean quoted = FALSE, blank = TRUE;
  for (gsize i = 0; i < length; i++)
  {
    if (text[i] == '"')
      quoted = !quoted;
    if (text[i] == '\n' && !quoted && !blank)
      break;
    blank = blank && g_ascii_isspace(text[i]);
    for (guint c = 0; c < G_N_ELEMENTS(candidates) && !quoted; c++)
      count[c] += text[i] == candidates[c];
  }
  guint most = 0;
  for (guint c = 1; c < G_N_ELEMENTS(candidates); c++)
    if (count[c] > count[most])
      most = c;
  return candidates[most];
}

/* Looks at the beginning of the text. */
static void begin(CsvReader *reader, const char *text, gsize length)
{
  if (reader->row.delimiter == 0)
    reader->row.delimiter = detect_delimiter(text, length);
  csv_set_delim(&reader->parser, (unsigned char)reader->row.delimiter);
  start_row(reader);
}

static void add_notes(CsvReader *reader)
{
  if (reader->blanks > 0)
    dgmi_note(reader->messages, &reader->first_blank,
              reader->blanks == 1 ? "%u field had blanks at its ends, which were left out"
                                  : "%u fields had blanks at their ends, which were left out",
              reader->blanks);
}

/* Reads blocks to the end. The buffer holds the unfinished row and the block after it, so it is
 * never longer than the ceiling of a row and a block. */
static void read_blocks(CsvReader *reader, DgmiInput *input)
{
  gsize length = 0, got = 0;
  g_autoptr(GByteArray) buffer = g_byte_array_new();
  gboolean first = TRUE;
  do
  {
    g_byte_array_set_size(buffer, (guint)(length + DGMI_INPUT_BLOCK));
    char *text = (char *)buffer->data;
    gboolean ok;
    got = dgmi_input_read(input, text + length, DGMI_INPUT_BLOCK, &ok);
    if (!ok)
    {
      reader->failed = reader->stopped = TRUE;
      break;
    }
    length += got;
    if (first)
      begin(reader, text, length);
    first = FALSE;
    const gsize done = feed(reader, text, length, got == 0);
    length -= done;
    memmove(text, text + done, length);
    assert(reader->stopped || length <= (gsize)DGMI_CSV_ROW_MAX + 1);
  } while (got > 0 && !reader->stopped);
}

/* Takes `input`, which may be NULL after a failure. */
static gboolean read_input(DgmiInput *input, const char *name, const DgmiCsvOptions *options,
                           DgmiCsvHandler handler, gpointer user_data, DgmiMessages *messages)
{
  g_autoptr(DgmiInput) owned = input;
  if (owned == NULL)
    return FALSE;
  CsvReader reader;
  reader_init(&reader, name, options, messages);
  reader.handler = handler;
  reader.user_data = user_data;
  reader.input = owned;
  read_blocks(&reader, owned);
  add_notes(&reader);
  reader_clear(&reader);
  return !reader.failed;
}

static const char *encoding_of(const DgmiCsvOptions *options)
{
  return options == NULL ? NULL : options->encoding;
}

/* ---- Sheets ---- */

static gboolean read_sheet(DgmiSpreadsheet *spreadsheet, const DgmiCsvOptions *options,
                           DgmiCsvHandler handler, gpointer user_data, DgmiMessages *messages)
{
  if (dgmi_part_spreadsheet == NULL)
  {
    const DgmiPlace place = {.file = g_intern_string(spreadsheet->file)};
    dgmi_failure(messages, &place,
                 "this is a workbook (.xlsx, .ods), and this dgmi was built without what reads "
                 "them; save the sheet as CSV in UTF-8");
    return FALSE;
  }
  spreadsheet->decimal = options != NULL ? options->decimal : 0;
  return dgmi_part_spreadsheet(spreadsheet, handler, user_data, messages);
}

gboolean dgmi_csv_read(const char *file, const DgmiCsvOptions *options, DgmiCsvHandler handler,
                       gpointer user_data, DgmiMessages *messages)
{
  assert(file != NULL && handler != NULL && messages != NULL);
  const char *name = strcmp(file, "-") == 0 ? DGMI_CSV_STDIN : file;
  g_autofree char *book = NULL, *sheet = NULL;
  if (dgmi_spreadsheet_is(file, &book, &sheet))
    return read_sheet(&(DgmiSpreadsheet){.file = book, .sheet = sheet}, options, handler, user_data,
                      messages);
  if (dgmi_spreadsheet_names_none(file, messages))
    return FALSE;
  return read_input(dgmi_input_open(file, encoding_of(options), messages), name, options, handler,
                    user_data, messages);
}

gboolean dgmi_csv_read_text(const DgmiCsvText *text, const DgmiCsvOptions *options,
                            DgmiCsvHandler handler, gpointer user_data, DgmiMessages *messages)
{
  assert(text->name != NULL && handler != NULL && messages != NULL);
  if (dgmi_spreadsheet_begins(text->text, text->length))
    return read_sheet(
        &(DgmiSpreadsheet){.file = text->name, .text = text->text, .length = text->length}, options,
        handler, user_data, messages);
  return read_input(
      dgmi_input_new(text->text, text->length, text->name, encoding_of(options), messages),
      text->name, options, handler, user_data, messages);
}
