/* Index files: inheritance, {year}, languages, places, refusals, and the way back to text. */
#include "indicators/definition/definition.h"

#include <glib/gstdio.h>

#include "indicators/definition/keyfile-scan.h"
#include "tests/shared/definitions.h"
#include "tests/shared/said.h"

/* A folder with index files; each test writes its own. */
typedef struct
{
  char *folder;
  DgmiPaths paths;
  GPtrArray *files;
  DgmiMessages *messages;
} Shelf;

static void shelf_open(Shelf *shelf, gconstpointer data)
{
  (void)data;
  shelf->folder = g_dir_make_tmp("dgmi-test-XXXXXX", NULL);
  g_assert_nonnull(shelf->folder);
  shelf->paths = (DgmiPaths){shelf->folder, shelf->folder};
  shelf->files = g_ptr_array_new_with_free_func(g_free);
  shelf->messages = dgmi_messages_new();
}

static void shelf_close(Shelf *shelf, gconstpointer data)
{
  (void)data;
  for (guint i = 0; i < shelf->files->len; i++)
    g_unlink(shelf->files->pdata[i]);
  g_rmdir(shelf->folder);
  g_ptr_array_unref(shelf->files);
  g_free(shelf->folder);
  dgmi_messages_free(shelf->messages);
}

/* Returns the file's path, which belongs to the shelf. */
static const char *put(Shelf *shelf, const char *name, const char *text)
{
  char *file = g_build_filename(shelf->folder, name, NULL);
  g_assert_true(g_file_set_contents(file, text, -1, NULL));
  g_ptr_array_add(shelf->files, file);
  return file;
}

static DgmiDefinition *read_file(Shelf *shelf, const char *name, const char *text)
{
  return dgmi_definition_read(put(shelf, name, text), &shelf->paths, shelf->messages);
}

/* What was said without the folder's name. */
static char *said_here(const Shelf *shelf)
{
  g_autofree char *all = said(shelf->messages);
  g_autofree char *prefix = g_strconcat(shelf->folder, "/", NULL);
  g_auto(GStrv) parts = g_strsplit(all, prefix, -1);
  return g_strjoinv("", parts);
}

#define FAMILY                                                                                     \
  "[index]\nid=fam\nname=Index {year}\nname[zh]=指数 {year}\nsource=Survey "                     \
  "{year}\nlevel=country\n"                                                                        \
  "indicators=f.csv\n[method]\nnormalise=none\ndigits=4\nties=mean\n[method TII]\n"                \
  "normalise=minmax\n[classes]\nHigh=0.5\nHigh[zh]=高\nLow=0\n[rules]\ntolerance=0.1\n"

static void test_inheritance(Shelf *shelf, gconstpointer data)
{
  (void)data;
  put(shelf, "fam.ini", FAMILY);
  g_autoptr(DgmiDefinition) d = read_file(shelf, "fam-2020.ini",
                                          "[index]\ninherit=fam\nyear=2020\nsource=\n[method]\n"
                                          "digits=5\nties=\n[classes]\nTop=0.9\n");
  ASSERT_SILENT(shelf->messages);
  g_assert_cmpstr(dgmi_definition_id(d), ==, "fam-2020"); /* an id is not inherited */
  g_assert_cmpint(dgmi_definition_year(d), ==, 2020);
  g_assert_cmpstr(dgmi_definition_get(d, "index", "name", NULL), ==, "Index 2020");
  g_assert_cmpstr(dgmi_definition_get_localised(d, "index", "name", "zh"), ==, "指数 2020");
  g_assert_null(dgmi_definition_get(d, "index", "source", NULL)); /* taken away */
  g_assert_null(dgmi_definition_get(d, "method", "ties", NULL));
  g_assert_cmpstr(dgmi_definition_get(d, "method", "digits", NULL), ==, "5");
  g_assert_cmpstr(dgmi_definition_get(d, "method", "normalise", NULL), ==, "none");
  g_assert_cmpstr(dgmi_definition_get(d, "method TII", "normalise", NULL), ==, "minmax");
  g_assert_cmpstr(dgmi_definition_get(d, "rules", "tolerance", NULL), ==, "0.1");
  g_assert_null(dgmi_definition_get(d, "classes", "High", NULL)); /* classes go as a whole */
  g_auto(GStrv) classes = dgmi_definition_keys(d, "classes");
  g_assert_cmpuint(g_strv_length(classes), ==, 1);
  g_assert_cmpstr(classes[0], ==, "Top");
  g_auto(GStrv) method = dgmi_definition_keys(d, "method");
  g_assert_true(g_strv_contains((const char *const *)method, "normalise"));
  g_assert_false(g_strv_contains((const char *const *)method, "ties"));
}

