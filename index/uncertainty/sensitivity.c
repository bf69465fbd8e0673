#include "index/uncertainty/sensitivity.h"

#include <assert.h>
#include <math.h>

#include "indicators/base/memory.h"

/* Blocks that a process makes before they are gathered: the same everywhere, however many threads
 * it has. */
#define WAVE 16

typedef struct
{
  const DgmiUncertaintyPlan *plan;
  const DgmiUncertaintyOptions *options;
  const DgmiOutput *output;
  guint64 seed;
  guint first, end;  /* blocks of this process in this wave */
  gsize block_size;  /* numbers of a block */
  double *own, *all; /* [block]; `all` in process 0 of a cluster */
  GError *errors[WAVE];
  gboolean made[WAVE];
} Wave;

static gboolean must_stop(const DgmiUncertaintyOptions *options)
{
  return options->stop != NULL && g_atomic_int_get(options->stop);
}

static void make_block(guint item, guint thread, gpointer data)
{
  Wave *wave = data;
  const guint block = wave->first + item;
  (void)thread;
  wave->made[item] =
      block >= wave->end ||
      (!must_stop(wave->options) &&
       dgmi_uncertainty_design_block(wave->plan, wave->seed, block, wave->output,
                                     wave->own + item * wave->block_size, &wave->errors[item]));
}

/* TRUE, and *go_on where no block is lacking; FALSE with the first error. */
static gboolean make_wave(Wave *wave, gboolean *go_on, GError **error)
{
  const DgmiUncertaintyOptions *options = wave->options;
  if (options->parallel != NULL && options->threads > 1)
    options->parallel(options->threads, WAVE, make_block, wave);
  else
    for (guint item = 0; item < WAVE; item++)
      make_block(item, 0, wave);
  GError *first = NULL;
  *go_on = TRUE;
  for (guint item = 0; item < WAVE; item++)
  {
    *go_on = *go_on && wave->made[item];
    if (first == NULL)
      first = g_steal_pointer(&wave->errors[item]);
    g_clear_error(&wave->errors[item]);
  }
  if (first != NULL)
    g_propagate_error(error, first);
  return first == NULL;
}

/* The same in all processes, and what they made in process 0. */
static gboolean share_wave(Wave *wave, const DgmiCluster *cluster, gboolean *go_on, GError **error)
{
  const gboolean ok = make_wave(wave, go_on, error);
  if (cluster == NULL)
    return ok;
  if (!cluster->all(ok))
  {
    if (ok)
      dgmi_cluster_set_error(cluster, error);
    return FALSE;
  }
  *go_on = cluster->all(*go_on);
  if (*go_on)
    cluster->gather(wave->own, WAVE * wave->block_size, wave->all);
  return TRUE;
}

/* The draws up to a block, of those asked for. */
static guint64 draws_before(const DgmiUncertaintyOptions *options, guint block)
{
  return MIN((guint64)block * DGMI_UNCERTAINTY_BLOCK, options->draws);
}

/* The blocks of a wave from `begin` to `end`, in order; rows beyond the draws asked for are
 * missing.
 */
static void add_blocks(DgmiSobol *sobol, const Wave *wave, guint begin, guint end)
{
  double *y = wave->all != NULL ? wave->all : wave->own;
  for (guint block = begin; block < end; block++, y += wave->block_size)
  {
    const guint64 n = draws_before(wave->options, block + 1) - draws_before(wave->options, block);
    for (guint64 row = n; row < DGMI_UNCERTAINTY_BLOCK; row++)
      y[row] = NAN;
    dgmi_sobol_add(sobol, y, DGMI_UNCERTAINTY_BLOCK, wave->options->parallel,
                   wave->options->threads);
  }
}

static gboolean goes_on(const DgmiUncertaintyOptions *options, const DgmiCluster *cluster,
                        guint done)
{
  const gboolean own =
      options->progress == NULL ||
      options->progress(draws_before(options, done), options->draws, options->data);
  return cluster == NULL ? own : cluster->all(own);
}

/* Makes the blocks, wave after wave; *done gets their number. */
static gboolean add_all(DgmiSobol *sobol, Wave *wave, const DgmiCluster *cluster, guint total,
                        guint *done, GError **error)
{
  const guint process = cluster == NULL ? 0 : cluster->process,
              n = cluster == NULL ? 1 : cluster->n;
  gboolean go_on = TRUE;
  while (*done < total)
  {
    const guint end = (guint)MIN((guint64)total, (guint64)*done + (guint64)WAVE * n);
    wave->first = *done + process * WAVE;
    wave->end = end;
    if (!share_wave(wave, cluster, &go_on, error))
      return FALSE;
    if (!go_on)
      break;
    if (process == 0)
      add_blocks(sobol, wave, *done, end);
    *done = end;
    if (!goes_on(wave->options, cluster, *done))
      break;
  }
  return TRUE;
}

static DgmiSensitivity *conclude(const DgmiSobol *sobol, guint n_inputs, guint64 draws,
                                 gboolean is_partial)
{
  DgmiSensitivity *out = g_new0(DgmiSensitivity, 1);
  out->n_inputs = n_inputs;
  out->draws = draws;
  out->runs = out->draws * (2 + n_inputs);
  out->n_used = dgmi_sobol_n_rows(sobol);
  out->mean = dgmi_sobol_mean(sobol);
  out->variance = dgmi_sobol_variance(sobol);
  out->is_partial = is_partial;
  out->first = g_new(DgmiSobolIndex, n_inputs);
  out->total = g_new(DgmiSobolIndex, n_inputs);
  out->varies = dgmi_sobol_indices(sobol, out->first, out->total);
  return out;
}

DgmiSensitivity *dgmi_sensitivity_run(const DgmiUncertaintyPlan *plan,
                                      const DgmiUncertaintyOptions *options,
                                      const DgmiOutput *output, const DgmiCluster *cluster,
                                      GError **error)
{
  assert(options->draws > 0);
  const guint n_inputs = dgmi_uncertainty_n_inputs(plan), n = cluster == NULL ? 1 : cluster->n;
  const guint total =
      (guint)((options->draws + DGMI_UNCERTAINTY_BLOCK - 1) / DGMI_UNCERTAINTY_BLOCK);
  const guint64 seed = options->seed == 0 ? 1 : options->seed;
  Wave wave = {.plan = plan, .options = options, .output = output, .seed = seed};
  wave.block_size = (gsize)(2 + n_inputs) * DGMI_UNCERTAINTY_BLOCK;
  g_autofree double *own = g_new0(double, WAVE *wave.block_size);
  g_autofree double *all =
      cluster != NULL && cluster->process == 0 ? g_new(double, n *WAVE *wave.block_size) : NULL;
  wave.own = own;
  wave.all = all;
  g_autoptr(DgmiSobol) sobol = dgmi_sobol_new(n_inputs, seed);
  guint done = 0;
  return add_all(sobol, &wave, cluster, total, &done, error)
             ? conclude(sobol, n_inputs, draws_before(options, done), done < total)
             : NULL;
}

static void clear_sensitivity(DgmiSensitivity *sensitivity)
{
  g_free(sensitivity->first);
  g_free(sensitivity->total);
}

DGMI_DEFINE_FREE(dgmi_sensitivity_free, DgmiSensitivity, clear_sensitivity)
