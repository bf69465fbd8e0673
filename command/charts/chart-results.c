#include "command/charts/chart-results.h"
#include "command/run/print.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "command/run/say.h"
#include "indicators/base/memory.h"
#include "indicators/base/text.h"

static gboolean *chosen_units(DgmiRun *run, DgmiIndex *index)
{
  g_auto(GStrv) words = dgmi_run_unit_words(run, NULL);
  return dgmi_index_find_units(index, (const char *const *)words, run->messages);
}

/* Opens what a table is read with; then the table is read. */
static gboolean begin(DgmiResults *results, DgmiRun *run, DgmiIndex *index)
{
  *results = (DgmiResults){.run = run, .index = index};
  results->highlighted = dgmi_highlighted_units(run, index);
  if (run->options.shown.units != NULL)
    results->chosen = chosen_units(run, index);
  return results->highlighted != NULL &&
         (run->options.shown.units == NULL || results->chosen != NULL);
}

static gboolean read_results(DgmiResults *results)
{
  const DgmiOptions *options = &results->run->options;
  const DgmiCsvOptions csv = dgmi_options_csv(&options->data);
  results->table = dgmi_table_read(options->chart.results, &csv, results->run->messages);
  return results->table != NULL;
}

static gboolean read_grid(DgmiResults *results, const DgmiGrid *grid)
{
  const DgmiPrintOptions csv = {.format = DGMI_FORMAT_CSV};
  g_autofree char *text = dgmi_grid_format(grid, &csv, NULL);
  results->table = dgmi_table_read_text(text, strlen(text), "-", NULL, results->run->messages);
  return results->table != NULL;
}

gboolean dgmi_results_open(DgmiResults *results, DgmiRun *run, DgmiIndex *index)
{
  return begin(results, run, index) && read_results(results);
}

gboolean dgmi_results_take(DgmiResults *results, DgmiRun *run, DgmiIndex *index,
                           const DgmiGrid *grid)
{
  return begin(results, run, index) && read_grid(results, grid);
}

/* What was said of the index when it was first opened is not said again. */
static void add_new_messages(DgmiMessages *messages, DgmiMessages *more)
{
  for (guint i = 0; i < dgmi_messages_count(more); i++)
  {
    const DgmiMessage *message = dgmi_messages_get(more, i);
    gboolean said = FALSE;
    for (guint k = 0; !said && k < dgmi_messages_count(messages); k++)
      said = strcmp(dgmi_messages_get(messages, k)->text, message->text) == 0;
    if (!said)
      dgmi_messages_add(messages, message->severity, &message->place,
                        dgmi_sentence_ref(message->sentence));
  }
}

/* The table of all units as for programs; NULL with failures. */
static DgmiGrid *draw_table(DgmiResults *results, DgmiSamplingTable table)
{
  DgmiRun *run = results->run;
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_auto(DgmiSampling) sampling = {0};
  DgmiRun own = *run;
  own.messages = messages;
  own.options.print.format = (char *)"csv";
  own.options.print.output = NULL;
  own.options.shown.units = NULL;
  own.options.shown.top = 0;
  g_autoptr(DgmiGrid) grid = dgmi_sampling_open(&sampling, &own, dgmi_run_argument(run, 0), table)
                                 ? dgmi_sampling_grid(&sampling)
                                 : NULL;
  if (own.interrupted)
    dgmi_failure(run->messages, NULL, "interrupted: no chart is drawn");
  else
    add_new_messages(run->messages, messages);
  run->interrupted = own.interrupted;
  run->silent = own.silent;
  if (grid == NULL || own.interrupted)
    return NULL;
  results->drawn = dgmi_sampling_draws_text(&sampling, TRUE);
  results->output = dgmi_sampling_output_text(&sampling);
  return g_steal_pointer(&grid);
}

static gboolean says_how_to_draw(const DgmiOptions *options)
{
  return options->draws.vary != NULL || options->draws.count != NULL ||
         options->draws.until != NULL || options->draws.threads != 0 ||
         options->draws.output_of != NULL;
}

gboolean dgmi_results_draw(DgmiResults *results, DgmiRun *run, DgmiIndex *index,
                           DgmiSamplingTable table)
{
  if (run->options.chart.results != NULL && says_how_to_draw(&run->options))
  {
    dgmi_usage_failure(run->messages, "the draws of --results are made; leave out --vary, "
                                      "--draws, --until, --threads and --output-of");
    return FALSE;
  }
  if (!begin(results, run, index))
    return FALSE;
  if (run->options.chart.results != NULL)
    return read_results(results);
  g_autoptr(DgmiGrid) grid = draw_table(results, table);
  return grid != NULL && read_grid(results, grid);
}

void dgmi_results_clear(DgmiResults *results)
{
  dgmi_table_free(results->table);
  dgmi_free_all(results->drawn, results->output, results->chosen, results->highlighted);
  memset(results, 0, sizeof *results);
}

int dgmi_results_column(DgmiResults *results, const char *name, gboolean needed)
{
  assert(name != NULL);
  const DgmiTable *table = results->table;
  const int column = dgmi_table_find(table, name);
  if (column >= 0 || !needed)
    return column;
  const DgmiPlace place = dgmi_table_header_place(table, 0);
  DgmiSentence *hint =
      dgmi_text_suggestion(name, dgmi_table_column_names(table), dgmi_table_n_columns(table));
  dgmi_failure(results->run->messages, &place, "the table has no column '%s'%p", name, hint);
  return -1;
}

