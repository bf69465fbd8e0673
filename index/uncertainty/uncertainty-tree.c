/* The tree of an index and its normalised data as the kernels take them. */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "index/uncertainty/uncertainty-inside.h"
#include "indicators/base/memory.h"

/* ---- The tree by slots ---- */

/* Slots are numbered in the order of computation: members always stand before their parent, and
 * one pass aggregates all. */
void dgmi_tree_build(DgmiTree *tree, const DgmiRecipe *recipe)
{
  assert(recipe != NULL);
  const DgmiFramework *framework = dgmi_recipe_framework(recipe);
  const guint n_indicators = tree->n_indicators = dgmi_framework_n_indicators(framework);
  const guint n_aggregates = tree->n_aggregates = dgmi_framework_n_aggregates(framework);
  tree->n_slots = n_indicators + n_aggregates;
  tree->node = g_new(guint, tree->n_slots);
  tree->slot = g_new0(guint, dgmi_framework_n_nodes(framework));
  tree->first = g_new0(guint, n_aggregates + 1);
  tree->member = g_new(guint, tree->n_slots);
  tree->available = g_new(double, n_aggregates);
  memcpy(tree->node, dgmi_framework_indicators(framework), n_indicators * sizeof(guint));
  memcpy(tree->node + n_indicators, dgmi_framework_computation(framework),
         n_aggregates * sizeof(guint));
  for (guint slot = 0; slot < tree->n_slots; slot++)
    tree->slot[tree->node[slot]] = slot;
  guint n = 0;
  for (guint a = 0; a < n_aggregates; a++)
  {
    const guint id = tree->node[n_indicators + a];
    const DgmiNode *node = dgmi_framework_node(framework, id);
    tree->first[a] = n;
    for (guint m = 0; m < node->n_members; m++)
      tree->member[n++] = tree->slot[node->members[m]];
    tree->available[a] = dgmi_recipe_node(recipe, id)->available * node->n_members;
  }
  tree->first[n_aggregates] = n;
}

void dgmi_tree_clear(DgmiTree *tree)
{
  dgmi_free_all(tree->node, tree->slot, tree->first, tree->member, tree->available);
}

/* ---- Segments ---- */

static gboolean is_geometric(const DgmiMethod *method)
{
  return method->info->aggregate.kernel == DGMI_KERNEL_LOG_SUM;
}

static gboolean is_mean(const DgmiMethod *method)
{
  return method->info->aggregate.kernel != DGMI_KERNEL_NONE;
}

static gboolean has_shape(const DgmiTree *tree, const DgmiRecipe *recipe,
                          const DgmiMethod *aggregate)
{
  const int needed = dgmi_recipe_published(recipe)->zero_without;
  if (dgmi_recipe_settings(recipe)->round_levels >= 0 ||
      (needed >= 0 && tree->slot[(guint)needed] >= tree->n_indicators))
    return FALSE;
  for (guint slot = tree->n_indicators; slot < tree->n_slots; slot++)
    if (!is_mean(&aggregate[tree->node[slot]]) ||
        dgmi_recipe_node(recipe, tree->node[slot])->normalise.info != NULL)
      return FALSE;
  return TRUE;
}

typedef struct
{
  const DgmiTree *tree;
  const DgmiMethod *aggregate;
  DgmiShape *shape;
  guint n_leaves, n_inner;
  guint *number; /* of the segment that an aggregate is the head of */
} ShapeBuilder;

static gboolean geometric_at(const ShapeBuilder *builder, guint aggregate)
{
  const DgmiTree *tree = builder->tree;
  return is_geometric(&builder->aggregate[tree->node[tree->n_indicators + aggregate]]);
}

/* Marks the heads: the index, and every aggregate whose parent is of the other kind. */
static void find_heads(ShapeBuilder *builder)
{
  const DgmiTree *tree = builder->tree;
  builder->shape->is_head[tree->n_aggregates - 1] = TRUE;
  for (guint a = 0; a < tree->n_aggregates; a++)
    for (guint m = tree->first[a]; m < tree->first[a + 1]; m++)
      if (tree->member[m] >= tree->n_indicators)
      {
        const guint member = tree->member[m] - tree->n_indicators;
        builder->shape->is_head[member] = geometric_at(builder, member) != geometric_at(builder, a);
      }
}

/* The leaves below an aggregate, in the tree's order; inner ones in a second walk. */
static void collect(ShapeBuilder *builder, guint aggregate, gboolean inner)
{
  const DgmiTree *tree = builder->tree;
  for (guint m = tree->first[aggregate]; m < tree->first[aggregate + 1]; m++)
  {
    const guint slot = tree->member[m];
    if (slot >= tree->n_indicators && !builder->shape->is_head[slot - tree->n_indicators])
      collect(builder, slot - tree->n_indicators, inner);
    else if (slot >= tree->n_indicators && inner)
      builder->shape->inner[builder->n_inner++] = builder->number[slot - tree->n_indicators];
    else if (slot < tree->n_indicators && !inner)
      builder->shape->leaf[builder->n_leaves++] = slot;
  }
}

static void add_segment(ShapeBuilder *builder, guint head)
{
  DgmiShape *shape = builder->shape;
  DgmiSegment *segment = &shape->segment[shape->n_segments];
  builder->number[head] = shape->n_segments++;
  *segment = (DgmiSegment){.head = head,
                           .geometric = geometric_at(builder, head),
                           .first_leaf = builder->n_leaves,
                           .first_inner = builder->n_inner};
  collect(builder, head, FALSE);
  collect(builder, head, TRUE);
  segment->n_leaves = builder->n_leaves - segment->first_leaf;
  segment->n_inner = builder->n_inner - segment->first_inner;
  for (guint i = segment->first_inner; i < builder->n_inner; i++)
    shape->segment[shape->inner[i]].to_geometric = segment->geometric;
}

