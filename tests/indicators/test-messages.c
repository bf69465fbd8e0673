/* Messages: order, limits, exit codes, printed form. */
#include "indicators/base/messages.h"

#include "tests/shared/program.h"
#include "tests/shared/said.h"

static void test_format(void)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  dgmi_failure(messages, &(DgmiPlace){.file = "a.csv", .line = 3, .column = 7}, "wrong %d", 1);
  dgmi_warning(messages, &(DgmiPlace){.file = "a.csv", .line = 4}, "odd");
  dgmi_note(messages, &(DgmiPlace){.file = "b.csv"}, "seen");
  dgmi_note(messages, NULL, "anywhere");
  dgmi_note(messages, &(DgmiPlace){.file = "b.csv", .column = 5},
            "a column without a line is not known");
  ASSERT_SAID(messages, "a.csv:3:7: error: wrong 1", "a.csv:4: warning: odd", "b.csv: note: seen",
              "note: anywhere", "b.csv: note: a column");
}

static void test_exit_code(void)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  dgmi_note(messages, NULL, "n");
  dgmi_warning(messages, NULL, "w");
  g_assert_cmpint(dgmi_messages_exit_code(messages), ==, 0);
  g_assert_cmpuint(dgmi_messages_failures(messages), ==, 0);
  dgmi_failure(messages, NULL, "f");
  g_assert_cmpint(dgmi_messages_exit_code(messages), ==, DGMI_ERROR_DATA);
  dgmi_failure(messages, &(DgmiPlace){.file = "--normalise", .is_option = TRUE}, "f");
  g_assert_cmpint(dgmi_messages_exit_code(messages), ==, DGMI_ERROR_USAGE);
  dgmi_io_failure(messages, "x.csv", "cannot be read");
  g_assert_cmpint(dgmi_messages_exit_code(messages), ==, DGMI_ERROR_IO);
  dgmi_failure(messages, NULL, "f");
  g_assert_cmpint(dgmi_messages_exit_code(messages), ==, DGMI_ERROR_IO);
  g_assert_cmpuint(dgmi_messages_failures(messages), ==, 4);
}

static void test_add_error(void)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(GError) own = g_error_new(DGMI_ERROR, DGMI_ERROR_USAGE, "100 %% sure");
  g_autoptr(GError) other = g_error_new(G_FILE_ERROR, G_FILE_ERROR_NOENT, "gone");
  dgmi_messages_add_error(messages, &(DgmiPlace){.file = "a.csv", .line = 1, .column = 1}, own);
  dgmi_messages_add_error(messages, NULL, other);
  ASSERT_SAID(messages, "a.csv:1:1: error: 100 % sure", "error: gone");
  g_assert_cmpint(dgmi_messages_get(messages, 0)->code, ==, DGMI_ERROR_USAGE);
  g_assert_cmpint(dgmi_messages_get(messages, 1)->code, ==, DGMI_ERROR_DATA);
}

/* Beyond the ceiling messages are counted and not kept, and the exit code still knows them. */
static void test_ceiling(void)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  for (guint i = 0; i < DGMI_MESSAGES_MAX + 5; i++)
    dgmi_failure(messages, NULL, "%u", i);
  dgmi_io_failure(messages, "x", "cannot be read");
  g_assert_cmpuint(dgmi_messages_count(messages), ==, DGMI_MESSAGES_MAX);
  g_assert_cmpuint(dgmi_messages_failures(messages), ==, DGMI_MESSAGES_MAX + 6);
  g_assert_cmpint(dgmi_messages_exit_code(messages), ==, DGMI_ERROR_IO);
}

/* The rule in one sentence: a run of messages about one file is sorted by line and column, and
 * what is equal keeps its order; runs stay where they are. */
static void assert_ordered(DgmiMessages *messages)
{
  for (guint i = 1; i < dgmi_messages_count(messages); i++)
  {
    const DgmiMessage *before = dgmi_messages_get(messages, i - 1);
    const DgmiMessage *here = dgmi_messages_get(messages, i);
    if (before->place.file != here->place.file)
      continue;
    g_assert_cmpuint(before->place.line, <=, here->place.line);
    if (before->place.line != here->place.line)
      continue;
    g_assert_cmpuint(before->place.column, <=, here->place.column);
    if (before->place.column == here->place.column)
      g_assert_cmpint(g_ascii_strtoll(before->text, NULL, 10), <,
                      g_ascii_strtoll(here->text, NULL, 10));
  }
}

static void test_order(void)
{
  static const char *const files[] = {"a.csv", "b.csv", NULL};
  for (guint round = 0; round < 300; round++)
  {
    g_autoptr(DgmiMessages) messages = dgmi_messages_new();
    const guint n = (guint)g_test_rand_int_range(0, 60);
    const char *file = files[0];
    for (guint i = 0; i < n; i++)
    {
      if (g_test_rand_int_range(0, 20) == 0)
        file = files[g_test_rand_int_range(0, 3)];
      const DgmiPlace place = {.file = file,
                               .line = (guint)g_test_rand_int_range(0, 4),
                               .column = (guint)g_test_rand_int_range(0, 4)};
      dgmi_note(messages, &place, "%u", i);
      if (g_test_rand_int_range(0, 10) == 0)
        assert_ordered(messages);
    }
    assert_ordered(messages);
    g_assert_cmpuint(dgmi_messages_count(messages), ==, n);
  }
}

/* A message outlives the text its place was named with. */
static void test_interned(void)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  char name[] = "gone.csv";
  dgmi_note(messages, &(DgmiPlace){.file = name, .line = 1, .column = 1}, "here");
  name[0] = '?';
  ASSERT_SAID(messages, "gone.csv:1:1: note: here");
}

TEST_PROGRAM({"/messages/format", test_format}, {"/messages/exit-code", test_exit_code},
             {"/messages/add-error", test_add_error}, {"/messages/ceiling", test_ceiling},
             {"/messages/order", test_order}, {"/messages/interned", test_interned})
