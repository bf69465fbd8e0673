#include "charts/page/rows-inside.h"

#include "charts/page/lettering.h"
#include "indicators/base/memory.h"

#include <math.h>

#define RANK_GAP 8.0 /* from the rank to the name */
#define COLUMN_GAP 28.0
#define HEAD_GAP 5.0   /* between the axis' numbers and the rows */
#define RUN_GAP 3.0    /* between two bands */
#define GAP_HEIGHT 9.0 /* of the broken line */
#define ONE_COLUMN 40  /* more rows than these flow into columns */

#define AFTER_BANDS 6.0 /* before rows without a band */

/* How tightly rows may stand. A column is at least so many px wide; names get up to a share of what
 * it leaves for names and plot. */
typedef struct
{
  double size, pitch;
  double column_width;
  guint lines;
  double share;
} Density;

static const Density ROOMY = {DGMI_SIZE_LABEL + 1, 30, 300, 2, 0.6};
static const Density NORMAL = {DGMI_SIZE_LABEL, 20, 280, 2, 0.6};
static const Density COMPACT = {DGMI_SIZE_AXIS, 17, 230, 2, 0.6};
static const Density DENSE = {DGMI_SIZE_FOOTER, 14, 180, 2, 0.66};
static const Density DENSEST = {DGMI_SIZE_FOOTER, 14, 160, 1, 0.75};

/* A column has names of so many letters' height and a plot of so many px, or there are fewer
 * columns. */
#define LEAST_NAME 6.0
#define LEAST_PLOT 24.0

/* Words up to so many letters' height should not be broken. */
#define LONG_WORD 8.0

/* A lone wide column has names enough room at this share. */
#define WIDE 600.0
#define WIDE_SHARE 0.3

DgmiRows *dgmi_rows_new(guint n)
{
  DgmiRows *rows = g_new0(DgmiRows, 1);
  rows->rows = g_new0(DgmiRow, MAX(n, 1));
  rows->n = n;
  rows->runs = g_array_new(FALSE, FALSE, sizeof(DgmiBandRun));
  return rows;
}

static void clear_rows(DgmiRows *rows)
{
  for (guint i = 0; i < rows->n; i++)
    g_strfreev(rows->rows[i].lines);
  g_free(rows->rows);
  g_array_unref(rows->runs);
}

DGMI_DEFINE_FREE(dgmi_rows_free, DgmiRows, clear_rows)

/* --- widths --- */

DgmiWeight dgmi_rows_weight(const DgmiRow *row)
{
  return row->bold ? DGMI_WEIGHT_BOLD : DGMI_WEIGHT_REGULAR;
}

/* The widest of all ranks or of all names, at `size`. */
static double widest(const DgmiRows *rows, const DgmiPage *page, double size, gboolean names)
{
  double width = 0;
  for (guint i = 0; i < rows->n; i++)
  {
    const DgmiRow *row = &rows->rows[i];
    const char *text = names ? row->name : row->rank;
    width = MAX(width, dgmi_typesetter_width(page->typesetter, text, size, dgmi_rows_weight(row)));
  }
  return ceil(width);
}

/* The widest single word of all names. */
static double widest_word(const DgmiRows *rows, const DgmiPage *page, double size)
{
  double width = 0;
  for (guint i = 0; i < rows->n; i++)
  {
    g_auto(GStrv) words = g_strsplit(rows->rows[i].name, " ", -1);
    for (char **word = words; *word != NULL; word++)
      width = MAX(width, dgmi_typesetter_width(page->typesetter, *word, size,
                                               dgmi_rows_weight(&rows->rows[i])));
  }
  return ceil(width) + 1;
}

double dgmi_rows_heading_width(const DgmiPage *page, const DgmiBand *band, double size)
{
  double name = dgmi_typesetter_width(page->typesetter, band->name, size, DGMI_WEIGHT_BOLD);
  if (band->range == NULL)
    return name;
  return name + ROWS_HEADING_GAP +
         dgmi_typesetter_width(page->typesetter, band->range, size, DGMI_WEIGHT_REGULAR);
}

