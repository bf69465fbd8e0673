#include "command/run/translate.h"

#include <string.h>

#include "command/run/say.h"
#include "indicators/base/sentence.h"

/* What the lower layers put together: of two that fit the same text, the narrower comes first.
 * tests/scripts/check-translations holds them against the sources. */
static const char *const patterns[] = {
    /* suggestions */
    N_("; did you mean '%s'?"),
    N_("; did you mean %s?"),
    N_("; known are %s"),
    N_("; install dgmi anew, for not all names are known: %s"),
    N_("%s, '%s' (%s)"),
    N_("%s or '%s' (%s)"),
    N_("'%s' (%s)"),
    /* lists */
    N_("; and %u more"),
    N_("%s; and %u more"),
    /* what a reader took the table for */
    N_("read as %s: %u indicator, %d"),
    N_("read as %s: %u indicators, %d"),
    N_("read as %s: %u indicator, %d–%d"),
    N_("read as %s: %u indicators, %d–%d"),
    N_("read as %s: %u indicator"),
    N_("read as %s: %u indicators"),
    N_("%u indicator not asked for left out"),
    N_("%u indicators not asked for left out"),
    N_("groups of countries such as WLD left out (%u row)"),
    N_("groups of countries such as WLD left out (%u rows)"),
    /* methods */
    N_("has its worst value in the reference unit '%s', from which no distance is defined"),
    N_("the column %s"),
    N_("%s: less is better"),
    /* the steps of explain */
    N_("raised to %s where below"),
    N_("rounded to %d decimals"),
    N_("to %d decimals"),
    N_("missing and left out with their weight: %s"),
    N_("of %u, shared by %u"),
    N_("of %u"),
    N_("published rank %.0f"),
    N_("%.1f %% of the index"),
    N_("%s: %s or more"),
    N_("the publisher gives 0 to units without %s"),
    N_("the publisher gives 0 where '%s' is not 1"),
    N_("%u wins, %u losses, %u ties"),
    N_("distance of the ranking from the members %s, gap %s"),
    N_("linear criterion, q %s, p %s"),
    N_("standard error %s of %s answers"),
    N_("%s, with %s"),
    N_("%s against the mean %s ± %s"),
    N_("%s, worse than percentile %s at %s"),
    N_("%s reaches percentile %s at %s: 100 × %s/%s"),
    N_("rank %s from the worst, of %s"),
    N_("(%s − (reference %s − %s))/(2 × %s) × 60 + 70"),
    N_("((reference %s + %s) − %s)/(2 × %s) × 60 + 70"),
    N_("1 − (max %s − %s)/(max %s − min %s)"),
    N_("1 − (%s − min %s)/(max %s − min %s)"),
    N_("1 − (reference %s − %s)/(reference %s − min %s)"),
    N_("1 − (%s − reference %s)/(max %s − reference %s)"),
    N_("min %s/%s"),
    N_("%s/max %s"),
    N_("(%s − min %s)/(target %s − min %s)"),
    N_("(max %s − %s)/(max %s − target %s)"),
    N_("(%s − min %s)/(max %s − min %s) × (%s − %s) + %s"),
    N_("(max %s − %s)/(max %s − min %s) × (%s − %s) + %s"),
    N_("(%s − min %s)/(max %s − min %s)"),
    N_("(max %s − %s)/(max %s − min %s)"),
    N_("(%s − mean %s)/sd %s × %s + %s"),
    N_("(%s − mean %s)/sd %s"),
    N_("%s, kept between the goalposts"),
    N_("skewness of the column %.2f → %.2f, kurtosis %.2f → %.2f"),
    N_("skewness %.2f, kurtosis %.2f"),
    N_("%s, still flagged"),
    N_("%u point %s set to %s"),
    N_("%u points %s set to %s"),
    N_("%s, %u point %s set to %s"),
    N_("%s, %u points %s set to %s"),
    N_("of the original %s"),
    N_("log(x − min %s + %s)"),
    N_("−log(max %s − x + %s)"),
    N_("%s, λ = %s (maximum likelihood), of x − min %s + 1"),
    N_("%s, λ = %s, of x − min %s + 1"),
    N_("%s, λ = %s (maximum likelihood)"),
    N_("%s, λ = %s"),
    N_("near %s"),
    N_("donor %s"),
    N_("on %u indicator, %u units"),
    N_("on %u indicators, %u units"),
    N_("%d to %d"),
    N_("impute %s: '%s' %s for %u unit (%s)"),
    N_("impute %s: '%s' %s for %u units (%s)"),
    N_("'%s' %s, so it is missing everywhere"),
    /* weights */
    N_("%s; it keeps the weights of its framework"),
    N_("'%s' has no %s weights: %s. A way out: other weights for it, such as --weights %s=equal"),
    N_("%s has values below 0, of which there is no entropy (rescaled by --normalise minmax there "
       "are none)"),
    N_("%s has values below 0, of which there are no shares (rescaled by --normalise minmax:1,100 "
       "there are none)"),
    N_("%s is 0 in every unit"),
    N_("%s is 0 in %s, which can have no share of its score (rescaled by --normalise minmax:1,100 "
       "it can)"),
    N_("%s has a value in no unit"),
    N_("%s has a value in one unit only"),
    N_("%s has the same value in every unit that has all the members"),
    N_("%s has the same value in every unit"),
    N_("%s and %s do not correlate: too few units have both, or one is constant there"),
    N_("%s does not correlate with the aggregate: it is constant, or too few units have it"),
    N_("%s has none of the members"),
    N_("there is no unit '%s'"),
    N_("only two units have all the members, and components need %d"),
    N_("the %s weights of '%s' rest on %u units that have all the %u members, which is too few to "
       "rely on"),
    N_("no weights above 0 were found under which the members of '%s' matter as wanted: the "
       "importances are off by up to %.3f"),
    N_("the optimised weights of '%s' are those for a weighted mean, not for %s"),
    N_("'%s' is its best weighted sum by unit (%s), so its aggregation %s is not used"),
    N_("%s has no %s, to which its revealed weights give 0"),
    N_("bod: %u unit%s of '%s' with a member of 0 get the score 0 (%s%s), since a 0 can have no "
       "share of a score; rescale with --normalise minmax:1,100 to tell them apart"),
    N_("weights by %s"),
    N_("%s, with the weights that suit the unit best"),
    N_("M %s, S %s, sign %s"),
    N_("M %s, min %s, a %s, b %s"),
    N_("%s of %u other units"),
};

