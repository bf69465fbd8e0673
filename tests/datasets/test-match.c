/* Names to codes: countries and provinces, in English, Chinese and pinyin. The spellings that are
 * expected to match stand here a second time, as their publishers print them. */
#include "datasets/csv/table.h"
#include "datasets/units/name-fold.h"
#include "datasets/units/units.h"
#include "tests/shared/program.h"
#include "tests/shared/said.h"

static DgmiUnits *read_units(const char *language)
{
  g_autofree char *folder = g_test_build_filename(G_TEST_DIST, "..", "datasets", "shipped", NULL);
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  DgmiUnits *units = dgmi_units_read(folder, language, messages);
  ASSERT_SILENT(messages);
  return units;
}

static DgmiTable *read_shipped(const char *name)
{
  g_autofree char *file =
      g_test_build_filename(G_TEST_DIST, "..", "datasets", "shipped", name, NULL);
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  DgmiTable *table = dgmi_table_read(file, NULL, messages);
  ASSERT_SILENT(messages);
  return table;
}

static const char *cell(const DgmiTable *table, guint row, const char *column)
{
  const int c = dgmi_table_find(table, column);
  g_assert_cmpint(c, >=, 0);
  return dgmi_table_cell(table, row, (guint)c);
}

static void assert_match(DgmiUnits *units, const char *name, const char *code)
{
  if (g_strcmp0(dgmi_units_match(units, name), code) != 0)
    g_error("'%s' should be %s, is %s", name, code, dgmi_units_match(units, name));
}

static void assert_province(DgmiUnits *units, const char *name, const char *code)
{
  if (g_strcmp0(dgmi_units_match_province(units, name), code) != 0)
    g_error("'%s' should be %s, is %s", name, code, dgmi_units_match_province(units, name));
}

/* Every cell of these columns of the table of countries, in both directions and cases. */
static void test_countries(void)
{
  static const char *const columns[] = {"code", "iso2", "m49", "name", "iso_name", "name_zh"};
  g_autoptr(DgmiUnits) english = read_units("en");
  g_autoptr(DgmiUnits) chinese = read_units("zh");
  g_autoptr(DgmiTable) table = read_shipped("countries.csv");
  guint members = 0;
  for (guint r = 0; r < dgmi_table_n_rows(table); r++)
  {
    const char *code = cell(table, r, "code");
    for (gsize c = 0; c < G_N_ELEMENTS(columns); c++)
    {
      const char *name = cell(table, r, columns[c]);
      g_autofree char *upper = g_utf8_strup(name, -1);
      if (name[0] == '\0')
        continue;
      assert_match(english, name, code);
      assert_match(chinese, upper, code);
    }
    assert_match(english, dgmi_units_name(english, code), code);
    assert_match(english, dgmi_units_name(chinese, code), code);
    members += strcmp(cell(table, r, "un_member"), "1") == 0;
  }
  g_assert_cmpuint(members, ==, 193);
}

typedef struct
{
  const char *name;
  const char *code;
} NamePair;

static void assert_pairs(const NamePair *pairs, gsize n)
{
  g_autoptr(DgmiUnits) units = read_units("en");
  for (gsize i = 0; i < n; i++)
    assert_match(units, pairs[i].name, pairs[i].code);
}

