/* error.h: the errors of libdgmi.
 *
 * Every function that can fail on what a user supplied reports it in one of two ways:
 *   - readers of text (tables, frameworks, index files) add any number of messages, each with its
 *     file, line and column, to a DgmiMessages (messages.h), since one file can be wrong in many
 *     places;
 *   - everything else sets one GError of the domain below.
 * The library never prints, exits or aborts on data. */
#pragma once

#include <glib.h>

#define DGMI_ERROR (dgmi_error_quark())

/* What went wrong; the values are the exit codes of the command. */
typedef enum
{
  DGMI_ERROR_DATA = 1,  /* the data or a definition is wrong */
  DGMI_ERROR_USAGE = 2, /* an option or argument is wrong */
  DGMI_ERROR_CHECK = 3, /* a check that was asked for failed */
  DGMI_ERROR_IO = 4     /* something cannot be read or written */
} DgmiErrorCode;

GQuark dgmi_error_quark(void);
