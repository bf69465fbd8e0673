/* iso-codes.h: what the package iso-codes knows: Chinese translations of the English names of
 * ISO 3166, and the names of the subdivisions of every country.
 *
 * Its catalogues are read as files, not through gettext(), so that the answers depend neither on
 * the locale of the process nor on its environment. Nothing is read before it is asked for; where
 * iso-codes is not installed, or a file is damaged, nothing is known. One thread at a time. */
#pragma once

#include <glib.h>

typedef struct _DgmiIsoCodes DgmiIsoCodes;

/* In folders of their own for tests; NULL = where the system has them. */
DgmiIsoCodes *dgmi_iso_codes_new(const char *locales, const char *json) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_iso_codes_free(DgmiIsoCodes *iso);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiIsoCodes, dgmi_iso_codes_free)

/* The strings given out belong to `iso`. */

/* The Chinese for a country's English name as ISO 3166-1 has it, or NULL. */
const char *dgmi_iso_codes_chinese(DgmiIsoCodes *iso, const char *english);

/* The translations of ISO 3166-1, counted and one by one (short, common and official names; FALSE
 * for the odd one that is none). */
guint dgmi_iso_codes_n_translations(DgmiIsoCodes *iso);
gboolean dgmi_iso_codes_translation(DgmiIsoCodes *iso, guint i, const char **english,
                                    const char **chinese);

/* The code of ISO 3166-2 as it is written ("US-CA" for "us-ca"), or NULL. The first call reads the
 * table: some milliseconds. */
const char *dgmi_iso_codes_subdivision(DgmiIsoCodes *iso, const char *code);

/* Its name as ISO 3166-2 has it, or in Chinese where there is a translation; NULL = no such code.
 */
const char *dgmi_iso_codes_subdivision_name(DgmiIsoCodes *iso, const char *code, gboolean chinese);
