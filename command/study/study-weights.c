#include "command/study/study-weights.h"

#include <string.h>

#include "command/run/say.h"
#include "command/study/study-model.h"
#include "datasets/csv/table.h"
#include "indicators/base/text.h"

#define AHP "ahp:"
#define NODES_TOLD 12 /* whose weights a note spells out */

void dgmi_study_add_weights_note(DgmiStudy *study, char *sentence)
{
  g_autofree char *before = study->weights_note;
  study->weights_note =
      before == NULL ? g_strdup(sentence) : g_strconcat(before, " ", sentence, NULL);
  g_free(sentence);
}

/* ---- Tables ---- */

static void check_code(const DgmiStudy *study, const DgmiTable *table, guint row, guint column,
                       DgmiMessages *messages)
{
  const DgmiFramework *framework = study->framework;
  const char *code = dgmi_table_cell(table, row, column);
  const DgmiPlace place = dgmi_table_place(table, row, column);
  const guint n = dgmi_framework_n_nodes(framework);
  g_autofree const char **codes = g_new(const char *, n);
  for (guint i = 0; i < n; i++)
    codes[i] = dgmi_framework_node(framework, i)->code;
  if (dgmi_framework_find(framework, code) < 0)
    dgmi_failure(messages, &place, _("there is no node '%s'%p"), code,
                 dgmi_text_suggestion(code, codes, n));
  for (guint i = 0; i < row; i++)
    if (dgmi_code_equal(dgmi_table_cell(table, i, column), code))
    {
      dgmi_failure(messages, &place, _("'%s' has a weight already; state each once"), code);
      return;
    }
}

static void check_weight(const DgmiTable *table, guint row, guint column, DgmiMessages *messages)
{
  const char *text = dgmi_table_cell(table, row, column);
  const DgmiPlace place = dgmi_table_place(table, row, column);
  double weight;
  if (dgmi_number_parse(text, strlen(text), &weight) != DGMI_NUMBER_OK || weight < 0)
    dgmi_failure(messages, &place, _("the weight '%s' is not a number of 0 or more"), text);
}

/* The rows of a table iCode,Weight as CODE=W,…; NULL with failures. */
static char *weights_of_table(const DgmiStudy *study, const DgmiTable *table,
                              DgmiMessages *messages)
{
  const guint failures = dgmi_messages_failures(messages);
  const int code = dgmi_table_find(table, "iCode"), weight = dgmi_table_find(table, "Weight");
  if (code < 0 || weight < 0)
  {
    const DgmiPlace place = dgmi_table_header_place(table, 0);
    dgmi_failure(messages, &place, _("a table of weights has the columns iCode and Weight"));
    return NULL;
  }
  GString *out = g_string_new(NULL);
  for (guint row = 0; row < dgmi_table_n_rows(table); row++)
  {
    check_code(study, table, row, (guint)code, messages);
    check_weight(table, row, (guint)weight, messages);
    g_string_append_printf(out, "%s%s=%s", row > 0 ? "," : "",
                           dgmi_table_cell(table, row, (guint)code),
                           dgmi_table_cell(table, row, (guint)weight));
  }
  return g_string_free(out, dgmi_messages_failures(messages) > failures);
}

static char *read_table(const DgmiStudy *study, const char *file, DgmiPlace *place,
                        DgmiMessages *messages)
{
  g_autoptr(DgmiTable) table = dgmi_table_read(file, NULL, messages);
  if (table == NULL)
    return NULL;
  *place = (DgmiPlace){.file = dgmi_table_file(table)};
  return weights_of_table(study, table, messages);
}

/* ---- What a section says ---- */

static void fail_unknown(const char *value, const DgmiPlace *place, DgmiMessages *messages)
{
  guint n, n_known = 0;
  const DgmiMethodInfo *const *table = dgmi_method_table(&n);
  g_autofree const char **known = g_new(const char *, n);
  for (guint i = 0; i < n; i++)
    if (table[i]->kind == DGMI_METHOD_WEIGH)
      known[n_known++] = table[i]->id;
  DgmiSentence *hint = dgmi_text_suggestion(value, known, n_known);
  dgmi_failure(messages, place,
               _("weights '%s' are no method, not CODE=W,… and no table that is there%p"), value,
               hint);
}

