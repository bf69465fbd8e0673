#include "command/run/open.h"
#include "command/run/say.h"

#include <assert.h>
#include <string.h>

#include "command/run/run.h"
#include "indicators/base/text.h"

DgmiCsvOptions dgmi_options_csv(const DgmiDataOptions *data)
{
  const char *delimiter = data->delimiter != NULL ? data->delimiter : "";
  const gboolean is_tab = strcmp(delimiter, "tab") == 0 || strcmp(delimiter, "\\t") == 0;
  return (DgmiCsvOptions){.delimiter = is_tab ? '\t' : delimiter[0],
                          .decimal = data->decimal != NULL ? data->decimal[0] : '\0',
                          .encoding = data->encoding};
}

/* Keeps a text as long as the opening. */
static const char *keep(DgmiOpening *opening, char *text)
{
  g_ptr_array_add(opening->strings, text);
  return text;
}

/* ---- --where and --set ---- */

static gboolean add_where(DgmiOpening *opening, const char *text, DgmiMessages *messages)
{
  static const DgmiPlace place = {.file = "--where", .is_option = TRUE};
  const char *equals = strchr(text, '=');
  if (equals == NULL)
  {
    dgmi_failure(messages, &place, "'%s' is not COLUMN=VALUE", text);
    return FALSE;
  }
  const DgmiCondition condition = {keep(opening, g_strndup(text, (gsize)(equals - text))),
                                   equals + 1, place};
  g_array_append_val(opening->where, condition);
  return TRUE;
}

/* UNIT.INDICATOR=VALUE; codes of units may hold points, those of indicators should not. */
static gboolean add_set(DgmiOpening *opening, const char *text, DgmiMessages *messages)
{
  static const DgmiPlace place = {.file = "--set", .is_option = TRUE};
  const char *equals = strchr(text, '=');
  char *left = equals == NULL ? NULL : g_strndup(text, (gsize)(equals - text));
  char *point = left == NULL ? NULL : strrchr(left, '.');
  double value;
  keep(opening, left);
  if (point == NULL || dgmi_number_parse(equals + 1, strlen(equals + 1), &value) != DGMI_NUMBER_OK)
  {
    dgmi_failure(messages, &place, "'%s' is not UNIT.INDICATOR=VALUE, as in CHN.TII=0.9", text);
    return FALSE;
  }
  *point = '\0';
  const DgmiWhatIf what = {left, point + 1, value};
  g_array_append_val(opening->set, what);
  return TRUE;
}

static gboolean add_units(DgmiOpening *opening, const DgmiUnitOptions *units,
                          DgmiMessages *messages)
{
  gboolean ok = TRUE;
  for (guint i = 0; units->where != NULL && units->where[i] != NULL; i++)
    ok = add_where(opening, units->where[i], messages) && ok;
  for (guint i = 0; units->set != NULL && units->set[i] != NULL; i++)
    ok = add_set(opening, units->set[i], messages) && ok;
  return ok;
}

/* ---- Keys of [method] ---- */

/* Whether "CODE=REST" states the weights of CODE's members and not, as CODE=W,… does, its own. */
static gboolean weighs_members(const char *rest)
{
  double weight;
  return dgmi_method_exists(rest, DGMI_METHOD_WEIGH) ||
         dgmi_number_parse(rest, strcspn(rest, ","), &weight) != DGMI_NUMBER_OK;
}

/* "NODE=METHOD" into its parts; NULL where there is no NODE. A = behind a colon is an argument's.
 */
static const char *node_of_value(DgmiOpening *opening, const DgmiMethodOption *option,
                                 const char *value, const char **rest)
{
  const char *first = option->per_node ? strpbrk(value, "=:") : NULL;
  const char *equals = first != NULL && *first == '=' ? first : NULL;
  if (equals != NULL && strcmp(option->key, "weights") == 0 && !weighs_members(equals + 1))
    equals = NULL;
  *rest = equals == NULL ? value : equals + 1;
  return equals == NULL ? NULL : keep(opening, g_strndup(value, (gsize)(equals - value)));
}

static void add_settings(DgmiOpening *opening, const DgmiMethodOptions *method)
{
  guint n;
  const DgmiMethodOption *list = dgmi_method_options(&n);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; method->values[i] != NULL && method->values[i][k] != NULL; k++)
    {
      g_autofree char *name = g_strconcat("--", list[i].option, NULL);
      DgmiSetting setting = {.key = list[i].key,
                             .place = {.file = g_intern_string(name), .is_option = TRUE}};
      setting.node = node_of_value(opening, &list[i], method->values[i][k], &setting.value);
      g_array_append_val(opening->settings, setting);
    }
}

/* ---- The whole ---- */

