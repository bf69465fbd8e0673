#include "datasets/csv/table.h"

#include <assert.h>

#include "datasets/csv/csv-row.h"
#include "datasets/csv/header.h"
#include "indicators/base/memory.h"

typedef struct
{
  const char *text;
  guint line;
  guint column;
} Cell;

struct _DgmiTable
{
  const char *file; /* interned; with the sheet, where it is one */
  gboolean is_cells;
  DgmiHeader *header;
  GStringChunk *strings;
  GArray *cells; /* of Cell, row by row */
  guint n_rows;
  char delimiter;
};

typedef struct
{
  DgmiTable *table;
  DgmiMessages *messages;
  gboolean corner;   /* see DgmiCsvOptions */
  DgmiPlace *places; /* room for a row's */
} TableBuilder;

static gboolean on_row(const DgmiCsvRow *row, gpointer user_data)
{
  TableBuilder *builder = user_data;
  DgmiTable *table = builder->table;
  if (table->header == NULL)
  {
    table->header = dgmi_header_new(row, builder->corner, builder->messages);
    table->delimiter = row->delimiter;
    table->file = row->file;
    table->is_cells = row->is_cells;
    return TRUE;
  }
  if (!dgmi_header_check(table->header, row, builder->messages))
    return TRUE;
  builder->places = g_renew(DgmiPlace, builder->places, dgmi_csv_row_n(row));
  dgmi_csv_row_places(row, builder->places);
  for (guint i = 0; i < dgmi_header_n(table->header); i++)
  {
    gsize length;
    const char *field = dgmi_csv_row_field(row, i, &length);
    const Cell cell = {g_string_chunk_insert_len(table->strings, field, (gssize)length),
                       builder->places[i].line, builder->places[i].column};
    g_array_append_val(table->cells, cell);
  }
  table->n_rows++;
  return TRUE;
}

static DgmiTable *table_new(const char *name)
{
  DgmiTable *table = g_new0(DgmiTable, 1);
  table->file = g_intern_string(name);
  table->strings = g_string_chunk_new(4096);
  table->cells = g_array_new(FALSE, FALSE, sizeof(Cell));
  return table;
}

/* What is left to say after the last row. `read` is whether the text itself was in order. */
static DgmiTable *end(TableBuilder *builder, gboolean read, guint failures)
{
  g_autoptr(DgmiTable) table = builder->table;
  const DgmiPlace place = {.file = table->file};
  g_free(builder->places);
  if (table->header != NULL)
    dgmi_header_finish(table->header, builder->messages);
  else if (read)
    dgmi_failure(builder->messages, &place,
                 "the table is empty; its first line has the names of the columns");
  return dgmi_messages_failures(builder->messages) > failures ? NULL : g_steal_pointer(&table);
}

DgmiTable *dgmi_table_read(const char *file, const DgmiCsvOptions *options, DgmiMessages *messages)
{
  assert(file != NULL && messages != NULL);
  const gboolean standard_input = file[0] == '-' && file[1] == '\0';
  const guint failures = dgmi_messages_failures(messages);
  TableBuilder builder = {table_new(standard_input ? DGMI_CSV_STDIN : file), messages,
                          options != NULL && options->corner, NULL};
  const gboolean read = dgmi_csv_read(file, options, on_row, &builder, messages);
  return end(&builder, read, failures);
}

DgmiTable *dgmi_table_read_text(const char *text, gsize length, const char *name,
                                const DgmiCsvOptions *options, DgmiMessages *messages)
{
  assert(name != NULL && messages != NULL);
  const guint failures = dgmi_messages_failures(messages);
  TableBuilder builder = {table_new(name), messages, options != NULL && options->corner, NULL};
  const gboolean read =
      dgmi_csv_read_text(&(DgmiCsvText){text, length, name}, options, on_row, &builder, messages);
  return end(&builder, read, failures);
}

static void clear_table(DgmiTable *table)
{
  dgmi_header_free(table->header);
  g_string_chunk_free(table->strings);
  g_array_unref(table->cells);
}

DGMI_DEFINE_FREE(dgmi_table_free, DgmiTable, clear_table)

const char *dgmi_table_file(const DgmiTable *table)
{
  return table->file;
}

char dgmi_table_delimiter(const DgmiTable *table)
{
  return table->delimiter;
}

guint dgmi_table_n_rows(const DgmiTable *table)
{
  return table->n_rows;
}

guint dgmi_table_n_columns(const DgmiTable *table)
{
  return dgmi_header_n(table->header);
}

const char *dgmi_table_column_name(const DgmiTable *table, guint column)
{
  return dgmi_header_name(table->header, column);
}

const char *const *dgmi_table_column_names(const DgmiTable *table)
{
  return dgmi_header_names(table->header);
}

int dgmi_table_find(const DgmiTable *table, const char *name)
{
  return dgmi_header_find(table->header, name);
}

static const Cell *cell_at(const DgmiTable *table, guint row, guint column)
{
  assert(row < table->n_rows && column < dgmi_header_n(table->header));
  return &g_array_index(table->cells, Cell, row * dgmi_header_n(table->header) + column);
}

const char *dgmi_table_cell(const DgmiTable *table, guint row, guint column)
{
  return cell_at(table, row, column)->text;
}

DgmiPlace dgmi_table_place(const DgmiTable *table, guint row, guint column)
{
  const Cell *cell = cell_at(table, row, column);
  return (DgmiPlace){
      .file = table->file, .line = cell->line, .column = cell->column, .is_cell = table->is_cells};
}

DgmiPlace dgmi_table_header_place(const DgmiTable *table, guint column)
{
  return dgmi_header_place(table->header, column);
}
