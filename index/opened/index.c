#include "index/opened/index.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "datasets/catalogue.h"
#include "datasets/csv/book.h"
#include "datasets/csv/framework-table.h"
#include "datasets/dataset/dataset-build.h"
#include "index/opened/index-inside.h"
#include "index/opened/parts.h"
#include "index/opened/rubric.h"
#include "indicators/base/text.h"

/* ---- References ---- */

static DgmiIndex *new_index(void)
{
  DgmiIndex *index = g_new0(DgmiIndex, 1);
  index->references = 1;
  index->language = "en";
  index->weight_notes = g_ptr_array_new_with_free_func(g_free);
  index->changes = g_string_new(NULL);
  return index;
}

DgmiIndex *dgmi_index_ref(DgmiIndex *index)
{
  g_atomic_int_inc(&index->references);
  return index;
}

/* What a copy shares with its origin is the origin's. */
static void free_shared(DgmiIndex *index)
{
  g_clear_pointer(&index->other_years, g_ptr_array_unref);
  g_clear_pointer(&index->proxies, g_ptr_array_unref);
  dgmi_framework_unref(index->framework);
  dgmi_definition_free(index->definition);
}

void dgmi_index_unref(DgmiIndex *index)
{
  if (index == NULL || !g_atomic_int_dec_and_test(&index->references))
    return;
  dgmi_result_free(index->result);
  dgmi_recipe_unref(index->recipe);
  dgmi_dataset_unref(index->dataset);
  if (index->origin == NULL)
    free_shared(index);
  dgmi_units_free(index->units);
  g_ptr_array_unref(index->weight_notes);
  g_string_free(index->changes, TRUE);
  dgmi_index_unref(index->origin);
  g_free(index);
}

static char *copy_text(gconstpointer text, gpointer data)
{
  (void)data;
  return g_strdup(text);
}

DgmiIndex *dgmi_index_copy(const DgmiIndex *index)
{
  assert(index->recipe != NULL);
  DgmiIndex *copy = g_memdup2(index, sizeof *index);
  copy->references = 1;
  copy->origin = dgmi_index_ref((DgmiIndex *)(index->origin != NULL ? index->origin : index));
  copy->dataset = index->dataset == NULL ? NULL : dgmi_dataset_ref(index->dataset);
  copy->recipe = dgmi_recipe_ref(index->recipe);
  copy->result = NULL;
  copy->units = NULL; /* looked up as they are asked for, maybe on another thread */
  copy->weight_notes = g_ptr_array_copy(index->weight_notes, (GCopyFunc)(gpointer)copy_text, NULL);
  g_ptr_array_set_free_func(copy->weight_notes, g_free);
  copy->changes = g_string_new(index->changes->str);
  return copy;
}

/* ---- Opening ---- */

static void forget_rules(DgmiDefinition *definition)
{
  g_auto(GStrv) keys = dgmi_definition_keys(definition, "rules");
  for (guint i = 0; keys[i] != NULL; i++)
    dgmi_definition_set(definition, "rules", keys[i], "", NULL);
}

static void forget_node(DgmiDefinition *definition, const char *node)
{
  g_auto(GStrv) keys = dgmi_definition_method_keys(definition, node);
  for (guint i = 0; keys[i] != NULL; i++)
    dgmi_definition_set_method(definition, node, keys[i], "", NULL);
}

/* Another framework: what the definition says of its own nodes falls away with them. */
static void replace_framework(DgmiDefinition *definition, const char *file)
{
  g_auto(GStrv) nodes = dgmi_definition_method_nodes(definition);
  for (guint i = 0; nodes[i] != NULL; i++)
    forget_node(definition, nodes[i]);
  forget_rules(definition);
  dgmi_definition_set_method(definition, NULL, "weights", "", NULL);
  dgmi_definition_set(definition, "index", "published", "", NULL);
  dgmi_definition_set(definition, "index", "indicators", file, NULL);
}

static DgmiDefinition *find_definition(const DgmiIndex *index, const DgmiIndexRequest *request,
                                       DgmiMessages *messages)
{
  if (request->index == NULL)
  {
    if (request->data != NULL && request->indicators != NULL)
      return dgmi_definition_new(index->translate("your index"), request->data,
                                 request->indicators);
    g_autofree char *data = NULL, *framework = NULL;
    if (request->data != NULL && dgmi_spreadsheet_pair(request->data, &data, &framework))
      return dgmi_definition_new(index->translate("your index"), data, framework);
    dgmi_usage_failure(
        messages, "name an INDEX (dgmi list shows them), or give both --data and --indicators");
    return NULL;
  }
  g_autofree char *file =
      dgmi_catalogue_find(&index->paths, request->index, request->year, messages);
  DgmiDefinition *definition =
      file == NULL ? NULL : dgmi_definition_read(file, &index->paths, messages);
  if (definition != NULL && request->data != NULL)
    dgmi_definition_set(definition, "index", "data", request->data, NULL);
  if (definition != NULL && request->indicators != NULL)
    replace_framework(definition, request->indicators);
  return definition;
}

