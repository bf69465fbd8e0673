#include "charts/kinds/chart-uncertainty.h"

#include "charts/kinds/acceptability.h"
#include "charts/page/spans.h"

#include <math.h>

#define FAINT 0.45 /* share of the strong colour that bars of inseparable units keep */

typedef struct
{
  const DgmiUncertaintyInput *input;
  DgmiPage *page;
  GPtrArray *strings;
} UncertaintyPicture;

static gboolean has_interval(const DgmiUncertaintyRank *rank)
{
  return !isnan(rank->nominal) && !isnan(rank->low) && !isnan(rank->high);
}

/* Whether the intervals of two units do not meet. */
static gboolean apart(const DgmiUncertaintyRank *a, const DgmiUncertaintyRank *b)
{
  return !has_interval(a) || !has_interval(b) || a->high < b->low || b->high < a->low;
}

/* From the units before and after in the order of ranks. */
static gboolean is_separable(const DgmiUncertaintyInput *input, guint i)
{
  const DgmiUncertaintyRank *ranks = input->ranks;
  return !ranks[i].meets_hidden && (i == 0 || apart(&ranks[i - 1], &ranks[i])) &&
         (i + 1 >= input->list.n || apart(&ranks[i], &ranks[i + 1]));
}

static char *range_text(const UncertaintyPicture *picture, double low, double high)
{
  const DgmiWords *words = picture->page->words;
  const int digits = low == floor(low) && high == floor(high) ? 0 : 1;
  g_autofree char *from = dgmi_words_number(words, low, digits);
  g_autofree char *to = dgmi_words_number(words, high, digits);
  return g_strconcat(from, dgmi_words_say(words, "–"), to, NULL);
}

/* "Denmark: rank 1 of 193 · 90 % interval 1–3 · all draws 1–6 · first in 85.2 % of draws" */
static char *title_of(gconstpointer data, guint i)
{
  const UncertaintyPicture *picture = data;
  const DgmiWords *words = picture->page->words;
  const DgmiUncertaintyRank *rank = &picture->input->ranks[i];
  const DgmiChartUnit *unit = &picture->input->list.units[i];
  g_autoptr(GString) title = g_string_new(unit->name != NULL ? unit->name : unit->code);
  if (!has_interval(rank))
    g_string_append_printf(title, "%s%s", dgmi_words_say(words, ": "),
                           dgmi_words_say(words, "no score"));
  else
  {
    g_autofree char *of = g_strdup_printf("%u", dgmi_unit_list_ranked(&picture->input->list));
    g_autofree char *place =
        dgmi_words_fill(words, "rank $1 of $2", unit->rank != NULL ? unit->rank : "–", of, NULL);
    g_autofree char *coverage = g_strdup_printf("%d", picture->input->coverage);
    g_autofree char *interval = dgmi_words_fill(words, "$1 % interval", coverage, NULL, NULL);
    g_autofree char *range = range_text(picture, rank->low, rank->high);
    g_string_append_printf(title, "%s%s%s%s %s", dgmi_words_say(words, ": "), place,
                           dgmi_words_say(words, " · "), interval, range);
  }
  if (!isnan(rank->least) && !isnan(rank->most))
  {
    g_autofree char *all = range_text(picture, rank->least, rank->most);
    g_autofree char *text = dgmi_words_fill(words, "all draws $1", all, NULL, NULL);
    g_string_append_printf(title, "%s%s", dgmi_words_say(words, " · "), text);
  }
  if (!isnan(rank->first_share))
  {
    g_autofree char *share = dgmi_words_number(words, 100 * rank->first_share, 1);
    g_autofree char *text = dgmi_words_fill(words, "first in $1 % of draws", share, NULL, NULL);
    g_string_append_printf(title, "%s%s", dgmi_words_say(words, " · "), text);
  }
  return g_strdup(title->str);
}

