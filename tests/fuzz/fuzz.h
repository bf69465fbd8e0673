/* fuzz.h: what makes a file with an LLVMFuzzerTestOneInput() a test.
 *
 * Built for `make check-fuzz` (DGMI_FUZZ) the fuzzing engine calls that function. Built for
 * `make check` it is a GTest program that replays every file of tests/fuzz/corpus/NAME. Each target
 * includes this header once, after defining FUZZ_NAME. */
#pragma once

#include <glib.h>

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

#ifndef DGMI_FUZZ

static void fuzz_replay(gconstpointer file)
{
  g_autofree char *contents = NULL;
  g_autoptr(GError) error = NULL;
  gsize length = 0;
  g_file_get_contents(file, &contents, &length, &error);
  g_assert_no_error(error);
  LLVMFuzzerTestOneInput((const guint8 *)contents, length);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_autofree char *folder = g_test_build_filename(G_TEST_DIST, "fuzz/corpus", FUZZ_NAME, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) dir = g_dir_open(folder, 0, &error);
  g_assert_no_error(error);
  for (const char *name; (name = g_dir_read_name(dir)) != NULL;)
  {
    g_autofree char *test = g_strconcat("/fuzz/" FUZZ_NAME "/", name, NULL);
    g_test_add_data_func_full(test, g_build_filename(folder, name, NULL), fuzz_replay, g_free);
  }
  return g_test_run();
}

#endif
