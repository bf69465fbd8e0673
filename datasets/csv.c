#include "datasets/csv.h"

#include <assert.h>
#include <csv.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "datasets/csv-row.h"

#define BLOCK (64u << 10)

/* libcsv is fed line by line, so that a row's lines and its raw text are known; everything else
 * about places is worked out from the raw text when a message needs it. */
typedef struct
{
  struct csv_parser parser;
  DgmiCsvRow row;
  gsize fed;          /* bytes of the row that the parser has had */
  guint line;         /* of the next byte to be fed */
  gboolean row_ended; /* set by the parser's callback */
  gboolean stopped;   /* by a failure or by the handler */
  gboolean failed;
  DgmiCsvHandler handler;
  gpointer user_data;
  DgmiMessages *messages;
  guint blanks; /* fields with blanks at an end */
  DgmiPlace first_blank;
} Reader;

static void on_field(void *value, size_t length, void *user_data)
{
  dgmi_csv_row_append(&((Reader *)user_data)->row, value, length);
}

/* Called at every line end outside quotes (CSV_REPALL_NL), twice at CR LF. */
static void on_row(int terminator, void *user_data)
{
  if (terminator != CSV_CR)
    ((Reader *)user_data)->row_ended = TRUE;
}

static void reader_init(Reader *reader, const char *name, const DgmiCsvOptions *options,
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

static void reader_clear(Reader *reader)
{
  csv_free(&reader->parser);
  dgmi_csv_row_clear(&reader->row);
}

static void G_GNUC_PRINTF(3, 4) fail(Reader *reader, gsize offset, const char *format, ...)
{
  const DgmiPlace place = dgmi_csv_row_offset_place(&reader->row, offset);
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  dgmi_failure(reader->messages, &place, "%s", text);
  reader->failed = reader->stopped = TRUE;
}

/* The offset of the first byte that is NUL or no valid UTF-8, or `length`. */
static gsize first_invalid(const char *text, gsize length)
{
  const guint64 ones = G_GUINT64_CONSTANT(0x0101010101010101);
  gsize at = 0;
  for (; at + 8 <= length; at += 8)
  {
    guint64 word;
    memcpy(&word, text + at, 8);
    /* A top bit is set if a byte is above 127 or (by the borrow) if one is 0. */
    if (((word | (word - ones)) & (ones << 7)) != 0)
      break;
  }
  const char *end;
  g_utf8_validate_len(text + at, length - at, &end);
  return (gsize)(end - text);
}

/* The line that ends the raw row so far and was not fed yet. */
static gboolean check_characters(Reader *reader)
{
  const DgmiCsvRow *row = &reader->row;
  const char *line = row->raw + reader->fed;
  const gsize length = row->raw_length - reader->fed;
  const gsize invalid = first_invalid(line, length);
  if (invalid < length && line[invalid] == '\0')
    fail(reader, reader->fed + invalid,
         "a NUL character, which text never holds; save the table as CSV in UTF-8");
  else if (invalid < length)
    fail(reader, reader->fed + invalid,
         "the text from here on is not UTF-8; save the file as UTF-8 (in Excel: 'CSV UTF-8')");
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

static gsize count_quotes(const char *text, gsize length)
{
  gsize count = 0;
  for (gsize i = 0; i < length; i++)
    count += text[i] == '"';
  return count;
}

/* Counts the fields with blanks at their ends, which the parser left out. What it left out shows in
 * the row's length: everything but delimiters, line end and quotes is in a field. */
static void count_blanks(Reader *reader)
{
  const DgmiCsvRow *row = &reader->row;
  gsize length = row->raw_length;
  if (length > 0 && row->raw[length - 1] == '\n')
    length--;
  if (length > 0 && row->raw[length - 1] == '\r')
    length--;
  const gsize kept = row->text_length - 1; /* each field has a NUL, the last no delimiter */
  if (length == kept ||
      length - kept == count_quotes(row->raw, length) - count_quotes(row->text, row->text_length))
    return;
  guint first = 0;
  const guint blanks = dgmi_csv_row_blanks(row, &first);
  if (blanks > 0 && reader->blanks == 0)
    reader->first_blank = dgmi_csv_row_place(row, first);
  reader->blanks += blanks;
}

static void end_row(Reader *reader)
{
  if (reader->row.n == 0)
    return; /* a blank line */
  count_blanks(reader);
  if (!reader->handler(&reader->row, reader->user_data))
    reader->stopped = TRUE;
}

static void start_row(Reader *reader)
{
  reader->row.n = 0;
  reader->row.text_length = 0;
  reader->row.line = reader->line;
  reader->row_ended = FALSE;
  reader->fed = 0;
}

/* Feeds the rest of the raw row, which is one line. */
static void feed_line(Reader *reader)
{
  if (!check_characters(reader))
    return;
  DgmiCsvRow *row = &reader->row;
  const gsize length = row->raw_length - reader->fed;
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

static void finish(Reader *reader)
{
  if (csv_fini(&reader->parser, on_field, on_row, reader) != 0)
    fail(reader, dgmi_csv_row_open_quote(&reader->row),
         "this quote is never closed; add the closing quote, or remove this one");
  else if (reader->row_ended)
    end_row(reader);
}

static void check_ceiling(Reader *reader)
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
static gsize feed(Reader *reader, const char *text, gsize length, gboolean final)
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

static gboolean begins_with(const char *text, gsize length, const char *bytes, gsize n)
{
  return length >= n && memcmp(text, bytes, n) == 0;
}

/* What the file is instead of text, and how to get a table out of it; NULL if it may be text. */
static const char *recognise(const char *text, gsize length)
{
  if (begins_with(text, length, "\xFF\xFE", 2) || begins_with(text, length, "\xFE\xFF", 2))
    return "this file is in UTF-16; save it as UTF-8 (in Excel: 'CSV UTF-8')";
  if (begins_with(text, length, "\xD0\xCF\x11\xE0", 4))
    return "this is an Excel workbook (.xls), not a CSV file; open it and save the sheet as 'CSV "
           "UTF-8'";
  if (!begins_with(text, length, "PK\3\4", 4))
    return NULL;
  /* OpenDocument has this entry first, its name after the 30 bytes of a zip entry's head. */
  if (length > 38 && memcmp(text + 30, "mimetype", 8) == 0)
    return "this is a spreadsheet (.ods), not a CSV file; open it in LibreOffice and save the "
           "sheet with File > Save As > 'Text CSV', character set UTF-8";
  return "this is an Excel workbook (.xlsx) or another zip file, not a CSV file; open it and save "
         "the sheet with File > Save As > 'CSV UTF-8'";
}

/* Looks at the beginning of the text. Returns the bytes to skip. */
static gsize begin(Reader *reader, const char *text, gsize length)
{
  const DgmiPlace place = {reader->row.file, 0, 0};
  const char *instead = recognise(text, length);
  if (instead != NULL)
  {
    dgmi_failure(reader->messages, &place, "%s", instead);
    reader->failed = reader->stopped = TRUE;
    return 0;
  }
  const gsize skip = begins_with(text, length, "\xEF\xBB\xBF", 3) ? 3 : 0;
  if (skip > 0)
    dgmi_note(reader->messages, &place, "the byte order mark at the beginning was left out");
  if (reader->row.delimiter == 0)
    reader->row.delimiter = detect_delimiter(text + skip, length - skip);
  csv_set_delim(&reader->parser, (unsigned char)reader->row.delimiter);
  start_row(reader);
  return skip;
}

static void add_notes(Reader *reader)
{
  if (reader->blanks > 0)
    dgmi_note(reader->messages, &reader->first_blank,
              reader->blanks == 1 ? "%u field had blanks at its ends, which were left out"
                                  : "%u fields had blanks at their ends, which were left out",
              reader->blanks);
}

/* Reads blocks to the end. The buffer holds the unfinished row and the block after it, so it is
 * never longer than the ceiling of a row and a block. */
static void read_blocks(Reader *reader, FILE *stream, const char *name)
{
  gsize size = 2 * BLOCK, length = 0;
  char *buffer = g_malloc(size);
  gboolean first = TRUE, final = FALSE;
  while (!reader->stopped && !final)
  {
    if (size - length < BLOCK)
      buffer = g_realloc(buffer, size *= 2);
    errno = 0;
    const gsize got = fread(buffer + length, 1, BLOCK, stream);
    length += got;
    final = got < BLOCK;
    if (ferror(stream))
    {
      dgmi_io_failure(reader->messages, name, "cannot be read: %s", g_strerror(errno));
      reader->failed = reader->stopped = TRUE;
      break;
    }
    const gsize skip = first ? begin(reader, buffer, length) : 0;
    const gsize done = skip + feed(reader, buffer + skip, length - skip, final);
    first = FALSE;
    length -= done;
    memmove(buffer, buffer + done, length);
    assert(reader->stopped || length <= (gsize)DGMI_CSV_ROW_MAX + 1);
  }
  g_free(buffer);
}

gboolean dgmi_csv_read(const char *file, const DgmiCsvOptions *options, DgmiCsvHandler handler,
                       gpointer user_data, DgmiMessages *messages)
{
  assert(file != NULL && handler != NULL);
  const gboolean standard_input = strcmp(file, "-") == 0;
  const char *name = standard_input ? DGMI_CSV_STDIN : file;
  FILE *stream = standard_input ? stdin : fopen(file, "rb");
  if (stream == NULL)
  {
    dgmi_io_failure(messages, name, "cannot be opened: %s; check the file's name and folder",
                    g_strerror(errno));
    return FALSE;
  }
  Reader reader;
  reader_init(&reader, name, options, messages);
  reader.handler = handler;
  reader.user_data = user_data;
  read_blocks(&reader, stream, name);
  add_notes(&reader);
  reader_clear(&reader);
  if (!standard_input)
    fclose(stream);
  return !reader.failed;
}

gboolean dgmi_csv_read_text(const char *text, gsize length, const char *name,
                            const DgmiCsvOptions *options, DgmiCsvHandler handler,
                            gpointer user_data, DgmiMessages *messages)
{
  assert((text != NULL || length == 0) && handler != NULL);
  Reader reader;
  reader_init(&reader, name, options, messages);
  reader.handler = handler;
  reader.user_data = user_data;
  const char *begin_of_text = text != NULL ? text : "";
  const gsize skip = begin(&reader, begin_of_text, length);
  if (!reader.stopped)
    feed(&reader, begin_of_text + skip, length - skip, TRUE);
  add_notes(&reader);
  reader_clear(&reader);
  return !reader.failed;
}
