/* units.h: names of units by code, in English and Chinese.
 *
 * The project's own table (countries.csv: ISO 3166-1 alpha-3) comes first; the Chinese names it
 * does not give (it may have a column name_zh) are those of iso-codes' translation, by way of its
 * message catalogue, which answers under any UTF-8 locale (the program calls setlocale() and has
 * LANGUAGE set). One thread at a time. */
#pragma once

#include "indicators/messages.h"

typedef struct _DgmiUnits DgmiUnits;

/* Reads the shipped tables in folder `datasets`; `language` is "en" or "zh". Only for runs that
 * need names the data table does not give. NULL if there was a failure. */
DgmiUnits *dgmi_units_read(const char *datasets, const char *language,
                           DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_units_free(DgmiUnits *units);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiUnits, dgmi_units_free)

/* The name in the language, else the English one, else NULL. The string belongs to `units`. */
const char *dgmi_units_name(const DgmiUnits *units, const char *code);
