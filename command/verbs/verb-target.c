#include <math.h>
#include <string.h>

#include "command/run/say.h"
#include "command/verbs/verbs.h"
#include "index/questions/target.h"
#include "indicators/base/text.h"

typedef struct
{
  DgmiRun *run;
  DgmiIndex *index;
  guint unit;
  GArray *nodes;  /* guint: what may rise */
  GArray *limits; /* double, by number of node */
  GArray *kinds;  /* DgmiLimitKind, likewise */
  DgmiTargetBy by;
  gboolean for_people;
} TargetWork;

static guint node_at(const TargetWork *work, guint i)
{
  return g_array_index(work->nodes, guint, i);
}

static double limit_at(const TargetWork *work, guint i)
{
  return g_array_index(work->limits, double, i);
}

static const DgmiNode *info_at(const TargetWork *work, guint i)
{
  return dgmi_framework_node(dgmi_index_framework(work->index), node_at(work, i));
}

/* ---- What the options say ---- */

static gboolean read_by(TargetWork *work)
{
  const char *by = work->run->options.target.by;
  if (by == NULL || strcmp(by, "sum") == 0)
    work->by = DGMI_TARGET_SUM;
  else if (strcmp(by, "largest") == 0)
    work->by = DGMI_TARGET_LARGEST;
  else
  {
    dgmi_usage_failure(work->run->messages, "--by '%s' is not known; write sum or largest", by);
    return FALSE;
  }
  return TRUE;
}

/* Whether `node` is `above` or below it. */
static gboolean is_within(const TargetWork *work, guint node, guint above)
{
  for (int at = (int)node; at >= 0;
       at = dgmi_framework_node(dgmi_index_framework(work->index), (guint)at)->parent)
    if ((guint)at == above)
      return TRUE;
  return FALSE;
}

static gboolean add_node(TargetWork *work, guint node)
{
  const DgmiFramework *framework = dgmi_index_framework(work->index);
  for (guint i = 0; i < work->nodes->len; i++)
    if (is_within(work, node, node_at(work, i)) || is_within(work, node_at(work, i), node))
    {
      dgmi_usage_failure(work->run->messages,
                         "%s and %s cannot both rise: one is part of the other",
                         info_at(work, i)->code, dgmi_framework_node(framework, node)->code);
      return FALSE;
    }
  g_array_append_val(work->nodes, node);
  return TRUE;
}

static gboolean add_named(TargetWork *work, const char *list)
{
  g_auto(GStrv) words = g_strsplit(list, ",", -1);
  gboolean ok = TRUE;
  for (guint i = 0; words[i] != NULL; i++)
  {
    const int node = dgmi_index_find_node(work->index, g_strstrip(words[i]), work->run->messages);
    ok = ok && node >= 0 && add_node(work, (guint)node);
  }
  return ok;
}

static gboolean add_level(TargetWork *work, int level)
{
  const DgmiFramework *framework = dgmi_index_framework(work->index);
  for (guint i = 0; i < dgmi_framework_n_nodes(framework); i++)
    if ((int)dgmi_framework_node(framework, i)->level == level)
      g_array_append_val(work->nodes, i);
  if (work->nodes->len == 0)
    dgmi_usage_failure(work->run->messages, "there is no level %d in %s", level,
                       dgmi_index_name(work->index));
  return work->nodes->len > 0;
}

/* What reaches the rank is not among what may rise. */
static gboolean is_not_root(const TargetWork *work)
{
  const guint root = dgmi_framework_root(dgmi_index_framework(work->index));
  for (guint i = 0; i < work->nodes->len; i++)
    if (node_at(work, i) == root)
    {
      dgmi_usage_failure(work->run->messages,
                         "%s is the index itself, which rises with its parts; name parts of it "
                         "with --node or --level",
                         info_at(work, i)->code);
      return FALSE;
    }
  return TRUE;
}

static gboolean choose_nodes(TargetWork *work)
{
  const DgmiOptions *options = &work->run->options;
  const DgmiFramework *framework = dgmi_index_framework(work->index);
  const DgmiNode *root = dgmi_framework_node(framework, dgmi_framework_root(framework));
  if (options->target.nodes != NULL && options->target.level != 0)
    dgmi_usage_failure(work->run->messages, "give either --node or --level");
  else if (options->target.nodes != NULL)
    return add_named(work, options->target.nodes);
  else if (options->target.level != 0)
    return add_level(work, options->target.level);
  else
    g_array_append_vals(work->nodes, root->members, root->n_members);
  return dgmi_messages_failures(work->run->messages) == 0;
}

