/* Data tables: years, missing values, columns, refusals, and the shipped EGDI table. */
#include "datasets/dataset/dataset.h"

#include <glib/gstdio.h>
#include <math.h>

#include "indicators/base/text.h"
#include "tests/shared/program.h"
#include "tests/shared/said.h"

static DgmiDataset *read_text(const char *text, const DgmiDatasetOptions *options,
                              DgmiMessages *messages)
{
  return dgmi_dataset_read_text(text, strlen(text), "t.csv", options, messages);
}

/* An index "I" over the two indicators OSI and TII, with a group and a denominator column. */
static DgmiFramework *make_framework(void)
{
  static const char *const rows[][4] = {{"1", "OSI", "I", "Indicator"},
                                        {"1", "TII", "I", "Indicator"},
                                        {"2", "I", NULL, "Aggregate"},
                                        {NULL, "Region", NULL, "Group"},
                                        {NULL, "Pop", NULL, "Denominator"}};
  DgmiFrameworkRow table[G_N_ELEMENTS(rows)] = {0};
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
  {
    table[i].cell[DGMI_FIELD_LEVEL] = rows[i][0];
    table[i].cell[DGMI_FIELD_CODE] = rows[i][1];
    table[i].cell[DGMI_FIELD_PARENT] = rows[i][2];
    table[i].cell[DGMI_FIELD_TYPE] = rows[i][3];
  }
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  DgmiFramework *framework = dgmi_framework_new(table, G_N_ELEMENTS(rows), "framework", messages);
  ASSERT_SILENT(messages);
  return framework;
}

static void test_values(void)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  const DgmiDatasetOptions options = {0};
  g_autoptr(DgmiDataset) dataset =
      read_text("country,iso3,x,group,empty,late\nDenmark,DNK,0.9717,A,,\n,sgp,-1e3,,NA,n1\n",
                &options, messages);
  ASSERT_SILENT(messages);
  g_assert_cmpstr(dgmi_dataset_file(dataset), ==, "t.csv");
  g_assert_cmpint(dgmi_dataset_year(dataset), ==, 0);
  g_assert_cmpuint(dgmi_dataset_n_units(dataset), ==, 2);
  g_assert_cmpuint(dgmi_dataset_n_columns(dataset), ==, 4);
  g_assert_cmpstr(dgmi_dataset_column_name(dataset, 1), ==, "group");
  g_assert_cmpstr(dgmi_dataset_code(dataset, 1), ==, "sgp");
  g_assert_cmpstr(dgmi_dataset_name(dataset, 0), ==, "Denmark");
  g_assert_null(dgmi_dataset_name(dataset, 1));
  g_assert_cmpint(dgmi_dataset_find_unit(dataset, "SGP"), ==, 1);
  g_assert_cmpint(dgmi_dataset_find_unit(dataset, "SG"), ==, -1);
  const double *x = dgmi_dataset_numbers(dataset, "X");
  g_assert_cmpfloat(x[0], ==, 0.9717);
  g_assert_cmpfloat(x[1], ==, -1000);
  g_assert_null(dgmi_dataset_texts(dataset, "x"));
  g_assert_null(dgmi_dataset_numbers(dataset, "group"));
  g_assert_null(dgmi_dataset_numbers(dataset, "iso3"));
  g_assert_cmpstr(dgmi_dataset_texts(dataset, "group")[0], ==, "A");
  g_assert_null(dgmi_dataset_texts(dataset, "group")[1]);
  g_assert_true(isnan(dgmi_dataset_numbers(dataset, "empty")[1]));
  g_assert_null(dgmi_dataset_texts(dataset, "late")[0]);
  g_assert_cmpstr(dgmi_dataset_texts(dataset, "late")[1], ==, "n1");
}

static void test_missing(void)
{
  static const char text[] = "uCode,x,g\nA,NA,1\nB,N/A,1\nC,NaN,1\nD,null,1\nE,-,1\nF,.,1\n"
                             "G,..,-\nH,...,1\nI,n/a,1\nJ,#N/A,1\nK,,1\nNA,-9,1\n";
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  DgmiDatasetOptions options = {.numbers = (const char *const[]){"x", NULL}};
  g_autoptr(DgmiDataset) dataset = read_text(text, &options, messages);
  ASSERT_SILENT(messages);
  for (guint i = 0; i < 11; i++)
    g_assert_true(isnan(dgmi_dataset_numbers(dataset, "x")[i]));
  g_assert_cmpfloat(dgmi_dataset_numbers(dataset, "x")[11], ==, -9);
  g_assert_cmpstr(dgmi_dataset_code(dataset, 11), ==, "NA");
  g_assert_true(isnan(dgmi_dataset_numbers(dataset, "g")[6]));

  options.missing = "-9, 99";
  g_autoptr(DgmiDataset) replaced = read_text("uCode,x\nA,-9\nB,99\nC,\nD,9\n", &options, messages);
  ASSERT_SILENT(messages);
  for (guint i = 0; i < 3; i++)
    g_assert_true(isnan(dgmi_dataset_numbers(replaced, "x")[i]));
  g_assert_null(read_text("uCode,x\nA,NA\n", &options, messages));
  ASSERT_SAID(messages, "t.csv:2:3: error: 'NA' is not a number");
}

