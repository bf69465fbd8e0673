#include "charts/kinds/chart-change.h"

#include "charts/page/axis.h"
#include "charts/page/labels.h"
#include "charts/scene/marks.h"

#include <math.h>

#define LABEL_GAP 9.0    /* from the end of a line to its label */
#define LABEL_SHARE 0.23 /* of the width, for names at either side */
#define SLOPE_SHARE 0.3
#define AXIS_GAP 4.0
#define LEAST_RANKS 5 /* that a bump chart shows */
#define FOOT 22.0     /* for the years below the plot */
#define HEAD 18.0     /* for the words of breaks above it */
#define LEAST_HEIGHT 120.0
#define ABOVE 4.0 /* labels reach so far beyond the plot: clear of years and words */
#define DOT 3.5
#define MENTIONED 3

typedef struct
{
  const DgmiChangeInput *input;
  DgmiPage *page;
  GPtrArray *strings;
  GArray *named; /* guint: units with names */
  GArray *shown; /* guint: editions */
  DgmiScale across, up;
  DgmiTicks ticks;
  DgmiBox plot;
  double label_left, label_right; /* px that labels take at each side */
} ChangePicture;

static guint edition(const ChangePicture *picture, guint i)
{
  return g_array_index(picture->shown, guint, i);
}

static double at(const double *values, const ChangePicture *picture, guint unit, guint year)
{
  return values[(gsize)unit * picture->input->n_years + year];
}

static double value_at(const ChangePicture *picture, guint unit, guint year)
{
  const gboolean ranks = picture->input->shape == DGMI_CHANGE_BUMP;
  return at(ranks ? picture->input->ranks : picture->input->scores, picture, unit, year);
}

static const char *name_of(const ChangePicture *picture, guint unit)
{
  const DgmiChartUnit *info = &picture->input->units[unit];
  return info->name != NULL ? info->name : info->code;
}

/* --- what is shown --- */

static void choose(ChangePicture *picture)
{
  const DgmiChangeInput *input = picture->input;
  for (guint unit = 0; unit < input->n_units; unit++)
    if (input->units[unit].highlighted)
      g_array_append_val(picture->named, unit);
  for (guint year = 0; year < input->n_years; year++)
    if (input->shape != DGMI_CHANGE_SLOPE || year == 0 || year + 1 == input->n_years)
      g_array_append_val(picture->shown, year);
}

static void set_ticks(ChangePicture *picture)
{
  const DgmiChangeInput *input = picture->input;
  const gboolean bump = input->shape == DGMI_CHANGE_BUMP;
  double low = bump ? 1 : NAN, high = NAN;
  /* A bump chart is about the named ones: the axis ends where they do. */
  for (guint i = 0; i < (bump ? picture->named->len : input->n_units); i++)
    for (guint k = 0; k < picture->shown->len; k++)
    {
      guint unit = bump ? g_array_index(picture->named, guint, i) : i;
      double value = value_at(picture, unit, edition(picture, k));
      low = isnan(low) ? value : fmin(low, value);
      high = isnan(high) ? value : fmax(high, value);
    }
  if (!bump && low > 0 && low < high / 2)
    low = 0;
  if (bump)
    high = fmax(high, LEAST_RANKS);
  else if (isnan(low))
    low = 0;
  dgmi_ticks_linear(low, isnan(high) ? low + 1 : high, 6, &picture->ticks);
  if (bump) /* there is no rank 0 */
    picture->ticks.at[0] = 1;
}

/* "12 Singapore" at an end, with its score where there are two ends only; NULL where the unit has
 * no value there. Belongs to the picture. */
