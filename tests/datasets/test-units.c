/* Names of units, English and Chinese, and the shipped table of countries. */
#include "datasets/units/units.h"

#include "datasets/csv/table.h"
#include "datasets/dataset/dataset.h"
#include "datasets/units/subdivisions.h"
#include "tests/shared/program.h"
#include "tests/shared/said.h"

static char *datasets_folder(void)
{
  return g_test_build_filename(G_TEST_DIST, "..", "datasets", "shipped", NULL);
}

static DgmiUnits *read_units(const char *language)
{
  g_autofree char *folder = datasets_folder();
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  DgmiUnits *units = dgmi_units_read(folder, language, messages);
  ASSERT_SILENT(messages);
  return units;
}

static void test_english(void)
{
  g_autoptr(DgmiUnits) units = read_units("en");
  g_assert_cmpstr(dgmi_units_name(units, "KOR"), ==, "Republic of Korea");
  g_assert_cmpstr(dgmi_units_name(units, "dnk"), ==, "Denmark");
  g_assert_null(dgmi_units_name(units, "QQQ"));
  g_assert_null(dgmi_units_name(units, ""));
}

/* The project's own names, then those of iso-codes in the shipped table; under any locale. */
static void test_chinese(void)
{
  g_autoptr(DgmiUnits) units = read_units("zh");
  g_assert_cmpstr(dgmi_units_name(units, "KHM"), ==, "柬埔寨");
  g_assert_cmpstr(dgmi_units_name(units, "KOR"), ==, "韩国");
  g_assert_cmpstr(dgmi_units_name(units, "CN-NM"), ==, "内蒙古");
  g_assert_null(dgmi_units_name(units, "QQQ"));
  g_assert_cmpstr(dgmi_units_name(units, "CHN"), ==, "中国");
  g_assert_cmpstr(dgmi_units_name(units, "DNK"), ==, "丹麦");
  g_assert_cmpstr(dgmi_units_name(units, "SGP"), ==, "新加坡");
}

/* Writes a table of subdivisions, asks for AA-B in Chinese, and removes it. */
static void assert_subdivision(const char *folder, const char *table, const char *expected)
{
  g_autofree char *file = g_build_filename(folder, "subdivisions.csv", NULL);
  g_assert_true(g_file_set_contents(file, table, -1, NULL));
  g_autoptr(DgmiSubdivisions) subdivisions = dgmi_subdivisions_new(folder);
  g_assert_cmpstr(dgmi_subdivisions_name(subdivisions, "aa-b", TRUE), ==, expected);
  g_assert_cmpstr(dgmi_subdivisions_code(subdivisions, "aa-b"), ==,
                  expected == NULL ? NULL : "AA-B");
  g_assert_null(dgmi_subdivisions_name(subdivisions, "aa-c", TRUE));
  g_unlink(file);
}

/* A damaged table says nothing, as none does. */
static void test_subdivisions(void)
{
  g_autofree char *folder = g_dir_make_tmp("dgmi-test-XXXXXX", NULL);
  assert_subdivision(folder, "code,name,name_zh\nAA-B,N,甲\n", "甲");
  assert_subdivision(folder, "code,name,name_zh\nAA-B,N,\n", "N");
  assert_subdivision(folder, "code,name,name_zh\nAA-D,N,甲\n", NULL);
  assert_subdivision(folder, "code,name\nAA-B,N\n", NULL);
  assert_subdivision(folder, "code,name,name_zh\n\"AA-B", NULL);
  assert_subdivision(folder, "", NULL);
  g_autoptr(DgmiSubdivisions) none = dgmi_subdivisions_new(folder);
  g_assert_null(dgmi_subdivisions_code(none, "US-CA"));
  g_rmdir(folder);
}

/* Every member state has a Chinese name: one that is not the English one. */
static void test_all_members(void)
{
  g_autofree char *folder = datasets_folder();
  g_autofree char *file = g_build_filename(folder, "countries.csv", NULL);
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiTable) table = dgmi_table_read(file, NULL, messages);
  g_autoptr(DgmiUnits) chinese = dgmi_units_read(folder, "zh", messages);
  ASSERT_SILENT(messages);
  const guint member = (guint)dgmi_table_find(table, "un_member");
  guint members = 0, translated = 0;
  for (guint r = 0; r < dgmi_table_n_rows(table); r++)
  {
    if (strcmp(dgmi_table_cell(table, r, member), "1") != 0)
      continue;
    members++;
    translated += (guchar)dgmi_units_name(chinese, dgmi_table_cell(table, r, 0))[0] >= 0x80;
  }
  g_assert_cmpuint(members, ==, 193);
  g_assert_cmpuint(translated, ==, members);
}

/* M49 has neither Taiwan nor Kosovo. */
static gboolean is_outside_m49(const char *code)
{
  return strcmp(code, "TWN") == 0 || strcmp(code, "XKX") == 0;
}

/* Codes are unique and well-formed, and the EGDI's units are the members. */
static void test_countries(void)
{
  g_autofree char *folder = datasets_folder();
  g_autofree char *file = g_build_filename(folder, "countries.csv", NULL);
  g_autofree char *egdi = g_build_filename(folder, "un-egdi.csv", NULL);
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  /* Namibia's "NA" is no missing value here. */
  const DgmiDatasetOptions options = {.texts = (const char *const[]){"m49", "iso2", NULL},
                                      .missing = ""};
  g_autoptr(DgmiDataset) countries = dgmi_dataset_read(file, &options, messages);
  const DgmiDatasetOptions of_2024 = {.year = 2024};
  g_autoptr(DgmiDataset) scores = dgmi_dataset_read(egdi, &of_2024, messages);
  ASSERT_SILENT(messages);
  g_assert_cmpuint(dgmi_dataset_n_units(countries), ==, 250);
  guint ldc = 0, lldc = 0, members = 0;
  for (guint i = 0; i < dgmi_dataset_n_units(countries); i++)
  {
    g_assert_cmpuint(strlen(dgmi_dataset_code(countries, i)), ==, 3);
    const char *m49 = dgmi_dataset_texts(countries, "m49")[i];
    if (is_outside_m49(dgmi_dataset_code(countries, i)))
      g_assert_null(m49);
    else
      g_assert_cmpuint(strlen(m49), ==, 3);
    g_assert_cmpuint(strlen(dgmi_dataset_texts(countries, "iso2")[i]), ==, 2);
    ldc += dgmi_dataset_numbers(countries, "ldc")[i] == 1;
    lldc += dgmi_dataset_numbers(countries, "lldc")[i] == 1;
    members += dgmi_dataset_numbers(countries, "un_member")[i] == 1;
  }
  g_assert_cmpuint(ldc, ==, 44);
  g_assert_cmpuint(lldc, ==, 32);
  g_assert_cmpuint(members, ==, dgmi_dataset_n_units(scores));
  for (guint i = 0; i < dgmi_dataset_n_units(scores); i++)
  {
    const int unit = dgmi_dataset_find_unit(countries, dgmi_dataset_code(scores, i));
    g_assert_cmpint(unit, >=, 0);
    g_assert_cmpfloat(dgmi_dataset_numbers(countries, "un_member")[unit], ==, 1);
  }
}

static void test_absent(void)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_assert_null(dgmi_units_read("/nonexistent", "en", messages));
  g_assert_cmpint(dgmi_messages_exit_code(messages), ==, 4);
}

TEST_PROGRAM({"/units/english", test_english}, {"/units/chinese", test_chinese},
             {"/units/all-members", test_all_members}, {"/units/countries", test_countries},
             {"/units/subdivisions", test_subdivisions}, {"/units/absent", test_absent})
