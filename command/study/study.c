#include "command/study/study.h"

#include <assert.h>
#include <string.h>

#include "command/run/module.h"
#include "command/run/say.h"
#include "command/study/rubric.h"
#include "command/study/study-compute.h"
#include "command/study/study-data.h"
#include "command/study/study-weights.h"
#include "datasets/catalogue.h"
#include "datasets/csv/framework-table.h"
#include "indicators/base/text.h"

DgmiPaths dgmi_study_paths(void)
{
  const char *from_environment = g_getenv("DGMI_DATA");
  const gboolean is_built = from_environment == NULL && dgmi_module_in_build_tree();
  const char *top = from_environment != NULL ? from_environment
                    : is_built               ? DGMI_SRCDIR
                                             : DGMI_PKGDATADIR;
  const char *shipped = is_built ? "shipped" : NULL; /* the sources have the data apart */
  g_autofree char *indicators = g_build_filename(top, "indicators", shipped, NULL);
  g_autofree char *datasets = g_build_filename(top, "datasets", shipped, NULL);
  return (DgmiPaths){g_intern_string(indicators), g_intern_string(datasets)};
}

DgmiCsvOptions dgmi_study_csv_options(const DgmiOptions *options)
{
  const char *delimiter = options->delimiter != NULL ? options->delimiter : "";
  const gboolean is_tab = strcmp(delimiter, "tab") == 0 || strcmp(delimiter, "\\t") == 0;
  return (DgmiCsvOptions){.delimiter = is_tab ? '\t' : delimiter[0],
                          .decimal = options->decimal != NULL ? options->decimal[0] : '\0',
                          .encoding = options->encoding};
}

/* ---- Opening ---- */

static void forget_section(DgmiDefinition *definition, const char *section)
{
  g_auto(GStrv) keys = dgmi_definition_keys(definition, section);
  for (guint i = 0; keys[i] != NULL; i++)
    dgmi_definition_set(definition, section, keys[i], "", NULL);
}

/* Another framework: what the definition says of its own nodes falls away with them. */
static void replace_framework(DgmiDefinition *definition, const char *file)
{
  g_auto(GStrv) sections = dgmi_definition_sections(definition);
  for (guint i = 0; sections[i] != NULL; i++)
    if (g_str_has_prefix(sections[i], "method ") || strcmp(sections[i], "rules") == 0)
      forget_section(definition, sections[i]);
  dgmi_definition_set(definition, "method", "weights", "", NULL);
  dgmi_definition_set(definition, "index", "published", "", NULL);
  dgmi_definition_set(definition, "index", "indicators", file, NULL);
}

static DgmiDefinition *find_definition(const char *index, const DgmiOptions *options,
                                       const DgmiPaths *paths, DgmiMessages *messages)
{
  if (index == NULL)
  {
    if (options->data != NULL && options->indicators != NULL)
      return dgmi_definition_new(_("your index"), options->data, options->indicators);
    dgmi_usage_failure(
        messages, _("name an INDEX (dgmi list shows them), or give both --data and --indicators"));
    return NULL;
  }
  g_autofree char *file = dgmi_catalogue_find(paths, index, options->year, messages);
  DgmiDefinition *definition = file == NULL ? NULL : dgmi_definition_read(file, paths, messages);
  if (definition != NULL && options->data != NULL)
    dgmi_definition_set(definition, "index", "data", options->data, NULL);
  if (definition != NULL && options->indicators != NULL)
    replace_framework(definition, options->indicators);
  return definition;
}

/* An option for the whole index outweighs what the definition says of single nodes: of normalise
 * the indicators, since an aggregate's is its rescaling; of impute and treat all nodes; of the
 * others the aggregates. */
static void drop_node_overrides(DgmiStudy *study, const char *key)
{
  const gboolean of_indicators = strcmp(key, "normalise") == 0;
  const gboolean of_all = strcmp(key, "impute") == 0 || strcmp(key, "treat") == 0;
  g_auto(GStrv) sections = dgmi_definition_sections(study->definition);
  for (guint i = 0; sections[i] != NULL; i++)
  {
    if (!g_str_has_prefix(sections[i], "method "))
      continue;
    const int node = dgmi_framework_find(study->framework, sections[i] + strlen("method "));
    if (node < 0)
      continue;
    const gboolean is_indicator =
        dgmi_framework_node(study->framework, (guint)node)->type == DGMI_NODE_INDICATOR;
    if ((of_all || is_indicator == of_indicators) &&
        dgmi_definition_get(study->definition, sections[i], key, NULL) != NULL)
      dgmi_definition_set(study->definition, sections[i], key, "", NULL);
  }
}

