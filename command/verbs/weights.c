#include "command/verbs/weights.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "command/run/say.h"
#include "indicators/base/text.h"

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
static int find_part(const DgmiWeights *weights, const char *word)
{
  const DgmiWeightParts *parts = weights->parts;
  const int node = dgmi_index_find_node(weights->index, word, weights->run->messages);
  for (guint m = 0; node >= 0 && m < parts->n_parts; m++)
    if (parts->part[m] == (guint)node)
      return (int)m;
  if (node >= 0)
    dgmi_usage_failure(
        weights->run->messages,
        "--bounds: '%s' is no part whose weight varies; dgmi show INDEX lists the parts of '%s'",
        word, dgmi_framework_node(dgmi_index_framework(weights->index), parts->node)->code);
  return -1;
}

/* "[NODE=]LOW..HIGH" narrows lower and upper. */
static gboolean read_bounds(const DgmiWeights *weights, const char *text, double *lower,
                            double *upper)
{
  const char *equals = strchr(text, '='), *range = equals == NULL ? text : equals + 1;
  const char *dots = strstr(range, "..");
  double low, high;
  if (dots == NULL || !read_share(range, (gsize)(dots - range), &low) ||
      !read_share(dots + 2, strlen(dots + 2), &high) || low > high)
  {
    dgmi_usage_failure(weights->run->messages,
                       "--bounds '%s' is no range of weights; write LOW..HIGH or NODE=LOW..HIGH, "
                       "with numbers from 0 to 1: 0.1..0.6",
                       text);
    return FALSE;
  }
  g_autofree char *word = equals == NULL ? NULL : g_strndup(text, (gsize)(equals - text));
  const int part = word == NULL ? -1 : find_part(weights, word);
  for (guint m = 0; (word == NULL || part >= 0) && m < weights->parts->n_parts; m++)
    if (word == NULL || (int)m == part)
    {
      lower[m] = fmax(lower[m], low);
      upper[m] = fmin(upper[m], high);
    }
  return word == NULL || part >= 0;
}

static gboolean read_within(const DgmiWeights *weights, double *lower, double *upper)
{
  const char *text = weights->run->options.weights.within;
  double share;
  if (text == NULL)
    return TRUE;
  if (!g_str_has_suffix(text, "%") || !read_share(text, strlen(text), &share))
  {
    dgmi_usage_failure(weights->run->messages,
                       "--within '%s' is no share of the weights; write 25%%, up to 100%%", text);
    return FALSE;
  }
  for (guint m = 0; m < weights->parts->n_parts; m++)
  {
    const double nominal = weights->parts->nominal[m];
    lower[m] = fmax(lower[m], nominal * (1 - share));
    upper[m] = fmin(upper[m], nominal * (1 + share));
  }
  return TRUE;
}

static gboolean read_space(DgmiWeights *weights, GError **error)
{
  const guint n = weights->parts->n_parts;
  char **bounds = weights->run->options.weights.bounds;
  g_autofree double *lower = g_new0(double, n), *upper = g_new(double, n);
  gboolean ok = TRUE;
  for (guint m = 0; m < n; m++)
    upper[m] = 1;
  for (guint i = 0; bounds != NULL && bounds[i] != NULL; i++)
    ok = read_bounds(weights, bounds[i], lower, upper) && ok;
  if (!read_within(weights, lower, upper) || !ok)
    return FALSE;
  weights->space = dgmi_weight_space_new(n, weights->parts->nominal, lower, upper, error);
  return weights->space != NULL;
}

/* ---- The analysis ---- */

static int by_score(gconstpointer a, gconstpointer b, gpointer data)
{
  const double *score = data;
  const double x = score[*(const guint *)a], y = score[*(const guint *)b];
  return x > y ? -1 : x < y;
}

