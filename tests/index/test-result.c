/* The pipeline: overrides, screening, rescaling, rules, ranks, classes, contributions. Expected
 * numbers are small enough to be worked out by hand; the sums stand beside them. */
#include <math.h>

#include "tests/shared/computed.h"
#include "tests/shared/program.h"

#define TREE                                                                                       \
  "Level,iCode,Parent,Direction,Type,Weight\n"                                                     \
  "1,a,P,1,Indicator,1\n1,b,P,1,Indicator,3\n1,c,Q,-1,Indicator,1\n"                               \
  "2,P,I,1,Aggregate,2\n2,Q,I,1,Aggregate,1\n3,I,NA,1,Aggregate,1\n"
#define DATA "uCode,a,b,c\nU,0,10,4\nV,5,20,2\nW,10,,0\nX,2.5,15,\n"

#define assert_near(x, expected) g_assert_cmpfloat_with_epsilon(x, expected, 1e-12)

static void test_default(void)
{
  g_auto(Computed) c = compute(TREE, DATA, NO_SETTINGS);
  /* min-max 0,1; weights 1:3 in P, 2:1 in I; c counts downwards. */
  assert_near(score_at(&c, "P", 0), 0);
  assert_near(score_at(&c, "P", 1), 0.25 * 0.5 + 0.75 * 1);
  assert_near(score_at(&c, "P", 2), 1); /* b drops out with its weight */
  assert_near(score_at(&c, "P", 3), 0.25 * 0.25 + 0.75 * 0.5);
  assert_near(score_at(&c, "Q", 1), 0.5);
  g_assert_true(isnan(score_at(&c, "Q", 3)));
  assert_near(score_at(&c, "I", 1), (2 * 0.875 + 0.5) / 3);
  assert_near(score_at(&c, "I", 3), 0.4375); /* Q drops out */
  const double *rank = dgmi_result_rank(c.result);
  g_assert_true(rank[0] == 4 && rank[1] == 2 && rank[2] == 1 && rank[3] == 3);
  guint n;
  g_autofree guint *order = dgmi_result_order(c.result, &n);
  g_assert_cmpuint(n, ==, 4);
  g_assert_true(order[0] == 2 && order[1] == 1 && order[2] == 3 && order[3] == 0);
  g_assert_true(dgmi_result_before_rescaling(c.result, 3) == dgmi_result_node(c.result, 3));
}

static void test_stages(void)
{
  g_auto(Computed) c = compute(TREE, DATA, NO_SETTINGS);
  g_assert_cmpstr(dgmi_stage_name(DGMI_STAGE_AGGREGATED), ==, "aggregated");
  for (guint s = 0; s < DGMI_STAGE_RANKS; s++)
  {
    const DgmiMatrix *matrix = dgmi_result_stage(c.result, (DgmiStage)s);
    g_assert_cmpuint(matrix->n_units, ==, 4);
    g_assert_cmpuint(matrix->n_columns, ==, s >= DGMI_STAGE_AGGREGATED ? 6 : 3);
  }
  const DgmiMatrix *raw = dgmi_result_stage(c.result, DGMI_STAGE_RAW);
  g_assert_true(raw == dgmi_result_stage(c.result, DGMI_STAGE_TREATED)); /* shared */
  g_assert_cmpfloat(dgmi_matrix_column(raw, 2)[0], ==, 4);               /* raw sign */
  g_autoptr(DgmiMatrix) ranks = dgmi_result_ranks(c.result, NULL);
  g_assert_cmpuint(ranks->n_columns, ==, 6);
  g_assert_cmpfloat(dgmi_matrix_column(ranks, 2)[2], ==, 1); /* c: 0 is best */
  g_assert_true(isnan(dgmi_matrix_column(ranks, 2)[3]));
  const guint root = dgmi_framework_root(c.framework);
  const guint column = dgmi_result_node_column(c.result, root);
  g_assert_cmpuint(dgmi_result_column_node(c.result, column), ==, root);
  g_assert_cmpfloat(dgmi_matrix_column(ranks, column)[2], ==, 1);
}

static void test_overrides(void)
{
  g_auto(Computed) c = compute(TREE, DATA,
                               SETTINGS("method.normalise=minmax:0,100", "method a.normalise=none",
                                        "method c.normalise=minmax:1,2", "method P.aggregate=max",
                                        "method.aggregate=arithmetic,min"));
  g_assert_cmpfloat(score_at(&c, "a", 1), ==, 5);
  g_assert_cmpfloat(score_at(&c, "b", 1), ==, 100);
  g_assert_cmpfloat(score_at(&c, "c", 1), ==, 1.5);
  g_assert_cmpfloat(score_at(&c, "P", 1), ==, 100);
  g_assert_cmpfloat(score_at(&c, "I", 1), ==, 1.5);
}

