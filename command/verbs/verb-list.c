#include <string.h>

#include "charts/chart-kinds.h"
#include "command/run/module.h"
#include "command/run/say.h"
#include "command/verbs/verbs.h"
#include "datasets/catalogue.h"
#include "index/opened/models.h"
#include "index/opened/rubric.h"
#include "index/tables/grid-view.h"
#include "indicators/base/text.h"

static void list_methods(const DgmiRun *run, DgmiGrid *grid)
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
    dgmi_grid_text(grid, 2, dgmi_run_word(run, dgmi_method_kind_name(table[i]->kind)));
    dgmi_grid_text(grid, 3, table[i]->arguments);
    dgmi_grid_text(grid, 4, _(table[i]->formula));
  }
}

static void list_charts(const DgmiRun *run, DgmiGrid *grid)
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
    dgmi_grid_text(grid, 2, dgmi_run_word(run, N_("chart")));
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

/* A line of the list; texts in the user's language, NULL = an empty cell. */
typedef struct
{
  const char *id, *name, *kind, *level, *year;
  gint64 units;
  const char *status;
} ListLine;

static void add_row(DgmiGrid *grid, const ListLine *line)
{
  dgmi_grid_add_row(grid);
  dgmi_grid_text(grid, 0, line->id);
  dgmi_grid_text(grid, 1, line->name);
  dgmi_grid_text(grid, 2, line->kind);
  dgmi_grid_text(grid, 3, line->level);
  dgmi_grid_text(grid, 4, line->year);
  dgmi_grid_integer(grid, 5, line->units);
  dgmi_grid_text(grid, 6, line->status);
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
  if (dgmi_is_unfilled(definition))
    return DGMI_GRID_MISSING;
  g_autofree char *file = dgmi_definition_file(definition, "data", paths, messages);
  g_autoptr(GArray) units = NULL;
  g_autoptr(GArray) years = file == NULL ? NULL : dgmi_dataset_years(file, &units, messages);
  for (guint i = 0; years != NULL && i < years->len; i++)
    if (g_array_index(years, int, i) == dgmi_definition_year(definition))
      return g_array_index(units, guint, i);
  return DGMI_GRID_MISSING;
}

static const char *language_of(const DgmiRun *run)
{
  return run->options.print.lang != NULL ? run->options.print.lang : "en";
}

/* The name of a family: that of its newest edition without the year. Free with g_free(). */
static char *family_name(const char *name, const char *year)
{
  const char *at = name == NULL || year == NULL ? NULL : strstr(name, year);
  if (at == NULL)
    return g_strdup(name);
  const char *rest = at + strlen(year);
  const char *mark = _("(the word for year that stands behind it in a name)");
  if (g_str_has_prefix(rest, mark))
    rest += strlen(mark);
  g_autofree char *before = g_strndup(name, (gsize)(at - name));
  g_autofree char *both = g_strconcat(g_strchomp(before), rest, NULL);
  return g_strdup(g_strstrip(both));
}

static void list_index(DgmiRun *run, DgmiGrid *grid, const DgmiPaths *paths, const char *id)
{
  g_autoptr(GArray) editions = dgmi_catalogue_editions(paths, id);
  g_autofree char *file = dgmi_catalogue_find(paths, id, 0, run->messages);
  g_autoptr(DgmiDefinition) definition =
      file == NULL ? NULL : dgmi_definition_read(file, paths, run->messages);
  if (definition == NULL)
    return;
  const char *name = dgmi_definition_get_localised(definition, "index", "name", language_of(run));
  const char *level = dgmi_run_word(run, dgmi_definition_get(definition, "index", "level", NULL));
  const char *status = dgmi_run_word(run, dgmi_definition_get(definition, "index", "status", NULL));
  const char *year = dgmi_definition_get(definition, "index", "year", NULL);
  if (editions->len == 0)
  {
    add_row(grid, &(ListLine){id, name, dgmi_run_word(run, N_("index")), level, year,
                              count_units(definition, paths, run->messages), status});
    return;
  }
  g_autofree char *years = span_of(editions);
  g_autofree char *family = family_name(name, year);
  add_row(grid, &(ListLine){id, family, dgmi_run_word(run, N_("family")), level, years,
                            DGMI_GRID_MISSING, status});
}

/* ---- The order of indices: by what their units are, families before their editions ---- */

typedef struct
{
  char *id;
  guint level;
  gboolean is_edition;
} Listed;

static guint level_of(const DgmiPaths *paths, const char *id)
{
  static const char *const levels[] = {"country", "province", "city", "domain", "other"};
  g_autoptr(DgmiMessages) unheard = dgmi_messages_new();
  g_autofree char *file = dgmi_catalogue_find(paths, id, 0, unheard);
  g_autoptr(DgmiDefinition) definition =
      file == NULL ? NULL : dgmi_definition_read(file, paths, unheard);
  const char *level =
      definition == NULL ? NULL : dgmi_definition_get(definition, "index", "level", NULL);
  guint i = 0;
  while (i < G_N_ELEMENTS(levels) && g_strcmp0(level, levels[i]) != 0)
    i++;
  return i;
}

static int by_level(gconstpointer a, gconstpointer b)
{
  const Listed *x = a, *y = b;
  return x->level != y->level ? (x->level > y->level) - (x->level < y->level)
                              : strcmp(x->id, y->id);
}

