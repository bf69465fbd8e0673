/* How a number came about: the steps, and that they lead to what was computed. */
#include "index/questions/explain.h"

#include <math.h>

#include "tests/shared/computed.h"
#include "tests/shared/program.h"

#define TREE                                                                                       \
  "Level,iCode,Parent,Direction,Type,Weight,Unit,Target,goalpost_lower,goalpost_upper\n"           \
  "1,a,P,1,Indicator,1,%,10,0,20\n1,b,P,-1,Indicator,3,,-5,0,40\n1,c,I,1,Indicator,1,,20,0,10\n"   \
  "2,P,I,1,Aggregate,2,,,,\n3,I,NA,1,Aggregate,1,,,,\n"
#define DATA "uCode,a,b,c,S,R\nU,0,10,4,0.9,1\nV,5,20,2,0.5,2\nW,10,,7,0.4,\n"

static const DgmiStep *step_at(const GArray *steps, guint i)
{
  g_assert_cmpuint(i, <, steps->len);
  return &g_array_index(steps, DgmiStep, i);
}

/* In English; lives as long as the program. */
static const char *text_of(const DgmiStep *step)
{
  g_autofree char *text = step->detail == NULL ? NULL : dgmi_sentence_text(step->detail, NULL);
  return text == NULL ? "" : g_intern_string(text);
}

/* "raw a; normalised a; …" */
static char *outline(const Computed *computed, const GArray *steps)
{
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < steps->len; i++)
    g_string_append_printf(out, "%s%s %s", i > 0 ? "; " : "", step_at(steps, i)->step,
                           dgmi_framework_node(computed->framework, step_at(steps, i)->node)->code);
  return g_string_free(out, FALSE);
}

static void assert_outline(const Computed *computed, guint unit, const char *node,
                           const char *expected)
{
  g_autoptr(GArray) steps = dgmi_explain(computed->result, unit, node_of_code(computed, node));
  g_autofree char *found = outline(computed, steps);
  g_assert_cmpstr(found, ==, expected);
  for (guint i = 0; i < steps->len; i++)
  {
    g_assert_true(g_utf8_validate(text_of(step_at(steps, i)), -1, NULL));
  }
}

static void test_outline(void)
{
  g_auto(Computed) c =
      compute(TREE, DATA, SETTINGS("method.digits=3", "classes.Low=0", "index.published=S:R"));
  assert_outline(&c, 1, "a", "raw a; normalised a");
  assert_outline(&c, 1, "P", "raw a; normalised a; raw b; normalised b; aggregated P");
  assert_outline(&c, 1, "I",
                 "raw c; normalised c; raw a; normalised a; raw b; normalised b; aggregated P; "
                 "aggregated I; contribution c; contribution P; rounded I; rank I; class I; "
                 "published I");
}

static void test_rescaled(void)
{
  g_auto(Computed) c = compute(TREE, DATA, SETTINGS("method P.normalise=zscore:50,10"));
  g_autoptr(GArray) steps = dgmi_explain(c.result, 0, node_of_code(&c, "P"));
  const DgmiStep *before = step_at(steps, steps->len - 2), *after = step_at(steps, steps->len - 1);
  g_assert_cmpstr(before->step, ==, "aggregated");
  g_assert_cmpfloat(before->value, ==, dgmi_result_before_rescaling(c.result, before->node)[0]);
  g_assert_cmpstr(after->step, ==, "rescaled");
  g_assert_cmpfloat(after->value, ==, score_at(&c, "P", 0));
  g_assert_true(g_str_has_prefix(text_of(after), "zscore:50,10: "));
}

static void test_rule(void)
{
  g_auto(Computed) c = compute(TREE, DATA, SETTINGS("rules.zero_without=b"));
  g_autoptr(GArray) steps = dgmi_explain(c.result, 2, node_of_code(&c, "I"));
  gboolean found = FALSE;
  for (guint i = 0; i < steps->len; i++)
    if (strcmp(step_at(steps, i)->step, "rule") == 0)
    {
      found = TRUE;
      g_assert_cmpfloat(step_at(steps, i)->value, ==, 0);
      g_assert_nonnull(strstr(text_of(step_at(steps, i)), "without b"));
    }
  g_assert_true(found);
}

static const char *detail_of(const GArray *steps, const char *step, guint node)
{
  for (guint i = 0; i < steps->len; i++)
    if (strcmp(step_at(steps, i)->step, step) == 0 && step_at(steps, i)->node == node)
      return text_of(step_at(steps, i));
  return NULL;
}

