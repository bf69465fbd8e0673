/* dgmi_parallel() by OpenMP; alone in a library of its own, since loading OpenMP takes time. Where
 * the compiler has no OpenMP it is one thread. */
#ifdef _OPENMP
#include <assert.h>
#include <omp.h>
#endif

#include "index/uncertainty/uncertainty.h"

void dgmi_parallel(guint threads, guint n, DgmiParallelWork work, gpointer data)
{
  assert(threads > 0 && work != NULL);
#ifdef _OPENMP
#pragma omp parallel for schedule(dynamic) num_threads((int)MAX(threads, 1))
  for (guint i = 0; i < n; i++)
    work(i, (guint)omp_get_thread_num(), data);
#else
  (void)threads;
  for (guint i = 0; i < n; i++)
    work(i, 0, data);
#endif
}

guint dgmi_parallel_threads(void)
{
#ifdef _OPENMP
  return (guint)MAX(omp_get_max_threads(), 1);
#else
  return 1;
#endif
}
