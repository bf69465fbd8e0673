/* Imputation from the units nearest by the other indicators. */
#include <math.h>

#include "index/methods/impute.h"

typedef struct
{
  guint unit;
  double distance;
  const char *code;
} Neighbour;

/* sqrt(mean(d²)) over the columns beside `target` that both units have, each on [0, 1]; NaN
 * without one. */
static double distance_between(const DgmiGaps *gaps, const DgmiSpread *spreads, guint target,
                               guint a, guint b)
{
  double sum = 0;
  guint n = 0;
  for (guint c = 0; c < gaps->before->n_columns; c++)
  {
    const double d = dgmi_gaps_scaled(gaps, spreads, c, a) - dgmi_gaps_scaled(gaps, spreads, c, b);
    if (c == target || isnan(d))
      continue;
    sum += d / 2 * (d / 2);
    n++;
  }
  return n == 0 ? NAN : sqrt(sum / n);
}

static int by_distance(gconstpointer a, gconstpointer b)
{
  const Neighbour *x = a, *y = b;
  if (x->distance != y->distance)
    return x->distance < y->distance ? -1 : 1;
  return g_ascii_strcasecmp(x->code, y->code);
}

/* The mean is taken on the common scale, where it cannot overflow. */
static gboolean fill_from_neighbours(DgmiGaps *gaps, guint target, guint unit, gpointer data,
                                     GError **error)
{
  (void)error;
  const DgmiSpread *spreads = data;
  g_autoptr(GArray) near = g_array_new(FALSE, FALSE, sizeof(Neighbour));
  const double *x = dgmi_gaps_values(gaps, target);
  for (guint i = 0; i < gaps->n; i++)
  {
    const Neighbour one = {i, distance_between(gaps, spreads, target, unit, i),
                           dgmi_gaps_unit(gaps, i)};
    if (!isnan(x[i]) && !isnan(one.distance))
      g_array_append_val(near, one);
  }
  if (near->len == 0)
    return TRUE;
  g_array_sort(near, by_distance);
  const guint n = (guint)MIN(gaps->method->argument[0], near->len);
  g_autoptr(GString) codes = g_string_new(NULL);
  double sum = 0;
  for (guint k = 0; k < n; k++)
  {
    const Neighbour *one = &g_array_index(near, Neighbour, k);
    sum += dgmi_spread_scale(&spreads[target], x[one->unit]);
    g_string_append_printf(codes, "%s%s", k > 0 ? " " : "", one->code);
  }
  dgmi_gaps_fill(gaps, target, unit, dgmi_spread_unscale(&spreads[target], sum / n),
                 dgmi_sentence_new("near %s", codes->str));
  return TRUE;
}

static gboolean impute_knn(DgmiGaps *gaps, GError **error)
{
  g_autofree DgmiSpread *spreads = dgmi_gaps_spreads(gaps);
  return dgmi_gaps_each(gaps, TRUE, fill_from_neighbours, spreads, error);
}

const DgmiMethodInfo dgmi_method_impute_knn = {
    DGMI_METHOD(IMPUTE, "knn", "nearest neighbours", ":K",
                "mean(x) of the K units nearest by sqrt(mean(d²)), d over the other indicators "
                "that both have, each on [0, 1]; equally near ones by code",
                "filled; stays missing, with a warning, where no unit with x shares an indicator"),
    DGMI_NUMBERS(DGMI_COUNT(1), dgmi_check_count, 0), .impute = {.fill = impute_knn}};
