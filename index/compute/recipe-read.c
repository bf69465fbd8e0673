/* Reading a definition into a recipe. */
#include "index/compute/recipe-inside.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "indicators/base/text.h"

static const DgmiNode *node_of(const DgmiResolver *resolver, guint node)
{
  return dgmi_framework_node(resolver->framework, node);
}

static gboolean is_aggregate(const DgmiResolver *resolver, guint node)
{
  return node_of(resolver, node)->type == DGMI_NODE_AGGREGATE;
}

/* The node called `code`; -1 with a failure that suggests one. */
int dgmi_resolver_find_node(const DgmiResolver *resolver, const char *code, const DgmiPlace *place)
{
  assert(code != NULL);
  const int node = dgmi_framework_find(resolver->framework, code);
  if (node >= 0)
    return node;
  const guint n = dgmi_framework_n_nodes(resolver->framework);
  g_autofree const char **codes = g_new(const char *, n);
  for (guint i = 0; i < n; i++)
    codes[i] = node_of(resolver, i)->code;
  DgmiSentence *hint = dgmi_text_suggestion(code, codes, n);
  dgmi_failure(resolver->messages, place, "there is no node '%s'%p", code, hint);
  return -1;
}

typedef struct
{
  double low, high;
} Range;

static const Range shares = {0, 1};
static const Range any_number = {-G_MAXDOUBLE, G_MAXDOUBLE};

/* What a key states and where; text NULL = nothing. */
typedef struct
{
  const char *key;
  const char *text;
  DgmiPlace place;
} Stated;

static Stated stated_in(const DgmiResolver *resolver, const char *section, const char *key)
{
  Stated stated = {.key = key};
  stated.text = dgmi_definition_get(resolver->definition, section, key, &stated.place);
  return stated;
}

/* Of [method CODE], of [method] where `code` is NULL. */
static Stated stated_of(const DgmiResolver *resolver, const char *code, const char *key)
{
  Stated stated = {.key = key};
  stated.text = dgmi_definition_get_method(resolver->definition, code, key, &stated.place);
  return stated;
}

/* The number that is stated; `otherwise` where none is, or none of the range. */
static double read_number(const DgmiResolver *resolver, Stated stated, Range range,
                          double otherwise)
{
  double value;
  if (stated.text == NULL)
    return otherwise;
  if (dgmi_number_parse(stated.text, strlen(stated.text), &value) == DGMI_NUMBER_OK &&
      value >= range.low && value <= range.high)
    return value;
  char from[DGMI_NUMBER_SIZE], to[DGMI_NUMBER_SIZE];
  if (range.low == -G_MAXDOUBLE)
    dgmi_failure(resolver->messages, &stated.place, "%s '%s' is not a number", stated.key,
                 stated.text);
  else if (range.high == G_MAXDOUBLE)
    dgmi_failure(resolver->messages, &stated.place, "%s '%s' is not a number of %s or more",
                 stated.key, stated.text, dgmi_number_format(range.low, from));
  else
    dgmi_failure(resolver->messages, &stated.place, "%s '%s' is not a number from %s to %s",
                 stated.key, stated.text, dgmi_number_format(range.low, from),
                 dgmi_number_format(range.high, to));
  return otherwise;
}

static int read_digits(const DgmiResolver *resolver, const char *key)
{
  const Stated stated = stated_of(resolver, NULL, key);
  const double value = read_number(resolver, stated, (Range){0, 15}, -1);
  if (value == floor(value))
    return (int)value;
  dgmi_failure(resolver->messages, &stated.place, "%s must be a whole number", key);
  return -1;
}

static gboolean read_switch(const DgmiResolver *resolver, const char *key)
{
  const Stated stated = stated_of(resolver, NULL, key);
  if (stated.text != NULL && strcmp(stated.text, "yes") != 0 && strcmp(stated.text, "no") != 0)
    dgmi_failure(resolver->messages, &stated.place, "%s '%s' is neither yes nor no", key,
                 stated.text);
  return g_strcmp0(stated.text, "yes") == 0;
}

