#include "charts/kinds/chart-correlation.h"

#include "charts/page/lettering.h"
#include "indicators/base/error.h"

#include <math.h>

#define MOST_CELL 170.0
#define LEAST_CELL 9.0
#define MOST_HEIGHT 84.0
#define LABEL_GAP 7.0
#define MOST_LABEL 230.0
#define FEW 6 /* nodes, that have wide cells */
#define WEAK 0.3
#define STRONG 0.7

typedef enum
{
  NUMBERS_WHOLE, /* "0.83" */
  NUMBERS_SHORT, /* ".83", as APA style prints coefficients */
  NUMBERS_NONE
} Numbers;

typedef struct
{
  const DgmiCorrelationInput *input;
  DgmiPage *page;
  double width, height; /* of a cell */
  double x, y;
  Numbers numbers;
} CorrelationPicture;

static double r_at(const CorrelationPicture *picture, guint row, guint column)
{
  return picture->input->r[(gsize)row * picture->input->n_nodes + column];
}

/* --- layout --- */

static DgmiLettering node_name(const CorrelationPicture *picture, guint node)
{
  const gboolean index = picture->input->nodes[node].pillar < 0;
  return (DgmiLettering){.text = picture->input->nodes[node].name,
                         .size = picture->height < 17 ? DGMI_SIZE_FOOTER : DGMI_SIZE_LABEL,
                         .weight = index ? DGMI_WEIGHT_BOLD : DGMI_WEIGHT_REGULAR,
                         .colour = picture->page->theme->text,
                         .role = DGMI_ROLE_LABEL,
                         .width = MOST_LABEL,
                         .lines = picture->height >= 34 ? 2 : 1};
}

/* The widest cells with which every name fits beside the diagonal. */
static double fitting_width(const CorrelationPicture *picture)
{
  const double room = picture->page->body.width;
  double cell = MOST_CELL;
  for (guint i = 0; i < picture->input->n_nodes; i++)
  {
    const DgmiLettering name = node_name(picture, i);
    double label = dgmi_lettering_width(&name, picture->page, NULL) + LABEL_GAP + 1;
    label = MIN(label, 0.5 * room);
    if (i > 0)
      cell = MIN(cell, (room - label) / i);
  }
  return floor(cell * 2) / 2;
}

static char *number_text(const CorrelationPicture *picture, double r)
{
  g_autofree char *whole = dgmi_words_number(picture->page->words, r, 2);
  if (picture->numbers == NUMBERS_WHOLE)
    return g_steal_pointer(&whole);
  if (fabs(r) >= 0.995)
    return dgmi_words_number(picture->page->words, r, 0);
  g_autoptr(GString) text = g_string_new(whole);
  g_string_replace(text, "0.", ".", 1);
  return g_strdup(text->str);
}

static Numbers fitting_numbers(CorrelationPicture *picture)
{
  const double line = dgmi_typesetter_line(picture->page->typesetter, DGMI_SIZE_FOOTER);
  for (guint numbers = NUMBERS_WHOLE; numbers < NUMBERS_NONE; numbers++)
  {
    picture->numbers = (Numbers)numbers;
    g_autofree char *text = number_text(picture, -0.88);
    double width = dgmi_text_width(picture->page, text, DGMI_SIZE_FOOTER, DGMI_WEIGHT_REGULAR);
    if (width <= picture->width - (numbers == NUMBERS_WHOLE ? 5 : 1.5) && line <= picture->height)
      return picture->numbers;
  }
  return NUMBERS_NONE;
}

static gboolean lay_out(CorrelationPicture *picture, GError **error)
{
  DgmiPage *page = picture->page;
  const guint n = picture->input->n_nodes;
  if (!dgmi_page_lay_out_plot(page, 0, 40, error))
    return FALSE;
  const double line = ceil(dgmi_typesetter_line(page->typesetter, DGMI_SIZE_FOOTER));
  picture->height =
      page->style->height > 0 ? MIN(floor(page->body.height / n), MOST_HEIGHT) : MOST_HEIGHT;
  picture->width = fitting_width(picture);
  if (page->style->height == 0)
    picture->height = CLAMP(round(picture->width * (n > FEW ? 0.62 : 0.5)), line + 5, MOST_HEIGHT);
  picture->width = MIN(picture->width, picture->height * 2.1);
  picture->width = MIN(picture->width, fitting_width(picture));
  picture->x = page->body.x;
  picture->y = page->body.y;
  picture->numbers = fitting_numbers(picture);
  if (picture->height >= line && picture->width >= LEAST_CELL)
    return TRUE;
  dgmi_page_refuse(page, error);
  return FALSE;
}

