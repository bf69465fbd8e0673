#include "charts/kinds/compare-inside.h"

#include "charts/page/axis.h"
#include "charts/page/labels.h"

#include <math.h>

#define PANEL_WIDTH 186.0 /* at least */
#define PANEL_GAP 18.0
#define ROW_GAP 18.0
#define AXIS_ROOM 34.0
#define PLOT_HEIGHT 300.0 /* on a page of free height */
#define LEAST_PLOT 70.0
#define STRIP 36.0 /* width of the units behind */
#define DOT 5.5
#define SIDESTEP 11.5             /* between dots that would hide each other */
#define LABEL_LEFT (STRIP + 12.0) /* from the left of the panel */
#define HEAD_LINES 3

typedef struct
{
  DgmiComparison *comparison;
  guint n_columns, n_rows;
  double width;       /* of a panel */
  double head;        /* height of the names above */
  double plot_height; /* of a panel's plot */
  double padding;     /* above and below the plot, for labels of the outermost dots */
  double line;        /* height of a label's first line, and of both */
  double both;
  guint lines;                               /* 2 = name and value apart, 1 = the name alone */
  guint name_lines[DGMI_COMPARE_MOST_UNITS]; /* that a unit's name takes */
  DgmiTicks ticks;
} Panels;

static DgmiLettering heading(const Panels *panels, guint node)
{
  const DgmiPage *page = panels->comparison->page;
  return (DgmiLettering){.text = panels->comparison->input->nodes[node],
                         .size = DGMI_SIZE_LABEL + 1,
                         .weight = node == 0 ? DGMI_WEIGHT_BOLD : DGMI_WEIGHT_SEMIBOLD,
                         .colour = page->theme->text,
                         .role = DGMI_ROLE_LABEL,
                         .width = panels->width - 4,
                         .lines = HEAD_LINES};
}

/* Finds columns, rows and sizes. FALSE if the page is too small. */
static gboolean lay_out(Panels *panels, GError **error)
{
  DgmiPage *page = panels->comparison->page;
  const guint n = panels->comparison->input->n_nodes;
  if (!dgmi_page_lay_out_plot(page, 0.3, LEAST_PLOT, error))
    return FALSE;
  double room = page->body.width - AXIS_ROOM;
  guint most = (guint)MAX(floor((room + PANEL_GAP) / (PANEL_WIDTH + PANEL_GAP)), 1);
  panels->n_rows = (n + most - 1) / most;
  panels->n_columns = (n + panels->n_rows - 1) / panels->n_rows;
  panels->width = (room - (panels->n_columns - 1) * PANEL_GAP) / panels->n_columns;
  guint lines = 1;
  for (guint node = 0; node < n; node++)
  {
    guint these;
    const DgmiLettering name = heading(panels, node);
    dgmi_lettering_width(&name, page, &these);
    lines = MAX(lines, these);
  }
  panels->head = ceil(lines * dgmi_typesetter_line(page->typesetter, DGMI_SIZE_LABEL + 1)) + 6;
  panels->line = dgmi_typesetter_line(page->typesetter, DGMI_SIZE_LABEL);
  panels->both = panels->line + dgmi_typesetter_line(page->typesetter, DGMI_SIZE_AXIS);
  panels->padding = ceil(panels->both / 2);
  double free_height = MAX(PLOT_HEIGHT, panels->comparison->input->n_units * panels->both);
  if (panels->n_rows > 1)
    free_height = MAX(free_height * 0.7, panels->comparison->input->n_units * panels->both);
  double each =
      page->body.height / panels->n_rows - ROW_GAP * (panels->n_rows - 1.0) / panels->n_rows;
  panels->plot_height =
      page->style->height > 0 ? each - panels->head - 2 * panels->padding : free_height;
  if (panels->plot_height >= LEAST_PLOT)
    return TRUE;
  dgmi_page_refuse(page, error);
  return FALSE;
}

static DgmiScale value_scale(const Panels *panels, double top)
{
  const DgmiTicks *ticks = &panels->ticks;
  return (DgmiScale){DGMI_SCALE_LINEAR, ticks->at[0], ticks->at[ticks->n - 1],
                     top + panels->plot_height, top};
}

