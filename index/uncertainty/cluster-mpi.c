/* cluster.h by MPI; alone in a library of its own, since starting MPI takes longer than most
 * verbs. Its errors end all processes (MPI_ERRORS_ARE_FATAL, the default). */
#include <mpi.h>
#include <string.h>

#include "index/uncertainty/cluster-mpi.h"
#include "indicators/base/error.h"

/* Counts are int in MPI 3, and a part needs a buffer. */
#define PART (1 << 20)

static gboolean all(gboolean ok)
{
  int own = ok ? 1 : 0, every = 0;
  MPI_Allreduce(&own, &every, 1, MPI_INT, MPI_MIN, MPI_COMM_WORLD);
  return every == 1;
}

static void add(void *values, gsize n, gsize size, MPI_Datatype type)
{
  int process;
  MPI_Comm_rank(MPI_COMM_WORLD, &process);
  for (gsize at = 0; at < n; at += PART)
  {
    char *part = (char *)values + at * size;
    const int length = (int)MIN(PART, n - at);
    MPI_Reduce(process == 0 ? MPI_IN_PLACE : part, part, length, type, MPI_SUM, 0, MPI_COMM_WORLD);
    if (process != 0)
      memset(part, 0, (gsize)length * size);
  }
}

static void add_counts(guint32 *counts, gsize n)
{
  add(counts, n, sizeof *counts, MPI_UINT32_T);
}

static void add_sums(gint64 *sums, gsize n)
{
  add(sums, n, sizeof *sums, MPI_INT64_T);
}

static void gather(const double *own, gsize n, double *every)
{
  MPI_Gather(own, (int)n, MPI_DOUBLE, every, (int)n, MPI_DOUBLE, 0, MPI_COMM_WORLD);
}

static void close_all(void)
{
  MPI_Finalize();
}

gboolean dgmi_cluster_open(DgmiCluster *cluster, GError **error)
{
  int process, n, level;
  if (MPI_Init_thread(NULL, NULL, MPI_THREAD_FUNNELED, &level) != MPI_SUCCESS ||
      level < MPI_THREAD_FUNNELED)
  {
    dgmi_error_set(error, DGMI_ERROR_IO, "MPI cannot be started with threads");
    return FALSE;
  }
  MPI_Comm_rank(MPI_COMM_WORLD, &process);
  MPI_Comm_size(MPI_COMM_WORLD, &n);
  *cluster = (DgmiCluster){
      (guint)process, (guint)n, all, add_counts, add_sums, gather, close_all,
  };
  return TRUE;
}
