#include "index/methods/outranking.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "indicators/base/memory.h"
#include "indicators/base/text.h"

/* ---- Weights as whole numbers ---- */

#define DIGITS_KEPT 28

/* A weight as digits × 10^exponent. */
typedef struct
{
  DgmiExact digits;
  int exponent;
} LeadDecimal;

static LeadDecimal decimal_of(double weight)
{
  char text[DGMI_NUMBER_SIZE];
  LeadDecimal decimal = {0, 0};
  gboolean after_point = FALSE;
  const char *p = dgmi_number_format(weight, text);
  for (; *p != '\0' && *p != 'e' && *p != 'E'; p++)
    if (*p == '.')
      after_point = TRUE;
    else if (g_ascii_isdigit(*p) && decimal.digits < (DgmiExact)1e27)
    {
      decimal.digits = decimal.digits * 10 + (*p - '0');
      decimal.exponent -= after_point;
    }
    else if (!after_point) /* the zeros of a large number */
      decimal.exponent++;
  if (*p != '\0')
    decimal.exponent += (int)g_ascii_strtoll(p + 1, NULL, 10);
  while (decimal.digits > 0 && decimal.digits % 10 == 0)
  {
    decimal.digits /= 10;
    decimal.exponent++;
  }
  return decimal;
}

/* The exponent of the leading digit. */
static int top_of(LeadDecimal decimal)
{
  int top = decimal.exponent - 1;
  for (; decimal.digits > 0; decimal.digits /= 10)
    top++;
  return top;
}

static DgmiExact scaled(LeadDecimal decimal, int unit)
{
  for (; decimal.exponent > unit; decimal.exponent--)
    decimal.digits *= 10;
  for (; decimal.exponent < unit && decimal.digits > 0; decimal.exponent++)
    decimal.digits /= 10;
  return decimal.digits;
}

/* Whole numbers in the proportion of `weight`: the unit is the last digit that any of them has. */
static void to_whole_numbers(const double *weight, guint n, DgmiExact *whole)
{
  g_autofree LeadDecimal *decimal = g_new(LeadDecimal, n + 1);
  int unit = G_MAXINT, top = G_MININT;
  for (guint m = 0; m < n; m++)
  {
    decimal[m] = decimal_of(weight[m]);
    if (decimal[m].digits == 0)
      continue;
    unit = MIN(unit, decimal[m].exponent);
    top = MAX(top, top_of(decimal[m]));
  }
  for (guint m = 0; m < n; m++)
    whole[m] = decimal[m].digits == 0 ? 0 : scaled(decimal[m], MAX(unit, top - DIGITS_KEPT + 1));
}

/* ---- Comparisons ---- */

/* Adds one member to every pair; `rows` are the units' values. */
static void add_member(DgmiOutranking *o, const double *x, DgmiExact weight)
{
  for (guint i = 0; i < o->n; i++)
    for (guint j = i + 1; j < o->n; j++)
    {
      const gsize at = (gsize)i * o->n + j;
      o->margin[at] += (x[i] > x[j] ? weight : 0) - (x[i] < x[j] ? weight : 0);
      if (o->compared != NULL && !isnan(x[i]) && !isnan(x[j]))
        o->compared[at] += weight;
    }
}

static void mirror(DgmiOutranking *o)
{
  for (guint i = 0; i < o->n; i++)
    for (guint j = i + 1; j < o->n; j++)
    {
      const gsize above = (gsize)i * o->n + j, below = (gsize)j * o->n + i;
      o->margin[below] = -o->margin[above];
      if (o->compared != NULL)
        o->compared[below] = o->compared[above];
    }
}

/* Takes the units that have a member of weight above 0; returns whether all of them have all. */
static gboolean take_units(const DgmiMembers *members, const DgmiExact *whole, DgmiOutranking *o)
{
  gboolean complete = TRUE;
  o->unit = g_new(guint, members->n_units + 1);
  for (guint i = 0; i < members->n_units; i++)
  {
    guint present = 0, wanted = 0;
    for (guint m = 0; m < members->n_members; m++)
    {
      wanted += whole[m] > 0;
      present += whole[m] > 0 && !isnan(members->member[m][i]);
    }
    if (present > 0)
      o->unit[o->n++] = i;
    complete = complete && (present == wanted || present == 0);
  }
  return complete;
}

gboolean dgmi_outranking(const DgmiMembers *members, DgmiOutranking *o, double *out, GError **error)
{
  g_autofree DgmiExact *whole = g_new(DgmiExact, members->n_members + 1);
  *o = (DgmiOutranking){0};
  to_whole_numbers(members->weight, members->n_members, whole);
  const gboolean complete = take_units(members, whole, o);
  for (guint i = 0; i < members->n_units; i++)
    out[i] = NAN;
  if (o->n == 0)
  {
    dgmi_error_set(error, DGMI_ERROR_DATA,
                   "no unit has any member of '%s', so there is nothing to compare",
                   members->node->code);
    return FALSE;
  }
  o->margin = g_new0(DgmiExact, (gsize)o->n * o->n);
  o->compared = complete ? NULL : g_new0(DgmiExact, (gsize)o->n * o->n);
  g_autofree double *x = g_new(double, o->n);
  for (guint m = 0; m < members->n_members; m++)
  {
    for (guint i = 0; i < o->n; i++)
      x[i] = members->member[m][o->unit[i]];
    o->whole += whole[m];
    if (whole[m] > 0)
      add_member(o, x, whole[m]);
  }
  mirror(o);
  assert(o->whole > 0);
  return TRUE;
}

void dgmi_outranking_clear(DgmiOutranking *outranking)
{
  dgmi_free_all(outranking->unit, outranking->margin, outranking->compared);
}

double dgmi_outranking_lead(const DgmiOutranking *outranking, guint i, guint j)
{
  assert(i < outranking->n && j < outranking->n);
  const DgmiExact compared = dgmi_outranking_compared(outranking, i, j);
  return compared == 0 ? 0
                       : (double)((long double)dgmi_outranking_margin(outranking, i, j) /
                                  (2 * (long double)compared));
}

double dgmi_outranking_flow(const DgmiOutranking *outranking, guint i)
{
  assert(i < outranking->n);
  DgmiExact margins = 0;
  long double leads = 0;
  for (guint j = 0; j < outranking->n; j++)
  {
    margins += j == i ? 0 : dgmi_outranking_margin(outranking, i, j);
    if (outranking->compared != NULL && j != i)
      leads += dgmi_outranking_lead(outranking, i, j);
  }
  return (double)(outranking->compared == NULL
                      ? (long double)margins / (2 * (long double)outranking->whole)
                      : leads);
}

int dgmi_outranking_find(const DgmiOutranking *outranking, guint unit)
{
  for (guint i = 0; i < outranking->n; i++)
    if (outranking->unit[i] == unit)
      return (int)i;
  return -1;
}
