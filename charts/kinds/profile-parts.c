#include "charts/kinds/profile-parts.h"

#include "charts/page/scale.h"
#include "charts/scene/marks.h"

#include <math.h>

#define BIG 64.0
#define HEADING_GAP 6.0
#define PART_GAP 22.0
#define ROW_GAP 5.0
#define PLOT_HIGH 96.0
#define STRIP_HIGH 16.0
#define PEER_RADIUS 3.0
#define OWN_RADIUS 6.0

static double line_of(const DgmiProfilePart *part, double size)
{
  return dgmi_typesetter_line(part->page->typesetter, size);
}

/* A text in the column whose block of lines begins at `y`; returns where it ends. */
static double put(const DgmiProfilePart *part, DgmiLettering text, double y)
{
  guint lines = 1;
  if (text.text == NULL || *text.text == '\0')
    return y;
  dgmi_lettering_width(&text, part->page, &lines);
  const double height = lines * line_of(part, text.size);
  text.middle = y + height / 2;
  if (part->drawn)
    dgmi_lettering_draw(&text, part->page);
  return y + height;
}

/* `text` in English. */
static double heading(const DgmiProfilePart *part, const char *text, double y)
{
  const DgmiLettering title = {.text = dgmi_words_say(part->page->words, text),
                               .x = part->x,
                               .size = DGMI_SIZE_SUBTITLE,
                               .weight = DGMI_WEIGHT_SEMIBOLD,
                               .colour = part->page->theme->text,
                               .role = DGMI_ROLE_LABEL,
                               .width = part->width,
                               .lines = 2};
  return put(part, title, y) + HEADING_GAP;
}

static char *number_of(const DgmiProfilePart *part, double value, int digits)
{
  return isnan(value) ? g_strdup("–") : dgmi_words_number(part->page->words, value, digits);
}

static char *number(const DgmiProfilePart *part, double value)
{
  return number_of(part, value, part->input->digits);
}

/* "rank 17 of 193", or that there is none. */
static char *rank_text(const DgmiProfilePart *part, double rank, guint of)
{
  const DgmiWords *words = part->page->words;
  if (isnan(rank))
    return g_strdup(dgmi_words_say(words, "no score"));
  g_autofree char *place = dgmi_words_number(words, rank, rank == floor(rank) ? 0 : 1);
  g_autofree char *count = g_strdup_printf("%u", of);
  return dgmi_words_fill(words, "rank $1 of $2", place, count, NULL);
}

/* --- rank, score, class --- */

static void draw_big_rank(const DgmiProfilePart *part, const char *rank, double size, double y)
{
  const DgmiTheme *theme = part->page->theme;
  const double width = dgmi_text_width(part->page, rank, size, DGMI_WEIGHT_BOLD);
  const double ascent = dgmi_typesetter_ascent(part->page->typesetter, size);
  DgmiTextRun run = {.text = rank,
                     .x = part->x,
                     .y = y + ascent,
                     .size = size,
                     .weight = DGMI_WEIGHT_BOLD,
                     .colour = dgmi_colour_readable(theme->strong, theme->background, 4.5),
                     .role = DGMI_ROLE_VALUE};
  dgmi_scene_text(part->page->scene, &run);
  g_autofree char *of = g_strdup_printf("%u", part->input->n_ranked);
  g_autofree char *text = dgmi_words_fill(part->page->words, "of $1", of, NULL, NULL);
  run.text = text;
  run.x += width + 8;
  run.size = DGMI_SIZE_TITLE;
  run.weight = DGMI_WEIGHT_REGULAR;
  run.colour = theme->muted;
  dgmi_scene_text(part->page->scene, &run);
}

double dgmi_profile_standing(const DgmiProfilePart *part, double y)
{
  const DgmiProfileInput *input = part->input;
  const DgmiTheme *theme = part->page->theme;
  const gboolean ranked = input->unit.rank != NULL && *input->unit.rank != '\0';
  if (ranked && part->drawn)
    draw_big_rank(part, input->unit.rank, BIG, y - 12);
  if (ranked)
    y += line_of(part, BIG) - 12;
  g_autofree char *score = number(part, input->unit.value);
  g_autofree char *text = isnan(input->unit.value)
                              ? g_strdup(dgmi_words_say(part->page->words, "no score"))
                              : g_strjoin(" ", input->node != NULL ? input->node : "", score, NULL);
  DgmiLettering line = {.text = g_strstrip(text),
                        .x = part->x,
                        .size = DGMI_SIZE_TITLE,
                        .weight = DGMI_WEIGHT_SEMIBOLD,
                        .colour = theme->text,
                        .role = DGMI_ROLE_VALUE,
                        .width = part->width,
                        .lines = 2};
  y = put(part, line, y);
  line.text = input->class;
  line.size = DGMI_SIZE_SUBTITLE;
  line.weight = DGMI_WEIGHT_REGULAR;
  line.colour = theme->muted;
  return put(part, line, y) + PART_GAP;
}

