#include "charts/kinds/chart-heatmap.h"

#include <math.h>

#define APART 8.0 /* between the index' column and the others */
#define BAR 3.0   /* the pillar's colour above its columns */
#define BAR_GAP 2.0
#define NARROW 16.0        /* cells below this have names in small type */
#define BOLDER 3.0         /* px more that bold numbers take */
#define INSIDE 2.0         /* px that a number keeps from the sides of its cell */
#define FEW_COLUMNS 12     /* whose names may take two lines */
#define UPRIGHT_HEAD 118.0 /* for names that are turned */
#define LEVEL_LINES 3
#define LEVEL_CELL 76.0 /* cells at least so wide have level names */
#define ONE_COLUMN 40   /* as rows.c flows them */

typedef struct
{
  const DgmiHeatmapInput *input;
  DgmiPage *page;
  DgmiRows *rows;
  double *low, *high; /* by column */
  double cell;        /* px across */
  double size;        /* of numbers */
  gboolean bold;      /* there is room for bold ones */
  int digits;         /* that fit; -1 = none */
  gboolean level;     /* names of columns stand level */
} HeatmapPicture;

static double value_at(const HeatmapPicture *picture, guint unit, guint column)
{
  return picture->input->values[(gsize)unit * picture->input->n_columns + column];
}

static void find_ranges(HeatmapPicture *picture)
{
  const DgmiHeatmapInput *input = picture->input;
  for (guint c = 0; c < input->n_columns; c++)
  {
    picture->low[c] = picture->high[c] = NAN;
    for (guint unit = 0; unit < input->list.n; unit++)
    {
      picture->low[c] = fmin(picture->low[c], value_at(picture, unit, c));
      picture->high[c] = fmax(picture->high[c], value_at(picture, unit, c));
    }
  }
}

/* --- layout --- */

static DgmiLettering column_name(const HeatmapPicture *picture, guint column)
{
  return (DgmiLettering){.text = picture->input->columns[column].name,
                         .size = picture->cell > 0 && picture->cell < NARROW ? DGMI_SIZE_FOOTER
                                                                             : DGMI_SIZE_AXIS,
                         .weight = column == 0 ? DGMI_WEIGHT_BOLD : DGMI_WEIGHT_REGULAR,
                         .colour = picture->page->theme->text,
                         .role = DGMI_ROLE_LABEL};
}

/* The widest number with `digits` decimals. */
static double number_width(const HeatmapPicture *picture, int digits)
{
  double widest = 0;
  for (guint c = 0; c < picture->input->n_columns; c++)
  {
    const double ends[] = {picture->low[c], picture->high[c]};
    for (guint i = 0; i < 2; i++)
    {
      g_autofree char *text = dgmi_words_number(picture->page->words, ends[i], digits);
      widest =
          MAX(widest, dgmi_text_width(picture->page, text, DGMI_SIZE_AXIS, DGMI_WEIGHT_REGULAR));
    }
  }
  return widest;
}

/* Names stand level over wide cells: where one column of rows leaves them enough room. */
static void set_head(HeatmapPicture *picture)
{
  const DgmiChartStyle *style = picture->page->style;
  const double width = style->height > 0 ? MIN(style->width, DGMI_PAGE_WIDTH) : style->width;
  picture->level = picture->rows->n <= ONE_COLUMN &&
                   0.58 * width / picture->input->n_columns >= LEVEL_CELL &&
                   (style->height == 0 || picture->rows->n <= 20);
  const double line = dgmi_typesetter_line(picture->page->typesetter, DGMI_SIZE_AXIS);
  double longest = 0;
  guint most_lines = 1;
  for (guint c = 0; c < picture->input->n_columns; c++)
  {
    DgmiLettering name = column_name(picture, c);
    guint lines;
    name.width = picture->level ? 0.5 * width / picture->input->n_columns : UPRIGHT_HEAD;
    name.lines = picture->level ? LEVEL_LINES : 2;
    longest = MAX(longest, dgmi_lettering_width(&name, picture->page, &lines));
    most_lines = MAX(most_lines, lines);
  }
  picture->rows->extra_head = picture->level ? most_lines * line : ceil(longest) + 2;
  picture->rows->extra_head += BAR + BAR_GAP;
  const int digits = picture->high[0] - picture->low[0] >= 10 ? 0 : MIN(picture->input->digits, 2);
  const double cell = MAX(number_width(picture, digits) + 2 * INSIDE + BOLDER + 1,
                          picture->input->n_columns <= FEW_COLUMNS ? 2 * line + 1 : 0);
  picture->rows->least_plot =
      MIN(picture->input->n_columns * cell + APART, 0.74 * picture->page->style->width);
}

