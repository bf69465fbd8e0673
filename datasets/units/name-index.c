#include "datasets/units/name-index.h"

#include <assert.h>
#include <string.h>

#include "datasets/units/name-fold.h"
#include "indicators/base/memory.h"
#include "indicators/base/text.h"

typedef struct
{
  const char *name;
  const char *code;
  gboolean is_code;
} Entry;

/* What a folded name means. */
typedef struct
{
  const char *code; /* NULL: more than one */
  gboolean own;
} Meaning;

struct _DgmiNameIndex
{
  GArray *entries;       /* Entry */
  GArray *meanings;      /* Meaning */
  GHashTable *by_key;    /* folded name -> its place in `meanings` + 1 */
  GStringChunk *strings; /* names and keys */
};

DgmiNameIndex *dgmi_name_index_new(void)
{
  DgmiNameIndex *index = g_new0(DgmiNameIndex, 1);
  index->entries = g_array_new(FALSE, FALSE, sizeof(Entry));
  index->meanings = g_array_new(FALSE, FALSE, sizeof(Meaning));
  index->by_key = g_hash_table_new(g_str_hash, g_str_equal);
  index->strings = g_string_chunk_new(1 << 14);
  return index;
}

static void clear_name_index(DgmiNameIndex *index)
{
  g_array_unref(index->entries);
  g_array_unref(index->meanings);
  g_hash_table_unref(index->by_key);
  g_string_chunk_free(index->strings);
}

DGMI_DEFINE_FREE(dgmi_name_index_free, DgmiNameIndex, clear_name_index)

/* ---- Adding and finding ---- */

static Meaning *find_meaning(const DgmiNameIndex *index, const char *key)
{
  const guint place = GPOINTER_TO_UINT(g_hash_table_lookup(index->by_key, key));
  return place == 0 ? NULL : &g_array_index(index->meanings, Meaning, place - 1);
}

static void add_key(DgmiNameIndex *index, const char *key, const char *code, gboolean own)
{
  Meaning *known = find_meaning(index, key);
  if (known == NULL)
  {
    const Meaning meaning = {code, own};
    g_array_append_val(index->meanings, meaning);
    g_hash_table_insert(index->by_key, g_string_chunk_insert(index->strings, key),
                        GUINT_TO_POINTER(index->meanings->len));
  }
  else if (own && !known->own)
    *known = (Meaning){code, TRUE};
  else if (own == known->own && known->code != NULL && strcmp(known->code, code) != 0)
    known->code = NULL;
}

void dgmi_name_index_add(DgmiNameIndex *index, const char *code, const char *name,
                         DgmiNameKind kind)
{
  assert(index != NULL && code != NULL && name != NULL);
  g_autoptr(GString) key = g_string_sized_new(64);
  gboolean own = kind != DGMI_NAME_DERIVED;
  if (dgmi_name_fold(name, DGMI_FOLD_KEY, key))
  {
    g_autoptr(GString) marked = g_string_new(NULL);
    dgmi_name_fold(name, DGMI_FOLD_MARKS, marked);
    add_key(index, marked->str, code, own);
    own = FALSE;
  }
  if (key->len == 0)
    return;
  add_key(index, key->str, code, own);
  const Entry entry = {g_string_chunk_insert(index->strings, name), code, kind == DGMI_NAME_CODE};
  g_array_append_val(index->entries, entry);
}

const char *dgmi_name_index_find(const DgmiNameIndex *index, const char *name)
{
  assert(index != NULL && name != NULL);
  g_autoptr(GString) key = g_string_sized_new(64);
  if (dgmi_name_fold(name, DGMI_FOLD_KEY, key))
  {
    g_autoptr(GString) marked = g_string_new(NULL);
    dgmi_name_fold(name, DGMI_FOLD_MARKS, marked);
    const Meaning *exact = find_meaning(index, marked->str);
    if (exact != NULL)
      return exact->code;
  }
  const Meaning *meaning = find_meaning(index, key->str);
  return meaning == NULL ? NULL : meaning->code;
}

/* ---- What may be meant ---- */

/* The distance of a beginning, and of some of the words: between one slip and two. */
#define PARTLY 3
#define FAR G_MAXUINT

/* Longer texts are no names, and are near none. */
#define ASKED_MAX 100

