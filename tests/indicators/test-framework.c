/* Frameworks: every small tree against a naive checker, and each fault's place and words. */
#include <math.h>

#include "tests/shared/computed.h"
#include "tests/shared/program.h"

#define NODES_MAX 5

/* A tree as numbers. */
typedef struct
{
  guint n;
  int parent[NODES_MAX]; /* -1 = none; may be the node itself */
  gboolean aggregate[NODES_MAX];
  guint level[NODES_MAX];
} Tree;

static const char *const codes[NODES_MAX] = {"a", "b", "c", "d", "e"};
static const char *const level_texts[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};

/* ---- The rules as they are stated, one after the other ---- */

static gboolean reaches_top(const Tree *tree, guint node)
{
  int at = (int)node;
  for (guint steps = 0; steps <= tree->n && at >= 0; steps++)
    at = tree->parent[at];
  return at < 0;
}

static guint count_members(const Tree *tree, guint node)
{
  guint n = 0;
  for (guint i = 0; i < tree->n; i++)
    n += tree->parent[i] == (int)node;
  return n;
}

static gboolean node_is_sound(const Tree *tree, guint i)
{
  const int parent = tree->parent[i];
  if (!reaches_top(tree, i) || (parent >= 0 && !tree->aggregate[parent]) ||
      (parent >= 0 && tree->level[parent] <= tree->level[i]))
    return FALSE;
  return tree->aggregate[i] ? tree->level[i] >= 2 && count_members(tree, i) > 0
                            : tree->level[i] == 1 && parent >= 0;
}

static gboolean is_sound(const Tree *tree)
{
  guint roots = 0;
  for (guint i = 0; i < tree->n; i++)
  {
    if (!node_is_sound(tree, i))
      return FALSE;
    roots += tree->parent[i] < 0;
  }
  return roots == 1;
}

static void assert_columns(const Tree *tree, const DgmiFramework *framework)
{
  guint expected[NODES_MAX], n = 0, n_columns;
  for (guint level = 9; level >= 2; level--)
    for (guint i = 0; i < tree->n; i++)
      if (tree->aggregate[i] && tree->parent[i] >= 0 && tree->level[i] == level)
        expected[n++] = i;
  for (guint i = 0; i < tree->n && dgmi_framework_n_aggregates(framework) == 1; i++)
    if (!tree->aggregate[i])
      expected[n++] = i;
  g_autofree guint *columns = dgmi_framework_columns(framework, &n_columns);
  g_assert_cmpmem(columns, n_columns * sizeof(guint), expected, n * sizeof(guint));
}

static void assert_computation(const Tree *tree, const DgmiFramework *framework)
{
  guint expected[NODES_MAX], n = 0;
  for (guint level = 2; level <= 9; level++)
    for (guint i = 0; i < tree->n; i++)
      if (tree->aggregate[i] && tree->level[i] == level)
        expected[n++] = i;
  g_assert_cmpmem(dgmi_framework_computation(framework),
                  dgmi_framework_n_aggregates(framework) * sizeof(guint), expected,
                  n * sizeof(guint));
}

static void assert_nodes(const Tree *tree, const DgmiFramework *framework)
{
  guint indicators = 0, aggregates = 0;
  g_assert_cmpuint(dgmi_framework_n_nodes(framework), ==, tree->n);
  for (guint i = 0; i < tree->n; i++)
  {
    const DgmiNode *node = dgmi_framework_node(framework, i);
    g_assert_cmpint(node->parent, ==, tree->parent[i]);
    g_assert_cmpuint(node->level, ==, tree->level[i]);
    g_assert_cmpint(dgmi_framework_find(framework, codes[i]), ==, (int)i);
    g_assert_cmpuint(node->n_members, ==, count_members(tree, i));
    for (guint m = 0, child = 0; m < node->n_members; m++, child++)
    {
      while (tree->parent[child] != (int)i)
        child++;
      g_assert_cmpuint(node->members[m], ==, child);
    }
    g_assert_cmpint(node->indicator, ==, tree->aggregate[i] ? -1 : (int)indicators);
    if (tree->aggregate[i])
      g_assert_cmpuint(dgmi_framework_aggregates(framework)[aggregates++], ==, i);
    else
      g_assert_cmpuint(dgmi_framework_indicators(framework)[indicators++], ==, i);
    if (tree->parent[i] < 0)
      g_assert_cmpuint(dgmi_framework_root(framework), ==, i);
  }
  g_assert_cmpuint(dgmi_framework_n_indicators(framework), ==, indicators);
}