static void test_no_classes_of_its_own(Shelf *shelf, gconstpointer data)
{
  (void)data;
  put(shelf, "fam.ini", FAMILY);
  g_autoptr(DgmiDefinition) d = read_file(shelf, "a.ini", "[index]\ninherit=fam.ini\n");
  ASSERT_SILENT(shelf->messages);
  g_auto(GStrv) classes = dgmi_definition_keys(d, "classes");
  g_autofree char *all = g_strjoinv(" ", classes);
  g_assert_cmpstr(all, ==, "High High[zh] Low");
  g_assert_cmpstr(dgmi_definition_get(d, "index", "name", NULL), ==, "Index {year}");
}

/* Grandparents count, the nearer statement wins. */
static void test_chain(Shelf *shelf, gconstpointer data)
{
  (void)data;
  put(shelf, "a.ini", "[index]\nname=A\nurl=a\n[method]\ndigits=1\nties=min\nfloor=0.1\n");
  put(shelf, "b.ini", "[index]\ninherit=a\nname=B\n[method]\ndigits=2\nfloor=\n");
  g_autoptr(DgmiDefinition) d =
      read_file(shelf, "c.ini", "[index]\ninherit=b\n[method]\ndigits=3\n");
  ASSERT_SILENT(shelf->messages);
  g_assert_cmpstr(dgmi_definition_get(d, "index", "name", NULL), ==, "B");
  g_assert_cmpstr(dgmi_definition_get(d, "index", "url", NULL), ==, "a");
  g_assert_cmpstr(dgmi_definition_get(d, "method", "digits", NULL), ==, "3");
  g_assert_cmpstr(dgmi_definition_get(d, "method", "ties", NULL), ==, "min");
  g_assert_null(dgmi_definition_get(d, "method", "floor", NULL));
}

static void test_circle(Shelf *shelf, gconstpointer data)
{
  (void)data;
  put(shelf, "a.ini", "[index]\ninherit=b\n");
  g_autoptr(DgmiDefinition) d = read_file(shelf, "b.ini", "[index]\ninherit=a\n");
  g_assert_null(d);
  g_autofree char *all = said_here(shelf);
  g_assert_nonnull(strstr(all, "in a circle"));
}

static void test_languages(Shelf *shelf, gconstpointer data)
{
  (void)data;
  g_autoptr(DgmiDefinition) d = read_file(
      shelf, "a.ini", "\xEF\xBB\xBF# comment\n[index]\n name = Both \nname[zh]=中文\nsource=S\r\n");
  ASSERT_SILENT(shelf->messages);
  g_assert_cmpstr(dgmi_definition_get_localised(d, "index", "name", "zh"), ==, "中文");
  g_assert_cmpstr(dgmi_definition_get_localised(d, "index", "name", "fr"), ==, "Both");
  g_assert_cmpstr(dgmi_definition_get_localised(d, "index", "source", "zh"), ==, "S");
  g_assert_null(dgmi_definition_get_localised(d, "index", "url", "zh"));
}

static void test_places(Shelf *shelf, gconstpointer data)
{
  (void)data;
  put(shelf, "fam.ini", FAMILY);
  g_autoptr(DgmiDefinition) d =
      read_file(shelf, "b.ini", "# first\n[index]\ninherit=fam\n\n[method]\n  digits  =  7\n");
  ASSERT_SILENT(shelf->messages);
  DgmiPlace place;
  dgmi_definition_get(d, "method", "digits", &place);
  g_assert_true(g_str_has_suffix(place.file, "/b.ini"));
  g_assert_cmpuint(place.line, ==, 6);
  g_assert_cmpuint(place.column, ==, 14);
  dgmi_definition_get(d, "method", "ties", &place);
  g_assert_true(g_str_has_suffix(place.file, "/fam.ini"));
  g_assert_cmpuint(place.line, ==, 11);
  g_assert_cmpuint(place.column, ==, 6);
  const DgmiPlace option = {.file = "--digits", .is_option = TRUE};
  dgmi_definition_set(d, "method", "digits", "2", &option);
  g_assert_cmpstr(dgmi_definition_get(d, "method", "digits", &place), ==, "2");
  g_assert_cmpstr(place.file, ==, "--digits");
}

