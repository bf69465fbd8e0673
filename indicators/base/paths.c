#include "indicators/base/paths.h"

#include <string.h>

/* Whether there is such a file; "BOOK#SHEET" is a sheet of the file BOOK. */
static gboolean exists(const char *path)
{
  gboolean found = g_file_test(path, G_FILE_TEST_EXISTS);
  for (const char *hash = strchr(path, '#'); hash != NULL && !found; hash = strchr(hash + 1, '#'))
  {
    g_autofree char *book = g_strndup(path, (gsize)(hash - path));
    found = g_file_test(book, G_FILE_TEST_IS_REGULAR);
  }
  return found;
}

static char *existing(char *path)
{
  if (exists(path))
    return path;
  g_free(path);
  return NULL;
}

char *dgmi_paths_find(const char *name, const char *from, const char *shipped)
{
  if (g_path_is_absolute(name))
    return existing(g_strdup(name));
  if (from == NULL || strcmp(from, "-") == 0 || strchr(from, G_DIR_SEPARATOR) == NULL)
  {
    char *here = existing(g_strdup(name));
    if (here != NULL)
      return here;
  }
  else
  {
    g_autofree char *folder = g_path_get_dirname(from);
    char *beside = existing(g_build_filename(folder, name, NULL));
    if (beside != NULL)
      return beside;
  }
  return shipped == NULL ? NULL : existing(g_build_filename(shipped, name, NULL));
}

DgmiPaths dgmi_paths_within(const char *top, const char *inner)
{
  g_autofree char *indicators = g_build_filename(top, "indicators", inner, NULL);
  g_autofree char *datasets = g_build_filename(top, "datasets", inner, NULL);
  return (DgmiPaths){g_intern_string(indicators), g_intern_string(datasets)};
}

DgmiPaths dgmi_paths_installed(void)
{
  const char *from_environment = g_getenv("DGMI_DATA");
  return dgmi_paths_within(from_environment != NULL ? from_environment : DGMI_PKGDATADIR, NULL);
}
