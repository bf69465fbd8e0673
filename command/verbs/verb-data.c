
#include "command/run/say.h"
#include "command/verbs/preparation.h"
#include "command/verbs/verbs.h"

static guint *units_in_order(const DgmiIndex *index, DgmiStage stage, guint *n)
{
  guint *units = g_new(guint, dgmi_dataset_n_units(dgmi_index_dataset(index)) + 1);
  *n = 0;
  for (guint i = 0; i < dgmi_dataset_n_units(dgmi_index_dataset(index)); i++)
    if (stage < DGMI_STAGE_SCREENED || !dgmi_result_is_dropped(dgmi_index_result(index), i))
      units[(*n)++] = i;
  return units;
}

static DgmiGrid *matrix_grid(const DgmiIndex *index, DgmiStage stage, const DgmiMatrix *matrix,
                             const guint *units, guint n)
{
  DgmiGrid *grid = dgmi_grid_new();
  dgmi_grid_add_text(grid, "code", _("code"));
  for (guint c = 0; c < matrix->n_columns; c++)
  {
    const char *code = dgmi_framework_node(dgmi_index_framework(index),
                                           dgmi_result_column_node(dgmi_index_result(index), c))
                           ->code;
    dgmi_grid_add_numbers(grid, code, code, stage == DGMI_STAGE_AGGREGATED ? 4 : -1);
  }
  for (guint i = 0; i < n; i++)
  {
    dgmi_grid_add_row(grid);
    dgmi_grid_text(grid, 0, dgmi_dataset_code(dgmi_index_dataset(index), units[i]));
    for (guint c = 0; c < matrix->n_columns; c++)
      dgmi_grid_number(grid, c + 1, dgmi_matrix_column(matrix, c)[units[i]]);
  }
  return grid;
}

/* NULL with an error. */
static DgmiGrid *stage_grid(const DgmiIndex *index, DgmiStage stage, const guint *units, guint n,
                            GError **error)
{
  if (stage != DGMI_STAGE_RANKS)
    return matrix_grid(index, stage, dgmi_result_stage(dgmi_index_result(index), stage), units, n);
  g_autoptr(DgmiMatrix) ranks = dgmi_result_ranks(dgmi_index_result(index), error);
  return ranks == NULL ? NULL : matrix_grid(index, stage, ranks, units, n);
}

static DgmiGrid *flags_grid(const DgmiIndex *index, const guint *units, guint n)
{
  g_autofree gboolean *shown =
      g_new0(gboolean, dgmi_dataset_n_units(dgmi_index_dataset(index)) + 1);
  for (guint i = 0; i < n; i++)
    shown[units[i]] = TRUE;
  return dgmi_imputed_grid(index, shown);
}

static gboolean check_flags(const DgmiRun *run, DgmiStage stage)
{
  static const DgmiPlace place = {.file = "--flags", .is_option = TRUE};
  if (!run->options.shown.flags || stage == DGMI_STAGE_IMPUTED)
    return TRUE;
  dgmi_failure(run->messages, &place, "goes with --stage imputed");
  return FALSE;
}

void dgmi_verb_data(DgmiRun *run)
{
  DgmiStage stage;
  if (!dgmi_run_stage(run, DGMI_STAGE_AGGREGATED, &stage) || !check_flags(run, stage))
    return;
  g_autoptr(DgmiIndex) index = dgmi_run_open(run, dgmi_run_argument(run, 0), DGMI_INDEX_RESULT);
  if (index == NULL)
    return;
  guint n;
  g_autofree guint *units = units_in_order(index, stage, &n);
  if (!dgmi_run_choose_units(run, index, units, &n))
    return;
  g_autoptr(GError) error = NULL;
  g_autoptr(DgmiGrid) grid = run->options.shown.flags ? flags_grid(index, units, n)
                                                      : stage_grid(index, stage, units, n, &error);
  if (grid == NULL)
  {
    dgmi_messages_add_error(run->messages, NULL, error);
    return;
  }
  dgmi_grid_set_title(grid, _("%s: %s"), dgmi_index_name(index), dgmi_stage_name(stage));
  if (!run->options.print.quiet)
    dgmi_note_preparation(index, stage, grid);
  dgmi_run_note_source(run, index, grid);
  dgmi_run_print(run, grid);
}