/* What names and the headings of bands would like to have. */
static double wanted_name_width(const DgmiRows *rows, const DgmiPage *page, double size)
{
  double wanted = widest(rows, page, size, TRUE) + 1;
  for (guint i = 0; i < rows->n; i++)
  {
    int number = rows->rows[i].band;
    if (number < 0 || (i > 0 && number == rows->rows[i - 1].band))
      continue;
    const DgmiBand *band = &rows->bands[number];
    double heading = dgmi_rows_heading_width(page, band, size) + ROWS_EDGE + ROWS_EDGE_GAP;
    wanted = MAX(wanted, ceil(heading - rows->name_left));
  }
  return wanted;
}

/* How wide names are, of the `room` that they share with the plot. */
static double name_width(const DgmiRows *rows, const DgmiPage *page, const Density *density,
                         double room)
{
  gboolean wide = rows->n_columns == 1 && page->body.width > WIDE;
  double limit = floor(room * (wide ? WIDE_SHARE : density->share));
  double needed = wanted_name_width(rows, page, density->size);
  if (rows->least_plot > 0)
    limit = MIN(limit, room - rows->least_plot);
  if (needed <= limit)
    return needed;
  if (rows->least_plot > 0)
    return MAX(limit, 2 * density->size);
  double word = MIN(widest_word(rows, page, density->size), LONG_WORD * density->size);
  limit = MAX(limit, MIN(word, floor(room * 0.75)));
  return MAX(MIN(needed, limit), 2 * density->size);
}

/* Divides the width of the body. */
static void set_widths(DgmiRows *rows, const DgmiPage *page, const Density *density, guint columns)
{
  rows->size = density->size;
  rows->n_columns = columns;
  rows->column_gap = density->size < DGMI_SIZE_AXIS ? COLUMN_GAP - 8 : COLUMN_GAP;
  double all = page->body.width - (columns - 1) * rows->column_gap;
  rows->column_width = floor(all / columns);
  double edge = rows->bands != NULL ? ROWS_EDGE + ROWS_EDGE_GAP : 0;
  double rank = widest(rows, page, density->size, FALSE);
  rows->rank_right = edge + rank;
  rows->name_left = rows->rank_right + (rank > 0 ? RANK_GAP : 0);
  rows->tail_width = ceil(rows->tail * density->size / DGMI_SIZE_LABEL);
  double gap = ROWS_NAME_GAP + (rows->keys ? ROWS_KEY_WIDTH : 0);
  double room = rows->column_width - rows->name_left - gap - rows->tail_width;
  rows->name_width = name_width(rows, page, density, room);
  rows->plot_left = rows->name_left + rows->name_width + gap;
  rows->plot_width = MAX(rows->column_width - rows->plot_left - rows->tail_width, 2 * ROWS_EDGE);
}

static guint most_columns(const DgmiRows *rows, const DgmiPage *page, const Density *density)
{
  if (rows->one_column)
    return 1;
  double columns = floor((page->body.width + COLUMN_GAP) / (density->column_width + COLUMN_GAP));
  return (guint)MAX(columns, 1);
}

/* --- heights --- */

static void wrap_names(DgmiRows *rows, const DgmiPage *page, const Density *density)
{
  double line = dgmi_typesetter_line(page->typesetter, density->size);
  for (guint i = 0; i < rows->n; i++)
  {
    DgmiRow *row = &rows->rows[i];
    g_strfreev(row->lines);
    row->lines =
        dgmi_typesetter_wrap(page->typesetter, row->name, density->size, dgmi_rows_weight(row),
                             (DgmiTextRoom){rows->name_width, density->lines}, &row->name_cut);
    guint more = g_strv_length(row->lines) - 1;
    row->height = density->pitch + ceil(more * line);
  }
  rows->bar = round(density->pitch * (density->pitch > 24 ? 0.5 : 0.6));
}

static double heading_height(const DgmiRows *rows, const DgmiPage *page)
{
  return ceil(dgmi_typesetter_line(page->typesetter, rows->size)) + 3;
}

/* Extends the band's run at the end of the column, or begins one. */
static void add_to_run(DgmiRows *rows, const DgmiRow *row, double top)
{
  if (row->band < 0)
    return;
  double bottom = row->y + row->height;
  if (rows->runs->len > 0)
  {
    DgmiBandRun *last = &g_array_index(rows->runs, DgmiBandRun, rows->runs->len - 1);
    if (last->band == row->band && last->column == row->column)
    {
      last->height = bottom - last->y;
      return;
    }
  }
  DgmiBandRun run = {row->band, row->column, top, bottom - top};
  g_array_append_val(rows->runs, run);
}

