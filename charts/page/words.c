#include "charts/page/words.h"

#include "indicators/base/text.h"

#include <string.h>

#define THIN_SPACE "\xE2\x80\x89"
#define MINUS "\xE2\x88\x92"

static const DgmiWords WORDS[] = {
    {
        .language = "en",
        .sample = "English",
        .list = " · ",
        .colon = ": ",
        .semicolon = "; ",
        .stop = ". ",
        .dash = "–",
        .no_score = "no score",
        .rank_of = "rank $1 of $2",
        .interval = "$1 % interval",
        .missing_one = "1 unit has no score.",
        .missing_many = "$1 units have no score.",
        .diamonds = "Diamonds mark the score, lines its $1 % interval.",
        .ranges = "Ranges at the right are the $1 % interval of the rank.",
        .left_out = "$1 of $2 units are shown: there is no room for more on this page.",
        .bars = "Ranked bars",
        .leads = "$1 leads with $2",
        .lead = "$1 and $2 more lead with $3",
        .is_nth = "$1 is $2 of $3",
        .is_missing = "$1 has no score",
        .empty = "no unit has a score",
    },
    {
        .language = "zh",
        .sample = "中文排名得分无",
        .list = "，",
        .colon = "：",
        .semicolon = "；",
        .stop = "。",
        .dash = "–",
        .no_score = "无得分",
        .rank_of = "第$1位（共$2个）",
        .interval = "$1%区间",
        .missing_one = "1个单位无得分。",
        .missing_many = "$1个单位无得分。",
        .diamonds = "菱形为得分，线段为其$1%区间。",
        .ranges = "右侧范围为排名的$1%区间。",
        .left_out = "版面有限，仅显示$1个单位（共$2个）。",
        .bars = "排名条形图",
        .leads = "$1以$2居首",
        .lead = "$1及另外$2个单位以$3并列第一",
        .is_nth = "$1列第$2位（共$3个）",
        .is_missing = "$1无得分",
        .empty = "没有单位有得分",
    },
};

const DgmiWords *dgmi_words(const char *language)
{
  for (guint i = 0; i < G_N_ELEMENTS(WORDS); i++)
    if (g_str_equal(WORDS[i].language, language))
      return &WORDS[i];
  return &WORDS[0];
}

static gboolean is_english(const DgmiWords *words)
{
  return words == &WORDS[0];
}

const char *dgmi_words_choose(const DgmiWords *words, const char *english, const char *chinese)
{
  return is_english(words) ? english : chinese;
}

char *dgmi_words_fill(const char *pattern, const char *first, const char *second, const char *third)
{
  const char *const values[] = {first, second, third};
  GString *text = g_string_new(NULL);
  for (const char *p = pattern; *p != '\0'; p++)
    if (*p == '$' && p[1] >= '1' && p[1] <= '3')
    {
      const char *value = values[*++p - '1'];
      g_assert(value != NULL);
      g_string_append(text, value);
    }
    else
      g_string_append_c(text, *p);
  return g_string_free(text, FALSE);
}

char *dgmi_words_number(const DgmiWords *words, double value, int digits)
{
  char plain[DGMI_NUMBER_SIZE];
  const char *p = dgmi_number_fixed(value, digits, plain);
  GString *text = g_string_new(NULL);
  if (*p == '-')
  {
    g_string_append(text, MINUS);
    p++;
  }
  gsize whole = strspn(p, "0123456789");
  gboolean parted = is_english(words) && p[whole] != 'e';
  for (gsize i = 0; i < whole; i++)
  {
    if (parted && i > 0 && (whole - i) % 3 == 0)
      g_string_append(text, THIN_SPACE);
    g_string_append_c(text, p[i]);
  }
  g_string_append(text, p + whole);
  return g_string_free(text, FALSE);
}

char *dgmi_words_nth(const DgmiWords *words, guint n)
{
  if (!is_english(words))
    return g_strdup_printf("%u", n);
  guint last = n % 10, teens = n % 100;
  const char *suffix = teens >= 11 && teens <= 13 ? "th"
                       : last == 1                ? "st"
                       : last == 2                ? "nd"
                       : last == 3                ? "rd"
                                                  : "th";
  return g_strdup_printf("%u%s", n, suffix);
}