static void draw_others(const Panels *panels, guint node, double x, const DgmiScale *scale)
{
  const DgmiCompareInput *input = panels->comparison->input;
  DgmiScene *scene = panels->comparison->page->scene;
  DgmiPaint paint = DGMI_PAINT_NONE;
  const DgmiTheme *theme = panels->comparison->page->theme;
  paint.stroke = dgmi_colour_mix(theme->plain, theme->background, 0.7);
  gboolean any = FALSE;
  for (guint i = 0; i < input->n_others; i++)
  {
    const double value = input->others[(gsize)node * input->n_others + i];
    if (isnan(value))
      continue;
    double y = dgmi_scale_map(scale, value);
    dgmi_scene_move_to(scene, x, y);
    dgmi_scene_line_to(scene, x + STRIP, y);
    any = TRUE;
  }
  if (any)
    dgmi_scene_path(scene, DGMI_ROLE_MARK, &paint, input->nodes[node]);
}

static void draw_label(Panels *panels, guint node, guint unit, double x,
                       const DgmiStackLabel *label)
{
  DgmiComparison *comparison = panels->comparison;
  DgmiPage *page = comparison->page;
  const char *text = dgmi_comparison_text(comparison, node, unit);
  const char *title = dgmi_comparison_title(comparison, node, unit);
  DgmiLettering name = {.text = comparison->names[unit],
                        .x = x + LABEL_LEFT,
                        .middle = label->placed,
                        .size = DGMI_SIZE_LABEL,
                        .weight = DGMI_WEIGHT_SEMIBOLD,
                        .colour = dgmi_comparison_text_colour(comparison, unit),
                        .role = DGMI_ROLE_LABEL,
                        .width = panels->width - LABEL_LEFT,
                        .title = title};
  const double extra = (panels->name_lines[unit] - 1) * panels->line;
  name.lines = panels->name_lines[unit];
  DgmiLettering value = name;
  value.text = text;
  value.lines = 1;
  value.weight = DGMI_WEIGHT_REGULAR;
  value.size = DGMI_SIZE_AXIS;
  value.colour = page->theme->muted;
  value.role = DGMI_ROLE_VALUE;
  if (panels->lines == 2)
  {
    name.middle = label->placed - panels->both / 2 + panels->line / 2;
    value.middle = label->placed + (panels->both + extra) / 2 - (panels->both - panels->line) / 2;
    dgmi_lettering_draw(&value, page);
  }
  dgmi_lettering_draw(&name, page);
}

/* Moves dots at about the same height beside each other, within the strip as long as that goes. */
static void place_dots(const DgmiStackLabel *labels, guint n, double middle, double *x)
{
  static const double steps[] = {0, 1, -1};
  for (guint i = 0; i < n; i++)
    for (guint s = 0; s < G_N_ELEMENTS(steps); s++)
    {
      gboolean free = TRUE;
      x[i] = middle + steps[s] * SIDESTEP;
      for (guint k = 0; k < i; k++)
        free = free &&
               (fabs(x[k] - x[i]) > 1 || fabs(labels[k].wanted - labels[i].wanted) >= 1.6 * DOT);
      if (free)
        break;
    }
}

static double label_height(const Panels *panels, guint unit)
{
  const double name = panels->name_lines[unit] * panels->line;
  return panels->lines == 2 ? name + panels->both - panels->line : name;
}

/* Whether values stand below names, and which names take two lines, as far as there is room. */
static void set_lines(Panels *panels)
{
  DgmiComparison *comparison = panels->comparison;
  const guint n = comparison->input->n_units;
  const double room = panels->plot_height + 2 * panels->padding;
  panels->lines = n * (panels->both + 1) - 1 <= room ? 2 : 1;
  double spare = panels->lines == 2 ? room - (n * (panels->both + 1) - 1) : 0;
  for (guint unit = 0; unit < n; unit++)
  {
    const double width = dgmi_text_width(comparison->page, comparison->names[unit], DGMI_SIZE_LABEL,
                                         DGMI_WEIGHT_SEMIBOLD);
    const gboolean two = width > panels->width - LABEL_LEFT && spare >= panels->line;
    panels->name_lines[unit] = two ? 2 : 1;
    spare -= two ? panels->line : 0;
  }
}

