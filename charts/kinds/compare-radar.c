/* An axis a pillar around a centre, a polygon a unit. */
#include "charts/kinds/compare-inside.h"

#include <math.h>

#define LABEL_GAP 10.0
#define LABEL_SHARE 0.26   /* of the width, for names at either side */
#define UPRIGHT_SHARE 0.18 /* likewise, of a page that is higher than wide */
#define NARROW 480.0
#define DOT 4.5
#define LEAST_RADIUS 50.0
#define FREE_RADIUS 190.0
#define PI 3.14159265358979323846

typedef struct
{
  DgmiComparison *comparison;
  double x, y, radius;
  double label_width;
  DgmiTicks ticks;
} Radar;

/* Axis `i` of n points up and goes round with the clock. */
static double angle_of(const Radar *radar, guint node)
{
  return 2 * PI * (node - 1) / (radar->comparison->input->n_nodes - 1);
}

static void point(const Radar *radar, guint node, double share, double *x, double *y)
{
  *x = radar->x + radar->radius * share * sin(angle_of(radar, node));
  *y = radar->y - radar->radius * share * cos(angle_of(radar, node));
}

static double share_of(const Radar *radar, double value)
{
  const DgmiTicks *ticks = &radar->ticks;
  return (value - ticks->at[0]) / (ticks->at[ticks->n - 1] - ticks->at[0]);
}

static gboolean lay_out(Radar *radar, GError **error)
{
  DgmiComparison *comparison = radar->comparison;
  DgmiPage *page = comparison->page;
  if (!dgmi_page_lay_out_plot(page, 0, 2 * LEAST_RADIUS, error))
    return FALSE;
  double legend = dgmi_legend_height(&comparison->legend, page);
  double label = 3 * dgmi_typesetter_line(page->typesetter, DGMI_SIZE_LABEL) + LABEL_GAP;
  const gboolean upright = page->style->height > page->style->width;
  radar->label_width = floor(page->body.width * (upright ? UPRIGHT_SHARE : LABEL_SHARE));
  for (guint node = 1; page->body.width < NARROW && node < comparison->input->n_nodes; node++)
    radar->label_width =
        MAX(radar->label_width, dgmi_word_width(page, comparison->input->nodes[node],
                                                DGMI_SIZE_LABEL, DGMI_WEIGHT_SEMIBOLD) +
                                    1);
  radar->label_width =
      MIN(radar->label_width, floor(page->body.width / 2 - LEAST_RADIUS - LABEL_GAP));
  radar->radius = page->body.width / 2 - radar->label_width - LABEL_GAP;
  double below = 0; /* how far the lowest axis reaches, in radii */
  for (guint node = 1; node < comparison->input->n_nodes; node++)
    below = MAX(below, -cos(angle_of(radar, node)));
  double room = page->style->height > 0 ? (page->body.height - legend - 2 * label) / (1 + below)
                                        : FREE_RADIUS;
  radar->radius = floor(MIN(radar->radius, room));
  radar->x = page->body.x + page->body.width / 2;
  radar->y = page->body.y + legend + label + radar->radius;
  page->body.height = legend + 2 * label + radar->radius * (1 + below);
  if (radar->radius >= LEAST_RADIUS && radar->label_width >= LEAST_RADIUS)
    return TRUE;
  dgmi_page_refuse(page, error);
  return FALSE;
}

static void trace_ring(const Radar *radar, double share)
{
  DgmiScene *scene = radar->comparison->page->scene;
  for (guint node = 1; node < radar->comparison->input->n_nodes; node++)
  {
    double x, y;
    point(radar, node, share, &x, &y);
    if (node == 1)
      dgmi_scene_move_to(scene, x, y);
    else
      dgmi_scene_line_to(scene, x, y);
  }
  dgmi_scene_close(scene);
}

static void draw_web(const Radar *radar)
{
  DgmiPage *page = radar->comparison->page;
  DgmiPaint paint = DGMI_PAINT_NONE;
  paint.stroke = page->theme->grid;
  for (guint t = 1; t < radar->ticks.n; t++)
  {
    trace_ring(radar, share_of(radar, radar->ticks.at[t]));
    dgmi_scene_path(page->scene, DGMI_ROLE_GRID, &paint, NULL);
  }
  for (guint node = 1; node < radar->comparison->input->n_nodes; node++)
  {
    double x, y;
    point(radar, node, 1, &x, &y);
    dgmi_scene_line(page->scene, DGMI_ROLE_GRID, (DgmiPoint){radar->x, radar->y}, (DgmiPoint){x, y},
                    page->theme->grid, 1);
  }
}