static void read_ties(const DgmiResolver *resolver)
{
  DgmiPlace place;
  guint n;
  const char *text = dgmi_definition_get(resolver->definition, "method", "ties", &place);
  const char *const *names = dgmi_ties_names(&n);
  for (guint i = 0; text != NULL && i < n; i++)
    if (strcmp(text, names[i]) == 0)
    {
      resolver->recipe->settings.ties = (DgmiTies)i;
      return;
    }
  if (text == NULL)
    return;
  DgmiSentence *hint = dgmi_text_suggestion(text, names, n);
  dgmi_failure(resolver->messages, &place, "unknown rule for ties '%s'%p", text, hint);
}

/* ---- Methods, by node ---- */

gboolean dgmi_resolver_read_method(const DgmiResolver *resolver, const char *node, const char *key,
                                   DgmiMethodKind kind, DgmiMethod *method)
{
  DgmiPlace place;
  const char *text = dgmi_definition_get_method(resolver->definition, node, key, &place);
  return text != NULL && dgmi_method_parse(text, kind, method, &place, resolver->messages);
}

void dgmi_resolver_set_default(DgmiMethod *method, DgmiMethodKind kind, const char *id,
                               DgmiMessages *messages)
{
  const gboolean known = dgmi_method_parse(id, kind, method, NULL, messages);
  assert(known);
  (void)known;
}

static void read_normalisation(const DgmiResolver *resolver)
{
  DgmiMethod method;
  if (!dgmi_resolver_read_method(resolver, NULL, "normalise", DGMI_METHOD_NORMALISE, &method))
    dgmi_resolver_set_default(&method, DGMI_METHOD_NORMALISE, "minmax", resolver->messages);
  const guint *indicators = dgmi_framework_indicators(resolver->framework);
  for (guint i = 0; i < dgmi_framework_n_indicators(resolver->framework); i++)
    resolver->recipe->node[indicators[i]].normalise = method;
}

/* The list is by level, from level 2 up; its last method holds for the levels above too. */
static void read_aggregation(const DgmiResolver *resolver)
{
  DgmiPlace place;
  const char *text = dgmi_definition_get(resolver->definition, "method", "aggregate", &place);
  g_autoptr(GArray) list = dgmi_method_parse_list(
      text == NULL ? "arithmetic" : text, DGMI_METHOD_AGGREGATE, &place, resolver->messages);
  const guint *aggregates = dgmi_framework_aggregates(resolver->framework);
  const guint n = dgmi_framework_n_aggregates(resolver->framework);
  const guint levels = node_of(resolver, dgmi_framework_root(resolver->framework))->level - 1;
  if (list == NULL)
    return;
  if (list->len > levels)
    dgmi_failure(resolver->messages, &place,
                 levels == 1 ? "%u aggregation methods are given, but the framework has %u level "
                               "above the indicators; give one, or one a level from level 2 up"
                             : "%u aggregation methods are given, but the framework has %u levels "
                               "above the indicators; give one, or one a level from level 2 up",
                 list->len, levels);
  for (guint i = 0; i < n; i++)
  {
    const guint level = node_of(resolver, aggregates[i])->level - 2;
    resolver->recipe->node[aggregates[i]].aggregate =
        g_array_index(list, DgmiMethod, MIN(level, list->len - 1));
  }
}

/* Keys that a node of its type does not have. */
static void fail_for_type(const DgmiResolver *resolver, const char *code, guint node)
{
  static const char *const of_aggregates[] = {"aggregate", "available_node", NULL};
  const DgmiNode *info = node_of(resolver, node);
  g_auto(GStrv) keys = dgmi_definition_method_keys(resolver->definition, code);
  for (guint i = 0; info->type != DGMI_NODE_AGGREGATE && keys[i] != NULL; i++)
  {
    DgmiPlace place;
    dgmi_definition_get_method(resolver->definition, code, keys[i], &place);
    if (info->type != DGMI_NODE_INDICATOR)
      dgmi_failure(resolver->messages, &place,
                   "'%s' stands outside the tree of the index, so it has no '%s'", info->code,
                   keys[i]);
    else if (g_strv_contains(of_aggregates, keys[i]))
      dgmi_failure(resolver->messages, &place, "'%s' is no aggregate, so it has no '%s'",
                   info->code, keys[i]);
  }
}

