#include "charts/kinds/chart-weights.h"

#include "charts/page/spans.h"

#include <math.h>

typedef struct
{
  const DgmiWeightsInput *input;
  DgmiPage *page;
  GPtrArray *strings;
  gboolean any_highlighted;
} WeightsPicture;

static gboolean has_range(const DgmiWeightsRank *rank)
{
  return !isnan(rank->best) && !isnan(rank->worst);
}

static gboolean can_be_first(const DgmiWeightsRank *rank)
{
  return has_range(rank) && rank->best <= 1;
}

/* "70.9 %", of an estimate "≈ 70.9 %"; NULL where there is nothing to say. */
static char *share_text(const WeightsPicture *picture, const DgmiWeightsRank *rank)
{
  const DgmiWords *words = picture->page->words;
  if (isnan(rank->first_share) || rank->first_share <= 0)
    return NULL;
  g_autofree char *number = dgmi_words_number(words, 100 * rank->first_share, 1);
  g_autofree char *text = rank->first_share < 0.0005
                              ? g_strdup(dgmi_words_say(words, "< 0.1 %"))
                              : dgmi_words_fill(words, "$1 %", number, NULL, NULL);
  return g_strconcat(rank->estimated ? "≈ " : "", text, NULL);
}

/* "Denmark: rank 1 of 193 · best 1, worst 8 · first under 70.9 % of weights" */
static char *title_of(gconstpointer data, guint i)
{
  const WeightsPicture *picture = data;
  const DgmiWords *words = picture->page->words;
  const DgmiWeightsRank *rank = &picture->input->ranks[i];
  const DgmiChartUnit *unit = &picture->input->list.units[i];
  const char *name = unit->name != NULL ? unit->name : unit->code;
  if (!has_range(rank))
    return g_strconcat(name, dgmi_words_say(words, ": "), dgmi_words_say(words, "no score"), NULL);
  g_autofree char *of = g_strdup_printf("%u", dgmi_unit_list_ranked(&picture->input->list));
  g_autofree char *place =
      dgmi_words_fill(words, "rank $1 of $2", unit->rank != NULL ? unit->rank : "–", of, NULL);
  g_autofree char *best = dgmi_words_number(words, rank->best, 0);
  g_autofree char *worst = dgmi_words_number(words, rank->worst, 0);
  g_autofree char *range = dgmi_words_fill(words, "best $1, worst $2", best, worst, NULL);
  g_autofree char *share = share_text(picture, rank);
  g_autofree char *first =
      share == NULL ? g_strdup("")
                    : dgmi_words_fill(words, "first under $1 of weights", share, NULL, NULL);
  return g_strconcat(name, dgmi_words_say(words, ": "), place, dgmi_words_say(words, " · "), range,
                     share != NULL ? dgmi_words_say(words, " · ") : "", first, NULL);
}

static DgmiColour colour_of(const WeightsPicture *picture, guint i)
{
  const DgmiTheme *theme = picture->page->theme;
  if (picture->any_highlighted)
    return picture->input->list.units[i].highlighted ? theme->strong : theme->plain;
  return can_be_first(&picture->input->ranks[i]) ? theme->strong : theme->plain;
}

static DgmiSpan span_of(const WeightsPicture *picture, guint i)
{
  const DgmiWeightsRank *rank = &picture->input->ranks[i];
  DgmiSpan span = {.low = rank->best,
                   .high = rank->worst,
                   .least = NAN,
                   .most = NAN,
                   .nominal = rank->nominal,
                   .colour = colour_of(picture, i),
                   .end = share_text(picture, rank)};
  if (!has_range(rank))
    span.low = span.high = span.nominal = NAN;
  if (span.end != NULL)
    dgmi_keep(picture->strings, (char *)span.end);
  span.title = dgmi_keep(picture->strings, title_of(picture, i));
  return span;
}

/* "6 of 193 units are first under some weights; …" */
static char *finding(const WeightsPicture *picture)
{
  const DgmiWords *words = picture->page->words;
  const DgmiUnitList *list = &picture->input->list;
  guint n = 0, ranges = 0;
  for (guint i = 0; i < list->n; i++)
  {
    n += can_be_first(&picture->input->ranks[i]);
    ranges += has_range(&picture->input->ranks[i]);
  }
  g_autofree char *count = g_strdup_printf("%u", n);
  g_autofree char *of = g_strdup_printf("%u", ranges);
  g_autofree char *first =
      dgmi_words_fill(words, "$1 of $2 units come first under some weights", count, of, NULL);
  return dgmi_unit_list_with_titles(list, words, first, title_of, picture);
}

/* Keys for what there is on the picture. */
static guint fill_keys(const WeightsPicture *picture, DgmiLegendEntry *keys)
{
  const DgmiTheme *theme = picture->page->theme;
  const DgmiWords *words = picture->page->words;
  gboolean never = FALSE;
  guint n = 0;
  for (guint i = 0; i < picture->input->list.n; i++)
  {
    never |= has_range(&picture->input->ranks[i]) && !can_be_first(&picture->input->ranks[i]);
  }
  keys[n++] = (DgmiLegendEntry){.name = dgmi_words_say(words, "nominal rank"),
                                .colour = theme->text,
                                .shape = DGMI_SHAPE_DIAMOND};
  if (!picture->any_highlighted)
    keys[n++] = (DgmiLegendEntry){.name = dgmi_words_say(words, "first under some weights"),
                                  .colour = theme->strong,
                                  .shape = DGMI_SHAPE_SQUARE};
  if (!picture->any_highlighted && never)
    keys[n++] = (DgmiLegendEntry){.name = dgmi_words_say(words, "never first"),
                                  .colour = theme->plain,
                                  .shape = DGMI_SHAPE_SQUARE};
  return n;
}

static DgmiScene *draw(WeightsPicture *picture, GError **error)
{
  const DgmiUnitList *list = &picture->input->list;
  const DgmiWords *words = picture->page->words;
  DgmiLegendEntry keys[3];
  g_autofree DgmiSpan *spans = g_new0(DgmiSpan, MAX(list->n, 1));
  for (guint i = 0; i < list->n; i++)
    spans[i] = span_of(picture, i);
  const DgmiLegend legend = {keys, fill_keys(picture, keys)};
  gboolean estimated = FALSE;
  for (guint i = 0; i < list->n; i++)
    estimated |= picture->input->ranks[i].estimated;
  const char *note = dgmi_words_say(
      words,
      "Bars reach from the best to the worst rank over all weights; figures: share of all weights "
      "under which a unit is first");
  dgmi_page_note(picture->page,
                 g_strconcat(note, !estimated ? "" : dgmi_words_say(words, " (≈: estimated)"),
                             dgmi_words_say(words, "."), NULL));
  const DgmiSpans all = {list, spans, &legend};
  if (!dgmi_spans_draw(&all, picture->page, picture->strings, error))
    return NULL;
  g_autofree char *sentence = finding(picture);
  return dgmi_page_finish(picture->page, dgmi_words_say(words, "Ranks over all weights"), sentence,
                          error);
}

DgmiScene *dgmi_chart_weights_draw(const DgmiChartStyle *style, gconstpointer input, GError **error)
{
  g_autoptr(DgmiPage) page = dgmi_page_new(style);
  g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
  WeightsPicture picture = {.input = input, .page = page, .strings = strings};
  picture.any_highlighted = dgmi_unit_list_any_highlighted(&picture.input->list);
  return draw(&picture, error);
}
