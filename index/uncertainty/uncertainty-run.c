/* Makes draws by the batch, and counts them: first the threads share the blocks of a batch, then
 * the units, each thread adding to the rows of its own. */
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "index/uncertainty/uncertainty-count.h"
#include "index/uncertainty/uncertainty-inside.h"
#include "indicators/base/memory.h"

#define DRAWS_MAX ((guint64)G_MAXUINT32 - BLOCK + 1)
/* What a batch of ranks, scores and weights may take. */
#define BATCH_BYTES ((gsize)48 << 20)
#define BATCH_BLOCKS 128
#define BATCH_MICROSECONDS 100000

static void on_one_thread(guint threads, guint n, DgmiParallelWork work, gpointer data)
{
  (void)threads;
  for (guint i = 0; i < n; i++)
    work(i, 0, data);
}

static const DgmiUncertaintyOptions no_options;

/* ---- A batch ---- */

typedef struct
{
  DgmiUncertainty *result;
  const DgmiUncertaintyOptions *options;
  DgmiParallel *parallel;
  guint threads;
  DgmiScratch **scratch; /* by thread */
  guint room;            /* blocks */
  guint size;            /* blocks of the next batch */
  guint n_blocks;
  guint block[BATCH_BLOCKS];
  GError *error[BATCH_BLOCKS];
  gboolean done[BATCH_BLOCKS];
  guint16 *rank; /* n_units × draws */
  double *score; /* likewise */
  double *share; /* draws × n_slots */
} Batch;

static guint batch_room(const DgmiUncertainty *result, guint threads)
{
  gsize bytes = (gsize)result->n_units * (result->bins != NULL ? 10 : 2);
  bytes += result->central != NULL ? result->plan->tree.n_slots * sizeof(double) : 0;
  const gsize most = BATCH_BYTES / (bytes * BLOCK);
  return (guint)CLAMP(most, MIN(threads, BATCH_BLOCKS), BATCH_BLOCKS);
}

static void batch_clear(Batch *batch)
{
  for (guint t = 0; batch->scratch != NULL && t < batch->threads; t++)
    dgmi_scratch_free(batch->scratch[t]);
  dgmi_free_all(batch->scratch, batch->rank, batch->score, batch->share);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Batch, batch_clear)

static gboolean batch_start(Batch *batch, DgmiUncertainty *result,
                            const DgmiUncertaintyOptions *options, GError **error)
{
  batch->result = result;
  batch->options = options;
  batch->parallel = options->parallel != NULL ? options->parallel : on_one_thread;
  batch->threads = options->parallel != NULL ? CLAMP(options->threads, 1, 1024) : 1;
  batch->room = batch_room(result, batch->threads);
  batch->size = MIN(batch->threads, batch->room);
  const gsize draws = (gsize)batch->room * BLOCK;
  batch->scratch = g_new0(DgmiScratch *, batch->threads);
  for (guint t = 0; t < batch->threads; t++)
    if ((batch->scratch[t] = dgmi_scratch_new(result->plan, error)) == NULL)
      return FALSE;
  batch->rank = g_try_new(guint16, draws * result->n_units + 1);
  if (result->bins != NULL)
    batch->score = g_try_new(double, draws * result->n_units + 1);
  if (result->central != NULL)
    batch->share = g_try_new(double, draws * result->plan->tree.n_slots);
  if (batch->rank != NULL && (result->bins == NULL || batch->score != NULL) &&
      (result->central == NULL || batch->share != NULL))
    return TRUE;
  dgmi_error_set(error, DGMI_ERROR_DATA, "the ranks of %u units do not fit into memory",
                 result->n_units);
  return FALSE;
}

static guint64 draws_of(const DgmiUncertaintyOptions *options)
{
  return options->draws == 0 ? DGMI_UNCERTAINTY_DRAWS : options->draws;
}