static void read_node_aggregation(const DgmiResolver *resolver, const char *code, guint node)
{
  DgmiRecipe *recipe = resolver->recipe;
  DgmiPlace place;
  const char *text = dgmi_definition_get_method(resolver->definition, code, "aggregate", &place);
  g_autoptr(GArray) list = text == NULL ? NULL
                                        : dgmi_method_parse_list(text, DGMI_METHOD_AGGREGATE,
                                                                 &place, resolver->messages);
  if (list != NULL && list->len > 1)
    dgmi_failure(resolver->messages, &place, "'%s' is a list; a single node takes one method",
                 text);
  else if (list != NULL)
    recipe->node[node].aggregate = g_array_index(list, DgmiMethod, 0);
  recipe->node[node].available = read_number(resolver, stated_of(resolver, code, "available_node"),
                                             shares, recipe->node[node].available);
}

static void read_node_section(const DgmiResolver *resolver, const char *code)
{
  DgmiPlace place;
  g_auto(GStrv) keys = dgmi_definition_method_keys(resolver->definition, code);
  if (keys[0] == NULL)
    return;
  dgmi_definition_get_method(resolver->definition, code, keys[0], &place);
  const int node = dgmi_resolver_find_node(resolver, code, &place);
  if (node < 0)
    return;
  fail_for_type(resolver, code, (guint)node);
  dgmi_resolver_read_method(resolver, code, "normalise", DGMI_METHOD_NORMALISE,
                            &resolver->recipe->node[node].normalise);
  if (is_aggregate(resolver, (guint)node))
    read_node_aggregation(resolver, code, (guint)node);
}

static void read_methods(const DgmiResolver *resolver)
{
  DgmiRecipe *recipe = resolver->recipe;
  dgmi_resolver_read_preparation(resolver);
  read_normalisation(resolver);
  read_aggregation(resolver);
  const double share =
      read_number(resolver, stated_of(resolver, NULL, "available_node"), shares, 0);
  for (guint i = 0; i < dgmi_framework_n_nodes(resolver->framework); i++)
    recipe->node[i].available = share;
  g_auto(GStrv) codes = dgmi_definition_method_nodes(resolver->definition);
  for (guint i = 0; codes[i] != NULL; i++)
    read_node_section(resolver, codes[i]);
}

/* ---- CODE=VALUE,… ---- */

static void read_pair(const DgmiResolver *resolver, char *pair, const DgmiPlace *place,
                      DgmiPairFunc use, gpointer data)
{
  char *equals = strpbrk(pair, "=:");
  if (equals == NULL)
  {
    dgmi_failure(resolver->messages, place, "'%s' is not CODE=NUMBER", g_strstrip(pair));
    return;
  }
  g_autofree char *code = g_strstrip(g_strndup(pair, (gsize)(equals - pair)));
  char *number = g_strstrip(equals + 1);
  double value = 0;
  if (dgmi_number_parse(number, strlen(number), &value) != DGMI_NUMBER_OK || value < 0)
  {
    dgmi_failure(resolver->messages, place, "'%s' of '%s' is not a number of 0 or more", number,
                 code);
    return;
  }
  const int node = dgmi_resolver_find_node(resolver, code, place);
  if (node >= 0)
    use(resolver, (guint)node, value, data);
}

void dgmi_resolver_read_pairs(const DgmiResolver *resolver, const char *text,
                              const DgmiPlace *place, DgmiPairFunc use, gpointer data)
{
  g_auto(GStrv) pairs = g_strsplit(text == NULL ? "" : text, ",", -1);
  for (guint i = 0; pairs[i] != NULL; i++)
    read_pair(resolver, pairs[i], place, use, data);
}

