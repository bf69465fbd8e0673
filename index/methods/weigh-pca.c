/* pca and pc1: weights from the principal components of the members' correlations.
 *
 * G. Nicoletti, S. Scarpetta, O. Boylaud, "Summary indicators of product market regulation", OECD
 * Economics Department Working Papers 226 (1999); OECD/JRC, Handbook on Constructing Composite
 * Indicators (2008), section 6.1; varimax: H. F. Kaiser, Psychometrika 23 (1958), 187–200. */
#include <gsl/gsl_blas.h>
#include <math.h>

#include "index/methods/methods.h"
#include "index/numbers/pca.h"

/* Which components are kept. */
#define LEAST_EIGENVALUE 1
#define LEAST_SHARE 0.1
#define LEAST_TOGETHER 0.6

#define LEAST_UNITS 3 /* of two, all correlations are 1 or −1 */
#define SWEEPS_MAX 1000

/* Two complete units lie on a line, so their first component explains all: no component says
 * anything below three. */
static DgmiPca *find_components(const DgmiWeighing *weighing, GError **error)
{
  DgmiPca *pca =
      dgmi_pca_new(weighing->member, weighing->code, weighing->n, weighing->n_units, error);
  if (pca != NULL && pca->n_units < LEAST_UNITS)
  {
    dgmi_error_set(error, DGMI_ERROR_DATA,
                   "only two units have all the members, and components need %d", LEAST_UNITS);
    g_clear_pointer(&pca, dgmi_pca_free);
  }
  if (pca != NULL && pca->n_units <= pca->n)
    dgmi_method_warn(weighing->warnings,
                     "the %s weights of '%s' rest on %u units that have all the %u members, which "
                     "is too few to rely on",
                     weighing->method->info->id, weighing->members->node->code, (guint)pca->n_units,
                     pca->n);
  return pca;
}

/* ---- Nicoletti ---- */

/* The leading components with an eigenvalue above 1 and more than 10 % of the variance, and the
 * next ones until all have more than 0.6 together. */
static guint count_kept(const DgmiPca *pca)
{
  guint kept = 0;
  double together = 0;
  while (kept < pca->n)
  {
    const double share = pca->eigenvalue[kept] / pca->n;
    const gboolean is_large = pca->eigenvalue[kept] > LEAST_EIGENVALUE && share > LEAST_SHARE;
    if (!is_large && together > LEAST_TOGETHER)
      break;
    together += share;
    kept++;
  }
  return kept;
}

/* The angle that makes the squared loadings of two components vary most. */
static double best_angle(const double *x, const double *y, guint n)
{
  double a = 0, b = 0, c = 0, d = 0;
  for (guint m = 0; m < n; m++)
  {
    const double u = x[m] * x[m] - y[m] * y[m], v = 2 * x[m] * y[m];
    a += u;
    b += v;
    c += u * u - v * v;
    d += 2 * u * v;
  }
  return atan2(d - 2 * a * b / n, c - (a * a - b * b) / n) / 4;
}

/* Turns each pair of components by its best angle until none turns further. */
static void rotate(double *loading, guint kept, guint n)
{
  double largest = INFINITY;
  for (guint sweep = 0; sweep < SWEEPS_MAX && largest > 1e-12; sweep++)
  {
    largest = 0;
    for (guint k = 0; k < kept; k++)
      for (guint j = 0; j < k; j++)
      {
        gsl_vector_view x = gsl_vector_view_array(loading + (gsize)j * n, n);
        gsl_vector_view y = gsl_vector_view_array(loading + (gsize)k * n, n);
        const double angle = best_angle(x.vector.data, y.vector.data, n);
        gsl_blas_drot(&x.vector, &y.vector, cos(angle), sin(angle));
        largest = MAX(largest, fabs(angle));
      }
  }
}

/* Each member's row of loadings scaled to length 1 (Kaiser's normalisation) while it is turned. */
static void varimax(double *loading, guint kept, guint n)
{
  g_autofree double *length = g_new0(double, n);
  for (guint m = 0; m < n; m++)
  {
    for (guint k = 0; k < kept; k++)
      length[m] = hypot(length[m], loading[(gsize)k * n + m]);
    for (guint k = 0; k < kept && length[m] > 0; k++)
      loading[(gsize)k * n + m] /= length[m];
  }
  rotate(loading, kept, n);
  for (guint k = 0; k < kept; k++)
    for (guint m = 0; m < n; m++)
      loading[(gsize)k * n + m] *= length[m];
}

/* l²/Σ l² within a component times the component's share Σ l²/Σ Σ l² of the kept variance is l² but
 * for a factor that all members have in common. */
static gboolean weigh_pca(const DgmiWeighing *weighing, double *weight, GError **error)
{
  g_autoptr(DgmiPca) pca = find_components(weighing, error);
  if (pca == NULL)
    return FALSE;
  const guint kept = count_kept(pca), n = pca->n;
  g_autofree double *loading = g_new(double, (gsize)kept *n);
  for (guint k = 0; k < kept; k++)
    for (guint m = 0; m < n; m++)
      loading[(gsize)k * n + m] = sqrt(pca->eigenvalue[k]) * pca->vector[(gsize)k * n + m];
  varimax(loading, kept, n);
  for (guint m = 0; m < n; m++)
    for (guint k = 0; k < kept; k++)
      weight[m] = MAX(weight[m], loading[(gsize)k * n + m] * loading[(gsize)k * n + m]);
  return TRUE;
}

const DgmiMethodInfo dgmi_method_weigh_pca = {
    DGMI_METHOD(WEIGH, "pca", "principal components (Nicoletti)", NULL,
                "w ∝ l²/Σ l² within the member's component × that component's share of the kept "
                "variance; components with eigenvalue > 1 and a share > 0.1, the next until > "
                "0.6 together; varimax",
                DGMI_COMPLETE_UNITS),
    .counts = DGMI_COUNT(0), .weigh = {.derive = weigh_pca}};

/* ---- The first component ---- */

static gboolean weigh_pc1(const DgmiWeighing *weighing, double *weight, GError **error)
{
  g_autoptr(DgmiPca) pca = find_components(weighing, error);
  for (guint m = 0; pca != NULL && m < pca->n; m++)
    weight[m] = pca->vector[m] * pca->vector[m];
  return pca != NULL;
}

const DgmiMethodInfo dgmi_method_weigh_pc1 = {
    DGMI_METHOD(WEIGH, "pc1", "first principal component", NULL, "w ∝ l² of the first component",
                DGMI_COMPLETE_UNITS),
    .counts = DGMI_COUNT(0), .weigh = {.derive = weigh_pc1}};
