#include "command/study/panel.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "command/run/say.h"
#include "indicators/base/text.h"

typedef struct
{
  const char *code; /* belongs to a study */
  const char *name; /* NULL until asked for */
} Unit;

struct _DgmiPanel
{
  DgmiStudy *studies;
  guint n_studies;
  gboolean last_leads;
  GArray *units;       /* of Unit */
  GHashTable *by_code; /* code → position + 1 */
  int *place;          /* units × studies: the unit's number in the study, or -1 */
};

DgmiPanel *dgmi_panel_new(guint n_studies)
{
  assert(n_studies > 0);
  DgmiPanel *panel = g_new0(DgmiPanel, 1);
  panel->studies = g_new0(DgmiStudy, n_studies);
  panel->n_studies = n_studies;
  panel->units = g_array_new(FALSE, TRUE, sizeof(Unit));
  panel->by_code = g_hash_table_new(dgmi_code_hash, dgmi_code_equal);
  return panel;
}

void dgmi_panel_free(DgmiPanel *panel)
{
  if (panel == NULL)
    return;
  for (guint i = 0; i < panel->n_studies; i++)
    dgmi_study_clear(&panel->studies[i]);
  g_free(panel->studies);
  g_array_unref(panel->units);
  g_hash_table_unref(panel->by_code);
  g_free(panel->place);
  g_free(panel);
}

DgmiStudy *dgmi_panel_study(DgmiPanel *panel, guint i)
{
  assert(i < panel->n_studies);
  return &panel->studies[i];
}

guint dgmi_panel_n_studies(const DgmiPanel *panel)
{
  return panel->n_studies;
}

/* The study that speaks as number `i`, 0 first. */
static guint speaker(const DgmiPanel *panel, guint i)
{
  return panel->last_leads ? panel->n_studies - 1 - i : i;
}

static gboolean is_there(const DgmiStudy *study, guint unit)
{
  return !dgmi_result_is_dropped(study->result, unit);
}

static void collect_units(DgmiPanel *panel)
{
  for (guint i = 0; i < panel->n_studies; i++)
  {
    const DgmiStudy *study = &panel->studies[speaker(panel, i)];
    for (guint k = 0; k < dgmi_dataset_n_units(study->dataset); k++)
    {
      const Unit unit = {.code = dgmi_dataset_code(study->dataset, k)};
      if (!is_there(study, k) || g_hash_table_contains(panel->by_code, unit.code))
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
  const guint n = panel->n_studies;
  panel->place = g_new(int, (gsize)panel->units->len *n + 1);
  for (guint unit = 0; unit < panel->units->len; unit++)
    for (guint s = 0; s < n; s++)
    {
      const DgmiStudy *study = &panel->studies[s];
      const int k = dgmi_dataset_find_unit(study->dataset, dgmi_panel_code(panel, unit));
      panel->place[(gsize)unit * n + s] = k >= 0 && is_there(study, (guint)k) ? k : -1;
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

static int place_of(const DgmiPanel *panel, guint unit, guint study)
{
  assert(panel->place != NULL && unit < panel->units->len && study < panel->n_studies);
  return panel->place[(gsize)unit * panel->n_studies + study];
}

const char *dgmi_panel_name(DgmiPanel *panel, guint unit)
{
  Unit *info = unit_of(panel, unit);
  for (guint i = 0; info->name == NULL && i < panel->n_studies; i++)
  {
    const int k = place_of(panel, unit, speaker(panel, i));
    if (k >= 0)
      info->name = dgmi_study_unit_name(&panel->studies[speaker(panel, i)], (guint)k);
  }
  return info->name;
}

double dgmi_panel_rank(const DgmiPanel *panel, guint unit, guint study)
{
  const int k = place_of(panel, unit, study);
  return k < 0 ? NAN : dgmi_result_rank(panel->studies[study].result)[k];
}

double dgmi_panel_score(const DgmiPanel *panel, guint unit, guint study)
{
  const int k = place_of(panel, unit, study);
  return k < 0 ? NAN : dgmi_result_score(panel->studies[study].result)[k];
}

/* ---- Choosing ---- */

/* The unit that a word means in the first study that knows it; -1 = none does. */
static int find_unit(DgmiPanel *panel, const char *word)
{
  for (guint i = 0; i < panel->n_studies; i++)
  {
    DgmiStudy *study = &panel->studies[speaker(panel, i)];
    g_autoptr(DgmiMessages) unheard = dgmi_messages_new();
    const int k = dgmi_study_find_unit(study, word, unheard);
    const char *code = k < 0 ? NULL : dgmi_dataset_code(study->dataset, (guint)k);
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
  else if (dgmi_study_find_unit(&panel->studies[speaker(panel, 0)], word, messages) >= 0)
    dgmi_failure(messages, NULL, _("'%s' has too few indicators and is left out"), word);
  return unit >= 0;
}

static gboolean choose_words(DgmiPanel *panel, char **words, gboolean *chosen,
                             DgmiMessages *messages)
{
  gboolean ok = TRUE;
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    ok = choose_word(panel, g_strstrip(words[i]), chosen, messages) && ok;
  return ok;
}

static int by_rank(gconstpointer a, gconstpointer b, gpointer data)
{
  const DgmiPanel *panel = data;
  const guint i = *(const guint *)a, k = *(const guint *)b;
  for (guint s = 0; s < panel->n_studies; s++)
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

guint *dgmi_panel_choose(DgmiPanel *panel, char **words, const DgmiOptions *options, guint *n,
                         DgmiMessages *messages)
{
  const gboolean all = (words == NULL || words[0] == NULL) && options->units == NULL;
  g_autofree gboolean *chosen = g_new0(gboolean, panel->units->len + 1);
  g_auto(GStrv) listed = options->units == NULL ? NULL : g_strsplit(options->units, ",", -1);
  const gboolean known = choose_words(panel, words, chosen, messages);
  if (!choose_words(panel, listed, chosen, messages) || !known)
    return NULL;
  guint *order = g_new(guint, panel->units->len + 1);
  *n = 0;
  for (guint unit = 0; unit < panel->units->len; unit++)
    if (all || chosen[unit])
      order[(*n)++] = unit;
  g_qsort_with_data(order, (gint)*n, sizeof *order, by_rank, panel);
  if (options->top > 0)
    *n = MIN(*n, (guint)options->top);
  return order;
}