/* Px between the row before, of `band` and ending at `y` in the column, and this one. */
static double space_above(const DgmiRow *row, int band, double y, double heading)
{
  if (row->band == band)
    return 0;
  if (row->band < 0)
    return y > 0 ? AFTER_BANDS : 0;
  return heading + (y > 0 ? RUN_GAP : 0);
}

/* Puts rows one below the other in columns of `limit` px. FALSE if they need more columns. */
static gboolean flow(DgmiRows *rows, const DgmiPage *page, double limit)
{
  double heading = heading_height(rows, page), y = 0;
  guint column = 0;
  int band = -1;
  g_array_set_size(rows->runs, 0);
  rows->height = 0;
  for (guint i = 0; i < rows->n; i++)
  {
    DgmiRow *row = &rows->rows[i];
    double gap = row->gap ? GAP_HEIGHT : 0;
    double above = space_above(row, band, y, heading);
    if (y > 0 && y + gap + above + row->height > limit)
    {
      column++;
      y = 0;
      above = space_above(row, -1, y, heading);
    }
    if (column >= rows->n_columns)
      return FALSE;
    double top = y + gap + (above > heading ? RUN_GAP : 0);
    row->column = column;
    row->y = rows->head + y + gap + above;
    row->gap_y = rows->head + y + GAP_HEIGHT / 2;
    add_to_run(rows, row, rows->head + top);
    y += gap + above + row->height;
    band = row->band;
    rows->height = MAX(rows->height, rows->head + y);
  }
  return TRUE;
}

/* The lowest columns that hold all rows, about equally long. */
static void balance(DgmiRows *rows, const DgmiPage *page)
{
  double total = 0;
  for (guint i = 0; i < rows->n; i++)
    total += rows->rows[i].height;
  double limit = total / rows->n_columns;
  while (!flow(rows, page, limit))
    limit += 4;
}

static void try_layout(DgmiRows *rows, const DgmiPage *page, const Density *density, guint columns)
{
  set_widths(rows, page, density, columns);
  wrap_names(rows, page, density);
  double axis = dgmi_typesetter_line(page->typesetter, MIN(density->size, DGMI_SIZE_AXIS));
  double legend = rows->legend != NULL ? dgmi_legend_height(rows->legend, page) : 0;
  rows->head = ceil(legend + axis + HEAD_GAP + rows->extra_head);
  balance(rows, page);
}

/* Whether names or plot get too little to be of use. */
static gboolean cramped(const DgmiRows *rows, const DgmiPage *page)
{
  double names = MIN(widest(rows, page, rows->size, TRUE), LEAST_NAME * rows->size);
  return rows->name_width < names || rows->plot_width < MAX(LEAST_PLOT, rows->least_plot);
}

/* The most columns of `density` that are not cramped. */
static guint most_useful_columns(DgmiRows *rows, const DgmiPage *page, const Density *density)
{
  guint columns = most_columns(rows, page, density);
  for (; columns > 1; columns--)
  {
    set_widths(rows, page, density, columns);
    if (!cramped(rows, page))
      break;
  }
  return columns;
}

/* --- free height --- */

static void lay_out_free(DgmiRows *rows, DgmiPage *page)
{
  dgmi_page_lay_out(page, 1);
  if (rows->n <= ONE_COLUMN)
  {
    try_layout(rows, page, rows->n <= 8 ? &ROOMY : &NORMAL, 1);
    return;
  }
  guint wanted = (rows->n + ONE_COLUMN - 1) / ONE_COLUMN;
  try_layout(rows, page, &COMPACT, MIN(wanted, most_useful_columns(rows, page, &COMPACT)));
}

/* --- fixed height --- */

/* Whether even names of one line would not fit. */
static gboolean hopeless(const DgmiRows *rows, const DgmiPage *page, const Density *density,
                         guint columns)
{
  return ceil((double)rows->n / columns) * density->pitch > page->body.height;
}

static gboolean fits(const DgmiRows *rows, const DgmiPage *page)
{
  return rows->height <= page->body.height;
}

