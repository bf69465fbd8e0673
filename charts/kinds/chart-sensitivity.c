#include "charts/kinds/chart-sensitivity.h"

#include "charts/page/axis.h"
#include "charts/page/lettering.h"
#include "charts/page/rows.h"

#include <math.h>

#define VALUE_GAP 14.0 /* before each column of figures */
#define N_INDICES 2

typedef struct
{
  const DgmiSensitivityInput *input;
  DgmiPage *page;
  GPtrArray *strings;
  GPtrArray *order; /* DgmiSensitivityRow, as drawn */
  DgmiRows *rows;
  DgmiTicks ticks;
  DgmiColour colour[N_INDICES];
  const char *symbol[N_INDICES];
  double figure; /* width of a figure at label size */
} SensitivityPicture;

static const DgmiSensitivityIndex *index_of(const DgmiSensitivityRow *row, guint i)
{
  return i == 0 ? &row->first : &row->total;
}

static int by_total(gconstpointer a, gconstpointer b)
{
  const DgmiSensitivityRow *x = *(const DgmiSensitivityRow *const *)a;
  const DgmiSensitivityRow *y = *(const DgmiSensitivityRow *const *)b;
  if (isnan(x->total.value) != isnan(y->total.value))
    return isnan(x->total.value) ? 1 : -1;
  if (x->total.value != y->total.value && !isnan(x->total.value))
    return x->total.value > y->total.value ? -1 : 1;
  return x < y ? -1 : x > y;
}

static void fill_rows(SensitivityPicture *picture)
{
  const DgmiSensitivityInput *input = picture->input;
  for (guint i = 0; i < input->n_rows; i++)
    g_ptr_array_add(picture->order, (gpointer)&input->rows[i]);
  g_ptr_array_sort(picture->order, by_total);
  if (input->top > 0 && input->top < picture->order->len)
    g_ptr_array_set_size(picture->order, (int)input->top);
  picture->rows = dgmi_rows_new(picture->order->len);
  for (guint i = 0; i < picture->order->len; i++)
  {
    const DgmiSensitivityRow *row = g_ptr_array_index(picture->order, i);
    picture->rows->rows[i] =
        (DgmiRow){.rank = "",
                  .name = dgmi_keep(picture->strings, dgmi_text_clean(row->name)),
                  .muted = isnan(row->total.value) && isnan(row->first.value),
                  .band = -1,
                  .source = i};
  }
  picture->rows->one_column = TRUE;
}

static char *figure_text(const SensitivityPicture *picture, double value)
{
  return isnan(value) ? g_strdup("–")
                      : dgmi_words_number(picture->page->words, value, picture->input->digits);
}

static void measure_figures(SensitivityPicture *picture)
{
  for (guint i = 0; i < N_INDICES; i++)
    picture->figure = MAX(picture->figure, dgmi_text_width(picture->page, picture->symbol[i],
                                                           DGMI_SIZE_LABEL, DGMI_WEIGHT_BOLD));
  for (guint r = 0; r < picture->order->len; r++)
    for (guint i = 0; i < N_INDICES; i++)
    {
      g_autofree char *text =
          figure_text(picture, index_of(g_ptr_array_index(picture->order, r), i)->value);
      picture->figure = MAX(picture->figure, dgmi_text_width(picture->page, text, DGMI_SIZE_LABEL,
                                                             DGMI_WEIGHT_REGULAR));
    }
  picture->rows->tail = N_INDICES * (picture->figure + VALUE_GAP);
}

static void set_ticks(SensitivityPicture *picture, guint wanted)
{
  double low = 0, high = 0;
  for (guint r = 0; r < picture->order->len; r++)
    for (guint i = 0; i < N_INDICES; i++)
    {
      const DgmiSensitivityIndex *index = index_of(g_ptr_array_index(picture->order, r), i);
      const double all[] = {index->value, index->low, index->high};
      for (guint k = 0; k < G_N_ELEMENTS(all); k++)
      {
        low = isnan(all[k]) ? low : MIN(low, all[k]);
        high = isnan(all[k]) ? high : MAX(high, all[k]);
      }
    }
  dgmi_ticks_linear(low, high > low ? high : low + 1, wanted, &picture->ticks);
}

/* --- drawing --- */

static DgmiScale scale_of(const SensitivityPicture *picture)
{
  const DgmiBox plot = dgmi_rows_plot(picture->rows, picture->page, 0);
  return (DgmiScale){DGMI_SCALE_LINEAR, picture->ticks.at[0],
                     picture->ticks.at[picture->ticks.n - 1], plot.x, plot.x + plot.width};
}

