#include "command/verbs/sampling.h"

#include <assert.h>
#include <math.h>
#include <signal.h>
#include <string.h>

#include "command/run/module.h"
#include "command/run/output.h"
#include "command/run/say.h"
#include "index/opened/parts.h"
#include "indicators/base/text.h"

/* ---- Interruption and progress ---- */

/* The signal, 0 = none: what a signal's handler can reach. */
static gint interrupted;

static void interrupt(int number)
{
  g_atomic_int_set(&interrupted, number);
}

/* The first signal asks for what is done so far, the second ends the program. */
static void catch_signals(void)
{
  struct sigaction action = {.sa_handler = interrupt, .sa_flags = (int)SA_RESETHAND};
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
}

static void release_signals(void)
{
  signal(SIGINT, SIG_DFL);
  signal(SIGTERM, SIG_DFL);
}

#define FIRST_AFTER G_USEC_PER_SEC
#define AGAIN_AFTER (G_USEC_PER_SEC / 5)

static gboolean show_progress(guint64 done, guint64 total, gpointer data)
{
  DgmiProgress *progress = data;
  const gint64 now = g_get_monotonic_time();
  if (progress->wanted && now - progress->start > FIRST_AFTER &&
      now - progress->last > AGAIN_AFTER && total > 0)
  {
    g_autofree char *draws = g_strdup_printf("%" G_GUINT64_FORMAT, done);
    g_autofree char *text =
        g_strdup_printf(_("%.0f %%, %s draws"), 100.0 * (double)done / (double)total, draws);
    g_printerr("\r\033[K%s", text);
    progress->shown = TRUE;
    progress->last = now;
  }
  return !g_atomic_int_get(&interrupted);
}

static void clear_progress(DgmiProgress *progress)
{
  if (progress->shown)
    g_printerr("\r\033[K");
  progress->shown = FALSE;
}

/* ---- Processes ---- */

/* What mpirun of Open MPI, and of MPICH and its kin, tell the processes that they start. */
static guint of_environment(const char *open_mpi, const char *mpich)
{
  const char *text = g_getenv(open_mpi) != NULL ? g_getenv(open_mpi) : g_getenv(mpich);
  guint64 number = 0;
  return text != NULL && g_ascii_string_to_unsigned(text, 10, 0, G_MAXINT, &number, NULL)
             ? (guint)number
             : 0;
}

static gboolean join(DgmiSampling *sampling)
{
  g_autoptr(GError) error = NULL;
  DgmiClusterOpen *open_cluster;
  if (of_environment("OMPI_COMM_WORLD_SIZE", "PMI_SIZE") < 2)
    return TRUE;
  sampling->run->silent = of_environment("OMPI_COMM_WORLD_RANK", "PMI_RANK") != 0;
  *(gpointer *)&open_cluster = dgmi_module_symbol("cluster", "dgmi_cluster_open", &error);
  if (open_cluster != NULL && open_cluster(&sampling->processes, &error))
    sampling->cluster = &sampling->processes;
  else if (open_cluster != NULL)
    dgmi_messages_add_error(sampling->run->messages, NULL, error);
  else
    dgmi_io_failure(sampling->run->messages, NULL,
                    "this dgmi was built without MPI; run it without mpirun, or install the "
                    "package libopenmpi-dev (apt-get install libopenmpi-dev), configure dgmi "
                    "with --with-mpi and build it again");
  return sampling->cluster != NULL;
}

/* Whether all processes say so. One that fails where process 0 does not says why itself. */
static gboolean agree(DgmiSampling *sampling, gboolean ok)
{
  const DgmiCluster *cluster = sampling->cluster;
  if (cluster == NULL)
    return ok;
  const gboolean first_ok = cluster->all(cluster->process != 0 || ok);
  const gboolean all_ok = cluster->all(ok);
  sampling->run->silent = cluster->process != 0 && (ok || !first_ok);
  if (ok && !all_ok && cluster->process == 0)
    dgmi_failure(sampling->run->messages, NULL,
                 "another process of this run failed; its message says why");
  return all_ok;
}

/* ---- Opening ---- */

/* Reads the index with what the sources need of its data. */
static gboolean open_index(DgmiSampling *sampling, const char *id)
{
  const DgmiOptions *options = &sampling->run->options;
  DgmiMessages *messages = sampling->run->messages;
  g_auto(DgmiOpening) opening = {0};
  sampling->sources = dgmi_vary_parse((const char *const *)options->draws.vary, messages);
  if (sampling->sources == NULL || !dgmi_opening_init(&opening, id, options, messages))
    return FALSE;
  g_auto(GStrv) errors = dgmi_vary_columns(sampling->sources);
  g_auto(GStrv) groups = dgmi_vary_group_columns(sampling->sources);
  g_auto(GStrv) tables = dgmi_vary_proxy_files(sampling->sources);
  opening.request.numbers = (const char *const *)errors;
  opening.request.groups = (const char *const *)groups;
  opening.request.proxies = (const char *const *)tables;
  opening.request.other_years = dgmi_vary_needs_years(sampling->sources);
  sampling->index = dgmi_index_open(&opening.request, DGMI_INDEX_RESULT, messages);
  return sampling->index != NULL;
}

