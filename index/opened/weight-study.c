#include "index/opened/weight-study.h"

#include <math.h>
#include <string.h>

#include "index/weights/weight-draws.h"
#include "index/weights/weight-ranks.h"
#include "indicators/base/text.h"

#define EXACT_PARTS 3
#define SEARCH_NODES 5000
#define SEARCH_DRAWS 2000
#define SHARE_DRAWS 100000
#define UNITS_NAMED 12

/* ---- Bounds ---- */

/* "0.1" or "10%" of a length; FALSE where it is no number from 0 to 1. */
static gboolean read_share(const char *text, gsize length, double *share)
{
  const gboolean percent = length > 0 && text[length - 1] == '%';
  if (dgmi_number_parse(text, length - percent, share) != DGMI_NUMBER_OK)
    return FALSE;
  *share = percent ? *share / 100 : *share;
  return *share >= 0 && *share <= 1;
}

/* The part that "NODE=" names; -1 with a failure. */
static int find_part(const DgmiWeightStudy *weighing, const char *word, DgmiMessages *messages)
{
  const DgmiWeightParts *parts = weighing->parts;
  const int node = dgmi_index_find_node(weighing->index, word, messages);
  for (guint m = 0; node >= 0 && m < parts->n_parts; m++)
    if (parts->part[m] == (guint)node)
      return (int)m;
  if (node >= 0)
    dgmi_usage_failure(
        messages,
        "--bounds: '%s' is no part whose weight varies; dgmi show INDEX lists the parts of '%s'",
        word, dgmi_framework_node(dgmi_index_framework(weighing->index), parts->node)->code);
  return -1;
}

/* "[NODE=]LOW..HIGH" narrows lower and upper. */
static gboolean read_bounds(const DgmiWeightStudy *weighing, const char *text, double *lower,
                            double *upper, DgmiMessages *messages)
{
  const char *equals = strchr(text, '='), *range = equals == NULL ? text : equals + 1;
  const char *dots = strstr(range, "..");
  double low, high;
  if (dots == NULL || !read_share(range, (gsize)(dots - range), &low) ||
      !read_share(dots + 2, strlen(dots + 2), &high) || low > high)
  {
    dgmi_usage_failure(messages,
                       "--bounds '%s' is no range of weights; write LOW..HIGH or NODE=LOW..HIGH, "
                       "with numbers from 0 to 1: 0.1..0.6",
                       text);
    return FALSE;
  }
  g_autofree char *word = equals == NULL ? NULL : g_strndup(text, (gsize)(equals - text));
  const int part = word == NULL ? -1 : find_part(weighing, word, messages);
  for (guint m = 0; (word == NULL || part >= 0) && m < weighing->parts->n_parts; m++)
    if (word == NULL || (int)m == part)
    {
      lower[m] = fmax(lower[m], low);
      upper[m] = fmin(upper[m], high);
    }
  return word == NULL || part >= 0;
}

static gboolean read_within(const DgmiWeightStudy *weighing, const char *text, double *lower,
                            double *upper, DgmiMessages *messages)
{
  double share;
  if (text == NULL)
    return TRUE;
  if (!g_str_has_suffix(text, "%") || !read_share(text, strlen(text), &share))
  {
    dgmi_usage_failure(messages,
                       "--within '%s' is no share of the weights; write 25%%, up to 100%%", text);
    return FALSE;
  }
  for (guint m = 0; m < weighing->parts->n_parts; m++)
  {
    const double nominal = weighing->parts->nominal[m];
    lower[m] = fmax(lower[m], nominal * (1 - share));
    upper[m] = fmin(upper[m], nominal * (1 + share));
  }
  return TRUE;
}

