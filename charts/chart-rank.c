#include "charts/chart-rank.h"

#include "charts/axis.h"
#include "charts/rank-axis.h"
#include "charts/rows.h"
#include "charts/standings.h"

#include <math.h>

#define VALUE_GAP 6.0 /* from a mark to its value */
#define DIAMOND 4.5
#define DOT 5.0
#define RANGE_GAP 12.0 /* from the value to a printed interval */
#define FAINT 0.5      /* share of a group's colour that rows beside highlighted ones keep */

/* One picture being made. */
typedef struct
{
  const DgmiRankInput *input;
  DgmiPage *page;
  GPtrArray *strings; /* all that is made on the way */
  GPtrArray *shown;   /* DgmiRankRow, in the order of the picture */
  DgmiRows *rows;     /* as `shown` */
  DgmiBand *bands;
  DgmiLegendEntry *entries;
  DgmiLegend legend;
  DgmiTicks ticks;
  double range_width; /* of the printed intervals, at label size */
  gboolean bars;      /* else dots */
  gboolean any_highlighted;
  guint n_ranked; /* units that ranks count, shown or not */
} Picture;

static char *own(Picture *picture, char *text)
{
  g_ptr_array_add(picture->strings, text);
  return text;
}

static char *clean(Picture *picture, const char *text)
{
  return own(picture, dgmi_text_clean(text != NULL ? text : ""));
}

static gboolean has_interval(const DgmiRankRow *row)
{
  return !isnan(row->value) && !isnan(row->low) && !isnan(row->high);
}

static gboolean has_group(const Picture *picture, const DgmiRankRow *row)
{
  return row->group >= 0 && row->group < (int)picture->input->n_groups;
}

static gboolean draws_interval(const Picture *picture, const DgmiRankRow *row)
{
  return picture->input->interval == DGMI_RANK_SCORE_INTERVAL && has_interval(row);
}

static char *value_text(Picture *picture, double value)
{
  if (picture->input->ranks_only) /* the rank stands before the name */
    return own(picture, g_strdup(""));
  return own(picture, dgmi_words_number(picture->page->words, value, picture->input->digits));
}

static char *range_text(Picture *picture, const DgmiRankRow *row, int digits)
{
  const DgmiWords *words = picture->page->words;
  g_autofree char *low = dgmi_words_number(words, row->low, digits);
  g_autofree char *high = dgmi_words_number(words, row->high, digits);
  return own(picture, g_strconcat(low, words->dash, high, NULL));
}

/* --- what is shown --- */

static void choose_rows(Picture *picture, GArray *gaps)
{
  const DgmiRankInput *input = picture->input;
  gboolean skipped = FALSE;
  guint ranked = 0;
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < input->n_rows; i++)
    {
      const DgmiRankRow *row = &input->rows[i];
      if (isnan(row->value) != (pass == 1))
        continue;
      if (pass == 0 && !row->reference)
        ranked++;
      gboolean in_top = input->top == 0 || (pass == 0 && ranked <= input->top);
      if (!in_top && !row->highlighted && !row->reference)
      {
        skipped = TRUE;
        continue;
      }
      gboolean gap = skipped && picture->shown->len > 0;
      g_array_append_val(gaps, gap);
      g_ptr_array_add(picture->shown, (gpointer)row);
      skipped = FALSE;
    }
  picture->n_ranked = input->n_ranked > 0 ? input->n_ranked : ranked;
}

/* The name that the fonts can show. */
static const char *shown_name(Picture *picture, const DgmiRankRow *row)
{
  const char *choices[] = {row->name, row->fallback, row->code};
  DgmiTypesetter *typesetter = picture->page->typesetter;
  const char *first = NULL;
  for (guint i = 0; i < G_N_ELEMENTS(choices); i++)
  {
    if (choices[i] == NULL)
      continue;
    const char *name = clean(picture, choices[i]);
    if (*name == '\0')
      continue;
    if (dgmi_typesetter_can_show(typesetter, name))
      return name;
    if (first == NULL)
    {
      first = name;
      dgmi_scene_warn_font(picture->page->scene, name, "are replaced by English names or codes");
    }
  }
  return first != NULL ? first : "?";
}

