#include "indicators/definition/keyfile-scan.h"

#include <string.h>

typedef struct
{
  GArray *keys;
  GHashTable *seen; /* "section" or "section\nkey" -> line */
  DgmiMessages *messages;
  DgmiPlace place; /* of the line */
  char *section;
  guint section_line;
  gboolean is_lost; /* below a heading that could not be read: nothing is said of its keys */
} Scanner;

static void clear_key(gpointer data)
{
  DgmiScannedKey *key = data;
  g_free(key->section);
  g_free(key->key);
}

static const char *skip_blanks(const char *p)
{
  while (*p == ' ' || *p == '\t')
    p++;
  return p;
}

static guint column_of(const char *line, const char *p)
{
  return (guint)g_utf8_strlen(line, p - line) + 1;
}

/* The line that already holds `name`, or 0 after noting that this one does. */
static guint seen_before(Scanner *scanner, char *name)
{
  const guint line = GPOINTER_TO_UINT(g_hash_table_lookup(scanner->seen, name));
  if (line == 0)
    g_hash_table_insert(scanner->seen, name, GUINT_TO_POINTER(scanner->place.line));
  else
    g_free(name);
  return line;
}

static void scan_heading(Scanner *scanner, const char *line, const char *start)
{
  scanner->place.column = column_of(line, start);
  const char *end = strchr(start, ']');
  g_clear_pointer(&scanner->section, g_free);
  scanner->is_lost = end == NULL || *skip_blanks(end + 1) != '\0' || end == start + 1;
  if (scanner->is_lost)
  {
    dgmi_failure(scanner->messages, &scanner->place,
                 "'%s' is not a section heading; write it as [name] on a line of its own", start);
    return;
  }
  scanner->section = g_strndup(start + 1, (gsize)(end - start - 1));
  scanner->section_line = scanner->place.line;
  const guint before = seen_before(scanner, g_strdup(scanner->section));
  if (before > 0)
    dgmi_failure(scanner->messages, &scanner->place,
                 "section [%s] is already on line %u; put its keys together there",
                 scanner->section, before);
}

static void scan_key(Scanner *scanner, const char *line, const char *start)
{
  scanner->place.column = column_of(line, start);
  const char *equals = strchr(start, '=');
  if (equals == NULL || equals == start)
  {
    dgmi_failure(scanner->messages, &scanner->place,
                 "'%s' is neither a [section], a key=value nor a # comment", start);
    return;
  }
  if (scanner->is_lost)
    return;
  if (scanner->section == NULL)
  {
    dgmi_failure(scanner->messages, &scanner->place,
                 "a key before the first section; begin the file with [index]");
    return;
  }
  g_autofree char *key = g_strchomp(g_strndup(start, (gsize)(equals - start)));
  const guint before = seen_before(scanner, g_strdup_printf("%s\n%s", scanner->section, key));
  if (before > 0)
  {
    dgmi_failure(scanner->messages, &scanner->place,
                 "key '%s' is already on line %u of this section; keep one of them", key, before);
    return;
  }
  DgmiScannedKey scanned = {g_strdup(scanner->section), g_steal_pointer(&key), scanner->place,
                            scanner->place.column, scanner->section_line};
  scanned.place.column = column_of(line, skip_blanks(equals + 1));
  g_array_append_val(scanner->keys, scanned);
}

GArray *dgmi_keyfile_scan(const char *text, const char *file, DgmiMessages *messages)
{
  g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(DgmiScannedKey));
  g_array_set_clear_func(keys, clear_key);
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  Scanner scanner = {keys, seen, messages, {file, 0, 1}, NULL, 0, FALSE};
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
  {
    char *line = g_strchomp(lines[i]);
    const char *start = skip_blanks(line);
    scanner.place.line = i + 1;
    if (*start == '[')
      scan_heading(&scanner, line, start);
    else if (*start != '\0' && *start != '#')
      scan_key(&scanner, line, start);
  }
  g_free(scanner.section);
  return g_steal_pointer(&keys);
}
