#include "charts/chart-ternary.h"

#include "charts/labels.h"
#include "charts/legend.h"

#include <math.h>

#define SIDE_RATIO 0.8660254037844386 /* height over side of the triangle: sqrt(3) / 2 */
#define TINT 0.62                     /* share of a unit's colour that its region keeps */
#define GRID_STEPS 5                  /* a line each 20 % */
#define CROSS 8.0
#define TRIES 24 /* places for a name, in either direction */
#define TICK_GAP 6.0
#define LEAST_COLUMN 100.0 /* px beside the triangle that names need */
#define COLUMN_GAP 22.0
#define TICK_ROOM 34.0
#define LEAST_BODY 190.0

typedef struct
{
  double x, y;
} Point;

/* A region and where its name goes. */
typedef struct
{
  const DgmiWeightRegion *region;
  const char *name, *share, *title;
  DgmiColour fill;
  DgmiHatch hatch;
  DgmiColour hatch_colour;
  Point centre;
  gboolean inside; /* the name lies in it */
  Point label;     /* middle of the name */
  DgmiStackLabel beside;
  gboolean left;
} Region;

typedef struct
{
  const DgmiTernaryInput *input;
  DgmiPage *page;
  GPtrArray *strings;
  Region *regions;
  guint n;
  DgmiLegendEntry *entries;
  DgmiLegend legend;
  double column; /* px for names at either side; 0 = none */
  double edge;   /* px that numbers and name take beside an edge */
  double top, side;
  Point corner[3]; /* component 1 on top, 2 at the left, 3 at the right */
} Picture;

static Point place(const Picture *picture, const double *weight)
{
  Point point = {0, 0};
  for (guint i = 0; i < 3; i++)
  {
    point.x += weight[i] * picture->corner[i].x;
    point.y += weight[i] * picture->corner[i].y;
  }
  return point;
}

static double line_height(const Picture *picture, double size)
{
  return dgmi_typesetter_line(picture->page->typesetter, size);
}

static void set_edge(Picture *picture)
{
  for (guint i = 0; i < 3; i += 2) /* the edges at the left and the right */
    picture->edge = MAX(picture->edge, dgmi_text_width(picture->page, picture->input->codes[i],
                                                       DGMI_SIZE_LABEL, DGMI_WEIGHT_REGULAR));
  picture->edge += TICK_ROOM + 3.5 * DGMI_SIZE_LABEL;
}

/* --- what is said --- */

static char *percent(const Picture *picture, double share, int digits)
{
  const DgmiWords *words = picture->page->words;
  g_autofree char *number = dgmi_words_number(words, 100 * share, digits);
  return dgmi_words_fill(dgmi_words_choose(words, "$1 %", "$1%"), number, NULL, NULL);
}

/* "70.9 %"; of what rounds to nothing "< 0.1 %". */
static char *share_text(const Picture *picture, double share)
{
  return share < 0.0005 ? g_strdup(dgmi_words_choose(picture->page->words, "< 0.1 %", "< 0.1%"))
                        : percent(picture, share, 1);
}

static char *name_text(const Picture *picture, const DgmiWeightRegion *region)
{
  const DgmiWords *words = picture->page->words;
  const char *name =
      dgmi_unit_shown_name(&picture->input->units[region->unit], picture->page, picture->strings);
  g_autofree char *more = g_strdup_printf("%u", region->n_equal);
  if (region->n_equal == 0)
    return g_strdup(name);
  return dgmi_words_fill(dgmi_words_choose(words, "$1 and $2 more", "$1等$2个单位"), name, more,
                         NULL);
}

static void fill_region(Picture *picture, guint i)
{
  const DgmiTheme *theme = picture->page->theme;
  const DgmiWords *words = picture->page->words;
  Region *region = &picture->regions[i];
  region->region = &picture->input->regions->regions[i];
  region->name = dgmi_keep(picture->strings, name_text(picture, region->region));
  region->share = dgmi_keep(picture->strings, share_text(picture, region->region->share));
  region->title =
      dgmi_keep(picture->strings,
                dgmi_words_fill(dgmi_words_choose(words, "$1: first under $2 of all weights",
                                                  "$1：在全部权重的$2下居首"),
                                region->name, region->share, NULL));
  const DgmiColour colour = dgmi_theme_group(theme, i);
  region->fill = theme->grey ? colour : dgmi_colour_mix(colour, theme->background, TINT);
  dgmi_theme_group_hatch(theme, i, &region->hatch, &region->hatch_colour);
  if (!theme->grey && i >= DGMI_N_GROUP_COLOURS) /* colours come again */
  {
    region->hatch = (DgmiHatch)(1 + (i / DGMI_N_GROUP_COLOURS - 1) % (DGMI_N_HATCHES - 1));
    region->hatch_colour = dgmi_colour_mix(dgmi_colour_on(region->fill), region->fill, 0.35);
  }
}

