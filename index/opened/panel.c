#include "index/opened/panel.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "index/opened/index-inside.h"
#include "indicators/base/memory.h"
#include "indicators/base/text.h"

typedef struct
{
  const char *code; /* belongs to a index */
  const char *name; /* NULL until asked for */
} Unit;

struct _DgmiPanel
{
  DgmiIndex **indices;
  guint n_indices;
  gboolean last_leads;
  GArray *units;       /* of Unit */
  GHashTable *by_code; /* code → position + 1 */
  int *place;          /* units × indices: the unit's number in the index, or -1 */
};

DgmiPanel *dgmi_panel_new(guint n_indices)
{
  assert(n_indices > 0);
  DgmiPanel *panel = g_new0(DgmiPanel, 1);
  panel->indices = g_new0(DgmiIndex *, n_indices);
  panel->n_indices = n_indices;
  panel->units = g_array_new(FALSE, TRUE, sizeof(Unit));
  panel->by_code = g_hash_table_new(dgmi_code_hash, dgmi_code_equal);
  return panel;
}

static void clear_panel(DgmiPanel *panel)
{
  for (guint i = 0; i < panel->n_indices; i++)
    dgmi_index_unref(panel->indices[i]);
  g_free(panel->indices);
  g_array_unref(panel->units);
  g_hash_table_unref(panel->by_code);
  g_free(panel->place);
}

DGMI_DEFINE_FREE(dgmi_panel_free, DgmiPanel, clear_panel)

void dgmi_panel_take(DgmiPanel *panel, guint i, DgmiIndex *index)
{
  assert(i < panel->n_indices && panel->indices[i] == NULL && index != NULL);
  panel->indices[i] = index;
}

DgmiIndex *dgmi_panel_index(const DgmiPanel *panel, guint i)
{
  assert(i < panel->n_indices && panel->indices[i] != NULL);
  return panel->indices[i];
}

guint dgmi_panel_n_indices(const DgmiPanel *panel)
{
  return panel->n_indices;
}

/* The index that speaks as number `i`, 0 first. */
static guint speaker(const DgmiPanel *panel, guint i)
{
  return panel->last_leads ? panel->n_indices - 1 - i : i;
}

static gboolean is_there(const DgmiIndex *index, guint unit)
{
  return !dgmi_result_is_dropped(index->result, unit);
}

static void collect_units(DgmiPanel *panel)
{
  for (guint i = 0; i < panel->n_indices; i++)
  {
    const DgmiIndex *index = panel->indices[speaker(panel, i)];
    for (guint k = 0; k < dgmi_dataset_n_units(index->dataset); k++)
    {
      const Unit unit = {.code = dgmi_dataset_code(index->dataset, k)};
      if (!is_there(index, k) || g_hash_table_contains(panel->by_code, unit.code))
        continue;
      g_array_append_val(panel->units, unit);
      g_hash_table_insert(panel->by_code, (gpointer)unit.code, GUINT_TO_POINTER(panel->units->len));
    }
  }
}

void dgmi_panel_join(DgmiPanel *panel, DgmiPanelLead lead)
{
  assert(panel->place == NULL);
  panel->last_leads = lead == DGMI_PANEL_LAST_LEADS;
  collect_units(panel);
  const guint n = panel->n_indices;
  panel->place = g_new(int, (gsize)panel->units->len *n + 1);
  for (guint unit = 0; unit < panel->units->len; unit++)
    for (guint s = 0; s < n; s++)
    {
      const DgmiIndex *index = panel->indices[s];
      const int k = dgmi_dataset_find_unit(index->dataset, dgmi_panel_code(panel, unit));
      panel->place[(gsize)unit * n + s] = k >= 0 && is_there(index, (guint)k) ? k : -1;
    }
}

guint dgmi_panel_n_units(const DgmiPanel *panel)
{
  return panel->units->len;
}

static Unit *unit_of(const DgmiPanel *panel, guint unit)
{
  assert(unit < panel->units->len);
  return &g_array_index(panel->units, Unit, unit);
}

const char *dgmi_panel_code(const DgmiPanel *panel, guint unit)
{
  return unit_of(panel, unit)->code;
}

