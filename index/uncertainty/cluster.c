#include "index/uncertainty/cluster.h"

#include <assert.h>

#include "indicators/base/error.h"

void dgmi_cluster_set_error(const DgmiCluster *cluster, GError **error)
{
  if (cluster->process == 0)
    dgmi_error_set(error, DGMI_ERROR_DATA,
                   "another process of this run failed; its message says why");
}

/* Process 0 gets what all have counted; the others begin anew. */
static void add_up(const DgmiCluster *cluster, DgmiUncertainty *result)
{
  const DgmiUncertaintyTables tables = dgmi_uncertainty_tables(result);
  cluster->add_counts(tables.counts, tables.n_counts);
  cluster->add_sums(tables.sums, tables.n_sums);
}

/* Adds up the blocks that every process has made of its own, some not `all_made` where it was
 * stopped, or tells of the error that one of them had. Takes `own`, this one's. *go_on: whether
 * there is more to do. */
static gboolean add_blocks(const DgmiCluster *cluster, DgmiUncertainty *result, gboolean all_made,
                           GError *own, gboolean *go_on, GError **error)
{
  if (!cluster->all(own == NULL))
  {
    if (own == NULL)
      dgmi_cluster_set_error(cluster, error);
    else
      g_propagate_error(error, own);
    return FALSE;
  }
  const gboolean stopped = !cluster->all(all_made);
  add_up(cluster, result);
  if (stopped)
    dgmi_uncertainty_set_partial(result);
  *go_on = !stopped;
  return TRUE;
}

static gboolean add_all(const DgmiCluster *cluster, DgmiUncertainty *result,
                        const DgmiUncertaintyOptions *options, double until, GError **error)
{
  const guint64 draws = options->draws;
  const guint total = (guint)((draws + DGMI_UNCERTAINTY_BLOCK - 1) / DGMI_UNCERTAINTY_BLOCK);
  gboolean go_on = TRUE;
  for (guint done = 0, end; go_on && done < total; done = end)
  {
    end = dgmi_uncertainty_checkpoint(done, total);
    GError *own = NULL;
    const gboolean all_made = dgmi_uncertainty_add(result, options, done, end, &own);
    if (!add_blocks(cluster, result, all_made, own, &go_on, error))
      return FALSE;
    if (cluster->process == 0)
      dgmi_uncertainty_note_convergence(result);
    const gboolean is_narrow =
        cluster->process == 0 && until > 0 && dgmi_uncertainty_half_width(result) <= until;
    go_on = cluster->all(!is_narrow) && go_on;
  }
  return TRUE;
}

DgmiUncertainty *dgmi_cluster_uncertainty(const DgmiCluster *cluster,
                                          const DgmiUncertaintyPlan *plan,
                                          const DgmiUncertaintyOptions *options, GError **error)
{
  assert(options->draws > 0);
  if (cluster == NULL)
    return dgmi_uncertainty_run(plan, options, error);
  DgmiUncertaintyOptions own = *options;
  own.first = cluster->process;
  own.step = cluster->n;
  own.until = 0;
  g_autoptr(DgmiUncertainty) result = dgmi_uncertainty_new(plan, &own, error);
  if (!cluster->all(result != NULL))
  {
    if (result != NULL)
      dgmi_cluster_set_error(cluster, error);
    return NULL;
  }
  return add_all(cluster, result, &own, options->until, error) ? g_steal_pointer(&result) : NULL;
}
