/* sampling.h: an index under many draws, as the options of the command ask for it: for the verb
 * `uncertainty` and for the charts of its tables.
 *
 * The order of calls: open, then one grid or analysis, close. Under mpirun all processes make the
 * same calls; process 0 alone gets a grid, the others are silent. */
#pragma once

#include "charts/fill/analyses.h"
#include "command/run/run.h"
#include "index/uncertainty/sensitivity.h"

/* What is made of the draws; each is one table. */
typedef enum
{
  DGMI_SAMPLING_RANKS,
  DGMI_SAMPLING_ACCEPTABILITY,
  DGMI_SAMPLING_SENSITIVITY,
  DGMI_SAMPLING_PAIRWISE,
  DGMI_SAMPLING_CENTRAL
} DgmiSamplingTable;

/* When a draw was last told of. */
typedef struct
{
  gboolean wanted, shown;
  gint64 start, last; /* microseconds */
} DgmiProgress;

typedef struct
{
  DgmiRun *run;
  DgmiSamplingTable table;
  DgmiIndex *index;
  GPtrArray *sources; /* of DgmiVary */
  DgmiUncertaintyPlan *plan;
  DgmiUncertaintyOptions options;
  DgmiOutput output; /* of sensitivity */
  DgmiCluster processes;
  const DgmiCluster *cluster; /* NULL = this process alone */
  const double *rank;         /* nominal, of unrounded scores, by unit; NaN = none */
  guint *ranked, n_ranked;    /* all units, by rank, those without one last */
  guint *shown, n_shown;      /* those of --units and --top */
  DgmiProgress progress;
  guint64 draws; /* made */
} DgmiSampling;

/* Opens the index and compiles the plan. FALSE with failures in run->messages, or in those of
 * another process. */
gboolean dgmi_sampling_open(DgmiSampling *sampling, DgmiRun *run, const char *id,
                            DgmiSamplingTable table) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_sampling_close(DgmiSampling *sampling);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DgmiSampling, dgmi_sampling_close)

/* Makes the draws and the table, with title and notes, of the units that --units and --top choose.
 * After Ctrl-C it is of the draws done so far and says so, and run->interrupted is set. NULL with
 * failures; in process 0 alone is there a grid. */
DgmiGrid *dgmi_sampling_grid(DgmiSampling *sampling) G_GNUC_WARN_UNUSED_RESULT;

/* The same as a chart draws it, of all units. */
DgmiChartAnalysis *dgmi_sampling_analysis(DgmiSampling *sampling) G_GNUC_WARN_UNUSED_RESULT;

/* ---- Between sampling.c and uncertainty-grids.c ---- */

DgmiGrid *dgmi_uncertainty_grid(DgmiSampling *sampling,
                                const DgmiUncertainty *result) G_GNUC_WARN_UNUSED_RESULT;
DgmiGrid *dgmi_sensitivity_grid(DgmiSampling *sampling,
                                const DgmiSensitivity *sensitivity) G_GNUC_WARN_UNUSED_RESULT;