/* "shift", "rank:UNIT", "score:UNIT". */
static gboolean read_output(DgmiSampling *sampling)
{
  static const char *const kinds[] = {"shift", "rank:", "score:"};
  const char *text = sampling->run->options.draws.output_of;
  if (text == NULL || strcmp(text, kinds[DGMI_OUTPUT_RANK_SHIFT]) == 0)
    return TRUE;
  DgmiOutputKind kind = DGMI_OUTPUT_RANK;
  while (kind <= DGMI_OUTPUT_SCORE && !g_str_has_prefix(text, kinds[kind]))
    kind++;
  if (kind > DGMI_OUTPUT_SCORE)
  {
    dgmi_usage_failure(sampling->run->messages,
                       "--output-of '%s' is not known; write shift, rank:UNIT or score:UNIT", text);
    return FALSE;
  }
  const int unit =
      dgmi_index_find_unit(sampling->index, text + strlen(kinds[kind]), sampling->run->messages);
  if (unit >= 0 && isnan(dgmi_uncertainty_nominal_rank(sampling->plan)[unit]))
    dgmi_failure(sampling->run->messages, NULL, "%s has no rank whose variation could be explained",
                 dgmi_index_unit_name(sampling->index, (guint)unit));
  sampling->output = (DgmiOutput){kind, (guint)MAX(unit, 0)};
  return dgmi_messages_failures(sampling->run->messages) == 0;
}

static gboolean compile(DgmiSampling *sampling)
{
  g_autoptr(GError) error = NULL;
  const DgmiIndex *index = sampling->index;
  const DgmiInputs inputs = dgmi_index_inputs(index);
  sampling->plan = dgmi_uncertainty_plan_new(dgmi_index_recipe(index), dgmi_index_dataset(index),
                                             &inputs, sampling->sources, &error);
  if (sampling->plan == NULL)
    dgmi_messages_add_error(sampling->run->messages, NULL, error);
  return sampling->plan != NULL;
}

static int by_rank(gconstpointer a, gconstpointer b, gpointer ranks)
{
  const double x = ((const double *)ranks)[*(const guint *)a];
  const double y = ((const double *)ranks)[*(const guint *)b];
  if (isnan(x) || isnan(y))
    return isnan(x) - isnan(y);
  return x < y ? -1 : x > y;
}

/* Before the draws, which may take long. */
static gboolean choose_units(DgmiSampling *sampling)
{
  sampling->rank = dgmi_uncertainty_nominal_rank(sampling->plan);
  sampling->ranked = dgmi_result_order(dgmi_index_result(sampling->index), &sampling->n_ranked);
  g_qsort_with_data(sampling->ranked, (gint)sampling->n_ranked, sizeof(guint), by_rank,
                    (gpointer)sampling->rank); /* is stable */
  sampling->shown = g_memdup2(sampling->ranked, sampling->n_ranked * sizeof(guint));
  sampling->n_shown = sampling->n_ranked;
  if (sampling->n_ranked == 0 || isnan(sampling->rank[sampling->ranked[0]]))
  {
    dgmi_failure(sampling->run->messages, NULL,
                 "no unit of %s has a rank that could vary: there are no figures to compute one",
                 dgmi_index_name(sampling->index));
    return FALSE;
  }
  return dgmi_run_choose_units(sampling->run, sampling->index, sampling->shown, &sampling->n_shown);
}

/* So is what would be wrong with the printing. */
static gboolean check_format(const DgmiSampling *sampling)
{
  const DgmiOptions *options = &sampling->run->options;
  g_autoptr(GError) error = NULL;
  DgmiFormat format;
  if (!dgmi_output_format(options->print.format, options->print.output, &format, &error))
    dgmi_messages_add_error(sampling->run->messages, NULL, error);
  return error == NULL;
}

static gboolean open_threads(DgmiUncertaintyOptions *options, guint wanted, DgmiMessages *messages)
{
  g_autoptr(GError) error = NULL;
  if (!dgmi_part_threads(wanted, options, &error))
    dgmi_messages_add_error(messages, NULL, error);
  return error == NULL;
}

static gboolean set_options(DgmiSampling *sampling)
{
  const DgmiOptions *given = &sampling->run->options;
  const gboolean printed = sampling->cluster == NULL || sampling->cluster->process == 0;
  sampling->progress = (DgmiProgress){
      .wanted = printed && !given->print.quiet && dgmi_output_width(2) > 0,
      .start = g_get_monotonic_time(),
  };
  sampling->options = (DgmiUncertaintyOptions){
      .draws = dgmi_options_draws(&given->draws),
      .seed = dgmi_options_seed(&given->method),
      .pairs = sampling->table == DGMI_SAMPLING_PAIRWISE,
      .central = sampling->table == DGMI_SAMPLING_CENTRAL,
      .progress = show_progress,
      .data = &sampling->progress,
      .stop = &interrupted,
  };
  if (given->draws.until != NULL)
    (void)dgmi_number_parse(given->draws.until, strlen(given->draws.until),
                            &sampling->options.until);
  return open_threads(&sampling->options, (guint)given->draws.threads, sampling->run->messages);
}

