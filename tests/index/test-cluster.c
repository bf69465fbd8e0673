/* test-cluster.c: draws shared by several processes, here threads that meet at a barrier: what
 * process 0 has is what one process has alone; a failure of one ends all. */
#include "index/uncertainty/cluster.h"

#include <math.h>
#include <string.h>

#include "index/uncertainty/sensitivity.h"
#include "tests/shared/program.h"
#include "tests/shared/varied.h"

#define FRAMEWORK                                                                                  \
  "Level,iCode,Parent,Direction,Type,Weight\n"                                                     \
  "1,a,I,1,Indicator,2\n"                                                                          \
  "1,b,I,1,Indicator,1\n"                                                                          \
  "1,c,I,-1,Indicator,1\n"                                                                         \
  "2,I,,1,Aggregate,1\n"
#define DATA                                                                                       \
  "uCode,a,b,c\n"                                                                                  \
  "A,9,1,4\nB,7,5,6\nC,5,8,3\nD,6,6,6\nE,2,9,1\nF,3,,2\nG,4,4,9\n"

/* ---- Processes ---- */

#define MOST 4

static struct
{
  guint n, arrived;
  guint64 round;
  GMutex mutex;
  GCond cond;
  gpointer handed[MOST]; /* what each process brings to a meeting */
} group;

static GPrivate process_number;

static guint self(void)
{
  return GPOINTER_TO_UINT(g_private_get(&process_number));
}

/* Waits for all; NULL brings nothing new: others may still look at what was brought before. */
static void meet(gpointer own)
{
  g_mutex_lock(&group.mutex);
  const guint64 round = group.round;
  if (own != NULL)
    group.handed[self()] = own;
  if (++group.arrived == group.n)
  {
    group.arrived = 0;
    group.round++;
    g_cond_broadcast(&group.cond);
  }
  while (group.round == round)
    g_cond_wait(&group.cond, &group.mutex);
  g_mutex_unlock(&group.mutex);
}

static gboolean all(gboolean ok)
{
  gboolean every = TRUE;
  meet(&ok);
  for (guint p = 0; p < group.n; p++)
    every = every && *(gboolean *)group.handed[p];
  meet(NULL);
  return every;
}

static void add_counts(guint32 *counts, gsize n)
{
  meet(counts);
  for (guint p = 1; self() == 0 && p < group.n; p++)
    for (gsize i = 0; i < n; i++)
      counts[i] += ((guint32 *)group.handed[p])[i];
  meet(NULL);
  if (self() != 0)
    memset(counts, 0, n * sizeof *counts);
}

static void add_sums(gint64 *sums, gsize n)
{
  meet(sums);
  for (guint p = 1; self() == 0 && p < group.n; p++)
    for (gsize i = 0; i < n; i++)
      sums[i] += ((gint64 *)group.handed[p])[i];
  meet(NULL);
  if (self() != 0)
    memset(sums, 0, n * sizeof *sums);
}

static void gather(const double *own, gsize n, double *every)
{
  meet((gpointer)own);
  g_assert_true((every != NULL) == (self() == 0));
  for (guint p = 0; self() == 0 && p < group.n; p++)
    memcpy(every + p * n, group.handed[p], n * sizeof *own);
  meet(NULL);
}

/* ---- What they do ---- */

typedef struct
{
  const DgmiUncertaintyPlan *plan;
  DgmiUncertaintyOptions options;
  const gint *stops[MOST]; /* by process; NULL = none */
} Task;

typedef struct
{
  const Task *task;
  guint process;
  DgmiUncertainty *ranks;
  DgmiSensitivity *sensitivity;
} Share;

static void do_share(Share *share, const DgmiCluster *cluster)
{
  static const DgmiOutput output = {DGMI_OUTPUT_RANK_SHIFT, 0};
  g_autoptr(GError) error = NULL;
  DgmiUncertaintyOptions options = share->task->options;
  options.stop = share->task->stops[share->process];
  share->ranks = dgmi_cluster_uncertainty(cluster, share->task->plan, &options, &error);
  g_assert_no_error(error);
  share->sensitivity = dgmi_sensitivity_run(share->task->plan, &options, &output, cluster, &error);
  g_assert_no_error(error);
}

static gpointer process(gpointer data)
{
  Share *share = data;
  const DgmiCluster cluster = {share->process, group.n, all, add_counts, add_sums, gather, NULL};
  g_private_set(&process_number, GUINT_TO_POINTER(share->process));
  do_share(share, &cluster);
  return NULL;
}

/* The results of process 0 of n. */
static Share share_task(const Task *task, guint n)
{
  Share shares[MOST] = {{0}};
  GThread *threads[MOST];
  group.n = n;
  for (guint p = 0; p < n; p++)
  {
    shares[p] = (Share){.task = task, .process = p};
    threads[p] = g_thread_new("process", process, &shares[p]);
  }
  for (guint p = 0; p < n; p++)
    g_thread_join(threads[p]);
  for (guint p = 1; p < n; p++)
  {
    dgmi_uncertainty_free(shares[p].ranks);
    dgmi_sensitivity_free(shares[p].sensitivity);
  }
  return shares[0];
}

static void clear_share(Share *share)
{
  dgmi_uncertainty_free(share->ranks);
  dgmi_sensitivity_free(share->sensitivity);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Share, clear_share)

