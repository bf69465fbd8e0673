/* The table of methods and the reading of method names. */
#include "index/methods/method.h"

#include <math.h>

#include "tests/shared/program.h"
#include "tests/shared/said.h"

/* What a kind cannot do without, and what would contradict itself. */
static void check_part(const DgmiMethodInfo *info)
{
  const DgmiAggregateMethod *aggregate = &info->aggregate;
  switch (info->kind)
  {
  case DGMI_METHOD_IMPUTE:
    g_assert_true(info->impute.fill != NULL || g_str_equal(info->id, "none"));
    break;
  case DGMI_METHOD_TREAT:
    g_assert_true(info->treat.apply != NULL || g_str_equal(info->id, "none"));
    break;
  case DGMI_METHOD_NORMALISE:
    g_assert_true(info->normalise.apply != NULL && info->normalise.explain != NULL);
    break;
  case DGMI_METHOD_WEIGH:
    g_assert_null(info->weigh.by_unit.row);
    g_assert_true(info->weigh.derive == NULL || info->weigh.by_unit.table == NULL);
    break;
  case DGMI_METHOD_AGGREGATE:
    g_assert_true((aggregate->row != NULL) != (aggregate->table != NULL));
    g_assert_true(!aggregate->additive || aggregate->is_mean);
    g_assert_true(aggregate->kernel == DGMI_KERNEL_NONE || aggregate->row != NULL);
    break;
  default:
    g_assert_not_reached();
  }
}

static void test_table(void)
{
  guint n;
  const DgmiMethodInfo *const *table = dgmi_method_table(&n);
  for (guint i = 0; i < n; i++)
  {
    const DgmiMethodInfo *info = table[i];
    g_assert_cmpint(info->kind, <, DGMI_N_METHOD_KINDS);
    g_assert_true(info->id != NULL && info->name != NULL && info->formula != NULL);
    g_assert_nonnull(info->missing);
    g_assert_cmpuint(info->counts, !=, 0);
    g_assert_cmpuint(info->counts >> (DGMI_METHOD_ARGUMENTS + 1), ==, 0);
    check_part(info);
    g_assert_true((info->arguments == NULL) ==
                  (info->counts == 1 && info->keyword == NULL && !info->takes_text));
    for (const char *p = info->id; *p != '\0'; p++)
      g_assert_true(g_ascii_islower(*p) || g_ascii_isdigit(*p) || *p == '-');
    for (guint j = 0; j < i; j++)
      g_assert_false(table[j]->kind == info->kind && g_str_equal(table[j]->id, info->id));
  }
}

/* Every kind has a method, and they are together. */
static void test_kinds(void)
{
  guint n;
  const DgmiMethodInfo *const *table = dgmi_method_table(&n);
  for (guint i = 1; i < n; i++)
    g_assert_cmpint(table[i - 1]->kind, <=, table[i]->kind);
  static const char *const names[] = {"impute", "treat", "normalise", "weigh", "aggregate"};
  for (guint kind = 0; kind < DGMI_N_METHOD_KINDS; kind++)
  {
    gboolean found = FALSE;
    for (guint i = 0; i < n; i++)
      found = found || table[i]->kind == kind;
    g_assert_true(found);
    g_assert_cmpstr(dgmi_method_kind_name((DgmiMethodKind)kind), ==, names[kind]);
  }
}

static DgmiMethod parse(const char *text, DgmiMethodKind kind)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  DgmiMethod method;
  const gboolean ok = dgmi_method_parse(text, kind, &method, NULL, messages);
  ASSERT_SILENT(messages);
  g_assert_true(ok);
  return method;
}

static void assert_reads_back(const DgmiMethod *method)
{
  g_autofree char *text = dgmi_method_format(method);
  const DgmiMethod back = parse(text, method->info->kind);
  g_assert_true(back.info == method->info);
  g_assert_cmpuint(back.n_arguments, ==, method->n_arguments);
  g_assert_cmpint(back.keyword, ==, method->keyword);
  for (guint i = 0; i < DGMI_METHOD_ARGUMENTS; i++)
    g_assert_true(back.argument[i] == method->argument[i] ||
                  (isnan(back.argument[i]) && isnan(method->argument[i])));
}

/* A method as it is written with `count` numbers; where it refuses 0.25, 1.75, … with ones;
 * likewise with any word, where it does not refuse that. */
static char *written(const DgmiMethodInfo *info, guint count, gboolean keyword)
{
  double argument[DGMI_METHOD_ARGUMENTS];
  memcpy(argument, info->defaults, sizeof argument);
  for (guint a = 0; a < count; a++)
    argument[a] = 1.5 * a + 0.25;
  const gboolean refused = info->check != NULL && info->check(argument) != NULL;
  const gboolean any_word = info->check_text == NULL || info->check_text("WORD") == NULL;
  const char *word = any_word ? "WORD" : "equal";
  GString *text = g_string_new(info->id);
  char before = ':';
  if (info->takes_text)
    g_string_append_printf(text, "%c%s", before, word), before = ',';
  if (info->prefix != NULL && count > 0)
    g_string_append_printf(text, ":%s", info->prefix);
  for (guint a = 0; a < count; a++, before = ',')
    g_string_append_printf(text, "%c%g", before, refused ? 1 : argument[a]);
  if (keyword)
    g_string_append_printf(text, "%c%s", before, info->keyword);
  return g_string_free(text, FALSE);
}

