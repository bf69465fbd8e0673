#include "datasets/layouts/lookup.h"

#include <assert.h>

#define FIRST_SLOTS 64

/* Multiplies eight bytes at a time into the hash; the upper bits are the good ones. */
static guint hash_text(const char *text, guint length)
{
  const guint64 factor = G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);
  guint64 hash = length, word;
  for (; length >= 8; text += 8, length -= 8)
  {
    memcpy(&word, text, 8);
    hash = (hash ^ word) * factor;
    hash ^= hash >> 32;
  }
  word = 0;
  memcpy(&word, text, length);
  hash = (hash ^ word) * factor;
  return (guint)(hash >> 32);
}

static guint hash_key(guint64 key)
{
  return (guint)((key * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15)) >> 32);
}

/* Slots are at most half full, so a search ends soon. */
static void insert_slot(guint *slots, guint mask, guint hash, guint entry)
{
  guint slot = hash & mask;
  while (slots[slot] != 0)
    slot = (slot + 1) & mask;
  slots[slot] = entry + 1;
}

void dgmi_lookup_init(DgmiLookup *lookup)
{
  memset(lookup, 0, sizeof *lookup);
  lookup->entries = g_array_new(FALSE, FALSE, sizeof(DgmiLookupEntry));
  lookup->strings = g_string_chunk_new(1024);
  lookup->mask = FIRST_SLOTS - 1;
  lookup->slots = g_new0(guint, FIRST_SLOTS);
}

void dgmi_lookup_clear(DgmiLookup *lookup)
{
  g_clear_pointer(&lookup->strings, g_string_chunk_free);
  g_clear_pointer(&lookup->entries, g_array_unref);
  g_free(lookup->slots);
  memset(lookup, 0, sizeof *lookup);
}

/* Twice as many slots, all empty. */
static void renew_slots(guint **slots, guint *mask)
{
  *mask = *mask * 2 + 1;
  g_free(*slots);
  *slots = g_new0(guint, (gsize)*mask + 1);
}

void dgmi_lookup_add(DgmiLookup *lookup, const char *text, guint length, int value)
{
  assert(value != DGMI_LOOKUP_NONE);
  const DgmiLookupEntry entry = {g_string_chunk_insert_len(lookup->strings, text, length), length,
                                 hash_text(text, length), value};
  const guint n = lookup->entries->len;
  g_array_append_val(lookup->entries, entry);
  lookup->last = n;
  if (2 * (n + 1) <= lookup->mask)
  {
    insert_slot(lookup->slots, lookup->mask, entry.hash, n);
    return;
  }
  renew_slots(&lookup->slots, &lookup->mask);
  for (guint i = 0; i <= n; i++)
    insert_slot(lookup->slots, lookup->mask, dgmi_lookup_entry(lookup, i)->hash, i);
}

int dgmi_lookup_search(DgmiLookup *lookup, const char *text, guint length)
{
  const guint hash = hash_text(text, length);
  for (guint slot = hash & lookup->mask; lookup->slots[slot] != 0; slot = (slot + 1) & lookup->mask)
  {
    const guint found = lookup->slots[slot] - 1;
    const DgmiLookupEntry *entry = dgmi_lookup_entry(lookup, found);
    if (entry->hash != hash || !dgmi_lookup_is(lookup, found, text, length))
      continue;
    lookup->last = found;
    return entry->value;
  }
  return DGMI_LOOKUP_NONE;
}

void dgmi_pairs_init(DgmiPairs *pairs)
{
  memset(pairs, 0, sizeof *pairs);
  pairs->keys = g_array_new(FALSE, FALSE, sizeof(guint64));
  pairs->mask = FIRST_SLOTS - 1;
  pairs->slots = g_new0(guint, FIRST_SLOTS);
}

void dgmi_pairs_clear(DgmiPairs *pairs)
{
  g_clear_pointer(&pairs->keys, g_array_unref);
  g_free(pairs->slots);
  memset(pairs, 0, sizeof *pairs);
}

static guint64 key_of(guint a, int year)
{
  assert(year >= 0 && year < 1 << 14);
  return (guint64)a << 14 | (guint64)year;
}

static guint64 key_at(const DgmiPairs *pairs, guint i)
{
  return g_array_index(pairs->keys, guint64, i);
}

int dgmi_pairs_find(DgmiPairs *pairs, guint a, int year)
{
  const guint64 key = key_of(a, year);
  const guint n = pairs->keys->len;
  if (n == 0)
    return DGMI_LOOKUP_NONE;
  if (key_at(pairs, pairs->last) == key)
    return (int)pairs->last;
  const guint next = pairs->last + 1 < n ? pairs->last + 1 : 0;
  if (key_at(pairs, next) == key)
    return (int)(pairs->last = next);
  for (guint slot = hash_key(key) & pairs->mask; pairs->slots[slot] != 0;
       slot = (slot + 1) & pairs->mask)
    if (key_at(pairs, pairs->slots[slot] - 1) == key)
      return (int)(pairs->last = pairs->slots[slot] - 1);
  return DGMI_LOOKUP_NONE;
}

void dgmi_pairs_add(DgmiPairs *pairs, guint a, int year)
{
  const guint64 key = key_of(a, year);
  const guint n = pairs->keys->len;
  g_array_append_val(pairs->keys, key);
  pairs->last = n;
  if (2 * (n + 1) <= pairs->mask)
  {
    insert_slot(pairs->slots, pairs->mask, hash_key(key), n);
    return;
  }
  renew_slots(&pairs->slots, &pairs->mask);
  for (guint i = 0; i <= n; i++)
    insert_slot(pairs->slots, pairs->mask, hash_key(key_at(pairs, i)), i);
}
