/* Building a framework from rows, with every check. */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "indicators/base/text.h"
#include "indicators/framework/framework-inside.h"

static gboolean in_tree(const DgmiNode *node)
{
  return node->type == DGMI_NODE_INDICATOR || node->type == DGMI_NODE_AGGREGATE;
}

/* What the checks below share. */
typedef struct
{
  DgmiFramework *framework;
  const DgmiFrameworkRow *rows;
  const char *file;
  DgmiMessages *messages;
} FrameworkBuilder;

static DgmiPlace field_place(const FrameworkBuilder *builder, guint row, DgmiField field)
{
  const DgmiFrameworkRow *r = &builder->rows[row];
  return (DgmiPlace){
      .file = builder->file, .line = r->line, .column = r->column[field], .is_cell = r->is_cells};
}

/* The text of a field, or NULL where it is not given. */
static const char *given(const FrameworkBuilder *builder, guint row, DgmiField field)
{
  const char *cell = builder->rows[row].cell[field];
  return cell == NULL || cell[0] == '\0' || strcmp(cell, "NA") == 0 ? NULL : cell;
}

static const char *keep(const FrameworkBuilder *builder, guint row, DgmiField field)
{
  const char *cell = given(builder, row, field);
  return cell == NULL ? NULL : g_string_chunk_insert(builder->framework->strings, cell);
}

#define FAIL(builder, row, field, ...)                                                             \
  do                                                                                               \
  {                                                                                                \
    const DgmiPlace fault = field_place(builder, row, field);                                      \
    dgmi_failure((builder)->messages, &fault, __VA_ARGS__);                                        \
  } while (0)

/* The number in a field; `otherwise` where it is not given or, with a failure, no number. */
static double number(const FrameworkBuilder *builder, guint row, DgmiField field, double otherwise)
{
  const char *cell = given(builder, row, field);
  double value;
  if (cell == NULL)
    return otherwise;
  const DgmiNumberStatus status = dgmi_number_parse(cell, strlen(cell), &value);
  if (status == DGMI_NUMBER_OK)
    return value;
  if (status == DGMI_NUMBER_RANGE)
    FAIL(builder, row, field,
         "%s '%s' is too large a number; the largest that can be kept is about 1.8e308",
         dgmi_field_name(field), cell);
  else
    FAIL(builder, row, field, "%s '%s' is not a number; write a number with a decimal point",
         dgmi_field_name(field), cell);
  return otherwise;
}

static DgmiNodeType read_type(const FrameworkBuilder *builder, guint row)
{
  const char *cell = given(builder, row, DGMI_FIELD_TYPE);
  if (cell == NULL)
  {
    FAIL(builder, row, DGMI_FIELD_TYPE,
         "Type is missing; write one of Indicator, Aggregate, Group, Denominator, Other");
    return DGMI_NODE_OTHER;
  }
  const char *known[DGMI_NODE_OTHER + 1];
  for (guint i = 0; i < G_N_ELEMENTS(known); i++)
  {
    known[i] = dgmi_node_type_name((DgmiNodeType)i);
    if (g_ascii_strcasecmp(cell, known[i]) == 0)
      return (DgmiNodeType)i;
  }
  DgmiSentence *hint = dgmi_text_suggestion(cell, known, G_N_ELEMENTS(known));
  FAIL(builder, row, DGMI_FIELD_TYPE, "unknown Type '%s'%p", cell, hint);
  return DGMI_NODE_OTHER;
}

/* The same without a word on what is no number: NaN says it. */
static double quiet_number(const FrameworkBuilder *builder, guint row, DgmiField field,
                           double otherwise)
{
  const char *cell = given(builder, row, field);
  double value;
  if (cell == NULL)
    return otherwise;
  return dgmi_number_parse(cell, strlen(cell), &value) == DGMI_NUMBER_OK ? value : NAN;
}

