/* Any text is a list of methods or a list of failures, and a list that is written reads back to
 * the same methods. The first byte chooses the kind. */
#include "index/methods/method.h"

#define FUZZ_NAME "method"
#include "tests/fuzz/fuzz.h"

#include <math.h>

static const DgmiPlace place = {.file = "--fuzz", .is_option = TRUE};

static char *format_list(const GArray *list)
{
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < list->len; i++)
  {
    g_autofree char *one = dgmi_method_format(&g_array_index(list, DgmiMethod, i));
    g_string_append_printf(out, "%s%s", i > 0 ? "," : "", one);
  }
  return g_string_free(out, FALSE);
}

static void assert_same(const DgmiMethod *a, const DgmiMethod *b)
{
  g_assert_true(a->info == b->info);
  g_assert_cmpuint(a->n_arguments, ==, b->n_arguments);
  g_assert_cmpint(a->keyword, ==, b->keyword);
  for (guint i = 0; i < DGMI_METHOD_ARGUMENTS; i++)
    g_assert_true(a->argument[i] == b->argument[i] ||
                  (isnan(a->argument[i]) && isnan(b->argument[i])));
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
  if (size == 0 || !g_utf8_validate((const char *)data, (gssize)size, NULL))
    return 0;
  const DgmiMethodKind kind = (DgmiMethodKind)(data[0] % DGMI_N_METHOD_KINDS);
  g_autofree char *text = g_strndup((const char *)data + 1, size - 1);
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(GArray) list =
      g_utf8_validate(text, -1, NULL) ? dgmi_method_parse_list(text, kind, &place, messages) : NULL;
  if (list == NULL)
    return 0;
  g_assert_cmpuint(dgmi_messages_failures(messages), ==, 0);
  g_assert_cmpuint(list->len, >, 0);
  g_autofree char *written = format_list(list);
  g_autoptr(GArray) again = dgmi_method_parse_list(written, kind, &place, messages);
  g_assert_nonnull(again);
  g_assert_cmpuint(again->len, ==, list->len);
  for (guint i = 0; i < list->len; i++)
    assert_same(&g_array_index(list, DgmiMethod, i), &g_array_index(again, DgmiMethod, i));
  return 0;
}
