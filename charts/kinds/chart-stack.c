#include "charts/kinds/chart-stack.h"

#include "charts/page/axis.h"
#include "charts/page/legend.h"

#include <math.h>

#define VALUE_GAP 6.0
#define INSIDE 4.0 /* px that a number keeps from the ends of its segment */
#define FAINT 0.45 /* share of a pillar's colour that rows beside highlighted ones keep */
#define DIAMOND 4.5
#define SPARE 2.5 /* px of a line that digits leave free */
#define N_TICKS 6

typedef struct
{
  const DgmiStackInput *input;
  DgmiPage *page;
  GPtrArray *strings;
  DgmiRows *rows;
  DgmiLegend legend;
  DgmiTicks ticks;
  gboolean negative; /* some contribution is below zero */
  gboolean any_highlighted;
} StackPicture;

static const double *row_parts(const StackPicture *picture, const DgmiRow *row)
{
  return picture->input->contributions + (gsize)row->source * picture->input->n_parts;
}

static const DgmiChartUnit *row_unit(const StackPicture *picture, const DgmiRow *row)
{
  return &picture->input->list.units[row->source];
}

/* --- the scale --- */

static void set_ticks(StackPicture *picture, guint wanted)
{
  double low = 0, high = 0;
  for (guint i = 0; i < picture->rows->n; i++)
  {
    const double *parts = row_parts(picture, &picture->rows->rows[i]);
    double below = 0, above = 0;
    for (guint p = 0; p < picture->input->n_parts; p++)
    {
      below += parts[p] < 0 ? parts[p] : 0;
      above += parts[p] > 0 ? parts[p] : 0;
    }
    low = MIN(low, below);
    high = MAX(high, above);
  }
  picture->negative = low < 0;
  if (high <= low)
    high = low + 1;
  dgmi_ticks_linear(low, high, wanted, &picture->ticks);
}

static void set_tail(StackPicture *picture)
{
  double widest = dgmi_text_width(picture->page, dgmi_words_say(picture->page->words, "no score"),
                                  DGMI_SIZE_LABEL, DGMI_WEIGHT_REGULAR);
  for (guint i = 0; i < picture->rows->n; i++)
  {
    const DgmiRow *row = &picture->rows->rows[i];
    g_autofree char *text = dgmi_words_number(picture->page->words, row_unit(picture, row)->value,
                                              picture->input->digits);
    widest = MAX(widest, dgmi_text_width(picture->page, text, DGMI_SIZE_LABEL, DGMI_WEIGHT_BOLD));
  }
  picture->rows->tail = VALUE_GAP + DIAMOND + widest + 2;
}

/* --- what is drawn --- */

static DgmiPaint part_paint(const StackPicture *picture, const DgmiRow *row, guint part)
{
  const DgmiTheme *theme = picture->page->theme;
  DgmiPaint paint = DGMI_PAINT_NONE;
  paint.fill = dgmi_theme_group(theme, part);
  if (picture->any_highlighted && !row->bold && !theme->grey)
    paint.fill = dgmi_colour_mix(paint.fill, theme->background, FAINT);
  dgmi_theme_group_hatch(theme, part, &paint.hatch, &paint.hatch_colour);
  return paint;
}

/* "Denmark: Online Service Index 0.3266" */
static char *part_title(const StackPicture *picture, const DgmiRow *row, guint part)
{
  const DgmiChartUnit *unit = row_unit(picture, row);
  g_autofree char *value = dgmi_words_number(picture->page->words, row_parts(picture, row)[part],
                                             picture->input->digits);
  return g_strconcat(unit->name != NULL ? unit->name : unit->code,
                     dgmi_words_say(picture->page->words, ": "), picture->input->parts[part], " ",
                     value, NULL);
}

/* The contribution with as many decimals as the segment has room for, at least two below 10. */
static void draw_inside(const StackPicture *picture, const DgmiBox *box, const DgmiPaint *paint,
                        double value)
{
  double size = DGMI_SIZE_AXIS;
  if (picture->rows->bar < dgmi_typesetter_line(picture->page->typesetter, size) - SPARE)
    size = DGMI_SIZE_FOOTER;
  /* where some are below zero, the score's diamond lies on the segments */
  if (picture->negative || paint->hatch != DGMI_HATCH_NONE ||
      picture->rows->bar < dgmi_typesetter_line(picture->page->typesetter, size) - SPARE)
    return;
  const gboolean large = picture->ticks.at[picture->ticks.n - 1] >= 10;
  const int most = MIN(picture->input->digits, large ? 1 : 3);
  for (int digits = most; digits >= MIN(most, large ? 0 : 2); digits--)
  {
    g_autofree char *text = dgmi_words_number(picture->page->words, value, digits);
    double width = dgmi_text_width(picture->page, text, size, DGMI_WEIGHT_REGULAR);
    if (width + 2 * INSIDE > box->width)
      continue;
    const DgmiLettering number = {.text = text,
                                  .x = box->x + box->width / 2,
                                  .middle = box->y + box->height / 2,
                                  .anchor = DGMI_ANCHOR_MIDDLE,
                                  .size = size,
                                  .colour = dgmi_colour_on(paint->fill),
                                  .role = DGMI_ROLE_VALUE};
    dgmi_lettering_draw(&number, picture->page);
    return;
  }
}

