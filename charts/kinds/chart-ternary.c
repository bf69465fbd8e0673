#include "charts/kinds/ternary-inside.h"

#include <math.h>

#define TINT 0.62          /* share of a unit's colour that its region keeps */
#define TRIES 24           /* places for a name, in either direction */
#define LEAST_COLUMN 100.0 /* px beside the triangle that names need */
#define LEAST_BODY 190.0
#define NARROW 600.0 /* px of a page */

TernaryPoint dgmi_ternary_place(const TernaryPicture *picture, const double *weight)
{
  TernaryPoint point = {0, 0};
  for (guint i = 0; i < 3; i++)
  {
    point.x += weight[i] * picture->corner[i].x;
    point.y += weight[i] * picture->corner[i].y;
  }
  return point;
}

static double line_height(const TernaryPicture *picture, double size)
{
  return dgmi_typesetter_line(picture->page->typesetter, size);
}

static void set_edge(TernaryPicture *picture)
{
  for (guint i = 0; i < 3; i += 2) /* the edges at the left and the right */
    picture->edge = MAX(picture->edge, dgmi_text_width(picture->page, picture->input->codes[i],
                                                       DGMI_SIZE_LABEL, DGMI_WEIGHT_REGULAR));
  picture->edge += TERNARY_TICK_ROOM + 3.5 * DGMI_SIZE_LABEL;
}

/* --- what is said --- */

char *dgmi_ternary_percent(const TernaryPicture *picture, double share, int digits)
{
  const DgmiWords *words = picture->page->words;
  g_autofree char *number = dgmi_words_number(words, 100 * share, digits);
  return dgmi_words_fill(words, "$1 %", number, NULL, NULL);
}

/* "70.9 %"; of what rounds to nothing "< 0.1 %". */
static char *share_text(const TernaryPicture *picture, double share)
{
  return share < 0.0005 ? g_strdup(dgmi_words_say(picture->page->words, "< 0.1 %"))
                        : dgmi_ternary_percent(picture, share, 1);
}

static char *name_text(const TernaryPicture *picture, const DgmiWeightRegion *region)
{
  const DgmiWords *words = picture->page->words;
  const char *name =
      dgmi_unit_shown_name(&picture->input->units[region->unit], picture->page, picture->strings);
  g_autofree char *more = g_strdup_printf("%u", region->n_equal);
  if (region->n_equal == 0)
    return g_strdup(name);
  return dgmi_words_fill(words, "$1 and $2 more", name, more, NULL);
}