static double figure_x(const SensitivityPicture *picture, guint i)
{
  const double share = picture->rows->size / DGMI_SIZE_LABEL;
  return dgmi_rows_column_x(picture->rows, picture->page, 0) + picture->rows->column_width -
         (N_INDICES - 1 - i) * (picture->figure + VALUE_GAP) * share;
}

static void draw_axis(const SensitivityPicture *picture)
{
  const DgmiScale scale = scale_of(picture);
  const DgmiAxis axis = {.side = DGMI_AXIS_TOP,
                         .scale = &scale,
                         .ticks = &picture->ticks,
                         .plot = dgmi_rows_plot(picture->rows, picture->page, 0),
                         .size = MIN(picture->rows->size, DGMI_SIZE_AXIS),
                         .zeros = TRUE,
                         .theme = picture->page->theme,
                         .words = picture->page->words};
  if (axis.plot.height > 0)
    dgmi_axis_draw(&axis, picture->page->scene);
}

/* "weights: S 0.3100, interval 0.2800–0.3400" */
static char *title_of(const SensitivityPicture *picture, const DgmiSensitivityRow *row, guint i)
{
  const DgmiWords *words = picture->page->words;
  const DgmiSensitivityIndex *index = index_of(row, i);
  g_autofree char *value = figure_text(picture, index->value);
  if (isnan(index->low) || isnan(index->high))
    return g_strdup_printf("%s%s%s %s", row->name, dgmi_words_say(words, ": "), picture->symbol[i],
                           value);
  g_autofree char *low = figure_text(picture, index->low);
  g_autofree char *high = figure_text(picture, index->high);
  g_autofree char *coverage = g_strdup_printf("%d", picture->input->coverage);
  g_autofree char *interval = picture->input->coverage > 0
                                  ? dgmi_words_fill(words, "$1 % interval", coverage, NULL, NULL)
                                  : g_strdup(dgmi_words_say(words, "interval"));
  return g_strdup_printf("%s%s%s %s%s%s %s%s%s", row->name, dgmi_words_say(words, ": "),
                         picture->symbol[i], value, dgmi_words_say(words, " · "), interval, low,
                         dgmi_words_say(words, "–"), high);
}

static void draw_interval(const SensitivityPicture *picture, const DgmiSensitivityIndex *index,
                          const DgmiScale *scale, double middle, double reach, const char *title)
{
  DgmiScene *scene = picture->page->scene;
  if (isnan(index->low) || isnan(index->high))
    return;
  const double low = dgmi_scale_map(scale, index->low), high = dgmi_scale_map(scale, index->high);
  const double ends[] = {low, high};
  DgmiPaint paint = DGMI_PAINT_NONE;
  paint.stroke = picture->page->theme->text;
  paint.line_width = 1.2;
  dgmi_scene_move_to(scene, low, middle);
  dgmi_scene_line_to(scene, high, middle);
  for (guint i = 0; i < G_N_ELEMENTS(ends); i++)
  {
    dgmi_scene_move_to(scene, ends[i], middle - reach);
    dgmi_scene_line_to(scene, ends[i], middle + reach);
  }
  dgmi_scene_path(scene, DGMI_ROLE_MARK, &paint, title);
}

static void draw_index(const SensitivityPicture *picture, const DgmiRow *place, guint i)
{
  const DgmiSensitivityRow *row = g_ptr_array_index(picture->order, place->source);
  const DgmiSensitivityIndex *index = index_of(row, i);
  const DgmiScale scale = scale_of(picture);
  const double height = floor(place->height * 0.36);
  const double top = floor(dgmi_rows_middle(place, picture->page)) + (i == 0 ? -height : 0);
  g_autofree char *title = title_of(picture, row, i);
  if (!isnan(index->value))
  {
    const double zero = dgmi_scale_map(&scale, 0), end = dgmi_scale_map(&scale, index->value);
    const DgmiBox bar = {MIN(zero, end), top, MAX(fabs(end - zero), 0.5), height - 0.5};
    DgmiPaint paint = DGMI_PAINT_NONE;
    paint.fill = picture->colour[i];
    dgmi_scene_rect(picture->page->scene, DGMI_ROLE_MARK, &bar, &paint, title);
    draw_interval(picture, index, &scale, top + height / 2, MIN(height / 3, 3), title);
  }
  g_autofree char *text = figure_text(picture, index->value);
  const DgmiLettering figure = {.text = text,
                                .x = figure_x(picture, i),
                                .middle = dgmi_rows_middle(place, picture->page),
                                .anchor = DGMI_ANCHOR_END,
                                .size = picture->rows->size,
                                .colour = picture->page->theme->text,
                                .role = DGMI_ROLE_VALUE,
                                .title = title};
  dgmi_lettering_draw(&figure, picture->page);
}

