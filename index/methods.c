/* The table of methods and the reading of method names. */
#include "index/methods.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "indicators/text.h"

#define COUNT(n) (1u << (n))

static const char *check_range(const double *argument)
{
  return argument[0] < argument[1] ? NULL : "the lower end must be below the upper end";
}

static const char *check_spread(const double *argument)
{
  return argument[1] > 0 ? NULL : "the standard deviation must be above 0";
}

static const char *check_posts(const double *argument)
{
  return isnan(argument[0]) || argument[0] != argument[1]
             ? NULL
             : "the upper goalpost must differ from the lower one";
}

static const char stays_missing[] = "stays missing";
static const char drops_out[] = "the missing member and its weight drop out";

static const DgmiMethodInfo table[] = {
    {.kind = DGMI_METHOD_IMPUTE,
     .id = "none",
     .name = "as it is",
     .formula = "x",
     .missing = stays_missing,
     .counts = COUNT(0)},
    {.kind = DGMI_METHOD_TREAT,
     .id = "none",
     .name = "as it is",
     .formula = "x",
     .missing = stays_missing,
     .counts = COUNT(0)},
    {.kind = DGMI_METHOD_NORMALISE,
     .id = "minmax",
     .name = "min-max",
     .arguments = "[:l,u]",
     .formula = "(x − min)/(max − min) (u − l) + l; 0,1 unless given",
     .missing = stays_missing,
     .counts = COUNT(0) | COUNT(2),
     .defaults = {0, 1},
     .check = check_range,
     .normalise = dgmi_normalise_minmax,
     .explain = dgmi_explain_minmax},
    {.kind = DGMI_METHOD_NORMALISE,
     .id = "zscore",
     .name = "z-score, sample sd",
     .arguments = "[:m,s]",
     .formula = "(x − mean)/sd s + m, sample sd; 0,1 unless given",
     .missing = stays_missing,
     .counts = COUNT(0) | COUNT(2),
     .defaults = {0, 1},
     .check = check_spread,
     .normalise = dgmi_normalise_zscore,
     .explain = dgmi_explain_zscore},
    {.kind = DGMI_METHOD_NORMALISE,
     .id = "zscore-pop",
     .name = "z-score, population sd",
     .arguments = "[:m,s]",
     .formula = "(x − mean)/sd s + m, population sd; 0,1 unless given",
     .missing = stays_missing,
     .counts = COUNT(0) | COUNT(2),
     .defaults = {0, 1},
     .check = check_spread,
     .normalise = dgmi_normalise_zscore_pop,
     .explain = dgmi_explain_zscore_pop},
    {.kind = DGMI_METHOD_NORMALISE,
     .id = "rank",
     .name = "rank",
     .formula = "r, ascending, ties the minimum",
     .missing = stays_missing,
     .counts = COUNT(0),
     .normalise = dgmi_normalise_rank,
     .explain = dgmi_explain_rank},
    {.kind = DGMI_METHOD_NORMALISE,
     .id = "prank",
     .name = "percentile rank",
     .formula = "(r − 1)/(n − 1)",
     .missing = stays_missing,
     .counts = COUNT(0),
     .normalise = dgmi_normalise_prank,
     .explain = dgmi_explain_rank},
    {.kind = DGMI_METHOD_NORMALISE,
     .id = "borda",
     .name = "Borda score",
     .formula = "r − 1",
     .missing = stays_missing,
     .counts = COUNT(0),
     .normalise = dgmi_normalise_borda,
     .explain = dgmi_explain_rank},
    {.kind = DGMI_METHOD_NORMALISE,
     .id = "goalposts",
     .name = "goalposts",
     .arguments = "[:L,U[,scale]][,truncate]",
     .formula = "(x − L)/(U − L) scale; less is better: (U − x)/(U − L) scale; posts and "
                "goalpost_trunc2posts from the framework unless given",
     .missing = stays_missing,
     .counts = COUNT(0) | COUNT(2) | COUNT(3),
     .keyword = "truncate",
     .defaults = {NAN, NAN, 1},
     .check = check_posts,
     .normalise = dgmi_normalise_goalposts,
     .explain = dgmi_explain_goalposts},
    {.kind = DGMI_METHOD_NORMALISE,
     .id = "scaled",
     .name = "scaled to goalposts",
     .arguments = "[:L,U[,scale]]",
     .formula = "(x − L)/(U − L) scale, never truncated; posts from the framework unless given",
     .missing = stays_missing,
     .counts = COUNT(0) | COUNT(2) | COUNT(3),
     .defaults = {NAN, NAN, 1},
     .check = check_posts,
     .normalise = dgmi_normalise_scaled,
     .explain = dgmi_explain_scaled},
    {.kind = DGMI_METHOD_NORMALISE,
     .id = "dist2targ",
     .name = "distance to target",
     .arguments = "[:cap]",
     .formula =
         "(x − min)/(target − min); less is better: (max − x)/(max − target); cap: at most 1; "
         "target from the framework",
     .missing = stays_missing,
     .counts = COUNT(0),
     .keyword = "cap",
     .normalise = dgmi_normalise_dist2targ,
     .explain = dgmi_explain_dist2targ},
    {.kind = DGMI_METHOD_NORMALISE,
     .id = "none",
     .name = "as it is",
     .formula = "x times its direction",
     .missing = stays_missing,
     .counts = COUNT(0),
     .normalise = dgmi_normalise_none,
     .explain = dgmi_explain_none},
    {.kind = DGMI_METHOD_AGGREGATE,
     .id = "arithmetic",
     .name = "weighted arithmetic mean",
     .formula = "Σ w x / Σ w",
     .missing = drops_out,
     .counts = COUNT(0),
     .row = dgmi_mean_arithmetic,
     .additive = TRUE},
    {.kind = DGMI_METHOD_AGGREGATE,
     .id = "geometric",
     .name = "weighted geometric mean",
     .formula = "exp(Σ w ln x / Σ w), x > 0",
     .missing = drops_out,
     .counts = COUNT(0),
     .row = dgmi_mean_geometric,
     .domain = dgmi_domain_positive},
    {.kind = DGMI_METHOD_AGGREGATE,
     .id = "harmonic",
     .name = "weighted harmonic mean",
     .formula = "Σ w / Σ (w/x), x > 0",
     .missing = drops_out,
     .counts = COUNT(0),
     .row = dgmi_mean_harmonic,
     .domain = dgmi_domain_positive},
    {.kind = DGMI_METHOD_AGGREGATE,
     .id = "power",
     .name = "weighted power mean",
     .arguments = ":P",
     .formula = "(Σ w x^P / Σ w)^(1/P), x ≥ 0 (x > 0 for P ≤ 0); P = 0: geometric",
     .missing = drops_out,
     .counts = COUNT(1),
     .row = dgmi_mean_power,
     .domain = dgmi_domain_power},
    {.kind = DGMI_METHOD_AGGREGATE,
     .id = "median",
     .name = "weighted median",
     .formula = "weighted median",
     .missing = drops_out,
     .counts = COUNT(0),
     .row = dgmi_weighted_median},
    {.kind = DGMI_METHOD_AGGREGATE,
     .id = "min",
     .name = "minimum",
     .formula = "least member of weight above 0",
     .missing = drops_out,
     .counts = COUNT(0),
     .row = dgmi_minimum},
    {.kind = DGMI_METHOD_AGGREGATE,
     .id = "max",
     .name = "maximum",
     .formula = "largest member of weight above 0",
     .missing = drops_out,
     .counts = COUNT(0),
     .row = dgmi_maximum},
};