/* The class that a value lies in; -1 = none. */
static int class_of(const DgmiRankInput *input, double value)
{
  for (guint i = 0; i < input->n_classes; i++)
    if (value >= input->classes[i].from)
      return (int)i;
  return (int)input->n_classes - 1;
}

static void fill_rows(Picture *picture)
{
  g_autoptr(GArray) gaps = g_array_new(FALSE, FALSE, sizeof(gboolean));
  choose_rows(picture, gaps);
  picture->rows = dgmi_rows_new(picture->shown->len);
  for (guint i = 0; i < picture->shown->len; i++)
  {
    const DgmiRankRow *from = g_ptr_array_index(picture->shown, i);
    DgmiRow *row = &picture->rows->rows[i];
    gboolean missing = isnan(from->value);
    row->rank = from->rank == NULL ? "" : clean(picture, from->rank);
    row->name = shown_name(picture, from);
    row->bold = from->highlighted;
    row->muted = missing || from->reference;
    row->gap = g_array_index(gaps, gboolean, i);
    row->source = i;
    row->band = missing           ? -1
                : from->reference ? class_of(picture->input, from->value)
                : from->class >= (int)picture->input->n_classes ? -1
                                                                : from->class;
    picture->any_highlighted |= from->highlighted;
  }
}

static const char *class_range(Picture *picture, guint i)
{
  const DgmiRankInput *input = picture->input;
  gboolean last = i + 1 == input->n_classes && i > 0;
  double bound = input->classes[last ? i - 1 : i].from;
  if (!isfinite(bound))
    return NULL;
  int digits = MIN(2, input->digits);
  while (digits < 6 && fabs(bound * pow(10, digits) - round(bound * pow(10, digits))) > 1e-9)
    digits++;
  g_autofree char *number = dgmi_words_number(picture->page->words, bound, digits);
  return own(picture, g_strconcat(last ? "< " : "≥ ", number, NULL));
}

static void fill_bands(Picture *picture)
{
  const DgmiRankInput *input = picture->input;
  if (input->n_classes == 0)
    return;
  picture->bands = g_new0(DgmiBand, input->n_classes);
  for (guint i = 0; i < input->n_classes; i++)
  {
    picture->bands[i].name = clean(picture, input->classes[i].name);
    picture->bands[i].range = class_range(picture, i);
    picture->bands[i].colour = dgmi_theme_class(picture->page->theme, i, input->n_classes);
  }
  picture->rows->bands = picture->bands;
}

/* Only groups that are on the picture are in the legend. */
static void fill_legend(Picture *picture)
{
  const DgmiRankInput *input = picture->input;
  picture->entries = g_new0(DgmiLegendEntry, MAX(input->n_groups, 1));
  for (guint g = 0; g < input->n_groups; g++)
    for (guint i = 0; i < picture->shown->len; i++)
      if (((const DgmiRankRow *)g_ptr_array_index(picture->shown, i))->group == (int)g)
      {
        picture->entries[picture->legend.n++] =
            (DgmiLegendEntry){.name = clean(picture, input->groups[g]),
                              .colour = dgmi_theme_key(picture->page->theme, g),
                              .shape = g % DGMI_N_SHAPES};
        break;
      }
  picture->legend.entries = picture->entries;
  if (picture->legend.n > 0)
  {
    picture->rows->legend = &picture->legend;
    picture->rows->keys = TRUE;
  }
}

/* --- the scale --- */

static void extend(double *low, double *high, double value)
{
  if (isnan(value))
    return;
  *low = isnan(*low) ? value : MIN(*low, value);
  *high = isnan(*high) ? value : MAX(*high, value);
}

