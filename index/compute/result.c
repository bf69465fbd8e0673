#include "index/compute/stages.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "indicators/base/memory.h"

static const char *const stage_names[] = {
    DGMI_N_("raw"),     DGMI_N_("denominated"), DGMI_N_("screened"),   DGMI_N_("imputed"),
    DGMI_N_("treated"), DGMI_N_("normalised"),  DGMI_N_("aggregated"), DGMI_N_("ranks")};

const char *dgmi_stage_name(DgmiStage stage)
{
  assert(stage < DGMI_N_STAGES);
  return stage_names[stage];
}

static const DgmiFramework *framework_of(const DgmiResult *result)
{
  return dgmi_recipe_framework(result->recipe);
}

static guint n_units_of(const DgmiResult *result)
{
  return dgmi_dataset_n_units(result->dataset);
}

DgmiMatrix *dgmi_result_new_matrix(const DgmiResult *result, guint n_columns, GError **error)
{
  DgmiMatrix *matrix = dgmi_matrix_new(result->n_rows, n_columns);
  if (matrix == NULL)
    dgmi_error_set(error, DGMI_ERROR_DATA, "%u units × %u columns do not fit into memory",
                   result->n_rows, n_columns);
  return matrix;
}

DgmiMatrix *dgmi_result_copy_matrix(const DgmiResult *result, const DgmiMatrix *matrix,
                                    GError **error)
{
  assert(matrix != NULL);
  DgmiMatrix *copy = dgmi_result_new_matrix(result, matrix->n_columns, error);
  if (copy != NULL)
    memcpy(copy->values, matrix->values,
           (gsize)matrix->n_units * matrix->n_columns * sizeof(double));
  return copy;
}

static void map_columns(DgmiResult *result)
{
  const DgmiFramework *framework = framework_of(result);
  const guint n_indicators = dgmi_framework_n_indicators(framework);
  const guint n_aggregates = dgmi_framework_n_aggregates(framework);
  result->column_node = g_new(guint, n_indicators + n_aggregates);
  result->node_column = g_new0(guint, dgmi_framework_n_nodes(framework));
  memcpy(result->column_node, dgmi_framework_indicators(framework), n_indicators * sizeof(guint));
  memcpy(result->column_node + n_indicators, dgmi_framework_aggregates(framework),
         n_aggregates * sizeof(guint));
  for (guint c = 0; c < n_indicators + n_aggregates; c++)
    result->node_column[result->column_node[c]] = c;
}

/* ---- Normalised and aggregated ---- */

/* What --floor and --round-levels do to a level's scores. */
static void finish_level(const DgmiResult *result, double *x)
{
  const int digits = dgmi_recipe_settings(result->recipe)->round_levels;
  for (guint i = 0; digits >= 0 && i < result->n_rows; i++)
    x[i] = dgmi_round(x[i], digits);
}

static void raise_to_floor(const DgmiResult *result, double *x)
{
  const double least = dgmi_recipe_settings(result->recipe)->floor;
  for (guint i = 0; !isnan(least) && i < result->n_rows; i++)
    if (x[i] < least)
      x[i] = least;
}

gboolean dgmi_result_normalise(DgmiResult *result, GError **error)
{
  const DgmiMatrix *before = result->stage[DGMI_STAGE_TREATED];
  DgmiMatrix *after = result->stage[DGMI_STAGE_NORMALISED] =
      dgmi_result_new_matrix(result, before->n_columns, error);
  if (after == NULL)
    return FALSE;
  for (guint c = 0; c < before->n_columns; c++)
  {
    const guint node = result->column_node[c];
    DgmiColumn column = {.x = dgmi_matrix_column(before, c),
                         .n = before->n_units,
                         .node = dgmi_framework_node(framework_of(result), node),
                         .dataset = result->dataset,
                         .warnings = result->warnings};
    column.direction = column.node->direction;
    double *out = dgmi_matrix_column(after, c);
    if (!dgmi_normalise(&dgmi_recipe_node(result->recipe, node)->normalise, &column, out, error))
      return FALSE;
    raise_to_floor(result, out);
    finish_level(result, out);
  }
  return TRUE;
}

/* Rescales a finished aggregate, keeping what it was. */
static gboolean rescale(DgmiResult *result, guint node, double *x, GError **error)
{
  const DgmiMethod *method = &dgmi_recipe_node(result->recipe, node)->normalise;
  DgmiMatrix *before = result->before_rescaling[node] = dgmi_result_new_matrix(result, 1, error);
  if (before == NULL)
    return FALSE;
  memcpy(before->values, x, before->n_units * sizeof(double));
  DgmiColumn column = {.x = before->values,
                       .n = before->n_units,
                       .node = dgmi_framework_node(framework_of(result), node),
                       .direction = 1,
                       .dataset = result->dataset,
                       .warnings = result->warnings};
  return dgmi_normalise(method, &column, x, error);
}