/* --- history --- */

typedef struct
{
  DgmiScale across, down;
  const DgmiProfileEdition *first, *last, *best;
} Plot;

static gboolean find_ends(const DgmiProfileInput *input, Plot *plot)
{
  for (guint i = 0; i < input->n_editions; i++)
  {
    const DgmiProfileEdition *edition = &input->editions[i];
    if (isnan(edition->rank))
      continue;
    plot->first = plot->first == NULL ? edition : plot->first;
    plot->last = edition;
    if (plot->best == NULL || edition->rank <= plot->best->rank)
      plot->best = edition;
  }
  return plot->first != plot->last;
}

static void set_scales(const DgmiProfilePart *part, double y, Plot *plot)
{
  double worst = 1;
  for (guint i = 0; i < part->input->n_editions; i++)
    if (!isnan(part->input->editions[i].rank))
      worst = MAX(worst, part->input->editions[i].rank);
  plot->across = (DgmiScale){DGMI_SCALE_LINEAR, plot->first->year, plot->last->year, part->x + 30,
                             part->x + part->width - 32};
  plot->down = (DgmiScale){DGMI_SCALE_LINEAR, MIN(plot->best->rank, worst - 1), worst, y + 20,
                           y + PLOT_HIGH - 16};
}

/* The line, broken where a year has no rank. */
static void draw_line(const DgmiProfilePart *part, const Plot *plot, const char *title)
{
  DgmiScene *scene = part->page->scene;
  DgmiPaint paint = DGMI_PAINT_NONE;
  paint.stroke = part->page->theme->strong;
  paint.line_width = 2;
  gboolean on = FALSE;
  for (guint i = 0; i < part->input->n_editions; i++)
  {
    const DgmiProfileEdition *edition = &part->input->editions[i];
    const double x = dgmi_scale_map(&plot->across, edition->year);
    const double y = isnan(edition->rank) ? 0 : dgmi_scale_map(&plot->down, edition->rank);
    if (!isnan(edition->rank) && on)
      dgmi_scene_line_to(scene, x, y);
    else if (!isnan(edition->rank))
      dgmi_scene_move_to(scene, x, y);
    on = !isnan(edition->rank);
  }
  dgmi_scene_path(scene, DGMI_ROLE_MARK, &paint, title);
}

/* A rank beside or above its point. */
static void draw_rank(const DgmiProfilePart *part, const DgmiProfileEdition *edition, double x,
                      double middle, DgmiAnchor anchor)
{
  g_autofree char *text = dgmi_words_number(part->page->words, edition->rank, 0);
  const DgmiLettering label = {.text = text,
                               .x = x,
                               .middle = middle,
                               .anchor = anchor,
                               .size = DGMI_SIZE_AXIS,
                               .weight = DGMI_WEIGHT_BOLD,
                               .colour = part->page->theme->text,
                               .role = DGMI_ROLE_VALUE};
  dgmi_lettering_draw(&label, part->page);
}

