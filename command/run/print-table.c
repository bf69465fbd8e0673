/* print-table.c: a grid as aligned columns for a terminal.
 *
 * Columns stand two blanks apart. Where they are wider together than the terminal, headings go over
 * several lines, then text is cut, always the widest first and codes last; numbers and words of
 * headings stay whole. Where that is not enough, the columns come in blocks below each other, each
 * with the codes and names that the rows begin with. */
#include <assert.h>
#include <string.h>

#include "command/run/display.h"
#include "command/run/print-inside.h"

#define GAP 2         /* blanks between columns */
#define LEAST_TEXT 10 /* text is not cut to fewer columns */
#define LEAST_HEAD 4  /* headings are not broken into narrower lines */
#define LONG_WORD 16  /* words of headings are not cut to fewer columns */
#define RULE "─"

#define BOLD "\033[1m"
#define PLAIN "\033[0m"

typedef struct
{
  const DgmiGrid *grid;
  const DgmiPrintOptions *opts;
  guint n;       /* columns of the grid */
  guint n_lead;  /* to the end of the first columns of text: repeated in each block */
  guint key;     /* the first column of text, n = none: codes, by which a row is known */
  guint *widths; /* one a column: with its heading on one line, then what it gets */
  guint *uncut;  /* with its heading over several lines */
  guint *least;  /* and with its text cut */
  guint blanks;  /* due before the next text on this line: so none is left at its end */
  GString *out;
} Printer;

/* The columns of a block: those that lead, and from..to - 1. */
typedef struct
{
  guint from, to;
} Block;

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

/* The lines of a heading in a column of this width. Free with g_strfreev(). */
static char **heading_lines(const DgmiGrid *grid, guint column, guint width)
{
  g_autofree char *heading = heading_text(grid, column);
  g_autoptr(GString) wrapped = g_string_new(NULL);
  dgmi_display_wrap(wrapped, heading, width);
  return g_strsplit(g_strchomp(wrapped->str), "\n", -1);
}

/* The width of the heading's longest word. */
static guint word_width(const DgmiGrid *grid, guint column)
{
  g_auto(GStrv) words = heading_lines(grid, column, 1);
  guint widest = 0;
  for (guint i = 0; words[i] != NULL; i++)
    widest = MAX(widest, dgmi_display_width(words[i]));
  return widest;
}

static void measure(Printer *printer)
{
  for (guint i = 0; i < printer->n; i++)
  {
    const DgmiColumnInfo *info = dgmi_grid_get_column(printer->grid, i);
    const gboolean is_text = info->kind == DGMI_CELL_TEXT;
    g_autofree char *heading = heading_text(printer->grid, i);
    const guint head = CLAMP(word_width(printer->grid, i), LEAST_HEAD, LONG_WORD);
    const guint body = MAX(body_width(printer->grid, i), info->min_width);
    const guint least = is_text ? MAX(MIN(body, LEAST_TEXT), info->min_width) : body;
    printer->widths[i] = MAX(body, dgmi_display_width(heading));
    printer->uncut[i] = MIN(MAX(body, head), printer->widths[i]);
    printer->least[i] = MIN(MAX(least, head), printer->widths[i]);
    if (is_text)
      printer->key = MIN(printer->key, i);
    if (is_text && (printer->key == i || printer->n_lead == i))
      printer->n_lead = i + 1;
  }
}

static gboolean is_in(const Printer *printer, const Block *block, guint column)
{
  return column < printer->n_lead || (column >= block->from && column < block->to);
}

static guint total_width(const Printer *printer, const Block *block, const guint *widths)
{
  guint total = 0;
  for (guint i = 0; i < block->to; i++)
    if (is_in(printer, block, i))
      total += (i > 0 ? GAP : 0) + widths[i];
  return total;
}

/* Takes from the widest of those columns but `kept` that are wider than their `least`, until all
 * fit on the terminal or nothing is left to take. */
static void shrink(const Printer *printer, const Block *block, const guint *least, guint kept)
{
  guint *widths = printer->widths;
  for (guint total = total_width(printer, block, widths); total > printer->opts->width; total--)
  {
    guint widest = printer->n;
    for (guint i = 0; i < block->to; i++)
      if (i != kept && is_in(printer, block, i) && widths[i] > least[i] &&
          (widest == printer->n || widths[i] > widths[widest]))
        widest = i;
    if (widest == printer->n)
      return;
    widths[widest]--;
  }
}

/* As many blocks as it takes for none to be wider than `limit` at least widths, if that can be.
 * Free with g_array_unref(). */
