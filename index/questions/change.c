#include "index/questions/change.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "index/compute/stages.h"
#include "index/questions/share-out.h"
#include "index/questions/standing.h"
#include "indicators/base/memory.h"

/* The two sides of a change. */
#define FROM 0
#define TO 1

#define SPLIT_DIGITS 12 /* decimals of the parts; of scores not rounded, digits of the largest */
#define MOST_DIGITS 22  /* decimals: 10^22 is the last power that is a double */

typedef struct
{
  int node[2]; /* in the trees of the two sides; -1 = not there */
} Component;

struct _DgmiChange
{
  const DgmiResult *result[2];
  GArray *components;  /* of Component */
  gboolean is_sum;     /* the index, on both sides */
  double *part;        /* where it is not: components × units of TO; NULL = not split */
  double *index[2][2]; /* [data][method] of the data's units; NaN = takes no part */
  DgmiStanding *standing[2][2][2]; /* [data][method][rounding] */
  GError *method_error;
};

static const DgmiFramework *framework_of(const DgmiResult *result)
{
  return dgmi_recipe_framework(result->recipe);
}

static guint root_of(const DgmiResult *result)
{
  return dgmi_framework_root(framework_of(result));
}

static guint n_units_of(const DgmiResult *result)
{
  return dgmi_dataset_n_units(result->dataset);
}

static const Component *component_of(const DgmiChange *change, guint i)
{
  assert(i < change->components->len);
  return &g_array_index(change->components, Component, i);
}

/* ---- Components ---- */

/* The member of a result's index with this code, or -1. */
static int find_member(const DgmiResult *result, const char *code)
{
  const DgmiFramework *framework = framework_of(result);
  const int node = dgmi_framework_find(framework, code);
  const gboolean is_member =
      node >= 0 && dgmi_framework_node(framework, (guint)node)->parent == (int)root_of(result);
  return is_member ? node : -1;
}

/* The later edition's components come first and in its order; then those that only the earlier
 * had. */
static void find_components(DgmiChange *change)
{
  change->components = g_array_new(FALSE, FALSE, sizeof(Component));
  for (int side = TO; side >= FROM; side--)
  {
    const DgmiFramework *framework = framework_of(change->result[side]);
    const DgmiNode *root = dgmi_framework_node(framework, root_of(change->result[side]));
    for (guint m = 0; m < root->n_members; m++)
    {
      const char *code = dgmi_framework_node(framework, root->members[m])->code;
      Component component;
      component.node[side] = (int)root->members[m];
      component.node[1 - side] = find_member(change->result[1 - side], code);
      if (side == TO || component.node[TO] < 0)
        g_array_append_val(change->components, component);
    }
  }
}

guint dgmi_change_n_components(const DgmiChange *change)
{
  return change->components->len;
}

const DgmiNode *dgmi_change_component(const DgmiChange *change, guint component)
{
  const Component *c = component_of(change, component);
  const int side = c->node[TO] >= 0 ? TO : FROM;
  return dgmi_framework_node(framework_of(change->result[side]), (guint)c->node[side]);
}

static double value_of(const DgmiChange *change, guint component, int side, guint unit)
{
  const int node = component_of(change, component)->node[side];
  return node < 0 ? NAN : dgmi_result_node(change->result[side], (guint)node)[unit];
}

/* ---- The score: an index that is a sum ---- */

static gboolean is_sum(const DgmiResult *result)
{
  const guint root = root_of(result);
  return (dgmi_recipe_node(result->recipe, root)->aggregate.info->aggregate.additive ||
          dgmi_result_unit_weights(result, root) != NULL) &&
         dgmi_recipe_node(result->recipe, root)->normalise.info == NULL;
}

/* The weight of a member of the index for a unit: the unit's own where it has such. */
static double weight_of(const DgmiResult *result, guint node, guint unit)
{
  const DgmiNode *root = dgmi_framework_node(framework_of(result), root_of(result));
  const DgmiMatrix *own = dgmi_result_unit_weights(result, root_of(result));
  guint m = 0;
  while (own != NULL && root->members[m] != node)
    m++;
  return own == NULL ? result->weight[node] : dgmi_matrix_column(own, m)[unit];
}

/* What each component adds to the index of a unit: 0 where it is missing, or the index is 0 by a
 * rule, whatever its components. */
static void add_contributions(const DgmiChange *change, int side, guint unit, double sign,
                              double *part)
{
  const DgmiResult *result = change->result[side];
  const guint n = change->components->len;
  const gboolean has_own = dgmi_result_unit_weights(result, root_of(result)) != NULL;
  double weights = 0;
  for (guint i = 0; i < n; i++)
    if (!isnan(value_of(change, i, side, unit)))
      weights += weight_of(result, (guint)component_of(change, i)->node[side], unit);
  for (guint i = 0; i < n; i++)
  {
    const double x = value_of(change, i, side, unit);
    if (!isnan(x) && !result->zero_by_rule[unit] && weights > 0)
      part[i] += sign * weight_of(result, (guint)component_of(change, i)->node[side], unit) /
                 (has_own ? 1 : weights) * x;
  }
}

