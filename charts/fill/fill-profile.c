#include "charts/kinds/chart-profile.h"

#include <math.h>
#include <string.h>

#include "charts/fill/fill.h"
#include "datasets/catalogue.h"

#define BESIDE 3 /* nearest units shown before and after */
#define MOST_PILLARS 10

typedef struct
{
  DgmiProfileInput input; /* first: what the chart is given */
  DgmiChartUnits units;
  guint unit; /* place in the dataset */
  guint at;   /* place in `units` */
  guint *peers;
  GArray *editions;
  DgmiProfileNode *pillars;
  GPtrArray *values; /* of double * */
  DgmiProfileNode strengths[DGMI_PROFILE_LISTED], weaknesses[DGMI_PROFILE_LISTED];
} ProfileFilled;

static void clear_filled(gpointer data)
{
  ProfileFilled *filled = data;
  dgmi_chart_units_clear(&filled->units);
  g_free(filled->peers);
  g_free(filled->pillars);
  g_ptr_array_unref(filled->values);
  g_array_unref(filled->editions);
}

/* ---- The unit and its neighbours ---- */

static gboolean find_unit(const DgmiFilling *filling, DgmiIndex *index, ProfileFilled *filled)
{
  const char *word = filling->request->arguments[0];
  const int unit = dgmi_index_find_unit(index, word, filling->messages);
  DgmiChartRequest of_all = *filling->request;
  of_all.units = NULL;
  const DgmiFilling all = {index, &of_all, filling->messages};
  if (unit < 0 || !dgmi_chart_units_init(&filled->units, &all))
    return FALSE;
  filled->unit = (guint)unit;
  while (filled->at < filled->units.n && filled->units.order[filled->at] != filled->unit)
    filled->at++;
  if (filled->at < filled->units.n)
    return TRUE;
  dgmi_failure(filling->messages, NULL, "'%s' has too few indicators and is left out", word);
  return FALSE;
}

/* Those before and after it, as many in all at either end of the ranking. */
static void fill_peers(ProfileFilled *filled)
{
  guint n = filled->units.n;
  while (n > 0 && isnan(filled->units.units[n - 1].value))
    n--;
  for (guint i = 0; i < filled->units.n; i++)
    filled->units.units[i].highlighted = i == filled->at;
  if (filled->at >= n)
    return;
  const guint most = MIN(2 * BESIDE + 1, n);
  const guint first = MIN(filled->at - MIN(filled->at, BESIDE), n - most);
  filled->peers = g_new(guint, most);
  for (guint i = 0; i < most; i++)
    filled->peers[i] = filled->units.order[first + i];
  filled->input.peers = &filled->units.units[first];
  filled->input.n_peers = most;
}

/* ---- Pillars, strengths, weaknesses ---- */

static DgmiProfileNode node_of(const DgmiIndex *index, const ProfileFilled *filled, guint node)
{
  g_autofree double *ranks = g_new(double, dgmi_dataset_n_units(dgmi_index_dataset(index)));
  dgmi_result_node_ranks(dgmi_index_result(index), node, ranks);
  DgmiProfileNode out = {.name = dgmi_index_node_name(index, node),
                         .value = dgmi_result_node(dgmi_index_result(index), node)[filled->unit],
                         .rank = ranks[filled->unit],
                         .digits = dgmi_index_decimals(index)};
  for (guint i = 0; i < dgmi_dataset_n_units(dgmi_index_dataset(index)); i++)
    out.n_ranked += ranks[i] > 0;
  return out;
}

static void fill_pillars(const DgmiIndex *index, ProfileFilled *filled)
{
  const guint root = dgmi_framework_root(dgmi_index_framework(index));
  const DgmiNode *top = dgmi_framework_node(dgmi_index_framework(index), root);
  const guint n = MIN(top->n_members, MOST_PILLARS),
              n_units = dgmi_dataset_n_units(dgmi_index_dataset(index));
  filled->pillars = g_new0(DgmiProfileNode, n + 1);
  for (guint p = 0; p < n; p++)
  {
    const double *scores = dgmi_result_node(dgmi_index_result(index), top->members[p]);
    double *peers = g_new(double, filled->input.n_peers + 1);
    for (guint i = 0; i < filled->input.n_peers; i++)
      peers[i] = scores[filled->peers[i]];
    g_ptr_array_add(filled->values, peers);
    filled->pillars[p] = node_of(index, filled, top->members[p]);
    filled->pillars[p].values = scores;
    filled->pillars[p].peers = peers;
  }
  filled->input.pillars = filled->pillars;
  filled->input.n_pillars = n;
  filled->input.n_values = n_units;
}

