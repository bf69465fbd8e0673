/* The stages from raw to treated. */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "index/compute/stages.h"

static const DgmiNode *node_of_column(const DgmiResult *result, guint column)
{
  return dgmi_framework_node(dgmi_recipe_framework(result->recipe), result->column_node[column]);
}

/* ---- Raw and denominated ---- */

/* A numeric column of a year, or an error that names it. */
static const double *numbers_of(const DgmiDataset *dataset, const char *code, GError **error)
{
  const double *numbers = dgmi_dataset_numbers(dataset, code);
  if (numbers == NULL)
    dgmi_error_set(error, DGMI_ERROR_DATA, "%s: there is no column '%s'",
                   dgmi_dataset_file(dataset), code);
  return numbers;
}

/* Copies the indicators of a year into the rows of `out` from `first` on. */
static gboolean gather(const DgmiResult *result, const DgmiDataset *dataset, DgmiMatrix *out,
                       guint first, GError **error)
{
  for (guint c = 0; c < out->n_columns; c++)
  {
    const double *numbers = numbers_of(dataset, node_of_column(result, c)->code, error);
    if (numbers == NULL)
      return FALSE;
    memcpy(dgmi_matrix_column(out, c) + first, numbers,
           dgmi_dataset_n_units(dataset) * sizeof(double));
  }
  return TRUE;
}

static void fail_denominator(const DgmiNode *node, const char *unit, double divisor, GError **error)
{
  if (divisor == 0)
    dgmi_error_set(
        error, DGMI_ERROR_DATA,
        "'%s' of %s cannot be divided by its denominator '%s', which is 0; correct it, or "
        "leave it empty where it is not known",
        node->code, unit, node->denominator);
  else
    dgmi_error_set(error, DGMI_ERROR_DATA,
                   "'%s' of %s divided by its denominator '%s' is too large for a number; change "
                   "the ScaleFactor in the framework table",
                   node->code, unit, node->denominator);
}

/* x / (denominator / ScaleFactor), as COINr has it. */
static gboolean divide(const DgmiNode *node, const DgmiDataset *dataset, double *x, GError **error)
{
  const double *divisor = numbers_of(dataset, node->denominator, error);
  const double given = node->param[DGMI_PARAM_DENOMINATOR_FACTOR];
  const double factor = isnan(given) ? 1 : given;
  if (divisor == NULL)
    return FALSE;
  for (guint i = 0; i < dgmi_dataset_n_units(dataset); i++)
  {
    const double was = x[i];
    x[i] = was / divisor[i] * factor;
    if (divisor[i] == 0 || (isinf(x[i]) && isfinite(was)))
    {
      fail_denominator(node, dgmi_dataset_code(dataset, i), divisor[i], error);
      return FALSE;
    }
  }
  return TRUE;
}

/* Divides the indicators of a year, whose rows begin with `first`. */
static gboolean denominate(const DgmiResult *result, const DgmiDataset *dataset, DgmiMatrix *matrix,
                           guint first, GError **error)
{
  guint n = 0;
  for (guint c = 0; c < matrix->n_columns; c++)
  {
    const DgmiNode *node = node_of_column(result, c);
    if (node->denominator == NULL)
      continue;
    n++;
    if (!divide(node, dataset, dgmi_matrix_column(matrix, c) + first, error))
      return FALSE;
  }
  if (n == 0)
    dgmi_error_set(error, DGMI_ERROR_DATA,
                   "{denominate} has nothing to divide: no indicator of the framework table names "
                   "a Denominator");
  return n > 0;
}

static void keep_stage(DgmiResult *result, DgmiStage stage)
{
  result->stage[stage] = dgmi_matrix_ref(result->stage[stage - 1]);
}

static gboolean gather_raw(DgmiResult *result, GError **error)
{
  const guint n = dgmi_framework_n_indicators(dgmi_recipe_framework(result->recipe));
  DgmiMatrix *raw = result->stage[DGMI_STAGE_RAW] = dgmi_result_new_matrix(result, n, error);
  for (guint b = 0; raw != NULL && b < result->n_blocks; b++)
    if (!gather(result, result->blocks[b].dataset, raw, result->blocks[b].first, error))
      return FALSE;
  return raw != NULL;
}