/* Few rows on a large page: everything larger. */
static gboolean lay_out_zoomed(DgmiRows *rows, DgmiPage *page)
{
  static const double zooms[] = {2, 1.75, 1.5, 1.25};
  for (guint i = 0; i < G_N_ELEMENTS(zooms); i++)
  {
    if (page->style->width / zooms[i] < 620 || page->style->height / zooms[i] < 300)
      continue;
    dgmi_page_lay_out(page, zooms[i]);
    try_layout(rows, page, &NORMAL, 1);
    if (fits(rows, page))
      return TRUE;
  }
  return FALSE;
}

static gboolean lay_out_columns(DgmiRows *rows, DgmiPage *page)
{
  static const Density *const densities[] = {&NORMAL, &COMPACT, &DENSE, &DENSEST};
  dgmi_page_lay_out(page, 1);
  for (guint d = 0; d < G_N_ELEMENTS(densities); d++)
  {
    guint most = most_useful_columns(rows, page, densities[d]);
    for (guint columns = rows->n > ONE_COLUMN ? MIN(2, most) : 1; columns <= most; columns++)
    {
      if (hopeless(rows, page, densities[d], columns))
        continue;
      try_layout(rows, page, densities[d], columns);
      if (fits(rows, page))
        return TRUE;
    }
  }
  return FALSE;
}

/* Takes out the last row that is not bold (the last of all, if all are). */
static void take_out(DgmiRows *rows)
{
  guint at = rows->n - 1;
  for (guint i = rows->n; i > 0; i--)
    if (!rows->rows[i - 1].bold)
    {
      at = i - 1;
      break;
    }
  g_strfreev(rows->rows[at].lines);
  gboolean was_last = at + 1 == rows->n;
  for (guint i = at; i + 1 < rows->n; i++)
    rows->rows[i] = rows->rows[i + 1];
  rows->n--;
  rows->left_out++;
  if (!was_last)
    rows->rows[at].gap = TRUE;
}

/* Room to spare goes between the rows, as far as that looks well. */
static void stretch(DgmiRows *rows, const DgmiPage *page)
{
  double spare = page->body.height - rows->height;
  guint per_column = 0;
  for (guint i = 0; i < rows->n; i++)
    if (rows->rows[i].column == 0)
      per_column++;
  double each = floor(MIN(spare / MAX(per_column + 1, 1), rows->size * 1.2));
  if (each < 1)
    return;
  for (guint i = 0; i < rows->n; i++)
    rows->rows[i].height += each;
  double bar = rows->bar;
  rows->bar = MIN(round(bar + 0.6 * each), 26);
  balance(rows, page);
  if (fits(rows, page))
    return;
  for (guint i = 0; i < rows->n; i++)
    rows->rows[i].height -= each;
  rows->bar = bar;
  balance(rows, page);
}

static void lay_out_fixed(DgmiRows *rows, DgmiPage *page)
{
  gboolean done = rows->n <= ONE_COLUMN && lay_out_zoomed(rows, page);
  done = done || lay_out_columns(rows, page);
  guint all = rows->n;
  guint note = page->notes->len;
  while (!done && rows->n > 0)
  {
    for (guint i = 0, few = 1 + rows->n / 24; i < few; i++)
      take_out(rows);
    g_autofree char *shown = g_strdup_printf("%u", rows->n);
    g_autofree char *of = g_strdup_printf("%u", all);
    g_ptr_array_set_size(page->notes, (int)note);
    dgmi_page_note(
        page, dgmi_words_fill(page->words,
                              "$1 of $2 units are shown: there is no room for more on this page.",
                              shown, of, NULL));
    dgmi_page_lay_out(page, 1);
    try_layout(rows, page, &DENSEST, most_useful_columns(rows, page, &DENSEST));
    done = fits(rows, page);
  }
  stretch(rows, page);
}

gboolean dgmi_rows_lay_out(DgmiRows *rows, DgmiPage *page, GError **error)
{
  gboolean any = rows->n > 0;
  if (page->style->height > 0)
    lay_out_fixed(rows, page);
  else
    lay_out_free(rows, page);
  if (rows->n > 0 || !any)
    return TRUE;
  dgmi_page_refuse(page, error);
  return FALSE;
}