/* Returns whether the tree is sound. */
static gboolean assert_agrees(const Tree *tree)
{
  DgmiFrameworkRow rows[NODES_MAX] = {0};
  for (guint i = 0; i < tree->n; i++)
  {
    rows[i].cell[DGMI_FIELD_CODE] = codes[i];
    rows[i].cell[DGMI_FIELD_PARENT] = tree->parent[i] < 0 ? "NA" : codes[tree->parent[i]];
    rows[i].cell[DGMI_FIELD_LEVEL] = level_texts[tree->level[i]];
    rows[i].cell[DGMI_FIELD_TYPE] = tree->aggregate[i] ? "Aggregate" : "Indicator";
  }
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiFramework) framework = dgmi_framework_new(rows, tree->n, NULL, messages);
  g_assert_true((framework == NULL) == (dgmi_messages_failures(messages) > 0));
  if ((framework != NULL) != is_sound(tree))
  {
    for (guint i = 0; i < tree->n; i++)
      g_test_message("%s: parent %d, level %u, %s", codes[i], tree->parent[i], tree->level[i],
                     tree->aggregate[i] ? "Aggregate" : "Indicator");
    g_autofree char *all = said(messages);
    g_error("framework %s: %s", framework == NULL ? "refused" : "accepted", all);
  }
  if (framework == NULL)
    return FALSE;
  assert_columns(tree, framework);
  assert_computation(tree, framework);
  assert_nodes(tree, framework);
  return TRUE;
}

/* Digits of `state` in the bases that a node's choices have. */
static guint take(guint *state, guint base)
{
  const guint digit = *state % base;
  *state /= base;
  return digit;
}

/* All parents, types and levels 1 to 3 of up to three nodes. */
static void test_every_tree(void)
{
  guint n_sound = 0;
  for (guint n = 0; n <= 3; n++)
  {
    guint states = 1;
    for (guint i = 0; i < n; i++)
      states *= (n + 1) * 2 * 3;
    for (guint s = 0; s < states; s++)
    {
      Tree tree = {.n = n};
      guint state = s;
      for (guint i = 0; i < n; i++)
      {
        tree.parent[i] = (int)take(&state, n + 1) - 1;
        tree.aggregate[i] = (gboolean)take(&state, 2);
        tree.level[i] = take(&state, 3) + 1;
      }
      n_sound += assert_agrees(&tree);
    }
  }
  /* Two nodes: 2 orders × 2 levels. Three: 3 places of the index × 2 levels; chains: 6 orders. */
  g_assert_cmpuint(n_sound, ==, 4 + 6 + 6);
}

/* Levels that fit the parents, as far as they can: the height, now and then with a gap. */
static void choose_levels(Tree *tree)
{
  for (guint i = 0; i < tree->n; i++)
    tree->level[i] = tree->aggregate[i] ? 2 : 1;
  for (guint round = 0; round < tree->n; round++)
    for (guint i = 0; i < tree->n; i++)
    {
      const int parent = tree->parent[i];
      if (parent >= 0 && tree->level[parent] <= tree->level[i] && tree->level[i] < 8)
        tree->level[parent] = tree->level[i] + 1 + (g_test_rand_int_range(0, 4) == 0);
    }
  if (g_test_rand_int_range(0, 10) == 0)
    tree->level[g_test_rand_int_range(0, (gint32)tree->n)] = 2;
}