/* --- drawing --- */

static char *cell_title(const CorrelationPicture *picture, guint row, guint column)
{
  const DgmiCorrelationInput *input = picture->input;
  const DgmiWords *words = picture->page->words;
  g_autofree char *r = dgmi_words_number(words, r_at(picture, row, column), 3);
  g_autofree char *count =
      g_strdup_printf("%u", input->pairs[(gsize)row * input->n_nodes + column]);
  g_autofree char *n = dgmi_words_fill(picture->page->words, "n = $1", count, NULL, NULL);
  return g_strconcat(input->nodes[row].name, dgmi_words_say(words, " · "),
                     input->nodes[column].name, dgmi_words_say(words, ": "),
                     *r == '\0' ? dgmi_words_say(picture->page->words, "no value") : r,
                     dgmi_words_say(words, " · "), n, NULL);
}

/* Purple for positive, orange for negative, the page's middle grey for none; greys in print. */
static DgmiColour cell_colour(const CorrelationPicture *picture, double r)
{
  const DgmiTheme *theme = picture->page->theme;
  if (theme->grey)
    return dgmi_colour_mix(0x333333, theme->background, 0.75 * fabs(r));
  const gboolean dark_page = dgmi_colour_luminance(theme->background) < 0.18;
  if (dark_page)
    return dgmi_colour_mix(dgmi_palette_ramp(DGMI_RAMP_PUOR, r > 0 ? 0.8 : 0.2), theme->background,
                           0.1 + 0.9 * fabs(r));
  return dgmi_palette_ramp(DGMI_RAMP_PUOR, 0.5 + 0.45 * CLAMP(r, -1, 1));
}

static void draw_number(const CorrelationPicture *picture, const DgmiBox *box, double r,
                        DgmiColour fill)
{
  if (picture->numbers == NUMBERS_NONE)
    return;
  g_autofree char *text = number_text(picture, r);
  const double most = picture->width >= 90   ? DGMI_SIZE_LABEL + 3
                      : picture->width >= 44 ? DGMI_SIZE_LABEL
                                             : DGMI_SIZE_FOOTER;
  const gboolean weak = fabs(r) < WEAK;
  const DgmiLettering number = {
      .text = text,
      .x = box->x + box->width / 2,
      .middle = box->y + box->height / 2,
      .anchor = DGMI_ANCHOR_MIDDLE,
      .size = picture->height >= 18 ? most : DGMI_SIZE_FOOTER,
      .weight = picture->numbers == NUMBERS_WHOLE && fabs(r) >= STRONG ? DGMI_WEIGHT_BOLD
                                                                       : DGMI_WEIGHT_REGULAR,
      .colour = weak ? dgmi_colour_readable(picture->page->theme->muted, fill, 4.5)
                     : dgmi_colour_on(fill),
      .role = DGMI_ROLE_VALUE};
  dgmi_lettering_draw(&number, picture->page);
}

static void draw_cell(const CorrelationPicture *picture, guint row, guint column)
{
  const DgmiTheme *theme = picture->page->theme;
  const double r = r_at(picture, row, column);
  DgmiBox box = {picture->x + column * picture->width + 0.75,
                 picture->y + row * picture->height + 0.75, picture->width - 1.5,
                 picture->height - 1.5};
  DgmiPaint paint = DGMI_PAINT_NONE;
  g_autofree char *title = cell_title(picture, row, column);
  if (isnan(r))
  {
    paint.fill = theme->background;
    paint.hatch = DGMI_HATCH_RISING;
    paint.hatch_colour = theme->plain;
  }
  else
    paint.fill = cell_colour(picture, r);
  if (r < 0)
  {
    paint.stroke = theme->text;
    paint.dash = 2;
  }
  dgmi_scene_rect(picture->page->scene, DGMI_ROLE_MARK, &box, &paint, title);
  if (!isnan(r))
    draw_number(picture, &box, r, paint.fill);
}

