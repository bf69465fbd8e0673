/* test-weight-regions.c: who is first under which weights: against the published components of
 * EGDI 2022, and against asking many single weights. */
#include "index/weights/weight-regions.h"

#include <math.h>

#include "datasets/dataset/dataset.h"
#include "tests/shared/program.h"

/* Shares of all weights to five decimals, from an independent computation (given with the task). */
static const struct
{
  const char *code;
  double share;
} EGDI_2022[] = {{"DNK", .70937}, {"AUS", .15445}, {"EST", .06778},
                 {"FIN", .04313}, {"LIE", .01515}, {"ISL", .01012}};

static void test_egdi(void)
{
  g_autofree char *file =
      g_test_build_filename(G_TEST_DIST, "../datasets/shipped/un-egdi.csv", NULL);
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  const DgmiDatasetOptions options = {.year = 2022};
  g_autoptr(DgmiDataset) dataset = dgmi_dataset_read(file, &options, messages);
  g_assert_nonnull(dataset);
  static const char *const components[] = {"OSI", "TII", "HCI"};
  const guint n = dgmi_dataset_n_units(dataset);
  g_autofree double *values = g_new(double, 3 * (gsize)n);
  for (guint p = 0; p < 3; p++)
    for (guint i = 0; i < n; i++)
      values[3 * (gsize)i + p] = dgmi_dataset_numbers(dataset, components[p])[i];
  g_autoptr(DgmiWeightRegions) regions = dgmi_weight_regions_new(NULL, values, n);
  g_assert_cmpuint(regions->n, ==, G_N_ELEMENTS(EGDI_2022));
  double sum = 0;
  for (guint r = 0; r < regions->n; r++)
  {
    g_assert_cmpstr(dgmi_dataset_code(dataset, regions->regions[r].unit), ==, EGDI_2022[r].code);
    g_assert_cmpfloat_with_epsilon(regions->regions[r].share, EGDI_2022[r].share, 5.1e-6);
    sum += regions->regions[r].share;
  }
  g_assert_cmpfloat_with_epsilon(sum, 1, 1e-12);
}

static double score(const double *value, const double *weight)
{
  return weight[0] * value[0] + weight[1] * value[1] + weight[2] * value[2];
}

/* The unit whose region holds the weights, by the signs of its corners' triangles. */
static gboolean holds(const DgmiWeightRegion *region, const double *weight)
{
  for (guint i = 0; i < region->n_corners; i++)
  {
    const double *a = region->corners[i].weight;
    const double *b = region->corners[(i + 1) % region->n_corners].weight;
    if ((b[0] - a[0]) * (weight[1] - a[1]) - (b[1] - a[1]) * (weight[0] - a[0]) < -1e-12)
      return FALSE;
  }
  return TRUE;
}

/* In a region its unit is first: no other has a higher score there. */
static void check_weights(const DgmiWeightRegions *regions, const double *values, guint n,
                          const double *weight)
{
  guint held = 0;
  for (guint r = 0; r < regions->n; r++)
  {
    if (!holds(&regions->regions[r], weight))
      continue;
    held++;
    for (guint i = 0; i < n; i++)
      if (!isnan(score(values + 3 * (gsize)i, weight)))
        g_assert_cmpfloat(score(values + 3 * (gsize)i, weight), <=,
                          score(values + 3 * (gsize)regions->regions[r].unit, weight) + 1e-9);
  }
  g_assert_cmpuint(held, >=, 1);
}

static void test_random(void)
{
  GRand *rand = g_rand_new_with_seed(7);
  for (guint round = 0; round < 200; round++)
  {
    const guint n = (guint)g_rand_int_range(rand, 1, 60);
    g_autofree double *values = g_new(double, 3 * (gsize)n);
    for (guint i = 0; i < 3 * n; i++) /* few digits: ties are frequent */
      values[i] = g_rand_int_range(rand, 0, 40) == 0 ? NAN : g_rand_int_range(rand, 0, 30) / 10.0;
    values[0] = values[1] = values[2] = 1;
    g_autoptr(DgmiWeightRegions) regions = dgmi_weight_regions_new(NULL, values, n);
    double sum = 0;
    for (guint r = 0; r < regions->n; r++)
    {
      sum += regions->regions[r].share;
      g_assert_true(r == 0 || regions->regions[r - 1].share >= regions->regions[r].share);
      g_assert_true(holds(&regions->regions[r], regions->regions[r].inside.weight));
    }
    g_assert_cmpfloat_with_epsilon(sum, 1, 1e-12);
    for (guint k = 0; k < 50; k++)
    {
      const double a = g_rand_double(rand), b = g_rand_double(rand);
      const double weight[3] = {MIN(a, b), fabs(a - b), 1 - MAX(a, b)};
      check_weights(regions, values, n, weight);
    }
  }
  g_rand_free(rand);
}

static void test_edges(void)
{
  static const double equal[] = {1, 2, 3, 1, 2, 3, 0, 0, 0};
  g_autoptr(DgmiWeightRegions) same = dgmi_weight_regions_new(NULL, equal, 3);
  g_assert_cmpuint(same->n, ==, 1);
  g_assert_cmpuint(same->regions[0].unit, ==, 0);
  g_assert_cmpuint(same->regions[0].n_equal, ==, 1);
  g_assert_cmpfloat(same->regions[0].share, ==, 1);
  static const double missing[] = {NAN, 1, 1};
  g_autoptr(DgmiWeightRegions) none = dgmi_weight_regions_new(NULL, missing, 1);
  g_assert_cmpuint(none->n, ==, 0);
}

TEST_PROGRAM({"/weight-regions/egdi-2022", test_egdi}, {"/weight-regions/random", test_random},
             {"/weight-regions/edges", test_edges})
