/* mpi, ampi and mean-min: a mean less a penalty for unbalanced members.
 *
 * M. Mazziotta, A. Pareto, "A well-being index based on the weighted product method" (2013) and
 * "On a generalized non-compensatory composite index" (2016); O. Casadio Tarabusi, G. Guarini, "An
 * unbalance adjustment method for development indicators", Social Indicators Research 112 (2013).
 */
#include <math.h>

#include "index/methods/methods.h"
#include "index/numbers/arithmetic.h"
#include "indicators/base/text.h"

/* Weighted mean and population sd, in long double, whose range no double leaves. */
static void moments(const double *x, const double *weight, guint n, long double *mean,
                    long double *sd)
{
  long double squares = 0, weights = 0;
  *mean = dgmi_weighted_mean(x, weight, n);
  for (guint i = 0; i < n; i++)
  {
    squares += weight[i] * (x[i] - *mean) * (x[i] - *mean);
    weights += weight[i];
  }
  *sd = sqrtl(squares / weights);
}

static double mazziotta_pareto(const double *x, const double *weight, guint n,
                               const double *argument)
{
  long double mean, sd;
  moments(x, weight, n, &mean, &sd);
  return sd == 0 ? (double)mean : (double)(mean + argument[0] * sd * (sd / mean));
}

/* The unit's members that are there, as rows get them. */
typedef struct
{
  double *x, *weight;
  guint n;
} PresentRow;

static PresentRow take_row(const DgmiMembers *members, guint unit)
{
  PresentRow row = {g_new(double, members->n_members), g_new(double, members->n_members), 0};
  for (guint m = 0; m < members->n_members; m++)
    if (!isnan(members->member[m][unit]) && members->weight[m] > 0)
    {
      row.x[row.n] = members->member[m][unit];
      row.weight[row.n++] = members->weight[m];
    }
  return row;
}

static void clear_row(PresentRow *row)
{
  g_free(row->x);
  g_free(row->weight);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PresentRow, clear_row)

static DgmiSentence *explain_penalty(const DgmiMembers *members, guint unit)
{
  g_auto(PresentRow) row = take_row(members, unit);
  char number[3][DGMI_NUMBER_SIZE];
  if (row.n == 0)
    return NULL;
  long double mean, sd;
  moments(row.x, row.weight, row.n, &mean, &sd);
  return dgmi_sentence_new("M %s, S %s, sign %s", dgmi_number_format((double)mean, number[0]),
                           dgmi_number_format((double)sd, number[1]),
                           dgmi_number_format(members->argument[0], number[2]));
}

static DgmiSentence *explain_mean_min(const DgmiMembers *members, guint unit)
{
  g_auto(PresentRow) row = take_row(members, unit);
  char number[4][DGMI_NUMBER_SIZE];
  if (row.n == 0)
    return NULL;
  double least = row.x[0];
  for (guint i = 1; i < row.n; i++)
    least = MIN(least, row.x[i]);
  return dgmi_sentence_new(
      "M %s, min %s, a %s, b %s",
      dgmi_number_format(dgmi_weighted_mean(row.x, row.weight, row.n), number[0]),
      dgmi_number_format(least, number[1]), dgmi_number_format(members->argument[0], number[2]),
      dgmi_number_format(members->argument[1], number[3]));
}

/* With members of 0 or more the mean is 0 only where all are: then there is no penalty. */
static double domain_not_negative(const double *argument, gboolean *strict)
{
  (void)argument;
  *strict = FALSE;
  return 0;
}

static const char *check_sign(const double *argument)
{
  return fabs(argument[0]) == 1 ? NULL
                                : "the sign is -1 (a positive phenomenon) or 1 (a negative one)";
}

#define MPI_FORMULA                                                                                \
  "M + sign S cv, cv = S/M, S the population sd over the members, x ≥ 0; sign −1 "             \
  "(for a positive phenomenon) unless given as 1"

const DgmiMethodInfo dgmi_method_aggregate_mpi = {
    DGMI_METHOD(AGGREGATE, "mpi", "Mazziotta–Pareto index", "[:sign]", MPI_FORMULA, DGMI_DROPS_OUT),
    DGMI_NUMBERS(DGMI_COUNT(0) | DGMI_COUNT(1), check_sign, -1),
    .aggregate = {
        .row = mazziotta_pareto, .explain = explain_penalty, .domain = domain_not_negative}};

const DgmiMethodInfo dgmi_method_aggregate_ampi = {
    DGMI_METHOD(AGGREGATE, "ampi", "adjusted Mazziotta–Pareto index", "[:sign]",
                MPI_FORMULA "; after --normalise ampi", DGMI_DROPS_OUT),
    DGMI_NUMBERS(DGMI_COUNT(0) | DGMI_COUNT(1), check_sign, -1),
    .aggregate = {
        .row = mazziotta_pareto, .explain = explain_penalty, .domain = domain_not_negative}};

static double mean_min(const double *x, const double *weight, guint n, const double *argument)
{
  const long double mean = dgmi_weighted_mean(x, weight, n), b = argument[1];
  double least = x[0];
  for (guint i = 1; i < n; i++)
    least = MIN(least, x[i]);
  return (double)(mean - argument[0] * (hypotl(mean - least, b) - b));
}

static const char *check_mean_min(const double *argument)
{
  if (!(argument[0] >= 0 && argument[0] <= 1))
    return "a must lie between 0 and 1";
  return argument[1] >= 0 ? NULL : "b must be 0 or more";
}

const DgmiMethodInfo dgmi_method_aggregate_mean_min = {
    DGMI_METHOD(AGGREGATE, "mean-min", "mean–min function", ":a,b",
                "M − a (sqrt((M − min)² + b²) − b), 0 ≤ a ≤ 1, b ≥ 0", DGMI_DROPS_OUT),
    DGMI_NUMBERS(DGMI_COUNT(2), check_mean_min, 0),
    .aggregate = {.row = mean_min, .explain = explain_mean_min}};
