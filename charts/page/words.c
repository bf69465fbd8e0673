#include "charts/page/words.h"

#include "indicators/base/language.h"
#include "indicators/base/text.h"

#include <string.h>

#define THIN_SPACE "\xE2\x80\x89"
#define MINUS "\xE2\x88\x92"

static const DgmiWords WORDS[] = {{"en"}, {"zh"}};

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

const char *dgmi_words_say(const DgmiWords *words, const char *english)
{
  const char *text = dgmi_language_translate(words->language)(english);
  const char *bar = text == english ? strchr(english, '|') : NULL;
  return bar == NULL ? text : bar + 1;
}

char *dgmi_words_fill(const DgmiWords *words, const char *english, const char *first,
                      const char *second, const char *third)
{
  const char *const values[] = {first, second, third};
  GString *text = g_string_new(NULL);
  for (const char *p = dgmi_words_say(words, english); *p != '\0'; p++)
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
