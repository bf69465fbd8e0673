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
  dgmi_sentence_unref(((DgmiStep *)step)->detail);
}

/* Takes `detail`. */
static void add(const Walk *walk, const char *step, guint node, double value, DgmiSentence *detail)
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

static DgmiSentence *normalisation_said(const DgmiMethod *method, DgmiColumn *column, guint unit)
{
  dgmi_column_set_method(column, method);
  g_autofree char *name = dgmi_method_format(method);
  return dgmi_sentence_about(name, isnan(column->x[unit])
                                       ? dgmi_sentence_new("missing stays missing")
                                       : method->info->normalise.explain(column, unit));
}

/* `said`, with what floor and round_levels did to the value the method gave. */
static DgmiSentence *finished(const Walk *walk, DgmiSentence *said, gboolean is_indicator)
{
  const DgmiRecipeSettings *settings = dgmi_recipe_settings(walk->recipe);
  char number[DGMI_NUMBER_SIZE];
  if (is_indicator && !isnan(settings->floor))
    said = dgmi_sentence_join(
        said, "%p; %p",
        dgmi_sentence_new("raised to %s where below", dgmi_number_format(settings->floor, number)));
  if (settings->round_levels >= 0)
    said = dgmi_sentence_join(said, "%p; %p",
                              dgmi_sentence_new("rounded to %d decimals", settings->round_levels));
  return said;
}

static void explain_denomination(const Walk *walk, const DgmiNode *info, guint node)
{
  const double *by = dgmi_dataset_numbers(dgmi_result_dataset(walk->result), info->denominator);
  g_autoptr(GString) detail = g_string_new(NULL);
  append_number(detail, stage_value(walk, DGMI_STAGE_RAW, node));
  g_string_append_printf(detail, "/%s ", info->denominator);
  append_number(detail, by == NULL ? NAN : by[walk->unit]);
  if (!isnan(info->param[DGMI_PARAM_DENOMINATOR_FACTOR]))
  {
    g_string_append(detail, " × ");
    append_number(detail, info->param[DGMI_PARAM_DENOMINATOR_FACTOR]);
  }
  add(walk, "denominated", node, stage_value(walk, DGMI_STAGE_DENOMINATED, node),
      dgmi_sentence_new("%s", detail->str));
}

/* "jrc: 2 points at the top set to 7; skewness 3.1 → 1.9, kurtosis 12.0 → 3.4" */
static DgmiSentence *treatment_said(const DgmiTreatment *treatment)
{
  g_autofree char *name = dgmi_method_format(treatment->method);
  const DgmiMoments *before = &treatment->before, *after = &treatment->after;
  DgmiSentence *said = dgmi_sentence_about(name, dgmi_sentence_ref(treatment->said));
  if (isnan(before->kurtosis))
    return said;
  return dgmi_sentence_join(
      said, "%p; %p",
      treatment->n_changed == 0
          ? dgmi_sentence_new("skewness %.2f, kurtosis %.2f", before->skewness, before->kurtosis)
          : dgmi_sentence_new("skewness of the column %.2f → %.2f, kurtosis %.2f → %.2f",
                              before->skewness, after->skewness, before->kurtosis,
                              after->kurtosis));
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
        cell->detail == NULL ? dgmi_sentence_new("%s", name)
                             : dgmi_sentence_about(name, dgmi_sentence_ref(cell->detail)));
  }
  const DgmiTreatment *treatment = dgmi_result_treatment(walk->result, node);
  if (treatment != NULL)
    add(walk, "treated", node, stage_value(walk, DGMI_STAGE_TREATED, node),
        treatment_said(treatment));
}

/* Normalised from the treated value, as the pipeline does it: an explanation computes nothing of
 * its own. */
