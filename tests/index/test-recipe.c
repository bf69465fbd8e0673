/* Recipes changed as numbers are those that the same statements make; results keep alive what they
 * stand on. */
#include <math.h>

#include "indicators/base/memory.h"
#include "tests/shared/computed.h"
#include "tests/shared/program.h"

#define TREE                                                                                       \
  "Level,iCode,Parent,Direction,Type,Weight\n"                                                     \
  "1,a,P,1,Indicator,1\n1,b,P,1,Indicator,3\n1,c,Q,-1,Indicator,1\n0,g,,,Group,\n"                 \
  "2,P,I,1,Aggregate,2\n2,Q,I,1,Aggregate,1\n3,I,NA,1,Aggregate,1\n"
#define DATA "uCode,g,a,b,c\nU,x,1,10,4\nV,x,5,20,2\nW,y,10,,1\nX,y,2.5,15,\n"

static DgmiMethod method_of(DgmiMethodKind kind, const char *id, const double *numbers, guint n)
{
  DgmiMethod method;
  g_autoptr(GError) error = NULL;
  const gboolean ok = dgmi_method_of_numbers(kind, id, numbers, n, &method, &error);
  g_assert_no_error(error);
  g_assert_true(ok);
  return method;
}

/* What `c` computes by another recipe is what the settings make. */
static void assert_as_stated(const Computed *c, const DgmiRecipe *recipe,
                             const char *const *settings)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DgmiResult) result = dgmi_compute(recipe, c->dataset, &error);
  g_assert_no_error(error);
  g_auto(Computed) stated = compute(TREE, DATA, settings);
  for (guint unit = 0; unit < 4; unit++)
  {
    const double x = dgmi_result_score(result)[unit], y = dgmi_result_score(stated.result)[unit];
    g_assert_true(x == y || (isnan(x) && isnan(y)));
    g_assert_cmpint(dgmi_result_class(result, unit), ==, dgmi_result_class(stated.result, unit));
  }
}

static void test_weights(void)
{
  g_auto(Computed) c = compute(TREE, DATA, SETTINGS("method.weights=equal"));
  g_autoptr(DgmiRecipe) copy = dgmi_recipe_copy(c.recipe);
  double weight[7];
  for (guint i = 0; i < 7; i++)
    weight[i] = NAN;
  weight[node_of_code(&c, "a")] = 5;
  weight[node_of_code(&c, "Q")] = 0.25;
  g_assert_true(dgmi_recipe_set_weights(copy, weight, NULL));
  assert_as_stated(&c, copy, SETTINGS("method.weights=a=5,b=1,P=1,Q=0.25"));
  g_assert_cmpfloat(dgmi_recipe_node(c.recipe, node_of_code(&c, "a"))->weight, ==, 1);
  weight[node_of_code(&c, "c")] = 0;
  g_autoptr(GError) error = NULL;
  g_assert_false(dgmi_recipe_set_weights(copy, weight, &error));
  g_assert_cmpstr(error->message, ==,
                  "the weights of the members of 'Q' sum to 0; give at least one a weight above 0");
  weight[node_of_code(&c, "c")] = -1;
  g_clear_error(&error);
  g_assert_false(dgmi_recipe_set_weights(copy, weight, &error));
  g_assert_cmpstr(error->message, ==, "the weight of 'c' is not a number of 0 or more");
}

