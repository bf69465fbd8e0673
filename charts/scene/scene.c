#include "charts/scene/scene.h"

#include "indicators/base/error.h"
#include "indicators/base/memory.h"

#include <math.h>
#include <string.h>

struct _DgmiScene
{
  DgmiTypesetter *typesetter;
  double width, height, zoom;
  DgmiColour background;
  const char *title, *description, *author, *language;
  GStringChunk *strings;
  GArray *items;       /* DgmiItem */
  GArray *steps;       /* DgmiPathStep */
  guint painted_steps; /* those that belong to a path already */
  guint depth;         /* open groups */
  GPtrArray *warnings;
  const char *failure; /* the first thing that went wrong, or NULL */
};

DgmiScene *dgmi_scene_new(DgmiTypesetter *typesetter)
{
  DgmiScene *scene = g_new0(DgmiScene, 1);
  scene->typesetter = dgmi_typesetter_ref(typesetter);
  scene->zoom = 1;
  scene->background = 0xFFFFFF;
  scene->title = scene->description = scene->author = "";
  scene->language = "en";
  scene->strings = g_string_chunk_new(4096);
  scene->items = g_array_new(FALSE, TRUE, sizeof(DgmiItem));
  scene->steps = g_array_new(FALSE, TRUE, sizeof(DgmiPathStep));
  scene->warnings = g_ptr_array_new_with_free_func((GDestroyNotify)dgmi_sentence_unref);
  return scene;
}

static void clear_scene(DgmiScene *scene)
{
  dgmi_typesetter_unref(scene->typesetter);
  g_string_chunk_free(scene->strings);
  g_array_unref(scene->items);
  g_array_unref(scene->steps);
  g_ptr_array_unref(scene->warnings);
}

DGMI_DEFINE_FREE(dgmi_scene_free, DgmiScene, clear_scene)

static void fail(DgmiScene *scene, const char *what)
{
  if (scene->failure == NULL)
    scene->failure = what;
}

static const char *keep(DgmiScene *scene, const char *text)
{
  if (text == NULL)
    return NULL;
  g_autofree char *clean = dgmi_text_clean(text);
  return g_string_chunk_insert(scene->strings, clean);
}

/* --- the page --- */

void dgmi_scene_set_page(DgmiScene *scene, double width, double height, double zoom,
                         DgmiColour background)
{
  if (!(width > 0 && height > 0 && zoom > 0 && width * zoom <= DGMI_SCENE_MAX_SIDE &&
        height * zoom <= DGMI_SCENE_MAX_SIDE))
    fail(scene, "the page has no size or is too large");
  scene->width = width;
  scene->height = height;
  scene->zoom = zoom;
  scene->background = background;
}

double dgmi_scene_width(const DgmiScene *scene)
{
  return scene->width;
}

double dgmi_scene_height(const DgmiScene *scene)
{
  return scene->height;
}

double dgmi_scene_zoom(const DgmiScene *scene)
{
  return scene->zoom;
}

DgmiColour dgmi_scene_background(const DgmiScene *scene)
{
  return scene->background;
}

void dgmi_scene_set_title(DgmiScene *scene, const char *title)
{
  scene->title = keep(scene, title);
}

void dgmi_scene_set_description(DgmiScene *scene, const char *description)
{
  scene->description = keep(scene, description);
}

void dgmi_scene_set_author(DgmiScene *scene, const char *author)
{
  scene->author = keep(scene, author);
}

void dgmi_scene_set_language(DgmiScene *scene, const char *language)
{
  scene->language = keep(scene, language);
}

const char *dgmi_scene_title(const DgmiScene *scene)
{
  return scene->title;
}

const char *dgmi_scene_description(const DgmiScene *scene)
{
  return scene->description;
}

const char *dgmi_scene_author(const DgmiScene *scene)
{
  return scene->author;
}

const char *dgmi_scene_language(const DgmiScene *scene)
{
  return scene->language;
}

/* --- items --- */

static DgmiItem *add_item(DgmiScene *scene, DgmiItemKind kind, DgmiRole role, const char *title)
{
  DgmiItem item = {.kind = kind, .role = role, .title = keep(scene, title)};
  g_array_append_val(scene->items, item);
  return &g_array_index(scene->items, DgmiItem, scene->items->len - 1);
}

static void check_box(DgmiScene *scene, const DgmiBox *box)
{
  if (!(isfinite(box->x) && isfinite(box->y) && isfinite(box->width) && isfinite(box->height)))
    fail(scene, "a coordinate is not finite");
}

void dgmi_scene_group(DgmiScene *scene, DgmiRole role, const char *title)
{
  add_item(scene, DGMI_ITEM_GROUP, role, title);
  scene->depth++;
}

void dgmi_scene_end(DgmiScene *scene)
{
  g_assert(scene->depth > 0);
  scene->depth--;
  add_item(scene, DGMI_ITEM_END, DGMI_ROLE_NONE, NULL);
}