static void assert_refused(Shelf *shelf, const char *text, const char *const *beginnings)
{
  dgmi_messages_free(shelf->messages);
  shelf->messages = dgmi_messages_new();
  g_assert_null(read_file(shelf, "a.ini", text));
  g_autofree char *all = said_here(shelf);
  g_auto(GStrv) lines = g_strsplit(g_strchomp(all), "\n", -1);
  g_assert_cmpuint(g_strv_length(lines), ==, g_strv_length((char **)beginnings));
  for (guint i = 0; lines[i] != NULL; i++)
    if (!g_str_has_prefix(lines[i], beginnings[i]))
      g_error("expected '%s', was '%s'", beginnings[i], lines[i]);
}
#define REFUSED(shelf, text, ...)                                                                  \
  assert_refused(shelf, text, (const char *const[]){__VA_ARGS__, NULL})

static void test_refused(Shelf *shelf, gconstpointer data)
{
  (void)data;
  REFUSED(shelf,
          "[index]\nnam=x\nid[zh]=y\n[methd]\nx=1\ny=2\n[method TII]\ndigits=2\nagregate=min\n",
          "a.ini:2:1: error: unknown key 'nam' in [index]; did you mean 'name'?",
          "a.ini:3:1: error: 'id' has no translations; write 'id'",
          "a.ini:4:1: error: unknown section [methd]; did you mean 'method'?",
          "a.ini:8:1: error: 'digits' holds for the whole index; move it to [method]",
          "a.ini:9:1: error: unknown key 'agregate' in [method TII]; did you mean 'aggregate'?");
  REFUSED(shelf, "[index]\nlevel=county\nyear=20x\nstatus=good\n",
          "a.ini:2:7: error: unknown level 'county'; did you mean 'country'?",
          "a.ini:3:6: error: year '20x' is not a year",
          "a.ini:4:8: error: unknown status 'good'; known are verified, recalled, illustrative");
}

static void test_refused_text(Shelf *shelf, gconstpointer data)
{
  static const char *const texts[][2] = {
      {"[index]\nid=a\nid=b\n", "a.ini:3:1: error: key 'id' is already on line 2"},
      {"[index]\n[method]\n[index]\n", "a.ini:3:1: error: section [index] is already on line 1"},
      {"id=a\n", "a.ini:1:1: error: a key before the first section"},
      {"[index]\nabc\n", "a.ini:2:1: error: 'abc' is neither"},
      {"[index\n", "a.ini:1:1: error: '[index' is not a section heading"},
      {"[index]\n=a\n", "a.ini:2:1: error: '=a' is neither"},
      {"[index]\nname=\xff\n", "a.ini:2:6: error: not UTF-8 text"},
      {"[index]\ninherit=nowhere\n", "a.ini:2:9: error: 'nowhere.ini' is neither beside"}};
  (void)data;
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
  {
    dgmi_messages_free(shelf->messages);
    shelf->messages = dgmi_messages_new();
    g_assert_null(read_file(shelf, "a.ini", texts[i][0]));
    g_autofree char *all = said_here(shelf);
    if (!g_str_has_prefix(all, texts[i][1]))
      g_error("expected '%s', was '%s'", texts[i][1], all);
  }
  g_assert_null(dgmi_definition_read("/nowhere/x.ini", &shelf->paths, shelf->messages));
  g_assert_cmpint(dgmi_messages_exit_code(shelf->messages), ==, 4);
}

/* British and American, in the file as on the command line. */
static void test_spelling(Shelf *shelf, gconstpointer data)
{
  (void)data;
  g_autoptr(DgmiDefinition) d = read_file(shelf, "a.ini", "[method]\nnormalize=rank\n");
  ASSERT_SILENT(shelf->messages);
  g_assert_cmpstr(dgmi_definition_get(d, "method", "normalise", NULL), ==, "rank");
}