static gboolean is_named(const Picture *picture, guint i)
{
  return picture->input->top == 0 || i < picture->input->top ||
         picture->input->units[picture->regions[i].region->unit].highlighted;
}

/* --- where names go --- */

static gboolean holds(const Picture *picture, const Region *region, Point at)
{
  const DgmiWeightRegion *of = region->region;
  int sides = 0;
  for (guint i = 0; i < of->n_corners; i++)
  {
    const Point a = place(picture, of->corners[i].weight);
    const Point b = place(picture, of->corners[(i + 1) % of->n_corners].weight);
    const double turn = (b.x - a.x) * (at.y - a.y) - (b.y - a.y) * (at.x - a.x);
    sides += turn > 0 ? 1 : turn < 0 ? -1 : 0;
  }
  return ABS(sides) == (int)of->n_corners;
}

static DgmiBox name_box(const Picture *picture, const Region *region, Point middle)
{
  const double width =
      MAX(dgmi_text_width(picture->page, region->name, DGMI_SIZE_LABEL, DGMI_WEIGHT_BOLD),
          dgmi_text_width(picture->page, region->share, DGMI_SIZE_LABEL, DGMI_WEIGHT_REGULAR));
  const double height = 2 * line_height(picture, DGMI_SIZE_LABEL);
  return (DgmiBox){middle.x - width / 2 - 3, middle.y - height / 2 - 2, width + 6, height + 4};
}

static gboolean fits_at(const Picture *picture, const Region *region, Point middle)
{
  const DgmiBox box = name_box(picture, region, middle);
  const Point cross = place(picture, picture->input->nominal);
  const DgmiBox mark = {cross.x - CROSS - 2, cross.y - CROSS - 2, 2 * CROSS + 4, 2 * CROSS + 4};
  const Point ends[] = {{box.x, box.y},
                        {box.x + box.width, box.y},
                        {box.x, box.y + box.height},
                        {box.x + box.width, box.y + box.height}};
  for (guint i = 0; i < G_N_ELEMENTS(ends); i++)
    if (!holds(picture, region, ends[i]))
      return FALSE;
  return !dgmi_boxes_overlap(&box, &mark);
}

/* Looks for room in the region, the nearer to its centre the better. */
static void try_inside(const Picture *picture, Region *region)
{
  const DgmiWeightRegion *of = region->region;
  Point low = region->centre, high = region->centre;
  double best = INFINITY;
  region->inside = FALSE;
  for (guint i = 0; i < of->n_corners; i++)
  {
    const Point at = place(picture, of->corners[i].weight);
    low = (Point){MIN(low.x, at.x), MIN(low.y, at.y)};
    high = (Point){MAX(high.x, at.x), MAX(high.y, at.y)};
  }
  for (guint i = 0; i <= TRIES * TRIES && region->hatch == DGMI_HATCH_NONE; i++)
  {
    const Point at = i == 0 ? region->centre
                            : (Point){low.x + (high.x - low.x) * ((i - 1) % TRIES + 0.5) / TRIES,
                                      low.y + (high.y - low.y) * ((i - 1) / TRIES + 0.5) / TRIES};
    const double far = hypot(at.x - region->centre.x, at.y - region->centre.y);
    if (far >= best || !fits_at(picture, region, at))
      continue;
    best = far;
    region->label = at;
    region->inside = TRUE;
  }
}

/* Names that have no room inside: to the side that is nearer, apart from each other. */
static guint stack_beside(Picture *picture, gboolean left)
{
  g_autofree DgmiStackLabel *labels = g_new0(DgmiStackLabel, picture->n + 1);
  const double height = 2 * line_height(picture, DGMI_SIZE_LABEL);
  guint n = 0;
  for (guint i = 0; i < picture->n; i++)
    if (!picture->regions[i].inside && picture->regions[i].left == left && is_named(picture, i))
      labels[n++] = (DgmiStackLabel){picture->regions[i].centre.y, height,
                                     picture->regions[i].region->share, 0, FALSE};
  const double low = picture->corner[0].y, high = picture->corner[1].y - TICK_ROOM;
  const guint dropped = n == 0 ? 0 : dgmi_labels_stack(labels, n, low, MAX(high, low), 6);
  for (guint i = 0, k = 0; i < picture->n; i++)
    if (!picture->regions[i].inside && picture->regions[i].left == left && is_named(picture, i))
      picture->regions[i].beside = labels[k++];
  return dropped;
}

