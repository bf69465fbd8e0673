/* drawing.h: all kinds of chart as one table, and the files that pictures become. */
#pragma once

#include "charts/fill/request.h"
#include "charts/page/page.h"

typedef struct
{
  const char *id;
  const char *summary;

  /* Draws `input` (the kind's own struct, see its header) as `style` says. NULL with
   * DGMI_ERROR_DATA if the data cannot be drawn this way, DGMI_ERROR_USAGE if the style cannot. */
  DgmiScene *(*draw)(const DgmiChartStyle *style, gconstpointer input, GError **error);
} DgmiChartKind;

/* The table of kinds, in the order they are listed. */
const DgmiChartKind *dgmi_chart_kinds(guint *n);

/* The language that the installed fonts can show: `wanted`, or "en" with *warning set to a sentence
 * that names the package, which the caller owns. Ask before names and titles are put together. */
const char *dgmi_chart_language(const char *wanted, DgmiSentence **warning);

typedef struct
{
  DgmiChartFormat format;
  double dpi;     /* PNG; 0 = 96 */
  gint64 created; /* PDF: seconds since 1970 (SOURCE_DATE_EPOCH); negative = undated */
} DgmiChartOutput;

/* The whole file. The same scene and output give the same bytes. Errors as scene-cairo.h has them.
 */
GBytes *dgmi_chart_write(const DgmiScene *scene, const DgmiChartOutput *output,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
