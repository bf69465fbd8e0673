/* paths.h: where files named in an index file are looked up. */
#pragma once

#include <glib.h>

#include "indicators/base/export.h"

G_BEGIN_DECLS

/* The shipped folders; not owned, must outlive what is opened through them. */
typedef struct
{
  const char *indicators; /* index files and framework tables */
  const char *datasets;   /* data tables */
} DgmiPaths;

/* The file `name` as named in the file `from` (NULL = by the user): itself if absolute; else beside
 * `from`; else in `shipped` (one of the folders above, NULL = none). Free with g_free(). NULL if
 * there is none of that name. A `from` of "-" (standard input) is the working folder. */
DGMI_EXPORT char *dgmi_paths_find(const char *name, const char *from,
                                  const char *shipped) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
