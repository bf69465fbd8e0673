/* Finding shipped index files by id, family and year, in a folder made for the test. */
#include "datasets/catalogue.h"

#include <glib/gstdio.h>

#include "tests/shared/program.h"
#include "tests/shared/said.h"

static const char *const files[] = {
    "un-egdi.ini",     "un-egdi-2003.ini", "un-egdi-2022.ini", "un-egdi-2018.ini",
    "gtmi-2022.ini",   "security.ini",     "un-egdi.csv",      "b.csv",
    "datapackage.json"};

/* One folder serves as both. */
static char *make_folder(void)
{
  char *folder = g_dir_make_tmp("dgmi-test-XXXXXX", NULL);
  g_assert_nonnull(folder);
  for (guint i = 0; i < G_N_ELEMENTS(files); i++)
  {
    g_autofree char *file = g_build_filename(folder, files[i], NULL);
    g_assert_true(g_file_set_contents(file, "", 0, NULL));
  }
  return folder;
}

static void remove_folder(const char *folder)
{
  for (guint i = 0; i < G_N_ELEMENTS(files); i++)
  {
    g_autofree char *file = g_build_filename(folder, files[i], NULL);
    g_unlink(file);
  }
  g_rmdir(folder);
}

static void test_lists(void)
{
  g_autofree char *folder = make_folder();
  const DgmiPaths paths = {folder, folder};
  g_auto(GStrv) ids = dgmi_catalogue_ids(&paths);
  g_autofree char *all = g_strjoinv(" ", ids);
  g_assert_cmpstr(all, ==, "gtmi-2022 security un-egdi un-egdi-2003 un-egdi-2018 un-egdi-2022");
  g_auto(GStrv) datasets = dgmi_catalogue_datasets(&paths);
  g_autofree char *tables = g_strjoinv(" ", datasets);
  g_assert_cmpstr(tables, ==, "b un-egdi");
  g_autoptr(GArray) years = dgmi_catalogue_editions(&paths, "UN-EGDI");
  static const int expected[] = {2003, 2018, 2022};
  g_assert_cmpmem(years->data, years->len * sizeof(int), expected, sizeof expected);
  g_autoptr(GArray) none = dgmi_catalogue_editions(&paths, "security");
  g_assert_cmpuint(none->len, ==, 0);
  remove_folder(folder);
}

static void assert_finds(const DgmiPaths *paths, const char *name, int year, const char *expected)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autofree char *file = dgmi_catalogue_find(paths, name, year, messages);
  ASSERT_SILENT(messages);
  g_autofree char *base = g_path_get_basename(file);
  g_assert_cmpstr(base, ==, expected);
}

static void test_find(void)
{
  g_autofree char *folder = make_folder();
  const DgmiPaths paths = {folder, folder};
  assert_finds(&paths, "un-egdi", 0, "un-egdi-2022.ini");
  assert_finds(&paths, "un-egdi", 2003, "un-egdi-2003.ini");
  assert_finds(&paths, "un-egdi-2018", 0, "un-egdi-2018.ini");
  assert_finds(&paths, "un-egdi-2018", 2018, "un-egdi-2018.ini");
  assert_finds(&paths, "UN-EGDI-2018", 0, "un-egdi-2018.ini");
  assert_finds(&paths, "gtmi", 0, "gtmi-2022.ini");
  assert_finds(&paths, "security", 2019, "security.ini");
  assert_finds(&paths, "-", 0, "-");
  g_autofree char *path = g_build_filename(folder, "security.ini", NULL);
  assert_finds(&paths, path, 2019, "security.ini");
  remove_folder(folder);
}

static void assert_not_found(const DgmiPaths *paths, const char *name, int year,
                             const char *message, int exit_code)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_assert_null(dgmi_catalogue_find(paths, name, year, messages));
  ASSERT_SAID(messages, message);
  g_assert_cmpint(dgmi_messages_exit_code(messages), ==, exit_code);
}

static void test_not_found(void)
{
  g_autofree char *folder = make_folder();
  const DgmiPaths paths = {folder, folder};
  assert_not_found(&paths, "un-egid-2022", 0,
                   "error: there is no index 'un-egid-2022'; did you mean 'un-egdi-2022'?", 2);
  assert_not_found(&paths, "zzz", 0, "error: there is no index 'zzz'; known are gtmi-2022", 2);
  assert_not_found(&paths, "", 0, "error: there is no index ''", 2);
  assert_not_found(&paths, "un-egdi", 2019,
                   "error: 'un-egdi' has no edition of 2019; choose among 2003, 2018, 2022", 2);
  assert_not_found(&paths, "un-egdi-2018", 2022,
                   "error: 'un-egdi-2018' is the edition of 2018; name the family 'un-egdi'", 2);
  assert_not_found(&paths, "./none.ini", 0, "./none.ini: error: there is no such file", 4);
  const DgmiPaths empty = {"/nonexistent", "/nonexistent"};
  assert_not_found(&empty, "un-egdi", 0, "error: there is no index 'un-egdi'", 2);
  remove_folder(folder);
}

TEST_PROGRAM({"/catalogue/lists", test_lists}, {"/catalogue/find", test_find},
             {"/catalogue/not-found", test_not_found})