/* All parents of four and five nodes; who has members is an aggregate, with a slip now and then. */
static void test_every_parent(void)
{
  guint n_sound = 0;
  for (guint n = 4; n <= NODES_MAX; n++)
  {
    guint states = 1;
    for (guint i = 0; i < n; i++)
      states *= n + 1;
    for (guint s = 0; s < states; s++)
    {
      Tree tree = {.n = n};
      guint state = s;
      for (guint i = 0; i < n; i++)
        tree.parent[i] = (int)take(&state, n + 1) - 1;
      for (guint i = 0; i < n; i++)
        tree.aggregate[i] = count_members(&tree, i) > 0;
      if (g_test_rand_int_range(0, 10) == 0)
        tree.aggregate[g_test_rand_int_range(0, (gint32)n)] ^= 1;
      choose_levels(&tree);
      n_sound += assert_agrees(&tree);
    }
  }
  g_assert_cmpuint(n_sound, >, 400);
}

/* ---- Faults ---- */

#define HEADER "Level,iCode,Parent,Direction,Type,Weight\n"
#define SOUND HEADER "1,x,I,1,Indicator,1\n2,I,,1,Aggregate,1\n"

static void assert_refused(const char *text, const char *const *beginnings)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiFramework) framework = framework_of_text(text, messages);
  g_assert_null(framework);
  assert_said(messages, beginnings);
}
#define REFUSED(text, ...) assert_refused(text, (const char *const[]){__VA_ARGS__, NULL})

static void test_refused_tree(void)
{
  REFUSED(HEADER "1,x,Q,1,Indicator,1\n2,I,Q,1,Aggregate,1\n3,Q,I,1,Aggregate,1\n",
          "m.csv:3:3: error: the parents form a cycle: I → Q → I",
          "m.csv:4:1: error: 'Q' has level 3");
  REFUSED(SOUND "1,y,,1,Indicator,1\n", "m.csv:4:3: error: indicator 'y' is an orphan");
  REFUSED(SOUND "1,y,Indx,1,Indicator,1\n", "m.csv:4:3: error: Parent 'Indx' of 'y' is not in");
  REFUSED(SOUND "1,y,x,1,Indicator,1\n",
          "m.csv:4:3: error: Parent 'x' of 'y' is of type Indicator");
  REFUSED(SOUND "1,y,J,1,Indicator,1\n2,J,NA,1,Aggregate,1\n",
          "m.csv:5:3: error: a second root 'J' beside 'I' (line 3)");
  REFUSED(SOUND "1,X,I,1,Indicator,1\n", "m.csv:4:2: error: duplicate iCode 'X' (first on line 2)");
  REFUSED(SOUND "2,J,I,1,Aggregate,1\n",
          "m.csv:4:1: error: 'J' has level 2 but its Parent 'I' has");
  REFUSED(HEADER "1,x,I,1,Indicator,1\n3,I,,1,Aggregate,1\n2,J,I,1,Aggregate,1\n",
          "m.csv:4:2: error: aggregate 'J' has no members");
  REFUSED(SOUND "1,,I,1,Indicator,1\n", "m.csv:4:2: error: iCode is missing");
  REFUSED(HEADER, "m.csv: error: no index");
}

static void test_refused_cells(void)
{
  REFUSED(SOUND "1,y,I,2,Indicator,1\n", "m.csv:4:4: error: unknown Direction '2' of 'y'");
  REFUSED(SOUND "1,y,I,up,Indicator,1\n", "m.csv:4:4: error: unknown Direction 'up'");
  REFUSED(SOUND "1,y,I,1,Indicater,1\n",
          "m.csv:4:5: error: unknown Type 'Indicater'; did you mean 'Indicator'?");
  REFUSED(SOUND "1,y,I,1,,1\n", "m.csv:4:5: error: Type is missing");
  REFUSED(SOUND "1,y,I,1,Indicator,-1\n", "m.csv:4:6: error: Weight -1 of 'y' is negative");
  REFUSED(SOUND "1,y,I,1,Indicator,a\n", "m.csv:4:6: error: Weight 'a' is not a number");
  REFUSED(SOUND "2,y,I,1,Indicator,1\n", "m.csv:4:1: error: indicator 'y' has level 2",
          "m.csv:4:1: error: 'y' has level 2 but its Parent 'I' has level 2");
  REFUSED(SOUND "1.5,y,I,1,Indicator,1\n", "m.csv:4:1: error: Level of 'y' must be a whole number");
  REFUSED(HEADER "1,x,I,1,Indicator,0\n2,I,,1,Aggregate,1\n",
          "m.csv:3:2: error: the weights of the members of 'I' sum to 0");
  REFUSED(HEADER "1,x,I,1,Indicator,1e308\n1,y,I,1,Indicator,1e308\n2,I,,1,Aggregate,1\n",
          "m.csv:4:2: error: the weights of the members of 'I' sum to more than a number holds");
}

