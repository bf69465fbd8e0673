#include "index/questions/explain.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "indicators/base/text.h"

typedef struct
{
  const DgmiResult *result;
  const DgmiRecipe *recipe;
  guint unit;
  GArray *steps;
} Walk;

static void clear_step(gpointer step)
{
  g_free(((DgmiStep *)step)->detail);
}

/* Takes `detail`. */
static void add(const Walk *walk, const char *step, guint node, double value, char *detail)
{
  const DgmiStep one = {step, node, value, detail};
  g_array_append_val(walk->steps, one);
}

static double stage_value(const Walk *walk, DgmiStage stage, guint node)
{
  const guint column = dgmi_result_node_column(walk->result, node);
  return dgmi_matrix_column(dgmi_result_stage(walk->result, stage), column)[walk->unit];
}

static void append_number(GString *out, double value)
{
  char number[DGMI_NUMBER_SIZE];
  g_string_append(out, isnan(value) ? "missing" : dgmi_number_format(value, number));
}

static char *normalisation_text(const DgmiMethod *method, DgmiColumn *column, guint unit)
{
  dgmi_column_set_method(column, method);
  g_autofree char *name = dgmi_method_format(method);
  g_autofree char *numbers = isnan(column->x[unit]) ? g_strdup("missing stays missing")
                                                    : method->info->normalise.explain(column, unit);
  return g_strdup_printf("%s: %s", name, numbers);
}

/* What --floor and --round-levels did to the value the method gave. */
static void append_finish(const Walk *walk, GString *detail, gboolean is_indicator)
{
  if (is_indicator && !isnan(dgmi_recipe_settings(walk->recipe)->floor))
  {
    g_string_append(detail, "; raised to ");
    append_number(detail, dgmi_recipe_settings(walk->recipe)->floor);
    g_string_append(detail, " where below");
  }
  if (dgmi_recipe_settings(walk->recipe)->round_levels >= 0)
    g_string_append_printf(detail, "; rounded to %d decimals",
                           dgmi_recipe_settings(walk->recipe)->round_levels);
}

static void explain_denomination(const Walk *walk, const DgmiNode *info, guint node)
{
  const double *by = dgmi_dataset_numbers(dgmi_result_dataset(walk->result), info->denominator);
  GString *detail = g_string_new(NULL);
  append_number(detail, stage_value(walk, DGMI_STAGE_RAW, node));
  g_string_append_printf(detail, "/%s ", info->denominator);
  append_number(detail, by == NULL ? NAN : by[walk->unit]);
  if (!isnan(info->param[DGMI_PARAM_DENOMINATOR_FACTOR]))
  {
    g_string_append(detail, " × ");
    append_number(detail, info->param[DGMI_PARAM_DENOMINATOR_FACTOR]);
  }
  add(walk, "denominated", node, stage_value(walk, DGMI_STAGE_DENOMINATED, node),
      g_string_free(detail, FALSE));
}

/* "jrc: 2 points at the top set to 7; skewness 3.1 → 1.9, kurtosis 12.0 → 3.4" */
static char *treatment_text(const DgmiTreatment *treatment)
{
  g_autofree char *name = dgmi_method_format(treatment->method);
  const DgmiMoments *before = &treatment->before, *after = &treatment->after;
  if (isnan(before->kurtosis))
    return g_strdup_printf("%s: %s", name, treatment->said);
  if (treatment->n_changed == 0)
    return g_strdup_printf("%s: %s; skewness %.2f, kurtosis %.2f", name, treatment->said,
                           before->skewness, before->kurtosis);
  return g_strdup_printf("%s: %s; skewness of the column %.2f → %.2f, kurtosis %.2f → %.2f", name,
                         treatment->said, before->skewness, after->skewness, before->kurtosis,
                         after->kurtosis);
}

/* What was done between raw and normalised; nothing where nothing was. */
static void explain_preparation(const Walk *walk, guint node)
{
  const DgmiNode *info = dgmi_framework_node(dgmi_recipe_framework(walk->recipe), node);
  if (dgmi_recipe_settings(walk->recipe)->denominate && info->denominator != NULL)
    explain_denomination(walk, info, node);
  const DgmiImputedCell *cell = dgmi_result_imputed_cell(walk->result, node, walk->unit);
  if (cell != NULL)
  {
    g_autofree char *name = dgmi_method_format(cell->method);
    add(walk, "imputed", node, cell->value,
        cell->detail == NULL ? g_strdup(name) : g_strdup_printf("%s: %s", name, cell->detail));
  }
  const DgmiTreatment *treatment = dgmi_result_treatment(walk->result, node);
  if (treatment != NULL)
    add(walk, "treated", node, stage_value(walk, DGMI_STAGE_TREATED, node),
        treatment_text(treatment));
}

