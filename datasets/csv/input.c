#define _GNU_SOURCE /* memmem() */
#include "datasets/csv/input.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

#include "datasets/csv/csv.h"
#include "indicators/base/memory.h"

/* What iconv makes of these bytes fits four times over: no character takes less than one byte and
 * more than four bytes of UTF-8. */
#define RAW (DGMI_INPUT_BLOCK / 4)

struct _DgmiInput
{
  const char *name;
  FILE *stream; /* NULL = memory */
  const char *text;
  gsize text_left;
  DgmiMessages *messages;
  const char *encoding; /* NULL = not settled yet */
  GIConv converter;     /* (GIConv)-1 = the text is UTF-8 */
  char raw[RAW];        /* not delivered yet */
  gsize raw_length;
  gboolean started;
  gboolean at_end; /* of the bytes */
  gboolean broken; /* the bytes make no sense from here on: nothing more is delivered */
};

static DgmiInput *input_new(const char *name, DgmiMessages *messages)
{
  DgmiInput *input = g_new0(DgmiInput, 1);
  input->name = g_intern_string(name);
  input->messages = messages;
  input->converter = (GIConv)-1;
  return input;
}

/* Names under which users know an encoding that iconv calls otherwise, or that is part of a larger
 * one. */
static const char *canonical(const char *encoding)
{
  static const char *const names[][2] = {
      {"utf8", "UTF-8"},         {"utf-8", "UTF-8"},      {"utf-8-sig", "UTF-8"},
      {"utf16", "UTF-16"},       {"utf-16", "UTF-16"},    {"utf-16le", "UTF-16LE"},
      {"utf-16be", "UTF-16BE"},  {"gb18030", "GB18030"},  {"gbk", "GB18030"},
      {"gb2312", "GB18030"},     {"cp936", "GB18030"},    {"latin1", "ISO-8859-1"},
      {"latin-1", "ISO-8859-1"}, {"ansi", "WINDOWS-1252"}};
  for (guint i = 0; i < G_N_ELEMENTS(names); i++)
    if (g_ascii_strcasecmp(encoding, names[i][0]) == 0)
      return names[i][1];
  return g_intern_string(encoding);
}

static gboolean start_converter(DgmiInput *input, const char *encoding)
{
  input->encoding = encoding;
  if (strcmp(encoding, "UTF-8") == 0)
    return TRUE;
  /* Where there is no mark, iconv takes UTF-16 to be of the machine's order; files are little
   * endian. The mark itself is looked at before. */
  const char *from = strcmp(encoding, "UTF-16") == 0 ? "UTF-16LE" : encoding;
  input->converter = g_iconv_open("UTF-8", from);
  if (input->converter != (GIConv)-1)
    return TRUE;
  static const DgmiPlace place = {.file = "--encoding", .is_option = TRUE};
  dgmi_failure(input->messages, &place,
               "'%s' is no encoding that is known here; write utf-8, utf-16, gb18030, big5, "
               "latin1, … (iconv -l lists them)",
               encoding);
  return FALSE;
}

static DgmiInput *check_encoding(DgmiInput *input, const char *encoding)
{
  if (encoding == NULL || start_converter(input, canonical(encoding)))
    return input;
  dgmi_input_free(input);
  return NULL;
}

DgmiInput *dgmi_input_open(const char *file, const char *encoding, DgmiMessages *messages)
{
  assert(file != NULL && messages != NULL);
  const gboolean standard_input = strcmp(file, "-") == 0;
  const char *name = standard_input ? DGMI_CSV_STDIN : file;
  FILE *stream = standard_input ? stdin : fopen(file, "rb");
  if (stream == NULL)
  {
    dgmi_io_failure(messages, name, "cannot be opened: %s; check the file's name and folder",
                    g_strerror(errno));
    return NULL;
  }
  DgmiInput *input = input_new(name, messages);
  input->stream = stream;
  return check_encoding(input, encoding);
}

DgmiInput *dgmi_input_new(const char *text, gsize length, const char *name, const char *encoding,
                          DgmiMessages *messages)
{
  assert((text != NULL || length == 0) && name != NULL && messages != NULL);
  DgmiInput *input = input_new(name, messages);
  input->text = text;
  input->text_left = length;
  return check_encoding(input, encoding);
}