/* --- layout --- */

/* The keys above the triangle: the cross and, where there is no room beside, names. */
static void fill_legend(Picture *picture)
{
  const DgmiTernaryInput *input = picture->input;
  const DgmiWords *words = picture->page->words;
  g_autoptr(GString) text = g_string_new(dgmi_words_choose(words, "nominal weights", "名义权重"));
  for (guint i = 0; i < 3; i++)
  {
    g_autofree char *share = percent(picture, input->nominal[i], 1);
    g_string_append_printf(text, "%s%s %s", i == 0 ? words->colon : words->list, input->codes[i],
                           share);
  }
  picture->entries = g_new0(DgmiLegendEntry, picture->n + 1);
  picture->entries[0] = (DgmiLegendEntry){.name = dgmi_keep(picture->strings, g_strdup(text->str)),
                                          .colour = picture->page->theme->text,
                                          .shape = DGMI_SHAPE_CROSS};
  picture->legend = (DgmiLegend){picture->entries, 1};
}

static void add_keys(Picture *picture)
{
  for (guint i = 0; i < picture->n; i++)
  {
    const Region *region = &picture->regions[i];
    if (region->inside || !is_named(picture, i))
      continue;
    picture->entries[picture->legend.n++] = (DgmiLegendEntry){
        .name = dgmi_keep(picture->strings, g_strjoin(" ", region->name, region->share, NULL)),
        .colour = region->fill,
        .shape = DGMI_SHAPE_SQUARE,
        .hatch = region->hatch,
        .hatch_colour = region->hatch_colour};
  }
}

/* The largest triangle in the body, below the legend, with room for names of corners and ticks. */
static void set_triangle(Picture *picture)
{
  const DgmiBox *body = &picture->page->body;
  const double line = line_height(picture, DGMI_SIZE_LABEL);
  const double top = dgmi_legend_height(&picture->legend, picture->page) + 2 * line + 8;
  const double below = line_height(picture, DGMI_SIZE_AXIS) + 2 * line + 3 * TICK_GAP;
  const double height = body->height - top - below;
  double side = MIN(height / SIDE_RATIO, body->width - 2 * TICK_ROOM);
  picture->column = (body->width - side) / 2 - COLUMN_GAP;
  if (picture->column < LEAST_COLUMN)
    picture->column = 0;
  side = MAX(side, 10);
  const double x = body->x + body->width / 2, y = body->y + top;
  picture->side = side;
  picture->corner[0] = (Point){x, y};
  picture->corner[1] = (Point){x - side / 2, y + side * SIDE_RATIO};
  picture->corner[2] = (Point){x + side / 2, y + side * SIDE_RATIO};
  for (guint i = 0; i < picture->n; i++)
  {
    Region *region = &picture->regions[i];
    region->centre = place(picture, region->region->inside.weight);
    region->left = region->centre.x < x;
    try_inside(picture, region);
  }
}

static void set_names(Picture *picture)
{
  picture->legend.n = 1;
  set_triangle(picture);
  if (picture->column > 0)
    return;
  for (guint pass = 0; pass < 2; pass++) /* keys make the triangle smaller */
  {
    picture->legend.n = 1;
    add_keys(picture);
    set_triangle(picture);
    picture->column = 0;
  }
}

/* --- drawing --- */

static void draw_region(const Picture *picture, const Region *region)
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
    const Point at = place(picture, region->region->corners[i].weight);
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
static void grid_line(const Picture *picture, guint i, double share, Point ends[2])
{
  const guint next = (i + 1) % 3, last = (i + 2) % 3;
  double weight[3] = {0};
  weight[i] = share;
  weight[last] = 1 - share;
  ends[0] = place(picture, weight);
  weight[last] = 0;
  weight[next] = 1 - share;
  ends[1] = place(picture, weight);
}

