#include "datasets/csv/header.h"

#include <assert.h>

#include "datasets/csv/csv-row.h"
#include "indicators/base/memory.h"
#include "indicators/base/text.h"

struct _DgmiHeader
{
  GPtrArray *names; /* of those that have one; owned, and a NULL at the end */
  DgmiPlace *places;
  GHashTable *by_name; /* name -> column + 1 */
  guint width;         /* fields of the header row */
  guint n;             /* columns with names */
  guint empty_rows;
  DgmiPlace first_empty_row;
};

static void add_name(DgmiHeader *header, const char *name, guint column, DgmiMessages *messages)
{
  const int other = dgmi_header_find(header, name);
  char *copy = g_strdup(name);
  g_ptr_array_add(header->names, copy);
  if (name[0] == '\0')
    dgmi_failure(messages, &header->places[column],
                 "this column has no name; name it in the header, or remove the column");
  else if (other >= 0)
  {
    g_autofree char *quoted = dgmi_csv_quote(name);
    dgmi_failure(messages, &header->places[column],
                 "column %s is already there (column %d); rename or remove one of them", quoted,
                 other + 1);
  }
  else
    g_hash_table_insert(header->by_name, copy, GUINT_TO_POINTER(column + 1));
}

DgmiHeader *dgmi_header_new(const DgmiCsvRow *row, gboolean corner, DgmiMessages *messages)
{
  DgmiHeader *header = g_new0(DgmiHeader, 1);
  header->names = g_ptr_array_new_with_free_func(g_free);
  header->by_name = g_hash_table_new(dgmi_code_hash, dgmi_code_equal);
  header->width = header->n = dgmi_csv_row_n(row);
  assert(header->width > 0);
  header->places = g_new(DgmiPlace, header->width);
  dgmi_csv_row_places(row, header->places);
  while (header->n > 1 && dgmi_csv_row_field(row, header->n - 1, NULL)[0] == '\0')
    header->n--;
  for (guint i = 0; i < header->n; i++)
  {
    const char *name = dgmi_csv_row_field(row, i, NULL);
    if (i == 0 && corner && name[0] == '\0')
      g_ptr_array_add(header->names, g_strdup(""));
    else
      add_name(header, name, i, messages);
  }
  g_ptr_array_add(header->names, NULL);
  return header;
}

static void clear_header(DgmiHeader *header)
{
  g_hash_table_unref(header->by_name);
  g_ptr_array_unref(header->names);
  g_free(header->places);
}

DGMI_DEFINE_FREE(dgmi_header_free, DgmiHeader, clear_header)

guint dgmi_header_n(const DgmiHeader *header)
{
  return header->n;
}

const char *dgmi_header_name(const DgmiHeader *header, guint column)
{
  assert(column < header->n);
  return header->names->pdata[column];
}

const char *const *dgmi_header_names(const DgmiHeader *header)
{
  return (const char *const *)header->names->pdata;
}

DgmiPlace dgmi_header_place(const DgmiHeader *header, guint column)
{
  assert(column < header->width);
  return header->places[column];
}

int dgmi_header_find(const DgmiHeader *header, const char *name)
{
  return (int)GPOINTER_TO_UINT(g_hash_table_lookup(header->by_name, name)) - 1;
}

void dgmi_header_rename(DgmiHeader *header, guint column, const char *name)
{
  assert(column < header->n);
  char *before = header->names->pdata[column];
  if (dgmi_header_find(header, before) == (int)column)
    g_hash_table_remove(header->by_name, before);
  g_free(before);
  header->names->pdata[column] = g_strdup(name);
  if (dgmi_header_find(header, name) < 0)
    g_hash_table_insert(header->by_name, header->names->pdata[column],
                        GUINT_TO_POINTER(column + 1));
}

static gboolean is_empty(const DgmiCsvRow *row)
{
  for (guint i = 0; i < dgmi_csv_row_n(row); i++)
    if (dgmi_csv_row_field(row, i, NULL)[0] != '\0')
      return FALSE;
  return TRUE;
}

static void report_width(const DgmiHeader *header, const DgmiCsvRow *row, DgmiMessages *messages)
{
  const guint n = dgmi_csv_row_n(row);
  const DgmiPlace place = dgmi_csv_row_place(row, MIN(n, header->width));
  dgmi_failure(messages, &place,
               n == 1 ? "this row has %u field, the header has %u; %s"
                      : "this row has %u fields, the header has %u; %s",
               n, header->width,
               n < header->width
                   ? DGMI_N_("add what is missing (an empty field for a missing value)")
                   : DGMI_N_("remove the extra ones, or quote a field that holds a delimiter"));
}

gboolean dgmi_header_check(DgmiHeader *header, const DgmiCsvRow *row, DgmiMessages *messages)
{
  const guint n = dgmi_csv_row_n(row);
  if (G_LIKELY(n == header->width && header->n == n && dgmi_csv_row_field(row, 0, NULL)[0] != '\0'))
    return TRUE;
  if (dgmi_csv_row_field(row, 0, NULL)[0] == '\0' && n > 1 && is_empty(row))
  {
    if (header->empty_rows++ == 0)
      header->first_empty_row = dgmi_csv_row_place(row, 0);
    return FALSE;
  }
  if (n != header->width && !row->is_cells) /* rows of a sheet are as wide as the widest so far */
  {
    report_width(header, row, messages);
    return FALSE;
  }
  for (guint i = header->n; i < n; i++)
    if (dgmi_csv_row_field(row, i, NULL)[0] != '\0')
    {
      const DgmiPlace place = dgmi_csv_row_place(row, i);
      dgmi_failure(messages, &place,
                   "this field's column has no name; name it in the header, or empty the field");
      return FALSE;
    }
  return TRUE;
}

void dgmi_header_finish(const DgmiHeader *header, DgmiMessages *messages)
{
  const guint unnamed = header->width - header->n;
  if (unnamed > 0)
    dgmi_note(messages, &header->places[header->n],
              unnamed == 1 ? "%u empty column at the end was left out"
                           : "%u empty columns at the end were left out",
              unnamed);
  if (header->empty_rows > 0)
    dgmi_note(messages, &header->first_empty_row,
              header->empty_rows == 1 ? "%u row without any content was left out"
                                      : "%u rows without any content were left out",
              header->empty_rows);
}
