/* One call from an opened index to a picture gives the bytes that the command writes. */
#include "charts/chart.h"

#include <glib/gstdio.h>

#include "tests/shared/program.h"
#include "tests/shared/shipped.h"

#define ID "un-egdi-2022"

static GBytes *file_bytes(const char *file)
{
  char *text;
  gsize length;
  g_autoptr(GError) error = NULL;
  g_file_get_contents(file, &text, &length, &error);
  g_assert_no_error(error);
  return g_bytes_new_take(text, length);
}

/* What `dgmi chart` writes for the words of a command line. */
static GBytes *of_command(const char *words)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp("dgmi-door-XXXXXX", &error);
  g_assert_no_error(error);
  g_autofree char *file = g_build_filename(folder, "chart.svg", NULL);
  g_autofree char *program = g_shell_quote(g_getenv("DGMI"));
  g_autofree char *line = g_strdup_printf("%s chart %s -o %s", program, words, file);
  int status = 0;
  g_spawn_command_line_sync(line, NULL, NULL, &status, &error);
  g_assert_no_error(error);
  g_assert_cmpint(status, ==, 0);
  GBytes *bytes = file_bytes(file);
  g_assert_cmpint(g_remove(file), ==, 0);
  g_assert_cmpint(g_rmdir(folder), ==, 0);
  return bytes;
}

static void check(DgmiIndex *index, const DgmiChartRequest *request, const char *words)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiGrid) data = NULL;
  g_autoptr(GBytes) drawn =
      dgmi_chart_draw_with_data(index, request, DGMI_CHART_SVG, &data, messages);
  for (guint i = 0; i < dgmi_messages_count(messages); i++)
    g_test_message("%s", dgmi_messages_get(messages, i)->text);
  g_assert_nonnull(drawn);
  g_assert_nonnull(data);
  g_autoptr(GBytes) written = of_command(words);
  g_test_message("%s", words);
  g_assert_cmpmem(g_bytes_get_data(drawn, NULL), g_bytes_get_size(drawn),
                  g_bytes_get_data(written, NULL), g_bytes_get_size(written));
}

/* FALSE, and the test is skipped, where no font can show the language. */
static gboolean has_fonts(const char *language)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  if (g_str_equal(dgmi_chart_choose_language(language, messages), language))
    return TRUE;
  g_test_skip("no font");
  return FALSE;
}

static void check_kinds(const char *language)
{
  static const char *const pair[] = {"DNK", "CHN", NULL}, *const one[] = {"CHN", NULL};
  const DgmiChartRequest requests[] = {
      {.kind = "rank", .top = 12},
      {.kind = "stack", .units = pair},
      {.kind = "compare", .arguments = pair, .as = "dumbbell"},
      {.kind = "heatmap", .top = 9, .highlight = one},
      {.kind = "framework", .size = "slide"},
      {.kind = "map", .classes = "quantiles", .theme = "dark"},
      {.kind = "change", .arguments = one},
      {.kind = "profile", .arguments = one, .title = "T", .source = "S"},
      {.kind = "ternary"},
      {.kind = "weights", .top = 15, .within = "50%"},
      {.kind = "uncertainty", .draws = 1024, .top = 15},
      {.kind = "uncertainty", .draws = 1024, .units = pair, .as = "acceptability"},
      {.kind = "sensitivity", .draws = 512},
  };
  static const char *const words[] = {
      "rank un-egdi-2022 --top 12",
      "stack un-egdi-2022 --units DNK,CHN",
      "compare un-egdi-2022 DNK CHN --as dumbbell",
      "heatmap un-egdi-2022 --top 9 --highlight CHN",
      "framework un-egdi-2022 --size slide",
      "map un-egdi-2022 --classes quantiles --theme dark",
      "change un-egdi CHN",
      "profile un-egdi-2022 CHN --title T --source S",
      "ternary un-egdi-2022",
      "weights un-egdi-2022 --top 15 --within 50%",
      "uncertainty un-egdi-2022 --draws 1024 --top 15",
      "uncertainty un-egdi-2022 --draws 1024 --units DNK,CHN --as acceptability",
      "sensitivity un-egdi-2022 --draws 512"};
  g_autoptr(DgmiIndex) index = open_shipped((DgmiIndexRequest){.index = ID, .language = language});
  g_autoptr(DgmiIndex) newest =
      open_shipped((DgmiIndexRequest){.index = "un-egdi", .language = language});
  for (guint i = 0; i < G_N_ELEMENTS(requests); i++)
  {
    const gboolean is_family = g_str_equal(requests[i].kind, "change");
    g_autofree char *line = g_strdup_printf("%s --lang %s", words[i], language);
    check(is_family ? newest : index, &requests[i], line);
  }
}

static void test_english(void)
{
  check_kinds("en");
}

static void test_chinese(void)
{
  if (has_fonts("zh"))
    check_kinds("zh");
}

static void check_weights(const char *language)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiIndex) opened = open_shipped((DgmiIndexRequest){.index = ID, .language = language});
  g_autoptr(DgmiIndex) index = dgmi_index_copy(opened);
  g_assert_true(dgmi_index_set_weight(index, "OSI", 2, messages));
  g_assert_true(dgmi_index_compute(index, messages));
  g_autofree char *rank = g_strdup_printf("rank un-egdi-2022 --weights OSI=2 --lang %s", language);
  check(index, &(DgmiChartRequest){.kind = "rank"}, rank);
  g_autofree char *stack =
      g_strdup_printf("stack un-egdi-2022 --top 9 --weights OSI=2 --lang %s", language);
  check(index, &(DgmiChartRequest){.kind = "stack", .top = 9}, stack);
}

static void test_weights(void)
{
  check_weights("en");
  if (has_fonts("zh"))
    check_weights("zh");
}

static void test_failures(void)
{
  static const char *const nobody[] = {"Nobody", NULL};
  g_autoptr(DgmiIndex) index = open_shipped((DgmiIndexRequest){.index = ID});
  const DgmiChartRequest requests[] = {{.kind = NULL},
                                       {.kind = "ranks"},
                                       {.kind = "rank", .units = nobody},
                                       {.kind = "rank", .theme = "red"},
                                       {.kind = "compare"},
                                       {.kind = "compare", .as = "round"},
                                       {.kind = "weights", .within = "some"},
                                       {.kind = "uncertainty", .vary = nobody}};
  for (guint i = 0; i < G_N_ELEMENTS(requests); i++)
  {
    g_autoptr(DgmiMessages) messages = dgmi_messages_new();
    g_assert_null(dgmi_chart_draw(index, &requests[i], DGMI_CHART_SVG, messages));
    g_assert_cmpuint(dgmi_messages_failures(messages), >, 0);
  }
}

TEST_PROGRAM({"/door/english", test_english}, {"/door/chinese", test_chinese},
             {"/door/weights", test_weights}, {"/door/failures", test_failures})
