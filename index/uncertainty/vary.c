/* Reads what varies: the texts of --vary. */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "index/uncertainty/uncertainty.h"
#include "indicators/base/memory.h"
#include "indicators/base/text.h"

static const DgmiPlace at_option = {.file = "--vary", .is_option = TRUE};

static void free_vary(gpointer data)
{
  DgmiVary *vary = data;
  dgmi_free_all(vary->text, vary->code, vary->column);
  g_clear_pointer(&vary->alternatives, g_ptr_array_unref);
  g_free(vary);
}

static void unref_array(gpointer array)
{
  g_array_unref(array);
}

static gboolean read_number(const char *text, gsize length, double *value)
{
  return dgmi_number_parse(text, length, value) == DGMI_NUMBER_OK;
}

/* "25%" as 0.25. */
static gboolean read_share(const char *text, double *share)
{
  const gsize length = strlen(text);
  if (length < 2 || text[length - 1] != '%' || !read_number(text, length - 1, share))
    return FALSE;
  *share /= 100;
  return TRUE;
}

/* "1..5" */
static gboolean read_range(const char *text, double *low, double *high)
{
  const char *dots = strstr(text, "..");
  return dots != NULL && read_number(text, (gsize)(dots - text), low) &&
         read_number(dots + 2, strlen(dots + 2), high) && *low <= *high;
}

/* "dirichlet" alone is uniform over all weights; the number K after it draws them together around
 * the nominal ones. */
static gboolean read_weights(DgmiVary *vary, const char *text, DgmiMessages *messages)
{
  if (strcmp(text, "dirichlet") == 0)
    vary->weights = DGMI_WEIGHTS_UNIFORM;
  else if (g_str_has_prefix(text, "dirichlet:") &&
           read_number(text + 10, strlen(text + 10), &vary->amount) && vary->amount > 0 &&
           vary->amount <= 1e9)
    vary->weights = DGMI_WEIGHTS_DIRICHLET;
  else if (read_share(text, &vary->amount) && vary->amount > 0 && vary->amount <= 1)
    vary->weights = DGMI_WEIGHTS_NOISE;
  else if (read_range(text, &vary->low, &vary->high) && vary->low >= 0 && vary->high <= 1)
    vary->weights = DGMI_WEIGHTS_BOUNDS;
  else
  {
    dgmi_failure(
        messages, &at_option,
        "the weights cannot vary by '%s'; write weights:dirichlet, weights:dirichlet:K with "
        "K above 0, weights:25%% or weights:0.1..0.6",
        text);
    return FALSE;
  }
  return TRUE;
}

/* A/B/…, two alternatives or more; of aggregations each may be a list by level. */
static gboolean read_methods(DgmiVary *vary, const char *text, DgmiMethodKind kind,
                             DgmiMessages *messages)
{
  g_auto(GStrv) parts = g_strsplit(text, "/", -1);
  vary->alternatives = g_ptr_array_new_with_free_func(unref_array);
  for (guint i = 0; parts[i] != NULL; i++)
  {
    GArray *methods = dgmi_method_parse_list(g_strstrip(parts[i]), kind, &at_option, messages);
    if (methods == NULL)
      return FALSE;
    g_ptr_array_add(vary->alternatives, methods);
    if (methods->len == 1 || kind == DGMI_METHOD_AGGREGATE)
      continue;
    dgmi_failure(messages, &at_option, "'%s' is a list; write the alternatives with / between them",
                 parts[i]);
    return FALSE;
  }
  if (vary->alternatives->len > 1)
    return TRUE;
  dgmi_failure(messages, &at_option,
               "'%s' leaves nothing to vary; write two methods or more with / between them",
               vary->text);
  return FALSE;
}

/* LOW..HIGH: winsor:LOW to winsor:HIGH. */
static gboolean read_winsor(DgmiVary *vary, const char *text, DgmiMessages *messages)
{
  if (!read_range(text, &vary->low, &vary->high) || vary->low != floor(vary->low) ||
      vary->high != floor(vary->high) || vary->low < 1 || vary->high > 100 ||
      vary->low == vary->high)
  {
    dgmi_failure(messages, &at_option,
                 "'%s' is no range of points to winsorise; write two whole numbers from 1 to 100, "
                 "as winsor:1..5",
                 text);
    return FALSE;
  }
  g_autoptr(GString) list = g_string_new(NULL);
  for (int k = (int)vary->low; k <= (int)vary->high; k++)
    g_string_append_printf(list, "%swinsor:%d", list->len > 0 ? "/" : "", k);
  return read_methods(vary, list->str, DGMI_METHOD_TREAT, messages);
}