/* Each method with each number of arguments it takes, with and without its keyword. */
static void test_round_trip(void)
{
  guint n;
  const DgmiMethodInfo *const *table = dgmi_method_table(&n);
  for (guint i = 0; i < n; i++)
    for (guint count = 0; count <= DGMI_METHOD_ARGUMENTS; count++)
      for (guint keyword = 0; keyword <= (table[i]->keyword != NULL); keyword++)
      {
        if ((table[i]->counts >> count & 1) == 0 ||
            (table[i]->keyword_alone && keyword > 0 && count > 0))
          continue;
        g_autofree char *text = written(table[i], count, keyword > 0);
        const DgmiMethod method = parse(text, table[i]->kind);
        g_assert_cmpuint(method.n_arguments, ==, count);
        g_assert_cmpint(method.keyword, ==, (gboolean)keyword);
        g_autofree char *back = dgmi_method_format(&method);
        g_assert_cmpstr(back, ==, text);
        assert_reads_back(&method);
      }
}

/* Ends of the double range and 17 digits survive as well. */
static void test_round_trip_numbers(void)
{
  for (guint round = 0; round < 2000; round++)
  {
    DgmiMethod method = parse("zscore:0,1", DGMI_METHOD_NORMALISE);
    method.argument[0] = ldexp(g_test_rand_double_range(-1, 1), g_test_rand_int_range(-900, 900));
    method.argument[1] = ldexp(g_test_rand_double_range(0.5, 1), g_test_rand_int_range(-900, 900));
    assert_reads_back(&method);
  }
}

static void test_defaults(void)
{
  const DgmiMethod minmax = parse("minmax", DGMI_METHOD_NORMALISE);
  g_assert_cmpuint(minmax.n_arguments, ==, 0);
  g_assert_cmpfloat(minmax.argument[0], ==, 0);
  g_assert_cmpfloat(minmax.argument[1], ==, 1);
  const DgmiMethod spaced = parse(" minmax : 1 , 100 ", DGMI_METHOD_NORMALISE);
  g_assert_cmpfloat(spaced.argument[1], ==, 100);
  const DgmiMethod posts = parse("goalposts:0,5", DGMI_METHOD_NORMALISE);
  g_assert_cmpfloat(posts.argument[2], ==, 1); /* the scale, unless given */
}

static void assert_refused(const char *text, DgmiMethodKind kind, const char *beginning)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  const DgmiPlace place = {.file = "--normalise", .is_option = TRUE};
  DgmiMethod method;
  g_assert_false(dgmi_method_parse(text, kind, &method, &place, messages));
  ASSERT_SAID(messages, beginning);
  g_assert_cmpint(dgmi_messages_exit_code(messages), ==, 2);
}

static void test_refused(void)
{
  static const char *const normalise[][2] = {
      {"minmx", "--normalise: error: unknown method 'minmx' for normalise; did you mean 'minmax'?"},
      {"", "--normalise: error: unknown method '' for normalise; known are"},
      {"arithmetic", "--normalise: error: unknown method 'arithmetic' for normalise"},
      {"minmax:1",
       "--normalise: error: 'minmax:1': the number of arguments is wrong; write minmax"},
      {"minmax:", "--normalise: error: 'minmax:':"},
      {"minmax:1,2,3", "--normalise: error: 'minmax:1,2,3': "},
      {"minmax:1,2,3,4,5", "--normalise: error: 'minmax:1,2,3,4,5': too many arguments"},
      {"minmax:a,2", "--normalise: error: 'minmax:a,2': an argument is not a number"},
      {"minmax:1,1e999", "--normalise: error: 'minmax:1,1e999': an argument is not a number"},
      {"minmax:1,nan", "--normalise: error: 'minmax:1,nan': an argument is not a number"},
      {"minmax:100,1", "--normalise: error: 'minmax:100,1': the lower end must be below"},
      {"zscore:0,0", "--normalise: error: 'zscore:0,0': the standard deviation must be above 0"},
      {"goalposts:1,1", "--normalise: error: 'goalposts:1,1': the upper goalpost"},
      {"goalposts:truncate,0,1", "--normalise: error: 'goalposts:truncate,0,1': an argument"},
      {"minmax:0,1,truncate", "--normalise: error: 'minmax:0,1,truncate': an argument"},
      {"rank:1", "--normalise: error: 'rank:1': too many arguments; write rank"}};
  for (guint i = 0; i < G_N_ELEMENTS(normalise); i++)
    assert_refused(normalise[i][0], DGMI_METHOD_NORMALISE, normalise[i][1]);
  assert_refused("power", DGMI_METHOD_AGGREGATE, "--normalise: error: 'power': the number of");
  assert_refused("minmax", DGMI_METHOD_AGGREGATE,
                 "--normalise: error: unknown method 'minmax' for");
}