void dgmi_result_block_members(const DgmiResult *result, guint node, const DgmiBlock *block,
                               DgmiMembersOwned *own)
{
  const DgmiRecipe *recipe = result->recipe;
  const DgmiMatrix *scores = result->stage[DGMI_STAGE_AGGREGATED];
  const DgmiNode *info = dgmi_framework_node(framework_of(result), node);
  const DgmiMethod *method = &dgmi_recipe_node(recipe, node)->aggregate;
  own->member = g_new(const double *, info->n_members);
  own->weight = g_new(double, info->n_members);
  for (guint m = 0; m < info->n_members; m++)
  {
    own->member[m] =
        dgmi_matrix_column(scores, result->node_column[info->members[m]]) + block->first;
    own->weight[m] = result->weight[info->members[m]];
  }
  own->members = (DgmiMembers){.member = own->member,
                               .weight = own->weight,
                               .n_members = info->n_members,
                               .n_units = block->n,
                               .available = dgmi_recipe_node(recipe, node)->available,
                               .argument = method->argument,
                               .n_arguments = method->n_arguments,
                               .framework = framework_of(result),
                               .node = info,
                               .dataset = block->dataset,
                               .solver = dgmi_recipe_solver(recipe)};
}

void dgmi_result_members(const DgmiResult *result, guint node, DgmiMembersOwned *own)
{
  dgmi_result_block_members(result, node, &result->blocks[0], own);
}

void dgmi_members_owned_clear(DgmiMembersOwned *own)
{
  g_free(own->member);
  g_free(own->weight);
}

static gboolean aggregate_block(DgmiResult *result, guint node, const DgmiBlock *block,
                                GError **error)
{
  g_auto(DgmiMembersOwned) own = {0};
  dgmi_result_block_members(result, node, block, &own);
  own.members.warnings = result->warnings;
  double *out = dgmi_matrix_column(result->stage[DGMI_STAGE_AGGREGATED], result->node_column[node]);
  return dgmi_aggregate(&dgmi_recipe_node(result->recipe, node)->aggregate, &own.members,
                        out + block->first, error);
}

static gboolean aggregate_node(DgmiResult *result, guint node, GError **error)
{
  double *out = dgmi_matrix_column(result->stage[DGMI_STAGE_AGGREGATED], result->node_column[node]);
  gboolean is_aggregated;
  if (!dgmi_result_weigh(result, node, &is_aggregated, error))
    return FALSE;
  for (guint b = 0; !is_aggregated && b < result->n_blocks; b++)
    if (!aggregate_block(result, node, &result->blocks[b], error))
      return FALSE;
  if (dgmi_recipe_node(result->recipe, node)->normalise.info != NULL &&
      !rescale(result, node, out, error))
    return FALSE;
  finish_level(result, out);
  return TRUE;
}

gboolean dgmi_result_aggregate(DgmiResult *result, GError **error)
{
  const DgmiFramework *framework = framework_of(result);
  const DgmiMatrix *normalised = result->stage[DGMI_STAGE_NORMALISED];
  const guint n = dgmi_framework_n_aggregates(framework);
  DgmiMatrix *scores = result->stage[DGMI_STAGE_AGGREGATED] =
      dgmi_result_new_matrix(result, normalised->n_columns + n, error);
  if (scores == NULL)
    return FALSE;
  memcpy(scores->values, normalised->values,
         (gsize)normalised->n_columns * normalised->n_units * sizeof(double));
  const guint *computation = dgmi_framework_computation(framework);
  for (guint i = 0; i < n; i++)
    if (!aggregate_node(result, computation[i], error))
      return FALSE;
  return dgmi_result_is_weighed(result, error);
}

/* ---- Rules, ranks and classes ---- */

void dgmi_result_apply_rules(DgmiResult *result)
{
  const DgmiRecipe *recipe = result->recipe;
  const double *flag =
      dgmi_recipe_published(recipe)->zero_unless == NULL
          ? NULL
          : dgmi_dataset_numbers(result->dataset, dgmi_recipe_published(recipe)->zero_unless);
  const double *needed =
      dgmi_recipe_published(recipe)->zero_without < 0
          ? NULL
          : dgmi_result_node(result, (guint)dgmi_recipe_published(recipe)->zero_without);
  const double *root = dgmi_result_node(result, dgmi_framework_root(dgmi_recipe_framework(recipe)));
  for (guint i = 0; i < n_units_of(result); i++)
  {
    result->zero_by_rule[i] =
        !result->dropped[i] && ((flag != NULL && flag[i] != 1) ||
                                (needed != NULL && (isnan(needed[i]) || needed[i] == 0)));
    result->index[i] = result->zero_by_rule[i] ? 0 : root[i];
  }
}

