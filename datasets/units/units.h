/* units.h: names of units by code, and codes by name, in English and Chinese.
 *
 * Units are countries (countries.csv: ISO 3166-1 alpha-3) and China's province-level units
 * (provinces.csv: ISO 3166-2, with their GB/T 2260 codes); unit-names.csv has further spellings.
 * The subdivisions of other countries (subdivisions.csv) have names here but are known by their
 * code alone: too many share a name with each other, or nearly one with a country. What the tables
 * have of the package iso-codes, a maintainer brings up to date (build-aux/make-unit-names).
 *
 * Reading is cheap; the index of names is built when the first name is looked up, subdivisions are
 * read when the first of their codes is. The answers depend on the shipped tables alone, not on the
 * locale, nor on the language. One thread at a time. */
#pragma once

#include "indicators/base/export.h"
#include "indicators/base/messages.h"

G_BEGIN_DECLS

typedef struct _DgmiUnits DgmiUnits;

/* Reads the shipped tables in folder `datasets`; `language` is "en" or "zh". Only for runs that
 * need names the data table does not give. NULL if there was a failure. */
DGMI_EXPORT DgmiUnits *dgmi_units_read(const char *datasets, const char *language,
                                       DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT void dgmi_units_free(DgmiUnits *units);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiUnits, dgmi_units_free)

/* Strings returned as const belong to `units`. */

/* The name in the language, else the English one, else NULL. */
DGMI_EXPORT const char *dgmi_units_name(const DgmiUnits *units, const char *code);

/* The code (alpha-3 or ISO 3166-2) that `name` means, or NULL: nothing here is called so, or more
 * than one. A name may be
 * - a code: alpha-3, alpha-2, M49 (three digits), ISO 3166-2, GB/T 2260 (six digits, or the two of
 *   the province; so "44" is Guangdong: M49's 044 needs its zero);
 * - a name in English (as UN, ISO and World Bank spell it, past and present, and usual short
 * forms), Chinese (short and full) or pinyin (with tone marks or without, with "Sheng" or without).
 * Letter case, accents, blanks, punctuation, full-width forms, "the" do not count, "&" is "and" and
 * "St." "Saint"; see name-fold.h. "Congo", "Guinea", "Samoa" are the states that the UN calls so,
 * as is the Chinese name without more; "Korea" is none. "Shanxi" and "Shaanxi" ("Shǎnxī") are two
 * provinces, known by their spelling. Hong Kong, Macao
 * and Taiwan are their ISO 3166-1 codes here, unless `name` is an ISO 3166-2 or GB/T 2260 code. */
DGMI_EXPORT const char *dgmi_units_match(DgmiUnits *units, const char *name);

/* The same for tables of provinces: Hong Kong, Macao, Taiwan are CN-HK, CN-MO, CN-TW. */
DGMI_EXPORT const char *dgmi_units_match_province(DgmiUnits *units, const char *name);

/* What may be added to the message that `name` means nothing: "; did you mean 'Denmark' (DNK)?", or
 * two or three that are as near ("… 'Republic of Korea' (KOR) or …"; in Chinese where `name` is),
 * or else how to write a code: the end of a sentence, for its %p; the caller owns it. */
DGMI_EXPORT DgmiSentence *dgmi_units_suggest(DgmiUnits *units,
                                             const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
