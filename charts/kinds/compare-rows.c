/* A row a node: strips, dumbbells, bars. */
#include "charts/kinds/compare-inside.h"

#include "charts/page/axis.h"
#include "charts/page/labels.h"

#include <math.h>

#define NAME_SHARE 0.3 /* of the width, at most */
#define NARROW 480.0
#define NARROW_SHARE 0.42
#define NAME_GAP 14.0
#define HEAD_GAP 6.0
#define DOT 6.0
#define TICK 9.0 /* half the height of a unit behind */
#define VALUE_GAP 5.0
#define BAR 15.0
#define BAR_GAP 2.0
#define ROW_PADDING 9.0
#define MOST_STRETCH 3.2 /* of rows, to fill a page */
#define MOST_THICKER 2.2 /* of bars and strips */

typedef struct
{
  DgmiComparison *comparison;
  double name_width, value_width;
  double line;   /* height of a line of labels */
  double height; /* of a row */
  double bar;
  double tick; /* half the height of a strip */
  DgmiBox plot;
  DgmiTicks ticks;
  DgmiScale scale;
} Rows;

static const char *number(const Rows *rows, guint node, guint unit)
{
  DgmiComparison *comparison = rows->comparison;
  const double value = dgmi_comparison_value(comparison, node, unit);
  if (isnan(value))
    return dgmi_words_say(comparison->page->words, "no score");
  return dgmi_keep(comparison->strings,
                   dgmi_words_number(comparison->page->words, value, comparison->input->digits));
}

static DgmiLettering node_name(const Rows *rows, guint node)
{
  return (DgmiLettering){.text = rows->comparison->input->nodes[node],
                         .size = DGMI_SIZE_LABEL,
                         .weight = node == 0 ? DGMI_WEIGHT_BOLD : DGMI_WEIGHT_REGULAR,
                         .colour = rows->comparison->page->theme->text,
                         .role = DGMI_ROLE_LABEL,
                         .width = rows->name_width,
                         .lines = 2};
}

static void set_widths(Rows *rows)
{
  DgmiComparison *comparison = rows->comparison;
  DgmiPage *page = comparison->page;
  rows->line = ceil(dgmi_typesetter_line(page->typesetter, DGMI_SIZE_LABEL));
  double widest = 0;
  rows->name_width = 0;
  for (guint node = 0; node < comparison->input->n_nodes; node++)
  {
    const DgmiLettering name = node_name(rows, node);
    widest = MAX(widest, dgmi_text_width(page, name.text, name.size, name.weight));
    for (guint unit = 0; unit < comparison->input->n_units; unit++)
      rows->value_width =
          MAX(rows->value_width,
              dgmi_text_width(page, number(rows, node, unit), DGMI_SIZE_LABEL, DGMI_WEIGHT_BOLD));
  }
  rows->name_width =
      MIN(ceil(widest) + 1,
          floor(page->body.width * (page->body.width < NARROW ? NARROW_SHARE : NAME_SHARE)));
}

static double wanted_height(const Rows *rows)
{
  const DgmiCompareInput *input = rows->comparison->input;
  double content = 2 * rows->line;
  if (input->shape == DGMI_COMPARE_BARS)
    content = MAX(content, input->n_units * (BAR + BAR_GAP));
  if (input->shape == DGMI_COMPARE_STRIP)
    content = MAX(content, 2 * TICK + rows->line + 4);
  return content + 2 * ROW_PADDING;
}

/* On a page of fixed height: rows as high as fill it, within reason; room is cut from padding and
 * from bars, never from type. FALSE if there is too little. */
static gboolean fit_height(Rows *rows, double head)
{
  DgmiComparison *comparison = rows->comparison;
  const guint n = comparison->input->n_nodes, n_units = comparison->input->n_units;
  const gboolean bars = comparison->input->shape == DGMI_COMPARE_BARS;
  const double wanted = rows->height;
  rows->height = MIN(floor((comparison->page->body.height - head) / n), wanted * MOST_STRETCH);
  if (bars)
    rows->bar = CLAMP((rows->height - ROW_PADDING) / n_units - BAR_GAP, rows->line - BAR_GAP,
                      MOST_THICKER * BAR);
  rows->tick = TICK * CLAMP(rows->height / wanted, 1, MOST_THICKER);
  return rows->height >= (bars ? MAX(n_units * (rows->bar + BAR_GAP), 2 * rows->line) + 2
                               : wanted - 2 * ROW_PADDING + 2);
}

