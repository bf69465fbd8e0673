/* Compiles an index and what varies into a plan; everything is checked here. */
#include <assert.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <string.h>

#include "index/compute/stages.h"
#include "index/uncertainty/uncertainty-check.h"
#include "index/uncertainty/uncertainty-inside.h"
#include "indicators/base/memory.h"
#include "indicators/base/text.h"

#define UNITS_MAX 65535
#define COMBINATIONS_MAX 10000
/* What the data of all cells may take; those beyond are computed when they are needed. */
#define CELLS_BYTES_MAX ((gsize)256 << 20)

static const DgmiVary *source(const DgmiUncertaintyPlan *plan, guint input)
{
  return plan->sources->pdata[input];
}

/* ---- Methods by choice ---- */

/* A method that its source has been checked to be one of the node's. */
static void set_method(DgmiRecipe *recipe, guint node, const DgmiMethod *method)
{
  const gboolean is_set = dgmi_recipe_set_method(recipe, (int)node, method, NULL);
  assert(is_set);
  (void)is_set;
}

/* Where the index winsorises some indicators, another K is theirs alone. */
static void set_methods(const DgmiUncertaintyPlan *plan, const DgmiVary *vary,
                        const DgmiMethod *method, DgmiRecipe *recipe)
{
  const DgmiFramework *framework = dgmi_recipe_framework(plan->recipe);
  const guint *indicators = dgmi_framework_indicators(framework);
  const guint n = dgmi_framework_n_indicators(framework);
  gboolean some = FALSE;
  for (guint i = 0; i < n && vary->kind == DGMI_VARY_WINSOR; i++)
    some |= dgmi_recipe_node(plan->recipe, indicators[i])->treat.info->treat.winsorises;
  for (guint i = 0; i < n; i++)
    if (!some || dgmi_recipe_node(plan->recipe, indicators[i])->treat.info->treat.winsorises)
      set_method(recipe, indicators[i], method);
}

/* A list is by level, from level 2 up; its last method holds for the levels above too. */
static void set_aggregation(const DgmiFramework *framework, const GArray *methods,
                            DgmiMethod *by_node)
{
  const guint *aggregates = dgmi_framework_aggregates(framework);
  for (guint i = 0; i < dgmi_framework_n_aggregates(framework); i++)
  {
    const guint level = dgmi_framework_node(framework, aggregates[i])->level - 2;
    by_node[aggregates[i]] = g_array_index(methods, DgmiMethod, MIN(level, methods->len - 1));
  }
}

static DgmiRecipe *cell_recipe(const DgmiUncertaintyPlan *plan, guint cell)
{
  DgmiRecipe *recipe = dgmi_recipe_copy(plan->recipe);
  guint rest = cell, radix = plan->n_cells;
  for (guint input = 0; input < plan->sources->len; input++)
  {
    const DgmiVary *vary = source(plan, input);
    if (vary->alternatives == NULL || vary->kind == DGMI_VARY_AGGREGATE)
      continue;
    radix /= plan->choices[input];
    const GArray *methods = vary->alternatives->pdata[rest / radix];
    rest %= radix;
    set_methods(plan, vary, &g_array_index(methods, DgmiMethod, 0), recipe);
  }
  return recipe;
}

void dgmi_plan_aggregate(const DgmiUncertaintyPlan *plan, guint aggregation, DgmiRecipe *recipe)
{
  assert(aggregation < plan->n_aggregations);
  const DgmiFramework *framework = dgmi_recipe_framework(recipe);
  const guint *aggregates = dgmi_framework_aggregates(framework);
  for (guint i = 0; i < dgmi_framework_n_aggregates(framework); i++)
    set_method(recipe, aggregates[i], &plan->aggregation[aggregation].method[aggregates[i]]);
}

DgmiRecipe *dgmi_plan_recipe(const DgmiUncertaintyPlan *plan, guint cell, guint aggregation)
{
  DgmiRecipe *recipe = dgmi_recipe_copy(plan->cell[cell].recipe);
  dgmi_plan_aggregate(plan, aggregation, recipe);
  return recipe;
}

/* ---- Inputs ---- */