/* FALSE with a failure where a rule names a node that has no score. */
static gboolean check_in_tree(const DgmiResolver *resolver, guint node, const DgmiPlace *place)
{
  const DgmiNode *info = node_of(resolver, node);
  if (info->level == 0)
    dgmi_failure(resolver->messages, place,
                 "'%s' stands outside the tree of the index; name an indicator or an aggregate",
                 info->code);
  return info->level > 0;
}

static void use_printed(const DgmiResolver *resolver, guint node, double value, gpointer data)
{
  if (check_in_tree(resolver, node, data))
    resolver->recipe->node[node].printed = (int)MIN(value, 15);
}

/* ---- Classes and rules ---- */

static int by_threshold(gconstpointer a, gconstpointer b)
{
  const double x = ((const DgmiClass *)a)->threshold, y = ((const DgmiClass *)b)->threshold;
  return x < y ? 1 : x > y ? -1 : 0;
}

/* Of two classes with one threshold the later line is at fault: it is the one just written. */
static void check_classes(const DgmiResolver *resolver)
{
  const GArray *classes = resolver->recipe->classes;
  for (guint i = 1; i < classes->len; i++)
  {
    const DgmiClass *class = &g_array_index(classes, DgmiClass, i), *above = class - 1;
    DgmiPlace place, other;
    const char *text = dgmi_definition_get(resolver->definition, "classes", class->name, &place);
    dgmi_definition_get(resolver->definition, "classes", above->name, &other);
    const DgmiClass *later = place.line > other.line ? class : above;
    if (class->threshold == above->threshold)
      dgmi_failure(resolver->messages, place.line > other.line ? &place : &other,
                   "the threshold '%s' of class '%s' is that of class '%s' too; give each class "
                   "its own",
                   text, later->name, (later == class ? above : class)->name);
  }
}

/* Whether the user asked for no other normalisation than the index's, nor for scores by unit. */
static gboolean is_on_own_scale(const DgmiResolver *resolver)
{
  const DgmiDefinition *definition = resolver->definition;
  const DgmiMethodInfo *weigh =
      resolver->recipe->node[dgmi_framework_root(resolver->framework)].weigh.info;
  DgmiPlace place;
  if (weigh != NULL && weigh->weigh.by_unit.table != NULL)
    return FALSE; /* relative to the best unit */
  return dgmi_definition_get(definition, "method", "normalise", &place) == NULL || !place.is_option;
}

/* A key "Good[zh]" names the class "Good" in Chinese and is none of its own. */
static void read_classes(const DgmiResolver *resolver)
{
  resolver->recipe->has_own_scale = is_on_own_scale(resolver);
  g_auto(GStrv) keys = dgmi_definition_keys(resolver->definition, "classes");
  for (guint i = 0; keys[i] != NULL; i++)
  {
    DgmiPlace place;
    const char *text = dgmi_definition_get(resolver->definition, "classes", keys[i], &place);
    if (strchr(keys[i], '[') != NULL)
      continue;
    DgmiClass class = {g_strdup(keys[i]), NULL, NAN};
    g_autofree char *localised = g_strconcat(keys[i], "[zh]", NULL);
    class.name_zh = g_strdup(dgmi_definition_get(resolver->definition, "classes", localised, NULL));
    if (dgmi_number_parse(text, strlen(text), &class.threshold) != DGMI_NUMBER_OK)
      dgmi_failure(resolver->messages, &place, "the threshold '%s' of class '%s' is not a number",
                   text, keys[i]);
    g_array_append_val(resolver->recipe->classes, class);
  }
  g_array_sort(resolver->recipe->classes, by_threshold);
  check_classes(resolver);
}

/* "SCORE:RANK" or "SCORE" into its parts; *rank NULL without one. */
static void split_published(const DgmiDefinition *definition, const char **score, const char **rank)
{
  const char *text = dgmi_definition_get(definition, "index", "published", NULL);
  const char *colon = text == NULL ? NULL : strchr(text, ':');
  g_autofree char *name = colon == NULL ? g_strdup(text) : g_strndup(text, (gsize)(colon - text));
  *score = g_intern_string(name);
  *rank = colon == NULL ? NULL : g_intern_string(colon + 1);
}

