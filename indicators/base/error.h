/* error.h: the errors of libdgmi.
 *
 * Every function that can fail on what a user supplied reports it in one of two ways:
 *   - readers of text (tables, frameworks, index files) add any number of messages, each with its
 *     file, line and column, to a DgmiMessages (messages.h), since one file can be wrong in many
 *     places;
 *   - everything else sets one GError of the domain below.
 * The library never prints, exits or aborts on data. */
#pragma once

#include "indicators/base/export.h"
#include "indicators/base/sentence.h"

G_BEGIN_DECLS

#define DGMI_ERROR (dgmi_error_quark())

/* What went wrong; the values are the exit codes of the command. */
typedef enum
{
  DGMI_ERROR_DATA = 1,  /* the data or a definition is wrong */
  DGMI_ERROR_USAGE = 2, /* an option or argument is wrong */
  DGMI_ERROR_CHECK = 3, /* a check that was asked for failed */
  DGMI_ERROR_IO = 4     /* something cannot be read or written */
} DgmiErrorCode;

DGMI_EXPORT GQuark dgmi_error_quark(void);

/* Sets an error of the domain; nothing where `error` is NULL. Its message is the English text; the
 * sentence goes with it, through g_propagate_error() and g_error_copy() too. */
DGMI_EXPORT void dgmi_error_set(GError **error, DgmiErrorCode code, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/* The same; takes `sentence`. */
DGMI_EXPORT void dgmi_error_take(GError **error, DgmiErrorCode code, DgmiSentence *sentence);

/* "where: what the error says", with the error's code; takes `where`. Nothing where no error is. */
DGMI_EXPORT void dgmi_error_prefix(GError **error, DgmiSentence *where);

/* The node of the framework that an error is about, where whoever set it said so (an aggregation
 * whose members leave its domain); -1 of all others. */
DGMI_EXPORT void dgmi_error_set_node(GError *error, guint node);
DGMI_EXPORT int dgmi_error_node(const GError *error);

/* What an error of any domain says; the caller owns it. */
DGMI_EXPORT DgmiSentence *dgmi_error_sentence(const GError *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
