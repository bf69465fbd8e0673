#include "command/verbs/chart-results.h"

#include <math.h>
#include <string.h>

#include "command/run/open.h"
#include "command/run/say.h"
#include "command/verbs/sampling.h"
#include "datasets/csv/table.h"
#include "indicators/base/text.h"

static gboolean is_kind(const char *kind, const char *wanted)
{
  return strcmp(kind, wanted) == 0;
}

static gboolean wants_shares(const DgmiRun *run, const char *kind)
{
  return is_kind(kind, "uncertainty") && g_strcmp0(run->options.chart.as, "acceptability") == 0;
}

static gboolean has_draws(const char *kind)
{
  return is_kind(kind, "uncertainty") || is_kind(kind, "sensitivity");
}

gboolean dgmi_results_are_drawn(const DgmiRun *run, const char *kind)
{
  return run->options.chart.results == NULL && has_draws(kind);
}

gboolean dgmi_results_are_given(const DgmiRun *run, const char *kind)
{
  return run->options.chart.results != NULL &&
         (has_draws(kind) || is_kind(kind, "rank") || is_kind(kind, "weights"));
}

/* ---- Cells ---- */

typedef struct
{
  DgmiIndex *index;
  const DgmiTable *table;
  DgmiMessages *messages;
  DgmiChartAnalysis *analysis;
} Reading;

/* The column called `name`; -1, with a failure where it is `needed`. */
static int find_column(const Reading *reading, const char *name, gboolean needed)
{
  const DgmiTable *table = reading->table;
  const int column = dgmi_table_find(table, name);
  if (column >= 0 || !needed)
    return column;
  const DgmiPlace place = dgmi_table_header_place(table, 0);
  DgmiSentence *hint =
      dgmi_text_suggestion(name, dgmi_table_column_names(table), dgmi_table_n_columns(table));
  dgmi_failure(reading->messages, &place, "the table has no column '%s'%p", name, hint);
  return -1;
}

/* The number in a cell (column -1 or empty: NaN) from `low` to `high`, else a failure with its
 * place. */
static double read_number(const Reading *reading, guint row, int column, double low, double high)
{
  if (column < 0)
    return NAN;
  const char *cell = dgmi_table_cell(reading->table, row, (guint)column);
  const DgmiPlace place = dgmi_table_place(reading->table, row, (guint)column);
  g_autofree char *quoted = dgmi_csv_quote(cell);
  double value;
  if (*cell == '\0' || strcmp(cell, "NA") == 0)
    return NAN;
  if (dgmi_number_parse(cell, strlen(cell), &value) != DGMI_NUMBER_OK)
    dgmi_failure(reading->messages, &place, "%s is no number", quoted);
  else if (!(value >= low && value <= high))
    dgmi_failure(reading->messages, &place, "%s is not within %g to %g", quoted, low, high);
  else
    return value;
  return NAN;
}

/* NaN where it is no number: reading the row says so. */
static double try_number(const Reading *reading, guint row, int column)
{
  double value = NAN;
  const char *cell = column < 0 ? "" : dgmi_table_cell(reading->table, row, (guint)column);
  return dgmi_number_parse(cell, strlen(cell), &value) == DGMI_NUMBER_OK ? value : NAN;
}

static char *keep_cell(Reading *reading, guint row, int column)
{
  if (column < 0)
    return NULL;
  char *text = g_strdup(dgmi_table_cell(reading->table, row, (guint)column));
  g_ptr_array_add(reading->analysis->strings, text);
  return text;
}

/* A code that is missing or there twice is a failure. */
static void check_codes(const Reading *reading, int code)
{
  g_autoptr(GHashTable) seen = g_hash_table_new(dgmi_code_hash, dgmi_code_equal);
  for (guint row = 0; row < dgmi_table_n_rows(reading->table); row++)
  {
    const char *cell = dgmi_table_cell(reading->table, row, (guint)code);
    const DgmiPlace place = dgmi_table_place(reading->table, row, (guint)code);
    if (*cell == '\0')
      dgmi_failure(reading->messages, &place, "the row has no code");
    else if (!g_hash_table_add(seen, (gpointer)cell))
      dgmi_failure(reading->messages, &place, "unit '%s' is there twice", cell);
  }
}