/* "FALSE"/"TRUE", as R writes them, beside numbers. */
static double read_param(const FrameworkBuilder *builder, guint row, DgmiParam param)
{
  const DgmiField field = (DgmiField)((guint)DGMI_FIELD_FIRST_PARAM + param);
  const char *cell = given(builder, row, field);
  if (param == DGMI_PARAM_GOALPOST_TRUNC2POSTS && cell != NULL)
  {
    if (g_ascii_strcasecmp(cell, "TRUE") == 0)
      return 1;
    if (g_ascii_strcasecmp(cell, "FALSE") == 0)
      return 0;
    if (isnan(quiet_number(builder, row, field, 0)))
    {
      FAIL(builder, row, field, "%s '%s' is neither TRUE nor FALSE", dgmi_field_name(field), cell);
      return NAN;
    }
  }
  return number(builder, row, field, NAN);
}

/* One factor alone is the denominator's where there is one. */
static void settle_factors(DgmiNode *node)
{
  double *scaled = &node->param[DGMI_PARAM_SCALE_FACTOR];
  double *divided = &node->param[DGMI_PARAM_DENOMINATOR_FACTOR];
  if (isnan(*scaled) == isnan(*divided))
    return;
  const double factor = isnan(*scaled) ? *divided : *scaled;
  *divided = node->denominator != NULL ? factor : NAN;
  *scaled = node->denominator != NULL ? NAN : factor;
}

static void read_level(const FrameworkBuilder *builder, guint row, DgmiNode *node)
{
  const double level = quiet_number(builder, row, DGMI_FIELD_LEVEL, 0);
  if (!(level >= 1 && level <= 99 && level == floor(level)))
    FAIL(builder, row, DGMI_FIELD_LEVEL,
         "Level of '%s' must be a whole number from 1 (indicators) up to 99", node->code);
  else
    node->level = (guint)level;
  if (node->type == DGMI_NODE_INDICATOR && node->level > 1)
    FAIL(builder, row, DGMI_FIELD_LEVEL, "indicator '%s' has level %u; indicators have level 1",
         node->code, node->level);
  if (node->type == DGMI_NODE_AGGREGATE && node->level == 1)
    FAIL(builder, row, DGMI_FIELD_LEVEL,
         "aggregate '%s' has level 1; aggregates have level 2 or more", node->code);
}

static void read_numbers(const FrameworkBuilder *builder, guint row, DgmiNode *node)
{
  read_level(builder, row, node);
  const double direction = quiet_number(builder, row, DGMI_FIELD_DIRECTION, 1);
  if (direction != 1 && direction != -1)
    FAIL(builder, row, DGMI_FIELD_DIRECTION,
         "unknown Direction '%s' of '%s'; write 1 (more is better) or -1 (less is better)",
         builder->rows[row].cell[DGMI_FIELD_DIRECTION], node->code);
  node->direction = direction == -1 ? -1 : 1;
  node->weight = number(builder, row, DGMI_FIELD_WEIGHT, 1);
  if (node->weight < 0)
    FAIL(builder, row, DGMI_FIELD_WEIGHT,
         "Weight %s of '%s' is negative; weights are 0 or more (turn a 'less is better' "
         "indicator with Direction -1)",
         builder->rows[row].cell[DGMI_FIELD_WEIGHT], node->code);
}

static void read_node(const FrameworkBuilder *builder, guint row)
{
  DgmiFramework *framework = builder->framework;
  DgmiNode *node = &framework->nodes[row];
  node->place = field_place(builder, row, DGMI_FIELD_CODE);
  node->code = keep(builder, row, DGMI_FIELD_CODE);
  node->name = keep(builder, row, DGMI_FIELD_NAME);
  node->name_zh = keep(builder, row, DGMI_FIELD_NAME_ZH);
  node->unit = keep(builder, row, DGMI_FIELD_UNIT);
  node->source = keep(builder, row, DGMI_FIELD_SOURCE);
  node->denominator = keep(builder, row, DGMI_FIELD_DENOMINATOR);
  node->parent = node->indicator = -1;
  node->direction = 1;
  node->weight = 1;
  if (node->code == NULL)
    FAIL(builder, row, DGMI_FIELD_CODE, "iCode is missing; give every row a code of its own");
  if (node->code == NULL)
    node->code = "";
  if (node->name == NULL)
    node->name = node->code;
  node->type = read_type(builder, row);
  for (guint p = 0; p < DGMI_N_PARAMS; p++)
    node->param[p] = read_param(builder, row, (DgmiParam)p);
  settle_factors(node);
  if (in_tree(node))
    read_numbers(builder, row, node);
}