/* Phrases that stand nowhere as a message, and what the system says. */
static const char *const phrases[] = {
    N_("s"),
    N_(", …"),
    N_("missing"),
    N_("missing stays missing"),
    N_("too few members"),
    N_("too few indicators: dropped"),
    N_("not ranked"),
    N_("published without a rank"),
    N_("as it is"),
    N_("usual criterion"),
    N_("has no values"),
    N_("is constant"),
    N_("the reference unit has no value"),
    N_("missing: a level has no answers stated"),
    N_("above"),
    N_("below"),
    N_("at the top"),
    N_("at the bottom"),
    N_("constant"),
    N_("nothing beyond the bounds, left as it is"),
    N_("not flagged, left as it is"),
    N_("needs no values"),
    N_("each member by the units that have it"),
    N_("only the units that have all the members"),
    N_("s by the units that have the member, r by those that have both"),
    N_("as in the aggregation; correlations by the units that have both"),
    N_("the unit's missing members have no share, the bounds grow by n/(members present); missing "
       "members of others count 0"),
    N_("a member that the unit lacks gets 0"),
    N_("an end of the range looked at"),
    N_("mean: the unit has no value"),
    N_("whole column"),
    N_("flagged, but the points at the extreme are more than K"),
    N_("still flagged"),
    N_("still flagged when winsorised"),
    N_("above 0"),
    N_("of 0 or more"),
    N_("unit is at or"),
    N_("units are at or"),
    N_("indicator"),
    N_("denominator"),
    N_("name"),
    N_("code"),
    N_("unit"),
    N_("comma"),
    N_("point"),
    N_("UTF-16 (little endian)"),
    N_("UTF-16 (big endian)"),
    N_("more than a number holds"),
    N_("a unit of another year"),
    N_("impute"),
    N_("treat"),
    N_("normalise"),
    N_("aggregate"),
    N_("same"),
    N_("rounding"),
    N_("differs"),
    N_("raw"),
    N_("denominated"),
    N_("imputed"),
    N_("treated"),
    N_("normalised"),
    N_("aggregated"),
    N_("rescaled"),
    N_("contribution"),
    N_("rule"),
    N_("rounded"),
    N_("rank"),
    N_("class"),
    N_("published"),
    N_("verified"),
    N_("recalled"),
    N_("illustrative"),
    N_("index"),
    N_("family"),
    N_("dataset"),
    N_("model"),
    N_("chart"),
    N_("country"),
    N_("province"),
    N_("city"),
    N_("service"),
    N_("domain"),
    N_("other"),
    N_("No such file or directory"),
    N_("Permission denied"),
    N_("Is a directory"),
    N_("Not a directory"),
    N_("No space left on device"),
    N_("Broken pipe"),
    N_("Read-only file system"),
    N_("Input/output error"),
    N_("File name too long"),
    N_("the number of arguments is wrong"),
    N_("; give its ISO 3166 code, such as DNK or CN-GD"),
    N_("add what is missing (an empty field for a missing value)"),
    N_("remove the extra ones, or quote a field that holds a delimiter"),
};

