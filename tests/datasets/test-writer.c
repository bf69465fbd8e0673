/* A dataset written in any layout reads back as the same dataset, or is refused. */
#include "datasets/writers/writer.h"

#include <math.h>

#include "tests/shared/said.h"

static char *folder_of_units(void)
{
  g_autofree char *tests = g_test_build_filename(G_TEST_DIST, "..", "datasets", "shipped", NULL);
  return g_steal_pointer(&tests);
}

static DgmiDataset *read_text(const char *text, gboolean all_years, const char *folder,
                              DgmiMessages *messages)
{
  const DgmiDatasetOptions options = {.all_years = all_years, .units_folder = folder};
  return dgmi_dataset_read_text(text, strlen(text), "t.csv", &options, messages);
}

static int find_row(const DgmiDataset *dataset, const char *code, int year)
{
  for (guint i = 0; i < dgmi_dataset_n_units(dataset); i++)
    if (strcmp(dgmi_dataset_code(dataset, i), code) == 0 &&
        dgmi_dataset_unit_year(dataset, i) == year)
      return (int)i;
  return -1;
}

static void assert_same_value(const DgmiDataset *a, guint i, const DgmiDataset *b, guint k,
                              const char *column)
{
  const double *x = dgmi_dataset_numbers(a, column), *y = dgmi_dataset_numbers(b, column);
  const char *const *s = dgmi_dataset_texts(a, column), *const *t = dgmi_dataset_texts(b, column);
  if (x != NULL)
  {
    g_assert_nonnull(y);
    g_assert_true(isnan(x[i]) ? isnan(y[k]) : x[i] == y[k]);
    return;
  }
  g_assert_nonnull(s);
  g_assert_cmpstr(s[i], ==, t == NULL ? NULL : t[k]);
}

static void assert_same(const DgmiDataset *a, const DgmiDataset *b)
{
  g_assert_cmpuint(dgmi_dataset_n_units(a), ==, dgmi_dataset_n_units(b));
  g_assert_cmpuint(dgmi_dataset_n_columns(a), ==, dgmi_dataset_n_columns(b));
  for (guint i = 0; i < dgmi_dataset_n_units(a); i++)
  {
    const int k = find_row(b, dgmi_dataset_code(a, i), dgmi_dataset_unit_year(a, i));
    g_assert_cmpint(k, >=, 0);
    g_assert_cmpstr(dgmi_dataset_name(a, i), ==, dgmi_dataset_name(b, (guint)k));
    for (guint c = 0; c < dgmi_dataset_n_columns(a); c++)
      assert_same_value(a, i, b, (guint)k, dgmi_dataset_column_name(a, c));
  }
}

/* ---- Random datasets ---- */

static void append_random_number(GString *out)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  const int kind = g_test_rand_int_range(0, 6);
  if (kind == 0)
    return; /* missing */
  double value = g_test_rand_double_range(-1, 1);
  if (kind == 1)
    value = (double)g_test_rand_int_range(-1000, 1000);
  else if (kind == 2)
    value = ldexp(value, g_test_rand_int_range(-1000, 1000));
  g_string_append(out, g_ascii_dtostr(number, sizeof number, value));
}

static DgmiDataset *random_dataset(gboolean has_names, gboolean has_years, gboolean has_text)
{
  static const char *const names[] = {"\"Korea, Republic of\"", "\"say \"\"x\"\"\"", "广东省",
                                      "Côte d'Ivoire",          "\"two\nlines\"",    ""};
  g_autoptr(GString) text = g_string_new("uCode");
  g_string_append(text, has_names ? ",uName" : "");
  g_string_append(text, has_years ? ",Time" : "");
  g_string_append(text, ",A,b.2,第三");
  g_string_append(text, has_text ? ",Region\n" : "\n");
  const int n = g_test_rand_int_range(1, 12), years = has_years ? 3 : 1;
  for (int unit = 0; unit < n; unit++)
    for (int year = 0; year < years; year++)
    {
      if (has_years && g_test_rand_int_range(0, 4) == 0 && !(unit == 0 && year == 0))
        continue;
      g_string_append_printf(text, "U%02d", unit);
      if (has_names)
        g_string_append_printf(text, ",%s", names[unit % (int)G_N_ELEMENTS(names)]);
      if (has_years)
        g_string_append_printf(text, ",%d", 2018 + 2 * year);
      for (int c = 0; c < 3; c++)
      {
        g_string_append_c(text, ',');
        append_random_number(text);
      }
      g_string_append(text, !has_text ? "" : g_test_rand_bit() ? ",\"East, far\"" : ",西部");
      g_string_append_c(text, '\n');
    }
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  DgmiDataset *dataset = read_text(text->str, TRUE, NULL, messages);
  g_autofree char *all = said(messages);
  if (dataset == NULL)
    g_error("%s\n%s", all, text->str);
  return dataset;
}

