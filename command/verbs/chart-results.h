/* chart-results.h: the analyses that charts draw: of the table of --results, what `uncertainty` and
 * `weights` print as CSV; or made here as `uncertainty` makes them. */
#pragma once

#include "charts/fill/analyses.h"
#include "command/run/run.h"

/* Whether the kind draws an analysis that is made of draws, or one that --results gives. */
gboolean dgmi_results_are_drawn(const DgmiRun *run, const char *kind);
gboolean dgmi_results_are_given(const DgmiRun *run, const char *kind);

/* The table of --results as the request's kind and shape want it. NULL with failures: at their
 * places in the table. */
DgmiChartAnalysis *dgmi_results_read(DgmiRun *run, DgmiIndex *index,
                                     const DgmiChartRequest *request) G_GNUC_WARN_UNUSED_RESULT;

/* The analysis of draws that a kind and its shape want. NULL with failures, also where the draws
 * were interrupted. */
DgmiChartAnalysis *dgmi_results_draw(DgmiRun *run, const char *kind) G_GNUC_WARN_UNUSED_RESULT;