/* An indicator as it is measured, with about four digits. */
static DgmiProfileNode indicator_of(const DgmiIndex *index, const ProfileFilled *filled, guint node)
{
  const int column = dgmi_framework_node(dgmi_index_framework(index), node)->indicator;
  const DgmiMatrix *raw = dgmi_result_stage(dgmi_index_result(index), DGMI_STAGE_RAW);
  DgmiProfileNode out = node_of(index, filled, node);
  out.value = dgmi_matrix_column(raw, (guint)column)[filled->unit];
  const double size = fabs(out.value);
  out.digits = size >= 1000 ? 0 : size >= 100 ? 1 : size > 1 ? 2 : 4;
  return out;
}

/* A node's rank as a share of the units that it ranks: what makes it a strength. */
typedef struct
{
  guint node;
  double share;
} Standing;

static int by_share(gconstpointer a, gconstpointer b)
{
  const Standing *x = a, *y = b;
  if (x->share != y->share)
    return x->share < y->share ? -1 : 1;
  return x->node < y->node ? -1 : x->node > y->node;
}

static GArray *standings(const DgmiIndex *index, const ProfileFilled *filled)
{
  const guint n = dgmi_framework_n_indicators(dgmi_index_framework(index));
  const guint *indicators = dgmi_framework_indicators(dgmi_index_framework(index));
  GArray *out = g_array_new(FALSE, FALSE, sizeof(Standing));
  for (guint i = 0; i < n; i++)
  {
    const DgmiProfileNode node = node_of(index, filled, indicators[i]);
    const Standing standing = {indicators[i], (node.rank - 0.5) / MAX(node.n_ranked, 1)};
    if (!isnan(node.rank) && !isnan(node.value))
      g_array_append_val(out, standing);
  }
  g_array_sort(out, by_share);
  return out;
}

/* Indicators in which the unit ranks better (worse) than in the index, the best (worst) first. */
static void fill_lists(const DgmiIndex *index, ProfileFilled *filled)
{
  g_autoptr(GArray) all = standings(index, filled);
  const double rank = dgmi_result_rank(dgmi_index_result(index))[filled->unit];
  const double own = (rank - 0.5) / MAX(filled->units.n_ranked, 1);
  const guint most = DGMI_PROFILE_LISTED;
  for (guint i = 0; i < all->len && filled->input.n_strengths < most; i++)
    if (g_array_index(all, Standing, i).share < own)
      filled->strengths[filled->input.n_strengths++] =
          indicator_of(index, filled, g_array_index(all, Standing, i).node);
  for (guint i = all->len; i > 0 && filled->input.n_weaknesses < most; i--)
    if (g_array_index(all, Standing, i - 1).share > own)
      filled->weaknesses[filled->input.n_weaknesses++] =
          indicator_of(index, filled, g_array_index(all, Standing, i - 1).node);
  filled->input.strengths = filled->strengths;
  filled->input.weaknesses = filled->weaknesses;
}

/* ---- History ---- */

/* Ranks of the unit in the editions of the index's family up to this one, each as published: with
 * options that change the method, and with own data, there is no such history. */
static void fill_history(DgmiIndex *index, ProfileFilled *filled)
{
  const DgmiPaths *paths = dgmi_index_paths(index);
  const char *family = dgmi_definition_get(dgmi_index_definition(index), "index", "family", NULL);
  const char *code = dgmi_dataset_code(dgmi_index_dataset(index), filled->unit);
  const int newest = dgmi_dataset_year(dgmi_index_dataset(index));
  g_autofree char *changes = dgmi_index_changes(index);
  g_autoptr(GArray) years = family == NULL ? NULL : dgmi_catalogue_editions(paths, family);
  if (years == NULL || changes[0] != '\0' || dgmi_index_own_data(index) != NULL)
    return;
  for (guint i = 0; i < years->len; i++)
  {
    const DgmiIndexRequest plain = {.index = family,
                                    .year = g_array_index(years, int, i),
                                    .language = dgmi_index_language(index),
                                    .paths = *paths};
    DgmiProfileEdition edition = {plain.year, NAN};
    g_autoptr(DgmiMessages) unheard = dgmi_messages_new();
    if (plain.year > newest)
      continue;
    g_autoptr(DgmiIndex) of = plain.year == newest
                                  ? dgmi_index_ref(index)
                                  : dgmi_index_open(&plain, DGMI_INDEX_RESULT, unheard);
    const int unit = of == NULL ? -1 : dgmi_dataset_find_unit(dgmi_index_dataset(of), code);
    if (unit >= 0)
      edition.rank = dgmi_result_rank(dgmi_index_result(of))[unit];
    g_array_append_val(filled->editions, edition);
  }
  filled->input.editions = (const DgmiProfileEdition *)filled->editions->data;
  filled->input.n_editions = filled->editions->len;
}