/* Normalised from the treated value, as the pipeline does it: an explanation computes nothing of
 * its own. */
static void explain_indicator(const Walk *walk, guint node)
{
  const DgmiNode *info = dgmi_framework_node(dgmi_recipe_framework(walk->recipe), node);
  const double raw = stage_value(walk, DGMI_STAGE_RAW, node);
  add(walk, "raw", node, raw,
      g_strdup(dgmi_result_is_dropped(walk->result, walk->unit) ? "too few indicators: dropped"
               : info->unit != NULL                             ? info->unit
                                                                : ""));
  explain_preparation(walk, node);
  const DgmiMatrix *treated = dgmi_result_stage(walk->result, DGMI_STAGE_TREATED);
  DgmiColumn column = {.x =
                           dgmi_matrix_column(treated, dgmi_result_node_column(walk->result, node)),
                       .n = treated->n_units,
                       .node = info,
                       .direction = info->direction,
                       .dataset = dgmi_result_dataset(walk->result)};
  g_autofree char *text =
      normalisation_text(&dgmi_recipe_node(walk->recipe, node)->normalise, &column, walk->unit);
  GString *detail = g_string_new(text);
  append_finish(walk, detail, TRUE);
  add(walk, "normalised", node, stage_value(walk, DGMI_STAGE_NORMALISED, node),
      g_string_free(detail, FALSE));
}

static gboolean has_equal_weights(const Walk *walk, const DgmiNode *info)
{
  for (guint m = 1; m < info->n_members; m++)
    if (dgmi_result_weights(walk->result)[info->members[m]] !=
        dgmi_result_weights(walk->result)[info->members[0]])
      return FALSE;
  return TRUE;
}

/* "1 × 0.9797 + 2 × 0.9795", weights only where they differ. Returns the sum of the weights used.
 */
static double append_members(const Walk *walk, const DgmiNode *info, const char *joint,
                             GString *out)
{
  const gboolean equal = has_equal_weights(walk, info);
  double sum = 0;
  guint n = 0;
  for (guint m = 0; m < info->n_members; m++)
  {
    const double weight = equal ? 1 : dgmi_result_weights(walk->result)[info->members[m]];
    const double x = dgmi_result_node(walk->result, info->members[m])[walk->unit];
    if (isnan(x))
      continue;
    g_string_append(out, n++ > 0 ? joint : "");
    if (!equal)
    {
      append_number(out, weight);
      g_string_append(out, " × ");
    }
    append_number(out, x);
    sum += weight;
  }
  return sum;
}

static void append_missing(const Walk *walk, const DgmiNode *info, GString *out)
{
  guint n = 0;
  for (guint m = 0; m < info->n_members; m++)
    if (isnan(dgmi_result_node(walk->result, info->members[m])[walk->unit]))
      g_string_append_printf(
          out, "%s%s", n++ > 0 ? ", " : "; missing and left out with their weight: ",
          dgmi_framework_node(dgmi_recipe_framework(walk->recipe), info->members[m])->code);
}

/* What the method has to say of how the unit stands among the others, and its parameters. */
static void append_comparison(const Walk *walk, guint node, GString *out)
{
  g_auto(DgmiMembersOwned) own = {0};
  dgmi_result_members(walk->result, node, &own);
  g_autofree char *text = dgmi_aggregate_explain(&dgmi_recipe_node(walk->recipe, node)->aggregate,
                                                 &own.members, walk->unit);
  if (text != NULL)
    g_string_append_printf(out, ": %s", text);
}