static gboolean lay_out(Rows *rows, GError **error)
{
  DgmiComparison *comparison = rows->comparison;
  DgmiPage *page = comparison->page;
  const guint n = comparison->input->n_nodes;
  /* Type is enlarged with the page, but not where that leaves too little room. */
  for (guint pass = 0; pass < 2; pass++)
  {
    if (pass == 0 && !dgmi_page_lay_out_plot(page, 0, 60, error))
      return FALSE;
    if (pass == 1)
      dgmi_page_lay_out(page, 1);
    set_widths(rows);
    double legend = dgmi_legend_height(&comparison->legend, page);
    double head = legend + ceil(dgmi_typesetter_line(page->typesetter, DGMI_SIZE_AXIS)) + HEAD_GAP;
    rows->height = wanted_height(rows);
    rows->bar = BAR;
    rows->tick = TICK;
    double side = rows->value_width + VALUE_GAP + DOT;
    double left = page->body.x + rows->name_width + NAME_GAP;
    gboolean two_sided = comparison->input->shape == DGMI_COMPARE_DUMBBELL;
    gboolean fits = page->style->height == 0 || fit_height(rows, head);
    rows->plot =
        (DgmiBox){left + (two_sided ? side : DOT), page->body.y + head, 0, rows->height * n};
    rows->plot.width = page->body.x + page->body.width - side - rows->plot.x;
    if (fits && rows->plot.width >= 60)
      return TRUE;
    if (page->zoom <= 1)
      break;
  }
  dgmi_page_refuse(page, error);
  return FALSE;
}

static void draw_value(const Rows *rows, guint node, guint unit, double x, double middle,
                       DgmiAnchor anchor)
{
  DgmiComparison *comparison = rows->comparison;
  const DgmiLettering value = {.text = number(rows, node, unit),
                               .x = x,
                               .middle = middle,
                               .anchor = anchor,
                               .size = DGMI_SIZE_LABEL,
                               .weight = node == 0 ? DGMI_WEIGHT_BOLD : DGMI_WEIGHT_REGULAR,
                               .colour = dgmi_comparison_text_colour(comparison, unit),
                               .role = DGMI_ROLE_VALUE};
  dgmi_lettering_draw(&value, comparison->page);
}

static void draw_dot(const Rows *rows, guint node, guint unit, double middle)
{
  DgmiComparison *comparison = rows->comparison;
  dgmi_comparison_dot(comparison, node, unit,
                      dgmi_scale_map(&rows->scale, dgmi_comparison_value(comparison, node, unit)),
                      middle, DOT);
}

static void draw_dumbbell(const Rows *rows, guint node, double middle)
{
  DgmiComparison *comparison = rows->comparison;
  double a = dgmi_comparison_value(comparison, node, 0);
  double b = dgmi_comparison_value(comparison, node, 1);
  double xa = dgmi_scale_map(&rows->scale, a), xb = dgmi_scale_map(&rows->scale, b);
  if (!isnan(a) && !isnan(b))
    dgmi_scene_line(comparison->page->scene, DGMI_ROLE_NONE, (DgmiPoint){xa, middle},
                    (DgmiPoint){xb, middle}, comparison->page->theme->plain, 3);
  gboolean a_left = isnan(b) || a <= b;
  double gap = DOT + VALUE_GAP;
  for (guint unit = 0; unit < 2; unit++)
  {
    const gboolean left = (unit == 0) == a_left;
    const double x = unit == 0 ? xa : xb;
    if (isnan(x))
      continue;
    draw_dot(rows, node, unit, middle);
    draw_value(rows, node, unit, left ? x - gap : x + gap, middle,
               left ? DGMI_ANCHOR_END : DGMI_ANCHOR_START);
  }
}

/* Values stand below the strip, moved apart. */
static void draw_strip(const Rows *rows, guint node, double middle)
{
  DgmiComparison *comparison = rows->comparison;
  const DgmiCompareInput *input = comparison->input;
  DgmiScene *scene = comparison->page->scene;
  double centre = middle - rows->line / 2 - 1, below = centre + rows->tick + 3 + rows->line / 2;
  DgmiPaint paint = DGMI_PAINT_NONE;
  paint.stroke = comparison->page->theme->plain;
  guint drawn = 0;
  for (guint i = 0; i < input->n_others; i++)
  {
    double x = dgmi_scale_map(&rows->scale, input->others[(gsize)node * input->n_others + i]);
    if (isnan(x))
      continue;
    dgmi_scene_move_to(scene, x, centre - rows->tick);
    dgmi_scene_line_to(scene, x, centre + rows->tick);
    drawn++;
  }
  if (drawn > 0)
    dgmi_scene_path(scene, DGMI_ROLE_MARK, &paint, input->nodes[node]);
  DgmiStackLabel labels[DGMI_COMPARE_MOST_UNITS];
  guint of[DGMI_COMPARE_MOST_UNITS], n = 0;
  for (guint unit = 0; unit < input->n_units; unit++)
  {
    double x = dgmi_scale_map(&rows->scale, dgmi_comparison_value(comparison, node, unit));
    if (isnan(x))
      continue;
    labels[n] = (DgmiStackLabel){.wanted = x, .height = rows->value_width + 4, .importance = 1};
    of[n++] = unit;
    draw_dot(rows, node, unit, centre);
  }
  comparison->left_out += dgmi_labels_stack(labels, n, rows->plot.x - DOT - VALUE_GAP,
                                            rows->plot.x + rows->plot.width + rows->value_width, 2);
  for (guint i = 0; i < n; i++)
    if (!labels[i].dropped)
      draw_value(rows, node, of[i], labels[i].placed, below, DGMI_ANCHOR_MIDDLE);
}