/* Whether "CODE=REST" states the weights of CODE's members and not, as CODE=W,… does, its own. */
static gboolean weighs_members(const DgmiStudy *study, const char *value, const char *rest)
{
  g_autofree char *code = g_strndup(value, (gsize)(rest - 1 - value));
  const int node = dgmi_framework_find(study->framework, code);
  double weight;
  return dgmi_method_exists(rest, DGMI_METHOD_WEIGH) ||
         (node >= 0 && dgmi_framework_node(study->framework, (guint)node)->n_members > 0 &&
          dgmi_number_parse(rest, strcspn(rest, ","), &weight) != DGMI_NUMBER_OK);
}

/* "NODE=METHOD" into its parts; NULL where there is no NODE. A = behind a colon is an argument's.
 */
static char *node_of_value(const DgmiStudy *study, const DgmiMethodOption *option,
                           const char *value, const char **rest)
{
  const char *first = option->per_node ? strpbrk(value, "=:") : NULL;
  const char *equals = first != NULL && *first == '=' ? first : NULL;
  if (equals != NULL && strcmp(option->key, "weights") == 0 &&
      !weighs_members(study, value, equals + 1))
    equals = NULL;
  *rest = equals == NULL ? value : equals + 1;
  return equals == NULL ? NULL : g_strndup(value, (gsize)(equals - value));
}

static void apply_method_option(DgmiStudy *study, const DgmiMethodOption *option, const char *value)
{
  g_autofree char *name = g_strconcat("--", option->option, NULL);
  const DgmiPlace place = {.file = g_intern_string(name), .is_option = TRUE};
  const char *rest;
  g_autofree char *node = node_of_value(study, option, value, &rest);
  if (node == NULL)
  {
    dgmi_definition_set(study->definition, "method", option->key, rest, &place);
    if (option->per_node)
      drop_node_overrides(study, option->key);
    return;
  }
  g_autofree char *section = g_strconcat("method ", node, NULL);
  dgmi_definition_set(study->definition, section, option->key, rest, &place);
}

static void apply_method_options(DgmiStudy *study, const DgmiOptions *options)
{
  guint n;
  const DgmiMethodOption *list = dgmi_method_options(&n);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; options->method[i] != NULL && options->method[i][k] != NULL; k++)
      apply_method_option(study, &list[i], options->method[i][k]);
}

static gboolean read_framework(DgmiStudy *study, const DgmiPaths *paths, DgmiMessages *messages)
{
  g_autofree char *file = dgmi_definition_file(study->definition, "indicators", paths, messages);
  if (file == NULL)
    return FALSE;
  study->framework = dgmi_framework_read(file, NULL, messages);
  return study->framework != NULL;
}

/* The solver of the module dgmi-programs, which is opened when a method first needs it. */
static gboolean solve_program(const DgmiProgram *program, double *x, DgmiProgramOutcome *outcome,
                              GError **error)
{
  DgmiProgramSolver *solver;
  *(gpointer *)&solver = dgmi_module_symbol("programs", "dgmi_program_solve", error);
  return solver != NULL && solver(program, x, outcome, error);
}

static gboolean compute(DgmiStudy *study, DgmiMessages *messages)
{
  dgmi_recipe_set_solver(study->recipe, solve_program);
  return dgmi_study_compute(study, messages);
}

DgmiRecipe *dgmi_study_reweigh(DgmiStudy *study, const char *weights, DgmiMessages *messages)
{
  const DgmiPaths paths = dgmi_study_paths();
  GArray *own = dgmi_study_take_weights(study);
  char *note = g_steal_pointer(&study->weights_note);
  dgmi_definition_set(study->definition, "method", "weights", weights, NULL);
  DgmiRecipe *recipe = dgmi_study_read_weights(study, &paths, messages)
                           ? dgmi_recipe_new(study->definition, study->framework, messages)
                           : NULL;
  if (recipe != NULL)
    dgmi_recipe_set_solver(recipe, solve_program);
  dgmi_study_restore_weights(study, own);
  g_free(study->weights_note);
  study->weights_note = note;
  return recipe;
}

/* A self-assessment has figures only once its template is filled. */
static gboolean has_figures(const DgmiDefinition *definition, DgmiStudyDepth depth,
                            DgmiMessages *messages)
{
  const char *id = dgmi_definition_id(definition);
  if (depth < DGMI_STUDY_DATA || !dgmi_is_unfilled(definition))
    return TRUE;
  dgmi_usage_failure(messages,
                     _("'%s' has no figures of its own: fill its template (dgmi template %s -o "
                       "FILE.csv) and give it with --data FILE.csv"),
                     id, id);
  return FALSE;
}

