#include "charts/framework-inside.h"

#include "charts/labels.h"

#include <math.h>

#define PI 3.14159265358979323846
#define SIDE_SHARE 0.25 /* of the width, for the names at either side */
#define LEADER 12.0
#define LEAST_RADIUS 70.0
#define FREE_RADIUS 210.0
#define CORE 0.62 /* of a ring's width: the radius of the middle */
#define PADDING 3.0
#define ARC_STEP (PI / 12)

typedef struct
{
  DgmiTreePicture *tree;
  double x, y, ring; /* the middle; width of a ring */
  double side;       /* px for names */
  GArray *outside;   /* guint: items that are named outside */
} Sunburst;

static double inner(const Sunburst *sunburst, guint level)
{
  return level == 0 ? 0 : sunburst->ring * (CORE + level - 1);
}

static double outer(const Sunburst *sunburst, guint level)
{
  return sunburst->ring * (CORE + level);
}

static gboolean is_leaf(const DgmiTreePicture *tree, guint item)
{
  return item + 1 == tree->input->n_items || tree->input->items[item + 1].parent != (int)item;
}

/* Angles run with the clock from the top. */
static void polar(const Sunburst *sunburst, double radius, double angle, double *x, double *y)
{
  *x = sunburst->x + radius * sin(angle);
  *y = sunburst->y - radius * cos(angle);
}

static gboolean lay_out(Sunburst *sunburst, GError **error)
{
  DgmiPage *page = sunburst->tree->page;
  if (!dgmi_page_lay_out_plot(page, 0, 2 * LEAST_RADIUS, error))
    return FALSE;
  sunburst->side = floor(page->body.width * SIDE_SHARE);
  double radius = page->body.width / 2 - sunburst->side - LEADER - 4;
  radius = MIN(radius, page->style->height > 0 ? page->body.height / 2 : FREE_RADIUS);
  sunburst->ring = radius / (sunburst->tree->n_levels - 1 + CORE);
  sunburst->x = page->body.x + page->body.width / 2;
  sunburst->y = page->body.y + radius;
  page->body.height = 2 * radius;
  if (radius >= LEAST_RADIUS)
    return TRUE;
  dgmi_page_refuse(page, error);
  return FALSE;
}

/* An arc as Beziers of no more than ARC_STEP each, from where the pen is. */
static void add_arc(const Sunburst *sunburst, double radius, double from, double to)
{
  DgmiScene *scene = sunburst->tree->page->scene;
  const guint steps = (guint)MAX(ceil(fabs(to - from) / ARC_STEP), 1);
  const double step = (to - from) / steps, handle = 4.0 / 3 * tan(step / 4) * radius;
  for (guint i = 0; i < steps; i++)
  {
    const double a = from + i * step, b = a + step;
    double x0, y0, x1, y1;
    polar(sunburst, radius, a, &x0, &y0);
    polar(sunburst, radius, b, &x1, &y1);
    dgmi_scene_curve_to(scene, x0 + handle * cos(a), y0 + handle * sin(a), x1 - handle * cos(b),
                        y1 - handle * sin(b), x1, y1);
  }
}

static void draw_segment(const Sunburst *sunburst, guint item)
{
  const DgmiTreePicture *tree = sunburst->tree;
  DgmiScene *scene = tree->page->scene;
  const guint level = tree->depth[item], end = is_leaf(tree, item) ? tree->n_levels - 1 : level;
  const double from = 2 * PI * tree->start[item], to = from + 2 * PI * tree->extent[item];
  const double r0 = inner(sunburst, level), r1 = outer(sunburst, end);
  const DgmiPaint paint = dgmi_tree_paint(tree, item);
  double x, y;
  polar(sunburst, r1, from, &x, &y);
  dgmi_scene_move_to(scene, x, y);
  add_arc(sunburst, r1, from, to);
  if (r0 > 0)
  {
    polar(sunburst, r0, to, &x, &y);
    dgmi_scene_line_to(scene, x, y);
    add_arc(sunburst, r0, to, from);
  }
  dgmi_scene_close(scene);
  g_autofree char *title = dgmi_tree_title(tree, item);
  dgmi_scene_path(scene, DGMI_ROLE_MARK, &paint, title);
}

