#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "command/panel.h"
#include "command/recipe-changes.h"
#include "command/verb.h"
#include "datasets/catalogue.h"

/* From this many editions on, a table's headings are '03 so that it fits 80 columns. */
#define MANY_EDITIONS 8

/* ---- The editions ---- */

/* The years of the data of an index that is no family: the user's own table over years. */
static GArray *years_of_data(DgmiRun *run, const char *index)
{
  g_auto(DgmiStudy) study = {0};
  const DgmiPaths paths = dgmi_study_paths();
  if (!dgmi_study_open(&study, index, &run->options, DGMI_STUDY_DEFINITION, run->messages))
    return NULL;
  const char *family = dgmi_definition_get(study.definition, "index", "family", NULL);
  g_autoptr(GArray) editions = family == NULL ? NULL : dgmi_catalogue_editions(&paths, family);
  if (run->options.data == NULL && editions != NULL && editions->len > 0)
  {
    dgmi_failure(run->messages, NULL, _("%s is one edition; history takes its family: %s"),
                 dgmi_definition_id(study.definition), family);
    return NULL;
  }
  g_autofree char *file = dgmi_definition_file(study.definition, "data", &paths, run->messages);
  g_autoptr(GArray) years = file == NULL ? NULL : dgmi_dataset_years(file, NULL, run->messages);
  if (years != NULL && years->len == 0)
  {
    dgmi_failure(run->messages, NULL,
                 _("%s has no editions, and its data no years; history takes a family (dgmi list "
                   "shows them) or a data table with a column Time"),
                 dgmi_study_index_name(&study));
    return NULL;
  }
  return g_steal_pointer(&years);
}

static GArray *find_years(DgmiRun *run, const char *index)
{
  static const DgmiPlace year = {"--year", 0, 0}, data = {"--data", 0, 0};
  if (run->options.year != 0)
    dgmi_failure(run->messages, &year, _("history shows every edition; leave it out"));
  if (g_strcmp0(run->options.data, "-") == 0)
    dgmi_failure(run->messages, &data,
                 _("standard input can be read only once; save the table to a file"));
  if (dgmi_messages_failures(run->messages) > 0)
    return NULL;
  const DgmiPaths paths = dgmi_study_paths();
  g_autoptr(GArray) editions = index == NULL ? NULL : dgmi_catalogue_editions(&paths, index);
  if (editions != NULL && editions->len > 0)
    return g_steal_pointer(&editions);
  return years_of_data(run, index);
}

static DgmiPanel *open_editions(DgmiRun *run, const char *index, const GArray *years)
{
  g_autoptr(DgmiPanel) panel = dgmi_panel_new(years->len);
  DgmiOptions options = run->options; /* borrows its strings */
  for (guint i = 0; i < years->len; i++)
  {
    options.year = g_array_index(years, int, i);
    if (!dgmi_study_open(dgmi_panel_study(panel, i), index, &options, DGMI_STUDY_RESULT,
                         run->messages))
      return NULL;
  }
  dgmi_panel_join(panel, DGMI_PANEL_LAST_LEADS);
  return g_steal_pointer(&panel);
}

/* ---- The table ---- */

static void add_columns(const DgmiRun *run, DgmiPanel *panel, DgmiGrid *grid)
{
  const guint n = dgmi_panel_n_studies(panel);
  const gboolean short_years = n > MANY_EDITIONS && dgmi_run_is_table(run);
  dgmi_grid_add_text(grid, "code", _("code"));
  dgmi_grid_add_text(grid, "name", _("name"));
  for (guint i = 0; i < n; i++)
  {
    const DgmiStudy *study = dgmi_panel_study(panel, i);
    const int year = dgmi_dataset_year(study->dataset);
    g_autofree char *name = g_strdup_printf("%d", year);
    g_autofree char *heading = g_strdup_printf("'%02d", year % 100);
    if (run->options.scores)
      dgmi_grid_add_numbers(grid, name, name, dgmi_run_decimals(study));
    else
      dgmi_grid_add_integers(grid, name, short_years ? heading : name);
  }
}

