/* test-chart-uncertainty.c: rank intervals and the acceptability matrix over made-up units, and
 * over a few whose picture is known. */
#include "charts/kinds/chart-uncertainty.h"
#include "charts/page/rank-axis.h"
#include "tests/charts/scene-checks.h"

#include "tests/shared/program.h"
#include <math.h>
#include <string.h>

static void fill_ranks(const MadeUp *made_up, DgmiUncertaintyRank *ranks)
{
  const double n = made_up->n_units;
  for (guint i = 0; i < made_up->n_units; i++)
  {
    const double *random = made_up->values + (gsize)i * made_up->n_columns;
    const double below = isnan(random[1]) ? 0 : floor(10 * random[1]);
    const double above = isnan(random[2]) ? 0 : floor(10 * random[2]);
    const double rank = i + 1;
    ranks[i] = (DgmiUncertaintyRank){rank,
                                     MAX(rank - below, 1),
                                     MIN(rank + above, n),
                                     MAX(rank - 2 * below, 1),
                                     MIN(rank + 2 * above, n),
                                     random[3],
                                     FALSE};
    if (isnan(random[0]))
      ranks[i] = (DgmiUncertaintyRank){NAN, NAN, NAN, NAN, NAN, NAN, FALSE};
  }
}

static DgmiScene *draw_intervals(const MadeUp *made_up, GError **error)
{
  g_autofree DgmiUncertaintyRank *ranks = g_new(DgmiUncertaintyRank, made_up->n_units);
  fill_ranks(made_up, ranks);
  const DgmiUncertaintyInput input = {
      .list = {made_up->units, made_up->n_units, 0, 0}, .ranks = ranks, .coverage = 90};
  return dgmi_chart_uncertainty_draw(&made_up->style, &input, error);
}

static void test_intervals(void)
{
  check_made_up_axes(draw_intervals, 200, 4, AXIS_RANKS);
}

static DgmiScene *draw_matrix(const MadeUp *made_up, GError **error)
{
  const guint n = made_up->n_units;
  g_autofree DgmiUncertaintyRank *ranks = g_new(DgmiUncertaintyRank, n);
  g_autofree double *shares = g_new0(double, (gsize)n *n);
  fill_ranks(made_up, ranks);
  for (guint i = 0; i < n; i++)
    for (guint rank = 1; rank <= n && !isnan(ranks[i].nominal); rank++)
      if (rank >= ranks[i].low && rank <= ranks[i].high)
        shares[(gsize)i * n + rank - 1] = 1 / (ranks[i].high - ranks[i].low + 1);
  const DgmiUncertaintyInput input = {.list = {made_up->units, n, 0, 0},
                                      .ranks = ranks,
                                      .coverage = 90,
                                      .shares = shares,
                                      .n_ranks = n};
  return dgmi_chart_uncertainty_draw(&made_up->style, &input, error);
}

static void test_matrix(void)
{
  check_made_up(draw_matrix, 45, 4);
}

/* ---- Three units ---- */

static const DgmiChartUnit UNITS[] = {{"DNK", "Denmark", NULL, "1", 0.97, TRUE},
                                      {"FIN", "Finland", NULL, "2", 0.95, FALSE},
                                      {"CHN", "China", NULL, "3", 0.81, FALSE}};
static const DgmiUncertaintyRank RANKS[] = {
    {1, 1, 2, 1, 3, 0.8, FALSE}, {2, 1, 2, 1, 3, 0.2, FALSE}, {3, 3, 3, 3, 3, 0, FALSE}};

static DgmiScene *draw_known(const double *shares, guint n_ranks)
{
  DgmiChartStyle style = style_titled("EGDI");
  const DgmiUncertaintyInput input = {.list = {UNITS, 3, 0, 0},
                                      .ranks = RANKS,
                                      .coverage = 90,
                                      .shares = shares,
                                      .n_ranks = n_ranks};
  g_autoptr(GError) error = NULL;
  DgmiScene *scene = dgmi_chart_uncertainty_draw(&style, &input, &error);
  g_assert_no_error(error);
  return scene;
}

/* The n-th bar. */
static const DgmiItem *bar(const DgmiScene *scene, guint n)
{
  for (guint i = 0; i < dgmi_scene_n_items(scene); i++)
  {
    const DgmiItem *item = dgmi_scene_item(scene, i);
    if (item->kind == DGMI_ITEM_RECT && item->role == DGMI_ROLE_MARK && n-- == 0)
      return item;
  }
  g_assert_not_reached();
}

static void test_known_intervals(void)
{
  g_autoptr(DgmiScene) scene = draw_known(NULL, 0);
  g_assert_cmpfloat_with_epsilon(bar(scene, 0)->box.x, bar(scene, 1)->box.x, 1e-9);
  g_assert_cmpfloat_with_epsilon(bar(scene, 0)->box.width / bar(scene, 2)->box.width, 1.8 / 0.8,
                                 1e-9);
  g_assert_cmpstr(bar(scene, 0)->title, ==,
                  "Denmark: rank 1 of 3 · 90 % interval 1–2 · all draws 1–3 · first in 80.0 % of "
                  "draws");
  /* China alone can be told from its neighbour; it is not highlighted. */
  const DgmiColour apart = bar(scene, 2)->paint.fill, meets = bar(scene, 1)->paint.fill;
  g_assert_cmphex(apart, ==, dgmi_theme(DGMI_THEME_LIGHT)->axis);
  g_assert_cmphex(meets, !=, apart);
  g_assert_nonnull(strstr(dgmi_scene_description(scene), "1 of 3 units can be told from both"));
}

static void test_known_matrix(void)
{
  static const double shares[] = {0.8, 0.2, 0, 0.2, 0.8, 0, 0, 0, 1};
  g_autoptr(DgmiScene) scene = draw_known(shares, 3);
  g_assert_true(scene_has_text(scene, "80"));
  g_assert_true(scene_has_text(scene, "100"));
  g_assert_cmpstr(bar(scene, 0)->title, ==, "Denmark: rank 1 in 80.0 % of draws");
  g_assert_nonnull(strstr(dgmi_scene_description(scene), "Denmark is first in 80.0 % of draws"));
}

/* Ticks rise from the first to the last rank, which are both there. */
static void test_ticks(void)
{
  for (guint last = 2; last < 400; last++)
    for (guint first = 1; first < last; first += 1 + last / 7)
      for (guint wanted = 2; wanted < 12; wanted++)
      {
        DgmiTicks ticks;
        dgmi_rank_ticks((DgmiRanks){first, last}, wanted, &ticks);
        g_assert_cmpuint(ticks.n, <=, wanted + 2);
        g_assert_cmpfloat(ticks.at[0], ==, first);
        g_assert_cmpfloat(ticks.at[ticks.n - 1], ==, last);
        for (guint i = 1; i < ticks.n; i++)
          g_assert_cmpfloat(ticks.at[i], >, ticks.at[i - 1]);
      }
}

TEST_PROGRAM({"/chart-uncertainty/intervals", test_intervals},
             {"/chart-uncertainty/matrix", test_matrix},
             {"/chart-uncertainty/known-intervals", test_known_intervals},
             {"/chart-uncertainty/known-matrix", test_known_matrix},
             {"/chart-uncertainty/ticks", test_ticks})
