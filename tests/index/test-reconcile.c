/* Recomputed against published scores and ranks, by hand-made tables. */
#include "index/questions/reconcile.h"

#include <math.h>

#include "tests/shared/computed.h"
#include "tests/shared/program.h"

#define TREE                                                                                       \
  "Level,iCode,Parent,Direction,Type,Weight\n1,a,I,1,Indicator,1\n1,b,I,1,Indicator,3\n"           \
  "2,I,NA,1,Aggregate,1\n"
#define COMMON "method.normalise=none", "index.published=S:R"

static const DgmiReconciled *find(const DgmiReconciliation *all, guint unit)
{
  for (guint i = 0; i < all->units->len; i++)
    if (g_array_index(all->units, DgmiReconciled, i).unit == unit)
      return &g_array_index(all->units, DgmiReconciled, i);
  g_assert_not_reached();
}

static void assert_verdicts(const Computed *c, const DgmiVerdict *expected, guint n)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DgmiReconciliation) all = dgmi_reconcile(c->result, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(all->units->len, ==, n);
  guint count[4] = {0};
  for (guint i = 0; i < n; i++)
  {
    if (find(all, i)->verdict != expected[i])
      g_error("unit %u: '%s', not '%s'", i, dgmi_verdict_name(find(all, i)->verdict),
              dgmi_verdict_name(expected[i]));
    count[expected[i]]++;
  }
  g_assert_cmpuint(all->same, ==, count[DGMI_VERDICT_SAME]);
  g_assert_cmpuint(all->rounding, ==, count[DGMI_VERDICT_ROUNDING]);
  g_assert_cmpuint(all->differs, ==, count[DGMI_VERDICT_DIFFERS]);
}

/* Weights 1:3 and two decimals printed of everything: half a unit of the score plus half a unit
 * that every component may be off by, 0.005 + 0.005. */
static void test_verdicts(void)
{
  g_auto(Computed) c =
      compute(TREE,
              "uCode,a,b,S,R\nU,0.9,0.9,0.90,1\nV,0.8,0.8,0.81,2\nW,0.7,0.7,0.72,3\n"
              "X,0.6,0.6,0.60,5\nY,0.5,0.5,0.50,5\nZ,0.4,0.4,,\n",
              SETTINGS(COMMON, "method.digits=2", "rules.printed=I:2,a:2,b:2"));
  assert_verdicts(&c,
                  (const DgmiVerdict[]){DGMI_VERDICT_SAME, DGMI_VERDICT_ROUNDING,
                                        DGMI_VERDICT_DIFFERS, DGMI_VERDICT_DIFFERS,
                                        DGMI_VERDICT_SAME, DGMI_VERDICT_NONE},
                  6);
  g_autoptr(DgmiReconciliation) all = dgmi_reconcile(c.result, NULL);
  g_assert_cmpfloat_with_epsilon(all->bound, 0.01, 1e-15);
  g_assert_cmpfloat(find(all, 1)->difference, ==, -0.01);
  g_assert_true(find(all, 2)->by_score && !find(all, 2)->by_rank);
  g_assert_true(!find(all, 3)->by_score && find(all, 3)->by_rank);
  g_assert_cmpfloat(find(all, 3)->expected_rank, ==, 4);
  g_assert_true(isnan(find(all, 5)->difference));
  g_assert_cmpuint(g_array_index(all->units, DgmiReconciled, 5).unit, ==, 5); /* unpublished last */
}

/* The bound of Σ w · half a unit, with components of different digits. */
static void test_bound(void)
{
  g_auto(Computed) c = compute(TREE, "uCode,a,b,S,R\nU,1,1,1,1\n",
                               SETTINGS(COMMON, "method.digits=4", "rules.printed=a:1,b:3"));
  g_autoptr(DgmiReconciliation) all = dgmi_reconcile(c.result, NULL);
  g_assert_cmpfloat_with_epsilon(all->bound, 0.00005 + (0.05 + 3 * 0.0005) / 4, 1e-15);
  /* Where components are rescaled their rounding does not pass through. */
  g_auto(Computed) scaled = compute(TREE, "uCode,a,b,S,R\nU,1,1,1,1\nV,0,0,0,2\n",
                                    SETTINGS("method.normalise=minmax", "index.published=S:R",
                                             "method.digits=4", "rules.printed=a:1,b:3"));
  g_autoptr(DgmiReconciliation) none = dgmi_reconcile(scaled.result, NULL);
  g_assert_cmpfloat_with_epsilon(none->bound, 0.00005, 1e-15);
}