/* As the UN's TII: members averaged, then the mean put on a scale of its own. */
static void test_rescaled(void)
{
  g_auto(Computed) c =
      compute(TREE, DATA, SETTINGS("method P.normalise=minmax:0,10", "method.weights=a=1,b=1"));
  const guint node = node_of_code(&c, "P");
  const double *before = dgmi_result_before_rescaling(c.result, node);
  assert_near(before[1], 0.75);
  assert_near(score_at(&c, "P", 1), 7.5);
  assert_near(score_at(&c, "P", 2), 10);
  assert_near(score_at(&c, "I", 1), (2 * 7.5 + 0.5) / 3);
  double part[6];
  g_assert_false(dgmi_result_contributions(c.result, 0, part));
}

static void test_floor(void)
{
  g_auto(Computed) c =
      compute(TREE, DATA, SETTINGS("method.floor=0.3", "method.aggregate=geometric"));
  g_assert_cmpfloat(score_at(&c, "a", 0), ==, 0.3);
  g_assert_cmpfloat(score_at(&c, "a", 1), ==, 0.5);
  g_assert_true(isnan(score_at(&c, "b", 2)));
  assert_near(score_at(&c, "P", 0), 0.3);
  g_auto(Computed) refused = try_compute(TREE, DATA, SETTINGS("method.aggregate=geometric"));
  g_assert_error(refused.error, DGMI_ERROR, DGMI_ERROR_DATA);
  g_assert_nonnull(strstr(refused.error->message, "U: a 0, b 0"));
  g_assert_nonnull(strstr(refused.error->message, "floor=0.01"));
  g_assert_nonnull(strstr(refused.error->message, "minmax:1,100"));
}

static void test_round_levels(void)
{
  g_auto(Computed) c = compute(TREE, "uCode,a,b,c\nU,0,0,0\nV,1,2,7\nW,3,3,3\n",
                               SETTINGS("method.round_levels=1", "method.weights=equal"));
  assert_near(score_at(&c, "a", 1), 0.3); /* 1/3 */
  assert_near(score_at(&c, "b", 1), 0.7);
  assert_near(score_at(&c, "P", 1), 0.5);
  assert_near(score_at(&c, "c", 2), 0.6);           /* 4/7 */
  g_assert_cmpfloat(score_at(&c, "I", 2), ==, 0.8); /* (1 + 0.6)/2 */
  g_assert_cmpfloat(score_at(&c, "I", 1), ==, 0.2); /* R 4: round(0.25, 1) is 0.2 */
}

static void test_available(void)
{
  g_auto(Computed) c = compute(TREE, "uCode,a,b,c\nU,0,10,4\nV,5,20,2\nW,9,,\nX,2,15,\nY,,,\n",
                               SETTINGS("method.available=0.5"));
  static const gboolean dropped[] = {FALSE, FALSE, TRUE, FALSE, TRUE};
  for (guint i = 0; i < 5; i++)
    g_assert_cmpint(dgmi_result_is_dropped(c.result, i), ==, dropped[i]);
  assert_near(score_at(&c, "a", 1), 1); /* W's 9 is out of the range */
  g_assert_true(isnan(dgmi_result_rank(c.result)[2]));
  const DgmiMatrix *raw = dgmi_result_stage(c.result, DGMI_STAGE_RAW);
  g_assert_cmpfloat(dgmi_matrix_column(raw, 0)[2], ==, 9);
  g_assert_true(isnan(dgmi_matrix_column(dgmi_result_stage(c.result, DGMI_STAGE_SCREENED), 0)[2]));
  guint n;
  g_autofree guint *order = dgmi_result_order(c.result, &n);
  g_assert_cmpuint(n, ==, 3);
  g_auto(Computed) none =
      try_compute(TREE, "uCode,a,b,c\nU,0,,4\nV,5,2,\n", SETTINGS("method.available=1"));
  g_assert_error(none.error, DGMI_ERROR, DGMI_ERROR_DATA);
}

/* The share counts members, not weights, and a node of its own may ask for more. */
static void test_available_node(void)
{
  g_auto(Computed) c = compute(TREE, DATA, SETTINGS("method.available_node=0.5"));
  assert_near(score_at(&c, "P", 2), 1);
  assert_near(score_at(&c, "I", 3), 0.4375);
  g_auto(Computed) strict =
      compute(TREE, DATA, SETTINGS("method.available_node=0.5", "method P.available_node=0.51"));
  g_assert_true(isnan(score_at(&strict, "P", 2)));
  assert_near(score_at(&strict, "I", 2), 1); /* from Q alone */
  g_auto(Computed) all = compute(TREE, DATA, SETTINGS("method.available_node=1"));
  g_assert_true(isnan(score_at(&all, "I", 2)) && isnan(score_at(&all, "I", 3)));
  g_assert_false(isnan(score_at(&all, "I", 1)));
}