static void test_details(void)
{
  g_auto(Computed) c = compute(TREE, DATA, NO_SETTINGS);
  g_autoptr(GArray) steps = dgmi_explain(c.result, 2, node_of_code(&c, "I"));
  const guint a = node_of_code(&c, "a"), b = node_of_code(&c, "b"), p = node_of_code(&c, "P");
  g_assert_cmpstr(detail_of(steps, "raw", a), ==, "%");
  g_assert_cmpstr(detail_of(steps, "normalised", a), ==, "minmax: (10 − min 0)/(max 10 − min 0)");
  g_assert_cmpstr(detail_of(steps, "normalised", b), ==, "minmax: missing stays missing");
  g_assert_nonnull(strstr(detail_of(steps, "aggregated", p), "missing and left out"));
}

/* A member without weight takes no part, so the words must not divide by it. */
static void test_zero_weight_details(void)
{
  g_auto(Computed) c = compute(TREE, DATA, SETTINGS("method.weights=a=0"));
  g_autoptr(GArray) steps = dgmi_explain(c.result, 0, node_of_code(&c, "P"));
  g_assert_cmpstr(text_of(step_at(steps, steps->len - 1)), ==, "arithmetic: (0 × 0 + 3 × 1)/3");
  g_assert_cmpfloat(step_at(steps, steps->len - 1)->value, ==, 1);
}

/* The value of "(1 − 2 × 3)/4 + …", with words between the numbers: sums of products of factors. */
static double read_sum(const char **text);

static void skip_words(const char **text)
{
  while (g_ascii_isalpha(**text) || **text == ' ')
    (*text)++;
}

static double read_factor(const char **text)
{
  skip_words(text);
  if (**text == '(')
  {
    (*text)++;
    const double value = read_sum(text);
    g_assert_cmpint(**text, ==, ')');
    (*text)++;
    return value;
  }
  if (g_str_has_prefix(*text, "−"))
  {
    *text += strlen("−");
    return -read_factor(text);
  }
  char *end;
  const double value = g_ascii_strtod(*text, &end);
  g_assert_true(end != *text);
  *text = end;
  return value;
}

static double read_product(const char **text)
{
  double value = read_factor(text);
  for (;;)
  {
    const char *at = *text + strspn(*text, " ");
    if (g_str_has_prefix(at, "×"))
    {
      *text = at + strlen("×");
      value *= read_factor(text);
    }
    else if (*at == '/')
    {
      *text = at + 1;
      value /= read_factor(text);
    }
    else
      return value;
  }
}

static double read_sum(const char **text)
{
  double value = read_product(text);
  for (;;)
  {
    const char *at = *text + strspn(*text, " ");
    if (*at == '+')
    {
      *text = at + 1;
      value += read_product(text);
    }
    else if (g_str_has_prefix(at, "−"))
    {
      *text = at + strlen("−");
      value -= read_product(text);
    }
    else
      return value;
  }
}

/* Whoever types the formula into a calculator gets the number beside it. */
static void assert_formulas(const char *normalise)
{
  g_autofree char *setting = g_strconcat("method.normalise=", normalise, NULL);
  g_auto(Computed) c = compute(TREE, DATA, SETTINGS(setting));
  for (guint unit = 0; unit < 3; unit++)
  {
    g_autoptr(GArray) steps = dgmi_explain(c.result, unit, dgmi_framework_root(c.framework));
    for (guint i = 0; i < steps->len; i++)
    {
      const DgmiStep *step = step_at(steps, i);
      const char *text = strstr(text_of(step), ": ");
      if ((strcmp(step->step, "normalised") != 0 && strcmp(step->step, "aggregated") != 0) ||
          isnan(step->value) || strcmp(normalise, "rank") == 0 || text == NULL)
        continue;
      text += 2;
      const double value = read_sum(&text);
      if (!(fabs(value - step->value) <= 1e-9 * fmax(1, fabs(step->value))))
        g_error("%s: '%s' is %.17g, not %.17g", normalise, text_of(step), value, step->value);
    }
  }
}

static void test_formulas(void)
{
  static const char *const methods[] = {"minmax",           "minmax:1,100", "minmax:-1,1",
                                        "zscore",           "zscore:10,2",  "zscore-pop",
                                        "zscore-pop:50,10", "goalposts",    "goalposts:0,50,100",
                                        "goalposts:-3,50",  "scaled",       "scaled:1,9,10",
                                        "dist2targ"};
  for (guint i = 0; i < G_N_ELEMENTS(methods); i++)
    assert_formulas(methods[i]);
}

TEST_PROGRAM({"/explain/outline", test_outline}, {"/explain/rescaled", test_rescaled},
             {"/explain/rule", test_rule}, {"/explain/details", test_details},
             {"/explain/zero-weight-details", test_zero_weight_details},
             {"/explain/formulas", test_formulas})