/* Points, with the ranks of the first and last year and, away from these, of the best. */
static void draw_points(const DgmiProfilePart *part, const Plot *plot)
{
  const DgmiProfileInput *input = part->input;
  for (guint i = 0; i < input->n_editions; i++)
  {
    const DgmiProfileEdition *edition = &input->editions[i];
    if (isnan(edition->rank))
      continue;
    const double x = dgmi_scale_map(&plot->across, edition->year);
    const double y = dgmi_scale_map(&plot->down, edition->rank);
    g_autofree char *rank = dgmi_words_number(part->page->words, edition->rank, 0);
    g_autofree char *title =
        g_strdup_printf("%d%s%s", edition->year, dgmi_words_say(part->page->words, ": "), rank);
    dgmi_mark_draw(part->page->scene, &(DgmiMark){DGMI_ROLE_MARK,
                                                  DGMI_SHAPE_CIRCLE,
                                                  {x, y},
                                                  edition == plot->last ? 4 : 2.5,
                                                  part->page->theme->strong,
                                                  title});
    if (edition == plot->first)
      draw_rank(part, edition, x - 6, y, DGMI_ANCHOR_END);
    else if (edition == plot->last)
      draw_rank(part, edition, x + 7, y, DGMI_ANCHOR_START);
    else if (edition == plot->best && x - plot->across.from > 24 && plot->across.to - x > 24)
      draw_rank(part, edition, x, y - 12, DGMI_ANCHOR_MIDDLE);
  }
}

static void draw_years(const DgmiProfilePart *part, const Plot *plot, double y)
{
  const DgmiProfileEdition *ends[] = {plot->first, plot->last};
  for (guint i = 0; i < G_N_ELEMENTS(ends); i++)
  {
    g_autofree char *year = g_strdup_printf("%d", ends[i]->year);
    const DgmiLettering label = {.text = year,
                                 .x = dgmi_scale_map(&plot->across, ends[i]->year),
                                 .anchor = DGMI_ANCHOR_MIDDLE,
                                 .size = DGMI_SIZE_FOOTER,
                                 .colour = part->page->theme->muted,
                                 .role = DGMI_ROLE_TICK};
    put(part, label, y);
  }
}

double dgmi_profile_history(const DgmiProfilePart *part, double y)
{
  Plot plot = {0};
  if (!find_ends(part->input, &plot))
    return y;
  y = heading(part, DGMI_N_("Rank over the editions"), y);
  if (part->drawn)
  {
    const char *name = part->input->unit.name != NULL ? part->input->unit.name : "";
    set_scales(part, y, &plot);
    dgmi_scene_line(part->page->scene, DGMI_ROLE_GRID, (DgmiPoint){part->x, y + PLOT_HIGH + 0.5},
                    (DgmiPoint){part->x + part->width, y + PLOT_HIGH + 0.5},
                    part->page->theme->grid, 1);
    draw_line(part, &plot, name);
    draw_points(part, &plot);
    draw_years(part, &plot, y + PLOT_HIGH + 3);
  }
  return y + PLOT_HIGH + 3 + line_of(part, DGMI_SIZE_FOOTER) + PART_GAP;
}

/* --- nearest units --- */

static double peer_row(const DgmiProfilePart *part, const DgmiChartUnit *unit, double rank_width,
                       double value_width, double y)
{
  const DgmiTheme *theme = part->page->theme;
  g_autofree char *value = number(part, unit->value);
  DgmiLettering text = {.text = unit->rank != NULL ? unit->rank : "–",
                        .x = part->x + rank_width,
                        .anchor = DGMI_ANCHOR_END,
                        .size = DGMI_SIZE_LABEL,
                        .weight = unit->highlighted ? DGMI_WEIGHT_BOLD : DGMI_WEIGHT_REGULAR,
                        .colour = unit->highlighted ? theme->text : theme->muted,
                        .role = DGMI_ROLE_LABEL};
  put(part, text, y);
  text.text = value;
  text.x = part->x + part->width;
  text.colour = theme->text;
  text.role = DGMI_ROLE_VALUE;
  put(part, text, y);
  text.text = dgmi_unit_shown_name(unit, part->page, part->strings);
  text.x = part->x + rank_width + 8;
  text.anchor = DGMI_ANCHOR_START;
  text.role = DGMI_ROLE_LABEL;
  text.width = part->width - rank_width - value_width - 20;
  text.lines = 2;
  return put(part, text, y) + ROW_GAP;
}

double dgmi_profile_peers(const DgmiProfilePart *part, double y)
{
  const DgmiProfileInput *input = part->input;
  double rank_width = 0, value_width = 0;
  if (input->n_peers == 0)
    return y;
  for (guint i = 0; i < input->n_peers; i++)
  {
    const char *rank = input->peers[i].rank != NULL ? input->peers[i].rank : "–";
    g_autofree char *value = number(part, input->peers[i].value);
    rank_width =
        MAX(rank_width, dgmi_text_width(part->page, rank, DGMI_SIZE_LABEL, DGMI_WEIGHT_BOLD));
    value_width =
        MAX(value_width, dgmi_text_width(part->page, value, DGMI_SIZE_LABEL, DGMI_WEIGHT_BOLD));
  }
  y = heading(part, DGMI_N_("Nearest in rank"), y);
  for (guint i = 0; i < input->n_peers; i++)
    y = peer_row(part, &input->peers[i], rank_width, value_width, y);
  return y + PART_GAP - ROW_GAP;
}

