#include "index/methods/proxies.h"

#include <assert.h>
#include <math.h>

typedef struct
{
  double value;
  char *source;
} Proxy;

struct _DgmiProxies
{
  char *name;
  GHashTable *by_key; /* "UNIT\nINDICATOR\nYEAR", lower case → Proxy */
};

static void free_proxy(gpointer data)
{
  Proxy *proxy = data;
  g_free(proxy->source);
  g_free(proxy);
}

static char *key_of(const char *unit, const char *indicator, int year)
{
  g_autofree char *text = g_strdup_printf("%s\n%s\n%d", unit, indicator, year);
  return g_ascii_strdown(text, -1);
}

DgmiProxies *dgmi_proxies_new(const char *name)
{
  assert(name != NULL);
  DgmiProxies *proxies = g_atomic_rc_box_new0(DgmiProxies);
  proxies->name = g_strdup(name);
  proxies->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_proxy);
  return proxies;
}

DgmiProxies *dgmi_proxies_ref(const DgmiProxies *proxies)
{
  return g_atomic_rc_box_acquire((DgmiProxies *)proxies); /* what is counted is not what it says */
}

static void clear_proxies(gpointer data)
{
  DgmiProxies *proxies = data;
  g_free(proxies->name);
  g_hash_table_unref(proxies->by_key);
}

void dgmi_proxies_unref(DgmiProxies *proxies)
{
  if (proxies != NULL)
    g_atomic_rc_box_release_full(proxies, clear_proxies);
}

const char *dgmi_proxies_name(const DgmiProxies *proxies)
{
  return proxies->name;
}

gboolean dgmi_proxies_add(DgmiProxies *proxies, const char *unit, const char *indicator, int year,
                          double value, const char *source)
{
  assert(unit != NULL && indicator != NULL && isfinite(value));
  g_autofree char *key = key_of(unit, indicator, year);
  if (g_hash_table_contains(proxies->by_key, key))
    return FALSE;
  Proxy *proxy = g_new(Proxy, 1);
  *proxy = (Proxy){value, g_strdup(source)};
  g_hash_table_insert(proxies->by_key, g_steal_pointer(&key), proxy);
  return TRUE;
}

double dgmi_proxies_find(const DgmiProxies *proxies, const char *unit, const char *indicator,
                         int year, const char **source)
{
  assert(proxies != NULL && unit != NULL && indicator != NULL);
  g_autofree char *key = key_of(unit, indicator, year);
  const Proxy *proxy = g_hash_table_lookup(proxies->by_key, key);
  if (proxy == NULL && year != 0)
    return dgmi_proxies_find(proxies, unit, indicator, 0, source);
  *source = proxy == NULL ? NULL : proxy->source;
  return proxy == NULL ? NAN : proxy->value;
}
