/* grid.c: see grid.h. */
#include "index/tables/grid.h"

#include <assert.h>
#include <math.h>

#include "indicators/base/text.h"

struct _DgmiGrid
{
  char *title;
  GArray *columns;    /* of DgmiColumnInfo; their text lies in `text` */
  GArray *cells;      /* of DgmiGridCell, row-major */
  GArray *emphasised; /* of gboolean, one a row */
  GPtrArray *notes;
  GStringChunk *text;
  DgmiGrid *next;
};

DgmiGrid *dgmi_grid_new(void)
{
  DgmiGrid *grid = g_new0(DgmiGrid, 1);
  grid->columns = g_array_new(FALSE, TRUE, sizeof(DgmiColumnInfo));
  grid->cells = g_array_new(FALSE, TRUE, sizeof(DgmiGridCell));
  grid->emphasised = g_array_new(FALSE, TRUE, sizeof(gboolean));
  grid->notes = g_ptr_array_new_with_free_func(g_free);
  grid->text = g_string_chunk_new(1024);
  return grid;
}

void dgmi_grid_free(DgmiGrid *grid)
{
  while (grid)
  {
    DgmiGrid *next = grid->next;
    g_free(grid->title);
    g_array_unref(grid->columns);
    g_array_unref(grid->cells);
    g_array_unref(grid->emphasised);
    g_ptr_array_unref(grid->notes);
    g_string_chunk_free(grid->text);
    g_free(grid);
    grid = next;
  }
}

/* A copy of `text` that lives as long as the grid; NULL stays NULL. */
static const char *keep(DgmiGrid *grid, const char *text)
{
  if (!text)
    return NULL;
  if (g_utf8_validate(text, -1, NULL))
    return g_string_chunk_insert(grid->text, text);
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  return g_string_chunk_insert(grid->text, valid);
}

static char *format_valid(const char *format, va_list arguments) G_GNUC_PRINTF(1, 0);

static char *format_valid(const char *format, va_list arguments)
{
  g_autofree char *text = g_strdup_vprintf(format, arguments);
  return g_utf8_make_valid(text, -1);
}

void dgmi_grid_set_title(DgmiGrid *grid, const char *format, ...)
{
  assert(grid && format);
  va_list arguments;
  va_start(arguments, format);
  g_free(grid->title);
  grid->title = format_valid(format, arguments);
  va_end(arguments);
}

void dgmi_grid_note(DgmiGrid *grid, const char *format, ...)
{
  assert(grid && format);
  va_list arguments;
  va_start(arguments, format);
  g_ptr_array_add(grid->notes, format_valid(format, arguments));
  va_end(arguments);
}

void dgmi_grid_append(DgmiGrid *grid, DgmiGrid *next)
{
  assert(grid && next && grid != next);
  while (grid->next)
    grid = grid->next;
  grid->next = next;
}

guint dgmi_grid_add_column(DgmiGrid *grid, const DgmiColumnInfo *info)
{
  assert(grid && info && info->name);
  assert(info->kind != DGMI_CELL_MISSING);
  assert(info->decimals >= -1 && info->decimals <= 15);
  assert(grid->emphasised->len == 0); /* columns come before rows */
  DgmiColumnInfo copy = *info;
  copy.name = keep(grid, info->name);
  copy.heading = keep(grid, info->heading);
  g_array_append_val(grid->columns, copy);
  return grid->columns->len - 1;
}

guint dgmi_grid_add_text(DgmiGrid *grid, const char *name, const char *heading)
{
  return dgmi_grid_add_column(
      grid, &(DgmiColumnInfo){.name = name, .heading = heading, .kind = DGMI_CELL_TEXT});
}

guint dgmi_grid_add_numbers(DgmiGrid *grid, const char *name, const char *heading, int decimals)
{
  return dgmi_grid_add_column(
      grid, &(DgmiColumnInfo){
                .name = name, .heading = heading, .kind = DGMI_CELL_NUMBER, .decimals = decimals});
}

guint dgmi_grid_add_integers(DgmiGrid *grid, const char *name, const char *heading)
{
  return dgmi_grid_add_column(
      grid, &(DgmiColumnInfo){.name = name, .heading = heading, .kind = DGMI_CELL_INTEGER});
}

