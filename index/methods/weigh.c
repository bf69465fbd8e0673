/* Weights from the values of the members; and the weightings that need none. */
#include <assert.h>
#include <math.h>

#include "index/methods/methods.h"

/* Scales to a sum of 1 and puts each weight in its place among all members. */
static gboolean place_weights(const DgmiWeighing *weighing, const double *own, double *weight,
                              GError **error)
{
  double sum = 0;
  for (guint m = 0; m < weighing->n; m++)
    sum += own[m];
  if (!(sum > 0 && isfinite(sum)))
  {
    dgmi_error_set(error, DGMI_ERROR_DATA, "no member gets a weight above 0");
    return FALSE;
  }
  for (guint m = 0; m < weighing->n; m++)
    weight[weighing->position[m]] = own[m] / sum;
  return TRUE;
}

/* A single member needs no weights, and the methods could not give it any. */
static gboolean weigh(const DgmiWeighing *weighing, double *weight, GError **error)
{
  if (weighing->n == 1)
    weight[weighing->position[0]] = 1;
  if (weighing->n <= 1)
    return TRUE;
  g_autofree double *own = g_new0(double, weighing->n);
  g_autoptr(GError) why = NULL;
  if (weighing->method->info->weigh.derive(weighing, own, &why) &&
      place_weights(weighing, own, weight, &why))
    return TRUE;
  const char *node = weighing->members->node->code;
  dgmi_error_set(error, DGMI_ERROR_DATA,
                 "'%s' has no %s weights: %p. A way out: other weights for it, such as --weights "
                 "%s=equal",
                 node, weighing->method->info->id, (void *)dgmi_error_sentence(why), node);
  return FALSE;
}

gboolean dgmi_weigh(const DgmiMethod *method, const DgmiMembers *members,
                    const DgmiMethod *aggregation, double *weight, GError **error)
{
  assert(method->info != NULL && method->info->weigh.derive != NULL);
  const guint n = members->n_members;
  g_autofree const double **member = g_new(const double *, n);
  g_autofree const char **code = g_new(const char *, n);
  g_autofree double *stated = g_new(double, n);
  g_autofree guint *position = g_new(guint, n);
  DgmiWeighing weighing = {.member = member,
                           .code = code,
                           .stated = stated,
                           .position = position,
                           .n_units = members->n_units,
                           .method = method,
                           .members = members,
                           .aggregation = aggregation,
                           .warnings = members->warnings};
  for (guint m = 0; m < n; m++)
  {
    weight[m] = 0;
    if (members->weight[m] == 0)
      continue;
    member[weighing.n] = members->member[m];
    code[weighing.n] = dgmi_framework_node(members->framework, members->node->members[m])->code;
    stated[weighing.n] = members->weight[m];
    position[weighing.n++] = m;
  }
  return weigh(&weighing, weight, error);
}

/* ---- As stated: recipe-weights.c and the command put numbers in their place ---- */

#define NO_VALUES DGMI_N_("needs no values")

const DgmiMethodInfo dgmi_method_weigh_equal = {
    DGMI_METHOD(WEIGH, "equal", "equal", NULL, "w = 1/n", NO_VALUES), .counts = DGMI_COUNT(0),
    .weigh = {.from = DGMI_WEIGHTS_EQUAL}};

const DgmiMethodInfo dgmi_method_weigh_ahp = {
    DGMI_METHOD(WEIGH, "ahp", "analytic hierarchy process", ":FILE",
                "principal eigenvector of the pairwise comparisons in FILE (codes as header and "
                "first column); λmax, CI = (λmax − n)/(n − 1), CR = CI/RI are printed",
                NO_VALUES),
    .counts = DGMI_COUNT(0), .takes_text = DGMI_TEXT_ALL,
    .weigh = {.from = DGMI_WEIGHTS_ELSEWHERE}};

const DgmiMethodInfo dgmi_method_weigh_ratings = {
    DGMI_METHOD(WEIGH, "ratings", "ratings", ":CODE=R,…", "w = r/Σ r over the parent's members",
                NO_VALUES),
    .counts = DGMI_COUNT(0), .takes_text = DGMI_TEXT_ALL, .weigh = {.from = DGMI_WEIGHTS_RATED}};