/* --- pillars --- */

static void value_range(const DgmiProfileInput *input, DgmiTicks *ticks)
{
  double low = NAN, high = NAN;
  for (guint p = 0; p < input->n_pillars; p++)
    for (guint i = 0; i < input->n_values; i++)
    {
      const double value = input->pillars[p].values[i];
      low = isnan(value) || low <= value ? low : value;
      high = isnan(value) || high >= value ? high : value;
    }
  dgmi_ticks_linear(isnan(low) ? 0 : low, isnan(high) ? 1 : high, 5, ticks);
}

/* All units as faint lines, the nearest as rings, the unit as a dot. */
static void draw_strip(const DgmiProfilePart *part, const DgmiProfileNode *pillar,
                       const DgmiScale *scale, const char *title, double y)
{
  const DgmiProfileInput *input = part->input;
  const DgmiTheme *theme = part->page->theme;
  DgmiScene *scene = part->page->scene;
  const double middle = y + STRIP_HIGH / 2;
  dgmi_scene_line(scene, DGMI_ROLE_GRID, (DgmiPoint){scale->from, middle},
                  (DgmiPoint){scale->to, middle}, theme->grid, 1);
  DgmiPaint faint = DGMI_PAINT_NONE;
  faint.stroke = theme->plain;
  gboolean any = FALSE;
  for (guint i = 0; i < input->n_values; i++)
  {
    const double value = pillar->values[i];
    if (isnan(value))
      continue;
    const double x = dgmi_scale_map(scale, value);
    dgmi_scene_move_to(scene, x, middle - 5);
    dgmi_scene_line_to(scene, x, middle + 5);
    any = TRUE;
  }
  if (any)
    dgmi_scene_path(scene, DGMI_ROLE_GRID, &faint, NULL);
  for (guint i = 0; i < input->n_peers; i++)
  {
    const char *name = input->peers[i].name != NULL ? input->peers[i].name : input->peers[i].code;
    if (isnan(pillar->peers[i]) || input->peers[i].highlighted)
      continue;
    g_autofree char *value = number(part, pillar->peers[i]);
    g_autofree char *text =
        g_strconcat(name, dgmi_words_say(part->page->words, ": "), pillar->name, " ", value, NULL);
    dgmi_mark_draw(scene, &(DgmiMark){DGMI_ROLE_MARK,
                                      DGMI_SHAPE_CIRCLE,
                                      {dgmi_scale_map(scale, pillar->peers[i]), middle},
                                      PEER_RADIUS,
                                      theme->muted,
                                      text});
  }
  if (isnan(pillar->value))
    return;
  const double x = dgmi_scale_map(scale, pillar->value);
  dgmi_mark_draw(scene, &(DgmiMark){DGMI_ROLE_NONE,
                                    DGMI_SHAPE_CIRCLE,
                                    {x, middle},
                                    OWN_RADIUS + 1.5,
                                    theme->background,
                                    NULL});
  dgmi_mark_draw(
      scene, &(DgmiMark){
                 DGMI_ROLE_MARK, DGMI_SHAPE_CIRCLE, {x, middle}, OWN_RADIUS, theme->strong, title});
}

