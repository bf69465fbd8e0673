/* words.h: what the pictures themselves say, in the language of their style, and numbers as each
 * language writes them. Titles and names are the caller's.
 *
 * Texts stand in English where they are drawn and are looked up in the catalogue of the library
 * (indicators/base/language.h). $1 to $3 in them are what is filled in: names and numbers, which
 * are never translated themselves. */
#pragma once

#include "indicators/base/sentence.h"

typedef struct
{
  const char *language; /* "en", "zh" */
} DgmiWords;

/* The words of `language`; English where it is not known. */
const DgmiWords *dgmi_words(const char *language);

/* A text in the language. What stands before a "|" tells apart, in the catalogue, texts that are
 * one in English: "axis|units". */
const char *dgmi_words_say(const DgmiWords *words, const char *english);

/* A text in the language with $1 to $3 filled in (NULL where it has fewer). Free with g_free(). */
char *dgmi_words_fill(const DgmiWords *words, const char *english, const char *first,
                      const char *second, const char *third) G_GNUC_WARN_UNUSED_RESULT;

/* `value` with `digits` decimals (0 to 15) as `language` writes it: a real minus; thousands parted
 * by thin spaces in English, by nothing in Chinese; missing (NaN) gives "". Free with g_free(). */
char *dgmi_words_number(const DgmiWords *words, double value, int digits) G_GNUC_WARN_UNUSED_RESULT;

/* "1st", "2nd", "3rd", "11th"; in Chinese the number alone. Free with g_free(). */
char *dgmi_words_nth(const DgmiWords *words, guint n) G_GNUC_WARN_UNUSED_RESULT;
