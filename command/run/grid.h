/* grid.h: a table of results: what a verb prints.
 *
 * A verb makes a grid, adds its columns, then row after row, then notes, and asks for the whole as
 * text in the format the user wants. The formats for programs (csv, tsv, json) have the columns'
 * fixed names and every digit, and nothing but the table. Those for people (table, md, tex) have
 * the title, localised headings, rounded numbers, notes, and the grids that follow.
 *
 * Text is copied, and made valid UTF-8 if it is not. A grid is used by one thread at a time. */
#pragma once

#include "command/run/grid-view.h"

typedef enum
{
  DGMI_FORMAT_TABLE, /* aligned columns for a terminal or a text file */
  DGMI_FORMAT_CSV,   /* RFC 4180, but lines end in LF */
  DGMI_FORMAT_TSV,   /* a tab or line break within a field is a space */
  DGMI_FORMAT_JSON,  /* an array of objects */
  DGMI_FORMAT_MD,    /* GitHub's pipe table */
  DGMI_FORMAT_TEX,   /* LaTeX tabular with booktabs */
  DGMI_FORMAT_XLSX   /* not text: dgmi_grid_to_xlsx() */
} DgmiFormat;

/* How to print; zeroes are a plain table of any width. */
typedef struct
{
  DgmiFormat format;
  gboolean color; /* table only: bold by escape sequences */
  guint width;    /* table only: columns of the terminal, 0 = unlimited */
} DgmiPrintOptions;

/* An integer that is missing. */
#define DGMI_GRID_MISSING G_MININT64

typedef struct _DgmiGrid DgmiGrid;

DgmiGrid *dgmi_grid_new(void) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_grid_free(DgmiGrid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiGrid, dgmi_grid_free)

/* The line above the table, printf-like; replaces the one before. */
void dgmi_grid_set_title(DgmiGrid *grid, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Adds a column and returns its number, from 0. All columns come before the first row. `info` is
 * copied; mind that `decimals` left out is 0, not the shortest form. */
guint dgmi_grid_add_column(DgmiGrid *grid, const DgmiColumnInfo *info);

/* Adds a row whose cells are all missing. The functions below set cells of the row added last. */
void dgmi_grid_add_row(DgmiGrid *grid);

/* Sets a cell. `text` may go into any column (in one of numbers it is never cut), NULL = missing.
 * Numbers go into columns of kind number or integer: NaN = missing, and in a column of kind integer
 * (ranks, which ties can make 1.5) they are printed in their shortest form. */
void dgmi_grid_text(DgmiGrid *grid, guint column, const char *text);
void dgmi_grid_number(DgmiGrid *grid, guint column, double value);
void dgmi_grid_integer(DgmiGrid *grid, guint column, gint64 value);

/* Makes the row added last bold in formats for people. */
void dgmi_grid_emphasise(DgmiGrid *grid);

/* Adds a paragraph below the table, printf-like. */
void dgmi_grid_note(DgmiGrid *grid, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Adds a grid to be printed after `grid` and those that already follow it, in formats for people
 * only. Takes ownership of `next`. */
void dgmi_grid_append(DgmiGrid *grid, DgmiGrid *next);

/* What is in the grid. Title and the next grid are NULL if there is none. */
guint dgmi_grid_n_columns(const DgmiGrid *grid);
guint dgmi_grid_n_rows(const DgmiGrid *grid);
guint dgmi_grid_n_notes(const DgmiGrid *grid);
const char *dgmi_grid_get_title(const DgmiGrid *grid);
const char *dgmi_grid_get_note(const DgmiGrid *grid, guint i);
const DgmiGrid *dgmi_grid_get_next(const DgmiGrid *grid);
const DgmiColumnInfo *dgmi_grid_get_column(const DgmiGrid *grid, guint column);
DgmiGridCell dgmi_grid_get_cell(const DgmiGrid *grid, guint row, guint column);
gboolean dgmi_grid_is_emphasised(const DgmiGrid *grid, guint row);

/* The grid for a module, see grid-view.h. */
DgmiGridView dgmi_grid_view(const DgmiGrid *grid);

/* The grid as text that ends in a newline (or is empty); the caller owns it. NULL and DGMI_ERROR_IO
 * if the module that writes JSON cannot be opened; the other formats cannot fail. `opts` may be
 * NULL: a plain table. */
char *dgmi_grid_format(const DgmiGrid *grid, const DgmiPrintOptions *opts,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The grid and those that follow it as an Excel workbook, a sheet each: title, table and notes as
 * for people, numbers as numbers. The same grids give the same bytes; the date in it is
 * SOURCE_DATE_EPOCH or 1980-01-01. The caller owns the *length bytes. NULL and DGMI_ERROR_IO if the
 * module that writes it cannot be opened or there is no room for it, DGMI_ERROR_DATA where a table
 * is larger than a sheet. */
char *dgmi_grid_to_xlsx(const DgmiGrid *grid, gsize *length,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
