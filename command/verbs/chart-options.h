/* chart-options.h: from the options of the command to what is drawn. */
#pragma once

#include "charts/chart.h"
#include "command/run/run.h"

/* FALSE with a failure for each option that the kind has no use for. */
gboolean dgmi_chart_check_options(DgmiRun *run, const char *kind) G_GNUC_WARN_UNUSED_RESULT;

/* A request and what its arrays need; its strings belong to the options. */
typedef struct
{
  DgmiChartRequest request;
  DgmiChartFormat format;
  char **units, **highlight;
} DgmiChartAsked;

/* What the options ask for of a kind. FALSE with a failure for one that is not written as it has to
 * be; clear it in any case. */
gboolean dgmi_chart_asked_init(DgmiChartAsked *asked, DgmiRun *run,
                               const char *kind) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_chart_asked_clear(DgmiChartAsked *asked);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DgmiChartAsked, dgmi_chart_asked_clear)
