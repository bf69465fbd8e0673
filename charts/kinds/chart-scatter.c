#include "charts/kinds/chart-scatter.h"

#include "charts/page/axis.h"
#include "charts/page/labels.h"
#include "charts/scene/marks.h"
#include "indicators/base/error.h"

#include <math.h>

#define DOT 4.0
#define STRONG_DOT 5.0
#define LEAST_HEIGHT 140.0
#define TICK_EVERY 80.0 /* px, on both axes */
#define AXIS_GAP 4.0
#define TICK 5.0
#define INSET 8.0      /* of the scales in the plot: no point lies on a number */
#define NAME_ROOM 18.0 /* for an axis' name */
#define MOST_WIDTH 150.0
#define LINE_BOXES 60

typedef struct
{
  const DgmiScatterInput *input;
  DgmiPage *page;
  GPtrArray *strings;
  GArray *points; /* guint: units with both figures */
  DgmiTicks x_ticks, y_ticks;
  DgmiScale across, up;
  DgmiBox plot;
  gboolean any_highlighted;
  double mean_x, mean_y;
} ScatterPicture;

static guint unit_of(const ScatterPicture *picture, guint point)
{
  return g_array_index(picture->points, guint, point);
}

/* --- the data --- */

static gboolean choose(ScatterPicture *picture, GError **error)
{
  const DgmiScatterInput *input = picture->input;
  double sum_x = 0, sum_y = 0;
  for (guint unit = 0; unit < input->n_units; unit++)
  {
    if (isnan(input->x[unit]) || isnan(input->y[unit]))
      continue;
    if (input->log_x && input->x[unit] <= 0)
    {
      dgmi_error_set(error, DGMI_ERROR_DATA,
                     "a logarithmic axis has no place for %g (%s); leave out {log}", input->x[unit],
                     input->units[unit].code);
      return FALSE;
    }
    sum_x += input->log_x ? log10(input->x[unit]) : input->x[unit];
    sum_y += input->y[unit];
    picture->any_highlighted |= input->units[unit].highlighted;
    g_array_append_val(picture->points, unit);
  }
  const guint n = picture->points->len;
  if (n == 0)
  {
    dgmi_error_set(error, DGMI_ERROR_DATA, "no unit has both %s and %s", input->x_name,
                   input->y_name);
    return FALSE;
  }
  picture->mean_x = input->log_x ? pow(10, sum_x / n) : sum_x / n;
  picture->mean_y = sum_y / n;
  return TRUE;
}

static void add_notes(ScatterPicture *picture)
{
  const guint missing = picture->input->n_units - picture->points->len;
  g_autofree char *count = g_strdup_printf("%u", missing);
  if (missing > 0)
    dgmi_page_note(
        picture->page,
        missing == 1
            ? g_strdup(dgmi_words_say(picture->page->words, "1 unit lacks one of the figures."))
            : dgmi_words_fill(picture->page->words, "$1 units lack one of the figures.", count,
                              NULL, NULL));
  if (picture->points->len > DGMI_SCATTER_MOST_LABELS)
    dgmi_page_note(
        picture->page,
        g_strdup(dgmi_words_say(picture->page->words, "Only units that stand apart are named.")));
}

static void range(const ScatterPicture *picture, const double *values, double *low, double *high)
{
  *low = *high = values[unit_of(picture, 0)];
  for (guint i = 1; i < picture->points->len; i++)
  {
    *low = MIN(*low, values[unit_of(picture, i)]);
    *high = MAX(*high, values[unit_of(picture, i)]);
  }
}

/* --- layout --- */

/* The words at the end of a mean's line: of x (`across`) above the plot, of y right of it. */
static char *mean_text(const ScatterPicture *picture, gboolean across)
{
  const DgmiScatterInput *input = picture->input;
  g_autofree char *number =
      dgmi_words_number(picture->page->words, across ? picture->mean_x : picture->mean_y,
                        across ? input->x_digits : input->y_digits);
  return dgmi_words_fill(picture->page->words, "mean $1", number, NULL, NULL);
}