/* The most decimals, at most the index' own, with which all numbers fit at some size. */
static int fitting_digits(HeatmapPicture *picture)
{
  static const double sizes[] = {DGMI_SIZE_AXIS, DGMI_SIZE_FOOTER};
  const int own = picture->input->digits;
  const int least = picture->high[0] - picture->low[0] >= 10 ? 0 : MIN(own, 1);
  for (int digits = own; digits >= least; digits--)
    for (guint i = 0; i < G_N_ELEMENTS(sizes); i++)
    {
      picture->size = MIN(sizes[i], picture->rows->size);
      const double share = picture->size / DGMI_SIZE_AXIS;
      const double room = picture->cell - 1 - number_width(picture, digits) * share;
      picture->bold = room >= 2 * INSIDE + BOLDER;
      if (room >= (digits == least ? 1 : 2 * INSIDE))
        return digits;
    }
  return -1;
}

static double cell_x(const HeatmapPicture *picture, guint rows_column, guint column)
{
  return dgmi_rows_column_x(picture->rows, picture->page, rows_column) + picture->rows->plot_left +
         column * picture->cell + (column > 0 ? APART : 0);
}

/* --- drawing --- */

static DgmiColour cell_colour(const HeatmapPicture *picture, double value, guint column)
{
  const DgmiTheme *theme = picture->page->theme;
  const double low = picture->low[column], high = picture->high[column];
  double share = high > low ? (value - low) / (high - low) : 0.5;
  /* the highest stands out most from the page; the ends of greys are too near to it */
  const gboolean dark_page = dgmi_colour_luminance(theme->background) < 0.18;
  return dgmi_palette_ramp(theme->classes, dark_page ? share : 1 - share);
}

static void draw_heads(const HeatmapPicture *picture, guint rows_column)
{
  DgmiPage *page = picture->page;
  const double top = dgmi_rows_plot(picture->rows, page, rows_column).y;
  const double line = dgmi_typesetter_line(page->typesetter, DGMI_SIZE_AXIS);
  const double base = top - BAR - 2 * BAR_GAP;
  for (guint c = 0; c < picture->input->n_columns; c++)
  {
    const double x = cell_x(picture, rows_column, c);
    const int pillar = picture->input->columns[c].pillar;
    DgmiLettering name = column_name(picture, c);
    name.x = x + picture->cell / 2;
    name.anchor = picture->level ? DGMI_ANCHOR_MIDDLE : DGMI_ANCHOR_START;
    name.upward = !picture->level;
    name.lines = picture->level ? LEVEL_LINES : picture->cell >= 2 * line ? 2 : 1;
    name.width = picture->level ? picture->cell - 4 : picture->rows->extra_head - BAR - BAR_GAP;
    name.middle = base;
    if (picture->level)
    {
      guint lines;
      dgmi_lettering_width(&name, page, &lines);
      name.middle = base - lines * line / 2;
    }
    dgmi_lettering_draw(&name, page);
    if (pillar < 0)
      continue;
    DgmiPaint paint = DGMI_PAINT_NONE;
    paint.fill = dgmi_theme_group(page->theme, (guint)pillar);
    DgmiBox bar = {x + 0.5, top - BAR - BAR_GAP, picture->cell - 1, BAR};
    dgmi_scene_rect(page->scene, DGMI_ROLE_LEGEND, &bar, &paint, name.text);
  }
}

/* "Denmark: Online Service Index 0.9797" */
static char *cell_title(const HeatmapPicture *picture, guint unit, guint column)
{
  const DgmiChartUnit *info = &picture->input->list.units[unit];
  const double value = value_at(picture, unit, column);
  g_autofree char *number = dgmi_words_number(picture->page->words, value, picture->input->digits);
  return g_strconcat(
      info->name != NULL ? info->name : info->code, dgmi_words_say(picture->page->words, ": "),
      picture->input->columns[column].name, " ",
      isnan(value) ? dgmi_words_say(picture->page->words, "no value") : number, NULL);
}