/* Exactly at the bound is rounding still. */
static void test_bound_is_inclusive(void)
{
  g_auto(Computed) c = compute(
      TREE, "uCode,a,b,S,R\nU,0.895,0.895,0.90,1\nV,0.79,0.79,0.80,2\nW,0.689,0.689,0.70,3\n",
      SETTINGS(COMMON, "rules.printed=I:2,a:2,b:2"));
  assert_verdicts(
      &c, (const DgmiVerdict[]){DGMI_VERDICT_SAME, DGMI_VERDICT_ROUNDING, DGMI_VERDICT_DIFFERS}, 3);
}

static void test_tolerance(void)
{
  static const char data[] = "uCode,a,b,S,R\nU,0.9,0.9,0.93,1\nV,0.8,0.8,0.84,2\n";
  g_auto(Computed) c =
      compute(TREE, data, SETTINGS(COMMON, "method.digits=2", "rules.tolerance=0.03"));
  assert_verdicts(&c, (const DgmiVerdict[]){DGMI_VERDICT_ROUNDING, DGMI_VERDICT_DIFFERS}, 2);
}

/* Units that are scored and not ranked take no part in the ranks of the others. */
static void test_unranked(void)
{
  static const char data[] = "uCode,a,b,S,R\nU,0.9,0.9,0.9,1\nV,0.8,0.8,0.8,\nW,0.7,0.7,0.7,2\n";
  g_auto(Computed) c =
      compute(TREE, data, SETTINGS(COMMON, "method.digits=2", "rules.unranked=published"));
  assert_verdicts(
      &c, (const DgmiVerdict[]){DGMI_VERDICT_SAME, DGMI_VERDICT_SAME, DGMI_VERDICT_SAME}, 3);
}

static void test_without_a_score(void)
{
  g_auto(Computed) c = compute(TREE, "uCode,a,b,S,R\nU,0.9,0.9,0.9,1\nV,,,0.8,2\n",
                               SETTINGS(COMMON, "method.digits=2"));
  assert_verdicts(&c, (const DgmiVerdict[]){DGMI_VERDICT_SAME, DGMI_VERDICT_DIFFERS}, 2);
}

static void test_scores_alone(void)
{
  g_auto(Computed) c =
      compute(TREE, "uCode,a,b,S\nU,0.9,0.9,0.9\nV,0.8,0.8,0.8\n",
              SETTINGS("method.normalise=none", "index.published=S", "method.digits=2"));
  assert_verdicts(&c, (const DgmiVerdict[]){DGMI_VERDICT_SAME, DGMI_VERDICT_SAME}, 2);
}

static void test_refused(void)
{
  g_autoptr(GError) error = NULL;
  g_auto(Computed) c = compute(TREE, "uCode,a,b\nU,1,1\n", SETTINGS("method.normalise=none"));
  g_assert_null(dgmi_reconcile(c.result, &error));
  g_assert_error(error, DGMI_ERROR, DGMI_ERROR_DATA);
  g_clear_error(&error);
  g_auto(Computed) absent = compute(TREE, "uCode,a,b,S\nU,1,1,1\n", SETTINGS(COMMON));
  g_assert_null(dgmi_reconcile(absent.result, &error));
  g_assert_nonnull(strstr(error->message, "'R'"));
}

TEST_PROGRAM({"/reconcile/verdicts", test_verdicts}, {"/reconcile/bound", test_bound},
             {"/reconcile/bound-is-inclusive", test_bound_is_inclusive},
             {"/reconcile/tolerance", test_tolerance}, {"/reconcile/unranked", test_unranked},
             {"/reconcile/without-a-score", test_without_a_score},
             {"/reconcile/scores-alone", test_scores_alone}, {"/reconcile/refused", test_refused})
