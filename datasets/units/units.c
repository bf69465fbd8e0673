#include "datasets/units/units.h"

#include <assert.h>

#include "datasets/units/units-inside.h"
#include "indicators/base/memory.h"
#include "indicators/base/text.h"

const char *dgmi_units_cell(const DgmiTable *table, guint row, const char *column)
{
  const int c = dgmi_table_find(table, column);
  return c < 0 ? "" : dgmi_table_cell(table, row, (guint)c);
}

/* Reads a shipped table that needs the `columns` (NULL-terminated). */
static DgmiTable *read_table(const char *folder, const char *name, const char *const *columns,
                             DgmiMessages *messages)
{
  g_autofree char *file = g_build_filename(folder, name, NULL);
  const DgmiCsvOptions options = {.delimiter = ','};
  g_autoptr(DgmiTable) table = dgmi_table_read(file, &options, messages);
  if (table == NULL)
    return NULL;
  for (; *columns != NULL; columns++)
    if (dgmi_table_find(table, *columns) < 0)
    {
      const DgmiPlace place = dgmi_table_header_place(table, 0);
      dgmi_failure(messages, &place, "this shipped table needs the column %s; install dgmi anew",
                   *columns);
      return NULL;
    }
  return g_steal_pointer(&table);
}

/* Enters the codes of a table, its rows counted on from `first`. */
static void enter_codes(DgmiUnits *units, const DgmiTable *table, guint first)
{
  const guint code = (guint)dgmi_table_find(table, "code");
  for (guint r = 0; r < dgmi_table_n_rows(table); r++)
    g_hash_table_insert(units->by_code, (gpointer)dgmi_table_cell(table, r, code),
                        GUINT_TO_POINTER(first + r + 1));
}

DgmiUnits *dgmi_units_read(const char *datasets, const char *language, DgmiMessages *messages)
{
  static const char *const of_countries[] = {"code", "name", "iso_name_zh", NULL};
  static const char *const of_provinces[] = {"code", "name", "name_zh", NULL};
  assert(datasets != NULL && language != NULL && messages != NULL);
  g_autoptr(DgmiUnits) units = g_new0(DgmiUnits, 1);
  units->folder = g_strdup(datasets);
  units->chinese = g_str_has_prefix(language, "zh");
  units->by_code = g_hash_table_new(dgmi_code_hash, dgmi_code_equal);
  units->subdivisions = dgmi_subdivisions_new(datasets);
  units->countries = read_table(datasets, "countries.csv", of_countries, messages);
  if (units->countries == NULL)
    return NULL;
  units->provinces = read_table(datasets, "provinces.csv", of_provinces, messages);
  if (units->provinces == NULL)
    return NULL;
  enter_codes(units, units->countries, 0);
  enter_codes(units, units->provinces, dgmi_table_n_rows(units->countries));
  return g_steal_pointer(&units);
}

static void clear_units(DgmiUnits *units)
{
  dgmi_name_index_free(units->country_names);
  dgmi_name_index_free(units->province_names);
  dgmi_table_free(units->aliases);
  g_hash_table_unref(units->by_code);
  dgmi_table_free(units->countries);
  dgmi_table_free(units->provinces);
  dgmi_subdivisions_free(units->subdivisions);
  g_free(units->folder);
  g_free(units->trouble);
}

DGMI_DEFINE_FREE(dgmi_units_free, DgmiUnits, clear_units)

/* The project's own name before the translation of ISO's; "" if there is none. */
static const char *chinese_name(const DgmiTable *table, guint row)
{
  const char *own = dgmi_units_cell(table, row, "name_zh");
  return own[0] != '\0' ? own : dgmi_units_cell(table, row, "iso_name_zh");
}

const char *dgmi_units_name_in(const DgmiUnits *units, const char *code, gboolean chinese)
{
  const guint found = GPOINTER_TO_UINT(g_hash_table_lookup(units->by_code, code));
  if (found == 0)
    return dgmi_subdivisions_name(units->subdivisions, code, chinese);
  const guint n_countries = dgmi_table_n_rows(units->countries);
  const gboolean is_country = found <= n_countries;
  const DgmiTable *table = is_country ? units->countries : units->provinces;
  const guint row = is_country ? found - 1 : found - 1 - n_countries;
  const char *name = chinese ? chinese_name(table, row) : "";
  if (name[0] == '\0')
    name = dgmi_units_cell(table, row, "name");
  return name[0] == '\0' ? NULL : name;
}

const char *dgmi_units_name(const DgmiUnits *units, const char *code)
{
  assert(units != NULL && code != NULL);
  return dgmi_units_name_in(units, code, units->chinese);
}
