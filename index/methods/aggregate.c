#include <assert.h>
#include <math.h>

#include "index/methods/methods.h"
#include "indicators/base/text.h"

static gboolean outside(double x, double least, gboolean strict)
{
  return x < least || (strict && x == least);
}

/* "Eritrea (ERI): TII 0, HCI 0" for a unit with members outside the domain; FALSE if none is. */
static gboolean describe_outside(const DgmiMembers *members, guint unit, double least,
                                 gboolean strict, GString *out)
{
  gboolean found = FALSE;
  for (guint m = 0; m < members->n_members; m++)
  {
    const double x = members->member[m][unit];
    if (isnan(x) || members->weight[m] == 0 || !outside(x, least, strict))
      continue;
    const char *code = dgmi_dataset_code(members->dataset, unit);
    const char *name = dgmi_dataset_name(members->dataset, unit);
    char number[DGMI_NUMBER_SIZE];
    if (!found && name != NULL)
      g_string_append_printf(out, "%s (%s): ", name, code);
    else
      g_string_append_printf(out, "%s%s", found ? ", " : code, found ? "" : ": ");
    g_string_append_printf(out, "%s %s",
                           dgmi_framework_node(members->framework, members->node->members[m])->code,
                           dgmi_number_format(x, number));
    found = TRUE;
  }
  return found;
}

static const DgmiNode *first_outside(const DgmiMembers *members, double least, gboolean strict)
{
  for (guint m = 0; m < members->n_members; m++)
    for (guint unit = 0; unit < members->n_units; unit++)
      if (members->weight[m] > 0 && outside(members->member[m][unit], least, strict))
        return dgmi_framework_node(members->framework, members->node->members[m]);
  return NULL;
}

/* A weighting by unit aggregates too. */
static const DgmiAggregateMethod *part_of(const DgmiMethod *method)
{
  assert(method->info->kind == DGMI_METHOD_AGGREGATE || method->info->kind == DGMI_METHOD_WEIGH);
  return method->info->kind == DGMI_METHOD_AGGREGATE ? &method->info->aggregate
                                                     : &method->info->weigh.by_unit;
}

#define UNITS_NAMED 12

static gboolean check_domain(const DgmiMethod *method, const DgmiMembers *members, GError **error)
{
  gboolean strict = FALSE;
  const double least = part_of(method)->domain(method->argument, &strict);
  if (least == -INFINITY)
    return TRUE;
  g_autoptr(GString) named = g_string_new(NULL);
  guint n = 0;
  for (guint unit = 0; unit < members->n_units; unit++)
  {
    g_autoptr(GString) one = g_string_new(NULL);
    if (!describe_outside(members, unit, least, strict, one))
      continue;
    if (n < UNITS_NAMED)
      g_string_append_printf(named, "%s%s", n > 0 ? "; " : "", one->str);
    n++;
  }
  if (n == 0)
    return TRUE;
  const char *bound = strict ? DGMI_N_("above 0") : DGMI_N_("of 0 or more");
  const char *units = n == 1 ? DGMI_N_("unit is at or") : DGMI_N_("units are at or");
  DgmiSentence *which = n <= UNITS_NAMED
                            ? dgmi_sentence_new("%s", named->str)
                            : dgmi_sentence_new("%s; and %u more", named->str, n - UNITS_NAMED);
  const DgmiNode *part = first_outside(members, least, strict);
  if (method->info->kind == DGMI_METHOD_WEIGH)
    dgmi_error_set(error, DGMI_ERROR_DATA,
                   "the %s score of '%s' needs values %s, but %u %s below: %p. Two ways out: "
                   "rescale with {normalise minmax:1,100}, or raise small values with {floor 0.01}",
                   method->info->id, members->node->code, bound, n, units, (void *)which);
  else if (part->type == DGMI_NODE_INDICATOR)
    dgmi_error_set(error, DGMI_ERROR_DATA,
                   "the %s mean of '%s' needs values %s, but %u %s below: %p. Two ways out: "
                   "rescale with {normalise minmax:1,100}, or raise small values with {floor 0.01}",
                   method->info->id, members->node->code, bound, n, units, (void *)which);
  else /* whose values --floor does not reach */
    dgmi_error_set(
        error, DGMI_ERROR_DATA,
        "the %s mean of '%s' needs values %s, but %u %s below: %p. Two ways out: rescale with "
        "{normalise minmax:1,100}, or that part with {normalise@%s minmax:1,100}",
        method->info->id, members->node->code, bound, n, units, (void *)which, part->code);
  if (error != NULL && method->info->kind == DGMI_METHOD_AGGREGATE)
    dgmi_error_set_node(*error,
                        (guint)dgmi_framework_find(members->framework, members->node->code));
  return FALSE;
}