gboolean dgmi_sampling_open(DgmiSampling *sampling, DgmiRun *run, const char *id,
                            DgmiSamplingTable table)
{
  assert(run != NULL);
  *sampling = (DgmiSampling){.run = run, .table = table};
  if (!join(sampling))
    return FALSE;
  catch_signals();
  return agree(sampling, open_index(sampling, id) && compile(sampling) && choose_units(sampling) &&
                             read_output(sampling) && check_format(sampling) &&
                             set_options(sampling));
}

void dgmi_sampling_close(DgmiSampling *sampling)
{
  release_signals();
  /* An mpirun that was interrupted ends the processes itself, and would not let this one go. */
  if (sampling->cluster != NULL && !sampling->run->interrupted)
    sampling->cluster->close();
  g_free(sampling->ranked);
  g_free(sampling->shown);
  dgmi_uncertainty_plan_free(sampling->plan);
  g_clear_pointer(&sampling->sources, g_ptr_array_unref);
  dgmi_index_unref(sampling->index);
  memset(sampling, 0, sizeof *sampling);
}

/* ---- Drawing ---- */

/* Says that it was interrupted; FALSE where nothing was done before. The signal may have been
 * another process's. */
static gboolean say_interrupted(DgmiRun *run, guint64 draws)
{
  g_autofree char *number = g_strdup_printf("%" G_GUINT64_FORMAT, draws);
  const int signal_number = g_atomic_int_get(&interrupted);
  run->interrupted = signal_number != 0 ? signal_number : SIGINT;
  if (draws > 0)
    dgmi_warning(run->messages, NULL, "interrupted: the figures are of the first %s draws only",
                 number);
  else
    dgmi_failure(run->messages, NULL,
                 "interrupted before the first draws were done: nothing is written");
  return draws > 0;
}

/* NULL also where another process says it. */
static DgmiUncertainty *draw_ranks(DgmiSampling *sampling, GError **error)
{
  g_autoptr(DgmiUncertainty) result =
      dgmi_cluster_uncertainty(sampling->cluster, sampling->plan, &sampling->options, error);
  clear_progress(&sampling->progress);
  if (result == NULL ||
      (dgmi_uncertainty_is_partial(result) &&
       !say_interrupted(sampling->run, dgmi_uncertainty_draws(result))) ||
      sampling->run->silent)
    return NULL;
  sampling->draws = dgmi_uncertainty_draws(result);
  return g_steal_pointer(&result);
}

static DgmiSensitivity *draw_design(DgmiSampling *sampling, GError **error)
{
  g_autoptr(DgmiSensitivity) result = dgmi_sensitivity_run(
      sampling->plan, &sampling->options, &sampling->output, sampling->cluster, error);
  clear_progress(&sampling->progress);
  if (result == NULL || (result->is_partial && !say_interrupted(sampling->run, result->draws)) ||
      sampling->run->silent)
    return NULL;
  if (!result->varies)
    dgmi_warning(sampling->run->messages, NULL,
                 "the output does not vary with these sources: there is nothing to explain, and "
                 "the indices are left empty");
  sampling->draws = result->draws;
  return g_steal_pointer(&result);
}

static void say_error(DgmiSampling *sampling, const GError *error)
{
  if (error == NULL)
    return;
  sampling->run->silent = FALSE;
  dgmi_messages_add_error(sampling->run->messages, NULL, error);
}

DgmiGrid *dgmi_sampling_grid(DgmiSampling *sampling)
{
  assert(sampling->plan != NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(DgmiUncertainty) ranks = NULL;
  g_autoptr(DgmiSensitivity) design = NULL;
  if (sampling->table == DGMI_SAMPLING_SENSITIVITY)
    design = draw_design(sampling, &error);
  else
    ranks = draw_ranks(sampling, &error);
  say_error(sampling, error);
  return design != NULL  ? dgmi_sensitivity_grid(sampling, design)
         : ranks != NULL ? dgmi_uncertainty_grid(sampling, ranks)
                         : NULL;
}

DgmiChartAnalysis *dgmi_sampling_analysis(DgmiSampling *sampling)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DgmiUncertainty) ranks = NULL;
  g_autoptr(DgmiSensitivity) design = NULL;
  if (sampling->table == DGMI_SAMPLING_SENSITIVITY)
    design = draw_design(sampling, &error);
  else
    ranks = draw_ranks(sampling, &error);
  say_error(sampling, error);
  if (design != NULL)
    return dgmi_chart_analysis_of_sources(sampling->index, sampling->plan, design,
                                          dgmi_options_seed(&sampling->run->options.method),
                                          &sampling->output);
  return ranks == NULL
             ? NULL
             : dgmi_chart_analysis_of_draws(sampling->index, sampling->plan, ranks,
                                            sampling->table == DGMI_SAMPLING_ACCEPTABILITY);
}