DgmiShape *dgmi_shape_new(const DgmiTree *tree, const DgmiRecipe *recipe,
                          const DgmiMethod *aggregate)
{
  if (!has_shape(tree, recipe, aggregate))
    return NULL;
  DgmiShape *shape = g_new0(DgmiShape, 1);
  shape->tree = tree;
  shape->segment = g_new0(DgmiSegment, tree->n_aggregates);
  shape->leaf = g_new(guint, tree->n_indicators);
  shape->inner = g_new(guint, tree->n_aggregates);
  shape->is_head = g_new0(bool, tree->n_aggregates);
  ShapeBuilder builder = {tree, aggregate, shape, 0, 0, g_new0(guint, tree->n_aggregates)};
  find_heads(&builder);
  for (guint a = 0; a < tree->n_aggregates; a++)
    if (shape->is_head[a])
      add_segment(&builder, a);
  g_free(builder.number);
  return shape;
}

static void clear_shape(DgmiShape *shape)
{
  dgmi_free_all(shape->segment, shape->leaf, shape->inner, shape->is_head);
}

DGMI_DEFINE_FREE(dgmi_shape_free, DgmiShape, clear_shape)

/* ---- Patterns of missing values ---- */

/* The indicators a unit has, a byte each, as a key that hashes. */
static GBytes *pattern_of(const DgmiMatrix *normalised, guint n_indicators, guint unit)
{
  guint8 *present = g_new(guint8, n_indicators);
  for (guint c = 0; c < n_indicators; c++)
    present[c] = !isnan(dgmi_matrix_column(normalised, c)[unit]);
  return g_bytes_new_take(present, n_indicators);
}

static double leaf_value(const DgmiMatrix *normalised, guint column, guint unit, gboolean geometric)
{
  const double x = dgmi_matrix_column(normalised, column)[unit];
  return isnan(x) ? 0 : geometric ? log(x) : x;
}

/* Arranges the values of a pattern's units, four at a time while there are four. */
static void pack_values(const DgmiShape *shape, const DgmiMatrix *normalised, DgmiPattern *pattern)
{
  const guint n_leaves = shape->tree->n_indicators;
  double *out = pattern->value = g_new(double, (gsize)n_leaves * pattern->n_units);
  for (guint i = 0; i < pattern->n_units;)
  {
    const guint rows = i + 4 <= pattern->n_units ? 4 : 1;
    for (guint s = 0; s < shape->n_segments; s++)
    {
      const DgmiSegment *segment = &shape->segment[s];
      for (guint l = segment->first_leaf; l < segment->first_leaf + segment->n_leaves; l++)
        for (guint r = 0; r < rows; r++)
          *out++ = leaf_value(normalised, shape->leaf[l], pattern->unit[i + r], segment->geometric);
    }
    i += rows;
  }
}

/* Units with the same gaps share their members' weights, so they are put side by side: the shares
 * are computed once for each pattern and not for each unit. */
DgmiPacked *dgmi_packed_new(const DgmiShape *shape, const DgmiMatrix *normalised, guint n_units)
{
  assert(normalised != NULL && n_units > 0);
  const guint n_indicators = shape->tree->n_indicators;
  g_autoptr(GHashTable) number =
      g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
  g_autoptr(GArray) patterns = g_array_new(FALSE, TRUE, sizeof(DgmiPattern));
  g_autofree guint *pattern_of_unit = g_new(guint, n_units + 1);
  for (guint unit = 0; unit < n_units; unit++)
  {
    GBytes *key = pattern_of(normalised, n_indicators, unit);
    gpointer found;
    if (!g_hash_table_lookup_extended(number, key, NULL, &found))
    {
      const DgmiPattern pattern = {.present = g_memdup2(g_bytes_get_data(key, NULL), n_indicators)};
      found = GUINT_TO_POINTER(patterns->len);
      g_array_append_val(patterns, pattern);
      g_hash_table_insert(number, g_bytes_ref(key), found);
    }
    g_bytes_unref(key);
    pattern_of_unit[unit] = GPOINTER_TO_UINT(found);
    g_array_index(patterns, DgmiPattern, pattern_of_unit[unit]).n_units++;
  }
  DgmiPacked *packed = g_new0(DgmiPacked, 1);
  packed->shape = shape;
  packed->n_patterns = patterns->len;
  packed->pattern = (DgmiPattern *)(gpointer)g_array_free(g_steal_pointer(&patterns), FALSE);
  for (guint p = 0; p < packed->n_patterns; p++)
  {
    packed->pattern[p].unit = g_new(guint, packed->pattern[p].n_units);
    packed->pattern[p].n_units = 0;
  }
  for (guint unit = 0; unit < n_units; unit++)
  {
    DgmiPattern *pattern = &packed->pattern[pattern_of_unit[unit]];
    pattern->unit[pattern->n_units++] = unit;
  }
  for (guint p = 0; p < packed->n_patterns; p++)
    pack_values(shape, normalised, &packed->pattern[p]);
  return packed;
}

static void clear_packed(DgmiPacked *packed)
{
  for (guint p = 0; p < packed->n_patterns; p++)
  {
    g_free(packed->pattern[p].unit);
    g_free(packed->pattern[p].present);
    g_free(packed->pattern[p].value);
  }
  g_free(packed->pattern);
}

DGMI_DEFINE_FREE(dgmi_packed_free, DgmiPacked, clear_packed)
