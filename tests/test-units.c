/* Names of units, English and Chinese, and the shipped table of countries. */
#include "datasets/units.h"

#include <locale.h>

#include "datasets/dataset.h"
#include "datasets/table.h"
#include "tests/said.h"

static char *datasets_folder(void)
{
  return g_test_build_filename(G_TEST_DIST, "..", "datasets", NULL);
}

static void test_english(void)
{
  g_autofree char *folder = datasets_folder();
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiUnits) units = dgmi_units_read(folder, "en", messages);
  ASSERT_SILENT(messages);
  g_assert_cmpstr(dgmi_units_name(units, "KOR"), ==, "Republic of Korea");
  g_assert_cmpstr(dgmi_units_name(units, "dnk"), ==, "Denmark");
  g_assert_null(dgmi_units_name(units, "XXX"));
  g_assert_null(dgmi_units_name(units, ""));
}

/* Under any UTF-8 locale, as on a machine without a Chinese one. */
static void test_chinese(void)
{
  g_autofree char *folder = datasets_folder();
  if (setlocale(LC_ALL, "C.UTF-8") == NULL || !g_setenv("LANGUAGE", "zh_CN", TRUE))
  {
    g_test_skip("no C.UTF-8 locale");
    return;
  }
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiUnits) units = dgmi_units_read(folder, "zh", messages);
  ASSERT_SILENT(messages);
  if (strcmp(dgmi_units_name(units, "CHN"), "China") == 0)
  {
    g_test_skip("iso-codes' translations are not installed");
    return;
  }
  g_assert_cmpstr(dgmi_units_name(units, "CHN"), ==, "中国");
  g_assert_cmpstr(dgmi_units_name(units, "DNK"), ==, "丹麦");
  g_assert_cmpstr(dgmi_units_name(units, "SGP"), ==, "新加坡");
  g_assert_null(dgmi_units_name(units, "XXX"));
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
  if (translated == 0)
    g_test_skip("iso-codes' translations are not installed");
  else
    g_assert_cmpuint(translated, ==, members);
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
  g_assert_cmpuint(dgmi_dataset_n_units(countries), ==, 248);
  guint ldc = 0, lldc = 0, members = 0;
  for (guint i = 0; i < dgmi_dataset_n_units(countries); i++)
  {
    g_assert_cmpuint(strlen(dgmi_dataset_code(countries, i)), ==, 3);
    g_assert_cmpuint(strlen(dgmi_dataset_texts(countries, "m49")[i]), ==, 3);
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

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/units/english", test_english);
  g_test_add_func("/units/chinese", test_chinese);
  g_test_add_func("/units/all-members", test_all_members);
  g_test_add_func("/units/countries", test_countries);
  g_test_add_func("/units/absent", test_absent);
  return g_test_run();
}