static void assert_refused(const char *text, int year, const char *const *beginnings)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  const DgmiDatasetOptions options = {.numbers = (const char *const[]){"x", NULL}, .year = year};
  g_autoptr(DgmiDataset) dataset = read_text(text, &options, messages);
  g_assert_null(dataset);
  assert_said(messages, beginnings);
}
#define REFUSED(text, year, ...)                                                                   \
  assert_refused(text, year, (const char *const[]){__VA_ARGS__, NULL})

static void test_numbers_refused(void)
{
  REFUSED("uCode,x\nA,\"0,97\"\nB,inf\nC,1e999\nD,\"1,234.5\"\nE,85%\n\"F\",x\n", 0,
          "t.csv:2:3: error: '0,97' is not a number; write numbers with a decimal point",
          "t.csv:3:3: error: 'inf' is not a number; write a number",
          "t.csv:4:3: error: '1e999' is too large",
          "t.csv:5:3: error: '1,234.5' is not a number; write numbers without separators",
          "t.csv:6:3: error: '85%' is not a number; write numbers without a percent sign",
          "t.csv:7:5: error: 'x' is not a number");
}

static void test_units_refused(void)
{
  REFUSED("uCode,x\nDNK,1\n\nSGP,2\ndnk,3\n,4\n", 0,
          "t.csv:5:1: error: unit 'dnk' is already on line 2; keep one row a unit",
          "t.csv:6:1: error: the unit's code is missing");
  REFUSED("uCode,x\n", 0, "t.csv: error: the table has a header but no unit");
  REFUSED("", 0, "t.csv: error: the table is empty");
}

static void test_shape_refused(void)
{
  REFUSED("x,ucdoe\n1,A\n", 0, "t.csv:1:3: error: there is no column of unit codes; did you mean");
  REFUSED("x,y\n1,A\n", 0, "t.csv:1:1: error: there is no column of unit codes; name it");
  REFUSED("uCode,x,X\nA,1,2\n", 0, "t.csv:1:9: error: column 'X' is already there (column 2)");
  /* What can still be said of the values is said in the same run. */
  REFUSED("uCode,Time,x\nA,2020\nB,2020,z\n", 0, "t.csv:2:7: error: this row has 2 fields",
          "t.csv:3:8: error: 'z' is not a number");
}

static void test_years(void)
{
  static const char text[] = "uCode,Time,x\nA,2018,1\nB,2018,2\nA,2022,3\nA,2020,bad\n";
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  DgmiDatasetOptions options = {.year = 2018};
  g_autoptr(DgmiDataset) old = read_text(text, &options, messages);
  ASSERT_SILENT(messages);
  g_assert_cmpint(dgmi_dataset_year(old), ==, 2018);
  g_assert_cmpuint(dgmi_dataset_n_units(old), ==, 2);
  g_assert_cmpuint(dgmi_dataset_n_columns(old), ==, 1);
  g_assert_cmpfloat(dgmi_dataset_numbers(old, "x")[1], ==, 2);

  options.year = 0;
  g_autoptr(DgmiDataset) newest = read_text(text, &options, messages);
  ASSERT_SAID(messages, "t.csv: note: the table has 3 years, from 2018 to 2022; the newest");
  g_assert_cmpint(dgmi_dataset_year(newest), ==, 2022);
  g_assert_cmpfloat(dgmi_dataset_numbers(newest, "x")[0], ==, 3);

  g_autoptr(DgmiMessages) silent = dgmi_messages_new();
  g_autoptr(DgmiDataset) single = read_text("code,YEAR,x\nA,2018,1\n", &options, silent);
  ASSERT_SILENT(silent);
  g_assert_cmpint(dgmi_dataset_year(single), ==, 2018);
}

static void test_years_refused(void)
{
  REFUSED("uCode,Time,x\nA,2018,1\nA,2022,1\nA,2020,1\n", 2019,
          "t.csv: error: the table has no year 2019; choose among 2018, 2020, 2022");
  REFUSED("uCode,Time,x\nA,2018.5,1\nB,,1\nC,20222,1\nD,2018,y\n", 0,
          "t.csv:2:3: error: '2018.5' is not a year", "t.csv:3:3: error: the year is missing",
          "t.csv:4:3: error: '20222' is not a year", "t.csv:5:8: error: 'y' is not a number");
}