static void assert_same_share(const Share *a, const Share *b)
{
  const DgmiUncertaintyTables x = dgmi_uncertainty_tables(a->ranks);
  const DgmiUncertaintyTables y = dgmi_uncertainty_tables(b->ranks);
  const GArray *xs = dgmi_uncertainty_convergence(a->ranks);
  const GArray *ys = dgmi_uncertainty_convergence(b->ranks);
  const gsize n = a->sensitivity->n_inputs * sizeof(DgmiSobolIndex);
  g_assert_cmpuint(dgmi_uncertainty_draws(a->ranks), ==, dgmi_uncertainty_draws(b->ranks));
  g_assert_cmpmem(x.counts, x.n_counts * sizeof *x.counts, y.counts, y.n_counts * sizeof *y.counts);
  g_assert_cmpmem(x.sums, x.n_sums * sizeof *x.sums, y.sums, y.n_sums * sizeof *y.sums);
  g_assert_cmpmem(xs->data, xs->len * sizeof(DgmiConvergence), ys->data,
                  ys->len * sizeof(DgmiConvergence));
  g_assert_cmpuint(a->sensitivity->draws, ==, b->sensitivity->draws);
  g_assert_cmpmem(a->sensitivity->first, n, b->sensitivity->first, n);
  g_assert_cmpmem(a->sensitivity->total, n, b->sensitivity->total, n);
}

/* An index whose weights, data and indicators vary. */
static Varied vary_all(void)
{
  static const char *const texts[] = {"weights:dirichlet", "error:20%", "drop:indicators", NULL};
  return vary(FRAMEWORK, DATA, SETTINGS("method.normalise=minmax"), texts);
}

static void test_same(void)
{
  g_auto(Varied) varied = vary_all();
  static const DgmiUncertaintyOptions options[] = {
      {.draws = 1, .seed = 3},
      {.draws = 6000, .seed = 1, .central = TRUE, .pairs = TRUE},
      {.draws = 9000, .seed = 2, .until = 0.05},
  };
  for (guint k = 0; k < G_N_ELEMENTS(options); k++)
  {
    const Task task = {.plan = varied.plan, .options = options[k]};
    g_auto(Share) alone = {.task = &task};
    do_share(&alone, NULL);
    if (options[k].until > 0)
      g_assert_cmpuint(dgmi_uncertainty_draws(alone.ranks), <, options[k].draws);
    for (guint n = 1; n <= MOST; n += 1 + (n == 2))
    {
      g_auto(Share) shared = share_task(&task, n);
      assert_same_share(&alone, &shared);
      g_assert_false(dgmi_uncertainty_is_partial(shared.ranks));
      g_assert_false(shared.sensitivity->is_partial);
    }
  }
}

/* One that is stopped stops all. */
static void test_stop(void)
{
  g_auto(Varied) varied = vary_all();
  const gint stop = 1;
  const Task task = {.plan = varied.plan, .options = {.draws = 20000}, .stops = {[2] = &stop}};
  g_auto(Share) shared = share_task(&task, 3);
  g_assert_true(dgmi_uncertainty_is_partial(shared.ranks));
  g_assert_cmpuint(dgmi_uncertainty_draws(shared.ranks), <, 20000);
  g_assert_true(shared.sensitivity->is_partial);
  g_assert_cmpuint(shared.sensitivity->draws, ==, 0);
  g_assert_false(shared.sensitivity->varies);
}

/* ---- Sensitivity ---- */

/* The estimators over the whole design at once. */
static void test_sensitivity(void)
{
  g_auto(Varied) varied = vary_all();
  const DgmiOutput output = {DGMI_OUTPUT_SCORE, 1};
  const DgmiUncertaintyOptions options = {.draws = 3000, .seed = 5};
  const guint draws = 3000, n = DGMI_UNCERTAINTY_BLOCK, blocks = (draws + n - 1) / n, inputs = 3;
  g_autoptr(GError) error = NULL;
  g_autoptr(DgmiSensitivity) got =
      dgmi_sensitivity_run(varied.plan, &options, &output, NULL, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(got->draws, ==, draws);
  g_assert_cmpuint(got->runs, ==, draws * (2 + inputs));
  g_assert_cmpuint(got->n_used, ==, draws);
  g_autofree double *y = g_new(double, blocks *(2 + inputs) * n);
  double mean = 0, v = 0;
  for (guint b = 0; b < blocks; b++)
    g_assert_true(dgmi_uncertainty_design_block(varied.plan, 5, b, &output,
                                                y + b * (2 + inputs) * n, &error));
  for (guint i = 0; i < 2 * draws; i++)
    mean += y[i / 2 / n * (2 + inputs) * n + i % 2 * n + i / 2 % n] / (2 * draws);
  for (guint i = 0; i < 2 * draws; i++)
    v += pow(y[i / 2 / n * (2 + inputs) * n + i % 2 * n + i / 2 % n] - mean, 2) / (2 * draws - 1);
  g_assert_cmpfloat_with_epsilon(got->mean, mean, 1e-12);
  g_assert_cmpfloat_with_epsilon(got->variance, v, 1e-12);
  for (guint k = 0; k < inputs; k++)
  {
    double s = 0, st = 0;
    for (guint i = 0; i < draws; i++)
    {
      const double *of = y + i / n * (2 + inputs) * n + i % n;
      s += (of[n] - mean) * (of[(2 + k) * n] - of[0]) / draws / v;
      st += pow(of[0] - of[(2 + k) * n], 2) / draws / (2 * v);
    }
    g_assert_cmpfloat_with_epsilon(got->first[k].value, s, 1e-10);
    g_assert_cmpfloat_with_epsilon(got->total[k].value, st, 1e-10);
  }
}

TEST_PROGRAM({"/cluster/same", test_same}, {"/cluster/stop", test_stop},
             {"/cluster/sensitivity", test_sensitivity})
