#include "datasets/csv/framework-table.h"

#include <assert.h>
#include <string.h>

#include "datasets/csv/table.h"
#include "datasets/csv/value.h"
#include "indicators/base/text.h"

/* The table's column of each field, or -1. */
typedef int FieldColumns[DGMI_N_FIELDS];

static void find_fields(const DgmiTable *table, FieldColumns columns)
{
  for (guint f = 0; f < DGMI_N_FIELDS; f++)
    columns[f] = dgmi_table_find(table, dgmi_field_name((DgmiField)f));
}

/* Names of the fields the table has no column for. */
static GPtrArray *list_absent(const FieldColumns columns)
{
  GPtrArray *names = g_ptr_array_new();
  for (guint f = 0; f < DGMI_N_FIELDS; f++)
    if (columns[f] < 0)
      g_ptr_array_add(names, (gpointer)dgmi_field_name((DgmiField)f));
  return names;
}

static gboolean is_known(const FieldColumns columns, guint column)
{
  for (guint f = 0; f < DGMI_N_FIELDS; f++)
    if (columns[f] == (int)column)
      return TRUE;
  return FALSE;
}

/* Columns that no field claims: a failure where the name is a slip of a field's, else one note. */
static void check_unknown(const DgmiTable *table, const FieldColumns columns,
                          DgmiMessages *messages)
{
  g_autoptr(GPtrArray) absent = list_absent(columns);
  g_autoptr(GString) unknown = g_string_new(NULL);
  guint count = 0, first = 0;
  for (guint i = 0; i < dgmi_table_n_columns(table); i++)
  {
    const char *name = dgmi_table_column_name(table, i);
    const DgmiPlace place = dgmi_table_header_place(table, i);
    if (is_known(columns, i))
      continue;
    const char *meant = dgmi_text_nearest(name, (const char *const *)absent->pdata, absent->len);
    g_autofree char *quoted = dgmi_csv_quote(name);
    if (meant != NULL)
    {
      dgmi_failure(messages, &place, "unknown column %s; did you mean '%s'? rename the column",
                   quoted, meant);
      continue;
    }
    if (count == 0)
      first = i;
    if (count++ < 5)
      g_string_append_printf(unknown, "%s%s", count > 1 ? ", " : "", quoted);
  }
  if (count == 0)
    return;
  const DgmiPlace place = dgmi_table_header_place(table, first);
  dgmi_note(messages, &place,
            count == 1 ? "%u column is not used: %s%s" : "%u columns are not used: %s%s", count,
            unknown->str, count > 5 ? ", …" : "");
}

static void check_absent(const DgmiTable *table, const FieldColumns columns, DgmiMessages *messages)
{
  static const DgmiField needed[] = {DGMI_FIELD_LEVEL, DGMI_FIELD_CODE, DGMI_FIELD_PARENT,
                                     DGMI_FIELD_TYPE};
  static const DgmiField assumed[] = {DGMI_FIELD_DIRECTION, DGMI_FIELD_WEIGHT};
  const DgmiPlace place = dgmi_table_header_place(table, 0);
  for (guint i = 0; i < G_N_ELEMENTS(needed); i++)
    if (columns[needed[i]] < 0)
      dgmi_failure(messages, &place,
                   "there is no column %s; a framework table has Level, iCode, Parent, Direction, "
                   "Type, Weight",
                   dgmi_field_name(needed[i]));
  for (guint i = 0; i < G_N_ELEMENTS(assumed); i++)
    if (columns[assumed[i]] < 0)
      dgmi_note(messages, &place, "there is no column %s; it is taken to be 1 everywhere",
                dgmi_field_name(assumed[i]));
}

static DgmiFrameworkRow make_row(const DgmiTable *table, const FieldColumns columns, guint r)
{
  DgmiFrameworkRow row = {0};
  row.line = dgmi_table_place(table, r, 0).line;
  row.is_cells = dgmi_table_place(table, r, 0).is_cell;
  for (guint f = 0; f < DGMI_N_FIELDS; f++)
    if (columns[f] >= 0)
    {
      row.cell[f] = dgmi_table_cell(table, r, (guint)columns[f]);
      row.column[f] = dgmi_table_place(table, r, (guint)columns[f]).column;
    }
  return row;
}

/* Decimal commas become points where they are the table's: with the delimiter ; or if they were
 * asked for. Numbers of both kinds are a failure. The texts go to `strings`. */
static void read_decimals(const DgmiTable *table, DgmiFrameworkRow *rows, guint n,
                          GStringChunk *strings, DgmiMessages *messages)
{
  guint commas = 0;
  DgmiPlace comma = {0}, point = {0};
  for (guint r = 0; r < n; r++)
    for (guint f = DGMI_FIELD_WEIGHT; f < DGMI_N_FIELDS; f++)
    {
      const char *cell = rows[r].cell[f];
      if (cell == NULL || (f > DGMI_FIELD_WEIGHT && f < DGMI_FIELD_FIRST_PARAM))
        continue;
      const DgmiPlace place = {.file = dgmi_table_file(table),
                               .line = rows[r].line,
                               .column = rows[r].column[f],
                               .is_cell = rows[r].is_cells};
      g_autofree char *with_point = dgmi_value_with_point(cell);
      if (with_point != NULL && commas++ == 0)
        comma = place;
      if (with_point != NULL)
        rows[r].cell[f] = g_string_chunk_insert(strings, with_point);
      else if (strchr(cell, '.') != NULL && point.file == NULL)
        point = place;
    }
  if (commas > 0 && point.file != NULL)
    dgmi_failure(messages, &comma,
                 "this number has a decimal comma, but that in line %u, column %u a decimal point; "
                 "write all numbers one way",
                 point.line, point.column);
  else if (commas > 0)
    dgmi_note(messages, &comma,
              commas == 1 ? "%u number with a decimal comma was read as such"
                          : "%u numbers with a decimal comma were read as such",
              commas);
}

DgmiFramework *dgmi_framework_read(const char *file, const DgmiCsvOptions *options,
                                   DgmiMessages *messages)
{
  assert(file != NULL && messages != NULL);
  const guint failures = dgmi_messages_failures(messages);
  g_autoptr(DgmiTable) table = dgmi_table_read(file, options, messages);
  if (table == NULL)
    return NULL;
  FieldColumns columns;
  find_fields(table, columns);
  check_absent(table, columns, messages);
  check_unknown(table, columns, messages);
  if (dgmi_messages_failures(messages) > failures)
    return NULL;
  const guint n = dgmi_table_n_rows(table);
  g_autofree DgmiFrameworkRow *rows = g_new(DgmiFrameworkRow, n);
  for (guint r = 0; r < n; r++)
    rows[r] = make_row(table, columns, r);
  GStringChunk *strings = g_string_chunk_new(256); /* the framework has copies of its own */
  const char decimal = options != NULL ? options->decimal : 0;
  if (decimal == ',' || (decimal == 0 && dgmi_table_delimiter(table) == ';'))
    read_decimals(table, rows, n, strings, messages);
  DgmiFramework *framework = dgmi_messages_failures(messages) > failures
                                 ? NULL
                                 : dgmi_framework_new(rows, n, dgmi_table_file(table), messages);
  g_string_chunk_free(strings);
  return framework;
}
