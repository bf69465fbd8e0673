/* rows.h: units as rows with rank and name, in one column or several, in bands with a coloured
 * edge.
 *
 * The frame of the charts that have a row a unit; what stands in a row beside the name is the
 * chart's. A row is laid out left to right: edge, rank, name, plot, tail (the values' room). */
#pragma once

#include "charts/page/legend.h"
#include "charts/page/page.h"
#include "charts/page/scale.h"

/* In: what a row says. Out: where it went. */
typedef struct
{
  const char *rank; /* "" = none */
  const char *name; /* can be shown */
  gboolean bold;
  gboolean muted;    /* name in grey: no value, or no unit */
  gboolean gap;      /* rows are left out before this one: a broken line says so */
  int band;          /* or -1 */
  guint source;      /* the chart's own number of the row; kept */
  char **lines;      /* out: the name as wrapped */
  gboolean name_cut; /* out */
  guint column;      /* out */
  double y, height;  /* out: px from the top of the body */
  double gap_y;      /* out: of the broken line */
} DgmiRow;

typedef struct
{
  const char *name;
  const char *range; /* "≥ 0.75"; NULL = none */
  DgmiColour colour;
} DgmiBand;

/* A band's rows in one column, its heading first. */
typedef struct
{
  int band;
  guint column;
  double y, height;
} DgmiBandRun;

typedef struct
{
  DgmiRow *rows;
  guint n;
  const DgmiBand *bands;
  const DgmiLegend *legend; /* stands above the rows; NULL = none */
  gboolean keys;            /* room for a group's mark between name and plot */
  gboolean one_column;      /* however many rows there are (matrices) */
  double tail;              /* px that values take at DGMI_SIZE_LABEL */
  double least_plot;        /* px that the plot of a column needs; 0 = few */
  double extra_head;        /* px for headings above the rows of each column; 0 = none */
  /* out */
  double size; /* of the text */
  double bar;  /* height of a bar */
  guint n_columns;
  double column_width, column_gap;
  double rank_right, name_left, name_width, plot_left, plot_width; /* in a column */
  double tail_width;
  double head;    /* room for legend and axis above the rows */
  double height;  /* of everything, from the top of the body */
  guint left_out; /* how many rows at the end of `rows` (bold ones apart) found no room */
  GArray *runs;   /* DgmiBandRun */
} DgmiRows;

DgmiRows *dgmi_rows_new(guint n) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_rows_free(DgmiRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiRows, dgmi_rows_free)

/* Lays out page and rows. Free height: up to 8 rows stand roomily, up to 40 in one column, more in
 * as many columns as the width holds. Fixed height: the largest type that lets all rows fit; if
 * none does, rows are taken out from the end, bold ones last (rows->left_out, rows->n shrinks).
 * Finds each row's place and the page's zoom. FALSE with DGMI_ERROR_USAGE if a fixed page has no
 * room for a single row. */
gboolean dgmi_rows_lay_out(DgmiRows *rows, DgmiPage *page,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Where column `column` begins, px of the page. */
double dgmi_rows_column_x(const DgmiRows *rows, const DgmiPage *page, guint column);

/* The plot part of a column, from the head to its last row. */
DgmiBox dgmi_rows_plot(const DgmiRows *rows, const DgmiPage *page, guint column);

/* The scale from the first to the last tick over the plot of a column. */
DgmiScale dgmi_rows_scale(const DgmiRows *rows, const DgmiPage *page, const DgmiTicks *ticks,
                          guint column);

/* Draws the axis of every column above its rows. */
void dgmi_rows_draw_axes(const DgmiRows *rows, DgmiPage *page, const DgmiTicks *ticks);

/* The middle of a row, px of the page. */
double dgmi_rows_middle(const DgmiRow *row, const DgmiPage *page);

/* The middle of the room for a group's mark in a column, px of the page. */
double dgmi_rows_key_x(const DgmiRows *rows, const DgmiPage *page, guint column);

/* Draws edges and names of bands, and the broken lines where rows are left out. */
void dgmi_rows_draw_bands(const DgmiRows *rows, DgmiPage *page);

/* Draws rank and name of a row. */
void dgmi_rows_draw_name(const DgmiRows *rows, const DgmiRow *row, DgmiPage *page);