/* Unit by unit, each from its members that are there. */
static void aggregate_rows(const DgmiMethod *method, const DgmiMembers *members, double *out)
{
  g_autofree double *x = g_new(double, members->n_members);
  g_autofree double *weight = g_new(double, members->n_members);
  const DgmiAggregateRow row = part_of(method)->row;
  for (guint unit = 0; unit < members->n_units; unit++)
  {
    guint n = 0;
    for (guint m = 0; m < members->n_members; m++)
    {
      const double value = members->member[m][unit];
      if (isnan(value) || members->weight[m] == 0)
        continue;
      x[n] = value;
      weight[n++] = members->weight[m];
    }
    out[unit] = n > 0 ? row(x, weight, n, method->argument) : NAN;
  }
}

static gboolean is_thin(const DgmiMembers *members, guint unit)
{
  guint present = 0;
  for (guint m = 0; m < members->n_members; m++)
    present += !isnan(members->member[m][unit]);
  return present < members->available * members->n_members;
}

/* For methods of all units at once: members in which units with too few of them have none, so that
 * they are no one's competitors either. *x holds the values; free it and taken->member. */
static DgmiMembers take_members(const DgmiMembers *members, double **x)
{
  const gsize n = members->n_units;
  const double **member = g_new(const double *, members->n_members + 1);
  *x = g_new(double, n * members->n_members + 1);
  for (guint m = 0; m < members->n_members; m++)
  {
    double *column = *x + m * n;
    for (guint unit = 0; unit < n; unit++)
      column[unit] =
          members->available > 0 && is_thin(members, unit) ? NAN : members->member[m][unit];
    member[m] = column;
  }
  DgmiMembers taken = *members;
  taken.member = member;
  return taken;
}

static gboolean aggregate_table(const DgmiMethod *method, const DgmiMembers *members, double *out,
                                GError **error)
{
  g_autofree double *x = NULL;
  const DgmiMembers taken = take_members(members, &x);
  const gboolean ok = part_of(method)->table(&taken, out, error);
  g_free((gpointer)taken.member);
  return ok;
}

DgmiSentence *dgmi_aggregate_explain(const DgmiMethod *method, const DgmiMembers *members,
                                     guint unit)
{
  assert(unit < members->n_units);
  if (part_of(method)->explain == NULL)
    return NULL;
  g_autofree double *x = NULL;
  const DgmiMembers taken = take_members(members, &x);
  DgmiSentence *said = part_of(method)->explain(&taken, unit);
  g_free((gpointer)taken.member);
  return said;
}

gboolean dgmi_aggregate(const DgmiMethod *method, const DgmiMembers *members, double *out,
                        GError **error)
{
  const DgmiAggregateMethod *part = part_of(method);
  assert((part->row != NULL) != (part->table != NULL));
  if (part->domain != NULL && !check_domain(method, members, error))
    return FALSE;
  if (part->table != NULL)
    return aggregate_table(method, members, out, error);
  aggregate_rows(method, members, out);
  for (guint unit = 0; unit < members->n_units; unit++)
    if (is_thin(members, unit))
      out[unit] = NAN;
  return TRUE;
}
