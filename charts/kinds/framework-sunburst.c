#include "charts/kinds/framework-inside.h"

#include "charts/page/labels.h"
#include "charts/page/legend.h"

#include <math.h>

#define PI 3.14159265358979323846
#define SIDE_SHARE 0.25    /* of the width, for the names at either side; */
#define UPRIGHT_SHARE 0.18 /* on a page that is higher than wide, */
#define NARROW 480.0       /* and none on one so narrow */
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
  DgmiLegend legend; /* of the pillars, where one has no room for its name; else empty */
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
  const gboolean fixed = page->style->height > 0;
  const gboolean upright = fixed && page->body.height > page->body.width;
  const double legend = dgmi_legend_height(&sunburst->legend, page);
  sunburst->side = floor(page->body.width * (upright ? UPRIGHT_SHARE : SIDE_SHARE));
  if (page->body.width < NARROW)
    sunburst->side = 0;
  double radius = page->body.width / 2 - (sunburst->side > 0 ? sunburst->side + LEADER + 4 : 2);
  radius = MIN(radius, fixed ? (page->body.height - legend) / 2 : FREE_RADIUS);
  sunburst->ring = radius / (sunburst->tree->n_levels - 1 + CORE);
  sunburst->x = page->body.x + page->body.width / 2;
  sunburst->y = page->body.y + legend + radius;
  page->body.height = legend + 2 * radius;
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
    dgmi_scene_curve_to(scene, (DgmiPoint){x0 + handle * cos(a), y0 + handle * sin(a)},
                        (DgmiPoint){x1 - handle * cos(b), y1 - handle * sin(b)},
                        (DgmiPoint){x1, y1});
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

/* Where a block of `width` x `height` px lies in the segment, near its middle. FALSE: nowhere. */
static gboolean find_place(const Sunburst *sunburst, guint item, double width, double height,
                           double *x, double *y)
{
  static const double turns[] = {0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74};
  static const double places[] = {0.5, 0.4, 0.6, 0.3};
  const DgmiTreePicture *tree = sunburst->tree;
  const guint level = tree->depth[item], end = is_leaf(tree, item) ? tree->n_levels - 1 : level;
  const double low = level == 0 ? 0 : inner(sunburst, level), high = outer(sunburst, end);
  for (guint i = 0; i < G_N_ELEMENTS(turns) * G_N_ELEMENTS(places); i++)
  {
    const double turn = turns[i / G_N_ELEMENTS(places)], out = places[i % G_N_ELEMENTS(places)];
    polar(sunburst, level == 0 ? 0 : low + out * (high - low),
          2 * PI * (tree->start[item] + tree->extent[item] * turn), x, y);
    const DgmiBox box = {*x - width / 2, *y - height / 2, width, height};
    if (holds(sunburst, item, &box))
      return TRUE;
  }
  return FALSE;
}

/* Name and weight in the segment, in as few lines as fit; if `drawn`, draws them. FALSE if none do.
 */