static void index_code(const FrameworkBuilder *builder, guint row)
{
  DgmiFramework *framework = builder->framework;
  const char *code = framework->nodes[row].code;
  if (code[0] == '\0')
    return;
  const int other = dgmi_framework_find(framework, code);
  if (other >= 0)
    FAIL(builder, row, DGMI_FIELD_CODE,
         "duplicate iCode '%s' (first on line %u); codes differ in more than letter case", code,
         framework->nodes[other].place.line);
  else
    g_hash_table_insert(framework->by_code, (gpointer)code, GUINT_TO_POINTER(row + 1));
}

static DgmiSentence *suggest_code(const DgmiFramework *framework, const char *code,
                                  DgmiNodeType type)
{
  g_autoptr(GPtrArray) codes = g_ptr_array_new();
  for (guint i = 0; i < framework->n_nodes; i++)
    if (framework->nodes[i].type == type)
      g_ptr_array_add(codes, (gpointer)framework->nodes[i].code);
  return dgmi_text_suggestion(code, (const char *const *)codes->pdata, codes->len);
}

static void find_parent(const FrameworkBuilder *builder, guint row)
{
  DgmiFramework *framework = builder->framework;
  DgmiNode *node = &framework->nodes[row];
  const char *code = given(builder, row, DGMI_FIELD_PARENT);
  if (!in_tree(node))
    return;
  if (code == NULL)
  {
    if (node->type == DGMI_NODE_INDICATOR)
      FAIL(builder, row, DGMI_FIELD_PARENT,
           "indicator '%s' is an orphan: its Parent is empty; name the aggregate it belongs to",
           node->code);
    return;
  }
  const int parent = dgmi_framework_find(framework, code);
  if (parent < 0)
    FAIL(builder, row, DGMI_FIELD_PARENT, "Parent '%s' of '%s' is not in the table%p", code,
         node->code, suggest_code(framework, code, DGMI_NODE_AGGREGATE));
  else if (framework->nodes[parent].type != DGMI_NODE_AGGREGATE)
    FAIL(builder, row, DGMI_FIELD_PARENT,
         "Parent '%s' of '%s' is of type %s; only an Aggregate has members", code, node->code,
         dgmi_node_type_name(framework->nodes[parent].type));
  else
    node->parent = parent;
}

static gboolean is_above_itself(const DgmiFramework *framework, guint node)
{
  int above = framework->nodes[node].parent;
  for (guint steps = 0; above >= 0 && steps < framework->n_nodes; steps++)
  {
    if (above == (int)node)
      return TRUE;
    above = framework->nodes[above].parent;
  }
  return FALSE;
}

static char *cycle_text(const DgmiFramework *framework, guint start)
{
  GString *out = g_string_new(framework->nodes[start].code);
  int node = (int)start;
  do
  {
    node = framework->nodes[node].parent;
    g_string_append_printf(out, " → %s", framework->nodes[node].code);
  } while (node != (int)start);
  return g_string_free(out, FALSE);
}

/* Says each cycle once, at its first row, and cuts it there so that the other checks can walk up.
 * Nodes that end in a cycle cut this way are not called roots. */
static void check_cycles(const FrameworkBuilder *builder, gboolean *was_cut)
{
  DgmiFramework *framework = builder->framework;
  for (guint i = 0; i < framework->n_nodes; i++)
    if (is_above_itself(framework, i))
    {
      g_autofree char *path = cycle_text(framework, i);
      FAIL(builder, i, DGMI_FIELD_PARENT,
           "the parents form a cycle: %s; one of them needs another Parent, the top one none",
           path);
      framework->nodes[i].parent = -1;
      was_cut[i] = TRUE;
    }
}

