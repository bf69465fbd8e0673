#include "charts/kinds/ternary-inside.h"

#define GRID_STEPS 5 /* a line each 20 % */

static double line_height(const TernaryPicture *picture, double size)
{
  return dgmi_typesetter_line(picture->page->typesetter, size);
}

static void draw_region(const TernaryPicture *picture, const TernaryRegion *region)
{
  DgmiScene *scene = picture->page->scene;
  const DgmiTheme *theme = picture->page->theme;
  const gboolean strong = picture->input->units[region->region->unit].highlighted;
  DgmiPaint paint = DGMI_PAINT_NONE;
  paint.fill = region->fill;
  paint.hatch = region->hatch;
  paint.hatch_colour = region->hatch == DGMI_HATCH_NONE ? DGMI_NO_COLOUR : region->hatch_colour;
  paint.stroke = strong ? theme->text : theme->background;
  paint.line_width = strong ? 2 : 1.2;
  for (guint i = 0; i < region->region->n_corners; i++)
  {
    const TernaryPoint at = dgmi_ternary_place(picture, region->region->corners[i].weight);
    if (i == 0)
      dgmi_scene_move_to(scene, at.x, at.y);
    else
      dgmi_scene_line_to(scene, at.x, at.y);
  }
  dgmi_scene_close(scene);
  dgmi_scene_path(scene, DGMI_ROLE_MARK, &paint, region->title);
}

/* Where component `i` has the weight `share`: the ends of the line, the second where its number
 * stands: at the left for the first component, below for the second, at the right for the third. */
static void grid_line(const TernaryPicture *picture, guint i, double share, TernaryPoint ends[2])
{
  const guint next = (i + 1) % 3, last = (i + 2) % 3;
  double weight[3] = {0};
  weight[i] = share;
  weight[last] = 1 - share;
  ends[0] = dgmi_ternary_place(picture, weight);
  weight[last] = 0;
  weight[next] = 1 - share;
  ends[1] = dgmi_ternary_place(picture, weight);
}

static void draw_grid(const TernaryPicture *picture)
{
  const DgmiTheme *theme = picture->page->theme;
  const double size = DGMI_SIZE_FOOTER;
  g_autofree char *widest = dgmi_ternary_percent(picture, 0.8, 0);
  const double width = dgmi_text_width(picture->page, widest, size, DGMI_WEIGHT_REGULAR) + 4;
  const guint stride = picture->side / GRID_STEPS > width ? 1 : 2; /* of the numbers */
  for (guint i = 0; i < 3; i++)
    for (guint step = 1; step < GRID_STEPS; step++)
    {
      const double share = (double)step / GRID_STEPS;
      TernaryPoint ends[2];
      grid_line(picture, i, share, ends);
      DgmiPaint paint = DGMI_PAINT_NONE;
      paint.stroke = dgmi_colour_mix(theme->text, theme->background, 0.55);
      paint.line_width = 0.8;
      paint.dash = 3;
      dgmi_scene_move_to(picture->page->scene, ends[0].x, ends[0].y);
      dgmi_scene_line_to(picture->page->scene, ends[1].x, ends[1].y);
      dgmi_scene_path(picture->page->scene, DGMI_ROLE_GRID, &paint, NULL);
      g_autofree char *text = dgmi_ternary_percent(picture, share, 0);
      const double line = line_height(picture, size);
      if (step % stride != 0)
        continue;
      const DgmiLettering tick = {.text = text,
                                  .x = ends[1].x + (i == 0   ? -TERNARY_TICK_GAP
                                                    : i == 2 ? TERNARY_TICK_GAP
                                                             : 0),
                                  .middle =
                                      ends[1].y + (i == 1 ? TERNARY_TICK_GAP / 2 + line / 2 : 0),
                                  .anchor = i == 0   ? DGMI_ANCHOR_END
                                            : i == 1 ? DGMI_ANCHOR_MIDDLE
                                                     : DGMI_ANCHOR_START,
                                  .size = size,
                                  .colour = theme->muted,
                                  .role = DGMI_ROLE_TICK};
      dgmi_lettering_draw(&tick, picture->page);
    }
}