/* Bars need the zero on the axis; dots where the caller's axis leaves it out. */
static void find_range(Picture *picture, double *low, double *high)
{
  const DgmiRankInput *input = picture->input;
  *low = *high = NAN;
  extend(low, high, input->axis_low);
  extend(low, high, input->axis_high);
  if (isnan(input->axis_low))
    extend(low, high, 0);
  for (guint i = 0; i < picture->shown->len; i++)
  {
    const DgmiRankRow *row = g_ptr_array_index(picture->shown, i);
    extend(low, high, row->value);
    if (draws_interval(picture, row))
    {
      extend(low, high, row->low);
      extend(low, high, row->high);
    }
  }
  if (isnan(*low) || *high <= *low)
    *high = (*low = isnan(*low) ? 0 : *low) + 1;
}

static guint last_rank(const Picture *picture)
{
  double last = 1;
  for (guint i = 0; i < picture->shown->len; i++)
    last = fmax(last, ((const DgmiRankRow *)g_ptr_array_index(picture->shown, i))->value);
  return (guint)last;
}

static void set_ticks(Picture *picture, guint wanted)
{
  double low, high;
  if (picture->input->ranks_only)
  {
    dgmi_rank_ticks((DgmiRanks){1, MAX(last_rank(picture), 2)}, wanted, &picture->ticks);
    return;
  }
  find_range(picture, &low, &high);
  dgmi_ticks_linear(low, high, wanted, &picture->ticks);
  const DgmiTicks *ticks = &picture->ticks;
  picture->bars = ticks->at[0] <= 0 && ticks->at[ticks->n - 1] >= 0;
}

/* As many ticks as the plot has room for; at least three, lest the range grows far beyond the data.
 */
static void refine_ticks(Picture *picture)
{
  double size = MIN(picture->rows->size, DGMI_SIZE_AXIS), widest = 0;
  for (guint i = 0; i < picture->ticks.n; i++)
  {
    g_autofree char *text =
        dgmi_words_number(picture->page->words, picture->ticks.at[i], picture->ticks.digits);
    widest = MAX(widest,
                 dgmi_typesetter_width(picture->page->typesetter, text, size, DGMI_WEIGHT_REGULAR));
  }
  set_ticks(picture, MAX(dgmi_axis_room(picture->rows->plot_width, 1.6 * widest, 6), 3));
}

/* --- the room for values --- */

static double label_width(Picture *picture, const char *text, gboolean bold)
{
  return dgmi_typesetter_width(picture->page->typesetter, text, DGMI_SIZE_LABEL,
                               bold ? DGMI_WEIGHT_BOLD : DGMI_WEIGHT_REGULAR);
}

static void set_tail(Picture *picture)
{
  double value = 0;
  for (guint i = 0; i < picture->shown->len; i++)
  {
    const DgmiRankRow *row = g_ptr_array_index(picture->shown, i);
    const char *text =
        isnan(row->value) ? picture->page->words->no_score : value_text(picture, row->value);
    value = MAX(value, label_width(picture, text, row->highlighted));
    if (picture->input->interval == DGMI_RANK_RANK_INTERVAL && has_interval(row))
      picture->range_width =
          MAX(picture->range_width, label_width(picture, range_text(picture, row, 0), FALSE));
  }
  gboolean diamonds = picture->input->interval == DGMI_RANK_SCORE_INTERVAL;
  double mark = diamonds ? DIAMOND + 1 : picture->bars ? 0 : DOT;
  picture->rows->tail = VALUE_GAP + mark + value + 2;
  if (picture->range_width > 0)
    picture->rows->tail += RANGE_GAP + picture->range_width;
}

/* --- tooltips and alt text --- */

