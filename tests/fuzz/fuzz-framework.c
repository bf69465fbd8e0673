/* Any bytes are a framework table or a list of failures, and what a framework promises holds. */
#include "datasets/csv/framework-table.h"

#define FUZZ_NAME "framework"
#include "tests/fuzz/fuzz.h"

#include <math.h>
#include <string.h>

#include "tests/fuzz/fuzz-file.h"

static void look_at_member(const DgmiFramework *framework, guint parent, guint member)
{
  const DgmiNode *node = dgmi_framework_node(framework, member);
  g_assert_cmpint(node->parent, ==, (int)parent);
  g_assert_cmpuint(node->level, <, dgmi_framework_node(framework, parent)->level);
  g_assert_true(node->weight >= 0 && isfinite(node->weight));
}

static void look_at_node(const DgmiFramework *framework, guint i)
{
  const DgmiNode *node = dgmi_framework_node(framework, i);
  g_assert_cmpint(dgmi_framework_find(framework, node->code), ==, (int)i);
  g_assert_true(node->direction == 1 || node->direction == -1);
  g_assert_true((node->n_members > 0) == (node->type == DGMI_NODE_AGGREGATE));
  for (guint m = 0; m < node->n_members; m++)
    look_at_member(framework, i, node->members[m]);
}

static void look_at(const DgmiFramework *framework)
{
  guint roots = 0, columns;
  for (guint i = 0; i < dgmi_framework_n_nodes(framework); i++)
  {
    look_at_node(framework, i);
    const DgmiNode *node = dgmi_framework_node(framework, i);
    roots += node->type == DGMI_NODE_AGGREGATE && node->parent < 0;
  }
  g_assert_cmpuint(roots, ==, 1);
  g_assert_cmpint(dgmi_framework_node(framework, dgmi_framework_root(framework))->parent, ==, -1);
  g_autofree guint *listed = dgmi_framework_columns(framework, &columns);
  for (guint i = 0; i < columns; i++)
    g_assert_cmpuint(listed[i], <, dgmi_framework_n_nodes(framework));
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiFramework) framework =
      dgmi_framework_read(fuzz_file("framework", "csv", data, size), NULL, messages);
  g_assert_true((framework != NULL) == (dgmi_messages_failures(messages) == 0));
  if (framework != NULL)
    look_at(framework);
  return 0;
}