static gboolean check_levels(const DgmiUncertaintyPlan *plan, const DgmiVary *vary, GError **error)
{
  const DgmiFramework *framework = dgmi_recipe_framework(plan->recipe);
  const guint levels = dgmi_framework_node(framework, dgmi_framework_root(framework))->level - 1;
  for (guint i = 0; i < vary->alternatives->len; i++)
    if (((const GArray *)vary->alternatives->pdata[i])->len > levels)
    {
      dgmi_error_set(error, DGMI_ERROR_USAGE,
                     "{vary %s}: the framework has %u levels above the indicators; give one "
                     "aggregation method, or one a level from level 2 up",
                     vary->text, levels);
      return FALSE;
    }
  return TRUE;
}

static gboolean check_bounds(const DgmiUncertaintyPlan *plan, const DgmiVary *vary, GError **error)
{
  const DgmiTree *tree = &plan->tree;
  for (guint a = 0; a < tree->n_aggregates; a++)
  {
    guint n = 0;
    for (guint m = tree->first[a]; m < tree->first[a + 1]; m++)
      n += plan->nominal_weight[tree->member[m]] > 0;
    if (n < 2 || dgmi_draws_can_bound(plan->kernel, vary->low, vary->high, n))
      continue;
    const guint node = tree->node[tree->n_indicators + a];
    dgmi_error_set(error, DGMI_ERROR_USAGE,
                   "{vary %s}: hardly any weights of the %u members of '%s' are within these "
                   "bounds and sum to 1; make them wider, or write weights:25%%",
                   vary->text, n,
                   dgmi_framework_node(dgmi_recipe_framework(plan->recipe), node)->code);
    return FALSE;
  }
  return TRUE;
}

static void count_choices(DgmiUncertaintyPlan *plan)
{
  plan->weights = plan->drop = -1;
  plan->choices = g_new(guint, plan->sources->len + 1);
  plan->n_cells = plan->n_aggregations = 1;
  for (guint i = 0; i < plan->sources->len; i++)
  {
    const DgmiVary *vary = source(plan, i);
    plan->choices[i] = vary->alternatives != NULL ? vary->alternatives->len : 1;
    if (vary->kind == DGMI_VARY_WEIGHTS)
      plan->weights = (int)i;
    else if (vary->kind == DGMI_VARY_DROP)
    {
      plan->drop = (int)i;
      plan->choices[i] = plan->tree.n_indicators + 1;
    }
    else if (vary->kind == DGMI_VARY_AGGREGATE)
      plan->n_aggregations = plan->choices[i];
    else /* no overflow: beyond the limit it stays there */
      plan->n_cells = MIN(plan->n_cells, COMBINATIONS_MAX + 1) * MIN(plan->choices[i], 100000);
  }
}

static gboolean check_inputs(const DgmiUncertaintyPlan *plan, GError **error)
{
  for (guint i = 0; i < plan->sources->len; i++)
  {
    const DgmiVary *vary = source(plan, i);
    if (vary->kind == DGMI_VARY_AGGREGATE && !check_levels(plan, vary, error))
      return FALSE;
    if (vary->kind == DGMI_VARY_WEIGHTS && vary->weights == DGMI_WEIGHTS_BOUNDS &&
        !check_bounds(plan, vary, error))
      return FALSE;
  }
  if ((guint64)plan->n_cells * plan->n_aggregations <= COMBINATIONS_MAX)
    return TRUE;
  dgmi_error_set(error, DGMI_ERROR_USAGE,
                 "the methods of {vary} make more than %d combinations; name fewer of them",
                 COMBINATIONS_MAX);
  return FALSE;
}

/* ---- Errors of measurement ---- */

/* The standard deviation of a column by n − 1; 0 where it has fewer than two values. */
static double column_sd(const double *x, gsize n)
{
  g_autofree double *present = g_new(double, n + 1);
  const gsize m = dgmi_compact(x, n, present);
  const double sd = m > 1 ? gsl_stats_sd(present, 1, m) : 0;
  return isfinite(sd) ? sd : 0;
}

/* A standard error that is missing is 0: the publisher states none, and the value is taken as
 * exact. */
