/* chart-results.h: tables of results as the input of charts: what `uncertainty` and `weights` print
 * as CSV, given by --results FILE. */
#pragma once

#include "charts/page/lettering.h"
#include "command/charts/chart.h"
#include "command/verbs/sampling.h"
#include "datasets/csv/table.h"

/* A table of units being read. */
typedef struct
{
  DgmiRun *run;
  DgmiIndex *index;
  DgmiTable *table;
  char *drawn;           /* where the draws were made here: what they were; else NULL … */
  char *output;          /* … and of a sensitivity analysis what it explains */
  gboolean *chosen;      /* by unit of the index; NULL = all (no --units) */
  gboolean *highlighted; /* by unit of the index */
} DgmiResults;

/* Opens --results, which is given. FALSE with a failure: it cannot be read, a unit of --units or
 * --highlight is unknown. */
gboolean dgmi_results_open(DgmiResults *results, DgmiRun *run,
                           DgmiIndex *index) G_GNUC_WARN_UNUSED_RESULT;
/* The same of a table that was computed in place of read. */
gboolean dgmi_results_take(DgmiResults *results, DgmiRun *run, DgmiIndex *index,
                           const DgmiGrid *grid) G_GNUC_WARN_UNUSED_RESULT;
/* Opens --results; where that is not given the draws are made, and the table is what `uncertainty`
 * prints of them. FALSE also where they were interrupted. */
gboolean dgmi_results_draw(DgmiResults *results, DgmiRun *run, DgmiIndex *index,
                           DgmiSamplingTable table) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_results_clear(DgmiResults *results);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DgmiResults, dgmi_results_clear)

/* The column called `name`; -1, with a failure where it is `needed`. */
int dgmi_results_column(DgmiResults *results, const char *name, gboolean needed);

/* The number in a cell (column -1 or empty: NaN) from `low` to `high`, else a failure with its
 * place. */
double dgmi_results_number(DgmiResults *results, guint row, int column, double low, double high);

/* The rows that are shown, in the order of the ranks in column `rank` (-1: of the table); *n gets
 * their number. Free with g_free(). */
guint *dgmi_results_order(DgmiResults *results, int code, int rank,
                          guint *n) G_GNUC_WARN_UNUSED_RESULT;

/* How many units the ranks in column `rank` count: the rows of the table, or its last rank. */
guint dgmi_results_n_ranked(const DgmiResults *results, int rank);

/* The unit of a row: its name the index's in the index's language, else that of column `name`. The
 * value is `score`, or `rank` where that is missing; rank text is made in `strings`. */
DgmiChartUnit dgmi_results_unit(DgmiResults *results, guint row, int code, int name, double rank,
                                double score, GPtrArray *strings);

/* The rows as they are, for --data-out. */
DgmiGrid *dgmi_results_grid(const DgmiResults *results, const guint *order,
                            guint n) G_GNUC_WARN_UNUSED_RESULT;
