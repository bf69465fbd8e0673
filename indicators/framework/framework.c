#include "indicators/framework/framework-inside.h"

#include <assert.h>

#include "indicators/base/memory.h"

static const char *const field_names[DGMI_N_FIELDS] = {
    [DGMI_FIELD_LEVEL] = "Level",
    [DGMI_FIELD_CODE] = "iCode",
    [DGMI_FIELD_PARENT] = "Parent",
    [DGMI_FIELD_DIRECTION] = "Direction",
    [DGMI_FIELD_TYPE] = "Type",
    [DGMI_FIELD_WEIGHT] = "Weight",
    [DGMI_FIELD_NAME] = "iName",
    [DGMI_FIELD_NAME_ZH] = "iName_zh",
    [DGMI_FIELD_UNIT] = "Unit",
    [DGMI_FIELD_SOURCE] = "Source",
    [DGMI_FIELD_DENOMINATOR] = "Denominator",
    [DGMI_FIELD_FIRST_PARAM + DGMI_PARAM_TARGET] = "Target",
    [DGMI_FIELD_FIRST_PARAM + DGMI_PARAM_MINMAX_LOWER] = "minmax_lower",
    [DGMI_FIELD_FIRST_PARAM + DGMI_PARAM_MINMAX_UPPER] = "minmax_upper",
    [DGMI_FIELD_FIRST_PARAM + DGMI_PARAM_ZSCORE_MEAN] = "zscore_mean",
    [DGMI_FIELD_FIRST_PARAM + DGMI_PARAM_ZSCORE_SD] = "zscore_sd",
    [DGMI_FIELD_FIRST_PARAM + DGMI_PARAM_SCALED_LOWER] = "scaled_lower",
    [DGMI_FIELD_FIRST_PARAM + DGMI_PARAM_SCALED_UPPER] = "scaled_upper",
    [DGMI_FIELD_FIRST_PARAM + DGMI_PARAM_GOALPOST_LOWER] = "goalpost_lower",
    [DGMI_FIELD_FIRST_PARAM + DGMI_PARAM_GOALPOST_UPPER] = "goalpost_upper",
    [DGMI_FIELD_FIRST_PARAM + DGMI_PARAM_GOALPOST_SCALE] = "goalpost_scale",
    [DGMI_FIELD_FIRST_PARAM + DGMI_PARAM_GOALPOST_TRUNC2POSTS] = "goalpost_trunc2posts",
    [DGMI_FIELD_FIRST_PARAM + DGMI_PARAM_DIST2TARG_CAP_MAX] = "dist2targ_cap_max",
    [DGMI_FIELD_FIRST_PARAM + DGMI_PARAM_SCALE_FACTOR] = "scale_factor",
    [DGMI_FIELD_FIRST_PARAM + DGMI_PARAM_DENOMINATOR_FACTOR] = "ScaleFactor",
};

static const char *const type_names[] = {"Indicator", "Aggregate", "Group", "Denominator", "Other"};

const char *dgmi_field_name(DgmiField field)
{
  assert(field < DGMI_N_FIELDS);
  return field_names[field];
}

const char *dgmi_node_type_name(DgmiNodeType type)
{
  assert(type < G_N_ELEMENTS(type_names));
  return type_names[type];
}

DgmiFramework *dgmi_framework_ref(DgmiFramework *framework)
{
  return g_atomic_rc_box_acquire(framework);
}

static void clear_framework(gpointer data)
{
  DgmiFramework *framework = data;
  g_hash_table_unref(framework->by_code);
  g_string_chunk_free(framework->strings);
  dgmi_free_all(framework->nodes, framework->members, framework->indicators, framework->aggregates,
                framework->computation);
}

void dgmi_framework_unref(DgmiFramework *framework)
{
  if (framework != NULL)
    g_atomic_rc_box_release_full(framework, clear_framework);
}

guint dgmi_framework_n_nodes(const DgmiFramework *framework)
{
  return framework->n_nodes;
}

const DgmiNode *dgmi_framework_node(const DgmiFramework *framework, guint node)
{
  assert(node < framework->n_nodes);
  return &framework->nodes[node];
}

int dgmi_framework_find(const DgmiFramework *framework, const char *code)
{
  return (int)GPOINTER_TO_UINT(g_hash_table_lookup(framework->by_code, code)) - 1;
}

guint dgmi_framework_root(const DgmiFramework *framework)
{
  return framework->root;
}

guint dgmi_framework_n_indicators(const DgmiFramework *framework)
{
  return framework->n_indicators;
}

const guint *dgmi_framework_indicators(const DgmiFramework *framework)
{
  return framework->indicators;
}

guint dgmi_framework_n_aggregates(const DgmiFramework *framework)
{
  return framework->n_aggregates;
}

const guint *dgmi_framework_aggregates(const DgmiFramework *framework)
{
  return framework->aggregates;
}

const guint *dgmi_framework_computation(const DgmiFramework *framework)
{
  return framework->computation;
}

guint *dgmi_framework_columns(const DgmiFramework *framework, guint *n)
{
  guint *columns = g_new(guint, framework->n_nodes + 1);
  *n = 0;
  for (guint i = framework->nodes[framework->root].level; i > 1; i--)
    for (guint a = 0; a < framework->n_aggregates; a++)
    {
      const guint node = framework->aggregates[a];
      if (node != framework->root && framework->nodes[node].level == i)
        columns[(*n)++] = node;
    }
  if (*n > 0)
    return columns;
  for (guint i = 0; i < framework->n_indicators; i++)
    columns[(*n)++] = framework->indicators[i];
  return columns;
}