/* What is stated for the whole index outweighs what the definition says of single nodes. */
static void drop_node_overrides(DgmiIndex *index, const char *key)
{
  const gboolean of_indicators = strcmp(key, "normalise") == 0;
  const gboolean of_all = strcmp(key, "impute") == 0 || strcmp(key, "treat") == 0;
  g_auto(GStrv) codes = dgmi_definition_method_nodes(index->definition);
  for (guint i = 0; codes[i] != NULL; i++)
  {
    const int node = dgmi_framework_find(index->framework, codes[i]);
    if (node < 0)
      continue;
    const gboolean is_indicator =
        dgmi_framework_node(index->framework, (guint)node)->type == DGMI_NODE_INDICATOR;
    if ((of_all || is_indicator == of_indicators) &&
        dgmi_definition_get_method(index->definition, codes[i], key, NULL) != NULL)
      dgmi_definition_set_method(index->definition, codes[i], key, "", NULL);
  }
}

/* Whether the key may be stated of one node. */
static gboolean is_per_node(const char *key)
{
  guint n;
  const DgmiKeyInfo *keys = dgmi_definition_key_table(&n);
  for (guint i = 0; i < n; i++)
    if (strcmp(keys[i].section, "method") == 0 && strcmp(keys[i].key, key) == 0)
      return keys[i].per_node;
  return FALSE;
}

/* Whether "NODE=WEIGHTS" can only be the weight of NODE itself: it has no members to weigh. */
static gboolean is_own_weight(const DgmiIndex *index, const DgmiSetting *setting)
{
  const int node = setting->node == NULL || strcmp(setting->key, "weights") != 0
                       ? -1
                       : dgmi_framework_find(index->framework, setting->node);
  return node >= 0 && dgmi_framework_node(index->framework, (guint)node)->n_members == 0 &&
         !dgmi_method_exists(setting->value, DGMI_METHOD_WEIGH);
}

static void apply_setting(DgmiIndex *index, const DgmiSetting *setting)
{
  if (is_own_weight(index, setting))
  {
    g_autofree char *pair = g_strconcat(setting->node, "=", setting->value, NULL);
    dgmi_definition_set_method(index->definition, NULL, setting->key, pair, &setting->place);
    return;
  }
  dgmi_definition_set_method(index->definition, setting->node, setting->key, setting->value,
                             &setting->place);
  if (setting->node == NULL && is_per_node(setting->key))
    drop_node_overrides(index, setting->key);
}

static gboolean read_framework(DgmiIndex *index, DgmiMessages *messages)
{
  g_autofree char *file =
      dgmi_definition_file(index->definition, "indicators", &index->paths, messages);
  if (file == NULL)
    return FALSE;
  index->framework = dgmi_framework_read(file, NULL, messages);
  return index->framework != NULL;
}

/* A self-assessment has figures only once its template is filled. */
static gboolean has_figures(const DgmiDefinition *definition, DgmiIndexDepth depth,
                            DgmiMessages *messages)
{
  const char *id = dgmi_definition_id(definition);
  if (depth < DGMI_INDEX_DATA || !dgmi_is_unfilled(definition))
    return TRUE;
  dgmi_usage_failure(messages,
                     "'%s' has no figures of its own: fill its template (dgmi template %s -o "
                     "FILE.csv) and give it with --data FILE.csv",
                     id, id);
  return FALSE;
}

/* ---- What was changed, in words ---- */

/* "available_node" is --available-node; a switch that is on has no value. */
static void add_setting_text(GString *text, const DgmiSetting *setting)
{
  g_autofree char *option = g_strdelimit(g_strdup(setting->key), "_", '-');
  g_string_append_printf(text, " --%s", option);
  if (strcmp(setting->value, "yes") != 0)
    g_string_append_printf(text, " %s%s%s", setting->node != NULL ? setting->node : "",
                           setting->node != NULL ? "=" : "", setting->value);
}

static void add_what_if_text(GString *text, const DgmiWhatIf *what)
{
  char number[DGMI_NUMBER_SIZE];
  g_string_append_printf(text, " --set %s.%s=%s", what->unit, what->indicator,
                         dgmi_number_format(what->value, number));
}

static void list_changes(GString *text, const DgmiIndexRequest *request)
{
  for (guint i = 0; i < request->n_where; i++)
    g_string_append_printf(text, " --where %s=%s", request->where[i].column,
                           request->where[i].value);
  for (guint i = 0; i < request->n_set; i++)
    add_what_if_text(text, &request->set[i]);
  if (request->add != NULL)
    g_string_append_printf(text, " --add %s", request->add);
  if (request->join != NULL)
    g_string_append_printf(text, " --join %s", request->join);
  if (request->seed != 0)
    g_string_append_printf(text, " --seed %" G_GUINT64_FORMAT, request->seed);
  for (guint i = 0; i < request->n_settings; i++)
    if (!request->settings[i].is_asked_for)
      add_setting_text(text, &request->settings[i]);
}

