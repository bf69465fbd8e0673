#include "index/tables/rank-table.h"

#include <assert.h>
#include <math.h>

typedef struct
{
  guint rank, code, name, score, first_node, class, group, group_rank;
  guint *nodes, n_nodes;
} Columns;

static Columns add_columns(const DgmiIndex *index, const DgmiGrouping *grouping, DgmiGrid *grid)
{
  const DgmiTranslate say = dgmi_index_translate(index);
  const int decimals = dgmi_index_decimals(index);
  Columns columns = {0};
  columns.nodes = dgmi_framework_columns(dgmi_index_framework(index), &columns.n_nodes);
  columns.rank = dgmi_grid_add_integers(grid, "rank", say("rank"));
  columns.code = dgmi_grid_add_text(grid, "code", say("code"));
  columns.name = dgmi_grid_add_text(grid, "name", say("name"));
  columns.score = dgmi_grid_add_numbers(grid, "score", say("score"), decimals);
  for (guint i = 0; i < columns.n_nodes; i++)
  {
    const char *code = dgmi_framework_node(dgmi_index_framework(index), columns.nodes[i])->code;
    const guint column = dgmi_grid_add_numbers(grid, code, code, decimals);
    columns.first_node = i == 0 ? column : columns.first_node;
  }
  if (dgmi_recipe_classes(dgmi_index_recipe(index))->len > 0)
    columns.class = dgmi_grid_add_text(grid, "class", say("class"));
  if (grouping != NULL)
  {
    columns.group = dgmi_grid_add_text(grid, "group", say("group"));
    columns.group_rank = dgmi_grid_add_integers(grid, "group_rank", say("rank in group"));
  }
  return columns;
}

static void add_row(DgmiIndex *index, const DgmiGrouping *grouping, DgmiGrid *grid,
                    const Columns *columns, guint unit)
{
  dgmi_grid_add_row(grid);
  dgmi_grid_number(grid, columns->rank, dgmi_result_rank(dgmi_index_result(index))[unit]);
  dgmi_grid_text(grid, columns->code, dgmi_dataset_code(dgmi_index_dataset(index), unit));
  dgmi_grid_text(grid, columns->name, dgmi_index_unit_name(index, unit));
  dgmi_grid_number(grid, columns->score, dgmi_result_score(dgmi_index_result(index))[unit]);
  for (guint i = 0; i < columns->n_nodes; i++)
    dgmi_grid_number(grid, columns->first_node + i,
                     dgmi_result_node(dgmi_index_result(index), columns->nodes[i])[unit]);
  if (columns->class > 0)
    dgmi_grid_text(grid, columns->class,
                   dgmi_index_class_name(index, dgmi_result_class(dgmi_index_result(index), unit)));
  if (grouping == NULL)
    return;
  dgmi_grid_text(grid, columns->group, grouping->of_unit->pdata[unit]);
  dgmi_grid_number(grid, columns->group_rank, grouping->rank[unit]);
}

/* A group's mean, as a row for reference: it has no rank and no code. */
static void add_mean(const DgmiIndex *index, const DgmiGrouping *grouping, DgmiGrid *grid,
                     const Columns *columns, guint g)
{
  const char *group = grouping->names->pdata[g];
  g_autofree char *name = dgmi_index_say(index, "mean of %-s", group);
  dgmi_grid_add_row(grid);
  dgmi_grid_text(grid, columns->name, name);
  dgmi_grid_number(grid, columns->score,
                   dgmi_grouping_mean(grouping, g, dgmi_result_score(dgmi_index_result(index))));
  for (guint i = 0; i < columns->n_nodes; i++)
    dgmi_grid_number(
        grid, columns->first_node + i,
        dgmi_grouping_mean(grouping, g,
                           dgmi_result_node(dgmi_index_result(index), columns->nodes[i])));
  dgmi_grid_text(grid, columns->group, group);
  dgmi_grid_emphasise(grid);
}

DgmiGrid *dgmi_rank_grid(DgmiIndex *index, const DgmiGrouping *grouping, const guint *order,
                         guint n)
{
  assert(n == 0 || order != NULL);
  DgmiGrid *grid = dgmi_grid_new();
  dgmi_grid_set_title(grid, "%s", dgmi_index_name(index));
  const Columns columns = add_columns(index, grouping, grid);
  for (guint i = 0; i < n; i++)
    add_row(index, grouping, grid, &columns, order[i]);
  for (guint g = 0; grouping != NULL && g < grouping->names->len; g++)
    add_mean(index, grouping, grid, &columns, g);
  g_free(columns.nodes);
  return grid;
}
