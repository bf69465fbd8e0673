/* How long a large tidy table takes to load, beside a bare libcsv parse of the same file in the
 * same run, and how much memory: 200 units × 25 years × 200 indicators, a million rows, sorted by
 * unit, by indicator or not at all. */
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "datasets/dataset/dataset.h"

#define UNITS 200
#define YEARS 25
#define INDICATORS 200
#define ROWS (UNITS * YEARS * INDICATORS)
#define REPETITIONS 5

typedef enum
{
  BY_UNIT,
  BY_INDICATOR,
  SHUFFLED
} Order;

static guint row_at(guint i, Order order)
{
  /* ROWS has the factors 2 and 5 alone, so this number visits each row once. */
  if (order == SHUFFLED)
    return (guint)((guint64)i * 618033 % ROWS);
  if (order == BY_UNIT)
    return i;
  return i % (UNITS * YEARS) * INDICATORS + i / (UNITS * YEARS);
}

static void write_table(const char *name, Order order)
{
  FILE *out = g_fopen(name, "wb");
  if (out == NULL)
    exit(1);
  fputs("unit,time,indicator,value\n", out);
  for (guint i = 0; i < ROWS; i++)
  {
    const guint row = row_at(i, order), unit = row / (YEARS * INDICATORS);
    fprintf(out, "%c%c%c,%u,ind%03u,%.4f\n", 'A' + unit / 26, 'A' + unit % 26, 'X',
            2000 + row / INDICATORS % YEARS, row % INDICATORS + 1, row * 7919 % 10007 / 10007.0);
  }
  if (fclose(out) != 0)
    exit(1);
}

static void on_field(void *text, size_t length, void *count)
{
  (void)text;
  (void)length;
  ++*(gsize *)count;
}

static void on_row(int terminator, void *count)
{
  (void)terminator;
  (void)count;
}

/* In microseconds: other processes do not count. */
static gint64 cpu_time(void)
{
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (gint64)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static double parse_bare(const char *name)
{
  const gint64 start = cpu_time();
  struct csv_parser parser;
  static char block[64 << 10];
  gsize got, fields = 0;
  FILE *in = g_fopen(name, "rb");
  if (in == NULL || csv_init(&parser, 0) != 0)
    exit(1);
  while ((got = fread(block, 1, sizeof block, in)) > 0)
    csv_parse(&parser, block, got, on_field, on_row, &fields);
  csv_fini(&parser, on_field, on_row, &fields);
  csv_free(&parser);
  fclose(in);
  g_assert_cmpuint(fields, ==, 4 * ((gsize)ROWS + 1));
  return (double)(cpu_time() - start) / 1e6;
}

static double load(const char *name, gboolean all_years)
{
  const gint64 start = cpu_time();
  const DgmiDatasetOptions options = {.all_years = all_years};
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiDataset) dataset = dgmi_dataset_read(name, &options, messages);
  g_assert_nonnull(dataset);
  g_assert_cmpuint(dgmi_dataset_n_units(dataset), ==, UNITS * (all_years ? YEARS : 1));
  g_assert_cmpuint(dgmi_dataset_n_columns(dataset), ==, INDICATORS);
  return (double)(cpu_time() - start) / 1e6;
}

static long peak_kib(void)
{
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

/* What loading adds to the peak of a process that has done nothing yet, in KiB. */
static long memory_of_loading(const char *name)
{
  int ends[2];
  long added = 0;
  if (pipe(ends) != 0)
    exit(1);
  fflush(stdout);
  const pid_t child = fork();
  if (child == 0)
  {
    const long before = peak_kib();
    load(name, TRUE);
    added = peak_kib() - before;
    _exit(write(ends[1], &added, sizeof added) == sizeof added ? 0 : 1);
  }
  if (read(ends[0], &added, sizeof added) != sizeof added)
    exit(1);
  waitpid(child, NULL, 0);
  return added;
}

static void measure(const char *name, Order order, const char *what)
{
  write_table(name, order);
  const long added = memory_of_loading(name);
  double bare = G_MAXDOUBLE, all = G_MAXDOUBLE, newest = G_MAXDOUBLE;
  for (guint i = 0; i < REPETITIONS; i++)
  {
    bare = MIN(bare, parse_bare(name));
    all = MIN(all, load(name, TRUE));
    newest = MIN(newest, load(name, FALSE));
  }
  const double table = (double)ROWS * sizeof(double) / 1024;
  printf("%-13s libcsv alone %.3f s; all years %.3f s (%.2f times); newest year %.3f s (%.2f "
         "times); memory %.1f MiB (%.2f times the numbers)\n",
         what, bare, all, all / bare, newest, newest / bare, (double)added / 1024,
         (double)added / table);
}

int main(void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *name = NULL;
  const int handle = g_file_open_tmp("dgmi-load-XXXXXX.csv", &name, &error);
  if (handle < 0)
    return 1;
  g_close(handle, NULL);
  printf("%u rows of unit,time,indicator,value; fastest of %u\n", ROWS, REPETITIONS);
  measure(name, BY_UNIT, "by unit:");
  measure(name, BY_INDICATOR, "by indicator:");
  measure(name, SHUFFLED, "shuffled:");
  g_unlink(name);
  return 0;
}
