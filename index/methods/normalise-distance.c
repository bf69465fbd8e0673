/* dist2max, dist2ref and fracmax: a column measured against its best unit or a chosen one. COINr's
 * n_dist2max, n_dist2ref and n_fracmax, but for the last one's negative direction. */
#include <assert.h>
#include <math.h>

#include "index/methods/normalise.h"

/* ---- dist2max ---- */

static gboolean normalise_dist2max(const DgmiColumn *column, double *out, GError **error)
{
  DgmiColumnSummary s;
  if (!dgmi_column_summarise(column, &s, error))
    return FALSE;
  const double worst = column->direction > 0 ? s.min : s.max;
  const double best = column->direction > 0 ? s.max : s.min;
  for (gsize i = 0; i < column->n; i++)
    out[i] = dgmi_share_of(column->x[i], worst, best);
  return TRUE;
}

static DgmiSentence *explain_dist2max(const DgmiColumn *column, gsize unit)
{
  DgmiColumnSummary s;
  if (!dgmi_column_summarise(column, &s, NULL))
    return NULL;
  const double x = column->x[unit];
  return dgmi_column_formula(column,
                             column->direction > 0
                                 ? dgmi_sentence_of_numbers("1 − (max %s − %s)/(max %s − min %s)",
                                                            (double[]){s.max, x, s.max, s.min})
                                 : dgmi_sentence_of_numbers("1 − (%s − min %s)/(max %s − min %s)",
                                                            (double[]){x, s.min, s.max, s.min}));
}

const DgmiMethodInfo dgmi_method_normalise_dist2max = {
    DGMI_METHOD(NORMALISE, "dist2max", "distance to the maximum", NULL, "1 − (max − x)/(max − min)",
                DGMI_STAYS_MISSING),
    .counts = DGMI_COUNT(0),
    .normalise = {.apply = normalise_dist2max, .explain = explain_dist2max}};

/* ---- dist2ref ---- */

/* The position of the reference unit; -1 with an error. */
static int find_reference(const DgmiColumn *column, GError **error)
{
  assert(column->text != NULL);
  const int unit =
      column->dataset == NULL ? -1 : dgmi_dataset_find_unit(column->dataset, column->text);
  if (unit < 0)
    dgmi_error_set(error, DGMI_ERROR_DATA,
                   "dist2ref: there is no unit '%s' in the data; name one by its code",
                   column->text);
  return unit;
}

static gboolean normalise_dist2ref(const DgmiColumn *column, double *out, GError **error)
{
  const int unit = find_reference(column, error);
  DgmiColumnSummary s;
  if (unit < 0 || !dgmi_column_summarise(column, &s, error))
    return FALSE;
  const double worst = column->direction > 0 ? s.min : s.max, reference = column->x[unit];
  if (isnan(reference) || reference == worst)
  {
    DgmiSentence *what = dgmi_sentence_new(
        isnan(reference) ? "has no value for the reference unit '%s'"
                         : "has its worst value in the reference unit '%s', from which no distance "
                           "is defined",
        column->text);
    return dgmi_column_undefined(column, what, out);
  }
  for (gsize i = 0; i < column->n; i++)
  {
    out[i] = dgmi_share_of(column->x[i], worst, reference);
    if (column->keyword && out[i] > 1)
      out[i] = 1;
  }
  return TRUE;
}

static DgmiSentence *explain_dist2ref(const DgmiColumn *column, gsize unit)
{
  const int reference = find_reference(column, NULL);
  DgmiColumnSummary s;
  if (reference < 0 || !dgmi_column_summarise(column, &s, NULL))
    return NULL;
  const double x = column->x[unit], ref = column->x[reference];
  if (isnan(ref))
    return dgmi_sentence_new("the reference unit has no value");
  DgmiSentence *formula =
      column->direction > 0
          ? dgmi_sentence_of_numbers("1 − (reference %s − %s)/(reference %s − min %s)",
                                     (double[]){ref, x, ref, s.min})
          : dgmi_sentence_of_numbers("1 − (%s − reference %s)/(max %s − reference %s)",
                                     (double[]){x, ref, s.max, ref});
  formula = dgmi_column_formula(column, formula);
  return column->keyword ? dgmi_sentence_new("%p, at most 1", (void *)formula) : formula;
}

const DgmiMethodInfo dgmi_method_normalise_dist2ref = {
    DGMI_METHOD(NORMALISE, "dist2ref", "distance to a reference unit", ":UNIT[,cap]",
                "1 − (xref − x)/(xref − min), xref the value of UNIT; cap: at most 1; a column in "
                "which UNIT has no value is missing",
                DGMI_STAYS_MISSING),
    .counts = DGMI_COUNT(0), .takes_text = DGMI_TEXT_FIRST, .keyword = "cap",
    .normalise = {.apply = normalise_dist2ref, .explain = explain_dist2ref}};

/* ---- fracmax ---- */

/* NULL, or why the fraction is not defined. */
static const char *fracmax_fault(const DgmiColumn *column, const DgmiColumnSummary *s)
{
  if (column->direction > 0)
    return s->max > 0 ? NULL : "has no value above 0, of which no fraction is defined";
  return s->min > 0
             ? NULL
             : "counts downwards and has values of 0 or less, below which no fraction is defined";
}

static gboolean normalise_fracmax(const DgmiColumn *column, double *out, GError **error)
{
  DgmiColumnSummary s;
  if (!dgmi_column_summarise(column, &s, error))
    return FALSE;
  const char *fault = fracmax_fault(column, &s);
  if (fault != NULL)
    return dgmi_column_undefined(column, dgmi_sentence_new("%s", fault), out);
  for (gsize i = 0; i < column->n; i++)
    out[i] = column->direction > 0 ? column->x[i] / s.max : s.min / column->x[i];
  return TRUE;
}

static DgmiSentence *explain_fracmax(const DgmiColumn *column, gsize unit)
{
  DgmiColumnSummary s;
  if (!dgmi_column_summarise(column, &s, NULL))
    return NULL;
  const char *fault = fracmax_fault(column, &s);
  if (fault != NULL)
    return dgmi_sentence_new("the column %s", fault);
  const double x = column->x[unit];
  return dgmi_column_formula(
      column, column->direction > 0 ? dgmi_sentence_of_numbers("%s/max %s", (double[]){x, s.max})
                                    : dgmi_sentence_of_numbers("min %s/%s", (double[]){s.min, x}));
}

const DgmiMethodInfo dgmi_method_normalise_fracmax = {
    DGMI_METHOD(
        NORMALISE, "fracmax", "fraction of the maximum", NULL,
        "x/max, max > 0; less is better: min/x, every x > 0; otherwise the column is missing",
        DGMI_STAYS_MISSING),
    .counts = DGMI_COUNT(0), .normalise = {.apply = normalise_fracmax, .explain = explain_fracmax}};