static const char *end_text(ChangePicture *picture, guint unit, guint year)
{
  const DgmiChartUnit *info = &picture->input->units[unit];
  const double rank = at(picture->input->ranks, picture, unit, year);
  const char *name = dgmi_unit_shown_name(info, picture->page, picture->strings);
  if (isnan(value_at(picture, unit, year)))
    return NULL;
  g_autofree char *place = isnan(rank) ? g_strdup("") : g_strdup_printf("%g ", rank);
  if (picture->input->shape != DGMI_CHANGE_SLOPE)
    return dgmi_keep(picture->strings, g_strconcat(place, name, NULL));
  g_autofree char *score = dgmi_words_number(picture->page->words, value_at(picture, unit, year),
                                             picture->input->digits);
  return dgmi_keep(picture->strings, g_strconcat(place, name, " ", score, NULL));
}

static DgmiColour line_colour(const ChangePicture *picture, guint i)
{
  return dgmi_theme_key(picture->page->theme, i);
}

/* The name of unit `i` of the named at one end, in two lines where it is longer than `width`; its
 * text is NULL where the unit has no value there. */
static DgmiLettering end_label(ChangePicture *picture, guint i, gboolean right, double width)
{
  const guint year = edition(picture, right ? picture->shown->len - 1 : 0);
  const DgmiTheme *theme = picture->page->theme;
  return (DgmiLettering){.text = end_text(picture, g_array_index(picture->named, guint, i), year),
                         .anchor = right ? DGMI_ANCHOR_START : DGMI_ANCHOR_END,
                         .size = DGMI_SIZE_LABEL,
                         .weight = DGMI_WEIGHT_SEMIBOLD,
                         .colour =
                             dgmi_colour_readable(line_colour(picture, i), theme->background, 4.5),
                         .role = DGMI_ROLE_LABEL,
                         .width = width,
                         .lines = 2};
}

/* The widest label of an end, within its share of the page. */
static double label_room(ChangePicture *picture, gboolean right)
{
  const double share = picture->input->shape == DGMI_CHANGE_SLOPE ? SLOPE_SHARE : LABEL_SHARE;
  const double most = floor(picture->page->body.width * share);
  double widest = 0;
  for (guint i = 0; i < picture->named->len; i++)
  {
    const DgmiLettering label = end_label(picture, i, right, most);
    if (label.text != NULL)
      widest = MAX(widest, dgmi_lettering_width(&label, picture->page, NULL));
  }
  return MIN(ceil(widest) + 1, most);
}

static gboolean lay_out(ChangePicture *picture, GError **error)
{
  DgmiPage *page = picture->page;
  const DgmiChangeInput *input = picture->input;
  const double ratio = picture->input->shape == DGMI_CHANGE_SLOPE ? 0.55 : 0.48;
  if (!dgmi_page_lay_out_plot(page, ratio, LEAST_HEIGHT, error))
    return FALSE;
  set_ticks(picture);
  const guint first = edition(picture, 0), last = edition(picture, picture->shown->len - 1);
  double axis = dgmi_ticks_width(picture->page, &picture->ticks) + AXIS_GAP;
  picture->label_left = label_room(picture, FALSE);
  picture->label_right = label_room(picture, TRUE);
  double left = page->body.x + axis + picture->label_left + LABEL_GAP + DOT;
  double right = page->body.x + page->body.width - picture->label_right - LABEL_GAP - DOT;
  picture->plot =
      (DgmiBox){left, page->body.y + HEAD, right - left, page->body.height - HEAD - FOOT};
  if (picture->plot.width < 60)
  {
    dgmi_page_refuse(page, error);
    return FALSE;
  }
  const DgmiTicks *ticks = &picture->ticks;
  const double top = picture->plot.y, bottom = top + picture->plot.height;
  const gboolean bump = input->shape == DGMI_CHANGE_BUMP;
  picture->across = (DgmiScale){DGMI_SCALE_LINEAR, input->years[first], input->years[last],
                                picture->plot.x, picture->plot.x + picture->plot.width};
  picture->up = (DgmiScale){DGMI_SCALE_LINEAR, ticks->at[0], ticks->at[ticks->n - 1],
                            bump ? top : bottom, bump ? bottom : top};
  return TRUE;
}

