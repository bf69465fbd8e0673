/* chart.h: one call from an opened index to a picture.
 *
 *   GBytes *svg = dgmi_chart_draw(index, &(DgmiChartRequest){.kind = "rank", .top = 20},
 *                                 DGMI_CHART_SVG, messages);  */
#pragma once

#include "charts/fill/request.h"

G_BEGIN_DECLS

/* The language that the installed fonts can show: `wanted` ("en", "zh"; NULL = "en"), or "en" with
 * a warning that names the package. Ask before the index is opened, in whose language pictures are.
 */
DGMI_EXPORT const char *dgmi_chart_choose_language(const char *wanted, DgmiMessages *messages);

/* The format that a file name asks for by its ending. FALSE with DGMI_ERROR_USAGE if it is none of
 * .svg, .pdf, .png. */
DGMI_EXPORT gboolean dgmi_chart_format_of(const char *file, DgmiChartFormat *format,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The id of the kind that `kind` names. NULL with a failure that suggests one. */
DGMI_EXPORT const char *dgmi_chart_find_kind(const char *kind, DgmiMessages *messages);

/* The whole file of a picture of a computed index; the same input gives the same bytes. NULL with
 * failures; warnings may be there in any case. Free with g_bytes_unref(). Cost: that of the kind's
 * analysis (uncertainty and sensitivity make many draws, where they are not given), then some
 * milliseconds. */
DGMI_EXPORT GBytes *dgmi_chart_draw(DgmiIndex *index, const DgmiChartRequest *request,
                                    DgmiChartFormat format,
                                    DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* The same, with the table of what is drawn in *data where that is not NULL; free with
 * dgmi_grid_free(). */
DGMI_EXPORT GBytes *dgmi_chart_draw_with_data(DgmiIndex *index, const DgmiChartRequest *request,
                                              DgmiChartFormat format, DgmiGrid **data,
                                              DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