/* ---- Tables of ranks ---- */

#define LAST_RANK 10000000.0

/* A column of numbers, and where its figure goes. */
typedef struct
{
  const char *name;
  gboolean needed;
  gsize place; /* in DgmiChartRank */
  double low, high;
} NumberColumn;

#define PLACE(member) G_STRUCT_OFFSET(DgmiChartRank, member)
static const NumberColumn of_uncertainty[] = {
    {"rank", TRUE, PLACE(rank), 1, LAST_RANK},
    {"rank_p5", TRUE, PLACE(low), 1, LAST_RANK},
    {"rank_p95", TRUE, PLACE(high), 1, LAST_RANK},
    {"score", FALSE, PLACE(score), -G_MAXDOUBLE, G_MAXDOUBLE},
    {"rank_min", FALSE, PLACE(least), 1, LAST_RANK},
    {"rank_max", FALSE, PLACE(most), 1, LAST_RANK},
    {"first_share", FALSE, PLACE(first_share), 0, 1},
    {NULL, FALSE, 0, 0, 0}};
static const NumberColumn of_weights[] = {{"rank", TRUE, PLACE(rank), 1, LAST_RANK},
                                          {"best_rank", TRUE, PLACE(low), 1, LAST_RANK},
                                          {"worst_rank", TRUE, PLACE(high), 1, LAST_RANK},
                                          {"score", FALSE, PLACE(score), -G_MAXDOUBLE, G_MAXDOUBLE},
                                          {"first_share", FALSE, PLACE(first_share), 0, 1},
                                          {NULL, FALSE, 0, 0, 0}};
static const NumberColumn of_rank[] = {{"rank_p5", TRUE, PLACE(low), 1, G_MAXUINT16},
                                       {"rank_p95", TRUE, PLACE(high), 1, G_MAXUINT16},
                                       {NULL, FALSE, 0, 0, 0}};
#undef PLACE

#define MOST_COLUMNS 8

/* Their columns of the table, and the others that are read. */
typedef struct
{
  const NumberColumn *numbers;
  int column[MOST_COLUMNS];
  int code, name, share_kind;
} RankColumns;

/* FALSE with a failure for each column that is missing, in the order that they stand in. */
static gboolean find_columns(const Reading *reading, const char *kind, RankColumns *columns)
{
  const guint failures = dgmi_messages_failures(reading->messages);
  const gboolean is_rank = is_kind(kind, "rank");
  columns->numbers = is_rank ? of_rank : is_kind(kind, "weights") ? of_weights : of_uncertainty;
  if (is_rank)
    columns->code = find_column(reading, "code", TRUE);
  for (guint c = 0; columns->numbers[c].name != NULL; c++)
  {
    columns->column[c] = find_column(reading, columns->numbers[c].name, columns->numbers[c].needed);
    if (c == 0 && !is_rank)
      columns->code = find_column(reading, "code", TRUE);
  }
  columns->name = find_column(reading, "name", FALSE);
  columns->share_kind =
      is_kind(kind, "weights") ? find_column(reading, "first_share_kind", FALSE) : -1;
  return dgmi_messages_failures(reading->messages) == failures;
}

/* Whether the share of a row is an estimate: `exact` or `estimate`. */
static gboolean read_share_kind(const Reading *reading, guint row, int column)
{
  const char *cell = column < 0 ? "exact" : dgmi_table_cell(reading->table, row, (guint)column);
  if (strcmp(cell, "exact") != 0 && strcmp(cell, "estimate") != 0 && *cell != '\0')
  {
    const DgmiPlace place = dgmi_table_place(reading->table, row, (guint)column);
    g_autofree char *quoted = dgmi_csv_quote(cell);
    dgmi_failure(reading->messages, &place, "%s is neither exact nor estimate", quoted);
  }
  return strcmp(cell, "estimate") == 0;
}