/* --- drawing --- */

/* Lines lie across the plot, their numbers at the far left. */
static void draw_axis(const ChangePicture *picture)
{
  const DgmiPage *page = picture->page;
  const double line = dgmi_typesetter_line(page->typesetter, DGMI_SIZE_AXIS);
  double before = G_MAXDOUBLE;
  for (guint i = 0; i < picture->ticks.n; i++)
  {
    double y = dgmi_scale_map(&picture->up, picture->ticks.at[i]);
    dgmi_scene_line(page->scene, DGMI_ROLE_GRID, (DgmiPoint){picture->plot.x, y},
                    (DgmiPoint){picture->plot.x + picture->plot.width, y}, page->theme->grid, 1);
    g_autofree char *text =
        dgmi_words_number(page->words, picture->ticks.at[i], picture->ticks.digits);
    const DgmiLettering number = {.text = text,
                                  .x = page->body.x +
                                       dgmi_ticks_width(picture->page, &picture->ticks),
                                  .middle = y,
                                  .anchor = DGMI_ANCHOR_END,
                                  .size = DGMI_SIZE_AXIS,
                                  .colour = page->theme->muted,
                                  .role = DGMI_ROLE_TICK};
    if (fabs(y - before) >= line)
      dgmi_lettering_draw(&number, picture->page);
    before = fabs(y - before) >= line ? y : before;
  }
}

/* The years that editions have, the last and the first in any case, others where there is room. */
static void draw_years(const ChangePicture *picture)
{
  const DgmiPage *page = picture->page;
  const double bottom = picture->plot.y + picture->plot.height;
  const double width = dgmi_text_width(page, "2000", DGMI_SIZE_AXIS, DGMI_WEIGHT_REGULAR) + 8;
  const guint n = picture->shown->len;
  double last = dgmi_scale_map(&picture->across, picture->input->years[edition(picture, n - 1)]);
  double before = -G_MAXDOUBLE;
  for (guint i = 0; i < n; i++)
  {
    const int year = picture->input->years[edition(picture, i)];
    double x = dgmi_scale_map(&picture->across, year);
    dgmi_scene_line(page->scene, DGMI_ROLE_GRID, (DgmiPoint){x, bottom}, (DgmiPoint){x, bottom + 4},
                    page->theme->axis, 1);
    if (x - before < width || (i + 1 < n && last - x < width))
      continue;
    g_autofree char *text = g_strdup_printf("%d", year);
    const DgmiLettering label = {.text = text,
                                 .x = x,
                                 .middle = bottom + FOOT / 2 + 3,
                                 .anchor = DGMI_ANCHOR_MIDDLE,
                                 .size = DGMI_SIZE_AXIS,
                                 .colour = page->theme->muted,
                                 .role = DGMI_ROLE_TICK};
    dgmi_lettering_draw(&label, picture->page);
    before = x;
  }
}

/* Midway between the editions that cannot be compared. */
static void draw_breaks(ChangePicture *picture)
{
  const DgmiPage *page = picture->page;
  const DgmiChangeInput *input = picture->input;
  double before = -G_MAXDOUBLE;
  for (guint year = 1; year < input->n_years; year++)
  {
    if (!input->breaks[year])
      continue;
    double x =
        dgmi_scale_map(&picture->across, (input->years[year - 1] + input->years[year]) / 2.0);
    DgmiPaint paint = DGMI_PAINT_NONE;
    paint.stroke = page->theme->muted;
    paint.dash = 4;
    dgmi_scene_move_to(page->scene, x, picture->plot.y - 4);
    dgmi_scene_line_to(page->scene, x, picture->plot.y + picture->plot.height);
    dgmi_scene_path(page->scene, DGMI_ROLE_AXIS, &paint, NULL);
    DgmiLettering word = {.text = dgmi_words_say(picture->page->words, "break in method"),
                          .x = x,
                          .middle = picture->plot.y - 4 - DGMI_SIZE_AXIS * 0.7,
                          .anchor = DGMI_ANCHOR_MIDDLE,
                          .size = DGMI_SIZE_AXIS,
                          .colour = page->theme->muted,
                          .role = DGMI_ROLE_TICK};
    double width = dgmi_lettering_width(&word, page, NULL) + 8;
    word.x =
        CLAMP(x, picture->plot.x + width / 2,
              MAX(picture->plot.x + picture->plot.width - width / 2, picture->plot.x + width / 2));
    if (word.x - before >= width)
      dgmi_lettering_draw(&word, picture->page);
    before = word.x - before >= width ? word.x : before;
  }
}

