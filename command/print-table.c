/* print-table.c: a grid as aligned columns for a terminal.
 *
 * Columns stand two blanks apart. Where they are wider together than the terminal, text is cut
 * first, the widest column before the others, then the headings of numbers; numbers never are. */
#include <assert.h>

#include "command/display.h"
#include "command/print.h"

#define GAP 2         /* blanks between columns */
#define LEAST_TEXT 10 /* text is not cut to fewer columns */
#define LEAST_HEAD 4  /* nor is a heading */
#define RULE "─"

#define BOLD "\033[1m"
#define PLAIN "\033[0m"

typedef struct
{
  const DgmiGrid *grid;
  const DgmiPrintOptions *opts;
  guint *widths; /* one a column */
  guint blanks;  /* due before the next text on this line: so none is left at its end */
  GString *out;
} Printer;

/* A cell's text as it stands in the table before it is cut. */
static char *cell_text(const DgmiGrid *grid, guint row, guint column)
{
  char buffer[DGMI_NUMBER_SIZE];
  const DgmiColumnInfo *info = dgmi_grid_get_column(grid, column);
  const char *text = dgmi_print_rounded(info, dgmi_grid_get_cell(grid, row, column), buffer);
  return text ? dgmi_display_clean(text) : g_strdup(DGMI_MISSING_MARK);
}

static char *heading_text(const DgmiGrid *grid, guint column)
{
  return dgmi_display_clean(dgmi_print_heading(dgmi_grid_get_column(grid, column)));
}

/* The width of the widest cell of a column, without its heading. */
static guint body_width(const DgmiGrid *grid, guint column)
{
  guint widest = 0;
  for (guint row = 0; row < dgmi_grid_n_rows(grid); row++)
  {
    g_autofree char *text = cell_text(grid, row, column);
    widest = MAX(widest, dgmi_display_width(text));
  }
  return widest;
}

static guint total_width(const guint *widths, guint n)
{
  guint total = n > 0 ? GAP * (n - 1) : 0;
  for (guint i = 0; i < n; i++)
    total += widths[i];
  return total;
}

/* Takes from the widest of those columns that are wider than their least width, until all fit
 * into `limit` or nothing is left to take. */
static void shrink(guint *widths, const guint *least, guint n, guint limit)
{
  for (guint i = 0; i < n; i++)
    if (widths[i] > limit && widths[i] > least[i])
      widths[i] = MAX(limit, least[i]);

  for (guint total = total_width(widths, n); total > limit; total--)
  {
    guint widest = n;
    for (guint i = 0; i < n; i++)
      if (widths[i] > least[i] && (widest == n || widths[i] > widths[widest]))
        widest = i;
    if (widest == n)
      return;
    widths[widest]--;
  }
}

/* The width of each column, within opts->width as far as can be. Free with g_free(). */
static guint *column_widths(const DgmiGrid *grid, guint limit)
{
  const guint n = dgmi_grid_n_columns(grid);
  guint *widths = g_new0(guint, n + 1);
  g_autofree guint *least_text = g_new0(guint, n + 1);
  g_autofree guint *least = g_new0(guint, n + 1);
  for (guint i = 0; i < n; i++)
  {
    const DgmiColumnInfo *info = dgmi_grid_get_column(grid, i);
    const gboolean is_text = info->kind == DGMI_CELL_TEXT;
    g_autofree char *heading = heading_text(grid, i);
    const guint body = MAX(body_width(grid, i), info->min_width);
    widths[i] = MAX(body, dgmi_display_width(heading));
    least_text[i] = is_text ? MAX(info->min_width, LEAST_TEXT) : widths[i];
    least[i] = is_text ? least_text[i] : MAX(body, LEAST_HEAD);
  }
  if (limit > 0)
  {
    shrink(widths, least_text, n, limit);
    shrink(widths, least, n, limit);
  }
  return widths;
}

static void put(Printer *printer, const char *text, gboolean bold)
{
  if (!*text)
    return;
  g_string_append_printf(printer->out, "%*s", (int)printer->blanks, "");
  printer->blanks = 0;
  bold = bold && printer->opts->color;
  g_string_append(printer->out, bold ? BOLD : "");
  g_string_append(printer->out, text);
  g_string_append(printer->out, bold ? PLAIN : "");
}

static void end_line(Printer *printer)
{
  g_string_append_c(printer->out, '\n');
  printer->blanks = 0;
}

/* One cell in its column's width; takes `text`. */
static void put_cell(Printer *printer, guint column, char *text, gboolean bold)
{
  const DgmiColumnInfo *info = dgmi_grid_get_column(printer->grid, column);
  const guint width = printer->widths[column];
  g_autofree char *fitted = dgmi_display_fit(text, MAX(width, 1));
  const guint own = dgmi_display_width(fitted);
  const guint padding = width > own ? width - own : 0;
  const gboolean right = info->kind != DGMI_CELL_TEXT;

  printer->blanks += (column > 0 ? GAP : 0) + (right ? padding : 0);
  put(printer, fitted, bold || info->emphasis);
  printer->blanks += right ? 0 : padding;
}

static void put_header(Printer *printer)
{
  const guint n = dgmi_grid_n_columns(printer->grid);
  for (guint column = 0; column < n; column++)
    put_cell(printer, column, heading_text(printer->grid, column), TRUE);
  end_line(printer);
  for (guint i = total_width(printer->widths, n); i > 0; i--)
    g_string_append(printer->out, RULE);
  end_line(printer);
}

static void put_rows(Printer *printer)
{
  const DgmiGrid *grid = printer->grid;
  for (guint row = 0; row < dgmi_grid_n_rows(grid); row++)
  {
    const gboolean bold = dgmi_grid_is_emphasised(grid, row);
    for (guint column = 0; column < dgmi_grid_n_columns(grid); column++)
      put_cell(printer, column, cell_text(grid, row, column), bold);
    end_line(printer);
  }
}

static void put_title(Printer *printer, const char *title)
{
  g_autofree char *clean = dgmi_display_clean(title);
  put(printer, clean, TRUE);
  end_line(printer);
}

void dgmi_print_table(GString *out, const DgmiGrid *grid, const DgmiPrintOptions *opts)
{
  assert(out && grid && opts);
  g_autofree guint *widths = column_widths(grid, opts->width);
  Printer printer = {.grid = grid, .opts = opts, .widths = widths, .out = out};
  const gboolean has_table = dgmi_grid_n_columns(grid) > 0;

  if (dgmi_grid_get_title(grid))
    put_title(&printer, dgmi_grid_get_title(grid));
  if (has_table)
  {
    put_header(&printer);
    put_rows(&printer);
  }
  if (has_table && dgmi_grid_n_notes(grid) > 0)
    end_line(&printer);
  for (guint i = 0; i < dgmi_grid_n_notes(grid); i++)
  {
    g_autofree char *note = dgmi_display_clean(dgmi_grid_get_note(grid, i));
    dgmi_display_wrap(out, note, opts->width);
  }
}
