/* What must hold for every method of the table, so that a new one is tested at once: the order of
 * units, the unit of measurement and the sum of the weights do not matter, no unit is above one
 * that is better in everything, and one unit, two units, nothing but gaps, constants and numbers
 * near the ends of the range end in a finite score or an error that says where. */
#include "tests/shared/program.h"
#include "tests/shared/random-index.h"

#define INDICATORS 3
#define ROUNDS 12
#define VARIANTS 2 /* without optional arguments, and with INDICATORS of them */

/* A method in place of the default one of its kind. */
typedef struct
{
  const DgmiMethodInfo *info;
  char *setting;
} Example;

static void example_clear(Example *example)
{
  g_free(example->setting);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Example, example_clear)

/* ---- A method, written ---- */

/* Of the argument lists that are tried the first one that the method does not refuse. */
static void append_numbers(const DgmiMethodInfo *info, guint count, char before, GString *out)
{
  static const double from[] = {0.25, 1, 2, 20}, step[] = {1.5, 0, 1, 20};
  double argument[DGMI_METHOD_ARGUMENTS];
  guint t = 0;
  for (;; t++)
  {
    g_assert_cmpuint(t, <, G_N_ELEMENTS(from)); /* a list for the new method is wanted above */
    for (guint a = 0; a < DGMI_METHOD_ARGUMENTS; a++)
      argument[a] = a < count ? from[t] + a * step[t] : info->defaults[a];
    if (info->check == NULL || info->check(argument) == NULL)
      break;
  }
  if (info->prefix != NULL && count > 0)
    g_string_append_printf(out, ":%s", info->prefix);
  for (guint a = 0; a < count; a++, before = ',')
    g_string_append_printf(out, "%c%g", before, argument[a]);
}

/* FALSE for weights that stand in a file and for groups, of which the index has none. */
static gboolean append_text(const DgmiMethodInfo *info, const RandomIndex *index, GString *out)
{
  if (info->takes_text != DGMI_TEXT_FIRST && info->takes_text != DGMI_TEXT_ALL)
    return TRUE;
  if (info->kind == DGMI_METHOD_IMPUTE)
    return FALSE;
  if (info->kind == DGMI_METHOD_WEIGH && info->weigh.from == DGMI_WEIGHTS_RATED)
    for (guint i = 0; i < index->n_indicators; i++)
      g_string_append_printf(out, "%ci%u=%g", i == 0 ? ':' : ',', i, index->weight[i]);
  else if (info->kind == DGMI_METHOD_WEIGH && info->weigh.derive == NULL)
    return FALSE;
  else /* a unit */
    g_string_append_printf(out, ":U01%s",
                           info->weigh.from == DGMI_WEIGHTS_ELSEWHERE ? ":revealed" : "");
  return TRUE;
}

static gboolean write_example(const DgmiMethodInfo *info, guint variant, const RandomIndex *index,
                              Example *example)
{
  static const char *const keys[] = {"impute", "treat", "normalise", "weights", "aggregate"};
  guint count = 0;
  while ((info->counts >> count & 1) == 0)
    count++;
  if (variant > 0 && (info->counts >> INDICATORS & 1))
    count = INDICATORS;
  g_autoptr(GString) text = g_string_new(NULL);
  g_string_append_printf(text, "method.%s=%s", keys[info->kind], info->id);
  if (!append_text(info, index, text))
    return FALSE;
  append_numbers(info, count, info->takes_text == DGMI_TEXT_FIRST ? ',' : ':', text);
  *example = (Example){info, g_string_free(g_steal_pointer(&text), FALSE)};
  return TRUE;
}

static Computed compute_example(const Example *example, const RandomIndex *index)
{
  const char *normalise = example->info->kind == DGMI_METHOD_NORMALISE
                              ? "index.year=2024"
                              : "method.normalise=minmax:1,100";
  return compute_with_settings(index, SETTINGS(example->setting, normalise), dgmi_program_solve);
}

/* ---- What is asked of each ---- */

typedef gboolean (*Check)(const Example *example, guint round); /* TRUE: it was computed */

/* Those that compute nothing here: they need years, columns or files; tests of their own. */
static gboolean needs_more(const DgmiMethodInfo *info)
{
  return (info->kind == DGMI_METHOD_IMPUTE && info->impute.over_years) ||
         g_str_equal(info->id, "likert");
}

static void check_methods(Check check, gboolean (*concerns)(const DgmiMethodInfo *info))
{
  guint n;
  const DgmiMethodInfo *const *table = dgmi_method_table(&n);
  for (guint i = 0; i < n; i++)
  {
    guint written = 0, computed = 0;
    for (guint round = 0; concerns(table[i]) && round < VARIANTS * ROUNDS; round++)
    {
      const RandomIndex index = draw_flat_index(8, INDICATORS, 0);
      g_auto(Example) example = {0};
      if (!write_example(table[i], round % VARIANTS, &index, &example))
        continue;
      written++;
      computed += check(&example, round);
    }
    if (written > 0 && computed < ROUNDS && !needs_more(table[i]))
      g_error("%s %s was computed in %u of %u rounds only", dgmi_method_kind_name(table[i]->kind),
              table[i]->id, computed, written);
  }
}

