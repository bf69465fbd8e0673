#include "charts/page/spans.h"

#include "charts/page/rank-axis.h"

#include <math.h>

#define END_GAP 8.0
#define DIAMOND 0.36     /* radius, in letters' height */
#define LEAST_PLOT 150.0 /* px, where there are several columns */
#define LEAST_BAR 3.0
#define LEAST_FIXED_PLOT 60.0 /* the same on a page that cannot grow */
#define REACH 0.4             /* of a rank, that lines and bars cover at either side */
#define BORDER 1.5            /* around the diamond, in the page's colour */

static double end_width(const DgmiSpans *spans, const DgmiPage *page)
{
  double width = 0;
  for (guint i = 0; i < spans->list->n; i++)
    if (spans->spans[i].end != NULL)
      width =
          MAX(width, dgmi_text_width(page, spans->spans[i].end, DGMI_SIZE_LABEL, DGMI_WEIGHT_BOLD));
  return width > 0 ? width + END_GAP : END_GAP;
}

/* From the best to the worst rank that the rows of a column show; a lone column begins at 1. */
static DgmiRanks column_ranks(const DgmiSpans *spans, const DgmiRows *rows, guint column)
{
  double first = INFINITY, last = 1;
  for (guint i = 0; i < rows->n; i++)
  {
    const DgmiSpan *span = &spans->spans[rows->rows[i].source];
    const double all[] = {span->low, span->high, span->least, span->most, span->nominal};
    for (guint k = 0; k < G_N_ELEMENTS(all) && rows->rows[i].column == column; k++)
    {
      first = fmin(first, all[k]);
      last = fmax(last, all[k]);
    }
  }
  if (rows->n_columns == 1 || !isfinite(first))
    first = 1;
  return (DgmiRanks){(guint)MAX(floor(first), 1), (guint)MAX(ceil(last), floor(first) + 1)};
}

static void draw_hair_line(const DgmiSpan *span, const DgmiScale *scale, double middle,
                           DgmiPage *page)
{
  if (isnan(span->least) || isnan(span->most))
    return;
  const double y = floor(middle) + 0.5;
  DgmiPaint paint = DGMI_PAINT_NONE;
  paint.stroke = page->theme->axis;
  dgmi_scene_move_to(page->scene, dgmi_scale_map(scale, span->least - REACH), y);
  dgmi_scene_line_to(page->scene, dgmi_scale_map(scale, span->most + REACH), y);
  dgmi_scene_path(page->scene, DGMI_ROLE_MARK, &paint, span->title);
}

/* The bar covers the cells of its ranks, but for a little at either side. */
static void draw_bar(const DgmiSpan *span, const DgmiScale *scale, double middle, double height,
                     DgmiPage *page)
{
  if (isnan(span->low) || isnan(span->high))
    return;
  double from = dgmi_scale_map(scale, span->low - REACH);
  double to = dgmi_scale_map(scale, span->high + REACH);
  if (to - from < LEAST_BAR)
  {
    from = (from + to - LEAST_BAR) / 2;
    to = from + LEAST_BAR;
  }
  const DgmiBox box = {from, floor(middle - height / 2 + 0.5), to - from, height};
  DgmiPaint paint = DGMI_PAINT_NONE;
  paint.fill = span->colour;
  paint.hatch = span->hatch;
  paint.hatch_colour = span->hatch == DGMI_HATCH_NONE ? DGMI_NO_COLOUR : span->hatch_colour;
  dgmi_scene_rect(page->scene, DGMI_ROLE_MARK, &box, &paint, span->title);
}

static void draw_end(const DgmiSpan *span, const DgmiRow *row, const DgmiRows *rows, double middle,
                     DgmiPage *page)
{
  const DgmiLettering end = {.text = span->end,
                             .x = dgmi_rows_column_x(rows, page, row->column) + rows->column_width,
                             .middle = middle,
                             .anchor = DGMI_ANCHOR_END,
                             .size = rows->size,
                             .weight = row->bold ? DGMI_WEIGHT_BOLD : DGMI_WEIGHT_REGULAR,
                             .colour = row->bold ? page->theme->text : page->theme->muted,
                             .role = DGMI_ROLE_VALUE};
  if (span->end != NULL)
    dgmi_lettering_draw(&end, page);
}

static void draw_row(const DgmiSpans *spans, const DgmiRows *rows, guint i, DgmiPage *page)
{
  const DgmiRow *row = &rows->rows[i];
  const DgmiSpan *span = &spans->spans[row->source];
  const DgmiBox plot = dgmi_rows_plot(rows, page, row->column);
  const DgmiScale scale = dgmi_rank_scale(column_ranks(spans, rows, row->column), &plot);
  const double middle = dgmi_rows_middle(row, page);
  dgmi_scene_group(page->scene, DGMI_ROLE_ROW, span->title);
  draw_hair_line(span, &scale, middle, page);
  draw_bar(span, &scale, middle, rows->bar, page);
  if (!isnan(span->nominal))
    dgmi_mark_diamond(page->scene,
                      &(DgmiMark){DGMI_ROLE_MARK,
                                  DGMI_SHAPE_DIAMOND,
                                  {dgmi_scale_map(&scale, span->nominal), middle},
                                  DIAMOND * rows->size + BORDER / 2,
                                  page->theme->text,
                                  span->title},
                      page->theme->background);
  dgmi_rows_draw_name(rows, row, page);
  draw_end(span, row, rows, middle, page);
  dgmi_scene_end(page->scene);
}

gboolean dgmi_spans_draw(const DgmiSpans *spans, DgmiPage *page, GPtrArray *strings, GError **error)
{
  g_autoptr(DgmiRows) rows = dgmi_unit_list_rows(spans->list, page, strings);
  rows->legend = spans->legend;
  rows->tail = end_width(spans, page);
  rows->least_plot = page->style->height > 0 ? LEAST_FIXED_PLOT : LEAST_PLOT;
  if (!dgmi_rows_lay_out(rows, page, error))
    return FALSE;
  dgmi_page_open(page);
  if (rows->legend != NULL && rows->n > 0)
    dgmi_legend_draw(rows->legend, page);
  for (guint column = 0; column < rows->n_columns && rows->n > 0; column++)
  {
    const DgmiBox plot = dgmi_rows_plot(rows, page, column);
    dgmi_rank_axis_draw(column_ranks(spans, rows, column), &plot, MIN(rows->size, DGMI_SIZE_AXIS),
                        page);
  }
  dgmi_rows_draw_bands(rows, page);
  for (guint i = 0; i < rows->n; i++)
    draw_row(spans, rows, i, page);
  dgmi_page_close(page, rows->height);
  return TRUE;
}
