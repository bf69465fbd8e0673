#include "datasets/catalogue.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

#include "indicators/base/text.h"

static int compare_ids(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names of the folder's files that end in `ending`, without it, sorted. */
static char **list_files(const char *folder, const char *ending)
{
  GPtrArray *names = g_ptr_array_new();
  GDir *directory = g_dir_open(folder, 0, NULL);
  const char *name;
  while (directory != NULL && (name = g_dir_read_name(directory)) != NULL)
    if (g_str_has_suffix(name, ending) && name[0] != '.')
      g_ptr_array_add(names, g_strndup(name, strlen(name) - strlen(ending)));
  if (directory != NULL)
    g_dir_close(directory);
  g_ptr_array_sort(names, compare_ids);
  g_ptr_array_add(names, NULL);
  return (char **)g_ptr_array_free(names, FALSE);
}

char **dgmi_catalogue_ids(const DgmiPaths *paths)
{
  assert(paths != NULL && paths->indicators != NULL);
  return list_files(paths->indicators, ".ini");
}

char **dgmi_catalogue_datasets(const DgmiPaths *paths)
{
  assert(paths != NULL && paths->datasets != NULL);
  return list_files(paths->datasets, ".csv");
}

/* The year of "FAMILY-YEAR", or 0. */
static int edition_year(const char *id, const char *family)
{
  const gsize length = strlen(family);
  if (g_ascii_strncasecmp(id, family, length) != 0 || id[length] != '-')
    return 0;
  const char *year = id + length + 1;
  double value = 0;
  if (strlen(year) != 4 || strspn(year, "0123456789") != 4)
    return 0;
  return dgmi_number_parse(year, 4, &value) == DGMI_NUMBER_OK ? (int)value : 0;
}

/* "FAMILY" of "FAMILY-YEAR", or NULL. Free with g_free(). */
static char *family_of(const char *id)
{
  const char *dash = strrchr(id, '-');
  if (dash == NULL || dash == id)
    return NULL;
  char *family = g_strndup(id, (gsize)(dash - id));
  if (edition_year(id, family) == 0)
    g_clear_pointer(&family, g_free);
  return family;
}

static int compare_years(gconstpointer a, gconstpointer b)
{
  return *(const int *)a - *(const int *)b;
}

static GArray *list_editions(char *const *ids, const char *family)
{
  GArray *years = g_array_new(FALSE, FALSE, sizeof(int));
  for (; *ids != NULL; ids++)
  {
    const int year = edition_year(*ids, family);
    if (year > 0)
      g_array_append_val(years, year);
  }
  g_array_sort(years, compare_years);
  return years;
}

GArray *dgmi_catalogue_editions(const DgmiPaths *paths, const char *family)
{
  assert(family != NULL);
  g_auto(GStrv) ids = dgmi_catalogue_ids(paths);
  return list_editions(ids, family);
}

/* What the user named is not there: a mistake of usage, not of data. */
static void G_GNUC_PRINTF(2, 3) fail(DgmiMessages *messages, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  g_autoptr(GError) error = NULL;
  dgmi_error_take(&error, DGMI_ERROR_USAGE, dgmi_sentence_new_valist(format, arguments));
  va_end(arguments);
  dgmi_messages_add_error(messages, NULL, error);
}

static const char *find_id(char *const *ids, const char *name)
{
  for (; *ids != NULL; ids++)
    if (g_ascii_strcasecmp(*ids, name) == 0)
      return *ids;
  return NULL;
}

/* The id of the family's edition of `year`, 0 = newest. Free with g_free(). */
static char *choose_edition(char *const *ids, const char *family, const GArray *years, int year,
                            DgmiMessages *messages)
{
  assert(years->len > 0);
  const int chosen = year != 0 ? year : g_array_index(years, int, years->len - 1);
  g_autoptr(GString) known = g_string_new(NULL);
  for (guint i = 0; i < years->len; i++)
  {
    const int y = g_array_index(years, int, i);
    g_string_append_printf(known, "%s%d", i > 0 ? ", " : "", y);
    if (y != chosen)
      continue;
    g_autofree char *id = g_strdup_printf("%s-%04d", family, y);
    return g_strdup(find_id(ids, id));
  }
  fail(messages, "'%s' has no edition of %d; choose among %s", family, year, known->str);
  return NULL;
}

/* The id that `name` means among the shipped ones. Free with g_free(). */
static char *choose_id(char *const *ids, const char *name, int year, DgmiMessages *messages)
{
  g_autoptr(GArray) years = list_editions(ids, name);
  if (years->len > 0)
    return choose_edition(ids, name, years, year, messages);
  const char *id = find_id(ids, name);
  g_autofree char *quoted = g_utf8_make_valid(name, -1);
  if (id == NULL)
  {
    DgmiSentence *hint =
        dgmi_text_suggestion(quoted, (const char *const *)ids, g_strv_length((char **)ids));
    fail(messages, "there is no index '%s'%p", quoted, hint);
    return NULL;
  }
  g_autofree char *family = family_of(id);
  if (family == NULL || year == 0 || edition_year(id, family) == year)
    return g_strdup(id);
  fail(messages, "'%s' is the edition of %d; name the family '%s' to choose the year %d", id,
       edition_year(id, family), family, year);
  return NULL;
}

static gboolean is_path(const char *name)
{
  return strcmp(name, "-") == 0 || strchr(name, '/') != NULL || g_str_has_suffix(name, ".ini");
}

char *dgmi_catalogue_find(const DgmiPaths *paths, const char *name, int year,
                          DgmiMessages *messages)
{
  assert(paths != NULL && name != NULL && messages != NULL);
  if (is_path(name))
  {
    if (strcmp(name, "-") == 0 || g_file_test(name, G_FILE_TEST_EXISTS))
      return g_strdup(name);
    dgmi_io_failure(messages, name, "there is no such file; check the name and the folder");
    return NULL;
  }
  g_auto(GStrv) ids = dgmi_catalogue_ids(paths);
  g_autofree char *id = choose_id(ids, name, year, messages);
  if (id == NULL)
    return NULL;
  g_autofree char *file = g_strconcat(id, ".ini", NULL);
  return g_build_filename(paths->indicators, file, NULL);
}