/* The units that the publisher scores without ranking them. */
void dgmi_result_leave_unranked(const DgmiResult *result, double *score)
{
  const DgmiRecipe *recipe = result->recipe;
  if (!dgmi_recipe_published(recipe)->unranked || dgmi_recipe_published(recipe)->rank == NULL)
    return;
  const double *published =
      dgmi_dataset_numbers(result->dataset, dgmi_recipe_published(recipe)->score);
  const double *rank = dgmi_dataset_numbers(result->dataset, dgmi_recipe_published(recipe)->rank);
  for (guint i = 0; published != NULL && rank != NULL && i < n_units_of(result); i++)
    if (!isnan(published[i]) && isnan(rank[i]))
      score[i] = NAN;
}

/* Of a partial list the publisher's ranks, where the data have them. */
static void take_published_ranks(const DgmiResult *result)
{
  const DgmiRecipe *recipe = result->recipe;
  const double *rank =
      !dgmi_recipe_published(recipe)->ranks || dgmi_recipe_published(recipe)->rank == NULL
          ? NULL
          : dgmi_dataset_numbers(result->dataset, dgmi_recipe_published(recipe)->rank);
  for (guint i = 0; rank != NULL && i < n_units_of(result); i++)
    result->rank[i] = rank[i];
}

static void rank_units(DgmiResult *result)
{
  const DgmiRecipe *recipe = result->recipe;
  const guint n = n_units_of(result);
  g_autofree double *ranked = g_new(double, n + 1);
  for (guint i = 0; i < n; i++)
  {
    ranked[i] = result->score[i] =
        dgmi_round(result->index[i], dgmi_recipe_settings(recipe)->digits);
    result->class[i] = -1;
    for (guint c = 0; dgmi_recipe_has_own_scale(recipe) && result->class[i] < 0 &&
                      c < dgmi_recipe_classes(recipe)->len;
         c++)
      if (result->score[i] >= g_array_index(dgmi_recipe_classes(recipe), DgmiClass, c).threshold)
        result->class[i] = (int)c;
  }
  dgmi_result_leave_unranked(result, ranked);
  dgmi_rank(ranked, n, dgmi_recipe_settings(recipe)->ties, result->rank);
  take_published_ranks(result);
}

static gboolean run(DgmiResult *result, GError **error)
{
  if (!dgmi_result_prepare(result, error))
    return FALSE;
  if (!dgmi_result_normalise(result, error) || !dgmi_result_aggregate(result, error))
    return FALSE;
  dgmi_result_apply_rules(result);
  rank_units(result);
  return TRUE;
}

/* The rows: the dataset's and, over years, those of the others behind it. */
static void lay_out(DgmiResult *result)
{
  const guint others =
      dgmi_recipe_settings(result->recipe)->over_years ? result->inputs.n_other_years : 0;
  result->blocks = g_new(DgmiBlock, others + 1);
  result->n_blocks = others + 1;
  for (guint b = 0; b < result->n_blocks; b++)
  {
    const DgmiDataset *dataset = b == 0 ? result->dataset : result->inputs.other_years[b - 1];
    const guint n = dgmi_dataset_n_units(dataset);
    result->blocks[b] = (DgmiBlock){dataset, result->n_rows, n};
    result->n_rows += n;
  }
}

/* Takes references of what the inputs name, and copies of their arrays. */
static void keep_inputs(DgmiResult *result, const DgmiInputs *inputs)
{
  DgmiInputs *kept = &result->inputs;
  *kept = *inputs;
  kept->other_years =
      g_memdup2(inputs->other_years, inputs->n_other_years * sizeof *inputs->other_years);
  kept->proxies = g_memdup2(inputs->proxies, inputs->n_proxies * sizeof *inputs->proxies);
  for (guint i = 0; i < kept->n_other_years; i++)
    dgmi_dataset_ref(kept->other_years[i]);
  for (guint i = 0; i < kept->n_proxies; i++)
    dgmi_proxies_ref(kept->proxies[i]);
}