static void check_levels(const FrameworkBuilder *builder, guint row)
{
  const DgmiNode *node = &builder->framework->nodes[row];
  if (node->parent < 0 || node->level == 0)
    return;
  const DgmiNode *parent = &builder->framework->nodes[node->parent];
  /* An aggregate of level 1 was said to be wrong itself. */
  if (parent->level > 1 && parent->level <= node->level)
    FAIL(builder, row, DGMI_FIELD_LEVEL,
         "'%s' has level %u but its Parent '%s' has level %u; a parent's level is above its "
         "members'",
         node->code, node->level, parent->code, parent->level);
}

static void check_roots(const FrameworkBuilder *builder, const gboolean *was_cut)
{
  DgmiFramework *framework = builder->framework;
  int root = -1;
  gboolean cut = FALSE;
  for (guint i = 0; i < framework->n_nodes; i++)
  {
    const DgmiNode *node = &framework->nodes[i];
    cut = cut || was_cut[i];
    if (node->type != DGMI_NODE_AGGREGATE || given(builder, i, DGMI_FIELD_PARENT) != NULL)
      continue;
    if (root >= 0)
      FAIL(builder, i, DGMI_FIELD_PARENT,
           "a second root '%s' beside '%s' (line %u); only the index itself has no Parent",
           node->code, framework->nodes[root].code, framework->nodes[root].place.line);
    else
      root = (int)i;
  }
  framework->root = (guint)MAX(root, 0);
  if (root < 0 && !cut)
  {
    const DgmiPlace place = {.file = builder->file};
    dgmi_failure(builder->messages, &place,
                 "no index: the table has no Aggregate without a Parent; leave the Parent of the "
                 "top row empty");
  }
}

/* Members of each parent, in framework order, in one block. */
static void link_members(DgmiFramework *framework)
{
  guint *count = g_new0(guint, framework->n_nodes + 1);
  for (guint i = 0; i < framework->n_nodes; i++)
    if (framework->nodes[i].parent >= 0)
      framework->nodes[framework->nodes[i].parent].n_members++;
  framework->members = g_new(guint, framework->n_nodes + 1);
  guint start = 0;
  for (guint i = 0; i < framework->n_nodes; i++)
  {
    framework->nodes[i].members = framework->members + start;
    count[i] = start;
    start += framework->nodes[i].n_members;
  }
  for (guint i = 0; i < framework->n_nodes; i++)
    if (framework->nodes[i].parent >= 0)
      framework->members[count[framework->nodes[i].parent]++] = i;
  g_free(count);
}

static void check_members(const FrameworkBuilder *builder, guint row)
{
  const DgmiNode *node = &builder->framework->nodes[row];
  if (node->type != DGMI_NODE_AGGREGATE)
    return;
  if (node->n_members == 0)
  {
    FAIL(builder, row, DGMI_FIELD_CODE,
         "aggregate '%s' has no members; name it as the Parent of some row or remove it",
         node->code);
    return;
  }
  double sum = 0;
  for (guint m = 0; m < node->n_members; m++)
    sum += builder->framework->nodes[node->members[m]].weight;
  if (sum == 0)
    FAIL(builder, row, DGMI_FIELD_CODE,
         "the weights of the members of '%s' sum to 0; give at least one a weight above 0",
         node->code);
  if (!isfinite(sum))
    FAIL(builder, row, DGMI_FIELD_CODE,
         "the weights of the members of '%s' sum to more than a number holds; make them smaller",
         node->code);
}

static void list_nodes(DgmiFramework *framework)
{
  framework->indicators = g_new(guint, framework->n_nodes + 1);
  framework->aggregates = g_new(guint, framework->n_nodes + 1);
  framework->computation = g_new(guint, framework->n_nodes + 1);
  guint highest = 0;
  for (guint i = 0; i < framework->n_nodes; i++)
  {
    DgmiNode *node = &framework->nodes[i];
    highest = MAX(highest, node->level);
    if (node->type == DGMI_NODE_INDICATOR)
    {
      node->indicator = (int)framework->n_indicators;
      framework->indicators[framework->n_indicators++] = i;
    }
    else if (node->type == DGMI_NODE_AGGREGATE)
      framework->aggregates[framework->n_aggregates++] = i;
  }
  guint n = 0;
  for (guint level = 2; level <= highest; level++)
    for (guint a = 0; a < framework->n_aggregates; a++)
      if (framework->nodes[framework->aggregates[a]].level == level)
        framework->computation[n++] = framework->aggregates[a];
}