/* "VALUE" of all, or "NODE=VALUE" of one that may rise. */
static gboolean read_limit(TargetWork *work, const char *text)
{
  static const DgmiPlace place = {.file = "--limit", .is_option = TRUE};
  const char *equals = strchr(text, '='), *number = equals == NULL ? text : equals + 1;
  g_autofree char *code = equals == NULL ? NULL : g_strndup(text, (gsize)(equals - text));
  double value;
  guint found = 0;
  if (dgmi_number_parse(number, strlen(number), &value) != DGMI_NUMBER_OK)
  {
    dgmi_failure(work->run->messages, &place, "'%s' is not a number", number);
    return FALSE;
  }
  const int node = code == NULL ? -1 : dgmi_index_find_node(work->index, code, work->run->messages);
  for (guint i = 0; i < work->nodes->len && (code == NULL || node >= 0); i++)
    if (code == NULL || node_at(work, i) == (guint)node)
    {
      g_array_index(work->limits, double, i) = value;
      g_array_index(work->kinds, DgmiLimitKind, i) = DGMI_LIMIT_SCALE;
      found++;
    }
  if (found == 0 && node >= 0)
    dgmi_failure(work->run->messages, &place, "'%s' is none of those that may rise", code);
  return found > 0;
}

static gboolean find_limits(TargetWork *work)
{
  char **given = work->run->options.target.limits;
  gboolean ok = TRUE;
  for (guint i = 0; i < work->nodes->len; i++)
  {
    DgmiLimitKind kind = DGMI_LIMIT_SCALE;
    const double limit = dgmi_target_limit(dgmi_index_result(work->index), node_at(work, i), &kind);
    g_array_append_val(work->limits, limit);
    g_array_append_val(work->kinds, kind);
  }
  for (guint i = 0; given != NULL && given[i] != NULL; i++)
    ok = read_limit(work, given[i]) && ok;
  return ok;
}

static gboolean read_options(TargetWork *work)
{
  if (work->run->options.target.rank < 1)
  {
    dgmi_usage_failure(work->run->messages, "say which rank to reach, 1 or more: --rank N");
    return FALSE;
  }
  if (dgmi_recipe_published(dgmi_index_recipe(work->index))->ranks)
  {
    dgmi_failure(work->run->messages, NULL,
                 "the ranks of %s are the publisher's, of a list that is not whole, so no score "
                 "leads to a rank",
                 dgmi_index_name(work->index));
    return FALSE;
  }
  return read_by(work) && choose_nodes(work) && is_not_root(work) && find_limits(work);
}

/* ---- The table ---- */

/* For people rounded up, so that what they read is enough. */
static double shown(const TargetWork *work, double x, gboolean up)
{
  const double power = pow(10, dgmi_index_decimals(work->index));
  if (!work->for_people || isnan(x))
    return x;
  return up ? ceil(x * power - 1e-6) / power : dgmi_round(x, dgmi_index_decimals(work->index));
}

static DgmiGrid *new_grid(const TargetWork *work, const DgmiTarget *target)
{
  const int decimals = dgmi_index_decimals(work->index);
  DgmiGrid *grid = dgmi_grid_new();
  dgmi_grid_add_text(grid, "node", _("node"));
  dgmi_grid_add_text(grid, "name", _("name"));
  dgmi_grid_add_numbers(grid, "now", _("now"), decimals);
  dgmi_grid_add_numbers(grid, "needed", _("needed"), decimals);
  dgmi_grid_add_numbers(grid, "increase", _("increase"), decimals);
  for (guint i = 0; i < work->nodes->len; i++)
  {
    const double now = shown(work, target->now[i], FALSE);
    const gboolean rises = target->needed[i] > target->now[i];
    const double needed = rises ? shown(work, target->needed[i], TRUE) : now;
    dgmi_grid_add_row(grid);
    dgmi_grid_text(grid, 0, info_at(work, i)->code);
    dgmi_grid_text(grid, 1, dgmi_index_node_name(work->index, node_at(work, i)));
    dgmi_grid_number(grid, 2, now);
    dgmi_grid_number(grid, 3, needed);
    dgmi_grid_number(grid, 4, needed - now);
  }
  return grid;
}

/* "OSI 1, TII 0.98 (the best unit's)" */
static char *text_of_limits(const TargetWork *work)
{
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < work->nodes->len; i++)
  {
    char number[DGMI_NUMBER_SIZE];
    const double limit = dgmi_round(limit_at(work, i), dgmi_index_decimals(work->index));
    const gboolean best = g_array_index(work->kinds, DgmiLimitKind, i) == DGMI_LIMIT_BEST;
    g_string_append_printf(text, "%s%s %s%s", i > 0 ? _(", ") : "", info_at(work, i)->code,
                           dgmi_number_format(limit, number), best ? _(" (the best unit's)") : "");
  }
  return g_string_free(text, FALSE);
}