static double mean_room(const ScatterPicture *picture)
{
  g_autofree char *text = mean_text(picture, FALSE);
  return ceil(dgmi_text_width(picture->page, text, DGMI_SIZE_FOOTER, DGMI_WEIGHT_REGULAR)) + 6;
}

static void set_ticks(double low, double high, double length, gboolean is_log, DgmiTicks *ticks)
{
  const guint wanted = (guint)CLAMP(round(length / TICK_EVERY) + 1, 3, 12);
  if (is_log)
    dgmi_ticks_log(low, high, wanted, ticks);
  else
    dgmi_ticks_linear(low, high, wanted, ticks);
}

static gboolean lay_out(ScatterPicture *picture, GError **error)
{
  DgmiPage *page = picture->page;
  const DgmiScatterInput *input = picture->input;
  double x_low, x_high, y_low, y_high;
  if (!dgmi_page_lay_out_plot(page, 0.52, LEAST_HEIGHT, error))
    return FALSE;
  range(picture, input->x, &x_low, &x_high);
  range(picture, input->y, &y_low, &y_high);
  double foot =
      NAME_ROOM + ceil(dgmi_typesetter_line(page->typesetter, DGMI_SIZE_AXIS)) + AXIS_GAP + TICK;
  picture->plot =
      (DgmiBox){0, page->body.y + NAME_ROOM + 6, 0, page->body.height - NAME_ROOM - 6 - foot};
  set_ticks(y_low, y_high, picture->plot.height, FALSE, &picture->y_ticks);
  double left = dgmi_ticks_width(picture->page, &picture->y_ticks) + AXIS_GAP + 2;
  picture->plot.x = page->body.x + left;
  picture->plot.width = page->body.width - left - mean_room(picture);
  set_ticks(x_low, x_high, picture->plot.width, input->log_x, &picture->x_ticks);
  const DgmiTicks *x = &picture->x_ticks, *y = &picture->y_ticks;
  const DgmiBox *plot = &picture->plot;
  picture->across = (DgmiScale){input->log_x ? DGMI_SCALE_LOG : DGMI_SCALE_LINEAR, x->at[0],
                                x->at[x->n - 1], plot->x + INSET, plot->x + plot->width - INSET};
  picture->up = (DgmiScale){DGMI_SCALE_LINEAR, y->at[0], y->at[y->n - 1],
                            plot->y + plot->height - INSET, plot->y + INSET};
  return TRUE;
}

/* --- the frame --- */

static void draw_axes(const ScatterPicture *picture)
{
  const DgmiPage *page = picture->page;
  DgmiAxis axis = {.side = DGMI_AXIS_LEFT,
                   .scale = &picture->up,
                   .ticks = &picture->y_ticks,
                   .plot = picture->plot,
                   .size = DGMI_SIZE_AXIS,
                   .theme = page->theme,
                   .words = page->words};
  dgmi_axis_draw(&axis, page->scene);
  axis.side = DGMI_AXIS_BOTTOM;
  axis.plot.height += TICK; /* clear of the lowest number at the left */
  axis.scale = &picture->across;
  axis.ticks = &picture->x_ticks;
  dgmi_axis_draw(&axis, page->scene);
  DgmiLettering name = {.text = picture->input->y_name,
                        .x = page->body.x,
                        .middle = page->body.y + NAME_ROOM / 2 - 4,
                        .size = DGMI_SIZE_LABEL,
                        .weight = DGMI_WEIGHT_SEMIBOLD,
                        .colour = page->theme->text,
                        .role = DGMI_ROLE_TICK,
                        .width = page->body.width};
  dgmi_lettering_draw(&name, picture->page);
  name.text = picture->input->x_name;
  name.x = picture->plot.x + picture->plot.width;
  name.anchor = DGMI_ANCHOR_END;
  name.middle = page->body.y + page->body.height - NAME_ROOM / 2;
  name.width = picture->plot.width;
  dgmi_lettering_draw(&name, picture->page);
}