static void draw_bars(const Rows *rows, guint node, double middle)
{
  DgmiComparison *comparison = rows->comparison;
  const guint n = comparison->input->n_units;
  double zero = dgmi_scale_map(&rows->scale, CLAMP(0, rows->scale.low, rows->scale.high));
  for (guint unit = 0; unit < n; unit++)
  {
    const double value = dgmi_comparison_value(comparison, node, unit);
    double y = middle + (unit - n / 2.0) * (rows->bar + BAR_GAP);
    double end = isnan(value) ? zero : dgmi_scale_map(&rows->scale, value);
    DgmiPaint paint = DGMI_PAINT_NONE;
    paint.fill = dgmi_theme_group(comparison->page->theme, unit);
    dgmi_theme_group_hatch(comparison->page->theme, unit, &paint.hatch, &paint.hatch_colour);
    DgmiBox box = {MIN(zero, end), y, MAX(fabs(end - zero), 0.5), rows->bar};
    if (!isnan(value))
      dgmi_scene_rect(comparison->page->scene, DGMI_ROLE_MARK, &box, &paint,
                      dgmi_comparison_title(comparison, node, unit));
    draw_value(rows, node, unit, MAX(end, zero) + VALUE_GAP, y + rows->bar / 2, DGMI_ANCHOR_START);
  }
}

static void draw_row(const Rows *rows, guint node)
{
  DgmiPage *page = rows->comparison->page;
  double middle = rows->plot.y + (node + 0.5) * rows->height;
  DgmiLettering name = node_name(rows, node);
  name.x = page->body.x;
  name.middle = middle;
  dgmi_lettering_draw(&name, page);
  if (node == 1) /* the index is set apart from its parts */
    dgmi_scene_line(page->scene, DGMI_ROLE_GRID,
                    (DgmiPoint){page->body.x, rows->plot.y + rows->height},
                    (DgmiPoint){rows->plot.x + rows->plot.width, rows->plot.y + rows->height},
                    page->theme->axis, 0.75);
  switch (rows->comparison->input->shape)
  {
  case DGMI_COMPARE_DUMBBELL:
    draw_dumbbell(rows, node, middle);
    break;
  case DGMI_COMPARE_STRIP:
    draw_strip(rows, node, middle);
    break;
  default:
    draw_bars(rows, node, middle);
    break;
  }
}

/* Bars in the print theme are told apart by greys and patterns, other marks by shapes. */
static void adapt_legend(DgmiComparison *comparison)
{
  if (comparison->input->shape != DGMI_COMPARE_BARS)
    return;
  for (guint unit = 0; unit < comparison->input->n_units; unit++)
  {
    DgmiLegendEntry *entry = &comparison->entries[unit];
    entry->shape = DGMI_SHAPE_SQUARE;
    entry->colour = dgmi_theme_group(comparison->page->theme, unit);
    dgmi_theme_group_hatch(comparison->page->theme, unit, &entry->hatch, &entry->hatch_colour);
  }
}

gboolean dgmi_compare_rows(DgmiComparison *comparison, GError **error)
{
  DgmiPage *page = comparison->page;
  Rows rows = {.comparison = comparison};
  adapt_legend(comparison);
  if (!lay_out(&rows, error))
    return FALSE;
  double low = comparison->low, high = comparison->high;
  if (comparison->input->shape == DGMI_COMPARE_BARS)
  {
    low = MIN(low, 0);
    high = MAX(high, 0);
  }
  dgmi_ticks_linear(low, high, MAX(dgmi_axis_room(rows.plot.width, 40, 6), 3), &rows.ticks);
  rows.scale = (DgmiScale){DGMI_SCALE_LINEAR, rows.ticks.at[0], rows.ticks.at[rows.ticks.n - 1],
                           rows.plot.x, rows.plot.x + rows.plot.width};
  dgmi_page_open(page);
  dgmi_legend_draw(&comparison->legend, page);
  DgmiAxis axis = {.side = DGMI_AXIS_TOP,
                   .scale = &rows.scale,
                   .ticks = &rows.ticks,
                   .plot = rows.plot,
                   .size = DGMI_SIZE_AXIS,
                   .zeros = TRUE,
                   .theme = page->theme,
                   .words = page->words};
  dgmi_axis_draw(&axis, page->scene);
  for (guint node = 0; node < comparison->input->n_nodes; node++)
    draw_row(&rows, node);
  dgmi_page_close(page, rows.plot.y + rows.plot.height - page->body.y);
  return TRUE;
}