double dgmi_results_number(DgmiResults *results, guint row, int column, double low, double high)
{
  assert(low <= high);
  if (column < 0)
    return NAN;
  const char *cell = dgmi_table_cell(results->table, row, (guint)column);
  const DgmiPlace place = dgmi_table_place(results->table, row, (guint)column);
  g_autofree char *quoted = dgmi_csv_quote(cell);
  double value;
  if (*cell == '\0' || strcmp(cell, "NA") == 0)
    return NAN;
  if (dgmi_number_parse(cell, strlen(cell), &value) != DGMI_NUMBER_OK)
    dgmi_failure(results->run->messages, &place, "%s is no number", quoted);
  else if (!(value >= low && value <= high))
    dgmi_failure(results->run->messages, &place, "%s is not within %g to %g", quoted, low, high);
  else
    return value;
  return NAN;
}

/* ---- Rows ---- */

typedef struct
{
  guint row;
  double rank;
} Ranked;

static int by_rank(gconstpointer a, gconstpointer b)
{
  const Ranked *x = a, *y = b;
  if (isnan(x->rank) != isnan(y->rank))
    return isnan(x->rank) ? 1 : -1;
  if (!isnan(x->rank) && x->rank != y->rank)
    return x->rank < y->rank ? -1 : 1;
  return x->row < y->row ? -1 : x->row > y->row;
}

static int unit_of(const DgmiResults *results, guint row, int code)
{
  return dgmi_dataset_find_unit(dgmi_index_dataset(results->index),
                                dgmi_table_cell(results->table, row, (guint)code));
}

static gboolean is_chosen(const DgmiResults *results, guint row, int code)
{
  const int unit = unit_of(results, row, code);
  return results->chosen == NULL || (unit >= 0 && results->chosen[unit]);
}

/* A code that is missing or there twice is a failure. */
static void check_codes(DgmiResults *results, int code)
{
  g_autoptr(GHashTable) seen = g_hash_table_new(dgmi_code_hash, dgmi_code_equal);
  for (guint row = 0; row < dgmi_table_n_rows(results->table); row++)
  {
    const char *cell = dgmi_table_cell(results->table, row, (guint)code);
    const DgmiPlace place = dgmi_table_place(results->table, row, (guint)code);
    if (*cell == '\0')
      dgmi_failure(results->run->messages, &place, "the row has no code");
    else if (!g_hash_table_add(seen, (gpointer)cell))
      dgmi_failure(results->run->messages, &place, "unit '%s' is there twice", cell);
  }
}

/* NaN where it is no number: reading the row says so. */
static double rank_of(const DgmiResults *results, guint row, int column)
{
  double value = NAN;
  const char *cell = column < 0 ? "" : dgmi_table_cell(results->table, row, (guint)column);
  return dgmi_number_parse(cell, strlen(cell), &value) == DGMI_NUMBER_OK ? value : NAN;
}

guint dgmi_results_n_ranked(const DgmiResults *results, int rank)
{
  double n = dgmi_table_n_rows(results->table);
  for (guint row = 0; row < dgmi_table_n_rows(results->table); row++)
    n = fmax(n, rank_of(results, row, rank));
  return (guint)fmin(n, G_MAXINT);
}

guint *dgmi_results_order(DgmiResults *results, int code, int rank, guint *n)
{
  assert(n != NULL);
  const guint n_rows = dgmi_table_n_rows(results->table);
  g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(Ranked));
  check_codes(results, code);
  for (guint row = 0; row < n_rows; row++)
  {
    const Ranked ranked = {row, rank_of(results, row, rank)};
    if (is_chosen(results, row, code))
      g_array_append_val(rows, ranked);
  }
  if (rank >= 0)
    g_array_sort(rows, by_rank);
  guint *order = g_new(guint, rows->len + 1);
  for (guint i = 0; i < rows->len; i++)
    order[i] = g_array_index(rows, Ranked, i).row;
  *n = rows->len;
  return order;
}

DgmiChartUnit dgmi_results_unit(DgmiResults *results, guint row, int code, int name, double rank,
                                double score, GPtrArray *strings)
{
  assert(strings != NULL);
  const int unit = unit_of(results, row, code);
  const char *own = name < 0 ? NULL : dgmi_table_cell(results->table, row, (guint)name);
  const char *word = dgmi_table_cell(results->table, row, (guint)code);
  DgmiChartUnit out = {.code = word,
                       .name = unit >= 0 ? dgmi_index_unit_name(results->index, (guint)unit)
                               : own != NULL && *own != '\0' ? own
                                                             : word,
                       .fallback = own,
                       .value = isnan(score) ? rank : score,
                       .highlighted = unit >= 0 && results->highlighted[unit]};
  if (!isnan(rank))
  {
    out.rank = g_strdup_printf("%g", rank);
    g_ptr_array_add(strings, (gpointer)out.rank);
  }
  return out;
}

DgmiGrid *dgmi_results_grid(const DgmiResults *results, const guint *order, guint n)
{
  assert(n == 0 || order != NULL);
  const guint columns = dgmi_table_n_columns(results->table);
  DgmiGrid *grid = dgmi_grid_new();
  for (guint c = 0; c < columns; c++)
  {
    const char *name = dgmi_table_column_name(results->table, c);
    dgmi_grid_add_text(grid, name, name);
  }
  for (guint i = 0; i < n; i++)
  {
    dgmi_grid_add_row(grid);
    for (guint c = 0; c < columns; c++)
      dgmi_grid_text(grid, c, dgmi_table_cell(results->table, order[i], c));
  }
  return grid;
}
