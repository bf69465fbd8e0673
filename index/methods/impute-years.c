/* Imputation from other years of the table. */
#include <assert.h>
#include <math.h>

#include "index/methods/impute.h"

/* The value of a unit in another year. */
typedef struct
{
  int year;
  double value;
} YearValue;

/* The nearest year before (`side` −1) or after (1) in which the unit has a value; year 0 = none. */
static YearValue nearest_year(const DgmiGaps *gaps, guint column, guint unit, int side)
{
  const int now = dgmi_dataset_year(gaps->dataset);
  YearValue nearest = {0, NAN};
  for (guint y = 0; y < gaps->n_years; y++)
  {
    const DgmiDataset *dataset = gaps->years[y];
    const int year = dgmi_dataset_year(dataset);
    const int row = dgmi_dataset_find_unit(dataset, dgmi_gaps_unit(gaps, unit));
    if (row < 0 || (year - now) * side <= 0)
      continue;
    const double x = dgmi_matrix_column(gaps->history[y], column)[row];
    if (!isnan(x) && (nearest.year == 0 || (nearest.year - year) * side > 0))
      nearest = (YearValue){year, x};
  }
  return nearest;
}

static gboolean check_years(const DgmiGaps *gaps, GError **error)
{
  if (gaps->n_years > 1)
    return TRUE;
  dgmi_error_set(error, DGMI_ERROR_DATA,
                 "{impute %s} fills from other years, but the table has no others; give one with a "
                 "column Time and several years, or choose another method",
                 gaps->method->info->id);
  return FALSE;
}

static gboolean carry_forward(DgmiGaps *gaps, guint column, guint unit, gpointer data,
                              GError **error)
{
  (void)data, (void)error;
  const int now = dgmi_dataset_year(gaps->dataset);
  const YearValue last = nearest_year(gaps, column, unit, -1);
  if (last.year == 0 || now - last.year > gaps->method->argument[0])
    return TRUE;
  dgmi_gaps_fill(gaps, column, unit, last.value, dgmi_sentence_new("%d", last.year));
  return TRUE;
}

static gboolean impute_locf(DgmiGaps *gaps, GError **error)
{
  return check_years(gaps, error) && dgmi_gaps_each(gaps, FALSE, carry_forward, NULL, error);
}

static gboolean interpolate(DgmiGaps *gaps, guint column, guint unit, gpointer data, GError **error)
{
  (void)data, (void)error;
  const int now = dgmi_dataset_year(gaps->dataset);
  const YearValue from = nearest_year(gaps, column, unit, -1),
                  to = nearest_year(gaps, column, unit, 1);
  if (from.year == 0 || to.year == 0)
    return TRUE;
  assert(from.year < now && now < to.year);
  const double share = (double)(now - from.year) / (to.year - from.year);
  DgmiSentence *detail = dgmi_sentence_new("%d to %d", from.year, to.year);
  /* A weighted mean of the two, which never overflows. */
  dgmi_gaps_fill(gaps, column, unit, from.value * (1 - share) + to.value * share, detail);
  return TRUE;
}

static gboolean impute_linear(DgmiGaps *gaps, GError **error)
{
  return check_years(gaps, error) && dgmi_gaps_each(gaps, FALSE, interpolate, NULL, error);
}

const DgmiMethodInfo dgmi_method_impute_locf = {
    DGMI_METHOD(IMPUTE, "locf", "last observation carried forward", ":MAXGAP",
                "x of the last year before with a value, at most MAXGAP years back",
                "filled; stays missing, with a warning, where no such year has a value"),
    DGMI_NUMBERS(DGMI_COUNT(1), dgmi_check_count, 0),
    .impute = {.fill = impute_locf, .over_years = TRUE}};

const DgmiMethodInfo dgmi_method_impute_linear = {
    DGMI_METHOD(IMPUTE, "linear", "linear over years", NULL,
                "x0 + (x1 − x0) (t − t0)/(t1 − t0), t0 and t1 the nearest years before and after "
                "with a value; never extrapolated",
                "filled; stays missing, with a warning, where no year on one side has a value"),
    .counts = DGMI_COUNT(0), .impute = {.fill = impute_linear, .over_years = TRUE}};
