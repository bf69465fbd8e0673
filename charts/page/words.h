/* words.h: the few words that the pictures themselves say, in English and Chinese, and numbers as
 * each language writes them. Titles and names are the caller's. */
#pragma once

#include <glib.h>

typedef struct
{
  const char *language;     /* "en", "zh" */
  const char *sample;       /* characters of the language, to look for a font */
  const char *list;         /* between the parts of a line: " · ", "，" */
  const char *colon;        /* ": ", "：" */
  const char *semicolon;    /* "; ", "；" */
  const char *stop;         /* ". ", "。" */
  const char *dash;         /* between the ends of a range */
  const char *no_score;     /* in place of a value */
  const char *rank_of;      /* rank $1 of $2 */
  const char *interval;     /* $1 % interval */
  const char *missing_one;  /* note: 1 unit has no score */
  const char *missing_many; /* note: $1 units have no score */
  const char *diamonds;     /* note: lines are $1 % intervals */
  const char *ranges;       /* note: ranges are $1 % intervals of the rank */
  const char *left_out;     /* note: $1 of $2 units are shown */
  const char *bars;         /* alt text: the kind of picture */
  const char *leads;        /* alt text: $1 leads with $2 */
  const char *lead;         /* alt text: $1 and $2 more lead with $3 */
  const char *is_nth;       /* alt text: $1 is $2 of $3 */
  const char *is_missing;   /* alt text: $1 has no score */
  const char *empty;        /* alt text: nothing has a score */
} DgmiWords;

/* The words of `language`; English where it is not known. */
const DgmiWords *dgmi_words(const char *language);

/* What a chart says in its language: one of the two. */
const char *dgmi_words_choose(const DgmiWords *words, const char *english, const char *chinese);

/* A pattern of the above with $1 to $3 filled in (NULL where it has fewer). Free with g_free(). */
char *dgmi_words_fill(const char *pattern, const char *first, const char *second,
                      const char *third) G_GNUC_WARN_UNUSED_RESULT;

/* `value` with `digits` decimals (0 to 15) as `language` writes it: a real minus; thousands parted
 * by thin spaces in English, by nothing in Chinese; missing (NaN) gives "". Free with g_free(). */
char *dgmi_words_number(const DgmiWords *words, double value, int digits) G_GNUC_WARN_UNUSED_RESULT;

/* "1st", "2nd", "3rd", "11th"; in Chinese the number alone. Free with g_free(). */
char *dgmi_words_nth(const DgmiWords *words, guint n) G_GNUC_WARN_UNUSED_RESULT;
