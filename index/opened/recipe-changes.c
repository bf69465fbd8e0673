#include "index/opened/recipe-changes.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "index/opened/index-inside.h"
#include "indicators/base/text.h"

#define LISTED_MAX 6 /* changes of one kind that are named */

/* A list of changes of one kind. */
typedef struct
{
  const DgmiIndex *index; /* whose language is spoken */
  GString *text;
  guint n;
} List;

static void list_add(List *list, const char *text)
{
  if (list->n++ < LISTED_MAX)
    g_string_append_printf(list->text, "%s%s",
                           list->n > 1 ? dgmi_index_word(list->index, ", ") : "", text);
  else if (list->n == LISTED_MAX + 1)
    g_string_append(list->text, " …");
}

/* The node of `index` with the code that `node` has, or -1 where its tree has none. */
static int counterpart(const DgmiIndex *index, const DgmiNode *node)
{
  const int found = dgmi_framework_find(index->framework, node->code);
  return found >= 0 && dgmi_framework_node(index->framework, (guint)found)->level > 0 ? found : -1;
}

/* The nodes of `to`'s tree that `from`'s has not. */
static void list_new_nodes(const DgmiIndex *from, const DgmiIndex *to, List *list)
{
  for (guint i = 0; i < dgmi_framework_n_nodes(to->framework); i++)
  {
    const DgmiNode *node = dgmi_framework_node(to->framework, i);
    if (node->level > 0 && counterpart(from, node) < 0)
      list_add(list, node->code);
  }
}

static void list_gone_nodes(const DgmiIndex *from, const DgmiIndex *to, List *list)
{
  list_new_nodes(to, from, list);
}

/* As computed, or as stated where it is not. */
static double weight_of(const DgmiIndex *index, guint node)
{
  return index->result != NULL ? dgmi_result_weights(index->result)[node]
                               : dgmi_recipe_node(index->recipe, node)->weight;
}

/* The node's share in its parent, and how many share it. */
static double share_in_parent(const DgmiIndex *index, int node, guint *n_members)
{
  const int parent = dgmi_framework_node(index->framework, (guint)node)->parent;
  *n_members = 1;
  if (parent < 0)
    return 1;
  const DgmiNode *above = dgmi_framework_node(index->framework, (guint)parent);
  double sum = 0;
  for (guint m = 0; m < above->n_members; m++)
    sum += weight_of(index, above->members[m]);
  *n_members = above->n_members;
  return weight_of(index, (guint)node) / sum;
}

static void list_weights(const DgmiIndex *from, const DgmiIndex *to, List *list)
{
  for (guint i = 0; i < dgmi_framework_n_nodes(to->framework); i++)
  {
    const DgmiNode *node = dgmi_framework_node(to->framework, i);
    const int before = counterpart(from, node);
    guint n_old, n_new;
    char old[DGMI_NUMBER_SIZE], new[DGMI_NUMBER_SIZE];
    if (node->level == 0 || before < 0)
      continue;
    const double x = share_in_parent(from, before, &n_old);
    const double y = share_in_parent(to, (int)i, &n_new);
    if (n_old != n_new || fabs(x - y) < 1e-9)
      continue;
    g_autofree char *text =
        g_strdup_printf("%s %s → %s", node->code, dgmi_number_format(dgmi_round(x, 4), old),
                        dgmi_number_format(dgmi_round(y, 4), new));
    list_add(list, text);
  }
}

static const DgmiMethod *method_of(const DgmiIndex *index, guint node)
{
  const gboolean is_aggregate =
      dgmi_framework_node(index->framework, node)->type == DGMI_NODE_AGGREGATE;
  return is_aggregate ? &dgmi_recipe_node(index->recipe, node)->aggregate
                      : &dgmi_recipe_node(index->recipe, node)->normalise;
}

static void list_methods(const DgmiIndex *from, const DgmiIndex *to, List *list)
{
  for (guint i = 0; i < dgmi_framework_n_nodes(to->framework); i++)
  {
    const DgmiNode *node = dgmi_framework_node(to->framework, i);
    const int before = counterpart(from, node);
    if (node->level == 0 || before < 0)
      continue;
    const DgmiMethod *old = method_of(from, (guint)before), *new = method_of(to, i);
    if (old->info == NULL || new->info == NULL)
      continue;
    g_autofree char *x = dgmi_method_format(old), *y = dgmi_method_format(new);
    g_autofree char *text = g_strdup_printf("%s %s → %s", node->code, x, y);
    if (strcmp(x, y) != 0)
      list_add(list, text);
  }
}

static char *digits_text(const DgmiIndex *index, int digits)
{
  return digits < 0 ? g_strdup(dgmi_index_word(index, "all")) : g_strdup_printf("%d", digits);
}

static void list_digits(const DgmiIndex *from, const DgmiIndex *to, List *list)
{
  if (dgmi_recipe_settings(from->recipe)->digits == dgmi_recipe_settings(to->recipe)->digits)
    return;
  g_autofree char *x = digits_text(to, dgmi_recipe_settings(from->recipe)->digits),
                  *y = digits_text(to, dgmi_recipe_settings(to->recipe)->digits);
  g_autofree char *text = g_strdup_printf("%s → %s", x, y);
  list_add(list, text);
}

typedef void (*ListFunc)(const DgmiIndex *from, const DgmiIndex *to, List *list);

char *dgmi_recipe_changes(const DgmiIndex *from, const DgmiIndex *to)
{
  assert(from->recipe != NULL && to->recipe != NULL);
  static const struct
  {
    const char *title;
    ListFunc list;
  } kinds[] = {{DGMI_N_("new"), list_new_nodes},
               {DGMI_N_("no longer there"), list_gone_nodes},
               {DGMI_N_("weights"), list_weights},
               {DGMI_N_("methods"), list_methods},
               {DGMI_N_("decimals of the score"), list_digits}};
  GString *all = g_string_new(NULL);
  for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
  {
    g_autoptr(GString) text = g_string_new(NULL);
    List list = {.index = to, .text = text};
    kinds[i].list(from, to, &list);
    if (text->len > 0)
      g_string_append_printf(all, "%s%s %s", all->len > 0 ? dgmi_index_word(to, "; ") : "",
                             dgmi_index_word(to, kinds[i].title), text->str);
  }
  return g_string_free(all, FALSE);
}
