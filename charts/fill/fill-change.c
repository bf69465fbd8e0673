#include "charts/kinds/chart-change.h"

#include <math.h>
#include <string.h>

#include "charts/fill/fill.h"
#include "index/opened/editions.h"
#include "indicators/base/memory.h"

/* Units with a name where the user names none. */
#define FEW 8

typedef struct
{
  DgmiChangeInput input; /* first: what the chart is given */
  DgmiPanel *panel;
  DgmiChartUnit *units;
  guint *order; /* their places in the panel */
  int *years;
  double *scores, *ranks;
  gboolean *breaks;
} ChangeFilled;

static void clear_filled(gpointer data)
{
  ChangeFilled *filled = data;
  dgmi_panel_free(filled->panel);
  dgmi_free_all(filled->units, filled->order, filled->years, filled->scores, filled->ranks,
                filled->breaks);
}

/* The editions from --from to --to; NULL with a failure. */
static GArray *chosen_years(const DgmiFilling *filling, const DgmiIndexRequest *request)
{
  static const DgmiPlace from_place = {.file = "--from", .is_option = TRUE},
                         to_place = {.file = "--to", .is_option = TRUE};
  g_autoptr(GArray) all = dgmi_editions_years(request, "chart change", filling->messages);
  if (all == NULL)
    return NULL;
  const int from = filling->request->from, to = filling->request->to;
  gboolean has_from = from == 0, has_to = to == 0;
  g_autoptr(GArray) years = g_array_new(FALSE, FALSE, sizeof(int));
  g_autoptr(GString) known = g_string_new(NULL);
  for (guint i = 0; i < all->len; i++)
  {
    const int year = g_array_index(all, int, i);
    has_from |= year == from;
    has_to |= year == to;
    g_string_append_printf(known, "%s%d", i > 0 ? ", " : "", year);
    if ((from == 0 || year >= from) && (to == 0 || year <= to))
      g_array_append_val(years, year);
  }
  if (!has_from || !has_to)
    dgmi_failure(filling->messages, has_from ? &to_place : &from_place,
                 "there is no edition of %d; there are %s", has_from ? to : from, known->str);
  else if (years->len < 2)
    dgmi_usage_failure(filling->messages, "a change needs two editions or more; there are %s",
                       known->str);
  else
    return g_steal_pointer(&years);
  return NULL;
}

/* Marks the units of `words`, or the first `top` of all. */
static gboolean mark(const DgmiFilling *filling, const ChangeFilled *filled,
                     const char *const *words, guint top, gboolean *named)
{
  guint n;
  g_autofree guint *order = dgmi_panel_choose(filled->panel, words, &n, filling->messages);
  for (guint i = 0; order != NULL && i < n && (top == 0 || i < top); i++)
    named[order[i]] = TRUE;
  return order != NULL;
}

/* Marks the units that --units, the arguments and --highlight name, and the first --top; without
 * any of these the first few. */
static gboolean mark_named(const DgmiFilling *filling, const ChangeFilled *filled, gboolean *named)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new();
  const DgmiChartRequest *request = filling->request;
  const char *const *const lists[] = {request->units, request->highlight, request->arguments};
  for (guint i = 0; i < G_N_ELEMENTS(lists); i++)
    for (guint k = 0; lists[i] != NULL && lists[i][k] != NULL; k++)
      g_ptr_array_add(words, (gpointer)lists[i][k]);
  const gboolean any = words->len > 0;
  const guint top = request->top > 0 ? request->top : any ? 0 : FEW;
  g_ptr_array_add(words, NULL);
  return (!any || mark(filling, filled, (const char *const *)words->pdata, 0, named)) &&
         (top == 0 || mark(filling, filled, NULL, top, named));
}

static gboolean fill_units(const DgmiFilling *filling, ChangeFilled *filled)
{
  guint n;
  filled->order = dgmi_panel_choose(filled->panel, NULL, &n, filling->messages);
  g_autofree gboolean *named = g_new0(gboolean, dgmi_panel_n_units(filled->panel) + 1);
  if (filled->order == NULL || !mark_named(filling, filled, named))
    return FALSE;
  const guint n_years = filled->input.n_years, last = n_years - 1;
  filled->units = g_new0(DgmiChartUnit, n + 1);
  filled->scores = g_new(double, (gsize)n *n_years + 1);
  filled->ranks = g_new(double, (gsize)n *n_years + 1);
  for (guint i = 0; i < n; i++)
  {
    const guint unit = filled->order[i];
    filled->units[i] = (DgmiChartUnit){.code = dgmi_panel_code(filled->panel, unit),
                                       .name = dgmi_panel_name(filled->panel, unit),
                                       .value = dgmi_panel_score(filled->panel, unit, last),
                                       .highlighted = named[unit]};
    for (guint year = 0; year < n_years; year++)
    {
      filled->scores[i * n_years + year] = dgmi_panel_score(filled->panel, unit, year);
      filled->ranks[i * n_years + year] = dgmi_panel_rank(filled->panel, unit, year);
    }
  }
  filled->input.units = filled->units;
  filled->input.n_units = n;
  filled->input.scores = filled->scores;
  filled->input.ranks = filled->ranks;
  return TRUE;
}