/* "bod: 0.5 × 0.9797 + 0.51 × 0.9795, with the weights that suit the unit best" */
static char *own_weights_text(const Walk *walk, guint node, const DgmiMatrix *own)
{
  const DgmiNode *info = dgmi_framework_node(dgmi_recipe_framework(walk->recipe), node);
  g_autofree char *name = dgmi_method_format(&dgmi_recipe_node(walk->recipe, node)->weigh);
  GString *out = g_string_new(NULL);
  g_string_append_printf(out, "%s: ", name);
  guint n = 0;
  for (guint m = 0; m < info->n_members; m++)
  {
    const double x = dgmi_result_node(walk->result, info->members[m])[walk->unit];
    if (isnan(x))
      continue;
    g_string_append(out, n++ > 0 ? " + " : "");
    append_number(out, dgmi_matrix_column(own, m)[walk->unit]);
    g_string_append(out, " × ");
    append_number(out, x);
  }
  g_string_append(out, ", with the weights that suit the unit best");
  append_missing(walk, info, out);
  return g_string_free(out, FALSE);
}

/* "; weights by critic", where they follow from the members' values. */
static void append_weighting(const Walk *walk, guint node, GString *out)
{
  if (!dgmi_result_has_derived_weights(walk->result, node))
    return;
  g_autofree char *name = dgmi_method_format(&dgmi_recipe_node(walk->recipe, node)->weigh);
  g_string_append_printf(out, "; weights by %s", name);
}

/* A sum is shown with its members' numbers, in which a reader can check it; other means by their
 * formula. */
static char *aggregation_text(const Walk *walk, guint node, double value)
{
  const DgmiNode *info = dgmi_framework_node(dgmi_recipe_framework(walk->recipe), node);
  const DgmiMatrix *own = dgmi_result_unit_weights(walk->result, node);
  if (own != NULL && !isnan(value))
    return own_weights_text(walk, node, own);
  const DgmiMethod *method = &dgmi_recipe_node(walk->recipe, node)->aggregate;
  g_autofree char *name = dgmi_method_format(method);
  GString *out = g_string_new(NULL);
  g_string_append_printf(out, "%s: ", name);
  if (isnan(value))
  {
    g_string_append(out, "too few members");
    return g_string_free(out, FALSE);
  }
  if (method->info->aggregate.additive)
  {
    g_string_append_c(out, '(');
    const double sum = append_members(walk, info, " + ", out);
    g_string_append(out, ")/");
    append_number(out, sum);
  }
  else
  {
    append_members(walk, info, "; ", out);
    g_string_append_printf(out, ", with %s", method->info->formula);
    append_comparison(walk, node, out);
  }
  append_weighting(walk, node, out);
  append_missing(walk, info, out);
  return g_string_free(out, FALSE);
}

static void explain_aggregate(const Walk *walk, guint node)
{
  const DgmiMethod *rescaling = &dgmi_recipe_node(walk->recipe, node)->normalise;
  const double *before = dgmi_result_before_rescaling(walk->result, node);
  g_autofree char *text = aggregation_text(walk, node, before[walk->unit]);
  GString *detail = g_string_new(text);
  if (rescaling->info == NULL)
    append_finish(walk, detail, FALSE);
  add(walk, "aggregated", node, before[walk->unit], g_string_free(detail, FALSE));
  if (rescaling->info == NULL)
    return;
  DgmiColumn column = {.x = before,
                       .n = dgmi_result_stage(walk->result, DGMI_STAGE_AGGREGATED)->n_units,
                       .node = dgmi_framework_node(dgmi_recipe_framework(walk->recipe), node),
                       .direction = 1,
                       .dataset = dgmi_result_dataset(walk->result)};
  g_autofree char *scaling = normalisation_text(rescaling, &column, walk->unit);
  GString *rescaled = g_string_new(scaling);
  append_finish(walk, rescaled, FALSE);
  add(walk, "rescaled", node, dgmi_result_node(walk->result, node)[walk->unit],
      g_string_free(rescaled, FALSE));
}

static void explain_node(const Walk *walk, guint node)
{
  const DgmiNode *info = dgmi_framework_node(dgmi_recipe_framework(walk->recipe), node);
  if (info->type == DGMI_NODE_INDICATOR)
  {
    explain_indicator(walk, node);
    return;
  }
  for (guint m = 0; m < info->n_members; m++)
    explain_node(walk, info->members[m]);
  explain_aggregate(walk, node);
}