/* Whether a box lies in a segment: all points of its edge do. */
static gboolean holds(const Sunburst *sunburst, guint item, const DgmiBox *box)
{
  const DgmiTreePicture *tree = sunburst->tree;
  const guint level = tree->depth[item], end = is_leaf(tree, item) ? tree->n_levels - 1 : level;
  const double from = 2 * PI * tree->start[item], extent = 2 * PI * tree->extent[item];
  const double low = level == 0 ? 0 : inner(sunburst, level) + PADDING;
  const double high = outer(sunburst, end) - PADDING;
  for (guint i = 0; i <= 8; i++)
    for (guint k = 0; k < 4; k++)
    {
      const double along = i / 8.0;
      const double x = box->x + box->width * (k == 0 ? 0 : k == 1 ? 1 : along) - sunburst->x;
      const double y = box->y + box->height * (k == 2 ? 0 : k == 3 ? 1 : along) - sunburst->y;
      const double radius = hypot(x, y), margin = PADDING / MAX(radius, 1);
      double angle = atan2(x, -y) - from;
      while (angle < 0)
        angle += 2 * PI;
      if (radius < low || radius > high ||
          (extent < 2 * PI - 1e-6 && (angle < margin || angle > extent - margin)))
        return FALSE;
    }
  return TRUE;
}

/* Name and weight in the middle of the segment, in as few lines as fit. FALSE if none do. */
static gboolean draw_inside(const Sunburst *sunburst, guint item)
{
  const DgmiTreePicture *tree = sunburst->tree;
  DgmiPage *page = tree->page;
  const guint level = tree->depth[item], end = is_leaf(tree, item) ? tree->n_levels - 1 : level;
  const double angle = 2 * PI * (tree->start[item] + tree->extent[item] / 2);
  const double line = dgmi_typesetter_line(page->typesetter, DGMI_SIZE_AXIS);
  static const double widths[] = {1.8, 1.4, 1.1, 0.9, 0.7}, places[] = {0.5, 0.4, 0.6, 0.3};
  g_autofree char *weight = dgmi_tree_weight_text(tree, item);
  g_autofree char *title = dgmi_tree_title(tree, item);
  DgmiLettering name = {.text = tree->input->items[item].name,
                        .anchor = DGMI_ANCHOR_MIDDLE,
                        .size = DGMI_SIZE_AXIS,
                        .weight = level < 2 ? DGMI_WEIGHT_SEMIBOLD : DGMI_WEIGHT_REGULAR,
                        .colour = dgmi_colour_on(dgmi_tree_colour(tree, item)),
                        .role = DGMI_ROLE_LABEL,
                        .lines = 5,
                        .title = title};
  const double low = level == 0 ? 0 : inner(sunburst, level), high = outer(sunburst, end);
  for (guint i = 0; i < G_N_ELEMENTS(widths) * G_N_ELEMENTS(places); i++)
  {
    guint lines;
    gboolean cut;
    double x, y;
    polar(sunburst, level == 0 ? 0 : low + places[i % G_N_ELEMENTS(places)] * (high - low), angle,
          &x, &y);
    name.width = sunburst->ring * widths[i / G_N_ELEMENTS(places)];
    double width = dgmi_lettering_width(&name, page, &lines);
    width = MAX(width, dgmi_text_width(page, weight, name.size, DGMI_WEIGHT_REGULAR));
    g_auto(GStrv) wrapped = dgmi_typesetter_wrap(page->typesetter, name.text, name.size,
                                                 name.weight, name.width, name.lines, &cut);
    DgmiBox box = {x - width / 2, y - (lines + 1) * line / 2, width, (lines + 1) * line};
    if (cut || !holds(sunburst, item, &box))
      continue;
    name.x = x;
    name.middle = y - line / 2;
    dgmi_lettering_draw(&name, page);
    name.text = weight;
    name.width = 0;
    name.weight = DGMI_WEIGHT_REGULAR;
    name.role = DGMI_ROLE_VALUE;
    name.middle = y + lines * line / 2;
    dgmi_lettering_draw(&name, page);
    return TRUE;
  }
  return FALSE;
}

