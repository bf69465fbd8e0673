#include "charts/map/map-inside.h"

#include <math.h>

#define NAMED 12 /* units that a note names */

const DgmiChartUnit *dgmi_map_unit(const DgmiMapPicture *picture, const char *code)
{
  g_autofree char *key = g_ascii_strup(code, -1);
  const guint at = GPOINTER_TO_UINT(g_hash_table_lookup(picture->by_code, key));
  return at == 0 ? NULL : &picture->input->list.units[at - 1];
}

DgmiPaint dgmi_map_paint(const DgmiMapPicture *picture, const DgmiChartUnit *unit)
{
  const DgmiTheme *theme = picture->page->theme;
  const int class = unit == NULL ? -1 : dgmi_value_class_of(&picture->classes, unit->value);
  DgmiPaint paint = DGMI_PAINT_NONE;
  paint.fill = theme->background;
  if (class >= 0)
    paint.fill = dgmi_theme_class(theme, (guint) class, picture->classes.n);
  else
  {
    paint.hatch = DGMI_HATCH_RISING;
    paint.hatch_colour = theme->plain;
    paint.stroke = theme->plain;
  }
  if (unit != NULL && unit->highlighted)
  {
    paint.stroke = theme->text;
    paint.line_width = 2.5;
  }
  return paint;
}

static const char *no_data(const DgmiWords *words)
{
  return dgmi_words_say(words, "no data");
}

/* Of places without a unit: they may have one that was not to be shown. */
static const char *no_unit(const DgmiMapPicture *picture)
{
  const DgmiUnitList *list = &picture->input->list;
  guint scored = 0;
  for (guint i = 0; i < list->n; i++)
    scored += !isnan(list->units[i].value);
  return scored < dgmi_unit_list_ranked(list)
             ? dgmi_words_say(picture->page->words, "no data or not chosen")
             : no_data(picture->page->words);
}

const char *dgmi_map_title(DgmiMapPicture *picture, const DgmiChartUnit *unit, const char *name)
{
  const DgmiMapInput *input = picture->input;
  const DgmiWords *words = picture->page->words;
  if (unit == NULL)
    return dgmi_keep(picture->strings,
                     g_strconcat(name, dgmi_words_say(words, ": "), no_unit(picture), NULL));
  return dgmi_keep(picture->strings, dgmi_unit_tooltip(unit, words, input->node, input->digits,
                                                       dgmi_unit_list_ranked(&input->list)));
}

void dgmi_map_note_absent(DgmiMapPicture *picture, GPtrArray *names)
{
  const DgmiWords *words = picture->page->words;
  if (names->len == 0)
    return;
  g_autoptr(GString) list = g_string_new(NULL);
  for (guint i = 0; i < MIN(names->len, NAMED); i++)
    g_string_append_printf(list, "%s%s", i == 0 ? "" : dgmi_words_say(words, ", "),
                           (const char *)g_ptr_array_index(names, i));
  g_autofree char *more = g_strdup_printf("%u", names->len - MIN(names->len, NAMED));
  const char *pattern = names->len <= NAMED ? DGMI_N_("Not on the map: $1.")
                                            : DGMI_N_("Not on the map: $1 and $2 more.");
  dgmi_page_note(picture->page, dgmi_words_fill(words, pattern, list->str, more, NULL));
}

/* --- classes --- */

static void set_own_classes(DgmiMapPicture *picture)
{
  const DgmiMapInput *input = picture->input;
  double high = -INFINITY;
  for (guint i = 0; i < input->list.n; i++)
    high = isnan(input->list.units[i].value) ? high : MAX(high, input->list.units[i].value);
  picture->classes.n = MIN(input->n_classes, DGMI_VALUE_CLASSES_MAX);
  picture->classes.bound[0] = high;
  for (guint i = 0; i < picture->classes.n; i++)
    picture->classes.bound[i + 1] = input->classes[i].from;
}

static void set_classes(DgmiMapPicture *picture)
{
  const DgmiMapInput *input = picture->input;
  g_autofree double *values = g_new(double, input->list.n + 1);
  for (guint i = 0; i < input->list.n; i++)
    values[i] = input->list.units[i].value;
  if (input->method == DGMI_CLASSES_OWN)
    set_own_classes(picture);
  else
    dgmi_value_classes(values, input->list.n, input->method, input->digits, &picture->classes);
}

