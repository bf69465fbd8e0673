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

/* Those that the environment names in DGMI_DATA (a folder with indicators/ and datasets/), else
 * those installed with the library. The strings live as long as the process. */
DGMI_EXPORT DgmiPaths dgmi_paths_installed(void);

/* Those within a folder that has indicators/ and datasets/; `inner` (NULL = none) is the folder in
 * each of them that has the files. */
DGMI_EXPORT DgmiPaths dgmi_paths_within(const char *top, const char *inner);

/* The file `name` as named in the file `from` (NULL = by the user): itself if absolute; else beside
 * `from`; else in `shipped` (one of the folders above, NULL = none). Free with g_free(). NULL if
 * there is none of that name. A `from` of "-" (standard input) is the working folder. */
DGMI_EXPORT char *dgmi_paths_find(const char *name, const char *from,
                                  const char *shipped) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