typedef struct
{
  char *key;
  char *words; /* " republic of korea " */
  glong length;
  guint slips; /* allowed */
  gboolean chinese;
} Asked;

static gboolean has_digit(const char *text)
{
  return strpbrk(text, "0123456789") != NULL;
}

/* Chinese names are short: a single character of two may be mistyped. */
static guint slips_allowed(glong length, gboolean chinese)
{
  if (chinese)
    return length < 2 ? 0 : length <= 4 ? 1 : 2;
  return length <= 2 ? 0 : length <= 4 ? 1 : length <= 8 ? 2 : 3;
}

static char *fold_words(const char *name)
{
  GString *words = g_string_new(" ");
  dgmi_name_fold(name, DGMI_FOLD_WORDS, words);
  return g_string_free(words, FALSE);
}

static Asked ask(const char *name)
{
  GString *key = g_string_new(NULL);
  dgmi_name_fold(name, DGMI_FOLD_KEY, key);
  Asked asked = {.words = fold_words(name), .length = g_utf8_strlen(key->str, -1)};
  asked.key = g_string_free(key, FALSE);
  asked.chinese = g_unichar_get_script(g_utf8_get_char(asked.key)) == G_UNICODE_SCRIPT_HAN;
  asked.slips = slips_allowed(asked.length, asked.chinese);
  return asked;
}

/* Every word asked for is a word of `words`, in any order. */
static gboolean has_words(const char *words, const char *asked)
{
  g_auto(GStrv) parts = g_strsplit(asked, " ", -1);
  for (char **part = parts; *part != NULL; part++)
  {
    g_autofree char *whole = g_strdup_printf(" %s ", *part);
    if (**part != '\0' && strstr(words, whole) == NULL)
      return FALSE;
  }
  return TRUE;
}

static gboolean is_partly(const Asked *asked, const char *name, const char *key)
{
  if (asked->chinese)
    return asked->length >= 2 && strstr(key, asked->key) != NULL;
  if (asked->length < 3)
    return FALSE;
  if (g_str_has_prefix(key, asked->key))
    return TRUE;
  g_autofree char *words = fold_words(name);
  return has_words(words, asked->words);
}

/* Twice the slips between what was asked and an entry, PARTLY, or FAR. */
static guint distance_of(const Asked *asked, const Entry *entry, GString *key)
{
  g_string_truncate(key, 0);
  dgmi_name_fold(entry->name, DGMI_FOLD_KEY, key);
  if (strcmp(asked->key, key->str) == 0)
    return 0;
  const glong difference = g_utf8_strlen(key->str, -1) - asked->length;
  if (entry->is_code && (difference != 0 || has_digit(entry->name)))
    return FAR;
  guint distance = FAR;
  if (difference <= (glong)asked->slips && -difference <= (glong)asked->slips)
  {
    const guint slips = dgmi_text_distance(asked->key, key->str);
    distance = slips <= asked->slips ? 2 * slips : FAR;
  }
  if (distance > PARTLY && !entry->is_code && is_partly(asked, entry->name, key->str))
    distance = PARTLY;
  return distance;
}

static void keep_nearest(GArray *codes, const char *code, guint distance)
{
  for (guint i = 0; i < codes->len; i++)
  {
    DgmiNear *known = &g_array_index(codes, DgmiNear, i);
    if (strcmp(known->code, code) != 0)
      continue;
    known->distance = MIN(known->distance, distance);
    return;
  }
  const DgmiNear found = {code, distance};
  g_array_append_val(codes, found);
}

void dgmi_name_index_near(const DgmiNameIndex *index, const char *name, GArray *codes)
{
  assert(index != NULL && name != NULL && codes != NULL);
  const Asked asked = ask(name);
  g_autoptr(GString) key = g_string_sized_new(64);
  const guint n = asked.length > 0 && asked.length <= ASKED_MAX ? index->entries->len : 0;
  for (guint i = 0; i < n; i++)
  {
    const Entry *entry = &g_array_index(index->entries, Entry, i);
    const guint distance = distance_of(&asked, entry, key);
    if (distance != FAR)
      keep_nearest(codes, entry->code, distance);
  }
  g_free(asked.key);
  g_free(asked.words);
}
