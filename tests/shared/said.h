/* said.h: what a reader said, for the unit tests of readers. */
#pragma once

#include <glib/gstdio.h>
#include <string.h>

#include "indicators/base/messages.h"

/* All messages, each as the command prints it, a line each. Free with g_free(). */
static inline char *said(DgmiMessages *messages)
{
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < dgmi_messages_count(messages); i++)
  {
    g_autofree char *line = dgmi_message_format(dgmi_messages_get(messages, i), NULL);
    g_string_append_printf(out, "%s\n", line);
  }
  return g_string_free(out, FALSE);
}

/* Holds what was said against the lines expected, each of which begins with the text given: the
 * place and the first words, so that a test does not hang on every word of an advice. */
static inline void assert_said(DgmiMessages *messages, const char *const *beginnings)
{
  const guint n = dgmi_messages_count(messages);
  guint i = 0;
  for (; i < n && beginnings[i] != NULL; i++)
  {
    g_autofree char *line = dgmi_message_format(dgmi_messages_get(messages, i), NULL);
    if (!g_str_has_prefix(line, beginnings[i]))
      g_error("expected '%s', was '%s'", beginnings[i], line);
  }
  g_autofree char *all = said(messages);
  if (i < n || beginnings[i] != NULL)
    g_error("expected '%s' and no more, was:\n%s", i < n ? "" : beginnings[i], all);
}

#define ASSERT_SAID(messages, ...) assert_said(messages, (const char *const[]){__VA_ARGS__, NULL})
#define ASSERT_SILENT(messages) assert_said(messages, (const char *const[]){NULL})

/* Writes `text` to a file of its own in the folder for temporary files; remove it with g_unlink().
 */
static inline char *write_file(const char *text, gsize length)
{
  g_autoptr(GError) error = NULL;
  char *name = NULL;
  const int handle = g_file_open_tmp("dgmi-test-XXXXXX.csv", &name, &error);
  g_assert_no_error(error);
  g_close(handle, NULL);
  g_file_set_contents(name, text, (gssize)length, &error);
  g_assert_no_error(error);
  return name;
}
