/* Each layout of data tables, in small samples that look like the real ones. */
#include <math.h>

#include "datasets/csv/framework-table.h"
#include "datasets/dataset/dataset.h"
#include "tests/shared/program.h"
#include "tests/shared/said.h"

static DgmiDatasetOptions options_of(char *folder)
{
  return (DgmiDatasetOptions){.units_folder = folder};
}

static char *folder_of_units(void)
{
  return g_test_build_filename(G_TEST_DIST, "..", "datasets", "shipped", NULL);
}

static DgmiDataset *read_text(const char *text, const DgmiDatasetOptions *options,
                              DgmiMessages *messages)
{
  return dgmi_dataset_read_text(text, strlen(text), "t.csv", options, messages);
}

/* The dataset as text: "code(name,year) value value …" a line; a missing value is "-". */
static char *text_of(const DgmiDataset *dataset)
{
  GString *out = g_string_new(NULL);
  for (guint c = 0; c < dgmi_dataset_n_columns(dataset); c++)
    g_string_append_printf(out, "%s ", dgmi_dataset_column_name(dataset, c));
  for (guint i = 0; i < dgmi_dataset_n_units(dataset); i++)
  {
    const char *name = dgmi_dataset_name(dataset, i);
    g_string_append_printf(out, "\n%s(%s,%d)", dgmi_dataset_code(dataset, i),
                           name == NULL ? "" : name, dgmi_dataset_unit_year(dataset, i));
    for (guint c = 0; c < dgmi_dataset_n_columns(dataset); c++)
    {
      const char *column = dgmi_dataset_column_name(dataset, c);
      const double *numbers = dgmi_dataset_numbers(dataset, column);
      const char *const *texts = dgmi_dataset_texts(dataset, column);
      if (numbers == NULL ? texts[i] == NULL : isnan(numbers[i]))
        g_string_append(out, " -");
      else if (numbers == NULL)
        g_string_append_printf(out, " '%s'", texts[i]);
      else
        g_string_append_printf(out, " %g", numbers[i]);
    }
  }
  return g_string_free(out, FALSE);
}

static void assert_reads(const char *text, const DgmiDatasetOptions *options, const char *expected,
                         const char *const *notes)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiDataset) dataset = read_text(text, options, messages);
  g_autofree char *all = said(messages);
  if (dataset == NULL)
    g_error("%s", all);
  g_autofree char *out = text_of(dataset);
  g_assert_cmpstr(out, ==, expected);
  assert_said(messages, notes);
}
#define NOTES(...) ((const char *const[]){__VA_ARGS__, NULL})

static void assert_fails(const char *text, const DgmiDatasetOptions *options, const char *message)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_assert_null(read_text(text, options, messages));
  g_autofree char *all = said(messages);
  if (strstr(all, message) == NULL)
    g_error("expected '%s', was:\n%s", message, all);
}

/* ---- Tidy ---- */

static const char tidy[] = "unit,time,indicator,value\n"
                           "DNK,2020,OSI,0.97\nDNK,2020,TII,0.99\nDNK,2022,OSI,0.98\n"
                           "KOR,2022,OSI,1\nKOR,2022,TII,NA\n";

static void test_tidy(void)
{
  DgmiDatasetOptions options = {0};
  assert_reads(tidy, &options, "OSI TII \nDNK(,2022) 0.98 -\nKOR(,2022) 1 -",
               NOTES("t.csv: note: the table has 2 years, from 2020 to 2022; the newest is used",
                     "t.csv: note: read as a tidy long table: 2 indicators, 2020–2022"));
  options.year = 2020;
  assert_reads(tidy, &options, "OSI TII \nDNK(,2020) 0.97 0.99",
               NOTES("t.csv: note: read as a tidy long table"));
  options.year = 2019;
  assert_fails(tidy, &options, "t.csv: error: the table has no year 2019; choose among 2020, 2022");
}