static void draw_grid(const Picture *picture)
{
  const DgmiTheme *theme = picture->page->theme;
  const double size = DGMI_SIZE_FOOTER;
  for (guint i = 0; i < 3; i++)
    for (guint step = 1; step < GRID_STEPS; step++)
    {
      const double share = (double)step / GRID_STEPS;
      Point ends[2];
      grid_line(picture, i, share, ends);
      DgmiPaint paint = DGMI_PAINT_NONE;
      paint.stroke = dgmi_colour_mix(theme->text, theme->background, 0.55);
      paint.line_width = 0.8;
      paint.dash = 3;
      dgmi_scene_move_to(picture->page->scene, ends[0].x, ends[0].y);
      dgmi_scene_line_to(picture->page->scene, ends[1].x, ends[1].y);
      dgmi_scene_path(picture->page->scene, DGMI_ROLE_GRID, &paint, NULL);
      g_autofree char *text = percent(picture, share, 0);
      const double line = line_height(picture, size);
      const DgmiLettering tick = {.text = text,
                                  .x = ends[1].x + (i == 0   ? -TICK_GAP
                                                    : i == 2 ? TICK_GAP
                                                             : 0),
                                  .middle = ends[1].y + (i == 1 ? TICK_GAP / 2 + line / 2 : 0),
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
static void draw_corner(const Picture *picture, guint i)
{
  const DgmiBox *body = &picture->page->body;
  const Point at = picture->corner[i];
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
  const double gap = line_height(picture, DGMI_SIZE_FOOTER) + TICK_GAP;
  name.middle = i == 0 ? at.y - 5 - lines * line / 2 : at.y + gap + lines * line / 2;
  dgmi_lettering_draw(&name, picture->page);
}

/* Along each edge the component whose numbers stand there, and which way it grows. */
static void draw_edge(const Picture *picture, guint i)
{
  static const char *const arrows[] = {"↗", "←", "↘"};
  Point ends[2];
  grid_line(picture, i, 0.5, ends);
  const double line = line_height(picture, DGMI_SIZE_LABEL);
  g_autofree char *text = i == 1 ? g_strjoin(" ", arrows[i], picture->input->codes[i], NULL)
                                 : g_strjoin(" ", picture->input->codes[i], arrows[i], NULL);
  DgmiLettering edge = {.text = text,
                        .x = ends[1].x + (i == 0   ? -TICK_ROOM
                                          : i == 2 ? TICK_ROOM
                                                   : 0),
                        .middle = ends[1].y,
                        .anchor = i == 0   ? DGMI_ANCHOR_END
                                  : i == 1 ? DGMI_ANCHOR_MIDDLE
                                           : DGMI_ANCHOR_START,
                        .size = DGMI_SIZE_LABEL,
                        .colour = picture->page->theme->muted,
                        .role = DGMI_ROLE_TICK};
  const DgmiBox *body = &picture->page->body;
  if (i == 1) /* between the numbers and the names of the corners */
    edge.middle += TICK_GAP / 2 + line / 2;
  const double room = i == 0 ? edge.x - body->x : body->x + body->width - edge.x;
  edge.width = i == 1 ? picture->side / GRID_STEPS - 30 : room;
  if (edge.width >= dgmi_text_width(picture->page, text, edge.size, edge.weight))
    dgmi_lettering_draw(&edge, picture->page);
}

static void draw_cross(const Picture *picture)
{
  const Point at = place(picture, picture->input->nominal);
  const DgmiTheme *theme = picture->page->theme;
  dgmi_mark_draw(picture->page->scene, DGMI_ROLE_NONE, DGMI_SHAPE_CROSS, at.x, at.y, CROSS,
                 theme->background, NULL);
  dgmi_mark_draw(picture->page->scene, DGMI_ROLE_MARK, DGMI_SHAPE_CROSS, at.x, at.y, CROSS - 1.5,
                 theme->text, picture->legend.entries[0].name);
}

/* Name and share, one below the other. */
static void draw_name(const Picture *picture, const Region *region, Point middle, DgmiAnchor anchor,
                      double width, DgmiColour colour)
{
  const double line = line_height(picture, DGMI_SIZE_LABEL);
  DgmiLettering text = {.text = region->name,
                        .x = middle.x,
                        .middle = middle.y - line / 2,
                        .anchor = anchor,
                        .size = DGMI_SIZE_LABEL,
                        .weight = DGMI_WEIGHT_BOLD,
                        .colour = colour,
                        .role = DGMI_ROLE_LABEL,
                        .width = width};
  dgmi_lettering_draw(&text, picture->page);
  text.text = region->share;
  text.middle += line;
  text.weight = DGMI_WEIGHT_REGULAR;
  text.role = DGMI_ROLE_VALUE;
  dgmi_lettering_draw(&text, picture->page);
}

/* A name in the column at one side, tied to its region. */
static void draw_beside(const Picture *picture, const Region *region)
{
  const DgmiBox *body = &picture->page->body;
  const DgmiTheme *theme = picture->page->theme;
  const double width =
      MIN(MAX(dgmi_text_width(picture->page, region->name, DGMI_SIZE_LABEL, DGMI_WEIGHT_BOLD),
              dgmi_text_width(picture->page, region->share, DGMI_SIZE_LABEL, DGMI_WEIGHT_REGULAR)),
          picture->column);
  /* Beside the triangle's edge, beyond its numbers and name, or as far out as the page lets it. */
  const double down = (region->beside.placed - picture->corner[0].y) / SIDE_RATIO / 2;
  const double out = MAX(down, 0) + picture->edge;
  const double middle = picture->corner[0].x;
  const double x = region->left ? MAX(middle - out, body->x + width)
                                : MIN(middle + out, body->x + body->width - width);
  dgmi_scene_line(picture->page->scene, DGMI_ROLE_LEADER, region->left ? x + 5 : x - 5,
                  region->beside.placed, region->centre.x, region->centre.y, theme->text, 0.8);
  dgmi_mark_draw(picture->page->scene, DGMI_ROLE_LEADER, DGMI_SHAPE_CIRCLE, region->centre.x,
                 region->centre.y, 2, theme->text, NULL);
  draw_name(picture, region, (Point){x, region->beside.placed},
            region->left ? DGMI_ANCHOR_END : DGMI_ANCHOR_START, picture->column, theme->text);
}

static void draw(Picture *picture)
{
  dgmi_page_open(picture->page);
  dgmi_legend_draw(&picture->legend, picture->page);
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
    const Region *region = &picture->regions[i];
    if (!is_named(picture, i))
      continue;
    if (region->inside)
      draw_name(picture, region, region->label, DGMI_ANCHOR_MIDDLE, 0,
                dgmi_colour_on(region->fill));
    else if (picture->column > 0 && !region->beside.dropped)
      draw_beside(picture, region);
  }
  draw_cross(picture);
  dgmi_page_close(picture->page, picture->page->body.height);
}

/* "Denmark is first under 70.9 % of all weights, Australia under 15.4 %; …" */
static char *finding(const Picture *picture)
{
  const DgmiWords *words = picture->page->words;
  if (picture->n == 0)
    return g_strdup(words->empty);
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < MIN(picture->n, 3); i++)
    g_string_append_printf(text, "%s%s", i > 0 ? words->semicolon : "", picture->regions[i].title);
  return g_strdup(text->str);
}

static void add_notes(const Picture *picture, guint dropped)
{
  const DgmiWords *words = picture->page->words;
  g_autofree char *missing = g_strdup_printf("%u", picture->input->n_missing);
  g_autofree char *unnamed = g_strdup_printf("%u", dropped);
  if (picture->input->n_missing > 0)
    dgmi_page_note(picture->page,
                   dgmi_words_fill(dgmi_words_choose(words, "Left out for missing data: $1.",
                                                     "因数据缺失未计入的单位：$1个。"),
                                   missing, NULL, NULL));
  if (dropped > 0)
    dgmi_page_note(picture->page,
                   dgmi_words_fill(dgmi_words_choose(words, "Regions without room for a name: $1.",
                                                     "因版面有限未标名称的区域：$1个。"),
                                   unnamed, NULL, NULL));
}

static DgmiScene *make(Picture *picture, GError **error)
{
  const DgmiWords *words = picture->page->words;
  const guint notes = picture->page->notes->len;
  guint dropped = 0;
  for (guint i = 0; i < picture->n; i++)
    fill_region(picture, i);
  fill_legend(picture);
  set_edge(picture);
  for (guint pass = 0; pass < 2; pass++) /* a note of what was dropped takes room too */
  {
    g_ptr_array_set_size(picture->page->notes, (int)notes);
    add_notes(picture, dropped);
    if (!dgmi_page_lay_out_plot(picture->page, 0.62, LEAST_BODY, error))
      return NULL;
    set_names(picture);
    dropped = picture->column > 0 ? stack_beside(picture, TRUE) + stack_beside(picture, FALSE) : 0;
    if (dropped == 0)
      break;
  }
  if (picture->corner[1].y - picture->corner[0].y < LEAST_BODY / 4)
  {
    dgmi_page_refuse(picture->page, error);
    return NULL;
  }
  draw(picture);
  g_autofree char *sentence = finding(picture);
  return dgmi_page_finish(picture->page,
                          dgmi_words_choose(words, "Triangle of weights", "权重三角图"), sentence,
                          error);
}

DgmiScene *dgmi_chart_ternary_draw(const DgmiChartStyle *style, gconstpointer input, GError **error)
{
  g_autoptr(DgmiPage) page = dgmi_page_new(style);
  g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
  Picture picture = {.input = input, .page = page, .strings = strings};
  picture.n = picture.input->regions->n;
  picture.regions = g_new0(Region, MAX(picture.n, 1));
  DgmiScene *scene = make(&picture, error);
  g_free(picture.regions);
  g_free(picture.entries);
  return scene;
}
