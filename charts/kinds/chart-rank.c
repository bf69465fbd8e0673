#include "charts/kinds/rank-inside.h"

#include "charts/page/axis.h"
#include "charts/page/lettering.h"
#include "charts/page/rank-axis.h"
#include "charts/page/standings.h"

#include <math.h>

#define RANGE_GAP 12.0 /* from the value to a printed interval */

static char *own(DgmiRankPicture *picture, char *text)
{
  g_ptr_array_add(picture->strings, text);
  return text;
}

static char *clean(DgmiRankPicture *picture, const char *text)
{
  return own(picture, dgmi_text_clean(text != NULL ? text : ""));
}

gboolean dgmi_rank_has_interval(const DgmiRankRow *row)
{
  return !isnan(row->value) && !isnan(row->low) && !isnan(row->high);
}

gboolean dgmi_rank_has_group(const DgmiRankPicture *picture, const DgmiRankRow *row)
{
  return row->group >= 0 && row->group < (int)picture->input->n_groups;
}

gboolean dgmi_rank_draws_interval(const DgmiRankPicture *picture, const DgmiRankRow *row)
{
  return picture->input->interval == DGMI_RANK_SCORE_INTERVAL && dgmi_rank_has_interval(row);
}

char *dgmi_rank_value_text(DgmiRankPicture *picture, double value)
{
  if (picture->input->ranks_only) /* the rank stands before the name */
    return own(picture, g_strdup(""));
  return own(picture, dgmi_words_number(picture->page->words, value, picture->input->digits));
}

char *dgmi_rank_range_text(DgmiRankPicture *picture, const DgmiRankRow *row, int digits)
{
  const DgmiWords *words = picture->page->words;
  g_autofree char *low = dgmi_words_number(words, row->low, digits);
  g_autofree char *high = dgmi_words_number(words, row->high, digits);
  return own(picture, g_strconcat(low, dgmi_words_say(words, "–"), high, NULL));
}

/* --- what is shown --- */

static void choose_rows(DgmiRankPicture *picture, GArray *gaps)
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

/* The class that a value lies in; -1 = none. */
static int class_of(const DgmiRankInput *input, double value)
{
  for (guint i = 0; i < input->n_classes; i++)
    if (value >= input->classes[i].from)
      return (int)i;
  return (int)input->n_classes - 1;
}

static void fill_rows(DgmiRankPicture *picture)
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
    const DgmiChartUnit unit = {.code = from->code, .name = from->name, .fallback = from->fallback};
    row->name = dgmi_unit_shown_name(&unit, picture->page, picture->strings);
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

static const char *class_range(DgmiRankPicture *picture, guint i)
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

static void fill_bands(DgmiRankPicture *picture)
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
static void fill_legend(DgmiRankPicture *picture)
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
static void find_range(DgmiRankPicture *picture, double *low, double *high)
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
    if (dgmi_rank_draws_interval(picture, row))
    {
      extend(low, high, row->low);
      extend(low, high, row->high);
    }
  }
  if (isnan(*low) || *high <= *low)
    *high = (*low = isnan(*low) ? 0 : *low) + 1;
}

static guint last_rank(const DgmiRankPicture *picture)
{
  double last = 1;
  for (guint i = 0; i < picture->shown->len; i++)
    last = fmax(last, ((const DgmiRankRow *)g_ptr_array_index(picture->shown, i))->value);
  return (guint)last;
}

static void set_ticks(DgmiRankPicture *picture, guint wanted)
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
static void refine_ticks(DgmiRankPicture *picture)
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

static double label_width(DgmiRankPicture *picture, const char *text, gboolean bold)
{
  return dgmi_typesetter_width(picture->page->typesetter, text, DGMI_SIZE_LABEL,
                               bold ? DGMI_WEIGHT_BOLD : DGMI_WEIGHT_REGULAR);
}

static void set_tail(DgmiRankPicture *picture)
{
  double value = 0;
  for (guint i = 0; i < picture->shown->len; i++)
  {
    const DgmiRankRow *row = g_ptr_array_index(picture->shown, i);
    const char *text = isnan(row->value) ? dgmi_words_say(picture->page->words, "no score")
                                         : dgmi_rank_value_text(picture, row->value);
    value = MAX(value, label_width(picture, text, row->highlighted));
    if (picture->input->interval == DGMI_RANK_RANK_INTERVAL && dgmi_rank_has_interval(row))
      picture->range_width = MAX(
          picture->range_width, label_width(picture, dgmi_rank_range_text(picture, row, 0), FALSE));
  }
  gboolean diamonds = picture->input->interval == DGMI_RANK_SCORE_INTERVAL;
  double mark = diamonds ? RANK_DIAMOND + 1 : picture->bars ? 0 : RANK_DOT;
  picture->rows->tail = RANK_VALUE_GAP + mark + value + 2;
  if (picture->range_width > 0)
    picture->rows->tail += RANGE_GAP + picture->range_width;
}

/* --- tooltips and alt text --- */