/* A comma before a letter starts the next method, unless the word is the method's keyword. */
static void assert_list(const char *text, DgmiMethodKind kind, const char *expected)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(GArray) list = dgmi_method_parse_list(text, kind, NULL, messages);
  ASSERT_SILENT(messages);
  g_autoptr(GString) found = g_string_new(NULL);
  for (guint i = 0; i < list->len; i++)
  {
    g_autofree char *one = dgmi_method_format(&g_array_index(list, DgmiMethod, i));
    g_string_append_printf(found, "%s%s", i > 0 ? " | " : "", one);
  }
  g_assert_cmpstr(found->str, ==, expected);
}

static void test_list(void)
{
  assert_list("arithmetic", DGMI_METHOD_AGGREGATE, "arithmetic");
  assert_list("arithmetic,geometric", DGMI_METHOD_AGGREGATE, "arithmetic | geometric");
  assert_list("power:2,geometric, min", DGMI_METHOD_AGGREGATE, "power:2 | geometric | min");
  assert_list("power:-1,power:3", DGMI_METHOD_AGGREGATE, "power:-1 | power:3");
  assert_list("minmax:0,100,rank", DGMI_METHOD_NORMALISE, "minmax:0,100 | rank");
  assert_list("goalposts:0,1,truncate,rank", DGMI_METHOD_NORMALISE,
              "goalposts:0,1,truncate | rank");
  assert_list("goalposts:truncate,dist2targ:cap,none", DGMI_METHOD_NORMALISE,
              "goalposts:truncate | dist2targ:cap | none");
}

static void test_list_refused(void)
{
  static const char *const texts[] = {
      "", ",", "arithmetic,", "geometrc", "arithmetic,xyz", "power,min", "power:2,3", ",min"};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
  {
    g_autoptr(DgmiMessages) messages = dgmi_messages_new();
    g_autoptr(GArray) list =
        dgmi_method_parse_list(texts[i], DGMI_METHOD_AGGREGATE, NULL, messages);
    if (list != NULL)
      g_error("'%s' was accepted", texts[i]);
    g_assert_cmpuint(dgmi_messages_failures(messages), >, 0);
  }
}

/* From numbers as from text. */
static void test_of_numbers(void)
{
  const double ends[] = {0, 100}, wrong[] = {1, 0}, one[] = {0.5};
  DgmiMethod method;
  g_assert_true(dgmi_method_of_numbers(DGMI_METHOD_NORMALISE, "minmax", ends, 2, &method, NULL));
  g_autofree char *text = dgmi_method_format(&method);
  g_assert_cmpstr(text, ==, "minmax:0,100");
  g_assert_true(dgmi_method_of_numbers(DGMI_METHOD_TREAT, "winsor", NULL, 0, &method, NULL));
  g_assert_cmpfloat(method.argument[0], ==, 5);
  g_assert_cmpuint(method.n_arguments, ==, 0);
  static const struct
  {
    DgmiMethodKind kind;
    const char *id;
    guint n;
    const char *said;
  } refused[] = {
      {DGMI_METHOD_NORMALISE, "minmxa", 0, "unknown method 'minmxa' for normalise; did you mean*"},
      {DGMI_METHOD_NORMALISE, "minmax", 2, "'minmax': *; write minmax*"},
      {DGMI_METHOD_NORMALISE, "minmax", 1, "'minmax': the number of arguments is wrong*"},
      {DGMI_METHOD_AGGREGATE, "arithmetic", 1, "'arithmetic': too many arguments*"},
      {DGMI_METHOD_IMPUTE, "group-mean", 0, "'group-mean': a name is missing*"}};
  for (guint i = 0; i < G_N_ELEMENTS(refused); i++)
  {
    g_autoptr(GError) error = NULL;
    const double *numbers = refused[i].n == 2 ? wrong : one;
    g_assert_false(dgmi_method_of_numbers(refused[i].kind, refused[i].id, numbers, refused[i].n,
                                          &method, &error));
    g_assert_error(error, DGMI_ERROR, DGMI_ERROR_USAGE);
    if (!g_pattern_match_simple(refused[i].said, error->message))
      g_error("'%s'", error->message);
  }
}

TEST_PROGRAM({"/method/table", test_table}, {"/method/kinds", test_kinds},
             {"/method/round-trip", test_round_trip},
             {"/method/round-trip-numbers", test_round_trip_numbers},
             {"/method/defaults", test_defaults}, {"/method/refused", test_refused},
             {"/method/list", test_list}, {"/method/list-refused", test_list_refused},
             {"/method/of-numbers", test_of_numbers})