/* Names beside the sunburst, for leaves that are too thin to hold theirs. */
static void draw_side(const Sunburst *sunburst, gboolean right)
{
  DgmiTreePicture *tree = sunburst->tree;
  DgmiPage *page = tree->page;
  const double rim = outer(sunburst, tree->n_levels - 1), side = right ? 1 : -1;
  const double line = dgmi_typesetter_line(page->typesetter, DGMI_SIZE_AXIS);
  g_autofree DgmiStackLabel *labels = g_new0(DgmiStackLabel, sunburst->outside->len + 1);
  g_autofree guint *of = g_new0(guint, sunburst->outside->len + 1);
  guint n = 0;
  for (guint i = 0; i < sunburst->outside->len; i++)
  {
    const guint item = g_array_index(sunburst->outside, guint, i);
    const double middle = tree->start[item] + tree->extent[item] / 2;
    double x, y;
    if ((middle < 0.5) != right)
      continue;
    polar(sunburst, rim, 2 * PI * middle, &x, &y);
    labels[n] = (DgmiStackLabel){.wanted = y, .height = line, .importance = tree->extent[item]};
    of[n++] = item;
  }
  tree->unnamed += dgmi_labels_stack(labels, n, page->body.y, page->body.y + page->body.height, 0);
  for (guint i = 0; i < n; i++)
  {
    const double angle = 2 * PI * (tree->start[of[i]] + tree->extent[of[i]] / 2);
    const double column = sunburst->x + side * (rim + LEADER);
    double x, y;
    if (labels[i].dropped)
      continue;
    polar(sunburst, rim + 1, angle, &x, &y);
    dgmi_scene_line(page->scene, DGMI_ROLE_LEADER, x, y, column - side * 3, labels[i].placed,
                    page->theme->axis, 0.75);
    g_autofree char *weight = dgmi_tree_weight_text(tree, of[i]);
    g_autofree char *text = g_strconcat(weight, "  ", tree->input->items[of[i]].name, NULL);
    g_autofree char *title = dgmi_tree_title(tree, of[i]);
    const DgmiLettering name = {.text = text,
                                .x = column,
                                .middle = labels[i].placed,
                                .anchor = right ? DGMI_ANCHOR_START : DGMI_ANCHOR_END,
                                .size = DGMI_SIZE_AXIS,
                                .colour = page->theme->text,
                                .role = DGMI_ROLE_LABEL,
                                .width = sunburst->side,
                                .title = title};
    dgmi_lettering_draw(&name, page);
  }
}

gboolean dgmi_tree_sunburst(DgmiTreePicture *picture, GError **error)
{
  g_autoptr(GArray) outside = g_array_new(FALSE, FALSE, sizeof(guint));
  Sunburst sunburst = {.tree = picture, .outside = outside};
  if (!lay_out(&sunburst, error))
    return FALSE;
  dgmi_page_open(picture->page);
  for (guint i = 0; i < picture->input->n_items; i++)
    draw_segment(&sunburst, i);
  for (guint i = 0; i < picture->input->n_items; i++)
  {
    if (draw_inside(&sunburst, i))
      continue;
    if (is_leaf(picture, i))
      g_array_append_val(outside, i);
    else
      picture->unnamed++;
  }
  draw_side(&sunburst, TRUE);
  draw_side(&sunburst, FALSE);
  dgmi_page_close(picture->page, picture->page->body.height);
  return TRUE;
}
