#include "index/opened/grouping.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "index/opened/index-inside.h"
#include "indicators/base/memory.h"

/* What the shipped tables say of regions: of the world (UN M49) and of China. */
static const char *const REGIONS[] = {
    DGMI_N_("Africa"),
    DGMI_N_("Americas"),
    DGMI_N_("Asia"),
    DGMI_N_("Europe"),
    DGMI_N_("Oceania"),
    DGMI_N_("Australia and New Zealand"),
    DGMI_N_("Caribbean"),
    DGMI_N_("Central America"),
    DGMI_N_("Central Asia"),
    DGMI_N_("Eastern Africa"),
    DGMI_N_("Eastern Asia"),
    DGMI_N_("Eastern Europe"),
    DGMI_N_("Latin America and the Caribbean"),
    DGMI_N_("Melanesia"),
    DGMI_N_("Micronesia"),
    DGMI_N_("Middle Africa"),
    DGMI_N_("Northern Africa"),
    DGMI_N_("Northern America"),
    DGMI_N_("Northern Europe"),
    DGMI_N_("Polynesia"),
    DGMI_N_("South America"),
    DGMI_N_("South-eastern Asia"),
    DGMI_N_("Southern Africa"),
    DGMI_N_("Southern Asia"),
    DGMI_N_("Southern Europe"),
    DGMI_N_("Sub-Saharan Africa"),
    DGMI_N_("Western Africa"),
    DGMI_N_("Western Asia"),
    DGMI_N_("Western Europe"),
    DGMI_N_("Central"),
    DGMI_N_("East"),
    DGMI_N_("Northeast"),
    DGMI_N_("West"),
};

static const char *region_shown(const DgmiIndex *index, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS(REGIONS); i++)
    if (strcmp(name, REGIONS[i]) == 0)
      return dgmi_index_word(index, REGIONS[i]);
  return name;
}

static int by_text(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void find_names(DgmiGrouping *grouping)
{
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  grouping->names = g_ptr_array_new();
  for (guint i = 0; i < grouping->of_unit->len; i++)
  {
    char *name = grouping->of_unit->pdata[i];
    if (name != NULL && g_hash_table_add(seen, name))
      g_ptr_array_add(grouping->names, name);
  }
  g_ptr_array_sort(grouping->names, by_text);
}

/* The regions of the shipped tables in the user's language; columns of the data stay as they are.
 * The order of the groups, which decides on colours, is that of the tables' words. */
static void translate(const DgmiIndex *index, const char *column, DgmiGrouping *grouping)
{
  if (dgmi_dataset_texts(index->dataset, column) != NULL)
    return;
  for (guint g = 0; g < grouping->names->len; g++)
    grouping->names->pdata[g] = (char *)region_shown(index, grouping->names->pdata[g]);
  for (guint i = 0; i < grouping->of_unit->len; i++)
  {
    char *name = grouping->of_unit->pdata[i];
    const char *shown = name == NULL ? NULL : region_shown(index, name);
    if (shown == name)
      continue;
    grouping->of_unit->pdata[i] = g_strdup(shown);
    g_free(name);
  }
}

static gboolean is_in(const DgmiGrouping *grouping, guint unit, guint g)
{
  const char *name = grouping->of_unit->pdata[unit];
  return name != NULL && strcmp(name, grouping->names->pdata[g]) == 0;
}

static void rank_within(const DgmiIndex *index, DgmiGrouping *grouping)
{
  const guint n = grouping->of_unit->len;
  const double *score = dgmi_result_score(index->result), *rank = dgmi_result_rank(index->result);
  g_autofree double *own = g_new(double, n + 1), *ranks = g_new(double, n + 1);
  grouping->rank = g_new(double, n + 1);
  for (guint i = 0; i < n; i++)
    grouping->rank[i] = NAN;
  for (guint g = 0; g < grouping->names->len; g++)
  {
    for (guint i = 0; i < n; i++)
      own[i] = is_in(grouping, i, g) && !isnan(rank[i]) ? score[i] : NAN;
    dgmi_rank(own, n, dgmi_recipe_settings(index->recipe)->ties, ranks);
    for (guint i = 0; i < n; i++)
      if (!isnan(ranks[i]))
        grouping->rank[i] = ranks[i];
  }
}

DgmiGrouping *dgmi_grouping_new(const DgmiIndex *index, const char *column, DgmiMessages *messages)
{
  assert(column != NULL && messages != NULL);
  static const DgmiPlace place = {.file = "--group", .is_option = TRUE};
  GPtrArray *of_unit = dgmi_index_attribute(index, column, &place, messages);
  if (of_unit == NULL)
    return NULL;
  DgmiGrouping *grouping = g_new0(DgmiGrouping, 1);
  grouping->of_unit = of_unit;
  find_names(grouping);
  translate(index, column, grouping);
  rank_within(index, grouping);
  return grouping;
}

static void clear_grouping(DgmiGrouping *grouping)
{
  g_ptr_array_unref(grouping->names);
  g_ptr_array_unref(grouping->of_unit);
  g_free(grouping->rank);
}

DGMI_DEFINE_FREE(dgmi_grouping_free, DgmiGrouping, clear_grouping)

double dgmi_grouping_mean(const DgmiGrouping *grouping, guint g, const double *x)
{
  assert(g < grouping->names->len);
  double sum = 0;
  guint n = 0;
  for (guint i = 0; i < grouping->of_unit->len; i++)
    if (is_in(grouping, i, g) && !isnan(x[i]))
    {
      sum += x[i];
      n++;
    }
  return n == 0 ? NAN : sum / n;
}