/* Traces the line of a unit, broken where it has no value. FALSE if there is none. */
static gboolean trace(const ChangePicture *picture, guint unit)
{
  gboolean pen = FALSE, any = FALSE;
  for (guint k = 0; k < picture->shown->len; k++)
  {
    const guint year = edition(picture, k);
    const double value = value_at(picture, unit, year);
    if (isnan(value))
    {
      pen = FALSE;
      continue;
    }
    double x = dgmi_scale_map(&picture->across, picture->input->years[year]);
    double y = dgmi_scale_map(&picture->up, value);
    if (pen)
      dgmi_scene_line_to(picture->page->scene, x, y);
    else
      dgmi_scene_move_to(picture->page->scene, x, y);
    pen = any = TRUE;
  }
  return any;
}

static gboolean is_within(const ChangePicture *picture, guint unit)
{
  for (guint k = 0; k < picture->shown->len; k++)
    if (value_at(picture, unit, edition(picture, k)) > picture->up.high)
      return FALSE;
  return TRUE;
}

static void draw_others(const ChangePicture *picture)
{
  DgmiPaint paint = DGMI_PAINT_NONE;
  const DgmiTheme *theme = picture->page->theme;
  paint.stroke = dgmi_colour_mix(theme->plain, theme->background, 0.55);
  paint.line_width = 0.75;
  for (guint unit = 0; unit < picture->input->n_units; unit++)
    if (!picture->input->units[unit].highlighted && is_within(picture, unit) &&
        trace(picture, unit))
      dgmi_scene_path(picture->page->scene, DGMI_ROLE_MARK, &paint, name_of(picture, unit));
}

/* "Denmark 2022: 0.9717 · rank 1" */
static char *point_title(const ChangePicture *picture, guint unit, guint year)
{
  const DgmiWords *words = picture->page->words;
  const double rank = at(picture->input->ranks, picture, unit, year);
  g_autofree char *score = dgmi_words_number(words, at(picture->input->scores, picture, unit, year),
                                             picture->input->digits);
  g_autofree char *place = isnan(rank) ? g_strdup("") : g_strdup_printf(" (%g)", rank);
  return g_strdup_printf("%s %d%s%s%s", name_of(picture, unit), picture->input->years[year],
                         dgmi_words_say(words, ": "), score, place);
}

static void draw_named(const ChangePicture *picture, guint i)
{
  const guint unit = g_array_index(picture->named, guint, i);
  DgmiScene *scene = picture->page->scene;
  DgmiPaint paint = DGMI_PAINT_NONE;
  paint.stroke = line_colour(picture, i);
  paint.line_width = 2.25;
  paint.dash = picture->page->theme->grey && i > 0 ? 2.0 + 2 * i : 0;
  if (trace(picture, unit))
    dgmi_scene_path(scene, DGMI_ROLE_MARK, &paint, picture->input->units[unit].name);
  for (guint k = 0; k < picture->shown->len; k++)
  {
    const guint year = edition(picture, k);
    const double value = value_at(picture, unit, year);
    if (isnan(value))
      continue;
    g_autofree char *title = point_title(picture, unit, year);
    dgmi_mark_draw(scene,
                   &(DgmiMark){DGMI_ROLE_MARK,
                               (DgmiMarkShape)(i % DGMI_N_SHAPES),
                               {dgmi_scale_map(&picture->across, picture->input->years[year]),
                                dgmi_scale_map(&picture->up, value)},
                               DOT,
                               line_colour(picture, i),
                               title});
  }
}

