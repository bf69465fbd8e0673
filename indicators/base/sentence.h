/* sentence.h: what is said to people, kept apart from the language it is said in.
 *
 * A sentence is a printf format, which is also what a catalogue of translations is searched for,
 * and its arguments, already formatted. So the lower layers speak English and know of no
 * catalogue, and whoever prints puts the sentence together in another language. A sentence may be
 * an argument of another. Immutable, with counted references that threads may share. */
#pragma once

#include <glib.h>
#include <stdarg.h>

#include "indicators/base/export.h"

G_BEGIN_DECLS

/* Marks an English text (a name, a phrase that goes into a sentence) for the catalogue. */
#define DGMI_N_(text) text

/* The text of another language, or `text` itself where there is none. */
typedef const char *(*DgmiTranslate)(const char *text);

/* Formats speak of what may be stated of an index by its key, in braces: "{floor 0.01}", of one
 * node "{normalise@%s minmax}". Whoever puts the sentence into words says how keys are given: its
 * translate function is asked for this text. Left as it is they are those of an index file,
 * "floor=0.01" and "[method P] normalise=minmax"; DGMI_KEYS_AS_OPTIONS makes them the options of
 * the command, "--floor 0.01" and "--normalise P=minmax". */
#define DGMI_KEYS "{key=value}"
#define DGMI_KEYS_AS_OPTIONS "{--key value}"

typedef struct _DgmiSentence DgmiSentence;

/* The sentence of a format with the conversions d i u x X o c s e f g, flags, widths and
 * precisions included, at most 16 of them; the text is that of g_strdup_vprintf(), but for %p,
 * which takes a DgmiSentence *: it is taken over and stands there as its text, NULL as nothing. A
 * format without arguments may hold anything. */
DGMI_EXPORT DgmiSentence *dgmi_sentence_new(const char *format, ...)
    G_GNUC_PRINTF(1, 2) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT DgmiSentence *dgmi_sentence_new_valist(const char *format, va_list arguments)
    G_GNUC_PRINTF(1, 0) G_GNUC_WARN_UNUSED_RESULT;

/* The sentence of a format whose conversions are all %s, each a number in its shortest form. */
DGMI_EXPORT DgmiSentence *dgmi_sentence_of_numbers(const char *format,
                                                   const double *number) G_GNUC_WARN_UNUSED_RESULT;

/* Two sentences in one of `format` ("%p; %p"), or the one there is where the other is NULL; takes
 * both. */
DGMI_EXPORT DgmiSentence *dgmi_sentence_join(DgmiSentence *first, const char *format,
                                             DgmiSentence *second) G_GNUC_WARN_UNUSED_RESULT;

/* "subject: what is said", of a file or the like; takes `said`. */
DGMI_EXPORT DgmiSentence *dgmi_sentence_about(const char *subject,
                                              DgmiSentence *said) G_GNUC_WARN_UNUSED_RESULT;

DGMI_EXPORT DgmiSentence *dgmi_sentence_ref(DgmiSentence *sentence);
DGMI_EXPORT void dgmi_sentence_unref(DgmiSentence *sentence);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiSentence, dgmi_sentence_unref)

/* The whole as text; free with g_free(). `translate` (NULL = English) is asked for the format and
 * for every argument of a plain %s, unless that stands in quotes or brackets ('%s', “%s”, [%s]):
 * those are the user's own words, as is what stands for a %-s. A translation may name its arguments
 * by number (%2$s); one that does not have the format's number of them is not used. */
DGMI_EXPORT char *dgmi_sentence_text(const DgmiSentence *sentence,
                                     DgmiTranslate translate) G_GNUC_WARN_UNUSED_RESULT;

/* A sentence said at once: dgmi_sentence_text() of dgmi_sentence_new(); free with g_free(). */
DGMI_EXPORT char *dgmi_say(DgmiTranslate translate, const char *format, ...)
    G_GNUC_PRINTF(2, 3) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
