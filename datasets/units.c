#include "datasets/units.h"

#include <assert.h>
#include <libintl.h>
#include <string.h>

#include "datasets/table.h"
#include "indicators/text.h"

#ifndef ISO_CODES_LOCALEDIR
#define ISO_CODES_LOCALEDIR "/usr/share/locale"
#endif
#define ISO_COUNTRIES "iso_3166-1"

struct _DgmiUnits
{
  DgmiTable *table;
  GHashTable *by_code; /* code -> row + 1 */
  int name;            /* columns of the table */
  int name_zh;         /* -1 = none */
  int iso_name;
  gboolean chinese;
};

static gboolean find_columns(DgmiUnits *units, DgmiMessages *messages)
{
  const DgmiPlace place = dgmi_table_header_place(units->table, 0);
  const int code = dgmi_table_find(units->table, "code");
  units->name = dgmi_table_find(units->table, "name");
  units->name_zh = dgmi_table_find(units->table, "name_zh");
  units->iso_name = dgmi_table_find(units->table, "iso_name");
  if (code < 0 || units->name < 0 || units->iso_name < 0)
  {
    dgmi_failure(messages, &place,
                 "the shipped table of countries needs the columns code, name and iso_name; "
                 "install dgmi anew");
    return FALSE;
  }
  for (guint r = 0; r < dgmi_table_n_rows(units->table); r++)
    g_hash_table_insert(units->by_code, (gpointer)dgmi_table_cell(units->table, r, (guint)code),
                        GUINT_TO_POINTER(r + 1));
  return TRUE;
}

DgmiUnits *dgmi_units_read(const char *datasets, const char *language, DgmiMessages *messages)
{
  assert(datasets != NULL && language != NULL && messages != NULL);
  g_autofree char *file = g_build_filename(datasets, "countries.csv", NULL);
  const DgmiCsvOptions options = {.delimiter = ','};
  DgmiTable *table = dgmi_table_read(file, &options, messages);
  if (table == NULL)
    return NULL;
  g_autoptr(DgmiUnits) units = g_new0(DgmiUnits, 1);
  units->table = table;
  units->by_code = g_hash_table_new(dgmi_code_hash, dgmi_code_equal);
  units->chinese = g_str_has_prefix(language, "zh");
  if (!find_columns(units, messages))
    return NULL;
  if (units->chinese)
  {
    bindtextdomain(ISO_COUNTRIES, ISO_CODES_LOCALEDIR);
    bind_textdomain_codeset(ISO_COUNTRIES, "UTF-8");
  }
  return g_steal_pointer(&units);
}

void dgmi_units_free(DgmiUnits *units)
{
  if (units == NULL)
    return;
  g_hash_table_unref(units->by_code);
  dgmi_table_free(units->table);
  g_free(units);
}

/* The Chinese name of a row, or NULL: the table's own before the translation of ISO's. */
static const char *chinese_name(const DgmiUnits *units, guint row)
{
  if (units->name_zh >= 0)
  {
    const char *own = dgmi_table_cell(units->table, row, (guint)units->name_zh);
    if (own[0] != '\0')
      return own;
  }
  const char *english = dgmi_table_cell(units->table, row, (guint)units->iso_name);
  if (english[0] == '\0')
    return NULL; /* dgettext("") answers with the catalogue's header */
  const char *translated = dgettext(ISO_COUNTRIES, english);
  return strcmp(translated, english) == 0 ? NULL : translated;
}

const char *dgmi_units_name(const DgmiUnits *units, const char *code)
{
  assert(code != NULL);
  const guint found = GPOINTER_TO_UINT(g_hash_table_lookup(units->by_code, code));
  if (found == 0)
    return NULL;
  const char *chinese = units->chinese ? chinese_name(units, found - 1) : NULL;
  if (chinese != NULL)
    return chinese;
  const char *name = dgmi_table_cell(units->table, found - 1, (guint)units->name);
  return name[0] == '\0' ? NULL : name;
}