/* Adds the parts of a tooltip that not every unit has: rank, interval, class, group. */
static void add_details(Picture *picture, const DgmiRankRow *row, GString *title)
{
  const DgmiRankInput *input = picture->input;
  const DgmiWords *words = picture->page->words;
  if (row->rank != NULL && *row->rank != '\0')
  {
    g_autofree char *of = g_strdup_printf("%u", picture->n_ranked);
    g_autofree char *rank = dgmi_words_fill(words->rank_of, row->rank, of, NULL);
    g_string_append_printf(title, "%s%s", words->list, rank);
  }
  if (input->interval != DGMI_RANK_NO_INTERVAL && has_interval(row))
  {
    gboolean scores = input->interval == DGMI_RANK_SCORE_INTERVAL;
    g_autofree char *coverage = g_strdup_printf("%d", input->coverage);
    g_autofree char *interval = dgmi_words_fill(words->interval, coverage, NULL, NULL);
    g_string_append_printf(title, "%s%s %s", words->list, interval,
                           range_text(picture, row, scores ? input->digits : 0));
  }
  if (row->class >= 0 && row->class < (int)input->n_classes)
    g_string_append_printf(title, "%s%s", words->list, input->classes[row->class].name);
  if (has_group(picture, row))
    g_string_append_printf(title, "%s%s", words->list, input->groups[row->group]);
}

/* "Denmark: EGDI 0.9717 · rank 1 of 193 · Very high" */
static const char *row_title(Picture *picture, const DgmiRankRow *row)
{
  const DgmiWords *words = picture->page->words;
  const char *node = picture->input->node;
  GString *title = g_string_new(row->name != NULL ? row->name : row->code);
  g_string_append(title, words->colon);
  if (isnan(row->value))
    g_string_append(title, words->no_score);
  else if (picture->input->ranks_only)
  {
    g_autofree char *of = g_strdup_printf("%u", picture->n_ranked);
    g_autofree char *rank = dgmi_words_fill(words->rank_of, row->rank, of, NULL);
    g_string_append(title, rank);
  }
  else
  {
    g_string_append_printf(title, "%s%s%s", node != NULL ? node : "", node != NULL ? " " : "",
                           value_text(picture, row->value));
    add_details(picture, row, title);
  }
  return own(picture, g_string_free(title, FALSE));
}

/* "Denmark leads with 0.9717; China is 43rd of 193" */
static char *finding(const Picture *picture)
{
  const DgmiRankInput *input = picture->input;
  g_autofree DgmiStanding *standings = g_new0(DgmiStanding, MAX(input->n_rows, 1));
  guint n = 0;
  for (guint i = 0; i < input->n_rows; i++)
  {
    const DgmiRankRow *row = &input->rows[i];
    if (!row->reference)
      standings[n++] = (DgmiStanding){row->name != NULL ? row->name : row->code, row->rank,
                                      row->value, row->highlighted};
  }
  if (input->ranks_only)
    return dgmi_standings_first(picture->page->words, standings, n, picture->n_ranked);
  return dgmi_standings_sentence(picture->page->words, standings, n, picture->n_ranked,
                                 input->digits);
}

static void add_notes(Picture *picture)
{
  const DgmiWords *words = picture->page->words;
  guint missing = 0, intervals = 0;
  for (guint i = 0; i < picture->shown->len; i++)
  {
    const DgmiRankRow *row = g_ptr_array_index(picture->shown, i);
    missing += isnan(row->value);
    intervals += has_interval(row);
  }
  g_autofree char *count = g_strdup_printf("%u", missing);
  if (missing > 0)
    dgmi_page_note(picture->page, missing == 1
                                      ? g_strdup(words->missing_one)
                                      : dgmi_words_fill(words->missing_many, count, NULL, NULL));
  if (intervals == 0 || picture->input->interval == DGMI_RANK_NO_INTERVAL)
    return;
  const char *pattern =
      picture->input->interval == DGMI_RANK_SCORE_INTERVAL ? words->diamonds : words->ranges;
  g_autofree char *coverage = g_strdup_printf("%d", picture->input->coverage);
  dgmi_page_note(picture->page, dgmi_words_fill(pattern, coverage, NULL, NULL));
}

/* --- drawing --- */

/* The colour of a row's mark: its group's, or strong if highlighted, or plain. */
static DgmiColour mark_colour(const Picture *picture, const DgmiRankRow *row)
{
  const DgmiTheme *theme = picture->page->theme;
  if (has_group(picture, row))
  {
    DgmiColour colour = dgmi_theme_group(theme, (guint)row->group);
    gboolean faint = picture->any_highlighted && !row->highlighted;
    return faint ? dgmi_colour_mix(colour, theme->background, FAINT) : colour;
  }
  if (row->highlighted || (!picture->any_highlighted && !row->reference))
    return theme->strong;
  return theme->plain;
}

