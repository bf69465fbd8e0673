/* test-chart-profile.c: one unit on one page, made up and known. */
#include "charts/kinds/chart-profile.h"
#include "tests/charts/scene-checks.h"

#include "tests/shared/program.h"
#include <math.h>
#include <string.h>

#define N_COLUMNS 5
#define N_EDITIONS 12

/* Columns of `made_up` as pillars; unit 0's page. */
static DgmiScene *draw(const MadeUp *made_up, GError **error)
{
  const guint n = made_up->n_units, n_peers = MIN(n, 7);
  g_autofree double *columns = g_new(double, (gsize)n *N_COLUMNS);
  DgmiProfileNode nodes[N_COLUMNS];
  DgmiProfileEdition editions[N_EDITIONS];
  for (guint c = 0; c < N_COLUMNS; c++)
  {
    for (guint i = 0; i < n; i++)
      columns[(gsize)c * n + i] = made_up->values[(gsize)i * made_up->n_columns + c];
    const double value = columns[(gsize)c * n];
    nodes[c] = (DgmiProfileNode){
        made_up->names[c],     value, isnan(value) ? NAN : 1 + c, 4, n, columns + (gsize)c * n,
        columns + (gsize)c * n};
  }
  for (guint i = 0; i < N_EDITIONS; i++)
    editions[i] = (DgmiProfileEdition){
        (int)(2000 + 2 * i), isnan(columns[i % n]) ? NAN : 1 + floor(200 * columns[i % n])};
  const DgmiProfileInput input = {.unit = made_up->units[0],
                                  .node = "EGDI",
                                  .class = made_up->names[0],
                                  .n_ranked = n,
                                  .digits = 4,
                                  .editions = editions,
                                  .n_editions = N_EDITIONS,
                                  .pillars = nodes,
                                  .n_pillars = N_COLUMNS,
                                  .n_values = n,
                                  .strengths = nodes,
                                  .n_strengths = 3,
                                  .weaknesses = nodes + 2,
                                  .n_weaknesses = n % 4,
                                  .peers = made_up->units,
                                  .n_peers = n_peers};
  DgmiChartStyle style = made_up->style;
  if (style.height > 0 && style.height < 900) /* a page of all this is long */
    style.height = 0;
  return dgmi_chart_profile_draw(&style, &input, error);
}

static void test_random(void)
{
  check_made_up(draw, 200, N_COLUMNS);
}

static void test_known(void)
{
  static const double values[] = {0.5, 0.7, NAN};
  static const DgmiChartUnit units[] = {{"B", "Beta", NULL, "1", 0.7, FALSE},
                                        {"A", "Alpha", NULL, "2", 0.5, TRUE}};
  static const double peers[] = {0.7, 0.5};
  static const DgmiProfileNode pillar = {"Services", 0.5, 2, 2, 2, values, peers};
  static const DgmiProfileEdition editions[] = {{2018, 9}, {2020, NAN}, {2022, 2}};
  const DgmiProfileInput input = {.unit = units[1],
                                  .node = "EGDI",
                                  .class = "High",
                                  .n_ranked = 2,
                                  .digits = 2,
                                  .editions = editions,
                                  .n_editions = 3,
                                  .pillars = &pillar,
                                  .n_pillars = 1,
                                  .n_values = 3,
                                  .weaknesses = &pillar,
                                  .n_weaknesses = 1,
                                  .peers = units,
                                  .n_peers = 2};
  DgmiChartStyle style = style_titled("Alpha");
  g_autoptr(GError) error = NULL;
  g_autoptr(DgmiScene) scene = dgmi_chart_profile_draw(&style, &input, &error);
  g_assert_no_error(error);
  static const char *const texts[] = {"of 2",       "EGDI 0.50", "High", "0.50 · rank 2 of 2",
                                      "Weaknesses", "2018",      "2022", "Beta"};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    g_assert_true(scene_has_text(scene, texts[i]));
  g_assert_false(scene_has_text(scene, "Strengths"));
  g_assert_nonnull(
      strstr(dgmi_scene_description(scene), "Alpha: rank 2 of 2 · 0.50; weakest in Services"));
}

TEST_PROGRAM({"/chart-profile/random", test_random}, {"/chart-profile/known", test_known})
