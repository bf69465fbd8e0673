/* proxies.h: values from elsewhere that fill missing cells (impute=file:NAME), each with its
 * source.
 *
 * Made by the caller, which has read a table, and then constant. */
#pragma once

#include <glib.h>

typedef struct _DgmiProxies DgmiProxies;

/* `name`: as the method writes it behind "file:". */
DgmiProxies *dgmi_proxies_new(const char *name) G_GNUC_WARN_UNUSED_RESULT;
DgmiProxies *dgmi_proxies_ref(const DgmiProxies *proxies); /* counted, by threads too */
void dgmi_proxies_unref(DgmiProxies *proxies);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiProxies, dgmi_proxies_unref)

const char *dgmi_proxies_name(const DgmiProxies *proxies);

/* Adds the value of an indicator for a unit; `year` 0 = of any year, `source` NULL = not told.
 * Codes match without regard to letter case. FALSE where there is one of that unit, indicator and
 * year. */
gboolean dgmi_proxies_add(DgmiProxies *proxies, const char *unit, const char *indicator, int year,
                          double value, const char *source) G_GNUC_WARN_UNUSED_RESULT;

/* The value for `year`, else that of any year; NaN = none. *source belongs to the proxies. */
double dgmi_proxies_find(const DgmiProxies *proxies, const char *unit, const char *indicator,
                         int year, const char **source);
