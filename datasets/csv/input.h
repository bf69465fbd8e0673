/* input.h: the bytes of a file, of standard input or of memory as blocks of UTF-8. Shared by csv.c
 * alone.
 *
 * Which encoding: the one asked for; without one, UTF-16 where its byte order mark says so, else
 * UTF-8, unless the first block with a character beyond ASCII is no UTF-8 but Chinese text in
 * GB18030. What was found out so is a note. Nothing but a block or two is ever in memory. */
#pragma once

#include <stdio.h>

#include "indicators/base/messages.h"

typedef struct _DgmiInput DgmiInput;

/* Opens `file` ("-" = standard input). `encoding`: any that iconv knows, NULL = found out as above.
 * NULL with a failure where the file cannot be opened or nobody knows the encoding. */
DgmiInput *dgmi_input_open(const char *file, const char *encoding,
                           DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* The same for text in memory, which has to outlive the input; `name` stands for the file. */
DgmiInput *dgmi_input_new(const char *text, gsize length, const char *name, const char *encoding,
                          DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_input_free(DgmiInput *input);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiInput, dgmi_input_free)

/* The least room that dgmi_input_read() takes. */
#define DGMI_INPUT_BLOCK ((gsize)64 << 10)

/* Writes the next block of UTF-8 to `buffer` and returns its length, 0 at the end. The bytes of a
 * UTF-8 file come as they are; where those of another encoding make no sense, the text ends with a
 * byte 0xFF. FALSE in *ok where the file cannot be read or is no text (with a failure). */
gsize dgmi_input_read(DgmiInput *input, char *buffer, gsize size, gboolean *ok);

/* What the text is in, as messages call it ("UTF-8"). */
const char *dgmi_input_encoding(const DgmiInput *input);