/* A member of weight 0 is not asked: not in a mean, not by a domain, not by min. */
static void test_zero_weights(void)
{
  g_auto(Computed) c =
      compute(TREE, DATA, SETTINGS("method.weights=a=0", "method P.aggregate=min"));
  assert_near(score_at(&c, "P", 3), 0.5);
  g_assert_true(isnan(score_at(&c, "P", 2))); /* only the member without weight is there */
  g_auto(Computed) positive = compute(
      TREE, "uCode,a,b,c\nU,-1,10,1\nV,1,20,2\n",
      SETTINGS("method.weights=a=0", "method.normalise=none", "method P.aggregate=harmonic"));
  assert_near(score_at(&positive, "P", 0), 10);
}

#define RULES_TREE                                                                                 \
  "Level,iCode,Parent,Direction,Type,Weight\n1,a,I,1,Indicator,1\n1,b,I,1,Indicator,1\n"           \
  "2,I,NA,1,Aggregate,1\n"

static void test_zero_rules(void)
{
  static const char data[] = "uCode,a,b,seen\nU,1,1,1\nV,0.5,,1\nW,0.5,0,1\nX,0.5,0.5,0\nY,,1,\n";
  g_auto(Computed) c =
      compute(RULES_TREE, data, SETTINGS("method.normalise=none", "rules.zero_without=b"));
  static const double without[] = {1, 0, 0, 0.5, 1};
  for (guint i = 0; i < 5; i++)
  {
    g_assert_cmpfloat(dgmi_result_score(c.result)[i], ==, without[i]);
    g_assert_cmpint(dgmi_result_is_zero_by_rule(c.result, i), ==, without[i] == 0);
  }
  g_auto(Computed) seen =
      compute(RULES_TREE, data, SETTINGS("method.normalise=none", "rules.zero_unless=seen"));
  static const double unless[] = {1, 0.5, 0.25, 0, 0};
  for (guint i = 0; i < 5; i++)
    g_assert_cmpfloat(dgmi_result_index(seen.result)[i], ==, unless[i]);
  g_assert_cmpfloat(dgmi_result_rank(seen.result)[4], ==, 4); /* tied with X */
  /* The node's own score stays what it was. */
  g_assert_cmpfloat(score_at(&seen, "I", 3), ==, 0.5);
}

static void test_unranked(void)
{
  static const char data[] = "uCode,a,b,S,R\nU,3,3,3,1\nV,2,2,2,\nW,1,1,1,2\nX,0,0,,\n";
  g_auto(Computed) c =
      compute(RULES_TREE, data,
              SETTINGS("method.normalise=none", "index.published=S:R", "rules.unranked=published"));
  const double *rank = dgmi_result_rank(c.result);
  g_assert_cmpfloat(rank[0], ==, 1);
  g_assert_true(isnan(rank[1])); /* scored, not ranked */
  g_assert_cmpfloat(rank[2], ==, 2);
  g_assert_cmpfloat(rank[3], ==, 3); /* nothing published: ranked */
  g_assert_cmpfloat(dgmi_result_score(c.result)[1], ==, 2);
  guint n;
  g_autofree guint *order = dgmi_result_order(c.result, &n);
  g_assert_cmpuint(order[3], ==, 1);
}

static void test_order_of_the_unscored(void)
{
  g_auto(Computed) c =
      compute(RULES_TREE, "uCode,a,b\nZ,,\nC,1,1\nA,,\nB,1,1\n", SETTINGS("method.normalise=none"));
  guint n;
  g_autofree guint *order = dgmi_result_order(c.result, &n);
  static const guint expected[] = {3, 1, 2, 0}; /* ties and the unscored by code */
  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint(order[i], ==, expected[i]);
}

static void test_classes(void)
{
  g_auto(Computed) c = compute(
      RULES_TREE, "uCode,a,b\nU,0.75,0.75\nV,0.7496,0.7496\nW,0.1,0\nX,-1,-1\nY,,\n",
      SETTINGS("method.normalise=none", "method.digits=3", "classes.Low=0",
               "classes.Very high=0.75", "classes.Very high[zh]=非常高", "classes.Mid=0.25"));
  static const int class[] = {0, 0, 2, -1, -1}; /* V is 0.750 when rounded */
  for (guint i = 0; i < 5; i++)
    g_assert_cmpint(dgmi_result_class(c.result, i), ==, class[i]);
  const DgmiClass *first = &g_array_index(dgmi_recipe_classes(c.recipe), DgmiClass, 0);
  g_assert_cmpstr(first->name, ==, "Very high");
  g_assert_cmpstr(first->name_zh, ==, "非常高");
}