/* What is less than it may be, at its place. */
static void refuse_order(const Reading *reading, guint row, int column, const char *more,
                         const char *less)
{
  const DgmiPlace place = dgmi_table_place(reading->table, row, (guint)column);
  dgmi_failure(reading->messages, &place, "%s is less than %s", more, less);
}

static void read_rank_row(Reading *reading, const RankColumns *columns, guint row)
{
  DgmiChartRank unit = {.code = keep_cell(reading, row, columns->code),
                        .name = keep_cell(reading, row, columns->name),
                        .rank = NAN,
                        .score = NAN,
                        .least = NAN,
                        .most = NAN,
                        .first_share = NAN};
  const NumberColumn *numbers = columns->numbers;
  guint high = 0;
  for (guint c = 0; numbers[c].name != NULL; c++)
  {
    *(double *)G_STRUCT_MEMBER_P(&unit, numbers[c].place) =
        read_number(reading, row, columns->column[c], numbers[c].low, numbers[c].high);
    high = numbers[c].place == G_STRUCT_OFFSET(DgmiChartRank, high) ? c : high;
  }
  unit.estimated = read_share_kind(reading, row, columns->share_kind);
  if (numbers != of_rank && unit.high < unit.low)
    refuse_order(reading, row, columns->column[high], numbers[high].name, numbers[high - 1].name);
  g_array_append_val(reading->analysis->units, unit);
}

/* ---- In the order of ranks ---- */

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

/* The rank that a row is sorted by: the table's, or of shares the index's own. */
static double rank_of(const Reading *reading, guint row, int code, int rank, gboolean own)
{
  if (!own)
    return try_number(reading, row, rank);
  const int unit = dgmi_dataset_find_unit(dgmi_index_dataset(reading->index),
                                          dgmi_table_cell(reading->table, row, (guint)code));
  return unit < 0 ? NAN : dgmi_result_rank(dgmi_index_result(reading->index))[unit];
}

static GArray *order_rows(const Reading *reading, int code, int rank, gboolean own)
{
  GArray *rows = g_array_new(FALSE, FALSE, sizeof(Ranked));
  for (guint row = 0; row < dgmi_table_n_rows(reading->table); row++)
  {
    const Ranked ranked = {row, rank_of(reading, row, code, rank, own)};
    g_array_append_val(rows, ranked);
  }
  if (rank >= 0 || own)
    g_array_sort(rows, by_rank);
  return rows;
}

static gboolean is_shown(const Reading *reading, const gboolean *chosen, guint row, int code)
{
  const int unit = dgmi_dataset_find_unit(dgmi_index_dataset(reading->index),
                                          dgmi_table_cell(reading->table, row, (guint)code));
  return chosen == NULL || (unit >= 0 && chosen[unit]);
}

/* The rows as they are. */
static DgmiGrid *keep_rows(const DgmiTable *table, const GArray *rows)
{
  const guint columns = dgmi_table_n_columns(table);
  DgmiGrid *grid = dgmi_grid_new();
  for (guint c = 0; c < columns; c++)
  {
    const char *name = dgmi_table_column_name(table, c);
    dgmi_grid_add_text(grid, name, name);
  }
  for (guint i = 0; i < rows->len; i++)
  {
    dgmi_grid_add_row(grid);
    for (guint c = 0; c < columns; c++)
      dgmi_grid_text(grid, c, dgmi_table_cell(table, g_array_index(rows, Ranked, i).row, c));
  }
  return grid;
}

