/* The part of a recipe that weighs: what [method] and [method NODE] say of weights. */
#include <math.h>

#include "index/compute/recipe-inside.h"
#include "indicators/base/text.h"

/* What a section says: of all nodes, or of the members of one. */
typedef struct
{
  const DgmiResolver *resolver;
  int node; /* -1 = all */
  const char *text;
  DgmiPlace place;
} Statement;

static const DgmiNode *node_of(const DgmiResolver *resolver, guint node)
{
  return dgmi_framework_node(resolver->framework, node);
}

static gboolean concerns(const Statement *statement, guint aggregate)
{
  return node_of(statement->resolver, aggregate)->n_members > 0 &&
         (statement->node < 0 || (guint)statement->node == aggregate);
}

/* ---- CODE=W,… ---- */

static void use_weight(const DgmiResolver *resolver, guint node, double value, gpointer data)
{
  const Statement *statement = data;
  if (statement->node < 0 || node_of(resolver, node)->parent == statement->node)
    resolver->recipe->node[node].weight = value;
  else
    dgmi_failure(resolver->messages, &statement->place, "'%s' is no member of '%s'",
                 node_of(resolver, node)->code, node_of(resolver, (guint)statement->node)->code);
}

/* Weights as numbers take the place of a method that was stated for all nodes. */
static void read_numbers(const Statement *statement)
{
  const DgmiResolver *resolver = statement->resolver;
  if (statement->node >= 0)
    resolver->recipe->node[statement->node].weigh = (DgmiMethod){0};
  dgmi_resolver_read_pairs(resolver, statement->text, &statement->place, use_weight,
                           (gpointer)statement);
}

/* ---- Ratings ---- */

static void use_rating(const DgmiResolver *resolver, guint node, double value, gpointer data)
{
  (void)resolver;
  ((double *)data)[node] = value;
}

/* A parent is rated by all its members or by none. */
static void rate_members(const Statement *statement, const DgmiMethod *method, guint aggregate,
                         const double *rating)
{
  const DgmiResolver *resolver = statement->resolver;
  const DgmiNode *info = node_of(resolver, aggregate);
  double sum = 0;
  guint n = 0, unrated = 0;
  for (guint m = 0; m < info->n_members; m++)
  {
    if (isnan(rating[info->members[m]]))
      unrated = info->members[m];
    else
      sum += rating[info->members[m]], n++;
  }
  if (n > 0 && n < info->n_members)
    dgmi_failure(resolver->messages, &statement->place,
                 "'%s' has no rating; rate all members of '%s' (0 leaves one out)",
                 node_of(resolver, unrated)->code, info->code);
  if (n < info->n_members)
    return;
  resolver->recipe->node[aggregate].weigh = *method;
  for (guint m = 0; m < info->n_members; m++) /* a sum of 0 is found by check_weights() */
    resolver->recipe->node[info->members[m]].weight =
        sum > 0 ? rating[info->members[m]] / sum : rating[info->members[m]];
}

static void read_ratings(const Statement *statement, const DgmiMethod *method)
{
  const DgmiResolver *resolver = statement->resolver;
  const guint n = dgmi_framework_n_nodes(resolver->framework);
  g_autofree double *rating = g_new(double, n);
  for (guint i = 0; i < n; i++)
    rating[i] = NAN;
  dgmi_resolver_read_pairs(resolver, method->text, &statement->place, use_rating, rating);
  for (guint i = 0; i < n; i++)
    if (concerns(statement, i))
      rate_members(statement, method, i, rating);
}

/* ---- Methods ---- */

static void set_method(const Statement *statement, const DgmiMethod *method)
{
  DgmiRecipe *recipe = statement->resolver->recipe;
  for (guint i = 0; i < dgmi_framework_n_nodes(recipe->framework); i++)
    if (concerns(statement, i))
      dgmi_recipe_set_weighting(recipe, i, method, statement->node >= 0);
}

static void read_method(const Statement *statement)
{
  const DgmiResolver *resolver = statement->resolver;
  DgmiMethod method;
  if (!dgmi_method_parse(statement->text, DGMI_METHOD_WEIGH, &method, &statement->place,
                         resolver->messages))
    return;
  const DgmiWeightsFrom from = method.info->weigh.from;
  if (from == DGMI_WEIGHTS_ELSEWHERE && !g_str_has_suffix(method.text, ":revealed"))
    dgmi_failure(resolver->messages, &statement->place,
                 "the weights '%s' stand in a file; give them as CODE=W,…", statement->text);
  else if (from == DGMI_WEIGHTS_RATED)
    read_ratings(statement, &method);
  else
    set_method(statement, &method);
}