/* The component that has all weight in the corner. */
static void draw_corner(const TernaryPicture *picture, guint i)
{
  const DgmiBox *body = &picture->page->body;
  const TernaryPoint at = picture->corner[i];
  const double line = line_height(picture, DGMI_SIZE_LABEL);
  const double half = picture->side / 2 - 8;
  const double left = at.x - body->x, right = body->x + body->width - at.x;
  DgmiLettering name = {.text = picture->input->names[i],
                        .x = at.x,
                        .anchor = DGMI_ANCHOR_MIDDLE,
                        .size = DGMI_SIZE_LABEL,
                        .weight = DGMI_WEIGHT_BOLD,
                        .colour = picture->page->theme->text,
                        .role = DGMI_ROLE_TICK,
                        .lines = 2};
  name.width = i == 0 ? body->width : 2 * half;
  const double width = dgmi_lettering_width(&name, picture->page, NULL);
  if (i > 0 && width / 2 > MIN(left, right)) /* the page ends near the corner */
  {
    name.anchor = i == 1 ? DGMI_ANCHOR_START : DGMI_ANCHOR_END;
    name.x = i == 1 ? body->x : body->x + body->width;
    name.width = body->width / 2 - 8;
  }
  guint lines;
  dgmi_lettering_width(&name, picture->page, &lines);
  const double gap = line_height(picture, DGMI_SIZE_FOOTER) + TERNARY_TICK_GAP;
  name.middle = i == 0 ? at.y - 5 - lines * line / 2 : at.y + gap + lines * line / 2;
  dgmi_lettering_draw(&name, picture->page);
}

/* Along each edge the component whose numbers stand there, and which way it grows. */
static void draw_edge(const TernaryPicture *picture, guint i)
{
  static const char *const arrows[] = {"↗", "←", "↘"};
  TernaryPoint ends[2];
  grid_line(picture, i, 0.5, ends);
  const double line = line_height(picture, DGMI_SIZE_LABEL);
  g_autofree char *text = i == 1 ? g_strjoin(" ", arrows[i], picture->input->codes[i], NULL)
                                 : g_strjoin(" ", picture->input->codes[i], arrows[i], NULL);
  DgmiLettering edge = {.text = text,
                        .x = ends[1].x + (i == 0   ? -TERNARY_TICK_ROOM
                                          : i == 2 ? TERNARY_TICK_ROOM
                                                   : 0),
                        .middle = ends[1].y,
                        .anchor = i == 0   ? DGMI_ANCHOR_END
                                  : i == 1 ? DGMI_ANCHOR_MIDDLE
                                           : DGMI_ANCHOR_START,
                        .size = DGMI_SIZE_LABEL,
                        .colour = picture->page->theme->muted,
                        .role = DGMI_ROLE_TICK};
  if (i == 1) /* between the numbers and the names of the corners */
    edge.middle += TERNARY_TICK_GAP / 2 + line / 2;
  /* At the sides it ends before the column of names. */
  const double room = i == 0   ? edge.x - picture->corner[1].x
                      : i == 2 ? picture->corner[2].x - edge.x
                               : 0;
  edge.width = i == 1 ? picture->side / GRID_STEPS - 30 : room + TERNARY_COLUMN_GAP - 4;
  if (edge.width >= dgmi_text_width(picture->page, text, edge.size, edge.weight))
    dgmi_lettering_draw(&edge, picture->page);
}

static void draw_cross(const TernaryPicture *picture)
{
  const TernaryPoint at = dgmi_ternary_place(picture, picture->input->nominal);
  const DgmiTheme *theme = picture->page->theme;
  dgmi_mark_draw(
      picture->page->scene,
      &(DgmiMark){
          DGMI_ROLE_NONE, DGMI_SHAPE_CROSS, {at.x, at.y}, TERNARY_CROSS, theme->background, NULL});
  dgmi_mark_draw(picture->page->scene, &(DgmiMark){DGMI_ROLE_MARK,
                                                   DGMI_SHAPE_CROSS,
                                                   {at.x, at.y},
                                                   TERNARY_CROSS - 1.5,
                                                   theme->text,
                                                   picture->legend.entries[0].name});
}

DgmiLettering dgmi_ternary_name(const TernaryRegion *region)
{
  return (DgmiLettering){.text = region->name,
                         .anchor = DGMI_ANCHOR_MIDDLE,
                         .size = DGMI_SIZE_LABEL,
                         .weight = DGMI_WEIGHT_BOLD,
                         .role = DGMI_ROLE_LABEL,
                         .width = region->wrap,
                         .lines = 3};
}

/* Name and share, one below the other, as one block. */
static void draw_name(const TernaryPicture *picture, const TernaryRegion *region,
                      TernaryPoint middle, DgmiLettering text)
{
  const double line = line_height(picture, DGMI_SIZE_LABEL);
  guint lines;
  dgmi_lettering_width(&text, picture->page, &lines);
  text.x = middle.x;
  text.middle = middle.y - line / 2;
  dgmi_lettering_draw(&text, picture->page);
  text.text = region->share;
  text.middle = middle.y + lines * line / 2;
  text.weight = DGMI_WEIGHT_REGULAR;
  text.role = DGMI_ROLE_VALUE;
  dgmi_lettering_draw(&text, picture->page);
}