static void explain_indicator(const Walk *walk, guint node)
{
  const DgmiNode *info = dgmi_framework_node(dgmi_recipe_framework(walk->recipe), node);
  const double raw = stage_value(walk, DGMI_STAGE_RAW, node);
  add(walk, "raw", node, raw,
      dgmi_result_is_dropped(walk->result, walk->unit)
          ? dgmi_sentence_new("too few indicators: dropped")
      : info->unit != NULL ? dgmi_sentence_new("%s", info->unit)
                           : NULL);
  explain_preparation(walk, node);
  const DgmiMatrix *treated = dgmi_result_stage(walk->result, DGMI_STAGE_TREATED);
  DgmiColumn column = {.x =
                           dgmi_matrix_column(treated, dgmi_result_node_column(walk->result, node)),
                       .n = treated->n_units,
                       .node = info,
                       .direction = info->direction,
                       .dataset = dgmi_result_dataset(walk->result)};
  DgmiSentence *said =
      normalisation_said(&dgmi_recipe_node(walk->recipe, node)->normalise, &column, walk->unit);
  add(walk, "normalised", node, stage_value(walk, DGMI_STAGE_NORMALISED, node),
      finished(walk, said, TRUE));
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

/* `said`, with the members that the unit lacks; takes it. */
static DgmiSentence *without_missing(const Walk *walk, const DgmiNode *info, DgmiSentence *said)
{
  g_autoptr(GString) codes = g_string_new(NULL);
  for (guint m = 0; m < info->n_members; m++)
    if (isnan(dgmi_result_node(walk->result, info->members[m])[walk->unit]))
      g_string_append_printf(
          codes, "%s%s", codes->len > 0 ? ", " : "",
          dgmi_framework_node(dgmi_recipe_framework(walk->recipe), info->members[m])->code);
  return codes->len == 0
             ? said
             : dgmi_sentence_join(
                   said, "%p; %p",
                   dgmi_sentence_new("missing and left out with their weight: %s", codes->str));
}

/* What the method has to say of how the unit stands among the others, and its parameters. */
static DgmiSentence *comparison_said(const Walk *walk, guint node)
{
  g_auto(DgmiMembersOwned) own = {0};
  dgmi_result_members(walk->result, node, &own);
  return dgmi_aggregate_explain(&dgmi_recipe_node(walk->recipe, node)->aggregate, &own.members,
                                walk->unit);
}

/* The text that begins with the name of a method: "bod: ". */
static GString *begin_with(const DgmiMethod *method)
{
  g_autofree char *name = dgmi_method_format(method);
  GString *out = g_string_new(name);
  return g_string_append(out, ": ");
}

/* "bod: 0.5 × 0.9797 + 0.51 × 0.9795, with the weights that suit the unit best" */
static DgmiSentence *own_weights_said(const Walk *walk, guint node, const DgmiMatrix *own)
{
  const DgmiNode *info = dgmi_framework_node(dgmi_recipe_framework(walk->recipe), node);
  g_autoptr(GString) out = begin_with(&dgmi_recipe_node(walk->recipe, node)->weigh);
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
  return dgmi_sentence_new("%s, with the weights that suit the unit best", out->str);
}

/* "weights by critic", where they follow from the members' values; NULL otherwise. */
static DgmiSentence *weighting_said(const Walk *walk, guint node)
{
  if (!dgmi_result_has_derived_weights(walk->result, node))
    return NULL;
  g_autofree char *name = dgmi_method_format(&dgmi_recipe_node(walk->recipe, node)->weigh);
  return dgmi_sentence_new("weights by %s", name);
}

/* A sum is shown with its members' numbers, in which a reader can check it; other means by their
 * formula. */
static DgmiSentence *formula_said(const Walk *walk, guint node, const DgmiNode *info)
{
  const DgmiMethod *method = &dgmi_recipe_node(walk->recipe, node)->aggregate;
  g_autoptr(GString) out = begin_with(method);
  if (!method->info->aggregate.additive)
  {
    append_members(walk, info, "; ", out);
    return dgmi_sentence_join(dgmi_sentence_new("%s, with %s", out->str, method->info->formula),
                              "%p: %p", comparison_said(walk, node));
  }
  g_string_append_c(out, '(');
  const double sum = append_members(walk, info, " + ", out);
  g_string_append(out, ")/");
  append_number(out, sum);
  return dgmi_sentence_new("%s", out->str);
}

static DgmiSentence *aggregation_said(const Walk *walk, guint node, double value)
{
  const DgmiNode *info = dgmi_framework_node(dgmi_recipe_framework(walk->recipe), node);
  const DgmiMatrix *own = dgmi_result_unit_weights(walk->result, node);
  if (isnan(value))
  {
    g_autofree char *name = dgmi_method_format(&dgmi_recipe_node(walk->recipe, node)->aggregate);
    return dgmi_sentence_about(name, dgmi_sentence_new("too few members"));
  }
  DgmiSentence *said = own != NULL ? own_weights_said(walk, node, own)
                                   : dgmi_sentence_join(formula_said(walk, node, info), "%p; %p",
                                                        weighting_said(walk, node));
  return without_missing(walk, info, said);
}

static void explain_aggregate(const Walk *walk, guint node)
{
  const DgmiMethod *rescaling = &dgmi_recipe_node(walk->recipe, node)->normalise;
  const double *before = dgmi_result_before_rescaling(walk->result, node);
  DgmiSentence *said = aggregation_said(walk, node, before[walk->unit]);
  if (rescaling->info == NULL)
    said = finished(walk, said, FALSE);
  add(walk, "aggregated", node, before[walk->unit], said);
  if (rescaling->info == NULL)
    return;
  DgmiColumn column = {.x = before,
                       .n = dgmi_result_stage(walk->result, DGMI_STAGE_AGGREGATED)->n_units,
                       .node = dgmi_framework_node(dgmi_recipe_framework(walk->recipe), node),
                       .direction = 1,
                       .dataset = dgmi_result_dataset(walk->result)};
  add(walk, DGMI_N_("rescaled"), node, dgmi_result_node(walk->result, node)[walk->unit],
      finished(walk, normalisation_said(rescaling, &column, walk->unit), FALSE));
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
  add(walk, DGMI_N_("rank"), root, ranks[walk->unit],
      isnan(ranks[walk->unit]) ? dgmi_sentence_new("not ranked")
      : equal > 1              ? dgmi_sentence_new("of %u, shared by %u", ranked, equal)
                               : dgmi_sentence_new("of %u", ranked));
}

static void explain_class(const Walk *walk, guint root)
{
  const int class = dgmi_result_class(walk->result, walk->unit);
  if (class < 0)
    return;
  const DgmiClass *info = &g_array_index(dgmi_recipe_classes(walk->recipe), DgmiClass, class);
  char number[DGMI_NUMBER_SIZE];
  add(walk, DGMI_N_("class"), root, NAN,
      dgmi_sentence_new("%s: %s or more", info->name, dgmi_number_format(info->threshold, number)));
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
  add(walk, DGMI_N_("published"), root, score[walk->unit],
      ranked ? dgmi_sentence_new("published rank %.0f", rank[walk->unit])
             : dgmi_sentence_new("published without a rank"));
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
      add(walk, DGMI_N_("contribution"), info->members[m], part[info->members[m]],
          dgmi_sentence_new("%.1f %% of the index", 100 * part[info->members[m]] / part[root]));
}

static void explain_index(const Walk *walk)
{
  const guint root = dgmi_framework_root(dgmi_recipe_framework(walk->recipe));
  explain_contributions(walk, root);
  if (dgmi_result_is_zero_by_rule(walk->result, walk->unit))
    add(walk, DGMI_N_("rule"), root, 0,
        dgmi_recipe_published(walk->recipe)->zero_without >= 0
            ? dgmi_sentence_new(
                  "the publisher gives 0 to units without %s",
                  dgmi_framework_node(dgmi_recipe_framework(walk->recipe),
                                      (guint)dgmi_recipe_published(walk->recipe)->zero_without)
                      ->code)
            : dgmi_sentence_new("the publisher gives 0 where '%s' is not 1",
                                dgmi_recipe_published(walk->recipe)->zero_unless));
  if (dgmi_recipe_settings(walk->recipe)->digits >= 0)
    add(walk, DGMI_N_("rounded"), root, dgmi_result_score(walk->result)[walk->unit],
        dgmi_sentence_new("to %d decimals", dgmi_recipe_settings(walk->recipe)->digits));
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