static void draw_bar(const Picture *picture, const DgmiRankRow *row, const DgmiScale *scale,
                     double middle, const char *title)
{
  double zero = dgmi_scale_map(scale, 0), end = dgmi_scale_map(scale, row->value);
  double height = picture->rows->bar;
  DgmiBox box = {MIN(zero, end), floor(middle - height / 2 + 0.5), MAX(fabs(end - zero), 0.5),
                 height};
  DgmiPaint paint = DGMI_PAINT_NONE;
  paint.fill = mark_colour(picture, row);
  if (has_group(picture, row))
    dgmi_theme_group_hatch(picture->page->theme, (guint)row->group, &paint.hatch,
                           &paint.hatch_colour);
  if (row->reference)
  {
    paint = DGMI_PAINT_NONE;
    paint.fill = picture->page->theme->background;
    paint.stroke = picture->page->theme->muted;
  }
  dgmi_scene_rect(picture->page->scene, DGMI_ROLE_MARK, &box, &paint, title);
}

/* A hair line along the row leads the eye from the name to the dot. */
static void draw_dot(const Picture *picture, const DgmiRankRow *row, const DgmiScale *scale,
                     double middle, const char *title)
{
  DgmiScene *scene = picture->page->scene;
  double x = dgmi_scale_map(scale, row->value), y = floor(middle) + 0.5;
  dgmi_scene_line(scene, DGMI_ROLE_GRID, scale->from, y, x, y, picture->page->theme->grid, 1);
  if (draws_interval(picture, row)) /* its diamond is the mark */
    return;
  DgmiShape shape = row->reference ? DGMI_SHAPE_RING : DGMI_SHAPE_CIRCLE;
  dgmi_mark_draw(scene, DGMI_ROLE_MARK, shape, x, y, DOT, mark_colour(picture, row), title);
}

static void draw_interval(const Picture *picture, const DgmiRankRow *row, const DgmiScale *scale,
                          double middle, const char *title)
{
  const DgmiTheme *theme = picture->page->theme;
  DgmiScene *scene = picture->page->scene;
  double low = dgmi_scale_map(scale, row->low), high = dgmi_scale_map(scale, row->high);
  /* A border in the page's colour keeps line and diamond clear of a dark bar. */
  dgmi_scene_line(scene, DGMI_ROLE_NONE, low - 1, middle, high + 1, middle, theme->background, 4);
  DgmiPaint line = DGMI_PAINT_NONE;
  line.stroke = theme->text;
  line.line_width = 1.5;
  dgmi_scene_move_to(scene, low, middle);
  dgmi_scene_line_to(scene, high, middle);
  dgmi_scene_path(scene, DGMI_ROLE_MARK, &line, title);
  DgmiColour colour = picture->bars ? theme->text : mark_colour(picture, row);
  dgmi_mark_diamond(scene, DGMI_ROLE_MARK, dgmi_scale_map(scale, row->value), middle,
                    picture->bars ? DIAMOND : DOT + 1, colour, theme->background, title);
}

static void draw_value(Picture *picture, const DgmiRankRow *row, const DgmiScale *scale,
                       guint column, double middle)
{
  const DgmiTheme *theme = picture->page->theme;
  DgmiTypesetter *typesetter = picture->page->typesetter;
  gboolean missing = isnan(row->value);
  double size = picture->rows->size;
  double end = picture->bars ? 0 : scale->low, mark = picture->bars ? 0 : DOT;
  if (!missing)
    end = MAX(end, row->value);
  if (draws_interval(picture, row))
  {
    end = MAX(end, row->high);
    mark = DIAMOND + 1;
  }
  double baseline =
      middle +
      (dgmi_typesetter_ascent(typesetter, size) - dgmi_typesetter_descent(typesetter, size)) / 2;
  DgmiTextRun run = {.text =
                         missing ? picture->page->words->no_score : value_text(picture, row->value),
                     .x = dgmi_scale_map(scale, end) + mark + VALUE_GAP,
                     .y = baseline,
                     .size = size,
                     .weight = row->highlighted ? DGMI_WEIGHT_BOLD : DGMI_WEIGHT_REGULAR,
                     .colour = missing ? theme->muted : theme->text,
                     .role = DGMI_ROLE_VALUE};
  if (*run.text != '\0')
    dgmi_scene_text(picture->page->scene, &run);
  if (picture->range_width == 0 || !has_interval(row))
    return;
  run.text = range_text(picture, row, 0);
  run.x = dgmi_rows_column_x(picture->rows, picture->page, column) + picture->rows->column_width;
  run.anchor = DGMI_ANCHOR_END;
  run.weight = DGMI_WEIGHT_REGULAR;
  run.colour = theme->muted;
  dgmi_scene_text(picture->page->scene, &run);
}