/* A name in the column at one side, tied to its region. */
static void draw_beside(const TernaryPicture *picture, const TernaryRegion *region)
{
  const DgmiBox *body = &picture->page->body;
  const DgmiTheme *theme = picture->page->theme;
  const double width =
      MIN(MAX(dgmi_text_width(picture->page, region->name, DGMI_SIZE_LABEL, DGMI_WEIGHT_BOLD),
              dgmi_text_width(picture->page, region->share, DGMI_SIZE_LABEL, DGMI_WEIGHT_REGULAR)),
          picture->column);
  /* Beside the triangle's edge, beyond its numbers and name, or as far out as the page lets it. */
  const double down = (region->beside.placed - picture->corner[0].y) / TERNARY_SIDE_RATIO / 2;
  const double out = MAX(down, 0) + picture->edge;
  const double middle = picture->corner[0].x;
  const double x = region->left ? MAX(middle - out, body->x + width)
                                : MIN(middle + out, body->x + body->width - width);
  /* A border in the page's colour keeps line and dot clear of a dark region. */
  const double from = region->left ? x + 5 : x - 5;
  dgmi_scene_line(picture->page->scene, DGMI_ROLE_NONE, (DgmiPoint){from, region->beside.placed},
                  (DgmiPoint){region->centre.x, region->centre.y}, theme->background, 2.8);
  dgmi_mark_draw(picture->page->scene, &(DgmiMark){DGMI_ROLE_NONE,
                                                   DGMI_SHAPE_CIRCLE,
                                                   {region->centre.x, region->centre.y},
                                                   3.2,
                                                   theme->background,
                                                   NULL});
  dgmi_scene_line(picture->page->scene, DGMI_ROLE_LEADER, (DgmiPoint){from, region->beside.placed},
                  (DgmiPoint){region->centre.x, region->centre.y}, theme->text, 0.8);
  dgmi_mark_draw(picture->page->scene, &(DgmiMark){DGMI_ROLE_LEADER,
                                                   DGMI_SHAPE_CIRCLE,
                                                   {region->centre.x, region->centre.y},
                                                   2,
                                                   theme->text,
                                                   NULL});
  DgmiLettering name = dgmi_ternary_name(region);
  name.anchor = region->left ? DGMI_ANCHOR_END : DGMI_ANCHOR_START;
  name.width = picture->column;
  name.lines = 1;
  name.colour = theme->text;
  draw_name(picture, region, (TernaryPoint){x, region->beside.placed}, name);
}

/* The edge of all weights, which regions within bounds do not reach. */
static void draw_outline(const TernaryPicture *picture)
{
  DgmiPaint paint = DGMI_PAINT_NONE;
  paint.stroke = picture->page->theme->muted;
  paint.line_width = 0.8;
  for (guint i = 0; i < 3; i++)
    if (i == 0)
      dgmi_scene_move_to(picture->page->scene, picture->corner[i].x, picture->corner[i].y);
    else
      dgmi_scene_line_to(picture->page->scene, picture->corner[i].x, picture->corner[i].y);
  dgmi_scene_close(picture->page->scene);
  dgmi_scene_path(picture->page->scene, DGMI_ROLE_AXIS, &paint, NULL);
}

void dgmi_ternary_draw(TernaryPicture *picture)
{
  dgmi_page_open(picture->page);
  dgmi_legend_draw(&picture->legend, picture->page);
  draw_outline(picture);
  for (guint pass = 0; pass < 2; pass++) /* highlighted borders lie on top */
    for (guint i = 0; i < picture->n; i++)
      if (picture->input->units[picture->regions[i].region->unit].highlighted == (pass == 1))
        draw_region(picture, &picture->regions[i]);
  draw_grid(picture);
  for (guint i = 0; i < 3; i++)
  {
    draw_corner(picture, i);
    draw_edge(picture, i);
  }
  for (guint i = 0; i < picture->n; i++)
  {
    const TernaryRegion *region = &picture->regions[i];
    if (!dgmi_ternary_is_named(picture, i))
      continue;
    DgmiLettering name = dgmi_ternary_name(region);
    name.colour = dgmi_colour_on(region->fill);
    if (region->inside)
      draw_name(picture, region, region->label, name);
    else if (picture->column > 0 && !region->beside.dropped)
      draw_beside(picture, region);
  }
  draw_cross(picture);
  dgmi_page_close(picture->page, picture->page->body.height);
}
