/* editions.h: the editions of a family, or the years of a table, opened side by side. */
#pragma once

#include "command/run/run.h"
#include "command/study/panel.h"

/* The years of the editions of `index` (a family), or those of the data of an index of the user's
 * own: an array of int, rising. `verb` is what messages call the command. NULL with a failure. */
GArray *dgmi_editions_years(DgmiRun *run, const char *index,
                            const char *verb) G_GNUC_WARN_UNUSED_RESULT;

/* All of them computed, the newest speaking first; NULL with a failure. */
DgmiPanel *dgmi_editions_open(DgmiRun *run, const char *index,
                              const GArray *years) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the definition names a pair of years "2019-2023,…" that lies between two editions. */
gboolean dgmi_editions_break(const DgmiDefinition *definition, int year, int next);

/* Those pairs, as "2019–2023, …"; NULL without one. Free with g_free(). */
char *dgmi_editions_breaks(const DgmiDefinition *definition, int year,
                           int next) G_GNUC_WARN_UNUSED_RESULT;

/* `text` of the newest edition with the years of all of them in place of its own. Free with
 * g_free(). */
char *dgmi_editions_text(DgmiPanel *panel, const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* The newest edition's name with all years in place of its own. Free with g_free(). */
char *dgmi_editions_title(DgmiPanel *panel) G_GNUC_WARN_UNUSED_RESULT;