/* The draws of a block that are asked for: all but in the last one. */
static guint draws_in(const DgmiUncertaintyOptions *options, guint block)
{
  return (guint)MIN(draws_of(options) - (guint64)block * BLOCK, BLOCK);
}

/* Draws beyond those asked for rank no unit, so that they count nowhere. */
static void leave_out(const Batch *batch, const DgmiBlockJob *job, guint from)
{
  for (gsize unit = 0; from < BLOCK && unit < batch->result->n_units; unit++)
    for (gsize d = unit * job->stride + from; d < unit * job->stride + BLOCK; d++)
    {
      job->rank[d] = 0;
      if (job->score != NULL)
        job->score[d] = NAN;
    }
}

/* On a thread of its own: it writes to what belongs to `item` alone. */
static void compute_block(guint item, guint thread, gpointer data)
{
  Batch *batch = data;
  const DgmiUncertainty *result = batch->result;
  const gsize at = (gsize)item * BLOCK;
  const DgmiBlockJob job = {
      .seed = result->seed,
      .block = batch->block[item],
      .other = -1,
      .stride = (gsize)batch->n_blocks * BLOCK,
      .rank = batch->rank + at,
      .score = batch->score == NULL ? NULL : batch->score + at,
      .share = batch->share == NULL ? NULL : batch->share + at * result->plan->tree.n_slots,
      .stop = batch->options->stop};
  batch->done[item] =
      dgmi_uncertainty_block(result->plan, &job, batch->scratch[thread], &batch->error[item]);
  leave_out(batch, &job, draws_in(batch->options, job.block));
}

/* Units counted by one thread in one go: few enough to share them out, many enough to be worth
 * it. */
#define UNITS_TOGETHER 8

static void count_units(guint item, guint thread, gpointer data)
{
  (void)thread;
  const Batch *batch = data;
  const DgmiCounted counted = {batch->n_blocks * BLOCK, batch->rank, batch->score, batch->share};
  const guint after = MIN((item + 1) * UNITS_TOGETHER, batch->result->n_units);
  for (guint unit = item * UNITS_TOGETHER; unit < after; unit++)
    dgmi_uncertainty_count(batch->result, &counted, unit);
}

/* The error of the first block that has one. */
static gboolean report(Batch *batch, GError **error)
{
  gboolean done = TRUE, reported = FALSE;
  for (guint i = 0; i < batch->n_blocks; i++)
  {
    done = done && batch->done[i];
    if (batch->error[i] == NULL)
      continue;
    if (reported)
      g_error_free(batch->error[i]);
    else
      g_propagate_error(error, batch->error[i]);
    batch->error[i] = NULL;
    reported = TRUE;
  }
  return done;
}

/* Below so many ranks counting takes less time than waking threads for it. */
#define FEW_RANKS (1u << 20)

static gboolean compute_batch(Batch *batch, GError **error)
{
  const gsize n_units = batch->result->n_units;
  const gboolean few = n_units * batch->n_blocks * BLOCK < FEW_RANKS;
  batch->parallel(batch->threads, batch->n_blocks, compute_block, batch);
  if (!report(batch, error))
    return FALSE;
  (few ? on_one_thread : batch->parallel)(
      batch->threads, (guint)((n_units + UNITS_TOGETHER - 1) / UNITS_TOGETHER), count_units, batch);
  for (guint i = 0; i < batch->n_blocks; i++)
    batch->result->draws[0] += draws_in(batch->options, batch->block[i]);
  return TRUE;
}

/* ---- Adding draws ---- */

static gboolean is_stopped(const DgmiUncertaintyOptions *options)
{
  return options->stop != NULL && g_atomic_int_get(options->stop) != 0;
}

static gboolean go_on(const DgmiUncertaintyOptions *options, guint blocks)
{
  const guint64 total = draws_of(options);
  if (is_stopped(options))
    return FALSE;
  return options->progress == NULL ||
         options->progress(MIN((guint64)blocks * BLOCK, total), total, options->data);
}

/* Batches grow while they are quick, so that a slow index can be stopped and shows progress; what
 * is counted does not depend on it. */