static void fill_years(ChangeFilled *filled, const GArray *years)
{
  filled->input.n_years = years->len;
  filled->years = g_new(int, years->len);
  filled->breaks = g_new0(gboolean, years->len);
  for (guint i = 0; i < years->len; i++)
  {
    const DgmiIndex *index = dgmi_panel_index(filled->panel, i);
    filled->years[i] = g_array_index(years, int, i);
    if (i == 0 || !dgmi_editions_break(index, filled->years[i - 1], filled->years[i]))
      continue;
    filled->breaks[i] = TRUE;
    filled->input.reason = dgmi_definition_get_localised(
        dgmi_index_definition(index), "index", "breaks_reason", dgmi_index_language(index));
  }
  filled->input.years = filled->years;
  filled->input.breaks = filled->breaks;
}

static DgmiGrid *new_grid(const DgmiIndex *index, const ChangeFilled *filled)
{
  const DgmiChangeInput *input = &filled->input;
  DgmiGrid *grid = dgmi_grid_new();
  dgmi_grid_add_text(grid, "code", dgmi_index_word(index, "code"));
  dgmi_grid_add_text(grid, "name", dgmi_index_word(index, "name"));
  for (guint year = 0; year < input->n_years; year++)
  {
    g_autofree char *score = g_strdup_printf("score_%d", input->years[year]);
    g_autofree char *rank = g_strdup_printf("rank_%d", input->years[year]);
    dgmi_grid_add_numbers(grid, score, score, input->digits);
    dgmi_grid_add_integers(grid, rank, rank);
  }
  for (guint i = 0; i < input->n_units; i++)
  {
    dgmi_grid_add_row(grid);
    dgmi_grid_text(grid, 0, input->units[i].code);
    dgmi_grid_text(grid, 1, input->units[i].name);
    for (guint year = 0; year < input->n_years; year++)
    {
      dgmi_grid_number(grid, 2 + 2 * year, input->scores[i * input->n_years + year]);
      dgmi_grid_number(grid, 3 + 2 * year, input->ranks[i * input->n_years + year]);
    }
  }
  return grid;
}

/* How the editions are opened. Changes that an index was given later are of that index alone. */
static gboolean choose_editions(const DgmiFilling *filling, DgmiIndexRequest *editions)
{
  const DgmiIndex *index = filling->index;
  g_autofree char *changes = dgmi_index_changes(index);
  if (filling->request->editions != NULL)
    *editions = *filling->request->editions;
  else
    *editions = (DgmiIndexRequest){
        .index = dgmi_definition_get(dgmi_index_definition(index), "index", "family", NULL),
        .paths = *dgmi_index_paths(index)};
  editions->language = dgmi_index_language(index);
  if (filling->request->editions == NULL && (editions->index == NULL || changes[0] != '\0'))
    dgmi_usage_failure(filling->messages,
                       "say how the editions are opened: %s is of no family, or was changed",
                       dgmi_definition_id(dgmi_index_definition(index)));
  else
    return TRUE;
  return FALSE;
}

gboolean dgmi_fill_change(const DgmiFilling *filling, DgmiDrawing *drawing)
{
  DgmiIndex *index = filling->index;
  static const char *const shapes[] = {"lines", "slope", "bump", NULL};
  const int shape = dgmi_chart_shape(filling, shapes);
  DgmiIndexRequest editions;
  if (shape < 0 || !choose_editions(filling, &editions))
    return FALSE;
  g_autoptr(GArray) years = chosen_years(filling, &editions);
  if (years == NULL)
    return FALSE;
  ChangeFilled *filled = dgmi_drawing_new_input(drawing, sizeof *filled, clear_filled);
  filled->panel = dgmi_editions_open(&editions, years, filling->messages);
  if (filled->panel == NULL)
    return FALSE;
  filled->input.shape = (DgmiChangeShape)shape;
  filled->input.digits = dgmi_index_decimals(index);
  for (guint i = 0; i < years->len; i++) /* no more than the edition with the fewest */
    filled->input.digits =
        MIN(filled->input.digits, dgmi_index_decimals(dgmi_panel_index(filled->panel, i)));
  fill_years(filled, years);
  if (!fill_units(filling, filled))
    return FALSE;
  g_autofree char *what =
      dgmi_chart_node_text(index, dgmi_framework_root(dgmi_index_framework(index)));
  drawing->title = dgmi_editions_title(filled->panel);
  drawing->subtitle = shape == DGMI_CHANGE_BUMP
                          ? dgmi_index_say(index, "Rank by %s", what)
                          : dgmi_index_say(index, "%s; ranks before the names", what);
  const char *source = dgmi_definition_get_localised(dgmi_index_definition(index), "index",
                                                     "source", dgmi_index_language(index));
  if (source != NULL)
    drawing->source = dgmi_editions_text(filled->panel, source);
  drawing->data = new_grid(index, filled);
  return TRUE;
}