gboolean dgmi_study_open(DgmiStudy *study, const char *index, const DgmiOptions *options,
                         DgmiStudyDepth depth, DgmiMessages *messages)
{
  const DgmiPaths paths = dgmi_study_paths();
  study->language = options->lang != NULL ? options->lang : "en";
  study->units_folder = g_strdup(paths.datasets);
  study->seed = dgmi_options_seed(options);
  study->definition = find_definition(index, options, &paths, messages);
  if (study->definition == NULL || !has_figures(study->definition, depth, messages))
    return FALSE;
  const gboolean has_framework = read_framework(study, &paths, messages);
  g_autofree char *data = depth < DGMI_STUDY_DATA
                              ? NULL
                              : dgmi_definition_file(study->definition, "data", &paths, messages);
  if (!has_framework || (depth >= DGMI_STUDY_DATA && data == NULL))
    return FALSE;
  apply_method_options(study, options);
  if (!dgmi_study_read_weights(study, &paths, messages))
    return FALSE;
  study->recipe = dgmi_recipe_new(study->definition, study->framework, messages);
  if (study->recipe != NULL && depth >= DGMI_STUDY_RESULT &&
      !dgmi_study_read_proxies(study, options, messages))
    return FALSE;
  if (depth >= DGMI_STUDY_DATA && (!dgmi_study_read_data(study, options, data, messages) ||
                                   !dgmi_rubric_check(study, &paths, messages)))
    return FALSE;
  return study->recipe != NULL && (depth < DGMI_STUDY_RESULT || compute(study, messages));
}

void dgmi_study_clear(DgmiStudy *study)
{
  dgmi_result_free(study->result);
  dgmi_recipe_unref(study->recipe);
  dgmi_dataset_unref(study->dataset);
  g_clear_pointer(&study->other_years, g_ptr_array_unref);
  g_clear_pointer(&study->proxies, g_ptr_array_unref);
  dgmi_framework_unref(study->framework);
  dgmi_definition_free(study->definition);
  dgmi_units_free(study->units);
  g_free(study->units_folder);
  g_free(study->weights_note);
  memset(study, 0, sizeof *study);
}

/* ---- Names ---- */

static gboolean is_chinese(const DgmiStudy *study)
{
  return strcmp(study->language, "zh") == 0;
}

static gboolean has_han(const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
    if (g_unichar_get_script(g_utf8_get_char(p)) == G_UNICODE_SCRIPT_HAN)
      return TRUE;
  return FALSE;
}

/* The shipped names; without them (a damaged installation) codes serve. */
static const DgmiUnits *units_of(DgmiStudy *study)
{
  if (study->units == NULL)
  {
    g_autoptr(DgmiMessages) unheard = dgmi_messages_new();
    study->units = dgmi_units_read(study->units_folder, study->language, unheard);
  }
  return study->units;
}

static const char *shipped_name(DgmiStudy *study, const char *code)
{
  const DgmiUnits *units = units_of(study);
  return units == NULL ? NULL : dgmi_units_name(units, code);
}

/* The data table's own Chinese name, or NULL. */
static const char *chinese_name(const DgmiStudy *study, guint unit)
{
  const char *const *names = dgmi_dataset_texts(study->dataset, DGMI_CHINESE_NAMES);
  return names == NULL ? NULL : names[unit];
}

const char *dgmi_study_unit_name(DgmiStudy *study, guint unit)
{
  const char *code = dgmi_dataset_code(study->dataset, unit);
  const char *own = dgmi_dataset_name(study->dataset, unit);
  if (is_chinese(study) && chinese_name(study, unit) != NULL)
    return chinese_name(study, unit);
  if (own != NULL && (!is_chinese(study) || has_han(own)))
    return own;
  const char *shipped = shipped_name(study, code);
  return shipped != NULL ? shipped : own != NULL ? own : code;
}

const char *dgmi_study_node_name(const DgmiStudy *study, guint node)
{
  const DgmiNode *info = dgmi_framework_node(study->framework, node);
  return is_chinese(study) && info->name_zh != NULL ? info->name_zh : info->name;
}

const char *dgmi_study_index_name(const DgmiStudy *study)
{
  const char *name =
      dgmi_definition_get_localised(study->definition, "index", "name", study->language);
  return name != NULL ? name : dgmi_definition_id(study->definition);
}

const char *dgmi_study_class_name(const DgmiStudy *study, int class)
{
  if (class < 0)
    return NULL;
  const DgmiClass *info = &g_array_index(dgmi_recipe_classes(study->recipe), DgmiClass, class);
  return is_chinese(study) && info->name_zh != NULL ? info->name_zh : info->name;
}

/* ---- Finding ---- */

