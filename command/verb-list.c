#include <glib/gi18n.h>
#include <string.h>

#include "charts/chart-kinds.h"
#include "command/verb.h"
#include "datasets/catalogue.h"
#include "indicators/text.h"

static void list_methods(DgmiGrid *grid)
{
  guint n;
  const DgmiMethodInfo *const *table = dgmi_method_table(&n);
  dgmi_grid_add_text(grid, "id", _("id"));
  dgmi_grid_add_text(grid, "name", _("name"));
  dgmi_grid_add_text(grid, "kind", _("kind"));
  dgmi_grid_add_text(grid, "arguments", _("arguments"));
  dgmi_grid_add_text(grid, "formula", _("formula"));
  for (guint i = 0; i < n; i++)
  {
    dgmi_grid_add_row(grid);
    dgmi_grid_text(grid, 0, table[i]->id);
    dgmi_grid_text(grid, 1, _(table[i]->name));
    dgmi_grid_text(grid, 2, dgmi_method_kind_name(table[i]->kind));
    dgmi_grid_text(grid, 3, table[i]->arguments);
    dgmi_grid_text(grid, 4, table[i]->formula);
  }
}

static void list_charts(DgmiGrid *grid)
{
#define ROW(id, summary) {#id, N_(summary)},
  static const char *const kinds[][2] = {DGMI_CHART_KINDS(ROW)};
#undef ROW
  dgmi_grid_add_text(grid, "id", _("id"));
  dgmi_grid_add_text(grid, "name", _("name"));
  dgmi_grid_add_text(grid, "kind", _("kind"));
  for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
  {
    dgmi_grid_add_row(grid);
    dgmi_grid_text(grid, 0, kinds[i][0]);
    dgmi_grid_text(grid, 1, _(kinds[i][1]));
    dgmi_grid_text(grid, 2, "chart");
  }
}

static void add_columns(DgmiGrid *grid)
{
  dgmi_grid_add_text(grid, "id", _("id"));
  dgmi_grid_add_text(grid, "name", _("name"));
  dgmi_grid_add_text(grid, "kind", _("kind"));
  dgmi_grid_add_text(grid, "level", _("level"));
  dgmi_grid_add_text(grid, "year", _("year"));
  dgmi_grid_add_integers(grid, "units", _("units"));
  dgmi_grid_add_text(grid, "status", _("status"));
}

static void add_row(DgmiGrid *grid, const char *id, const char *name, const char *kind,
                    const char *level, const char *year, gint64 units, const char *status)
{
  dgmi_grid_add_row(grid);
  dgmi_grid_text(grid, 0, id);
  dgmi_grid_text(grid, 1, name);
  dgmi_grid_text(grid, 2, kind);
  dgmi_grid_text(grid, 3, level);
  dgmi_grid_text(grid, 4, year);
  dgmi_grid_integer(grid, 5, units);
  dgmi_grid_text(grid, 6, status);
}

/* "2003–2024", "2022" of one year, NULL of none. */
static char *span_of(const GArray *years)
{
  if (years->len == 0)
    return NULL;
  const int first = g_array_index(years, int, 0), last = g_array_index(years, int, years->len - 1);
  return first == last ? g_strdup_printf("%d", first) : g_strdup_printf("%d–%d", first, last);
}

/* How many units an edition's table has in its year. */
static gint64 count_units(const DgmiDefinition *definition, const DgmiPaths *paths,
                          DgmiMessages *messages)
{
  g_autofree char *file = dgmi_definition_file(definition, "data", paths, messages);
  g_autoptr(GArray) units = NULL;
  g_autoptr(GArray) years = file == NULL ? NULL : dgmi_dataset_years(file, &units, messages);
  for (guint i = 0; years != NULL && i < years->len; i++)
    if (g_array_index(years, int, i) == dgmi_definition_year(definition))
      return g_array_index(units, guint, i);
  return DGMI_GRID_MISSING;
}

static void list_index(DgmiRun *run, DgmiGrid *grid, const DgmiPaths *paths, const char *id)
{
  const char *language = run->options.lang != NULL ? run->options.lang : "en";
  g_autoptr(GArray) editions = dgmi_catalogue_editions(paths, id);
  g_autofree char *file = dgmi_catalogue_find(paths, id, 0, run->messages);
  g_autoptr(DgmiDefinition) definition =
      file == NULL ? NULL : dgmi_definition_read(file, paths, run->messages);
  if (definition == NULL)
    return;
  const char *name = dgmi_definition_get_localised(definition, "index", "name", language);
  const char *level = dgmi_definition_get(definition, "index", "level", NULL);
  const char *status = dgmi_definition_get(definition, "index", "status", NULL);
  const char *year = dgmi_definition_get(definition, "index", "year", NULL);
  if (editions->len == 0)
  {
    add_row(grid, id, name, "index", level, year, count_units(definition, paths, run->messages),
            status);
    return;
  }
  g_autofree char *years = span_of(editions);
  add_row(grid, id, name, "family", level, years, DGMI_GRID_MISSING, status);
}

static void list_datasets(DgmiRun *run, DgmiGrid *grid, const DgmiPaths *paths)
{
  g_auto(GStrv) ids = dgmi_catalogue_datasets(paths);
  for (guint i = 0; ids[i] != NULL; i++)
  {
    g_autofree char *base = g_strconcat(ids[i], ".csv", NULL);
    g_autofree char *file = g_build_filename(paths->datasets, base, NULL);
    g_autoptr(GArray) units = NULL;
    g_autoptr(GArray) years = dgmi_dataset_years(file, &units, run->messages);
    if (years == NULL)
      return;
    guint most = 0;
    for (guint k = 0; k < units->len; k++)
      most = MAX(most, g_array_index(units, guint, k));
    g_autofree char *span = span_of(years);
    add_row(grid, ids[i], base, "dataset", NULL, span,
            years->len == 0 ? DGMI_GRID_MISSING : (gint64)most, NULL);
  }
}

void dgmi_verb_list(DgmiRun *run)
{
  static const char *const kinds[] = {"indices", "datasets", "methods", "charts", NULL};
  const char *what = run->options.arguments[0];
  const DgmiPaths paths = dgmi_study_paths();
  g_autoptr(DgmiGrid) grid = dgmi_grid_new();
  if (what != NULL && !g_strv_contains(kinds, what))
  {
    g_autofree char *hint = dgmi_text_suggestion(what, kinds, G_N_ELEMENTS(kinds) - 1);
    dgmi_usage_failure(run->messages, _("there is no list of '%s'%s"), what, hint);
    return;
  }
  if (g_strcmp0(what, "methods") == 0)
    list_methods(grid);
  else if (g_strcmp0(what, "charts") == 0)
    list_charts(grid);
  else
  {
    add_columns(grid);
    g_auto(GStrv) ids = dgmi_catalogue_ids(&paths);
    for (guint i = 0; g_strcmp0(what, "datasets") != 0 && ids[i] != NULL; i++)
      list_index(run, grid, &paths, ids[i]);
    if (g_strcmp0(what, "indices") != 0)
      list_datasets(run, grid, &paths);
  }
  if (dgmi_messages_failures(run->messages) == 0)
    dgmi_run_print(run, grid);
}