/* The stairs around the cells of a pillar's nodes `from` to `to` (exclusive). */
static void draw_box(const CorrelationPicture *picture, guint from, guint to)
{
  DgmiScene *scene = picture->page->scene;
  const double w = picture->width, h = picture->height;
  DgmiPaint paint = DGMI_PAINT_NONE;
  paint.stroke = picture->page->theme->text;
  paint.line_width = 1.5;
  dgmi_scene_move_to(scene, picture->x + from * w, picture->y + (from + 1) * h);
  for (guint i = from + 1; i < to; i++)
  {
    dgmi_scene_line_to(scene, picture->x + i * w, picture->y + i * h);
    dgmi_scene_line_to(scene, picture->x + i * w, picture->y + (i + 1) * h);
  }
  dgmi_scene_line_to(scene, picture->x + from * w, picture->y + to * h);
  dgmi_scene_close(scene);
  dgmi_scene_path(scene, DGMI_ROLE_AXIS, &paint, NULL);
}

static void draw_boxes(const CorrelationPicture *picture)
{
  const DgmiCorrelationInput *input = picture->input;
  for (guint from = 0, to; from < input->n_nodes; from = to)
  {
    for (to = from + 1; to < input->n_nodes && input->nodes[to].pillar == input->nodes[from].pillar;
         to++)
      ;
    if (to - from > 1 && input->nodes[from].pillar >= 0)
      draw_box(picture, from, to);
  }
}

static void draw_name(const CorrelationPicture *picture, guint node)
{
  DgmiLettering name = node_name(picture, node);
  name.x = picture->x + node * picture->width + LABEL_GAP;
  name.middle = picture->y + (node + 0.5) * picture->height;
  name.width = MIN(name.width, picture->page->body.x + picture->page->body.width - name.x);
  if (node == 0)
    name.x = picture->x;
  dgmi_lettering_draw(&name, picture->page);
}

static char *finding(const CorrelationPicture *picture)
{
  const DgmiCorrelationInput *input = picture->input;
  guint row = 0, column = 0;
  double most = NAN;
  for (guint i = 1; i < input->n_nodes; i++)
    for (guint j = 0; j < i; j++)
    {
      const gboolean parts = input->nodes[i].pillar >= 0 && input->nodes[j].pillar >= 0;
      const double r = fabs(r_at(picture, i, j));
      if (!isnan(r) && (parts || input->n_nodes == 2) && (isnan(most) || r > most))
      {
        most = r;
        row = i;
        column = j;
      }
    }
  if (isnan(most))
    return g_strdup(dgmi_words_say(picture->page->words, "no two nodes have a correlation"));
  g_autofree char *r = dgmi_words_number(picture->page->words, r_at(picture, row, column), 2);
  return dgmi_words_fill(picture->page->words, "$1 goes with $2 most (r = $3)",
                         input->nodes[column].name, input->nodes[row].name, r);
}

static DgmiScene *make(CorrelationPicture *picture, GError **error)
{
  const guint n = picture->input->n_nodes;
  dgmi_page_note(
      picture->page,
      g_strdup(dgmi_words_say(picture->page->words,
                              "Weak coefficients (below 0.3) are in grey type; negative ones have "
                              "a minus and a dashed border.")));
  if (!lay_out(picture, error))
    return NULL;
  if (picture->numbers == NUMBERS_NONE)
  {
    dgmi_page_note(picture->page, g_strdup(dgmi_words_say(
                                      picture->page->words,
                                      "Cells are too narrow for numbers on a page this wide.")));
    if (!lay_out(picture, error))
      return NULL;
  }
  dgmi_page_open(picture->page);
  for (guint row = 0; row < n; row++)
  {
    for (guint column = 0; column < row; column++)
      draw_cell(picture, row, column);
    draw_name(picture, row);
  }
  draw_boxes(picture);
  dgmi_page_close(picture->page, n * picture->height);
  g_autofree char *sentence = finding(picture);
  return dgmi_page_finish(picture->page, dgmi_words_say(picture->page->words, "Correlation matrix"),
                          sentence, error);
}

DgmiScene *dgmi_chart_correlation_draw(const DgmiChartStyle *style, gconstpointer input,
                                       GError **error)
{
  const DgmiCorrelationInput *correlation = input;
  if (correlation->n_nodes < 2)
  {
    dgmi_error_set(error, DGMI_ERROR_DATA, "a correlation needs two nodes or more");
    return NULL;
  }
  g_autoptr(DgmiPage) page = dgmi_page_new(style);
  CorrelationPicture picture = {.input = correlation, .page = page};
  return make(&picture, error);
}
