#include "datasets/units/iso-codes.h"

#include <assert.h>
#include <string.h>

#include "indicators/base/text.h"

#ifndef ISO_CODES_LOCALEDIR
#define ISO_CODES_LOCALEDIR "/usr/share/locale"
#endif
#ifndef ISO_CODES_JSONDIR
#define ISO_CODES_JSONDIR "/usr/share/iso-codes/json"
#endif

/* A compiled message catalogue (.mo): a header of 32-bit words, then two tables of (length,
 * offset), the originals sorted, and the strings, which end in NUL. GNU gettext manual, "The Format
 * of GNU MO Files". */
typedef struct
{
  GMappedFile *file; /* NULL: none, or damaged */
  gboolean opened;   /* asked for before */
  gboolean swapped;  /* written in the other byte order */
  guint32 n;
  guint32 originals;
  guint32 translations;
} Catalogue;

#define MO_MAGIC 0x950412deu
#define MO_HEADER 20u

struct _DgmiIsoCodes
{
  char *locales;
  char *json;
  Catalogue countries;
  Catalogue subdivisions;
  GHashTable *names; /* code of ISO 3166-2 -> name; NULL: not read */
};

DgmiIsoCodes *dgmi_iso_codes_new(const char *locales, const char *json)
{
  DgmiIsoCodes *iso = g_new0(DgmiIsoCodes, 1);
  iso->locales = g_strdup(locales != NULL ? locales : ISO_CODES_LOCALEDIR);
  iso->json = g_strdup(json != NULL ? json : ISO_CODES_JSONDIR);
  return iso;
}

void dgmi_iso_codes_free(DgmiIsoCodes *iso)
{
  if (iso == NULL)
    return;
  g_clear_pointer(&iso->countries.file, g_mapped_file_unref);
  g_clear_pointer(&iso->subdivisions.file, g_mapped_file_unref);
  g_clear_pointer(&iso->names, g_hash_table_unref);
  g_free(iso->locales);
  g_free(iso->json);
  g_free(iso);
}

/* ---- Catalogues ---- */

/* The word at `offset`, which the caller knows to lie inside. */
static guint32 word_at(const Catalogue *catalogue, gsize offset)
{
  guint32 word;
  memcpy(&word, g_mapped_file_get_contents(catalogue->file) + offset, sizeof word);
  return catalogue->swapped ? GUINT32_SWAP_LE_BE(word) : word;
}

static gboolean table_fits(const Catalogue *catalogue, guint32 offset)
{
  return (guint64)offset + 8 * (guint64)catalogue->n <= g_mapped_file_get_length(catalogue->file);
}

static gboolean read_header(Catalogue *catalogue)
{
  if (g_mapped_file_get_length(catalogue->file) < MO_HEADER)
    return FALSE;
  const guint32 magic = word_at(catalogue, 0);
  catalogue->swapped = magic == GUINT32_SWAP_LE_BE(MO_MAGIC);
  if (magic != MO_MAGIC && !catalogue->swapped)
    return FALSE;
  catalogue->n = word_at(catalogue, 8);
  catalogue->originals = word_at(catalogue, 12);
  catalogue->translations = word_at(catalogue, 16);
  return table_fits(catalogue, catalogue->originals) &&
         table_fits(catalogue, catalogue->translations);
}

static void open_catalogue(Catalogue *catalogue, const char *locales, const char *domain)
{
  if (catalogue->opened)
    return;
  catalogue->opened = TRUE;
  g_autofree char *name = g_build_filename(locales, "zh_CN", "LC_MESSAGES", domain, NULL);
  catalogue->file = g_mapped_file_new(name, FALSE, NULL);
  if (catalogue->file != NULL && !read_header(catalogue))
    g_clear_pointer(&catalogue->file, g_mapped_file_unref);
}

/* String `i` of the table at `table`; NULL if it is not inside the file or not UTF-8. */
static const char *string_at(const Catalogue *catalogue, guint32 table, guint32 i)
{
  assert(i < catalogue->n);
  const guint32 length = word_at(catalogue, (gsize)table + 8 * (gsize)i);
  const guint32 offset = word_at(catalogue, (gsize)table + 8 * (gsize)i + 4);
  if ((guint64)offset + length >= g_mapped_file_get_length(catalogue->file))
    return NULL;
  const char *string = g_mapped_file_get_contents(catalogue->file) + offset;
  return string[length] == '\0' && g_utf8_validate(string, length, NULL) ? string : NULL;
}

