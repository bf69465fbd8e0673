#include "charts/page/rows-inside.h"

#include "charts/page/axis.h"

#include <math.h>

double dgmi_rows_column_x(const DgmiRows *rows, const DgmiPage *page, guint column)
{
  return page->body.x + column * (rows->column_width + rows->column_gap);
}

DgmiBox dgmi_rows_plot(const DgmiRows *rows, const DgmiPage *page, guint column)
{
  double bottom = rows->head;
  for (guint i = 0; i < rows->n; i++)
    if (rows->rows[i].column == column)
      bottom = MAX(bottom, rows->rows[i].y + rows->rows[i].height);
  return (DgmiBox){dgmi_rows_column_x(rows, page, column) + rows->plot_left,
                   page->body.y + rows->head, rows->plot_width, bottom - rows->head};
}

DgmiScale dgmi_rows_scale(const DgmiRows *rows, const DgmiPage *page, const DgmiTicks *ticks,
                          guint column)
{
  const DgmiBox plot = dgmi_rows_plot(rows, page, column);
  return (DgmiScale){DGMI_SCALE_LINEAR, ticks->at[0], ticks->at[ticks->n - 1], plot.x,
                     plot.x + plot.width};
}

void dgmi_rows_draw_axes(const DgmiRows *rows, DgmiPage *page, const DgmiTicks *ticks)
{
  for (guint column = 0; column < rows->n_columns; column++)
  {
    const DgmiScale scale = dgmi_rows_scale(rows, page, ticks, column);
    const DgmiAxis axis = {.side = DGMI_AXIS_TOP,
                           .scale = &scale,
                           .ticks = ticks,
                           .plot = dgmi_rows_plot(rows, page, column),
                           .size = MIN(rows->size, DGMI_SIZE_AXIS),
                           .zeros = TRUE,
                           .theme = page->theme,
                           .words = page->words};
    if (axis.plot.height > 0)
      dgmi_axis_draw(&axis, page->scene);
  }
}

double dgmi_rows_key_x(const DgmiRows *rows, const DgmiPage *page, guint column)
{
  double left = dgmi_rows_column_x(rows, page, column) + rows->name_left + rows->name_width;
  return left + ROWS_NAME_GAP / 2 + ROWS_KEY_WIDTH / 2;
}

double dgmi_rows_middle(const DgmiRow *row, const DgmiPage *page)
{
  return page->body.y + row->y + row->height / 2;
}

/* "Very high ≥ 0.75", shortened where the column is too narrow. */
static void draw_heading(const DgmiRows *rows, const DgmiBand *band, DgmiPage *page, double x,
                         double y)
{
  double room = rows->column_width - ROWS_EDGE - ROWS_EDGE_GAP;
  double baseline = y + dgmi_typesetter_ascent(page->typesetter, rows->size) + 1;
  gboolean cut;
  g_auto(GStrv) name = dgmi_typesetter_wrap(page->typesetter, band->name, rows->size,
                                            DGMI_WEIGHT_BOLD, (DgmiTextRoom){room, 1}, &cut);
  DgmiTextRun run = {.text = name[0],
                     .x = x,
                     .y = baseline,
                     .size = rows->size,
                     .weight = DGMI_WEIGHT_BOLD,
                     .colour = page->theme->text,
                     .role = DGMI_ROLE_LEGEND,
                     .title = cut ? band->name : NULL};
  dgmi_scene_text(page->scene, &run);
  if (band->range == NULL || cut)
    return;
  double whole = dgmi_rows_heading_width(page, band, rows->size);
  if (whole > MIN(room, rows->plot_left - ROWS_EDGE - ROWS_EDGE_GAP)) /* not across the axis */
    return;
  run.text = band->range;
  run.x += whole;
  run.anchor = DGMI_ANCHOR_END;
  run.weight = DGMI_WEIGHT_REGULAR;
  run.colour = page->theme->muted;
  dgmi_scene_text(page->scene, &run);
}

void dgmi_rows_draw_bands(const DgmiRows *rows, DgmiPage *page)
{
  for (guint i = 0; i < rows->runs->len; i++)
  {
    const DgmiBandRun *run = &g_array_index(rows->runs, DgmiBandRun, i);
    const DgmiBand *band = &rows->bands[run->band];
    double x = dgmi_rows_column_x(rows, page, run->column), y = page->body.y + run->y;
    DgmiPaint paint = DGMI_PAINT_NONE;
    paint.fill = band->colour;
    DgmiBox edge = {x, y, ROWS_EDGE, run->height};
    g_autofree char *title = g_strjoin(" ", band->name, band->range, NULL);
    dgmi_scene_rect(page->scene, DGMI_ROLE_LEGEND, &edge, &paint, title);
    draw_heading(rows, band, page, x + ROWS_EDGE + ROWS_EDGE_GAP, y);
  }
  for (guint i = 0; i < rows->n; i++)
  {
    const DgmiRow *row = &rows->rows[i];
    if (!row->gap)
      continue;
    DgmiPaint paint = DGMI_PAINT_NONE;
    paint.stroke = page->theme->axis;
    paint.dash = 3;
    double x = dgmi_rows_column_x(rows, page, row->column) + rows->name_left;
    double y = floor(page->body.y + row->gap_y) + 0.5;
    dgmi_scene_move_to(page->scene, x, y);
    dgmi_scene_line_to(page->scene, x + rows->name_width, y);
    dgmi_scene_path(page->scene, DGMI_ROLE_GRID, &paint, NULL);
  }
}

void dgmi_rows_draw_name(const DgmiRows *rows, const DgmiRow *row, DgmiPage *page)
{
  double line = dgmi_typesetter_line(page->typesetter, rows->size);
  double ascent = dgmi_typesetter_ascent(page->typesetter, rows->size);
  double x = dgmi_rows_column_x(rows, page, row->column), middle = dgmi_rows_middle(row, page);
  DgmiTextRun run = {.text = row->rank,
                     .x = x + rows->rank_right,
                     .y = middle - line / 2 + ascent,
                     .anchor = DGMI_ANCHOR_END,
                     .size = rows->size,
                     .weight = dgmi_rows_weight(row),
                     .colour = row->bold ? page->theme->text : page->theme->muted,
                     .role = DGMI_ROLE_LABEL};
  dgmi_scene_text(page->scene, &run);
  guint n = g_strv_length(row->lines);
  run.anchor = DGMI_ANCHOR_START;
  run.x = x + rows->name_left;
  run.colour = row->muted && !row->bold ? page->theme->muted : page->theme->text;
  run.title = row->name_cut ? row->name : NULL;
  for (guint i = 0; i < n; i++)
  {
    run.text = row->lines[i];
    run.y = middle + (i - n / 2.0) * line + ascent;
    dgmi_scene_text(page->scene, &run);
  }
}