/* Weights that stand elsewhere and were read before: numbers, or a method. */
static void read_elsewhere(const Statement *statement, const DgmiStatedWeights *stated)
{
  const DgmiResolver *resolver = statement->resolver;
  if (stated->weight == NULL)
  {
    set_method(statement, &stated->method);
    return;
  }
  if (statement->node >= 0)
    resolver->recipe->node[statement->node].weigh = (DgmiMethod){0};
  for (guint i = 0; i < dgmi_framework_n_nodes(resolver->framework); i++)
    if (!isnan(stated->weight[i]))
      use_weight(resolver, i, stated->weight[i], (gpointer)statement);
}

static void read_words(const Statement *statement)
{
  if (dgmi_method_exists(statement->text, DGMI_METHOD_WEIGH))
    read_method(statement);
  else
    read_numbers(statement);
}

static const DgmiStatedWeights *find_stated(const DgmiResolver *resolver, int node)
{
  for (guint i = 0; resolver->stated != NULL && i < resolver->stated->len; i++)
    if (g_array_index(resolver->stated, DgmiStatedWeights, i).node == node)
      return &g_array_index(resolver->stated, DgmiStatedWeights, i);
  return NULL;
}

/* What [method CODE] says; [method] where `code` is NULL and `node` -1. */
static void read_statement(const DgmiResolver *resolver, const char *code, int node)
{
  const DgmiStatedWeights *stated = find_stated(resolver, node);
  Statement statement = {.resolver = resolver, .node = node};
  statement.text =
      dgmi_definition_get_method(resolver->definition, code, "weights", &statement.place);
  if (statement.text == NULL)
    return;
  if (node >= 0 && node_of(resolver, (guint)node)->n_members == 0)
    dgmi_failure(resolver->messages, &statement.place, "'%s' is no aggregate, so it has no '%s'",
                 node_of(resolver, (guint)node)->code, "weights");
  else if (stated != NULL)
    read_elsewhere(&statement, stated);
  else
    read_words(&statement);
}

/* Where the weights of a node's members are stated. */
static DgmiPlace place_of(const DgmiResolver *resolver, const DgmiNode *info)
{
  DgmiPlace place;
  if (dgmi_definition_get_method(resolver->definition, info->code, "weights", &place) == NULL)
    dgmi_definition_get_method(resolver->definition, NULL, "weights", &place);
  return place;
}

static void check_weights(const DgmiResolver *resolver, guint aggregate, const DgmiPlace *at)
{
  const DgmiNode *info = node_of(resolver, aggregate);
  const DgmiPlace place = at != NULL ? *at : place_of(resolver, info);
  double sum = 0;
  for (guint m = 0; m < info->n_members; m++)
    sum += resolver->recipe->node[info->members[m]].weight;
  if (info->n_members > 0 && !(sum > 0 && isfinite(sum)))
    dgmi_failure(resolver->messages, &place,
                 "the weights of the members of '%s' sum to %s; give at least one a weight above "
                 "0",
                 info->code, sum > 0 ? DGMI_N_("more than a number holds") : "0");
}

void dgmi_resolver_read_weights(const DgmiResolver *resolver)
{
  read_statement(resolver, NULL, -1);
  g_auto(GStrv) codes = dgmi_definition_method_nodes(resolver->definition);
  for (guint i = 0; codes[i] != NULL; i++)
  {
    const int node = dgmi_framework_find(resolver->framework, codes[i]);
    if (node >= 0)
      read_statement(resolver, codes[i], node);
  }
  for (guint i = 0; i < dgmi_framework_n_nodes(resolver->framework); i++)
    check_weights(resolver, i, NULL);
}

DgmiRecipe *dgmi_recipe_reweigh(const DgmiRecipe *recipe, const DgmiStatedWeights *stated,
                                const char *text, const DgmiPlace *place, DgmiMessages *messages)
{
  const guint failures = dgmi_messages_failures(messages);
  static const DgmiPlace nowhere;
  g_autoptr(DgmiRecipe) copy = dgmi_recipe_copy(recipe);
  const DgmiResolver resolver = {NULL, copy->framework, copy, messages, NULL};
  const Statement statement = {&resolver, -1, text, place != NULL ? *place : nowhere};
  for (guint i = 0; i < dgmi_framework_n_nodes(copy->framework); i++)
  {
    copy->node[i].weight = node_of(&resolver, i)->weight;
    copy->node[i].weigh = (DgmiMethod){0};
    copy->node[i].weigh_stated = FALSE;
  }
  if (stated != NULL)
    read_elsewhere(&statement, stated);
  else
    read_words(&statement);
  for (guint i = 0; i < dgmi_framework_n_nodes(copy->framework); i++)
    check_weights(&resolver, i, &statement.place);
  return dgmi_messages_failures(messages) > failures ? NULL : g_steal_pointer(&copy);
}
