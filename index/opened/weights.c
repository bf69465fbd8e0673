/* The weights of an index that stand elsewhere: reading what [method] weights= names (tables,
 * pairwise comparisons, models). */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "datasets/csv/table.h"
#include "index/opened/index-inside.h"
#include "index/opened/models.h"
#include "indicators/base/text.h"

#define AHP "ahp:"

void dgmi_index_note_weights(DgmiIndex *index, char *sentence)
{
  g_ptr_array_add(index->weight_notes, sentence);
}

/* By node, nothing said so far. */
static double *new_weights(const DgmiIndex *index)
{
  const guint n = dgmi_framework_n_nodes(index->framework);
  double *weight = g_new(double, n);
  for (guint i = 0; i < n; i++)
    weight[i] = NAN;
  return weight;
}

/* ---- Tables ---- */

/* The node of a row, -1 with a failure. */
static int row_node(const DgmiIndex *index, const DgmiTable *table, guint row, guint column,
                    DgmiMessages *messages)
{
  const DgmiFramework *framework = index->framework;
  const char *code = dgmi_table_cell(table, row, column);
  const DgmiPlace place = dgmi_table_place(table, row, column);
  const int node = dgmi_framework_find(framework, code);
  if (node >= 0)
    return node;
  const guint n = dgmi_framework_n_nodes(framework);
  g_autofree const char **codes = g_new(const char *, n);
  for (guint i = 0; i < n; i++)
    codes[i] = dgmi_framework_node(framework, i)->code;
  DgmiSentence *hint = dgmi_text_suggestion(code, codes, n);
  dgmi_failure(messages, &place, "there is no node '%s'%p", code, hint);
  return -1;
}

static void read_row(const DgmiIndex *index, const DgmiTable *table, guint row,
                     const guint columns[2], double *weight, DgmiMessages *messages)
{
  const char *text = dgmi_table_cell(table, row, columns[1]);
  const int node = row_node(index, table, row, columns[0], messages);
  const DgmiPlace at_code = dgmi_table_place(table, row, columns[0]);
  const DgmiPlace at_weight = dgmi_table_place(table, row, columns[1]);
  double value = 0;
  if (node >= 0 && !isnan(weight[node]))
    dgmi_failure(messages, &at_code, "'%s' has a weight already; state each once",
                 dgmi_table_cell(table, row, columns[0]));
  if (dgmi_number_parse(text, strlen(text), &value) != DGMI_NUMBER_OK || value < 0)
    dgmi_failure(messages, &at_weight, "the weight '%s' is not a number of 0 or more", text);
  if (node >= 0)
    weight[node] = value;
}