static gboolean read_space(DgmiWeightStudy *weighing, const DgmiWeightRequest *request,
                           DgmiMessages *messages, GError **error)
{
  const guint n = weighing->parts->n_parts;
  const char *const *bounds = request->bounds;
  g_autofree double *lower = g_new0(double, n), *upper = g_new(double, n);
  gboolean ok = TRUE;
  for (guint m = 0; m < n; m++)
    upper[m] = 1;
  for (guint i = 0; bounds != NULL && bounds[i] != NULL; i++)
    ok = read_bounds(weighing, bounds[i], lower, upper, messages) && ok;
  if (!read_within(weighing, request->within, lower, upper, messages) || !ok)
    return FALSE;
  weighing->space = dgmi_weight_space_new(n, weighing->parts->nominal, lower, upper, error);
  return weighing->space != NULL;
}

/* ---- The analysis ---- */

static int by_score(gconstpointer a, gconstpointer b, gpointer data)
{
  const double *score = data;
  const double x = score[*(const guint *)a], y = score[*(const guint *)b];
  return x > y ? -1 : x < y;
}

static void find_ranks(DgmiWeightStudy *weighing)
{
  const DgmiWeightParts *parts = weighing->parts;
  const guint n = parts->n_units;
  const double tie = dgmi_weight_tie(weighing->space, parts->value, n);
  g_autofree guint *order = g_new(guint, n + 1);
  weighing->rank = g_new(guint, n + 1);
  for (guint i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data(order, (gint)n, sizeof *order, by_score, parts->score);
  for (guint k = 0, ahead = 0; k < n; k++)
  {
    while (parts->score[order[ahead]] > parts->score[order[k]] + tie)
      ahead++;
    weighing->rank[order[k]] = ahead + 1;
  }
}

gboolean dgmi_weight_study_init(DgmiWeightStudy *weighing, DgmiIndex *index,
                                const DgmiWeightRequest *request, DgmiMessages *messages)
{
  g_autoptr(GError) error = NULL;
  *weighing = (DgmiWeightStudy){.index = index,
                                .is_bounded = request->bounds != NULL || request->within != NULL,
                                .draws = request->draws > 0 ? (guint)request->draws : SHARE_DRAWS,
                                .search = request->search > 0 ? request->search : SEARCH_NODES,
                                .seed = request->seed != 0 ? request->seed : 1};
  const int node = request->node == NULL ? (int)dgmi_framework_root(dgmi_index_framework(index))
                                         : dgmi_index_find_node(index, request->node, messages);
  if (node < 0)
    return FALSE;
  weighing->parts = dgmi_weight_parts_new(dgmi_index_result(index), (guint)node, &error);
  if (weighing->parts == NULL || !read_space(weighing, request, messages, &error))
  {
    if (error != NULL)
      dgmi_messages_add_error(messages, NULL, error);
    return FALSE;
  }
  const DgmiWeightParts *parts = weighing->parts;
  weighing->varying =
      dgmi_weight_space_reduce(weighing->space, parts->value, parts->n_units, &weighing->value);
  find_ranks(weighing);
  return TRUE;
}

void dgmi_weight_study_clear(DgmiWeightStudy *weighing)
{
  dgmi_weight_parts_free(weighing->parts);
  dgmi_weight_space_free(weighing->space);
  dgmi_weight_space_free(weighing->varying);
  g_free(weighing->rank);
  g_free(weighing->value);
  memset(weighing, 0, sizeof *weighing);
}

static const char *code_of(const DgmiWeightStudy *weighing, guint unit)
{
  return dgmi_dataset_code(dgmi_index_dataset(weighing->index), weighing->parts->unit[unit]);
}

static int by_rank_and_code(gconstpointer a, gconstpointer b, gpointer data)
{
  const DgmiWeightStudy *weighing = data;
  const guint i = *(const guint *)a, j = *(const guint *)b;
  const guint x = weighing->rank[i], y = weighing->rank[j];
  return x != y ? (x < y ? -1 : 1) : strcmp(code_of(weighing, i), code_of(weighing, j));
}

guint *dgmi_weight_study_order(const DgmiWeightStudy *weighing)
{
  const guint n = weighing->parts->n_units;
  guint *order = g_new(guint, n + 1);
  for (guint i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data(order, (gint)n, sizeof *order, by_rank_and_code, (gpointer)weighing);
  return order;
}

/* ---- Ranks and shares ---- */

gboolean dgmi_weight_study_is_exact(const DgmiWeightStudy *weighing)
{
  return weighing->varying->n <= EXACT_PARTS;
}

gboolean dgmi_weight_study_ranks(const DgmiWeightStudy *weighing, guint unit, DgmiWeightFound *best,
                                 DgmiWeightFound *worst, GError **error)
{
  const guint n = weighing->parts->n_units;
  if (dgmi_weight_study_is_exact(weighing))
  {
    const DgmiWeightRanks ranks = dgmi_weight_ranks(weighing->varying, weighing->value, n, unit);
    *best = (DgmiWeightFound){ranks.best, ranks.best};
    *worst = (DgmiWeightFound){ranks.worst, ranks.worst};
    return TRUE;
  }
  const DgmiWeightSearch search = {.solver = dgmi_recipe_solver(dgmi_index_recipe(weighing->index)),
                                   .node_limit = weighing->search,
                                   .n_draws = SEARCH_DRAWS,
                                   .seed = weighing->seed};
  const DgmiWeightContest contest = {weighing->varying, weighing->value, n};
  return dgmi_weight_search_rank(&contest, unit, DGMI_WEIGHT_BEST, &search, best, error) &&
         dgmi_weight_search_rank(&contest, unit, DGMI_WEIGHT_WORST, &search, worst, error);
}

void dgmi_weight_study_shares(const DgmiWeightStudy *weighing, double *share)
{
  const guint n = weighing->parts->n_units;
  if (dgmi_weight_study_is_exact(weighing))
    dgmi_weight_first_shares(weighing->varying, weighing->value, n, share);
  else
    dgmi_weight_estimate_shares(weighing->varying, weighing->value, n, weighing->draws,
                                weighing->seed, share);
}

/* ---- Words ---- */

char *dgmi_weight_study_text(const DgmiWeightStudy *weighing)
{
  const DgmiWeightParts *parts = weighing->parts;
  GString *list = g_string_new(NULL);
  for (guint m = 0; m < parts->n_parts; m++)
  {
    const DgmiNode *node =
        dgmi_framework_node(dgmi_index_framework(weighing->index), parts->part[m]);
    g_string_append_printf(list, "%s%s", m > 0 ? ", " : "", node->code);
    if (weighing->is_bounded)
      g_string_append_printf(list, " %.3g–%.3g", weighing->space->lower[m],
                             weighing->space->upper[m]);
  }
  return g_string_free(list, FALSE);
}

char *dgmi_weight_study_partial_text(const DgmiWeightStudy *weighing)
{
  const DgmiWeightParts *parts = weighing->parts;
  const DgmiIndex *index = weighing->index;
  g_autoptr(GString) names = g_string_new(NULL);
  if (parts->n_partial == 0)
    return parts->n_units == 0
               ? g_strdup(dgmi_index_word(index, "0 units have figures to be weighed"))
               : NULL;
  for (guint i = 0; i < MIN(parts->n_partial, UNITS_NAMED); i++)
    g_string_append_printf(names, "%s%s", i > 0 ? ", " : "",
                           dgmi_dataset_code(dgmi_index_dataset(index), parts->partial[i]));
  if (parts->n_partial > UNITS_NAMED)
    g_string_append(names, ", …");
  return g_strdup_printf(
      dgmi_plural(
          dgmi_index_translate(index), parts->n_partial,
          "%u unit lacks a part, so its score is no weighted sum, and is left out: %s",
          "%u units lack a part, so their scores are no weighted sums, and are left out: %s"),
      parts->n_partial, names->str);
}
