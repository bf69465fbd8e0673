#include "datasets/csv/book.h"

#include <assert.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define ZIP_HEAD "PK\3\4"

gboolean dgmi_spreadsheet_begins(const char *bytes, gsize length)
{
  return length >= 4 && memcmp(bytes, ZIP_HEAD, 4) == 0;
}

/* A pipe is not looked into: what was read of it is gone. */
static gboolean file_begins(const char *file)
{
  char bytes[4];
  FILE *stream = g_file_test(file, G_FILE_TEST_IS_REGULAR) ? fopen(file, "rb") : NULL;
  if (stream == NULL)
    return FALSE;
  const gsize got = fread(bytes, 1, sizeof bytes, stream);
  fclose(stream);
  return dgmi_spreadsheet_begins(bytes, got);
}

gboolean dgmi_spreadsheet_is(const char *file, char **book, char **sheet)
{
  *book = *sheet = NULL;
  if (g_file_test(file, G_FILE_TEST_EXISTS))
  {
    *book = file_begins(file) ? g_strdup(file) : NULL;
    return *book != NULL;
  }
  for (const char *hash = strchr(file, '#'); hash != NULL; hash = strchr(hash + 1, '#'))
  {
    g_autofree char *front = g_strndup(file, (gsize)(hash - file));
    if (!file_begins(front))
      continue;
    *book = g_steal_pointer(&front);
    *sheet = hash[1] == '\0' ? NULL : g_strdup(hash + 1);
    return TRUE;
  }
  return FALSE;
}

gboolean dgmi_spreadsheet_names_none(const char *file, DgmiMessages *messages)
{
  const char *hash = strrchr(file, '#');
  g_autofree char *front = hash == NULL ? NULL : g_strndup(file, (gsize)(hash - file));
  if (hash == NULL || g_file_test(file, G_FILE_TEST_EXISTS) ||
      !g_file_test(front, G_FILE_TEST_IS_REGULAR))
    return FALSE;
  const DgmiPlace place = {.file = g_intern_string(front)};
  dgmi_failure(messages, &place,
               "only workbooks (.xlsx, .ods) have sheets, which this is not; leave out '%s'", hash);
  return TRUE;
}

static const char *find_name(const GPtrArray *names, const char *name)
{
  for (guint i = 0; i < names->len; i++)
    if (g_ascii_strcasecmp(names->pdata[i], name) == 0)
      return names->pdata[i];
  return NULL;
}

gboolean dgmi_spreadsheet_pair(const char *file, char **data, char **framework)
{
  static const char *const pairs[][2] = {{"Database", "Framework"}, {"iData", "iMeta"}};
  assert(file != NULL);
  g_autofree char *book = NULL, *sheet = NULL;
  if (!dgmi_spreadsheet_is(file, &book, &sheet) || sheet != NULL || dgmi_part_spreadsheet == NULL)
    return FALSE;
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(DgmiMessages) unsaid = dgmi_messages_new();
  const DgmiSpreadsheet spreadsheet = {.file = book, .names = names};
  if (!dgmi_part_spreadsheet(&spreadsheet, NULL, NULL, unsaid))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(pairs); i++)
  {
    const char *first = find_name(names, pairs[i][0]), *second = find_name(names, pairs[i][1]);
    if (first == NULL || second == NULL)
      continue;
    *data = g_strconcat(book, "#", first, NULL);
    *framework = g_strconcat(book, "#", second, NULL);
    return TRUE;
  }
  return FALSE;
}
