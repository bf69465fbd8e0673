/* An index made of arrays, and the analyses of an opened index against the functions they call. */
#include <math.h>
#include <string.h>

#include "datasets/dataset/dataset-build.h"
#include "index/opened/analyses.h"
#include "index/questions/explain.h"
#include "tests/shared/program.h"

static const char *const codes[] = {"a", "b", "c"};
static const char *const columns[] = {"x", "y"};
static const double x[] = {0, 5, 10}, y[] = {8, 4, NAN};
static const double *const values[] = {x, y};

static DgmiIndex *open_arrays(const double *const *numbers, const int *directions,
                              DgmiMessages *messages)
{
  const DgmiArrays arrays = {
      .n_units = 3, .codes = codes, .n_columns = 2, .columns = columns, .numbers = numbers};
  g_autoptr(GError) error = NULL;
  g_autoptr(DgmiDataset) dataset = dgmi_dataset_from_arrays(&arrays, &error);
  g_autoptr(DgmiFramework) framework = dgmi_framework_flat("I", columns, directions, 2, messages);
  g_assert_no_error(error);
  return dgmi_index_from_data("made", framework, dataset, messages);
}

/* y is the less the better: a has 0 and 0, b 1/2 and 1, c 1 and nothing. */
static void test_arrays(void)
{
  const int directions[] = {1, -1};
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiIndex) index = open_arrays(values, directions, messages);
  g_assert_nonnull(index);
  const double *score = dgmi_result_index(dgmi_index_result(index));
  g_assert_cmpfloat(score[0], ==, 0);
  g_assert_cmpfloat(score[1], ==, 0.75);
  g_assert_cmpfloat(score[2], ==, 1);
  g_assert_cmpstr(dgmi_index_name(index), ==, "made");
}

static void check_refused(const DgmiArrays *arrays, const char *said)
{
  g_autoptr(GError) error = NULL;
  g_assert_null(dgmi_dataset_from_arrays(arrays, &error));
  g_assert_error(error, DGMI_ERROR, DGMI_ERROR_DATA);
  g_assert_nonnull(strstr(error->message, said));
}

static void test_faults(void)
{
  const char *const twice[] = {"a", "A", "c"};
  const double endless[] = {1, INFINITY, 2};
  const double *const bad[] = {x, endless};
  DgmiArrays arrays = {
      .n_units = 3, .codes = twice, .n_columns = 2, .columns = columns, .numbers = values};
  check_refused(&arrays, "'A' is there twice");
  arrays.codes = codes;
  arrays.numbers = bad;
  check_refused(&arrays, "'y' of 'b' is infinite");
}

/* Each analysis gives what it is of: the arithmetic has tests of its own. */
static void test_analyses(void)
{
  const double z[] = {1, 2, 3}, w[] = {2, 3, 1};
  const double *const full[] = {z, w};
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiIndex) index = open_arrays(full, NULL, messages);
  g_assert_nonnull(index);
  g_autoptr(GArray) steps = dgmi_index_explain(index, "b", NULL, messages);
  g_assert_cmpuint(steps->len, >, 4);
  g_autoptr(GArray) without = dgmi_index_leave_one_out(index);
  g_assert_cmpuint(without->len, ==, 2);
  g_autofree DgmiCorrelation *pairs =
      dgmi_index_correlations(index, NULL, DGMI_CORRELATION_PEARSON, messages);
  g_assert_cmpfloat_with_epsilon(pairs[0].r, -0.5, 1e-12);
  DgmiAlpha alpha;
  g_assert_true(dgmi_index_alpha(index, "I", &alpha, messages));
  g_assert_cmpuint(alpha.items, ==, 2);
  g_autoptr(DgmiPca) pca = dgmi_index_pca(index, NULL, messages);
  g_assert_cmpfloat_with_epsilon(pca->eigenvalue[0], 1.5, 1e-12);
  g_assert_null(dgmi_index_pca(index, "x", messages));
  g_assert_null(dgmi_index_reconcile(index, messages));
  g_assert_cmpuint(dgmi_messages_failures(messages), ==, 2);
}

/* x: a 0, b 1/2, c 1; w: a 1/2, b 1, c 0. a is never ahead of b, so 2 at best; b and c change. */
static void test_weights(void)
{
  const double z[] = {1, 2, 3}, w[] = {2, 3, 1};
  const double *const full[] = {z, w};
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiIndex) index = open_arrays(full, NULL, messages);
  g_autoptr(GArray) ranges = dgmi_index_rank_ranges(index, NULL, messages);
  const DgmiRankRange *range = (const DgmiRankRange *)(gpointer)ranges->data;
  const guint expected[][2] = {{2, 3}, {1, 2}, {1, 3}};
  for (guint i = 0; i < 3; i++)
  {
    g_assert_cmpuint(range[i].best, ==, expected[i][0]);
    g_assert_cmpuint(range[i].worst, ==, expected[i][1]);
  }
  const char *const vary[] = {"weights:dirichlet", NULL};
  const DgmiUncertaintyOptions options = {.draws = 4096};
  g_auto(DgmiIndexDraws) draws = {0};
  g_assert_true(dgmi_index_draw(index, vary, &options, &draws, messages));
  g_assert_cmpfloat(dgmi_uncertainty_rank_summary(draws.result, 0).min, ==, 2);
  g_assert_cmpfloat(dgmi_uncertainty_rank_summary(draws.result, 1).max, ==, 2);
  g_autoptr(DgmiSensitivity) sensitivity =
      dgmi_index_sensitivity(index, vary, NULL, &options, messages);
  g_assert_cmpuint(sensitivity->n_inputs, ==, 1);
  g_auto(DgmiTarget) target = {0};
  const DgmiTargetAim aim = {.unit = "c", .rank = 1};
  g_assert_true(dgmi_index_target(index, &aim, &target, messages));
  g_assert_true(target.is_reached);
}

TEST_PROGRAM({"/analyses/arrays", test_arrays}, {"/analyses/faults", test_faults},
             {"/analyses/one-call-each", test_analyses}, {"/analyses/weights", test_weights})
