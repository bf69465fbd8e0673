/* The list of methods and the reading of method names. */
#include "index/methods/methods.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "indicators/base/text.h"

/* Nothing to do is a method of both kinds. */
const DgmiMethodInfo dgmi_method_impute_none = {
    DGMI_METHOD(IMPUTE, "none", "as it is", NULL, "x", DGMI_STAYS_MISSING),
    .counts = DGMI_COUNT(0)};

const DgmiMethodInfo dgmi_method_treat_none = {
    DGMI_METHOD(TREAT, "none", "as it is", NULL, "x", DGMI_STAYS_MISSING), .counts = DGMI_COUNT(0)};

const char *dgmi_check_count(const double *argument)
{
  return argument[0] >= 1 && argument[0] <= 1e9 && argument[0] == floor(argument[0])
             ? NULL
             : "it takes a whole number of 1 or more";
}

const char *dgmi_check_range(const double *argument)
{
  return argument[0] < argument[1] ? NULL : "the lower end must be below the upper end";
}

#define ROW(name) &dgmi_method_##name,
static const DgmiMethodInfo *const table[] = {DGMI_METHODS(ROW)};
#undef ROW

static const char *const kind_names[] = {DGMI_N_("impute"), DGMI_N_("treat"), DGMI_N_("normalise"),
                                         DGMI_N_("weigh"), DGMI_N_("aggregate")};

const DgmiMethodInfo *const *dgmi_method_table(guint *n)
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
    if (table[i]->kind == kind && strcmp(table[i]->id, id) == 0)
      return table[i];
  return NULL;
}

static DgmiSentence *unknown(const char *id, DgmiMethodKind kind)
{
  const char *known[G_N_ELEMENTS(table)];
  gsize n = 0;
  for (guint i = 0; i < G_N_ELEMENTS(table); i++)
    if (table[i]->kind == kind)
      known[n++] = table[i]->id;
  return dgmi_sentence_new("unknown method '%s' for %s%p", id, kind_names[kind],
                           (void *)dgmi_text_suggestion(id, known, n));
}

/* What is wrong with a method whose arguments were read, or NULL. */
static const char *find_fault(const DgmiMethod *method)
{
  const DgmiMethodInfo *info = method->info;
  const gboolean needs_text =
      info->takes_text == DGMI_TEXT_FIRST || info->takes_text == DGMI_TEXT_ALL;
  if (needs_text && method->text == NULL)
    return "a name is missing";
  if (info->keyword_alone && method->keyword && method->n_arguments > 0)
    return "it takes a number or the word, not both";
  if ((info->counts & DGMI_COUNT(method->n_arguments)) == 0)
    return (info->counts >> method->n_arguments) == 0 ? "too many arguments"
                                                      : "the number of arguments is wrong";
  const char *fault = info->check == NULL ? NULL : info->check(method->argument);
  return fault == NULL && info->check_text != NULL && method->text != NULL
             ? info->check_text(method->text)
             : fault;
}

static DgmiSentence *wrong(const char *text, const char *fault, const DgmiMethodInfo *info)
{
  return dgmi_sentence_new("'%s': %s; write %s%s", text, fault, info->id,
                           info->arguments != NULL ? info->arguments : "");
}

/* Reads one argument; NULL, or what is wrong with it. */
static const char *read_argument(const char *word, gboolean is_first, gboolean is_last,
                                 DgmiMethod *method)
{
  const DgmiMethodInfo *info = method->info;
  if (info->takes_text == DGMI_TEXT_FIRST && is_first)
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

/* Reads all there is as one word. */
static const char *read_text(const char *text, DgmiMethod *method)
{
  g_autofree char *all = g_strstrip(g_strdup(text));
  method->text = g_intern_string(all);
  return all[0] == '\0' ? "a name is missing" : NULL;
}

/* Reads the comma-separated arguments into `method`; NULL, or what is wrong with them. */
static const char *read_arguments(const char *text, DgmiMethod *method)
{
  if (method->info->takes_text >= DGMI_TEXT_ALL)
    return read_text(text, method);
  const char *prefix = method->info->prefix;
  const gsize length = prefix == NULL ? 0 : strlen(prefix);
  const gboolean has_prefix = length > 0 && g_str_has_prefix(text, prefix) && text[length] == ':';
  g_auto(GStrv) words = g_strsplit(has_prefix ? text + length + 1 : text, ",", -1);
  const char *fault = words[0] == NULL ? "an argument is not a number" : NULL;
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
    dgmi_messages_add(messages, DGMI_FAILURE, place, unknown(id, kind));
    return FALSE;
  }
  memcpy(method->argument, info->defaults, sizeof method->argument);
  const char *fault = colon == NULL ? NULL : read_arguments(colon + 1, method);
  if (fault == NULL)
    fault = find_fault(method);
  if (fault != NULL)
    dgmi_messages_add(messages, DGMI_FAILURE, place, wrong(text, fault, info));
  return fault == NULL;
}

gboolean dgmi_method_of_numbers(DgmiMethodKind kind, const char *id, const double *arguments,
                                guint n, DgmiMethod *method, GError **error)
{
  assert(id != NULL && (n == 0 || arguments != NULL) && method != NULL);
  *method = (DgmiMethod){.info = find_method(id, kind)};
  if (method->info == NULL)
  {
    dgmi_error_take(error, DGMI_ERROR_USAGE, unknown(id, kind));
    return FALSE;
  }
  memcpy(method->argument, method->info->defaults, sizeof method->argument);
  const char *fault = n > DGMI_METHOD_ARGUMENTS ? "too many arguments" : NULL;
  for (guint i = 0; i < n && fault == NULL; i++)
  {
    method->argument[i] = arguments[i];
    fault = isfinite(arguments[i]) ? NULL : "an argument is not a number";
  }
  method->n_arguments = MIN(n, DGMI_METHOD_ARGUMENTS);
  if (fault == NULL)
    fault = find_fault(method);
  if (fault != NULL)
    dgmi_error_take(error, DGMI_ERROR_USAGE, wrong(id, fault, method->info));
  return fault == NULL;
}

gboolean dgmi_method_exists(const char *text, DgmiMethodKind kind)
{
  g_autofree char *id = g_strndup(text, strcspn(text, ":"));
  return find_method(g_strstrip(id), kind) != NULL;
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
  assert(text != NULL && messages != NULL);
  assert(kind < DGMI_N_METHOD_KINDS);
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
  assert(method->info != NULL);
  GString *out = g_string_new(method->info->id);
  char number[DGMI_NUMBER_SIZE], before = ':';
  if (method->text != NULL)
  {
    g_string_append_printf(out, "%c%s", before, method->text);
    before = ',';
  }
  if (method->info->prefix != NULL && method->n_arguments > 0)
    g_string_append_printf(out, ":%s", method->info->prefix);
  for (guint i = 0; i < method->n_arguments; i++, before = ',')
    g_string_append_printf(out, "%c%s", before, dgmi_number_format(method->argument[i], number));
  if (method->keyword)
    g_string_append_printf(out, "%c%s", before, method->info->keyword);
  return g_string_free(out, FALSE);
}

void dgmi_method_warn(GPtrArray *warnings, const char *format, ...)
{
  assert(format != NULL);
  if (warnings == NULL)
    return;
  va_list arguments;
  va_start(arguments, format);
  g_ptr_array_add(warnings, dgmi_sentence_new_valist(format, arguments));
  va_end(arguments);
}
