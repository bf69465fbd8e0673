/* text.h: numbers and names as text, independent of the locale. */
#pragma once

#include "indicators/base/export.h"
#include "indicators/base/sentence.h"

G_BEGIN_DECLS

/* Bytes that hold any number the functions below write, with the final NUL. */
#define DGMI_NUMBER_SIZE 40

typedef enum
{
  DGMI_NUMBER_OK,
  DGMI_NUMBER_INVALID, /* not a decimal number ("inf", "nan", "0x1p3", "1,5" are not) */
  DGMI_NUMBER_RANGE    /* a number, but too large for a double */
} DgmiNumberStatus;

/* Reads the whole of `text` (`length` bytes, need not end in NUL) as a decimal number: optional
 * sign, digits with an optional point, optional exponent; correctly rounded. *value is set only
 * with DGMI_NUMBER_OK. A value too small for a double is 0, as strtod has it. Digits-only numbers
 * of up to 15 significant digits take some 10 ns. */
DGMI_EXPORT DgmiNumberStatus dgmi_number_parse(const char *text, gsize length, double *value);

/* Writes `value` in the shortest form that reads back to the same double ("0.9717", "1e-300",
 * "-3"); a missing value (NaN) gives "". Returns `buffer`. */
DGMI_EXPORT const char *dgmi_number_format(double value, char buffer[DGMI_NUMBER_SIZE]);

/* Writes `value` with `digits` decimals (0 to 15), without "-0"; missing gives "". From 1e15 on,
 * where a double has no decimals, the shortest form. */
DGMI_EXPORT const char *dgmi_number_fixed(double value, int digits, char buffer[DGMI_NUMBER_SIZE]);

/* Edits between two words, letter case apart: insertion, deletion, substitution and the swap of
 * two neighbours count one each (optimal string alignment). Characters are Unicode's. */
DGMI_EXPORT guint dgmi_text_distance(const char *a, const char *b);

/* The entry of `words` (`n` of them) nearest to `word`, or NULL if none is near enough to be
 * meant: none in words of up to 2 characters, one edit up to 4, two up to 8, three beyond; a word
 * that begins with the whole of `word` (3 characters or more) counts as near. Ties: the first. */
DGMI_EXPORT const char *dgmi_text_nearest(const char *word, const char *const *words, gsize n);

/* "; did you mean 'X'?" or "; known are A, B, C" (at most 12 named), NULL where there are none: the
 * end of a sentence, for its %p; the caller owns it. */
DGMI_EXPORT DgmiSentence *dgmi_text_suggestion(const char *word, const char *const *words,
                                               gsize n) G_GNUC_WARN_UNUSED_RESULT;

/* Equality and hash of codes without regard to (ASCII) letter case, for GHashTable. */
DGMI_EXPORT gboolean dgmi_code_equal(gconstpointer a, gconstpointer b);
DGMI_EXPORT guint dgmi_code_hash(gconstpointer code);

G_END_DECLS
