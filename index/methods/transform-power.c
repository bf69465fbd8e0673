/* Power transforms: Box and Cox (1964), Yeo and Johnson (2000), with the exponent of maximum
 * likelihood. */
#include <assert.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_min.h>
#include <gsl/gsl_sort.h>
#include <math.h>

#include "index/methods/methods.h"
#include "index/numbers/arithmetic.h"
#include "index/numbers/spread.h"
#include "indicators/base/text.h"

#define LAMBDA_MAX 5
#define GRID_STEP 0.25 /* brackets the maximum, which Brent's method then finds */
#define PRECISION 1e-9
#define DECIMALS 6 /* of λ: what follows hangs on the last bits of log() */
#define ROUNDS_MAX 200

/* One value transformed. */
typedef double (*Transform)(double x, double lambda);

/* (y^λ − 1)/λ, without the loss of digits near λ = 0. */
static double power(double y, double lambda)
{
  return lambda == 0 ? log(y) : expm1(lambda * log(y)) / lambda;
}

static double yeo_johnson(double x, double lambda)
{
  if (isnan(x))
    return NAN;
  return x >= 0 ? power(x + 1, lambda) : -power(1 - x, 2 - lambda);
}

/* ---- The likelihood ---- */

typedef struct
{
  const double *x; /* none missing */
  gsize n;
  Transform transform;
  double jacobian; /* Σ log|dx'/dx| / (λ − 1) */
} Likelihood;

/* −log L(λ) but for constants: n/2 log σ² − (λ − 1) Σ log y; INFINITY where it overflows. */
static double minus_log_likelihood(double lambda, void *data)
{
  const Likelihood *likelihood = data;
  const double n = (double)likelihood->n;
  double mean = 0, squares = 0;
  /* Welford's: the mean is taken away before squares are formed. */
  for (gsize i = 0; i < likelihood->n; i++)
  {
    const double y = likelihood->transform(likelihood->x[i], lambda), d = y - mean;
    mean += d / (double)(i + 1);
    squares += d * (y - mean);
  }
  const double value = n / 2 * log(squares / n) - (lambda - 1) * likelihood->jacobian;
  return isfinite(value) ? value : INFINITY;
}

/* The point of the grid with the greatest likelihood. */
static double best_of_grid(Likelihood *likelihood)
{
  double best = 1, least = INFINITY;
  for (int k = (int)(-LAMBDA_MAX / GRID_STEP); k <= LAMBDA_MAX / GRID_STEP; k++)
  {
    const double value = minus_log_likelihood(k * GRID_STEP, likelihood);
    if (value < least)
    {
      least = value;
      best = k * GRID_STEP;
    }
  }
  return best;
}

/* λ of maximum likelihood in [−5, 5]. */
static double best_lambda(Likelihood *likelihood)
{
  const double start = best_of_grid(likelihood);
  double low = MAX(start - GRID_STEP, -LAMBDA_MAX), high = MIN(start + GRID_STEP, LAMBDA_MAX);
  double best = start;
  gsl_function function = {minus_log_likelihood, likelihood};
  gsl_min_fminimizer *minimiser = gsl_min_fminimizer_alloc(gsl_min_fminimizer_brent);
  /* At an end of the range, or beside a value that overflows, there is no bracket: the grid's. */
  const gboolean is_inside =
      start > low && start < high && isfinite(minus_log_likelihood(low, likelihood)) &&
      isfinite(minus_log_likelihood(high, likelihood)) &&
      gsl_min_fminimizer_set(minimiser, &function, start, low, high) == GSL_SUCCESS;
  for (guint i = 0; is_inside && i < ROUNDS_MAX; i++)
  {
    if (gsl_min_fminimizer_iterate(minimiser) != GSL_SUCCESS)
      break;
    best = gsl_min_fminimizer_x_minimum(minimiser);
    low = gsl_min_fminimizer_x_lower(minimiser);
    high = gsl_min_fminimizer_x_upper(minimiser);
    if (gsl_min_test_interval(low, high, PRECISION, 0) == GSL_SUCCESS)
      break;
  }
  gsl_min_fminimizer_free(minimiser);
  return best;
}

/* ---- The two transforms ---- */

static gboolean fail_flat(const DgmiColumn *column, const char *why, GError **error)
{
  dgmi_error_set(
      error, DGMI_ERROR_DATA,
      "'%s' %s, so it cannot be transformed; leave it out, rescale it, or set {treat@%s none}",
      column->node->code, why, column->node->code);
  return FALSE;
}

/* λ as given or of maximum likelihood; `x` are all values (NaN = missing) as the transform takes
 * them. */
