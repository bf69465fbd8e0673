/* optimised: weights under which the members matter as they are meant to.
 *
 * W. Becker, M. Saisana, P. Paruolo, I. Vandecasteele, "Weights and importance in composite
 * indicators: Closing the gap", Ecological Indicators 80 (2017), 12–22; as COINr's
 * get_opt_weights(), whose targets are "balance" and "infomax". */
#include <gsl/gsl_multimin.h>
#include <math.h>
#include <string.h>

#include "index/methods/methods.h"
#include "index/numbers/correlation.h"
#include "indicators/base/memory.h"

#define SIZE_LEAST 1e-8 /* of the simplex, in logarithms of weights */
#define STEPS_A_MEMBER 400
#define STARTS_MAX 8
#define NONE 1e100 /* of an objective that is not defined */
#define FAR 0.005  /* what is said of importances this far from the wanted ones */

static const char *const words[] = {"balance", "equal", "infomax"};

typedef struct
{
  const DgmiWeighing *weighing;
  gboolean infomax;
  const DgmiMethod *aggregation;
  double *wanted;     /* importances, of sum 1 */
  double *importance; /* of the weights tried last: correlations with the aggregate */
  double *weight;     /* by member of the node */
  double *aggregate;  /* by unit */
} WeightingSearch;

/* Weights from logarithms, which the sum of all does not matter to. */
static void set_weights(const WeightingSearch *search, const gsl_vector *x)
{
  const DgmiWeighing *weighing = search->weighing;
  const double largest = gsl_vector_max(x);
  for (guint m = 0; m < weighing->n; m++)
    search->weight[weighing->position[m]] = exp(gsl_vector_get(x, m) - largest);
}

static gboolean find_importances(const WeightingSearch *search, GError **error)
{
  const DgmiWeighing *weighing = search->weighing;
  DgmiMembers members = *weighing->members;
  members.weight = search->weight;
  members.argument = search->aggregation->argument;
  members.n_arguments = search->aggregation->n_arguments;
  members.warnings = NULL;
  if (!dgmi_aggregate(search->aggregation, &members, search->aggregate, error))
    return FALSE;
  for (guint m = 0; m < weighing->n; m++)
    search->importance[m] =
        dgmi_correlation_pearson(weighing->member[m], search->aggregate, weighing->n_units, NULL);
  return TRUE;
}

static double sum_of(const double *x, guint n)
{
  double sum = 0;
  for (guint i = 0; i < n; i++)
    sum += x[i];
  return sum;
}

/* Logarithms of weights are searched, so that every point is a valid weighting; where an
 * importance is not defined the point is as bad as can be, not an error. */
static double objective(const gsl_vector *x, void *data)
{
  const WeightingSearch *search = data;
  const guint n = search->weighing->n;
  double distance = 0;
  set_weights(search, x);
  if (!find_importances(search, NULL))
    return NONE;
  const double sum = sum_of(search->importance, n);
  for (guint m = 0; m < n; m++)
  {
    const double off = search->importance[m] / sum - search->wanted[m];
    distance += off * off;
  }
  const double value = search->infomax ? -sum : sum > 0 ? distance : NONE;
  return isnan(value) ? NONE : value;
}

/* Starts again where it ended, until that gains nothing: a simplex may close too early. */
static double minimise(WeightingSearch *search, gsl_vector *x)
{
  const guint n = search->weighing->n;
  gsl_multimin_function f = {objective, n, search};
  gsl_multimin_fminimizer *simplex =
      gsl_multimin_fminimizer_alloc(gsl_multimin_fminimizer_nmsimplex2, n);
  gsl_vector *step = gsl_vector_alloc(n);
  gsl_vector_set_all(step, 0.5);
  double best = objective(x, search);
  for (guint start = 0; start < STARTS_MAX; start++)
  {
    const double before = best;
    if (gsl_multimin_fminimizer_set(simplex, &f, x, step) != GSL_SUCCESS)
      break;
    for (guint i = 0; i < STEPS_A_MEMBER * n; i++)
      if (gsl_multimin_fminimizer_iterate(simplex) != GSL_SUCCESS ||
          gsl_multimin_test_size(gsl_multimin_fminimizer_size(simplex), SIZE_LEAST) == GSL_SUCCESS)
        break;
    best = gsl_multimin_fminimizer_minimum(simplex);
    gsl_vector_memcpy(x, gsl_multimin_fminimizer_x(simplex));
    if (!(best < before - 1e-9 * fabs(before)))
      break;
  }
  gsl_vector_free(step);
  gsl_multimin_fminimizer_free(simplex);
  return best;
}