static gboolean name_inside(const Sunburst *sunburst, guint item, gboolean drawn)
{
  static const double widths[] = {1.8, 1.4, 1.1, 0.9, 0.7, 0.55};
  const DgmiTreePicture *tree = sunburst->tree;
  DgmiPage *page = tree->page;
  const double line = dgmi_typesetter_line(page->typesetter, DGMI_SIZE_AXIS);
  g_autofree char *weight = dgmi_tree_weight_text(tree, item);
  g_autofree char *title = dgmi_tree_title(tree, item);
  DgmiLettering name = {.text = tree->input->items[item].name,
                        .anchor = DGMI_ANCHOR_MIDDLE,
                        .size = DGMI_SIZE_AXIS,
                        .weight =
                            tree->depth[item] < 2 ? DGMI_WEIGHT_SEMIBOLD : DGMI_WEIGHT_REGULAR,
                        .colour = dgmi_colour_on(dgmi_tree_colour(tree, item)),
                        .role = DGMI_ROLE_LABEL,
                        .lines = 5,
                        .title = title};
  const double word = dgmi_word_width(page, name.text, name.size, name.weight);
  for (guint i = 0; i < G_N_ELEMENTS(widths); i++)
  {
    guint lines;
    gboolean cut;
    double x, y;
    name.width = sunburst->ring * widths[i];
    double width = dgmi_lettering_width(&name, page, &lines);
    width = MAX(width, dgmi_text_width(page, weight, name.size, DGMI_WEIGHT_REGULAR));
    g_auto(GStrv) wrapped =
        dgmi_typesetter_wrap(page->typesetter, name.text, name.size, name.weight,
                             (DgmiTextRoom){name.width, name.lines}, &cut);
    if (cut || word > name.width || !find_place(sunburst, item, width, (lines + 1) * line, &x, &y))
      continue;
    if (!drawn)
      return TRUE;
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

/* "33.3 %  Online Service Index". */
static char *side_text(const DgmiTreePicture *tree, guint item)
{
  g_autofree char *weight = dgmi_tree_weight_text(tree, item);
  return g_strconcat(weight, "  ", tree->input->items[item].name, NULL);
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
    g_autofree char *text = side_text(tree, item);
    const gboolean two =
        dgmi_text_width(page, text, DGMI_SIZE_AXIS, DGMI_WEIGHT_REGULAR) > sunburst->side;
    labels[n] = (DgmiStackLabel){
        .wanted = y, .height = two ? 2 * line : line, .importance = tree->extent[item]};
    of[n++] = item;
  }
  tree->unnamed += dgmi_labels_stack(labels, n, sunburst->y - rim, sunburst->y + rim, 0);
  for (guint i = 0; i < n; i++)
  {
    const double angle = 2 * PI * (tree->start[of[i]] + tree->extent[of[i]] / 2);
    const double column = sunburst->x + side * (rim + LEADER);
    double x, y;
    if (labels[i].dropped)
      continue;
    polar(sunburst, rim + 1, angle, &x, &y);
    dgmi_scene_line(page->scene, DGMI_ROLE_LEADER, (DgmiPoint){x, y},
                    (DgmiPoint){column - side * 3, labels[i].placed}, page->theme->axis, 0.75);
    g_autofree char *text = side_text(tree, of[i]);
    g_autofree char *title = dgmi_tree_title(tree, of[i]);
    const DgmiLettering name = {.text = text,
                                .x = column,
                                .middle = labels[i].placed,
                                .anchor = right ? DGMI_ANCHOR_START : DGMI_ANCHOR_END,
                                .size = DGMI_SIZE_AXIS,
                                .colour = page->theme->text,
                                .role = DGMI_ROLE_LABEL,
                                .width = sunburst->side,
                                .lines = 2,
                                .title = title};
    dgmi_lettering_draw(&name, page);
  }
}

/* The pillars with their weights, for a legend. Free with legend_free(). */
static DgmiLegendEntry *legend_new(const DgmiTreePicture *tree, DgmiLegend *legend)
{
  DgmiLegendEntry *entries = g_new0(DgmiLegendEntry, tree->input->n_items);
  guint n = 0;
  for (guint i = 1; i < tree->input->n_items; i++)
    if (tree->depth[i] == 1)
    {
      g_autofree char *weight = dgmi_tree_weight_text(tree, i);
      entries[n++] =
          (DgmiLegendEntry){.name = g_strconcat(tree->input->items[i].name, " ", weight, NULL),
                            .colour = dgmi_tree_colour(tree, i),
                            .shape = DGMI_SHAPE_SQUARE};
    }
  *legend = (DgmiLegend){entries, n};
  return entries;
}

static void legend_free(DgmiLegendEntry *entries, guint n)
{
  for (guint i = 0; i < n; i++)
    g_free((char *)entries[i].name);
  g_free(entries);
}

/* Whether a pillar that has members has no room for its name. */
static gboolean lacks_names(const Sunburst *sunburst)
{
  const DgmiTreePicture *tree = sunburst->tree;
  for (guint i = 1; i < tree->input->n_items; i++)
    if (tree->depth[i] == 1 && !is_leaf(tree, i) && !name_inside(sunburst, i, FALSE))
      return TRUE;
  return FALSE;
}

/* A pillar without a name inside stands in the legend, the index in the title. */
static void draw_names(Sunburst *sunburst)
{
  DgmiTreePicture *tree = sunburst->tree;
  for (guint i = 0; i < tree->input->n_items; i++)
  {
    if (name_inside(sunburst, i, TRUE))
      continue;
    if (is_leaf(tree, i) && sunburst->side > 0)
      g_array_append_val(sunburst->outside, i);
    else if (is_leaf(tree, i) || tree->depth[i] > 1)
      tree->unnamed++;
  }
  draw_side(sunburst, TRUE);
  draw_side(sunburst, FALSE);
}

gboolean dgmi_tree_sunburst(DgmiTreePicture *picture, GError **error)
{
  g_autoptr(GArray) outside = g_array_new(FALSE, FALSE, sizeof(guint));
  Sunburst sunburst = {.tree = picture, .outside = outside};
  DgmiLegend legend;
  if (!lay_out(&sunburst, error))
    return FALSE;
  DgmiLegendEntry *entries = legend_new(picture, &legend);
  gboolean ok = TRUE;
  if (lacks_names(&sunburst))
  {
    sunburst.legend = legend;
    ok = lay_out(&sunburst, error);
  }
  if (ok)
  {
    dgmi_page_open(picture->page);
    dgmi_legend_draw(&sunburst.legend, picture->page);
    for (guint i = 0; i < picture->input->n_items; i++)
      draw_segment(&sunburst, i);
    draw_names(&sunburst);
    dgmi_page_close(picture->page, picture->page->body.height);
  }
  legend_free(entries, legend.n);
  return ok;
}