static void let_go(DgmiResult *result)
{
  const DgmiInputs *kept = &result->inputs;
  for (guint i = 0; i < kept->n_other_years; i++)
    dgmi_dataset_unref((DgmiDataset *)kept->other_years[i]);
  for (guint i = 0; i < kept->n_proxies; i++)
    dgmi_proxies_unref((DgmiProxies *)kept->proxies[i]);
  g_free((gpointer)kept->other_years);
  g_free((gpointer)kept->proxies);
  dgmi_dataset_unref(result->dataset);
  dgmi_recipe_unref(result->recipe);
}

/* The weights by node that a computation begins with. */
static double *initial_weights(const DgmiRecipe *recipe, const DgmiInputs *inputs)
{
  const guint n = dgmi_framework_n_nodes(dgmi_recipe_framework(recipe));
  double *weight = g_new(double, n);
  for (guint i = 0; i < n; i++)
    weight[i] = inputs != NULL && inputs->weight != NULL ? inputs->weight[i]
                                                         : dgmi_recipe_node(recipe, i)->weight;
  return weight;
}

static void clear_imputed(gpointer cell)
{
  dgmi_sentence_unref(((DgmiImputedCell *)cell)->detail);
}

static void clear_treatment(gpointer treatment)
{
  dgmi_sentence_unref(((DgmiTreatment *)treatment)->said);
}

DgmiResult *dgmi_result_new(const DgmiRecipe *recipe, const DgmiDataset *dataset,
                            const DgmiInputs *inputs)
{
  assert(recipe != NULL && dataset != NULL);
  const guint n = dgmi_dataset_n_units(dataset);
  DgmiResult *result = g_new0(DgmiResult, 1);
  result->recipe = dgmi_recipe_ref(recipe);
  result->dataset = dgmi_dataset_ref(dataset);
  if (inputs != NULL)
    keep_inputs(result, inputs);
  result->weight = initial_weights(recipe, inputs);
  if (result->inputs.weight != NULL)
    result->inputs.weight = result->weight;
  lay_out(result);
  result->before_rescaling =
      g_new0(DgmiMatrix *, dgmi_framework_n_nodes(dgmi_recipe_framework(recipe)));
  result->unit_weight = g_new0(DgmiMatrix *, dgmi_framework_n_nodes(dgmi_recipe_framework(recipe)));
  result->is_weighed = g_new0(gboolean, dgmi_framework_n_nodes(dgmi_recipe_framework(recipe)));
  result->dropped = g_new0(gboolean, result->n_rows + 1);
  result->sparse = g_new0(gboolean, result->n_rows + 1);
  result->zero_by_rule = g_new0(gboolean, n + 1);
  result->imputed = g_array_new(FALSE, FALSE, sizeof(DgmiImputedCell));
  g_array_set_clear_func(result->imputed, clear_imputed);
  result->treated = g_array_new(FALSE, FALSE, sizeof(DgmiTreatment));
  g_array_set_clear_func(result->treated, clear_treatment);
  result->strings = g_string_chunk_new(256);
  result->warnings = g_ptr_array_new_with_free_func((GDestroyNotify)dgmi_sentence_unref);
  result->index = g_new0(double, n + 1);
  result->score = g_new0(double, n + 1);
  result->rank = g_new0(double, n + 1);
  result->class = g_new0(int, n + 1);
  map_columns(result);
  return result;
}

DgmiResult *dgmi_compute_with(const DgmiRecipe *recipe, const DgmiDataset *dataset,
                              const DgmiInputs *inputs, GError **error)
{
  assert(recipe != NULL && dataset != NULL);
  g_autoptr(DgmiResult) result = dgmi_result_new(recipe, dataset, inputs);
  return run(result, error) ? g_steal_pointer(&result) : NULL;
}

DgmiResult *dgmi_compute(const DgmiRecipe *recipe, const DgmiDataset *dataset, GError **error)
{
  return dgmi_compute_with(recipe, dataset, NULL, error);
}

static void clear_result(DgmiResult *result)
{
  for (guint s = 0; s < DGMI_STAGE_RANKS; s++)
    dgmi_matrix_unref(result->stage[s]);
  for (guint i = 0; i < dgmi_framework_n_nodes(framework_of(result)); i++)
  {
    dgmi_matrix_unref(result->before_rescaling[i]);
    dgmi_matrix_unref(result->unit_weight[i]);
  }
  dgmi_free_all(result->before_rescaling, result->unit_weight, result->is_weighed);
  g_clear_error(&result->weigh_fault);
  dgmi_free_all(result->column_node, result->node_column, result->blocks, result->weight,
                result->dropped, result->sparse);
  g_array_unref(result->imputed);
  g_array_unref(result->treated);
  g_string_chunk_free(result->strings);
  dgmi_free_all(result->zero_by_rule, result->index, result->score, result->rank, result->class);
  g_ptr_array_unref(result->warnings);
  let_go(result);
}

