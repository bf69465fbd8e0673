/* module.h: parts of the program that are opened when they are needed.
 *
 * Drawing, spreadsheets, JSON and the web need libraries whose loading takes longer than most
 * verbs, so each is a module dgmi-NAME.so. A module is linked against what it uses of libdgmi but
 * not against the program, and offers plain functions. */
#pragma once

#include <glib.h>

/* Whether the running program lies in the folder it was built in (DGMI_BUILDDIR), so that modules
 * and shipped data are to be found there rather than where `make install` puts them. */
gboolean dgmi_module_in_build_tree(void);

/* The address of `symbol` in `module` ("json" for dgmi-json.so), which stays open until the program
 * ends. NULL and DGMI_ERROR_IO if there is no such file or it cannot be opened: the message names
 * the file and what to install. `symbol` must be one that the module has. */
gpointer dgmi_module_symbol(const char *module, const char *symbol,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
