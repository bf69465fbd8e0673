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
  lookup->strings = g_string_chunk_new(1024);
  lookup->mask = FIRST_SLOTS - 1;
  lookup->slots = g_new0(guint, FIRST_SLOTS);
}

void dgmi_lookup_clear(DgmiLookup *lookup)
{
  if (lookup->strings != NULL)
    g_string_chunk_free(lookup->strings);
  g_free(lookup->entries);
  g_free(lookup->slots);
  memset(lookup, 0, sizeof *lookup);
}

static void grow_lookup(DgmiLookup *lookup)
{
  lookup->capacity = MAX(FIRST_SLOTS / 2, lookup->capacity * 2);
  lookup->entries = g_renew(DgmiLookupEntry, lookup->entries, lookup->capacity);
  lookup->mask = lookup->capacity * 2 - 1;
  g_free(lookup->slots);
  lookup->slots = g_new0(guint, lookup->capacity * 2);
  for (guint i = 0; i < lookup->n; i++)
    insert_slot(lookup->slots, lookup->mask, lookup->entries[i].hash, i);
}

void dgmi_lookup_add(DgmiLookup *lookup, const char *text, guint length, int value)
{
  assert(value != DGMI_LOOKUP_NONE);
  if (lookup->n == lookup->capacity)
    grow_lookup(lookup);
  const guint hash = hash_text(text, length);
  lookup->entries[lookup->n] = (DgmiLookupEntry){
      g_string_chunk_insert_len(lookup->strings, text, length), length, hash, value};
  insert_slot(lookup->slots, lookup->mask, hash, lookup->n);
  lookup->last = lookup->n++;
}

int dgmi_lookup_search(DgmiLookup *lookup, const char *text, guint length)
{
  const guint hash = hash_text(text, length);
  for (guint slot = hash & lookup->mask; lookup->slots[slot] != 0; slot = (slot + 1) & lookup->mask)
  {
    const guint entry = lookup->slots[slot] - 1;
    if (lookup->entries[entry].hash != hash || !dgmi_lookup_is(lookup, entry, text, length))
      continue;
    lookup->last = entry;
    return lookup->entries[entry].value;
  }
  return DGMI_LOOKUP_NONE;
}

void dgmi_pairs_clear(DgmiPairs *pairs)
{
  g_free(pairs->keys);
  g_free(pairs->slots);
  memset(pairs, 0, sizeof *pairs);
}

static guint64 key_of(guint a, int year)
{
  assert(year >= 0 && year < 1 << 14);
  return (guint64)a << 14 | (guint64)year;
}

int dgmi_pairs_find(DgmiPairs *pairs, guint a, int year)
{
  const guint64 key = key_of(a, year);
  if (pairs->n == 0)
    return DGMI_LOOKUP_NONE;
  if (pairs->keys[pairs->last] == key)
    return (int)pairs->last;
  const guint next = pairs->last + 1 < pairs->n ? pairs->last + 1 : 0;
  if (pairs->keys[next] == key)
    return (int)(pairs->last = next);
  for (guint slot = hash_key(key) & pairs->mask; pairs->slots[slot] != 0;
       slot = (slot + 1) & pairs->mask)
    if (pairs->keys[pairs->slots[slot] - 1] == key)
      return (int)(pairs->last = pairs->slots[slot] - 1);
  return DGMI_LOOKUP_NONE;
}

void dgmi_pairs_add(DgmiPairs *pairs, guint a, int year)
{
  if (pairs->n == pairs->capacity)
  {
    pairs->capacity = MAX(FIRST_SLOTS / 2, pairs->capacity * 2);
    pairs->keys = g_renew(guint64, pairs->keys, pairs->capacity);
    pairs->mask = pairs->capacity * 2 - 1;
    g_free(pairs->slots);
    pairs->slots = g_new0(guint, pairs->capacity * 2);
    for (guint i = 0; i < pairs->n; i++)
      insert_slot(pairs->slots, pairs->mask, hash_key(pairs->keys[i]), i);
  }
  const guint64 key = key_of(a, year);
  insert_slot(pairs->slots, pairs->mask, hash_key(key), pairs->n);
  pairs->keys[pairs->n] = key;
  pairs->last = pairs->n++;
}
