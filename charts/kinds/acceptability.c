#include "charts/kinds/acceptability.h"

#include "charts/page/rank-axis.h"

#include <math.h>

#define N_KEYS 5
#define LEAST_PRINTED 0.005 /* smaller shares have a shade, not a number */
#define END_GAP 8.0

typedef struct
{
  const DgmiUncertaintyInput *input;
  DgmiPage *page;
  GPtrArray *strings;
  DgmiRows *rows;
  gboolean numbers; /* cells are wide enough */
  DgmiRanks ranks;  /* across */
} Matrix;

static double share_of(const Matrix *matrix, guint unit, guint rank)
{
  return matrix->input->shares[(gsize)unit * matrix->input->n_ranks + rank - 1];
}

/* From nearly the page's colour to the strongest of the theme's ordered colours. The root spreads
 * the small shares, of which there are most. */
static DgmiColour shade(const DgmiTheme *theme, double share)
{
  return dgmi_colour_mix(theme->strong, theme->background, 0.08 + 0.92 * sqrt(CLAMP(share, 0, 1)));
}

static char *percent(const Matrix *matrix, double share, int digits)
{
  return dgmi_words_number(matrix->page->words, 100 * share, digits);
}

static char *cell_title(const Matrix *matrix, guint unit, guint rank)
{
  const DgmiWords *words = matrix->page->words;
  const DgmiChartUnit *info = &matrix->input->list.units[unit];
  g_autofree char *number = g_strdup_printf("%u", rank);
  g_autofree char *share = percent(matrix, share_of(matrix, unit, rank), 1);
  return dgmi_words_fill(words, "$1: rank $2 in $3 % of draws",
                         info->name != NULL ? info->name : info->code, number, share);
}

static void draw_number(const Matrix *matrix, const DgmiBox *cell, double share, DgmiColour fill)
{
  if (!matrix->numbers || share < LEAST_PRINTED)
    return;
  g_autofree char *text = percent(matrix, share, 0);
  const DgmiLettering number = {.text = text,
                                .x = cell->x + cell->width / 2,
                                .middle = cell->y + cell->height / 2,
                                .anchor = DGMI_ANCHOR_MIDDLE,
                                .size = MIN(matrix->rows->size, DGMI_SIZE_AXIS),
                                .colour = dgmi_colour_on(fill),
                                .role = DGMI_ROLE_VALUE};
  dgmi_lettering_draw(&number, matrix->page);
}

static double nominal_of(const Matrix *matrix, const DgmiRow *row)
{
  return matrix->input->ranks[row->source].nominal;
}

/* The ranks that the rows have, nominally or in some draw. */
static DgmiRanks ranks_of(const Matrix *matrix)
{
  guint first = matrix->input->n_ranks, last = 1;
  for (guint i = 0; i < matrix->rows->n; i++)
    for (guint rank = 1; rank <= matrix->input->n_ranks; rank++)
      if (share_of(matrix, matrix->rows->rows[i].source, rank) > 0 ||
          rank == nominal_of(matrix, &matrix->rows->rows[i]))
      {
        first = MIN(first, rank);
        last = MAX(last, rank);
      }
  first = MIN(first, last);
  return (DgmiRanks){first, MAX(last, first + 1)};
}

static DgmiBox cell_of(const Matrix *matrix, const DgmiRow *row, guint rank)
{
  const DgmiBox plot = dgmi_rows_plot(matrix->rows, matrix->page, row->column);
  const DgmiScale scale = dgmi_rank_scale(matrix->ranks, &plot);
  const double from = dgmi_scale_map(&scale, rank - 0.5), to = dgmi_scale_map(&scale, rank + 0.5);
  return (DgmiBox){from, matrix->page->body.y + row->y, to - from, row->height - 1};
}

