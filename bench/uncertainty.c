/* How long uncertainty analyses take: weights of 193 units × 30 indicators beside a hand-tuned
 * program (uncertainty-kernel.c) and vectorised NumPy (uncertainty-numpy.py, where it is installed)
 * in the same run; all sources that COINr can vary jointly; 5,000 units × 60 indicators. */
#include "index/uncertainty/uncertainty.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "bench/uncertainty-kernel.h"
#include "tests/shared/computed.h"

#define DRAWS 1000000
#define REPETITIONS 3

static void must_be_silent(DgmiMessages *messages)
{
  for (guint i = 0; i < dgmi_messages_count(messages); i++)
    fprintf(stderr, "uncertainty: %s\n", dgmi_messages_get(messages, i)->text);
  if (dgmi_messages_failures(messages) > 0)
    exit(1);
}

/* Indicators below the index, or below pillars of five. */
static DgmiFramework *make_framework(guint indicators, gboolean pillars)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(GArray) rows = g_array_new(FALSE, TRUE, sizeof(DgmiFrameworkRow));
  g_autoptr(GStringChunk) text = g_string_chunk_new(1024);
  const guint n = indicators + (pillars ? indicators / 5 : 0);
  for (guint i = 0; i <= n; i++)
  {
    char code[16], parent[16];
    g_snprintf(code, sizeof code, i == n ? "I" : i < indicators ? "i%u" : "P%u", i);
    g_snprintf(parent, sizeof parent, i < indicators && pillars ? "P%u" : "I", indicators + i / 5);
    DgmiFrameworkRow row = {.line = i + 2};
    row.cell[DGMI_FIELD_LEVEL] = i < indicators ? "1" : i < n || !pillars ? "2" : "3";
    row.cell[DGMI_FIELD_CODE] = g_string_chunk_insert(text, code);
    row.cell[DGMI_FIELD_PARENT] = i == n ? NULL : g_string_chunk_insert(text, parent);
    row.cell[DGMI_FIELD_TYPE] = i < indicators ? "Indicator" : "Aggregate";
    g_array_append_val(rows, row);
  }
  DgmiFramework *framework =
      dgmi_framework_new((const DgmiFrameworkRow *)(gpointer)rows->data, rows->len, NULL, messages);
  must_be_silent(messages);
  return framework;
}

static DgmiDataset *make_dataset(const DgmiFramework *framework, guint units, guint indicators)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(GString) text = g_string_new("uCode");
  g_autoptr(GRand) random = g_rand_new_with_seed(1);
  for (guint i = 0; i < indicators; i++)
    g_string_append_printf(text, ",i%u", i);
  for (guint unit = 0; unit < units; unit++)
  {
    g_string_append_printf(text, "\nu%u", unit);
    for (guint i = 0; i < indicators; i++)
      g_string_append_printf(text, ",%d", g_rand_int_range(random, 0, 1000000));
  }
  g_string_append_c(text, '\n');
  const DgmiDatasetOptions options = {.framework = framework};
  DgmiDataset *dataset = dgmi_dataset_read_text(text->str, text->len, "bench", &options, messages);
  must_be_silent(messages);
  return dataset;
}

static Computed make_index(guint units, guint indicators, gboolean pillars)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  Computed index = {.framework = make_framework(indicators, pillars),
                    .definition = dgmi_definition_new("bench", "bench", "bench")};
  index.dataset = make_dataset(index.framework, units, indicators);
  index.recipe = dgmi_recipe_new(index.definition, index.framework, messages);
  must_be_silent(messages);
  return index;
}

/* Seconds of processor time, of all threads: other processes do not count. */
static double processor_time(void)
{
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Seconds of the fastest run, the plan included. */
static double measure(const Computed *index, const char *const *vary, guint64 draws,
                      guint repetitions)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(GPtrArray) sources = dgmi_vary_parse(vary, messages);
  const DgmiUncertaintyOptions options = {
      .draws = draws, .parallel = dgmi_parallel, .threads = dgmi_parallel_threads()};
  double fastest = G_MAXDOUBLE;
  must_be_silent(messages);
  for (guint i = 0; i < repetitions; i++)
  {
    const double start = processor_time();
    g_autoptr(GError) error = NULL;
    g_autoptr(DgmiUncertaintyPlan) plan =
        dgmi_uncertainty_plan_new(index->recipe, index->dataset, NULL, sources, &error);
    g_autoptr(DgmiUncertainty) result =
        plan == NULL ? NULL : dgmi_uncertainty_run(plan, &options, &error);
    if (result == NULL)
    {
      fprintf(stderr, "uncertainty: %s\n", error->message);
      exit(1);
    }
    fastest = MIN(fastest, processor_time() - start);
  }
  return fastest;
}

