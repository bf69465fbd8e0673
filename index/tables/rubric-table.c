#include "index/tables/rubric-table.h"

#include "index/opened/rubric.h"

DgmiGrid *dgmi_rubric_grid(const DgmiIndex *index, DgmiMessages *messages)
{
  const DgmiTranslate say = dgmi_index_translate(index);
  g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GArray) levels = dgmi_rubric_levels(index, strings, messages);
  if (levels == NULL)
    return NULL;
  DgmiGrid *grid = dgmi_grid_new();
  dgmi_grid_set_title(grid, "%s", say("What the levels mean"));
  dgmi_grid_add_text(grid, "node", say("node"));
  dgmi_grid_add_text(grid, "level", say("level"));
  dgmi_grid_add_text(grid, "text", say("meaning"));
  for (guint i = 0; i < levels->len; i++)
  {
    const DgmiRubricLevel *level = &g_array_index(levels, DgmiRubricLevel, i);
    dgmi_grid_add_row(grid);
    dgmi_grid_text(grid, 0, level->indicator);
    dgmi_grid_text(grid, 1, level->level);
    dgmi_grid_text(grid, 2, level->meaning);
  }
  return grid;
}