/* The file that weights name, beside the file that says so; "-" is standard input. */
static char *find_file(const char *name, const DgmiPlace *place, const DgmiPaths *paths)
{
  return strcmp(name, "-") == 0
             ? g_strdup(name)
             : dgmi_paths_find(name, dgmi_place_file(place),
                               place->is_option || paths == NULL ? NULL : paths->indicators);
}

static char *read_comparisons(DgmiStudy *study, const char *name, int node, const DgmiPlace *place,
                              DgmiMessages *messages)
{
  g_autofree char *file = find_file(name, place, NULL);
  if (file != NULL)
    return dgmi_study_read_ahp(study, file, node, messages);
  dgmi_failure(messages, place, _("there is no table '%s' of pairwise comparisons"), name);
  return NULL;
}

/* A model says something of the whole tree: keeps the pairs of the node's members. */
static char *pairs_below(const DgmiStudy *study, const char *pairs, int node)
{
  g_auto(GStrv) all = g_strsplit(pairs, ",", -1);
  GString *out = g_string_new(NULL);
  for (guint i = 0; all[i] != NULL; i++)
  {
    g_autofree char *code = g_strndup(all[i], strcspn(all[i], "="));
    const int found = dgmi_framework_find(study->framework, code);
    if (node < 0 || found < 0 || strchr(all[i], '=') == NULL ||
        dgmi_framework_node(study->framework, (guint)found)->parent == node)
      g_string_append_printf(out, "%s%s", out->len > 0 ? "," : "", all[i]);
  }
  return g_string_free(out, FALSE);
}

static char *read_model(DgmiStudy *study, const DgmiPaths *paths, const char *value, int node,
                        const DgmiPlace *place, DgmiMessages *messages)
{
  g_autofree char *pairs = dgmi_study_model_weights(study, paths, value, place, messages);
  g_autofree char *below = pairs == NULL ? NULL : pairs_below(study, pairs, node);
  if (below == NULL || below[0] != '\0')
    return g_steal_pointer(&below);
  dgmi_failure(messages, place, _("'%s' says nothing of the members of '%s'"), value,
               dgmi_framework_node(study->framework, (guint)node)->code);
  return NULL;
}

/* FALSE with a failure. */
static gboolean read_section(DgmiStudy *study, const DgmiPaths *paths, const char *section,
                             DgmiMessages *messages)
{
  DgmiPlace place;
  const char *value = dgmi_definition_get(study->definition, section, "weights", &place);
  const int node = strcmp(section, "method") == 0
                       ? -1
                       : dgmi_framework_find(study->framework, section + strlen("method "));
  g_autofree char *file = NULL, *pairs = NULL;
  if (value == NULL)
    return TRUE;
  g_autofree char *after =
      g_strstrip(g_strdup(strchr(value, ':') != NULL ? strchr(value, ':') + 1 : ""));
  if (g_str_has_prefix(value, AHP))
    pairs = read_comparisons(study, after, node, &place, messages);
  else if (dgmi_is_model_weights(value))
    pairs = read_model(study, paths, value, node, &place, messages);
  else if (dgmi_method_exists(value, DGMI_METHOD_WEIGH) || strchr(value, '=') != NULL)
    return TRUE;
  else if ((file = find_file(value, &place, paths)) != NULL)
    pairs = read_table(study, file, &place, messages);
  else
    fail_unknown(value, &place, messages);
  if (pairs != NULL)
    dgmi_definition_set(study->definition, section, "weights", pairs, &place);
  return pairs != NULL;
}

static gboolean is_method_section(const char *section)
{
  return strcmp(section, "method") == 0 || g_str_has_prefix(section, "method ");
}

gboolean dgmi_study_read_weights(DgmiStudy *study, const DgmiPaths *paths, DgmiMessages *messages)
{
  g_auto(GStrv) sections = dgmi_definition_sections(study->definition);
  gboolean ok = TRUE;
  for (guint i = 0; sections[i] != NULL; i++)
    ok = (!is_method_section(sections[i]) || read_section(study, paths, sections[i], messages)) &&
         ok;
  return ok;
}

/* ---- Other weights for a while ---- */

typedef struct
{
  char *section, *value;
  DgmiPlace place;
} Taken;