/* How much has to rise, and how it was found. */
static void note_increase(const TargetWork *work, const DgmiTarget *target, DgmiGrid *grid)
{
  const int decimals = dgmi_index_decimals(work->index);
  double sum = 0, largest = 0;
  for (guint i = 0; i < work->nodes->len; i++)
    if (target->needed[i] > target->now[i])
    {
      sum += target->needed[i] - target->now[i];
      largest = fmax(largest, target->needed[i] - target->now[i]);
    }
  if (work->by == DGMI_TARGET_SUM && target->is_approximate)
    dgmi_grid_note(grid, _("The least sum of increases: %.*f."), decimals, sum);
  else if (work->by == DGMI_TARGET_SUM)
    dgmi_grid_note(grid, _("The least sum of increases: %.*f. Parts that count alike rise alike."),
                   decimals, sum);
  else
    dgmi_grid_note(grid, _("The least largest increase: %.*f."), decimals, largest);
  dgmi_grid_note(grid, _("The values needed are shown rounded up."));
  if (target->is_approximate)
    dgmi_grid_note(grid, _("Approximate: found by a search, since the index is no mean for which "
                           "the least is known exactly."));
}

static void add_notes(TargetWork *work, const DgmiTarget *target, DgmiGrid *grid)
{
  const int decimals = dgmi_index_decimals(work->index);
  const double rank = dgmi_result_rank(dgmi_index_result(work->index))[work->unit];
  g_autofree char *limits = text_of_limits(work);
  const gboolean is_there = rank <= work->run->options.target.rank;
  if (is_there)
    dgmi_grid_note(grid, _("%s has rank %g already."),
                   dgmi_index_unit_name(work->index, work->unit), rank);
  else
    dgmi_grid_note(grid,
                   _("From rank %g to %g, with the others as they are: the score rises from "
                     "%.*f to %.*f."),
                   rank, target->rank, decimals,
                   dgmi_result_score(dgmi_index_result(work->index))[work->unit], decimals,
                   target->score);
  if (work->run->options.print.quiet || is_there)
    return;
  note_increase(work, target, grid);
  dgmi_grid_note(grid, _("No value rises above its limit: %s."), limits);
}

/* ---- The verb ---- */

static void print_target(TargetWork *work, const DgmiTarget *target)
{
  g_autoptr(DgmiGrid) grid = new_grid(work, target);
  dgmi_grid_set_title(grid, _("%s: what %s needs for rank %d"), dgmi_index_name(work->index),
                      dgmi_index_unit_name(work->index, work->unit),
                      work->run->options.target.rank);
  add_notes(work, target, grid);
  if (target->is_approximate && !work->for_people)
    dgmi_note(work->run->messages, NULL,
              "approximate: found by a search, since the index is no mean for which the least "
              "is known exactly");
  dgmi_run_note_source(work->run, work->index, grid);
  dgmi_run_print(work->run, grid);
}

static void find_target(TargetWork *work)
{
  const DgmiTargetTask task = {.unit = work->unit,
                               .rank = work->run->options.target.rank,
                               .by = work->by,
                               .node = (const guint *)(gpointer)work->nodes->data,
                               .limit = (const double *)(gpointer)work->limits->data,
                               .n_nodes = work->nodes->len};
  g_auto(DgmiTarget) target = {0};
  g_autoptr(GError) error = NULL;
  g_autofree char *limits = text_of_limits(work);
  if (!dgmi_target(dgmi_index_result(work->index), &task, &target, &error))
    dgmi_messages_add_error(work->run->messages, NULL, error);
  else if (!target.is_reached)
    dgmi_failure(work->run->messages, NULL,
                 "%s cannot reach rank %d within the limits (%s): its best rank is %g. Raise "
                 "them with --limit, or ask for a later rank",
                 dgmi_index_unit_name(work->index, work->unit), work->run->options.target.rank,
                 limits, target.rank);
  else
    print_target(work, &target);
}

void dgmi_verb_target(DgmiRun *run)
{
  TargetWork work = {.run = run, .for_people = dgmi_run_is_for_people(run)};
  work.nodes = g_array_new(FALSE, FALSE, sizeof(guint));
  work.limits = g_array_new(FALSE, FALSE, sizeof(double));
  work.kinds = g_array_new(FALSE, FALSE, sizeof(DgmiLimitKind));
  const char *word = dgmi_run_argument(run, 1);
  if (word == NULL)
    dgmi_usage_failure(run->messages, "name the unit: dgmi target INDEX UNIT --rank N");
  else
    work.index = dgmi_run_open(run, dgmi_run_argument(run, 0), DGMI_INDEX_RESULT);
  if (work.index != NULL)
  {
    const int unit = dgmi_index_find_unit(work.index, word, run->messages);
    work.unit = (guint)MAX(unit, 0);
    if (unit >= 0 && read_options(&work))
      find_target(&work);
  }
  g_array_unref(work.nodes);
  g_array_unref(work.limits);
  g_array_unref(work.kinds);
  dgmi_index_unref(work.index);
}