static gboolean any_method(const DgmiMethodInfo *info)
{
  (void)info;
  return TRUE;
}

/* The simplex walks another way when sums are rounded otherwise, and ends within its width. */
static double tolerance_of(const DgmiMethodInfo *info)
{
  return g_str_equal(info->id, "optimised") ? 1e-4 : 1e-9;
}

static void assert_same(const Example *example, const Computed *a, const Computed *b)
{
  if ((a->error == NULL) != (b->error == NULL))
    g_error("%s: '%s' and '%s'", example->setting, a->error != NULL ? a->error->message : "",
            b->error != NULL ? b->error->message : "");
  for (guint u = 0; a->error == NULL && u < dgmi_dataset_n_units(a->dataset); u++)
  {
    const double x = score_of(a, "A0", u), y = score_of(b, "A0", u);
    if (!(fabs(x - y) <= tolerance_of(example->info) * fmax(1, fabs(x))) && !(isnan(x) && isnan(y)))
      g_error("%s: U%02u has %.17g and %.17g", example->setting, u, x, y);
  }
}

static gboolean check_order_of_units(const Example *example, guint round)
{
  RandomIndex index = draw_flat_index(8, INDICATORS, round % 3 == 0 ? 0.15 : 0);
  g_auto(Computed) before = compute_example(example, &index);
  shuffle(index.unit, index.n_units);
  g_auto(Computed) after = compute_example(example, &index);
  assert_same(example, &before, &after);
  return before.error == NULL;
}

static void test_order_of_units(void)
{
  check_methods(check_order_of_units, any_method);
}

static gboolean check_scale_of_weights(const Example *example, guint round)
{
  RandomIndex index = draw_flat_index(8, INDICATORS, round % 3 == 0 ? 0.15 : 0);
  g_auto(Computed) before = compute_example(example, &index);
  for (guint i = 0; i < G_N_ELEMENTS(index.weight); i++)
    index.weight[i] *= 0.5 + round;
  g_auto(Computed) after = compute_example(example, &index);
  assert_same(example, &before, &after);
  return before.error == NULL;
}

static void test_scale_of_weights(void)
{
  check_methods(check_scale_of_weights, any_method);
}

/* Not "none", nor what has numbers of its own for the raw values (goalposts:L,U, ampi:ref); not
 * imputation by numbers, nor treatment: a logarithm of x + c knows the unit. */
static gboolean is_free_of_scale(const DgmiMethodInfo *info)
{
  return info->kind == DGMI_METHOD_WEIGH || info->kind == DGMI_METHOD_AGGREGATE ||
         (info->kind == DGMI_METHOD_NORMALISE && !g_str_equal(info->id, "none"));
}

static gboolean check_scale_of_columns(const Example *example, guint round)
{
  const gboolean has_posts = strpbrk(example->setting, "0123456789") != NULL &&
                             (g_strrstr(example->setting, "goalposts") != NULL ||
                              g_strrstr(example->setting, "scaled") != NULL);
  if (has_posts)
    return TRUE;
  RandomIndex index = draw_flat_index(8, INDICATORS, round % 3 == 0 ? 0.15 : 0);
  g_auto(Computed) before = compute_example(example, &index);
  for (guint i = 0; i < index.n_indicators; i++)
  {
    index.scale[i] = i == 0 ? 1 : 1 + below(1000); /* products are exact */
    for (guint u = 0; u < index.n_units; u++)
      index.x[u][i] *= index.scale[i];
  }
  g_auto(Computed) after = compute_example(example, &index);
  assert_same(example, &before, &after);
  return before.error == NULL;
}

static void test_scale_of_columns(void)
{
  check_methods(check_scale_of_columns, is_free_of_scale);
}

/* mpi and ampi reward balance: a better unit may be less balanced. */
static gboolean is_monotone(const DgmiMethodInfo *info)
{
  return !g_str_has_suffix(info->id, "mpi") || info->kind != DGMI_METHOD_AGGREGATE;
}

/* U02 is as good as U07 in every indicator, better in one. */
static gboolean check_dominated(const Example *example, guint round)
{
  RandomIndex index = draw_flat_index(8, INDICATORS, 0);
  for (guint i = 0; i < index.n_indicators; i++)
  {
    index.x[7][i] = 8 + (floor(uniform() * 1800)) / 8;
    index.x[2][i] = index.x[7][i] + index.direction[i] * (i == round % INDICATORS ? 4 : 0);
  }
  g_auto(Computed) computed = compute_example(example, &index);
  if (computed.error != NULL)
    return FALSE;
  const double better = score_of(&computed, "A0", 2), worse = score_of(&computed, "A0", 7);
  if (worse > better + 1e-9 * fmax(1, fabs(better)))
    g_error("%s: dominated %.17g above %.17g", example->setting, worse, better);
  return TRUE;
}

static void test_dominated(void)
{
  check_methods(check_dominated, is_monotone);
}

