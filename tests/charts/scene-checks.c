#include "tests/charts/scene-checks.h"

#include "charts/page/labels.h"
#include "indicators/base/error.h"
#include "indicators/base/memory.h"
#include "tests/charts/sample.h"
#include "tests/charts/scene-files.h"

#include <math.h>
#include <string.h>

#define N_SAMPLES 40
#define N_SAMPLES_SLOW 600
#define N_KEPT 2
#define CURVE_STEPS 8
#define LARGEST_DOT 20.0 /* px of marks that stand for a point */

/* --- shapes --- */

static gboolean is_shape(const DgmiItem *item)
{
  return item->kind == DGMI_ITEM_RECT || item->kind == DGMI_ITEM_PATH;
}

static void check_inside(const DgmiScene *scene, const DgmiItem *item)
{
  const double slack = 0.01;
  const DgmiBox *box = &item->box;
  if (box->x < -slack || box->y < -slack || box->x + box->width > dgmi_scene_width(scene) + slack ||
      box->y + box->height > dgmi_scene_height(scene) + slack)
    g_error("'%s' lies outside the page (%.2f, %.2f; %.2f x %.2f)",
            item->kind == DGMI_ITEM_TEXT ? item->run.text : item->title, box->x, box->y, box->width,
            box->height);
}

typedef struct
{
  double x, y;
} ScenePoint;

/* The outline of a path as points, curves in short pieces; only paths of one piece are asked for.
 */
static GArray *outline(const DgmiScene *scene, const DgmiItem *path)
{
  GArray *points = g_array_new(FALSE, FALSE, sizeof(ScenePoint));
  const DgmiPathStep *steps = dgmi_scene_steps(scene, path);
  for (guint i = 0; i < path->n_steps; i++)
  {
    const DgmiPathStep *s = &steps[i];
    if (s->kind == DGMI_PATH_MOVE || s->kind == DGMI_PATH_LINE)
      g_array_append_val(points, ((ScenePoint){s->x[0], s->y[0]}));
    if (s->kind != DGMI_PATH_CURVE)
      continue;
    const ScenePoint a = g_array_index(points, ScenePoint, points->len - 1);
    for (guint k = 1; k <= CURVE_STEPS; k++)
    {
      const double t = (double)k / CURVE_STEPS, u = 1 - t;
      const ScenePoint p = {u * u * u * a.x + 3 * u * u * t * s->x[0] + 3 * u * t * t * s->x[1] +
                                t * t * t * s->x[2],
                            u * u * u * a.y + 3 * u * u * t * s->y[0] + 3 * u * t * t * s->y[1] +
                                t * t * t * s->y[2]};
      g_array_append_val(points, p);
    }
  }
  return points;
}

