#include <math.h>
#include <string.h>

#include "command/run/display.h"
#include "command/run/say.h"
#include "command/run/weight-notes.h"
#include "command/verbs/verbs.h"
#include "index/opened/additive.h"
#include "indicators/base/text.h"

#define HEADING_MAX 16        /* columns of a unit's name as a heading; longer ones give its code */
#define INDENT "\u00a0\u00a0" /* no-break blanks: Markdown and LaTeX keep them */

typedef struct
{
  DgmiRun *run;
  DgmiIndex *index;
  guint *units;
  guint n_units;
  gboolean for_people;
  gboolean gaps; /* the table is one of gaps: without the first unit and weights */
  int weight;    /* columns: of the weights (-1 = none), of the first unit shown */
  guint first;
} Comparison;

/* What stands in the cell of a node for the unit number `i` of those compared. */
typedef double (*ValueFunc)(const Comparison *comparison, guint node, guint i);

/* ---- The units ---- */

static gboolean find_units(Comparison *comparison)
{
  DgmiMessages *messages = comparison->run->messages;
  char **words = dgmi_run_arguments_from(comparison->run, 1);
  comparison->units = g_new(guint, g_strv_length(words) + 1);
  for (guint i = 0; words[i] != NULL; i++)
  {
    const int unit = dgmi_index_find_unit(comparison->index, words[i], messages);
    for (guint k = 0; unit >= 0 && k < comparison->n_units; k++)
      if (comparison->units[k] == (guint)unit)
        dgmi_usage_failure(messages, "%s is named twice; name each unit once",
                           dgmi_index_unit_name(comparison->index, (guint)unit));
    if (unit >= 0)
      comparison->units[comparison->n_units++] = (guint)unit;
  }
  if (dgmi_messages_failures(messages) == 0 && comparison->n_units < 2)
    dgmi_usage_failure(messages, "name two units or more: dgmi compare INDEX UNIT UNIT…");
  return dgmi_messages_failures(messages) == 0;
}

static const char *unit_name(Comparison *comparison, guint i)
{
  return dgmi_index_unit_name(comparison->index, comparison->units[i]);
}

static const char *unit_code(const Comparison *comparison, guint i)
{
  return dgmi_dataset_code(dgmi_index_dataset(comparison->index), comparison->units[i]);
}

/* "Iran (Islamic Republic of)" is Iran; what stays too long for a heading is its code. */
static char *short_name(Comparison *comparison, guint i)
{
  const char *name = unit_name(comparison, i), *bracket = strstr(name, " (");
  g_autofree char *text =
      bracket == NULL ? g_strdup(name) : g_strndup(name, (gsize)(bracket - name));
  return dgmi_display_width(text) <= HEADING_MAX ? g_steal_pointer(&text)
                                                 : g_strdup(unit_code(comparison, i));
}

/* The unit's heading: its short name, its code where another unit has the same one. */
static char *heading_of(Comparison *comparison, guint i)
{
  g_autofree char *own = short_name(comparison, i);
  for (guint k = 0; k < comparison->n_units; k++)
  {
    g_autofree char *other = k == i ? NULL : short_name(comparison, k);
    if (g_strcmp0(own, other) == 0)
      return g_strdup(unit_code(comparison, i));
  }
  return g_steal_pointer(&own);
}

/* ---- Values ---- */

static double value_of(const Comparison *comparison, guint node, guint i)
{
  const DgmiResult *result = dgmi_index_result(comparison->index);
  const gboolean is_index = node == dgmi_framework_root(dgmi_index_framework(comparison->index));
  return (is_index ? dgmi_result_score(result)
                   : dgmi_result_node(result, node))[comparison->units[i]];
}

static double gap_of(const Comparison *comparison, guint node, guint i)
{
  return value_of(comparison, node, i) - value_of(comparison, node, 0);
}

static double contribution_of(const Comparison *comparison, guint node, guint i)
{
  g_autofree double *all =
      g_new(double, dgmi_framework_n_nodes(dgmi_index_framework(comparison->index)));
  const gboolean additive =
      dgmi_result_contributions(dgmi_index_result(comparison->index), comparison->units[i], all);
  return additive ? all[node] : NAN;
}