/* Where the names at one end go, moved apart; of[k] is the named unit of labels[k]. Returns how
 * many there are; *dropped counts those without room. */
static guint place_labels(ChangePicture *picture, gboolean right, DgmiStackLabel *labels, guint *of,
                          guint *dropped)
{
  const guint n = picture->named->len;
  const guint year = edition(picture, right ? picture->shown->len - 1 : 0);
  const double line = dgmi_typesetter_line(picture->page->typesetter, DGMI_SIZE_LABEL);
  guint count = 0;
  for (guint i = 0; i < n; i++)
  {
    const double value = value_at(picture, g_array_index(picture->named, guint, i), year);
    guint lines;
    if (isnan(value))
      continue;
    const DgmiLettering name =
        end_label(picture, i, right, right ? picture->label_right : picture->label_left);
    dgmi_lettering_width(&name, picture->page, &lines);
    labels[count] = (DgmiStackLabel){.wanted = dgmi_scale_map(&picture->up, value),
                                     .height = MAX(lines, 1) * line,
                                     .importance = n - i};
    of[count++] = i;
  }
  *dropped = dgmi_labels_stack(labels, count, picture->plot.y - ABOVE,
                               picture->plot.y + picture->plot.height + ABOVE, 0);
  return count;
}

static void draw_labels(ChangePicture *picture, gboolean right)
{
  const double end = right ? picture->plot.x + picture->plot.width : picture->plot.x;
  const double side = right ? 1 : -1;
  g_autofree DgmiStackLabel *labels = g_new0(DgmiStackLabel, picture->named->len + 1);
  g_autofree guint *of = g_new0(guint, picture->named->len + 1);
  guint dropped;
  const guint count = place_labels(picture, right, labels, of, &dropped);
  for (guint k = 0; k < count; k++)
  {
    if (labels[k].dropped)
      continue;
    if (dgmi_label_needs_leader(&labels[k]))
      dgmi_scene_line(picture->page->scene, DGMI_ROLE_LEADER,
                      (DgmiPoint){end + side * (DOT + 1), labels[k].wanted},
                      (DgmiPoint){end + side * (DOT + LABEL_GAP - 2), labels[k].placed},
                      picture->page->theme->axis, 0.75);
    DgmiLettering name =
        end_label(picture, of[k], right, right ? picture->label_right : picture->label_left);
    name.x = end + side * (DOT + LABEL_GAP);
    name.middle = labels[k].placed;
    dgmi_lettering_draw(&name, picture->page);
  }
}

/* "China from 0.4160 to 0.8718 (rank 74 to 35)" for up to three units. */
static char *finding(const ChangePicture *picture)
{
  const DgmiWords *words = picture->page->words;
  const guint first = edition(picture, 0), last = edition(picture, picture->shown->len - 1);
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < MIN(picture->named->len, MENTIONED); i++)
  {
    const guint unit = g_array_index(picture->named, guint, i);
    const char *name = name_of(picture, unit);
    const double from = at(picture->input->scores, picture, unit, first);
    const double to = at(picture->input->scores, picture, unit, last);
    const double rank_from = at(picture->input->ranks, picture, unit, first);
    const double rank_to = at(picture->input->ranks, picture, unit, last);
    g_autofree char *low = dgmi_words_number(words, from, picture->input->digits);
    g_autofree char *high = dgmi_words_number(words, to, picture->input->digits);
    g_autofree char *a = g_strdup_printf("%g", rank_from), *b = g_strdup_printf("%g", rank_to);
    g_autofree char *scores =
        isnan(from) || isnan(to)
            ? dgmi_words_fill(words, "$1 has no score", name, NULL, NULL)
            : dgmi_words_fill(picture->page->words, "$1 from $2 to $3", name, low, high);
    g_autofree char *all =
        isnan(from) || isnan(to) || isnan(rank_from) || isnan(rank_to)
            ? g_strdup(scores)
            : dgmi_words_fill(picture->page->words, "$1 (rank $2 to $3)", scores, a, b);
    g_string_append_printf(text, "%s%s", text->len > 0 ? dgmi_words_say(words, "; ") : "", all);
  }
  return g_strdup(text->len > 0 ? text->str : dgmi_words_say(words, "no unit has a score"));
}