static void clear_input(DgmiInput *input)
{
  if (input->converter != (GIConv)-1)
    g_iconv_close(input->converter);
  if (input->stream != NULL && input->stream != stdin)
    fclose(input->stream);
}

DGMI_DEFINE_FREE(dgmi_input_free, DgmiInput, clear_input)

const char *dgmi_input_encoding(const DgmiInput *input)
{
  return input->encoding != NULL ? input->encoding : "UTF-8";
}

/* ---- What the bytes are ---- */

static gboolean begins_with(const DgmiInput *input, const char *bytes, gsize n)
{
  return input->raw_length >= n && memcmp(input->raw, bytes, n) == 0;
}

/* Whether an old Office file, which is a small file system, has the entry that a password makes: in
 * the sector of its directory, which stands anywhere in the file. */
static gboolean is_locked(DgmiInput *input)
{
  static const char entry[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e"; /* UTF-16 */
  char directory[4096];
  guint32 sector = 0;
  guint16 shift = 0;
  if (input->raw_length < 512)
    return FALSE;
  memcpy(&sector, input->raw + 48, sizeof sector);
  memcpy(&shift, input->raw + 30, sizeof shift);
  shift = GUINT16_FROM_LE(shift);
  const guint64 offset = ((guint64)GUINT32_FROM_LE(sector) + 1) << MIN(shift, 16);
  if (input->stream == NULL || fseeko(input->stream, (off_t)offset, SEEK_SET) != 0)
    return FALSE;
  const gsize got = fread(directory, 1, sizeof directory, input->stream);
  return memmem(directory, got, entry, sizeof entry - 1) != NULL;
}

/* What marked-up text is, after blanks and a byte order mark. */
static const char *recognise_markup(const DgmiInput *input)
{
  static const char *const html[] = {"<!doctype html", "<html",  "<head",
                                     "<body",          "<table", "<meta"};
  gsize at = begins_with(input, "\xEF\xBB\xBF", 3) ? 3 : 0;
  while (at < input->raw_length && g_ascii_isspace(input->raw[at]))
    at++;
  g_autofree char *start = g_strndup(input->raw + at, MIN(input->raw_length - at, 16));
  for (guint i = 0; i < G_N_ELEMENTS(html); i++)
    if (g_ascii_strncasecmp(start, html[i], strlen(html[i])) == 0)
      return "this is a web page (HTML), not a table; open it in a spreadsheet program and save it "
             "as .xlsx or 'CSV UTF-8'";
  const gboolean is_xml = strncmp(start, "<?xml", 5) == 0;
  if (is_xml)
    return "this is an XML file, not a table; open it in a spreadsheet program and save it as "
           ".xlsx "
           "or 'CSV UTF-8'";
  return NULL;
}

/* What the file is instead of text, and how to get a table out of it; NULL if it may be text. */
static const char *recognise(DgmiInput *input)
{
  if (begins_with(input, "\xD0\xCF\x11\xE0", 4))
    return is_locked(input)
               ? "this is a workbook locked with a password; open it and save it without one"
               : "this is an old Excel workbook (.xls); open it and save it as .xlsx, or the sheet "
                 "as 'CSV UTF-8'";
  if (begins_with(input, "PK\3\4", 4)) /* read from a file, it would be unpacked */
    return "this is a workbook (.xlsx, .ods) or another zip file; save it as a file and name that";
  if (begins_with(input, "%PDF-", 5))
    return "this is a PDF document, not a table; copy the table into a spreadsheet and save that";
  if (begins_with(input, "\x1F\x8B", 2) || begins_with(input,
                                                       "\xFD"
                                                       "7zXZ",
                                                       5))
    return "this file is compressed (gzip, xz); unpack it, and name what comes out";
  return recognise_markup(input);
}

static void drop(DgmiInput *input, gsize n)
{
  assert(n <= input->raw_length);
  input->raw_length -= n;
  memmove(input->raw, input->raw + n, input->raw_length);
}

static gboolean is_utf16(const DgmiInput *input)
{
  return input->encoding != NULL && g_str_has_prefix(input->encoding, "UTF-16");
}

static gboolean read_mark_of_utf16(DgmiInput *input, const char *encoding)
{
  if (is_utf16(input))
    g_iconv_close(input->converter);
  drop(input, 2);
  const DgmiPlace place = {.file = input->name};
  dgmi_note(input->messages, &place, "the text is in %s, as its byte order mark says",
            encoding[6] == 'L' ? DGMI_N_("UTF-16 (little endian)")
                               : DGMI_N_("UTF-16 (big endian)"));
  return start_converter(input, encoding);
}

/* Looks at the first bytes. FALSE if they are no text. */
static gboolean start(DgmiInput *input)
{
  const DgmiPlace place = {.file = input->name};
  const char *instead = recognise(input);
  const gboolean open = input->encoding == NULL || is_utf16(input);
  if (instead != NULL)
  {
    dgmi_failure(input->messages, &place, "%s", instead);
    return FALSE;
  }
  if (open && begins_with(input, "\xFF\xFE", 2))
    return read_mark_of_utf16(input, "UTF-16LE");
  if (open && begins_with(input, "\xFE\xFF", 2))
    return read_mark_of_utf16(input, "UTF-16BE");
  if (!begins_with(input, "\xEF\xBB\xBF", 3) || is_utf16(input))
    return TRUE;
  drop(input, 3);
  dgmi_note(input->messages, &place, "the byte order mark at the beginning was left out");
  return input->encoding != NULL || start_converter(input, "UTF-8");
}

/* The bytes of an unfinished UTF-8 character at the end. */
static gsize unfinished(const char *text, gsize length)
{
  for (gsize n = 1; n <= 3 && n <= length; n++)
  {
    const guchar byte = (guchar)text[length - n];
    if ((byte & 0xC0) == 0x80)
      continue;
    const gsize whole = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
    return whole > n ? n : 0;
  }
  return 0;
}

/* Whether the bytes are Chinese text in GB18030: valid, with Han characters, and most of what is
 * not ASCII in the two-byte area of GB 2312 (bytes from A1 on), which hardly ever happens in text
 * of an 8-bit encoding, where such bytes stand alone between ASCII letters. */
static gboolean is_chinese(const char *text, gsize length)
{
  guint common = 0, other = 0, han = 0;
  for (gsize i = 0; i < length; i++)
  {
    const guchar first = (guchar)text[i], second = i + 1 < length ? (guchar)text[i + 1] : 0;
    if (first < 0x80)
      continue;
    if (second == 0)
      break; /* cut off by the end of the block, or no GB18030: the conversion will tell */
    const gboolean is_common = first >= 0xA1 && first < 0xFE && second >= 0xA1;
    common += is_common;
    other += !is_common;
    han += is_common && first >= 0xB0;
    i += g_ascii_isdigit(second) ? 3 : 1;
  }
  if (han == 0 || common < 3 * other)
    return FALSE;
  g_autoptr(GError) error = NULL;
  gsize read = 0;
  g_autofree char *converted =
      g_convert(text, (gssize)length, "UTF-8", "GB18030", &read, NULL, &error);
  return converted != NULL ||
         (g_error_matches(error, G_CONVERT_ERROR, G_CONVERT_ERROR_PARTIAL_INPUT) &&
          read + 4 > length);
}

/* The bytes at the beginning that are ASCII, eight at a time. */
static gsize plain_words(const char *text, gsize length)
{
  gsize at = 0;
  guint64 word = 0;
  for (; at + sizeof word <= length; at += sizeof word)
  {
    memcpy(&word, text + at, sizeof word);
    if ((word & G_GUINT64_CONSTANT(0x8080808080808080)) != 0)
      break;
  }
  return at;
}

/* How many bytes from the first one beyond ASCII on are looked at, if there are so many. */
#define EVIDENCE 64

/* Settles the encoding at the first bytes beyond ASCII. Until then `*plain` bytes are ASCII and may
 * be delivered. FALSE with a failure. */
static gboolean settle(DgmiInput *input, gsize *plain)
{
  gsize first = plain_words(input->raw, input->raw_length);
  while (first < input->raw_length && ((guchar)input->raw[first] & 0x80) == 0)
    first++;
  *plain = first;
  const char *text = input->raw + first;
  const gsize length = input->raw_length - first;
  if (length == 0 || (length < EVIDENCE && !input->at_end))
    return TRUE;
  const gsize cut = input->at_end ? 0 : unfinished(text, length);
  /* NUL has a message of its own (csv.c). */
  const gboolean is_chinese_text = !g_utf8_validate_len(text, length - cut, NULL) &&
                                   memchr(text, '\0', length) == NULL && is_chinese(text, length);
  if (!is_chinese_text)
    return start_converter(input, "UTF-8");
  const DgmiPlace place = {.file = input->name};
  dgmi_note(input->messages, &place,
            "the text is no UTF-8 and was read as GB18030 (Chinese); --encoding chooses another");
  return start_converter(input, "GB18030");
}

/* ---- Blocks ---- */

/* Fills `raw` from the file or memory. FALSE with a failure. */
static gboolean fill(DgmiInput *input)
{
  const gsize room = RAW - input->raw_length;
  gsize got;
  if (input->stream == NULL)
  {
    got = MIN(room, input->text_left);
    if (got > 0)
      memcpy(input->raw + input->raw_length, input->text, got);
    input->text += got;
    input->text_left -= got;
  }
  else
  {
    errno = 0;
    got = fread(input->raw + input->raw_length, 1, room, input->stream);
    if (ferror(input->stream))
    {
      dgmi_io_failure(input->messages, input->name, "cannot be read: %s", g_strerror(errno));
      return FALSE;
    }
  }
  input->raw_length += got;
  input->at_end = got < room;
  return TRUE;
}

static gsize convert(DgmiInput *input, char *buffer, gsize size)
{
  char *in = input->raw, *out = buffer;
  gsize in_left = input->raw_length, out_left = size - 1;
  errno = 0;
  const gsize status = g_iconv(input->converter, &in, &in_left, &out, &out_left);
  const int error = status == (gsize)-1 ? errno : 0;
  assert(error != E2BIG || in != input->raw);
  drop(input, input->raw_length - in_left);
  if (error == EILSEQ || (error == EINVAL && input->at_end))
  {
    *out++ = (char)0xFF;
    input->broken = TRUE;
  }
  return (gsize)(out - buffer);
}

static gsize copy(DgmiInput *input, char *buffer, gsize length)
{
  memcpy(buffer, input->raw, length);
  drop(input, length);
  return length;
}

/* The bytes of settled UTF-8 go straight to the reader. */
static gsize pass(DgmiInput *input, char *buffer, gsize size, gboolean *ok)
{
  errno = 0;
  const gsize got = fread(buffer, 1, size, input->stream);
  input->at_end = got < size;
  if (ferror(input->stream))
  {
    dgmi_io_failure(input->messages, input->name, "cannot be read: %s", g_strerror(errno));
    *ok = FALSE;
    return 0;
  }
  return got;
}

gsize dgmi_input_read(DgmiInput *input, char *buffer, gsize size, gboolean *ok)
{
  assert(size >= DGMI_INPUT_BLOCK);
  *ok = TRUE;
  gsize got = 0;
  while (got == 0 && !input->broken && !(input->at_end && input->raw_length == 0))
  {
    const gboolean is_utf8 = input->encoding != NULL && input->converter == (GIConv)-1;
    if (is_utf8 && input->started && input->stream != NULL && input->raw_length == 0)
      return pass(input, buffer, size, ok);
    if (!input->at_end)
      *ok = fill(input);
    if (*ok && !input->started)
      *ok = start(input);
    input->started = TRUE;
    gsize plain = input->raw_length;
    if (*ok && input->encoding == NULL)
      *ok = settle(input, &plain);
    if (!*ok)
      return 0;
    if (input->encoding != NULL)
      plain = input->raw_length;
    got =
        input->converter == (GIConv)-1 ? copy(input, buffer, plain) : convert(input, buffer, size);
  }
  return got;
}