static void test_to_ini(Shelf *shelf, gconstpointer data)
{
  (void)data;
  put(shelf, "fam.ini", FAMILY);
  g_autoptr(DgmiDefinition) d =
      read_file(shelf, "fam-2020.ini",
                "[index]\ninherit=fam\nyear=2020\nnote=a \\\\ b; c = d [e] # f\n[method]\nties=\n");
  ASSERT_SILENT(shelf->messages);
  g_autofree char *ini = dgmi_definition_to_ini(d);
  g_assert_null(strstr(ini, "inherit"));
  g_autoptr(DgmiDefinition) back = read_file(shelf, "copy.ini", ini);
  ASSERT_SILENT(shelf->messages);
  assert_stated(d, back);
  g_assert_cmpstr(dgmi_definition_id(back), ==, "fam-2020");
  g_assert_cmpstr(dgmi_definition_get(back, "index", "note", NULL), ==, "a \\ b; c = d [e] # f");
  g_autofree char *again = dgmi_definition_to_ini(back);
  g_assert_cmpstr(again, ==, ini);
}

static void test_file(Shelf *shelf, gconstpointer data)
{
  (void)data;
  const char *table = put(shelf, "f.csv", "x\n");
  const char *index = put(shelf, "a.ini", "[index]\nindicators=f.csv\ndata=g.csv\n");
  g_autofree char *empty = g_dir_make_tmp("dgmi-test-XXXXXX", NULL);
  const DgmiPaths elsewhere = {empty, empty};
  g_autoptr(DgmiDefinition) d = dgmi_definition_read(index, &elsewhere, shelf->messages);
  g_autofree char *beside = dgmi_definition_file(d, "indicators", &elsewhere, shelf->messages);
  g_assert_cmpstr(beside, ==, table);
  ASSERT_SILENT(shelf->messages);
  g_assert_null(dgmi_definition_file(d, "data", &elsewhere, shelf->messages));
  g_autofree char *all = said_here(shelf);
  g_assert_true(g_str_has_prefix(all, "a.ini:3:6: error: 'g.csv' is neither beside"));
  g_rmdir(empty);
  g_autoptr(DgmiDefinition) own = dgmi_definition_new("own", "-", "nowhere.csv");
  g_autofree char *standard_input = dgmi_definition_file(own, "data", &elsewhere, shelf->messages);
  g_assert_cmpstr(standard_input, ==, "-");
  g_assert_null(dgmi_definition_file(own, "indicators", &elsewhere, shelf->messages));
  g_assert_cmpint(dgmi_messages_exit_code(shelf->messages), ==, 4);
}

/* [method NODE] is one section under every spelling of NODE, in the file and through inheritance.
 */
static void test_nodes(Shelf *shelf, gconstpointer data)
{
  (void)data;
  put(shelf, "fam.ini", FAMILY);
  g_autoptr(DgmiDefinition) d =
      read_file(shelf, "a.ini",
                "[index]\ninherit=fam\n[method  tii ]\ntreat=jrc\n[method A  b]\ntreat=iqr\n");
  ASSERT_SILENT(shelf->messages);
  g_auto(GStrv) nodes = dgmi_definition_method_nodes(d);
  g_autofree char *all = g_strjoinv("|", nodes);
  g_assert_cmpstr(all, ==, "tii|A b");
  g_auto(GStrv) keys = dgmi_definition_method_keys(d, "TII");
  g_autofree char *of_tii = g_strjoinv("|", keys);
  g_assert_cmpstr(of_tii, ==, "treat|normalise");
  DgmiPlace place;
  g_assert_cmpstr(dgmi_definition_get_method(d, "Tii", "treat", &place), ==, "jrc");
  g_assert_cmpuint(place.line, ==, 4);
  g_assert_cmpstr(dgmi_definition_get_method(d, "a B", "treat", NULL), ==, "iqr");
  g_assert_cmpstr(dgmi_definition_get_method(d, NULL, "normalise", NULL), ==, "none");
  g_assert_null(dgmi_definition_get_method(d, "P", "treat", NULL));
  dgmi_definition_set_method(d, "tiI", "treat", "none", NULL);
  g_assert_cmpstr(dgmi_definition_get(d, "method TII", "treat", NULL), ==, "none");
}

/* What GKeyFile writes and reads, this reads: values with everything that is escaped, and those
 * with an escape it does not know as they stand. */