/* As the World Development Indicators and the GovTech dataset print them, where the UN differs. */
static void test_world_bank(void)
{
  static const NamePair pairs[] = {{"Bahamas, The", "BHS"},
                                   {"Bolivia", "BOL"},
                                   {"Congo, Dem. Rep.", "COD"},
                                   {"Congo, Rep.", "COG"},
                                   {"Cote d'Ivoire", "CIV"},
                                   {"Curacao", "CUW"},
                                   {"Czech Republic", "CZE"},
                                   {"Czechia", "CZE"},
                                   {"Egypt, Arab Rep.", "EGY"},
                                   {"Gambia, The", "GMB"},
                                   {"Hong Kong SAR, China", "HKG"},
                                   {"Iran, Islamic Rep.", "IRN"},
                                   {"Korea, Dem. People's Rep.", "PRK"},
                                   {"Korea, Dem. People’s Rep.", "PRK"},
                                   {"Korea, Rep.", "KOR"},
                                   {"Korea, DPR", "PRK"},
                                   {"Kosovo", "XKX"},
                                   {"Kyrgyz Republic", "KGZ"},
                                   {"Lao PDR", "LAO"},
                                   {"Macao SAR, China", "MAC"},
                                   {"Macedonia, FYR", "MKD"},
                                   {"Micronesia, Fed. Sts.", "FSM"},
                                   {"Moldova", "MDA"},
                                   {"Netherlands", "NLD"},
                                   {"Slovak Republic", "SVK"},
                                   {"Somalia, Fed. Rep.", "SOM"},
                                   {"St. Kitts and Nevis", "KNA"},
                                   {"St. Lucia", "LCA"},
                                   {"St. Martin (French part)", "MAF"},
                                   {"St. Vincent and the Grenadines", "VCT"},
                                   {"Sao Tome and Principe", "STP"},
                                   {"São Tomé and Príncipe", "STP"},
                                   {"Taiwan, China", "TWN"},
                                   {"Tanzania", "TZA"},
                                   {"Turkey", "TUR"},
                                   {"Turkiye", "TUR"},
                                   {"Türkiye", "TUR"},
                                   {"United Kingdom", "GBR"},
                                   {"United States", "USA"},
                                   {"Venezuela, RB", "VEN"},
                                   {"Vietnam", "VNM"},
                                   {"Viet Nam", "VNM"},
                                   {"Virgin Islands (U.S.)", "VIR"},
                                   {"West Bank and Gaza", "PSE"},
                                   {"Yemen, Rep.", "YEM"},
                                   {"ROM", "ROU"},
                                   {"ZAR", "COD"},
                                   {"KSV", "XKX"}};
  assert_pairs(pairs, G_N_ELEMENTS(pairs));
}

/* Older surveys of the UN, usual short forms, and ways of writing that do not count. */
static void test_english(void)
{
  static const NamePair pairs[] = {{"Swaziland", "SWZ"},
                                   {"The former Yugoslav Republic of Macedonia", "MKD"},
                                   {"Libyan Arab Jamahiriya", "LBY"},
                                   {"Cape Verde", "CPV"},
                                   {"South Korea", "KOR"},
                                   {"USA", "USA"},
                                   {"U.S.A.", "USA"},
                                   {"UK", "GBR"},
                                   {"UAE", "ARE"},
                                   {"Russia", "RUS"},
                                   {"Laos", "LAO"},
                                   {"Syria", "SYR"},
                                   {"Brunei", "BRN"},
                                   {"Ivory Coast", "CIV"},
                                   {"DRC", "COD"},
                                   {"Macau", "MAC"},
                                   {"Palestine", "PSE"},
                                   {"Vatican", "VAT"},
                                   {"cote divoire", "CIV"},
                                   {"Côte d’Ivoire", "CIV"},
                                   {"CÔTE D'IVOIRE", "CIV"},
                                   {"Co\u0302te d\u02bcIvoire", "CIV"},
                                   {"Trinidad & Tobago", "TTO"},
                                   {"Bosnia & Herzegovina", "BIH"},
                                   {"The Gambia", "GMB"},
                                   {"Gambia (the)", "GMB"},
                                   {"the Netherlands", "NLD"},
                                   {"Guinea Bissau", "GNB"},
                                   {"  Denmark ", "DNK"},
                                   {"ＤＮＫ", "DNK"},
                                   {"Ｄｅｎｍａｒｋ", "DNK"},
                                   {"Kingdom of Denmark", "DNK"},
                                   {"dk", "DNK"},
                                   {"208", "DNK"},
                                   {"004", "AFG"},
                                   {"NA", "NAM"},
                                   {"St Lucia", "LCA"},
                                   {"Saint Lucia", "LCA"},
                                   {"Congo", "COG"},
                                   {"Guinea", "GIN"},
                                   {"Niger", "NER"},
                                   {"Nigeria", "NGA"},
                                   {"Georgia", "GEO"},
                                   {"Dominica", "DMA"},
                                   {"Dominican Republic", "DOM"},
                                   {"Samoa", "WSM"},
                                   {"American Samoa", "ASM"},
                                   {"Hong Kong", "HKG"},
                                   {"Taiwan", "TWN"},
                                   {"Reunion", "REU"},
                                   {"Aland Islands", "ALA"}};
  assert_pairs(pairs, G_N_ELEMENTS(pairs));
}