static DgmiSpan span_of(const UncertaintyPicture *picture, guint i)
{
  const DgmiUncertaintyRank *rank = &picture->input->ranks[i];
  const DgmiTheme *theme = picture->page->theme;
  const gboolean marked = dgmi_unit_list_any_highlighted(&picture->input->list);
  const gboolean strong = !marked || picture->input->list.units[i].highlighted;
  const DgmiColour colour = strong ? theme->strong : theme->axis;
  DgmiSpan span = {rank->low, rank->high, rank->least, rank->most, rank->nominal,
                   colour,    0,          0,           NULL,       NULL};
  if (!is_separable(picture->input, i))
    span.colour = dgmi_colour_mix(colour, theme->background, FAINT);
  if (has_interval(rank))
    span.end = dgmi_keep(picture->strings, range_text(picture, rank->low, rank->high));
  else
    span.low = span.high = span.least = span.most = span.nominal = NAN;
  span.title = dgmi_keep(picture->strings, title_of(picture, i));
  return span;
}

static guint count_intervals(const DgmiUncertaintyInput *input)
{
  guint n = 0;
  for (guint i = 0; i < input->list.n; i++)
    n += has_interval(&input->ranks[i]);
  return n;
}

static guint count_separable(const DgmiUncertaintyInput *input)
{
  guint n = 0;
  for (guint i = 0; i < input->list.n; i++)
    n += has_interval(&input->ranks[i]) && is_separable(input, i);
  return n;
}

/* "12 of 193 units can be told from both neighbours by their 90 % intervals; China: …" */
static char *finding(const UncertaintyPicture *picture)
{
  const DgmiWords *words = picture->page->words;
  g_autofree char *n = g_strdup_printf("%u", count_separable(picture->input));
  g_autofree char *of = g_strdup_printf("%u", count_intervals(picture->input));
  g_autofree char *coverage = g_strdup_printf("%d", picture->input->coverage);
  g_autofree char *first = dgmi_words_fill(
      words, "$1 of $2 units can be told from both neighbours by their $3 % intervals", n, of,
      coverage);
  return dgmi_unit_list_with_titles(&picture->input->list, words, first, title_of, picture);
}

static void add_note(const UncertaintyPicture *picture)
{
  const DgmiWords *words = picture->page->words;
  g_autofree char *coverage = g_strdup_printf("%d", picture->input->coverage);
  gboolean lines = FALSE;
  for (guint i = 0; i < picture->input->list.n; i++)
    lines |= !isnan(picture->input->ranks[i].least);
  const char *pattern =
      lines ? DGMI_N_("Bars and figures: $1 % interval of the rank. Hair lines: all "
                      "draws of the analysis.")
            : DGMI_N_("Bars and figures: $1 % interval of the rank.");
  dgmi_page_note(picture->page, dgmi_words_fill(words, pattern, coverage, NULL, NULL));
}

static DgmiScene *draw_intervals(UncertaintyPicture *picture, GError **error)
{
  const DgmiUnitList *list = &picture->input->list;
  const DgmiTheme *theme = picture->page->theme;
  const DgmiWords *words = picture->page->words;
  g_autofree DgmiSpan *spans = g_new0(DgmiSpan, MAX(list->n, 1));
  for (guint i = 0; i < list->n; i++)
    spans[i] = span_of(picture, i);
  const DgmiLegendEntry entries[] = {
      {.name = dgmi_words_say(words, "rank"), .colour = theme->text, .shape = DGMI_SHAPE_DIAMOND},
      {.name = dgmi_words_say(words, "apart from both neighbours"),
       .colour = theme->strong,
       .shape = DGMI_SHAPE_SQUARE},
      {.name = dgmi_words_say(words, "overlaps a neighbour"),
       .colour = dgmi_colour_mix(theme->strong, theme->background, FAINT),
       .shape = DGMI_SHAPE_SQUARE},
  };
  const DgmiLegend legend = {entries, G_N_ELEMENTS(entries)};
  add_note(picture);
  const DgmiSpans all = {list, spans, &legend};
  if (!dgmi_spans_draw(&all, picture->page, picture->strings, error))
    return NULL;
  g_autofree char *sentence = finding(picture);
  return dgmi_page_finish(picture->page, dgmi_words_say(words, "Rank intervals"), sentence, error);
}

DgmiScene *dgmi_chart_uncertainty_draw(const DgmiChartStyle *style, gconstpointer input,
                                       GError **error)
{
  const DgmiUncertaintyInput *uncertainty = input;
  g_autoptr(DgmiPage) page = dgmi_page_new(style);
  g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
  UncertaintyPicture picture = {uncertainty, page, strings};
  return uncertainty->shares != NULL ? dgmi_acceptability_draw(uncertainty, page, strings, error)
                                     : draw_intervals(&picture, error);
}