static double contribution_gap_of(const Comparison *comparison, guint node, guint i)
{
  return contribution_of(comparison, node, i) - contribution_of(comparison, node, 0);
}

/* ---- Tables ---- */

static void add_columns(Comparison *comparison, DgmiGrid *grid)
{
  const int decimals = dgmi_index_decimals(comparison->index);
  dgmi_grid_add_text(grid, "node", _("node"));
  dgmi_grid_add_text(grid, "name", _("name"));
  if (!comparison->for_people)
    dgmi_grid_add_integers(grid, "level", NULL);
  const int digits = dgmi_has_derived_weights(comparison->index) ? 4 : -1;
  comparison->weight =
      comparison->gaps ? -1 : (int)dgmi_grid_add_numbers(grid, "weight", _("weight"), digits);
  comparison->first = dgmi_grid_n_columns(grid);
  for (guint i = comparison->gaps; i < comparison->n_units; i++)
  {
    g_autofree char *heading = heading_of(comparison, i);
    dgmi_grid_add_numbers(grid, unit_code(comparison, i), heading, decimals);
  }
}

/* The node's row and then its members', each further in; for programs not. */
static void add_node(const Comparison *comparison, DgmiGrid *grid, guint node, ValueFunc value)
{
  const DgmiIndex *index = comparison->index;
  const DgmiNode *info = dgmi_framework_node(dgmi_index_framework(index), node);
  g_autoptr(GString) name = g_string_new(NULL);
  for (int above = info->parent; comparison->for_people && above >= 0;
       above = dgmi_framework_node(dgmi_index_framework(index), (guint)above)->parent)
    g_string_append(name, INDENT);
  g_string_append(name, dgmi_index_node_name(index, node));
  dgmi_grid_add_row(grid);
  dgmi_grid_text(grid, 0, info->code);
  dgmi_grid_text(grid, 1, name->str);
  if (!comparison->for_people)
    dgmi_grid_integer(grid, 2, info->level);
  if (comparison->weight >= 0)
    dgmi_grid_number(grid, (guint)comparison->weight,
                     dgmi_result_weights(dgmi_index_result(index))[node]);
  if (comparison->weight >= 0 && comparison->for_people && info->parent < 0)
    dgmi_grid_text(grid, (guint)comparison->weight, ""); /* it has none to share with */
  for (guint i = comparison->gaps; i < comparison->n_units; i++)
    dgmi_grid_number(grid, comparison->first + i - comparison->gaps, value(comparison, node, i));
  if (info->type == DGMI_NODE_AGGREGATE)
    dgmi_grid_emphasise(grid);
  for (guint m = 0; m < info->n_members; m++)
    add_node(comparison, grid, info->members[m], value);
}

static DgmiGrid *node_grid(Comparison *comparison, ValueFunc value)
{
  DgmiGrid *grid = dgmi_grid_new();
  add_columns(comparison, grid);
  add_node(comparison, grid, dgmi_framework_root(dgmi_index_framework(comparison->index)), value);
  return grid;
}

static void add_named_row(const Comparison *comparison, DgmiGrid *grid, const char *name)
{
  dgmi_grid_add_row(grid);
  dgmi_grid_text(grid, 0, "");
  dgmi_grid_text(grid, 1, name);
  dgmi_grid_text(grid, (guint)comparison->weight, "");
}

/* For people: the rows "rank" and "class" below the scores. */
static void add_standing(const Comparison *comparison, DgmiGrid *grid)
{
  const DgmiIndex *index = comparison->index;
  add_named_row(comparison, grid, _("rank"));
  for (guint i = 0; i < comparison->n_units; i++)
  {
    const double rank = dgmi_result_rank(dgmi_index_result(index))[comparison->units[i]];
    const gboolean whole = rank == floor(rank); /* not NaN, nor a mean of ties */
    dgmi_grid_number(grid, comparison->first + i, whole ? NAN : rank);
    if (whole)
      dgmi_grid_integer(grid, comparison->first + i, (gint64)rank);
  }
  if (dgmi_recipe_classes(dgmi_index_recipe(index))->len == 0)
    return;
  add_named_row(comparison, grid, _("class"));
  for (guint i = 0; i < comparison->n_units; i++)
    dgmi_grid_text(grid, comparison->first + i,
                   dgmi_index_class_name(
                       index, dgmi_result_class(dgmi_index_result(index), comparison->units[i])));
}

