/* lookup.h: from a text to a number, quick where texts repeat or come in the same order again, as
 * in the columns of a long table; and from a pair of numbers to a number. One thread at a time. */
#pragma once

#include <glib.h>
#include <string.h>

/* No such text or pair. Values are any other numbers. */
#define DGMI_LOOKUP_NONE G_MININT

typedef struct
{
  const char *text; /* belongs to the lookup */
  guint length;
  guint hash;
  int value;
} DgmiLookupEntry;

/* Texts are told apart byte by byte. Entries are in the order they were added. */
typedef struct
{
  GArray *entries; /* DgmiLookupEntry */
  guint last;      /* found */
  guint *slots;    /* entry + 1, by hash; 0 = empty; at most half are taken */
  guint mask;
  GStringChunk *strings;
} DgmiLookup;

void dgmi_lookup_init(DgmiLookup *lookup);
void dgmi_lookup_clear(DgmiLookup *lookup);

/* Adds `text`, which is not there yet. */
void dgmi_lookup_add(DgmiLookup *lookup, const char *text, guint length, int value);

/* What dgmi_lookup_find() falls back on. */
int dgmi_lookup_search(DgmiLookup *lookup, const char *text, guint length);

static inline const DgmiLookupEntry *dgmi_lookup_entry(const DgmiLookup *lookup, guint i)
{
  return &g_array_index(lookup->entries, DgmiLookupEntry, i);
}

static inline gboolean dgmi_lookup_is(const DgmiLookup *lookup, guint entry, const char *text,
                                      guint length)
{
  const DgmiLookupEntry *e = dgmi_lookup_entry(lookup, entry);
  if (e->length != length)
    return FALSE;
  for (guint i = 0; i < length; i++) /* a few bytes: no call of memcmp() */
    if (e->text[i] != text[i])
      return FALSE;
  return TRUE;
}

/* The value of `text`: that of last time, or of the entry after it, are looked at first. */
static inline int dgmi_lookup_find(DgmiLookup *lookup, const char *text, guint length)
{
  const guint n = lookup->entries->len;
  if (n == 0)
    return DGMI_LOOKUP_NONE;
  if (dgmi_lookup_is(lookup, lookup->last, text, length))
    return dgmi_lookup_entry(lookup, lookup->last)->value;
  const guint next = lookup->last + 1 < n ? lookup->last + 1 : 0;
  if (!dgmi_lookup_is(lookup, next, text, length))
    return dgmi_lookup_search(lookup, text, length);
  lookup->last = next;
  return dgmi_lookup_entry(lookup, next)->value;
}

/* Pairs of a guint and a year (0 to 9999), numbered in the order they were added. */
typedef struct
{
  GArray *keys; /* guint64 */
  guint last;
  guint *slots;
  guint mask;
} DgmiPairs;

void dgmi_pairs_init(DgmiPairs *pairs);

void dgmi_pairs_clear(DgmiPairs *pairs);

/* The number of the pair, or DGMI_LOOKUP_NONE. */
int dgmi_pairs_find(DgmiPairs *pairs, guint a, int year);

/* Adds a pair that is not there yet: its number is the count before. */
void dgmi_pairs_add(DgmiPairs *pairs, guint a, int year);