static void clear_taken(gpointer data)
{
  Taken *taken = data;
  g_free(taken->section);
  g_free(taken->value);
}

GArray *dgmi_study_take_weights(DgmiStudy *study)
{
  GArray *all = g_array_new(FALSE, FALSE, sizeof(Taken));
  g_array_set_clear_func(all, clear_taken);
  g_auto(GStrv) sections = dgmi_definition_sections(study->definition);
  for (guint i = 0; sections[i] != NULL; i++)
  {
    Taken taken;
    const char *value =
        dgmi_definition_get(study->definition, sections[i], "weights", &taken.place);
    if (value == NULL || !is_method_section(sections[i]))
      continue;
    taken.section = g_strdup(sections[i]);
    taken.value = g_strdup(value);
    g_array_append_val(all, taken);
    dgmi_definition_set(study->definition, sections[i], "weights", "", NULL);
  }
  return all;
}

void dgmi_study_restore_weights(DgmiStudy *study, GArray *taken)
{
  dgmi_definition_set(study->definition, "method", "weights", "", NULL);
  for (guint i = 0; i < taken->len; i++)
  {
    const Taken *one = &g_array_index(taken, Taken, i);
    dgmi_definition_set(study->definition, one->section, "weights", one->value, &one->place);
  }
  g_array_unref(taken);
}

/* ---- What is told ---- */

static char *list_weights(const DgmiStudy *study, const DgmiNode *info)
{
  GString *out = g_string_new(NULL);
  for (guint m = 0; m < info->n_members; m++)
  {
    const double weight = dgmi_result_weights(study->result)[info->members[m]];
    g_string_append_printf(out, "%s%s %.4f", m > 0 ? _(", ") : "",
                           dgmi_framework_node(study->framework, info->members[m])->code, weight);
  }
  return g_string_free(out, FALSE);
}

static void note_node(const DgmiStudy *study, guint node, DgmiGrid *grid)
{
  const DgmiNode *info = dgmi_framework_node(study->framework, node);
  const DgmiMethod *method = &dgmi_recipe_node(study->recipe, node)->weigh;
  g_autofree char *name = dgmi_method_format(method);
  if (study->result == NULL)
  {
    dgmi_grid_note(grid,
                   _("The weights of the members of %s follow from the data: %s (dgmi weights "
                     "%s --derive %s shows them)."),
                   info->code, name, dgmi_definition_id(study->definition), name);
    return;
  }
  g_autofree char *weights = list_weights(study, info);
  if (dgmi_result_unit_weights(study->result, node) != NULL)
    dgmi_grid_note(grid,
                   _("%s is each unit's score under the weights that suit it best (%s); their "
                     "mean: %s."),
                   info->code, name, weights);
  else
    dgmi_grid_note(grid, _("Weights of %s by %s: %s."), info->code, name, weights);
}

/* Whether a node's weights follow, or will follow, from the data. */
static gboolean is_derived(const DgmiStudy *study, guint node)
{
  const DgmiMethodInfo *info = dgmi_recipe_node(study->recipe, node)->weigh.info;
  if (study->result != NULL)
    return dgmi_result_has_derived_weights(study->result, node);
  return dgmi_method_derives(info);
}

gboolean dgmi_study_has_derived_weights(const DgmiStudy *study)
{
  const guint *aggregates = dgmi_framework_aggregates(study->framework);
  for (guint i = 0; i < dgmi_framework_n_aggregates(study->framework); i++)
    if (is_derived(study, aggregates[i]))
      return TRUE;
  return FALSE;
}

void dgmi_study_note_weights(const DgmiStudy *study, DgmiGrid *grid)
{
  guint n = 0;
  if (study->weights_note != NULL)
    dgmi_grid_note(grid, "%s", study->weights_note);
  const guint *aggregates = dgmi_framework_aggregates(study->framework);
  for (guint i = 0; i < dgmi_framework_n_aggregates(study->framework); i++)
    if (is_derived(study, aggregates[i]) && n++ < NODES_TOLD)
      note_node(study, aggregates[i], grid);
  if (n > NODES_TOLD)
    dgmi_grid_note(grid, _("Likewise %u more nodes; dgmi weights %s --derive shows all weights."),
                   n - NODES_TOLD, dgmi_definition_id(study->definition));
}
