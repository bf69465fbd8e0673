#include <math.h>
#include <string.h>

#include "command/run/say.h"
#include "command/verbs/verbs.h"
#include "index/numbers/correlation.h"
#include "index/opened/panel.h"
#include "indicators/base/text.h"

/* ---- The indices ---- */

/* The own tables of --data and --indicators are one index more, before those that are named. */
static gboolean has_own_tables(const DgmiRun *run)
{
  return run->options.data.table != NULL && run->options.data.indicators != NULL;
}

static gboolean check_usage(const DgmiRun *run)
{
  static const DgmiPlace data = {.file = "--data", .is_option = TRUE};
  const guint n = g_strv_length(run->options.arguments) + has_own_tables(run);
  if (!has_own_tables(run) &&
      (run->options.data.table != NULL || run->options.data.indicators != NULL))
    dgmi_failure(run->messages, &data,
                 "give --data and --indicators together: an index of your own beside those named");
  else if (n < 2)
    dgmi_usage_failure(run->messages, "name two indices or more: dgmi across INDEX INDEX…");
  return dgmi_messages_failures(run->messages) == 0;
}

static gboolean is_new(DgmiRun *run, DgmiPanel *panel, guint n)
{
  const char *id = dgmi_definition_id(dgmi_index_definition(dgmi_panel_index(panel, n)));
  for (guint i = 0; i < n; i++)
    if (dgmi_code_equal(id, dgmi_definition_id(dgmi_index_definition(dgmi_panel_index(panel, i)))))
    {
      dgmi_failure(run->messages, NULL,
                   "%s is there twice; name each index once, and give files ids of their own", id);
      return FALSE;
    }
  return TRUE;
}

static DgmiPanel *open_indices(DgmiRun *run)
{
  const guint own = has_own_tables(run);
  const guint n = g_strv_length(run->options.arguments) + own;
  g_autoptr(DgmiPanel) panel = dgmi_panel_new(n);
  DgmiOptions shipped = run->options; /* borrows its strings */
  shipped.data.table = shipped.data.indicators = NULL;
  for (guint i = 0; i < n; i++)
  {
    const char *id = i < own ? NULL : run->options.arguments[i - own];
    DgmiIndex *index =
        dgmi_open(id, i < own ? &run->options : &shipped, DGMI_INDEX_RESULT, run->messages);
    if (index == NULL)
      return NULL;
    dgmi_panel_take(panel, i, index);
    if (!is_new(run, panel, i))
      return NULL;
  }
  dgmi_panel_join(panel, DGMI_PANEL_FIRST_LEADS);
  return g_steal_pointer(&panel);
}

/* Whether `family` (or the id of one edition) is among the comma-separated `list`. */
static gboolean lists(const char *list, const DgmiDefinition *definition)
{
  const char *family = dgmi_definition_get(definition, "index", "family", NULL);
  g_auto(GStrv) words = g_strsplit(list, ",", -1);
  for (guint i = 0; words[i] != NULL; i++)
  {
    const char *word = g_strstrip(words[i]);
    if (dgmi_code_equal(word, dgmi_definition_id(definition)) ||
        (family != NULL && dgmi_code_equal(word, family)))
      return TRUE;
  }
  return FALSE;
}

/* Says of each pair whose one is made of figures of the other that this correlates them. It stands
 * below a table, and is a warning beside the formats for programs. */
static void warn_of_circles(DgmiRun *run, DgmiPanel *panel, DgmiGrid *grid)
{
  const guint n = dgmi_panel_n_indices(panel);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < n; k++)
    {
      const DgmiIndex *whole = dgmi_panel_index(panel, i), *part = dgmi_panel_index(panel, k);
      const char *list =
          dgmi_definition_get(dgmi_index_definition(whole), "index", "contains", NULL);
      if (i == k || list == NULL || !lists(list, dgmi_index_definition(part)))
        continue;
      g_autofree char *text =
          g_strdup_printf(_("%s contains figures of %s among its items: the correlation of the two "
                            "is partly circular"),
                          dgmi_index_name(whole), dgmi_index_name(part));
      if (!dgmi_run_is_for_people(run))
        dgmi_warning(run->messages, NULL, "%s", text);
      else if (!run->options.print.quiet)
        dgmi_grid_note(grid, _("%s."), text);
    }
}

/* ---- Correlations ---- */

/* The scores of all units in one index. */
static double *scores_of(const DgmiPanel *panel, guint index)
{
  const guint n = dgmi_panel_n_units(panel);
  double *scores = g_new(double, n + 1);
  for (guint unit = 0; unit < n; unit++)
    scores[unit] = dgmi_panel_score(panel, unit, index);
  return scores;
}

