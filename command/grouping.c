#include "command/grouping.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "command/study-data.h"

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

static gboolean is_in(const DgmiGrouping *grouping, guint unit, guint g)
{
  const char *name = grouping->of_unit->pdata[unit];
  return name != NULL && strcmp(name, grouping->names->pdata[g]) == 0;
}

static void rank_within(const DgmiStudy *study, DgmiGrouping *grouping)
{
  const guint n = grouping->of_unit->len;
  const double *score = dgmi_result_score(study->result), *rank = dgmi_result_rank(study->result);
  g_autofree double *own = g_new(double, n + 1), *ranks = g_new(double, n + 1);
  grouping->rank = g_new(double, n + 1);
  for (guint i = 0; i < n; i++)
    grouping->rank[i] = NAN;
  for (guint g = 0; g < grouping->names->len; g++)
  {
    for (guint i = 0; i < n; i++)
      own[i] = is_in(grouping, i, g) && !isnan(rank[i]) ? score[i] : NAN;
    dgmi_rank(own, n, study->recipe->ties, ranks);
    for (guint i = 0; i < n; i++)
      if (!isnan(ranks[i]))
        grouping->rank[i] = ranks[i];
  }
}

DgmiGrouping *dgmi_grouping_new(const DgmiStudy *study, const char *column, DgmiMessages *messages)
{
  GPtrArray *of_unit = dgmi_study_attribute(study, column, "--group", messages);
  if (of_unit == NULL)
    return NULL;
  DgmiGrouping *grouping = g_new0(DgmiGrouping, 1);
  grouping->of_unit = of_unit;
  find_names(grouping);
  rank_within(study, grouping);
  return grouping;
}

void dgmi_grouping_free(DgmiGrouping *grouping)
{
  if (grouping == NULL)
    return;
  g_ptr_array_unref(grouping->names);
  g_ptr_array_unref(grouping->of_unit);
  g_free(grouping->rank);
  g_free(grouping);
}

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