/* Adds the parts of a tooltip that not every unit has: rank, interval, class, group. */
static void add_details(DgmiRankPicture *picture, const DgmiRankRow *row, GString *title)
{
  const DgmiRankInput *input = picture->input;
  const DgmiWords *words = picture->page->words;
  if (row->rank != NULL && *row->rank != '\0')
  {
    g_autofree char *of = g_strdup_printf("%u", picture->n_ranked);
    g_autofree char *rank = dgmi_words_fill(words, "rank $1 of $2", row->rank, of, NULL);
    g_string_append_printf(title, "%s%s", dgmi_words_say(words, " · "), rank);
  }
  if (input->interval != DGMI_RANK_NO_INTERVAL && dgmi_rank_has_interval(row))
  {
    gboolean scores = input->interval == DGMI_RANK_SCORE_INTERVAL;
    g_autofree char *coverage = g_strdup_printf("%d", input->coverage);
    g_autofree char *interval = dgmi_words_fill(words, "$1 % interval", coverage, NULL, NULL);
    g_string_append_printf(title, "%s%s %s", dgmi_words_say(words, " · "), interval,
                           dgmi_rank_range_text(picture, row, scores ? input->digits : 0));
  }
  if (row->class >= 0 && row->class < (int)input->n_classes)
    g_string_append_printf(title, "%s%s", dgmi_words_say(words, " · "),
                           input->classes[row->class].name);
  if (dgmi_rank_has_group(picture, row))
    g_string_append_printf(title, "%s%s", dgmi_words_say(words, " · "), input->groups[row->group]);
}

/* "Denmark: EGDI 0.9717 · rank 1 of 193 · Very high" */
const char *dgmi_rank_row_title(DgmiRankPicture *picture, const DgmiRankRow *row)
{
  const DgmiWords *words = picture->page->words;
  const char *node = picture->input->node;
  GString *title = g_string_new(row->name != NULL ? row->name : row->code);
  g_string_append(title, dgmi_words_say(words, ": "));
  if (isnan(row->value))
    g_string_append(title, dgmi_words_say(words, "no score"));
  else if (picture->input->ranks_only)
  {
    g_autofree char *of = g_strdup_printf("%u", picture->n_ranked);
    g_autofree char *rank = dgmi_words_fill(words, "rank $1 of $2", row->rank, of, NULL);
    g_string_append(title, rank);
  }
  else
  {
    g_string_append_printf(title, "%s%s%s", node != NULL ? node : "", node != NULL ? " " : "",
                           dgmi_rank_value_text(picture, row->value));
    add_details(picture, row, title);
  }
  return own(picture, g_string_free(title, FALSE));
}

/* "Denmark leads with 0.9717; China is 43rd of 193" */
static char *finding(const DgmiRankPicture *picture)
{
  const DgmiRankInput *input = picture->input;
  g_autofree DgmiPrintedStanding *standings = g_new0(DgmiPrintedStanding, MAX(input->n_rows, 1));
  guint n = 0;
  for (guint i = 0; i < input->n_rows; i++)
  {
    const DgmiRankRow *row = &input->rows[i];
    if (!row->reference)
      standings[n++] = (DgmiPrintedStanding){row->name != NULL ? row->name : row->code, row->rank,
                                             row->value, row->highlighted};
  }
  if (input->ranks_only)
    return dgmi_standings_first(picture->page->words, standings, n, picture->n_ranked);
  return dgmi_standings_sentence(picture->page->words, standings, n, picture->n_ranked,
                                 input->digits);
}

static void add_notes(DgmiRankPicture *picture)
{
  const DgmiWords *words = picture->page->words;
  guint missing = 0, intervals = 0;
  for (guint i = 0; i < picture->shown->len; i++)
  {
    const DgmiRankRow *row = g_ptr_array_index(picture->shown, i);
    missing += isnan(row->value);
    intervals += dgmi_rank_has_interval(row);
  }
  g_autofree char *count = g_strdup_printf("%u", missing);
  if (missing > 0)
    dgmi_page_note(picture->page,
                   missing == 1
                       ? g_strdup(dgmi_words_say(words, "1 unit has no score."))
                       : dgmi_words_fill(words, "$1 units have no score.", count, NULL, NULL));
  if (intervals == 0 || picture->input->interval == DGMI_RANK_NO_INTERVAL)
    return;
  const char *pattern = picture->input->interval == DGMI_RANK_SCORE_INTERVAL
                            ? DGMI_N_("Diamonds mark the score, lines its $1 % interval.")
                            : DGMI_N_("Ranges at the right are the $1 % interval of the rank.");
  g_autofree char *coverage = g_strdup_printf("%d", picture->input->coverage);
  dgmi_page_note(picture->page, dgmi_words_fill(words, pattern, coverage, NULL, NULL));
}

static DgmiScene *make(DgmiRankPicture *picture, GError **error)
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
  dgmi_rank_draw(picture);
  g_autofree char *sentence = finding(picture);
  return dgmi_page_finish(picture->page, dgmi_words_say(picture->page->words, "Ranked bars"),
                          sentence, error);
}

DgmiScene *dgmi_chart_rank_draw(const DgmiChartStyle *style, gconstpointer input, GError **error)
{
  const DgmiRankInput *rank = input;
  g_assert(rank->digits >= 0 && rank->digits <= 15);
  g_autoptr(DgmiPage) page = dgmi_page_new(style);
  DgmiRankPicture picture = {.input = rank, .page = page};
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
