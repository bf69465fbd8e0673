#include <assert.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <string.h>

#include "index/arithmetic.h"
#include "index/methods.h"
#include "indicators/text.h"

double dgmi_mean_arithmetic(const double *x, const double *weight, guint n, const double *argument)
{
  (void)argument;
  return dgmi_weighted_mean(x, weight, n);
}

double dgmi_mean_geometric(const double *x, const double *weight, guint n, const double *argument)
{
  (void)argument;
  long double sum = 0, weights = 0;
  for (guint i = 0; i < n; i++)
  {
    sum += weight[i] * logl(x[i]);
    weights += weight[i];
  }
  return (double)expl(sum / weights);
}

double dgmi_mean_harmonic(const double *x, const double *weight, guint n, const double *argument)
{
  (void)argument;
  long double sum = 0, weights = 0;
  for (guint i = 0; i < n; i++)
  {
    sum += (long double)weight[i] / x[i];
    weights += weight[i];
  }
  return (double)(weights / sum);
}

/* (Σ w x^P)^{1/P}, relative to the largest member so that no power overflows. */
double dgmi_mean_power(const double *x, const double *weight, guint n, const double *argument)
{
  const double power = argument[0];
  if (power == 0)
    return dgmi_mean_geometric(x, weight, n, argument);
  double unit = 0;
  for (guint i = 0; i < n; i++)
    unit = power > 0 || unit == 0 ? MAX(unit, fabs(x[i])) : MIN(unit, fabs(x[i]));
  if (unit == 0)
    return 0;
  long double sum = 0, weights = 0;
  for (guint i = 0; i < n; i++)
  {
    sum += weight[i] * powl((long double)x[i] / unit, power);
    weights += weight[i];
  }
  return (double)(unit * powl(sum / weights, 1 / (long double)power));
}

/* The value with half of the weight on either side; halfway between two where it falls so. */
double dgmi_weighted_median(const double *x, const double *weight, guint n, const double *argument)
{
  (void)argument;
  g_autofree size_t *order = g_new(size_t, n);
  gsl_sort_index(order, x, 1, n);
  double total = 0, below = 0;
  for (guint i = 0; i < n; i++)
    total += weight[i];
  for (guint i = 0; i < n; i++)
  {
    below += weight[order[i]];
    if (below == total / 2 && i + 1 < n)
      return x[order[i]] / 2 + x[order[i + 1]] / 2;
    if (below > total / 2)
      return x[order[i]];
  }
  return x[order[n - 1]];
}

double dgmi_minimum(const double *x, const double *weight, guint n, const double *argument)
{
  (void)weight, (void)argument;
  double least = x[0];
  for (guint i = 1; i < n; i++)
    least = MIN(least, x[i]);
  return least;
}

double dgmi_maximum(const double *x, const double *weight, guint n, const double *argument)
{
  (void)weight, (void)argument;
  double largest = x[0];
  for (guint i = 1; i < n; i++)
    largest = MAX(largest, x[i]);
  return largest;
}

double dgmi_domain_positive(const double *argument, gboolean *strict)
{
  (void)argument;
  *strict = TRUE;
  return 0;
}

double dgmi_domain_power(const double *argument, gboolean *strict)
{
  const double power = argument[0];
  *strict = power <= 0;
  return power > 0 && (power == 1 || fmod(power, 2) == 0) ? -INFINITY : 0;
}

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

#define UNITS_NAMED 12

static gboolean check_domain(const DgmiMethod *method, const DgmiMembers *members, GError **error)
{
  gboolean strict = FALSE;
  const double least = method->info->domain(method->argument, &strict);
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
  if (n > UNITS_NAMED)
    g_string_append_printf(named, "; and %u more", n - UNITS_NAMED);
  g_set_error(error, DGMI_ERROR, DGMI_ERROR_DATA,
              "the %s mean of '%s' needs values %s, but %u %s below: %s. Two ways out: rescale "
              "with --normalise minmax:1,100, or raise small values with --floor 0.01",
              method->info->id, members->node->code, strict ? "above 0" : "of 0 or more", n,
              n == 1 ? "unit is at or" : "units are at or", named->str);
  return FALSE;
}

gboolean dgmi_aggregate(const DgmiMethod *method, const DgmiMembers *members, double *out,
                        GError **error)
{
  assert(method->info != NULL && method->info->row != NULL);
  if (method->info->domain != NULL && !check_domain(method, members, error))
    return FALSE;
  g_autofree double *x = g_new(double, members->n_members);
  g_autofree double *weight = g_new(double, members->n_members);
  for (guint unit = 0; unit < members->n_units; unit++)
  {
    guint present = 0, n = 0;
    for (guint m = 0; m < members->n_members; m++)
    {
      const double value = members->member[m][unit];
      if (isnan(value))
        continue;
      present++;
      if (members->weight[m] == 0)
        continue;
      x[n] = value;
      weight[n++] = members->weight[m];
    }
    const gboolean enough = n > 0 && present >= members->available * members->n_members;
    out[unit] = enough ? method->info->row(x, weight, n, method->argument) : NAN;
  }
  return TRUE;
}