static void fill_region(TernaryPicture *picture, guint i)
{
  const DgmiTheme *theme = picture->page->theme;
  const DgmiWords *words = picture->page->words;
  TernaryRegion *region = &picture->regions[i];
  region->region = &picture->input->regions->regions[i];
  region->name = dgmi_keep(picture->strings, name_text(picture, region->region));
  region->share = dgmi_keep(picture->strings, share_text(picture, region->region->share));
  region->title =
      dgmi_keep(picture->strings, dgmi_words_fill(words, "$1: first under $2 of all weights",
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

gboolean dgmi_ternary_is_named(const TernaryPicture *picture, guint i)
{
  return picture->input->top == 0 || i < picture->input->top ||
         picture->input->units[picture->regions[i].region->unit].highlighted;
}

/* --- where names go --- */

static gboolean holds(const TernaryPicture *picture, const TernaryRegion *region, TernaryPoint at)
{
  const DgmiWeightRegion *of = region->region;
  int sides = 0;
  for (guint i = 0; i < of->n_corners; i++)
  {
    const TernaryPoint a = dgmi_ternary_place(picture, of->corners[i].weight);
    const TernaryPoint b = dgmi_ternary_place(picture, of->corners[(i + 1) % of->n_corners].weight);
    const double turn = (b.x - a.x) * (at.y - a.y) - (b.y - a.y) * (at.x - a.x);
    sides += turn > 0 ? 1 : turn < 0 ? -1 : 0;
  }
  return ABS(sides) == (int)of->n_corners;
}

/* Px that name and share take together, with a border. */
static void measure_name(const TernaryPicture *picture, TernaryRegion *region)
{
  const DgmiLettering name = dgmi_ternary_name(region);
  guint lines;
  region->width =
      MAX(dgmi_lettering_width(&name, picture->page, &lines),
          dgmi_text_width(picture->page, region->share, DGMI_SIZE_LABEL, DGMI_WEIGHT_REGULAR)) +
      6;
  region->height = (lines + 1) * line_height(picture, DGMI_SIZE_LABEL) + 4;
}

static gboolean fits_at(const TernaryPicture *picture, const TernaryRegion *region,
                        TernaryPoint middle)
{
  const DgmiBox box = {middle.x - region->width / 2, middle.y - region->height / 2, region->width,
                       region->height};
  const TernaryPoint cross = dgmi_ternary_place(picture, picture->input->nominal);
  const DgmiBox mark = {cross.x - TERNARY_CROSS - 2, cross.y - TERNARY_CROSS - 2,
                        2 * TERNARY_CROSS + 4, 2 * TERNARY_CROSS + 4};
  const TernaryPoint ends[] = {{box.x, box.y},
                               {box.x + box.width, box.y},
                               {box.x, box.y + box.height},
                               {box.x + box.width, box.y + box.height}};
  for (guint i = 0; i < G_N_ELEMENTS(ends); i++)
    if (!holds(picture, region, ends[i]))
      return FALSE;
  return !dgmi_boxes_overlap(&box, &mark);
}

/* Looks for room in the region, the nearer to its centre the better. */
static void try_place(const TernaryPicture *picture, TernaryRegion *region)
{
  const DgmiWeightRegion *of = region->region;
  TernaryPoint low = region->centre, high = region->centre;
  double best = INFINITY;
  region->inside = FALSE;
  for (guint i = 0; i < of->n_corners; i++)
  {
    const TernaryPoint at = dgmi_ternary_place(picture, of->corners[i].weight);
    low = (TernaryPoint){MIN(low.x, at.x), MIN(low.y, at.y)};
    high = (TernaryPoint){MAX(high.x, at.x), MAX(high.y, at.y)};
  }
  for (guint i = 0; i <= TRIES * TRIES && region->hatch == DGMI_HATCH_NONE; i++)
  {
    const TernaryPoint at =
        i == 0 ? region->centre
               : (TernaryPoint){low.x + (high.x - low.x) * ((i - 1) % TRIES + 0.5) / TRIES,
                                low.y + (high.y - low.y) * ((i - 1) / TRIES + 0.5) / TRIES};
    const double far = hypot(at.x - region->centre.x, at.y - region->centre.y);
    if (far >= best || !fits_at(picture, region, at))
      continue;
    best = far;
    region->label = at;
    region->inside = TRUE;
  }
}

/* The name in one line or, failing that, in two or three. */
static void try_inside(const TernaryPicture *picture, TernaryRegion *region)
{
  static const double shares[] = {0, 0.55, 0.4}; /* of its width */
  const double width =
      dgmi_text_width(picture->page, region->name, DGMI_SIZE_LABEL, DGMI_WEIGHT_BOLD);
  const double word =
      dgmi_word_width(picture->page, region->name, DGMI_SIZE_LABEL, DGMI_WEIGHT_BOLD) + 1;
  region->inside = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(shares) && !region->inside; i++)
  {
    region->wrap = shares[i] > 0 ? MAX(ceil(shares[i] * width), word) : 0;
    measure_name(picture, region);
    try_place(picture, region);
  }
}

/* Names that have no room inside: to the side that is nearer, apart from each other. */
static guint stack_beside(TernaryPicture *picture, gboolean left)
{
  g_autofree DgmiStackLabel *labels = g_new0(DgmiStackLabel, picture->n + 1);
  const double height = 2 * line_height(picture, DGMI_SIZE_LABEL);
  guint n = 0;
  for (guint i = 0; i < picture->n; i++)
    if (!picture->regions[i].inside && picture->regions[i].left == left &&
        dgmi_ternary_is_named(picture, i))
      labels[n++] = (DgmiStackLabel){picture->regions[i].centre.y, height,
                                     picture->regions[i].region->share, 0, FALSE};
  const double low = picture->corner[0].y, high = picture->corner[1].y - TERNARY_TICK_ROOM;
  const guint dropped = n == 0 ? 0 : dgmi_labels_stack(labels, n, low, MAX(high, low), 6);
  for (guint i = 0, k = 0; i < picture->n; i++)
    if (!picture->regions[i].inside && picture->regions[i].left == left &&
        dgmi_ternary_is_named(picture, i))
      picture->regions[i].beside = labels[k++];
  return dropped;
}

/* --- layout --- */

/* The keys above the triangle: the cross and, where there is no room beside, names. */
static void fill_legend(TernaryPicture *picture)
{
  const DgmiTernaryInput *input = picture->input;
  const DgmiWords *words = picture->page->words;
  g_autoptr(GString) text = g_string_new(dgmi_words_say(words, "nominal weights"));
  for (guint i = 0; i < 3; i++)
  {
    g_autofree char *share = dgmi_ternary_percent(picture, input->nominal[i], 1);
    g_string_append_printf(text, "%s%s %s",
                           i == 0 ? dgmi_words_say(words, ": ") : dgmi_words_say(words, " · "),
                           input->codes[i], share);
  }
  picture->entries = g_new0(DgmiLegendEntry, picture->n + 1);
  picture->entries[0] = (DgmiLegendEntry){.name = dgmi_keep(picture->strings, g_strdup(text->str)),
                                          .colour = picture->page->theme->text,
                                          .shape = DGMI_SHAPE_CROSS};
  picture->legend = (DgmiLegend){picture->entries, 1};
}

static void add_keys(TernaryPicture *picture)
{
  for (guint i = 0; i < picture->n; i++)
  {
    const TernaryRegion *region = &picture->regions[i];
    if (region->inside || !dgmi_ternary_is_named(picture, i))
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
static void set_triangle(TernaryPicture *picture)
{
  const DgmiBox *body = &picture->page->body;
  const double line = line_height(picture, DGMI_SIZE_LABEL);
  const double top = dgmi_legend_height(&picture->legend, picture->page) + 2 * line + 8;
  const double below = line_height(picture, DGMI_SIZE_AXIS) + 2 * line + 3 * TERNARY_TICK_GAP;
  const double height = body->height - top - below;
  double side = MIN(height / TERNARY_SIDE_RATIO, body->width - 2 * TERNARY_TICK_ROOM);
  picture->column = (body->width - side) / 2 - TERNARY_COLUMN_GAP;
  if (picture->column < LEAST_COLUMN)
    picture->column = 0;
  side = MAX(side, 10);
  const double x = body->x + body->width / 2, y = body->y + top;
  picture->side = side;
  picture->corner[0] = (TernaryPoint){x, y};
  picture->corner[1] = (TernaryPoint){x - side / 2, y + side * TERNARY_SIDE_RATIO};
  picture->corner[2] = (TernaryPoint){x + side / 2, y + side * TERNARY_SIDE_RATIO};
  for (guint i = 0; i < picture->n; i++)
  {
    TernaryRegion *region = &picture->regions[i];
    region->centre = dgmi_ternary_place(picture, region->region->inside.weight);
    region->left = region->centre.x < x;
    try_inside(picture, region);
  }
}

static void set_names(TernaryPicture *picture)
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

/* "Denmark is first under 70.9 % of all weights, Australia under 15.4 %; …" */
static char *finding(const TernaryPicture *picture)
{
  const DgmiWords *words = picture->page->words;
  if (picture->n == 0)
    return g_strdup(dgmi_words_say(words, "no unit has a score"));
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < MIN(picture->n, 3); i++)
    g_string_append_printf(text, "%s%s", i > 0 ? dgmi_words_say(words, "; ") : "",
                           picture->regions[i].title);
  return g_strdup(text->str);
}

/* Whether a unit is first somewhere, or may be with its equals. */
static gboolean has_region(const TernaryPicture *picture, guint unit)
{
  const DgmiWeightRegions *regions = picture->input->regions;
  for (guint i = 0; i < regions->n; i++)
    if (regions->regions[i].unit == unit || regions->regions[i].n_equal > 0)
      return TRUE;
  return FALSE;
}

/* Highlighted units that the triangle does not show. */
static void note_absent(const TernaryPicture *picture)
{
  const DgmiWords *words = picture->page->words;
  g_autoptr(GString) names = g_string_new(NULL);
  for (guint i = 0; i < picture->input->n_units; i++)
    if (picture->input->units[i].highlighted && !has_region(picture, i))
      g_string_append_printf(
          names, "%s%s", names->len > 0 ? dgmi_words_say(words, ", ") : "",
          dgmi_unit_shown_name(&picture->input->units[i], picture->page, picture->strings));
  if (names->len > 0)
    dgmi_page_note(picture->page,
                   dgmi_words_fill(words, "First under no weights: $1.", names->str, NULL, NULL));
}

static void add_notes(const TernaryPicture *picture, guint dropped)
{
  const DgmiWords *words = picture->page->words;
  g_autofree char *missing = g_strdup_printf("%u", picture->input->n_missing);
  g_autofree char *unnamed = g_strdup_printf("%u", dropped);
  if (picture->input->n_missing > 0)
    dgmi_page_note(picture->page,
                   dgmi_words_fill(words, "Left out for missing data: $1.", missing, NULL, NULL));
  note_absent(picture);
  if (dropped > 0)
    dgmi_page_note(picture->page, dgmi_words_fill(words, "Regions without room for a name: $1.",
                                                  unnamed, NULL, NULL));
}

static DgmiScene *make(TernaryPicture *picture, GError **error)
{
  const DgmiWords *words = picture->page->words;
  const guint notes = picture->page->notes->len;
  const double ratio =
      picture->page->style->width < NARROW ? 1.2 : 0.62; /* keys above, names below */
  guint dropped = 0;
  for (guint i = 0; i < picture->n; i++)
    fill_region(picture, i);
  fill_legend(picture);
  set_edge(picture);
  for (guint pass = 0; pass < 2; pass++) /* a note of what was dropped takes room too */
  {
    g_ptr_array_set_size(picture->page->notes, (int)notes);
    add_notes(picture, dropped);
    if (!dgmi_page_lay_out_plot(picture->page, ratio, LEAST_BODY, error))
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
  dgmi_ternary_draw(picture);
  g_autofree char *sentence = finding(picture);
  return dgmi_page_finish(picture->page, dgmi_words_say(words, "Triangle of weights"), sentence,
                          error);
}

DgmiScene *dgmi_chart_ternary_draw(const DgmiChartStyle *style, gconstpointer input, GError **error)
{
  g_autoptr(DgmiPage) page = dgmi_page_new(style);
  g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
  TernaryPicture picture = {.input = input, .page = page, .strings = strings};
  picture.n = picture.input->regions->n;
  picture.regions = g_new0(TernaryRegion, MAX(picture.n, 1));
  DgmiScene *scene = make(&picture, error);
  g_free(picture.regions);
  g_free(picture.entries);
  return scene;
}
