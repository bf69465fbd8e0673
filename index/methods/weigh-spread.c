/* entropy, critic and sd: members weigh as much as they tell units apart.
 *
 * C. E. Shannon (1948); C. L. Hwang, K. Yoon, "Multiple Attribute Decision Making" (1981), section
 * 4; D. Diakoulaki, G. Mavrotas, L. Papayannakis, "Determining objective weights in multiple
 * criteria problems: the CRITIC method", Computers & Operations Research 22 (1995), 763–770. */
#include <gsl/gsl_statistics_double.h>
#include <math.h>

#include "index/methods/methods.h"
#include "index/numbers/arithmetic.h"
#include "index/numbers/correlation.h"
#include "index/numbers/spread.h"

#define LEAST_UNITS 2

static gboolean has_units(const char *code, gsize n, GError **error)
{
  if (n >= LEAST_UNITS)
    return TRUE;
  dgmi_error_set(error, DGMI_ERROR_DATA,
                 n == 0 ? "%s has a value in no unit" : "%s has a value in one unit only", code);
  return FALSE;
}

/* ---- Entropy ---- */

/* 1 − e of the n values, in terms of their largest, so that no sum overflows. */
static gboolean find_divergence(const char *code, const double *x, gsize n, double *divergence,
                                GError **error)
{
  const DgmiSpread spread = dgmi_spread(x, n);
  if (spread.min < 0)
  {
    dgmi_error_set(error, DGMI_ERROR_DATA,
                   "%s has values below 0, of which there is no entropy (rescaled by --normalise "
                   "minmax there are none)",
                   code);
    return FALSE;
  }
  if (spread.max == 0)
  {
    dgmi_error_set(error, DGMI_ERROR_DATA, "%s is 0 in every unit", code);
    return FALSE;
  }
  long double sum = 0, entropy = 0;
  for (gsize i = 0; i < n; i++)
    sum += x[i] / spread.max;
  for (gsize i = 0; i < n; i++)
  {
    const double p = (double)(x[i] / spread.max / sum);
    entropy -= p > 0 ? p * log(p) : 0;
  }
  /* Equal values have all the entropy there is; rounding must not leave them a weight. */
  *divergence = spread.half == 0 ? 0 : MAX((double)(1 - entropy / log((double)n)), 0);
  return TRUE;
}

static gboolean weigh_entropy(const DgmiWeighing *weighing, double *weight, GError **error)
{
  g_autofree double *x = g_new(double, weighing->n_units + 1);
  for (guint m = 0; m < weighing->n; m++)
  {
    const gsize n = dgmi_compact(weighing->member[m], weighing->n_units, x);
    if (!has_units(weighing->code[m], n, error) ||
        !find_divergence(weighing->code[m], x, n, &weight[m], error))
      return FALSE;
  }
  return TRUE;
}

const DgmiMethodInfo dgmi_method_weigh_entropy = {
    DGMI_METHOD(WEIGH, "entropy", "entropy", NULL,
                "w ∝ 1 − e, e = −Σ p ln p / ln n, p = x/Σ x, x ≥ 0 (0 ln 0 = 0)", DGMI_OWN_VALUES),
    .counts = DGMI_COUNT(0), .weigh = {.derive = weigh_entropy}};

/* ---- Standard deviation ---- */

/* The sample sds of the members, in terms of the largest half range. */
static gboolean find_sds(const DgmiWeighing *weighing, double *sd, GError **error)
{
  g_autofree double *x = g_new(double, weighing->n_units + 1);
  double largest = 0;
  for (guint m = 0; m < weighing->n; m++)
    largest = MAX(largest, dgmi_spread(weighing->member[m], weighing->n_units).half);
  for (guint m = 0; m < weighing->n; m++)
  {
    const gsize n = dgmi_compact(weighing->member[m], weighing->n_units, x);
    if (!has_units(weighing->code[m], n, error))
      return FALSE;
    const DgmiSpread spread = dgmi_spread(x, n);
    for (gsize i = 0; i < n; i++)
      x[i] = dgmi_spread_scale(&spread, x[i]);
    sd[m] = largest == 0 ? 0 : gsl_stats_sd(x, 1, n) * (spread.half / largest);
  }
  return TRUE;
}

static gboolean weigh_sd(const DgmiWeighing *weighing, double *weight, GError **error)
{
  return find_sds(weighing, weight, error);
}

const DgmiMethodInfo dgmi_method_weigh_sd = {
    DGMI_METHOD(WEIGH, "sd", "standard deviation", NULL, "w ∝ s, the sample sd", DGMI_OWN_VALUES),
    .counts = DGMI_COUNT(0), .weigh = {.derive = weigh_sd}};

/* ---- CRITIC ---- */

/* Where both are constant either may be named; one is enough to act on. */
static gboolean correlate(const DgmiWeighing *weighing, guint a, guint b, double *r, GError **error)
{
  *r = dgmi_correlation_pearson(weighing->member[a], weighing->member[b], weighing->n_units, NULL);
  if (!isnan(*r))
    return TRUE;
  const char *constant = NULL;
  for (guint k = 0; k < 2; k++)
    if (dgmi_spread(weighing->member[k == 0 ? a : b], weighing->n_units).half == 0)
      constant = weighing->code[k == 0 ? a : b];
  if (constant != NULL)
    dgmi_error_set(error, DGMI_ERROR_DATA, "%s has the same value in every unit", constant);
  else
    dgmi_error_set(error, DGMI_ERROR_DATA,
                   "%s and %s do not correlate: too few units have both, or one is constant there",
                   weighing->code[a], weighing->code[b]);
  return FALSE;
}

/* sd_m Σ (1 − r_mk) over the other members (D. Diakoulaki, G. Mavrotas, L. Papayannakis 1995):
 * what varies and is not said by others weighs more. */
static gboolean weigh_critic(const DgmiWeighing *weighing, double *weight, GError **error)
{
  const guint n = weighing->n;
  g_autofree double *sd = g_new(double, n);
  if (!find_sds(weighing, sd, error))
    return FALSE;
  for (guint a = 0; a < n; a++)
    for (guint b = 0; b < a; b++)
    {
      double r;
      if (!correlate(weighing, a, b, &r, error))
        return FALSE;
      weight[a] += 1 - r;
      weight[b] += 1 - r;
    }
  for (guint m = 0; m < n; m++)
    weight[m] *= sd[m];
  return TRUE;
}

const DgmiMethodInfo dgmi_method_weigh_critic = {
    DGMI_METHOD(WEIGH, "critic", "CRITIC", NULL,
                "w_j ∝ s_j Σ_k (1 − r_jk), s the sample sd, r Pearson's",
                "s by the units that have the member, r by those that have both"),
    .counts = DGMI_COUNT(0), .weigh = {.derive = weigh_critic}};
