#include "index/methods/complete-rows.h"

#include <assert.h>
#include <math.h>

#include "indicators/base/memory.h"
#include "indicators/base/text.h"

static const char *member_code(const DgmiMembers *members, guint member)
{
  return dgmi_framework_node(members->framework, members->node->members[member])->code;
}

const char *dgmi_complete_member(const DgmiMembers *members, const DgmiCompleteRows *rows,
                                 guint column)
{
  assert(column < rows->n_members);
  return member_code(members, rows->member[column]);
}

static gboolean is_empty(const DgmiMembers *members, guint member)
{
  for (guint i = 0; i < members->n_units; i++)
    if (!isnan(members->member[member][i]))
      return FALSE;
  return TRUE;
}

/* A member that is empty is named before anything else: it alone is reason enough, and the user
 * can leave it out. */
static void fail_without_rows(const DgmiMembers *members, const DgmiCompleteRows *rows,
                              GError **error)
{
  for (guint k = 0; k < rows->n_members; k++)
    if (is_empty(members, rows->member[k]))
    {
      dgmi_error_set(
          error, DGMI_ERROR_DATA,
          "'%s', a member of '%s', has no values, so no unit can be aggregated; leave it "
          "out or fill it (--impute)",
          dgmi_complete_member(members, rows, k), members->node->code);
      return;
    }
  dgmi_error_set(
      error, DGMI_ERROR_DATA,
      "no unit has all members of '%s', as its aggregation needs; fill them (--impute) or "
      "aggregate otherwise",
      members->node->code);
}

static void take_members(const DgmiMembers *members, DgmiCompleteRows *rows)
{
  long double sum = 0;
  rows->member = g_new(guint, members->n_members + 1);
  rows->weight = g_new(double, members->n_members + 1);
  for (guint m = 0; m < members->n_members; m++)
    if (members->weight[m] > 0)
    {
      rows->member[rows->n_members++] = m;
      sum += members->weight[m];
    }
  for (guint k = 0; k < rows->n_members; k++)
    rows->weight[k] = (double)(members->weight[rows->member[k]] / sum);
}

gboolean dgmi_complete_rows(const DgmiMembers *members, DgmiCompleteRows *rows, double *out,
                            GError **error)
{
  assert(members->n_members > 0);
  assert(out != NULL);
  *rows = (DgmiCompleteRows){0};
  take_members(members, rows);
  rows->unit = g_new(guint, members->n_units + 1);
  rows->x = g_new(double, (gsize)members->n_units * rows->n_members + 1);
  for (guint i = 0; i < members->n_units; i++)
  {
    double *row = rows->x + (gsize)rows->n * rows->n_members;
    gboolean complete = TRUE;
    for (guint k = 0; complete && k < rows->n_members; k++)
    {
      row[k] = members->member[rows->member[k]][i];
      complete = !isnan(row[k]);
    }
    if (complete)
      rows->unit[rows->n++] = i;
    out[i] = NAN;
  }
  if (rows->n == 0)
    fail_without_rows(members, rows, error);
  return rows->n > 0;
}

void dgmi_complete_rows_clear(DgmiCompleteRows *rows)
{
  dgmi_free_all(rows->unit, rows->member, rows->weight, rows->x);
}

/* The methods that ask for a range divide by it, so a constant member is an error here and not a
 * NaN there. */
gboolean dgmi_complete_range(const DgmiMembers *members, const DgmiCompleteRows *rows, guint column,
                             double *least, double *largest, GError **error)
{
  assert(column < rows->n_members);
  assert(rows->n > 0);
  *least = INFINITY, *largest = -INFINITY;
  for (guint i = 0; i < rows->n; i++)
  {
    const double x = dgmi_complete_row(rows, i)[column];
    *least = MIN(*least, x);
    *largest = MAX(*largest, x);
  }
  if (*least < *largest)
    return TRUE;
  char number[DGMI_NUMBER_SIZE];
  dgmi_error_set(
      error, DGMI_ERROR_DATA,
      rows->n == 1 ? "'%s', a member of '%s', is constant (%s in each of %u complete unit), so it "
                     "cannot be put on a scale; leave it out or give it weight 0"
                   : "'%s', a member of '%s', is constant (%s in each of %u complete units), so it "
                     "cannot be put on a scale; leave it out or give it weight 0",
      dgmi_complete_member(members, rows, column), members->node->code,
      dgmi_number_format(*least, number), rows->n);
  return FALSE;
}

int dgmi_complete_find(const DgmiMembers *members, guint unit, DgmiCompleteRows *rows)
{
  assert(unit < members->n_units);
  g_autofree double *out = g_new(double, members->n_units);
  if (!dgmi_complete_rows(members, rows, out, NULL))
    return -1;
  for (guint i = 0; i < rows->n; i++)
    if (rows->unit[i] == unit)
      return (int)i;
  return -1;
}

gboolean dgmi_complete_aggregate(const DgmiMembers *members, DgmiCompleteMeasure measure,
                                 DgmiCompleteScore score, double *out, GError **error)
{
  g_auto(DgmiCompleteRows) rows = {0};
  if (!dgmi_complete_rows(members, &rows, out, error))
    return FALSE;
  g_autofree double *a = g_new(double, rows.n), *b = g_new(double, rows.n);
  if (!measure(members, &rows, a, b, error))
    return FALSE;
  for (guint i = 0; i < rows.n; i++)
    out[rows.unit[i]] = score(a[i], b[i]);
  return TRUE;
}

gboolean dgmi_complete_explain(const DgmiMembers *members, guint unit, DgmiCompleteMeasure measure,
                               double *a, double *b)
{
  g_auto(DgmiCompleteRows) rows = {0};
  const int row = dgmi_complete_find(members, unit, &rows);
  if (row < 0)
    return FALSE;
  g_autofree double *all_a = g_new(double, rows.n), *all_b = g_new(double, rows.n);
  if (!measure(members, &rows, all_a, all_b, NULL))
    return FALSE;
  *a = all_a[row];
  *b = all_b[row];
  return TRUE;
}
