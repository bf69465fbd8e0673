/* fuzz-file.h: an input as a file, for readers that take a file's name. */
#pragma once

#include <glib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>

static char *fuzz_folder;

static void fuzz_remove_folder(void)
{
  g_autoptr(GDir) dir = g_dir_open(fuzz_folder, 0, NULL);
  for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;)
  {
    g_autofree char *file = g_build_filename(fuzz_folder, name, NULL);
    g_unlink(file);
  }
  g_rmdir(fuzz_folder);
  g_free(fuzz_folder);
}

/* Writes the input to NAME.ENDING in a folder that is there until the program ends. The same name
 * is written over: interned names do not grow in number. */
static const char *fuzz_file(const char *name, const char *ending, const guint8 *data, gsize size)
{
  if (fuzz_folder == NULL)
  {
    fuzz_folder = g_dir_make_tmp("dgmi-fuzz-XXXXXX", NULL);
    g_assert_nonnull(fuzz_folder);
    atexit(fuzz_remove_folder);
  }
  g_autofree char *file = g_strdup_printf("%s/%s.%s", fuzz_folder, name, ending);
  FILE *out = g_fopen(file, "wb");
  g_assert_nonnull(out);
  g_assert_cmpuint(fwrite(data, 1, size, out), ==, size);
  g_assert_cmpint(fclose(out), ==, 0);
  return g_intern_string(file);
}