static gboolean add_noise(DgmiUncertaintyPlan *plan, guint input, guint column, GError **error)
{
  const DgmiVary *vary = source(plan, input);
  const DgmiMatrix *raw = plan->nominal->stage[DGMI_STAGE_DENOMINATED];
  DgmiNoise noise = {input, column, g_new0(double, raw->n_units + 1)};
  g_array_append_val(plan->noise, noise);
  const double sd = vary->amount * column_sd(dgmi_matrix_column(raw, column), raw->n_units);
  const double *errors =
      vary->column == NULL ? NULL : dgmi_dataset_numbers(plan->dataset, vary->column);
  if (vary->column != NULL && errors == NULL)
  {
    dgmi_error_set(error, DGMI_ERROR_USAGE, "{vary %s}: %s has no column '%s' of numbers",
                   vary->text, dgmi_dataset_file(plan->dataset), vary->column);
    return FALSE;
  }
  for (guint unit = 0; unit < (errors == NULL ? raw->n_units : plan->n_units); unit++)
  {
    noise.sd[unit] = errors == NULL ? sd : isnan(errors[unit]) ? 0 : errors[unit];
    if (noise.sd[unit] >= 0)
      continue;
    dgmi_error_set(error, DGMI_ERROR_DATA, "the standard error '%s' of %s is below 0; correct it",
                   vary->column, dgmi_dataset_code(plan->dataset, unit));
    return FALSE;
  }
  return TRUE;
}

static gboolean find_noise(DgmiUncertaintyPlan *plan, GError **error)
{
  for (guint i = 0; i < plan->sources->len; i++)
  {
    const DgmiVary *vary = source(plan, i);
    if (vary->kind != DGMI_VARY_ERROR)
      continue;
    const int node = vary->code == NULL
                         ? -1
                         : dgmi_framework_find(dgmi_recipe_framework(plan->recipe), vary->code);
    gboolean found = FALSE;
    for (guint c = 0; c < plan->tree.n_indicators; c++)
    {
      if (vary->code != NULL && (int)plan->tree.node[c] != node)
        continue;
      found = TRUE;
      if (!add_noise(plan, i, c, error))
        return FALSE;
    }
    if (found)
      continue;
    dgmi_error_set(error, DGMI_ERROR_USAGE, "{vary %s}: there is no indicator '%s'", vary->text,
                   vary->code);
    return FALSE;
  }
  return TRUE;
}

/* ---- Cells ---- */

static void find_zeros(const DgmiUncertaintyPlan *plan, DgmiCell *cell)
{
  cell->zero = g_new(guint, plan->n_units + 1);
  cell->n_zero = 0;
  for (guint unit = 0; unit < plan->n_units; unit++)
    if (dgmi_result_is_zero_by_rule(cell->result, unit))
      cell->zero[cell->n_zero++] = unit;
}

gboolean dgmi_cell_fill(const DgmiUncertaintyPlan *plan, DgmiCell *cell, GError **error)
{
  if (cell->result != NULL)
    return TRUE;
  cell->result = dgmi_compute_with(cell->recipe, plan->dataset, &plan->inputs, error);
  if (cell->result == NULL)
    return FALSE;
  find_zeros(plan, cell);
  cell->packed = g_new0(DgmiPacked *, plan->n_aggregations);
  const gboolean one_by_one = plan->noise->len > 0 || plan->weights < 0;
  for (guint a = 0; a < plan->n_aggregations && !one_by_one; a++)
    if (plan->aggregation[a].shape != NULL)
      cell->packed[a] = dgmi_packed_new(plan->aggregation[a].shape,
                                        cell->result->stage[DGMI_STAGE_NORMALISED], plan->n_units);
  return TRUE;
}

void dgmi_cell_empty(const DgmiUncertaintyPlan *plan, DgmiCell *cell)
{
  for (guint a = 0; cell->packed != NULL && a < plan->n_aggregations; a++)
    dgmi_packed_free(cell->packed[a]);
  g_clear_pointer(&cell->packed, g_free);
  g_clear_pointer(&cell->zero, g_free);
  g_clear_pointer(&cell->result, dgmi_result_free);
}

/* What a cell takes at most: the matrices from the screened stage on, and the packed ones. */
static gsize cell_bytes(const DgmiUncertaintyPlan *plan)
{
  const gsize cells = (gsize)plan->n_units * plan->tree.n_slots * sizeof(double);
  return cells * (6 + plan->n_aggregations);
}