/* "GBR = United Kingdom of …" where a heading is a code. */
static void note_codes(Comparison *comparison, DgmiGrid *grid)
{
  for (guint i = 0; i < comparison->n_units; i++)
  {
    g_autofree char *heading = heading_of(comparison, i);
    const char *code = unit_code(comparison, i), *name = unit_name(comparison, i);
    if (strcmp(heading, code) == 0 && strcmp(name, code) != 0)
      dgmi_grid_note(grid, _("%s: %s."), code, name);
  }
}

static void note_zeros(Comparison *comparison, DgmiGrid *grid)
{
  for (guint i = 0; i < comparison->n_units; i++)
    if (dgmi_result_is_zero_by_rule(dgmi_index_result(comparison->index), comparison->units[i]))
      dgmi_grid_note(grid, _("The index of %s is 0 by a rule of the edition, whatever its parts."),
                     unit_name(comparison, i));
}

/* ---- The verb ---- */

/* Two tables more: by how much each node differs from the first unit's, and what that adds to the
 * difference in the index. Notes stand below the last. */
static void append_gaps(Comparison *comparison, DgmiGrid *grid)
{
  const char *first = unit_name(comparison, 0);
  comparison->gaps = TRUE;
  DgmiGrid *gaps = node_grid(comparison, gap_of), *last = gaps;
  dgmi_grid_set_title(gaps, _("Gap to %s"), first);
  dgmi_grid_append(grid, gaps);
  g_autofree char *reason = dgmi_not_additive(comparison->index);
  if (reason == NULL)
  {
    last = node_grid(comparison, contribution_gap_of);
    dgmi_grid_set_title(last, _("Gap to %s: what each part adds to that of the index"), first);
    dgmi_grid_append(grid, last);
  }
  else if (!comparison->run->options.print.quiet)
    dgmi_grid_note(last, _("The gap does not split into contributions: %s."), reason);
  if (!comparison->run->options.print.quiet)
  {
    note_codes(comparison, last);
    note_zeros(comparison, last);
  }
  dgmi_run_note_source(comparison->run, comparison->index, last);
}

static void print_scores(Comparison *comparison)
{
  g_autoptr(DgmiGrid) grid = node_grid(comparison, value_of);
  dgmi_grid_set_title(grid, "%s", dgmi_index_name(comparison->index));
  if (comparison->for_people)
  {
    add_standing(comparison, grid);
    append_gaps(comparison, grid);
  }
  dgmi_run_print(comparison->run, grid);
}

static void print_contributions(Comparison *comparison)
{
  g_autofree char *reason = dgmi_not_additive(comparison->index);
  if (reason != NULL)
  {
    static const DgmiPlace place = {.file = "--contributions", .is_option = TRUE};
    dgmi_failure(comparison->run->messages, &place,
                 "there are no contributions: %s; leave --contributions out, or see what sums "
                 "give with --aggregate arithmetic",
                 reason);
    return;
  }
  g_autoptr(DgmiGrid) grid = node_grid(comparison, contribution_of);
  dgmi_grid_set_title(grid, _("%s: what each part adds to the index"),
                      dgmi_index_name(comparison->index));
  if (!comparison->run->options.print.quiet)
  {
    note_codes(comparison, grid);
    note_zeros(comparison, grid);
  }
  dgmi_run_note_source(comparison->run, comparison->index, grid);
  dgmi_run_print(comparison->run, grid);
}

void dgmi_verb_compare(DgmiRun *run)
{
  Comparison comparison = {.run = run, .for_people = dgmi_run_is_for_people(run)};
  comparison.index = dgmi_run_open(run, dgmi_run_argument(run, 0), DGMI_INDEX_RESULT);
  if (comparison.index != NULL && find_units(&comparison))
  {
    if (run->options.shown.contributions)
      print_contributions(&comparison);
    else
      print_scores(&comparison);
  }
  g_free(comparison.units);
  dgmi_index_unref(comparison.index);
}
