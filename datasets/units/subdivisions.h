/* subdivisions.h: the names of the subdivisions of every country (subdivisions.csv: ISO 3166-2).
 *
 * The table is not read before a code of that shape is asked for: some milliseconds. Where it is
 * damaged, nothing is known. One thread at a time. */
#pragma once

#include <glib.h>

typedef struct _DgmiSubdivisions DgmiSubdivisions;

/* Of the shipped table in folder `datasets`. */
DgmiSubdivisions *dgmi_subdivisions_new(const char *datasets) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_subdivisions_free(DgmiSubdivisions *subdivisions);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiSubdivisions, dgmi_subdivisions_free)

/* The strings given out belong to `subdivisions`. */

/* The code of ISO 3166-2 as it is written ("US-CA" for "us-ca"), or NULL. */
const char *dgmi_subdivisions_code(DgmiSubdivisions *subdivisions, const char *code);

/* Its name as ISO 3166-2 has it, or in Chinese where there is one; NULL = no
 * such code. */
const char *dgmi_subdivisions_name(DgmiSubdivisions *subdivisions, const char *code,
                                   gboolean chinese);