/* The project's own Chinese names. */
static void test_chinese(void)
{
  static const NamePair pairs[] = {{"韩国", "KOR"},         {"大韩民国", "KOR"},
                                   {"朝鲜", "PRK"},         {"柬埔寨", "KHM"},
                                   {"马耳他", "MLT"},       {"刚果（金）", "COD"},
                                   {"刚果(布)", "COG"},     {"刚果民主共和国", "COD"},
                                   {"刚果", "COG"},         {"阿拉伯联合酋长国", "ARE"},
                                   {"丹麦王国", "DNK"},     {"香港", "HKG"},
                                   {"中国香港", "HKG"},     {"台湾", "TWN"},
                                   {"中国台湾", "TWN"},     {"俄罗斯联邦", "RUS"},
                                   {"美利坚合众国", "USA"}, {"印尼", "IDN"},
                                   {"沙特", "SAU"},         {"危地马拉", "GTM"},
                                   {"多米尼加", "DOM"},     {"吉尔吉斯斯坦", "KGZ"},
                                   {"蒙古国", "MNG"},       {"大不列颠及北爱尔兰联合王国", "GBR"}};
  assert_pairs(pairs, G_N_ELEMENTS(pairs));
}

/* Those of iso-codes in the shipped tables: short and official names, whatever the locale. */
static void test_translations(void)
{
  g_autoptr(DgmiUnits) units = read_units("en");
  static const NamePair pairs[] = {{"丹麦", "DNK"},
                                   {"中国", "CHN"},
                                   {"中华人民共和国", "CHN"},
                                   {"新加坡共和国", "SGP"},
                                   {"德意志联邦共和国", "DEU"},
                                   {"尼日尔", "NER"},
                                   {"尼日利亚", "NGA"},
                                   {"多米尼克", "DMA"}};
  for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++)
    assert_match(units, pairs[i].name, pairs[i].code);
}

/* All 34 by codes, names in both languages, short and full, and pinyin with and without marks. */
static void test_provinces(void)
{
  static const char *const columns[] = {"code", "gb", "name", "name_zh", "full_name_zh", "pinyin"};
  g_autoptr(DgmiUnits) units = read_units("en");
  g_autoptr(DgmiUnits) chinese = read_units("zh");
  g_autoptr(DgmiTable) table = read_shipped("provinces.csv");
  g_assert_cmpuint(dgmi_table_n_rows(table), ==, 34);
  for (guint r = 0; r < dgmi_table_n_rows(table); r++)
  {
    const char *code = cell(table, r, "code");
    for (gsize c = 0; c < G_N_ELEMENTS(columns); c++)
    {
      const char *name = cell(table, r, columns[c]);
      g_autofree char *upper = g_utf8_strup(name, -1);
      assert_province(units, name, code);
      assert_province(units, upper, code);
    }
    g_autoptr(GString) bare = g_string_new(NULL);
    dgmi_name_fold(cell(table, r, "pinyin"), DGMI_FOLD_KEY, bare);
    assert_province(units, bare->str, strcmp(code, "CN-SN") == 0 ? "CN-SX" : code);
    g_autofree char *two = g_strndup(cell(table, r, "gb"), 2);
    assert_province(units, two, code);
    g_assert_cmpstr(dgmi_units_name(units, code), ==, cell(table, r, "name"));
    g_assert_cmpstr(dgmi_units_name(chinese, code), ==, cell(table, r, "name_zh"));
  }
}

