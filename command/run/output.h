/* output.h: where results go, and how they are to look there.
 *
 * The program ignores SIGPIPE (main.c), so that a closed pipe is an error of write(). */
#pragma once

#include "command/run/print.h"

/* Writes `length` bytes to `file`; NULL or "-" is standard output. A regular file is written whole
 * or not at all: beside it, then renamed to it (through a symbolic link to what it points at). An
 * existing file keeps its permissions as far as the umask allows, one that may not be written is
 * left alone. Devices and FIFOs are written to as they are. A pipe whose reader has gone is a quiet
 * success. FALSE and DGMI_ERROR_IO otherwise: "cannot write FILE: why". Writes past stdio: a caller
 * that has used it calls fflush() first. */
gboolean dgmi_output_write(const char *file, const char *bytes, gsize length,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Columns of the terminal `fd` (COLUMNS goes first; 80 if nobody knows), 0 if it is none. */
guint dgmi_output_width(int fd);

/* Whether to print in colour on `fd`, by --color `when`: "always", "never", or "auto" and NULL,
 * which mean: on a terminal that can (TERM), unless NO_COLOR is set and not empty. FALSE and
 * DGMI_ERROR_USAGE for any other word, else *color is set. */
gboolean dgmi_output_color(const char *when, int fd, gboolean *color,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The format of --format `name`, or if it is NULL the one that the ending of `file` (NULL =
 * standard output) stands for; table if that says nothing. FALSE and DGMI_ERROR_USAGE for an
 * unknown name, or an ending that stands for something else than a table (.pdf). */
gboolean dgmi_output_format(const char *name, const char *file, DgmiFormat *format,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The name of a format: "table", "csv" … */
const char *dgmi_output_format_name(DgmiFormat format);
