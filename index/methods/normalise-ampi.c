/* ampi: the re-scaling of the adjusted Mazziotta–Pareto index, 100 for the reference and 60 points
 * for the range: M. Mazziotta, A. Pareto, "On a generalized non-compensatory composite index for
 * measuring socio-economic phenomena", Social Indicators Research 127 (2016). */
#include <math.h>

#include "index/methods/normalise.h"
#include "index/numbers/arithmetic.h"

/* The value that gets 100: as given, else the column's mean. */
static double find_reference(const DgmiColumn *column)
{
  if (column->n_arguments > 0)
    return column->argument[0];
  g_autofree double *present = g_new(double, column->n + 1), *ones = g_new(double, column->n + 1);
  const gsize n = dgmi_compact(column->x, column->n, present);
  for (gsize i = 0; i < n; i++)
    ones[i] = 1;
  return dgmi_weighted_mean(present, ones, n);
}

static gboolean normalise_ampi(const DgmiColumn *column, double *out, GError **error)
{
  DgmiColumnSummary s;
  if (!dgmi_column_summarise(column, &s, error))
    return FALSE;
  const long double half = ((long double)s.max - s.min) / 2, reference = find_reference(column);
  for (gsize i = 0; i < column->n; i++)
    out[i] =
        (double)((column->direction * (column->x[i] - reference) + half) / (2 * half) * 60 + 70);
  return TRUE;
}

static DgmiSentence *explain_ampi(const DgmiColumn *column, gsize unit)
{
  DgmiColumnSummary s;
  if (!dgmi_column_summarise(column, &s, NULL))
    return NULL;
  const double x = column->x[unit], reference = find_reference(column);
  const double half = s.max / 2 - s.min / 2;
  return dgmi_column_formula(
      column, column->direction > 0
                  ? dgmi_sentence_of_numbers("(%s − (reference %s − %s))/(2 × %s) × 60 + 70",
                                             (double[]){x, reference, half, half})
                  : dgmi_sentence_of_numbers("((reference %s + %s) − %s)/(2 × %s) × 60 + 70",
                                             (double[]){reference, half, x, half}));
}

const DgmiMethodInfo dgmi_method_normalise_ampi = {
    DGMI_METHOD(NORMALISE, "ampi", "adjusted Mazziotta–Pareto scale", "[:ref]",
                "(x − (ref − D))/(2D) 60 + 70, D half the range; ref the mean unless given (raw x)",
                DGMI_STAYS_MISSING),
    .counts = DGMI_COUNT(0) | DGMI_COUNT(1),
    .normalise = {.apply = normalise_ampi, .explain = explain_ampi}};
