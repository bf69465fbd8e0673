/* keyfile-scan.h: where everything stands in a key file, which GKeyFile does not tell. */
#pragma once

#include "indicators/base/messages.h"

typedef struct
{
  char *section;
  char *key;       /* with its locale: "name[zh]" */
  DgmiPlace place; /* of the value */
  guint key_column;
  guint section_line; /* of the section's heading */
} DgmiScannedKey;

/* Every key of `text` (UTF-8, ends in NUL) in order: an array of DgmiScannedKey. Lines that are no
 * heading, key or comment, keys before the first heading, duplicate keys and headings are failures;
 * NULL if there was one. */
GArray *dgmi_keyfile_scan(const char *text, const char *file,
                          DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;