/* Computes every combination once, which checks it, and keeps what fits into memory. */
static gboolean build_cells(DgmiUncertaintyPlan *plan, GError **error)
{
  const gsize kept = CELLS_BYTES_MAX / MAX(cell_bytes(plan), 1);
  plan->cell = g_new0(DgmiCell, plan->n_cells);
  for (guint c = 0; c < plan->n_cells; c++)
  {
    DgmiCell *cell = &plan->cell[c];
    cell->recipe = cell_recipe(plan, c);
    dgmi_plan_aggregate(plan, 0, cell->recipe);
    for (guint a = 0; a < plan->n_aggregations; a++)
      if (!dgmi_uncertainty_check(plan, c, a, error))
        return FALSE;
    if (c > 0 && c >= kept)
      dgmi_cell_empty(plan, cell);
  }
  return TRUE;
}

/* Every node has its method in every aggregation, so that a draw needs no look-up by name. */
static void build_aggregations(DgmiUncertaintyPlan *plan)
{
  const DgmiFramework *framework = dgmi_recipe_framework(plan->recipe);
  plan->aggregation = g_new0(DgmiAggregation, plan->n_aggregations);
  const DgmiVary *vary = NULL;
  for (guint i = 0; i < plan->sources->len; i++)
    if (source(plan, i)->kind == DGMI_VARY_AGGREGATE)
      vary = source(plan, i);
  for (guint a = 0; a < plan->n_aggregations; a++)
  {
    DgmiAggregation *aggregation = &plan->aggregation[a];
    aggregation->method = g_new0(DgmiMethod, dgmi_framework_n_nodes(framework));
    for (guint i = 0; i < dgmi_framework_n_nodes(framework); i++)
      aggregation->method[i] = dgmi_recipe_node(plan->recipe, i)->aggregate;
    if (vary != NULL)
      set_aggregation(framework, vary->alternatives->pdata[a], aggregation->method);
    aggregation->shape = dgmi_shape_new(&plan->tree, plan->recipe, aggregation->method);
  }
}

/* ---- The plan ---- */