/* Draws the segments; returns where those above zero end. */
static double draw_parts(const StackPicture *picture, const DgmiRow *row, const DgmiScale *scale,
                         double middle)
{
  const double *parts = row_parts(picture, row);
  double above = 0, below = 0;
  for (guint p = 0; p < picture->input->n_parts; p++)
  {
    if (isnan(parts[p]) || parts[p] == 0)
      continue;
    double *sum = parts[p] > 0 ? &above : &below;
    double from = dgmi_scale_map(scale, *sum), to = dgmi_scale_map(scale, *sum + parts[p]);
    *sum += parts[p];
    DgmiBox box = {MIN(from, to), floor(middle - picture->rows->bar / 2 + 0.5),
                   MAX(fabs(to - from), 0.25), picture->rows->bar};
    DgmiPaint paint = part_paint(picture, row, p);
    if (box.width > 6) /* a hair line of the page parts neighbours */
      box.width -= 1;
    g_autofree char *title = part_title(picture, row, p);
    dgmi_scene_rect(picture->page->scene, DGMI_ROLE_MARK, &box, &paint, title);
    draw_inside(picture, &box, &paint, parts[p]);
  }
  return dgmi_scale_map(scale, above);
}

static void draw_row(const StackPicture *picture, const DgmiRow *row)
{
  const DgmiTheme *theme = picture->page->theme;
  const DgmiChartUnit *unit = row_unit(picture, row);
  DgmiScale scale = dgmi_rows_scale(picture->rows, picture->page, &picture->ticks, row->column);
  double middle = dgmi_rows_middle(row, picture->page);
  const gboolean missing = isnan(unit->value);
  g_autofree char *title =
      dgmi_unit_tooltip(unit, picture->page->words, picture->input->node, picture->input->digits,
                        dgmi_unit_list_ranked(&picture->input->list));
  dgmi_scene_group(picture->page->scene, DGMI_ROLE_ROW, title);
  double end = dgmi_scale_map(&scale, 0);
  if (!missing)
    end = draw_parts(picture, row, &scale, middle);
  if (!missing && picture->negative)
  {
    double x = dgmi_scale_map(&scale, unit->value);
    dgmi_mark_diamond(
        picture->page->scene,
        &(DgmiMark){DGMI_ROLE_MARK, DGMI_SHAPE_DIAMOND, {x, middle}, DIAMOND, theme->text, title},
        theme->background);
    end = MAX(end, x + DIAMOND);
  }
  dgmi_rows_draw_name(picture->rows, row, picture->page);
  g_autofree char *number =
      dgmi_words_number(picture->page->words, unit->value, picture->input->digits);
  const DgmiLettering value = {.text = missing ? dgmi_words_say(picture->page->words, "no score")
                                               : number,
                               .x = end + VALUE_GAP,
                               .middle = middle,
                               .size = picture->rows->size,
                               .weight = row->bold ? DGMI_WEIGHT_BOLD : DGMI_WEIGHT_REGULAR,
                               .colour = missing ? theme->muted : theme->text,
                               .role = DGMI_ROLE_VALUE};
  dgmi_lettering_draw(&value, picture->page);
  dgmi_scene_end(picture->page->scene);
}

static DgmiLegendEntry *new_legend(StackPicture *picture)
{
  const DgmiStackInput *input = picture->input;
  DgmiLegendEntry *entries = g_new0(DgmiLegendEntry, MAX(input->n_parts, 1));
  for (guint p = 0; p < input->n_parts; p++)
  {
    entries[p].name = dgmi_keep(picture->strings, dgmi_text_clean(input->parts[p]));
    entries[p].colour = dgmi_theme_group(picture->page->theme, p);
    entries[p].shape = DGMI_SHAPE_SQUARE;
    dgmi_theme_group_hatch(picture->page->theme, p, &entries[p].hatch, &entries[p].hatch_colour);
  }
  picture->legend = (DgmiLegend){entries, input->n_parts};
  picture->rows->legend = &picture->legend;
  return entries;
}

static DgmiScene *make(StackPicture *picture, GError **error)
{
  DgmiPage *page = picture->page;
  set_ticks(picture, N_TICKS);
  set_tail(picture);
  if (!dgmi_rows_lay_out(picture->rows, page, error))
    return NULL;
  set_ticks(picture, MAX(dgmi_axis_room(picture->rows->plot_width, 40, N_TICKS), 3));
  dgmi_page_open(page);
  dgmi_legend_draw(&picture->legend, page);
  dgmi_rows_draw_axes(picture->rows, page, &picture->ticks);
  dgmi_rows_draw_bands(picture->rows, page);
  for (guint i = 0; i < picture->rows->n; i++)
    draw_row(picture, &picture->rows->rows[i]);
  return dgmi_unit_list_finish(&picture->input->list, page, picture->rows->height,
                               picture->input->digits, DGMI_N_("Stacked bars"), error);
}

DgmiScene *dgmi_chart_stack_draw(const DgmiChartStyle *style, gconstpointer input, GError **error)
{
  const DgmiStackInput *stack = input;
  g_assert(stack->digits >= 0 && stack->digits <= 15);
  g_autoptr(DgmiPage) page = dgmi_page_new(style);
  g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
  StackPicture picture = {.input = stack, .page = page, .strings = strings};
  picture.any_highlighted = dgmi_unit_list_any_highlighted(&stack->list);
  picture.rows = dgmi_unit_list_rows(&stack->list, page, strings);
  g_autofree DgmiLegendEntry *entries = new_legend(&picture);
  DgmiScene *scene = make(&picture, error);
  dgmi_rows_free(picture.rows);
  return scene;
}
