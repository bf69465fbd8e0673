#include "charts/kinds/chart-sensitivity.h"

#include <math.h>

#include "command/charts/chart-results.h"
#include "command/run/say.h"

#define DIGITS 3
#define COVERAGE 95 /* of the bootstrap intervals that `uncertainty --sensitivity` prints */

typedef struct
{
  DgmiSensitivityInput input; /* first: what the chart is given */
  DgmiSensitivityRow *rows;
  GPtrArray *names; /* of the sources */
} SensitivityFilled;

static void clear_filled(gpointer data)
{
  SensitivityFilled *filled = data;
  g_free(filled->rows);
  g_ptr_array_unref(filled->names);
}

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
static DgmiSensitivityIndex read_index(DgmiResults *results, const int *column, guint first,
                                       guint row)
{
  const double far = 1000; /* an index is about 0 to 1 */
  const DgmiSensitivityIndex id = {dgmi_results_number(results, row, column[first], -far, far),
                                   dgmi_results_number(results, row, column[first + 1], -far, far),
                                   dgmi_results_number(results, row, column[first + 2], -far, far)};
  if (id.high < id.low)
  {
    const DgmiPlace place = dgmi_table_place(results->table, row, (guint)column[first + 2]);
    dgmi_failure(results->run->messages, &place, "%s is less than %s", COLUMNS[first + 2],
                 COLUMNS[first + 1]);
  }
  return id;
}

gboolean dgmi_fill_sensitivity(DgmiRun *run, DgmiIndex *index, DgmiDrawing *drawing)
{
  g_auto(DgmiResults) results = {0};
  if (!dgmi_results_draw(&results, run, index, DGMI_SAMPLING_SENSITIVITY))
    return FALSE;
  int column[N_COLUMNS];
  for (guint c = 0; c < N_COLUMNS; c++)
    column[c] = dgmi_results_column(&results, COLUMNS[c], c == INPUT || c == S1 || c == ST);
  if (dgmi_messages_failures(run->messages) > 0)
    return FALSE;
  const guint n = dgmi_table_n_rows(results.table);
  g_autofree guint *order = g_new(guint, n + 1);
  SensitivityFilled *filled = g_new0(SensitivityFilled, 1);
  gboolean any = FALSE;
  filled->rows = g_new0(DgmiSensitivityRow, n + 1);
  filled->names = g_ptr_array_new_with_free_func(g_free);
  for (guint row = 0; row < n; row++)
  {
    char *name =
        dgmi_sampling_source_text(dgmi_table_cell(results.table, row, (guint)column[INPUT]));
    g_ptr_array_add(filled->names, name);
    order[row] = row;
    filled->rows[row] = (DgmiSensitivityRow){name, read_index(&results, column, S1, row),
                                             read_index(&results, column, ST, row)};
    any = any || !isnan(filled->rows[row].first.value) || !isnan(filled->rows[row].total.value);
  }
  if (!any)
    dgmi_failure(run->messages, NULL, "there is no index to draw");
  filled->input =
      (DgmiSensitivityInput){filled->rows, n, (guint)run->options.shown.top, DIGITS, COVERAGE};
  drawing->data = dgmi_results_grid(&results, order, n);
  drawing->input = filled;
  drawing->clear_input = clear_filled;
  drawing->title = g_strdup_printf(_("%s: what drives the uncertainty"), dgmi_index_name(index));
  if (results.drawn != NULL)
    drawing->subtitle = g_strdup_printf(
        _("Sobol indices: the share of the variance of %s that each source explains: %s"),
        results.output, results.drawn);
  else
    drawing->subtitle = g_strdup(_("Sobol indices: the share of the variance of rank shifts that "
                                   "each choice of method explains"));
  return dgmi_messages_failures(run->messages) == 0;
}