static void test_all_years(void)
{
  const DgmiDatasetOptions options = {.all_years = TRUE};
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiDataset) dataset = read_text(tidy, &options, messages);
  g_autofree char *all = text_of(dataset);
  g_assert_cmpstr(all, ==, "OSI TII \nDNK(,2020) 0.97 0.99\nDNK(,2022) 0.98 -\nKOR(,2022) 1 -");
  g_autoptr(DgmiDataset) slice = dgmi_dataset_slice(dataset, 2022);
  g_autofree char *some = text_of(slice);
  g_assert_cmpstr(some, ==, "OSI TII \nDNK(,2022) 0.98 -\nKOR(,2022) 1 -");
  g_assert_cmpint(dgmi_dataset_year(slice), ==, 2022);
  g_assert_cmpint(dgmi_dataset_find_unit(slice, "kor"), ==, 1);
  g_assert_null(dgmi_dataset_slice(dataset, 2021));
  assert_reads("uCode,Time,A\nX,2020,1\nX,2021,2\nY,2020,3\n", &options,
               "A \nX(,2020) 1\nX(,2021) 2\nY(,2020) 3", NOTES(NULL));
  assert_reads("uCode,A\nX,1\n", &options, "A \nX(,0) 1", NOTES(NULL));
}

static void test_tidy_variants(void)
{
  const DgmiDatasetOptions options = {0};
  assert_reads("country;iso3;year;variable;value;source\nKorea;KOR;2022;OSI;0,5;UN\n", &options,
               "OSI \nKOR(Korea,2022) 0.5",
               NOTES("t.csv: note: read as a tidy long table",
                     "t.csv:2:20: note: 1 number with a decimal comma"));
  assert_reads("code,series,value\nX,a,1\nX,b,East\n", &options, "a b \nX(,0) 1 'East'",
               NOTES("t.csv: note: read as a tidy long table: 2 indicators"));
}

static DgmiFramework *framework(void)
{
  const char *text = "Level,iCode,Parent,Direction,Type,Weight\n"
                     "1,OSI,I,1,Indicator,1\n1,TII,I,1,Indicator,1\n2,I,,1,Aggregate,1\n";
  g_autofree char *file = write_file(text, strlen(text));
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  DgmiFramework *read = dgmi_framework_read(file, NULL, messages);
  g_unlink(file);
  g_assert_nonnull(read);
  return read;
}

static void test_tidy_framework(void)
{
  g_autoptr(DgmiFramework) wanted = framework();
  const DgmiDatasetOptions options = {.framework = wanted, .year = 2022};
  assert_reads("unit,time,indicator,value\nA,2022,osi,1\nA,2022,GDP,x\nA,2022,tii,2\n", &options,
               "osi tii \nA(,2022) 1 2",
               NOTES("t.csv: note: read as a tidy long table: 2 indicators, 2022; 1 indicator not "
                     "asked for left out"));
  assert_fails("unit,time,indicator,value\nA,2022,OSI,1\nA,2022,TI,2\n", &options,
               "t.csv: error: there is no value of indicator 'TII'; did you mean 'TI'?");
}

static void test_tidy_failures(void)
{
  const DgmiDatasetOptions options = {.all_years = TRUE};
  assert_fails("unit,time,indicator,value\nA,2022,I,1\nA,2022,I,2\n", &options,
               "t.csv:3:10: error: unit 'A' already has a value of 'I' in 2022; keep one of them");
  assert_fails("unit,indicator,value\nA,I,NA\nA,I,2\n", &options,
               "t.csv:3:5: error: unit 'A' already has a value of 'I'; keep one of them");
  assert_fails("unit,indicator,value\n,I,1\n", &options, "t.csv:2:1: error: the unit's code is");
  assert_fails("unit,indicator,value\nA,,1\n", &options, "t.csv:2:3: error: the indicator's code");
  assert_fails("unit,indicator,value\nA,I\n", &options, "t.csv:2:4: error: this row has 2 fields");
  assert_fails("unit,year,indicator,value\nA,20x,I,1\n", &options,
               "t.csv:2:3: error: '20x' is not");
  assert_fails("unit,indicator,value\nA,I,1\nB,I,z\n", &options, "t.csv:3:5: error: 'z' is not a");
  assert_fails("indicator,value\nI,1\n", &options, "t.csv:1:1: error: there is no column of unit");
}

/* ---- World Bank ---- */