static void test_round_trip(gconstpointer layout)
{
  guint written = 0;
  for (guint t = 0; t < 2000; t++)
  {
    g_autoptr(DgmiDataset) dataset = random_dataset(t & 1, t & 2, t & 4);
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    if (!dgmi_dataset_write(dataset, layout, NULL, out, &error))
    {
      g_assert_error(error, DGMI_ERROR, DGMI_ERROR_DATA);
      g_assert_cmpuint(out->len, ==, 0);
      continue;
    }
    written++;
    g_autoptr(DgmiMessages) messages = dgmi_messages_new();
    g_autoptr(DgmiDataset) again = read_text(out->str, TRUE, NULL, messages);
    g_autofree char *all = said(messages);
    if (again == NULL)
      g_error("%s\n%s", all, out->str);
    assert_same(dataset, again);
    assert_same(again, dataset);
  }
  g_assert_cmpuint(written, >, 300);
}

/* The delimiter of a decimal comma's files does not make commas of points. */
static void test_delimiter(void)
{
  g_autoptr(DgmiDataset) dataset = random_dataset(TRUE, TRUE, TRUE);
  g_autoptr(GString) out = g_string_new(NULL);
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  const DgmiWriterOptions options = {.delimiter = ';'};
  g_assert_true(dgmi_dataset_write(dataset, "tidy", &options, out, NULL));
  g_autoptr(DgmiDataset) again = read_text(out->str, TRUE, NULL, messages);
  g_assert_nonnull(again);
  assert_same(dataset, again);
}

static void test_egovkb(void)
{
  const char *text = "uCode,uName,Time,EGDI,Rank,TII\n"
                     "KOR,Republic of Korea,2020,0.956,2,0.9684\n"
                     "DNK,Denmark,2020,0.9758,1,\n";
  g_autofree char *folder = folder_of_units();
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiDataset) dataset = read_text(text, FALSE, NULL, messages);
  g_autoptr(GString) out = g_string_new(NULL);
  g_autoptr(GError) error = NULL;
  g_assert_false(dgmi_dataset_write(dataset, "egovkb", NULL, out, &error));
  g_assert_error(error, DGMI_ERROR, DGMI_ERROR_DATA);
  const DgmiWriterOptions options = {.units_folder = folder};
  g_assert_true(dgmi_dataset_write(dataset, "egovkb", &options, out, NULL));
  g_assert_cmpstr(out->str, ==,
                  "Survey Year,Country Name,E-Government Rank,E-Government Index,"
                  "Telecommunication Infrastructure Index\n"
                  "2020,Republic of Korea,2,0.956,0.9684\n"
                  "2020,Denmark,1,0.9758,\n");
  g_autoptr(DgmiDataset) again = read_text(out->str, FALSE, folder, messages);
  g_assert_nonnull(again);
  assert_same(dataset, again);
}

static void assert_refused(const char *text, const char *layout, const char *message)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiDataset) dataset = read_text(text, TRUE, NULL, messages);
  g_assert_nonnull(dataset);
  g_autoptr(GString) out = g_string_new("before");
  g_autoptr(GError) error = NULL;
  g_assert_false(dgmi_dataset_write(dataset, layout, NULL, out, &error));
  g_assert_cmpstr(out->str, ==, "before");
  if (strstr(error->message, message) == NULL)
    g_error("expected '%s', was '%s'", message, error->message);
}

static void test_refusals(void)
{
  assert_refused("uCode,A\nX,1\n", "wide2", "there is no layout 'wide2'; did you mean 'wide'?");
  assert_refused("uCode,A\nX,1\n", "wdi", "it has no years");
  assert_refused("uCode,Time,A\nX,2020,b\n", "wdi", "column A holds text");
  assert_refused("uCode,Time,A\nX,2020,\n", "wdi", "X has no value in 2020");
  assert_refused("uCode,Time,A\nWLD,2020,1\n", "wdi", "for a group of countries");
  assert_refused("uCode,Time,A\nCN,2020,1\n", "sdmx-csv", "two-letter");
  assert_refused("unit,indicator,value\nX,year,1\n", "wide", "'year' is called like a column");
  assert_refused("unit,indicator,value\nX,variable,1\nX,value,2\n", "wide", "another layout");
  assert_refused("uCode,Time,A\nX,2020,1\n", "egovkb", "it has no column for 'A'");
  assert_refused("uCode,uName,Time,EGDI\nX,Xland,2020,1\n", "egovkb", "it has codes");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  guint n;
  const DgmiWriterLayout *layouts = dgmi_writer_layouts(&n);
  for (guint i = 0; i + 1 < n; i++)
  {
    g_autofree char *path = g_strconcat("/writer/round-trip/", layouts[i].name, NULL);
    g_test_add_data_func(path, layouts[i].name, test_round_trip);
  }
  g_test_add_func("/writer/delimiter", test_delimiter);
  g_test_add_func("/writer/egovkb", test_egovkb);
  g_test_add_func("/writer/refusals", test_refusals);
  return g_test_run();
}