/* "0.80–1.00" or the class's own name. */
static char *class_label(const DgmiMapPicture *picture, guint i)
{
  const DgmiWords *words = picture->page->words;
  const DgmiValueClasses *classes = &picture->classes;
  if (picture->input->method == DGMI_CLASSES_OWN)
    return g_strdup(picture->input->classes[i].name);
  g_autofree char *from = dgmi_words_number(words, classes->bound[i + 1], classes->digits);
  g_autofree char *to = dgmi_words_number(words, classes->bound[i], classes->digits);
  return classes->bound[i] == classes->bound[i + 1]
             ? g_strdup(to)
             : g_strconcat(from, dgmi_words_say(words, "–"), to, NULL);
}

static guint count_class(const DgmiMapPicture *picture, int class)
{
  guint n = 0;
  for (guint i = 0; i < picture->input->list.n; i++)
    n += dgmi_value_class_of(&picture->classes, picture->input->list.units[i].value) == class;
  return n;
}

static void add_entry(DgmiMapPicture *picture, const char *label, guint count,
                      const DgmiPaint *paint)
{
  const DgmiWords *words = picture->page->words;
  g_autofree char *number = g_strdup_printf("%u", count);
  picture->entries[picture->legend.n++] = (DgmiLegendEntry){
      .name = dgmi_keep(picture->strings, dgmi_words_fill(words, "$1 ($2)", label, number, NULL)),
      .colour = paint->fill,
      .shape = DGMI_SHAPE_SQUARE,
      .hatch = paint->hatch,
      .hatch_colour = paint->hatch_colour};
}

void dgmi_map_fill_legend(DgmiMapPicture *picture)
{
  const DgmiPaint blank = dgmi_map_paint(picture, NULL);
  const guint missing = count_class(picture, -1);
  picture->legend = (DgmiLegend){picture->entries, 0};
  for (guint i = 0; i < picture->classes.n; i++)
  {
    DgmiPaint paint = DGMI_PAINT_NONE;
    paint.fill = dgmi_theme_class(picture->page->theme, i, picture->classes.n);
    g_autofree char *label = class_label(picture, i);
    add_entry(picture, label, count_class(picture, (int)i), &paint);
  }
  if (missing > 0 || picture->blanks)
    add_entry(picture, no_data(picture->page->words), missing, &blank);
  if (missing == 0 && picture->blanks) /* places, no units: there is nothing to count */
    picture->entries[picture->legend.n - 1].name = no_unit(picture);
}

static void add_notes(DgmiMapPicture *picture)
{
  const DgmiWords *words = picture->page->words;
  static const char *const how[] = {
      DGMI_N_("Classes of equal width; a value on a bound belongs to the class above. In brackets: "
              "units."),
      DGMI_N_("Classes of about as many units each (quantiles). In brackets: units."),
      DGMI_N_("Classes of the index. In brackets: units.")};
  const guint method = picture->input->method;
  const char *opinion =
      picture->input->file != NULL
          ? dgmi_words_say(words, "Boundaries and names are those of the map file; they imply no "
                                  "opinion on the status of any territory.")
          : dgmi_words_say(words, "Tiles of one size stand for units, not for areas or boundaries; "
                                  "they imply no opinion on the status of any territory.");
  dgmi_page_note(picture->page, g_strdup(dgmi_words_say(words, how[method])));
  dgmi_page_note(picture->page, g_strdup(opinion));
}

static DgmiScene *make(DgmiMapPicture *picture, GError **error)
{
  const DgmiMapInput *input = picture->input;
  const DgmiWords *words = picture->page->words;
  for (guint i = 0; i < input->list.n; i++)
    if (input->list.units[i].code != NULL)
      g_hash_table_insert(picture->by_code, g_ascii_strup(input->list.units[i].code, -1),
                          GUINT_TO_POINTER(i + 1));
  set_classes(picture);
  add_notes(picture);
  if (input->file != NULL ? !dgmi_map_draw_outlines(picture, error)
                          : !dgmi_map_draw_tiles(picture, error))
    return NULL;
  g_autofree char *sentence = dgmi_unit_list_finding(&input->list, words, input->digits);
  return dgmi_page_finish(picture->page,
                          input->file != NULL ? dgmi_words_say(words, "Map")
                                              : dgmi_words_say(words, "Tile map"),
                          sentence, error);
}

DgmiScene *dgmi_chart_map_draw(const DgmiChartStyle *style, gconstpointer input, GError **error)
{
  g_autoptr(DgmiPage) page = dgmi_page_new(style);
  g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GHashTable) by_code = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  DgmiMapPicture picture = {.input = input, .page = page, .strings = strings, .by_code = by_code};
  return make(&picture, error);
}