static gboolean holds_point(const DgmiScene *scene, const DgmiItem *item, double x, double y)
{
  if (item->kind == DGMI_ITEM_RECT)
    return x >= item->box.x && x <= item->box.x + item->box.width && y >= item->box.y &&
           y <= item->box.y + item->box.height;
  g_autoptr(GArray) points = outline(scene, item);
  gboolean inside = FALSE;
  for (guint i = 0, j = points->len - 1; i < points->len; j = i++)
  {
    const ScenePoint a = g_array_index(points, ScenePoint, i),
                     b = g_array_index(points, ScenePoint, j);
    if ((a.y > y) != (b.y > y) && x < (b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x)
      inside = !inside;
  }
  return inside;
}

/* How many of 9 x 3 points of a box lie in a filled shape: all, none, or it straddles. */
static guint covered(const DgmiScene *scene, const DgmiItem *item, const DgmiBox *box)
{
  guint inside = 0;
  for (guint i = 0; i < 9; i++)
    for (guint k = 0; k < 3; k++)
      inside += holds_point(scene, item, box->x + box->width * (0.02 + 0.12 * i),
                            box->y + box->height * (0.12 + 0.38 * k));
  return inside;
}

/* The colour behind a text: of the last filled shape below it that holds its middle. */
static DgmiColour colour_behind(const DgmiScene *scene, guint text)
{
  const DgmiBox *box = &dgmi_scene_item(scene, text)->box;
  for (guint i = text; i > 0; i--)
  {
    const DgmiItem *item = dgmi_scene_item(scene, i - 1);
    if (is_shape(item) && item->paint.fill != DGMI_NO_COLOUR &&
        holds_point(scene, item, box->x + box->width / 2, box->y + box->height / 2))
      return item->paint.fill;
  }
  return dgmi_scene_background(scene);
}

/* --- checks --- */

static void check_text_on(const DgmiScene *scene, const DgmiItem *text, const DgmiItem *other)
{
  if (!dgmi_boxes_overlap(&text->box, &other->box))
    return;
  if (other->kind == DGMI_ITEM_TEXT)
    g_error("'%s' lies on text '%s'", text->run.text, other->run.text);
  if (other->paint.fill == DGMI_NO_COLOUR) /* lines of data may pass behind a text */
    return;
  const guint inside = covered(scene, other, &text->box);
  if (inside > 0 && inside < 27)
    g_error("'%s' lies partly on mark '%s'", text->run.text, other->title);
}

static void check_text(const DgmiScene *scene, guint i)
{
  const DgmiItem *item = dgmi_scene_item(scene, i);
  check_inside(scene, item);
  if (item->run.size * dgmi_scene_zoom(scene) * 0.75 < 7.0)
    g_error("'%s' is too small", item->run.text);
  if (dgmi_colour_contrast(item->run.colour, colour_behind(scene, i)) < 4.5)
    g_error("'%s' cannot be told from what lies behind it", item->run.text);
  for (guint j = 0; j < dgmi_scene_n_items(scene); j++)
  {
    const DgmiItem *other = dgmi_scene_item(scene, j);
    if ((other->kind == DGMI_ITEM_TEXT && j > i) ||
        (is_shape(other) && other->role == DGMI_ROLE_MARK))
      check_text_on(scene, item, other);
  }
}

void check_scene(const DgmiScene *scene)
{
  for (guint i = 0; i < dgmi_scene_n_items(scene); i++)
  {
    const DgmiItem *item = dgmi_scene_item(scene, i);
    if (item->kind == DGMI_ITEM_TEXT)
      check_text(scene, i);
    if (is_shape(item))
      check_inside(scene, item);
    if (item->role == DGMI_ROLE_MARK && (item->title == NULL || *item->title == '\0'))
      g_error("a mark has no title");
  }
}

/* The part of a mark that must lie on the axis: of a small one its middle, of a bar or line all. */
static void extent(const DgmiItem *mark, gboolean across, double *from, double *to)
{
  const double start = across ? mark->box.x : mark->box.y;
  const double length = across ? mark->box.width : mark->box.height;
  const gboolean dot = mark->kind == DGMI_ITEM_PATH && length <= LARGEST_DOT;
  *from = dot ? start + length / 2 : start;
  *to = dot ? *from : start + length;
}

static gboolean is_line(const DgmiItem *item, gboolean across)
{
  return is_shape(item) && (item->role == DGMI_ROLE_GRID || item->role == DGMI_ROLE_AXIS) &&
         (across ? item->box.width == 0 && item->box.height > 10
                 : item->box.height == 0 && item->box.width > 10);
}

/* Px from a rank's line to the end of its cell, by the first two numbers of the axis. */
static double half_rank(const DgmiScene *scene)
{
  const DgmiItem *first = NULL;
  for (guint i = 0; i < dgmi_scene_n_items(scene); i++)
  {
    const DgmiItem *tick = dgmi_scene_item(scene, i);
    if (tick->role != DGMI_ROLE_TICK || tick->kind != DGMI_ITEM_TEXT ||
        !g_ascii_isdigit(tick->run.text[0]))
      continue;
    if (first != NULL)
      return (tick->run.x - first->run.x) / 2 /
             (g_ascii_strtod(tick->run.text, NULL) - g_ascii_strtod(first->run.text, NULL));
    first = tick;
  }
  g_error("the axis of ranks has no two numbers");
}

/* `slack`: how many px a mark may reach beyond. */
static void check_axis(const DgmiScene *scene, const DgmiItem *mark, gboolean across, double slack)
{
  gboolean before = FALSE, after = FALSE;
  double from, to;
  extent(mark, across, &from, &to);
  for (guint i = 0; i < dgmi_scene_n_items(scene) && !(before && after); i++)
  {
    const DgmiItem *line = dgmi_scene_item(scene, i);
    if (!is_line(line, across))
      continue;
    const double at = across ? line->box.x : line->box.y;
    before |= at <= from + slack;
    after |= at >= to - slack;
  }
  if (!before || !after)
    g_error("'%s' lies beyond the ticks %s (%.2f to %.2f)", mark->title, across ? "across" : "up",
            from, to);
}

void check_axes(const DgmiScene *scene, Axes axes)
{
  const double slack = 1.01; /* bars lie on whole px, and are parted by one */
  const double cell = axes & AXIS_RANKS ? half_rank(scene) + 2 : 0; /* a bar is 3 px at least */
  for (guint i = 0; i < dgmi_scene_n_items(scene); i++)
  {
    const DgmiItem *mark = dgmi_scene_item(scene, i);
    if (mark->role != DGMI_ROLE_MARK || !is_shape(mark))
      continue;
    if (axes & (AXIS_ACROSS | AXIS_RANKS))
      check_axis(scene, mark, TRUE, MAX(slack, cell));
    if (axes & AXIS_UP)
      check_axis(scene, mark, FALSE, slack);
  }
}

gboolean scene_has_text(const DgmiScene *scene, const char *text)
{
  for (guint i = 0; i < dgmi_scene_n_items(scene); i++)
  {
    const DgmiItem *item = dgmi_scene_item(scene, i);
    if (item->kind == DGMI_ITEM_TEXT && strstr(item->run.text, text) != NULL)
      return TRUE;
  }
  return FALSE;
}

/* --- made-up data --- */

static void fill_units(MadeUp *made_up, const Sample *sample)
{
  made_up->units = g_new0(DgmiChartUnit, made_up->n_units);
  made_up->values = g_new0(double, (gsize)made_up->n_units * made_up->n_columns);
  for (guint i = 0; i < made_up->n_units; i++)
  {
    const DgmiRankRow *row = &sample->rows[i];
    char *name = g_strdup(row->name), *rank = g_strdup_printf("%u", i + 1);
    g_ptr_array_add(made_up->strings, name);
    g_ptr_array_add(made_up->strings, rank);
    for (guint c = 0; c < made_up->n_columns; c++)
    {
      const gboolean missing = g_rand_int_range(made_up->rand, 0, 25) == 0;
      const double noise = g_rand_double_range(made_up->rand, -0.2, 0.2);
      const double value = 0.95 - 0.9 * i / made_up->n_units + noise;
      made_up->values[(gsize)i * made_up->n_columns + c] = missing ? NAN : CLAMP(value, 0, 1);
    }
    made_up->units[i] = (DgmiChartUnit){.code = "U",
                                        .name = name,
                                        .rank = rank,
                                        .value = made_up->values[(gsize)i * made_up->n_columns],
                                        .highlighted = row->highlighted};
  }
}

MadeUp *made_up_new(guint32 number, guint most, guint n_columns)
{
  g_autoptr(Sample) sample = sample_new(number);
  MadeUp *made_up = g_new0(MadeUp, 1);
  made_up->strings = g_ptr_array_new_with_free_func(g_free);
  made_up->rand = g_rand_new_with_seed(number + 1);
  made_up->n_units = MIN(most, sample->input.n_rows);
  made_up->n_columns = n_columns;
  made_up->style = sample->style;
  made_up->style.title = "UN E-Government Development Index 2022, and a title of some length";
  fill_units(made_up, sample);
  made_up->names = g_new0(char *, n_columns + 1);
  for (guint c = 0; c < n_columns; c++)
    made_up->names[c] = g_strdup(sample->rows[(c * 7 + 3) % sample->input.n_rows].name);
  return made_up;
}

void made_up_free(MadeUp *made_up)
{
  g_ptr_array_unref(made_up->strings);
  g_rand_free(made_up->rand);
  g_strfreev(made_up->names);
  dgmi_free_all(made_up->units, made_up->values, made_up);
}

gboolean keep_scene(const DgmiScene *scene, guint number)
{
  const char *folder = g_getenv("DGMI_SCENES");
  if (folder == NULL)
    return FALSE;
  g_autofree char *name = g_strdelimit(g_strdup(g_test_get_path() + 1), "/", '-');
  g_autofree char *stem = g_strdup_printf("%s/%s-%u", folder, name, number);
  write_scene(scene, stem);
  return TRUE;
}

static void check_sample(const MadeUp *made_up, DrawMadeUp draw, const DgmiScene *scene, Axes axes)
{
  const DgmiChartOutput svg = {.format = DGMI_CHART_SVG, .created = -1};
  check_scene(scene);
  check_axes(scene, axes);
  check_svg(scene);
  g_autoptr(DgmiScene) again = draw(made_up, NULL);
  g_autoptr(GBytes) first = dgmi_chart_write(scene, &svg, NULL);
  g_autoptr(GBytes) second = dgmi_chart_write(again, &svg, NULL);
  g_assert_true(g_bytes_equal(first, second));
}

void check_made_up_as(DrawMadeUp draw, guint variant, guint most, guint n_columns, Axes axes)
{
  const guint n = g_test_slow() ? N_SAMPLES_SLOW : N_SAMPLES;
  g_autoptr(DgmiSentence) warning = NULL;
  guint refused = 0, kept = 0;
  if (!g_str_equal(dgmi_chart_language("zh", &warning), "zh"))
  {
    g_test_skip("needs a Chinese font (Debian package fonts-noto-cjk)");
    return;
  }
  for (guint number = 0; number < n && kept < N_KEPT; number++)
  {
    g_autoptr(MadeUp) made_up = made_up_new(number, most, n_columns);
    made_up->variant = variant;
    g_autoptr(GError) error = NULL;
    g_test_message("sample %u: %u units, %.0f x %.0f", number, made_up->n_units,
                   made_up->style.width, made_up->style.height);
    g_autoptr(DgmiScene) scene = draw(made_up, &error);
    if (scene == NULL)
    {
      g_assert_error(error, DGMI_ERROR, DGMI_ERROR_USAGE);
      g_assert_nonnull(strstr(error->message, "no room"));
      refused++;
      continue;
    }
    if (keep_scene(scene, number))
      kept++;
    else
      check_sample(made_up, draw, scene, axes);
  }
  g_test_message("%u of %u pages were too small", refused, n);
  g_assert_cmpuint(refused, <, n / 4);
}

void check_made_up_axes(DrawMadeUp draw, guint most, guint n_columns, Axes axes)
{
  check_made_up_as(draw, 0, most, n_columns, axes);
}

void check_made_up(DrawMadeUp draw, guint most, guint n_columns)
{
  check_made_up_axes(draw, most, n_columns, (Axes)0);
}

DgmiChartStyle style_titled(const char *title)
{
  DgmiChartStyle style = DGMI_CHART_STYLE_DEFAULT;
  style.title = title;
  return style;
}

const DgmiItem **scene_marks(const DgmiScene *scene, guint n)
{
  const DgmiItem **marks = g_new(const DgmiItem *, n + 1);
  guint found = 0;
  for (guint i = 0; i < dgmi_scene_n_items(scene); i++)
    if (dgmi_scene_item(scene, i)->role == DGMI_ROLE_MARK)
    {
      g_assert_cmpuint(found, <, n);
      marks[found++] = dgmi_scene_item(scene, i);
    }
  g_assert_cmpuint(found, ==, n);
  return marks;
}