static GArray *cut(const Printer *printer, guint limit)
{
  GArray *blocks = g_array_new(FALSE, FALSE, sizeof(Block));
  Block block = {printer->n_lead, printer->n_lead};
  while (block.to < printer->n)
  {
    const Block longer = {block.from, block.to + 1};
    if (block.to > block.from && total_width(printer, &longer, printer->least) > limit)
    {
      g_array_append_val(blocks, block);
      block.from = block.to;
    }
    block.to++;
  }
  g_array_append_val(blocks, block);
  return blocks;
}

/* The blocks in which the table is printed, as few as can be and about as wide as each other; one
 * where the codes and names take more than half of the terminal. Free with
 * g_array_unref(). */
static GArray *blocks_of(const Printer *printer)
{
  const Block lead = {printer->n_lead, printer->n_lead};
  const guint width = printer->opts->width;
  if (width == 0 || 2 * total_width(printer, &lead, printer->least) > width)
    return cut(printer, G_MAXUINT);
  GArray *blocks = cut(printer, width);
  for (guint limit = width - 1; blocks->len > 1 && limit > 0; limit--)
  {
    GArray *narrower = cut(printer, limit);
    if (narrower->len > blocks->len)
    {
      g_array_unref(narrower);
      break;
    }
    g_array_unref(blocks);
    blocks = narrower;
  }
  return blocks;
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

/* Headings stand on the rule: those of fewer lines begin lower. */
static void put_header(Printer *printer, const Block *block)
{
  g_autoptr(GPtrArray) headings = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
  guint n_lines = 0;
  for (guint i = 0; i < block->to; i++)
  {
    char **lines = heading_lines(printer->grid, i, printer->widths[i]);
    g_ptr_array_add(headings, lines);
    if (is_in(printer, block, i))
      n_lines = MAX(n_lines, g_strv_length(lines));
  }
  for (guint line = 0; line < n_lines; line++)
  {
    for (guint i = 0; i < block->to; i++)
    {
      char **lines = headings->pdata[i];
      const guint above = n_lines - MIN(g_strv_length(lines), n_lines);
      if (is_in(printer, block, i))
        put_cell(printer, i, g_strdup(line < above ? "" : lines[line - above]), TRUE);
    }
    end_line(printer);
  }
  for (guint i = total_width(printer, block, printer->widths); i > 0; i--)
    g_string_append(printer->out, RULE);
  end_line(printer);
}

static void put_rows(Printer *printer, const Block *block)
{
  const DgmiGrid *grid = printer->grid;
  for (guint row = 0; row < dgmi_grid_n_rows(grid); row++)
  {
    const gboolean bold = dgmi_grid_is_emphasised(grid, row);
    for (guint column = 0; column < block->to; column++)
      if (is_in(printer, block, column))
        put_cell(printer, column, cell_text(grid, row, column), bold);
    end_line(printer);
  }
}

static void put_blocks(Printer *printer)
{
  g_autoptr(GArray) blocks = blocks_of(printer);
  g_autofree guint *whole = g_memdup2(printer->widths, printer->n * sizeof *whole);
  for (guint i = 0; i < blocks->len; i++)
  {
    const Block *block = &g_array_index(blocks, Block, i);
    memcpy(printer->widths, whole, printer->n * sizeof *whole);
    if (printer->opts->width > 0)
    {
      shrink(printer, block, printer->uncut, printer->n);
      shrink(printer, block, printer->least, printer->key);
      shrink(printer, block, printer->least, printer->n);
    }
    if (i > 0)
      end_line(printer);
    put_header(printer, block);
    put_rows(printer, block);
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
  const guint n = dgmi_grid_n_columns(grid);
  g_autofree guint *widths = g_new0(guint, n + 1);
  g_autofree guint *uncut = g_new0(guint, n + 1);
  g_autofree guint *least = g_new0(guint, n + 1);
  Printer printer = {.grid = grid,
                     .opts = opts,
                     .n = n,
                     .key = n,
                     .widths = widths,
                     .uncut = uncut,
                     .least = least,
                     .out = out};

  if (dgmi_grid_get_title(grid))
    put_title(&printer, dgmi_grid_get_title(grid));
  if (n > 0)
  {
    measure(&printer);
    put_blocks(&printer);
  }
  if (n > 0 && dgmi_grid_n_notes(grid) > 0)
    end_line(&printer);
  for (guint i = 0; i < dgmi_grid_n_notes(grid); i++)
  {
    g_autofree char *note = dgmi_display_clean(dgmi_grid_get_note(grid, i));
    dgmi_display_wrap(out, note, opts->width);
  }
}
