/* messages.h: what a reader has to say about a file, all of it at once.
 *
 * A DgmiMessages is handed to a reader, which adds to it; the caller looks at the count of errors
 * and prints what is in it. A reader that returns NULL or FALSE has added at least one error.
 * At most DGMI_MESSAGES_MAX messages are kept, the rest is counted. One thread at a time. */
#pragma once

#include "indicators/base/error.h"
#include "indicators/base/export.h"

G_BEGIN_DECLS

#define DGMI_MESSAGES_MAX 1000

/* A place in a text file, or an option or argument of a call: `is_option`, and `file` is what it is
 * called by ("--normalise"); or a cell of a sheet: `is_cell`, and line and column are its row and
 * column. `file` is not copied: it must live as long as the place (readers
 * intern file names). line and column count from 1, columns in characters; 0 = not known. */
typedef struct
{
  const char *file;
  guint line;
  guint column;
  gboolean is_option;
  gboolean is_cell;
} DgmiPlace;

/* The file that a value stands in, beside which the files it names are looked for; NULL where it
 * was given by a caller. */
static inline const char *dgmi_place_file(const DgmiPlace *place)
{
  return place->is_option ? NULL : place->file;
}

typedef enum
{
  DGMI_NOTE,    /* something was tolerated or chosen */
  DGMI_WARNING, /* the result may not be what is expected */
  DGMI_FAILURE  /* printed as "error" */
} DgmiSeverity;

typedef struct
{
  DgmiSeverity severity;
  DgmiErrorCode code; /* of failures; 0 otherwise */
  DgmiPlace place;
  char *text;             /* "what is wrong; what to do", no final stop, no newline */
  DgmiSentence *sentence; /* the same, kept apart from its language */
} DgmiMessage;

typedef struct _DgmiMessages DgmiMessages;

DGMI_EXPORT DgmiMessages *dgmi_messages_new(void) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT void dgmi_messages_free(DgmiMessages *messages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiMessages, dgmi_messages_free)

/* Adds a message; `place` may be NULL. The file name is interned. A failure is of DGMI_ERROR_DATA;
 * where the place is an option, of DGMI_ERROR_USAGE. */
DGMI_EXPORT void dgmi_failure(DgmiMessages *messages, const DgmiPlace *place, const char *format,
                              ...) G_GNUC_PRINTF(3, 4);
DGMI_EXPORT void dgmi_warning(DgmiMessages *messages, const DgmiPlace *place, const char *format,
                              ...) G_GNUC_PRINTF(3, 4);
DGMI_EXPORT void dgmi_note(DgmiMessages *messages, const DgmiPlace *place, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/* The same as dgmi_failure() for a call that is wrong (exit code 2), without a place. */
DGMI_EXPORT void dgmi_usage_failure(DgmiMessages *messages, const char *format, ...)
    G_GNUC_PRINTF(2, 3);

/* The same as dgmi_failure() for a file that cannot be read or written (exit code 4). */
DGMI_EXPORT void dgmi_io_failure(DgmiMessages *messages, const char *file, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/* Adds a sentence, which it takes; a failure's code is that of dgmi_failure(). */
DGMI_EXPORT void dgmi_messages_add(DgmiMessages *messages, DgmiSeverity severity,
                                   const DgmiPlace *place, DgmiSentence *sentence);

/* Adds the sentence and code of `error` as a failure at `place` (may be NULL). */
DGMI_EXPORT void dgmi_messages_add_error(DgmiMessages *messages, const DgmiPlace *place,
                                         const GError *error);

/* All failures so far, those beyond DGMI_MESSAGES_MAX included. */
DGMI_EXPORT guint dgmi_messages_failures(const DgmiMessages *messages);

/* The kept messages in the order they were added, those of one file sorted by line and column. */
DGMI_EXPORT guint dgmi_messages_count(const DgmiMessages *messages);
DGMI_EXPORT const DgmiMessage *dgmi_messages_get(DgmiMessages *messages, guint i);

/* "file:line:column: error: text", without the parts that are not known; in the language of
 * `translate`, NULL = English. Free with g_free(). */
DGMI_EXPORT char *dgmi_message_format(const DgmiMessage *message,
                                      DgmiTranslate translate) G_GNUC_WARN_UNUSED_RESULT;

/* The exit code the failures amount to: 0 without one, the largest of their codes otherwise. */
DGMI_EXPORT int dgmi_messages_exit_code(const DgmiMessages *messages);

G_END_DECLS
