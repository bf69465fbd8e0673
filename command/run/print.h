/* print.h: a table of results (index/tables/grid.h) as text or as a workbook. */
#pragma once

#include "index/tables/grid.h"

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