static gboolean find_lambda(const DgmiColumn *column, const double *x, Transform transform,
                            double *lambda, GError **error)
{
  *lambda = column->argument[0];
  if (!isnan(*lambda))
    return TRUE;
  g_autofree double *present = g_new(double, column->n + 1);
  Likelihood likelihood = {present, dgmi_compact(x, column->n, present), transform, 0};
  if (likelihood.n < 3)
    return fail_flat(column, DGMI_N_("has fewer than three values to choose an exponent from"),
                     error);
  gsl_sort(present, 1, likelihood.n); /* so that λ does not hang on the order of the units */
  for (gsize i = 0; i < likelihood.n; i++)
    likelihood.jacobian +=
        transform == yeo_johnson ? copysign(log1p(fabs(present[i])), present[i]) : log(present[i]);
  *lambda = dgmi_round(best_lambda(&likelihood), DECIMALS);
  return TRUE;
}

/* `of` is taken; NULL = the values themselves. */
static DgmiSentence *say_lambda(const DgmiColumn *column, const char *name, double lambda,
                                DgmiSentence *of)
{
  char number[DGMI_NUMBER_SIZE];
  const gboolean is_found = isnan(column->argument[0]);
  DgmiSentence *said = dgmi_sentence_new(is_found ? DGMI_N_("%s, λ = %s (maximum likelihood)")
                                                  : DGMI_N_("%s, λ = %s"),
                                         name, dgmi_number_format(lambda, number));
  said = dgmi_sentence_join(said, "%p, %p", of);
  return is_found && fabs(lambda) >= LAMBDA_MAX
             ? dgmi_sentence_new("%p, an end of the range looked at", (void *)said)
             : said;
}

/* x − min + 1, as Box-Cox asks for values above 0; where the range is so small that the sum is 1
 * for every value, nothing is left to transform. */
static gboolean treat_boxcox(const DgmiColumn *column, double *out, DgmiSentence **said,
                             GError **error)
{
  const DgmiSpread spread = dgmi_spread(column->x, column->n);
  g_autofree double *y = g_new(double, column->n + 1);
  char min[DGMI_NUMBER_SIZE];
  double lambda;
  if (spread.n == 0 || spread.min == spread.max)
    return fail_flat(column, spread.n == 0 ? DGMI_N_("has no values") : DGMI_N_("is constant"),
                     error);
  for (gsize i = 0; i < column->n; i++)
    y[i] = column->x[i] - spread.min + 1;
  if (spread.max - spread.min + 1 == 1)
    return fail_flat(column, DGMI_N_("has values too close to each other for x − min + 1"), error);
  if (!find_lambda(column, y, power, &lambda, error))
    return FALSE;
  for (gsize i = 0; i < column->n; i++)
    out[i] = power(y[i], lambda);
  *said = say_lambda(column, "Box-Cox", lambda,
                     dgmi_sentence_new("of x − min %s + 1", dgmi_number_format(spread.min, min)));
  return TRUE;
}

static gboolean treat_yeo_johnson(const DgmiColumn *column, double *out, DgmiSentence **said,
                                  GError **error)
{
  const DgmiSpread spread = dgmi_spread(column->x, column->n);
  double lambda;
  if (spread.n == 0 || spread.min == spread.max)
    return fail_flat(column, spread.n == 0 ? DGMI_N_("has no values") : DGMI_N_("is constant"),
                     error);
  if (!find_lambda(column, column->x, yeo_johnson, &lambda, error))
    return FALSE;
  for (gsize i = 0; i < column->n; i++)
    out[i] = yeo_johnson(column->x[i], lambda);
  const DgmiSpread after = dgmi_spread(out, column->n);
  if (after.min == after.max)
    return fail_flat(column, DGMI_N_("has values too close to each other for x + 1"), error);
  *said = say_lambda(column, "Yeo-Johnson", lambda, NULL);
  return TRUE;
}

const DgmiMethodInfo dgmi_method_treat_boxcox = {
    DGMI_METHOD(TREAT, "boxcox", "Box-Cox", "[:λ|:auto]",
                "(y^λ − 1)/λ, log(y) for λ = 0, of y = x − min + 1; auto (unless given): λ of "
                "maximum likelihood in [−5, 5], to 6 decimals",
                DGMI_STAYS_MISSING),
    DGMI_NUMBERS(DGMI_COUNT(0) | DGMI_COUNT(1), NULL, NAN), .keyword = "auto",
    .keyword_alone = TRUE, .treat = {.apply = treat_boxcox}};

const DgmiMethodInfo dgmi_method_treat_yeo_johnson = {
    DGMI_METHOD(
        TREAT, "yeo-johnson", "Yeo-Johnson", "[:λ|:auto]",
        "x >= 0: ((x + 1)^λ − 1)/λ, log(x + 1) for λ = 0; x < 0: −((1 − x)^(2 − λ) − 1)/(2 − λ), "
        "−log(1 − x) for λ = 2; auto (unless given): λ of maximum likelihood in [−5, 5], to 6 "
        "decimals",
        DGMI_STAYS_MISSING),
    DGMI_NUMBERS(DGMI_COUNT(0) | DGMI_COUNT(1), NULL, NAN), .keyword = "auto",
    .keyword_alone = TRUE, .treat = {.apply = treat_yeo_johnson}};
