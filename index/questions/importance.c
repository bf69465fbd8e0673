#include "index/questions/importance.h"

#include <assert.h>
#include <math.h>

#include "index/numbers/correlation.h"
#include "index/uncertainty/main-effect.h"
#include "indicators/base/sentence.h"

const char *dgmi_effective_name(DgmiEffective effective)
{
  static const char *const names[] = {DGMI_N_("squared-correlation"), DGMI_N_("main-effect")};
  assert(effective < DGMI_N_EFFECTIVES);
  return names[effective];
}

void dgmi_nominal_weights(const DgmiFramework *framework, const double *weight, double *out)
{
  assert(framework != NULL && weight != NULL && out != NULL);
  const guint *computation = dgmi_framework_computation(framework);
  for (guint node = 0; node < dgmi_framework_n_nodes(framework); node++)
    out[node] = NAN;
  out[dgmi_framework_root(framework)] = 1;
  for (guint i = dgmi_framework_n_aggregates(framework); i-- > 0;) /* from the index down */
  {
    const DgmiNode *parent = dgmi_framework_node(framework, computation[i]);
    double sum = 0;
    for (guint m = 0; m < parent->n_members; m++)
      sum += weight[parent->members[m]];
    for (guint m = 0; m < parent->n_members; m++)
      out[parent->members[m]] =
          sum > 0 ? out[computation[i]] * (weight[parent->members[m]] / sum) : 0;
  }
}

static double share_of(DgmiEffective effective, const double *x, const double *index, gsize n)
{
  if (effective == DGMI_EFFECTIVE_MAIN_EFFECT)
    return dgmi_main_effect(x, index, n);
  const double r = dgmi_correlation_pearson(x, index, n, NULL);
  return r * r;
}

/* Scales the shares of the nodes of one level to the sum of their nominal weights. */
static void scale_level(const DgmiFramework *framework, guint level, DgmiImportance *out)
{
  double nominal = 0, shares = 0;
  for (guint node = 0; node < dgmi_framework_n_nodes(framework); node++)
    if (dgmi_framework_node(framework, node)->level == level && !isnan(out[node].share))
    {
      nominal += out[node].nominal;
      shares += out[node].share;
    }
  for (guint node = 0; node < dgmi_framework_n_nodes(framework); node++)
    if (dgmi_framework_node(framework, node)->level == level && shares > 0)
    {
      out[node].effective = out[node].share * (nominal / shares);
      if (out[node].nominal > 0)
        out[node].ratio = out[node].effective / out[node].nominal;
    }
}

void dgmi_importance(const DgmiFramework *framework, const double *weight, DgmiEffective effective,
                     const DgmiNodeValues *values, DgmiImportance *out)
{
  assert(effective < DGMI_N_EFFECTIVES);
  assert(values->index != NULL && values->n_units > 0);
  const guint n = dgmi_framework_n_nodes(framework), root = dgmi_framework_root(framework);
  g_autofree double *nominal = g_new(double, n);
  dgmi_nominal_weights(framework, weight, nominal);
  for (guint node = 0; node < n; node++)
  {
    out[node] = (DgmiImportance){nominal[node], NAN, NAN, NAN};
    if (!isnan(nominal[node]) && values->value[node] != NULL)
      out[node].share = share_of(effective, values->value[node], values->index, values->n_units);
  }
  for (guint level = 1; level <= dgmi_framework_node(framework, root)->level; level++)
    scale_level(framework, level, out);
}