static void draw_means(const ScatterPicture *picture)
{
  DgmiPage *page = picture->page;
  const DgmiBox *plot = &picture->plot;
  double x = dgmi_scale_map(&picture->across, picture->mean_x);
  double y = dgmi_scale_map(&picture->up, picture->mean_y), right = plot->x + plot->width;
  DgmiColour colour = page->theme->axis;
  dgmi_scene_line(page->scene, DGMI_ROLE_AXIS, (DgmiPoint){x, plot->y},
                  (DgmiPoint){x, plot->y + plot->height}, colour, 0.75);
  dgmi_scene_line(page->scene, DGMI_ROLE_AXIS, (DgmiPoint){plot->x, y}, (DgmiPoint){right, y},
                  colour, 0.75);
  g_autofree char *x_text = mean_text(picture, TRUE), *y_text = mean_text(picture, FALSE);
  DgmiLettering label = {.text = y_text,
                         .x = right + 5,
                         .middle = y,
                         .size = DGMI_SIZE_FOOTER,
                         .colour = page->theme->muted,
                         .role = DGMI_ROLE_TICK};
  dgmi_lettering_draw(&label, page);
  label.text = x_text;
  label.middle = plot->y - dgmi_typesetter_line(page->typesetter, DGMI_SIZE_FOOTER) / 2 - 1;
  double half = dgmi_lettering_width(&label, page, NULL) / 2;
  double name =
      dgmi_text_width(page, picture->input->y_name, DGMI_SIZE_LABEL, DGMI_WEIGHT_SEMIBOLD);
  label.anchor = DGMI_ANCHOR_MIDDLE;
  label.x = MIN(x, page->body.x + page->body.width - half);
  if (label.x - half > page->body.x + name + 8)
    dgmi_lettering_draw(&label, page);
}

static double line_at(const ScatterPicture *picture, double x)
{
  return picture->input->intercept + picture->input->slope * (picture->input->log_x ? log10(x) : x);
}

/* The ends of the fitted line as far as it lies in the plot, px: it is straight on either axis.
 * FALSE if there is none. */
static gboolean fit_ends(const ScatterPicture *picture, double *x, double *y)
{
  const DgmiTicks *ticks = &picture->x_ticks;
  const double low = picture->up.low, high = picture->up.high;
  if (isnan(picture->input->slope))
    return FALSE;
  const double from = picture->across.from, to = picture->across.to;
  const double ya = line_at(picture, ticks->at[0]), yb = line_at(picture, ticks->at[ticks->n - 1]);
  const double value[] = {ya, yb};
  for (guint i = 0; i < 2; i++)
  {
    const double end = CLAMP(value[i], low, high);
    x[i] = ya == yb ? (i == 0 ? from : to) : from + (end - ya) / (yb - ya) * (to - from);
    y[i] = dgmi_scale_map(&picture->up, end);
  }
  return x[0] < x[1] && ya <= MAX(high, yb) && MIN(ya, yb) <= high && MAX(ya, yb) >= low;
}

static void draw_fit(const ScatterPicture *picture)
{
  double x[2], y[2];
  DgmiPaint paint = DGMI_PAINT_NONE;
  paint.stroke = picture->page->theme->muted;
  paint.line_width = 1.5;
  paint.dash = 6;
  if (!fit_ends(picture, x, y))
    return;
  dgmi_scene_move_to(picture->page->scene, x[0], y[0]);
  dgmi_scene_line_to(picture->page->scene, x[1], y[1]);
  dgmi_scene_path(picture->page->scene, DGMI_ROLE_GRID, &paint, NULL);
}

/* The fitted line as small boxes that names keep off. Returns how many. */
static guint line_boxes(const ScatterPicture *picture, DgmiBox *boxes)
{
  double x[2], y[2];
  if (!fit_ends(picture, x, y))
    return 0;
  const double width = (x[1] - x[0]) / LINE_BOXES, rise = (y[1] - y[0]) / LINE_BOXES;
  for (guint i = 0; i < LINE_BOXES; i++)
    boxes[i] = (DgmiBox){x[0] + i * width, MIN(y[0] + i * rise, y[0] + (i + 1) * rise), width,
                         MAX(fabs(rise), 1)};
  return LINE_BOXES;
}

/* --- points and names --- */