static gboolean read_drop(DgmiVary *vary, const char *text, DgmiMessages *messages)
{
  (void)vary;
  if (strcmp(text, "indicators") == 0)
    return TRUE;
  dgmi_failure(messages, &at_option, "'%s' cannot be left out; write drop:indicators", text);
  return FALSE;
}

/* 5%, COL or CODE=COL. */
static gboolean read_error(DgmiVary *vary, const char *text, DgmiMessages *messages)
{
  const char *equals = strchr(text, '=');
  if (g_str_has_suffix(text, "%"))
  {
    if (read_share(text, &vary->amount) && vary->amount > 0 && vary->amount <= 10)
      return TRUE;
  }
  else if (text[0] != '\0' && equals != text && (equals == NULL || equals[1] != '\0'))
  {
    vary->code = equals == NULL ? NULL : g_strstrip(g_strndup(text, (gsize)(equals - text)));
    vary->column = g_strstrip(g_strdup(equals == NULL ? text : equals + 1));
    return TRUE;
  }
  dgmi_failure(messages, &at_option,
               "'%s' is no measurement error; write a share of the standard deviation above 0, as "
               "error:5%%, a column of standard errors, as error:COLUMN, or that of one indicator, "
               "as error:CODE=COLUMN",
               text);
  return FALSE;
}

static gboolean read_impute(DgmiVary *vary, const char *text, DgmiMessages *messages)
{
  return read_methods(vary, text, DGMI_METHOD_IMPUTE, messages);
}

static gboolean read_treat(DgmiVary *vary, const char *text, DgmiMessages *messages)
{
  return read_methods(vary, text, DGMI_METHOD_TREAT, messages);
}

static gboolean read_normalise(DgmiVary *vary, const char *text, DgmiMessages *messages)
{
  return read_methods(vary, text, DGMI_METHOD_NORMALISE, messages);
}

static gboolean read_aggregate(DgmiVary *vary, const char *text, DgmiMessages *messages)
{
  return read_methods(vary, text, DGMI_METHOD_AGGREGATE, messages);
}

static const struct
{
  const char *word;
  DgmiVaryKind kind;
  gboolean (*read)(DgmiVary *vary, const char *text, DgmiMessages *messages);
} kinds[] = {{"weights", DGMI_VARY_WEIGHTS, read_weights},
             {"normalise", DGMI_VARY_NORMALISE, read_normalise},
             {"aggregate", DGMI_VARY_AGGREGATE, read_aggregate},
             {"impute", DGMI_VARY_IMPUTE, read_impute},
             {"treat", DGMI_VARY_TREAT, read_treat},
             {"winsor", DGMI_VARY_WINSOR, read_winsor},
             {"drop", DGMI_VARY_DROP, read_drop},
             {"error", DGMI_VARY_ERROR, read_error},
             {"normalize", DGMI_VARY_NORMALISE, read_normalise}};
#define N_NAMED (G_N_ELEMENTS(kinds) - 1) /* the American spelling is understood, not offered */

static void fail_unknown(const char *word, DgmiMessages *messages)
{
  const char *words[N_NAMED];
  for (guint i = 0; i < N_NAMED; i++)
    words[i] = kinds[i].word;
  DgmiSentence *hint = dgmi_text_suggestion(word, words, N_NAMED);
  dgmi_failure(messages, &at_option, "there is no source of uncertainty '%s'%p", word, hint);
}