static void draw_names(const Radar *radar)
{
  DgmiPage *page = radar->comparison->page;
  double line = dgmi_typesetter_line(page->typesetter, DGMI_SIZE_LABEL);
  for (guint node = 1; node < radar->comparison->input->n_nodes; node++)
  {
    double across = sin(angle_of(radar, node)), down = -cos(angle_of(radar, node)), x, y;
    DgmiLettering name = {.text = radar->comparison->input->nodes[node],
                          .size = DGMI_SIZE_LABEL,
                          .weight = DGMI_WEIGHT_SEMIBOLD,
                          .colour = page->theme->text,
                          .role = DGMI_ROLE_LABEL,
                          .width = radar->label_width,
                          .lines = 3};
    guint lines;
    double gap = 1 + LABEL_GAP / radar->radius;
    dgmi_lettering_width(&name, page, &lines);
    point(radar, node, gap, &x, &y);
    gboolean middle = fabs(across) < 0.2;
    name.x = x;
    name.anchor = middle ? DGMI_ANCHOR_MIDDLE : across > 0 ? DGMI_ANCHOR_START : DGMI_ANCHOR_END;
    name.middle = y + (middle ? down * lines * line / 2 : down * lines * line / 4);
    dgmi_lettering_draw(&name, page);
  }
}

/* Points that are missing break the line. */
static void draw_unit(const Radar *radar, guint unit)
{
  DgmiComparison *comparison = radar->comparison;
  DgmiScene *scene = comparison->page->scene;
  const guint n = comparison->input->n_nodes;
  DgmiPaint paint = DGMI_PAINT_NONE;
  paint.stroke = dgmi_comparison_colour(comparison, unit);
  paint.line_width = 2;
  paint.dash = comparison->page->theme->grey ? 4.0 * unit : 0;
  gboolean any = FALSE;
  for (guint node = 1; node < n; node++)
  {
    guint next = node + 1 < n ? node + 1 : 1;
    double a = dgmi_comparison_value(comparison, node, unit);
    double b = dgmi_comparison_value(comparison, next, unit), x, y;
    if (isnan(a) || isnan(b))
      continue;
    point(radar, node, share_of(radar, a), &x, &y);
    dgmi_scene_move_to(scene, x, y);
    point(radar, next, share_of(radar, b), &x, &y);
    dgmi_scene_line_to(scene, x, y);
    any = TRUE;
  }
  if (any)
    dgmi_scene_path(scene, DGMI_ROLE_MARK, &paint, comparison->names[unit]);
  for (guint node = 1; node < n; node++)
  {
    double value = dgmi_comparison_value(comparison, node, unit), x, y;
    if (isnan(value))
      continue;
    point(radar, node, share_of(radar, value), &x, &y);
    dgmi_comparison_dot(comparison, node, unit, x, y, DOT);
  }
}

/* Numbers on the rings would lie under the polygons: a note says what the rings are. */
static void add_note(const Radar *radar)
{
  const DgmiTicks *ticks = &radar->ticks;
  DgmiPage *page = radar->comparison->page;
  g_autofree char *low = dgmi_words_number(page->words, ticks->at[0], ticks->digits);
  g_autofree char *high = dgmi_words_number(page->words, ticks->at[ticks->n - 1], ticks->digits);
  g_autofree char *step =
      dgmi_words_number(page->words, ticks->at[1] - ticks->at[0], ticks->digits);
  dgmi_page_note(page,
                 dgmi_words_fill(page->words, "The centre is $1, the edge $2, rings are $3 apart.",
                                 low, high, step));
}

gboolean dgmi_compare_radar(DgmiComparison *comparison, GError **error)
{
  Radar radar = {.comparison = comparison};
  dgmi_ticks_linear(comparison->low, comparison->high, 6, &radar.ticks);
  add_note(&radar);
  if (!lay_out(&radar, error))
    return FALSE;
  dgmi_page_open(comparison->page);
  dgmi_legend_draw(&comparison->legend, comparison->page);
  draw_web(&radar);
  for (guint unit = 0; unit < comparison->input->n_units; unit++)
    draw_unit(&radar, unit);
  draw_names(&radar);
  dgmi_page_close(comparison->page, comparison->page->body.height);
  return TRUE;
}
