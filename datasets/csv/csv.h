/* csv.h: comma-separated text as a stream of rows, each field with its place.
 *
 * A sheet of a workbook is read as well ("book.xlsx", "book.xlsx#Sheet": spreadsheet.h); its rows
 * are like those of text, and places in it are cells.
 *
 * The only user of libcsv. Reads a file or standard input in blocks, so that memory does not grow
 * with the text; UTF-8 with or without a byte order mark, UTF-16 with one, GB18030 and other
 * encodings (input.h); LF or CRLF. Malformed text (an unclosed quote, characters after a closing
 * quote, bytes that are none of the encoding, a NUL, a lone CR, a row of more than DGMI_CSV_ROW_MAX
 * bytes) is a failure with its place and ends the reading; so is what is no text. */
#pragma once

#include "indicators/base/export.h"
#include "indicators/base/messages.h"

G_BEGIN_DECLS

/* The longest row, in bytes. */
#define DGMI_CSV_ROW_MAX (16u << 20)

/* How standard input is called in messages. */
#define DGMI_CSV_STDIN "standard input"

/* A row. Fields are trimmed of blanks outside quotes, end in NUL and are valid until the handler
 * returns. */
typedef struct _DgmiCsvRow DgmiCsvRow;

DGMI_EXPORT guint dgmi_csv_row_n(const DgmiCsvRow *row);

/* Field `i`, its bytes counted in *length (may be NULL). */
DGMI_EXPORT const char *dgmi_csv_row_field(const DgmiCsvRow *row, guint i, gsize *length);

/* The line the row begins on. */
DGMI_EXPORT guint dgmi_csv_row_line(const DgmiCsvRow *row);

/* Where field `i` begins (`i` = n: where the row ends). Costs a scan of the row: for messages only.
 */
DGMI_EXPORT DgmiPlace dgmi_csv_row_place(const DgmiCsvRow *row, guint i);

/* The same for all n fields at once. */
DGMI_EXPORT void dgmi_csv_row_places(const DgmiCsvRow *row, DgmiPlace *places);

/* Called for each row that is not blank. FALSE ends the reading (without a failure of csv.h's own).
 */
typedef gboolean (*DgmiCsvHandler)(const DgmiCsvRow *row, gpointer user_data);

typedef struct
{
  char delimiter;       /* 0 = detect among , ; tab in the first line */
  char decimal;         /* of numbers: '.' or ','; 0 = a point, or with the delimiter ; a comma */
  const char *encoding; /* "utf-8", "utf-16", "gb18030", … ; NULL = detect */
  gboolean corner;      /* of a DgmiTable: the first column may have no name, as in a matrix */
} DgmiCsvOptions;

/* Reads `file` ("-" = standard input) through `handler`. FALSE if there was a failure. What was
 * tolerated (byte order mark, blanks at the ends of fields) is a note, once, with its count.
 * options may be NULL. */
DGMI_EXPORT gboolean dgmi_csv_read(const char *file, const DgmiCsvOptions *options,
                                   DgmiCsvHandler handler, gpointer user_data,
                                   DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* A table in memory. */
typedef struct
{
  const char *text;
  gsize length;     /* bytes */
  const char *name; /* stands for the file in messages */
} DgmiCsvText;

/* The same for text in memory. */
DGMI_EXPORT gboolean dgmi_csv_read_text(const DgmiCsvText *text, const DgmiCsvOptions *options,
                                        DgmiCsvHandler handler, gpointer user_data,
                                        DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* Appends `field`, quoted where it needs to be (delimiter, quote, line break, blank at an end). An
 * empty field is left empty, so a row of one empty field reads back as a blank line. */
DGMI_EXPORT void dgmi_csv_append(GString *out, const char *field, char delimiter);

/* `text` in quotation marks, cut to 40 characters, control characters shown as blanks: for
 * messages. Free with g_free(). */
DGMI_EXPORT char *dgmi_csv_quote(const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
