/* Pairwise comparisons from a table: codes as header and as first column, each cell how many times
 * the row's part weighs the column's, as a number or a fraction "1/3". */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "datasets/csv/table.h"
#include "index/methods/ahp.h"
#include "index/opened/index-inside.h"
#include "indicators/base/text.h"

typedef struct
{
  const DgmiIndex *index;
  const DgmiTable *table;
  DgmiMessages *messages;
  const DgmiNode *parent;
  guint n;
  guint *node;   /* by column of comparisons */
  double *value; /* n × n */
} Comparisons;

static gboolean read_ratio(const char *text, double *value)
{
  const char *slash = strchr(text, '/');
  const gsize length = slash == NULL ? strlen(text) : (gsize)(slash - text);
  double below = 1;
  if (dgmi_number_parse(text, length, value) != DGMI_NUMBER_OK ||
      (slash != NULL &&
       (dgmi_number_parse(slash + 1, strlen(slash + 1), &below) != DGMI_NUMBER_OK || below == 0)))
    return FALSE;
  *value /= below;
  return TRUE;
}

static int find_node(const Comparisons *c, const char *code, const DgmiPlace *place)
{
  const int node = dgmi_framework_find(c->index->framework, code);
  if (node < 0)
    dgmi_failure(c->messages, place, "there is no node '%s'%s", code, "");
  return node;
}

/* The columns are all the members of one parent, each once (a table has no column twice). */
static gboolean read_columns(Comparisons *c, int parent)
{
  for (guint k = 0; k < c->n; k++)
  {
    const DgmiPlace place = dgmi_table_header_place(c->table, k + 1);
    const int node = find_node(c, dgmi_table_column_name(c->table, k + 1), &place);
    if (node < 0)
      return FALSE;
    const DgmiNode *info = dgmi_framework_node(c->index->framework, (guint)node);
    if (k == 0 && parent < 0)
      parent = info->parent;
    if (info->parent < 0 || info->parent != parent)
    {
      dgmi_failure(c->messages, &place,
                   "'%s' is not compared with its equals: a table compares all members of one "
                   "node",
                   info->code);
      return FALSE;
    }
    c->node[k] = (guint)node;
  }
  c->parent = dgmi_framework_node(c->index->framework, (guint)parent);
  if (c->n == c->parent->n_members)
    return TRUE;
  const DgmiPlace place = dgmi_table_header_place(c->table, 0);
  dgmi_failure(c->messages, &place,
               "%u of the %u members of '%s' are compared; a table compares all of them", c->n,
               c->parent->n_members, c->parent->code);
  return FALSE;
}

static gboolean read_row(const Comparisons *c, guint row)
{
  const DgmiPlace at = dgmi_table_place(c->table, row, 0);
  const int node = find_node(c, dgmi_table_cell(c->table, row, 0), &at);
  guint a = 0;
  while (node >= 0 && a < c->n && c->node[a] != (guint)node)
    a++;
  if (node < 0)
    return FALSE;
  if (a == c->n || !isnan(c->value[(gsize)a * c->n]))
  {
    dgmi_failure(c->messages, &at, "'%s' has two rows, or a row and no column",
                 dgmi_table_cell(c->table, row, 0));
    return FALSE;
  }
  for (guint b = 0; b < c->n; b++)
  {
    const DgmiPlace place = dgmi_table_place(c->table, row, b + 1);
    const char *cell = dgmi_table_cell(c->table, row, b + 1);
    if (read_ratio(cell, &c->value[(gsize)a * c->n + b]))
      continue;
    dgmi_failure(c->messages, &place, "'%s' is not a number above 0 or a fraction such as 1/3",
                 cell);
    return FALSE;
  }
  return TRUE;
}

static gboolean read_all(Comparisons *c, int parent)
{
  if (c->n == 0 || dgmi_table_n_rows(c->table) != c->n)
  {
    const DgmiPlace place = dgmi_table_header_place(c->table, 0);
    dgmi_failure(c->messages, &place,
                 "a table of comparisons has as many rows as columns: codes as header and as "
                 "first column");
    return FALSE;
  }
  if (!read_columns(c, parent))
    return FALSE;
  for (guint i = 0; i < c->n * c->n; i++)
    c->value[i] = NAN;
  for (guint row = 0; row < c->n; row++)
    if (!read_row(c, row))
      return FALSE;
  return TRUE;
}

/* What is to be told of the weights. */
static void add_note(const Comparisons *c, DgmiIndex *index, const double *weight,
                     const DgmiAhp *ahp)
{
  g_autofree char *ratio = isnan(ahp->cr) ? g_strdup("–") : g_strdup_printf("%.4f", ahp->cr);
  g_autoptr(GString) list = g_string_new(NULL);
  for (guint a = 0; a < c->n; a++)
    g_string_append_printf(list, "%s%s %.4f", a > 0 ? dgmi_index_word(index, ", ") : "",
                           dgmi_framework_node(index->framework, c->node[a])->code, weight[a]);
  dgmi_index_note_weights(
      index, dgmi_index_say(index,
                            "Weights of %s by pairwise comparison (%s): %s; λmax %.4f, CI %.4f, "
                            "CR %s.",
                            c->parent->code, dgmi_table_file(c->table), list->str, ahp->lambda_max,
                            ahp->ci, ratio));
}

static gboolean weigh(const Comparisons *c, DgmiIndex *index, double *by_node)
{
  const DgmiPlace place = {.file = dgmi_table_file(c->table)};
  g_autofree const char **code = g_new(const char *, c->n);
  g_autofree double *weight = g_new(double, c->n);
  g_autoptr(GError) error = NULL;
  DgmiAhp ahp;
  for (guint a = 0; a < c->n; a++)
    code[a] = dgmi_framework_node(index->framework, c->node[a])->code;
  if (!dgmi_ahp(c->value, code, c->n, weight, &ahp, &error))
  {
    dgmi_messages_add_error(c->messages, &place, error);
    return FALSE;
  }
  if (ahp.cr > DGMI_AHP_CR)
    dgmi_warning(c->messages, &place,
                 "the comparisons contradict each other: their consistency ratio %.3f is above "
                 "0.10; look at them again",
                 ahp.cr);
  for (guint a = 0; a < c->n; a++)
    by_node[c->node[a]] = weight[a];
  add_note(c, index, weight, &ahp);
  return TRUE;
}

gboolean dgmi_index_read_ahp(DgmiIndex *index, const char *file, DgmiStatedWeights *stated,
                             DgmiMessages *messages)
{
  assert(file != NULL && stated != NULL);
  const DgmiCsvOptions options = {.corner = TRUE};
  g_autoptr(DgmiTable) table = dgmi_table_read(file, &options, messages);
  if (table == NULL)
    return FALSE;
  Comparisons c = {
      .index = index, .table = table, .messages = messages, .n = dgmi_table_n_columns(table) - 1};
  c.node = g_new(guint, c.n + 1);
  c.value = g_new(double, (gsize)c.n *c.n + 1);
  stated->place = (DgmiPlace){.file = dgmi_table_file(table)};
  const gboolean ok = read_all(&c, stated->node) && weigh(&c, index, stated->weight);
  g_free(c.node);
  g_free(c.value);
  return ok;
}
