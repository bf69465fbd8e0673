#include <math.h>

#include "command/run/say.h"
#include "command/verbs/preparation.h"
#include "command/verbs/remarks.h"
#include "command/verbs/verbs.h"
#include "index/opened/grouping.h"
#include "index/tables/rank-table.h"

static void note_missing(const DgmiIndex *index, DgmiGrid *grid)
{
  guint dropped = 0, without = 0;
  for (guint i = 0; i < dgmi_dataset_n_units(dgmi_index_dataset(index)); i++)
    if (dgmi_result_is_dropped(dgmi_index_result(index), i))
      dropped++;
    else if (isnan(dgmi_result_score(dgmi_index_result(index))[i]))
      without++;
  if (dgmi_recipe_classes(dgmi_index_recipe(index))->len > 0 &&
      !dgmi_recipe_has_own_scale(dgmi_index_recipe(index)))
    dgmi_grid_note(grid, _("No classes: their thresholds stand on the index's own scale."));
  if (dropped > 0)
    dgmi_grid_note(grid,
                   ngettext("%u unit has too few indicators and is left out.",
                            "%u units have too few indicators and are left out.", dropped),
                   dropped);
  if (without > 0)
    dgmi_grid_note(grid,
                   ngettext("%u unit has no score: it lacks the figures for it.",
                            "%u units have no score: they lack the figures for it.", without),
                   without);
}

void dgmi_verb_rank(DgmiRun *run)
{
  g_autoptr(DgmiIndex) index = dgmi_run_open(run, dgmi_run_argument(run, 0), DGMI_INDEX_RESULT);
  if (index == NULL)
    return;
  guint n;
  g_autofree guint *order = dgmi_result_order(dgmi_index_result(index), &n);
  g_autoptr(DgmiGrouping) grouping =
      run->options.shown.group == NULL
          ? NULL
          : dgmi_grouping_new(index, run->options.shown.group, run->messages);
  if (!dgmi_run_choose_units(run, index, order, &n) ||
      (run->options.shown.group != NULL && grouping == NULL))
    return;
  g_autoptr(DgmiGrid) grid = dgmi_rank_grid(index, grouping, order, n);
  if (!run->options.print.quiet)
  {
    note_missing(index, grid);
    dgmi_note_preparation(index, DGMI_STAGE_TREATED, grid);
    if (dgmi_run_is_for_people(run))
      dgmi_remarks_add(run, index, grid);
  }
  dgmi_run_note_source(run, index, grid);
  dgmi_run_print(run, grid);
}