static gboolean add_blocks(Batch *batch, guint begin, guint end, GError **error)
{
  const DgmiUncertaintyOptions *options = batch->options;
  const guint step = MAX(options->step, 1);
  guint64 next = begin + (options->first + step - begin % step) % step;
  while (next < end)
  {
    const gint64 start = g_get_monotonic_time();
    for (batch->n_blocks = 0; batch->n_blocks < batch->size && next < end; next += step)
      batch->block[batch->n_blocks++] = (guint)next;
    if (!compute_batch(batch, error) || !go_on(options, (guint)MIN(next - options->first, end)))
    {
      batch->result->partial = TRUE;
      return FALSE;
    }
    if (g_get_monotonic_time() - start < BATCH_MICROSECONDS)
      batch->size = MIN(2 * batch->size, batch->room);
  }
  return TRUE;
}

gboolean dgmi_uncertainty_add(DgmiUncertainty *result, const DgmiUncertaintyOptions *options,
                              guint begin, guint end, GError **error)
{
  options = options == NULL ? &no_options : options;
  assert(options->first < MAX(options->step, 1));
  g_auto(Batch) batch = {0};
  return batch_start(&batch, result, options, error) && add_blocks(&batch, begin, end, error);
}

guint dgmi_uncertainty_checkpoint(guint done, guint total)
{
  assert(done <= total);
  guint64 next = 4;
  while (next <= done) /* 4, 6, 8, 12, 16, 24, … */
    next = (next & (next - 1)) == 0 ? next / 2 * 3 : next / 3 * 4;
  return (guint)MIN(next, total);
}

/* From checkpoint to checkpoint; FALSE with an error, or without one where it was stopped. */
static gboolean add_all(Batch *batch, guint total, GError **error)
{
  const DgmiUncertaintyOptions *options = batch->options;
  const gboolean alone = options->step <= 1;
  for (guint done = 0; done < total;)
  {
    const guint next = alone ? dgmi_uncertainty_checkpoint(done, total) : total;
    if (!add_blocks(batch, done, next, error))
      return FALSE;
    done = next;
    dgmi_uncertainty_note_convergence(batch->result);
    if (alone && options->until > 0 && dgmi_uncertainty_half_width(batch->result) <= options->until)
      break;
  }
  return TRUE;
}

DgmiUncertainty *dgmi_uncertainty_run(const DgmiUncertaintyPlan *plan,
                                      const DgmiUncertaintyOptions *options, GError **error)
{
  options = options == NULL ? &no_options : options;
  assert(options->first < MAX(options->step, 1));
  GError *failure = NULL;
  g_auto(Batch) batch = {0};
  g_autoptr(DgmiUncertainty) result = dgmi_uncertainty_new(plan, options, error);
  if (result == NULL || !batch_start(&batch, result, options, error))
    return NULL;
  if (add_all(&batch, (guint)((draws_of(options) + BLOCK - 1) / BLOCK), &failure) ||
      failure == NULL)
    return g_steal_pointer(&result);
  g_propagate_error(error, failure);
  return NULL;
}

/* ---- A new result ---- */

static gsize take(gsize *at, gsize n)
{
  const gsize begin = *at;
  *at += n;
  return begin;
}

/* Lays out the tables; FALSE where they do not fit into memory. */
static gboolean new_tables(DgmiUncertainty *result, const DgmiUncertaintyOptions *options)
{
  const gsize n = result->n_units, n_slots = result->plan->tree.n_slots;
  gsize counts = 0, sums = 0;
  const gsize ranks = take(&counts, n * n),
              bins = take(&counts, options->scores ? n * DGMI_SCORE_BINS : 0);
  const gsize pairs = take(&counts, options->pairs ? n * n : 0);
  const gsize draws = take(&sums, 1),
              scores = take(&sums, options->scores ? n * DGMI_SCORE_SUMS : 0);
  const gsize central = take(&sums, options->central ? n * n_slots : 0);
  result->n_counts = counts;
  result->n_sums = sums;
  result->counts = g_try_new0(guint32, counts + 1);
  result->sums = g_try_new0(gint64, sums);
  if (result->counts == NULL || result->sums == NULL)
    return FALSE;
  result->ranks = result->counts + ranks;
  result->bins = options->scores ? result->counts + bins : NULL;
  result->pairs = options->pairs ? result->counts + pairs : NULL;
  result->draws = result->sums + draws;
  result->scores = options->scores ? result->sums + scores : NULL;
  result->central = options->central ? result->sums + central : NULL;
  return TRUE;
}