/* Whether a family is listed whose editions the id belongs to. */
static gboolean is_edition(char **ids, const char *id)
{
  for (guint i = 0; ids[i] != NULL; i++)
  {
    const gsize n = strlen(ids[i]);
    if (strncmp(id, ids[i], n) == 0 && id[n] == '-' && strlen(id + n + 1) == 4 &&
        strspn(id + n + 1, "0123456789") == 4)
      return TRUE;
  }
  return FALSE;
}

/* `all`: editions too; they are left out of the overview for people, where they would bury it. */
static void list_indices(DgmiRun *run, DgmiGrid *grid, const DgmiPaths *paths, gboolean all)
{
  g_auto(GStrv) ids = dgmi_catalogue_ids(paths);
  g_autoptr(GArray) listed = g_array_new(FALSE, FALSE, sizeof(Listed));
  for (guint i = 0; ids[i] != NULL; i++)
  {
    const Listed index = {ids[i], level_of(paths, ids[i]), is_edition(ids, ids[i])};
    if (all || !index.is_edition)
      g_array_append_val(listed, index);
  }
  g_array_sort(listed, by_level);
  for (guint i = 0; i < listed->len; i++)
    list_index(run, grid, paths, g_array_index(listed, Listed, i).id);
  if (!all && !run->options.print.quiet)
    dgmi_grid_note(grid, _("A family stands for its newest edition; --year chooses another. "
                           "dgmi list indices shows them all, dgmi show ID what an index is "
                           "made of."));
}

static void list_models(DgmiRun *run, DgmiGrid *grid, const DgmiPaths *paths)
{
  g_auto(GStrv) ids = dgmi_model_ids(paths);
  for (guint i = 0; ids[i] != NULL; i++)
  {
    g_autofree char *file = dgmi_model_find(paths, ids[i]);
    g_autoptr(DgmiModel) model = file == NULL ? NULL : dgmi_model_read(file, run->messages);
    if (model == NULL)
      continue;
    g_autofree char *name = dgmi_model_get(model, "model", "name", language_of(run));
    g_autofree char *level = dgmi_model_get(model, "model", "level", "");
    g_autofree char *year = dgmi_model_get(model, "model", "year", "");
    g_autofree char *status = dgmi_model_get(model, "model", "status", "");
    add_row(grid,
            &(ListLine){ids[i], name, dgmi_run_word(run, N_("model")), dgmi_run_word(run, level),
                        year, DGMI_GRID_MISSING, dgmi_run_word(run, status)});
  }
}

/* Titles and states of the shipped tables, by id: {title, status}; empty where the module that
 * reads them is not there. */
static GHashTable *dataset_titles(const DgmiRun *run, const DgmiPaths *paths)
{
  g_autoptr(GError) unheard = NULL;
  DgmiDatasetTitles titles;
  *(gpointer *)&titles = dgmi_module_symbol("json", "dgmi_json_dataset_titles", &unheard);
  g_autofree char *file = g_build_filename(paths->datasets, "datapackage.json", NULL);
  return titles == NULL ? g_hash_table_new(g_str_hash, g_str_equal)
                        : titles(file, language_of(run));
}

static void list_datasets(DgmiRun *run, DgmiGrid *grid, const DgmiPaths *paths)
{
  g_auto(GStrv) ids = dgmi_catalogue_datasets(paths);
  g_autoptr(GHashTable) titles = dataset_titles(run, paths);
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
    char **title = g_hash_table_lookup(titles, ids[i]);
    add_row(grid,
            &(ListLine){ids[i], title != NULL ? title[0] : base, dgmi_run_word(run, N_("dataset")),
                        NULL, span, years->len == 0 ? DGMI_GRID_MISSING : (gint64)most,
                        title != NULL && title[1] != NULL ? dgmi_run_word(run, title[1]) : NULL});
  }
}

void dgmi_verb_list(DgmiRun *run)
{
  static const char *const kinds[] = {"indices", "datasets", "models", "methods", "charts", NULL};
  const char *what = run->options.arguments[0];
  const DgmiPaths paths = dgmi_run_paths();
  g_autoptr(DgmiGrid) grid = dgmi_grid_new();
  if (what != NULL && !g_strv_contains(kinds, what))
  {
    DgmiSentence *hint = dgmi_text_suggestion(what, kinds, G_N_ELEMENTS(kinds) - 1);
    dgmi_usage_failure(run->messages, "there is no list of '%s'%p", what, hint);
    return;
  }
  if (g_strcmp0(what, "methods") == 0)
    list_methods(run, grid);
  else if (g_strcmp0(what, "charts") == 0)
    list_charts(run, grid);
  else
  {
    add_columns(grid);
    if (what == NULL || strcmp(what, "indices") == 0)
      list_indices(run, grid, &paths, what != NULL || !dgmi_run_is_for_people(run));
    if (what == NULL || strcmp(what, "models") == 0)
      list_models(run, grid, &paths);
    if (what == NULL || strcmp(what, "datasets") == 0)
      list_datasets(run, grid, &paths);
  }
  if (dgmi_messages_failures(run->messages) == 0)
    dgmi_run_print(run, grid);
}