static int place_of(const DgmiPanel *panel, guint unit, guint index)
{
  assert(panel->place != NULL && unit < panel->units->len && index < panel->n_indices);
  return panel->place[(gsize)unit * panel->n_indices + index];
}

const char *dgmi_panel_name(DgmiPanel *panel, guint unit)
{
  Unit *info = unit_of(panel, unit);
  for (guint i = 0; info->name == NULL && i < panel->n_indices; i++)
  {
    const int k = place_of(panel, unit, speaker(panel, i));
    if (k >= 0)
      info->name = dgmi_index_unit_name(panel->indices[speaker(panel, i)], (guint)k);
  }
  return info->name;
}

double dgmi_panel_rank(const DgmiPanel *panel, guint unit, guint index)
{
  const int k = place_of(panel, unit, index);
  return k < 0 ? NAN : dgmi_result_rank(panel->indices[index]->result)[k];
}

double dgmi_panel_score(const DgmiPanel *panel, guint unit, guint index)
{
  const int k = place_of(panel, unit, index);
  return k < 0 ? NAN : dgmi_result_score(panel->indices[index]->result)[k];
}

/* ---- Choosing ---- */

/* The unit that a word means in the first index that knows it; -1 = none does. */
static int find_unit(DgmiPanel *panel, const char *word)
{
  for (guint i = 0; i < panel->n_indices; i++)
  {
    DgmiIndex *index = panel->indices[speaker(panel, i)];
    g_autoptr(DgmiMessages) unheard = dgmi_messages_new();
    const int k = dgmi_index_find_unit(index, word, unheard);
    const char *code = k < 0 ? NULL : dgmi_dataset_code(index->dataset, (guint)k);
    const gpointer known = code == NULL ? NULL : g_hash_table_lookup(panel->by_code, code);
    if (known != NULL)
      return (int)GPOINTER_TO_UINT(known) - 1;
  }
  return -1;
}

static gboolean choose_word(DgmiPanel *panel, const char *word, gboolean *chosen,
                            DgmiMessages *messages)
{
  const int unit = find_unit(panel, word);
  if (unit >= 0)
    chosen[unit] = TRUE;
  else if (dgmi_index_find_unit(panel->indices[speaker(panel, 0)], word, messages) >= 0)
    dgmi_failure(messages, NULL, "'%s' has too few indicators and is left out", word);
  return unit >= 0;
}

static gboolean choose_words(DgmiPanel *panel, const char *const *words, gboolean *chosen,
                             DgmiMessages *messages)
{
  gboolean ok = TRUE;
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
  {
    g_autofree char *word = g_strstrip(g_strdup(words[i]));
    ok = choose_word(panel, word, chosen, messages) && ok;
  }
  return ok;
}

static int by_rank(gconstpointer a, gconstpointer b, gpointer data)
{
  const DgmiPanel *panel = data;
  const guint i = *(const guint *)a, k = *(const guint *)b;
  for (guint s = 0; s < panel->n_indices; s++)
  {
    const double x = dgmi_panel_rank(panel, i, speaker(panel, s));
    const double y = dgmi_panel_rank(panel, k, speaker(panel, s));
    if (isnan(x) != isnan(y))
      return isnan(x) ? 1 : -1;
    if (!isnan(x) && x != y)
      return x < y ? -1 : 1;
    if (!isnan(x))
      break;
  }
  return strcmp(dgmi_panel_code(panel, i), dgmi_panel_code(panel, k));
}

guint *dgmi_panel_choose(DgmiPanel *panel, const char *const *words, guint *n,
                         DgmiMessages *messages)
{
  assert(n != NULL && messages != NULL);
  const gboolean all = words == NULL || words[0] == NULL;
  g_autofree gboolean *chosen = g_new0(gboolean, panel->units->len + 1);
  if (!choose_words(panel, words, chosen, messages))
    return NULL;
  guint *order = g_new(guint, panel->units->len + 1);
  *n = 0;
  for (guint unit = 0; unit < panel->units->len; unit++)
    if (all || chosen[unit])
      order[(*n)++] = unit;
  g_qsort_with_data(order, (gint)*n, sizeof *order, by_rank, panel);
  return order;
}