static void test_wdi_data_file(void)
{
  const char *text = "\xEF\xBB\xBF\"Data Source\",\"World Development Indicators\",\n\n"
                     "\"Last Updated Date\",\"2023-10-26\",\n\n"
                     "\"Country Name\",\"Country Code\",\"Indicator Name\",\"Indicator Code\","
                     "\"2020\",\"2021\",\"2022\",\n"
                     "\"Aruba\",\"ABW\",\"Population, total\",\"SP.POP.TOTL\",\"1\",\"2\",\"\",\n"
                     "\"World\",\"WLD\",\"Population, total\",\"SP.POP.TOTL\",\"9\",\"9\",\"\",\n"
                     "\"China\",\"CHN\",\"Population, total\",\"SP.POP.TOTL\",\"\",\"4\",\"\",\n";
  DgmiDatasetOptions options = {0};
  assert_reads(text, &options, "SP.POP.TOTL \nABW(Aruba,2021) 2\nCHN(China,2021) 4",
               NOTES("t.csv: note: the table has 2 years, from 2020 to 2021; the newest is used",
                     "t.csv: note: the byte order mark",
                     "t.csv: note: read as a World Bank WDI download: 1 indicator, 2020–2022; "
                     "groups of countries such as WLD left out (1 row)"));
  options.all_years = TRUE;
  assert_reads(text, &options,
               "SP.POP.TOTL \nABW(Aruba,2020) 1\nABW(Aruba,2021) 2\nCHN(China,2021) 4",
               NOTES("t.csv: note: the byte order mark",
                     "t.csv: note: read as a World Bank WDI download: 1 indicator, 2020–2021"));
}

static void test_databank(void)
{
  const char *text =
      "Country Name,Country Code,Series Name,Series Code,2010 [YR2010],2011 [YR2011]\n"
      "China,CHN,Internet users,IT.NET.USER.ZS,34.3,38.3\n"
      "Kosovo,XKX,Internet users,IT.NET.USER.ZS,..,..\n"
      ",,,,,\n,,,,,\n"
      "Data from database: World Development Indicators,,,,,\n"
      "Last Updated: 10/26/2023\n";
  const DgmiDatasetOptions options = {.year = 2011};
  assert_reads(text, &options, "IT.NET.USER.ZS \nCHN(China,2011) 38.3\nXKX(Kosovo,2011) -",
               NOTES("t.csv: note: read as a World Bank WDI download: 1 indicator, 2010–2011"));
}

/* ---- UN E-Government Knowledgebase ---- */

static const char egovkb[] =
    "Survey Year,Country Name,E-Government Rank,E-Government Index,E-Participation Index,"
    "Online Service Index,Human Capital Index,Telecommunication Infrastructure Index\n"
    "2022,\"Denmark \",1,0.97170,0.88640,0.97970,0.95590,0.97950\n"
    "2022,\"Lao People's Democratic Republic \",159,0.37640,0.26140,0.30050,0.54680,0.28200\n";

static void test_egovkb(void)
{
  g_autofree char *folder = folder_of_units();
  const DgmiDatasetOptions options = options_of(folder);
  assert_reads(egovkb, &options,
               "Rank EGDI EPI OSI HCI TII \n"
               "DNK(Denmark,2022) 1 0.9717 0.8864 0.9797 0.9559 0.9795\n"
               "LAO(Lao People's Democratic Republic,2022) 159 0.3764 0.2614 0.3005 0.5468 0.282",
               NOTES("t.csv: note: read as a download of the UN E-Government Knowledgebase: 6 "
                     "indicators, 2022",
                     "t.csv:2:6: note: 2 units were found by their names"));
  const DgmiDatasetOptions without = {0};
  assert_fails(egovkb, &without, "t.csv:1:1: error: there is no column of unit codes");
}

static void test_names(void)
{
  g_autofree char *folder = folder_of_units();
  const DgmiDatasetOptions options = options_of(folder);
  assert_reads("country,A\nDenmark,1\n中国,2\n", &options, "A \nDNK(Denmark,0) 1\nCHN(中国,0) 2",
               NOTES("t.csv:2:1: note: 2 units were found by their names (the first: Denmark ="));
  assert_fails("country,A\nDenmark,1\nDenmrak,2\n", &options,
               "t.csv:3:1: error: no unit is called 'Denmrak'; did you mean");
  assert_fails("country,A\nTurkey,1\nTürkiye,2\n", &options,
               "t.csv:3:1: error: unit 'Türkiye' is already on line 2");
  /* Where there are codes, names are only names. */
  assert_reads("country,code,A\nXland,X1,1\n", &options, "A \nX1(Xland,0) 1", NOTES(NULL));
}

/* ---- SDMX-CSV ---- */