gboolean dgmi_opening_init(DgmiOpening *opening, const char *index, const DgmiOptions *options,
                           DgmiMessages *messages)
{
  assert(options != NULL && messages != NULL);
  *opening = (DgmiOpening){.where = g_array_new(FALSE, FALSE, sizeof(DgmiCondition)),
                           .set = g_array_new(FALSE, FALSE, sizeof(DgmiWhatIf)),
                           .settings = g_array_new(FALSE, FALSE, sizeof(DgmiSetting)),
                           .texts = g_ptr_array_new(),
                           .strings = g_ptr_array_new_with_free_func(g_free)};
  const gboolean ok = add_units(opening, &options->units, messages);
  add_settings(opening, &options->method);
  opening->request = (DgmiIndexRequest){
      .index = index,
      .data = options->data.table,
      .indicators = options->data.indicators,
      .year = options->data.year,
      .language = options->print.lang,
      .paths = dgmi_run_paths(),
      .csv = dgmi_options_csv(&options->data),
      .missing = options->data.na,
      .add = options->units.add,
      .join = options->units.join,
      .where = (const DgmiCondition *)(gpointer)opening->where->data,
      .n_where = opening->where->len,
      .set = (const DgmiWhatIf *)(gpointer)opening->set->data,
      .n_set = opening->set->len,
      .settings = (const DgmiSetting *)(gpointer)opening->settings->data,
      .n_settings = opening->settings->len,
      .seed = dgmi_options_seed(&options->method),
  };
  char *group[] = {options->shown.group, NULL};
  dgmi_opening_add_texts(opening, group);
  return ok;
}

void dgmi_opening_add_texts(DgmiOpening *opening, char **columns)
{
  if (opening->texts->len > 0) /* its end */
    g_ptr_array_set_size(opening->texts, (int)opening->texts->len - 1);
  for (guint i = 0; columns[i] != NULL; i++)
    g_ptr_array_add(opening->texts, columns[i]);
  g_ptr_array_add(opening->texts, NULL);
  opening->request.texts = (const char *const *)opening->texts->pdata;
}

void dgmi_opening_add_setting(DgmiOpening *opening, const DgmiSetting *setting)
{
  g_array_append_vals(opening->settings, setting, 1);
  opening->request.settings = (const DgmiSetting *)(gpointer)opening->settings->data;
  opening->request.n_settings = opening->settings->len;
}

void dgmi_opening_clear(DgmiOpening *opening)
{
  g_clear_pointer(&opening->where, g_array_unref);
  g_clear_pointer(&opening->set, g_array_unref);
  g_clear_pointer(&opening->settings, g_array_unref);
  g_clear_pointer(&opening->texts, g_ptr_array_unref);
  g_clear_pointer(&opening->strings, g_ptr_array_unref);
}

DgmiIndex *dgmi_open(const char *index, const DgmiOptions *options, DgmiIndexDepth depth,
                     DgmiMessages *messages)
{
  g_auto(DgmiOpening) opening = {0};
  return dgmi_opening_init(&opening, index, options, messages)
             ? dgmi_index_open(&opening.request, depth, messages)
             : NULL;
}

DgmiIndex *dgmi_run_open(DgmiRun *run, const char *index, DgmiIndexDepth depth)
{
  return dgmi_open(index, &run->options, depth, run->messages);
}

char **dgmi_run_unit_words(const DgmiRun *run, char **more)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
  g_auto(GStrv) listed =
      g_strsplit(run->options.shown.units != NULL ? run->options.shown.units : "", ",", -1);
  for (guint i = 0; more != NULL && more[i] != NULL; i++)
    g_strv_builder_add(builder, more[i]);
  for (guint i = 0; listed[i] != NULL; i++)
    g_strv_builder_add(builder, listed[i]);
  char **words = g_strv_builder_end(builder);
  if (words[0] == NULL)
    g_clear_pointer(&words, g_strfreev);
  return words;
}

gboolean dgmi_run_choose_units(DgmiRun *run, DgmiIndex *index, guint *order, guint *n)
{
  assert(order != NULL && n != NULL);
  g_auto(GStrv) words = dgmi_run_unit_words(run, NULL);
  g_autofree gboolean *chosen =
      words == NULL ? NULL
                    : dgmi_index_find_units(index, (const char *const *)words, run->messages);
  if (words != NULL && chosen == NULL)
    return FALSE;
  guint kept = 0;
  for (guint i = 0; i < *n; i++)
    if (chosen == NULL || chosen[order[i]])
      order[kept++] = order[i];
  *n = run->options.shown.top > 0 ? MIN(kept, (guint)run->options.shown.top) : kept;
  return TRUE;
}

guint *dgmi_run_choose_of_panel(DgmiRun *run, DgmiPanel *panel, char **words, guint *n)
{
  assert(n != NULL);
  g_auto(GStrv) all = dgmi_run_unit_words(run, words);
  guint *order = dgmi_panel_choose(panel, (const char *const *)all, n, run->messages);
  if (order != NULL && run->options.shown.top > 0)
    *n = MIN(*n, (guint)run->options.shown.top);
  return order;
}