static void warn_of_distance(const WeightingSearch *search)
{
  const DgmiWeighing *weighing = search->weighing;
  const double sum = sum_of(search->importance, weighing->n);
  double most = 0;
  for (guint m = 0; m < weighing->n; m++)
    most = MAX(most, fabs(search->importance[m] / sum - search->wanted[m]));
  if (!search->infomax && most > FAR)
    dgmi_method_warn(weighing->warnings,
                     "no weights above 0 were found under which the members of '%s' matter as "
                     "wanted: the importances are off by up to %.3f",
                     weighing->members->node->code, most);
}

/* The search begins at the stated weights: where several weightings are as good, the nearest is
 * found. */
static gboolean search_weights(WeightingSearch *search, double *weight, GError **error)
{
  const DgmiWeighing *weighing = search->weighing;
  if (!find_importances(search, error))
    return FALSE;
  for (guint m = 0; m < weighing->n; m++)
    if (isnan(search->importance[m]))
    {
      dgmi_error_set(error, DGMI_ERROR_DATA,
                     "%s does not correlate with the aggregate: it is constant, or too few units "
                     "have it",
                     weighing->code[m]);
      return FALSE;
    }
  gsl_vector *x = gsl_vector_alloc(weighing->n);
  for (guint m = 0; m < weighing->n; m++)
    gsl_vector_set(x, m, log(weighing->stated[m]));
  const double best = minimise(search, x);
  objective(x, search);
  gsl_vector_free(x);
  if (best >= NONE)
  {
    dgmi_error_set(error, DGMI_ERROR_DATA,
                   "the members do not correlate with the aggregate on the whole");
    return FALSE;
  }
  warn_of_distance(search);
  for (guint m = 0; m < weighing->n; m++)
    weight[m] = search->weight[weighing->position[m]];
  return TRUE;
}

/* What the node's aggregation makes of weights; the mean where it compares all units. */
static const DgmiMethod *aggregation_of(const DgmiWeighing *weighing)
{
  static const DgmiMethod mean = {.info = &dgmi_method_aggregate_arithmetic};
  if (weighing->aggregation->info->aggregate.row != NULL)
    return weighing->aggregation;
  dgmi_method_warn(weighing->warnings,
                   "the optimised weights of '%s' are those for a weighted mean, not for %s",
                   weighing->members->node->code, weighing->aggregation->info->id);
  return &mean;
}

static gboolean weigh_optimised(const DgmiWeighing *weighing, double *weight, GError **error)
{
  const guint n = weighing->n;
  const char *word = weighing->method->text != NULL ? weighing->method->text : words[0];
  WeightingSearch search = {
      .weighing = weighing,
      .infomax = strcmp(word, "infomax") == 0,
      .aggregation = aggregation_of(weighing),
      .wanted = g_new(double, n),
      .importance = g_new(double, n),
      .weight = g_memdup2(weighing->members->weight, weighing->members->n_members * sizeof(double)),
      .aggregate = g_new(double, weighing->n_units + 1)};
  const double sum = sum_of(weighing->stated, n);
  for (guint m = 0; m < n; m++)
    search.wanted[m] = strcmp(word, "balance") == 0 ? weighing->stated[m] / sum : 1.0 / n;
  const gboolean ok = search_weights(&search, weight, error);
  dgmi_free_all(search.wanted, search.importance, search.weight, search.aggregate);
  return ok;
}

static const char *check_word(const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS(words); i++)
    if (strcmp(text, words[i]) == 0)
      return NULL;
  return "the aim is balance, equal or infomax";
}

const DgmiMethodInfo dgmi_method_weigh_optimised = {
    DGMI_METHOD(WEIGH, "optimised", "optimised", "[:balance|equal|infomax]",
                "weights under which the correlations of the members with the aggregate, scaled to "
                "sum 1, are the stated weights (balance), or equal; infomax: their sum is largest; "
                "Nelder–Mead",
                "as in the aggregation; correlations by the units that have both"),
    .counts = DGMI_COUNT(0), .takes_text = DGMI_TEXT_ALL_OR_NONE, .check_text = check_word,
    .weigh = {.derive = weigh_optimised}};