/* The rows of a table iCode,Weight. FALSE with failures. */
static gboolean read_table(const DgmiIndex *index, const char *file, DgmiStatedWeights *stated,
                           DgmiMessages *messages)
{
  const guint failures = dgmi_messages_failures(messages);
  g_autoptr(DgmiTable) table = dgmi_table_read(file, NULL, messages);
  if (table == NULL)
    return FALSE;
  const int code = dgmi_table_find(table, "iCode"), weight = dgmi_table_find(table, "Weight");
  if (code < 0 || weight < 0)
  {
    const DgmiPlace place = dgmi_table_header_place(table, 0);
    dgmi_failure(messages, &place, "a table of weights has the columns iCode and Weight");
    return FALSE;
  }
  const guint columns[2] = {(guint)code, (guint)weight};
  stated->place = (DgmiPlace){.file = dgmi_table_file(table)};
  stated->weight = new_weights(index);
  for (guint row = 0; row < dgmi_table_n_rows(table); row++)
    read_row(index, table, row, columns, stated->weight, messages);
  return dgmi_messages_failures(messages) == failures;
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
               "weights '%s' are no method, not CODE=W,… and no table that is there%p", value,
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

static gboolean read_comparisons(DgmiIndex *index, const char *name, DgmiStatedWeights *stated,
                                 DgmiMessages *messages)
{
  g_autofree char *file = find_file(name, &stated->place, NULL);
  stated->weight = new_weights(index);
  if (file != NULL)
    return dgmi_index_read_ahp(index, file, stated, messages);
  dgmi_failure(messages, &stated->place, "there is no table '%s' of pairwise comparisons", name);
  return FALSE;
}

/* A model says something of the whole tree: of one node's section its members count. */
static gboolean keep_members(const DgmiIndex *index, const char *value, DgmiStatedWeights *stated,
                             DgmiMessages *messages)
{
  gboolean any = stated->weight == NULL;
  for (guint i = 0; stated->weight != NULL && i < dgmi_framework_n_nodes(index->framework); i++)
  {
    if (stated->node >= 0 && dgmi_framework_node(index->framework, i)->parent != stated->node)
      stated->weight[i] = NAN;
    any = any || !isnan(stated->weight[i]);
  }
  if (!any)
    dgmi_failure(messages, &stated->place, "'%s' says nothing of the members of '%s'", value,
                 dgmi_framework_node(index->framework, (guint)stated->node)->code);
  return any;
}

static gboolean read_model(DgmiIndex *index, const char *value, DgmiStatedWeights *stated,
                           DgmiMessages *messages)
{
  stated->weight = new_weights(index);
  return dgmi_index_read_model(index, value, stated, messages) &&
         keep_members(index, value, stated, messages);
}

/* What `value`, stated for stated->node at stated->place, names. *elsewhere: it names something;
 * else the recipe reads it itself. FALSE with a failure. */
static gboolean read_named(DgmiIndex *index, const char *value, DgmiStatedWeights *stated,
                           gboolean *elsewhere, DgmiMessages *messages)
{
  g_autofree char *after =
      g_strstrip(g_strdup(strchr(value, ':') != NULL ? strchr(value, ':') + 1 : ""));
  *elsewhere = TRUE;
  if (g_str_has_prefix(value, AHP))
    return read_comparisons(index, after, stated, messages);
  if (dgmi_is_model_weights(value))
    return read_model(index, value, stated, messages);
  *elsewhere = !dgmi_method_exists(value, DGMI_METHOD_WEIGH) && strchr(value, '=') == NULL;
  if (!*elsewhere)
    return TRUE;
  g_autofree char *file = find_file(value, &stated->place, &index->paths);
  if (file != NULL)
    return read_table(index, file, stated, messages);
  fail_unknown(value, &stated->place, messages);
  return FALSE;
}

static void clear_stated(gpointer data)
{
  g_free(((DgmiStatedWeights *)data)->weight);
}

/* What [method NODE] says, [method] where `node` is NULL. FALSE with a failure. */
static gboolean read_section(DgmiIndex *index, const char *node, GArray *all,
                             DgmiMessages *messages)
{
  DgmiStatedWeights stated = {.node = -1};
  gboolean elsewhere = FALSE;
  const char *value = dgmi_definition_get_method(index->definition, node, "weights", &stated.place);
  if (value == NULL)
    return TRUE;
  if (node != NULL)
    stated.node = dgmi_framework_find(index->framework, node);
  if (read_named(index, value, &stated, &elsewhere, messages))
  {
    if (elsewhere)
      g_array_append_val(all, stated);
    return TRUE;
  }
  clear_stated(&stated);
  return FALSE;
}

GArray *dgmi_index_read_weights(DgmiIndex *index, DgmiMessages *messages)
{
  g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(DgmiStatedWeights));
  g_array_set_clear_func(all, clear_stated);
  g_auto(GStrv) nodes = dgmi_definition_method_nodes(index->definition);
  gboolean ok = read_section(index, NULL, all, messages);
  for (guint i = 0; nodes[i] != NULL; i++)
    ok = read_section(index, nodes[i], all, messages) && ok;
  return ok ? g_steal_pointer(&all) : NULL;
}

/* What is told with weights for a while is not told of the index. */
DgmiRecipe *dgmi_index_reweigh(DgmiIndex *index, const char *weights, DgmiMessages *messages)
{
  assert(weights != NULL && messages != NULL);
  DgmiStatedWeights stated = {.node = -1};
  gboolean elsewhere = FALSE;
  const guint n_notes = index->weight_notes->len;
  const gboolean known = read_named(index, weights, &stated, &elsewhere, messages);
  g_ptr_array_set_size(index->weight_notes, (int)n_notes);
  DgmiRecipe *recipe = known ? dgmi_recipe_reweigh(index->recipe, elsewhere ? &stated : NULL,
                                                   weights, &stated.place, messages)
                             : NULL;
  clear_stated(&stated);
  return recipe;
}