static void draw_panel(Panels *panels, guint node, double x, double top)
{
  DgmiComparison *comparison = panels->comparison;
  const DgmiCompareInput *input = comparison->input;
  DgmiScene *scene = comparison->page->scene;
  DgmiScale scale = value_scale(panels, top);
  DgmiStackLabel labels[DGMI_COMPARE_MOST_UNITS];
  double bottom = top + panels->plot_height;
  draw_others(panels, node, x, &scale);
  for (guint unit = 0; unit < input->n_units; unit++)
  {
    const double value = dgmi_comparison_value(comparison, node, unit);
    labels[unit] = (DgmiStackLabel){.wanted = isnan(value) ? bottom + panels->padding
                                                           : dgmi_scale_map(&scale, value),
                                    .height = label_height(panels, unit),
                                    .importance = input->units[unit].highlighted ? 2 : 1};
  }
  comparison->left_out +=
      dgmi_labels_stack(labels, input->n_units, top - panels->padding, bottom + panels->padding, 1);
  double dots[DGMI_COMPARE_MOST_UNITS];
  place_dots(labels, input->n_units, x + STRIP / 2, dots);
  for (guint unit = 0; unit < input->n_units; unit++)
  {
    const double value = dgmi_comparison_value(comparison, node, unit);
    const double dot_x = dots[unit], y = labels[unit].wanted;
    if (!isnan(value) && dgmi_label_needs_leader(&labels[unit]))
    {
      dgmi_scene_line(scene, DGMI_ROLE_LEADER, (DgmiPoint){dot_x + DOT, y},
                      (DgmiPoint){x + STRIP + 2, y}, comparison->page->theme->axis, 0.75);
      dgmi_scene_line(scene, DGMI_ROLE_LEADER, (DgmiPoint){x + STRIP + 2, y},
                      (DgmiPoint){x + LABEL_LEFT - 2, labels[unit].placed},
                      comparison->page->theme->axis, 0.75);
    }
    if (!isnan(value))
      dgmi_comparison_dot(comparison, node, unit, dot_x, y, DOT);
    if (!labels[unit].dropped)
      draw_label(panels, node, unit, x, &labels[unit]);
  }
}

/* The axis of a row of panels, with its lines behind all of them. */
static void draw_axis(const Panels *panels, double top, guint n)
{
  const DgmiPage *page = panels->comparison->page;
  DgmiScale scale = value_scale(panels, top);
  for (guint i = 0; i < n; i++)
  {
    double x = page->body.x + AXIS_ROOM + i * (panels->width + PANEL_GAP);
    for (guint t = 0; t < panels->ticks.n; t++)
    {
      double y = dgmi_scale_map(&scale, panels->ticks.at[t]);
      dgmi_scene_line(page->scene, DGMI_ROLE_GRID, (DgmiPoint){x, y}, (DgmiPoint){x + STRIP, y},
                      page->theme->grid, 1);
    }
  }
  DgmiAxis axis = {.side = DGMI_AXIS_LEFT,
                   .scale = &scale,
                   .ticks = &panels->ticks,
                   .plot = {page->body.x + AXIS_ROOM, top, STRIP, panels->plot_height},
                   .size = DGMI_SIZE_AXIS,
                   .theme = page->theme,
                   .words = page->words};
  dgmi_axis_draw(&axis, page->scene);
}

gboolean dgmi_compare_panels(DgmiComparison *comparison, GError **error)
{
  DgmiPage *page = comparison->page;
  Panels panels = {.comparison = comparison};
  if (!lay_out(&panels, error))
    return FALSE;
  const guint n = comparison->input->n_nodes;
  set_lines(&panels);
  dgmi_ticks_linear(comparison->low, comparison->high, dgmi_axis_room(panels.plot_height, 26, 6),
                    &panels.ticks);
  dgmi_page_open(page);
  double height = panels.head + 2 * panels.padding + panels.plot_height;
  for (guint node = 0; node < n; node++)
  {
    guint column = node % panels.n_columns, row = node / panels.n_columns;
    double x = page->body.x + AXIS_ROOM + column * (panels.width + PANEL_GAP);
    double y = page->body.y + row * (height + ROW_GAP);
    double top = y + panels.head + panels.padding;
    if (column == 0)
      draw_axis(&panels, top, MIN(n - node, panels.n_columns));
    DgmiLettering name = heading(&panels, node);
    guint lines;
    dgmi_lettering_width(&name, page, &lines);
    name.x = x;
    name.middle = y + lines * dgmi_typesetter_line(page->typesetter, DGMI_SIZE_LABEL + 1) / 2;
    dgmi_lettering_draw(&name, page);
    draw_panel(&panels, node, x, top);
  }
  dgmi_page_close(page, panels.n_rows * (height + ROW_GAP) - ROW_GAP);
  return TRUE;
}