static const char *const kind_names[] = {"impute", "treat", "normalise", "aggregate"};

const DgmiMethodInfo *dgmi_method_table(guint *n)
{
  *n = G_N_ELEMENTS(table);
  return table;
}

const char *dgmi_method_kind_name(DgmiMethodKind kind)
{
  assert(kind < DGMI_N_METHOD_KINDS);
  return kind_names[kind];
}

static const DgmiMethodInfo *find_method(const char *id, DgmiMethodKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS(table); i++)
    if (table[i].kind == kind && strcmp(table[i].id, id) == 0)
      return &table[i];
  return NULL;
}

static void fail_unknown(const char *id, DgmiMethodKind kind, const DgmiPlace *place,
                         DgmiMessages *messages)
{
  const char *known[G_N_ELEMENTS(table)];
  gsize n = 0;
  for (guint i = 0; i < G_N_ELEMENTS(table); i++)
    if (table[i].kind == kind)
      known[n++] = table[i].id;
  g_autofree char *hint = dgmi_text_suggestion(id, known, n);
  dgmi_failure(messages, place, "unknown method '%s' for %s%s", id, kind_names[kind], hint);
}

/* Reads one argument; NULL, or what is wrong with it. */
static const char *read_argument(const char *word, gboolean is_first, gboolean is_last,
                                 DgmiMethod *method)
{
  const DgmiMethodInfo *info = method->info;
  if (info->takes_text && is_first)
  {
    method->text = g_intern_string(word);
    return word[0] == '\0' ? "a name is missing" : NULL;
  }
  if (info->keyword != NULL && is_last && strcmp(word, info->keyword) == 0)
  {
    method->keyword = TRUE;
    return NULL;
  }
  if (method->n_arguments == DGMI_METHOD_ARGUMENTS)
    return "too many arguments";
  return dgmi_number_parse(word, strlen(word), &method->argument[method->n_arguments++]) ==
                 DGMI_NUMBER_OK
             ? NULL
             : "an argument is not a number";
}