/* ---- Tables that are hardly any ---- */

static void assert_finite_or_refused(const Example *example, const Computed *computed)
{
  if (computed->error != NULL)
    g_assert_error(computed->error, DGMI_ERROR, DGMI_ERROR_DATA);
  for (guint s = 0; computed->error == NULL && s <= DGMI_STAGE_AGGREGATED; s++)
  {
    const DgmiMatrix *matrix = dgmi_result_stage(computed->result, (DgmiStage)s);
    for (gsize i = 0; i < (gsize)matrix->n_units * matrix->n_columns; i++)
      if (isinf(matrix->values[i]))
        g_error("%s: infinite after %s", example->setting, dgmi_stage_name((DgmiStage)s));
  }
}

static gboolean check_few_units(const Example *example, guint round)
{
  RandomIndex index = draw_flat_index(1 + round / 2 % 3, INDICATORS, round % 4 == 3 ? 0.5 : 0);
  g_auto(Computed) computed = compute_example(example, &index);
  assert_finite_or_refused(example, &computed);
  return TRUE;
}

static void test_few_units(void)
{
  check_methods(check_few_units, any_method);
}

static gboolean check_magnitudes(const Example *example, guint round)
{
  static const double sizes[] = {1e-320, 1e-300, 1e-150, 1, 1e150, 1e300, 6e305};
  RandomIndex index = draw_flat_index(8, INDICATORS, round % 3 == 0 ? 0.2 : 0);
  for (guint i = 0; i < index.n_indicators; i++)
  {
    const double size = sizes[below(G_N_ELEMENTS(sizes))] * (round % 4 == 1 ? -1 : 1);
    for (guint u = 0; u < index.n_units; u++)
      index.x[u][i] *= below(6) > 0 ? size : sizes[below(G_N_ELEMENTS(sizes))];
  }
  g_auto(Computed) computed = compute_example(example, &index);
  assert_finite_or_refused(example, &computed);
  return TRUE;
}

static void test_magnitudes(void)
{
  check_methods(check_magnitudes, any_method);
}

/* A column is put on a scale of its own, which it has not where it is constant. */
static gboolean is_relative(const DgmiMethodInfo *info)
{
  static const char *const absolute[] = {"none", "goalposts", "scaled", "likert", NULL};
  return info->kind == DGMI_METHOD_NORMALISE && !g_strv_contains(absolute, info->id);
}

/* Other kinds are tried with min-max. */
static gboolean uses_relative(const DgmiMethodInfo *info)
{
  return info->kind != DGMI_METHOD_NORMALISE || is_relative(info);
}

/* Nothing at all in any column, or in one: a method that needs values says so, and of which. */
static gboolean check_empty(const Example *example, guint round)
{
  RandomIndex index = draw_flat_index(8, INDICATORS, 0);
  for (guint i = round % 2; i < INDICATORS; i++)
    for (guint u = 0; (i == 1 || round % 2 == 0) && u < index.n_units; u++)
      index.x[u][i] = NAN;
  g_auto(Computed) computed = compute_example(example, &index);
  assert_finite_or_refused(example, &computed);
  const char *column = round % 2 == 0 ? "'i0'" : "'i1'";
  const gboolean is_filled = example->info->kind == DGMI_METHOD_IMPUTE && computed.error == NULL;
  if (needs_more(example->info))
    return TRUE;
  if (computed.error != NULL ? strstr(computed.error->message, column) == NULL
                             : uses_relative(example->info) && !is_filled)
    g_error("%s: %s", example->setting,
            computed.error != NULL ? computed.error->message : "no error");
  return TRUE;
}

static void test_empty(void)
{
  check_methods(check_empty, any_method);
}

/* The same value everywhere is an error that names the column, or a finite score. */
static gboolean check_constant(const Example *example, guint round)
{
  RandomIndex index = draw_flat_index(8, INDICATORS, round % 3 == 0 ? 0.2 : 0);
  for (guint u = 0; u < index.n_units; u++)
    index.x[u][1] = 3;
  g_auto(Computed) computed = compute_example(example, &index);
  assert_finite_or_refused(example, &computed);
  g_assert_true(computed.error != NULL || !is_relative(example->info));
  if (computed.error != NULL && strstr(computed.error->message, "i1") == NULL && round % 3 != 0 &&
      !needs_more(example->info))
    g_error("%s: '%s' names no column", example->setting, computed.error->message);
  for (guint u = 0; computed.error == NULL && u < index.n_units; u++)
    g_assert_false(isnan(score_of(&computed, "A0", u)) && round % 3 != 0);
  return TRUE;
}

static void test_constant(void)
{
  check_methods(check_constant, any_method);
}

TEST_PROGRAM({"/methods/order-of-units", test_order_of_units},
             {"/methods/scale-of-weights", test_scale_of_weights},
             {"/methods/scale-of-columns", test_scale_of_columns},
             {"/methods/dominated", test_dominated}, {"/methods/few-units", test_few_units},
             {"/methods/magnitudes", test_magnitudes}, {"/methods/empty", test_empty},
             {"/methods/constant", test_constant})