DGMI_DEFINE_FREE(dgmi_result_free, DgmiResult, clear_result)

const DgmiRecipe *dgmi_result_recipe(const DgmiResult *result)
{
  return result->recipe;
}

const DgmiDataset *dgmi_result_dataset(const DgmiResult *result)
{
  return result->dataset;
}

const double *dgmi_result_weights(const DgmiResult *result)
{
  return result->weight;
}

const GPtrArray *dgmi_result_warnings(const DgmiResult *result)
{
  return result->warnings;
}

const DgmiMatrix *dgmi_result_stage(const DgmiResult *result, DgmiStage stage)
{
  assert(stage < DGMI_STAGE_RANKS);
  return result->stage[stage];
}

void dgmi_result_node_ranks(const DgmiResult *result, guint node, double *ranks)
{
  assert(ranks != NULL);
  if (node == dgmi_framework_root(framework_of(result)))
    memcpy(ranks, result->rank, n_units_of(result) * sizeof(double));
  else
    dgmi_rank(dgmi_result_node(result, node), n_units_of(result),
              dgmi_recipe_settings(result->recipe)->ties, ranks);
}

DgmiMatrix *dgmi_result_ranks(const DgmiResult *result, GError **error)
{
  const guint n_columns = result->stage[DGMI_STAGE_AGGREGATED]->n_columns;
  DgmiMatrix *ranks = dgmi_result_new_matrix(result, n_columns, error);
  for (guint c = 0; ranks != NULL && c < n_columns; c++)
    dgmi_result_node_ranks(result, result->column_node[c], dgmi_matrix_column(ranks, c));
  return ranks;
}

guint dgmi_result_column_node(const DgmiResult *result, guint column)
{
  assert(column < result->stage[DGMI_STAGE_AGGREGATED]->n_columns);
  return result->column_node[column];
}

guint dgmi_result_node_column(const DgmiResult *result, guint node)
{
  assert(dgmi_framework_node(framework_of(result), node)->level > 0);
  return result->node_column[node];
}

const double *dgmi_result_node(const DgmiResult *result, guint node)
{
  return dgmi_matrix_column(result->stage[DGMI_STAGE_AGGREGATED],
                            dgmi_result_node_column(result, node));
}

const double *dgmi_result_before_rescaling(const DgmiResult *result, guint node)
{
  assert(node < dgmi_framework_n_nodes(framework_of(result)));
  return result->before_rescaling[node] != NULL ? result->before_rescaling[node]->values
                                                : dgmi_result_node(result, node);
}

const double *dgmi_result_index(const DgmiResult *result)
{
  return result->index;
}

const double *dgmi_result_score(const DgmiResult *result)
{
  return result->score;
}

const double *dgmi_result_rank(const DgmiResult *result)
{
  return result->rank;
}

int dgmi_result_class(const DgmiResult *result, guint unit)
{
  assert(unit < n_units_of(result));
  return result->class[unit];
}

gboolean dgmi_result_is_dropped(const DgmiResult *result, guint unit)
{
  assert(unit < n_units_of(result));
  return result->dropped[unit];
}

gboolean dgmi_result_is_sparse(const DgmiResult *result, guint unit)
{
  assert(unit < n_units_of(result));
  return result->sparse[unit];
}

gboolean dgmi_result_is_zero_by_rule(const DgmiResult *result, guint unit)
{
  assert(unit < n_units_of(result));
  return result->zero_by_rule[unit];
}

static int by_rank_and_code(gconstpointer a, gconstpointer b, gpointer data)
{
  const DgmiResult *result = data;
  const guint i = *(const guint *)a, j = *(const guint *)b;
  const double x = result->rank[i], y = result->rank[j];
  if (isnan(x) != isnan(y))
    return isnan(x) ? 1 : -1;
  if (x != y && !isnan(x))
    return x < y ? -1 : 1;
  const gboolean no_score = isnan(result->score[i]), other_no_score = isnan(result->score[j]);
  if (no_score != other_no_score)
    return no_score ? 1 : -1;
  return strcmp(dgmi_dataset_code(result->dataset, i), dgmi_dataset_code(result->dataset, j));
}

guint *dgmi_result_order(const DgmiResult *result, guint *n)
{
  assert(result != NULL);
  guint *order = g_new(guint, n_units_of(result) + 1);
  *n = 0;
  for (guint i = 0; i < n_units_of(result); i++)
    if (!result->dropped[i])
      order[(*n)++] = i;
  g_qsort_with_data(order, (gint)*n, sizeof *order, by_rank_and_code, (gpointer)result);
  return order;
}
