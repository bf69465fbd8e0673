/* editions.h: the editions of a family, or the years of a table, opened side by side. */
#pragma once

#include "index/opened/panel.h"

G_BEGIN_DECLS

/* The years of the editions of request->index (a family), or those of the data of an index of the
 * user's own: an array of int, rising. `verb` is what messages call what wants them. NULL with a
 * failure. Free with g_array_unref(). */
DGMI_EXPORT GArray *dgmi_editions_years(const DgmiIndexRequest *request, const char *verb,
                                        DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* All of them computed, the newest speaking first; NULL with a failure. */
DGMI_EXPORT DgmiPanel *dgmi_editions_open(const DgmiIndexRequest *request, const GArray *years,
                                          DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the index names a pair of years "2019-2023,…" that lies between two editions. */
DGMI_EXPORT gboolean dgmi_editions_break(const DgmiIndex *index, int year, int next);

/* Those pairs, as "2019–2023, …"; NULL without one. Free with g_free(). */
DGMI_EXPORT char *dgmi_editions_breaks(const DgmiIndex *index, int year,
                                       int next) G_GNUC_WARN_UNUSED_RESULT;

/* `text` of the newest edition with the years of all of them in place of its own. Free with
 * g_free(). */
DGMI_EXPORT char *dgmi_editions_text(const DgmiPanel *panel,
                                     const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* The newest edition's name with all years in place of its own. Free with g_free(). */
DGMI_EXPORT char *dgmi_editions_title(const DgmiPanel *panel) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
