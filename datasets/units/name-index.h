/* name-index.h: an index of many spellings of the names of few things, each with its code.
 *
 * Fill it with dgmi_name_index_add(), then ask. Spellings are compared as name-fold.h has it. What
 * would mean two codes means neither: nothing is guessed. The answers do not depend on the order of
 * what was added. After the last addition any number of threads may ask. */
#pragma once

#include <glib.h>

typedef struct _DgmiNameIndex DgmiNameIndex;

typedef enum
{
  DGMI_NAME_CODE,   /* a code: as good as a name, but not near to any other word */
  DGMI_NAME_OWN,    /* a name */
  DGMI_NAME_DERIVED /* a name that gives way to another unit's own ("Shanxi" without its tones) */
} DgmiNameKind;

DgmiNameIndex *dgmi_name_index_new(void) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_name_index_free(DgmiNameIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiNameIndex, dgmi_name_index_free)

/* Adds `name` (valid UTF-8, copied; "" is nothing) for `code` (not copied: it must live as long as
 * the index). A name with accents or tone marks is also known without them, as a derived one. */
void dgmi_name_index_add(DgmiNameIndex *index, const char *code, const char *name,
                         DgmiNameKind kind);

/* The code that `name` means, or NULL: unknown, or it may mean several. */
const char *dgmi_name_index_find(const DgmiNameIndex *index, const char *name);

/* Appends to `codes` (DgmiNear) every code of which `name` may be meant: an ambiguous spelling of
 * it, at most one to three slips off (by length), a beginning, or some of its whole words
 * ("Korea"); each code once, with its least distance. Looks at every name: for messages only. */
typedef struct
{
  const char *code;
  guint distance; /* twice the slips; a beginning or some of the words count one and a half */
} DgmiNear;
void dgmi_name_index_near(const DgmiNameIndex *index, const char *name, GArray *codes);