/* ---- The score: another index, by Shapley values ---- */

typedef struct
{
  const DgmiChange *change;
  guint n_units;
  double *x[2]; /* components × units of TO, on each side */
  double *out;  /* by unit */
} ChangeGame;

static double *gather(const DgmiChange *change, int side)
{
  const DgmiDataset *units = change->result[TO]->dataset;
  const guint n = dgmi_dataset_n_units(units), n_components = change->components->len;
  double *x = g_new(double, (gsize)n *n_components + 1);
  for (guint unit = 0; unit < n; unit++)
  {
    const int place = side == TO ? (int)unit
                                 : dgmi_dataset_find_unit(change->result[FROM]->dataset,
                                                          dgmi_dataset_code(units, unit));
    for (guint i = 0; i < n_components; i++)
      x[(gsize)i * n + unit] = place < 0 ? NAN : value_of(change, i, side, (guint)place);
  }
  return x;
}

/* The index where the components in `later` have their later values, by the method of a side. */
static gboolean play(const ChangeGame *game, int method, guint later, double *out)
{
  const DgmiResult *result = game->change->result[method];
  const guint root = root_of(result);
  g_auto(DgmiMembersOwned) own = {0};
  dgmi_result_members(result, root, &own);
  own.members.n_units = game->n_units;
  own.members.dataset = game->change->result[TO]->dataset;
  for (guint m = 0; m < own.members.n_members; m++)
    for (guint i = 0; i < game->change->components->len; i++)
      if (component_of(game->change, i)->node[method] == (int)own.members.node->members[m])
        own.member[m] = game->x[later >> i & 1] + (gsize)i * game->n_units;
  if (!dgmi_aggregate(&dgmi_recipe_node(result->recipe, root)->aggregate, &own.members, out, NULL))
    return FALSE;
  if (dgmi_recipe_node(result->recipe, root)->normalise.info == NULL)
    return TRUE;
  g_autofree double *before = g_memdup2(out, game->n_units * sizeof *out);
  DgmiColumn column = {.x = before,
                       .n = game->n_units,
                       .node = own.members.node,
                       .direction = 1,
                       .dataset = own.members.dataset};
  return dgmi_normalise(&dgmi_recipe_node(result->recipe, root)->normalise, &column, out, NULL);
}

/* Adds what an outcome counts for in the mean of the two games: φ_i = Σ_S ±v(S) |S|!(n−|S|−1)!/n!.
 */
static void add_outcome(const ChangeGame *game, guint later, const double *share, double *part)
{
  const guint n = game->change->components->len, n_units = game->n_units;
  guint size = 0;
  for (guint i = 0; i < n; i++)
    size += later >> i & 1;
  for (guint i = 0; i < n; i++)
  {
    const double factor = later >> i & 1 ? share[size - 1] / 2 : -share[size] / 2;
    for (guint unit = 0; unit < n_units; unit++)
      part[(gsize)i * n_units + unit] += factor * game->out[unit];
  }
}

/* Fills change->part; it stays NULL where an outcome is not defined. */
static void split_by_games(DgmiChange *change)
{
  const guint n = change->components->len, n_units = n_units_of(change->result[TO]);
  double share[DGMI_CHANGE_COMPONENTS + 1] = {1.0 / n}; /* s!(n−s−1)!/n! */
  if (n > DGMI_CHANGE_COMPONENTS)
    return;
  for (guint s = 1; s < n; s++)
    share[s] = share[s - 1] * s / (n - s);
  ChangeGame game = {
      change, n_units, {gather(change, FROM), gather(change, TO)}, g_new(double, n_units)};
  g_autofree double *part = g_new0(double, (gsize)n *n_units + 1);
  gboolean ok = TRUE;
  for (int method = FROM; method <= TO; method++)
    for (guint later = 0; ok && later < 1u << n; later++)
    {
      ok = play(&game, method, later, game.out);
      add_outcome(&game, later, share, part);
    }
  if (ok)
    change->part = g_steal_pointer(&part);
  dgmi_free_all(game.x[FROM], game.x[TO], game.out);
}

gboolean dgmi_change_splits_scores(const DgmiChange *change)
{
  return change->is_sum || change->part != NULL;
}

/* ---- The score of a unit ---- */

/* For sums the parts are the contributions' differences, exactly; otherwise the Shapley values
 * found before. By a rule of 0 no component has made the change. */