static gboolean is_english(void)
{
  return phrases[0] == _(phrases[0]);
}

static const char *keep(char *text)
{
  const char *kept = g_intern_string(text);
  g_free(text);
  return kept;
}

static const char *by_pattern(const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS(patterns); i++)
  {
    g_autoptr(DgmiSentence) sentence = dgmi_sentence_read(text, patterns[i]);
    if (sentence != NULL)
      return keep(dgmi_sentence_text(sentence, dgmi_retell));
  }
  return NULL;
}

static const char *const joints[][2] = {{"; ", "；"}, {": ", "："}};

static const char *by_parts_at(const char *text, const char *at, guint joint)
{
  g_autofree char *head = g_strndup(text, (gsize)(at - text));
  const char *rest = at + strlen(joints[joint][0]);
  const char *a = dgmi_retell(head), *b = dgmi_retell(rest);
  return a == head && b == rest ? NULL : keep(g_strconcat(a, joints[joint][1], b, NULL));
}

/* "head; rest" and "head: rest", each for itself: first the longest head that is of the catalogue,
 * as a formula is that has such joints itself. */
static const char *by_parts(const char *text)
{
  for (const char *p = text + strlen(text); p > text; p--)
    for (guint j = 0; j < G_N_ELEMENTS(joints); j++)
    {
      g_autofree char *head = g_strndup(text, (gsize)(p - text));
      if (g_str_has_prefix(p, joints[j][0]) && _(head) != head)
        return by_parts_at(text, p, j);
    }
  const char *found = NULL;
  for (guint j = 0; j < G_N_ELEMENTS(joints) && found == NULL; j++)
  {
    const char *at = strstr(text, joints[j][0]);
    found = at == NULL || at == text ? NULL : by_parts_at(text, at, j);
  }
  return found;
}

const char *dgmi_retell(const char *text)
{
  if (strcmp(text, DGMI_KEYS) == 0)
    return _(text);
  if (text[0] == '\0' || is_english())
    return text;
  if (strcmp(text, phrases[0]) == 0) /* the ending of an English plural */
    return "";
  const char *found = _(text);
  if (found == text)
    found = by_pattern(text);
  if (found == NULL)
    found = by_parts(text);
  return found != NULL ? found : text;
}