static void find_ranks(DgmiWeights *weights)
{
  const DgmiWeightParts *parts = weights->parts;
  const guint n = parts->n_units;
  const double tie = dgmi_weight_tie(weights->space, parts->value, n);
  g_autofree guint *order = g_new(guint, n + 1);
  weights->rank = g_new(guint, n + 1);
  for (guint i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data(order, (gint)n, sizeof *order, by_score, parts->score);
  for (guint k = 0, ahead = 0; k < n; k++)
  {
    while (parts->score[order[ahead]] > parts->score[order[k]] + tie)
      ahead++;
    weights->rank[order[k]] = ahead + 1;
  }
}

gboolean dgmi_weights_open(DgmiWeights *weights, DgmiRun *run, DgmiIndex *index)
{
  g_autoptr(GError) error = NULL;
  *weights = (DgmiWeights){.run = run, .index = index};
  const int node = run->options.weights.node == NULL
                       ? (int)dgmi_framework_root(dgmi_index_framework(index))
                       : dgmi_index_find_node(index, run->options.weights.node, run->messages);
  if (node < 0)
    return FALSE;
  weights->parts = dgmi_weight_parts_new(dgmi_index_result(index), (guint)node, &error);
  if (weights->parts == NULL || !read_space(weights, &error))
  {
    if (error != NULL)
      dgmi_messages_add_error(run->messages, NULL, error);
    return FALSE;
  }
  const DgmiWeightParts *parts = weights->parts;
  weights->varying =
      dgmi_weight_space_reduce(weights->space, parts->value, parts->n_units, &weights->value);
  find_ranks(weights);
  return TRUE;
}

void dgmi_weights_clear(DgmiWeights *weights)
{
  dgmi_weight_parts_free(weights->parts);
  dgmi_weight_space_free(weights->space);
  dgmi_weight_space_free(weights->varying);
  g_free(weights->rank);
  g_free(weights->value);
  memset(weights, 0, sizeof *weights);
}

const char *dgmi_weights_code(const DgmiWeights *weights, guint unit)
{
  return dgmi_dataset_code(dgmi_index_dataset(weights->index), weights->parts->unit[unit]);
}

const char *dgmi_weights_name(DgmiWeights *weights, guint unit)
{
  return dgmi_index_unit_name(weights->index, weights->parts->unit[unit]);
}

static int by_rank_and_code(gconstpointer a, gconstpointer b, gpointer data)
{
  const DgmiWeights *weights = data;
  const guint i = *(const guint *)a, j = *(const guint *)b;
  const guint x = weights->rank[i], y = weights->rank[j];
  return x != y ? (x < y ? -1 : 1)
                : strcmp(dgmi_weights_code(weights, i), dgmi_weights_code(weights, j));
}

guint *dgmi_weights_order(DgmiWeights *weights, guint *n)
{
  assert(n != NULL);
  DgmiRun all = *weights->run; /* borrows its strings */
  const DgmiWeightParts *parts = weights->parts;
  g_autofree guint *order = g_new(guint, parts->n_units + 1);
  all.options.shown.top = 0;
  *n = parts->n_units;
  memcpy(order, parts->unit, parts->n_units * sizeof *order);
  if (!dgmi_run_choose_units(&all, weights->index, order, n))
    return NULL;
  for (guint i = 0; i < *n; i++)
    order[i] = (guint)dgmi_weight_parts_find(parts, order[i]);
  g_qsort_with_data(order, (gint)*n, sizeof *order, by_rank_and_code, weights);
  if (weights->run->options.shown.top > 0)
    *n = MIN(*n, (guint)weights->run->options.shown.top);
  return g_steal_pointer(&order);
}

/* ---- Notes ---- */

void dgmi_weights_remark(const DgmiWeights *weights, DgmiGrid *grid, const char *text)
{
  assert(grid != NULL);
  if (!dgmi_run_is_for_people(weights->run))
    dgmi_warning(weights->run->messages, NULL, "%s", text);
  else if (!weights->run->options.print.quiet)
    dgmi_grid_note(grid, _("%s."), text);
}

#define UNITS_NAMED 12

/* Those that lack some parts. */
static void remark_partial(DgmiWeights *weights, DgmiGrid *grid)
{
  const DgmiWeightParts *parts = weights->parts;
  g_autoptr(GString) names = g_string_new(NULL);
  if (parts->n_partial == 0 && parts->n_units == 0)
    dgmi_weights_remark(weights, grid, _("0 units have figures to be weighed"));
  if (parts->n_partial == 0)
    return;
  for (guint i = 0; i < MIN(parts->n_partial, UNITS_NAMED); i++)
    g_string_append_printf(
        names, "%s%s", i > 0 ? ", " : "",
        dgmi_dataset_code(dgmi_index_dataset(weights->index), parts->partial[i]));
  if (parts->n_partial > UNITS_NAMED)
    g_string_append(names, ", …");
  g_autofree char *text = g_strdup_printf(
      ngettext("%u unit lacks a part, so its score is no weighted sum, and is left out: %s",
               "%u units lack a part, so their scores are no weighted sums, and are left out: %s",
               parts->n_partial),
      parts->n_partial, names->str);
  dgmi_weights_remark(weights, grid, text);
}

gboolean dgmi_weights_are_bounded(const DgmiWeights *weights)
{
  return weights->run->options.weights.bounds != NULL ||
         weights->run->options.weights.within != NULL;
}

char *dgmi_weights_space_text(const DgmiWeights *weights)
{
  const DgmiWeightParts *parts = weights->parts;
  GString *list = g_string_new(NULL);
  for (guint m = 0; m < parts->n_parts; m++)
  {
    const DgmiNode *node =
        dgmi_framework_node(dgmi_index_framework(weights->index), parts->part[m]);
    g_string_append_printf(list, "%s%s", m > 0 ? ", " : "", node->code);
    if (dgmi_weights_are_bounded(weights))
      g_string_append_printf(list, " %.3g–%.3g", weights->space->lower[m],
                             weights->space->upper[m]);
  }
  return g_string_free(list, FALSE);
}

static void note_space(const DgmiWeights *weights, DgmiGrid *grid)
{
  g_autofree char *list = dgmi_weights_space_text(weights);
  const char *name = dgmi_index_node_name(weights->index, weights->parts->node);
  if (weights->parts->n_parts == 1)
    dgmi_grid_note(grid, _("%s has one part only, so weights change nothing: %s."), name, list);
  else if (dgmi_weights_are_bounded(weights))
    dgmi_grid_note(grid, _("All weights of the parts of %s that sum to 1 and lie within: %s."),
                   name, list);
  else
    dgmi_grid_note(grid, _("All weights of the parts of %s that sum to 1, zeros among them: %s."),
                   name, list);
}

void dgmi_weights_notes(DgmiWeights *weights, DgmiGrid *grid, gboolean has_ranks)
{
  assert(grid != NULL);
  const gboolean quiet = weights->run->options.print.quiet;
  if (!quiet)
    note_space(weights, grid);
  if (!quiet && has_ranks)
    dgmi_grid_note(grid, "%s", _("Ranks are of scores that are not rounded."));
  remark_partial(weights, grid);
  dgmi_run_note_source(weights->run, weights->index, grid);
}