static void check_paint(const DgmiPaint *paint)
{
  g_assert(paint->stroke == DGMI_NO_COLOUR || paint->line_width > 0);
  g_assert(paint->dash >= 0);
  g_assert((paint->hatch == DGMI_HATCH_NONE) == (paint->hatch_colour == DGMI_NO_COLOUR));
}

void dgmi_scene_rect(DgmiScene *scene, DgmiRole role, const DgmiBox *box, const DgmiPaint *paint,
                     const char *title)
{
  check_paint(paint);
  check_box(scene, box);
  DgmiItem *item = add_item(scene, DGMI_ITEM_RECT, role, title);
  item->box = *box;
  item->paint = *paint;
}

/* The text as it can be drawn: what no font has becomes "?", with a warning. */
static const char *showable(DgmiScene *scene, const char *text)
{
  if (dgmi_typesetter_can_show(scene->typesetter, text))
    return text;
  dgmi_scene_warn_font(scene, text, DGMI_N_("are drawn as '?'"));
  GString *shown = g_string_new(NULL);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
  {
    g_autofree char *one = g_strndup(p, (gsize)(g_utf8_next_char(p) - p));
    g_string_append(shown, dgmi_typesetter_can_show(scene->typesetter, one) ? one : "?");
  }
  const char *kept = g_string_chunk_insert(scene->strings, shown->str);
  g_string_free(shown, TRUE);
  return kept;
}

static DgmiBox measure(DgmiScene *scene, const DgmiTextRun *run)
{
  double width = dgmi_typesetter_width(scene->typesetter, run->text, run->size, run->weight);
  double before = run->anchor == DGMI_ANCHOR_START    ? 0
                  : run->anchor == DGMI_ANCHOR_MIDDLE ? width / 2
                                                      : width;
  double ascent = dgmi_typesetter_ascent(scene->typesetter, run->size);
  double line = dgmi_typesetter_line(scene->typesetter, run->size);
  if (run->upward)
    return (DgmiBox){run->x - ascent, run->y + before - width, line, width};
  return (DgmiBox){run->x - before, run->y - ascent, width, line};
}

void dgmi_scene_text(DgmiScene *scene, const DgmiTextRun *run)
{
  g_assert(run->size > 0);
  g_autofree char *clean = dgmi_text_clean(run->text);
  if (*clean == '\0')
    return;
  DgmiItem *item = add_item(scene, DGMI_ITEM_TEXT, run->role, run->title);
  item->run = *run;
  item->run.title = item->title;
  item->run.text = showable(scene, g_string_chunk_insert_const(scene->strings, clean));
  item->box = measure(scene, &item->run);
  check_box(scene, &item->box);
}

/* --- paths --- */

static void add_step(DgmiScene *scene, const DgmiPathStep *step)
{
  g_assert(step->kind == DGMI_PATH_MOVE || scene->steps->len > scene->painted_steps);
  g_array_append_val(scene->steps, *step);
}

void dgmi_scene_move_to(DgmiScene *scene, double x, double y)
{
  add_step(scene, &(DgmiPathStep){DGMI_PATH_MOVE, {x}, {y}});
}

void dgmi_scene_line_to(DgmiScene *scene, double x, double y)
{
  add_step(scene, &(DgmiPathStep){DGMI_PATH_LINE, {x}, {y}});
}

void dgmi_scene_curve_to(DgmiScene *scene, DgmiPoint leaving, DgmiPoint arriving, DgmiPoint end)
{
  add_step(scene, &(DgmiPathStep){DGMI_PATH_CURVE,
                                  {leaving.x, arriving.x, end.x},
                                  {leaving.y, arriving.y, end.y}});
}

void dgmi_scene_close(DgmiScene *scene)
{
  add_step(scene, &(DgmiPathStep){DGMI_PATH_CLOSE, {0}, {0}});
}

static guint step_points(const DgmiPathStep *step)
{
  return step->kind == DGMI_PATH_CURVE ? 3 : step->kind == DGMI_PATH_CLOSE ? 0 : 1;
}

/* The box of all points; a point that is not finite makes it not finite. */
static DgmiBox steps_box(const DgmiPathStep *steps, guint n)
{
  double x0 = steps[0].x[0], x1 = x0, y0 = steps[0].y[0], y1 = y0;
  for (guint i = 0; i < n; i++)
    for (guint p = 0; p < step_points(&steps[i]); p++)
    {
      double x = steps[i].x[p], y = steps[i].y[p];
      if (!isfinite(x) || !isfinite(y))
        return (DgmiBox){NAN, NAN, NAN, NAN};
      x0 = MIN(x0, x);
      x1 = MAX(x1, x);
      y0 = MIN(y0, y);
      y1 = MAX(y1, y);
    }
  return (DgmiBox){x0, y0, x1 - x0, y1 - y0};
}

