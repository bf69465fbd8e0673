/* module.c: see module.h. */
#include "command/run/module.h"

#include <assert.h>
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#include "command/run/say.h"
#include "indicators/base/error.h"

gboolean dgmi_module_in_build_tree(void)
{
  g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
  char *built = realpath(DGMI_BUILDDIR, NULL);
  const gsize length = built ? strlen(built) : 0;
  const gboolean inside = program && built && strncmp(program, built, length) == 0 &&
                          program[length] == G_DIR_SEPARATOR;
  free(built);
  return inside;
}

/* The file of a module; where it is not to be found, the place it ought to have. */
static char *module_file(const char *module)
{
  static const char *const built[] = {DGMI_BUILDDIR "/command/.libs", DGMI_BUILDDIR "/.libs"};
  g_autofree char *name = g_strconcat("dgmi-", module, ".so", NULL);
  if (dgmi_module_in_build_tree())
    for (guint i = 0; i < G_N_ELEMENTS(built); i++)
    {
      g_autofree char *file = g_build_filename(built[i], name, NULL);
      if (g_file_test(file, G_FILE_TEST_EXISTS))
        return g_steal_pointer(&file);
    }
  return g_build_filename(DGMI_PKGLIBDIR, name, NULL);
}

/* The Debian packages that a module is built with. */
static const char *module_packages(const char *module)
{
  static const char *const packages[][2] = {
      {"json", "libjson-glib-dev"}, {"xlsx", "libxlsxwriter-dev"},
      {"chart", "libpango1.0-dev"}, {"web", "libsoup-3.0-dev"},
      {"serve", "libsoup-3.0-dev"}, {"spreadsheets", "libzip-dev libxml2-dev"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(packages); i++)
    if (strcmp(packages[i][0], module) == 0)
      return packages[i][1];
  return NULL;
}

static void set_error(GError **error, const char *module, const char *file, const char *reason)
{
  const char *packages = module_packages(module);
  const gboolean exists = g_file_test(file, G_FILE_TEST_EXISTS);
  const char *why = exists ? reason : _("this dgmi was built or installed without it");
  if (g_str_has_prefix(why, file) && why[strlen(file)] == ':') /* dlerror() names it as well */
    why = why + strlen(file) + 2;
  if (packages)
    dgmi_error_set(
        error, DGMI_ERROR_IO,
        "cannot open %s: %s; install the package %s (apt-get install %s), then build and "
        "install dgmi again",
        file, why, packages, packages);
  else
    dgmi_error_set(error, DGMI_ERROR_IO, "cannot open %s: %s; install dgmi again", file, why);
}

gpointer dgmi_module_symbol(const char *module, const char *symbol, GError **error)
{
  assert(module && symbol);
  g_autofree char *file = module_file(module);
  void *handle = dlopen(file, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  void *address = handle ? dlsym(handle, symbol) : NULL;
  if (!address)
  {
    const char *reason = dlerror();
    set_error(error, module, file, reason ? reason : symbol);
  }
  return address;
}