static void check_denominator(const FrameworkBuilder *builder, guint row)
{
  const DgmiNode *node = &builder->framework->nodes[row];
  if (node->denominator == NULL)
    return;
  const int other = dgmi_framework_find(builder->framework, node->denominator);
  if (other >= 0 && builder->framework->nodes[other].type == DGMI_NODE_DENOMINATOR)
    return;
  DgmiSentence *hint = suggest_code(builder->framework, node->denominator, DGMI_NODE_DENOMINATOR);
  FAIL(builder, row, DGMI_FIELD_DENOMINATOR,
       "Denominator '%s' of '%s' is not a row of type Denominator%p", node->denominator, node->code,
       hint);
}

static void check_tree(const FrameworkBuilder *builder)
{
  const guint n = builder->framework->n_nodes;
  g_autofree gboolean *was_cut = g_new0(gboolean, n + 1);
  for (guint i = 0; i < n; i++)
    index_code(builder, i);
  for (guint i = 0; i < n; i++)
  {
    find_parent(builder, i);
    check_denominator(builder, i);
  }
  check_cycles(builder, was_cut);
  check_roots(builder, was_cut);
  for (guint i = 0; i < n; i++)
    check_levels(builder, i);
}

DgmiFramework *dgmi_framework_new(const DgmiFrameworkRow *rows, guint n, const char *file,
                                  DgmiMessages *messages)
{
  assert(messages != NULL && (rows != NULL || n == 0));
  const guint failures = dgmi_messages_failures(messages);
  g_autoptr(DgmiFramework) framework = g_atomic_rc_box_new0(DgmiFramework);
  framework->strings = g_string_chunk_new(1024);
  framework->by_code = g_hash_table_new(dgmi_code_hash, dgmi_code_equal);
  framework->n_nodes = n;
  framework->nodes = g_new0(DgmiNode, n + 1);
  const FrameworkBuilder builder = {framework, rows, g_intern_string(file), messages};
  for (guint i = 0; i < n; i++)
    read_node(&builder, i);
  check_tree(&builder);
  link_members(framework);
  /* A row that is wrong itself takes its parent's members away: say the cause alone. */
  if (dgmi_messages_failures(messages) == failures)
    for (guint i = 0; i < n; i++)
      check_members(&builder, i);
  list_nodes(framework);
  return dgmi_messages_failures(messages) > failures ? NULL : g_steal_pointer(&framework);
}

DgmiFramework *dgmi_framework_flat(const char *code, const char *const *indicators,
                                   const int *direction, guint n, DgmiMessages *messages)
{
  assert(code != NULL && messages != NULL);
  g_autofree DgmiFrameworkRow *rows = g_new0(DgmiFrameworkRow, n + 1);
  for (guint i = 0; i <= n; i++)
  {
    const gboolean is_index = i == n;
    rows[i].cell[DGMI_FIELD_LEVEL] = is_index ? "2" : "1";
    rows[i].cell[DGMI_FIELD_CODE] = is_index ? code : indicators[i];
    rows[i].cell[DGMI_FIELD_PARENT] = is_index ? NULL : code;
    rows[i].cell[DGMI_FIELD_TYPE] =
        dgmi_node_type_name(is_index ? DGMI_NODE_AGGREGATE : DGMI_NODE_INDICATOR);
    rows[i].cell[DGMI_FIELD_DIRECTION] =
        is_index || direction == NULL || direction[i] > 0 ? "1" : "-1";
  }
  return dgmi_framework_new(rows, n + 1, NULL, messages);
}