/* "S" and "ST" above their columns of figures. */
static void draw_headings(const SensitivityPicture *picture)
{
  const double size = MIN(picture->rows->size, DGMI_SIZE_AXIS);
  const double line = dgmi_typesetter_line(picture->page->typesetter, size);
  for (guint i = 0; i < N_INDICES; i++)
  {
    const DgmiLettering heading = {.text = picture->symbol[i],
                                   .x = figure_x(picture, i),
                                   .middle =
                                       picture->page->body.y + picture->rows->head - 4 - line / 2,
                                   .anchor = DGMI_ANCHOR_END,
                                   .size = size,
                                   .weight = DGMI_WEIGHT_BOLD,
                                   .colour = picture->page->theme->muted,
                                   .role = DGMI_ROLE_TICK};
    dgmi_lettering_draw(&heading, picture->page);
  }
}

static void draw(SensitivityPicture *picture)
{
  dgmi_page_open(picture->page);
  if (picture->rows->n > 0)
  {
    dgmi_legend_draw(picture->rows->legend, picture->page);
    draw_axis(picture);
    draw_headings(picture);
  }
  for (guint r = 0; r < picture->rows->n; r++)
  {
    const DgmiRow *row = &picture->rows->rows[r];
    dgmi_scene_group(picture->page->scene, DGMI_ROLE_ROW, row->name);
    for (guint i = 0; i < N_INDICES; i++)
      draw_index(picture, row, i);
    dgmi_rows_draw_name(picture->rows, row, picture->page);
    dgmi_scene_end(picture->page->scene);
  }
  dgmi_page_close(picture->page, picture->rows->height);
}

/* "weights matters most: ST 0.4500, S 0.3100" */
static char *finding(const SensitivityPicture *picture)
{
  const DgmiWords *words = picture->page->words;
  const DgmiSensitivityRow *most =
      picture->order->len > 0 ? g_ptr_array_index(picture->order, 0) : NULL;
  if (most == NULL || isnan(most->total.value))
    return g_strdup(dgmi_words_say(words, "no index is known"));
  g_autofree char *total = figure_text(picture, most->total.value);
  g_autofree char *first = figure_text(picture, most->first.value);
  return dgmi_words_fill(words, "\"$1\" matters most, with ST $2 and S $3", most->name, total,
                         first);
}

static void add_note(const SensitivityPicture *picture)
{
  const DgmiWords *words = picture->page->words;
  gboolean intervals = FALSE;
  for (guint r = 0; r < picture->order->len; r++)
    for (guint i = 0; i < N_INDICES; i++)
      intervals |= !isnan(index_of(g_ptr_array_index(picture->order, r), i)->low);
  g_autofree char *coverage = g_strdup_printf("%d", picture->input->coverage);
  if (intervals && picture->input->coverage > 0)
    dgmi_page_note(picture->page, dgmi_words_fill(words, "Lines: $1 % intervals of the indices.",
                                                  coverage, NULL, NULL));
  else if (intervals)
    dgmi_page_note(picture->page,
                   g_strdup(dgmi_words_say(words, "Lines: intervals of the indices.")));
}

static DgmiScene *make(SensitivityPicture *picture, GError **error)
{
  const DgmiWords *words = picture->page->words;
  const DgmiLegendEntry entries[N_INDICES] = {
      {.name = dgmi_words_say(words, "S: the input alone"),
       .colour = picture->colour[0],
       .shape = DGMI_SHAPE_SQUARE},
      {.name = dgmi_words_say(words, "ST: with all interactions"),
       .colour = picture->colour[1],
       .shape = DGMI_SHAPE_SQUARE},
  };
  const DgmiLegend legend = {entries, N_INDICES};
  fill_rows(picture);
  picture->rows->legend = &legend;
  measure_figures(picture);
  add_note(picture);
  if (!dgmi_rows_lay_out(picture->rows, picture->page, error))
    return NULL;
  set_ticks(picture, MAX(dgmi_axis_room(picture->rows->plot_width, 48, 6), 3));
  draw(picture);
  g_autofree char *sentence = finding(picture);
  return dgmi_page_finish(picture->page, dgmi_words_say(words, "Sensitivity"), sentence, error);
}

DgmiScene *dgmi_chart_sensitivity_draw(const DgmiChartStyle *style, gconstpointer input,
                                       GError **error)
{
  g_autoptr(DgmiPage) page = dgmi_page_new(style);
  g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GPtrArray) order = g_ptr_array_new();
  const DgmiTheme *theme = page->theme;
  SensitivityPicture picture = {
      .input = input, .page = page, .strings = strings, .order = order, .symbol = {"S", "ST"}};
  picture.colour[0] = theme->strong;
  picture.colour[1] = dgmi_colour_mix(theme->strong, theme->background, 0.45);
  DgmiScene *scene = make(&picture, error);
  dgmi_rows_free(picture.rows);
  return scene;
}
