#include "datasets/units/subdivisions.h"

#include <assert.h>
#include <string.h>

#include "datasets/csv/table.h"
#include "indicators/base/memory.h"
#include "indicators/base/text.h"

struct _DgmiSubdivisions
{
  char *file;
  DgmiTable *table;    /* NULL: not read, or damaged */
  GHashTable *by_code; /* code -> row + 1; NULL: not read */
};

/* The columns of the table, in this order. */
enum
{
  CODE,
  NAME,
  NAME_ZH,
  N_COLUMNS
};

DgmiSubdivisions *dgmi_subdivisions_new(const char *datasets)
{
  assert(datasets != NULL);
  DgmiSubdivisions *subdivisions = g_new0(DgmiSubdivisions, 1);
  subdivisions->file = g_build_filename(datasets, "subdivisions.csv", NULL);
  return subdivisions;
}

static void clear_subdivisions(DgmiSubdivisions *subdivisions)
{
  g_clear_pointer(&subdivisions->by_code, g_hash_table_unref);
  dgmi_table_free(subdivisions->table);
  g_free(subdivisions->file);
}

DGMI_DEFINE_FREE(dgmi_subdivisions_free, DgmiSubdivisions, clear_subdivisions)

static gboolean has_columns(const DgmiTable *table)
{
  static const char *const columns[N_COLUMNS] = {"code", "name", "name_zh"};
  for (int c = 0; c < N_COLUMNS; c++)
    if (dgmi_table_find(table, columns[c]) != c)
      return FALSE;
  return TRUE;
}

static void read_table(DgmiSubdivisions *subdivisions)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  const DgmiCsvOptions options = {.delimiter = ','};
  g_autoptr(DgmiTable) table = dgmi_table_read(subdivisions->file, &options, messages);
  subdivisions->by_code = g_hash_table_new(dgmi_code_hash, dgmi_code_equal);
  if (table == NULL || !has_columns(table))
    return;
  for (guint r = 0; r < dgmi_table_n_rows(table); r++)
    g_hash_table_insert(subdivisions->by_code, (gpointer)dgmi_table_cell(table, r, CODE),
                        GUINT_TO_POINTER(r + 1));
  subdivisions->table = g_steal_pointer(&table);
}

/* Two letters, a hyphen, something: what is worth reading the table for. */
static gboolean has_shape(const char *code)
{
  return g_ascii_isalpha(code[0]) && g_ascii_isalpha(code[1]) && code[2] == '-' &&
         g_ascii_isalnum(code[3]) && strlen(code) <= 6;
}

/* The row of `code` + 1, or 0. */
static guint find(DgmiSubdivisions *subdivisions, const char *code)
{
  assert(subdivisions != NULL && code != NULL);
  if (!has_shape(code))
    return 0;
  if (subdivisions->by_code == NULL)
    read_table(subdivisions);
  return GPOINTER_TO_UINT(g_hash_table_lookup(subdivisions->by_code, code));
}

const char *dgmi_subdivisions_code(DgmiSubdivisions *subdivisions, const char *code)
{
  const guint found = find(subdivisions, code);
  return found == 0 ? NULL : dgmi_table_cell(subdivisions->table, found - 1, CODE);
}

const char *dgmi_subdivisions_name(DgmiSubdivisions *subdivisions, const char *code,
                                   gboolean chinese)
{
  const guint found = find(subdivisions, code);
  if (found == 0)
    return NULL;
  const char *translated = dgmi_table_cell(subdivisions->table, found - 1, NAME_ZH);
  return chinese && translated[0] != '\0' ? translated
                                          : dgmi_table_cell(subdivisions->table, found - 1, NAME);
}