static void test_provinces_spelled(void)
{
  static const NamePair pairs[] = {{"Guangdong Sheng", "CN-GD"},
                                   {"guang dong", "CN-GD"},
                                   {"Guǎngdōng Shěng", "CN-GD"},
                                   {"Guangdong Province", "CN-GD"},
                                   {"广东", "CN-GD"},
                                   {"广东省", "CN-GD"},
                                   {"44", "CN-GD"},
                                   {"440000", "CN-GD"},
                                   {"cn-gd", "CN-GD"},
                                   {"CN-44", "CN-GD"},
                                   {"Beijing Shi", "CN-BJ"},
                                   {"北京市", "CN-BJ"},
                                   {"Shanxi", "CN-SX"},
                                   {"Shānxī", "CN-SX"},
                                   {"Shaanxi", "CN-SN"},
                                   {"Shǎnxī", "CN-SN"},
                                   {"Sha\u030cnxi\u0304", "CN-SN"},
                                   {"Shǎnxi Sheng", "CN-SN"},
                                   {"Shanxi Sheng", "CN-SX"},
                                   {"Shaanxi Sheng", "CN-SN"},
                                   {"山西", "CN-SX"},
                                   {"陕西", "CN-SN"},
                                   {"广西壮族自治区", "CN-GX"},
                                   {"新疆维吾尔自治区", "CN-XJ"},
                                   {"内蒙古自治区", "CN-NM"},
                                   {"宁夏回族自治区", "CN-NX"},
                                   {"西藏自治区", "CN-XZ"},
                                   {"Nei Mongol", "CN-NM"},
                                   {"Neimenggu", "CN-NM"},
                                   {"Inner Mongolia", "CN-NM"},
                                   {"Xizang", "CN-XZ"},
                                   {"Tibet", "CN-XZ"},
                                   {"Guangxi Zhuangzu Zizhiqu", "CN-GX"},
                                   {"CN-HK", "CN-HK"},
                                   {"810000", "CN-HK"}};
  assert_pairs(pairs, G_N_ELEMENTS(pairs));
  g_autoptr(DgmiUnits) units = read_units("en");
  assert_province(units, "香港特别行政区", "CN-HK");
  assert_province(units, "Hong Kong", "CN-HK");
  assert_province(units, "台湾", "CN-TW");
  assert_province(units, "Aomen", "CN-MO");
  assert_province(units, "China", "CHN");
  assert_match(units, "香港特别行政区", "HKG");
}

/* No spelling means two units of a kind, every alias is of a unit and says where it is from. */
static void test_aliases(void)
{
  g_autoptr(DgmiUnits) units = read_units("en");
  g_autoptr(DgmiTable) table = read_shipped("unit-names.csv");
  g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint r = 0; r < dgmi_table_n_rows(table); r++)
  {
    const char *code = cell(table, r, "code"), *name = cell(table, r, "name");
    g_assert_nonnull(dgmi_units_name(units, code));
    g_assert_cmpstr(cell(table, r, "source"), !=, "");
    if (strchr(code, '-') != NULL)
      assert_province(units, name, code);
    else
      assert_match(units, name, code);
    g_autofree char *both = g_strconcat(strchr(code, '-') ? "p" : "c", name, NULL);
    if (!g_hash_table_add(known, (gpointer)g_intern_string(both)))
      g_error("'%s' is there twice", name);
  }
}

static char *suggestion(DgmiUnits *units, const char *name)
{
  g_autoptr(DgmiSentence) sentence = dgmi_units_suggest(units, name);
  return dgmi_sentence_text(sentence, NULL);
}

static void test_refused(void)
{
  static const char *const names[] = {"Korea",
                                      "Virgin Islands",
                                      "Saint Martin",
                                      "Ireland Republic",
                                      "",
                                      " ",
                                      "the",
                                      "Denmakr",
                                      "World",
                                      "OECD members",
                                      "9",
                                      "99",
                                      "990000",
                                      "000",
                                      "QQQ",
                                      "CN-XX",
                                      "US-QQ",
                                      "丹卖",
                                      "广东市",
                                      "新疆生产建设兵团",
                                      "\xff\xfe",
                                      "Granada",
                                      "-"};
  g_autoptr(DgmiUnits) units = read_units("zh");
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
  {
    assert_match(units, names[i], NULL);
    g_autofree char *hint = suggestion(units, names[i]);
    g_assert_true(g_str_has_prefix(hint, "; "));
    g_assert_true(g_utf8_validate(hint, -1, NULL));
  }
}