/* What is wrong with the row of a unit that is not shown is not said. */
static void read_ranks(Reading *reading, const char *kind, const gboolean *chosen)
{
  RankColumns columns = {.code = -1};
  if (!find_columns(reading, kind, &columns))
    return;
  g_autoptr(DgmiMessages) unheard = dgmi_messages_new();
  DgmiMessages *heard = reading->messages;
  const gboolean sorted = columns.numbers != of_rank;
  if (sorted)
    check_codes(reading, columns.code);
  g_autoptr(GArray) rows =
      order_rows(reading, columns.code, sorted ? columns.column[0] : -1, FALSE);
  for (guint i = 0; i < rows->len; i++)
  {
    const guint row = g_array_index(rows, Ranked, i).row;
    reading->messages = is_shown(reading, chosen, row, columns.code) ? heard : unheard;
    read_rank_row(reading, &columns, row);
  }
  reading->messages = heard;
  reading->analysis->table = keep_rows(reading->table, rows);
}

/* ---- Shares of ranks ---- */

/* The columns "1", "2", … by rank; none with a failure where they are not there. */
static GArray *rank_columns(const Reading *reading)
{
  GArray *columns = g_array_new(FALSE, FALSE, sizeof(int));
  for (guint rank = 1;; rank++)
  {
    g_autofree char *name = g_strdup_printf("%u", rank);
    const int column = find_column(reading, name, rank == 1);
    if (column < 0)
      break;
    g_array_append_val(columns, column);
  }
  return columns;
}

static void read_share_row(Reading *reading, const GArray *columns, int code, guint row)
{
  const DgmiChartRank unit = {
      keep_cell(reading, row, code), NULL, NAN, NAN, NAN, NAN, NAN, NAN, NAN, FALSE};
  for (guint k = 0; k < columns->len; k++)
  {
    const double number = read_number(reading, row, g_array_index(columns, int, k), 0, 1);
    const double share = isnan(number) ? 0 : number;
    g_array_append_val(reading->analysis->shares, share);
  }
  g_array_append_val(reading->analysis->units, unit);
}

static void read_shares(Reading *reading, const gboolean *chosen)
{
  const int code = find_column(reading, "code", TRUE);
  g_autoptr(GArray) columns = code < 0 ? NULL : rank_columns(reading);
  if (columns == NULL || columns->len == 0)
    return;
  g_autoptr(DgmiMessages) unheard = dgmi_messages_new();
  DgmiMessages *heard = reading->messages;
  check_codes(reading, code);
  g_autoptr(GArray) rows = order_rows(reading, code, -1, TRUE);
  reading->analysis->ranks.n_ranks = columns->len;
  for (guint i = 0; i < rows->len; i++)
  {
    const guint row = g_array_index(rows, Ranked, i).row;
    reading->messages = is_shown(reading, chosen, row, code) ? heard : unheard;
    read_share_row(reading, columns, code, row);
  }
  reading->messages = heard;
  reading->analysis->table = keep_rows(reading->table, rows);
}

/* ---- Sensitivity ---- */

enum
{
  INPUT,
  S1,
  S1_LOW,
  S1_HIGH,
  ST,
  ST_LOW,
  ST_HIGH,
  N_COLUMNS
};

static const char *const COLUMNS[N_COLUMNS] = {
    [INPUT] = "input", [S1] = "s1",         [S1_LOW] = "s1_low",  [S1_HIGH] = "s1_high",
    [ST] = "st",       [ST_LOW] = "st_low", [ST_HIGH] = "st_high"};

/* An index and its interval, in three columns from `first` on. */
static void read_index(const Reading *reading, const int *column, guint first, guint row,
                       double *index)
{
  const double far = 1000; /* an index is about 0 to 1 */
  for (guint k = 0; k < 3; k++)
    index[k] = read_number(reading, row, column[first + k], -far, far);
  if (index[2] < index[1])
    refuse_order(reading, row, column[first + 2], COLUMNS[first + 2], COLUMNS[first + 1]);
}