static void test_framework(void)
{
  g_autoptr(DgmiFramework) framework = make_framework();
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  const DgmiDatasetOptions options = {.framework = framework,
                                      .numbers = (const char *const[]){"rank", "absent", NULL},
                                      .texts = (const char *const[]){"Rank", NULL}};
  g_autoptr(DgmiDataset) dataset = read_text(
      "uCode,tii,extra,Region,OSI,Rank,pop,b,c,d,e,f\nA,1,,West,2,3,4,x,,,,\n", &options, messages);
  ASSERT_SAID(messages, "t.csv:1:11: note: 6 columns are not used: 'extra', 'b', 'c', 'd', 'e', …");
  g_assert_cmpuint(dgmi_dataset_n_columns(dataset), ==, 5);
  g_assert_cmpfloat(dgmi_dataset_numbers(dataset, "TII")[0], ==, 1);
  g_assert_cmpfloat(dgmi_dataset_numbers(dataset, "Pop")[0], ==, 4);
  g_assert_cmpfloat(dgmi_dataset_numbers(dataset, "rank")[0], ==, 3);
  g_assert_cmpstr(dgmi_dataset_texts(dataset, "rank")[0], ==, "3");
  g_assert_cmpstr(dgmi_dataset_texts(dataset, "region")[0], ==, "West");
  g_assert_null(dgmi_dataset_numbers(dataset, "extra"));
  g_assert_null(dgmi_dataset_numbers(dataset, "absent"));
}

static void test_framework_refused(void)
{
  g_autoptr(DgmiFramework) framework = make_framework();
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  const DgmiDatasetOptions options = {.framework = framework};
  g_assert_null(read_text("uCode,OSI_,zzz\nA,oops,1\nA,1,1\n", &options, messages));
  ASSERT_SAID(messages, "t.csv:1:1: error: there is no column for indicator 'TII'; add it",
              "t.csv:1:1: error: there is no column for denominator 'Pop'; add it",
              "t.csv:1:7: error: there is no column for indicator 'OSI'; did you mean 'OSI_'?",
              "t.csv:3:1: error: unit 'A' is already on line 2");
}

static void test_many_units(void)
{
  g_autoptr(GString) text = g_string_new("uCode,x,g\n");
  for (guint i = 0; i < 5000; i++)
    g_string_append_printf(text, "U%u,%u,%s\n", i, i, i < 1000 ? "" : i % 2 == 0 ? "even" : "odd");
  g_autofree char *name = write_file(text->str, text->len);
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  const DgmiDatasetOptions options = {0};
  g_autoptr(DgmiDataset) dataset = dgmi_dataset_read(name, &options, messages);
  g_unlink(name);
  ASSERT_SILENT(messages);
  g_assert_cmpuint(dgmi_dataset_n_units(dataset), ==, 5000);
  const char *const *texts = dgmi_dataset_texts(dataset, "g");
  for (guint i = 0; i < 5000; i++)
    g_assert_cmpfloat(dgmi_dataset_numbers(dataset, "x")[i], ==, i);
  g_assert_null(texts[999]);
  g_assert_true(texts[1000] == texts[4998]); /* kept once */
  g_assert_cmpint(dgmi_dataset_find_unit(dataset, "u4321"), ==, 4321);
}

static void test_shipped(void)
{
  g_autofree char *file =
      g_test_build_filename(G_TEST_DIST, "..", "datasets", "shipped", "un-egdi.csv", NULL);
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(GArray) units = NULL;
  g_autoptr(GArray) years = dgmi_dataset_years(file, &units, messages);
  static const int expected[] = {2003, 2004, 2005, 2008, 2010, 2012,
                                 2014, 2016, 2018, 2020, 2022, 2024};
  g_assert_cmpmem(years->data, years->len * sizeof(int), expected, sizeof expected);
  for (guint i = 0; i < units->len; i++)
    g_assert_cmpuint(g_array_index(units, guint, i), ==, 193);
  const DgmiDatasetOptions options = {.year = 2022};
  g_autoptr(DgmiDataset) dataset = dgmi_dataset_read(file, &options, messages);
  ASSERT_SILENT(messages);
  /* UN E-Government Survey 2022, annex table A.1. */
  const int denmark = dgmi_dataset_find_unit(dataset, "DNK");
  const int china = dgmi_dataset_find_unit(dataset, "CHN");
  g_assert_cmpfloat(dgmi_dataset_numbers(dataset, "EGDI")[denmark], ==, 0.9717);
  g_assert_cmpfloat(dgmi_dataset_numbers(dataset, "rank")[denmark], ==, 1);
  g_assert_cmpfloat(dgmi_dataset_numbers(dataset, "Rank")[china], ==, 43);
  g_assert_cmpstr(dgmi_dataset_name(dataset, (guint)china), ==, "China");
}