static void add_row(const DgmiRun *run, DgmiPanel *panel, DgmiGrid *grid, guint unit)
{
  dgmi_grid_add_row(grid);
  dgmi_grid_text(grid, 0, dgmi_panel_code(panel, unit));
  dgmi_grid_text(grid, 1, dgmi_panel_name(panel, unit));
  for (guint i = 0; i < dgmi_panel_n_studies(panel); i++)
    dgmi_grid_number(grid, 2 + i,
                     run->options.scores ? dgmi_panel_score(panel, unit, i)
                                         : dgmi_panel_rank(panel, unit, i));
}

/* Whether the definition names a pair of years "2019-2023,…" that lies between two editions. */
static gboolean is_break(const DgmiDefinition *definition, int year, int next)
{
  const char *list = dgmi_definition_get(definition, "index", "breaks", NULL);
  g_auto(GStrv) pairs = g_strsplit(list != NULL ? list : "", ",", -1);
  for (guint i = 0; pairs[i] != NULL; i++)
  {
    const char *dash = strchr(pairs[i], '-');
    const gint64 from = g_ascii_strtoll(pairs[i], NULL, 10);
    const gint64 to = dash == NULL ? 0 : g_ascii_strtoll(dash + 1, NULL, 10);
    if (dash != NULL && year <= from && to <= next)
      return TRUE;
  }
  return FALSE;
}

/* Breaks and changes of the recipe, then the newest edition's source. */
static void add_notes(const DgmiRun *run, DgmiPanel *panel, DgmiGrid *grid)
{
  const guint n = dgmi_panel_n_studies(panel);
  for (guint i = 1; i < n && !run->options.quiet; i++)
  {
    const DgmiStudy *from = dgmi_panel_study(panel, i - 1), *to = dgmi_panel_study(panel, i);
    const int year = dgmi_dataset_year(from->dataset), next = dgmi_dataset_year(to->dataset);
    const char *reason =
        dgmi_definition_get_localised(to->definition, "index", "breaks_reason", to->language);
    g_autofree char *changes = dgmi_recipe_changes(from, to);
    if (is_break(to->definition, year, next))
      dgmi_grid_note(grid, _("%d and %d are not comparable. %s"), year, next,
                     reason != NULL ? reason : "");
    if (changes[0] != '\0')
      dgmi_grid_note(grid, _("From %d to %d: %s."), year, next, changes);
  }
  dgmi_run_note_source(run, dgmi_panel_study(panel, n - 1), grid);
}

/* The newest edition's name with all years in place of its own. */
static void set_title(const DgmiRun *run, DgmiPanel *panel, DgmiGrid *grid)
{
  const guint n = dgmi_panel_n_studies(panel);
  const DgmiStudy *newest = dgmi_panel_study(panel, n - 1);
  const int first = dgmi_dataset_year(dgmi_panel_study(panel, 0)->dataset);
  const int last = dgmi_dataset_year(newest->dataset);
  g_autofree char *year = g_strdup_printf("%d", last);
  g_autofree char *years = first == last ? g_strdup(year) : g_strdup_printf("%d–%d", first, last);
  g_autoptr(GString) name = g_string_new(dgmi_study_index_name(newest));
  if (g_string_replace(name, year, years, 1) == 0)
    g_string_append_printf(name, " %s", years);
  dgmi_grid_set_title(grid, run->options.scores ? _("%s: scores") : _("%s: ranks"), name->str);
}

void dgmi_verb_history(DgmiRun *run)
{
  const char *index = dgmi_run_argument(run, 0);
  g_autoptr(GArray) years = find_years(run, index);
  g_autoptr(DgmiPanel) panel = years == NULL ? NULL : open_editions(run, index, years);
  if (panel == NULL)
    return;
  guint n;
  g_autofree guint *order =
      dgmi_panel_choose(panel, dgmi_run_arguments_from(run, 1), &run->options, &n, run->messages);
  if (order == NULL)
    return;
  g_autoptr(DgmiGrid) grid = dgmi_grid_new();
  set_title(run, panel, grid);
  add_columns(run, panel, grid);
  for (guint i = 0; i < n; i++)
    add_row(run, panel, grid, order[i]);
  add_notes(run, panel, grid);
  dgmi_run_print(run, grid);
}