const char *dgmi_index_own_data(const DgmiIndex *index)
{
  return index->own_data;
}

char *dgmi_index_changes(const DgmiIndex *index)
{
  return g_strdup(index->changes->str);
}

/* ---- Recipe, data, result ---- */

/* The recipe, NULL with failures; FALSE where what it names could not even be read. */
static gboolean read_recipe(DgmiIndex *index, DgmiMessages *messages)
{
  g_autoptr(GArray) stated = dgmi_index_read_weights(index, messages);
  if (stated == NULL)
    return FALSE;
  index->recipe = dgmi_recipe_new_stated(index->definition, index->framework, stated, messages);
  if (index->recipe != NULL)
    dgmi_recipe_set_solver(index->recipe, dgmi_part_solve);
  return TRUE;
}

/* What is wrong with framework, recipe and data is told together. */
static gboolean load(DgmiIndex *index, const DgmiIndexRequest *request, DgmiIndexDepth depth,
                     DgmiMessages *messages)
{
  const gboolean has_framework = read_framework(index, messages);
  g_autofree char *data = depth < DGMI_INDEX_DATA ? NULL
                                                  : dgmi_definition_file(index->definition, "data",
                                                                         &index->paths, messages);
  if (!has_framework || (depth >= DGMI_INDEX_DATA && data == NULL))
    return FALSE;
  for (guint i = 0; i < request->n_settings; i++)
    apply_setting(index, &request->settings[i]);
  if (!read_recipe(index, messages))
    return FALSE;
  if (index->recipe != NULL && depth >= DGMI_INDEX_RESULT &&
      !dgmi_index_read_proxies(index, request, messages))
    return FALSE;
  if (depth >= DGMI_INDEX_DATA && (!dgmi_index_read_data(index, request, data, messages) ||
                                   !dgmi_rubric_check(index, messages)))
    return FALSE;
  return index->recipe != NULL &&
         (depth < DGMI_INDEX_RESULT || dgmi_index_compute(index, messages));
}

static DgmiPaths interned(const DgmiPaths *paths)
{
  if (paths->indicators == NULL)
    return dgmi_paths_installed();
  return (DgmiPaths){g_intern_string(paths->indicators), g_intern_string(paths->datasets)};
}

DgmiIndex *dgmi_index_open(const DgmiIndexRequest *request, DgmiIndexDepth depth,
                           DgmiMessages *messages)
{
  assert(request != NULL && messages != NULL);
  g_autoptr(DgmiIndex) index = new_index();
  index->language = g_strcmp0(request->language, "zh") == 0 ? "zh" : "en";
  index->translate = dgmi_language_translate(index->language);
  index->paths = interned(&request->paths);
  index->seed = request->seed;
  index->own_data = g_intern_string(request->data);
  list_changes(index->changes, request);
  index->definition = find_definition(index, request, messages);
  const gboolean ok = index->definition != NULL &&
                      has_figures(index->definition, depth, messages) &&
                      load(index, request, depth, messages);
  return ok ? g_steal_pointer(&index) : NULL;
}

DgmiIndex *dgmi_index_from_data(const char *name, DgmiFramework *framework, DgmiDataset *dataset,
                                DgmiMessages *messages)
{
  assert(framework != NULL && dataset != NULL && messages != NULL);
  g_autoptr(DgmiIndex) index = new_index();
  index->translate = dgmi_language_translate(index->language);
  index->paths = dgmi_paths_installed();
  index->definition = dgmi_definition_new(name, NULL, NULL);
  index->framework = dgmi_framework_ref(framework);
  index->dataset = dgmi_dataset_copy(dataset);
  return read_recipe(index, messages) && index->recipe != NULL &&
                 dgmi_index_compute(index, messages)
             ? g_steal_pointer(&index)
             : NULL;
}

/* ---- The computation ---- */

DgmiInputs dgmi_index_inputs(const DgmiIndex *index)
{
  DgmiInputs inputs = {.seed = index->seed};
  if (index->other_years != NULL)
  {
    inputs.other_years = (const DgmiDataset *const *)index->other_years->pdata;
    inputs.n_other_years = index->other_years->len;
  }
  if (index->proxies != NULL)
  {
    inputs.proxies = (const DgmiProxies *const *)index->proxies->pdata;
    inputs.n_proxies = index->proxies->len;
  }
  return inputs;
}