static void test_sdmx_1(void)
{
  g_autofree char *folder = folder_of_units();
  const DgmiDatasetOptions options = options_of(folder);
  assert_reads("DATAFLOW,FREQ,REF_AREA,INDICATOR,UNIT_MEASURE,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n"
               "WB:DF(1.0),A,CN,NET,PT,2020,70.1,A\nWB:DF(1.0),A,EL,NET,PT,2020,,M\n"
               "WB:DF(1.0),A,CN,POP,PS,2020,1400,A\nWB:DF(1.0),A,WLD,POP,PS,2020,8000,A\n",
               &options, "NET POP \nCHN(,2020) 70.1 1400\nGRC(,2020) - -",
               NOTES("t.csv: note: read as SDMX-CSV: 2 indicators, 2020; groups of countries such "
                     "as WLD left out (1 row); attributes such as OBS_STATUS left out",
                     "t.csv:2:14: note: 2 two-letter codes were made three-letter ones"));
}

static void test_sdmx_labels(void)
{
  const DgmiDatasetOptions options = {0};
  assert_reads("DATAFLOW,\"REF_AREA: Reference area\",\"INDICATOR: Indicator\","
               "\"TIME_PERIOD: Time period\",\"OBS_VALUE: Value\"\n"
               "\"X:Y(1.0): Data\",\"DNK: Denmark\",\"NET: Users\",\"2020\",5\n",
               &options, "NET \nDNK(Denmark,2020) 5", NOTES("t.csv: note: read as SDMX-CSV"));
  assert_reads("STRUCTURE[;],STRUCTURE_ID,ACTION,REF_AREA,SEX,TIME_PERIOD,OBS_VALUE\n"
               "dataflow,X:NETUSE(1.0),I,DNK,_T,2020,5\n",
               &options, "NETUSE \nDNK(,2020) 5", NOTES("t.csv: note: read as SDMX-CSV"));
  assert_reads("STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,REF_AREA,Reference area,INDICATOR,"
               "Indicator name,TIME_PERIOD,Time period,OBS_VALUE,Observation value\n"
               "dataflow,X:Y(1.0),Data,I,DNK,Denmark,NET,Users,2020,,5,\n"
               "dataflow,X:Y(1.0),Data,I,KOR,Korea,NET,Users,2020,,6,\n",
               &options, "NET \nDNK(Denmark,2020) 5\nKOR(Korea,2020) 6",
               NOTES("t.csv: note: read as SDMX-CSV"));
}

static void test_sdmx_failures(void)
{
  const DgmiDatasetOptions options = {0};
  assert_fails("DATAFLOW,REF_AREA,INDICATOR,SEX,TIME_PERIOD,OBS_VALUE\n"
               "X,DNK,NET,M,2020,5\nX,KOR,NET,F,2020,6\n",
               &options,
               "t.csv:3:11: error: dimension SEX has both 'M' and 'F' for indicator 'NET'; keep");
  assert_fails("DATAFLOW,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\nX,DNK,NET,2020-Q1,5\n", &options,
               "t.csv:2:11: error: '2020-Q1' is not a year");
  assert_fails("STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,TIME_PERIOD,OBS_VALUE\n"
               "dataflow,X,D,DNK,2020,\n",
               &options, "t.csv:2:12: error: this row deletes an observation");
  assert_fails("DATAFLOW,AREA,TIME_PERIOD,OBS_VALUE\nX,DNK,2020,1\n", &options,
               "t.csv:1:1: error: this SDMX-CSV table has no dimension of units");
}

static void test_years(void)
{
  g_autofree char *file = write_file(tidy, strlen(tidy));
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(GArray) units = NULL;
  g_autoptr(GArray) years = dgmi_dataset_years(file, &units, messages);
  g_unlink(file);
  g_assert_cmpuint(years->len, ==, 2);
  g_assert_cmpint(g_array_index(years, int, 1), ==, 2022);
  g_assert_cmpuint(g_array_index(units, guint, 0), ==, 1);
  g_assert_cmpuint(g_array_index(units, guint, 1), ==, 2);
}

TEST_PROGRAM({"/layouts/tidy", test_tidy}, {"/layouts/tidy-variants", test_tidy_variants},
             {"/layouts/tidy-framework", test_tidy_framework},
             {"/layouts/tidy-failures", test_tidy_failures}, {"/layouts/all-years", test_all_years},
             {"/layouts/wdi-data-file", test_wdi_data_file}, {"/layouts/databank", test_databank},
             {"/layouts/egovkb", test_egovkb}, {"/layouts/names", test_names},
             {"/layouts/sdmx-1", test_sdmx_1}, {"/layouts/sdmx-labels", test_sdmx_labels},
             {"/layouts/sdmx-failures", test_sdmx_failures}, {"/layouts/years", test_years})