/* "Denmark: OSI 0.9797 · HCI 0.9559" */
static char *point_title(const ScatterPicture *picture, guint unit)
{
  const DgmiScatterInput *input = picture->input;
  const DgmiWords *words = picture->page->words;
  const DgmiChartUnit *info = &input->units[unit];
  g_autofree char *x = dgmi_words_number(words, input->x[unit], input->x_digits);
  g_autofree char *y = dgmi_words_number(words, input->y[unit], input->y_digits);
  return g_strconcat(info->name != NULL ? info->name : info->code, dgmi_words_say(words, ": "),
                     input->x_name, " ", x, dgmi_words_say(words, " · "), input->y_name, " ", y,
                     NULL);
}

static void draw_points(const ScatterPicture *picture, gboolean highlighted)
{
  const DgmiTheme *theme = picture->page->theme;
  for (guint i = 0; i < picture->points->len; i++)
  {
    const guint unit = unit_of(picture, i);
    if (picture->input->units[unit].highlighted != highlighted)
      continue;
    double x = dgmi_scale_map(&picture->across, picture->input->x[unit]);
    double y = dgmi_scale_map(&picture->up, picture->input->y[unit]);
    const double radius = highlighted ? STRONG_DOT : DOT;
    g_autofree char *title = point_title(picture, unit);
    dgmi_mark_draw(
        picture->page->scene,
        &(DgmiMark){
            DGMI_ROLE_NONE, DGMI_SHAPE_CIRCLE, {x, y}, radius + 1, theme->background, NULL});
    dgmi_mark_draw(
        picture->page->scene,
        &(DgmiMark){DGMI_ROLE_MARK,
                    DGMI_SHAPE_CIRCLE,
                    {x, y},
                    radius,
                    highlighted || !picture->any_highlighted ? theme->strong : theme->plain,
                    title});
  }
}

typedef struct
{
  guint point;
  double oddity;
} Candidate;

static int by_oddity(const void *a, const void *b)
{
  const Candidate *ca = a, *cb = b;
  if (ca->oddity != cb->oddity)
    return ca->oddity > cb->oddity ? -1 : 1;
  return ca->point < cb->point ? -1 : ca->point > cb->point;
}

/* How far a point lies from the middle and from the fitted line, in shares of the plot. */
static double oddity(const ScatterPicture *picture, guint unit)
{
  const DgmiScatterInput *input = picture->input;
  const DgmiBox *plot = &picture->plot;
  double x = dgmi_scale_map(&picture->across, input->x[unit]);
  double y = dgmi_scale_map(&picture->up, input->y[unit]);
  double dx = (x - dgmi_scale_map(&picture->across, picture->mean_x)) / plot->width;
  double dy = (y - dgmi_scale_map(&picture->up, picture->mean_y)) / plot->height;
  double off =
      isnan(input->slope)
          ? 0
          : (y - dgmi_scale_map(&picture->up, line_at(picture, input->x[unit]))) / plot->height;
  return input->units[unit].highlighted ? 1000 : hypot(dx, dy) + 2 * fabs(off);
}

/* Labels for all points (marks keep names off); only those named have a size. */
static DgmiPointLabel *new_labels(ScatterPicture *picture, const char **names)
{
  const guint n = picture->points->len;
  const double line = dgmi_typesetter_line(picture->page->typesetter, DGMI_SIZE_AXIS);
  DgmiPointLabel *labels = g_new0(DgmiPointLabel, n);
  g_autofree Candidate *candidates = g_new(Candidate, n);
  for (guint i = 0; i < n; i++)
  {
    const guint unit = unit_of(picture, i);
    candidates[i] = (Candidate){i, oddity(picture, unit)};
    labels[i].x = dgmi_scale_map(&picture->across, picture->input->x[unit]);
    labels[i].y = dgmi_scale_map(&picture->up, picture->input->y[unit]);
    labels[i].radius = picture->input->units[unit].highlighted ? STRONG_DOT : DOT;
    labels[i].importance = candidates[i].oddity;
    labels[i].insist = picture->input->units[unit].highlighted;
  }
  qsort(candidates, n, sizeof *candidates, by_oddity);
  for (guint k = 0; k < MIN(n, DGMI_SCATTER_MOST_LABELS); k++)
  {
    const guint point = candidates[k].point;
    const DgmiChartUnit *unit = &picture->input->units[unit_of(picture, point)];
    const DgmiWeight weight = unit->highlighted ? DGMI_WEIGHT_BOLD : DGMI_WEIGHT_REGULAR;
    names[point] = dgmi_unit_shown_name(unit, picture->page, picture->strings);
    const DgmiLettering name = {.text = names[point],
                                .size = DGMI_SIZE_AXIS,
                                .weight = weight,
                                .width = MOST_WIDTH,
                                .lines = 2};
    guint lines;
    labels[point].width = ceil(dgmi_lettering_width(&name, picture->page, &lines)) + 1;
    labels[point].height = lines * line;
  }
  return labels;
}