static void read_sources(Reading *reading)
{
  const guint failures = dgmi_messages_failures(reading->messages);
  int column[N_COLUMNS];
  for (guint c = 0; c < N_COLUMNS; c++)
    column[c] = find_column(reading, COLUMNS[c], c == INPUT || c == S1 || c == ST);
  if (dgmi_messages_failures(reading->messages) > failures)
    return;
  for (guint row = 0; row < dgmi_table_n_rows(reading->table); row++)
  {
    double s1[3], st[3];
    read_index(reading, column, S1, row, s1);
    read_index(reading, column, ST, row, st);
    const DgmiChartSource source = {
        keep_cell(reading, row, column[INPUT]), s1[0], s1[1], s1[2], st[0], st[1], st[2]};
    g_array_append_val(reading->analysis->inputs, source);
  }
  g_autoptr(GArray) rows = order_rows(reading, column[INPUT], -1, FALSE);
  reading->analysis->table = keep_rows(reading->table, rows);
}

/* ---- The table of --results ---- */

static gboolean says_how_to_draw(const DgmiOptions *options)
{
  return options->draws.vary != NULL || options->draws.count != NULL ||
         options->draws.until != NULL || options->draws.threads != 0 ||
         options->draws.output_of != NULL;
}

/* FALSE with a failure for options of an analysis that is made already. */
static gboolean check_options(DgmiRun *run, const char *kind)
{
  const DgmiOptions *options = &run->options;
  const gboolean weighs = options->weights.bounds != NULL || options->weights.within != NULL ||
                          options->weights.node != NULL || options->draws.count != NULL;
  if (is_kind(kind, "weights") && weighs)
    dgmi_usage_failure(run->messages, "the analysis of --results is made; leave out --bounds, "
                                      "--within, --node and --draws");
  else if (has_draws(kind) && says_how_to_draw(options))
    dgmi_usage_failure(run->messages, "the draws of --results are made; leave out --vary, "
                                      "--draws, --until, --threads and --output-of");
  else
    return TRUE;
  return FALSE;
}

DgmiChartAnalysis *dgmi_results_read(DgmiRun *run, DgmiIndex *index,
                                     const DgmiChartRequest *request)
{
  g_auto(DgmiChartChoice) choice = {0};
  const DgmiFilling filling = {index, request, run->messages};
  const DgmiCsvOptions csv = dgmi_options_csv(&run->options.data);
  if (!check_options(run, request->kind) || !dgmi_chart_choice_init(&choice, &filling))
    return NULL;
  g_autoptr(DgmiTable) table = dgmi_table_read(run->options.chart.results, &csv, run->messages);
  if (table == NULL)
    return NULL;
  g_autoptr(DgmiChartAnalysis) analysis = dgmi_chart_analysis_new(index);
  Reading reading = {index, table, run->messages, analysis};
  if (is_kind(request->kind, "sensitivity"))
    read_sources(&reading);
  else if (wants_shares(run, request->kind))
    read_shares(&reading, choice.chosen);
  else
    read_ranks(&reading, request->kind, choice.chosen);
  dgmi_chart_analysis_end(analysis);
  return dgmi_messages_failures(run->messages) == 0 ? g_steal_pointer(&analysis) : NULL;
}

/* ---- Draws made here ---- */

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

DgmiChartAnalysis *dgmi_results_draw(DgmiRun *run, const char *kind)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_auto(DgmiSampling) sampling = {0};
  DgmiRun own = *run; /* all units, as for programs */
  own.messages = messages;
  own.options.print.format = (char *)"csv";
  own.options.print.output = NULL;
  own.options.shown.units = NULL;
  own.options.shown.top = 0;
  const DgmiSamplingTable table = is_kind(kind, "sensitivity") ? DGMI_SAMPLING_SENSITIVITY
                                  : wants_shares(run, kind)    ? DGMI_SAMPLING_ACCEPTABILITY
                                                               : DGMI_SAMPLING_RANKS;
  g_autoptr(DgmiChartAnalysis) analysis =
      dgmi_sampling_open(&sampling, &own, dgmi_run_argument(run, 0), table)
          ? dgmi_sampling_analysis(&sampling)
          : NULL;
  if (own.interrupted)
    dgmi_failure(run->messages, NULL, "interrupted: no chart is drawn");
  else
    add_new_messages(run->messages, messages);
  run->interrupted = own.interrupted;
  run->silent = own.silent;
  return own.interrupted ? NULL : g_steal_pointer(&analysis);
}