/* NULL with a failure. */
static DgmiVary *read_vary(const char *text, DgmiMessages *messages)
{
  const char *colon = strchr(text, ':');
  if (colon == NULL)
  {
    dgmi_failure(messages, &at_option,
                 "'%s' does not say how it varies; write SOURCE:HOW, as "
                 "weights:25%%",
                 text);
    return NULL;
  }
  g_autofree char *word = g_strstrip(g_strndup(text, (gsize)(colon - text)));
  g_autofree char *how = g_strstrip(g_strdup(colon + 1));
  for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (strcmp(word, kinds[i].word) == 0)
    {
      DgmiVary *vary = g_new0(DgmiVary, 1);
      vary->kind = kinds[i].kind;
      vary->text = g_strdup(text);
      if (kinds[i].read(vary, how, messages))
        return vary;
      free_vary(vary);
      return NULL;
    }
  fail_unknown(word, messages);
  return NULL;
}

static gboolean is_treatment(DgmiVaryKind kind)
{
  return kind == DGMI_VARY_TREAT || kind == DGMI_VARY_WINSOR;
}

/* Two sources of the same thing. */
static gboolean collide(const DgmiVary *a, const DgmiVary *b)
{
  if (is_treatment(a->kind) && is_treatment(b->kind))
    return TRUE;
  if (a->kind != b->kind)
    return FALSE;
  return a->kind != DGMI_VARY_ERROR || a->code == NULL || b->code == NULL ||
         dgmi_code_equal(a->code, b->code);
}

static void check_collisions(const GPtrArray *sources, DgmiMessages *messages)
{
  for (guint i = 0; i < sources->len; i++)
    for (guint k = 0; k < i; k++)
    {
      const DgmiVary *a = sources->pdata[k], *b = sources->pdata[i];
      if (collide(a, b))
        dgmi_failure(messages, &at_option, "'%s' and '%s' vary the same; leave one out", a->text,
                     b->text);
    }
}

GPtrArray *dgmi_vary_parse(const char *const *texts, DgmiMessages *messages)
{
  assert(messages != NULL);
  static const char *const otherwise[] = {"weights:25%", NULL};
  const guint failures = dgmi_messages_failures(messages);
  g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func(free_vary);
  if (texts == NULL || texts[0] == NULL)
    texts = otherwise;
  for (guint i = 0; texts[i] != NULL; i++)
  {
    DgmiVary *vary = read_vary(texts[i], messages);
    if (vary != NULL)
      g_ptr_array_add(sources, vary);
  }
  check_collisions(sources, messages);
  return dgmi_messages_failures(messages) > failures ? NULL : g_steal_pointer(&sources);
}

/* ---- What the sources need of the data ---- */

char **dgmi_vary_columns(const GPtrArray *sources)
{
  assert(sources != NULL);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
  for (guint i = 0; i < sources->len; i++)
  {
    const DgmiVary *vary = sources->pdata[i];
    if (vary->column != NULL)
      g_strv_builder_add(builder, vary->column);
  }
  return g_strv_builder_end(builder);
}

static const DgmiMethod *imputation(const DgmiVary *vary, guint alternative)
{
  return &g_array_index((GArray *)vary->alternatives->pdata[alternative], DgmiMethod, 0);
}

/* The texts of the imputations that take one so: a column, a file. */
static char **texts_of_imputations(const GPtrArray *sources, DgmiMethodText kind)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
  for (guint i = 0; i < sources->len; i++)
  {
    const DgmiVary *vary = sources->pdata[i];
    for (guint a = 0; vary->kind == DGMI_VARY_IMPUTE && a < vary->alternatives->len; a++)
      if (imputation(vary, a)->info->takes_text == kind)
        g_strv_builder_add(builder, imputation(vary, a)->text);
  }
  return g_strv_builder_end(builder);
}

char **dgmi_vary_group_columns(const GPtrArray *sources)
{
  return texts_of_imputations(sources, DGMI_TEXT_FIRST);
}

char **dgmi_vary_proxy_files(const GPtrArray *sources)
{
  return texts_of_imputations(sources, DGMI_TEXT_ALL);
}

gboolean dgmi_vary_needs_years(const GPtrArray *sources)
{
  assert(sources != NULL);
  for (guint i = 0; i < sources->len; i++)
  {
    const DgmiVary *vary = sources->pdata[i];
    for (guint a = 0; vary->kind == DGMI_VARY_IMPUTE && a < vary->alternatives->len; a++)
      if (imputation(vary, a)->info->impute.over_years)
        return TRUE;
  }
  return FALSE;
}