static void add_notes(ChangePicture *picture)
{
  gboolean any = FALSE;
  g_autofree char *others = g_strdup_printf("%u", picture->input->n_units - picture->named->len);
  if (picture->input->n_units > picture->named->len)
    dgmi_page_note(picture->page,
                   dgmi_words_fill(picture->page->words, "Grey lines are the other $1 units.",
                                   others, NULL, NULL));
  for (guint year = 1; year < picture->input->n_years; year++)
    any = any || picture->input->breaks[year];
  if (!any)
    return;
  dgmi_page_note(picture->page, g_strdup(dgmi_words_say(
                                    picture->page->words,
                                    "Dashed line: a break; the editions on its two sides are not "
                                    "comparable.")));
  if (picture->input->reason != NULL)
    dgmi_page_note(picture->page, g_strdup(picture->input->reason));
}

/* Says how many names do not fit at an end, below the first `notes` notes. */
static void note_left_out(ChangePicture *picture, guint notes)
{
  g_autofree DgmiStackLabel *labels = g_new0(DgmiStackLabel, picture->named->len + 1);
  g_autofree guint *of = g_new0(guint, picture->named->len + 1);
  guint left, right;
  place_labels(picture, FALSE, labels, of, &left);
  place_labels(picture, TRUE, labels, of, &right);
  g_ptr_array_set_size(picture->page->notes, (int)notes);
  if (MAX(left, right) == 0)
    return;
  g_autofree char *count = g_strdup_printf("%u", MAX(left, right));
  dgmi_page_note(picture->page,
                 dgmi_words_fill(picture->page->words,
                                 "$1 of the named units found no room for their label.", count,
                                 NULL, NULL));
}

static DgmiScene *make(ChangePicture *picture, GError **error)
{
  choose(picture);
  add_notes(picture);
  const guint notes = picture->page->notes->len;
  for (guint pass = 0; pass < 3; pass++)
  {
    if (!lay_out(picture, error))
      return NULL;
    note_left_out(picture, notes);
  }
  dgmi_page_open(picture->page);
  draw_axis(picture);
  draw_years(picture);
  draw_others(picture);
  draw_breaks(picture);
  for (guint i = picture->named->len; i > 0; i--)
    draw_named(picture, i - 1);
  draw_labels(picture, FALSE);
  draw_labels(picture, TRUE);
  dgmi_page_close(picture->page, picture->page->body.height);
  g_autofree char *sentence = finding(picture);
  return dgmi_page_finish(picture->page, dgmi_words_say(picture->page->words, "Change over time"),
                          sentence, error);
}

DgmiScene *dgmi_chart_change_draw(const DgmiChartStyle *style, gconstpointer input, GError **error)
{
  const DgmiChangeInput *change = input;
  g_assert(change->n_years >= 2 && change->digits >= 0 && change->digits <= 15);
  g_autoptr(DgmiPage) page = dgmi_page_new(style);
  g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GArray) named = g_array_new(FALSE, FALSE, sizeof(guint));
  g_autoptr(GArray) shown = g_array_new(FALSE, FALSE, sizeof(guint));
  ChangePicture picture = {
      .input = change, .page = page, .strings = strings, .named = named, .shown = shown};
  return make(&picture, error);
}