static void draw_row(Picture *picture, guint i)
{
  const DgmiRow *place = &picture->rows->rows[i];
  const DgmiRankRow *row = g_ptr_array_index(picture->shown, place->source);
  DgmiScene *scene = picture->page->scene;
  DgmiScale scale = dgmi_rows_scale(picture->rows, picture->page, &picture->ticks, place->column);
  double middle = dgmi_rows_middle(place, picture->page);
  const char *title = row_title(picture, row);
  dgmi_scene_group(scene, DGMI_ROLE_ROW, title);
  if (!isnan(row->value) && picture->bars)
    draw_bar(picture, row, &scale, middle, title);
  else if (!isnan(row->value))
    draw_dot(picture, row, &scale, middle, title);
  if (draws_interval(picture, row))
    draw_interval(picture, row, &scale, middle, title);
  if (picture->rows->keys && has_group(picture, row))
    dgmi_mark_draw(scene, DGMI_ROLE_LEGEND, row->group % DGMI_N_SHAPES,
                   dgmi_rows_key_x(picture->rows, picture->page, place->column), middle, 4,
                   dgmi_theme_key(picture->page->theme, (guint)row->group), title);
  dgmi_rows_draw_name(picture->rows, place, picture->page);
  draw_value(picture, row, &scale, place->column, middle);
  dgmi_scene_end(scene);
}

static void draw(Picture *picture)
{
  dgmi_page_open(picture->page);
  if (picture->rows->n > 0)
  {
    if (picture->rows->legend != NULL)
      dgmi_legend_draw(picture->rows->legend, picture->page);
    dgmi_rows_draw_axes(picture->rows, picture->page, &picture->ticks);
    dgmi_rows_draw_bands(picture->rows, picture->page);
  }
  for (guint i = 0; i < picture->rows->n; i++)
    draw_row(picture, i);
  dgmi_page_close(picture->page, picture->rows->height);
}

static DgmiScene *make(Picture *picture, GError **error)
{
  fill_rows(picture);
  fill_bands(picture);
  fill_legend(picture);
  set_ticks(picture, 6);
  set_tail(picture);
  add_notes(picture);
  if (!dgmi_rows_lay_out(picture->rows, picture->page, error))
    return NULL;
  refine_ticks(picture);
  draw(picture);
  g_autofree char *sentence = finding(picture);
  return dgmi_page_finish(picture->page, picture->page->words->bars, sentence, error);
}

DgmiScene *dgmi_chart_rank_draw(const DgmiChartStyle *style, gconstpointer input, GError **error)
{
  const DgmiRankInput *rank = input;
  g_assert(rank->digits >= 0 && rank->digits <= 15);
  g_autoptr(DgmiPage) page = dgmi_page_new(style);
  Picture picture = {.input = rank, .page = page};
  picture.strings = g_ptr_array_new_with_free_func(g_free);
  picture.shown = g_ptr_array_new();
  DgmiScene *scene = make(&picture, error);
  dgmi_rows_free(picture.rows);
  g_free(picture.bands);
  g_free(picture.entries);
  g_ptr_array_unref(picture.shown);
  g_ptr_array_unref(picture.strings);
  return scene;
}