static void assert_suggestion(DgmiUnits *units, const char *name, const char *expected)
{
  g_assert_null(dgmi_units_match(units, name));
  g_autofree char *hint = suggestion(units, name);
  if (strcmp(hint, expected) != 0)
    g_error("'%s': expected '%s', was '%s'", name, expected, hint);
}

static void test_suggestions(void)
{
  g_autoptr(DgmiUnits) units = read_units("en");
  assert_suggestion(units, "Denmakr", "; did you mean 'Denmark' (DNK)?");
  assert_suggestion(units, "Dnemark", "; did you mean 'Denmark' (DNK)?");
  assert_suggestion(units, "DKN", "; did you mean 'Denmark' (DNK)?");
  assert_suggestion(units, "Sigapore", "; did you mean 'Singapore' (SGP)?");
  assert_suggestion(units, "Switzer", "; did you mean 'Switzerland' (CHE)?");
  assert_suggestion(units, "Gunagdong", "; did you mean 'Guangdong' (CN-GD)?");
  assert_suggestion(units, "Guizuo", "; did you mean 'Guizhou' (CN-GZ)?");
  assert_suggestion(units, "Korea",
                    "; did you mean 'Republic of Korea' (KOR) or "
                    "'Democratic People's Republic of Korea' (PRK)?");
  assert_suggestion(units, "Virgin Islands",
                    "; did you mean 'British Virgin Islands' (VGB) or "
                    "'United States Virgin Islands' (VIR)?");
  assert_suggestion(units, "Saint Martin",
                    "; did you mean 'Saint Martin (French Part)' (MAF) or "
                    "'Sint Maarten (Dutch part)' (SXM)?");
  assert_suggestion(units, "Nigera", "; did you mean 'Niger' (NER) or 'Nigeria' (NGA)?");
  assert_suggestion(units, "丹卖", "; did you mean '丹麦' (DNK)?");
  assert_suggestion(units, "柬普寨", "; did you mean '柬埔寨' (KHM)?");
  assert_suggestion(units, "广冬省", "; did you mean '广东' (CN-GD)?");
  assert_suggestion(units, "维吾尔自治区", "; did you mean '新疆' (CN-XJ)?");
  assert_suggestion(units, "qqqqqq", "; give its ISO 3166 code, such as DNK or CN-GD");
}

/* Other countries' subdivisions: by code alone. */
static void test_subdivisions(void)
{
  g_autoptr(DgmiUnits) english = read_units("en");
  g_autoptr(DgmiUnits) chinese = read_units("zh");
  g_assert_cmpstr(dgmi_units_match(english, "us-ca"), ==, "US-CA");
  g_assert_cmpstr(dgmi_units_name(english, "US-CA"), ==, "California");
  g_assert_cmpstr(dgmi_units_name(chinese, "US-CA"), ==, "加利福尼亚州");
  g_assert_cmpstr(dgmi_units_name(english, "AD-06"), ==, "Sant Julià de Lòria");
  g_assert_null(dgmi_units_name(english, "US-QQ"));
  g_assert_null(dgmi_units_match(english, "California"));
}

/* The tables and the index are there in less than 3 ms (here: several times that, under sanitizers
 * or valgrind). */
static void test_speed(void)
{
  g_test_timer_start();
  g_autoptr(DgmiUnits) units = read_units("en");
  assert_match(units, "Denmark", "DNK");
  const double elapsed = g_test_timer_elapsed();
  g_test_minimized_result(elapsed, "reading and indexing: %.2f ms", elapsed * 1e3);
  g_assert_cmpfloat(elapsed, <, 1);
}

TEST_PROGRAM({"/match/countries", test_countries}, {"/match/world-bank", test_world_bank},
             {"/match/english", test_english}, {"/match/chinese", test_chinese},
             {"/match/translations", test_translations}, {"/match/provinces", test_provinces},
             {"/match/provinces-spelled", test_provinces_spelled}, {"/match/aliases", test_aliases},
             {"/match/refused", test_refused}, {"/match/suggestions", test_suggestions},
             {"/match/subdivisions", test_subdivisions}, {"/match/speed", test_speed})