static const DgmiKernel *kernel_of(DgmiVector vector)
{
#if defined(__x86_64__)
  __builtin_cpu_init();
  if ((vector == DGMI_VECTOR_BEST || vector == DGMI_VECTOR_AVX512) &&
      __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw"))
    return &dgmi_kernel_avx512;
  if ((vector == DGMI_VECTOR_BEST || vector == DGMI_VECTOR_AVX2) && __builtin_cpu_supports("avx2"))
    return &dgmi_kernel_avx2;
#endif
  return vector == DGMI_VECTOR_BEST || vector == DGMI_VECTOR_PORTABLE ? &dgmi_kernel_portable
                                                                      : NULL;
}

gboolean dgmi_uncertainty_plan_set_vector(DgmiUncertaintyPlan *plan, DgmiVector vector)
{
  const DgmiKernel *kernel = kernel_of(vector);
  if (kernel != NULL)
    plan->kernel = kernel;
  return kernel != NULL;
}

/* Ranks of unrounded scores, of the units that the publisher ranks. */
static void rank_nominal(DgmiUncertaintyPlan *plan)
{
  const guint n = plan->n_units;
  g_autofree double *ranked = g_memdup2(plan->nominal->index, (n + 1) * sizeof(double));
  plan->nominal_rank = g_new(double, n + 1);
  plan->skip = g_new0(guint8, n + 1);
  dgmi_result_leave_unranked(plan->nominal, ranked);
  for (guint unit = 0; unit < n; unit++)
    plan->skip[unit] = isnan(ranked[unit]) && !isnan(plan->nominal->index[unit]);
  dgmi_rank(ranked, n, DGMI_TIES_MIN, plan->nominal_rank);
}

/* Shares within the parent; 1 of the index. */
static void find_nominal_weights(DgmiUncertaintyPlan *plan)
{
  const DgmiTree *tree = &plan->tree;
  const double *weight = dgmi_result_weights(plan->nominal);
  plan->nominal_weight = g_new(double, tree->n_slots);
  plan->nominal_weight[tree->n_slots - 1] = 1;
  for (guint a = 0; a < tree->n_aggregates; a++)
  {
    double sum = 0;
    for (guint m = tree->first[a]; m < tree->first[a + 1]; m++)
      sum += weight[tree->node[tree->member[m]]];
    for (guint m = tree->first[a]; m < tree->first[a + 1]; m++)
      plan->nominal_weight[tree->member[m]] = weight[tree->node[tree->member[m]]] / sum;
  }
}

static void clear_noise(gpointer noise)
{
  g_free(((DgmiNoise *)noise)->sd);
}

DgmiUncertaintyPlan *dgmi_uncertainty_plan_new(const DgmiRecipe *recipe, const DgmiDataset *dataset,
                                               const DgmiInputs *inputs, const GPtrArray *sources,
                                               GError **error)
{
  assert(recipe != NULL && dataset != NULL && sources != NULL && sources->len > 0);
  const guint n = dgmi_dataset_n_units(dataset);
  if (n > UNITS_MAX)
  {
    dgmi_error_set(error, DGMI_ERROR_DATA,
                   "an uncertainty analysis takes at most %d units, but there are %u; choose some "
                   "with {where}",
                   UNITS_MAX, n);
    return NULL;
  }
  g_autoptr(DgmiUncertaintyPlan) plan = g_new0(DgmiUncertaintyPlan, 1);
  plan->recipe = recipe;
  plan->dataset = dataset;
  plan->inputs = inputs == NULL ? (DgmiInputs){0} : *inputs;
  plan->sources = g_ptr_array_ref((GPtrArray *)sources);
  plan->n_units = n;
  plan->kernel = kernel_of(DGMI_VECTOR_BEST);
  plan->noise = g_array_new(FALSE, FALSE, sizeof(DgmiNoise));
  g_array_set_clear_func(plan->noise, clear_noise);
  plan->nominal = dgmi_compute_with(recipe, dataset, &plan->inputs, error);
  if (plan->nominal == NULL)
    return NULL;
  plan->recipe = plan->nominal->recipe; /* which keeps them alive */
  plan->dataset = plan->nominal->dataset;
  plan->inputs = plan->nominal->inputs;
  rank_nominal(plan);
  dgmi_tree_build(&plan->tree, recipe);
  find_nominal_weights(plan);
  count_choices(plan);
  if (!check_inputs(plan, error) || !find_noise(plan, error))
    return NULL;
  build_aggregations(plan);
  return build_cells(plan, error) ? g_steal_pointer(&plan) : NULL;
}

static void clear_uncertainty_plan(DgmiUncertaintyPlan *plan)
{
  for (guint c = 0; plan->cell != NULL && c < plan->n_cells; c++)
  {
    dgmi_cell_empty(plan, &plan->cell[c]);
    dgmi_recipe_unref(plan->cell[c].recipe);
  }
  g_free(plan->cell);
  for (guint a = 0; plan->aggregation != NULL && a < plan->n_aggregations; a++)
  {
    g_free(plan->aggregation[a].method);
    dgmi_shape_free(plan->aggregation[a].shape);
  }
  g_free(plan->aggregation);
  dgmi_result_free(plan->nominal);
  dgmi_tree_clear(&plan->tree);
  g_array_unref(plan->noise);
  g_ptr_array_unref(plan->sources);
  dgmi_free_all(plan->nominal_rank, plan->nominal_weight, plan->skip, plan->choices);
}

DGMI_DEFINE_FREE(dgmi_uncertainty_plan_free, DgmiUncertaintyPlan, clear_uncertainty_plan)

guint dgmi_uncertainty_n_inputs(const DgmiUncertaintyPlan *plan)
{
  return plan->sources->len;
}

const char *dgmi_uncertainty_input_name(const DgmiUncertaintyPlan *plan, guint input)
{
  assert(input < plan->sources->len);
  return source(plan, input)->text;
}

const DgmiResult *dgmi_uncertainty_nominal(const DgmiUncertaintyPlan *plan)
{
  return plan->nominal;
}

const double *dgmi_uncertainty_nominal_rank(const DgmiUncertaintyPlan *plan)
{
  return plan->nominal_rank;
}