static void draw_row(const Matrix *matrix, guint i)
{
  const DgmiRow *row = &matrix->rows->rows[i];
  DgmiScene *scene = matrix->page->scene;
  const DgmiTheme *theme = matrix->page->theme;
  const double nominal = nominal_of(matrix, row);
  dgmi_scene_group(scene, DGMI_ROLE_ROW, row->name);
  for (guint rank = 1; rank <= matrix->input->n_ranks; rank++)
  {
    const double share = share_of(matrix, row->source, rank);
    if (!(share > 0))
      continue;
    const DgmiBox cell = cell_of(matrix, row, rank);
    DgmiPaint paint = DGMI_PAINT_NONE;
    paint.fill = shade(theme, share);
    g_autofree char *title = cell_title(matrix, row->source, rank);
    dgmi_scene_rect(scene, DGMI_ROLE_MARK, &cell, &paint, title);
    draw_number(matrix, &cell, share, paint.fill);
  }
  if (nominal >= 1 && nominal <= matrix->input->n_ranks)
  {
    DgmiBox cell = cell_of(matrix, row, (guint)nominal);
    DgmiPaint outline = DGMI_PAINT_NONE;
    outline.stroke = theme->text;
    outline.line_width = 1.5;
    g_autofree char *title = cell_title(matrix, row->source, (guint)nominal);
    dgmi_scene_rect(scene, DGMI_ROLE_NONE, &cell, &outline, title);
  }
  dgmi_rows_draw_name(matrix->rows, row, matrix->page);
  dgmi_scene_end(scene);
}

/* The shades of a few shares. */
static void fill_keys(Matrix *matrix, DgmiLegendEntry *keys)
{
  static const double shares[N_KEYS] = {0.01, 0.1, 0.25, 0.5, 1};
  for (guint i = 0; i < N_KEYS; i++)
  {
    g_autofree char *number = percent(matrix, shares[i], 0);
    const char *pattern = i > 0 ? DGMI_N_("$1 %") : DGMI_N_("$1 % of draws");
    keys[i] = (DgmiLegendEntry){
        .name = dgmi_keep(matrix->strings,
                          dgmi_words_fill(matrix->page->words, pattern, number, NULL, NULL)),
        .colour = shade(matrix->page->theme, shares[i]),
        .shape = DGMI_SHAPE_SQUARE};
  }
}

/* "Denmark is first in 85.2 % of draws", of the unit that is so most often. */
static char *finding(const Matrix *matrix)
{
  const DgmiUnitList *list = &matrix->input->list;
  const DgmiWords *words = matrix->page->words;
  guint best = 0;
  if (list->n == 0 || matrix->input->n_ranks == 0)
    return g_strdup(dgmi_words_say(words, "no unit has a score"));
  for (guint i = 1; i < list->n; i++)
    if (share_of(matrix, i, 1) > share_of(matrix, best, 1))
      best = i;
  g_autofree char *share = percent(matrix, share_of(matrix, best, 1), 1);
  const DgmiChartUnit *unit = &list->units[best];
  return dgmi_words_fill(words, "$1 is first in $2 % of draws",
                         unit->name != NULL ? unit->name : unit->code, share, NULL);
}

static void draw(Matrix *matrix, const DgmiLegend *legend)
{
  DgmiPage *page = matrix->page;
  const DgmiBox plot = dgmi_rows_plot(matrix->rows, page, 0);
  g_autofree char *full = percent(matrix, 1, 0);
  const double width = dgmi_text_width(page, full, matrix->rows->size, DGMI_WEIGHT_REGULAR);
  matrix->ranks = ranks_of(matrix);
  matrix->numbers = plot.width / (matrix->ranks.last - matrix->ranks.first + 1) >= width + 2;
  dgmi_page_open(page);
  if (matrix->rows->n > 0)
  {
    dgmi_legend_draw(legend, page);
    dgmi_rank_axis_draw(matrix->ranks, &plot, MIN(matrix->rows->size, DGMI_SIZE_AXIS), page);
  }
  for (guint i = 0; i < matrix->rows->n; i++)
    draw_row(matrix, i);
  dgmi_page_close(page, matrix->rows->height);
}

DgmiScene *dgmi_acceptability_draw(const DgmiUncertaintyInput *input, DgmiPage *page,
                                   GPtrArray *strings, GError **error)
{
  DgmiLegendEntry keys[N_KEYS];
  Matrix matrix = {.input = input, .page = page, .strings = strings};
  g_autoptr(DgmiRows) rows = dgmi_unit_list_rows(&input->list, page, strings);
  matrix.rows = rows;
  fill_keys(&matrix, keys);
  const DgmiLegend legend = {keys, N_KEYS};
  rows->one_column = TRUE;
  rows->legend = &legend;
  rows->tail = END_GAP;
  dgmi_page_note(
      page, g_strdup(dgmi_words_say(
                page->words, "Shade and figures: per cent of draws in which a unit has the rank. "
                             "Outlined: the rank as published or computed.")));
  if (!dgmi_rows_lay_out(rows, page, error))
    return NULL;
  draw(&matrix, &legend);
  g_autofree char *sentence = finding(&matrix);
  return dgmi_page_finish(page, dgmi_words_say(page->words, "Rank acceptability"), sentence, error);
}