static void find_parts(const DgmiChange *change, guint from, guint to, double *part)
{
  const guint n = change->components->len, n_units = n_units_of(change->result[TO]);
  const gboolean by_rule =
      change->result[FROM]->zero_by_rule[from] || change->result[TO]->zero_by_rule[to];
  for (guint i = 0; i < n; i++)
    part[i] = change->is_sum                    ? 0
              : change->part == NULL || by_rule ? NAN
                                                : change->part[(gsize)i * n_units + to];
  if (change->is_sum)
  {
    add_contributions(change, TO, to, 1, part);
    add_contributions(change, FROM, from, -1, part);
  }
  for (guint i = 0; i < n; i++)
    if (isnan(value_of(change, i, FROM, from)) && isnan(value_of(change, i, TO, to)))
      part[i] = NAN;
}

/* Adds to the parts, in proportion to their sizes, what they lack of `total`. */
static void spread_rest(double *part, guint n, double total)
{
  double sum = 0, sizes = 0;
  guint present = 0;
  for (guint i = 0; i < n; i++)
    if (!isnan(part[i]))
    {
      sum += part[i];
      sizes += fabs(part[i]);
      present++;
    }
  for (guint i = 0; i < n; i++)
    part[i] += (total - sum) * (sizes > 0 ? fabs(part[i]) / sizes : 1.0 / present);
}

/* Decimals of the parts; `digits` are those of the total, -1 where it is not rounded. */
static int part_digits(const double *part, guint n, int digits)
{
  double largest = 0;
  if (digits >= 0)
    return MAX(digits, SPLIT_DIGITS);
  for (guint i = 0; i < n; i++)
    largest = fmax(largest, fabs(part[i]));
  return largest > 0 && isfinite(largest) ? SPLIT_DIGITS - 1 - (int)floor(log10(largest))
                                          : SPLIT_DIGITS;
}

/* To as many decimals as the finer of the two editions is printed with; the rest that rounding
 * leaves is spread, so that the parts add up in print. */
static double split_score(const DgmiChange *change, guint from, guint to, double *part)
{
  const guint n = change->components->len;
  const int before = dgmi_recipe_settings(change->result[FROM]->recipe)->digits;
  const int after = dgmi_recipe_settings(change->result[TO]->recipe)->digits;
  const int digits = before < 0 || after < 0 ? -1 : MAX(before, after);
  double total =
      dgmi_round(change->result[TO]->score[to] - change->result[FROM]->score[from], digits);
  for (guint i = 0; i < n; i++)
    part[i] = NAN;
  if (isnan(total))
    return total;
  find_parts(change, from, to, part);
  spread_rest(part, n, total);
  const int decimals = part_digits(part, n, digits);
  if (decimals <= MOST_DIGITS)
    dgmi_share_out(part, n, &total, decimals);
  return total;
}

/* ---- The rank ---- */

/* Data of one side by the method of the other: its recipe, with the data's own rules for single
 * units. NULL with an error where the data lack what the method takes. */
static double *index_under(const DgmiResult *data, const DgmiResult *method, GError **error)
{
  g_autoptr(DgmiRecipe) recipe = dgmi_recipe_copy(method->recipe);
  const DgmiPublished *own = dgmi_recipe_published(data->recipe);
  DgmiPublished rules = *dgmi_recipe_published(recipe);
  rules.score = own->score;
  rules.rank = own->rank;
  rules.zero_unless = own->zero_unless;
  rules.unranked = own->unranked;
  rules.zero_without = -1;
  if (own->zero_without >= 0)
    rules.zero_without = dgmi_framework_find(
        framework_of(method),
        dgmi_framework_node(framework_of(data), (guint)own->zero_without)->code);
  dgmi_recipe_set_published(recipe, &rules);
  DgmiInputs inputs = data->inputs;
  inputs.weight = method->inputs.weight;
  g_autoptr(DgmiResult) result = dgmi_compute_with(recipe, data->dataset, &inputs, error);
  return result == NULL ? NULL : g_memdup2(result->index, n_units_of(data) * sizeof(double));
}

static void fill_index(DgmiChange *change, int data)
{
  const DgmiResult *own = change->result[data], *other = change->result[1 - data];
  const guint n = n_units_of(own);
  change->index[data][data] = g_memdup2(own->index, n * sizeof(double));
  if (change->method_error == NULL)
    change->index[data][1 - data] = index_under(own, other, &change->method_error);
  for (guint i = 0; i < n; i++)
    if (isnan(own->rank[i]))
    {
      change->index[data][data][i] = NAN;
      if (change->index[data][1 - data] != NULL)
        change->index[data][1 - data][i] = NAN;
    }
}