/* Ranks are those of the rounded scores. */
static void test_digits_and_ties(void)
{
  static const char data[] = "uCode,a,b\nU,0.91234,0.91234\nV,0.91231,0.91231\nW,1,1\n";
  g_auto(Computed) c = compute(
      RULES_TREE, data, SETTINGS("method.normalise=none", "method.digits=4", "method.ties=mean"));
  g_assert_cmpfloat(dgmi_result_rank(c.result)[0], ==, 2.5);
  g_assert_cmpfloat(dgmi_result_score(c.result)[1], ==, 0.9123);
  g_assert_cmpfloat(dgmi_result_index(c.result)[1], ==, 0.91231);
}

/* What members add sums up to the score at every node, whatever is missing. */
static void test_contributions(void)
{
  g_auto(Computed) c = compute(TREE, DATA, NO_SETTINGS);
  for (guint unit = 0; unit < 4; unit++)
  {
    double part[6];
    g_assert_true(dgmi_result_contributions(c.result, unit, part));
    assert_near(part[5], score_at(&c, "I", unit));
    for (guint node = 3; node < 6; node++)
    {
      const DgmiNode *info = dgmi_framework_node(c.framework, node);
      double sum = 0;
      for (guint m = 0; m < info->n_members; m++)
        sum += isnan(part[info->members[m]]) ? 0 : part[info->members[m]];
      assert_near(sum, isnan(part[node]) ? 0 : part[node]);
    }
  }
  double part[6];
  g_assert_true(dgmi_result_contributions(c.result, 1, part));
  assert_near(part[0], 2.0 / 3 * 0.25 * 0.5);
  g_auto(Computed) other = compute(TREE, DATA, SETTINGS("method.aggregate=median"));
  g_assert_false(dgmi_result_contributions(other.result, 1, part));
}

/* Says what is wrong with a recipe's settings. */
static void assert_refused(const char *setting, const char *beginning)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiFramework) framework = framework_of_text(TREE, messages);
  g_autoptr(DgmiDefinition) definition = definition_of_settings(SETTINGS(setting));
  g_autoptr(DgmiRecipe) recipe = dgmi_recipe_new(definition, framework, messages);
  g_assert_null(recipe);
  ASSERT_SAID(messages, beginning);
}

static void test_recipe_refused(void)
{
  assert_refused("method.normalise=minmx", "error: unknown method 'minmx'");
  assert_refused("method.aggregate=min,max,min", "error: 3 aggregation methods are given, but");
  assert_refused("method.digits=16", "error: digits '16' is not a number from 0 to 15");
  assert_refused("method.digits=2.5", "error: digits must be a whole number");
  assert_refused("method.ties=mim", "error: unknown rule for ties 'mim'; did you mean 'min'?");
  assert_refused("method.weights=zz=1", "error: there is no node 'zz'");
  assert_refused("method.weights=a", "error: 'a' is not CODE=NUMBER");
  assert_refused("method.weights=a=-1", "error: '-1' of 'a' is not a number of 0 or more");
  assert_refused("method.weights=a=0,b=0", "error: the weights of the members of 'P' sum to 0");
  assert_refused("method.available=1.1", "error: available '1.1' is not a number from 0 to 1");
  assert_refused("method a.aggregate=min", "error: 'a' is no aggregate, so it has no");
  assert_refused("method z.aggregate=min", "error: there is no node 'z'");
  assert_refused("classes.High=x", "error: the threshold 'x' of class 'High' is not a number");
  assert_refused("rules.unranked=all", "error: unknown rule unranked=all; write published");
  assert_refused("rules.zero_without=q1", "error: there is no node 'q1'");
}

TEST_PROGRAM({"/result/default", test_default}, {"/result/stages", test_stages},
             {"/result/overrides", test_overrides}, {"/result/rescaled", test_rescaled},
             {"/result/floor", test_floor}, {"/result/round-levels", test_round_levels},
             {"/result/available", test_available}, {"/result/available-node", test_available_node},
             {"/result/zero-weights", test_zero_weights}, {"/result/zero-rules", test_zero_rules},
             {"/result/unranked", test_unranked},
             {"/result/order-of-the-unscored", test_order_of_the_unscored},
             {"/result/classes", test_classes}, {"/result/digits-and-ties", test_digits_and_ties},
             {"/result/contributions", test_contributions},
             {"/result/recipe-refused", test_recipe_refused})