/* Standard input cannot be read twice, and the newest year is known only at its end. */
static void test_standard_input(void)
{
  static const char text[] = "uCode,Time,x\nA,2022,3\nA,2018,1\nB,2018,z\n";
  g_autofree char *name = write_file(text, strlen(text));
  DgmiDatasetOptions options = {0};
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_assert_nonnull(freopen(name, "rb", stdin));
  g_autoptr(DgmiDataset) newest = dgmi_dataset_read("-", &options, messages);
  ASSERT_SAID(messages, "standard input: note: the table has 2 years, from 2018 to 2022");
  g_assert_cmpfloat(dgmi_dataset_numbers(newest, "x")[0], ==, 3);
  g_autoptr(DgmiMessages) failures = dgmi_messages_new();
  g_assert_nonnull(freopen(name, "rb", stdin));
  options.year = 2018;
  g_assert_null(dgmi_dataset_read("-", &options, failures));
  ASSERT_SAID(failures, "standard input:4:8: error: 'z' is not a number");
  g_unlink(name);
}

static void test_years_of_files(void)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autofree char *name = write_file("uCode,x\nA,1\n\"", 13);
  g_autoptr(GArray) units = NULL;
  g_autoptr(GArray) years = dgmi_dataset_years(name, &units, messages);
  ASSERT_SILENT(messages);
  g_assert_cmpuint(years->len, ==, 0);
  g_assert_cmpuint(units->len, ==, 0);
  g_assert_true(g_file_set_contents(name, "uCode,year\nA,x\n", -1, NULL));
  g_autoptr(GArray) none = NULL;
  g_assert_null(dgmi_dataset_years(name, &none, messages));
  g_assert_null(none);
  g_assert_cmpuint(dgmi_messages_failures(messages), ==, 1);
  g_unlink(name);
  const DgmiDatasetOptions options = {0};
  g_assert_null(dgmi_dataset_read(name, &options, messages));
  g_assert_cmpint(dgmi_messages_exit_code(messages), ==, 4);
}

/* Random tables written from known values read back as these. */
static void test_random(void)
{
  for (guint round = 0; round < 200; round++)
  {
    const guint n = (guint)g_test_rand_int_range(1, 40), m = (guint)g_test_rand_int_range(1, 6);
    g_autofree double *values = g_new(double, n *m);
    g_autoptr(GString) text = g_string_new("uCode");
    for (guint j = 0; j < m; j++)
      g_string_append_printf(text, ",x%u", j);
    for (guint i = 0; i < n * m; i++)
    {
      char buffer[DGMI_NUMBER_SIZE];
      values[i] = g_test_rand_bit() ? NAN : g_test_rand_double_range(-1e3, 1e3);
      if (i % m == 0)
        g_string_append_printf(text, "\nU%u", i / m);
      g_string_append_printf(text, ",%s", dgmi_number_format(values[i], buffer));
    }
    g_autoptr(DgmiMessages) messages = dgmi_messages_new();
    const DgmiDatasetOptions options = {0};
    g_autoptr(DgmiDataset) dataset = read_text(text->str, &options, messages);
    ASSERT_SILENT(messages);
    g_assert_cmpuint(dgmi_dataset_n_units(dataset), ==, n);
    for (guint i = 0; i < n * m; i++)
    {
      const double x =
          dgmi_dataset_numbers(dataset, dgmi_dataset_column_name(dataset, i % m))[i / m];
      g_assert_true(isnan(values[i]) ? isnan(x) : x == values[i]);
    }
  }
}

TEST_PROGRAM({"/dataset/values", test_values}, {"/dataset/missing", test_missing},
             {"/dataset/numbers-refused", test_numbers_refused},
             {"/dataset/units-refused", test_units_refused},
             {"/dataset/shape-refused", test_shape_refused}, {"/dataset/years", test_years},
             {"/dataset/years-refused", test_years_refused}, {"/dataset/framework", test_framework},
             {"/dataset/framework-refused", test_framework_refused},
             {"/dataset/many-units", test_many_units}, {"/dataset/shipped", test_shipped},
             {"/dataset/standard-input", test_standard_input},
             {"/dataset/years-of-files", test_years_of_files}, {"/dataset/random", test_random})