/* ---- The table ---- */

static void add_row(DgmiGrid *grid, const char *part, const char *name, double value, double rank,
                    guint of)
{
  dgmi_grid_add_row(grid);
  dgmi_grid_text(grid, 0, part);
  dgmi_grid_text(grid, 1, name);
  dgmi_grid_number(grid, 2, value);
  dgmi_grid_number(grid, 3, rank);
  dgmi_grid_integer(grid, 4, of == 0 ? DGMI_GRID_MISSING : (gint64)of);
}

static void add_nodes(DgmiGrid *grid, const char *part, const DgmiProfileNode *nodes, guint n)
{
  for (guint i = 0; i < n; i++)
    add_row(grid, part, nodes[i].name, nodes[i].value, nodes[i].rank, nodes[i].n_ranked);
}

static DgmiGrid *new_grid(const DgmiIndex *index, const ProfileFilled *filled)
{
  const DgmiProfileInput *input = &filled->input;
  const double *ranks = dgmi_result_rank(dgmi_index_result(index));
  DgmiGrid *grid = dgmi_grid_new();
  dgmi_grid_add_text(grid, "part", dgmi_index_word(index, "part"));
  dgmi_grid_add_text(grid, "name", dgmi_index_word(index, "name"));
  dgmi_grid_add_numbers(grid, "value", dgmi_index_word(index, "value"), input->digits);
  dgmi_grid_add_integers(grid, "rank", dgmi_index_word(index, "rank"));
  dgmi_grid_add_integers(grid, "of", dgmi_index_word(index, "of"));
  add_row(grid, "index", input->node, input->unit.value, ranks[filled->unit], input->n_ranked);
  add_nodes(grid, "pillar", input->pillars, input->n_pillars);
  add_nodes(grid, "strength", input->strengths, input->n_strengths);
  add_nodes(grid, "weakness", input->weaknesses, input->n_weaknesses);
  for (guint i = 0; i < input->n_peers; i++)
    add_row(grid, "nearest", input->peers[i].name, input->peers[i].value, ranks[filled->peers[i]],
            0);
  for (guint i = 0; i < input->n_editions; i++)
  {
    g_autofree char *year = g_strdup_printf("%d", input->editions[i].year);
    add_row(grid, "edition", year, NAN, input->editions[i].rank, 0);
  }
  return grid;
}

gboolean dgmi_fill_profile(const DgmiFilling *filling, DgmiDrawing *drawing)
{
  DgmiIndex *index = filling->index;
  if (!dgmi_chart_check_arguments(filling, 1, 1, "profile INDEX UNIT"))
    return FALSE;
  ProfileFilled *filled = dgmi_drawing_new_input(drawing, sizeof *filled, clear_filled);
  filled->values = g_ptr_array_new_with_free_func(g_free);
  filled->editions = g_array_new(FALSE, FALSE, sizeof(DgmiProfileEdition));
  if (!find_unit(filling, index, filled))
    return FALSE;
  const guint root = dgmi_framework_root(dgmi_index_framework(index));
  fill_peers(filled);
  fill_pillars(index, filled);
  fill_lists(index, filled);
  fill_history(index, filled);
  filled->input.unit = filled->units.units[filled->at];
  filled->input.node = dgmi_framework_node(dgmi_index_framework(index), root)->code;
  filled->input.class =
      dgmi_index_class_name(index, dgmi_result_class(dgmi_index_result(index), filled->unit));
  filled->input.n_ranked = filled->units.n_ranked;
  filled->input.digits = dgmi_index_decimals(index);
  drawing->title = g_strdup(dgmi_index_unit_name(index, filled->unit));
  drawing->subtitle = g_strdup(dgmi_index_name(index));
  drawing->data = new_grid(index, filled);
  return TRUE;
}