static void test_values_of_key_files(void)
{
  static const char *const written[] = {
      "plain",  "  led by blanks",   "a\tb\nc\rd",     "back\\slash",
      "\\s\\n", "semi;colon; list;", "中文 = [x] # y", ""};
  static const char *const raw[] = {"a\\sb", "a\\;b", "a\\", "\\sa", "  a", "\ta", "a\\qb", "=x"};
  g_autoptr(GKeyFile) ours = g_key_file_new();
  char key[8];
  for (guint i = 0; i < G_N_ELEMENTS(written); i++)
    g_key_file_set_string(ours, "index", (g_snprintf(key, sizeof key, "w%u", i), key), written[i]);
  for (guint i = 0; i < G_N_ELEMENTS(raw); i++)
    g_key_file_set_value(ours, "index", (g_snprintf(key, sizeof key, "r%u", i), key), raw[i]);
  g_autofree char *text = g_key_file_to_data(ours, NULL, NULL);
  g_autoptr(GKeyFile) theirs = g_key_file_new();
  g_assert_true(g_key_file_load_from_data(theirs, text, (gsize)-1, G_KEY_FILE_NONE, NULL));
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(GArray) scanned = dgmi_keyfile_scan(text, "a.ini", messages);
  ASSERT_SILENT(messages);
  g_assert_cmpuint(scanned->len, ==, 1 + G_N_ELEMENTS(written) + G_N_ELEMENTS(raw));
  for (guint i = 1; i < scanned->len; i++)
  {
    const DgmiScannedKey *one = &g_array_index(scanned, DgmiScannedKey, i);
    g_autofree char *known = g_key_file_get_string(theirs, "index", one->key, NULL);
    g_autofree char *as_it_is = g_key_file_get_value(theirs, "index", one->key, NULL);
    g_assert_cmpstr(one->value, ==, known != NULL ? g_strchomp(known) : as_it_is);
  }
}

/* Linear: a hundred thousand sections, and as many keys of one, take a moment each. */
static void test_large(Shelf *shelf, gconstpointer data)
{
  enum
  {
    MANY = 100000
  };
  (void)data;
  g_autoptr(GString) sections = g_string_new("[index]\nid=a\n");
  g_autoptr(GString) classes = g_string_new("[index]\nid=b\n[classes]\n");
  for (guint i = 0; i < MANY; i++)
  {
    g_string_append_printf(sections, "[method N%u]\ntreat=none\n", i);
    g_string_append_printf(classes, "Class %u=%u\n", i, i);
  }
  g_autoptr(DgmiDefinition) a = read_file(shelf, "a.ini", sections->str);
  g_autoptr(DgmiDefinition) b = read_file(shelf, "b.ini", classes->str);
  ASSERT_SILENT(shelf->messages);
  g_auto(GStrv) nodes = dgmi_definition_method_nodes(a);
  g_auto(GStrv) names = dgmi_definition_keys(b, "classes");
  g_assert_cmpuint(g_strv_length(nodes), ==, MANY);
  g_assert_cmpuint(g_strv_length(names), ==, MANY);
  for (guint i = 0; i < MANY; i++)
    g_assert_cmpstr(dgmi_definition_get_method(a, nodes[i], "treat", NULL), ==, "none");
  g_autofree char *ini = dgmi_definition_to_ini(a);
  g_assert_cmpuint(strlen(ini), >, MANY * 10);
}

static void test_key_table(void)
{
  guint n;
  const DgmiKeyInfo *table = dgmi_definition_key_table(&n);
  for (guint i = 0; i < n; i++)
  {
    g_assert_nonnull(table[i].help);
    g_assert_true(!table[i].per_node || strcmp(table[i].section, "method") == 0);
    for (guint j = 0; j < i; j++)
      g_assert_false(strcmp(table[i].section, table[j].section) == 0 &&
                     strcmp(table[i].key, table[j].key) == 0);
  }
}

#define ADD(path, function)                                                                        \
  g_test_add("/definition/" path, Shelf, NULL, shelf_open, function, shelf_close)

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  ADD("inheritance", test_inheritance);
  ADD("no-classes-of-its-own", test_no_classes_of_its_own);
  ADD("chain", test_chain);
  ADD("circle", test_circle);
  ADD("languages", test_languages);
  ADD("places", test_places);
  ADD("refused", test_refused);
  ADD("refused-text", test_refused_text);
  ADD("spelling", test_spelling);
  ADD("to-ini", test_to_ini);
  ADD("file", test_file);
  g_test_add_func("/definition/key-table", test_key_table);
  g_test_add_func("/definition/key-files", test_values_of_key_files);
  ADD("nodes", test_nodes);
  ADD("large", test_large);
  return g_test_run();
}