static gboolean same_name(const char *a, const char *b)
{
  if (a == NULL || b == NULL)
    return FALSE;
  g_autofree char *x = g_utf8_casefold(a, -1), *y = g_utf8_casefold(b, -1);
  return strcmp(x, y) == 0;
}

/* By the data's own names first, then by what else the unit is called, in either language. */
static int find_by_name(DgmiStudy *study, const char *word)
{
  for (guint i = 0; i < dgmi_dataset_n_units(study->dataset); i++)
    if (same_name(word, dgmi_dataset_name(study->dataset, i)) ||
        same_name(word, chinese_name(study, i)))
      return (int)i;
  const DgmiUnits *units = units_of(study);
  const char *code = units == NULL ? NULL : dgmi_units_match(study->units, word);
  const int unit = code == NULL ? -1 : dgmi_dataset_find_unit(study->dataset, code);
  const char *province = units == NULL ? NULL : dgmi_units_match_province(study->units, word);
  return unit >= 0 || province == NULL ? unit : dgmi_dataset_find_unit(study->dataset, province);
}

/* By code, by the name that is shown, by the data's own name: a user of --lang zh may write
 * English. */
static char *suggest_unit(DgmiStudy *study, const char *word)
{
  const guint n = dgmi_dataset_n_units(study->dataset);
  g_autofree const char **codes = g_new(const char *, n + 1);
  g_autofree const char **names = g_new(const char *, n + 1);
  g_autofree const char **own = g_new(const char *, n + 1);
  for (guint i = 0; i < n; i++)
  {
    codes[i] = dgmi_dataset_code(study->dataset, i);
    names[i] = dgmi_study_unit_name(study, i);
    own[i] = dgmi_dataset_name(study->dataset, i);
    own[i] = own[i] != NULL ? own[i] : codes[i];
  }
  const char *const *const lists[] = {codes, names, own};
  const char *nearest = NULL;
  guint list = 0, unit = 0;
  for (guint i = 0; nearest == NULL && i < G_N_ELEMENTS(lists); i++)
    nearest = dgmi_text_nearest(word, lists[list = i], n);
  if (nearest == NULL)
    return g_strdup_printf(_("; dgmi rank INDEX lists the %u units there are"), n);
  while (lists[list][unit] != nearest)
    unit++;
  return g_strdup_printf(_("; did you mean %s (%s)?"), codes[unit], names[unit]);
}

int dgmi_study_find_unit(DgmiStudy *study, const char *word, DgmiMessages *messages)
{
  int unit = dgmi_dataset_find_unit(study->dataset, word);
  if (unit < 0)
    unit = find_by_name(study, word);
  if (unit >= 0)
    return unit;
  g_autofree char *hint = suggest_unit(study, word);
  dgmi_usage_failure(messages, _("there is no unit '%s' in %s%s"), word,
                     dgmi_study_index_name(study), hint);
  return -1;
}

int dgmi_study_find_node(const DgmiStudy *study, const char *word, DgmiMessages *messages)
{
  const int node = dgmi_framework_find(study->framework, word);
  if (node >= 0 && dgmi_framework_node(study->framework, (guint)node)->level > 0)
    return node;
  const guint n = dgmi_framework_n_nodes(study->framework);
  g_autofree const char **codes = g_new(const char *, n + 1);
  guint known = 0;
  for (guint i = 0; i < n; i++)
    if (dgmi_framework_node(study->framework, i)->level > 0)
      codes[known++] = dgmi_framework_node(study->framework, i)->code;
  DgmiSentence *hint = dgmi_text_suggestion(word, codes, known);
  dgmi_usage_failure(messages, _("there is no node '%s' in %s%p"), word,
                     dgmi_study_index_name(study), hint);
  return -1;
}

gboolean dgmi_study_choose_units(DgmiStudy *study, const DgmiOptions *options, guint *order,
                                 guint *n, DgmiMessages *messages)
{
  if (options->units != NULL)
  {
    g_autofree gboolean *chosen = g_new0(gboolean, dgmi_dataset_n_units(study->dataset) + 1);
    g_auto(GStrv) words = g_strsplit(options->units, ",", -1);
    gboolean ok = TRUE;
    for (guint i = 0; words[i] != NULL; i++)
    {
      const int unit = dgmi_study_find_unit(study, g_strstrip(words[i]), messages);
      ok = ok && unit >= 0;
      if (unit >= 0)
        chosen[unit] = TRUE;
    }
    if (!ok)
      return FALSE;
    guint kept = 0;
    for (guint i = 0; i < *n; i++)
      if (chosen[order[i]])
        order[kept++] = order[i];
    *n = kept;
  }
  if (options->top > 0)
    *n = MIN(*n, (guint)options->top);
  return TRUE;
}