/* Whether a rule that can only say "published" does. */
static gboolean is_published(const DgmiResolver *resolver, const char *rule)
{
  DgmiPlace place;
  const char *text = dgmi_definition_get(resolver->definition, "rules", rule, &place);
  const gboolean says = text != NULL && strcmp(text, "published") == 0;
  if (text != NULL && !says)
    dgmi_failure(resolver->messages, &place, "unknown rule %s=%s; write published", rule, text);
  return says;
}

static void read_rules(const DgmiResolver *resolver)
{
  DgmiRecipe *recipe = resolver->recipe;
  DgmiPlace place;
  split_published(resolver->definition, &recipe->published.score, &recipe->published.rank);
  const char *printed = dgmi_definition_get(resolver->definition, "rules", "printed", &place);
  dgmi_resolver_read_pairs(resolver, printed, &place, use_printed, &place);
  recipe->published.tolerance =
      read_number(resolver, stated_in(resolver, "rules", "tolerance"), (Range){0, G_MAXDOUBLE}, 0);
  recipe->published.zero_unless =
      g_intern_string(dgmi_definition_get(resolver->definition, "rules", "zero_unless", NULL));
  const char *node = dgmi_definition_get(resolver->definition, "rules", "zero_without", &place);
  if (node != NULL)
    recipe->published.zero_without = dgmi_resolver_find_node(resolver, node, &place);
  if (recipe->published.zero_without >= 0 &&
      !check_in_tree(resolver, (guint)recipe->published.zero_without, &place))
    recipe->published.zero_without = -1;
  recipe->published.unranked = is_published(resolver, "unranked");
  recipe->published.ranks = is_published(resolver, "ranks");
}

/* The classes come after the weights, which decide whether their thresholds still fit. */
DgmiRecipe *dgmi_recipe_new(const DgmiDefinition *definition, DgmiFramework *framework,
                            DgmiMessages *messages)
{
  return dgmi_recipe_new_stated(definition, framework, NULL, messages);
}

DgmiRecipe *dgmi_recipe_new_stated(const DgmiDefinition *definition, DgmiFramework *framework,
                                   const GArray *stated, DgmiMessages *messages)
{
  assert(definition != NULL && framework != NULL && messages != NULL);
  const guint failures = dgmi_messages_failures(messages);
  g_autoptr(DgmiRecipe) recipe = dgmi_recipe_new_empty(framework);
  const DgmiResolver resolver = {definition, framework, recipe, messages, stated};
  read_methods(&resolver);
  dgmi_resolver_read_weights(&resolver);
  recipe->settings.denominate = read_switch(&resolver, "denominate");
  recipe->settings.over_years = read_switch(&resolver, "over_years");
  recipe->settings.available_flag = read_switch(&resolver, "available_flag");
  recipe->settings.available =
      read_number(&resolver, stated_of(&resolver, NULL, "available"), shares, 0);
  recipe->settings.floor =
      read_number(&resolver, stated_of(&resolver, NULL, "floor"), any_number, NAN);
  recipe->settings.digits = read_digits(&resolver, "digits");
  recipe->settings.round_levels = read_digits(&resolver, "round_levels");
  read_ties(&resolver);
  read_classes(&resolver);
  read_rules(&resolver);
  return dgmi_messages_failures(messages) > failures ? NULL : g_steal_pointer(&recipe);
}

char **dgmi_recipe_columns(const DgmiDefinition *definition)
{
  assert(definition != NULL);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
  const char *score, *rank;
  split_published(definition, &score, &rank);
  const char *column[] = {score, rank,
                          dgmi_definition_get(definition, "rules", "zero_unless", NULL)};
  for (guint i = 0; i < G_N_ELEMENTS(column); i++)
    if (column[i] != NULL)
      g_strv_builder_add(builder, column[i]);
  return g_strv_builder_end(builder);
}