static void add_pair(DgmiPanel *panel, DgmiGrid *grid, guint a, guint b)
{
  const guint n = dgmi_panel_n_units(panel);
  g_autofree double *x = scores_of(panel, a), *y = scores_of(panel, b);
  gsize used;
  dgmi_grid_add_row(grid);
  dgmi_grid_text(grid, 0, dgmi_definition_id(dgmi_index_definition(dgmi_panel_index(panel, a))));
  dgmi_grid_text(grid, 1, dgmi_definition_id(dgmi_index_definition(dgmi_panel_index(panel, b))));
  dgmi_grid_number(grid, 3, dgmi_correlation_spearman(x, y, n, &used));
  dgmi_grid_number(grid, 4, dgmi_correlation_kendall(x, y, n, NULL));
  dgmi_grid_integer(grid, 2, (gint64)used);
}

/* Over all units: --units and --top choose only what is shown. */
static DgmiGrid *summary_grid(DgmiPanel *panel)
{
  DgmiGrid *grid = dgmi_grid_new();
  dgmi_grid_set_title(grid, "%s", _("Rank correlation of the scores"));
  dgmi_grid_add_text(grid, "a", _("index"));
  dgmi_grid_add_text(grid, "b", _("with index"));
  dgmi_grid_add_integers(grid, "n", _("units in both"));
  dgmi_grid_add_numbers(grid, "spearman", _("Spearman"), 3);
  dgmi_grid_add_numbers(grid, "kendall", _("Kendall"), 3);
  for (guint a = 0; a < dgmi_panel_n_indices(panel); a++)
    for (guint b = a + 1; b < dgmi_panel_n_indices(panel); b++)
      add_pair(panel, grid, a, b);
  return grid;
}

/* ---- Ranks ---- */

static DgmiGrid *rank_grid(DgmiPanel *panel, const guint *order, guint n)
{
  DgmiGrid *grid = dgmi_grid_new();
  const guint n_indices = dgmi_panel_n_indices(panel);
  dgmi_grid_set_title(grid, "%s", _("Ranks under several indices"));
  dgmi_grid_add_text(grid, "code", _("code"));
  dgmi_grid_add_text(grid, "name", _("name"));
  for (guint s = 0; s < n_indices; s++)
  {
    const char *id = dgmi_definition_id(dgmi_index_definition(dgmi_panel_index(panel, s)));
    dgmi_grid_add_integers(grid, id, id);
  }
  for (guint i = 0; i < n; i++)
  {
    dgmi_grid_add_row(grid);
    dgmi_grid_text(grid, 0, dgmi_panel_code(panel, order[i]));
    dgmi_grid_text(grid, 1, dgmi_panel_name(panel, order[i]));
    for (guint s = 0; s < n_indices; s++)
      dgmi_grid_number(grid, 2 + s, dgmi_panel_rank(panel, order[i], s));
  }
  return grid;
}

/* What each column is, and where it comes from. */
static void note_indices(const DgmiRun *run, DgmiPanel *panel, DgmiGrid *grid)
{
  g_autofree char *changes = dgmi_index_changes(dgmi_panel_index(panel, 0));
  if (run->options.print.quiet)
    return;
  if (changes[0] != '\0')
    dgmi_grid_note(grid, _("Computed with%s."), changes);
  for (guint s = 0; s < dgmi_panel_n_indices(panel); s++)
  {
    const DgmiIndex *index = dgmi_panel_index(panel, s);
    const char *source = dgmi_definition_get_localised(dgmi_index_definition(index), "index",
                                                       "source", dgmi_index_language(index));
    const char *status = dgmi_definition_get(dgmi_index_definition(index), "index", "status", NULL);
    dgmi_grid_note(grid, _("%s: %s, %u units. Source: %s. Status of the figures: %s."),
                   dgmi_definition_id(dgmi_index_definition(index)), dgmi_index_name(index),
                   dgmi_dataset_n_units(dgmi_index_dataset(index)),
                   source != NULL ? source : dgmi_dataset_file(dgmi_index_dataset(index)),
                   status != NULL ? _(status) : _("not stated"));
  }
}

void dgmi_verb_across(DgmiRun *run)
{
  g_autoptr(DgmiPanel) panel = check_usage(run) ? open_indices(run) : NULL;
  guint n = 0;
  g_autofree guint *order = panel == NULL ? NULL : dgmi_run_choose_of_panel(run, panel, NULL, &n);
  if (order == NULL)
    return;
  DgmiGrid *summary = summary_grid(panel);
  warn_of_circles(run, panel, summary);
  g_autoptr(DgmiGrid) grid = run->options.shown.summary ? summary : rank_grid(panel, order, n);
  if (grid != summary)
    dgmi_grid_append(grid, summary);
  note_indices(run, panel, summary);
  dgmi_run_print(run, grid);
}