void dgmi_scene_path(DgmiScene *scene, DgmiRole role, const DgmiPaint *paint, const char *title)
{
  g_assert(scene->steps->len > scene->painted_steps);
  check_paint(paint);
  DgmiItem *item = add_item(scene, DGMI_ITEM_PATH, role, title);
  item->paint = *paint;
  item->first_step = scene->painted_steps;
  item->n_steps = scene->steps->len - scene->painted_steps;
  item->box = steps_box(dgmi_scene_steps(scene, item), item->n_steps);
  check_box(scene, &item->box);
  scene->painted_steps = scene->steps->len;
}

void dgmi_scene_line(DgmiScene *scene, DgmiRole role, DgmiPoint from, DgmiPoint to,
                     DgmiColour colour, double line_width)
{
  DgmiPaint paint = DGMI_PAINT_NONE;
  paint.stroke = colour;
  paint.line_width = line_width;
  dgmi_scene_move_to(scene, from.x, from.y);
  dgmi_scene_line_to(scene, to.x, to.y);
  dgmi_scene_path(scene, role, &paint, NULL);
}

/* --- warnings and reading --- */

/* Whether it is said already: the same text, in whichever language. */
static gboolean is_said(const DgmiScene *scene, const DgmiSentence *sentence)
{
  g_autofree char *text = dgmi_sentence_text(sentence, NULL);
  for (guint i = 0; i < scene->warnings->len; i++)
  {
    g_autofree char *said = dgmi_sentence_text(scene->warnings->pdata[i], NULL);
    if (strcmp(said, text) == 0)
      return TRUE;
  }
  return FALSE;
}

void dgmi_scene_warn(DgmiScene *scene, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  g_autoptr(DgmiSentence) sentence = dgmi_sentence_new_valist(format, arguments);
  va_end(arguments);
  if (!is_said(scene, sentence))
    g_ptr_array_add(scene->warnings, g_steal_pointer(&sentence));
}

void dgmi_scene_warn_font(DgmiScene *scene, const char *text, const char *consequence)
{
  const char *package = dgmi_typesetter_package(text);
  for (guint i = 0; i < scene->warnings->len; i++)
  {
    g_autofree char *said = dgmi_sentence_text(scene->warnings->pdata[i], NULL);
    if (g_str_has_suffix(said, package))
      return;
  }
  dgmi_scene_warn(scene,
                  "characters that no installed font has (the first in '%s') %s; install the "
                  "package %s",
                  text, consequence, package);
}

guint dgmi_scene_n_warnings(const DgmiScene *scene)
{
  return scene->warnings->len;
}

const DgmiSentence *dgmi_scene_warning(const DgmiScene *scene, guint i)
{
  g_assert(i < scene->warnings->len);
  return g_ptr_array_index(scene->warnings, i);
}

guint dgmi_scene_n_items(const DgmiScene *scene)
{
  return scene->items->len;
}

const DgmiItem *dgmi_scene_item(const DgmiScene *scene, guint i)
{
  g_assert(i < scene->items->len);
  return &g_array_index(scene->items, DgmiItem, i);
}

const DgmiPathStep *dgmi_scene_steps(const DgmiScene *scene, const DgmiItem *path)
{
  g_assert(path->kind == DGMI_ITEM_PATH);
  return &g_array_index(scene->steps, DgmiPathStep, path->first_step);
}

DgmiTypesetter *dgmi_scene_typesetter(const DgmiScene *scene)
{
  return scene->typesetter;
}

gboolean dgmi_scene_finish(DgmiScene *scene, GError **error)
{
  g_assert(scene->depth == 0);
  g_assert(scene->painted_steps == scene->steps->len);
  if (scene->width == 0)
    fail(scene, "the page has no size");
  if (*scene->title == '\0' || *scene->description == '\0')
    fail(scene, "the chart has no title or description");
  if (scene->failure == NULL)
    return TRUE;
  dgmi_error_set(error, DGMI_ERROR_DATA, "the chart cannot be drawn: %s", scene->failure);
  return FALSE;
}

const char *dgmi_role_name(DgmiRole role)
{
  static const char *const names[] = {
      [DGMI_ROLE_NONE] = "part",         [DGMI_ROLE_TITLE] = "title",
      [DGMI_ROLE_SUBTITLE] = "subtitle", [DGMI_ROLE_FOOTER] = "footer",
      [DGMI_ROLE_LABEL] = "label",       [DGMI_ROLE_VALUE] = "value",
      [DGMI_ROLE_TICK] = "tick",         [DGMI_ROLE_LEGEND] = "legend",
      [DGMI_ROLE_MARK] = "mark",         [DGMI_ROLE_GRID] = "grid",
      [DGMI_ROLE_AXIS] = "axis",         [DGMI_ROLE_LEADER] = "leader",
      [DGMI_ROLE_ROW] = "row",
  };
  g_assert((gsize)role < G_N_ELEMENTS(names));
  return names[role];
}