static const char *translate(const Catalogue *catalogue, const char *english)
{
  guint32 low = 0, high = catalogue->file == NULL ? 0 : catalogue->n;
  while (low < high)
  {
    const guint32 middle = low + (high - low) / 2;
    const char *original = string_at(catalogue, catalogue->originals, middle);
    const int order = original == NULL ? -1 : strcmp(original, english);
    if (order == 0)
    {
      const char *chinese = string_at(catalogue, catalogue->translations, middle);
      return chinese == NULL || chinese[0] == '\0' ? NULL : chinese;
    }
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

static const Catalogue *countries_of(DgmiIsoCodes *iso)
{
  open_catalogue(&iso->countries, iso->locales, "iso_3166-1.mo");
  return &iso->countries;
}

const char *dgmi_iso_codes_chinese(DgmiIsoCodes *iso, const char *english)
{
  assert(iso != NULL && english != NULL);
  return english[0] == '\0' ? NULL : translate(countries_of(iso), english); /* "" is the header */
}

guint dgmi_iso_codes_n_translations(DgmiIsoCodes *iso)
{
  assert(iso != NULL);
  const Catalogue *catalogue = countries_of(iso);
  return catalogue->file == NULL ? 0 : catalogue->n;
}

gboolean dgmi_iso_codes_translation(DgmiIsoCodes *iso, guint i, const char **english,
                                    const char **chinese)
{
  assert(iso != NULL && english != NULL && chinese != NULL);
  const Catalogue *catalogue = countries_of(iso);
  assert(i < catalogue->n);
  *english = string_at(catalogue, catalogue->originals, i);
  *chinese = string_at(catalogue, catalogue->translations, i);
  return *english != NULL && *chinese != NULL && (*english)[0] != '\0' && (*chinese)[0] != '\0';
}

/* ---- Subdivisions ---- */

/* The table is JSON, an object of two or three strings a subdivision: {"code": …, "name": …}. All
 * that is read are its strings, in order; JSON-GLib would cost every start of the program. */
typedef struct
{
  const char *p;
  const char *end;
  GString *string; /* the last one read */
  char *key;       /* what the next string is the value of, or NULL */
  char *code;
  char *name;
} Scan;

static void scan_escape(Scan *scan)
{
  static const char plain[] = "b\bf\fn\nr\rt\t";
  const char c = *scan->p++;
  if (c != 'u')
  {
    const char *known = strchr("bfnrt", c);
    g_string_append_c(scan->string, known == NULL ? c : strchr(plain, c)[1]);
    return;
  }
  gunichar letter = 0;
  for (int i = 0; i < 4 && scan->p < scan->end && g_ascii_isxdigit(*scan->p); i++)
    letter = letter * 16 + (gunichar)g_ascii_xdigit_value(*scan->p++);
  g_string_append_unichar(scan->string, g_unichar_validate(letter) ? letter : 0xfffd);
}

/* Reads a string whose opening quote is behind. */
static void scan_string(Scan *scan)
{
  g_string_truncate(scan->string, 0);
  while (scan->p < scan->end && *scan->p != '"')
    if (*scan->p == '\\' && scan->p + 1 < scan->end)
    {
      scan->p++;
      scan_escape(scan);
    }
    else
      g_string_append_c(scan->string, *scan->p++);
  if (scan->p < scan->end)
    scan->p++;
}

static void set(char **to, const char *text)
{
  g_free(*to);
  *to = g_strdup(text);
}

static void take_string(Scan *scan)
{
  if (scan->key == NULL)
    set(&scan->key, scan->string->str);
  else
  {
    if (strcmp(scan->key, "code") == 0)
      set(&scan->code, scan->string->str);
    else if (strcmp(scan->key, "name") == 0)
      set(&scan->name, scan->string->str);
    g_clear_pointer(&scan->key, g_free);
  }
}

static void end_object(Scan *scan, GHashTable *names)
{
  if (scan->code != NULL && scan->name != NULL && g_utf8_validate(scan->code, -1, NULL) &&
      g_utf8_validate(scan->name, -1, NULL))
    g_hash_table_replace(names, g_steal_pointer(&scan->code), g_steal_pointer(&scan->name));
  g_clear_pointer(&scan->code, g_free);
  g_clear_pointer(&scan->name, g_free);
  g_clear_pointer(&scan->key, g_free);
}

static void read_names(GMappedFile *file, GHashTable *names)
{
  const char *text = g_mapped_file_get_contents(file);
  g_autoptr(GString) string = g_string_sized_new(64);
  Scan scan = {.p = text, .end = text + g_mapped_file_get_length(file), .string = string};
  while (scan.p < scan.end)
    switch (*scan.p++)
    {
    case '"':
      scan_string(&scan);
      take_string(&scan);
      break;
    case '{':
    case '[':
      g_clear_pointer(&scan.key, g_free);
      break;
    case '}':
      end_object(&scan, names);
      break;
    default:
      break;
    }
  end_object(&scan, names);
}

static GHashTable *names_of(DgmiIsoCodes *iso)
{
  if (iso->names != NULL)
    return iso->names;
  iso->names = g_hash_table_new_full(dgmi_code_hash, dgmi_code_equal, g_free, g_free);
  g_autofree char *name = g_build_filename(iso->json, "iso_3166-2.json", NULL);
  GMappedFile *file = g_mapped_file_new(name, FALSE, NULL);
  if (file == NULL)
    return iso->names;
  if (g_mapped_file_get_length(file) > 0)
    read_names(file, iso->names);
  g_mapped_file_unref(file);
  return iso->names;
}

/* Two letters, a hyphen, something: what is worth reading the table for. */
static gboolean has_shape(const char *code)
{
  return g_ascii_isalpha(code[0]) && g_ascii_isalpha(code[1]) && code[2] == '-' &&
         g_ascii_isalnum(code[3]) && strlen(code) <= 6;
}

const char *dgmi_iso_codes_subdivision(DgmiIsoCodes *iso, const char *code)
{
  assert(iso != NULL && code != NULL);
  gpointer written = NULL;
  if (!has_shape(code) || !g_hash_table_lookup_extended(names_of(iso), code, &written, NULL))
    return NULL;
  return written;
}

const char *dgmi_iso_codes_subdivision_name(DgmiIsoCodes *iso, const char *code, gboolean chinese)
{
  assert(iso != NULL && code != NULL);
  const char *name = has_shape(code) ? g_hash_table_lookup(names_of(iso), code) : NULL;
  if (name == NULL || name[0] == '\0' || !chinese)
    return name;
  open_catalogue(&iso->subdivisions, iso->locales, "iso_3166-2.mo");
  const char *translated = translate(&iso->subdivisions, name);
  return translated != NULL ? translated : name;
}