/* ---- What a node holds ---- */

static void test_fields(void)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiFramework) framework = framework_of_text(
      "Level,iCode,Parent,Direction,Type,Weight,iName,iName_zh,Unit,Source,Denominator,Target,"
      "goalpost_trunc2posts,minmax_lower,zscore_sd\n"
      "1,Tii,EGDI,-1,indicator,0.25,Infrastructure,基础设施,%,ITU,pop,0.9,TRUE,NA,2\n"
      "2,EGDI,NA,,Aggregate,,,,,,,,,,\n"
      "NA,Region,NA,NA,Group,NA,,,,,,,,,\n"
      ",Pop,,,Denominator,,,,,,,,,,\n",
      messages);
  ASSERT_SILENT(messages);
  const DgmiNode *node = dgmi_framework_node(framework, 0);
  g_assert_cmpstr(node->code, ==, "Tii");
  g_assert_cmpstr(node->name, ==, "Infrastructure");
  g_assert_cmpstr(node->name_zh, ==, "基础设施");
  g_assert_cmpstr(node->unit, ==, "%");
  g_assert_cmpstr(node->source, ==, "ITU");
  g_assert_cmpstr(node->denominator, ==, "pop");
  g_assert_cmpint(node->direction, ==, -1);
  g_assert_cmpfloat(node->weight, ==, 0.25);
  g_assert_cmpfloat(node->param[DGMI_PARAM_TARGET], ==, 0.9);
  g_assert_cmpfloat(node->param[DGMI_PARAM_GOALPOST_TRUNC2POSTS], ==, 1);
  g_assert_true(isnan(node->param[DGMI_PARAM_MINMAX_LOWER]));
  g_assert_cmpfloat(node->param[DGMI_PARAM_ZSCORE_SD], ==, 2);
  g_assert_cmpuint(node->place.line, ==, 2);
  const DgmiNode *root = dgmi_framework_node(framework, 1);
  g_assert_cmpstr(root->name, ==, "EGDI");
  g_assert_null(root->name_zh);
  g_assert_cmpfloat(root->weight, ==, 1);
  g_assert_cmpint(root->direction, ==, 1);
  g_assert_cmpuint(dgmi_framework_node(framework, 2)->level, ==, 0);
  g_assert_cmpint(dgmi_framework_find(framework, "TII"), ==, 0);
  g_assert_cmpint(dgmi_framework_find(framework, "T"), ==, -1);
  g_assert_cmpstr(dgmi_node_type_name(dgmi_framework_node(framework, 3)->type), ==, "Denominator");
}

static void test_denominator(void)
{
  REFUSED("Level,iCode,Parent,Type,Denominator\n1,x,I,Indicator,popp\n2,I,,Aggregate,\n"
          "NA,pop,,Denominator,\n",
          "m.csv:2:5: error: Denominator 'popp' of 'x' is not a row of type Denominator; did you "
          "mean 'pop'?");
}

static void test_references(void)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  DgmiFramework *framework = framework_of_text(SOUND, messages);
  g_autoptr(DgmiFramework) other = dgmi_framework_ref(framework);
  dgmi_framework_unref(framework);
  g_assert_cmpuint(dgmi_framework_n_nodes(other), ==, 2);
  dgmi_framework_unref(NULL);
}

TEST_PROGRAM({"/framework/every-tree", test_every_tree},
             {"/framework/every-parent", test_every_parent},
             {"/framework/refused-tree", test_refused_tree},
             {"/framework/refused-cells", test_refused_cells}, {"/framework/fields", test_fields},
             {"/framework/denominator", test_denominator},
             {"/framework/references", test_references})