static void explain_rank(const Walk *walk, guint root)
{
  const double *ranks = dgmi_result_rank(walk->result);
  const guint n = dgmi_dataset_n_units(dgmi_result_dataset(walk->result));
  guint ranked = 0, equal = 0;
  for (guint i = 0; i < n; i++)
  {
    ranked += !isnan(ranks[i]);
    equal += ranks[i] == ranks[walk->unit];
  }
  GString *detail = g_string_new(NULL);
  if (isnan(ranks[walk->unit]))
    g_string_append(detail, "not ranked");
  else
    g_string_append_printf(detail, "of %u", ranked);
  if (equal > 1)
    g_string_append_printf(detail, ", shared by %u", equal);
  add(walk, "rank", root, ranks[walk->unit], g_string_free(detail, FALSE));
}

static void explain_class(const Walk *walk, guint root)
{
  const int class = dgmi_result_class(walk->result, walk->unit);
  if (class < 0)
    return;
  const DgmiClass *info = &g_array_index(dgmi_recipe_classes(walk->recipe), DgmiClass, class);
  char number[DGMI_NUMBER_SIZE];
  add(walk, "class", root, NAN,
      g_strdup_printf("%s: %s or more", info->name, dgmi_number_format(info->threshold, number)));
}

static void explain_published(const Walk *walk, guint root)
{
  const DgmiDataset *dataset = dgmi_result_dataset(walk->result);
  const DgmiRecipe *recipe = walk->recipe;
  const double *score = dgmi_recipe_published(recipe)->score == NULL
                            ? NULL
                            : dgmi_dataset_numbers(dataset, dgmi_recipe_published(recipe)->score);
  const double *rank = dgmi_recipe_published(recipe)->rank == NULL
                           ? NULL
                           : dgmi_dataset_numbers(dataset, dgmi_recipe_published(recipe)->rank);
  if (score == NULL || isnan(score[walk->unit]))
    return;
  const gboolean ranked = rank != NULL && !isnan(rank[walk->unit]);
  add(walk, "published", root, score[walk->unit],
      ranked ? g_strdup_printf("published rank %.0f", rank[walk->unit])
             : g_strdup("published without a rank"));
}

/* What each member of the index adds to it, where it is a sum of such parts. */
static void explain_contributions(const Walk *walk, guint root)
{
  const DgmiFramework *framework = dgmi_recipe_framework(walk->recipe);
  const DgmiNode *info = dgmi_framework_node(framework, root);
  g_autofree double *part = g_new(double, dgmi_framework_n_nodes(framework));
  if (!dgmi_result_contributions(walk->result, walk->unit, part) || !(part[root] > 0))
    return;
  for (guint m = 0; m < info->n_members; m++)
    if (!isnan(part[info->members[m]]))
      add(walk, "contribution", info->members[m], part[info->members[m]],
          g_strdup_printf("%.1f %% of the index", 100 * part[info->members[m]] / part[root]));
}

static void explain_index(const Walk *walk)
{
  const guint root = dgmi_framework_root(dgmi_recipe_framework(walk->recipe));
  explain_contributions(walk, root);
  if (dgmi_result_is_zero_by_rule(walk->result, walk->unit))
    add(walk, "rule", root, 0,
        dgmi_recipe_published(walk->recipe)->zero_without >= 0
            ? g_strdup_printf(
                  "the publisher gives 0 to units without %s",
                  dgmi_framework_node(dgmi_recipe_framework(walk->recipe),
                                      (guint)dgmi_recipe_published(walk->recipe)->zero_without)
                      ->code)
            : g_strdup_printf("the publisher gives 0 where '%s' is not 1",
                              dgmi_recipe_published(walk->recipe)->zero_unless));
  if (dgmi_recipe_settings(walk->recipe)->digits >= 0)
    add(walk, "rounded", root, dgmi_result_score(walk->result)[walk->unit],
        g_strdup_printf("to %d decimals", dgmi_recipe_settings(walk->recipe)->digits));
  explain_rank(walk, root);
  explain_class(walk, root);
  explain_published(walk, root);
}

GArray *dgmi_explain(const DgmiResult *result, guint unit, guint node)
{
  const DgmiRecipe *recipe = dgmi_result_recipe(result);
  assert(unit < dgmi_dataset_n_units(dgmi_result_dataset(result)));
  GArray *steps = g_array_new(FALSE, FALSE, sizeof(DgmiStep));
  g_array_set_clear_func(steps, clear_step);
  const Walk walk = {result, recipe, unit, steps};
  explain_node(&walk, node);
  if (node == dgmi_framework_root(dgmi_recipe_framework(recipe)))
    explain_index(&walk);
  return steps;
}