static double measure_hand_tuned(const Computed *index)
{
  static double x[HAND_UNITS][HAND_INDICATORS];
  static guint32 counts[HAND_UNITS][HAND_UNITS];
  double fastest = G_MAXDOUBLE;
  for (guint i = 0; i < HAND_INDICATORS; i++)
  {
    const guint node = dgmi_framework_indicators(index->framework)[i];
    const double *column =
        dgmi_dataset_numbers(index->dataset, dgmi_framework_node(index->framework, node)->code);
    for (guint unit = 0; unit < HAND_UNITS; unit++)
      x[unit][i] = column[unit] / 1e6;
  }
  for (guint i = 0; i < REPETITIONS; i++)
  {
    const double start = processor_time();
    hand_tuned((const double(*)[HAND_INDICATORS])x, DRAWS, dgmi_parallel_threads(), counts);
    fastest = MIN(fastest, processor_time() - start);
  }
  return fastest;
}

/* Seconds of NumPy, scaled up from a tenth of the draws; 0 where it is not installed. */
static double measure_numpy(void)
{
  const char *tests = g_getenv("G_TEST_SRCDIR"); /* `make bench` sets it */
  g_autofree char *script = g_build_filename(tests == NULL ? "tests" : tests, "..", "bench",
                                             "uncertainty-numpy.py", NULL);
  g_autofree char *output = NULL, *draws = g_strdup_printf("%d", DRAWS / 10);
  char *arguments[] = {
      (char *)"/usr/bin/python3",           script, draws, (char *)G_STRINGIFY(HAND_UNITS),
      (char *)G_STRINGIFY(HAND_INDICATORS), NULL};
  int status = 1;
  if (!g_spawn_sync(NULL, arguments, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &output, NULL,
                    &status, NULL) ||
      status != 0)
    return 0;
  return 10 * g_ascii_strtod(output, NULL);
}

static void bench_weights(void)
{
  Computed flat = make_index(HAND_UNITS, HAND_INDICATORS, FALSE);
  Computed nested = make_index(HAND_UNITS, HAND_INDICATORS, TRUE);
  const char *const uniform[] = {"weights:dirichlet", NULL};
  const char *const around[] = {"weights:dirichlet:100", NULL};
  const double hand = measure_hand_tuned(&flat);
  const double ours = measure(&flat, uniform, DRAWS, REPETITIONS);
  const double numpy = measure_numpy();
  printf("weights, 193 × 30, %d draws: hand-tuned %.2f s; dgmi %.2f s, %.2f times that (at most "
         "1.5)\n",
         DRAWS, hand, ours, ours / hand);
  if (numpy > 0)
    printf("  NumPy %.2f s: dgmi is %.1f times as fast (at least 6)\n", numpy, numpy / ours);
  else
    printf(
        "  not compared with NumPy: it is not installed for /usr/bin/python3, or this was not run "
        "by make bench\n");
  printf("  in 6 pillars of 5: %.2f s; around the nominal weights: %.2f s\n",
         measure(&nested, uniform, DRAWS, REPETITIONS), measure(&flat, around, DRAWS, 1));
  computed_clear(&flat);
  computed_clear(&nested);
}

static void bench_joint(void)
{
  Computed index = make_index(HAND_UNITS, HAND_INDICATORS, TRUE);
  const char *const vary[] = {"weights:25%", "normalise:minmax:1,100/zscore:50,10/rank",
                              "aggregate:arithmetic/geometric", NULL};
  const char *const error[] = {"weights:25%", "error:5%", NULL};
  const double joint = measure(&index, vary, DRAWS, REPETITIONS);
  printf("normalisation × aggregation × weights, 193 × 30: %.2f µs a draw (COINr 110,000: %.0f "
         "times as fast, at least 5,000)\n",
         joint * 1e6 / DRAWS, 0.11 * DRAWS / joint);
  printf("errors × weights, 193 × 30: %.0f µs a draw\n",
         measure(&index, error, 5000, 1) * 1e6 / 5000);
  computed_clear(&index);
}

static void bench_many_units(void)
{
  Computed index = make_index(5000, 60, TRUE);
  const char *const vary[] = {"weights:dirichlet", NULL};
  struct rusage usage;
  const double seconds = measure(&index, vary, 100000, 1);
  getrusage(RUSAGE_SELF, &usage);
  printf(
      "weights, 5,000 × 60, 100,000 draws: %.1f s (one minute on two cores: at most 120), %.0f MB "
      "(below 600)\n",
      seconds, (double)usage.ru_maxrss * 1024 / 1e6);
  computed_clear(&index);
}

int main(int argc, char **argv)
{
  (void)argc;
  /* OpenMP's threads spin while they wait, which would count as processor time; it is told not to
   * before it is loaded. */
  if (g_getenv("OMP_WAIT_POLICY") == NULL && g_setenv("OMP_WAIT_POLICY", "passive", TRUE))
    execv("/proc/self/exe", argv);
  printf("seconds of processor time, fastest of %d, %u threads\n", REPETITIONS,
         dgmi_parallel_threads());
  bench_weights();
  bench_joint();
  bench_many_units();
  return 0;
}