DgmiResult *dgmi_index_recompute(const DgmiIndex *index, const DgmiRecipe *recipe,
                                 const double *weight, GError **error)
{
  DgmiInputs inputs = dgmi_index_inputs(index);
  inputs.weight = weight;
  return dgmi_compute_with(recipe, index->dataset, &inputs, error);
}

gboolean dgmi_index_compute(DgmiIndex *index, DgmiMessages *messages)
{
  assert(messages != NULL);
  g_autoptr(GError) error = NULL;
  DgmiResult *result = dgmi_index_recompute(index, index->recipe, NULL, &error);
  if (result == NULL)
  {
    dgmi_messages_add_error(messages, NULL, error);
    return FALSE;
  }
  dgmi_result_free(index->result);
  index->result = result;
  const GPtrArray *warnings = dgmi_result_warnings(result);
  for (guint i = 0; i < warnings->len; i++)
    dgmi_messages_add(messages, DGMI_WARNING, NULL,
                      dgmi_sentence_ref(g_ptr_array_index(warnings, i)));
  return TRUE;
}

/* ---- Other weights, methods, values ---- */

/* A recipe that a result stands on is not changed: the index gets one of its own. */
static DgmiRecipe *own_recipe(DgmiIndex *index)
{
  DgmiRecipe *copy = dgmi_recipe_copy(index->recipe);
  g_clear_pointer(&index->result, dgmi_result_free);
  dgmi_recipe_unref(index->recipe);
  index->recipe = copy;
  return copy;
}

gboolean dgmi_index_set_weight(DgmiIndex *index, const char *node, double weight,
                               DgmiMessages *messages)
{
  assert(node != NULL && messages != NULL);
  const int found = dgmi_index_find_node(index, node, messages);
  if (found < 0)
    return FALSE;
  const guint n = dgmi_framework_n_nodes(index->framework);
  g_autofree double *all = g_new(double, n);
  g_autoptr(GError) error = NULL;
  char number[DGMI_NUMBER_SIZE];
  for (guint i = 0; i < n; i++)
    all[i] = (guint)found == i ? weight : NAN;
  if (!dgmi_recipe_set_weights(own_recipe(index), all, &error))
  {
    dgmi_messages_add_error(messages, NULL, error);
    return FALSE;
  }
  g_string_append_printf(index->changes, " --weights %s=%s",
                         dgmi_framework_node(index->framework, (guint)found)->code,
                         dgmi_number_format(weight, number));
  return TRUE;
}

gboolean dgmi_index_set_method(DgmiIndex *index, const char *node, DgmiMethodKind kind,
                               const char *method, DgmiMessages *messages)
{
  assert(method != NULL && messages != NULL);
  assert(kind < DGMI_N_METHOD_KINDS);
  DgmiMethod parsed;
  g_autoptr(GError) error = NULL;
  const int found = node == NULL ? -1 : dgmi_index_find_node(index, node, messages);
  if ((node != NULL && found < 0) || !dgmi_method_parse(method, kind, &parsed, NULL, messages))
    return FALSE;
  if (!dgmi_recipe_set_method(own_recipe(index), found, &parsed, &error))
  {
    dgmi_messages_add_error(messages, NULL, error);
    return FALSE;
  }
  const char *key = kind == DGMI_METHOD_WEIGH ? "weights" : dgmi_method_kind_name(kind);
  const DgmiSetting setting = {.node = node, .key = key, .value = method};
  add_setting_text(index->changes, &setting);
  return TRUE;
}

gboolean dgmi_index_put_value(DgmiIndex *index, const DgmiWhatIf *what, DgmiMessages *messages)
{
  assert(what != NULL && messages != NULL);
  const int unit = dgmi_index_find_unit(index, what->unit, messages);
  const int node = dgmi_index_find_node(index, what->indicator, messages);
  if (unit < 0 || node < 0)
    return FALSE;
  static const DgmiPlace place = {.file = "--set", .is_option = TRUE};
  const DgmiNode *info = dgmi_framework_node(index->framework, (guint)node);
  if (info->type == DGMI_NODE_INDICATOR &&
      dgmi_dataset_set_number(index->dataset, (guint)unit, info->code, what->value))
    return TRUE;
  dgmi_failure(messages, &place, "'%s' is computed, not measured; set its indicators", info->code);
  return FALSE;
}

/* Copies, results and callers may share the dataset: the index gets one of its own. */
gboolean dgmi_index_set_value(DgmiIndex *index, const DgmiWhatIf *what, DgmiMessages *messages)
{
  assert(what != NULL && messages != NULL);
  DgmiDataset *copy = dgmi_dataset_copy(index->dataset);
  g_clear_pointer(&index->result, dgmi_result_free);
  dgmi_dataset_unref(index->dataset);
  index->dataset = copy;
  if (!dgmi_index_put_value(index, what, messages))
    return FALSE;
  add_what_if_text(index->changes, what);
  return TRUE;
}
