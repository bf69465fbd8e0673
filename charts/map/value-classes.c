#include "charts/map/value-classes.h"

#include <math.h>

static int rising(gconstpointer a, gconstpointer b)
{
  const double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

/* The values that are there, sorted. */
static GArray *sorted(const double *values, guint n)
{
  GArray *all = g_array_sized_new(FALSE, FALSE, sizeof(double), n);
  for (guint i = 0; i < n; i++)
    if (isfinite(values[i]))
      g_array_append_val(all, values[i]);
  g_array_sort(all, rising);
  return all;
}

static int digits_of(double step)
{
  int digits = 0;
  for (double scaled = step; digits < 15 && fabs(scaled - round(scaled)) > 1e-9 * scaled; digits++)
    scaled = step * pow(10, digits + 1);
  return digits;
}

/* Scores out of 1 or of 100 have no class beyond it. */
static double ceiling_of(double low, double high)
{
  if (low < 0)
    return INFINITY;
  return high <= 1 && high > 0.5 ? 1 : high <= 100 && high > 50 ? 100 : INFINITY;
}

/* How many classes of width `step` it takes, bounds being its multiples. */
static guint classes_needed(double low, double high, double step)
{
  const double top = ceil(high / step - 1e-9), bottom = floor(low / step + 1e-9);
  if (top * step > ceiling_of(low, high) * (1 + 1e-9))
    return G_MAXUINT;
  return (guint)MIN(top - bottom, 1000);
}

/* A round width, the rounder the better, with which it takes five classes; else four, else three.
 */
static double choose_step(double low, double high)
{
  static const double factors[] = {1, 2, 5, 2.5, 4, 3, 1.5, 6, 8};
  const double power = pow(10, floor(log10((high - low) / DGMI_VALUE_CLASSES)));
  for (guint wanted = DGMI_VALUE_CLASSES; wanted >= 2; wanted--)
    for (guint i = 0; i < G_N_ELEMENTS(factors); i++)
      for (double scale = power; scale <= 10 * power; scale *= 10)
        if (classes_needed(low, high, factors[i] * scale) == wanted)
          return factors[i] * scale;
  return (high - low) / DGMI_VALUE_CLASSES; /* bounds at no round numbers */
}

static void set_equal(double low, double high, DgmiValueClasses *classes)
{
  const double step = choose_step(low, high);
  const double bottom = floor(low / step + 1e-9);
  const guint needed = (guint)(ceil(high / step - 1e-9) - bottom);
  classes->n = CLAMP(needed, 1, DGMI_VALUE_CLASSES_MAX);
  for (guint i = 0; i <= classes->n; i++)
    classes->bound[i] = (bottom + classes->n - i) * step;
  classes->digits = digits_of(step);
}

static double quantile(const GArray *all, double share)
{
  const double at = share * (all->len - 1);
  const guint below = MIN((guint)at, all->len - 1), above = MIN(below + 1, all->len - 1);
  const double low = g_array_index(all, double, below), high = g_array_index(all, double, above);
  return low + (at - below) * (high - low);
}

static void set_quantiles(const GArray *all, int digits, DgmiValueClasses *classes)
{
  const double unit = pow(10, digits);
  classes->n = 0;
  classes->digits = digits;
  for (guint i = 0; i <= DGMI_VALUE_CLASSES; i++)
  {
    double bound = round(quantile(all, 1 - (double)i / DGMI_VALUE_CLASSES) * unit) / unit;
    if (i == 0)
      bound = ceil(g_array_index(all, double, all->len - 1) * unit - 1e-9) / unit;
    if (i == DGMI_VALUE_CLASSES)
      bound = floor(g_array_index(all, double, 0) * unit + 1e-9) / unit;
    if (i == 0)
      classes->bound[0] = bound;
    else if (bound < classes->bound[classes->n])
      classes->bound[++classes->n] = bound;
  }
}

void dgmi_value_classes(const double *values, guint n, DgmiClassMethod method, int digits,
                        DgmiValueClasses *classes)
{
  g_autoptr(GArray) all = sorted(values, n);
  *classes = (DgmiValueClasses){.digits = digits};
  if (all->len == 0)
    return;
  const double low = g_array_index(all, double, 0);
  const double high = g_array_index(all, double, all->len - 1);
  if (high - low > 1e-12 * MAX(fabs(low), fabs(high)))
  {
    if (method == DGMI_CLASSES_EQUAL)
      set_equal(low, high, classes);
    else
      set_quantiles(all, digits, classes);
  }
  if (classes->n > 0)
    return;
  classes->n = 1;
  classes->bound[0] = high;
  classes->bound[1] = low;
}

int dgmi_value_class_of(const DgmiValueClasses *classes, double value)
{
  if (isnan(value) || classes->n == 0)
    return -1;
  for (guint i = 0; i + 1 < classes->n; i++)
    if (value >= classes->bound[i + 1] - 1e-12 * fabs(classes->bound[i + 1]))
      return (int)i;
  return (int)classes->n - 1;
}
