/* grid-view.h: a result table as the modules see it.
 *
 * Modules (module.h) are opened at run time and cannot use functions of the program, so that
 * whatever they need of a table is handed over as data and functions in one plain struct. */
#pragma once

#include <glib.h>

typedef enum
{
  DGMI_CELL_MISSING,
  DGMI_CELL_TEXT,
  DGMI_CELL_NUMBER,
  DGMI_CELL_INTEGER
} DgmiGridCellKind;

/* One cell. Only the member that `kind` names is set; `text` belongs to the table. */
typedef struct
{
  DgmiGridCellKind kind;
  union
  {
    const char *text; /* valid UTF-8, any characters but NUL */
    double number;    /* never NaN: that is DGMI_CELL_MISSING */
    gint64 integer;
  };
} DgmiGridCell;

/* One column, as given to dgmi_grid_add_column(). */
typedef struct
{
  const char *name;      /* header of csv, tsv and json: fixed, English, lower case */
  const char *heading;   /* localised, for people; NULL = name */
  DgmiGridCellKind kind; /* text (left aligned), number or integer (right aligned) */
  int decimals;          /* of numbers in formats for people, 0 to 15; -1 = shortest form */
  guint min_width;       /* least width on a terminal; text is not cut below it */
  gboolean emphasis;     /* bold in formats for people */
} DgmiColumnInfo;

/* A table, without those that follow it; valid while `data` (the table) is and is not changed.
 * Rows, columns and notes count from 0. */
typedef struct
{
  gconstpointer data;
  guint n_rows;
  guint n_columns;
  const DgmiColumnInfo *(*column)(gconstpointer data, guint column);
  DgmiGridCell (*cell)(gconstpointer data, guint row, guint column);
  gboolean (*emphasised)(gconstpointer data, guint row);
  const char *(*number_text)(double value, char *buffer); /* dgmi_number_format() */
  const char *title;                                      /* NULL = none */
  guint n_notes;
  const char *(*note)(gconstpointer data, guint note);
} DgmiGridView;

/* What the module "json" offers as "dgmi_json_from_grid": the table as UTF-8 text (valid JSON with
 * a final newline), an array with one object a row; a missing or infinite number is null, other
 * numbers are written as in CSV. The caller owns the text. */
typedef char *(*DgmiGridWriter)(const DgmiGridView *view);

/* What it offers as "dgmi_json_dataset_titles": of each resource of the datapackage.json `file` its
 * name -> {title, status, NULL}, a GStrv (status may be NULL). The title is that of `language`
 * where it is there. Empty where the file cannot be read. The caller owns the table. */
typedef GHashTable *(*DgmiDatasetTitles)(const char *file, const char *language);

/* Tables for one workbook, a sheet each. */
typedef struct
{
  const DgmiGridView *views;
  guint n_views;
  gint64 created;                        /* the date in the file, seconds since 1970 */
  const char *program;                   /* the program and its version */
  guint (*text_width)(const char *text); /* dgmi_display_width() */
} DgmiWorkbook;

/* What the module "xlsx" offers as "dgmi_xlsx_write": writes the workbook to `file`. Returns NULL,
 * or what went wrong; the caller owns the text. */
typedef char *(*DgmiWorkbookWriter)(const DgmiWorkbook *book, const char *file);