static void draw_cell(const HeatmapPicture *picture, const DgmiRow *row, guint column)
{
  const DgmiTheme *theme = picture->page->theme;
  const double value = value_at(picture, row->source, column);
  const double middle = dgmi_rows_middle(row, picture->page);
  g_autofree char *title = cell_title(picture, row->source, column);
  DgmiBox box = {cell_x(picture, row->column, column) + 0.5, middle - row->height / 2 + 0.5,
                 picture->cell - 1, row->height - 1};
  DgmiPaint paint = DGMI_PAINT_NONE;
  if (isnan(value))
  {
    paint.fill = theme->background;
    paint.hatch = DGMI_HATCH_RISING;
    paint.hatch_colour = theme->plain;
    dgmi_scene_rect(picture->page->scene, DGMI_ROLE_MARK, &box, &paint, title);
    return;
  }
  paint.fill = cell_colour(picture, value, column);
  dgmi_scene_rect(picture->page->scene, DGMI_ROLE_MARK, &box, &paint, title);
  if (picture->digits < 0)
    return;
  g_autofree char *number = dgmi_words_number(picture->page->words, value, picture->digits);
  const DgmiLettering text = {.text = number,
                              .x = box.x + box.width / 2,
                              .middle = middle,
                              .anchor = DGMI_ANCHOR_MIDDLE,
                              .size = picture->size,
                              .weight = picture->bold && (column == 0 || row->bold)
                                            ? DGMI_WEIGHT_BOLD
                                            : DGMI_WEIGHT_REGULAR,
                              .colour = dgmi_colour_on(paint.fill),
                              .role = DGMI_ROLE_VALUE};
  dgmi_lettering_draw(&text, picture->page);
}

static void draw_row(const HeatmapPicture *picture, const DgmiRow *row)
{
  const DgmiHeatmapInput *input = picture->input;
  g_autofree char *title =
      dgmi_unit_tooltip(&input->list.units[row->source], picture->page->words,
                        input->columns[0].name, input->digits, dgmi_unit_list_ranked(&input->list));
  dgmi_scene_group(picture->page->scene, DGMI_ROLE_ROW, title);
  dgmi_rows_draw_name(picture->rows, row, picture->page);
  for (guint c = 0; c < input->n_columns; c++)
    draw_cell(picture, row, c);
  dgmi_scene_end(picture->page->scene);
}

static gboolean lay_out(HeatmapPicture *picture, GError **error)
{
  DgmiPage *page = picture->page;
  const guint notes = page->notes->len;
  set_head(picture);
  for (guint pass = 0; pass < 2; pass++)
  {
    if (!dgmi_rows_lay_out(picture->rows, page, error))
      return FALSE;
    picture->cell = (picture->rows->plot_width - APART) / picture->input->n_columns;
    if (picture->cell < dgmi_typesetter_line(page->typesetter, DGMI_SIZE_FOOTER))
    {
      dgmi_page_refuse(page, error);
      return FALSE;
    }
    picture->digits = fitting_digits(picture);
    if (picture->digits >= 0 || page->notes->len > notes)
      break;
    dgmi_page_note(
        page, g_strdup(dgmi_words_say(picture->page->words,
                                      "Cells are too narrow for numbers on a page this wide.")));
  }
  return TRUE;
}

static DgmiScene *make(HeatmapPicture *picture, GError **error)
{
  DgmiPage *page = picture->page;
  find_ranges(picture);
  dgmi_page_note(page, g_strdup(dgmi_words_say(
                           picture->page->words,
                           "Colours run from the lowest to the highest value of each column; "
                           "hatched cells have no value.")));
  if (!lay_out(picture, error))
    return NULL;
  dgmi_page_open(page);
  for (guint column = 0; column < picture->rows->n_columns; column++)
    if (dgmi_rows_plot(picture->rows, page, column).height > 0)
      draw_heads(picture, column);
  dgmi_rows_draw_bands(picture->rows, page);
  for (guint i = 0; i < picture->rows->n; i++)
    draw_row(picture, &picture->rows->rows[i]);
  return dgmi_unit_list_finish(&picture->input->list, page, picture->rows->height,
                               picture->input->digits, DGMI_N_("Scorecard"), error);
}

DgmiScene *dgmi_chart_heatmap_draw(const DgmiChartStyle *style, gconstpointer input, GError **error)
{
  const DgmiHeatmapInput *heatmap = input;
  g_assert(heatmap->n_columns > 0 && heatmap->digits >= 0 && heatmap->digits <= 15);
  g_autoptr(DgmiPage) page = dgmi_page_new(style);
  g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
  g_autofree double *low = g_new(double, heatmap->n_columns);
  g_autofree double *high = g_new(double, heatmap->n_columns);
  HeatmapPicture picture = {.input = heatmap, .page = page, .low = low, .high = high};
  picture.rows = dgmi_unit_list_rows(&heatmap->list, page, strings);
  DgmiScene *scene = make(&picture, error);
  dgmi_rows_free(picture.rows);
  return scene;
}
