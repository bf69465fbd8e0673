#include "command/verbs/scenario-table.h"
#include "command/run/open.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "command/run/say.h"
#include "datasets/csv/table.h"
#include "indicators/base/memory.h"
#include "indicators/base/text.h"

typedef struct
{
  const DgmiIndex *index;
  DgmiMessages *messages;
  const DgmiTable *table;
  guint name, code, weight; /* columns */
  GPtrArray *list;          /* of DgmiScenario, in the order of the table */
} Reader;

double *dgmi_index_own_weights(const DgmiIndex *index)
{
  return g_memdup2(dgmi_result_weights(dgmi_index_result(index)),
                   dgmi_framework_n_nodes(dgmi_index_framework(index)) * sizeof(double));
}

static void free_scenario(gpointer data)
{
  DgmiScenario *scenario = data;
  dgmi_free_all(scenario->name, scenario->weight, scenario->said, scenario);
}

static gboolean find_columns(Reader *reader)
{
  const int name = dgmi_table_find(reader->table, "scenario");
  const int code = dgmi_table_find(reader->table, "code");
  const int weight = dgmi_table_find(reader->table, "weight");
  if (name < 0 || code < 0 || weight < 0)
  {
    const DgmiPlace place = dgmi_table_header_place(reader->table, 0);
    dgmi_failure(reader->messages, &place,
                 "a table of scenarios has the columns scenario, code and weight");
    return FALSE;
  }
  reader->name = (guint)name;
  reader->code = (guint)code;
  reader->weight = (guint)weight;
  return TRUE;
}

/* The scenario of a row; NULL with a failure where it has no name. */
static DgmiScenario *scenario_of(Reader *reader, guint row)
{
  const DgmiIndex *index = reader->index;
  const char *name = dgmi_table_cell(reader->table, row, reader->name);
  const DgmiPlace place = dgmi_table_place(reader->table, row, reader->name);
  for (guint i = 0; i < reader->list->len; i++)
    if (dgmi_code_equal(((DgmiScenario *)reader->list->pdata[i])->name, name))
      return reader->list->pdata[i];
  if (name[0] == '\0')
  {
    dgmi_failure(reader->messages, &place, "a scenario needs a name");
    return NULL;
  }
  DgmiScenario *scenario = g_new(DgmiScenario, 1);
  *scenario = (DgmiScenario){g_strdup(name), place, dgmi_index_own_weights(index),
                             g_new0(gboolean, dgmi_framework_n_nodes(dgmi_index_framework(index)))};
  g_ptr_array_add(reader->list, scenario);
  return scenario;
}

/* The node of a row, one that has a parent to share in; -1 with a failure. */
static int node_of(const Reader *reader, guint row)
{
  const DgmiFramework *framework = dgmi_index_framework(reader->index);
  const char *code = dgmi_table_cell(reader->table, row, reader->code);
  const guint n = dgmi_framework_n_nodes(framework);
  g_autofree const char **codes = g_new(const char *, n);
  guint known = 0;
  for (guint i = 0; i < n; i++)
  {
    const DgmiNode *node = dgmi_framework_node(framework, i);
    if (node->parent < 0)
      continue;
    if (dgmi_code_equal(node->code, code))
      return (int)i;
    codes[known++] = node->code;
  }
  const DgmiPlace place = dgmi_table_place(reader->table, row, reader->code);
  DgmiSentence *hint = dgmi_text_suggestion(code, codes, known);
  dgmi_failure(reader->messages, &place, "there is no part '%s' with a weight%p", code, hint);
  return -1;
}

static void read_row(Reader *reader, guint row)
{
  const char *number = dgmi_table_cell(reader->table, row, reader->weight);
  const DgmiPlace place = dgmi_table_place(reader->table, row, reader->weight);
  DgmiScenario *scenario = scenario_of(reader, row);
  const int node = node_of(reader, row);
  double weight = 0;
  if (dgmi_number_parse(number, strlen(number), &weight) != DGMI_NUMBER_OK || weight < 0)
    dgmi_failure(reader->messages, &place, "the weight '%s' is not a number of 0 or more", number);
  else if (scenario == NULL || node < 0)
    return;
  else if (scenario->said[node])
    dgmi_failure(reader->messages, &place, "the scenario '%s' has a weight of '%s' already",
                 scenario->name,
                 dgmi_framework_node(dgmi_index_framework(reader->index), (guint)node)->code);
  else
  {
    scenario->weight[node] = weight;
    scenario->said[node] = TRUE;
  }
}

/* At least one member of every aggregate has to count. */
static void check_sums(const Reader *reader, const DgmiScenario *scenario)
{
  const DgmiFramework *framework = dgmi_index_framework(reader->index);
  for (guint i = 0; i < dgmi_framework_n_nodes(framework); i++)
  {
    const DgmiNode *node = dgmi_framework_node(framework, i);
    double sum = 0;
    for (guint m = 0; m < node->n_members; m++)
      sum += scenario->weight[node->members[m]];
    if (node->n_members > 0 && !(sum > 0 && isfinite(sum)))
      dgmi_failure(reader->messages, &scenario->place,
                   "in the scenario '%s' the weights of the members of '%s' sum to %s; give at "
                   "least one a weight above 0",
                   scenario->name, node->code, sum > 0 ? N_("more than a number holds") : "0");
  }
}

GPtrArray *dgmi_scenarios_read(const char *file, const DgmiIndex *index, const DgmiOptions *options,
                               DgmiMessages *messages)
{
  assert(file != NULL && messages != NULL);
  const guint failures = dgmi_messages_failures(messages);
  const DgmiCsvOptions csv = dgmi_options_csv(&options->data);
  g_autoptr(DgmiTable) table = dgmi_table_read(file, &csv, messages);
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(free_scenario);
  Reader reader = {.index = index, .messages = messages, .table = table, .list = list};
  if (table == NULL || !find_columns(&reader))
    return NULL;
  for (guint row = 0; row < dgmi_table_n_rows(table); row++)
    read_row(&reader, row);
  for (guint i = 0; i < list->len; i++)
    check_sums(&reader, list->pdata[i]);
  if (dgmi_table_n_rows(table) == 0)
  {
    const DgmiPlace place = dgmi_table_header_place(table, 0);
    dgmi_failure(messages, &place, "the table has no scenario; add rows scenario,code,weight");
  }
  return dgmi_messages_failures(messages) > failures ? NULL : g_steal_pointer(&list);
}
