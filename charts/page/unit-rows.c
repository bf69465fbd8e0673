#include "charts/page/unit-rows.h"

#include "charts/page/standings.h"

#include <math.h>

guint dgmi_unit_list_ranked(const DgmiUnitList *list)
{
  guint n = list->n_ranked;
  for (guint i = 0; list->n_ranked == 0 && i < list->n; i++)
    n += !isnan(list->units[i].value);
  return n;
}

gboolean dgmi_unit_list_any_highlighted(const DgmiUnitList *list)
{
  for (guint i = 0; i < list->n; i++)
    if (list->units[i].highlighted)
      return TRUE;
  return FALSE;
}

static gboolean is_shown(const DgmiUnitList *list, guint i)
{
  return list->top == 0 || i < list->top || list->units[i].highlighted;
}

DgmiRows *dgmi_unit_list_rows(const DgmiUnitList *list, DgmiPage *page, GPtrArray *strings)
{
  guint shown = 0, missing = 0;
  for (guint i = 0; i < list->n; i++)
    shown += is_shown(list, i);
  DgmiRows *rows = dgmi_rows_new(shown);
  gboolean skipped = FALSE;
  for (guint i = 0, at = 0; i < list->n; i++)
  {
    const DgmiChartUnit *unit = &list->units[i];
    if (!is_shown(list, i))
    {
      skipped = TRUE;
      continue;
    }
    const gboolean none = isnan(unit->value);
    rows->rows[at] = (DgmiRow){.rank = none || unit->rank == NULL ? "" : unit->rank,
                               .name = dgmi_unit_shown_name(unit, page, strings),
                               .bold = unit->highlighted,
                               .muted = none,
                               .gap = skipped && at > 0,
                               .band = -1,
                               .source = i};
    missing += none;
    skipped = FALSE;
    at++;
  }
  g_autofree char *count = g_strdup_printf("%u", missing);
  if (missing > 0)
    dgmi_page_note(
        page, missing == 1
                  ? g_strdup(dgmi_words_say(page->words, "1 unit has no score."))
                  : dgmi_words_fill(page->words, "$1 units have no score.", count, NULL, NULL));
  return rows;
}

char *dgmi_unit_list_finding(const DgmiUnitList *list, const DgmiWords *words, int digits)
{
  g_autofree DgmiPrintedStanding *standings = g_new0(DgmiPrintedStanding, MAX(list->n, 1));
  for (guint i = 0; i < list->n; i++)
  {
    const DgmiChartUnit *unit = &list->units[i];
    standings[i] = (DgmiPrintedStanding){unit->name != NULL ? unit->name : unit->code, unit->rank,
                                         unit->value, unit->highlighted};
  }
  return dgmi_standings_sentence(words, standings, list->n, dgmi_unit_list_ranked(list), digits);
}

DgmiScene *dgmi_unit_list_finish(const DgmiUnitList *list, DgmiPage *page, double height,
                                 int digits, const char *kind, GError **error)
{
  dgmi_page_close(page, height);
  g_autofree char *finding = dgmi_unit_list_finding(list, page->words, digits);
  return dgmi_page_finish(page, dgmi_words_say(page->words, kind), finding, error);
}

char *dgmi_unit_list_with_titles(const DgmiUnitList *list, const DgmiWords *words,
                                 const char *first, DgmiTitleOf title_of, gconstpointer picture)
{
  GString *text = g_string_new(first);
  for (guint i = 0; i < list->n; i++)
    if (list->units[i].highlighted)
    {
      g_autofree char *title = title_of(picture, i);
      g_string_append_printf(text, "%s%s", dgmi_words_say(words, "; "), title);
    }
  return g_string_free(text, FALSE);
}