static double pillar_row(const DgmiProfilePart *part, const DgmiProfileNode *pillar,
                         const DgmiScale *scale, double y)
{
  const DgmiTheme *theme = part->page->theme;
  g_autofree char *value = number_of(part, pillar->value, pillar->digits);
  g_autofree char *rank = rank_text(part, pillar->rank, pillar->n_ranked);
  g_autofree char *both =
      isnan(pillar->value)
          ? g_strdup(dgmi_words_say(part->page->words, "no score"))
          : g_strconcat(value, dgmi_words_say(part->page->words, " · "), rank, NULL);
  const double side = dgmi_text_width(part->page, both, DGMI_SIZE_LABEL, DGMI_WEIGHT_BOLD);
  DgmiLettering text = {.text = both,
                        .x = part->x + part->width,
                        .anchor = DGMI_ANCHOR_END,
                        .size = DGMI_SIZE_LABEL,
                        .weight = DGMI_WEIGHT_BOLD,
                        .colour = theme->text,
                        .role = DGMI_ROLE_VALUE};
  put(part, text, y);
  text.text = pillar->name;
  text.x = part->x;
  text.anchor = DGMI_ANCHOR_START;
  text.weight = DGMI_WEIGHT_REGULAR;
  text.role = DGMI_ROLE_LABEL;
  text.width = part->width - side - 12;
  text.lines = 2;
  y = put(part, text, y) + 3;
  g_autofree char *title =
      g_strconcat(pillar->name, dgmi_words_say(part->page->words, ": "), both, NULL);
  if (part->drawn)
    draw_strip(part, pillar, scale, title, y);
  return y + STRIP_HIGH + 9;
}

double dgmi_profile_pillars(const DgmiProfilePart *part, double y)
{
  const DgmiProfileInput *input = part->input;
  DgmiTicks ticks;
  if (input->n_pillars == 0)
    return y;
  value_range(input, &ticks);
  const double low = ticks.at[0], high = ticks.at[ticks.n - 1];
  const DgmiScale scale = {DGMI_SCALE_LINEAR, low, high, part->x + OWN_RADIUS + 2,
                           part->x + part->width - OWN_RADIUS - 2};
  y = heading(part, DGMI_N_("Pillars among all units (lines) and the nearest (dots)"), y);
  for (guint p = 0; p < input->n_pillars; p++)
    y = pillar_row(part, &input->pillars[p], &scale, y);
  const double ends[] = {low, high};
  for (guint i = 0; i < G_N_ELEMENTS(ends); i++)
  {
    g_autofree char *end = dgmi_words_number(part->page->words, ends[i], ticks.digits);
    const DgmiLettering label = {.text = end,
                                 .x = i == 0 ? part->x : part->x + part->width,
                                 .anchor = i == 0 ? DGMI_ANCHOR_START : DGMI_ANCHOR_END,
                                 .size = DGMI_SIZE_FOOTER,
                                 .colour = part->page->theme->muted,
                                 .role = DGMI_ROLE_TICK};
    put(part, label, y - 6);
  }
  return y - 6 + line_of(part, DGMI_SIZE_FOOTER) + PART_GAP;
}

/* --- strengths and weaknesses --- */

double dgmi_profile_list(const DgmiProfilePart *part, gboolean strengths, double y)
{
  const DgmiProfileInput *input = part->input;
  const DgmiProfileNode *nodes = strengths ? input->strengths : input->weaknesses;
  const guint n = strengths ? input->n_strengths : input->n_weaknesses;
  const DgmiTheme *theme = part->page->theme;
  if (n == 0)
    return y;
  y = heading(part, strengths ? DGMI_N_("Strengths") : DGMI_N_("Weaknesses"), y);
  for (guint i = 0; i < n; i++)
  {
    g_autofree char *value = number_of(part, nodes[i].value, nodes[i].digits);
    g_autofree char *rank = rank_text(part, nodes[i].rank, nodes[i].n_ranked);
    g_autofree char *both =
        g_strconcat(value, dgmi_words_say(part->page->words, " · "), rank, NULL);
    DgmiLettering text = {.text = nodes[i].name,
                          .x = part->x + 14,
                          .size = DGMI_SIZE_LABEL,
                          .colour = theme->text,
                          .role = DGMI_ROLE_LABEL,
                          .width = part->width - 14,
                          .lines = 2};
    if (part->drawn)
      dgmi_mark_draw(part->page->scene,
                     &(DgmiMark){DGMI_ROLE_LEGEND,
                                 strengths ? DGMI_SHAPE_TRIANGLE : DGMI_SHAPE_TRIANGLE_DOWN,
                                 {part->x + 4, y + line_of(part, DGMI_SIZE_LABEL) / 2},
                                 4,
                                 strengths ? theme->strong : theme->muted,
                                 both});
    y = put(part, text, y);
    text.text = both;
    text.colour = theme->muted;
    text.role = DGMI_ROLE_VALUE;
    y = put(part, text, y) + ROW_GAP;
  }
  return y + PART_GAP - ROW_GAP;
}
