/* keyfile-scan.h: reading key files: [section] headings, key=value lines and # comments.
 *
 * The syntax and the escapes are GKeyFile's; unlike it this tells where everything stands and goes
 * on behind a fault. Cost: linear. */
#pragma once

#include "indicators/base/messages.h"

/* A section's name taken apart: "method Service" is [method] of "Service". */
typedef struct
{
  char *kind; /* "method" */
  char *node; /* trimmed, blanks within it single; NULL = none */
  char *name; /* both again, "method Service" */
} DgmiSectionName;

/* Takes `heading` apart at its first blank. One that begins with a blank, or has nothing behind it,
 * is no name of two parts and stays as it is. Clear with dgmi_section_name_clear(). */
DgmiSectionName dgmi_section_name(const char *heading) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_section_name_clear(DgmiSectionName *name);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DgmiSectionName, dgmi_section_name_clear)

/* Under which all spellings of a section are one: nodes match without regard to letter case. Free
 * with g_free(). */
char *dgmi_section_name_fold(const DgmiSectionName *name) G_GNUC_WARN_UNUSED_RESULT;

/* A heading (key NULL), or a key with its value. */
typedef struct
{
  char *section;       /* as written between the brackets */
  char *key;           /* with its locale: "name[zh]"; NULL = the heading itself */
  char *value;         /* its escapes undone; one that GKeyFile does not know stays as it is */
  DgmiPlace place;     /* of the value; of the heading */
  DgmiPlace key_place; /* of the key */
} DgmiScannedKey;

/* Every heading and key of `text` (UTF-8, ends in NUL) in order: an array of DgmiScannedKey. Lines
 * that are no heading, key or comment, keys before the first heading, duplicate keys and headings
 * are failures; the array has the others then. `file` is interned. */
GArray *dgmi_keyfile_scan(const char *text, const char *file,
                          DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;