static void test_methods(void)
{
  const double ends[] = {1, 100}, power[] = {2}, nine[] = {9};
  const DgmiMethod minmax = method_of(DGMI_METHOD_NORMALISE, "minmax", ends, 2);
  const DgmiMethod zscore = method_of(DGMI_METHOD_NORMALISE, "zscore", NULL, 0);
  const DgmiMethod mean = method_of(DGMI_METHOD_AGGREGATE, "power", power, 1);
  const DgmiMethod constant = method_of(DGMI_METHOD_IMPUTE, "constant", nine, 1);
  const DgmiMethod equal = method_of(DGMI_METHOD_WEIGH, "equal", NULL, 0);
  g_auto(Computed) c = compute(TREE, DATA, NO_SETTINGS);
  const int p = (int)node_of_code(&c, "P"), a = (int)node_of_code(&c, "a");
  g_autoptr(DgmiRecipe) copy = dgmi_recipe_copy(c.recipe);
  g_assert_true(dgmi_recipe_set_method(copy, -1, &minmax, NULL));
  g_assert_true(dgmi_recipe_set_method(copy, p, &zscore, NULL));
  g_assert_true(dgmi_recipe_set_method(copy, -1, &mean, NULL));
  g_assert_true(dgmi_recipe_set_method(copy, p, &constant, NULL));
  g_assert_true(dgmi_recipe_set_method(copy, p, &equal, NULL));
  dgmi_recipe_set_digits(copy, 3);
  assert_as_stated(&c, copy,
                   SETTINGS("method.normalise=minmax:1,100", "method P.normalise=zscore",
                            "method.aggregate=power:2", "method P.impute=constant:9",
                            "method P.weights=equal", "method.digits=3"));
  g_assert_false(dgmi_recipe_has_own_scale(copy));
  g_assert_true(dgmi_recipe_has_own_scale(c.recipe));
  g_autoptr(GError) error = NULL;
  g_assert_false(dgmi_recipe_set_method(copy, a, &mean, &error));
  g_assert_cmpstr(error->message, ==, "'a' is no aggregate, so it has no 'aggregate'");
  g_clear_error(&error);
  g_assert_false(dgmi_recipe_set_method(copy, (int)node_of_code(&c, "g"), &minmax, &error));
  g_assert_error(error, DGMI_ERROR, DGMI_ERROR_USAGE);
}

static void test_settings(void)
{
  g_auto(Computed) c = compute(TREE, DATA, NO_SETTINGS);
  g_autoptr(DgmiRecipe) copy = dgmi_recipe_copy(c.recipe);
  DgmiRecipeSettings settings = *dgmi_recipe_settings(copy);
  settings.floor = 0.1;
  settings.ties = DGMI_TIES_MAX;
  settings.available = 0.7;
  dgmi_recipe_set_settings(copy, &settings);
  DgmiPublished published = *dgmi_recipe_published(copy);
  published.zero_without = (int)node_of_code(&c, "c");
  dgmi_recipe_set_published(copy, &published);
  assert_as_stated(&c, copy,
                   SETTINGS("method.floor=0.1", "method.ties=max", "method.available=0.7",
                            "rules.zero_without=c"));
}

/* All that a result was made of is let go before the result is asked. */
static void test_kept(void)
{
  g_auto(Computed) c = compute(TREE, DATA, SETTINGS("method.impute=group-mean:g"));
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  const double weight[] = {1, 1, 1, 1, 3, 1, 1};
  double *own = g_memdup2(weight, sizeof weight);
  const DgmiDataset **years = g_new(const DgmiDataset *, 1);
  years[0] = dgmi_dataset_ref(c.dataset);
  const DgmiProxies **proxies = g_new(const DgmiProxies *, 1);
  proxies[0] = dgmi_proxies_new("other");
  const DgmiInputs inputs = {
      .other_years = years, .n_other_years = 1, .proxies = proxies, .n_proxies = 1, .weight = own};
  DgmiRecipe *recipe = dgmi_recipe_copy(c.recipe);
  DgmiResult *result = dgmi_compute_with(recipe, c.dataset, &inputs, &c.error);
  const double expected = dgmi_result_score(c.result)[1];
  dgmi_recipe_unref(recipe);
  dgmi_dataset_unref((DgmiDataset *)years[0]);
  dgmi_proxies_unref((DgmiProxies *)proxies[0]);
  dgmi_free_all(years, proxies, own);
  g_clear_pointer(&c.result, dgmi_result_free);
  g_clear_pointer(&c.recipe, dgmi_recipe_unref);
  g_clear_pointer(&c.dataset, dgmi_dataset_unref);
  g_clear_pointer(&c.framework, dgmi_framework_unref);
  const DgmiFramework *framework = dgmi_recipe_framework(dgmi_result_recipe(result));
  g_assert_cmpuint(dgmi_framework_n_nodes(framework), ==, 7);
  g_assert_cmpstr(dgmi_dataset_code(dgmi_result_dataset(result), 1), ==, "V");
  g_assert_cmpfloat(dgmi_result_weights(result)[4], ==, 3);
  g_assert_cmpuint(dgmi_result_imputed(result)->len, ==, 2);
  const DgmiImputedCell *cell = &g_array_index(dgmi_result_imputed(result), DgmiImputedCell, 0);
  g_assert_cmpstr(cell->method->info->id, ==, "group-mean");
  g_assert_cmpfloat(dgmi_result_score(result)[1], !=, expected);
  dgmi_result_free(result);
}

TEST_PROGRAM({"/recipe/weights", test_weights}, {"/recipe/methods", test_methods},
             {"/recipe/settings", test_settings}, {"/recipe/kept", test_kept})