static void draw_label(const ScatterPicture *picture, const DgmiPointLabel *label, guint unit,
                       const char *text)
{
  const DgmiTheme *theme = picture->page->theme;
  const gboolean highlighted = picture->input->units[unit].highlighted;
  const DgmiBox *box = &label->box;
  if (label->leader)
  {
    double x = CLAMP(label->x, box->x, box->x + box->width);
    double y = CLAMP(label->y, box->y, box->y + box->height);
    double length = hypot(x - label->x, y - label->y), share = label->radius / MAX(length, 1);
    dgmi_scene_line(
        picture->page->scene, DGMI_ROLE_LEADER,
        (DgmiPoint){label->x + share * (x - label->x), label->y + share * (y - label->y)},
        (DgmiPoint){x, y}, theme->axis, 0.75);
  }
  const DgmiLettering name = {.text = text,
                              .x = box->x,
                              .middle = box->y + box->height / 2,
                              .size = DGMI_SIZE_AXIS,
                              .weight = highlighted ? DGMI_WEIGHT_BOLD : DGMI_WEIGHT_REGULAR,
                              .colour = theme->text,
                              .role = DGMI_ROLE_LABEL,
                              .width = box->width,
                              .lines = 2};
  dgmi_lettering_draw(&name, picture->page);
}

static void draw_names(ScatterPicture *picture)
{
  DgmiBox taken[LINE_BOXES];
  const guint n_taken = line_boxes(picture, taken);
  const guint n = picture->points->len;
  g_autofree const char **names = g_new0(const char *, n);
  g_autofree DgmiPointLabel *labels = new_labels(picture, names);
  dgmi_labels_around(labels, n, &picture->plot, taken, n_taken);
  for (guint i = 0; i < n; i++)
    if (names[i] != NULL && !labels[i].dropped)
      draw_label(picture, &labels[i], unit_of(picture, i), names[i]);
}

static char *finding(const ScatterPicture *picture)
{
  const DgmiScatterInput *input = picture->input;
  g_autofree char *r = dgmi_words_number(picture->page->words, input->correlation, 2);
  g_autofree char *n = g_strdup_printf("%u", picture->points->len);
  if (isnan(input->correlation))
    return dgmi_words_fill(picture->page->words, "$1 and $2 of $3 units", input->x_name,
                           input->y_name, n);
  return dgmi_words_fill(picture->page->words, "$1 and $2 correlate with r = $3", input->x_name,
                         input->y_name, r);
}

static DgmiScene *make(ScatterPicture *picture, GError **error)
{
  if (!choose(picture, error))
    return NULL;
  add_notes(picture);
  if (!lay_out(picture, error))
    return NULL;
  dgmi_page_open(picture->page);
  draw_axes(picture);
  draw_means(picture);
  draw_fit(picture);
  draw_points(picture, FALSE);
  draw_points(picture, TRUE);
  draw_names(picture);
  dgmi_page_close(picture->page, picture->page->body.height);
  g_autofree char *sentence = finding(picture);
  return dgmi_page_finish(picture->page, dgmi_words_say(picture->page->words, "Scatter plot"),
                          sentence, error);
}

DgmiScene *dgmi_chart_scatter_draw(const DgmiChartStyle *style, gconstpointer input, GError **error)
{
  const DgmiScatterInput *scatter = input;
  g_autoptr(DgmiPage) page = dgmi_page_new(style);
  g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(guint));
  ScatterPicture picture = {.input = scatter, .page = page, .strings = strings, .points = points};
  return make(&picture, error);
}