void dgmi_grid_add_row(DgmiGrid *grid)
{
  assert(grid);
  assert(grid->columns->len <= G_MAXUINT - grid->cells->len);
  g_array_set_size(grid->emphasised, grid->emphasised->len + 1);
  g_array_set_size(grid->cells, grid->cells->len + grid->columns->len);
}

/* The cell of the last row in `column`. */
static DgmiGridCell *last_row_cell(DgmiGrid *grid, guint column)
{
  assert(grid);
  assert(column < grid->columns->len);
  assert(grid->emphasised->len > 0);
  const guint i = grid->cells->len - grid->columns->len + column;
  return &g_array_index(grid->cells, DgmiGridCell, i);
}

void dgmi_grid_text(DgmiGrid *grid, guint column, const char *text)
{
  DgmiGridCell *cell = last_row_cell(grid, column);
  cell->kind = text ? DGMI_CELL_TEXT : DGMI_CELL_MISSING;
  cell->text = keep(grid, text);
}

void dgmi_grid_number(DgmiGrid *grid, guint column, double value)
{
  DgmiGridCell *cell = last_row_cell(grid, column);
  assert(dgmi_grid_get_column(grid, column)->kind != DGMI_CELL_TEXT);
  cell->kind = isnan(value) ? DGMI_CELL_MISSING : DGMI_CELL_NUMBER;
  cell->number = value;
}

void dgmi_grid_integer(DgmiGrid *grid, guint column, gint64 value)
{
  DgmiGridCell *cell = last_row_cell(grid, column);
  assert(dgmi_grid_get_column(grid, column)->kind != DGMI_CELL_TEXT);
  cell->kind = value == DGMI_GRID_MISSING ? DGMI_CELL_MISSING : DGMI_CELL_INTEGER;
  cell->integer = value;
}

void dgmi_grid_emphasise(DgmiGrid *grid)
{
  assert(grid && grid->emphasised->len > 0);
  g_array_index(grid->emphasised, gboolean, grid->emphasised->len - 1) = TRUE;
}

guint dgmi_grid_n_columns(const DgmiGrid *grid)
{
  return grid->columns->len;
}

guint dgmi_grid_n_rows(const DgmiGrid *grid)
{
  return grid->emphasised->len;
}

guint dgmi_grid_n_notes(const DgmiGrid *grid)
{
  return grid->notes->len;
}

const char *dgmi_grid_get_title(const DgmiGrid *grid)
{
  return grid->title;
}

const char *dgmi_grid_get_note(const DgmiGrid *grid, guint i)
{
  assert(i < grid->notes->len);
  return g_ptr_array_index(grid->notes, i);
}

const DgmiGrid *dgmi_grid_get_next(const DgmiGrid *grid)
{
  return grid->next;
}

const DgmiColumnInfo *dgmi_grid_get_column(const DgmiGrid *grid, guint column)
{
  assert(column < grid->columns->len);
  return &g_array_index(grid->columns, DgmiColumnInfo, column);
}

DgmiGridCell dgmi_grid_get_cell(const DgmiGrid *grid, guint row, guint column)
{
  assert(row < grid->emphasised->len && column < grid->columns->len);
  return g_array_index(grid->cells, DgmiGridCell, row * grid->columns->len + column);
}

gboolean dgmi_grid_is_emphasised(const DgmiGrid *grid, guint row)
{
  assert(row < grid->emphasised->len);
  return g_array_index(grid->emphasised, gboolean, row);
}

static const DgmiColumnInfo *view_column(gconstpointer data, guint column)
{
  return dgmi_grid_get_column(data, column);
}

static DgmiGridCell view_cell(gconstpointer data, guint row, guint column)
{
  return dgmi_grid_get_cell(data, row, column);
}

static gboolean view_emphasised(gconstpointer data, guint row)
{
  return dgmi_grid_is_emphasised(data, row);
}

static const char *view_note(gconstpointer data, guint note)
{
  return dgmi_grid_get_note(data, note);
}

DgmiGridView dgmi_grid_view(const DgmiGrid *grid)
{
  assert(grid);
  return (DgmiGridView){
      .data = grid,
      .n_rows = dgmi_grid_n_rows(grid),
      .n_columns = dgmi_grid_n_columns(grid),
      .column = view_column,
      .cell = view_cell,
      .emphasised = view_emphasised,
      .number_text = dgmi_number_format,
      .title = dgmi_grid_get_title(grid),
      .n_notes = dgmi_grid_n_notes(grid),
      .note = view_note,
  };
}
