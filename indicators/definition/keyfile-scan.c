#include "indicators/definition/keyfile-scan.h"

#include <assert.h>
#include <string.h>

#include "indicators/base/memory.h"

/* ---- Names of sections ---- */

DgmiSectionName dgmi_section_name(const char *heading)
{
  const gsize length = strcspn(heading, " \t");
  if (heading[length] == '\0')
    return (DgmiSectionName){g_strdup(heading), NULL, g_strdup(heading)};
  g_auto(GStrv) words = g_strsplit_set(heading + length, " \t", -1);
  g_autoptr(GString) node = g_string_new(NULL);
  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0')
      g_string_append_printf(node, "%s%s", node->len > 0 ? " " : "", words[i]);
  if (length == 0 || node->len == 0)
    return (DgmiSectionName){g_strdup(heading), NULL, g_strdup(heading)};
  char *kind = g_strndup(heading, length);
  char *name = g_strdup_printf("%s %s", kind, node->str);
  return (DgmiSectionName){kind, g_string_free(g_steal_pointer(&node), FALSE), name};
}

void dgmi_section_name_clear(DgmiSectionName *name)
{
  dgmi_free_all(name->kind, name->node, name->name);
}

char *dgmi_section_name_fold(const DgmiSectionName *name)
{
  g_autofree char *node = g_ascii_strdown(name->node != NULL ? name->node : "", -1);
  return g_strconcat(name->kind, "\n", node, NULL);
}

/* ---- Lines ---- */

typedef struct
{
  GArray *keys;
  GHashTable *seen; /* a folded section, alone or with "\nkey" -> line */
  DgmiMessages *messages;
  DgmiPlace place; /* of the line */
  char *section;   /* NULL = before the first heading */
  char *folded;
  gboolean is_lost; /* below a heading that could not be read: nothing is said of its keys */
} Scanner;

static void clear_key(gpointer data)
{
  DgmiScannedKey *key = data;
  dgmi_free_all(key->section, key->key, key->value);
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

/* The line that already holds `name`, or 0 after noting that this one does. Takes `name`. */
static guint seen_before(Scanner *scanner, char *name)
{
  const guint line = GPOINTER_TO_UINT(g_hash_table_lookup(scanner->seen, name));
  if (line == 0)
    g_hash_table_insert(scanner->seen, name, GUINT_TO_POINTER(scanner->place.line));
  else
    g_free(name);
  return line;
}

/* Whether a section may be called so: a name that can be written back into brackets. */
static gboolean is_section_name(const char *name)
{
  for (const char *p = name; *p != '\0'; p++)
    if (*p == '[' || g_ascii_iscntrl(*p))
      return FALSE;
  return name[0] != '\0';
}

static void scan_heading(Scanner *scanner, const char *line, const char *start)
{
  scanner->place.column = column_of(line, start);
  const char *end = strchr(start, ']');
  g_clear_pointer(&scanner->section, g_free);
  g_clear_pointer(&scanner->folded, g_free);
  g_autofree char *section = end == NULL ? NULL : g_strndup(start + 1, (gsize)(end - start - 1));
  scanner->is_lost = end == NULL || *skip_blanks(end + 1) != '\0' || !is_section_name(section);
  if (scanner->is_lost)
  {
    dgmi_failure(scanner->messages, &scanner->place,
                 "'%s' is not a section heading; write it as [name] on a line of its own", start);
    return;
  }
  g_auto(DgmiSectionName) name = dgmi_section_name(section);
  scanner->folded = dgmi_section_name_fold(&name);
  scanner->section = g_strdup(section);
  const guint before = seen_before(scanner, g_strdup(scanner->folded));
  if (before > 0)
    dgmi_failure(scanner->messages, &scanner->place,
                 "section [%s] is already on line %u; put its keys together there", section,
                 before);
  const DgmiScannedKey heading = {g_steal_pointer(&section), NULL, NULL, scanner->place,
                                  scanner->place};
  g_array_append_val(scanner->keys, heading);
}

/* "name", or "name[zh_CN]": no other brackets, no blank before them. */
static gboolean is_key(const char *key)
{
  const gsize length = strcspn(key, "[]");
  const char *p = key + length;
  if (length == 0 || key[length - 1] == ' ' || key[length - 1] == '\t' || *p == ']')
    return FALSE;
  if (*p == '\0')
    return TRUE;
  for (p++; *p != '\0' && *p != ']'; p = g_utf8_next_char(p))
    if (!g_unichar_isalnum(g_utf8_get_char(p)) && strchr("-_.@", *p) == NULL)
      return FALSE;
  return strcmp(p, "]") == 0;
}

/* The value that `text` stands for. Free with g_free(). */
static char *unescape(const char *text)
{
  static const char escapes[][2] = {
      {'s', ' '}, {'n', '\n'}, {'t', '\t'}, {'r', '\r'}, {'\\', '\\'}};
  g_autoptr(GString) value = g_string_new(NULL);
  for (const char *p = text; *p != '\0'; p++)
  {
    if (*p != '\\')
    {
      g_string_append_c(value, *p);
      continue;
    }
    guint e = 0;
    if (p[1] == '\0') /* GKeyFile drops it at the end */
      break;
    for (p++; e < G_N_ELEMENTS(escapes) && escapes[e][0] != *p;)
      e++;
    if (e == G_N_ELEMENTS(escapes))
      return g_strdup(text);
    g_string_append_c(value, escapes[e][1]);
  }
  return g_string_free(g_steal_pointer(&value), FALSE);
}

/* Says what is wrong with a line that begins with `key`; FALSE if nothing is. */
static gboolean fail_for_key(Scanner *scanner, const char *key)
{
  if (scanner->is_lost)
    return TRUE;
  if (scanner->section == NULL)
  {
    dgmi_failure(scanner->messages, &scanner->place,
                 "a key before the first section; begin the file with [index]");
    return TRUE;
  }
  if (!is_key(key))
  {
    dgmi_failure(scanner->messages, &scanner->place,
                 "'%s' is no name of a key; write it as name= or name[zh]=", key);
    return TRUE;
  }
  const guint before = seen_before(scanner, g_strdup_printf("%s\n%s", scanner->folded, key));
  if (before > 0)
    dgmi_failure(scanner->messages, &scanner->place,
                 "key '%s' is already on line %u of this section; keep one of them", key, before);
  return before > 0;
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
  g_autofree char *key = g_strchomp(g_strndup(start, (gsize)(equals - start)));
  if (fail_for_key(scanner, key))
    return;
  const char *value = skip_blanks(equals + 1);
  DgmiScannedKey scanned = {g_strdup(scanner->section), g_steal_pointer(&key),
                            g_strchomp(unescape(value)), scanner->place, scanner->place};
  scanned.place.column = column_of(line, value);
  g_array_append_val(scanner->keys, scanned);
}

GArray *dgmi_keyfile_scan(const char *text, const char *file, DgmiMessages *messages)
{
  assert(text != NULL && messages != NULL);
  GArray *keys = g_array_new(FALSE, FALSE, sizeof(DgmiScannedKey));
  g_array_set_clear_func(keys, clear_key);
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  Scanner scanner = {
      .keys = keys, .seen = seen, .messages = messages, .place = {g_intern_string(file), 0, 1}};
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
  g_free(scanner.folded);
  return keys;
}
