/* grid.h: a table of results: what analyses are shown as, whoever shows them.
 *
 * Whoever makes a grid adds its columns, then row after row, then notes. For programs the columns
 * have fixed names and every digit, and nothing but the table; for people there are a title,
 * localised headings, rounded numbers, notes, and the grids that follow.
 *
 * Text is copied, and made valid UTF-8 if it is not. A grid is used by one thread at a time. */
#pragma once

#include "index/tables/grid-view.h"
#include "indicators/base/export.h"

G_BEGIN_DECLS

/* An integer that is missing. */
#define DGMI_GRID_MISSING G_MININT64

typedef struct _DgmiGrid DgmiGrid;

DGMI_EXPORT DgmiGrid *dgmi_grid_new(void) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT void dgmi_grid_free(DgmiGrid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiGrid, dgmi_grid_free)

/* The line above the table, printf-like; replaces the one before. */
DGMI_EXPORT void dgmi_grid_set_title(DgmiGrid *grid, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Adds a column and returns its number, from 0. All columns come before the first row. `info` is
 * copied; mind that `decimals` left out is 0, not the shortest form. */
DGMI_EXPORT guint dgmi_grid_add_column(DgmiGrid *grid, const DgmiColumnInfo *info);

/* The same of a kind; `heading` NULL = name. */
DGMI_EXPORT guint dgmi_grid_add_text(DgmiGrid *grid, const char *name, const char *heading);
DGMI_EXPORT guint dgmi_grid_add_numbers(DgmiGrid *grid, const char *name, const char *heading,
                                        int decimals);
DGMI_EXPORT guint dgmi_grid_add_integers(DgmiGrid *grid, const char *name, const char *heading);

/* Adds a row whose cells are all missing. The functions below set cells of the row added last. */
DGMI_EXPORT void dgmi_grid_add_row(DgmiGrid *grid);

/* Sets a cell. `text` may go into any column (in one of numbers it is never cut), NULL = missing.
 * Numbers go into columns of kind number or integer: NaN = missing, and in a column of kind integer
 * (ranks, which ties can make 1.5) they are printed in their shortest form. */
DGMI_EXPORT void dgmi_grid_text(DgmiGrid *grid, guint column, const char *text);
DGMI_EXPORT void dgmi_grid_number(DgmiGrid *grid, guint column, double value);
DGMI_EXPORT void dgmi_grid_integer(DgmiGrid *grid, guint column, gint64 value);

/* Makes the row added last bold in formats for people. */
DGMI_EXPORT void dgmi_grid_emphasise(DgmiGrid *grid);

/* Adds a paragraph below the table, printf-like. */
DGMI_EXPORT void dgmi_grid_note(DgmiGrid *grid, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Adds a grid to be printed after `grid` and those that already follow it, in formats for people
 * only. Takes ownership of `next`. */
DGMI_EXPORT void dgmi_grid_append(DgmiGrid *grid, DgmiGrid *next);

/* What is in the grid. Title and the next grid are NULL if there is none. */
DGMI_EXPORT guint dgmi_grid_n_columns(const DgmiGrid *grid);
DGMI_EXPORT guint dgmi_grid_n_rows(const DgmiGrid *grid);
DGMI_EXPORT guint dgmi_grid_n_notes(const DgmiGrid *grid);
DGMI_EXPORT const char *dgmi_grid_get_title(const DgmiGrid *grid);
DGMI_EXPORT const char *dgmi_grid_get_note(const DgmiGrid *grid, guint i);
DGMI_EXPORT const DgmiGrid *dgmi_grid_get_next(const DgmiGrid *grid);
DGMI_EXPORT const DgmiColumnInfo *dgmi_grid_get_column(const DgmiGrid *grid, guint column);
DGMI_EXPORT DgmiGridCell dgmi_grid_get_cell(const DgmiGrid *grid, guint row, guint column);
DGMI_EXPORT gboolean dgmi_grid_is_emphasised(const DgmiGrid *grid, guint row);

/* The grid for a module, see grid-view.h. */
DGMI_EXPORT DgmiGridView dgmi_grid_view(const DgmiGrid *grid);

G_END_DECLS