/* Reads the comma-separated arguments into `method`; NULL, or what is wrong with them. */
static const char *read_arguments(const char *text, DgmiMethod *method)
{
  g_auto(GStrv) words = g_strsplit(text, ",", -1);
  const char *fault = NULL;
  for (guint i = 0; fault == NULL && words[i] != NULL; i++)
    fault = read_argument(g_strstrip(words[i]), i == 0, words[i + 1] == NULL, method);
  return fault;
}

gboolean dgmi_method_parse(const char *text, DgmiMethodKind kind, DgmiMethod *method,
                           const DgmiPlace *place, DgmiMessages *messages)
{
  assert(text != NULL && method != NULL);
  const char *colon = strchr(text, ':');
  g_autofree char *id =
      g_strstrip(colon == NULL ? g_strdup(text) : g_strndup(text, (gsize)(colon - text)));
  *method = (DgmiMethod){.info = find_method(id, kind)};
  const DgmiMethodInfo *info = method->info;
  if (info == NULL)
  {
    fail_unknown(id, kind, place, messages);
    return FALSE;
  }
  memcpy(method->argument, info->defaults, sizeof method->argument);
  const char *fault = colon == NULL ? NULL : read_arguments(colon + 1, method);
  if (fault == NULL && info->takes_text && method->text == NULL)
    fault = "a name is missing";
  if (fault == NULL && (info->counts & COUNT(method->n_arguments)) == 0)
    fault = "the number of arguments is wrong";
  if (fault == NULL && info->check != NULL)
    fault = info->check(method->argument);
  if (fault == NULL)
    return TRUE;
  dgmi_failure(messages, place, "'%s': %s; write %s%s", text, fault, info->id,
               info->arguments != NULL ? info->arguments : "");
  return FALSE;
}

/* Where the next method of a list begins: behind a comma that a letter follows, unless the word
 * there is the keyword of the method before it. */
static const char *next_method(const char *text, DgmiMethodKind kind)
{
  g_autofree char *id = g_strndup(text, strcspn(text, ":,"));
  const DgmiMethodInfo *info = find_method(g_strstrip(id), kind);
  for (const char *p = strchr(text, ','); p != NULL; p = strchr(p + 1, ','))
  {
    const char *word = p + 1 + strspn(p + 1, " ");
    const gsize length = strcspn(word, ",");
    const gboolean is_keyword = info != NULL && info->keyword != NULL &&
                                strlen(info->keyword) == length &&
                                strncmp(word, info->keyword, length) == 0;
    if (g_ascii_isalpha(*word) && !is_keyword)
      return p;
  }
  return NULL;
}

GArray *dgmi_method_parse_list(const char *text, DgmiMethodKind kind, const DgmiPlace *place,
                               DgmiMessages *messages)
{
  g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(DgmiMethod));
  gboolean ok = TRUE;
  while (text != NULL)
  {
    const char *comma = next_method(text, kind);
    g_autofree char *one = comma == NULL ? g_strdup(text) : g_strndup(text, (gsize)(comma - text));
    DgmiMethod method;
    ok = dgmi_method_parse(one, kind, &method, place, messages) && ok;
    g_array_append_val(list, method);
    text = comma == NULL ? NULL : comma + 1;
  }
  return ok ? g_steal_pointer(&list) : NULL;
}

char *dgmi_method_format(const DgmiMethod *method)
{
  GString *out = g_string_new(method->info->id);
  char number[DGMI_NUMBER_SIZE], before = ':';
  if (method->text != NULL)
  {
    g_string_append_printf(out, "%c%s", before, method->text);
    before = ',';
  }
  for (guint i = 0; i < method->n_arguments; i++, before = ',')
    g_string_append_printf(out, "%c%s", before, dgmi_number_format(method->argument[i], number));
  if (method->keyword)
    g_string_append_printf(out, "%c%s", before, method->info->keyword);
  return g_string_free(out, FALSE);
}

gboolean dgmi_normalise(const DgmiMethod *method, DgmiColumn *column, double *out, GError **error)
{
  assert(method->info != NULL && method->info->normalise != NULL);
  column->argument = method->argument;
  column->n_arguments = method->n_arguments;
  column->keyword = method->keyword;
  column->text = method->text;
  return method->info->normalise(column, out, error);
}
