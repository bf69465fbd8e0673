#include <assert.h>
#include <string.h>

#include "datasets/units/units-inside.h"

/* As many as a message names. */
#define SUGGESTED_MAX 3

/* ---- The index of names ---- */

typedef struct
{
  const char *column;
  DgmiNameKind kind;
} NameColumn;

/* Adds the cells of `columns` (ended by one without a name). */
static void add_columns(DgmiNameIndex *index, const DgmiTable *table, const NameColumn *columns)
{
  const int code = dgmi_table_find(table, "code");
  for (; columns->column != NULL; columns++)
  {
    const int column = dgmi_table_find(table, columns->column);
    for (guint r = 0; column >= 0 && r < dgmi_table_n_rows(table); r++)
      dgmi_name_index_add(index, dgmi_table_cell(table, r, (guint)code),
                          dgmi_table_cell(table, r, (guint)column), columns->kind);
  }
}

/* GB/T 2260's code of a province is also known by its first two digits, and ISO 3166-2 had these
 * until 2017 (CN-44). */
static void add_short_codes(DgmiNameIndex *index, const DgmiTable *provinces)
{
  for (guint r = 0; r < dgmi_table_n_rows(provinces); r++)
  {
    const char *code = dgmi_units_cell(provinces, r, "code");
    const char *gb = dgmi_units_cell(provinces, r, "gb");
    if (strlen(gb) != 6)
      continue;
    const char former[] = {'C', 'N', '-', gb[0], gb[1], '\0'};
    dgmi_name_index_add(index, code, former, DGMI_NAME_CODE);
    dgmi_name_index_add(index, code, former + 3, DGMI_NAME_CODE);
  }
}

/* What a row of unit-names.csv is, by its source; "iso-codes" are translations (make-unit-names).
 */
static DgmiNameKind kind_of(const char *source)
{
  if (g_str_has_suffix(source, " code"))
    return DGMI_NAME_CODE;
  return strcmp(source, "iso-codes") == 0 ? DGMI_NAME_DERIVED : DGMI_NAME_OWN;
}

/* Reads unit-names.csv; without it (a damaged installation) the other tables serve. */
static void add_aliases(DgmiUnits *units)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autofree char *file = g_build_filename(units->folder, "unit-names.csv", NULL);
  const DgmiCsvOptions options = {.delimiter = ','};
  units->aliases = dgmi_table_read(file, &options, messages);
  if (units->aliases == NULL)
  {
    units->trouble = dgmi_message_format(dgmi_messages_get(messages, 0), NULL);
    return;
  }
  for (guint r = 0; r < dgmi_table_n_rows(units->aliases); r++)
  {
    const char *code = dgmi_units_cell(units->aliases, r, "code");
    const char *source = dgmi_units_cell(units->aliases, r, "source");
    DgmiNameIndex *index = strchr(code, '-') != NULL ? units->province_names : units->country_names;
    dgmi_name_index_add(index, code, dgmi_units_cell(units->aliases, r, "name"), kind_of(source));
  }
}

static void build(DgmiUnits *units)
{
  /* A translation of ISO's gives way to what the project itself calls another country. */
  static const NameColumn of_countries[] = {{"code", DGMI_NAME_CODE},
                                            {"iso2", DGMI_NAME_CODE},
                                            {"m49", DGMI_NAME_CODE},
                                            {"name", DGMI_NAME_OWN},
                                            {"iso_name", DGMI_NAME_OWN},
                                            {"name_zh", DGMI_NAME_OWN},
                                            {"iso_name_zh", DGMI_NAME_DERIVED},
                                            {NULL, DGMI_NAME_OWN}};
  static const NameColumn of_provinces[] = {
      {"code", DGMI_NAME_CODE},   {"gb", DGMI_NAME_CODE},          {"name", DGMI_NAME_OWN},
      {"name_zh", DGMI_NAME_OWN}, {"full_name_zh", DGMI_NAME_OWN}, {"pinyin", DGMI_NAME_OWN},
      {NULL, DGMI_NAME_OWN}};
  if (units->country_names != NULL)
    return;
  units->country_names = dgmi_name_index_new();
  units->province_names = dgmi_name_index_new();
  add_columns(units->country_names, units->countries, of_countries);
  add_columns(units->province_names, units->provinces, of_provinces);
  add_short_codes(units->province_names, units->provinces);
  add_aliases(units);
}

/* ---- Names to codes ---- */

/* The first of the indices that knows the name; then subdivisions by code. */
static const char *match(DgmiUnits *units, const DgmiNameIndex *first, const DgmiNameIndex *second,
                         const char *name)
{
  if (!g_utf8_validate(name, -1, NULL))
    return NULL;
  const char *code = dgmi_name_index_find(first, name);
  if (code == NULL)
    code = dgmi_name_index_find(second, name);
  return code != NULL ? code : dgmi_subdivisions_code(units->subdivisions, name);
}

const char *dgmi_units_match(DgmiUnits *units, const char *name)
{
  assert(units != NULL && name != NULL);
  build(units);
  return match(units, units->country_names, units->province_names, name);
}

const char *dgmi_units_match_province(DgmiUnits *units, const char *name)
{
  assert(units != NULL && name != NULL);
  build(units);
  return match(units, units->province_names, units->country_names, name);
}

/* ---- Suggestions ---- */

static int compare_near(gconstpointer a, gconstpointer b)
{
  const DgmiNear *x = a, *y = b;
  if (x->distance != y->distance)
    return x->distance < y->distance ? -1 : 1;
  return strcmp(x->code, y->code);
}

static gboolean is_chinese(const char *name)
{
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char(p))
    if (g_unichar_get_script(g_utf8_get_char(p)) == G_UNICODE_SCRIPT_HAN)
      return TRUE;
  return FALSE;
}

/* "'Denmark' (DNK)", "… or …", "…, … or …" of those that are nearest. */
static DgmiSentence *name_nearest(const DgmiUnits *units, const GArray *near, gboolean chinese)
{
  const guint least = g_array_index(near, DgmiNear, 0).distance;
  guint n = 0;
  while (n < near->len && n < SUGGESTED_MAX && g_array_index(near, DgmiNear, n).distance == least)
    n++;
  DgmiSentence *names = NULL;
  for (guint i = 0; i < n; i++)
  {
    const char *code = g_array_index(near, DgmiNear, i).code;
    const char *called = dgmi_units_name_in(units, code, chinese);
    names = i == 0      ? dgmi_sentence_new(DGMI_N_("'%s' (%s)"), called, code)
            : i + 1 < n ? dgmi_sentence_new(DGMI_N_("%p, '%s' (%s)"), (void *)names, called, code)
                        : dgmi_sentence_new("%p or '%s' (%s)", (void *)names, called, code);
  }
  return names;
}

DgmiSentence *dgmi_units_suggest(DgmiUnits *units, const char *name)
{
  assert(units != NULL && name != NULL);
  build(units);
  if (units->trouble != NULL)
    return dgmi_sentence_new("; install dgmi anew, for not all names are known: %s",
                             units->trouble);
  g_autoptr(GArray) near = g_array_new(FALSE, FALSE, sizeof(DgmiNear));
  if (g_utf8_validate(name, -1, NULL))
  {
    dgmi_name_index_near(units->country_names, name, near);
    dgmi_name_index_near(units->province_names, name, near);
  }
  if (near->len == 0)
    return dgmi_sentence_new("; give its ISO 3166 code, such as DNK or CN-GD");
  g_array_sort(near, compare_near);
  return dgmi_sentence_new("; did you mean %p?",
                           (void *)name_nearest(units, near, is_chinese(name)));
}