static gboolean denominate_all(DgmiResult *result, GError **error)
{
  if (!dgmi_recipe_settings(result->recipe)->denominate)
  {
    keep_stage(result, DGMI_STAGE_DENOMINATED);
    return TRUE;
  }
  DgmiMatrix *matrix = result->stage[DGMI_STAGE_DENOMINATED] =
      dgmi_result_copy_matrix(result, result->stage[DGMI_STAGE_RAW], error);
  for (guint b = 0; matrix != NULL && b < result->n_blocks; b++)
    if (!denominate(result, result->blocks[b].dataset, matrix, result->blocks[b].first, error))
      return FALSE;
  return matrix != NULL;
}

/* ---- Screened ---- */

/* Marks the rows of a year that have too few indicators; returns their number. */
static guint mark_sparse(DgmiResult *result, const DgmiMatrix *matrix, const DgmiBlock *block)
{
  guint n = 0;
  for (guint row = block->first; row < block->first + block->n; row++)
  {
    guint present = 0;
    for (guint c = 0; c < matrix->n_columns; c++)
      present += !isnan(dgmi_matrix_column(matrix, c)[row]);
    result->sparse[row] =
        present < dgmi_recipe_settings(result->recipe)->available * matrix->n_columns;
    n += result->sparse[row];
  }
  return n;
}

/* Units with too few indicators are left out, or only flagged. Other years' rows are judged like
 * those of the year itself, since they are treated and normalised with them. */
static gboolean screen(DgmiResult *result, GError **error)
{
  const DgmiMatrix *before = result->stage[DGMI_STAGE_DENOMINATED];
  const guint n_own = mark_sparse(result, before, &result->blocks[0]);
  guint n = n_own;
  for (guint b = 1; b < result->n_blocks; b++)
    n += mark_sparse(result, before, &result->blocks[b]);
  keep_stage(result, DGMI_STAGE_SCREENED);
  if (n == 0 || dgmi_recipe_settings(result->recipe)->available_flag)
    return TRUE;
  if (n_own == result->blocks[0].n)
  {
    dgmi_error_set(error, DGMI_ERROR_DATA,
                   "no unit has the share of indicators that {available} asks for; lower it");
    return FALSE;
  }
  DgmiMatrix *after = dgmi_result_copy_matrix(result, before, error);
  if (after == NULL)
    return FALSE;
  for (guint row = 0; row < result->n_rows; row++)
  {
    result->dropped[row] = result->sparse[row];
    for (guint c = 0; result->dropped[row] && c < before->n_columns; c++)
      dgmi_matrix_column(after, c)[row] = NAN;
  }
  dgmi_matrix_unref(result->stage[DGMI_STAGE_SCREENED]);
  result->stage[DGMI_STAGE_SCREENED] = after;
  return TRUE;
}

/* ---- Imputed ---- */

static gboolean imputes(const DgmiRecipe *recipe, gboolean over_years)
{
  for (guint i = 0; i < dgmi_framework_n_nodes(dgmi_recipe_framework(recipe)); i++)
  {
    const DgmiMethodInfo *info = dgmi_recipe_node(recipe, i)->impute.info;
    if (info != NULL && info->impute.fill != NULL && (info->impute.over_years || !over_years))
      return TRUE;
  }
  return FALSE;
}

/* What the indicators of a year are before anything is filled. */
static DgmiMatrix *gather_year(const DgmiResult *result, const DgmiDataset *dataset, GError **error)
{
  const guint n = dgmi_framework_n_indicators(dgmi_recipe_framework(result->recipe));
  g_autoptr(DgmiMatrix) matrix = dgmi_matrix_new(dgmi_dataset_n_units(dataset), n);
  if (matrix == NULL)
  {
    dgmi_error_set(error, DGMI_ERROR_DATA, "the years do not fit into memory");
    return NULL;
  }
  if (!gather(result, dataset, matrix, 0, error) ||
      (dgmi_recipe_settings(result->recipe)->denominate &&
       !denominate(result, dataset, matrix, 0, error)))
    return NULL;
  return g_steal_pointer(&matrix);
}

static void unref_matrix(gpointer matrix)
{
  dgmi_matrix_unref(matrix);
}

/* Other years are gathered only where a method looks at them: most indices have one year, and a
 * table of many is read once for each. */
