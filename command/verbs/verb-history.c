
#include "command/run/say.h"
#include "command/verbs/verbs.h"
#include "index/opened/editions.h"
#include "index/opened/recipe-changes.h"

/* From this many editions on, a table's headings are '03 so that it fits 80 columns. */
#define MANY_EDITIONS 8

/* ---- The table ---- */

static void add_columns(const DgmiRun *run, DgmiPanel *panel, DgmiGrid *grid)
{
  const guint n = dgmi_panel_n_indices(panel);
  const gboolean short_years = n > MANY_EDITIONS && dgmi_run_is_table(run);
  dgmi_grid_add_text(grid, "code", _("code"));
  dgmi_grid_add_text(grid, "name", _("name"));
  for (guint i = 0; i < n; i++)
  {
    const DgmiIndex *index = dgmi_panel_index(panel, i);
    const int year = dgmi_dataset_year(dgmi_index_dataset(index));
    g_autofree char *name = g_strdup_printf("%d", year);
    g_autofree char *heading = g_strdup_printf("'%02d", year % 100);
    if (run->options.shown.scores)
      dgmi_grid_add_numbers(grid, name, name, dgmi_index_decimals(index));
    else
      dgmi_grid_add_integers(grid, name, short_years ? heading : name);
  }
}

static void add_row(const DgmiRun *run, DgmiPanel *panel, DgmiGrid *grid, guint unit)
{
  dgmi_grid_add_row(grid);
  dgmi_grid_text(grid, 0, dgmi_panel_code(panel, unit));
  dgmi_grid_text(grid, 1, dgmi_panel_name(panel, unit));
  for (guint i = 0; i < dgmi_panel_n_indices(panel); i++)
    dgmi_grid_number(grid, 2 + i,
                     run->options.shown.scores ? dgmi_panel_score(panel, unit, i)
                                               : dgmi_panel_rank(panel, unit, i));
}

/* Breaks and changes of the recipe, then the newest edition's source. */
static void add_notes(const DgmiRun *run, DgmiPanel *panel, DgmiGrid *grid)
{
  const guint n = dgmi_panel_n_indices(panel);
  for (guint i = 1; i < n && !run->options.print.quiet; i++)
  {
    const DgmiIndex *from = dgmi_panel_index(panel, i - 1), *to = dgmi_panel_index(panel, i);
    const int year = dgmi_dataset_year(dgmi_index_dataset(from)),
              next = dgmi_dataset_year(dgmi_index_dataset(to));
    const char *reason = dgmi_definition_get_localised(dgmi_index_definition(to), "index",
                                                       "breaks_reason", dgmi_index_language(to));
    g_autofree char *changes = dgmi_recipe_changes(from, to);
    if (dgmi_editions_break(to, year, next))
      dgmi_grid_note(grid, _("%d and %d are not comparable. %s"), year, next,
                     reason != NULL ? reason : "");
    if (changes[0] != '\0')
      dgmi_grid_note(grid, _("From %d to %d: %s."), year, next, changes);
  }
  dgmi_run_note_source(run, dgmi_panel_index(panel, n - 1), grid);
}

void dgmi_verb_history(DgmiRun *run)
{
  g_auto(DgmiOpening) opening = {0};
  if (!dgmi_opening_init(&opening, dgmi_run_argument(run, 0), &run->options, run->messages))
    return;
  g_autoptr(GArray) years = dgmi_editions_years(&opening.request, "history", run->messages);
  g_autoptr(DgmiPanel) panel =
      years == NULL ? NULL : dgmi_editions_open(&opening.request, years, run->messages);
  if (panel == NULL)
    return;
  guint n;
  g_autofree guint *order =
      dgmi_run_choose_of_panel(run, panel, dgmi_run_arguments_from(run, 1), &n);
  if (order == NULL)
    return;
  g_autoptr(DgmiGrid) grid = dgmi_grid_new();
  g_autofree char *title = dgmi_editions_title(panel);
  dgmi_grid_set_title(grid, run->options.shown.scores ? _("%s: scores") : _("%s: ranks"), title);
  add_columns(run, panel, grid);
  for (guint i = 0; i < n; i++)
    add_row(run, panel, grid, order[i]);
  add_notes(run, panel, grid);
  dgmi_run_print(run, grid);
}
