/* The texts of --vary. */
#include "tests/shared/program.h"
#include "tests/shared/varied.h"

static void assert_vary_fails(const char *text, const char *beginning)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(GPtrArray) sources = dgmi_vary_parse(SETTINGS(text), messages);
  g_assert_null(sources);
  ASSERT_SAID(messages, beginning);
  g_assert_cmpint(dgmi_messages_exit_code(messages), ==, DGMI_ERROR_USAGE);
}

static void test_vary(void)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(GPtrArray) otherwise = dgmi_vary_parse(NULL, messages);
  const DgmiVary *weights = otherwise->pdata[0];
  g_assert_cmpuint(otherwise->len, ==, 1);
  g_assert_true(weights->kind == DGMI_VARY_WEIGHTS && weights->weights == DGMI_WEIGHTS_NOISE);
  g_assert_cmpfloat(weights->amount, ==, 0.25);
  g_autoptr(GPtrArray) all = dgmi_vary_parse(
      SETTINGS("weights:dirichlet:50", "normalize:minmax:1,100/zscore:50,10",
               "aggregate:arithmetic,geometric/geometric", "impute:mean/group-mean:Region",
               "winsor:1..5", "drop:indicators", "error:a=SE", "error:b=SE2"),
      messages);
  ASSERT_SILENT(messages);
  g_assert_cmpuint(all->len, ==, 8);
  g_assert_cmpfloat(((DgmiVary *)all->pdata[0])->amount, ==, 50);
  g_assert_cmpuint(((DgmiVary *)all->pdata[1])->alternatives->len, ==, 2);
  g_assert_cmpuint(((GArray *)((DgmiVary *)all->pdata[2])->alternatives->pdata[0])->len, ==, 2);
  g_assert_cmpuint(((DgmiVary *)all->pdata[4])->alternatives->len, ==, 5);
  g_auto(GStrv) columns = dgmi_vary_columns(all), groups = dgmi_vary_group_columns(all);
  g_assert_cmpstr(columns[0], ==, "SE");
  g_assert_cmpstr(columns[1], ==, "SE2");
  g_assert_cmpstr(groups[0], ==, "Region");
  g_assert_false(dgmi_vary_needs_years(all));
  assert_vary_fails("weights", "--vary: error: 'weights' does not say how it varies");
  assert_vary_fails("wieghts:25%",
                    "--vary: error: there is no source of uncertainty 'wieghts'; did");
  assert_vary_fails("weights:0%", "--vary: error: the weights cannot vary by '0%'");
  assert_vary_fails("weights:dirichlet:0", "--vary: error: the weights cannot vary by");
  assert_vary_fails("weights:0.6..0.1", "--vary: error: the weights cannot vary by");
  assert_vary_fails("normalise:minmax", "--vary: error: 'normalise:minmax' leaves nothing to vary");
  assert_vary_fails("normalise:minmax/zcore", "--vary: error: unknown");
  assert_vary_fails("winsor:5", "--vary: error: '5' is no range of points");
  assert_vary_fails("drop:units", "--vary: error: 'units' cannot be left out");
  assert_vary_fails("error:-5%", "--vary: error: '-5%' is no measurement error");
  assert_vary_fails("error:=SE", "--vary: error: '=SE' is no measurement error");
  g_autoptr(GPtrArray) twice =
      dgmi_vary_parse(SETTINGS("treat:none/winsor", "winsor:1..3"), messages);
  g_assert_null(twice);
  ASSERT_SAID(messages, "--vary: error: 'treat:none/winsor' and 'winsor:1..3' vary the same");
}

TEST_PROGRAM({"/vary/parse", test_vary})