#define PILOT_BLOCKS 4

/* Widens a unit's range to the scores of a block. */
static void widen(const double *score, double *low, double *high)
{
  for (guint d = 0; d < BLOCK; d++)
    if (isfinite(score[d]))
    {
      *low = fmin(*low, score[d]);
      *high = fmax(*high, score[d]);
    }
}

/* The range of each unit's histogram: that of the first draws, and half of it again on either side.
 * The same for every rank of several machines. */
static gboolean find_ranges(DgmiUncertainty *result, GError **error)
{
  const gsize n = result->n_units;
  g_autoptr(DgmiScratch) scratch = dgmi_scratch_new(result->plan, error);
  g_autofree guint16 *rank = g_new(guint16, n * BLOCK);
  g_autofree double *score = g_new(double, n *BLOCK);
  g_autofree double *high = g_new(double, n);
  result->low = g_new(double, n);
  result->width = g_new(double, n);
  for (gsize unit = 0; unit < n; unit++)
    result->low[unit] = INFINITY, high[unit] = -INFINITY;
  for (guint block = 0; scratch != NULL && block < PILOT_BLOCKS; block++)
  {
    const DgmiBlockJob job = {.seed = result->seed,
                              .block = block,
                              .other = -1,
                              .stride = BLOCK,
                              .rank = rank,
                              .score = score};
    if (!dgmi_uncertainty_block(result->plan, &job, scratch, error))
      return FALSE;
    for (gsize unit = 0; unit < n; unit++)
      widen(score + unit * BLOCK, &result->low[unit], &high[unit]);
  }
  for (gsize unit = 0; unit < n; unit++)
  {
    const double range = high[unit] - result->low[unit];
    result->width[unit] = range >= 0 ? 2 * range : 0;
    result->low[unit] = range >= 0 ? result->low[unit] - range / 2 : 0;
  }
  return scratch != NULL;
}

DgmiUncertainty *dgmi_uncertainty_new(const DgmiUncertaintyPlan *plan,
                                      const DgmiUncertaintyOptions *options, GError **error)
{
  assert(plan != NULL); /* options may be NULL */
  options = options == NULL ? &no_options : options;
  if (draws_of(options) > DRAWS_MAX)
  {
    dgmi_error_set(error, DGMI_ERROR_USAGE, "{draws} is at most 4,294,967,040");
    return NULL;
  }
  g_autoptr(DgmiUncertainty) result = g_new0(DgmiUncertainty, 1);
  result->plan = plan;
  result->seed = options->seed == 0 ? 1 : options->seed;
  result->n_units = plan->n_units;
  result->convergence = g_array_new(FALSE, FALSE, sizeof(DgmiConvergence));
  if (!new_tables(result, options))
  {
    dgmi_error_set(error, DGMI_ERROR_DATA, "the counts of %u units do not fit into memory",
                   plan->n_units);
    return NULL;
  }
  return !options->scores || find_ranges(result, error) ? g_steal_pointer(&result) : NULL;
}

static void clear_uncertainty(DgmiUncertainty *result)
{
  dgmi_free_all(result->counts, result->sums, result->low, result->width);
  g_array_unref(result->convergence);
}

DGMI_DEFINE_FREE(dgmi_uncertainty_free, DgmiUncertainty, clear_uncertainty)