static gboolean impute(DgmiResult *result, GError **error)
{
  if (!imputes(result->recipe, FALSE))
  {
    keep_stage(result, DGMI_STAGE_IMPUTED);
    return TRUE;
  }
  g_autoptr(GPtrArray) history = g_ptr_array_new_with_free_func(unref_matrix);
  const guint n_years = imputes(result->recipe, TRUE) ? result->inputs.n_other_years + 1 : 0;
  for (guint y = 0; y < n_years; y++)
  {
    const DgmiDataset *dataset = y == 0 ? result->dataset : result->inputs.other_years[y - 1];
    DgmiMatrix *matrix = gather_year(result, dataset, error);
    if (matrix == NULL)
      return FALSE;
    g_ptr_array_add(history, matrix);
  }
  return dgmi_result_impute(result, n_years == 0 ? NULL : (DgmiMatrix **)history->pdata, error);
}

/* ---- Treated ---- */

static guint count_changes(const double *x, const double *y, guint n)
{
  guint changed = 0;
  for (guint i = 0; i < n; i++)
    changed += !isnan(x[i]) && x[i] != y[i];
  return changed;
}

/* The moments before and after tell a reader whether the treatment did what it is for: bring
 * skewness and kurtosis within bounds. */
static gboolean treat_column(DgmiResult *result, guint c, DgmiMatrix *after, GError **error)
{
  const guint node = result->column_node[c];
  const DgmiMethod *method = &dgmi_recipe_node(result->recipe, node)->treat;
  const double *x = dgmi_matrix_column(result->stage[DGMI_STAGE_IMPUTED], c);
  double *out = dgmi_matrix_column(after, c);
  DgmiColumn column = {.x = x,
                       .n = result->n_rows,
                       .node = node_of_column(result, c),
                       .dataset = result->dataset,
                       .warnings = result->warnings};
  column.direction = column.node->direction;
  g_autoptr(DgmiSentence) said = NULL;
  if (!dgmi_treat(method, &column, out, &said, error))
    return FALSE;
  const DgmiTreatment treatment = {.node = node,
                                   .method = method,
                                   .said = g_steal_pointer(&said),
                                   .n_changed =
                                       count_changes(x, out, dgmi_dataset_n_units(result->dataset)),
                                   .before = dgmi_moments(x, result->n_rows),
                                   .after = dgmi_moments(out, result->n_rows)};
  g_array_append_val(result->treated, treatment);
  return TRUE;
}

gboolean dgmi_result_treat(DgmiResult *result, GError **error)
{
  const DgmiMatrix *before = result->stage[DGMI_STAGE_IMPUTED];
  keep_stage(result, DGMI_STAGE_TREATED);
  for (guint c = 0; c < before->n_columns; c++)
  {
    if (dgmi_recipe_node(result->recipe, result->column_node[c])->treat.info->treat.apply == NULL)
      continue;
    if (result->treated->len == 0) /* the first: from here on a matrix of its own */
    {
      DgmiMatrix *after = dgmi_result_copy_matrix(result, before, error);
      if (after == NULL)
        return FALSE;
      dgmi_matrix_unref(result->stage[DGMI_STAGE_TREATED]);
      result->stage[DGMI_STAGE_TREATED] = after;
    }
    if (!treat_column(result, c, result->stage[DGMI_STAGE_TREATED], error))
      return FALSE;
  }
  return TRUE;
}

gboolean dgmi_result_prepare(DgmiResult *result, GError **error)
{
  return gather_raw(result, error) && denominate_all(result, error) && screen(result, error) &&
         impute(result, error) && dgmi_result_treat(result, error);
}

/* ---- What was done ---- */

const GArray *dgmi_result_imputed(const DgmiResult *result)
{
  return result->imputed;
}

const DgmiImputedCell *dgmi_result_imputed_cell(const DgmiResult *result, guint node, guint unit)
{
  for (guint i = 0; i < result->imputed->len; i++)
  {
    const DgmiImputedCell *cell = &g_array_index(result->imputed, DgmiImputedCell, i);
    if (cell->node == node && cell->unit == unit)
      return cell;
  }
  return NULL;
}

const GArray *dgmi_result_treated(const DgmiResult *result)
{
  return result->treated;
}

const DgmiTreatment *dgmi_result_treatment(const DgmiResult *result, guint node)
{
  for (guint i = 0; i < result->treated->len; i++)
    if (g_array_index(result->treated, DgmiTreatment, i).node == node)
      return &g_array_index(result->treated, DgmiTreatment, i);
  return NULL;
}
