/* How long the methods take that solve programs or compare all pairs, over one node: benefit of the
 * doubt of 193 units × 10 members, Copeland of 193 × 30 with ties, and Kemeny of the first 20 units
 * of EGDI 2022 (or more: `methods N`) with their scores under 10 random weightings as voters. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "index/methods/kemeny.h"
#include "tests/shared/members.h"

#define REPETITIONS 5
#define VOTERS 10

static double cpu_seconds(void)
{
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* The fastest of some runs, in milliseconds. */
static double time_method(const DgmiMethod *method, const DgmiMembers *members, guint repetitions)
{
  double best = INFINITY;
  g_autofree double *out = g_new(double, members->n_units);
  for (guint i = 0; i < repetitions; i++)
  {
    g_autoptr(GError) error = NULL;
    const double start = cpu_seconds();
    if (!dgmi_aggregate(method, members, out, &error))
      g_error("%s", error->message);
    best = MIN(best, 1e3 * (cpu_seconds() - start));
  }
  return best;
}

static void run_bod(const char *text, gboolean own_weights)
{
  g_auto(Members) m = random_members(193, 10, 0, 0);
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autofree double *weights = g_new(double, (gsize)m.n_units *m.n_members);
  DgmiMethod method;
  if (!dgmi_method_parse(text, DGMI_METHOD_WEIGH, &method, NULL, messages))
    exit(1);
  DgmiMembers members = as_members(&m);
  members.argument = method.argument;
  members.n_arguments = method.n_arguments;
  members.unit_weight = own_weights ? weights : NULL;
  printf("%-14s 193 × 10%s %*.1f ms\n", text, own_weights ? ", with weights" : "",
         own_weights ? 8 : 22, time_method(&method, &members, REPETITIONS));
}

static void run_copeland(void)
{
  g_auto(Members) m = random_members(193, 30, 5, 0);
  const DgmiMethod method = method_of("copeland");
  DgmiMembers members = as_members(&m);
  printf("%-14s 193 × 30 %21.1f ms\n", "copeland", time_method(&method, &members, REPETITIONS));
}

/* ---- Kemeny ---- */

static DgmiDataset *read_egdi(void)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  const DgmiDatasetOptions options = {.year = 2022};
  DgmiDataset *dataset =
      dgmi_dataset_read(DGMI_SRCDIR "/datasets/shipped/un-egdi.csv", &options, messages);
  if (dataset == NULL)
    g_error("%s", dgmi_messages_get(messages, 0)->text);
  return dataset;
}

/* The scores of the `n` units first in EGDI under random weights of its components. */
static void fill_voters(const DgmiDataset *dataset, Members *m)
{
  static const char *const components[] = {"OSI", "TII", "HCI"};
  const guint n = dgmi_dataset_n_units(dataset);
  g_autofree double *rank = g_new(double, n);
  dgmi_rank(dgmi_dataset_numbers(dataset, "EGDI"), n, DGMI_TIES_FIRST, rank);
  for (guint v = 0; v < m->n_members; v++)
  {
    const double a = g_test_rand_double(), b = g_test_rand_double();
    const double weight[] = {MIN(a, b), fabs(a - b), 1 - MAX(a, b)};
    m->weight[v] = 1;
    for (guint i = 0; i < n; i++)
      for (guint c = 0; rank[i] <= m->n_units && c < 3; c++)
        m->x[v][(guint)rank[i] - 1] += weight[c] * dgmi_dataset_numbers(dataset, components[c])[i];
  }
}

static void run_kemeny(guint n_units)
{
  g_autoptr(DgmiDataset) dataset = read_egdi();
  g_auto(Members) m = new_members(n_units, VOTERS);
  fill_voters(dataset, &m);
  DgmiMembers members = as_members(&m);
  g_auto(DgmiOutranking) o = {0};
  g_auto(DgmiKemeny) kemeny = {0};
  g_autofree double *out = g_new(double, n_units);
  g_autofree guint *tie_break = g_new(guint, n_units);
  for (guint i = 0; i < n_units; i++)
    tie_break[i] = i;
  const double start = cpu_seconds();
  if (!dgmi_outranking(&members, &o, out, NULL) ||
      !dgmi_kemeny(&o, tie_break, dgmi_program_solve, &kemeny, NULL))
    exit(1);
  printf("%-14s %u × %d %*.1f ms, gap %.3g\n", "kemeny", n_units, VOTERS, n_units < 100 ? 22 : 21,
         1e3 * (cpu_seconds() - start), dgmi_kemeny_gap(&kemeny));
}

int main(int argc, char **argv)
{
  const guint n = argc > 1 ? (guint)g_ascii_strtoull(argv[1], NULL, 10) : 20;
  char *words[] = {argv[0], "--seed=R02S00000001000000010000000100000001", NULL}, **given = words;
  int n_given = 2;
  g_test_init(&n_given, &given, NULL);
  run_bod("bod", FALSE);
  run_bod("bod", TRUE);
  run_bod("bod:0.05,0.2", FALSE);
  run_bod("bod:0.05,0.2", TRUE);
  run_copeland();
  run_kemeny(CLAMP(n, 2, 193));
  return 0;
}
