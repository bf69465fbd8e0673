/* sensitivity.h: which source of uncertainty drives it: Sobol indices (sobol.h) of an output of
 * the draws. */
#pragma once

#include "index/uncertainty/cluster.h"
#include "index/uncertainty/sobol.h"
#include "indicators/base/export.h"

G_BEGIN_DECLS

typedef struct
{
  guint n_inputs; /* those of the plan */
  guint64 draws;  /* N, with those left out */
  guint64 runs;   /* N (2 + n_inputs) */
  guint64 n_used; /* draws with an output */
  double mean, variance;
  gboolean varies;     /* FALSE: the indices are NaN */
  gboolean is_partial; /* stopped: the first draws, not all */
  DgmiSobolIndex *first, *total;
} DgmiSensitivity;

/* Makes the draws of Saltelli's design, options->draws (not 0) of each matrix, and
 * estimates. Of `options` draws, seed, parallel, threads, progress, data and stop have
 * a say; `cluster` NULL = alone; with one, process 0 has the result, and the others one without
 * indices. The result does not depend on threads and processes. Memory does not grow with the
 * draws. Error: as of dgmi_uncertainty_design_block(). */
DGMI_EXPORT DgmiSensitivity *dgmi_sensitivity_run(const DgmiUncertaintyPlan *plan,
                                                  const DgmiUncertaintyOptions *options,
                                                  const DgmiOutput *output,
                                                  const DgmiCluster *cluster,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT void dgmi_sensitivity_free(DgmiSensitivity *sensitivity);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiSensitivity, dgmi_sensitivity_free)

G_END_DECLS