static double rounded(const DgmiChange *change, int rounding, double index)
{
  return dgmi_round(index, dgmi_recipe_settings(change->result[rounding]->recipe)->digits);
}

/* Where the method is not apart, each side's data are always by its own. */
static void fill_standings(DgmiChange *change)
{
  for (int data = FROM; data <= TO; data++)
    for (int method = FROM; method <= TO; method++)
    {
      const guint n = n_units_of(change->result[data]);
      double **index = &change->index[data][method];
      if (change->method_error != NULL && method != data)
      {
        g_free(*index);
        *index = g_memdup2(change->index[data][data], n * sizeof(double));
      }
      for (int rounding = FROM; rounding <= TO; rounding++)
      {
        g_autofree double *score = g_new(double, (gsize)n + 1);
        for (guint i = 0; i < n; i++)
          score[i] = rounded(change, rounding, (*index)[i]);
        change->standing[data][method][rounding] = dgmi_standing_new(
            score, n, dgmi_recipe_settings(change->result[rounding]->recipe)->ties);
      }
    }
}

/* The rank in the state in which the causes in `later` have passed to the later side. */
static double rank_in_state(const DgmiChange *change, const guint place[2], guint later)
{
  const int own = later >> DGMI_CHANGE_OWN & 1, others = later >> DGMI_CHANGE_OTHERS & 1;
  const int rounding = later >> DGMI_CHANGE_ROUNDING & 1, method = later >> DGMI_CHANGE_METHOD & 1;
  const double index = change->index[own][method][place[own]];
  return dgmi_standing_rank(change->standing[others][method][rounding], place[others],
                            rounded(change, rounding, index));
}

static void split_rank(const DgmiChange *change, guint from, guint to, double *cause)
{
  static const double orders[] = {6, 2, 2, 6}; /* of 24, in which so many are switched before */
  const guint place[2] = {from, to};
  double rank[1 << DGMI_CHANGE_N_CAUSES];
  for (guint later = 0; later < G_N_ELEMENTS(rank); later++)
    rank[later] = rank_in_state(change, place, later);
  for (guint c = 0; c < DGMI_CHANGE_N_CAUSES; c++)
  {
    cause[c] = 0;
    for (guint later = 0; later < G_N_ELEMENTS(rank); later++)
    {
      guint before = 0;
      for (guint k = 0; k < DGMI_CHANGE_N_CAUSES; k++)
        before += later >> k & 1;
      if ((later >> c & 1) == 0)
        cause[c] += orders[before] * (rank[later] - rank[later | 1u << c]) / 24;
    }
  }
  double gained = rank[0] - rank[G_N_ELEMENTS(rank) - 1];
  dgmi_share_out(cause, DGMI_CHANGE_N_CAUSES, &gained, SPLIT_DIGITS);
}

/* ---- Both ---- */

gboolean dgmi_change_splits_ranks(const DgmiChange *change)
{
  return !dgmi_recipe_published(change->result[FROM]->recipe)->ranks &&
         !dgmi_recipe_published(change->result[TO]->recipe)->ranks;
}

const GError *dgmi_change_method_error(const DgmiChange *change)
{
  return change->method_error;
}

DgmiChange *dgmi_change_new(const DgmiResult *from, const DgmiResult *to)
{
  assert(from != NULL && to != NULL);
  DgmiChange *change = g_new0(DgmiChange, 1);
  change->result[FROM] = from;
  change->result[TO] = to;
  find_components(change);
  change->is_sum = is_sum(from) && is_sum(to);
  if (!change->is_sum)
    split_by_games(change);
  fill_index(change, FROM);
  fill_index(change, TO);
  fill_standings(change);
  return change;
}

static void clear_change(DgmiChange *change)
{
  g_array_unref(change->components);
  g_free(change->part);
  for (int data = FROM; data <= TO; data++)
    for (int method = FROM; method <= TO; method++)
    {
      g_free(change->index[data][method]);
      for (int rounding = FROM; rounding <= TO; rounding++)
        dgmi_standing_free(change->standing[data][method][rounding]);
    }
  g_clear_error(&change->method_error);
}

DGMI_DEFINE_FREE(dgmi_change_free, DgmiChange, clear_change)

double dgmi_change_unit(const DgmiChange *change, guint from, guint to, double *component,
                        double *cause)
{
  assert(from < n_units_of(change->result[FROM]) && to < n_units_of(change->result[TO]));
  for (guint c = 0; c < DGMI_CHANGE_N_CAUSES; c++)
    cause[c] = NAN;
  if (dgmi_change_splits_ranks(change) && !isnan(change->result[FROM]->rank[from]) &&
      !isnan(change->result[TO]->rank[to]))
    split_rank(change, from, to, cause);
  return split_score(change, from, to, component);
}
