/* export.h: what libdgmi promises to those outside.
 *
 * The library is compiled with hidden symbols; what is declared with DGMI_EXPORT, in the installed
 * headers alone, is what others may call. A test holds both (tests/scripts/check-exports). */
#pragma once

#include <glib.h>

#ifdef __GNUC__
#define DGMI_EXPORT __attribute__((visibility("default")))
#else
#define DGMI_EXPORT
#endif
