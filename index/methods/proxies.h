/* proxies.h: values from elsewhere that fill missing cells (impute=file:NAME), each with its
 * source.
 *
 * Made by the caller, which has read a table, and then constant. */
#pragma once

#include <glib.h>

#include "indicators/base/export.h"

G_BEGIN_DECLS

typedef struct _DgmiProxies DgmiProxies;

/* `name`: as the method writes it behind "file:". */
DGMI_EXPORT DgmiProxies *dgmi_proxies_new(const char *name) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT DgmiProxies *dgmi_proxies_ref(const DgmiProxies *proxies); /* counted, by threads too */
DGMI_EXPORT void dgmi_proxies_unref(DgmiProxies *proxies);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiProxies, dgmi_proxies_unref)

DGMI_EXPORT const char *dgmi_proxies_name(const DgmiProxies *proxies);

/* Adds the value of an indicator for a unit; `year` 0 = of any year, `source` NULL = not told.
 * Codes match without regard to letter case. FALSE where there is one of that unit, indicator and
 * year. */
DGMI_EXPORT gboolean dgmi_proxies_add(DgmiProxies *proxies, const char *unit, const char *indicator,
                                      int year, double value,
                                      const char *source) G_GNUC_WARN_UNUSED_RESULT;

/* The value for `year`, else that of any year; NaN = none. *source belongs to the proxies. */
DGMI_EXPORT double dgmi_proxies_find(const DgmiProxies *proxies, const char *unit,
                                     const char *indicator, int year, const char **source);

G_END_DECLS
