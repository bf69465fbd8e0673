#include "charts/page/standings.h"

#include "indicators/base/text.h"

#include <math.h>
#include <string.h>

#define MENTIONED 3

/* The whole number that a rank is printed as ("12", "12="), or 0. */
static guint printed_rank(const char *rank, guint n)
{
  if (rank == NULL)
    return 0;
  double value;
  gsize length = strspn(rank, "0123456789");
  gboolean number = dgmi_number_parse(rank, length, &value) == DGMI_NUMBER_OK;
  return number && value >= 1 && value <= n ? (guint)value : 0;
}

/* Place among the units with a value; ties share the best. */
static guint counted_rank(const DgmiPrintedStanding *standings, guint n, double value)
{
  guint better = 0;
  for (guint i = 0; i < n; i++)
    better += standings[i].value > value;
  return better + 1;
}

static char *standing_of(const DgmiWords *words, const DgmiPrintedStanding *standings, guint n,
                         guint i, guint n_ranked)
{
  const DgmiPrintedStanding *unit = &standings[i];
  if (isnan(unit->value))
    return dgmi_words_fill(words, "$1 has no score", unit->name, NULL, NULL);
  guint rank = printed_rank(unit->rank, n_ranked);
  if (rank == 0)
    rank = counted_rank(standings, n, unit->value);
  g_autofree char *nth = dgmi_words_nth(words, rank);
  g_autofree char *of = g_strdup_printf("%u", n_ranked);
  return dgmi_words_fill(words, "$1 is $2 of $3", unit->name, nth, of);
}

static char *leader_of(const DgmiWords *words, const DgmiPrintedStanding *leader, guint n_more,
                       int digits)
{
  g_autofree char *value = dgmi_words_number(words, leader->value, digits);
  if (n_more == 0)
    return dgmi_words_fill(words, "$1 leads with $2", leader->name, value, NULL);
  g_autofree char *more = g_strdup_printf("%u", n_more);
  return dgmi_words_fill(words, "$1 and $2 more lead with $3", leader->name, more, value);
}

char *dgmi_standings_first(const DgmiWords *words, const DgmiPrintedStanding *standings, guint n,
                           guint n_ranked)
{
  guint first = n;
  for (guint i = 0; i < n; i++)
    if (!isnan(standings[i].value) && (first == n || standings[i].value < standings[first].value))
      first = i;
  return first == n ? g_strdup(dgmi_words_say(words, "no unit has a score"))
                    : standing_of(words, standings, n, first, n_ranked);
}

char *dgmi_standings_sentence(const DgmiWords *words, const DgmiPrintedStanding *standings, guint n,
                              guint n_ranked, int digits)
{
  guint n_first = 0, leader = n;
  for (guint i = 0; i < n; i++)
  {
    if (isnan(standings[i].value))
      continue;
    if (leader == n || standings[i].value > standings[leader].value)
    {
      leader = i;
      n_first = 0;
    }
    n_first += standings[i].value == standings[leader].value;
  }
  if (leader == n)
    return g_strdup(dgmi_words_say(words, "no unit has a score"));
  g_autofree char *first = leader_of(words, &standings[leader], n_first - 1, digits);
  GString *sentence = g_string_new(first);
  for (guint i = 0, mentioned = 0; i < n && mentioned < MENTIONED; i++)
  {
    if (!standings[i].highlighted || i == leader)
      continue;
    g_autofree char *standing = standing_of(words, standings, n, i, n_ranked);
    g_string_append_printf(sentence, "%s%s", dgmi_words_say(words, "; "), standing);
    mentioned++;
  }
  return g_string_free(sentence, FALSE);
}
