/* cluster.h: the processes that share one computation, on one machine or several.
 *
 * Every process runs the same program on the same input; each makes its share of the draws, and
 * process 0 gets the sums. The functions of a DgmiCluster are called by all processes, in the same
 * order. MPI is behind them, in a library of its own, which the command opens as a module
 * ("cluster", "dgmi_cluster_open") under mpirun, so that nobody else loads it. A process that dies
 * takes the others with it (as MPI's own errors do): none waits for ever. */
#pragma once

#include "index/uncertainty/uncertainty.h"
#include "indicators/base/export.h"

G_BEGIN_DECLS

/* A NULL pointer to one is a process that computes alone. One thread calls. */
typedef struct
{
  guint process; /* 0 … n − 1 */
  guint n;
  /* Whether all processes say so; every one gets the answer. */
  gboolean (*all)(gboolean ok);
  /* Element by element: process 0 gets the sums of all, the others' arrays become 0. */
  void (*add_counts)(guint32 *counts, gsize n);
  void (*add_sums)(gint64 *sums, gsize n);
  /* Process 0 gets the n numbers of every process, in their order; `all` is NULL in the others. */
  void (*gather)(const double *own, gsize n, double *all);
  void (*close)(void); /* once, before the program ends */
} DgmiCluster;

/* Joins the processes that mpirun started. Error: MPI cannot be started. */
typedef gboolean DgmiClusterOpen(DgmiCluster *cluster, GError **error);

/* What process 0 says where its own part went well and another's did not; the others say nothing.
 */
DGMI_EXPORT void dgmi_cluster_set_error(const DgmiCluster *cluster, GError **error);

/* dgmi_uncertainty_run(), shared by the processes (NULL = alone; of `options`, draws is not 0,
 * first and step are set here): process 0 has the same result as alone, of the others only whether
 * it is partial is to be read. Where a process has an error the others get NULL too, process 0 with
 * an error that says so, the others without one. */
DGMI_EXPORT DgmiUncertainty *dgmi_cluster_uncertainty(const DgmiCluster *cluster,
                                                      const DgmiUncertaintyPlan *plan,
                                                      const DgmiUncertaintyOptions *options,
                                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
